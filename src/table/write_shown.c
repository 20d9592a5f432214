/* Tables for persons: aligned text for a terminal, and Markdown. */
#include <string.h>

#include "table/table_internal.h"

#define BETWEEN 2 /* blanks between two columns of text */

/* ---- what is shown ---- */

/* Columns whose texts are words of the library rather than names the caller gave. */
static int has_words(const attain__column *column)
{
    static const char *const names[] = {"bound", "dimension", "finding", "level", "step"};
    size_t i;

    for (i = 0; i < sizeof names / sizeof names[0]; i++)
        if (strcmp(column->name, names[i]) == 0)
            return 1;
    return 0;
}

static const char *shown_heading(const attain__column *column, int32_t language, size_t *length)
{
    const char *label = attain_label(language, column->name, column->name_length);

    *length = label == NULL ? column->name_length : strlen(label);
    return label == NULL ? column->name : label;
}

/* The text of a cell: lent by the table or by the labels, or put into `buffer`. */
static const char *shown_cell(const attain__column *column, size_t row, int32_t language, char *buffer, size_t *length)
{
    const char *label = NULL;
    const char *text;

    if (!attain__column_valid(column, row)) {
        *length = 1;
        return "-";
    }
    if (column->type == ATTAIN_TYPE_TEXT) {
        text = attain__column_text(column, row, length);
        if (language == ATTAIN_LANGUAGE_CHINESE && has_words(column))
            label = attain_label(language, text, *length);
        if (label == NULL)
            return text;
        *length = strlen(label);
        return label;
    }
    *length = attain__cell_shown(column, row, buffer);
    if (*length > 0)
        return buffer;
    *length = 1; /* a double that is no number */
    return "-";
}

static int is_right(const attain__column *column)
{
    return column->type != ATTAIN_TYPE_TEXT && column->meaning != ATTAIN_MEANING_DAY;
}

/* Puts text without control characters, which a terminal would obey: line ends and tabs become blanks, the rest the
 * replacement character. All of them are one column wide. `escaped` are characters that get a backslash. */
static void put_harmless(attain__writer *writer, const char *text, size_t length, const char *escaped)
{
    size_t i;

    for (i = 0; i < length; i++) {
        unsigned char byte = (unsigned char)text[i];
        int high_control = byte == 0xC2u && i + 1 < length && (unsigned char)text[i + 1] < 0xA0u; /* U+0080 to U+009F */

        if (byte == '\n' || byte == '\r' || byte == '\t') {
            attain__put_char(writer, ' ');
        } else if (byte < 0x20u || byte == 0x7Fu || high_control) {
            attain__put(writer, "\xEF\xBF\xBD", 3);
            i += high_control ? 1 : 0;
        } else {
            if (strchr(escaped, text[i]) != NULL)
                attain__put_char(writer, '\\');
            attain__put_char(writer, text[i]);
        }
    }
}

/* ---- aligned text ---- */

static attain_status measure(attain_context *context, const attain_table *table, int32_t language, size_t **out)
{
    char buffer[ATTAIN__CELL_CAPACITY];
    size_t *widths;
    size_t i, row, length;
    void *block;
    attain_status status = attain__allocate(context, table->count, sizeof *widths, &block);

    if (status != ATTAIN_OK)
        return status;
    widths = block;
    for (i = 0; i < table->count; i++) {
        const attain__column *column = &table->columns[i];
        const char *text = shown_heading(column, language, &length);

        widths[i] = attain__text_width(text, length);
        for (row = 0; row < table->rows; row++) {
            size_t width;

            text = shown_cell(column, row, language, buffer, &length);
            width = attain__text_width(text, length);
            widths[i] = width > widths[i] ? width : widths[i];
        }
    }
    *out = widths;
    return ATTAIN_OK;
}

static void put_blanks(attain__writer *writer, size_t count)
{
    while (count-- > 0)
        attain__put_char(writer, ' ');
}

/* Puts one cell of a line; blanks that nothing follows are left out. */
static void put_aligned(attain__writer *writer, const attain_table *table, size_t column, const char *text,
                        size_t length, size_t width)
{
    size_t blanks = width - attain__text_width(text, length);
    int right = is_right(&table->columns[column]);
    int last = column + 1 == table->count;

    put_blanks(writer, right ? blanks : 0);
    put_harmless(writer, text, length, "");
    if (!last)
        put_blanks(writer, (right ? 0 : blanks) + BETWEEN);
    else
        attain__put_char(writer, '\n');
}

static void write_text(attain__writer *writer, const attain_table *table, int32_t language, const size_t *widths)
{
    char buffer[ATTAIN__CELL_CAPACITY];
    const char *text;
    size_t row, i, length, dashes;

    for (i = 0; i < table->count; i++) {
        text = shown_heading(&table->columns[i], language, &length);
        put_aligned(writer, table, i, text, length, widths[i]);
    }
    for (i = 0; i < table->count; i++) {
        for (dashes = widths[i]; dashes > 0; dashes--)
            attain__put_char(writer, '-');
        put_blanks(writer, i + 1 < table->count ? BETWEEN : 0);
    }
    attain__put_char(writer, '\n');
    for (row = 0; row < table->rows && writer->status == ATTAIN_OK; row++) {
        for (i = 0; i < table->count; i++) {
            text = shown_cell(&table->columns[i], row, language, buffer, &length);
            put_aligned(writer, table, i, text, length, widths[i]);
        }
        attain__write_progress(writer, row);
    }
}

/* ---- Markdown ---- */

static void put_markdown(attain__writer *writer, const char *text, size_t length)
{
    attain__put(writer, " ", 1);
    put_harmless(writer, text, length, "|\\`*<[");
    attain__put(writer, " |", 2);
}

static void write_markdown(attain__writer *writer, const attain_table *table, int32_t language)
{
    char buffer[ATTAIN__CELL_CAPACITY];
    const char *text;
    size_t row, i, length;

    attain__put_char(writer, '|');
    for (i = 0; i < table->count; i++) {
        text = shown_heading(&table->columns[i], language, &length);
        put_markdown(writer, text, length);
    }
    attain__put_terminated(writer, "\n|");
    for (i = 0; i < table->count; i++)
        attain__put_terminated(writer, is_right(&table->columns[i]) ? " ---: |" : " --- |");
    attain__put_char(writer, '\n');
    for (row = 0; row < table->rows && writer->status == ATTAIN_OK; row++) {
        attain__put_char(writer, '|');
        for (i = 0; i < table->count; i++) {
            text = shown_cell(&table->columns[i], row, language, buffer, &length);
            put_markdown(writer, text, length);
        }
        attain__put_char(writer, '\n');
        attain__write_progress(writer, row);
    }
}

void attain__write_shown(attain__writer *writer, const attain_table *table, int32_t format, int32_t language)
{
    size_t *widths;

    if (table->count == 0)
        return;
    if (format == ATTAIN_FORMAT_MARKDOWN) {
        write_markdown(writer, table, language);
        return;
    }
    writer->status = measure(writer->context, table, language, &widths);
    if (writer->status != ATTAIN_OK)
        return;
    write_text(writer, table, language, widths);
    attain__release(&writer->context->allocator, widths);
}

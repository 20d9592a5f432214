/* Writing a table: the choice of format, and the two exact formats, CSV and JSON. */
#include <string.h>

#include "table/table_internal.h"

void attain__write_progress(attain__writer *writer, size_t row)
{
    if (row % ATTAIN__PROGRESS_ROWS == 0 && row > 0 && writer->status == ATTAIN_OK)
        writer->status = attain__progress(writer->context, row);
}

/* ---- CSV ---- */

static void put_csv_text(attain__writer *writer, const char *text, size_t length)
{
    size_t from = 0, i;
    int plain = 1;

    for (i = 0; i < length && plain; i++)
        plain = text[i] != ',' && text[i] != '"' && text[i] != '\r' && text[i] != '\n';
    if (plain) {
        attain__put(writer, text, length);
        return;
    }
    attain__put_char(writer, '"');
    for (i = 0; i < length; i++) {
        if (text[i] != '"')
            continue;
        attain__put(writer, text + from, i + 1 - from);
        from = i; /* once more */
    }
    attain__put(writer, text + from, length - from);
    attain__put_char(writer, '"');
}

/* `alone`: the line is this cell. Were it empty the line would be blank and be skipped by readers, so it is quoted. */
static void put_csv_cell(attain__writer *writer, const attain__column *column, size_t row, int alone)
{
    char number[ATTAIN__CELL_CAPACITY];
    const char *text = number;
    size_t length = 0;

    if (attain__column_valid(column, row)) {
        if (column->type == ATTAIN_TYPE_TEXT)
            text = attain__column_text(column, row, &length);
        else
            length = attain__cell_exact(column, row, number);
    }
    if (length == 0 && alone)
        attain__put(writer, "\"\"", 2);
    else
        put_csv_text(writer, text, length);
}

void attain__write_csv(attain__writer *writer, const attain_table *table)
{
    size_t row, i;

    if (table->count == 0)
        return;
    for (i = 0; i < table->count; i++) {
        if (i > 0)
            attain__put_char(writer, ',');
        put_csv_text(writer, table->columns[i].name, table->columns[i].name_length);
    }
    attain__put_char(writer, '\n');
    for (row = 0; row < table->rows && writer->status == ATTAIN_OK; row++) {
        for (i = 0; i < table->count; i++) {
            if (i > 0)
                attain__put_char(writer, ',');
            put_csv_cell(writer, &table->columns[i], row, table->count == 1);
        }
        attain__put_char(writer, '\n');
        attain__write_progress(writer, row);
    }
}

/* ---- JSON ---- */

static void put_json_cell(attain__writer *writer, const attain__column *column, size_t row)
{
    char number[ATTAIN__CELL_CAPACITY];
    const char *text;
    size_t length;

    if (!attain__column_valid(column, row)) {
        attain__put(writer, "null", 4);
        return;
    }
    if (column->type == ATTAIN_TYPE_TEXT) {
        text = attain__column_text(column, row, &length);
        attain__put_json(writer, text, length);
        return;
    }
    length = attain__cell_exact(column, row, number);
    if (length == 0)
        attain__put(writer, "null", 4);
    else if (column->meaning == ATTAIN_MEANING_DAY && column->type != ATTAIN_TYPE_F64)
        attain__put_json(writer, number, length);
    else
        attain__put(writer, number, length);
}

void attain__write_json(attain__writer *writer, const attain_table *table)
{
    size_t row, i;

    attain__put_char(writer, '[');
    for (row = 0; row < table->rows && writer->status == ATTAIN_OK; row++) {
        attain__put_terminated(writer, row == 0 ? "\n  {" : ",\n  {");
        for (i = 0; i < table->count; i++) {
            if (i > 0)
                attain__put(writer, ", ", 2);
            attain__put_json(writer, table->columns[i].name, table->columns[i].name_length);
            attain__put(writer, ": ", 2);
            put_json_cell(writer, &table->columns[i], row);
        }
        attain__put_char(writer, '}');
        attain__write_progress(writer, row);
    }
    attain__put_terminated(writer, table->rows > 0 ? "\n]\n" : "]\n");
}

/* ---- the choice ---- */

attain_status attain_table_write(attain_context *context, const attain_table *table, int32_t format, int32_t language,
                                 attain_write_function write, void *user)
{
    attain__writer writer;

    ATTAIN__ENTER(context);
    ATTAIN__CHECK(context, table != NULL, "table");
    ATTAIN__CHECK_RANGE(context, format, ATTAIN_FORMAT_TEXT, ATTAIN_FORMAT_MARKDOWN, "format");
    ATTAIN__CHECK_RANGE(context, language, ATTAIN_LANGUAGE_ENGLISH, ATTAIN_LANGUAGE_CHINESE, "language");
    ATTAIN__CHECK(context, write != NULL, "write");
    attain__writer_start(&writer, context, write, user);
    attain__progress_start(context, table->rows);
    if (format == ATTAIN_FORMAT_CSV)
        attain__write_csv(&writer, table);
    else if (format == ATTAIN_FORMAT_JSON)
        attain__write_json(&writer, table);
    else
        attain__write_shown(&writer, table, format, language);
    return attain__writer_finish(&writer);
}

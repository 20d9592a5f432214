/* CSV: what is read is written and read back to the same bytes, line ends and a byte order mark change nothing, and the other
 * formats of the table are well formed. */
#include <stdlib.h>
#include <string.h>

#include "document/document_internal.h"
#include "fuzz.h"

#define MOST_CELLS 64 /* in a line that is looked at cell by cell */

/* ---- what to read ---- */

/* One column of each kind; some of them may be absent. */
static attain_schema *own_schema(fuzz *f)
{
    static const struct {
        const char *name;
        int32_t type, meaning;
    } columns[] = {
        {"key", ATTAIN_TYPE_KEY, ATTAIN_MEANING_CODE},      {"day", ATTAIN_TYPE_I32, ATTAIN_MEANING_DAY},
        {"amount", ATTAIN_TYPE_I64, ATTAIN_MEANING_AMOUNT}, {"weight", ATTAIN_TYPE_I64, ATTAIN_MEANING_NUMBER},
        {"rate", ATTAIN_TYPE_I64, ATTAIN_MEANING_RATE},     {"count", ATTAIN_TYPE_I64, ATTAIN_MEANING_COUNT},
        {"text", ATTAIN_TYPE_TEXT, ATTAIN_MEANING_NONE}};
    size_t required = fuzz_pick(f, 128), count = sizeof columns / sizeof columns[0], i;
    attain_schema *schema;

    FUZZ_MAKE_OK(f, schema, attain_schema_create(f->context, &schema));
    for (i = 0; i < count; i++)
        FUZZ_OK(f, attain_schema_add(f->context, schema, columns[i].name, strlen(columns[i].name), columns[i].type,
                                     columns[i].meaning, (int32_t)(required >> i & 1)));
    return schema;
}

static attain_csv *reader(fuzz *f, int32_t decimals, char delimiter)
{
    attain_csv *csv;

    FUZZ_MAKE_OK(f, csv, attain_csv_create(f->context, &csv));
    FUZZ_OK(f, attain_csv_set_decimals(f->context, csv, decimals));
    FUZZ_OK(f, attain_csv_set_delimiter(f->context, csv, delimiter));
    return csv;
}

/* ---- properties ---- */

/* Written and read back it is the same. The schema takes part, because it decides what a cell is. */
static void check_round_trip(fuzz *f, const attain_table *table, const attain_schema *schema, int32_t decimals)
{
    attain_csv *csv = reader(f, decimals, ',');
    fuzz_output written = fuzz_csv(f, table);
    attain_table *again;

    FUZZ_MAKE_OK(f, again, attain_csv_read(f->context, csv, schema, written.bytes, written.length, &again));
    FUZZ_REQUIRE(attain_table_rows(again) == attain_table_rows(table) || attain_table_columns(table) == 0,
                 "%lu rows were %lu before", (unsigned long)attain_table_rows(again),
                 (unsigned long)attain_table_rows(table));
    fuzz_require_same(f, table, again, "written and read back");
    attain_table_destroy(again);
    attain_csv_destroy(csv);
    fuzz_output_free(&written);
}

/* Text without quotes, carriage returns and byte order marks, which may be content or not. */
static int is_plain(const char *text, size_t length)
{
    return memchr(text, '"', length) == NULL && memchr(text, '\r', length) == NULL &&
           memchr(text, '\xEF', length) == NULL;
}

/* Plain text in another dress: a byte order mark in front and CRLF for LF. */
static void check_dressed(fuzz *f, const attain_csv *csv, const attain_schema *schema, const char *text, size_t length,
                          const attain_table *table)
{
    char *dressed = malloc(2 * length + 3);
    size_t at = 3, i;
    attain_table *again;

    if (dressed == NULL)
        abort();
    memcpy(dressed, "\xEF\xBB\xBF", 3);
    for (i = 0; i < length; i++) {
        if (text[i] == '\n')
            dressed[at++] = '\r';
        dressed[at++] = text[i];
    }
    FUZZ_MAKE_OK(f, again, attain_csv_read(f->context, csv, schema, dressed, at, &again));
    fuzz_require_same(f, table, again, "with a byte order mark and CRLF");
    attain_table_destroy(again);
    free(dressed);
}

/* ---- cell by cell ---- */

/* The cell that starts at `at`: up to the delimiter or the end of the line. */
static size_t cell_length(const char *text, size_t length, size_t at, char delimiter)
{
    size_t end = at;

    while (end < length && text[end] != delimiter && text[end] != '\n')
        end++;
    return end - at;
}

static void trim(const char **cell, size_t *length)
{
    while (*length > 0 && ((*cell)[0] == ' ' || (*cell)[0] == '\t'))
        (*cell)++, (*length)--;
    while (*length > 0 && ((*cell)[*length - 1] == ' ' || (*cell)[*length - 1] == '\t'))
        (*length)--;
}

/* Requires that a cell of the table is what stands in the file: text and keys to the byte, numbers and days as their own readers
 * have them, an empty cell a missing value. */
static void require_cell(fuzz *f, const attain_table *table, size_t column, size_t row, const char *cell, size_t length)
{
    const char *name = attain_table_name(table, column, NULL);
    int32_t type = attain_table_type(table, column), meaning = attain_table_meaning(table, column);
    int64_t expected = 0;
    attain_day day = 0;
    size_t there = 0;
    char integer[ATTAIN_DECIMAL_CAPACITY];

    if (type != ATTAIN_TYPE_TEXT && meaning != ATTAIN_MEANING_CODE)
        trim(&cell, &length);
    FUZZ_REQUIRE(fuzz_there(table, name, row) == (length > 0), "%s, row %lu: there or not", name, (unsigned long)row);
    if (length == 0)
        return;
    if (type == ATTAIN_TYPE_TEXT) {
        const char *text = fuzz_cell(table, name, row, &there);

        FUZZ_REQUIRE(there == length && memcmp(text, cell, length) == 0, "%s, row %lu: '%.*s' became '%.*s'", name,
                     (unsigned long)row, (int)length, cell, (int)there, text);
    } else if (type == ATTAIN_TYPE_I32) {
        FUZZ_OK(f, attain_day_parse(f->context, cell, length, &day));
        FUZZ_REQUIRE(attain_table_i32(table, column)[row] == day, "%s, row %lu", name, (unsigned long)row);
    } else if (meaning == ATTAIN_MEANING_CODE) {
        FUZZ_OK(f, attain_decimal_format(f->context, fuzz_i64(table, name)[row], 0, integer, sizeof integer, &there));
        FUZZ_REQUIRE(there == length && memcmp(integer, cell, length) == 0, "%s, row %lu: '%.*s' became %s", name,
                     (unsigned long)row, (int)length, cell, integer);
    } else {
        if (meaning == ATTAIN_MEANING_RATE)
            FUZZ_OK(f, attain_rate_parse(f->context, cell, length, &expected));
        else
            FUZZ_OK(f, attain_decimal_parse(f->context, cell, length, attain_table_decimals(table, column), &expected));
        FUZZ_REQUIRE(fuzz_i64(table, name)[row] == expected, "%s, row %lu", name, (unsigned long)row);
    }
}

/* Goes through a line: the header says which column of the table a cell belongs to, the others have what must be there. Returns
 * how many cells there are. */
static size_t check_line(fuzz *f, const attain_table *table, const char *line, size_t length, char delimiter,
                         int64_t *columns, int is_header, size_t row)
{
    size_t cell, at = 0, in_cell;

    for (cell = 0; at <= length && cell < MOST_CELLS; cell++, at += in_cell + 1) {
        in_cell = cell_length(line, length, at, delimiter);
        if (is_header)
            columns[cell] = attain_table_find(table, line + at, in_cell);
        else if (columns[cell] >= 0)
            require_cell(f, table, (size_t)columns[cell], row, line + at, in_cell);
    }
    return cell;
}

/* Finds every cell of a plain text by its delimiters alone. */
static void check_cells(fuzz *f, const attain_table *table, const char *text, size_t length, char delimiter)
{
    int64_t columns[MOST_CELLS];
    size_t at, end, width = 0, row = 0;

    for (at = 0; at < length; at = end + 1) {
        end = at + cell_length(text, length, at, '\n');
        if (end == at)
            continue; /* a blank line */
        if (width == 0) {
            width = check_line(f, table, text + at, end - at, delimiter, columns, 1, 0);
            if (width == MOST_CELLS)
                return;
        } else {
            check_line(f, table, text + at, end - at, delimiter, columns, 0, row++);
        }
    }
    FUZZ_REQUIRE(row == attain_table_rows(table), "%lu rows, not %lu", (unsigned long)attain_table_rows(table),
                 (unsigned long)row);
}

/* ---- formats ---- */

static size_t lines_of(const fuzz_output *output)
{
    size_t lines = 0, i;

    for (i = 0; i < output->length; i++)
        lines += output->bytes[i] == '\n';
    return lines;
}

static void check_json(fuzz *f, const attain_table *table, const fuzz_output *written)
{
    attain__json tree;
    attain_status status;

    f->refusal = 0; /* the tree is read to look at the text, not to be tested itself */
    status = attain__json_read(f->context, written->bytes, written->length, &tree);
    FUZZ_REQUIRE(status == ATTAIN_OK, "%s in:\n%s", attain_context_error(f->context), written->bytes);
    FUZZ_REQUIRE(attain__json_root(&tree)->kind == ATTAIN__JSON_ARRAY &&
                     attain__json_root(&tree)->count == attain_table_rows(table),
                 "not an array of %lu:\n%s", (unsigned long)attain_table_rows(table), written->bytes);
    attain__json_release(&tree);
}

/* Every format is UTF-8; JSON is JSON; a row is a line in what is for persons, whatever its cells hold. */
static void check_formats(fuzz *f, const attain_table *table, int32_t language, size_t limit)
{
    int32_t format;

    for (format = ATTAIN_FORMAT_TEXT; format <= ATTAIN_FORMAT_MARKDOWN; format++) {
        fuzz_output written = {NULL, 0, 0, 0, 0}, short_of = {NULL, 0, 0, 0, 0};

        fuzz_write("", 0, &written);
        FUZZ_OK(f, (written.length = 0, attain_table_write(f->context, table, format, language, fuzz_write, &written)));
        FUZZ_REQUIRE(attain__utf8_check(written.bytes, written.length) == written.length, "not UTF-8:\n%s",
                     written.bytes);
        if (format == ATTAIN_FORMAT_JSON)
            check_json(f, table, &written);
        else if (format != ATTAIN_FORMAT_CSV && attain_table_columns(table) > 0)
            FUZZ_REQUIRE(lines_of(&written) == attain_table_rows(table) + 2, "not one line a row:\n%s", written.bytes);
        short_of.limit = limit + 1;
        FUZZ_CALL(f, (fuzz_output_free(&short_of), short_of.limit = limit + 1,
                      attain_table_write(f->context, table, format, language, fuzz_write, &short_of)));
        FUZZ_REQUIRE(f->status == (written.length > limit + 1 ? ATTAIN_ERROR_WRITE : ATTAIN_OK),
                     "%lu bytes where %lu fit gave '%s'", (unsigned long)written.length, (unsigned long)limit + 1,
                     attain_status_name(f->status));
        fuzz_output_free(&short_of);
        fuzz_output_free(&written);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char delimiters[] = ",;\t|";
    fuzz f;
    int32_t decimals, language;
    char delimiter;
    int renamed;
    size_t which, length, limit;
    const char *text;
    const attain_schema *lent;
    attain_schema *own;
    attain_csv *csv;
    attain_table *table;

    fuzz_begin(&f, data, size);
    decimals = (int32_t)fuzz_pick(&f, ATTAIN_DECIMALS_MAX + 1);
    delimiter = delimiters[fuzz_pick(&f, sizeof delimiters - 1)];
    language = (int32_t)fuzz_pick(&f, 2);
    limit = fuzz_pick(&f, 20000);
    which = fuzz_pick(&f, 4);
    own = own_schema(&f);
    lent = which == 0   ? own
           : which == 1 ? attain_rfm_input_schema()
           : which == 2 ? attain_abc_input_schema()
                        : attain_segments_input_schema();
    csv = reader(&f, decimals, delimiter);
    renamed = which == 0 && fuzz_pick(&f, 2) == 1;
    if (renamed)
        FUZZ_OK(&f, attain_csv_map(f.context, csv, ATTAIN_TEXT("amount"), ATTAIN_TEXT("Umsatz")));
    text = fuzz_text(&f, &length);
    if (FUZZ_MAKE(&f, table, attain_csv_read(f.context, csv, lent, text, length, &table)) == ATTAIN_OK) {
        check_round_trip(&f, table, lent, decimals);
        if (is_plain(text, length)) {
            check_dressed(&f, csv, lent, text, length, table);
            if (!renamed)
                check_cells(&f, table, text, length, delimiter);
        }
        check_formats(&f, table, language, limit);
        attain_table_destroy(table);
    } else {
        FUZZ_REQUIRE(f.status == ATTAIN_ERROR_FORMAT || f.status == ATTAIN_ERROR_SCHEMA ||
                         f.status == ATTAIN_ERROR_VALUE || f.status == ATTAIN_ERROR_OVERFLOW,
                     "status %ld", (long)f.status);
    }
    attain_csv_destroy(csv);
    attain_schema_destroy(own);
    return fuzz_end(&f);
}

/* Reading a CSV file: the header against the schema, then row by row into columns. */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "table/table_internal.h"

typedef struct reader {
    const attain_csv *csv;
    const attain_schema *schema;
    const char *text;
    size_t length;
    size_t width; /* cells of the header */
    attain__csv_scanner scanner;
    attain__csv_column *columns; /* one for each column of the schema */
} reader;

/* ---- the settings and the bytes ---- */

static attain_status check_schema(attain_context *context, const attain_csv *csv, const attain_schema *schema)
{
    size_t i, j;

    for (i = 0; i < schema->count; i++)
        if (schema->columns[i].type == ATTAIN_TYPE_F64)
            return attain__error(context, ATTAIN_ERROR_SCHEMA, schema->columns[i].name, ATTAIN__NO_ROW,
                                 "columns of doubles are results and are not read from CSV");
    for (i = 0; i < csv->count; i++) {
        const attain__csv_map *map = &csv->maps[i];

        for (j = 0; j < schema->count; j++)
            if (attain__text_equal(schema->columns[j].name, schema->columns[j].name_length, map->column,
                                   map->column_length))
                break;
        if (j == schema->count) {
            attain__list list;

            attain__list_start(&list, "is given a file column, but is none of the columns that are read:");
            for (j = 0; j < schema->count; j++)
                attain__list_add(&list, schema->columns[j].name, schema->columns[j].name_length);
            return attain__error(context, ATTAIN_ERROR_SCHEMA, map->column, ATTAIN__NO_ROW, list.text);
        }
    }
    return ATTAIN_OK;
}

static uint64_t line_of(const char *text, size_t position)
{
    uint64_t line = 1;
    size_t i;

    for (i = 0; i < position; i++)
        line += text[i] == '\n';
    return line;
}

static attain_status check_bytes(attain_context *context, const char *text, size_t length)
{
    size_t valid = attain__utf8_check(text, length);
    const char *zero = length == 0 ? NULL : memchr(text, '\0', valid);
    char message[128];

    if (zero != NULL) {
        snprintf(message, sizeof message, "line %" PRIu64 ": there is a zero byte; the file must be UTF-8 text",
                 line_of(text, (size_t)(zero - text)));
        return attain__error(context, ATTAIN_ERROR_FORMAT, "text", ATTAIN__NO_ROW, message);
    }
    if (valid < length) {
        snprintf(message, sizeof message, "line %" PRIu64 ": byte 0x%02X is not UTF-8; save the file as UTF-8",
                 line_of(text, valid), (unsigned)(unsigned char)text[valid]);
        return attain__error(context, ATTAIN_ERROR_FORMAT, "text", ATTAIN__NO_ROW, message);
    }
    return ATTAIN_OK;
}

static void skip_byte_order_mark(reader *read)
{
    if (read->length >= 3 && memcmp(read->text, "\xEF\xBB\xBF", 3) == 0) {
        read->text += 3;
        read->length -= 3;
    }
}

/* ---- the header ---- */

static const attain__csv_map *map_of(const attain_csv *csv, const attain__schema_column *column)
{
    size_t i;

    for (i = 0; i < csv->count; i++)
        if (attain__text_equal(csv->maps[i].column, csv->maps[i].column_length, column->name, column->name_length))
            return &csv->maps[i];
    return NULL;
}

static attain_status missing_header(attain_context *context, reader *read, const char *column, const char *header)
{
    char beginning[160];
    attain__list list;
    size_t i;

    snprintf(beginning, sizeof beginning, "there is no column '%s'; the file has:", header);
    beginning[attain__utf8_check(beginning, strlen(beginning))] = '\0';
    attain__list_start(&list, beginning);
    for (i = 0; i < read->width; i++) {
        const char *name;
        size_t length;
        attain_status status = attain__csv_scanner_text(context, &read->scanner, i, &name, &length);

        if (status != ATTAIN_OK)
            return status;
        attain__list_add(&list, name, length);
    }
    return attain__error(context, ATTAIN_ERROR_SCHEMA, column, ATTAIN__NO_ROW, list.text);
}

/* Finds the file column for a column of the schema. */
static attain_status find_source(attain_context *context, reader *read, attain__csv_column *column)
{
    const attain__schema_column *schema = column->schema;
    const attain__csv_map *map = map_of(read->csv, schema);
    const char *wanted = map == NULL ? schema->name : map->header;
    size_t wanted_length = map == NULL ? schema->name_length : map->header_length;
    size_t i;

    for (i = 0; i < read->width; i++) {
        const char *name;
        size_t length;
        attain_status status = attain__csv_scanner_text(context, &read->scanner, i, &name, &length);

        if (status != ATTAIN_OK)
            return status;
        if (!attain__text_equal(name, length, wanted, wanted_length))
            continue;
        if (column->present)
            return attain__error_text(context, ATTAIN_ERROR_SCHEMA, schema->name, ATTAIN__NO_ROW, name, length,
                                      "the file has this column twice");
        column->present = 1;
        column->source = i;
    }
    if (!column->present && (schema->required || map != NULL))
        return missing_header(context, read, schema->name, wanted);
    return ATTAIN_OK;
}

static void prepare_column(const reader *read, const attain__schema_column *schema, attain__csv_column *column)
{
    int scaled = schema->meaning == ATTAIN_MEANING_AMOUNT || schema->meaning == ATTAIN_MEANING_NUMBER;

    column->schema = schema;
    column->type = schema->type == ATTAIN_TYPE_KEY ? ATTAIN_TYPE_I64 : schema->type;
    column->decimals = scaled && schema->type == ATTAIN_TYPE_I64 ? read->csv->decimals : 0;
}

/* A file without a header has no rows and all the columns it must have. */
static attain_status read_header(attain_context *context, reader *read)
{
    int found = 0;
    size_t i;
    void *block;
    attain_status status = attain__allocate_zeroed(context, read->schema->count, sizeof *read->columns, &block);

    if (status != ATTAIN_OK)
        return status;
    read->columns = block;
    status = attain__csv_scanner_next(context, &read->scanner, &found);
    read->width = read->scanner.count;
    for (i = 0; i < read->schema->count && status == ATTAIN_OK; i++) {
        prepare_column(read, &read->schema->columns[i], &read->columns[i]);
        if (found)
            status = find_source(context, read, &read->columns[i]);
        else
            read->columns[i].present = read->schema->columns[i].required;
    }
    return status;
}

/* ---- the rows ---- */

static attain_status wrong_width(attain_context *context, const reader *read)
{
    char message[128];

    snprintf(message, sizeof message, "line %" PRIu64 " has %" PRIu64 " cells and the header has %" PRIu64,
             read->scanner.row_line, (uint64_t)read->scanner.count, (uint64_t)read->width);
    return attain__error(context, ATTAIN_ERROR_FORMAT, "text", read->scanner.row, message);
}

static attain_status put_row(attain_context *context, reader *read, size_t row)
{
    attain_status status = ATTAIN_OK;
    size_t i;

    if (read->scanner.count != read->width)
        return wrong_width(context, read);
    for (i = 0; i < read->schema->count && status == ATTAIN_OK; i++) {
        attain__csv_column *column = &read->columns[i];
        const char *text;
        size_t length;

        if (!column->present)
            continue;
        status = attain__csv_scanner_text(context, &read->scanner, column->source, &text, &length);
        if (status == ATTAIN_OK)
            status = attain__csv_column_put(context, column, row, read->scanner.row_line, text, length);
    }
    return status;
}

static attain_status read_rows(attain_context *context, reader *read, size_t *rows)
{
    size_t row = 0;

    for (;;) {
        int found;
        attain_status status = attain__csv_scanner_next(context, &read->scanner, &found);

        if (status != ATTAIN_OK)
            return status;
        if (!found)
            break;
        status = put_row(context, read, row);
        if (status != ATTAIN_OK)
            return status;
        row++;
        if (row % ATTAIN__PROGRESS_ROWS == 0)
            status = attain__progress(context, (uint64_t)(read->scanner.at - read->text));
        if (status != ATTAIN_OK)
            return status;
    }
    *rows = row;
    return ATTAIN_OK;
}

/* ---- the table ---- */

static attain_status make_table(attain_context *context, reader *read, size_t rows, attain_table **out)
{
    attain_table *table;
    size_t i;
    attain_status status = attain__result_create(context, rows, &table);

    if (status != ATTAIN_OK)
        return status;
    for (i = 0; i < read->schema->count && status == ATTAIN_OK; i++)
        if (read->columns[i].present)
            status = attain__csv_column_finish(context, &read->columns[i], rows, table);
    if (status == ATTAIN_OK)
        *out = table;
    else
        attain_table_destroy(table);
    return status;
}

static attain_status read_table(attain_context *context, reader *read, attain_table **out)
{
    size_t rows = 0;
    size_t i;
    attain_status status;

    attain__csv_scanner_start(&read->scanner, read->text, read->length, read->csv->delimiter);
    attain__progress_start(context, read->length);
    status = read_header(context, read);
    if (status == ATTAIN_OK)
        status = read_rows(context, read, &rows);
    if (status == ATTAIN_OK)
        status = make_table(context, read, rows, out);
    for (i = 0; read->columns != NULL && i < read->schema->count; i++)
        attain__csv_column_release(context, &read->columns[i]);
    attain__release(&context->allocator, read->columns);
    attain__csv_scanner_release(context, &read->scanner);
    return status;
}

attain_status attain_csv_read(attain_context *context, const attain_csv *csv, const attain_schema *schema,
                              const char *text, size_t length, attain_table **out)
{
    reader read = {0};
    attain_status status;

    ATTAIN__ENTER(context);
    ATTAIN__CHECK(context, csv != NULL, "csv");
    ATTAIN__CHECK(context, schema != NULL, "schema");
    ATTAIN__CHECK(context, text != NULL || length == 0, "text");
    ATTAIN__CHECK(context, out != NULL, "out");
    read.csv = csv;
    read.schema = schema;
    read.text = text;
    read.length = length;
    status = check_schema(context, csv, schema);
    if (status == ATTAIN_OK)
        status = check_bytes(context, text, length);
    if (status != ATTAIN_OK)
        return status;
    skip_byte_order_mark(&read);
    return read_table(context, &read, out);
}

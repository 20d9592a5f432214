/* Cells of a CSV file as values of typed columns. */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "table/table_internal.h"

static attain_status refuse(attain_context *context, attain_status status, const attain__csv_column *column, size_t row,
                            uint64_t line, const char *text, size_t length, const char *what)
{
    char message[ATTAIN__DETAIL_CAPACITY];

    snprintf(message, sizeof message, "%s (line %" PRIu64 ")", what, line);
    return attain__error_text(context, status, column->schema->name, (int64_t)row, text, length, message);
}

/* ---- missing values ---- */

/* Makes the bitmap at least `bytes` long; what is new says that values are there. */
static attain_status reach_validity(attain_context *context, attain__csv_column *column, size_t bytes)
{
    void *block = column->validity;
    attain_status status;

    if (bytes <= column->validity_bytes)
        return ATTAIN_OK;
    status = attain__resize(context, bytes, 1, &block);
    if (status != ATTAIN_OK)
        return status;
    column->validity = block;
    memset(column->validity + column->validity_bytes, 0xFF, bytes - column->validity_bytes);
    column->validity_bytes = bytes;
    return ATTAIN_OK;
}

static attain_status put_missing(attain_context *context, attain__csv_column *column, size_t row, uint64_t line)
{
    attain_status status;

    if (column->schema->required)
        return refuse(context, ATTAIN_ERROR_VALUE, column, row, line, NULL, 0,
                      "is empty, and this column needs a value in every row");
    if (column->type == ATTAIN_TYPE_TEXT)
        return attain__text_append_missing(context, &column->text);
    status = reach_validity(context, column, row / 8 < column->validity_bytes ? 0 : (row / 8 + 1) * 2);
    if (status != ATTAIN_OK)
        return status;
    attain__validity_clear(column->validity, row);
    if (column->type == ATTAIN_TYPE_I32)
        ((int32_t *)column->values)[row] = 0;
    else
        ((int64_t *)column->values)[row] = 0;
    return ATTAIN_OK;
}

static int is_missing(const attain__csv_column *column, size_t row)
{
    return row / 8 < column->validity_bytes && (column->validity[row / 8] >> row % 8 & 1) == 0;
}

/* ---- keys ---- */

/* Whether the text is how the number would be written: no plus sign, no leading zero, no minus zero, within 64 bits. */
static int canonical_integer(const char *text, size_t length, int64_t *out)
{
    size_t sign = length > 0 && text[0] == '-';
    uint64_t magnitude = 0;
    size_t i;

    if (length == sign || length - sign > 19 || (text[sign] == '0' && length > 1))
        return 0;
    for (i = sign; i < length; i++) {
        if (text[i] < '0' || text[i] > '9')
            return 0;
        magnitude = magnitude * 10 + (uint64_t)(text[i] - '0');
    }
    if (magnitude > (uint64_t)INT64_MAX + sign)
        return 0;
    *out = attain__of_size(magnitude, (int)sign);
    return 1;
}

/* Turns the integers read so far back into the text they were, which is the only text they can have been. */
static attain_status turn_to_text(attain_context *context, attain__csv_column *column, size_t rows)
{
    const int64_t *values = column->values;
    attain_status status = ATTAIN_OK;
    size_t row;

    for (row = 0; row < rows && status == ATTAIN_OK; row++) {
        char text[ATTAIN__I128_CAPACITY];

        if (is_missing(column, row))
            status = attain__text_append_missing(context, &column->text);
        else
            status = attain__text_append(context, &column->text, text,
                                         attain__i128_format(attain__i128_from(values[row]), 0, 0, text));
    }
    if (status != ATTAIN_OK)
        return status;
    attain__release(&context->allocator, column->values);
    attain__release(&context->allocator, column->validity);
    column->values = NULL;
    column->validity = NULL;
    column->validity_bytes = 0;
    column->type = ATTAIN_TYPE_TEXT;
    return ATTAIN_OK;
}

static attain_status put_key(attain_context *context, attain__csv_column *column, size_t row, const char *text,
                             size_t length)
{
    attain_status status;

    if (column->type == ATTAIN_TYPE_I64) {
        int64_t *values = column->values;

        if (canonical_integer(text, length, &values[row]))
            return ATTAIN_OK;
        status = turn_to_text(context, column, row);
        if (status != ATTAIN_OK)
            return status;
    }
    return attain__text_append(context, &column->text, text, length);
}

/* ---- numbers and days ---- */

static attain_status scan_wide_day(const char *text, size_t length, int64_t *out, const char **message)
{
    attain_day day;
    attain_status status = attain__day_scan(text, length, &day, message);

    if (status == ATTAIN_OK)
        *out = day;
    return status;
}

static attain_status put_number(attain_context *context, attain__csv_column *column, size_t row, uint64_t line,
                                const char *text, size_t length)
{
    const char *message = "";
    attain_status status;

    if (column->type == ATTAIN_TYPE_I32)
        status = attain__day_scan(text, length, (int32_t *)column->values + row, &message);
    else if (column->schema->meaning == ATTAIN_MEANING_DAY)
        status = scan_wide_day(text, length, (int64_t *)column->values + row, &message);
    else if (column->schema->meaning == ATTAIN_MEANING_RATE)
        status = attain__rate_scan(text, length, (int64_t *)column->values + row, &message);
    else
        status = attain__decimal_scan(text, length, column->decimals, (int64_t *)column->values + row, &message);
    if (status == ATTAIN_OK)
        return ATTAIN_OK;
    return refuse(context, status == ATTAIN_ERROR_OVERFLOW ? status : ATTAIN_ERROR_FORMAT, column, row, line, text,
                  length, message);
}

static int is_blank(char character)
{
    return character == ' ' || character == '\t';
}

attain_status attain__csv_column_put(attain_context *context, attain__csv_column *column, size_t row, uint64_t line,
                                     const char *text, size_t length)
{
    int32_t wanted = column->schema->type;

    if (column->type != ATTAIN_TYPE_TEXT && row >= column->capacity) {
        size_t size = column->type == ATTAIN_TYPE_I32 ? sizeof(int32_t) : sizeof(int64_t);
        attain_status status = attain__grow(context, row, &column->capacity, size, &column->values);

        if (status != ATTAIN_OK)
            return status;
    }
    if (wanted != ATTAIN_TYPE_KEY && wanted != ATTAIN_TYPE_TEXT) {
        for (; length > 0 && is_blank(text[0]); length--)
            text++;
        while (length > 0 && is_blank(text[length - 1]))
            length--;
    }
    if (length == 0)
        return put_missing(context, column, row, line);
    if (wanted == ATTAIN_TYPE_KEY)
        return put_key(context, column, row, text, length);
    if (wanted == ATTAIN_TYPE_TEXT)
        return attain__text_append(context, &column->text, text, length);
    return put_number(context, column, row, line, text, length);
}

/* ---- into the table ---- */

static attain_status finish_numbers(attain_context *context, attain__csv_column *column, size_t rows,
                                    attain_table *table)
{
    attain__column finished = {0};
    attain_status status = ATTAIN_OK;

    if (column->values == NULL)
        status = attain__allocate(context, 0, 1, &column->values);
    if (status == ATTAIN_OK && column->validity != NULL)
        status = reach_validity(context, column, rows / 8 + (rows % 8 != 0));
    if (status != ATTAIN_OK)
        return status;
    finished.type = column->type;
    finished.meaning = column->schema->meaning;
    finished.decimals = column->decimals;
    finished.values = column->values;
    finished.validity = column->validity;
    finished.owned = 1;
    status = attain__table_append(context, table, column->schema->name, column->schema->name_length, &finished);
    if (status == ATTAIN_OK) {
        column->values = NULL;
        column->validity = NULL;
    }
    return status;
}

attain_status attain__csv_column_finish(attain_context *context, attain__csv_column *column, size_t rows,
                                        attain_table *table)
{
    if (column->type == ATTAIN_TYPE_TEXT)
        return attain__result_text(context, table, column->schema->name, column->schema->meaning, &column->text);
    return finish_numbers(context, column, rows, table);
}

void attain__csv_column_release(attain_context *context, attain__csv_column *column)
{
    attain__release(&context->allocator, column->values);
    attain__release(&context->allocator, column->validity);
    attain__text_builder_release(context, &column->text);
}

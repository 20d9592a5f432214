/* The table: made, filled with borrowed columns, described, copied, destroyed. */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "table/table_internal.h"

attain_status attain_table_create(attain_context *context, attain_table **out)
{
    ATTAIN__ENTER(context);
    ATTAIN__CHECK(context, out != NULL, "out");
    return attain__result_create(context, 0, out);
}

void attain__column_release(const attain_allocator *allocator, attain__column *column)
{
    if (!column->owned)
        return;
    attain__release(allocator, (void *)column->values);
    attain__release(allocator, (void *)column->offsets);
    attain__release(allocator, (void *)column->bytes);
    attain__release(allocator, (void *)column->validity);
}

void attain_table_destroy(attain_table *table)
{
    size_t i;

    if (table == NULL)
        return;
    for (i = 0; i < table->count; i++) {
        attain__column_release(&table->allocator, &table->columns[i]);
        attain__release(&table->allocator, table->columns[i].name);
    }
    attain__release(&table->allocator, table->columns);
    {
        attain_allocator allocator = table->allocator;
        attain__release(&allocator, table);
    }
}

attain_status attain__table_append(attain_context *context, attain_table *table, const char *name, size_t name_length,
                                   const attain__column *column)
{
    void *block = table->columns;
    attain__column *added;
    char *copy;
    attain_status status = attain__grow(context, table->count, &table->capacity, sizeof *table->columns, &block);

    table->columns = block;
    if (status != ATTAIN_OK)
        return status;
    status = attain__text_copy(context, name, name_length, &copy);
    if (status != ATTAIN_OK)
        return status;
    added = &table->columns[table->count++];
    *added = *column;
    added->name = copy;
    added->name_length = name_length;
    return ATTAIN_OK;
}

/* ---- borrowed columns ---- */

static attain_status check_new_name(attain_context *context, const attain_table *table, const char *name,
                                    size_t name_length)
{
    attain_status status;

    ATTAIN__CHECK_OWN(context, table, "table");
    status = attain__check_name(context, name, name_length, "name");
    if (status == ATTAIN_OK && attain__table_column(table, name, name_length) != NULL)
        return attain__error_text(context, ATTAIN_ERROR_SCHEMA, "name", ATTAIN__NO_ROW, name, name_length,
                                  "the table has a column of that name already");
    return status;
}

static attain_status check_rows(attain_context *context, const attain_table *table, size_t rows)
{
    char message[80];

    if (rows > (size_t)PTRDIFF_MAX / sizeof(int64_t) - 1) {
        int length = snprintf(message, sizeof message, "%" PRIu64, (uint64_t)rows);

        return attain__error_text(context, ATTAIN_ERROR_ARGUMENT, "rows", ATTAIN__NO_ROW, message, (size_t)length,
                                  "are more than memory can hold");
    }
    if (table->count == 0 || rows == table->rows)
        return ATTAIN_OK;
    snprintf(message, sizeof message, "the columns of this table have %" PRIu64 " rows", (uint64_t)table->rows);
    return attain__error_i64(context, ATTAIN_ERROR_SCHEMA, "rows", ATTAIN__NO_ROW, (int64_t)rows, message);
}

static attain_status append_borrowed(attain_context *context, attain_table *table, const char *name, size_t name_length,
                                     const attain__column *column, size_t rows)
{
    attain_status status = attain__table_append(context, table, name, name_length, column);

    if (status == ATTAIN_OK)
        table->rows = rows;
    return status;
}

static attain_status add_numbers(attain_context *context, attain_table *table, const char *name, size_t name_length,
                                 int32_t type, int32_t meaning, const void *values, const uint8_t *validity,
                                 size_t rows)
{
    attain__column column = {0};
    attain_status status = check_new_name(context, table, name, name_length);

    if (status != ATTAIN_OK)
        return status;
    ATTAIN__CHECK(context, values != NULL || rows == 0, "values");
    status = check_rows(context, table, rows);
    if (status != ATTAIN_OK)
        return status;
    column.type = type;
    column.meaning = meaning;
    column.values = values;
    column.validity = validity;
    return append_borrowed(context, table, name, name_length, &column, rows);
}

attain_status attain_table_add_i64(attain_context *context, attain_table *table, const char *name, size_t name_length,
                                   const int64_t *values, const uint8_t *validity, size_t rows)
{
    ATTAIN__ENTER(context);
    return add_numbers(context, table, name, name_length, ATTAIN_TYPE_I64, ATTAIN_MEANING_NONE, values, validity, rows);
}

attain_status attain_table_add_i32(attain_context *context, attain_table *table, const char *name, size_t name_length,
                                   const int32_t *values, const uint8_t *validity, size_t rows)
{
    ATTAIN__ENTER(context);
    return add_numbers(context, table, name, name_length, ATTAIN_TYPE_I32, ATTAIN_MEANING_DAY, values, validity, rows);
}

attain_status attain_table_add_f64(attain_context *context, attain_table *table, const char *name, size_t name_length,
                                   const double *values, const uint8_t *validity, size_t rows)
{
    ATTAIN__ENTER(context);
    return add_numbers(context, table, name, name_length, ATTAIN_TYPE_F64, ATTAIN_MEANING_NONE, values, validity, rows);
}

/* Offsets first, all of them, so that no byte is looked at that they do not vouch for. */
static attain_status check_texts(attain_context *context, const attain__column *column, size_t rows)
{
    const int64_t *offsets = column->offsets;
    size_t row;

    if (offsets[0] < 0)
        return attain__error_i64(context, ATTAIN_ERROR_VALUE, "offsets", 0, offsets[0], "must not be negative");
    for (row = 0; row < rows; row++)
        if (offsets[row + 1] < offsets[row])
            return attain__error_i64(context, ATTAIN_ERROR_VALUE, "offsets", (int64_t)(row + 1), offsets[row + 1],
                                     "must not be below the offset before it");
    if ((uint64_t)offsets[rows] > (uint64_t)PTRDIFF_MAX)
        return attain__error_i64(context, ATTAIN_ERROR_VALUE, "offsets", (int64_t)rows, offsets[rows],
                                 "is beyond what memory can hold");
    ATTAIN__CHECK(context, column->bytes != NULL || offsets[rows] == 0, "bytes");
    for (row = 0; row < rows; row++) {
        size_t length;
        const char *text = attain__column_text(column, row, &length);

        if (attain__column_valid(column, row) && attain__utf8_check(text, length) != length)
            return attain__error_text(context, ATTAIN_ERROR_FORMAT, "bytes", (int64_t)row, text, length,
                                      "is not UTF-8");
    }
    return ATTAIN_OK;
}

attain_status attain_table_add_text(attain_context *context, attain_table *table, const char *name, size_t name_length,
                                    const int64_t *offsets, const char *bytes, const uint8_t *validity, size_t rows)
{
    static const int64_t no_texts[] = {0};
    attain__column column = {0};
    attain_status status;

    ATTAIN__ENTER(context);
    status = check_new_name(context, table, name, name_length);
    if (status != ATTAIN_OK)
        return status;
    ATTAIN__CHECK(context, offsets != NULL || rows == 0, "offsets");
    status = check_rows(context, table, rows);
    if (status != ATTAIN_OK)
        return status;
    column.type = ATTAIN_TYPE_TEXT;
    column.offsets = offsets == NULL ? no_texts : offsets;
    column.bytes = bytes;
    column.validity = validity;
    status = check_texts(context, &column, rows);
    if (status != ATTAIN_OK)
        return status;
    return append_borrowed(context, table, name, name_length, &column, rows);
}

attain_status attain_table_describe(attain_context *context, attain_table *table, size_t column, int32_t meaning,
                                    int32_t decimals)
{
    int scaled = meaning == ATTAIN_MEANING_AMOUNT || meaning == ATTAIN_MEANING_NUMBER;

    ATTAIN__ENTER(context);
    ATTAIN__CHECK_OWN(context, table, "table");
    ATTAIN__CHECK_INDEX(context, column, table->count, "column");
    ATTAIN__CHECK_RANGE(context, meaning, ATTAIN_MEANING_NONE, ATTAIN_MEANING_RATIO, "meaning");
    ATTAIN__CHECK_RANGE(context, decimals, 0, scaled ? ATTAIN_DECIMALS_MAX : 0, "decimals");
    table->columns[column].meaning = meaning;
    table->columns[column].decimals = decimals;
    return ATTAIN_OK;
}

/* ---- copies ---- */

static attain_status copy_array(attain_context *context, const void *source, size_t count, size_t size,
                                const void **out)
{
    void *block;
    attain_status status = attain__allocate(context, count, size, &block);

    if (status != ATTAIN_OK)
        return status;
    if (count > 0)
        memcpy(block, source, count * size);
    *out = block;
    return ATTAIN_OK;
}

/* The copy has only the bytes its rows use, so its offsets begin at 0. */
static attain_status copy_texts(attain_context *context, const attain__column *source, size_t rows,
                                attain__column *copy)
{
    int64_t first = source->offsets[0];
    int64_t *offsets;
    const void *bytes;
    void *block;
    size_t row;
    attain_status status = attain__allocate(context, rows + 1, sizeof *offsets, &block);

    if (status != ATTAIN_OK)
        return status;
    offsets = block;
    copy->offsets = offsets;
    for (row = 0; row <= rows; row++)
        offsets[row] = source->offsets[row] - first;
    status =
        copy_array(context, source->bytes == NULL ? NULL : source->bytes + first, (size_t)offsets[rows], 1, &bytes);
    if (status == ATTAIN_OK)
        copy->bytes = bytes;
    return status;
}

static attain_status copy_column(attain_context *context, const attain__column *source, size_t rows,
                                 attain_table *target)
{
    static const size_t sizes[] = {0, sizeof(int64_t), sizeof(int32_t), sizeof(double)};
    attain__column copy = *source;
    const void *validity;
    attain_status status;

    copy.values = NULL;
    copy.offsets = NULL;
    copy.bytes = NULL;
    copy.validity = NULL;
    copy.owned = 1;
    if (source->type == ATTAIN_TYPE_TEXT)
        status = copy_texts(context, source, rows, &copy);
    else
        status = copy_array(context, source->values, rows, sizes[source->type], &copy.values);
    if (status == ATTAIN_OK && source->validity != NULL) {
        status = copy_array(context, source->validity, rows / 8 + (rows % 8 != 0), 1, &validity);
        if (status == ATTAIN_OK)
            copy.validity = validity;
    }
    if (status == ATTAIN_OK)
        status = attain__table_append(context, target, source->name, source->name_length, &copy);
    if (status != ATTAIN_OK)
        attain__column_release(&context->allocator, &copy);
    return status;
}

attain_status attain_table_copy(attain_context *context, const attain_table *table, attain_table **out)
{
    attain_table *copy;
    attain_status status;
    size_t i;

    ATTAIN__ENTER(context);
    ATTAIN__CHECK(context, table != NULL, "table");
    ATTAIN__CHECK(context, out != NULL, "out");
    status = attain__result_create(context, table->rows, &copy);
    if (status != ATTAIN_OK)
        return status;
    for (i = 0; i < table->count && status == ATTAIN_OK; i++)
        status = copy_column(context, &table->columns[i], table->rows, copy);
    if (status != ATTAIN_OK) {
        attain_table_destroy(copy);
        return status;
    }
    *out = copy;
    return ATTAIN_OK;
}

/* What a table holds: getters, for callers and for the rooms above. */
#include <string.h>

#include "table/table_internal.h"

static const attain__column *column_at(const attain_table *table, size_t column)
{
    return table != NULL && column < table->count ? &table->columns[column] : NULL;
}

static const void *values_of(const attain_table *table, size_t column, int32_t type)
{
    const attain__column *found = column_at(table, column);

    return found != NULL && found->type == type ? found->values : NULL;
}

size_t attain_table_rows(const attain_table *table)
{
    return table == NULL ? 0 : table->rows;
}

size_t attain_table_columns(const attain_table *table)
{
    return table == NULL ? 0 : table->count;
}

const attain__column *attain__table_column(const attain_table *table, const char *name, size_t name_length)
{
    size_t i;

    for (i = 0; i < table->count; i++)
        if (attain__text_equal(table->columns[i].name, table->columns[i].name_length, name, name_length))
            return &table->columns[i];
    return NULL;
}

int64_t attain_table_find(const attain_table *table, const char *name, size_t name_length)
{
    const attain__column *found;

    if (table == NULL || name == NULL)
        return -1;
    found = attain__table_column(table, name, name_length);
    return found == NULL ? -1 : (int64_t)(found - table->columns);
}

const char *attain_table_name(const attain_table *table, size_t column, size_t *length)
{
    const attain__column *found = column_at(table, column);

    return found == NULL ? NULL : attain__lend_text(found->name, found->name_length, length);
}

int32_t attain_table_type(const attain_table *table, size_t column)
{
    const attain__column *found = column_at(table, column);

    return found == NULL ? 0 : found->type;
}

int32_t attain_table_meaning(const attain_table *table, size_t column)
{
    const attain__column *found = column_at(table, column);

    return found == NULL ? ATTAIN_MEANING_NONE : found->meaning;
}

int32_t attain_table_decimals(const attain_table *table, size_t column)
{
    const attain__column *found = column_at(table, column);

    return found == NULL ? 0 : found->decimals;
}

const int64_t *attain_table_i64(const attain_table *table, size_t column)
{
    return values_of(table, column, ATTAIN_TYPE_I64);
}

const int32_t *attain_table_i32(const attain_table *table, size_t column)
{
    return values_of(table, column, ATTAIN_TYPE_I32);
}

const double *attain_table_f64(const attain_table *table, size_t column)
{
    return values_of(table, column, ATTAIN_TYPE_F64);
}

const int64_t *attain_table_text_offsets(const attain_table *table, size_t column)
{
    const attain__column *found = column_at(table, column);

    return found == NULL ? NULL : found->offsets;
}

const char *attain_table_text_bytes(const attain_table *table, size_t column)
{
    const attain__column *found = column_at(table, column);

    return found == NULL ? NULL : found->bytes;
}

const uint8_t *attain_table_validity(const attain_table *table, size_t column)
{
    const attain__column *found = column_at(table, column);

    return found == NULL ? NULL : found->validity;
}

int attain__column_valid(const attain__column *column, size_t row)
{
    return column->validity == NULL || (column->validity[row / 8] >> (row % 8) & 1) != 0;
}

const char *attain__column_text(const attain__column *column, size_t row, size_t *length)
{
    *length = (size_t)(column->offsets[row + 1] - column->offsets[row]);
    return column->bytes == NULL ? "" : column->bytes + column->offsets[row];
}

const char *attain_table_text(const attain_table *table, size_t column, size_t row, size_t *length)
{
    const attain__column *found = column_at(table, column);
    const char *text;
    size_t bytes;

    if (found == NULL || found->type != ATTAIN_TYPE_TEXT || row >= table->rows || !attain__column_valid(found, row))
        return NULL;
    text = attain__column_text(found, row, &bytes);
    if (length != NULL)
        *length = bytes;
    return text;
}

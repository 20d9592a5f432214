/* Results: tables whose columns are owned, and text columns that are built row by row. */
#include <string.h>

#include "table/table_internal.h"

attain_status attain__result_create(attain_context *context, size_t rows, attain_table **out)
{
    attain_table *table;
    void *block;
    attain_status status = attain__allocate_zeroed(context, 1, sizeof *table, &block);

    if (status != ATTAIN_OK)
        return status;
    table = block;
    table->allocator = context->allocator;
    table->rows = rows;
    *out = table;
    return ATTAIN_OK;
}

/* Appends a column that owns its arrays; on failure they stay the caller's. */
static attain_status append_owned(attain_context *context, attain_table *table, const char *name,
                                  attain__column *column)
{
    column->owned = 1;
    return attain__table_append(context, table, name, strlen(name), column);
}

static attain_status add_numbers(attain_context *context, attain_table *table, const char *name, int32_t type,
                                 size_t size, int32_t meaning, int32_t decimals, void **values)
{
    attain__column column = {0};
    void *block;
    attain_status status = attain__allocate_zeroed(context, table->rows, size, &block);

    if (status != ATTAIN_OK)
        return status;
    column.type = type;
    column.meaning = meaning;
    column.decimals = decimals;
    column.values = block;
    status = append_owned(context, table, name, &column);
    if (status == ATTAIN_OK)
        *values = block;
    else
        attain__release(&context->allocator, block);
    return status;
}

attain_status attain__result_i64(attain_context *context, attain_table *table, const char *name, int32_t meaning,
                                 int32_t decimals, int64_t **values)
{
    void *block;
    attain_status status =
        add_numbers(context, table, name, ATTAIN_TYPE_I64, sizeof(int64_t), meaning, decimals, &block);

    if (status == ATTAIN_OK)
        *values = block;
    return status;
}

attain_status attain__result_day(attain_context *context, attain_table *table, const char *name, int32_t **values)
{
    void *block;
    attain_status status =
        add_numbers(context, table, name, ATTAIN_TYPE_I32, sizeof(int32_t), ATTAIN_MEANING_DAY, 0, &block);

    if (status == ATTAIN_OK)
        *values = block;
    return status;
}

attain_status attain__result_validity(attain_context *context, attain_table *table, uint8_t **validity)
{
    size_t bytes = table->rows / 8 + (table->rows % 8 != 0);
    void *block;
    attain_status status = attain__allocate(context, bytes, 1, &block);

    if (status != ATTAIN_OK)
        return status;
    memset(block, 0xFF, bytes);
    table->columns[table->count - 1].validity = block;
    *validity = block;
    return ATTAIN_OK;
}

void attain__validity_clear(uint8_t *validity, size_t row)
{
    validity[row / 8] = (uint8_t)(validity[row / 8] & ~(1u << row % 8));
}

/* ---- keys ---- */

static attain_status number_key(attain_context *context, attain_table *table, const char *name,
                                const attain__column *source, const size_t *rows)
{
    const int64_t *from = source->values;
    int64_t *values;
    uint8_t *validity = NULL;
    size_t i;
    attain_status status = attain__result_i64(context, table, name, source->meaning, source->decimals, &values);

    for (i = 0; i < table->rows && status == ATTAIN_OK; i++) {
        if (attain__column_valid(source, rows[i])) {
            values[i] = from[rows[i]];
            continue;
        }
        if (validity == NULL)
            status = attain__result_validity(context, table, &validity);
        if (status == ATTAIN_OK)
            attain__validity_clear(validity, i);
    }
    return status;
}

static attain_status text_key(attain_context *context, attain_table *table, const char *name,
                              const attain__column *source, const size_t *rows)
{
    attain__text_builder builder = {0};
    attain_status status = ATTAIN_OK;
    size_t i;

    for (i = 0; i < table->rows && status == ATTAIN_OK; i++) {
        size_t length;
        const char *text = attain__column_text(source, rows[i], &length);

        if (attain__column_valid(source, rows[i]))
            status = attain__text_append(context, &builder, text, length);
        else
            status = attain__text_append_missing(context, &builder);
    }
    if (status == ATTAIN_OK)
        status = attain__result_text(context, table, name, source->meaning, &builder);
    attain__text_builder_release(context, &builder);
    return status;
}

attain_status attain__result_key(attain_context *context, attain_table *table, const char *name,
                                 const attain__column *source, const size_t *rows)
{
    if (source->type == ATTAIN_TYPE_TEXT)
        return text_key(context, table, name, source, rows);
    return number_key(context, table, name, source, rows);
}

/* ---- text ---- */

/* Room for one more offset and its bit; the first offset is there afterwards. */
static attain_status reserve_row(attain_context *context, attain__text_builder *builder)
{
    size_t capacity = builder->count_capacity;
    size_t old_bytes = capacity / 8;
    void *block = builder->offsets;
    attain_status status;

    if (builder->count + 1 < capacity)
        return ATTAIN_OK;
    status = attain__grow(context, capacity, &capacity, sizeof *builder->offsets, &block);
    builder->offsets = block;
    if (status != ATTAIN_OK)
        return status;
    builder->offsets[0] = 0;
    if (builder->validity != NULL) {
        block = builder->validity;
        status = attain__resize(context, capacity / 8, 1, &block);
        builder->validity = block;
        if (status != ATTAIN_OK)
            return status;
        memset(builder->validity + old_bytes, 0xFF, capacity / 8 - old_bytes);
    }
    builder->count_capacity = capacity;
    return ATTAIN_OK;
}

static attain_status reserve_bytes(attain_context *context, attain__text_builder *builder, size_t length)
{
    size_t capacity = builder->length_capacity < 64 ? 64 : builder->length_capacity;
    void *block = builder->bytes;
    attain_status status;

    if (length > (size_t)PTRDIFF_MAX - builder->length)
        return attain__error_memory(context);
    while (capacity < builder->length + length)
        capacity *= 2;
    if (capacity == builder->length_capacity)
        return ATTAIN_OK;
    status = attain__resize(context, capacity, 1, &block);
    if (status != ATTAIN_OK)
        return status;
    builder->bytes = block;
    builder->length_capacity = capacity;
    return ATTAIN_OK;
}

attain_status attain__text_append(attain_context *context, attain__text_builder *builder, const char *text,
                                  size_t length)
{
    attain_status status = reserve_row(context, builder);

    if (status == ATTAIN_OK)
        status = reserve_bytes(context, builder, length);
    if (status != ATTAIN_OK)
        return status;
    if (length > 0)
        memcpy(builder->bytes + builder->length, text, length);
    builder->length += length;
    builder->offsets[++builder->count] = (int64_t)builder->length;
    return ATTAIN_OK;
}

attain_status attain__text_append_missing(attain_context *context, attain__text_builder *builder)
{
    attain_status status = reserve_row(context, builder);

    if (status != ATTAIN_OK)
        return status;
    if (builder->validity == NULL) {
        void *block;

        status = attain__allocate(context, builder->count_capacity / 8, 1, &block);
        if (status != ATTAIN_OK)
            return status;
        builder->validity = block;
        memset(builder->validity, 0xFF, builder->count_capacity / 8);
    }
    attain__validity_clear(builder->validity, builder->count);
    builder->count++;
    builder->offsets[builder->count] = (int64_t)builder->length;
    return ATTAIN_OK;
}

void attain__text_builder_release(attain_context *context, attain__text_builder *builder)
{
    attain__release(&context->allocator, builder->offsets);
    attain__release(&context->allocator, builder->bytes);
    attain__release(&context->allocator, builder->validity);
    memset(builder, 0, sizeof *builder);
}

attain_status attain__result_text(attain_context *context, attain_table *table, const char *name, int32_t meaning,
                                  attain__text_builder *builder)
{
    attain__column column = {0};
    attain_status status;

    if (builder->count != table->rows)
        return attain__error_argument(context, "builder");
    status = reserve_row(context, builder);
    if (status == ATTAIN_OK)
        status = reserve_bytes(context, builder, 0);
    if (status != ATTAIN_OK)
        return status;
    column.type = ATTAIN_TYPE_TEXT;
    column.meaning = meaning;
    column.offsets = builder->offsets;
    column.bytes = builder->bytes;
    column.validity = builder->validity;
    status = append_owned(context, table, name, &column);
    if (status == ATTAIN_OK)
        memset(builder, 0, sizeof *builder);
    return status;
}

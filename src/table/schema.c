/* Schemas: which columns a table of facts must and may have. */
#include <string.h>

#include "table/table_internal.h"

attain_status attain_schema_create(attain_context *context, attain_schema **out)
{
    attain_schema *schema;
    void *block;
    attain_status status;

    ATTAIN__ENTER(context);
    ATTAIN__CHECK(context, out != NULL, "out");
    status = attain__allocate_zeroed(context, 1, sizeof *schema, &block);
    if (status != ATTAIN_OK)
        return status;
    schema = block;
    schema->allocator = context->allocator;
    *out = schema;
    return ATTAIN_OK;
}

void attain_schema_destroy(attain_schema *schema)
{
    attain_allocator allocator;
    size_t i;

    if (schema == NULL || schema->allocator.reallocate == NULL)
        return;
    allocator = schema->allocator;
    for (i = 0; i < schema->count; i++)
        attain__release(&allocator, (void *)schema->columns[i].name);
    attain__release(&allocator, (void *)schema->columns);
    attain__release(&allocator, schema);
}

static attain_status append_column(attain_context *context, attain_schema *schema, const char *name, size_t name_length,
                                   int32_t type, int32_t meaning, int32_t required)
{
    void *block = (void *)schema->columns;
    attain__schema_column *columns;
    char *copy;
    attain_status status = attain__grow(context, schema->count, &schema->capacity, sizeof *columns, &block);

    columns = block;
    schema->columns = columns;
    if (status != ATTAIN_OK)
        return status;
    status = attain__text_copy(context, name, name_length, &copy);
    if (status != ATTAIN_OK)
        return status;
    columns += schema->count++;
    columns->name = copy;
    columns->name_length = name_length;
    columns->type = type;
    columns->meaning = meaning;
    columns->required = required != 0;
    return ATTAIN_OK;
}

attain_status attain__schema_copy(attain_context *context, const attain_schema *schema, attain_schema **out)
{
    void *block;
    attain_schema *copy;
    size_t i;
    attain_status status = attain__allocate_zeroed(context, 1, sizeof *copy, &block);

    if (status != ATTAIN_OK)
        return status;
    copy = block;
    copy->allocator = context->allocator;
    for (i = 0; i < schema->count && status == ATTAIN_OK; i++) {
        const attain__schema_column *column = &schema->columns[i];

        status = append_column(context, copy, column->name, column->name_length, column->type, column->meaning,
                               column->required);
    }
    if (status == ATTAIN_OK)
        *out = copy;
    else
        attain_schema_destroy(copy);
    return status;
}

attain_status attain_schema_add(attain_context *context, attain_schema *schema, const char *name, size_t name_length,
                                int32_t type, int32_t meaning, int32_t required)
{
    attain_status status;
    size_t i;

    ATTAIN__ENTER(context);
    ATTAIN__CHECK(context, schema != NULL, "schema");
    if (schema->allocator.reallocate == NULL)
        return attain__error(context, ATTAIN_ERROR_ARGUMENT, "schema", ATTAIN__NO_ROW,
                             "is a constant of the library; only a schema that attain_schema_create() made can change");
    ATTAIN__CHECK_OWN(context, schema, "schema");
    status = attain__check_name(context, name, name_length, "name");
    if (status != ATTAIN_OK)
        return status;
    ATTAIN__CHECK_RANGE(context, type, ATTAIN_TYPE_I64, ATTAIN_TYPE_KEY, "type");
    ATTAIN__CHECK_RANGE(context, meaning, ATTAIN_MEANING_NONE, ATTAIN_MEANING_RATIO, "meaning");
    for (i = 0; i < schema->count; i++)
        if (attain__text_equal(schema->columns[i].name, schema->columns[i].name_length, name, name_length))
            return attain__error_text(context, ATTAIN_ERROR_SCHEMA, "name", ATTAIN__NO_ROW, name, name_length,
                                      "the schema has a column of that name already");
    return append_column(context, schema, name, name_length, type, meaning, required);
}

static const attain__schema_column *column_at(const attain_schema *schema, size_t column)
{
    return schema != NULL && column < schema->count ? &schema->columns[column] : NULL;
}

size_t attain_schema_columns(const attain_schema *schema)
{
    return schema == NULL ? 0 : schema->count;
}

const char *attain_schema_name(const attain_schema *schema, size_t column, size_t *length)
{
    const attain__schema_column *found = column_at(schema, column);

    return found == NULL ? NULL : attain__lend_text(found->name, found->name_length, length);
}

int32_t attain_schema_type(const attain_schema *schema, size_t column)
{
    const attain__schema_column *found = column_at(schema, column);

    return found == NULL ? 0 : found->type;
}

int32_t attain_schema_meaning(const attain_schema *schema, size_t column)
{
    const attain__schema_column *found = column_at(schema, column);

    return found == NULL ? ATTAIN_MEANING_NONE : found->meaning;
}

int32_t attain_schema_required(const attain_schema *schema, size_t column)
{
    const attain__schema_column *found = column_at(schema, column);

    return found == NULL ? 0 : found->required;
}

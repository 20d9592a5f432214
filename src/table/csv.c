/* The CSV reader's settings: renamed columns, decimals, delimiter. */
#include <string.h>

#include "table/table_internal.h"

attain_status attain_csv_create(attain_context *context, attain_csv **out)
{
    attain_csv *csv;
    void *block;
    attain_status status;

    ATTAIN__ENTER(context);
    ATTAIN__CHECK(context, out != NULL, "out");
    status = attain__allocate_zeroed(context, 1, sizeof *csv, &block);
    if (status != ATTAIN_OK)
        return status;
    csv = block;
    csv->allocator = context->allocator;
    csv->delimiter = ',';
    csv->decimals = ATTAIN_DECIMALS_DEFAULT;
    *out = csv;
    return ATTAIN_OK;
}

void attain_csv_destroy(attain_csv *csv)
{
    attain_allocator allocator;
    size_t i;

    if (csv == NULL)
        return;
    allocator = csv->allocator;
    for (i = 0; i < csv->count; i++) {
        attain__release(&allocator, csv->maps[i].column);
        attain__release(&allocator, csv->maps[i].header);
    }
    attain__release(&allocator, csv->maps);
    attain__release(&allocator, csv);
}

static attain_status append_map(attain_context *context, attain_csv *csv, const char *column, size_t column_length,
                                const char *header, size_t header_length)
{
    void *block = csv->maps;
    attain__csv_map map;
    attain_status status = attain__grow(context, csv->count, &csv->capacity, sizeof map, &block);

    csv->maps = block;
    if (status != ATTAIN_OK)
        return status;
    status = attain__text_copy(context, column, column_length, &map.column);
    if (status != ATTAIN_OK)
        return status;
    status = attain__text_copy(context, header, header_length, &map.header);
    if (status != ATTAIN_OK) {
        attain__release(&context->allocator, map.column);
        return status;
    }
    map.column_length = column_length;
    map.header_length = header_length;
    csv->maps[csv->count++] = map;
    return ATTAIN_OK;
}

attain_status attain_csv_map(attain_context *context, attain_csv *csv, const char *column, size_t column_length,
                             const char *header, size_t header_length)
{
    attain_status status;
    size_t i;

    ATTAIN__ENTER(context);
    ATTAIN__CHECK_OWN(context, csv, "csv");
    status = attain__check_name(context, column, column_length, "column");
    if (status == ATTAIN_OK)
        status = attain__check_name(context, header, header_length, "header");
    if (status != ATTAIN_OK)
        return status;
    for (i = 0; i < csv->count; i++)
        if (attain__text_equal(csv->maps[i].column, csv->maps[i].column_length, column, column_length))
            return attain__error_text(context, ATTAIN_ERROR_SCHEMA, "column", ATTAIN__NO_ROW, column, column_length,
                                      "is mapped already");
    return append_map(context, csv, column, column_length, header, header_length);
}

attain_status attain_csv_set_decimals(attain_context *context, attain_csv *csv, int32_t decimals)
{
    ATTAIN__ENTER(context);
    ATTAIN__CHECK_OWN(context, csv, "csv");
    ATTAIN__CHECK_RANGE(context, decimals, 0, ATTAIN_DECIMALS_MAX, "decimals");
    csv->decimals = decimals;
    return ATTAIN_OK;
}

attain_status attain_csv_set_delimiter(attain_context *context, attain_csv *csv, char delimiter)
{
    static const char excluded[] = "\"\r\n0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    ATTAIN__ENTER(context);
    ATTAIN__CHECK_OWN(context, csv, "csv");
    /* the zero that ends the list is excluded too */
    if ((unsigned char)delimiter > 0x7Fu || memchr(excluded, delimiter, sizeof excluded) != NULL)
        return attain__error_text(context, ATTAIN_ERROR_ARGUMENT, "delimiter", ATTAIN__NO_ROW, &delimiter, 1,
                                  "must be an ASCII character that is no quote, line end, letter or digit");
    csv->delimiter = delimiter;
    return ATTAIN_OK;
}

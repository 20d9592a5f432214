/* A table of chosen rows of another. */
#include <stdlib.h>
#include <string.h>

#include "cli/cli_internal.h"

/* The arrays of one column while it is gathered; which are used depends on its type. */
typedef struct gathered {
    int64_t *wide; /* i64, and the offsets of text */
    int32_t *narrow;
    double *real;
    char *bytes;
    uint8_t *validity;
} gathered;

static void release(gathered *c)
{
    free(c->wide);
    free(c->narrow);
    free(c->real);
    free(c->bytes);
    free(c->validity);
}

static int gather_text(const attain_table *table, size_t index, const size_t *rows, size_t count, gathered *c)
{
    size_t total = 0, i;

    for (i = 0; i < count; i++) {
        size_t length = 0;

        attain_table_text(table, index, rows[i], &length);
        total += length;
    }
    c->wide = malloc((count + 1) * sizeof *c->wide);
    c->bytes = malloc(total + 1);
    if (c->wide == NULL || c->bytes == NULL)
        return 0;
    c->wide[0] = 0;
    for (i = 0; i < count; i++) {
        size_t length = 0;
        const char *text = attain_table_text(table, index, rows[i], &length);

        if (text != NULL && length > 0)
            memcpy(c->bytes + c->wide[i], text, length);
        c->wide[i + 1] = c->wide[i] + (int64_t)(text != NULL ? length : 0);
    }
    return 1;
}

static int gather_validity(const uint8_t *bits, const size_t *rows, size_t count, gathered *c)
{
    size_t i;

    if (bits == NULL)
        return 1;
    c->validity = calloc(count / 8 + 1, 1);
    if (c->validity == NULL)
        return 0;
    for (i = 0; i < count; i++)
        if (bits[rows[i] / 8] >> (rows[i] % 8) & 1)
            c->validity[i / 8] = (uint8_t)(c->validity[i / 8] | 1u << (i % 8));
    return 1;
}

static int gather_numbers(const attain_table *table, size_t index, const size_t *rows, size_t count, gathered *c)
{
    const int64_t *wide = attain_table_i64(table, index);
    const int32_t *narrow = attain_table_i32(table, index);
    const double *real = attain_table_f64(table, index);
    size_t i;

    c->wide = malloc((count + 1) * sizeof *c->wide);
    c->narrow = malloc((count + 1) * sizeof *c->narrow);
    c->real = malloc((count + 1) * sizeof *c->real);
    if (c->wide == NULL || c->narrow == NULL || c->real == NULL)
        return 0;
    for (i = 0; i < count; i++) {
        if (wide != NULL)
            c->wide[i] = wide[rows[i]];
        if (narrow != NULL)
            c->narrow[i] = narrow[rows[i]];
        if (real != NULL)
            c->real[i] = real[rows[i]];
    }
    return 1;
}

static attain_status add_column(attain_context *context, const attain_table *table, size_t index, const gathered *c,
                                size_t count, attain_table *out)
{
    size_t length;
    const char *name = attain_table_name(table, index, &length);
    attain_status status;

    switch (attain_table_type(table, index)) {
    case ATTAIN_TYPE_I64:
        status = attain_table_add_i64(context, out, name, length, c->wide, c->validity, count);
        break;
    case ATTAIN_TYPE_I32:
        status = attain_table_add_i32(context, out, name, length, c->narrow, c->validity, count);
        break;
    case ATTAIN_TYPE_F64:
        status = attain_table_add_f64(context, out, name, length, c->real, c->validity, count);
        break;
    default:
        status = attain_table_add_text(context, out, name, length, c->wide, c->bytes, c->validity, count);
        break;
    }
    if (status == ATTAIN_OK)
        status = attain_table_describe(context, out, index, attain_table_meaning(table, index),
                                       attain_table_decimals(table, index));
    return status;
}

attain_status cli_table_select(attain_context *context, const attain_table *table, const size_t *rows, size_t count,
                               attain_table **out)
{
    size_t columns = attain_table_columns(table), i;
    gathered *column = calloc(columns + 1, sizeof *column);
    attain_table *chosen = NULL;
    attain_status status = column == NULL ? ATTAIN_ERROR_MEMORY : attain_table_create(context, &chosen);

    for (i = 0; status == ATTAIN_OK && i < columns; i++) {
        int done = attain_table_type(table, i) == ATTAIN_TYPE_TEXT ? gather_text(table, i, rows, count, &column[i])
                                                                   : gather_numbers(table, i, rows, count, &column[i]);

        if (!done || !gather_validity(attain_table_validity(table, i), rows, count, &column[i]))
            status = ATTAIN_ERROR_MEMORY;
        else
            status = add_column(context, table, i, &column[i], count, chosen);
    }
    if (status == ATTAIN_OK)
        status = attain_table_copy(context, chosen, out);
    attain_table_destroy(chosen);
    for (i = 0; column != NULL && i < columns; i++)
        release(&column[i]);
    free(column);
    return status;
}

int cli_table_is(const attain_table *table, int64_t column, size_t row, const char *text)
{
    size_t length = 0;
    const char *cell = column < 0 ? NULL : attain_table_text(table, (size_t)column, row, &length);

    return cell != NULL && length == strlen(text) && memcmp(cell, text, length) == 0;
}

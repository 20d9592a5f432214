/* Tables as the verbs see them: reading facts, coding keys, sorting, building results. */
#ifndef ATTAIN_TABLE_INTERNAL_H
#define ATTAIN_TABLE_INTERNAL_H

#include <attain/table.h>

#include "base/base_internal.h"

/* ---- tables ---- */

typedef struct attain__column {
    char *name; /* owned, terminated */
    size_t name_length;
    int32_t type;
    int32_t meaning;
    int32_t decimals;
    const void *values;      /* int64_t, int32_t or double; NULL for text */
    const int64_t *offsets;  /* text: rows + 1 */
    const char *bytes;       /* text */
    const uint8_t *validity; /* NULL: all there */
    int owned;               /* the arrays are the table's */
} attain__column;

struct attain_table {
    attain_allocator allocator;
    size_t rows;
    size_t count, capacity;
    attain__column *columns;
};

int attain__column_valid(const attain__column *column, size_t row);

/* ---- schemas ---- */

typedef struct attain__schema_column {
    const char *name; /* terminated */
    size_t name_length;
    int32_t type;
    int32_t meaning;
    int32_t required;
} attain__schema_column;

struct attain_schema {
    attain_allocator allocator; /* of a caller's schema; a constant one has no reallocate and is never freed */
    size_t count, capacity;
    const attain__schema_column *columns;
};

/* A row of a constant schema: ATTAIN__SCHEMA_COLUMN("date", ATTAIN_TYPE_I32, ATTAIN_MEANING_DAY, 1). */
#define ATTAIN__SCHEMA_COLUMN(name, type, meaning, required) {name, sizeof(name) - 1, type, meaning, required}

/* A constant schema of an array of such rows. */
#define ATTAIN__SCHEMA(columns) {{NULL, NULL}, sizeof(columns) / sizeof(columns)[0], 0, columns}

/* Resolves facts against a schema: columns[i] becomes the table's column for schema column i, or NULL for an optional one
 * that is absent. Errors: a required column that is missing, a wrong type (both SCHEMA), a missing value in a required
 * column (VALUE, with its row), a day outside the calendar (VALUE, with its row). `argument` is the table's name in the
 * record: "orders" makes "orders.amount". `columns` has room for every schema column. */
attain_status attain__facts_resolve(attain_context *context, const attain_table *table, const attain_schema *schema,
                                    const char *argument, const attain__column **columns);

/* Decimals of an amount column: what it states, else ATTAIN_DECIMALS_DEFAULT. */
int32_t attain__amount_decimals(const attain__column *column);

/* As attain__error_i64() and attain__error_text() with "table.column" as the argument and the value of that row. */
attain_status attain__error_cell(attain_context *context, attain_status status, const char *argument,
                                 const attain__column *column, size_t row, const char *message);

/* ---- keys ---- */

/* A key column coded as dense numbers: equal keys have equal codes, and codes ascend with the keys (numbers by value, text by
 * bytes), so that they do not depend on the order of the rows. */
typedef struct attain__keys {
    uint32_t *codes; /* a row's code, 0 to count - 1 */
    size_t count;    /* distinct keys */
    size_t *first;   /* by code: a row that has the key */
} attain__keys;

/* Fails with OVERFLOW beyond 2^32 - 2 distinct keys. All values are there. */
attain_status attain__keys_code(attain_context *context, const attain__column *column, size_t rows, attain__keys *out);
void attain__keys_release(attain_context *context, attain__keys *keys);

/* Order of two rows of a key column: negative, 0, positive. */
int attain__key_compare(const attain__column *column, size_t a, size_t b);

/* ---- sorting ---- */

/* Negative, 0, positive. */
typedef int (*attain__compare_function)(const void *user, size_t a, size_t b);

/* Stable merge sort of `count` indices. */
attain_status attain__sort(attain_context *context, size_t *indices, size_t count, attain__compare_function compare,
                           const void *user);

/* Ascending sort of numbers. */
attain_status attain__sort_i64(attain_context *context, int64_t *values, size_t count);

/* ---- building results ---- */

/* A table of a known number of rows, whose columns are owned. */
attain_status attain__result_create(attain_context *context, size_t rows, attain_table **out);

/* Adds a zeroed owned column and gives its array to be filled. `name` is terminated. */
attain_status attain__result_i64(attain_context *context, attain_table *table, const char *name, int32_t meaning,
                                 int32_t decimals, int64_t **values);
attain_status attain__result_day(attain_context *context, attain_table *table, const char *name, int32_t **values);

/* Adds a bitmap that says every value of the column added last is there, and gives it to be cleared bit by bit. */
attain_status attain__result_validity(attain_context *context, attain_table *table, uint8_t **validity);
void attain__validity_clear(uint8_t *validity, size_t row);

/* Adds a key column that takes row i from row rows[i] of a source column. */
attain_status attain__result_key(attain_context *context, attain_table *table, const char *name,
                                 const attain__column *source, const size_t *rows);

/* Adds a text column from a finished builder of as many texts as the table has rows; the builder is then empty. A column
 * in which no text is missing has no bitmap. */
typedef struct attain__text_builder {
    int64_t *offsets;
    char *bytes;
    uint8_t *validity; /* NULL while none is missing */
    size_t count, count_capacity;
    size_t length, length_capacity;
} attain__text_builder;

attain_status attain__text_append(attain_context *context, attain__text_builder *builder, const char *text,
                                  size_t length);
attain_status attain__text_append_missing(attain_context *context, attain__text_builder *builder);
void attain__text_builder_release(attain_context *context, attain__text_builder *builder);
attain_status attain__result_text(attain_context *context, attain_table *table, const char *name, int32_t meaning,
                                  attain__text_builder *builder);

#endif

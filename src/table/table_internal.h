/* Tables as the verbs see them: reading facts, coding keys, sorting, building results. */
#ifndef ATTAIN_TABLE_INTERNAL_H
#define ATTAIN_TABLE_INTERNAL_H

#include <attain/table.h>

#include "base/base_internal.h"
#include "calendar/calendar_internal.h"
#include "number/number_internal.h"

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

/* Appends a column with a copy of the name; the arrays, and with `owned` their memory, become the table's. The name is new and
 * the arrays have as many rows as the table. */
attain_status attain__table_append(attain_context *context, attain_table *table, const char *name, size_t name_length,
                                   const attain__column *column);

/* Frees the arrays of a column that owns them. */
void attain__column_release(const attain_allocator *allocator, attain__column *column);

/* The column of that name, or NULL. */
const attain__column *attain__table_column(const attain_table *table, const char *name, size_t name_length);

/* Bytes of a text; never NULL. The value is there. */
const char *attain__column_text(const attain__column *column, size_t row, size_t *length);

#define ATTAIN__LIST_CAPACITY 512

/* "beginning: a, b, c": the names that fit, for messages that say what there is. */
typedef struct attain__list {
    char text[ATTAIN__LIST_CAPACITY];
    size_t length;
    size_t count;
} attain__list;

void attain__list_start(attain__list *list, const char *beginning);
void attain__list_add(attain__list *list, const char *name, size_t length);

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
#define ATTAIN__SCHEMA_COLUMN(name, type, meaning, required)                                                           \
    {                                                                                                                  \
        name, sizeof(name) - 1, type, meaning, required                                                                \
    }

/* A constant schema of an array of such rows. */
#define ATTAIN__SCHEMA(columns)                                                                                        \
    {                                                                                                                  \
        {NULL, NULL}, sizeof(columns) / sizeof(columns)[0], 0, columns                                                 \
    }

/* A schema of the caller's with the columns of another one, which may be constant. */
attain_status attain__schema_copy(attain_context *context, const attain_schema *schema, attain_schema **out);

/* Resolves facts against a schema: columns[i] becomes the table's column for schema column i, or NULL for an optional one
 * that is absent. Errors: a required column that is missing, a wrong type (both SCHEMA), a missing value in a required
 * column (VALUE, with its row), a day outside the calendar (VALUE, with its row). `argument` is the table's name in the
 * record: "orders" makes "orders.amount". `columns` has room for every schema column. */
attain_status attain__facts_resolve(attain_context *context, const attain_table *table, const attain_schema *schema,
                                    const char *argument, const attain__column **columns);

/* Decimals of an amount column: what it states, else ATTAIN_DECIMALS_DEFAULT. */
int32_t attain__amount_decimals(const attain__column *column);

/* "table.column", the argument of an error about a column; buffer has ATTAIN__ARGUMENT_CAPACITY. */
void attain__cell_name(char *buffer, const char *argument, const char *column);

/* As attain__error_i64() and attain__error_text() with "table.column" as the argument and the value of that row. */
attain_status attain__error_cell(attain_context *context, attain_status status, const char *argument,
                                 const attain__column *column, size_t row, const char *message);

/* ---- values as text ---- */

#define ATTAIN__CELL_CAPACITY 64 /* holds any number or day as text */

/* A value of a number column as CSV and JSON have it: exact, a point whatever the locale. Returns its bytes; 0 for a double that
 * is not a number or not finite. */
size_t attain__cell_exact(const attain__column *column, size_t row, char *buffer);

/* The same for a person: digits grouped in amounts and counts, rates as percentages. */
size_t attain__cell_shown(const attain__column *column, size_t row, char *buffer);

/* The writers behind attain_table_write(). */
void attain__write_csv(attain__writer *writer, const attain_table *table);
void attain__write_json(attain__writer *writer, const attain_table *table);
void attain__write_shown(attain__writer *writer, const attain_table *table, int32_t format, int32_t language);

/* Progress of a writer: called with every row. */
void attain__write_progress(attain__writer *writer, size_t row);

/* ---- labels ---- */

typedef struct attain__label {
    const char *name;
    const char *english;
    const char *chinese;
} attain__label;

/* All labels, sorted by name. */
const attain__label *attain__labels(size_t *count);

/* ---- keys ---- */

/* A key column coded as dense numbers: equal keys have equal codes, and codes ascend with the keys (numbers by value, text by
 * bytes), so that they do not depend on the order of the rows. */
typedef struct attain__keys {
    uint32_t *codes; /* a row's code, 0 to count - 1 */
    size_t count;    /* distinct keys */
    size_t *first;   /* by code: a row that has the key */
} attain__keys;

/* Fails with OVERFLOW beyond 2^32 - 2 distinct keys. All values are there. A pass of `rows` units of work. */
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

/* Ascending stable sort of pairs by their first numbers: pair i is pairs[2 * i] and pairs[2 * i + 1]. */
attain_status attain__sort_pairs(attain_context *context, int64_t *pairs, size_t count);

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

/* ---- reading CSV ---- */

typedef struct attain__csv_map {
    char *column; /* the schema's name, owned */
    size_t column_length;
    char *header; /* the file's name, owned */
    size_t header_length;
} attain__csv_map;

struct attain_csv {
    attain_allocator allocator;
    char delimiter;
    int32_t decimals;
    size_t count, capacity;
    attain__csv_map *maps;
};

/* A cell where it lies in the file, without its outer quotes. */
typedef struct attain__csv_cell {
    const char *text;
    size_t length;
    int doubled; /* it holds doubled quotes */
} attain__csv_cell;

/* Cuts a file into lines of cells. */
typedef struct attain__csv_scanner {
    const char *at, *end;
    uint64_t line;     /* the line of the file that `at` is in, from 1 */
    uint64_t row_line; /* the line in which the current row begins */
    int64_t row;       /* data row from 0; ATTAIN__NO_ROW for the header */
    char delimiter;
    uint8_t special[256]; /* 1 for a byte that may end a plain cell */
    attain__csv_cell *cells;
    size_t count, capacity;
    char *scratch; /* a cell without the doubling of its quotes */
    size_t scratch_capacity;
} attain__csv_scanner;

/* `text` is UTF-8. */
void attain__csv_scanner_start(attain__csv_scanner *scanner, const char *text, size_t length, char delimiter);
void attain__csv_scanner_release(attain_context *context, attain__csv_scanner *scanner);

/* Reads the next line that is not blank; *found is 0 behind the last one. */
attain_status attain__csv_scanner_next(attain_context *context, attain__csv_scanner *scanner, int *found);

/* Text of a cell of the current row; valid until it is called again. */
attain_status attain__csv_scanner_text(attain_context *context, attain__csv_scanner *scanner, size_t cell,
                                       const char **text, size_t *length);

/* A column while it is filled. */
typedef struct attain__csv_column {
    const attain__schema_column *schema;
    size_t source;    /* column of the file */
    int present;      /* whether the table gets it */
    int32_t type;     /* as read so far: a key column begins as integers */
    int32_t decimals; /* of amounts and numbers */
    void *values;     /* int64_t or int32_t */
    size_t capacity;  /* of values */
    uint8_t *validity;
    size_t validity_bytes;
    attain__text_builder text;
} attain__csv_column;

/* Puts a cell into row `row`, which follows the row put before; `line` is where the row begins in the file. */
attain_status attain__csv_column_put(attain_context *context, attain__csv_column *column, size_t row, uint64_t line,
                                     const char *text, size_t length);

/* Moves the column, of which `rows` rows were put, into the table. */
attain_status attain__csv_column_finish(attain_context *context, attain__csv_column *column, size_t rows,
                                        attain_table *table);
void attain__csv_column_release(attain_context *context, attain__csv_column *column);

#endif

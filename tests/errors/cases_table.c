/* Failing calls: tables, schemas, CSV. */
#include <stdlib.h>

#include "errors/errors.h"

#define MANY 70000 /* rows after which a host was asked at least once whether to go on */

static const int64_t wide[] = {1, 2};
static const int32_t narrow[] = {1, 2};
static const double real[] = {1, 2};

/* What all borrowed columns have in common. */
#define FAILS_AS_COLUMNS_DO(function, values)                                                                          \
    do {                                                                                                               \
        FAILS_WITHOUT_CONTEXT(function(NULL, table, "b", 1, values, NULL, 2));                                         \
        FAILS(function(context, NULL, "b", 1, values, NULL, 2), ARGUMENT, "table", NO_ROW, "");                        \
        FAILS(function(context, table, NULL, 1, values, NULL, 2), ARGUMENT, "name", NO_ROW, "");                       \
        FAILS(function(context, table, "b", 0, values, NULL, 2), ARGUMENT, "name", NO_ROW, "");                        \
        FAILS(function(context, table, "a\nb", 3, values, NULL, 2), FORMAT, "name", NO_ROW, "a b");                    \
        FAILS(function(context, table, "b\xFF", 2, values, NULL, 2), FORMAT, "name", NO_ROW, "b");                     \
        FAILS(function(context, table, "a", 1, values, NULL, 2), SCHEMA, "name", NO_ROW, "a");                         \
        FAILS(function(context, table, "b", 1, NULL, NULL, 2), ARGUMENT, "values", NO_ROW, "");                        \
        FAILS(function(context, table, "b", 1, values, NULL, 1), SCHEMA, "rows", NO_ROW, "1");                         \
        FAILS(function(context, table, "b", 1, values, NULL, SIZE_MAX), ARGUMENT, "rows", NO_ROW, too_many);           \
    } while (0)

static void errors_of_text_columns(attain_context *context, attain_table *table, const char *too_many)
{
    const int64_t good[] = {0, 1, 2}, early[] = {-1, 1, 2}, falling[] = {0, 2, 1}, far[] = {0, 1, 2147483648};

    FAILS_WITHOUT_CONTEXT(attain_table_add_text(NULL, table, "b", 1, good, "xy", NULL, 2));
    FAILS(attain_table_add_text(context, NULL, "b", 1, good, "xy", NULL, 2), ARGUMENT, "table", NO_ROW, "");
    FAILS(attain_table_add_text(context, table, "a", 1, good, "xy", NULL, 2), SCHEMA, "name", NO_ROW, "a");
    FAILS(attain_table_add_text(context, table, "\x7F", 1, good, "xy", NULL, 2), FORMAT, "name", NO_ROW, " ");
    FAILS(attain_table_add_text(context, table, "b", 1, NULL, "xy", NULL, 2), ARGUMENT, "offsets", NO_ROW, "");
    FAILS(attain_table_add_text(context, table, "b", 1, good, "xy", NULL, 1), SCHEMA, "rows", NO_ROW, "1");
    FAILS(attain_table_add_text(context, table, "b", 1, good, "xy", NULL, SIZE_MAX), ARGUMENT, "rows", NO_ROW,
          too_many);
    FAILS(attain_table_add_text(context, table, "b", 1, early, "xy", NULL, 2), VALUE, "offsets", 0, "-1");
    FAILS(attain_table_add_text(context, table, "b", 1, falling, "xy", NULL, 2), VALUE, "offsets", 2, "1");
    if (SIZE_MAX == UINT32_MAX)
        FAILS(attain_table_add_text(context, table, "b", 1, far, "xy", NULL, 2), VALUE, "offsets", 2, "2147483648");
    FAILS(attain_table_add_text(context, table, "b", 1, good, NULL, NULL, 2), ARGUMENT, "bytes", NO_ROW, "");
    FAILS(attain_table_add_text(context, table, "b", 1, good, "x\xE4", NULL, 2), FORMAT, "bytes", 1, "");
}

static void errors_of_writing(attain_context *context, const attain_table *table)
{
    const int32_t csv = ATTAIN_FORMAT_CSV, english = ATTAIN_LANGUAGE_ENGLISH;
    support_text text = {NULL, 0, 0};

    FAILS_WITHOUT_CONTEXT(attain_table_write(NULL, table, csv, english, support_write, &text));
    FAILS(attain_table_write(context, NULL, csv, english, support_write, &text), ARGUMENT, "table", NO_ROW, "");
    FAILS(attain_table_write(context, table, 0, english, support_write, &text), ARGUMENT, "format", NO_ROW, "0");
    FAILS(attain_table_write(context, table, 5, english, support_write, &text), ARGUMENT, "format", NO_ROW, "5");
    FAILS(attain_table_write(context, table, csv, 2, support_write, &text), ARGUMENT, "language", NO_ROW, "2");
    FAILS(attain_table_write(context, table, csv, english, NULL, NULL), ARGUMENT, "write", NO_ROW, "");
    FAILS(attain_table_write(context, table, csv, english, errors_refuse, NULL), WRITE, "write", NO_ROW, "");
    assert_null(text.bytes);
}

static void errors_of_long_tables(attain_context *context)
{
    int64_t *values = calloc(MANY, sizeof *values);
    attain_table *table;
    support_text text = {NULL, 0, 0};
    int32_t format;

    assert_non_null(values);
    ASSERT_OK(context, attain_table_create(context, &table));
    ASSERT_OK(context, attain_table_add_i64(context, table, "n", 1, values, NULL, MANY));
    for (format = ATTAIN_FORMAT_TEXT; format <= ATTAIN_FORMAT_MARKDOWN; format++) {
        ASSERT_OK(context, attain_context_set_progress(context, errors_cancel, NULL));
        FAILS(attain_table_write(context, table, format, 0, support_write, &text), CANCELLED, "", NO_ROW, "");
        ASSERT_OK(context, attain_context_set_progress(context, NULL, NULL));
    }
    support_text_free(&text);
    attain_table_destroy(table);
    free(values);
}

void errors_of_tables(void **state)
{
    attain_context *context = *state;
    attain_table *table, *copy;
    const char *too_many = SIZE_MAX > UINT32_MAX ? "18446744073709551615" : "4294967295";

    FAILS_WITHOUT_CONTEXT(attain_table_create(NULL, &table));
    FAILS(attain_table_create(context, NULL), ARGUMENT, "out", NO_ROW, "");
    ASSERT_OK(context, attain_table_create(context, &table));
    ASSERT_OK(context, attain_table_add_i64(context, table, "a", 1, wide, NULL, 2));
    FAILS_AS_COLUMNS_DO(attain_table_add_i64, wide);
    FAILS_AS_COLUMNS_DO(attain_table_add_i32, narrow);
    FAILS_AS_COLUMNS_DO(attain_table_add_f64, real);
    errors_of_text_columns(context, table, too_many);
    FAILS_WITHOUT_CONTEXT(attain_table_describe(NULL, table, 0, ATTAIN_MEANING_AMOUNT, 2));
    FAILS(attain_table_describe(context, NULL, 0, ATTAIN_MEANING_AMOUNT, 2), ARGUMENT, "table", NO_ROW, "");
    FAILS(attain_table_describe(context, table, 1, ATTAIN_MEANING_AMOUNT, 2), ARGUMENT, "column", NO_ROW, "1");
    FAILS(attain_table_describe(context, table, 0, 8, 0), ARGUMENT, "meaning", NO_ROW, "8");
    FAILS(attain_table_describe(context, table, 0, ATTAIN_MEANING_AMOUNT, 10), ARGUMENT, "decimals", NO_ROW, "10");
    FAILS(attain_table_describe(context, table, 0, ATTAIN_MEANING_COUNT, 2), ARGUMENT, "decimals", NO_ROW, "2");
    FAILS_WITHOUT_CONTEXT(attain_table_copy(NULL, table, &copy));
    FAILS(attain_table_copy(context, NULL, &copy), ARGUMENT, "table", NO_ROW, "");
    FAILS(attain_table_copy(context, table, NULL), ARGUMENT, "out", NO_ROW, "");
    errors_of_writing(context, table);
    errors_of_long_tables(context);
    attain_table_destroy(table);
}

void errors_of_schemas(void **state)
{
    attain_context *context = *state;
    attain_schema *schema, *constant = (attain_schema *)attain_rfm_input_schema();

    FAILS_WITHOUT_CONTEXT(attain_schema_create(NULL, &schema));
    FAILS(attain_schema_create(context, NULL), ARGUMENT, "out", NO_ROW, "");
    ASSERT_OK(context, attain_schema_create(context, &schema));
    ASSERT_OK(context, attain_schema_add(context, schema, "a", 1, ATTAIN_TYPE_KEY, ATTAIN_MEANING_CODE, 1));
    FAILS_WITHOUT_CONTEXT(attain_schema_add(NULL, schema, "b", 1, ATTAIN_TYPE_I64, 0, 1));
    FAILS(attain_schema_add(context, NULL, "b", 1, ATTAIN_TYPE_I64, 0, 1), ARGUMENT, "schema", NO_ROW, "");
    FAILS(attain_schema_add(context, constant, "b", 1, ATTAIN_TYPE_I64, 0, 1), ARGUMENT, "schema", NO_ROW, "");
    FAILS(attain_schema_add(context, schema, NULL, 1, ATTAIN_TYPE_I64, 0, 1), ARGUMENT, "name", NO_ROW, "");
    FAILS(attain_schema_add(context, schema, "", 0, ATTAIN_TYPE_I64, 0, 1), ARGUMENT, "name", NO_ROW, "");
    FAILS(attain_schema_add(context, schema, "\xC3", 1, ATTAIN_TYPE_I64, 0, 1), FORMAT, "name", NO_ROW, "");
    FAILS(attain_schema_add(context, schema, "b", 1, 6, 0, 1), ARGUMENT, "type", NO_ROW, "6");
    FAILS(attain_schema_add(context, schema, "b", 1, ATTAIN_TYPE_I64, -1, 1), ARGUMENT, "meaning", NO_ROW, "-1");
    FAILS(attain_schema_add(context, schema, "a", 1, ATTAIN_TYPE_I64, 0, 1), SCHEMA, "name", NO_ROW, "a");
    attain_schema_destroy(schema);
}

void errors_of_csv(void **state)
{
    attain_context *context = *state;
    attain_csv *csv;

    FAILS_WITHOUT_CONTEXT(attain_csv_create(NULL, &csv));
    FAILS(attain_csv_create(context, NULL), ARGUMENT, "out", NO_ROW, "");
    ASSERT_OK(context, attain_csv_create(context, &csv));
    ASSERT_OK(context, attain_csv_map(context, csv, ATTAIN_TEXT("a"), ATTAIN_TEXT("A")));
    FAILS_WITHOUT_CONTEXT(attain_csv_map(NULL, csv, ATTAIN_TEXT("b"), ATTAIN_TEXT("B")));
    FAILS(attain_csv_map(context, NULL, ATTAIN_TEXT("b"), ATTAIN_TEXT("B")), ARGUMENT, "csv", NO_ROW, "");
    FAILS(attain_csv_map(context, csv, NULL, 1, ATTAIN_TEXT("B")), ARGUMENT, "column", NO_ROW, "");
    FAILS(attain_csv_map(context, csv, ATTAIN_TEXT("b\xFE"), ATTAIN_TEXT("B")), FORMAT, "column", NO_ROW, "b");
    FAILS(attain_csv_map(context, csv, ATTAIN_TEXT("b"), ATTAIN_TEXT("")), ARGUMENT, "header", NO_ROW, "");
    FAILS(attain_csv_map(context, csv, ATTAIN_TEXT("b"), ATTAIN_TEXT("B\t")), FORMAT, "header", NO_ROW, "B ");
    FAILS(attain_csv_map(context, csv, ATTAIN_TEXT("a"), ATTAIN_TEXT("B")), SCHEMA, "column", NO_ROW, "a");
    FAILS_WITHOUT_CONTEXT(attain_csv_set_decimals(NULL, csv, 2));
    FAILS(attain_csv_set_decimals(context, NULL, 2), ARGUMENT, "csv", NO_ROW, "");
    FAILS(attain_csv_set_decimals(context, csv, 10), ARGUMENT, "decimals", NO_ROW, "10");
    FAILS_WITHOUT_CONTEXT(attain_csv_set_delimiter(NULL, csv, ';'));
    FAILS(attain_csv_set_delimiter(context, NULL, ';'), ARGUMENT, "csv", NO_ROW, "");
    FAILS(attain_csv_set_delimiter(context, csv, '"'), ARGUMENT, "delimiter", NO_ROW, "\"");
    FAILS(attain_csv_set_delimiter(context, csv, 'x'), ARGUMENT, "delimiter", NO_ROW, "x");
    attain_csv_destroy(csv);
}

/* ---- reading ---- */

static attain_csv *csv;
static const attain_schema *schema;

/* Reads a file as orders: customer, date, amount, and optionally order. */
#define FAILS_TO_READ(file, status, argument, row, value)                                                              \
    FAILS(attain_csv_read(context, csv, schema, ATTAIN_TEXT(file), &table), status, argument, row, value)

#define HEADER "customer,date,amount\n"

static void errors_of_cells(attain_context *context)
{
    attain_table *table = NULL;

    FAILS_TO_READ(HEADER "1,2024-01-01,1\n2,2024-01-01,\n", VALUE, "amount", 1, "");
    FAILS_TO_READ(HEADER "1,2024-01-01,1.234\n", FORMAT, "amount", 0, "1.234");
    FAILS_TO_READ(HEADER "1,2024-01-01,x\n", FORMAT, "amount", 0, "x");
    FAILS_TO_READ(HEADER "1,2024-01-01,92233720368547758.08\n", OVERFLOW, "amount", 0, "92233720368547758.08");
    FAILS_TO_READ(HEADER "1,01.02.2024,1\n", FORMAT, "date", 0, "01.02.2024");
    FAILS_TO_READ(HEADER "1,2024-02-30,1\n", FORMAT, "date", 0, "2024-02-30");
    FAILS_TO_READ(HEADER "1,2024-01-01,1\n,2024-01-01,1\n", VALUE, "customer", 1, "");
    FAILS_TO_READ(HEADER "1,2024-01-01,1\n1,2024-01-01\n", FORMAT, "text", 1, "");
    FAILS_TO_READ(HEADER "1,2024-01-01,1,2\n", FORMAT, "text", 0, "");
    FAILS_TO_READ(HEADER "1,2024-01-01,\"1\n", FORMAT, "text", 0, "");
    FAILS_TO_READ(HEADER "1,2024-01-01,1\"\n", FORMAT, "text", 0, "");
    FAILS_TO_READ(HEADER "1,2024-01-01,\"1\"0\n", FORMAT, "text", 0, "");
    FAILS_TO_READ(HEADER "1,2024-01-01,1\r2\n", FORMAT, "text", 0, "");
    FAILS_TO_READ("customer,date,\"amount\n", FORMAT, "text", NO_ROW, "");
    FAILS_TO_READ(HEADER "1,2024-01-01,1\n\xFF", FORMAT, "text", NO_ROW, "");
    FAILS_TO_READ(HEADER "1,2024-01-01,1\0", FORMAT, "text", NO_ROW, "");
    assert_null(table);
}

static void errors_of_headers(attain_context *context)
{
    attain_table *table = NULL;
    attain_csv *mapped;
    attain_schema *doubles;

    FAILS_TO_READ("customer,date\n", SCHEMA, "amount", NO_ROW, "");
    FAILS_TO_READ("customer,date,amount,date\n", SCHEMA, "date", NO_ROW, "date");
    ASSERT_OK(context, attain_csv_create(context, &mapped));
    ASSERT_OK(context, attain_csv_map(context, mapped, ATTAIN_TEXT("order"), ATTAIN_TEXT("Invoice")));
    FAILS(attain_csv_read(context, mapped, schema, ATTAIN_TEXT(HEADER), &table), SCHEMA, "order", NO_ROW, "");
    ASSERT_OK(context, attain_csv_map(context, mapped, ATTAIN_TEXT("ordre"), ATTAIN_TEXT("Invoice")));
    FAILS(attain_csv_read(context, mapped, schema, ATTAIN_TEXT(HEADER), &table), SCHEMA, "ordre", NO_ROW, "");
    attain_csv_destroy(mapped);
    ASSERT_OK(context, attain_schema_create(context, &doubles));
    ASSERT_OK(context, attain_schema_add(context, doubles, ATTAIN_TEXT("share"), ATTAIN_TYPE_F64, 0, 1));
    FAILS(attain_csv_read(context, csv, doubles, ATTAIN_TEXT("share\n"), &table), SCHEMA, "share", NO_ROW, "");
    attain_schema_destroy(doubles);
    assert_null(table);
}

static void errors_of_long_files(attain_context *context)
{
    static const char row[] = "1,20240101,1\n";
    size_t length = sizeof HEADER - 1 + MANY * (sizeof row - 1);
    char *text = malloc(length + 1);
    attain_table *table = NULL;
    size_t i;

    assert_non_null(text);
    memcpy(text, HEADER, sizeof HEADER - 1);
    for (i = 0; i < MANY; i++)
        memcpy(text + sizeof HEADER - 1 + i * (sizeof row - 1), row, sizeof row - 1);
    ASSERT_OK(context, attain_context_set_progress(context, errors_cancel, NULL));
    FAILS(attain_csv_read(context, csv, schema, text, length, &table), CANCELLED, "", NO_ROW, "");
    ASSERT_OK(context, attain_context_set_progress(context, NULL, NULL));
    assert_null(table);
    free(text);
}

void errors_of_csv_files(void **state)
{
    attain_context *context = *state;
    attain_table *table = NULL;

    schema = attain_rfm_input_schema();
    ASSERT_OK(context, attain_csv_create(context, &csv));
    FAILS_WITHOUT_CONTEXT(attain_csv_read(NULL, csv, schema, ATTAIN_TEXT(HEADER), &table));
    FAILS(attain_csv_read(context, NULL, schema, ATTAIN_TEXT(HEADER), &table), ARGUMENT, "csv", NO_ROW, "");
    FAILS(attain_csv_read(context, csv, NULL, ATTAIN_TEXT(HEADER), &table), ARGUMENT, "schema", NO_ROW, "");
    FAILS(attain_csv_read(context, csv, schema, NULL, 1, &table), ARGUMENT, "text", NO_ROW, "");
    FAILS(attain_csv_read(context, csv, schema, ATTAIN_TEXT(HEADER), NULL), ARGUMENT, "out", NO_ROW, "");
    errors_of_headers(context);
    errors_of_cells(context);
    errors_of_long_files(context);
    attain_csv_destroy(csv);
}

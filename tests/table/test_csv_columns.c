/* Cells as typed values: numbers, days, rates, text, and keys that turn out to be numbers or not. */
#include "support/support.h"

#include <stdio.h>

#include "table/table_internal.h"

static const attain__schema_column all_columns[] = {
    ATTAIN__SCHEMA_COLUMN("amount", ATTAIN_TYPE_I64, ATTAIN_MEANING_AMOUNT, 0),
    ATTAIN__SCHEMA_COLUMN("count", ATTAIN_TYPE_I64, ATTAIN_MEANING_COUNT, 0),
    ATTAIN__SCHEMA_COLUMN("rate", ATTAIN_TYPE_I64, ATTAIN_MEANING_RATE, 0),
    ATTAIN__SCHEMA_COLUMN("date", ATTAIN_TYPE_I32, ATTAIN_MEANING_DAY, 0),
    ATTAIN__SCHEMA_COLUMN("note", ATTAIN_TYPE_TEXT, ATTAIN_MEANING_NONE, 0),
    ATTAIN__SCHEMA_COLUMN("key", ATTAIN_TYPE_KEY, ATTAIN_MEANING_CODE, 0),
};
static const attain_schema all = ATTAIN__SCHEMA(all_columns);

static attain_status read_text(attain_context *cx, const attain_schema *schema, const char *text, attain_table **out)
{
    attain_csv *csv = NULL;
    attain_status status = attain_csv_create(cx, &csv);

    if (status == ATTAIN_OK)
        status = attain_csv_read(cx, csv, schema, text, strlen(text), out);
    attain_csv_destroy(csv);
    return status;
}

/* Reads a column whose first value is `before` and whose second is the cell. */
static void assert_bad(attain_context *cx, const char *column, const char *before, const char *cell,
                       attain_status status)
{
    char text[256];
    char value[96];
    attain_table *table = NULL;
    size_t length = strlen(cell);
    attain_csv *csv = NULL;

    snprintf(text, sizeof text, "%s\n%s\n%s\n", column, before, cell);
    ASSERT_OK(cx, attain_csv_create(cx, &csv));
    ASSERT_FAILS(cx, attain_csv_read(cx, csv, &all, text, strlen(text), &table), status, column, 1);
    snprintf(value, sizeof value, "%.*s", (int)(length < 90 ? length : 90), cell);
    assert_string_equal(attain_context_error_value(cx), value);
    assert_non_null(strstr(attain_context_error(cx), "(line 3)"));
    assert_null(table);
    attain_csv_destroy(csv);
}

static void test_amounts(void **state)
{
    attain_table *table = support_read(
        *state, &all, "amount\n1\n-2.5\n+3.25\n \t7.00 \n92233720368547758.07\n-92233720368547758.08\n\" 9 \"\n");
    const int64_t *values = attain_table_i64(table, 0);

    assert_int_equal(values[0], 100);
    assert_int_equal(values[1], -250);
    assert_int_equal(values[2], 325);
    assert_int_equal(values[3], 700);
    assert_true(values[4] == INT64_MAX);
    assert_true(values[5] == INT64_MIN);
    assert_int_equal(values[6], 900);
    attain_table_destroy(table);
}

static void test_bad_amounts(void **state)
{
    static const char *const bad[] = {"NaN", "nan",  "inf",   "1e5",          "1.005", "abc", "1 000",
                                      "--1", "0x10", "1.2.3", "\xEF\xBC\x91", "-",     "."};
    size_t i;

    for (i = 0; i < sizeof bad / sizeof bad[0]; i++)
        assert_bad(*state, "amount", "1", bad[i], ATTAIN_ERROR_FORMAT);
    assert_bad(*state, "amount", "1", "92233720368547758.08", ATTAIN_ERROR_OVERFLOW);
    assert_bad(*state, "amount", "1", "-92233720368547758.09", ATTAIN_ERROR_OVERFLOW);
    assert_bad(*state, "amount", "1", "123456789012345678901234567890", ATTAIN_ERROR_OVERFLOW);
}

static void test_grouped_digits_are_refused(void **state)
{
    attain_table *table = NULL;

    ASSERT_FAILS(*state, read_text(*state, &all, "amount\n\"1,000\"\n", &table), ATTAIN_ERROR_FORMAT, "amount", 0);
    assert_string_equal(attain_context_error_value(*state), "1,000");
}

static void test_counts(void **state)
{
    attain_table *table = support_read(*state, &all, "count\n12\n-3\n");

    assert_int_equal(attain_table_i64(table, 0)[0], 12);
    assert_int_equal(attain_table_i64(table, 0)[1], -3);
    assert_int_equal(attain_table_decimals(table, 0), 0);
    attain_table_destroy(table);
    assert_bad(*state, "count", "1", "2.5", ATTAIN_ERROR_FORMAT);
}

static void test_rates(void **state)
{
    attain_table *table = support_read(*state, &all, "rate\n1.5%\n0.015\n-100%\n");

    assert_int_equal(attain_table_i64(table, 0)[0], 15000000);
    assert_int_equal(attain_table_i64(table, 0)[1], 15000000);
    assert_int_equal(attain_table_i64(table, 0)[2], -1000000000);
    assert_int_equal(attain_table_meaning(table, 0), ATTAIN_MEANING_RATE);
    attain_table_destroy(table);
    assert_bad(*state, "rate", "1", "1.5 percent", ATTAIN_ERROR_FORMAT);
}

static void test_days(void **state)
{
    attain_table *table = support_read(*state, &all, "date\n2024-01-01\n 20240229 \n1970-01-01\n");

    assert_int_equal(attain_table_type(table, 0), ATTAIN_TYPE_I32);
    assert_int_equal(attain_table_i32(table, 0)[0], 19723);
    assert_int_equal(attain_table_i32(table, 0)[1], 19723 + 59);
    assert_int_equal(attain_table_i32(table, 0)[2], 0);
    attain_table_destroy(table);
    assert_bad(*state, "date", "2024-01-01", "01.02.2024", ATTAIN_ERROR_FORMAT);
    assert_bad(*state, "date", "2024-01-01", "2023-02-29", ATTAIN_ERROR_FORMAT); /* a bad cell, whatever is bad in it */
    assert_bad(*state, "date", "2024-01-01", "2024-1-1", ATTAIN_ERROR_FORMAT);
    assert_bad(*state, "date", "2024-01-01", "2024-01-01T00:00", ATTAIN_ERROR_FORMAT);
}

static void test_text_is_left_alone(void **state)
{
    attain_table *table = support_read(*state, &all, "note\n a b \n\"x\"\"y\n\"\n007\n");
    size_t length;

    assert_memory_equal(attain_table_text(table, 0, 0, &length), " a b ", 5);
    assert_int_equal(length, 5);
    assert_memory_equal(attain_table_text(table, 0, 1, &length), "x\"y\n", 4);
    assert_int_equal(length, 4);
    assert_memory_equal(attain_table_text(table, 0, 2, &length), "007", 3);
    attain_table_destroy(table);
}

static void test_canonical_keys_are_numbers(void **state)
{
    attain_table *table =
        support_read(*state, &all, "key\n7\n0\n-5\n9223372036854775807\n-9223372036854775808\n\"12\"\n");

    assert_int_equal(attain_table_type(table, 0), ATTAIN_TYPE_I64);
    assert_int_equal(attain_table_meaning(table, 0), ATTAIN_MEANING_CODE);
    assert_int_equal(attain_table_i64(table, 0)[2], -5);
    assert_true(attain_table_i64(table, 0)[3] == INT64_MAX);
    assert_true(attain_table_i64(table, 0)[4] == INT64_MIN);
    assert_int_equal(attain_table_i64(table, 0)[5], 12);
    attain_table_destroy(table);
}

/* One key that is no canonical integer makes all of them text, exactly as they stood in the file. */
static void test_other_keys_are_text(void **state)
{
    static const char *const last[] = {"-0",
                                       "007",
                                       "+7",
                                       " 7",
                                       "7 ",
                                       "7.0",
                                       "x",
                                       "1e3",
                                       "0x1F",
                                       "- 7",
                                       "-",
                                       "9223372036854775808",
                                       "00",
                                       "-01",
                                       "12345678901234567890",
                                       "-9223372036854775809"};
    size_t i;

    for (i = 0; i < sizeof last / sizeof last[0]; i++) {
        char text[128], expected[128];
        attain_table *table;

        snprintf(text, sizeof text, "key,note\n-9223372036854775808,a\n,b\n0,c\n42,d\n%s,e\n43,f\n", last[i]);
        snprintf(expected, sizeof expected, "note,key\na,-9223372036854775808\nb,\nc,0\nd,42\ne,%s\nf,43\n", last[i]);
        table = support_read(*state, &all, text);
        assert_int_equal(attain_table_type(table, 1), ATTAIN_TYPE_TEXT);
        assert_null(attain_table_text(table, 1, 1, NULL));
        support_assert_csv(*state, table, expected);
        attain_table_destroy(table);
    }
}

static void test_missing_values(void **state)
{
    attain_table *table = support_read(*state, &all,
                                       "amount,date,note,key\n"
                                       "1,2024-01-01,x,5\n"
                                       ",,,\n"
                                       " ,\t,\"\",\"\"\n"
                                       "2,2024-01-02,y,6\n");
    size_t i;

    for (i = 0; i < 4; i++) {
        assert_non_null(attain_table_validity(table, i));
        assert_int_equal(attain_table_validity(table, i)[0] & 0x0F, 0x09);
    }
    assert_int_equal(attain_table_i64(table, 0)[1], 0); /* reproducible where nothing is */
    assert_int_equal(attain_table_i32(table, 1)[2], 0);
    support_assert_csv(*state, table, "amount,date,note,key\n1.00,2024-01-01,x,5\n,,,\n,,,\n2.00,2024-01-02,y,6\n");
    attain_table_destroy(table);
}

/* A value missing at each of 70 rows in turn: the bitmap grows while rows are read. */
static void test_missing_value_at_every_row(void **state)
{
    size_t missing, row;

    for (missing = 0; missing < 70; missing++) {
        char text[1024] = "count,note\n";
        attain_table *table;

        for (row = 0; row < 70; row++)
            snprintf(text + strlen(text), sizeof text - strlen(text), row == missing ? ",x\n" : "%u,x\n",
                     (unsigned)row);
        table = support_read(*state, &all, text);
        for (row = 0; row < 70; row++) {
            assert_int_equal(attain__column_valid(&table->columns[0], row), row != missing);
            assert_int_equal(attain_table_i64(table, 0)[row], row == missing ? 0 : row);
        }
        attain_table_destroy(table);
    }
}

static void test_required_columns_need_every_value(void **state)
{
    static const attain__schema_column required[] = {
        ATTAIN__SCHEMA_COLUMN("key", ATTAIN_TYPE_KEY, ATTAIN_MEANING_CODE, 1),
        ATTAIN__SCHEMA_COLUMN("amount", ATTAIN_TYPE_I64, ATTAIN_MEANING_AMOUNT, 1),
        ATTAIN__SCHEMA_COLUMN("note", ATTAIN_TYPE_TEXT, ATTAIN_MEANING_NONE, 1),
    };
    static const attain_schema schema = ATTAIN__SCHEMA(required);
    attain_table *table = NULL;

    ASSERT_FAILS(*state, read_text(*state, &schema, "key,amount,note\n1,1,a\n\n2, ,b\n", &table), ATTAIN_ERROR_VALUE,
                 "amount", 1);
    assert_non_null(strstr(attain_context_error(*state), "is empty"));
    assert_non_null(strstr(attain_context_error(*state), "(line 4)"));
    ASSERT_FAILS(*state, read_text(*state, &schema, "key,amount,note\n,1,a\n", &table), ATTAIN_ERROR_VALUE, "key", 0);
    ASSERT_FAILS(*state, read_text(*state, &schema, "key,amount,note\n1,1,\"\"\n", &table), ATTAIN_ERROR_VALUE, "note",
                 0);
    ASSERT_FAILS(*state, read_text(*state, &schema, "key,amount,note\nx,1,a\n,2,b\n", &table), ATTAIN_ERROR_VALUE,
                 "key", 1);
}

/* What is written as a day is read as one. */
static void test_days_in_wide_columns(void **state)
{
    static const attain__schema_column wide[] = {
        ATTAIN__SCHEMA_COLUMN("day", ATTAIN_TYPE_I64, ATTAIN_MEANING_DAY, 0),
    };
    static const attain_schema schema = ATTAIN__SCHEMA(wide);
    attain_table *table = support_read(*state, &schema, "day\n1970-01-02\n 20240229 \n0001-01-01\n");

    assert_int_equal(attain_table_i64(table, 0)[0], 1);
    assert_int_equal(attain_table_i64(table, 0)[1], 19782);
    assert_int_equal(attain_table_i64(table, 0)[2], ATTAIN_DAY_MIN);
    support_assert_csv(*state, table, "day\n1970-01-02\n2024-02-29\n0001-01-01\n");
    attain_table_destroy(table);
    table = NULL;
    ASSERT_FAILS(*state, read_text(*state, &schema, "day\n5\n", &table), ATTAIN_ERROR_FORMAT, "day", 0);
    assert_null(table);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        SUPPORT_TEST(test_amounts),
        SUPPORT_TEST(test_bad_amounts),
        SUPPORT_TEST(test_grouped_digits_are_refused),
        SUPPORT_TEST(test_counts),
        SUPPORT_TEST(test_rates),
        SUPPORT_TEST(test_days),
        SUPPORT_TEST(test_text_is_left_alone),
        SUPPORT_TEST(test_canonical_keys_are_numbers),
        SUPPORT_TEST(test_other_keys_are_text),
        SUPPORT_TEST(test_missing_values),
        SUPPORT_TEST(test_missing_value_at_every_row),
        SUPPORT_TEST(test_required_columns_need_every_value),
        SUPPORT_TEST(test_days_in_wide_columns),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* Facts against a schema: what is missing, wrong or out of range is named by table, column, row and value. */
#include "support/support.h"

#include <stdio.h>

#include "table/table_internal.h"

static const attain__schema_column order_columns[] = {
    ATTAIN__SCHEMA_COLUMN("customer", ATTAIN_TYPE_KEY, ATTAIN_MEANING_CODE, 1),
    ATTAIN__SCHEMA_COLUMN("date", ATTAIN_TYPE_I32, ATTAIN_MEANING_DAY, 1),
    ATTAIN__SCHEMA_COLUMN("amount", ATTAIN_TYPE_I64, ATTAIN_MEANING_AMOUNT, 1),
    ATTAIN__SCHEMA_COLUMN("note", ATTAIN_TYPE_TEXT, ATTAIN_MEANING_NONE, 0),
};
static const attain_schema orders_schema = ATTAIN__SCHEMA(order_columns);

static const int64_t customers[] = {7, 9, 7};
static const int32_t dates[] = {19723, 19750, 19800};
static const int64_t amounts[] = {120000, -45000, 30000};
static const uint8_t but_last[] = {0x03};

static attain_table *make(attain_context *cx)
{
    attain_table *table = NULL;

    ASSERT_OK(cx, attain_table_create(cx, &table));
    ASSERT_OK(cx, attain_table_add_i64(cx, table, ATTAIN_TEXT("amount"), amounts, NULL, 3));
    ASSERT_OK(cx, attain_table_add_i64(cx, table, ATTAIN_TEXT("customer"), customers, NULL, 3));
    return table;
}

static void test_columns_are_found_in_any_order(void **state)
{
    const attain__column *columns[4];
    attain_table *table = make(*state);

    ASSERT_OK(*state, attain_table_add_i32(*state, table, ATTAIN_TEXT("date"), dates, NULL, 3));
    ASSERT_OK(*state, attain__facts_resolve(*state, table, &orders_schema, "orders", columns));
    assert_ptr_equal(columns[0]->values, customers);
    assert_ptr_equal(columns[1]->values, dates);
    assert_ptr_equal(columns[2]->values, amounts);
    assert_null(columns[3]);
    attain_table_destroy(table);
}

static void test_missing_column(void **state)
{
    const attain__column *columns[4];
    attain_table *table = make(*state);

    ASSERT_FAILS(*state, attain__facts_resolve(*state, table, &orders_schema, "orders", columns), ATTAIN_ERROR_SCHEMA,
                 "orders.date", -1);
    assert_non_null(strstr(attain_context_error(*state), "amount, customer"));
    attain_table_destroy(table);

    ASSERT_OK(*state, attain_table_create(*state, &table));
    ASSERT_FAILS(*state, attain__facts_resolve(*state, table, &orders_schema, "orders", columns), ATTAIN_ERROR_SCHEMA,
                 "orders.customer", -1);
    attain_table_destroy(table);
}

static void test_wrong_types(void **state)
{
    static const int64_t offsets[] = {0, 0, 0, 0};
    const attain__column *columns[4];
    attain_table *table = make(*state);

    ASSERT_OK(*state, attain_table_add_i64(*state, table, ATTAIN_TEXT("date"), amounts, NULL, 3));
    ASSERT_FAILS(*state, attain__facts_resolve(*state, table, &orders_schema, "orders", columns), ATTAIN_ERROR_SCHEMA,
                 "orders.date", -1);
    attain_table_destroy(table);

    ASSERT_OK(*state, attain_table_create(*state, &table));
    ASSERT_OK(*state, attain_table_add_i32(*state, table, ATTAIN_TEXT("customer"), dates, NULL, 3));
    ASSERT_FAILS(*state, attain__facts_resolve(*state, table, &orders_schema, "orders", columns), ATTAIN_ERROR_SCHEMA,
                 "orders.customer", -1);
    attain_table_destroy(table);

    /* An optional column must fit too when it is there; keys may be text. */
    ASSERT_OK(*state, attain_table_create(*state, &table));
    ASSERT_OK(*state, attain_table_add_text(*state, table, ATTAIN_TEXT("customer"), offsets, NULL, NULL, 3));
    ASSERT_OK(*state, attain_table_add_i32(*state, table, ATTAIN_TEXT("date"), dates, NULL, 3));
    ASSERT_OK(*state, attain_table_add_i64(*state, table, ATTAIN_TEXT("amount"), amounts, NULL, 3));
    ASSERT_OK(*state, attain__facts_resolve(*state, table, &orders_schema, "orders", columns));
    ASSERT_OK(*state, attain_table_add_i64(*state, table, ATTAIN_TEXT("note"), amounts, NULL, 3));
    ASSERT_FAILS(*state, attain__facts_resolve(*state, table, &orders_schema, "orders", columns), ATTAIN_ERROR_SCHEMA,
                 "orders.note", -1);
    attain_table_destroy(table);
}

static void test_missing_values(void **state)
{
    static const int64_t offsets[] = {0, 0, 0, 0};
    const attain__column *columns[4];
    attain_table *table = make(*state);

    /* Missing in an optional column is in order, in a required one it is not. */
    ASSERT_OK(*state, attain_table_add_text(*state, table, ATTAIN_TEXT("note"), offsets, NULL, but_last, 3));
    ASSERT_OK(*state, attain_table_add_i32(*state, table, ATTAIN_TEXT("date"), dates, but_last, 3));
    ASSERT_FAILS(*state, attain__facts_resolve(*state, table, &orders_schema, "orders", columns), ATTAIN_ERROR_VALUE,
                 "orders.date", 2);
    assert_string_equal(attain_context_error_value(*state), "");
    attain_table_destroy(table);
}

/* The bitmap is looked at byte by byte; every place in it counts, and the bits behind the last row do not. */
static void test_missing_value_at_every_place(void **state)
{
    static const attain__schema_column one[] = {ATTAIN__SCHEMA_COLUMN("n", ATTAIN_TYPE_I64, ATTAIN_MEANING_COUNT, 1)};
    static const attain_schema schema = ATTAIN__SCHEMA(one);
    static const int64_t values[21];
    const attain__column *columns[1];
    size_t row;

    for (row = 0; row < 24; row++) {
        uint8_t valid[3] = {0xFF, 0xFF, 0xFF};
        attain_table *table = NULL;

        attain__validity_clear(valid, row);
        ASSERT_OK(*state, attain_table_create(*state, &table));
        ASSERT_OK(*state, attain_table_add_i64(*state, table, ATTAIN_TEXT("n"), values, valid, 21));
        if (row < 21)
            ASSERT_FAILS(*state, attain__facts_resolve(*state, table, &schema, "t", columns), ATTAIN_ERROR_VALUE, "t.n",
                         (int64_t)row);
        else
            ASSERT_OK(*state, attain__facts_resolve(*state, table, &schema, "t", columns));
        attain_table_destroy(table);
    }
}

static void test_days_beyond_the_calendar(void **state)
{
    static const int32_t limits[] = {ATTAIN_DAY_MIN, ATTAIN_DAY_MAX, ATTAIN_DAY_MAX};
    static const int32_t below[] = {0, ATTAIN_DAY_MIN - 1, 0};
    static const int32_t above[] = {0, 0, ATTAIN_DAY_MAX + 1};
    const attain__column *columns[4];
    const int32_t *const cases[] = {limits, below, above};
    const int64_t rows[] = {-1, 1, 2};
    size_t i;

    for (i = 0; i < 3; i++) {
        attain_table *table = make(*state);

        ASSERT_OK(*state, attain_table_add_i32(*state, table, ATTAIN_TEXT("date"), cases[i], NULL, 3));
        if (rows[i] < 0)
            ASSERT_OK(*state, attain__facts_resolve(*state, table, &orders_schema, "orders", columns));
        else
            ASSERT_FAILS(*state, attain__facts_resolve(*state, table, &orders_schema, "orders", columns),
                         ATTAIN_ERROR_VALUE, "orders.date", rows[i]);
        attain_table_destroy(table);
    }
}

static void test_cell_errors(void **state)
{
    static const int64_t offsets[] = {0, 5, 7, 7};
    attain_table *table = make(*state);

    ASSERT_OK(*state, attain_table_describe(*state, table, 0, ATTAIN_MEANING_AMOUNT, 2));
    ASSERT_OK(*state, attain_table_add_i32(*state, table, ATTAIN_TEXT("date"), dates, but_last, 3));
    ASSERT_OK(*state, attain_table_add_text(*state, table, ATTAIN_TEXT("note"), offsets, "helloyo", NULL, 3));
    ASSERT_FAILS(*state, attain__error_cell(*state, ATTAIN_ERROR_VALUE, "orders", &table->columns[0], 1, "is negative"),
                 ATTAIN_ERROR_VALUE, "orders.amount", 1);
    assert_string_equal(attain_context_error(*state), "orders.amount, row 1, value '-450.00': is negative");
    attain__error_cell(*state, ATTAIN_ERROR_VALUE, "orders", &table->columns[1], 2, "is odd");
    assert_string_equal(attain_context_error_value(*state), "7");
    attain__error_cell(*state, ATTAIN_ERROR_VALUE, "orders", &table->columns[2], 0, "is late");
    assert_string_equal(attain_context_error_value(*state), "2024-01-01");
    attain__error_cell(*state, ATTAIN_ERROR_VALUE, "orders", &table->columns[2], 2, "is missing");
    assert_string_equal(attain_context_error_value(*state), "");
    attain__error_cell(*state, ATTAIN_ERROR_VALUE, "orders", &table->columns[3], 1, "is short");
    assert_string_equal(attain_context_error_value(*state), "yo");
    attain_table_destroy(table);
}

static void test_long_names_stay_utf8(void **state)
{
    char name[400];
    attain__column column = {0};
    const char *argument;
    size_t i;

    for (i = 0; i + 4 < sizeof name; i += 3)
        memcpy(name + i, "\xE6\x81\x92", 3);
    name[i] = '\0';
    column.name = name;
    column.type = ATTAIN_TYPE_I64;
    column.values = amounts;
    attain__error_cell(*state, ATTAIN_ERROR_VALUE, "orders", &column, 0, "is wrong");
    argument = attain_context_error_argument(*state);
    assert_int_equal(attain__utf8_check(argument, strlen(argument)), strlen(argument));
    assert_true(strlen(argument) > 200);
}

static void test_lists_of_names(void **state)
{
    attain__list list;
    size_t i;

    (void)state;
    attain__list_start(&list, "has:");
    assert_string_equal(list.text, "has:");
    attain__list_add(&list, "a", 1);
    attain__list_add(&list, "bcd", 2);
    assert_string_equal(list.text, "has: a, bc");
    for (i = 0; i < 200; i++)
        attain__list_add(&list, "sixsix", 6);
    assert_int_equal(strlen(list.text), list.length);
    assert_int_equal(list.length, 506); /* 10 + 62 * 8: one more would be 514 of at most 511 */
}

static void test_decimals_of_amounts(void **state)
{
    attain__column column = {0};

    (void)state;
    column.type = ATTAIN_TYPE_I64;
    assert_int_equal(attain__amount_decimals(&column), ATTAIN_DECIMALS_DEFAULT);
    column.meaning = ATTAIN_MEANING_AMOUNT;
    assert_int_equal(attain__amount_decimals(&column), 0);
    column.decimals = 4;
    assert_int_equal(attain__amount_decimals(&column), 4);
    column.meaning = ATTAIN_MEANING_COUNT;
    column.decimals = 0;
    assert_int_equal(attain__amount_decimals(&column), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        SUPPORT_TEST(test_columns_are_found_in_any_order),
        SUPPORT_TEST(test_missing_column),
        SUPPORT_TEST(test_wrong_types),
        SUPPORT_TEST(test_missing_values),
        SUPPORT_TEST(test_missing_value_at_every_place),
        SUPPORT_TEST(test_days_beyond_the_calendar),
        SUPPORT_TEST(test_cell_errors),
        SUPPORT_TEST(test_long_names_stay_utf8),
        SUPPORT_TEST(test_lists_of_names),
        SUPPORT_TEST(test_decimals_of_amounts),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

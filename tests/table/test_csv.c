/* The CSV reader's settings. */
#include "support/support.h"

static attain_schema *amounts_schema(attain_context *cx)
{
    attain_schema *schema = NULL;

    ASSERT_OK(cx, attain_schema_create(cx, &schema));
    ASSERT_OK(cx, attain_schema_add(cx, schema, ATTAIN_TEXT("item"), ATTAIN_TYPE_KEY, ATTAIN_MEANING_CODE, 1));
    ASSERT_OK(cx, attain_schema_add(cx, schema, ATTAIN_TEXT("value"), ATTAIN_TYPE_I64, ATTAIN_MEANING_AMOUNT, 0));
    return schema;
}

static void test_decimals(void **state)
{
    attain_schema *schema = amounts_schema(*state);
    attain_csv *csv = NULL;
    attain_table *table = NULL;

    ASSERT_OK(*state, attain_csv_create(*state, &csv));
    ASSERT_OK(*state, attain_csv_read(*state, csv, schema, ATTAIN_TEXT("item,value\n1,2.5\n"), &table));
    assert_int_equal(attain_table_i64(table, 1)[0], 250);
    assert_int_equal(attain_table_decimals(table, 1), 2);
    assert_int_equal(attain_table_meaning(table, 1), ATTAIN_MEANING_AMOUNT);
    attain_table_destroy(table);
    ASSERT_OK(*state, attain_csv_set_decimals(*state, csv, 9));
    ASSERT_OK(*state, attain_csv_read(*state, csv, schema, ATTAIN_TEXT("item,value\n1,2.5\n"), &table));
    assert_int_equal(attain_table_i64(table, 1)[0], 2500000000);
    assert_int_equal(attain_table_decimals(table, 1), 9);
    attain_table_destroy(table);
    ASSERT_OK(*state, attain_csv_set_decimals(*state, csv, 0));
    ASSERT_FAILS(*state, attain_csv_read(*state, csv, schema, ATTAIN_TEXT("item,value\n1,2.5\n"), &table),
                 ATTAIN_ERROR_FORMAT, "value", 0);
    ASSERT_FAILS(*state, attain_csv_set_decimals(*state, csv, 10), ATTAIN_ERROR_ARGUMENT, "decimals", -1);
    ASSERT_FAILS(*state, attain_csv_set_decimals(*state, csv, -1), ATTAIN_ERROR_ARGUMENT, "decimals", -1);
    ASSERT_FAILS(*state, attain_csv_set_decimals(*state, NULL, 2), ATTAIN_ERROR_ARGUMENT, "csv", -1);
    attain_csv_destroy(csv);
    attain_schema_destroy(schema);
}

static void test_delimiter(void **state)
{
    static const char refused[] = {'"', '\n', '\r', '0', '9', 'a', 'Z', '\0', (char)0xC3};
    attain_schema *schema = amounts_schema(*state);
    attain_csv *csv = NULL;
    attain_table *table = NULL;
    size_t i;

    ASSERT_OK(*state, attain_csv_create(*state, &csv));
    ASSERT_OK(*state, attain_csv_set_delimiter(*state, csv, ';'));
    for (i = 0; i < sizeof refused; i++)
        ASSERT_FAILS(*state, attain_csv_set_delimiter(*state, csv, refused[i]), ATTAIN_ERROR_ARGUMENT, "delimiter", -1);
    ASSERT_FAILS(*state, attain_csv_set_delimiter(*state, NULL, ';'), ATTAIN_ERROR_ARGUMENT, "csv", -1);
    ASSERT_OK(*state, attain_csv_read(*state, csv, schema, ATTAIN_TEXT("item;value\na,b;1\n"), &table));
    support_assert_csv(*state, table, "item,value\n\"a,b\",1.00\n");
    attain_table_destroy(table);
    ASSERT_OK(*state, attain_csv_set_delimiter(*state, csv, '\t'));
    ASSERT_OK(*state, attain_csv_read(*state, csv, schema, ATTAIN_TEXT("item\tvalue\nx\t 1 \n"), &table));
    support_assert_csv(*state, table, "item,value\nx,1.00\n");
    attain_table_destroy(table);
    attain_csv_destroy(csv);
    attain_schema_destroy(schema);
}

static void test_map(void **state)
{
    attain_schema *schema = amounts_schema(*state);
    attain_csv *csv = NULL;
    attain_table *table = NULL;

    ASSERT_OK(*state, attain_csv_create(*state, &csv));
    ASSERT_OK(*state, attain_csv_map(*state, csv, ATTAIN_TEXT("item"), ATTAIN_TEXT("客户")));
    ASSERT_FAILS(*state, attain_csv_map(*state, csv, ATTAIN_TEXT("item"), ATTAIN_TEXT("x")), ATTAIN_ERROR_SCHEMA,
                 "column", -1);
    ASSERT_FAILS(*state, attain_csv_map(*state, csv, "", 0, ATTAIN_TEXT("x")), ATTAIN_ERROR_ARGUMENT, "column", -1);
    ASSERT_FAILS(*state, attain_csv_map(*state, csv, ATTAIN_TEXT("value"), NULL, 0), ATTAIN_ERROR_ARGUMENT, "header",
                 -1);
    ASSERT_FAILS(*state, attain_csv_map(*state, csv, ATTAIN_TEXT("value"), ATTAIN_TEXT("\xFF")), ATTAIN_ERROR_FORMAT,
                 "header", -1);
    ASSERT_FAILS(*state, attain_csv_map(*state, NULL, ATTAIN_TEXT("value"), ATTAIN_TEXT("x")), ATTAIN_ERROR_ARGUMENT,
                 "csv", -1);

    /* A column of the schema's own name beside the mapped one is a column like others. */
    ASSERT_OK(*state, attain_csv_read(*state, csv, schema, ATTAIN_TEXT("item,客户\n1,2\n"), &table));
    support_assert_csv(*state, table, "item\n2\n");
    attain_table_destroy(table);

    /* The same file column may serve twice. */
    ASSERT_OK(*state, attain_csv_map(*state, csv, ATTAIN_TEXT("value"), ATTAIN_TEXT("客户")));
    ASSERT_OK(*state, attain_csv_read(*state, csv, schema, ATTAIN_TEXT("客户\n2\n"), &table));
    support_assert_csv(*state, table, "item,value\n2,2.00\n");
    attain_table_destroy(table);
    attain_csv_destroy(csv);
    attain_schema_destroy(schema);
}

static void test_map_to_what_is_not_there(void **state)
{
    attain_schema *schema = amounts_schema(*state);
    attain_csv *csv = NULL;
    attain_table *table = NULL;

    /* value is optional, but who names its file column wants it */
    ASSERT_OK(*state, attain_csv_create(*state, &csv));
    ASSERT_OK(*state, attain_csv_map(*state, csv, ATTAIN_TEXT("value"), ATTAIN_TEXT("Umsatz")));
    ASSERT_FAILS(*state, attain_csv_read(*state, csv, schema, ATTAIN_TEXT("item,\"va\"\"l\",c\n"), &table),
                 ATTAIN_ERROR_SCHEMA, "value", -1);
    assert_non_null(strstr(attain_context_error(*state), "'Umsatz'"));
    assert_non_null(strstr(attain_context_error(*state), "item, va\"l, c"));
    assert_null(table);
    ASSERT_OK(*state, attain_csv_map(*state, csv, ATTAIN_TEXT("price"), ATTAIN_TEXT("c")));
    ASSERT_FAILS(*state, attain_csv_read(*state, csv, schema, ATTAIN_TEXT("item,Umsatz,c\n"), &table),
                 ATTAIN_ERROR_SCHEMA, "price", -1);
    assert_non_null(strstr(attain_context_error(*state), "item, value"));
    ASSERT_FAILS(*state, attain_csv_read(*state, csv, schema, NULL, 0, &table), ATTAIN_ERROR_SCHEMA, "price", -1);
    attain_csv_destroy(csv);
    attain_schema_destroy(schema);
}

static void test_null_arguments(void **state)
{
    attain_schema *schema = amounts_schema(*state);
    attain_csv *csv = NULL;
    attain_table *table = NULL;

    ASSERT_FAILS(*state, attain_csv_create(*state, NULL), ATTAIN_ERROR_ARGUMENT, "out", -1);
    ASSERT_OK(*state, attain_csv_create(*state, &csv));
    ASSERT_FAILS(*state, attain_csv_read(*state, NULL, schema, "", 0, &table), ATTAIN_ERROR_ARGUMENT, "csv", -1);
    ASSERT_FAILS(*state, attain_csv_read(*state, csv, NULL, "", 0, &table), ATTAIN_ERROR_ARGUMENT, "schema", -1);
    ASSERT_FAILS(*state, attain_csv_read(*state, csv, schema, NULL, 1, &table), ATTAIN_ERROR_ARGUMENT, "text", -1);
    ASSERT_FAILS(*state, attain_csv_read(*state, csv, schema, "", 0, NULL), ATTAIN_ERROR_ARGUMENT, "out", -1);
    attain_csv_destroy(NULL);
    attain_csv_destroy(csv);
    attain_schema_destroy(schema);
}

static attain_status configure(attain_context *cx, void *user)
{
    attain_csv *csv = NULL;
    attain_status status = attain_csv_create(cx, &csv);
    char name[] = "a";

    (void)user;
    for (; name[0] < 'a' + 10 && status == ATTAIN_OK; name[0]++)
        status = attain_csv_map(cx, csv, name, 1, ATTAIN_TEXT("b"));
    attain_csv_destroy(csv);
    return status;
}

static void test_out_of_memory(void **state)
{
    (void)state;
    support_memory_sweep(configure, NULL);
}

/* A context with another allocator must not change what this one made: it would be freed by the wrong one. */
static void test_only_its_own_allocator_changes_it(void **state)
{
    support_memory memory = SUPPORT_MEMORY;
    attain_context *other = support_context(&memory);
    attain_csv *csv = NULL;

    ASSERT_OK(*state, attain_csv_create(*state, &csv));
    ASSERT_FAILS(other, attain_csv_map(other, csv, ATTAIN_TEXT("item"), ATTAIN_TEXT("SKU")), ATTAIN_ERROR_ARGUMENT,
                 "csv", -1);
    ASSERT_FAILS(other, attain_csv_set_decimals(other, csv, 0), ATTAIN_ERROR_ARGUMENT, "csv", -1);
    ASSERT_FAILS(other, attain_csv_set_delimiter(other, csv, ';'), ATTAIN_ERROR_ARGUMENT, "csv", -1);
    attain_csv_destroy(csv);
    attain_context_destroy(other);
    assert_int_equal(memory.live, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        SUPPORT_TEST(test_decimals),
        SUPPORT_TEST(test_delimiter),
        SUPPORT_TEST(test_map),
        SUPPORT_TEST(test_map_to_what_is_not_there),
        SUPPORT_TEST(test_null_arguments),
        SUPPORT_TEST(test_out_of_memory),
        SUPPORT_TEST(test_only_its_own_allocator_changes_it),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

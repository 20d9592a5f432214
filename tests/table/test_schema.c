/* Schemas: built column by column, asked, refused. */
#include "support/support.h"

#include "table/table_internal.h"

static const attain__schema_column constant_columns[] = {
    ATTAIN__SCHEMA_COLUMN("customer", ATTAIN_TYPE_KEY, ATTAIN_MEANING_CODE, 1),
    ATTAIN__SCHEMA_COLUMN("order", ATTAIN_TYPE_KEY, ATTAIN_MEANING_CODE, 0),
};
static const attain_schema constant = ATTAIN__SCHEMA(constant_columns);

static void test_columns_are_given_back(void **state)
{
    attain_schema *schema = NULL;
    size_t length = 0;

    ASSERT_OK(*state, attain_schema_create(*state, &schema));
    assert_int_equal(attain_schema_columns(schema), 0);
    ASSERT_OK(*state, attain_schema_add(*state, schema, "payeexx", 5, ATTAIN_TYPE_KEY, ATTAIN_MEANING_CODE, 7));
    ASSERT_OK(*state,
              attain_schema_add(*state, schema, ATTAIN_TEXT("amount"), ATTAIN_TYPE_I64, ATTAIN_MEANING_AMOUNT, 0));
    assert_int_equal(attain_schema_columns(schema), 2);
    assert_string_equal(attain_schema_name(schema, 0, &length), "payee");
    assert_int_equal(length, 5);
    assert_int_equal(attain_schema_type(schema, 0), ATTAIN_TYPE_KEY);
    assert_int_equal(attain_schema_meaning(schema, 1), ATTAIN_MEANING_AMOUNT);
    assert_int_equal(attain_schema_required(schema, 0), 1);
    assert_int_equal(attain_schema_required(schema, 1), 0);
    attain_schema_destroy(schema);
}

static void test_what_is_not_there(void **state)
{
    (void)state;
    assert_int_equal(attain_schema_columns(NULL), 0);
    assert_null(attain_schema_name(&constant, 2, NULL));
    assert_int_equal(attain_schema_type(&constant, 2), 0);
    assert_int_equal(attain_schema_meaning(NULL, 0), 0);
    assert_int_equal(attain_schema_required(NULL, 0), 0);
    attain_schema_destroy(NULL);
}

static void test_bad_arguments(void **state)
{
    attain_schema *schema = NULL;

    ASSERT_FAILS(*state, attain_schema_create(*state, NULL), ATTAIN_ERROR_ARGUMENT, "out", -1);
    ASSERT_OK(*state, attain_schema_create(*state, &schema));
    ASSERT_FAILS(*state, attain_schema_add(*state, NULL, ATTAIN_TEXT("a"), 1, 0, 0), ATTAIN_ERROR_ARGUMENT, "schema",
                 -1);
    ASSERT_FAILS(*state, attain_schema_add(*state, schema, "", 0, 1, 0, 0), ATTAIN_ERROR_ARGUMENT, "name", -1);
    ASSERT_FAILS(*state, attain_schema_add(*state, schema, ATTAIN_TEXT("\xC3"), 1, 0, 0), ATTAIN_ERROR_FORMAT, "name",
                 -1);
    ASSERT_FAILS(*state, attain_schema_add(*state, schema, ATTAIN_TEXT("a"), 0, 0, 0), ATTAIN_ERROR_ARGUMENT, "type",
                 -1);
    ASSERT_FAILS(*state, attain_schema_add(*state, schema, ATTAIN_TEXT("a"), 6, 0, 0), ATTAIN_ERROR_ARGUMENT, "type",
                 -1);
    ASSERT_FAILS(*state, attain_schema_add(*state, schema, ATTAIN_TEXT("a"), 1, 8, 0), ATTAIN_ERROR_ARGUMENT, "meaning",
                 -1);
    ASSERT_OK(*state, attain_schema_add(*state, schema, ATTAIN_TEXT("a"), 1, 0, 0));
    ASSERT_FAILS(*state, attain_schema_add(*state, schema, ATTAIN_TEXT("a"), 4, 0, 0), ATTAIN_ERROR_SCHEMA, "name", -1);
    assert_int_equal(attain_schema_columns(schema), 1);
    attain_schema_destroy(schema);
}

/* Constants of the library reach callers as pointers; none of them is changed or freed, even by force. */
static void test_constants_stay(void **state)
{
    attain_schema *forced = (attain_schema *)(uintptr_t)&constant;

    ASSERT_FAILS(*state, attain_schema_add(*state, forced, ATTAIN_TEXT("a"), 1, 0, 0), ATTAIN_ERROR_ARGUMENT, "schema",
                 -1);
    attain_schema_destroy(forced);
    assert_string_equal(attain_schema_name(&constant, 1, NULL), "order");
}

static void test_copy_is_the_callers(void **state)
{
    attain_schema *copy = NULL;

    ASSERT_OK(*state, attain__schema_copy(*state, &constant, &copy));
    ASSERT_OK(*state, attain_schema_add(*state, copy, ATTAIN_TEXT("more"), ATTAIN_TYPE_TEXT, ATTAIN_MEANING_NONE, 1));
    assert_int_equal(attain_schema_columns(copy), 3);
    assert_int_equal(attain_schema_columns(&constant), 2);
    assert_string_equal(attain_schema_name(copy, 0, NULL), "customer");
    assert_int_equal(attain_schema_type(copy, 0), ATTAIN_TYPE_KEY);
    assert_int_equal(attain_schema_meaning(copy, 0), ATTAIN_MEANING_CODE);
    assert_int_equal(attain_schema_required(copy, 0), 1);
    assert_int_equal(attain_schema_required(copy, 1), 0);
    attain_schema_destroy(copy);
}

static attain_status build(attain_context *cx, void *user)
{
    attain_schema *schema = NULL;
    attain_schema *copy = NULL;
    attain_status status = attain_schema_create(cx, &schema);
    char name[] = "a";

    (void)user;
    for (; name[0] < 'a' + 10 && status == ATTAIN_OK; name[0]++)
        status = attain_schema_add(cx, schema, name, 1, ATTAIN_TYPE_TEXT, ATTAIN_MEANING_NONE, 1);
    if (status == ATTAIN_OK)
        status = attain__schema_copy(cx, schema, &copy);
    attain_schema_destroy(copy);
    attain_schema_destroy(schema);
    return status;
}

static void test_out_of_memory(void **state)
{
    (void)state;
    support_memory_sweep(build, NULL);
}

/* A context with another allocator must not change what this one made: it would be freed by the wrong one. */
static void test_only_its_own_allocator_changes_it(void **state)
{
    support_memory memory = SUPPORT_MEMORY;
    attain_context *other = support_context(&memory);
    attain_schema *schema = NULL;

    ASSERT_OK(*state, attain_schema_create(*state, &schema));
    ASSERT_FAILS(other, attain_schema_add(other, schema, ATTAIN_TEXT("a"), ATTAIN_TYPE_KEY, ATTAIN_MEANING_CODE, 1),
                 ATTAIN_ERROR_ARGUMENT, "schema", -1);
    attain_schema_destroy(schema);
    attain_context_destroy(other);
    assert_int_equal(memory.live, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        SUPPORT_TEST(test_columns_are_given_back),
        SUPPORT_TEST(test_what_is_not_there),
        SUPPORT_TEST(test_bad_arguments),
        SUPPORT_TEST(test_constants_stay),
        SUPPORT_TEST(test_copy_is_the_callers),
        SUPPORT_TEST(test_out_of_memory),
        SUPPORT_TEST(test_only_its_own_allocator_changes_it),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

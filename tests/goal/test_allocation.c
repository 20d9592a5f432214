/* One total split, with tables as results. */
#include "support/support.h"

#define REMAINDER ATTAIN_ALLOCATE_REMAINDER
#define RATIO     ATTAIN_ALLOCATE_RATIO

static void test_shares(void **state)
{
    attain_context *context = *state;
    static const int64_t even[] = {1, 1, 1}, decimals[] = {33, 66};
    attain_table *table = NULL;

    ASSERT_OK(context, attain_allocation_run(context, 10000, 2, even, 0, NULL, NULL, 3, REMAINDER, &table, NULL));
    support_assert_csv(context, table, "index,weight,amount\n0,1,33.34\n1,1,33.33\n2,1,33.33\n");
    attain_table_destroy(table);
    ASSERT_OK(context, attain_allocation_run(context, -100, 0, decimals, 2, NULL, NULL, 2, RATIO, &table, NULL));
    /* 33.3 and 66.7 are cut to 33 and 66; the larger weight has the unit left. */
    support_assert_csv(context, table, "index,weight,amount\n0,0.33,-33\n1,0.66,-67\n");
    attain_table_destroy(table);
}

static void test_explain(void **state)
{
    attain_context *context = *state;
    static const int64_t weights[] = {4, 3, 3, 0};
    static const attain_amount floors[] = {0, 0, 0, 200}, caps[] = {400, 900, 900, 900};
    attain_table *table = NULL, *explain = NULL;

    /* 13.01: the first at its cap of 4, the last at its floor of 2, and 7.01 by 3:3 is 3.505 twice. */
    ASSERT_OK(context,
              attain_allocation_run(context, 1301, 2, weights, 0, floors, caps, 4, REMAINDER, &table, &explain));
    support_assert_csv(context, table, "index,weight,amount\n0,4,4.00\n1,3,3.51\n2,3,3.50\n3,0,2.00\n");
    support_assert_csv(context, explain,
                       "index,weight,weights,shared,exact,bound,amount\n"
                       "0,4,6,7.01,,cap,4.00\n"
                       "1,3,6,7.01,3.505,,3.51\n"
                       "2,3,6,7.01,3.505,,3.50\n"
                       "3,0,6,7.01,,floor,2.00\n");
    attain_table_destroy(table);
    attain_table_destroy(explain);
    /* The mirror. */
    ASSERT_OK(context,
              attain_allocation_run(context, -1301, 2, weights, 0, floors, caps, 4, REMAINDER, &table, &explain));
    support_assert_csv(context, explain,
                       "index,weight,weights,shared,exact,bound,amount\n"
                       "0,4,6,-7.01,,cap,-4.00\n"
                       "1,3,6,-7.01,-3.505,,-3.51\n"
                       "2,3,6,-7.01,-3.505,,-3.50\n"
                       "3,0,6,-7.01,,floor,-2.00\n");
    attain_table_destroy(table);
    attain_table_destroy(explain);
}

/* The last of the nine further decimals is rounded half to even, on either side of zero. */
static void test_exact_is_rounded(void **state)
{
    attain_context *context = *state;
    static const int64_t thirds[] = {1, 2}, halves[] = {1, 3, 1020};
    attain_table *table = NULL, *explain = NULL;

    ASSERT_OK(context, attain_allocation_run(context, -100, 0, thirds, 0, NULL, NULL, 2, REMAINDER, &table, &explain));
    support_assert_csv(context, explain,
                       "index,weight,weights,shared,exact,bound,amount\n"
                       "0,1,3,-100,-33.333333333,,-33\n"
                       "1,2,3,-100,-66.666666667,,-67\n");
    attain_table_destroy(table);
    attain_table_destroy(explain);
    /* 1/1024 is 0.0009765625 and 3/1024 is 0.0029296875: halves of the ninth decimal. */
    ASSERT_OK(context, attain_allocation_run(context, 1, 0, halves, 0, NULL, NULL, 3, REMAINDER, &table, &explain));
    support_assert_csv(context, explain,
                       "index,weight,weights,shared,exact,bound,amount\n"
                       "0,1,1024,1,0.000976562,,0\n"
                       "1,3,1024,1,0.002929688,,0\n"
                       "2,1020,1024,1,0.99609375,,1\n");
    attain_table_destroy(table);
    attain_table_destroy(explain);
    /* Further decimals count from those of the amount. */
    ASSERT_OK(context, attain_allocation_run(context, 1, 9, halves, 0, NULL, NULL, 3, REMAINDER, &table, &explain));
    support_assert_csv(context, explain,
                       "index,weight,weights,shared,exact,bound,amount\n"
                       "0,1,1024,0.000000001,0.000000000000976562,,0.000000000\n"
                       "1,3,1024,0.000000001,0.000000000002929688,,0.000000000\n"
                       "2,1020,1024,0.000000001,0.00000000099609375,,0.000000001\n");
    attain_table_destroy(table);
    attain_table_destroy(explain);
}

static void test_largest(void **state)
{
    attain_context *context = *state;
    static const int64_t weights[] = {INT64_MAX};
    attain_table *table = NULL, *explain = NULL;

    ASSERT_OK(context,
              attain_allocation_run(context, INT64_MIN, 9, weights, 9, NULL, NULL, 1, REMAINDER, &table, &explain));
    support_assert_csv(context, explain,
                       "index,weight,weights,shared,exact,bound,amount\n"
                       "0,9223372036.854775807,9223372036.854775807,-9223372036.854775808,-9223372036.854775808,,"
                       "-9223372036.854775808\n");
    attain_table_destroy(table);
    attain_table_destroy(explain);
}

static void test_nothing(void **state)
{
    attain_context *context = *state;
    attain_table *table = NULL, *explain = NULL;

    ASSERT_OK(context, attain_allocation_run(context, 0, 2, NULL, 0, NULL, NULL, 0, REMAINDER, &table, &explain));
    support_assert_csv(context, table, "index,weight,amount\n");
    support_assert_csv(context, explain, "index,weight,weights,shared,exact,bound,amount\n");
    attain_table_destroy(table);
    attain_table_destroy(explain);
}

static void test_output_schema(void **state)
{
    attain_context *context = *state;
    static const int64_t weights[] = {1};
    const attain_schema *schema = attain_allocation_output_schema();
    attain_table *table = NULL;
    size_t i;

    ASSERT_OK(context, attain_allocation_run(context, 5, 3, weights, 1, NULL, NULL, 1, REMAINDER, &table, NULL));
    assert_int_equal(attain_table_columns(table), attain_schema_columns(schema));
    for (i = 0; i < attain_schema_columns(schema); i++) {
        assert_string_equal(attain_table_name(table, i, NULL), attain_schema_name(schema, i, NULL));
        assert_int_equal(attain_table_type(table, i), attain_schema_type(schema, i));
        assert_int_equal(attain_table_meaning(table, i), attain_schema_meaning(schema, i));
    }
    assert_int_equal(attain_table_decimals(table, 1), 1);
    assert_int_equal(attain_table_decimals(table, 2), 3);
    attain_table_destroy(table);
}

static void test_refuses(void **state)
{
    attain_context *context = *state;
    static const int64_t weights[] = {1, 1}, zero[] = {0, 0};
    static const attain_amount floors[] = {0, 9};
    attain_table *table = NULL, *explain = NULL;

#define RUN(total, decimals, weights, weight_decimals, floors, count, rule, shares)                                    \
    attain_allocation_run(context, total, decimals, weights, weight_decimals, floors, NULL, count, rule, shares,       \
                          &explain)
    ASSERT_FAILS(context, RUN(5, -1, weights, 0, NULL, 2, RATIO, &table), ATTAIN_ERROR_ARGUMENT, "decimals", -1);
    ASSERT_FAILS(context, RUN(5, 10, weights, 0, NULL, 2, RATIO, &table), ATTAIN_ERROR_ARGUMENT, "decimals", -1);
    ASSERT_FAILS(context, RUN(5, 2, NULL, 0, NULL, 2, RATIO, &table), ATTAIN_ERROR_ARGUMENT, "weights", -1);
    ASSERT_FAILS(context, RUN(5, 2, weights, 10, NULL, 2, RATIO, &table), ATTAIN_ERROR_ARGUMENT, "weight_decimals", -1);
    ASSERT_FAILS(context, RUN(5, 2, weights, 0, NULL, 2, 2, &table), ATTAIN_ERROR_ARGUMENT, "rule", -1);
    ASSERT_FAILS(context, RUN(5, 2, weights, 0, NULL, 2, RATIO, NULL), ATTAIN_ERROR_ARGUMENT, "shares", -1);
    ASSERT_FAILS(context, RUN(5, 2, zero, 0, NULL, 2, RATIO, &table), ATTAIN_ERROR_VALUE, "weights", -1);
    ASSERT_FAILS(context, RUN(5, 2, weights, 0, floors, 2, RATIO, &table), ATTAIN_ERROR_VALUE, "floors", 1);
    ASSERT_FAILS(context, RUN(5, 2, weights, 0, NULL, 0, RATIO, &table), ATTAIN_ERROR_ARGUMENT, "count", -1);
#undef RUN
    assert_int_equal(attain_allocation_run(NULL, 5, 2, weights, 0, NULL, NULL, 2, RATIO, &table, NULL),
                     ATTAIN_ERROR_ARGUMENT);
    assert_null(table);
    assert_null(explain);
}

static attain_status allocate(attain_context *context, void *user)
{
    int64_t weights[20];
    attain_amount caps[20];
    attain_table *table = NULL, *explain = NULL;
    size_t i;
    attain_status status;

    (void)user;
    for (i = 0; i < 20; i++) {
        weights[i] = (int64_t)i + 1;
        caps[i] = 90;
    }
    status = attain_allocation_run(context, 1000, 2, weights, 0, NULL, caps, 20, REMAINDER, &table, &explain);
    assert_true((table != NULL) == (status == ATTAIN_OK));
    assert_true((explain != NULL) == (status == ATTAIN_OK));
    attain_table_destroy(table);
    attain_table_destroy(explain);
    return status;
}

static void test_out_of_memory(void **state)
{
    (void)state;
    support_memory_sweep(allocate, NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        SUPPORT_TEST(test_shares),  SUPPORT_TEST(test_explain),       SUPPORT_TEST(test_exact_is_rounded),
        SUPPORT_TEST(test_largest), SUPPORT_TEST(test_nothing),       SUPPORT_TEST(test_output_schema),
        SUPPORT_TEST(test_refuses), SUPPORT_TEST(test_out_of_memory),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

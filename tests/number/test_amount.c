/* Sums, fractions and rates of amounts. */
#include "support/support.h"

static void test_sum(void **state)
{
    attain_context *context = *state;
    attain_amount out = 77;
    const attain_amount few[] = {150, -50, 7};
    const attain_amount beyond_and_back[] = {INT64_MAX, INT64_MAX, INT64_MIN, INT64_MIN, 3};
    const attain_amount beyond[] = {INT64_MAX, 1};
    const attain_amount below[] = {-1, INT64_MIN};
    const attain_amount edge[] = {INT64_MIN, INT64_MAX};

    ASSERT_OK(context, attain_amount_sum(context, few, 3, &out));
    assert_int_equal(out, 107);
    ASSERT_OK(context, attain_amount_sum(context, NULL, 0, &out));
    assert_int_equal(out, 0);
    ASSERT_OK(context, attain_amount_sum(context, beyond_and_back, 5, &out)); /* only the result has to fit */
    assert_int_equal(out, 1);
    ASSERT_OK(context, attain_amount_sum(context, edge, 2, &out));
    assert_int_equal(out, -1);
    ASSERT_FAILS(context, attain_amount_sum(context, beyond, 2, &out), ATTAIN_ERROR_OVERFLOW, "values", -1);
    ASSERT_FAILS(context, attain_amount_sum(context, below, 2, &out), ATTAIN_ERROR_OVERFLOW, "values", -1);
    ASSERT_FAILS(context, attain_amount_sum(context, NULL, 1, &out), ATTAIN_ERROR_ARGUMENT, "values", -1);
    ASSERT_FAILS(context, attain_amount_sum(context, few, 3, NULL), ATTAIN_ERROR_ARGUMENT, "out", -1);
    assert_int_equal(attain_amount_sum(NULL, few, 3, &out), ATTAIN_ERROR_ARGUMENT);
    assert_int_equal(out, -1);
}

static void test_scale(void **state)
{
    attain_context *context = *state;
    attain_amount out = 77;

    ASSERT_OK(context, attain_amount_scale(context, 1000, 2, 3, ATTAIN_ROUND_HALF_UP, &out)); /* 666 2/3 */
    assert_int_equal(out, 667);
    ASSERT_OK(context, attain_amount_scale(context, -1000, 2, 3, ATTAIN_ROUND_HALF_UP, &out));
    assert_int_equal(out, -667);
    ASSERT_OK(context, attain_amount_scale(context, -1000, 2, 3, ATTAIN_ROUND_FLOOR, &out));
    assert_int_equal(out, -667);
    ASSERT_OK(context, attain_amount_scale(context, -1000, 2, 3, ATTAIN_ROUND_CEILING, &out));
    assert_int_equal(out, -666);
    ASSERT_OK(context, attain_amount_scale(context, 5, 1, -2, ATTAIN_ROUND_HALF_EVEN, &out)); /* -2.5 */
    assert_int_equal(out, -2);
    ASSERT_OK(context, attain_amount_scale(context, 7, 1, -2, ATTAIN_ROUND_HALF_EVEN, &out)); /* -3.5 */
    assert_int_equal(out, -4);
    ASSERT_OK(context, attain_amount_scale(context, INT64_MAX, INT64_MAX, INT64_MAX, ATTAIN_ROUND_DOWN, &out));
    assert_true(out == INT64_MAX);
    ASSERT_OK(context, attain_amount_scale(context, INT64_MIN, INT64_MIN, INT64_MIN, ATTAIN_ROUND_DOWN, &out));
    assert_true(out == INT64_MIN);
    ASSERT_FAILS(context, attain_amount_scale(context, INT64_MIN, 1, -1, ATTAIN_ROUND_DOWN, &out),
                 ATTAIN_ERROR_OVERFLOW, "amount", -1);
    ASSERT_FAILS(context, attain_amount_scale(context, 1, 1, 0, ATTAIN_ROUND_DOWN, &out), ATTAIN_ERROR_ARGUMENT,
                 "denominator", -1);
    ASSERT_FAILS(context, attain_amount_scale(context, 1, 1, 1, 6, &out), ATTAIN_ERROR_ARGUMENT, "rounding", -1);
    ASSERT_FAILS(context, attain_amount_scale(context, 1, 1, 1, -1, &out), ATTAIN_ERROR_ARGUMENT, "rounding", -1);
    ASSERT_FAILS(context, attain_amount_scale(context, 1, 1, 1, ATTAIN_ROUND_UP, NULL), ATTAIN_ERROR_ARGUMENT, "out",
                 -1);
    assert_int_equal(attain_amount_scale(NULL, 1, 1, 1, ATTAIN_ROUND_UP, &out), ATTAIN_ERROR_ARGUMENT);
    assert_true(out == INT64_MIN);
}

static void test_rate_apply(void **state)
{
    attain_context *context = *state;
    attain_amount out = 77;

    /* 1999.99 at 1.5 % is 29.99985 */
    ASSERT_OK(context, attain_rate_apply(context, ATTAIN_BASIS_POINTS(150), 199999, ATTAIN_ROUND_HALF_UP, &out));
    assert_int_equal(out, 3000);
    ASSERT_OK(context, attain_rate_apply(context, ATTAIN_BASIS_POINTS(150), 199999, ATTAIN_ROUND_DOWN, &out));
    assert_int_equal(out, 2999);
    ASSERT_OK(context, attain_rate_apply(context, ATTAIN_BASIS_POINTS(150), -199999, ATTAIN_ROUND_HALF_UP, &out));
    assert_int_equal(out, -3000);
    ASSERT_OK(context, attain_rate_apply(context, ATTAIN_PERCENT(100), INT64_MIN, ATTAIN_ROUND_HALF_EVEN, &out));
    assert_true(out == INT64_MIN);
    /* 22 % of 150,000,000.00 */
    ASSERT_OK(context, attain_rate_apply(context, ATTAIN_PERCENT(22), 15000000000, ATTAIN_ROUND_HALF_UP, &out));
    assert_true(out == 3300000000);
    ASSERT_FAILS(context, attain_rate_apply(context, ATTAIN_PERCENT(200), INT64_MAX, ATTAIN_ROUND_DOWN, &out),
                 ATTAIN_ERROR_OVERFLOW, "amount", -1);
    ASSERT_FAILS(context, attain_rate_apply(context, 1, 1, 99, &out), ATTAIN_ERROR_ARGUMENT, "rounding", -1);
    ASSERT_FAILS(context, attain_rate_apply(context, 1, 1, 0, NULL), ATTAIN_ERROR_ARGUMENT, "out", -1);
    assert_int_equal(attain_rate_apply(NULL, 1, 1, 0, &out), ATTAIN_ERROR_ARGUMENT);
    assert_true(out == 3300000000);
}

static void test_rate_of(void **state)
{
    attain_context *context = *state;
    attain_rate out = 77;

    ASSERT_OK(context, attain_rate_of(context, 85, 100, ATTAIN_ROUND_HALF_UP, &out));
    assert_int_equal(out, 850000000);
    ASSERT_OK(context, attain_rate_of(context, 75, 90, ATTAIN_ROUND_HALF_UP, &out)); /* 83.3 % */
    assert_int_equal(out, 833333333);
    ASSERT_OK(context, attain_rate_of(context, 75, 90, ATTAIN_ROUND_UP, &out));
    assert_int_equal(out, 833333334);
    ASSERT_OK(context, attain_rate_of(context, -1, 3, ATTAIN_ROUND_FLOOR, &out));
    assert_int_equal(out, -333333334);
    ASSERT_OK(context, attain_rate_of(context, INT64_MIN, INT64_MIN, ATTAIN_ROUND_DOWN, &out));
    assert_int_equal(out, ATTAIN_RATE_ONE);
    ASSERT_FAILS(context, attain_rate_of(context, 1, 0, ATTAIN_ROUND_DOWN, &out), ATTAIN_ERROR_VALUE, "whole", -1);
    ASSERT_FAILS(context, attain_rate_of(context, INT64_MAX, 1, ATTAIN_ROUND_DOWN, &out), ATTAIN_ERROR_OVERFLOW, "part",
                 -1);
    ASSERT_FAILS(context, attain_rate_of(context, 1, 1, 6, &out), ATTAIN_ERROR_ARGUMENT, "rounding", -1);
    ASSERT_FAILS(context, attain_rate_of(context, 1, 1, 0, NULL), ATTAIN_ERROR_ARGUMENT, "out", -1);
    assert_int_equal(attain_rate_of(NULL, 1, 1, 0, &out), ATTAIN_ERROR_ARGUMENT);
    assert_int_equal(out, ATTAIN_RATE_ONE);
}

/* The first four modes mirror; floor and ceiling are each other's mirror. */
static void test_rounding_mirrors(void **state)
{
    static const int32_t mirror[] = {ATTAIN_ROUND_HALF_EVEN, ATTAIN_ROUND_HALF_UP, ATTAIN_ROUND_DOWN,
                                     ATTAIN_ROUND_UP,        ATTAIN_ROUND_CEILING, ATTAIN_ROUND_FLOOR};
    attain_context *context = *state;
    int32_t mode;
    attain_amount amount;

    for (mode = 0; mode < 6; mode++)
        for (amount = 0; amount <= 40; amount++) {
            attain_amount gained, lost;

            ASSERT_OK(context, attain_amount_scale(context, amount, 3, 8, mode, &gained));
            ASSERT_OK(context, attain_amount_scale(context, -amount, 3, 8, mirror[mode], &lost));
            assert_int_equal(lost, -gained);
        }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        SUPPORT_TEST(test_sum),
        SUPPORT_TEST(test_scale),
        SUPPORT_TEST(test_rate_apply),
        SUPPORT_TEST(test_rate_of),
        SUPPORT_TEST(test_rounding_mirrors),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

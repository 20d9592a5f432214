/* Rate tables: tiers, marginal and whole, rounding, mirror, overflow. */
#include "pay/plans.h"

#include "pay/pay_internal.h"

/* ---- an independent evaluation: unit by unit ---- */

static attain_rate rate_of_unit(const plans_tier *tiers, size_t count, int64_t unit)
{
    attain_rate rate = 0;
    size_t i;

    for (i = 0; i < count; i++)
        if (unit >= tiers[i].from)
            rate = tiers[i].rate;
    return rate;
}

/* Billionths of a minor unit. In marginal mode unit u is the one between u and u + 1. */
static int64_t slow_exact(int32_t mode, const plans_tier *tiers, size_t count, int64_t amount)
{
    int64_t size = amount < 0 ? -amount : amount, sum = 0, unit;

    if (mode == ATTAIN_RATES_WHOLE)
        return amount * rate_of_unit(tiers, count, size);
    for (unit = 0; unit < size; unit++)
        sum += rate_of_unit(tiers, count, unit);
    return amount < 0 ? -sum : sum;
}

static int64_t slow_round(int64_t exact, int32_t rounding)
{
    int64_t size = exact < 0 ? -exact : exact;
    int64_t whole = size / 1000000000, rest = size % 1000000000;

    if (rounding == ATTAIN_ROUND_UP)
        whole += rest > 0;
    else if (rounding == ATTAIN_ROUND_HALF_UP)
        whole += rest >= 500000000;
    else if (rounding == ATTAIN_ROUND_HALF_EVEN)
        whole += rest > 500000000 || (rest == 500000000 && whole % 2 == 1);
    return exact < 0 ? -whole : whole;
}

static const plans_tier odd_tiers[] = {{0, 123456789}, {7, 500000000}, {8, -250000000}, {100, 0}, {131, 1333333333}};

/* ---- what amounts earn ---- */

static attain_amount earn(attain_context *cx, const attain_rates *rates, attain_amount prior, attain_amount amount)
{
    attain_amount earned = 77;

    ASSERT_OK(cx, attain_rates_apply(cx, rates, prior, amount, &earned));
    return earned;
}

static void test_contract(void **state)
{
    attain_context *cx = *state;
    attain_rates *marginal = plans_rates(cx, ATTAIN_RATES_MARGINAL, plans_contract, 3);
    attain_rates *whole = plans_rates(cx, ATTAIN_RATES_WHOLE, plans_contract, 3);

    /* 10,000 + 15,000 + 2 % of 500,000 = 35,000; 2 % of 2,500,000 = 50,000 */
    assert_int_equal(earn(cx, marginal, 0, 250000000), 3500000);
    assert_int_equal(earn(cx, whole, 0, 250000000), 5000000);
    /* the refund of 100,000.00 when 1,300,000.00 were reached gives back 1.5 % */
    assert_int_equal(earn(cx, marginal, 130000000, -10000000), -150000);
    /* from 1.3 to 1.2 million, both at 1.5 %; then from 18,000 to 50,000 */
    assert_int_equal(earn(cx, whole, 130000000, -10000000), -150000);
    assert_int_equal(earn(cx, whole, 120000000, 130000000), 3200000);
    attain_rates_destroy(marginal);
    attain_rates_destroy(whole);
}

static void test_half_open(void **state)
{
    attain_context *cx = *state;
    attain_rates *whole = plans_rates(cx, ATTAIN_RATES_WHOLE, plans_contract, 3);

    assert_int_equal(earn(cx, whole, 0, 99999999), 1000000);  /* 1 % of 999,999.99 = 9,999.9999 */
    assert_int_equal(earn(cx, whole, 0, 100000000), 1500000); /* 1,000,000.00 is in the second tier */
    assert_int_equal(earn(cx, whole, 0, -100000000), -1500000);
    assert_int_equal(earn(cx, whole, 0, -99999999), -1000000);
    attain_rates_destroy(whole);
}

static void test_unit_by_unit(void **state)
{
    static const int32_t roundings[] = {ATTAIN_ROUND_HALF_EVEN, ATTAIN_ROUND_HALF_UP, ATTAIN_ROUND_DOWN,
                                        ATTAIN_ROUND_UP};
    attain_context *cx = *state;
    int32_t mode;
    size_t r;

    for (mode = ATTAIN_RATES_MARGINAL; mode <= ATTAIN_RATES_WHOLE; mode++) {
        attain_rates *rates = plans_rates(cx, mode, odd_tiers, PLANS_COUNT(odd_tiers));

        for (r = 0; r < PLANS_COUNT(roundings); r++) {
            attain_amount amount, prior;

            ASSERT_OK(cx, attain_rates_set_rounding(cx, rates, roundings[r]));
            for (amount = -300; amount <= 300; amount++)
                for (prior = -150; prior <= 150; prior += 25) {
                    int64_t before = slow_exact(mode, odd_tiers, PLANS_COUNT(odd_tiers), prior);
                    int64_t after = slow_exact(mode, odd_tiers, PLANS_COUNT(odd_tiers), prior + amount);

                    assert_int_equal(earn(cx, rates, prior, amount),
                                     slow_round(after, roundings[r]) - slow_round(before, roundings[r]));
                }
        }
        attain_rates_destroy(rates);
    }
}

static void test_mirror_and_steps(void **state)
{
    attain_context *cx = *state;
    int32_t mode;

    for (mode = ATTAIN_RATES_MARGINAL; mode <= ATTAIN_RATES_WHOLE; mode++) {
        attain_rates *rates = plans_rates(cx, mode, odd_tiers, PLANS_COUNT(odd_tiers));
        attain_amount total = 0, sum = 0, step;

        for (step = -40; step < 60; step++) {
            attain_amount earned = earn(cx, rates, total, step);

            assert_int_equal(earn(cx, rates, -total, -step), -earned);
            total += step;
            sum += earned;
        }
        assert_int_equal(total, 950); /* (-40 - ... - 1) + (1 + ... + 59) = -820 + 1770 */
        assert_int_equal(earn(cx, rates, 0, total), sum);
        attain_rates_destroy(rates);
    }
}

static void test_rounding(void **state)
{
    /* 1 % of 50, 150, 149 and 151 minor units: 0.5, 1.5, 1.49, 1.51 */
    static const attain_amount amounts[] = {50, 150, 149, 151};
    static const attain_amount expected[4][4] = {{0, 2, 1, 2}, {1, 2, 1, 2}, {0, 1, 1, 1}, {1, 2, 2, 2}};
    static const plans_tier tiers[] = {{0, ATTAIN_BASIS_POINTS(100)}};
    attain_context *cx = *state;
    attain_rates *rates = plans_rates(cx, ATTAIN_RATES_MARGINAL, tiers, 1);
    int32_t rounding;
    size_t i;

    assert_int_equal(earn(cx, rates, 0, 50), 1); /* half up until it is set */
    for (rounding = ATTAIN_ROUND_HALF_EVEN; rounding <= ATTAIN_ROUND_UP; rounding++) {
        ASSERT_OK(cx, attain_rates_set_rounding(cx, rates, rounding));
        assert_int_equal(attain_rates_rounding(rates), rounding);
        for (i = 0; i < 4; i++) {
            assert_int_equal(earn(cx, rates, 0, amounts[i]), expected[rounding][i]);
            assert_int_equal(earn(cx, rates, 0, -amounts[i]), -expected[rounding][i]);
        }
    }
    attain_rates_destroy(rates);
}

static void test_many_tiers(void **state)
{
    attain_context *cx = *state;
    attain_rates *rates = NULL;
    int64_t tier;

    /* tier i is from 10 i and pays i: the sum of 10 i up to the tier before, and i of each unit in the last */
    ASSERT_OK(cx, attain_rates_create(cx, ATTAIN_RATES_MARGINAL, &rates));
    for (tier = 0; tier < 1000; tier++)
        ASSERT_OK(cx, attain_rates_add(cx, rates, tier * 10, tier * ATTAIN_RATE_ONE));
    for (tier = 0; tier < 1000; tier++)
        assert_int_equal(earn(cx, rates, 0, tier * 10 + 3), 10 * tier * (tier - 1) / 2 + 3 * tier);
    assert_int_equal(earn(cx, rates, 0, 1000000), 10 * (998 * 999 / 2) + 999 * (1000000 - 9990));
    attain_rates_destroy(rates);
}

static void test_no_tiers(void **state)
{
    attain_context *cx = *state;
    attain_rates *rates = NULL;

    ASSERT_OK(cx, attain_rates_create(cx, ATTAIN_RATES_WHOLE, &rates));
    assert_int_equal(earn(cx, rates, 5, 1000), 0);
    attain_rates_destroy(rates);
}

/* ---- the handle ---- */

static void test_getters(void **state)
{
    attain_context *cx = *state;
    attain_rates *rates = plans_rates(cx, ATTAIN_RATES_WHOLE, plans_contract, 3);

    assert_int_equal(attain_rates_mode(rates), ATTAIN_RATES_WHOLE);
    assert_int_equal(attain_rates_rounding(rates), ATTAIN_ROUND_HALF_UP);
    assert_int_equal(attain_rates_count(rates), 3);
    assert_int_equal(attain_rates_from(rates, 2), 200000000);
    assert_int_equal(attain_rates_rate(rates, 1), 15000000);
    assert_int_equal(attain_rates_from(rates, 3), 0);
    assert_int_equal(attain_rates_rate(rates, 3), 0);
    assert_int_equal(attain_rates_count(NULL), 0);
    assert_int_equal(attain_rates_from(NULL, 0), 0);
    assert_int_equal(attain_rates_rate(NULL, 0), 0);
    assert_int_equal(attain_rates_mode(NULL), ATTAIN_RATES_MARGINAL);
    assert_int_equal(attain_rates_rounding(NULL), ATTAIN_ROUND_HALF_UP);
    attain_rates_destroy(rates);
    attain_rates_destroy(NULL);
}

static void test_bad_arguments(void **state)
{
    attain_context *cx = *state;
    attain_rates *rates = NULL;
    attain_amount earned = 77;

    assert_int_equal(attain_rates_create(NULL, 0, &rates), ATTAIN_ERROR_ARGUMENT);
    ASSERT_FAILS(cx, attain_rates_create(cx, 2, &rates), ATTAIN_ERROR_ARGUMENT, "mode", -1);
    ASSERT_FAILS(cx, attain_rates_create(cx, -1, NULL), ATTAIN_ERROR_ARGUMENT, "mode", -1);
    ASSERT_FAILS(cx, attain_rates_create(cx, 0, NULL), ATTAIN_ERROR_ARGUMENT, "out", -1);
    assert_null(rates);
    rates = plans_rates(cx, ATTAIN_RATES_MARGINAL, plans_contract, 3);
    assert_int_equal(attain_rates_add(NULL, rates, 0, 0), ATTAIN_ERROR_ARGUMENT);
    ASSERT_FAILS(cx, attain_rates_add(cx, NULL, 0, 0), ATTAIN_ERROR_ARGUMENT, "rates", -1);
    assert_int_equal(attain_rates_set_rounding(NULL, rates, 0), ATTAIN_ERROR_ARGUMENT);
    ASSERT_FAILS(cx, attain_rates_set_rounding(cx, NULL, 0), ATTAIN_ERROR_ARGUMENT, "rates", -1);
    ASSERT_FAILS(cx, attain_rates_set_rounding(cx, rates, ATTAIN_ROUND_FLOOR), ATTAIN_ERROR_ARGUMENT, "rounding", -1);
    ASSERT_FAILS(cx, attain_rates_set_rounding(cx, rates, -1), ATTAIN_ERROR_ARGUMENT, "rounding", -1);
    assert_int_equal(attain_rates_rounding(rates), ATTAIN_ROUND_HALF_UP);
    assert_int_equal(attain_rates_apply(NULL, rates, 0, 1, &earned), ATTAIN_ERROR_ARGUMENT);
    ASSERT_FAILS(cx, attain_rates_apply(cx, NULL, 0, 1, NULL), ATTAIN_ERROR_ARGUMENT, "rates", -1);
    ASSERT_FAILS(cx, attain_rates_apply(cx, rates, 0, 1, NULL), ATTAIN_ERROR_ARGUMENT, "earned", -1);
    assert_int_equal(earned, 77);
    attain_rates_destroy(rates);
}

static void test_tiers_out_of_order(void **state)
{
    static const attain_amount bad[] = {1000, 999, 0, -1, INT64_MIN};
    attain_context *cx = *state;
    attain_rates *rates = NULL;
    size_t i;

    ASSERT_OK(cx, attain_rates_create(cx, ATTAIN_RATES_MARGINAL, &rates));
    ASSERT_FAILS(cx, attain_rates_add(cx, rates, 1, 0), ATTAIN_ERROR_RULE, "from", -1);
    assert_string_equal(attain_context_error(cx), "from, value '1': the first tier must begin at 0");
    ASSERT_FAILS(cx, attain_rates_add(cx, rates, -1, 0), ATTAIN_ERROR_RULE, "from", -1);
    ASSERT_OK(cx, attain_rates_add(cx, rates, 0, 5));
    ASSERT_OK(cx, attain_rates_add(cx, rates, 1000, -5));
    for (i = 0; i < PLANS_COUNT(bad); i++)
        ASSERT_FAILS(cx, attain_rates_add(cx, rates, bad[i], 0), ATTAIN_ERROR_RULE, "from", -1);
    ASSERT_FAILS(cx, attain_rates_add(cx, rates, 999, 0), ATTAIN_ERROR_RULE, "from", -1);
    assert_string_equal(attain_context_error(cx),
                        "from, value '999': must be above 1000, where the tier before it begins");
    assert_int_equal(attain_rates_count(rates), 2);
    attain_rates_destroy(rates);
}

/* ---- 64-bit extremes ---- */

static void test_extremes(void **state)
{
    static const plans_tier one[] = {{0, ATTAIN_RATE_ONE}};
    static const plans_tier top[] = {{0, ATTAIN_RATE_ONE}, {1, 0}, {INT64_MAX, ATTAIN_RATE_ONE}};
    attain_context *cx = *state;
    int32_t mode;

    for (mode = ATTAIN_RATES_MARGINAL; mode <= ATTAIN_RATES_WHOLE; mode++) {
        attain_rates *rates = plans_rates(cx, mode, one, 1);

        assert_true(earn(cx, rates, 0, INT64_MAX) == INT64_MAX);
        assert_true(earn(cx, rates, 0, INT64_MIN) == INT64_MIN);
        assert_true(earn(cx, rates, INT64_MIN, INT64_MAX) == INT64_MAX);
        attain_rates_destroy(rates);
    }
    {
        attain_rates *marginal = plans_rates(cx, ATTAIN_RATES_MARGINAL, top, 3);
        attain_rates *whole = plans_rates(cx, ATTAIN_RATES_WHOLE, top, 3);

        assert_int_equal(earn(cx, marginal, 0, INT64_MAX), 1);
        assert_int_equal(earn(cx, marginal, 0, INT64_MIN), -2); /* its size is one above the top tier's beginning */
        assert_int_equal(earn(cx, whole, 0, INT64_MAX - 1), 0);
        assert_true(earn(cx, whole, 0, INT64_MAX) == INT64_MAX);
        assert_true(earn(cx, whole, 0, INT64_MIN) == INT64_MIN);
        attain_rates_destroy(marginal);
        attain_rates_destroy(whole);
    }
}

static void test_great_rates(void **state)
{
    /* below the last tier (2^63 - 1)^2 billionths are earned, above it as much is lost */
    static const plans_tier tiers[] = {{0, INT64_MAX}, {1, INT64_MIN}, {2, 0}};
    attain_context *cx = *state;
    attain_rates *rates = plans_rates(cx, ATTAIN_RATES_MARGINAL, tiers, 3);

    assert_int_equal(earn(cx, rates, 0, 1), 9223372037); /* 9223372036.854775807 */
    assert_int_equal(earn(cx, rates, 0, 2), 0);          /* -0.000000001 */
    assert_int_equal(earn(cx, rates, 0, INT64_MIN), 0);
    attain_rates_destroy(rates);
}

static void test_overflow(void **state)
{
    static const plans_tier two[] = {{0, 2 * ATTAIN_RATE_ONE}};
    static const plans_tier most[] = {{0, INT64_MAX}};
    static const plans_tier half_more[] = {{0, ATTAIN_BASIS_POINTS(15000)}};
    attain_context *cx = *state;
    attain_amount earned = 77;
    int32_t mode;

    for (mode = ATTAIN_RATES_MARGINAL; mode <= ATTAIN_RATES_WHOLE; mode++) {
        attain_rates *rates = plans_rates(cx, mode, two, 1);

        ASSERT_FAILS(cx, attain_rates_apply(cx, rates, INT64_MAX, 1, &earned), ATTAIN_ERROR_OVERFLOW, "amount", -1);
        ASSERT_FAILS(cx, attain_rates_apply(cx, rates, INT64_MIN, -1, &earned), ATTAIN_ERROR_OVERFLOW, "amount", -1);
        ASSERT_FAILS(cx, attain_rates_apply(cx, rates, 0, INT64_MAX, &earned), ATTAIN_ERROR_OVERFLOW, "amount", -1);
        ASSERT_FAILS(cx, attain_rates_apply(cx, rates, 0, INT64_MIN, &earned), ATTAIN_ERROR_OVERFLOW, "amount", -1);
        ASSERT_FAILS(cx, attain_rates_apply(cx, rates, INT64_MAX, -INT64_MAX, &earned), ATTAIN_ERROR_OVERFLOW, "amount",
                     -1);
        attain_rates_destroy(rates);
        rates = plans_rates(cx, mode, most, 1);
        ASSERT_FAILS(cx, attain_rates_apply(cx, rates, 0, INT64_MIN, &earned), ATTAIN_ERROR_OVERFLOW, "amount", -1);
        attain_rates_destroy(rates);
        /* before -9e18, after 4.5e18: each fits, what lies between does not */
        rates = plans_rates(cx, mode, half_more, 1);
        ASSERT_FAILS(cx, attain_rates_apply(cx, rates, -6000000000000000000, 9000000000000000000, &earned),
                     ATTAIN_ERROR_OVERFLOW, "amount", -1);
        assert_string_equal(attain_context_error_value(cx), "9000000000000000000");
        ASSERT_FAILS(cx, attain_rates_apply(cx, rates, 6000000000000000000, -9000000000000000000, &earned),
                     ATTAIN_ERROR_OVERFLOW, "amount", -1);
        attain_rates_destroy(rates);
    }
    assert_int_equal(earned, 77);
}

static void test_checked_sums(void **state)
{
    attain_amount out = 77;

    (void)state;
    assert_int_equal(attain__amount_add(INT64_MAX - 1, 1, &out), 0);
    assert_true(out == INT64_MAX);
    assert_int_equal(attain__amount_add(INT64_MIN + 1, -1, &out), 0);
    assert_true(out == INT64_MIN);
    assert_int_equal(attain__amount_subtract(INT64_MAX - 1, -1, &out), 0);
    assert_true(out == INT64_MAX);
    assert_int_equal(attain__amount_subtract(INT64_MIN + 1, 1, &out), 0);
    assert_true(out == INT64_MIN);
    assert_int_equal(attain__amount_subtract(-1, INT64_MIN, &out), 0);
    assert_true(out == INT64_MAX);
    assert_int_equal(attain__amount_add(INT64_MAX, 1, &out), 1);
    assert_int_equal(attain__amount_add(INT64_MIN, -1, &out), 1);
    assert_int_equal(attain__amount_subtract(INT64_MAX, -1, &out), 1);
    assert_int_equal(attain__amount_subtract(INT64_MIN, 1, &out), 1);
    assert_int_equal(attain__amount_subtract(0, INT64_MIN, &out), 1);
    assert_true(out == INT64_MAX);
}

/* ---- memory ---- */

static attain_status fill(attain_context *cx, void *user)
{
    attain_rates *rates = NULL;
    attain_status status = attain_rates_create(cx, ATTAIN_RATES_MARGINAL, &rates);
    int64_t tier;

    (void)user;
    for (tier = 0; tier < 20 && status == ATTAIN_OK; tier++) {
        status = attain_rates_add(cx, rates, tier * 10, 1);
        if (status != ATTAIN_OK)
            assert_int_equal(attain_rates_count(rates), tier);
    }
    attain_rates_destroy(rates);
    return status;
}

static void test_out_of_memory(void **state)
{
    (void)state;
    support_memory_sweep(fill, NULL);
}

/* A context with another allocator must not change what this one made: it would be freed by the wrong one. */
static void test_only_its_own_allocator_changes_it(void **state)
{
    support_memory memory = SUPPORT_MEMORY;
    attain_context *other = support_context(&memory);
    attain_rates *rates = NULL;

    ASSERT_OK(*state, attain_rates_create(*state, ATTAIN_RATES_WHOLE, &rates));
    ASSERT_FAILS(other, attain_rates_add(other, rates, 0, ATTAIN_PERCENT(1)), ATTAIN_ERROR_ARGUMENT, "rates", -1);
    ASSERT_FAILS(other, attain_rates_set_rounding(other, rates, ATTAIN_ROUND_DOWN), ATTAIN_ERROR_ARGUMENT, "rates", -1);
    assert_int_equal(attain_rates_count(rates), 0);
    attain_rates_destroy(rates);
    attain_context_destroy(other);
    assert_int_equal(memory.live, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        SUPPORT_TEST(test_contract),      SUPPORT_TEST(test_half_open),
        SUPPORT_TEST(test_unit_by_unit),  SUPPORT_TEST(test_mirror_and_steps),
        SUPPORT_TEST(test_rounding),      SUPPORT_TEST(test_many_tiers),
        SUPPORT_TEST(test_no_tiers),      SUPPORT_TEST(test_getters),
        SUPPORT_TEST(test_bad_arguments), SUPPORT_TEST(test_tiers_out_of_order),
        SUPPORT_TEST(test_extremes),      SUPPORT_TEST(test_great_rates),
        SUPPORT_TEST(test_overflow),      SUPPORT_TEST(test_checked_sums),
        SUPPORT_TEST(test_out_of_memory), SUPPORT_TEST(test_only_its_own_allocator_changes_it),
    };

    return cmocka_run_group_tests_name("pay.rates", tests, NULL, NULL);
}

/* Lines by period, deal and tier: what is rounded where, zero and negative periods, 64-bit extremes. */
#include "pay/plans.h"

#define HEADER  "deal,payee,date,amount\n"
#define PERIODS "plan,component,payee,period,basis,amount\n"
#define DEALS   "plan,component,deal,payee,date,basis,amount\n"
#define TIERS   "plan,component,payee,period,tier,from,rate,basis,amount\n"

/* Thirds of a per cent: 1/3 % to 1.00, 2/3 % to 2.00, 1 % above (cut at the ninth decimal). */
static const plans_tier thirds[] = {{0, 3333333}, {100, 6666667}, {200, 10000000}};

/* Deals of 0.70 each earn what they add to the rounded commission of the month so far. */
static void test_deals_sum_to_the_period(void **state)
{
    attain_context *cx = *state;
    attain_pay *pay = plans_pay(cx, ATTAIN_RATES_MARGINAL, thirds, 3, ATTAIN_UNIT_MONTH);
    const char *deals = HEADER "1,li,2024-01-01,0.70\n"
                               "2,li,2024-01-01,0.70\n"
                               "3,li,2024-01-01,0.70\n"
                               "4,li,2024-01-01,0.70\n";

    /* exact after each: 70 × 0.003333333 = 0.23333331; 0.3333333 + 40 × 0.006666667 = 0.59999998;
     * 0.3333333 + 0.6666667 + 10 × 0.01 = 1.1; 1 + 80 × 0.01 = 1.8 */
    plans_assert(cx, pay, deals, ATTAIN_PAY_BY_DEAL,
                 DEALS "field,commission,1,li,2024-01-01,0.70,0.00\n"
                       "field,commission,2,li,2024-01-01,0.70,0.01\n"
                       "field,commission,3,li,2024-01-01,0.70,0.00\n"
                       "field,commission,4,li,2024-01-01,0.70,0.01\n");
    plans_assert(cx, pay, deals, ATTAIN_PAY_BY_PERIOD, PERIODS "field,commission,li,2024-01,2.80,0.02\n");
    /* exact up to each tier: 0.3333333, 1, 1.8 */
    plans_assert(cx, pay, deals, ATTAIN_PAY_BY_TIER,
                 TIERS "field,commission,li,2024-01,0,0.00,0.003333333,1.00,0.00\n"
                       "field,commission,li,2024-01,1,1.00,0.006666667,1.00,0.01\n"
                       "field,commission,li,2024-01,2,2.00,0.01,0.80,0.01\n");
    attain_pay_destroy(pay);
}

static void test_negative_period(void **state)
{
    attain_context *cx = *state;
    attain_pay *marginal = plans_pay(cx, ATTAIN_RATES_MARGINAL, thirds, 3, ATTAIN_UNIT_MONTH);
    attain_pay *whole = plans_pay(cx, ATTAIN_RATES_WHOLE, thirds, 3, ATTAIN_UNIT_MONTH);
    const char *deals = HEADER "1,li,2024-01-01,-3.00\n"
                               "2,li,2024-01-02,0.20\n";

    plans_assert(cx, marginal, deals, ATTAIN_PAY_BY_PERIOD, PERIODS "field,commission,li,2024-01,-2.80,-0.02\n");
    plans_assert(cx, marginal, deals, ATTAIN_PAY_BY_TIER,
                 TIERS "field,commission,li,2024-01,0,0.00,0.003333333,-1.00,0.00\n"
                       "field,commission,li,2024-01,1,1.00,0.006666667,-1.00,-0.01\n"
                       "field,commission,li,2024-01,2,2.00,0.01,-0.80,-0.01\n");
    /* -3 and -2.8 minor units */
    plans_assert(cx, whole, deals, ATTAIN_PAY_BY_DEAL,
                 DEALS "field,commission,1,li,2024-01-01,-3.00,-0.03\n"
                       "field,commission,2,li,2024-01-02,0.20,0.00\n");
    plans_assert(cx, whole, deals, ATTAIN_PAY_BY_TIER, TIERS "field,commission,li,2024-01,2,2.00,0.01,-2.80,-0.03\n");
    attain_pay_destroy(marginal);
    attain_pay_destroy(whole);
}

static void test_zero_period(void **state)
{
    attain_context *cx = *state;
    attain_pay *marginal = plans_pay(cx, ATTAIN_RATES_MARGINAL, plans_contract, 3, ATTAIN_UNIT_YEAR);
    attain_pay *whole = plans_pay(cx, ATTAIN_RATES_WHOLE, plans_contract, 3, ATTAIN_UNIT_YEAR);
    const char *deals = HEADER "1,li,2024-01-01,1500000.00\n"
                               "2,li,2024-01-02,-1500000.00\n";

    plans_assert(cx, marginal, deals, ATTAIN_PAY_BY_PERIOD, PERIODS "field,commission,li,2024,0.00,0.00\n");
    plans_assert(cx, marginal, deals, ATTAIN_PAY_BY_TIER, TIERS "field,commission,li,2024,0,0.00,0.01,0.00,0.00\n");
    plans_assert(cx, whole, deals, ATTAIN_PAY_BY_TIER, TIERS "field,commission,li,2024,0,0.00,0.01,0.00,0.00\n");
    plans_assert(cx, whole, deals, ATTAIN_PAY_BY_DEAL,
                 DEALS "field,commission,1,li,2024-01-01,1500000.00,22500.00\n"
                       "field,commission,2,li,2024-01-02,-1500000.00,-22500.00\n");
    attain_pay_destroy(marginal);
    attain_pay_destroy(whole);
}

/* At exactly `from` the whole-amount rate is the higher one; in marginal mode the higher tier is still empty. */
static void test_boundary(void **state)
{
    attain_context *cx = *state;
    attain_pay *marginal = plans_pay(cx, ATTAIN_RATES_MARGINAL, plans_contract, 3, ATTAIN_UNIT_YEAR);
    attain_pay *whole = plans_pay(cx, ATTAIN_RATES_WHOLE, plans_contract, 3, ATTAIN_UNIT_YEAR);
    const char *deals = HEADER "1,li,2024-01-01,1000000.00\n";

    plans_assert(cx, marginal, deals, ATTAIN_PAY_BY_TIER,
                 TIERS "field,commission,li,2024,0,0.00,0.01,1000000.00,10000.00\n");
    plans_assert(cx, whole, deals, ATTAIN_PAY_BY_TIER,
                 TIERS "field,commission,li,2024,1,1000000.00,0.015,1000000.00,15000.00\n");
    attain_pay_destroy(marginal);
    attain_pay_destroy(whole);
}

/* Each deal alone by tier: the deals of a day reach different tiers, and one takes back what another gave. */
static void test_each_deal_by_tier(void **state)
{
    attain_context *cx = *state;
    attain_pay *whole = plans_pay(cx, ATTAIN_RATES_WHOLE, plans_contract, 3, ATTAIN_PAY_EACH_DEAL);
    const char *deals = HEADER "1,li,2024-01-01,2000000.00\n"
                               "2,li,2024-01-01,100.00\n"
                               "3,li,2024-01-01,-100.00\n"
                               "4,li,2024-01-01,50.00\n";

    plans_assert(cx, whole, deals, ATTAIN_PAY_BY_TIER,
                 TIERS "field,commission,li,2024-01-01,0,0.00,0.01,50.00,0.50\n"
                       "field,commission,li,2024-01-01,2,2000000.00,0.02,2000000.00,40000.00\n");
    attain_pay_destroy(whole);
}

/* ---- 64-bit extremes ---- */

static attain_table *borrow(attain_context *cx, const int64_t *amounts, const int32_t *days, size_t rows)
{
    static const int64_t ones[] = {1, 1, 1, 1}, deals_of_rows[] = {1, 2, 3, 4};
    attain_table *deals = NULL;

    ASSERT_OK(cx, attain_table_create(cx, &deals));
    ASSERT_OK(cx, attain_table_add_i64(cx, deals, ATTAIN_TEXT("deal"), deals_of_rows, NULL, rows));
    ASSERT_OK(cx, attain_table_add_i64(cx, deals, ATTAIN_TEXT("payee"), ones, NULL, rows));
    ASSERT_OK(cx, attain_table_add_i32(cx, deals, ATTAIN_TEXT("date"), days, NULL, rows));
    ASSERT_OK(cx, attain_table_add_i64(cx, deals, ATTAIN_TEXT("amount"), amounts, NULL, rows));
    return deals;
}

static void assert_overflows(attain_context *cx, const attain_pay *pay, const attain_table *deals, int32_t by,
                             int64_t row)
{
    attain_table *result = NULL, *explain = NULL;

    ASSERT_FAILS(cx, attain_pay_run(cx, pay, NULL, deals, by, &result, NULL), ATTAIN_ERROR_OVERFLOW, "deals.amount",
                 row);
    ASSERT_FAILS(cx, attain_pay_run(cx, pay, NULL, deals, by, &result, &explain), ATTAIN_ERROR_OVERFLOW, "deals.amount",
                 row);
    assert_null(result);
    assert_null(explain);
}

static void test_basis_overflow(void **state)
{
    static const plans_tier one[] = {{0, 1}};
    static const int64_t up[] = {INT64_MAX, 5, 1}, down[] = {INT64_MIN, -5, -1};
    static const int32_t days[] = {0, 2, 1};
    attain_context *cx = *state;
    attain_pay *year = plans_pay(cx, ATTAIN_RATES_MARGINAL, one, 1, ATTAIN_UNIT_YEAR);
    attain_pay *each = plans_pay(cx, ATTAIN_RATES_MARGINAL, one, 1, ATTAIN_PAY_EACH_DEAL);
    attain_table *greatest = borrow(cx, up, days, 3), *least = borrow(cx, down, days, 3);
    attain_table *result = NULL;
    int32_t by;

    /* by deal the third row, the second day, is one too many; a period is counted to its end */
    assert_overflows(cx, year, greatest, ATTAIN_PAY_BY_DEAL, 2);
    assert_overflows(cx, year, least, ATTAIN_PAY_BY_DEAL, 2);
    assert_overflows(cx, year, greatest, ATTAIN_PAY_BY_PERIOD, 1);
    assert_overflows(cx, year, least, ATTAIN_PAY_BY_TIER, 1);
    /* deals that stand alone are never added up, but on one day */
    for (by = ATTAIN_PAY_BY_PERIOD; by <= ATTAIN_PAY_BY_TIER; by++) {
        ASSERT_OK(cx, attain_pay_run(cx, each, NULL, greatest, by, &result, NULL));
        assert_int_equal(attain_table_rows(result), 3);
        attain_table_destroy(result);
        result = NULL;
    }
    attain_table_destroy(greatest);
    attain_table_destroy(least);
    attain_pay_destroy(year);
    attain_pay_destroy(each);
}

static void test_wide_sums(void **state)
{
    /* The sum of a period has to fit, not the sums on the way, when nobody asks for its deals. */
    static const plans_tier one[] = {{0, ATTAIN_RATE_ONE}};
    static const int64_t amounts[] = {INT64_MAX, INT64_MAX, INT64_MIN, INT64_MIN};
    static const int32_t days[] = {0, 0, 0, 0};
    static const char expected[] = PERIODS "field,commission,1,1970,-0.02,-0.02\n";
    attain_context *cx = *state;
    attain_pay *year = plans_pay(cx, ATTAIN_RATES_MARGINAL, one, 1, ATTAIN_UNIT_YEAR);
    attain_pay *each = plans_pay(cx, ATTAIN_RATES_WHOLE, one, 1, ATTAIN_PAY_EACH_DEAL);
    attain_table *deals = borrow(cx, amounts, days, 4), *result = NULL, *explain = NULL;

    ASSERT_OK(cx, attain_pay_run(cx, year, NULL, deals, ATTAIN_PAY_BY_PERIOD, &result, NULL));
    support_assert_csv(cx, result, expected);
    attain_table_destroy(result);
    result = NULL;
    assert_overflows(cx, year, deals, ATTAIN_PAY_BY_DEAL, 1);
    ASSERT_FAILS(cx, attain_pay_run(cx, year, NULL, deals, ATTAIN_PAY_BY_PERIOD, &result, &explain),
                 ATTAIN_ERROR_OVERFLOW, "deals.amount", 1);
    assert_null(result);
    ASSERT_OK(cx, attain_pay_run(cx, each, NULL, deals, ATTAIN_PAY_BY_TIER, &result, NULL));
    support_assert_csv(cx, result, TIERS "field,commission,1,1970-01-01,0,0.00,1,-0.02,-0.02\n");
    attain_table_destroy(result);
    attain_table_destroy(deals);
    deals = borrow(cx, amounts, days, 2);
    assert_overflows(cx, each, deals, ATTAIN_PAY_BY_PERIOD, 1);
    assert_overflows(cx, each, deals, ATTAIN_PAY_BY_TIER, 1);
    attain_table_destroy(deals);
    attain_pay_destroy(year);
    attain_pay_destroy(each);
}

static void test_commission_overflow(void **state)
{
    static const plans_tier twice[] = {{0, 2 * ATTAIN_RATE_ONE}};
    static const int64_t amounts[] = {10, INT64_MAX / 2 + 1};
    static const int32_t days[] = {0, 1};
    attain_context *cx = *state;
    int32_t mode, by;

    for (mode = ATTAIN_RATES_MARGINAL; mode <= ATTAIN_RATES_WHOLE; mode++) {
        attain_pay *year = plans_pay(cx, mode, twice, 1, ATTAIN_UNIT_YEAR);
        attain_pay *each = plans_pay(cx, mode, twice, 1, ATTAIN_PAY_EACH_DEAL);
        attain_table *deals = borrow(cx, amounts, days, 2);

        for (by = ATTAIN_PAY_BY_PERIOD; by <= ATTAIN_PAY_BY_TIER; by++) {
            assert_overflows(cx, year, deals, by, 1);
            assert_overflows(cx, each, deals, by, 1);
        }
        attain_table_destroy(deals);
        attain_pay_destroy(year);
        attain_pay_destroy(each);
    }
}

/* The commission of a day fits in no 64 bits, though its basis and what each of its deals earns do. */
static void test_sum_of_deals_overflow(void **state)
{
    static const plans_tier turn[] = {{0, -2 * ATTAIN_RATE_ONE}, {2000000000000000000, ATTAIN_RATE_ONE}};
    static const int64_t amounts[] = {9000000000000000000, -1000000000000000000}; /* 9e18 and 2e18 */
    static const int32_t days[] = {0, 0};
    attain_context *cx = *state;
    attain_pay *pay = plans_pay(cx, ATTAIN_RATES_WHOLE, turn, 2, ATTAIN_PAY_EACH_DEAL);
    attain_table *deals = borrow(cx, amounts, days, 2), *result = NULL;

    ASSERT_OK(cx, attain_pay_run(cx, pay, NULL, deals, ATTAIN_PAY_BY_DEAL, &result, NULL));
    assert_true(attain_table_i64(result, 6)[1] == 2000000000000000000);
    attain_table_destroy(result);
    assert_overflows(cx, pay, deals, ATTAIN_PAY_BY_PERIOD, 1);
    attain_table_destroy(deals);
    attain_pay_destroy(pay);
}

/* The first tier earns 1e19, of which the second takes 8e18 back. */
static void test_tier_overflow(void **state)
{
    static const plans_tier turn[] = {{0, 2 * ATTAIN_RATE_ONE}, {5000000000000000000, -2 * ATTAIN_RATE_ONE}};
    static const int64_t amounts[] = {9000000000000000000};
    static const int32_t days[] = {0};
    attain_context *cx = *state;
    attain_pay *pay = plans_pay(cx, ATTAIN_RATES_MARGINAL, turn, 2, ATTAIN_UNIT_YEAR);
    attain_table *deals = borrow(cx, amounts, days, 1), *result = NULL, *explain = NULL;

    ASSERT_OK(cx, attain_pay_run(cx, pay, NULL, deals, ATTAIN_PAY_BY_DEAL, &result, NULL));
    assert_true(attain_table_i64(result, 6)[0] == 2000000000000000000);
    attain_table_destroy(result);
    result = NULL;
    assert_overflows(cx, pay, deals, ATTAIN_PAY_BY_TIER, 0);
    ASSERT_FAILS(cx, attain_pay_run(cx, pay, NULL, deals, ATTAIN_PAY_BY_PERIOD, &result, &explain),
                 ATTAIN_ERROR_OVERFLOW, "deals.amount", 0);
    assert_null(result);
    attain_table_destroy(deals);
    attain_pay_destroy(pay);
}

/* What was earned before and what is earned now both fit, and the step from one to the other does not. */
static void test_difference_overflow(void **state)
{
    static const plans_tier turn[] = {{0, 2 * ATTAIN_RATE_ONE}, {4000000000000000000, -2 * ATTAIN_RATE_ONE}};
    static const int64_t amounts[] = {3900000000000000000, 200000000000000000};
    static const int32_t days[] = {0, 1};
    attain_context *cx = *state;
    attain_pay *pay = plans_pay(cx, ATTAIN_RATES_WHOLE, turn, 2, ATTAIN_UNIT_YEAR);
    attain_table *deals = borrow(cx, amounts, days, 2), *result = NULL;

    /* 7.8e18, then -8.2e18 */
    ASSERT_OK(cx, attain_pay_run(cx, pay, NULL, deals, ATTAIN_PAY_BY_PERIOD, &result, NULL));
    attain_table_destroy(result);
    result = NULL;
    assert_overflows(cx, pay, deals, ATTAIN_PAY_BY_DEAL, 1);
    attain_table_destroy(deals);
    attain_pay_destroy(pay);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        SUPPORT_TEST(test_deals_sum_to_the_period),
        SUPPORT_TEST(test_negative_period),
        SUPPORT_TEST(test_zero_period),
        SUPPORT_TEST(test_boundary),
        SUPPORT_TEST(test_each_deal_by_tier),
        SUPPORT_TEST(test_basis_overflow),
        SUPPORT_TEST(test_wide_sums),
        SUPPORT_TEST(test_commission_overflow),
        SUPPORT_TEST(test_sum_of_deals_overflow),
        SUPPORT_TEST(test_tier_overflow),
        SUPPORT_TEST(test_difference_overflow),
    };

    return cmocka_run_group_tests_name("pay.pay_lines", tests, NULL, NULL);
}

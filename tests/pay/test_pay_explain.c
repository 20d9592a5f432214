/* The explain table: worked steps, and that replaying it gives every cent. */
#include <stdlib.h>

#include "pay/plans.h"

#include "pay/generated.h"

#define HEADER "deal,payee,date,amount\n"
#define STEPS  "plan,component,payee,period,deal,date,prior,step,tier,units,rate,product,residue,amount\n"

static const char li_deals[] = HEADER "d3,li,2024-03-05,-100000.00\n"
                                      "d1,li,2024-01-15,900000.00\n"
                                      "d4,li,2024-11-11,1300000.00\n"
                                      "d2,li,2024-02-20,400000.00\n";

static void assert_explains(attain_context *cx, const attain_pay *pay, const char *deals_text, const char *expected)
{
    int32_t by;

    for (by = ATTAIN_PAY_BY_PERIOD; by <= ATTAIN_PAY_BY_TIER; by += 2) { /* neither needs the deal column */
        attain_table *deals = plans_deals(cx, pay, deals_text), *result = NULL, *explain = NULL;

        ASSERT_OK(cx, attain_pay_run(cx, pay, NULL, deals, by, &result, &explain));
        support_assert_csv(cx, explain, expected);
        attain_table_destroy(result);
        attain_table_destroy(explain);
        attain_table_destroy(deals);
    }
}

/* ---- worked steps ---- */

static void test_marginal_year(void **state)
{
    attain_context *cx = *state;
    attain_pay *pay = plans_pay(cx, ATTAIN_RATES_MARGINAL, plans_contract, 3, ATTAIN_UNIT_YEAR);

    assert_explains(cx, pay, li_deals,
                    STEPS "field,commission,li,2024,d1,2024-01-15,0.00,tier,0,900000.00,0.01,9000,0,9000.00\n"
                          "field,commission,li,2024,d2,2024-02-20,900000.00,tier,0,100000.00,0.01,1000,0,1000.00\n"
                          "field,commission,li,2024,d2,2024-02-20,900000.00,tier,1,300000.00,0.015,4500,0,4500.00\n"
                          "field,commission,li,2024,d3,2024-03-05,1300000.00,tier,1,-100000.00,0.015,-1500,0,-1500.00\n"
                          "field,commission,li,2024,d4,2024-11-11,1200000.00,tier,1,800000.00,0.015,12000,0,12000.00\n"
                          "field,commission,li,2024,d4,2024-11-11,1200000.00,tier,2,500000.00,0.02,10000,0,10000.00\n");
    attain_pay_destroy(pay);
}

static void test_whole_year(void **state)
{
    attain_context *cx = *state;
    attain_pay *pay = plans_pay(cx, ATTAIN_RATES_WHOLE, plans_contract, 3, ATTAIN_UNIT_YEAR);

    assert_explains(cx, pay, li_deals,
                    STEPS
                    "field,commission,li,2024,d1,2024-01-15,0.00,tier,0,900000.00,0.01,9000,0,9000.00\n"
                    "field,commission,li,2024,d2,2024-02-20,900000.00,tier,1,400000.00,0.015,6000,0,6000.00\n"
                    "field,commission,li,2024,d2,2024-02-20,900000.00,re-rate,1,900000.00,0.005,4500,0,4500.00\n"
                    "field,commission,li,2024,d3,2024-03-05,1300000.00,tier,1,-100000.00,0.015,-1500,0,-1500.00\n"
                    "field,commission,li,2024,d4,2024-11-11,1200000.00,tier,2,1300000.00,0.02,26000,0,26000.00\n"
                    "field,commission,li,2024,d4,2024-11-11,1200000.00,re-rate,2,1200000.00,0.005,6000,0,6000.00\n");
    attain_pay_destroy(pay);
}

/* Four deals of 0.70 at 1/3 %, 2/3 % and 1 %: the exact sum is 0.0023333331, 0.0059999998, 0.011, 0.018. */
static void test_residues(void **state)
{
    static const plans_tier thirds[] = {{0, 3333333}, {100, 6666667}, {200, 10000000}};
    attain_context *cx = *state;
    attain_pay *pay = plans_pay(cx, ATTAIN_RATES_MARGINAL, thirds, 3, ATTAIN_UNIT_MONTH);

    assert_explains(
        cx, pay, HEADER "4,li,2024-01-09,0.70\n3,li,2024-01-09,0.70\n2,li,2024-01-09,0.70\n1,li,2024-01-09,0.70\n",
        STEPS "field,commission,li,2024-01,1,2024-01-09,0.00,tier,0,0.70,0.003333333,0.0023333331,0.0023333331,0.00\n"
              "field,commission,li,2024-01,2,2024-01-09,0.70,tier,0,0.30,0.003333333,0.0009999999,0.003333333,0.00\n"
              "field,commission,li,2024-01,2,2024-01-09,0.70,tier,1,0.40,0.006666667,0.0026666668,-0.0040000002,0.01\n"
              "field,commission,li,2024-01,3,2024-01-09,1.40,tier,1,0.60,0.006666667,0.0040000002,0,0.00\n"
              "field,commission,li,2024-01,3,2024-01-09,1.40,tier,2,0.10,0.01,0.001,0.001,0.00\n"
              "field,commission,li,2024-01,4,2024-01-09,2.10,tier,2,0.70,0.01,0.007,-0.002,0.01\n");
    attain_pay_destroy(pay);
}

/* A refund that takes the period below zero leaves each tier on one side and enters it on the other in one step. */
static void test_through_zero(void **state)
{
    static const plans_tier tiers[] = {
        {0, ATTAIN_BASIS_POINTS(100)}, {100, ATTAIN_BASIS_POINTS(200)}, {200, ATTAIN_BASIS_POINTS(300)}};
    attain_context *cx = *state;
    attain_pay *marginal = plans_pay(cx, ATTAIN_RATES_MARGINAL, tiers, 3, ATTAIN_UNIT_MONTH);
    attain_pay *whole = plans_pay(cx, ATTAIN_RATES_WHOLE, tiers, 3, ATTAIN_UNIT_MONTH);
    const char *deals = HEADER "1,7,2024-01-01,1.50\n2,7,2024-01-02,-4.00\n";

    /* exact 0.02, then 0, -0.03, -0.045; rounded 0.02, 0, -0.03, -0.05 */
    assert_explains(cx, marginal, deals,
                    STEPS "field,commission,7,2024-01,1,2024-01-01,0.00,tier,0,1.00,0.01,0.01,0,0.01\n"
                          "field,commission,7,2024-01,1,2024-01-01,0.00,tier,1,0.50,0.02,0.01,0,0.01\n"
                          "field,commission,7,2024-01,2,2024-01-02,1.50,tier,0,-2.00,0.01,-0.02,0,-0.02\n"
                          "field,commission,7,2024-01,2,2024-01-02,1.50,tier,1,-1.50,0.02,-0.03,0,-0.03\n"
                          "field,commission,7,2024-01,2,2024-01-02,1.50,tier,2,-0.50,0.03,-0.015,0.005,-0.02\n");
    /* 0.03; then 3 % of -4.00 and 1 % more of the 1.50 before: -0.12 + 0.015, together -0.075 */
    assert_explains(cx, whole, deals,
                    STEPS "field,commission,7,2024-01,1,2024-01-01,0.00,tier,1,1.50,0.02,0.03,0,0.03\n"
                          "field,commission,7,2024-01,2,2024-01-02,1.50,tier,2,-4.00,0.03,-0.12,0,-0.12\n"
                          "field,commission,7,2024-01,2,2024-01-02,1.50,re-rate,2,1.50,0.01,0.015,0.005,0.01\n");
    attain_pay_destroy(marginal);
    attain_pay_destroy(whole);
}

static void test_each_deal(void **state)
{
    attain_context *cx = *state;
    attain_pay *pay = plans_pay(cx, ATTAIN_RATES_WHOLE, plans_contract, 3, ATTAIN_PAY_EACH_DEAL);

    assert_explains(cx, pay, HEADER "1,li,2024-01-01,0.40\n2,li,2024-01-01,1500000.00\n",
                    STEPS "field,commission,li,2024-01-01,1,2024-01-01,0.00,tier,0,0.40,0.01,0.004,0.004,0.00\n"
                          "field,commission,li,2024-01-01,2,2024-01-01,0.00,tier,1,1500000.00,0.015,22500,0,"
                          "22500.00\n");
    attain_pay_destroy(pay);
}

/* A deal of nothing has its step; without a deal column the rows of a day go by amount and the column is empty. */
static void test_without_deals(void **state)
{
    attain_context *cx = *state;
    attain_pay *marginal = plans_pay(cx, ATTAIN_RATES_MARGINAL, plans_contract, 3, ATTAIN_UNIT_YEAR);
    attain_pay *whole = plans_pay(cx, ATTAIN_RATES_WHOLE, plans_contract, 3, ATTAIN_UNIT_YEAR);
    const char *deals = "payee,date,amount\nli,2024-01-01,1000000.00\nli,2024-01-01,0.00\nli,2024-01-02,0.00\n";

    assert_explains(cx, marginal, deals,
                    STEPS "field,commission,li,2024,,2024-01-01,0.00,tier,0,0.00,0.01,0,0,0.00\n"
                          "field,commission,li,2024,,2024-01-01,0.00,tier,0,1000000.00,0.01,10000,0,10000.00\n"
                          "field,commission,li,2024,,2024-01-02,1000000.00,tier,1,0.00,0.015,0,0,0.00\n");
    assert_explains(cx, whole, deals,
                    STEPS "field,commission,li,2024,,2024-01-01,0.00,tier,0,0.00,0.01,0,0,0.00\n"
                          "field,commission,li,2024,,2024-01-01,0.00,tier,1,1000000.00,0.015,15000,0,15000.00\n"
                          "field,commission,li,2024,,2024-01-02,1000000.00,tier,1,0.00,0.015,0,0,0.00\n");
    attain_pay_destroy(marginal);
    attain_pay_destroy(whole);
}

static void test_no_tiers(void **state)
{
    attain_context *cx = *state;
    attain_pay *pay = plans_pay(cx, ATTAIN_RATES_WHOLE, plans_contract, 0, ATTAIN_UNIT_YEAR);

    assert_explains(cx, pay, HEADER "1,li,2024-01-01,5.00\n", STEPS);
    attain_pay_destroy(pay);
}

static void test_rate_overflow(void **state)
{
    /* the change of the rate does not fit, though both rates and both sums do */
    static const plans_tier tiers[] = {{0, INT64_MAX}, {2, -2}};
    attain_context *cx = *state;
    attain_pay *pay = plans_pay(cx, ATTAIN_RATES_WHOLE, tiers, 2, ATTAIN_UNIT_YEAR);
    attain_table *deals = plans_deals(cx, pay, HEADER "1,li,2024-01-01,0.01\n2,li,2024-01-02,0.01\n");
    attain_table *result = NULL, *explain = NULL;

    ASSERT_OK(cx, attain_pay_run(cx, pay, NULL, deals, ATTAIN_PAY_BY_DEAL, &result, NULL));
    attain_table_destroy(result);
    result = NULL;
    ASSERT_FAILS(cx, attain_pay_run(cx, pay, NULL, deals, ATTAIN_PAY_BY_DEAL, &result, &explain), ATTAIN_ERROR_OVERFLOW,
                 "deals.amount", 1);
    assert_null(result);
    assert_null(explain);
    attain_table_destroy(deals);
    attain_pay_destroy(pay);
}

/* ---- replay ---- */

/* The number of a cell in units of 10^-11, which is exact for amounts of two decimals times rates of nine. */
static int64_t fine(const attain_table *table, size_t column, size_t row)
{
    size_t length, i, decimals = 0;
    const char *text = attain_table_text(table, column, row, &length);
    int64_t value = 0;
    int point = 0;

    for (i = 0; i < length; i++) {
        if (text[i] >= '0' && text[i] <= '9') {
            value = value * 10 + (text[i] - '0');
            decimals += point != 0;
        }
        point |= text[i] == '.';
    }
    for (; decimals < 11; decimals++)
        value *= 10;
    return text[0] == '-' ? -value : value;
}

/* Commission rounded by hand: half away from zero, in minor units. */
static int64_t rounded(int64_t exact)
{
    int64_t size = exact < 0 ? -exact : exact;
    int64_t minor = (size + 500000000) / 1000000000;

    return exact < 0 ? -minor : minor;
}

static int is_text(const attain_table *table, size_t column, size_t row, const char *text, size_t text_length)
{
    size_t length;
    const char *own = attain_table_text(table, column, row, &length);

    return length == text_length && memcmp(own, text, length) == 0;
}

/* Whether a step begins another payee or period than the one before it. */
static int begins(const attain_table *steps, size_t step)
{
    size_t length;
    const char *period;

    if (step == 0 || attain_table_i64(steps, 2)[step] != attain_table_i64(steps, 2)[step - 1])
        return 1;
    period = attain_table_text(steps, 3, step, &length);
    return !is_text(steps, 3, step - 1, period, length);
}

/* Goes through the steps of every deal with nothing but a running sum of products. */
static void replay(const attain_table *deals, const attain_table *steps, int each_deal)
{
    size_t step = 0, deal;
    int64_t exact = 0;

    for (deal = 0; deal < attain_table_rows(deals); deal++) {
        int64_t amount = 0, units = 0;
        size_t first = step;

        if (each_deal || begins(steps, step))
            exact = 0;
        for (; step < attain_table_rows(steps) && attain_table_i64(steps, 4)[step] == attain_table_i64(deals, 2)[deal];
             step++) {
            int64_t before = exact, product = fine(steps, 11, step);
            int64_t paid = attain_table_i64(steps, 13)[step];

            assert_int_equal(attain_table_i64(steps, 6)[step], attain_table_i64(steps, 6)[first]);
            assert_int_equal(product, attain_table_i64(steps, 9)[step] * attain_table_i64(steps, 10)[step]);
            exact += product;
            assert_int_equal(paid, rounded(exact) - rounded(before));
            assert_int_equal(fine(steps, 12, step), exact - rounded(exact) * 1000000000);
            amount += paid;
            if (is_text(steps, 7, step, ATTAIN_TEXT("tier")))
                units += attain_table_i64(steps, 9)[step];
        }
        assert_true(step > first);
        assert_int_equal(units, attain_table_i64(deals, 5)[deal]);
        assert_int_equal(amount, attain_table_i64(deals, 6)[deal]);
    }
    assert_int_equal(step, attain_table_rows(steps));
}

static void test_replay(void **state)
{
    static const int32_t accumulations[] = {ATTAIN_PAY_EACH_DEAL, ATTAIN_UNIT_MONTH, ATTAIN_UNIT_QUARTER,
                                            ATTAIN_UNIT_YEAR};
    attain_context *cx = *state;
    generated deals;
    attain_table *table;
    int32_t mode;
    size_t a;

    generated_fill(cx, &deals, 4, 1);
    table = generated_table(cx, &deals);
    for (mode = ATTAIN_RATES_MARGINAL; mode <= ATTAIN_RATES_WHOLE; mode++)
        for (a = 0; a < PLANS_COUNT(accumulations); a++) {
            attain_pay *pay = plans_pay(cx, mode, generated_tiers, PLANS_COUNT(generated_tiers), accumulations[a]);
            attain_table *result = NULL, *steps = NULL;

            ASSERT_OK(cx, attain_pay_run(cx, pay, NULL, table, ATTAIN_PAY_BY_DEAL, &result, &steps));
            replay(result, steps, accumulations[a] == ATTAIN_PAY_EACH_DEAL);
            attain_table_destroy(result);
            attain_table_destroy(steps);
            attain_pay_destroy(pay);
        }
    attain_table_destroy(table);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        SUPPORT_TEST(test_marginal_year), SUPPORT_TEST(test_whole_year),    SUPPORT_TEST(test_residues),
        SUPPORT_TEST(test_through_zero),  SUPPORT_TEST(test_each_deal),     SUPPORT_TEST(test_without_deals),
        SUPPORT_TEST(test_no_tiers),      SUPPORT_TEST(test_rate_overflow), SUPPORT_TEST(test_replay),
    };

    return cmocka_run_group_tests_name("pay.pay_explain", tests, NULL, NULL);
}

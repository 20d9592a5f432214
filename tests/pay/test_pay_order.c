/* The order of the rows never matters; deals, tiers and periods agree; negated deals are paid the negative. */
#include <stdlib.h>

#include "pay/plans.h"

#include "pay/generated.h"

static const int32_t accumulations[] = {ATTAIN_PAY_EACH_DEAL, ATTAIN_UNIT_MONTH, ATTAIN_UNIT_QUARTER, ATTAIN_UNIT_YEAR};

/* Calls `check` with plans of both modes and every accumulation. */
static void for_all_plans(attain_context *cx,
                          void (*check)(attain_context *cx, const attain_pay *pay, int32_t mode, int32_t accumulate))
{
    int32_t mode;
    size_t a;

    for (mode = ATTAIN_RATES_MARGINAL; mode <= ATTAIN_RATES_WHOLE; mode++)
        for (a = 0; a < PLANS_COUNT(accumulations); a++) {
            attain_pay *pay = plans_pay(cx, mode, generated_tiers, PLANS_COUNT(generated_tiers), accumulations[a]);

            check(cx, pay, mode, accumulations[a]);
            attain_pay_destroy(pay);
        }
}

/* ---- shuffles ---- */

static support_text run_text(attain_context *cx, const attain_pay *pay, const generated *deals, int32_t by)
{
    attain_table *table = generated_table(cx, deals), *result = NULL, *explain = NULL;
    support_text text, steps;

    ASSERT_OK(cx, attain_pay_run(cx, pay, NULL, table, by, &result, &explain));
    text = support_csv(cx, result);
    steps = support_csv(cx, explain);
    support_write(steps.bytes, steps.length, &text);
    support_text_free(&steps);
    attain_table_destroy(result);
    attain_table_destroy(explain);
    attain_table_destroy(table);
    return text;
}

static void check_shuffles(attain_context *cx, const attain_pay *pay, int32_t mode, int32_t accumulate)
{
    generated deals;
    int apart;
    int32_t by;
    uint64_t seed;

    (void)mode;
    (void)accumulate;
    for (apart = 0; apart <= 1; apart++)
        for (by = ATTAIN_PAY_BY_PERIOD; by <= ATTAIN_PAY_BY_TIER; by++) {
            support_text first;

            generated_fill(cx, &deals, 3, apart);
            first = run_text(cx, pay, &deals, by);
            for (seed = 1; seed <= 5; seed++) {
                support_text again;

                generated_shuffle(&deals, seed);
                again = run_text(cx, pay, &deals, by);
                assert_string_equal(again.bytes, first.bytes);
                support_text_free(&again);
            }
            support_text_free(&first);
        }
}

static void test_shuffles(void **state)
{
    for_all_plans(*state, check_shuffles);
}

/* ---- an independent run: every deal against all that come before it ---- */

static int32_t period_of(const generated *deals, int row, int32_t accumulate)
{
    int32_t months = accumulate == ATTAIN_UNIT_MONTH ? 1 : accumulate == ATTAIN_UNIT_QUARTER ? 3 : 12;

    return deals->month[row] / months;
}

static int precedes(const generated *deals, int a, int b)
{
    if (deals->payee[a] != deals->payee[b])
        return deals->payee[a] < deals->payee[b];
    if (deals->date[a] != deals->date[b])
        return deals->date[a] < deals->date[b];
    if (deals->deal[a] != deals->deal[b])
        return deals->deal[a] < deals->deal[b];
    if (deals->amount[a] != deals->amount[b])
        return deals->amount[a] < deals->amount[b];
    return a < b; /* rows that are equal in everything */
}

static void check_deals(attain_context *cx, const attain_pay *pay, int32_t mode, int32_t accumulate)
{
    attain_rates *rates = plans_rates(cx, mode, generated_tiers, PLANS_COUNT(generated_tiers));
    generated deals;
    attain_table *table, *result = NULL;
    int i, j;

    generated_fill(cx, &deals, 3, 0);
    table = generated_table(cx, &deals);
    ASSERT_OK(cx, attain_pay_run(cx, pay, NULL, table, ATTAIN_PAY_BY_DEAL, &result, NULL));
    assert_int_equal(attain_table_rows(result), GENERATED_ROWS);
    for (i = 0; i < GENERATED_ROWS; i++) {
        int64_t prior = 0, earned;
        int place = 0;

        for (j = 0; j < GENERATED_ROWS; j++) {
            if (!precedes(&deals, j, i))
                continue;
            place++;
            if (accumulate != ATTAIN_PAY_EACH_DEAL && deals.payee[j] == deals.payee[i] &&
                period_of(&deals, j, accumulate) == period_of(&deals, i, accumulate))
                prior += deals.amount[j];
        }
        ASSERT_OK(cx, attain_rates_apply(cx, rates, prior, deals.amount[i], &earned));
        assert_int_equal(attain_table_i64(result, 2)[place], deals.deal[i]);
        assert_int_equal(attain_table_i64(result, 3)[place], deals.payee[i]);
        assert_int_equal(attain_table_i32(result, 4)[place], deals.date[i]);
        assert_int_equal(attain_table_i64(result, 5)[place], deals.amount[i]);
        assert_int_equal(attain_table_i64(result, 6)[place], earned);
    }
    attain_table_destroy(result);
    attain_table_destroy(table);
    attain_rates_destroy(rates);
}

static void test_deals(void **state)
{
    for_all_plans(*state, check_deals);
}

/* ---- conservation ---- */

static int same_text(const attain_table *a, size_t a_row, const attain_table *b, size_t b_row, size_t column)
{
    size_t a_length, b_length;
    const char *a_text = attain_table_text(a, column, a_row, &a_length);
    const char *b_text = attain_table_text(b, column, b_row, &b_length);

    return a_length == b_length && memcmp(a_text, b_text, a_length) == 0;
}

static void assert_tiers_sum(const attain_table *periods, const attain_table *tiers)
{
    size_t row, tier, used = 0;

    for (row = 0; row < attain_table_rows(periods); row++) {
        int64_t basis = 0, amount = 0;

        for (tier = 0; tier < attain_table_rows(tiers); tier++) {
            if (attain_table_i64(tiers, 2)[tier] != attain_table_i64(periods, 2)[row] ||
                !same_text(tiers, tier, periods, row, 3))
                continue;
            basis += attain_table_i64(tiers, 7)[tier];
            amount += attain_table_i64(tiers, 8)[tier];
            used++;
        }
        assert_int_equal(basis, attain_table_i64(periods, 4)[row]);
        assert_int_equal(amount, attain_table_i64(periods, 5)[row]);
    }
    assert_int_equal(used, attain_table_rows(tiers));
}

/* The deals of a period are found by the name of the period in which their day falls. */
static void assert_deals_sum(attain_context *cx, const attain_table *periods, const attain_table *deals, int32_t unit)
{
    size_t row, deal, used = 0;

    for (row = 0; row < attain_table_rows(periods); row++) {
        int64_t basis = 0, amount = 0;
        size_t length;
        const char *name = attain_table_text(periods, 3, row, &length);

        for (deal = 0; deal < attain_table_rows(deals); deal++) {
            char own[ATTAIN_PERIOD_CAPACITY];
            attain_period period;
            size_t own_length;

            ASSERT_OK(cx, attain_period_of_day(cx, NULL, unit, attain_table_i32(deals, 4)[deal], &period));
            ASSERT_OK(cx, attain_period_format(cx, unit, period, own, sizeof own, &own_length));
            if (attain_table_i64(deals, 3)[deal] != attain_table_i64(periods, 2)[row] || own_length != length ||
                memcmp(own, name, length) != 0)
                continue;
            basis += attain_table_i64(deals, 5)[deal];
            amount += attain_table_i64(deals, 6)[deal];
            used++;
        }
        assert_int_equal(basis, attain_table_i64(periods, 4)[row]);
        assert_int_equal(amount, attain_table_i64(periods, 5)[row]);
    }
    assert_int_equal(used, attain_table_rows(deals));
}

static void check_conservation(attain_context *cx, const attain_pay *pay, int32_t mode, int32_t accumulate)
{
    attain_table *table, *results[3] = {NULL, NULL, NULL};
    generated deals;
    int32_t by;

    (void)mode;
    generated_fill(cx, &deals, 4, 1);
    table = generated_table(cx, &deals);
    for (by = ATTAIN_PAY_BY_PERIOD; by <= ATTAIN_PAY_BY_TIER; by++)
        ASSERT_OK(cx, attain_pay_run(cx, pay, NULL, table, by, &results[by], NULL));
    assert_tiers_sum(results[ATTAIN_PAY_BY_PERIOD], results[ATTAIN_PAY_BY_TIER]);
    assert_deals_sum(cx, results[ATTAIN_PAY_BY_PERIOD], results[ATTAIN_PAY_BY_DEAL],
                     accumulate == ATTAIN_PAY_EACH_DEAL ? ATTAIN_UNIT_DAY : accumulate);
    for (by = ATTAIN_PAY_BY_PERIOD; by <= ATTAIN_PAY_BY_TIER; by++)
        attain_table_destroy(results[by]);
    attain_table_destroy(table);
}

static void test_conservation(void **state)
{
    for_all_plans(*state, check_conservation);
}

/* ---- mirror ---- */

/* Every deal has a key of its own here: where two share key and day the amount breaks the tie, and negating turns that. */
static void check_mirror(attain_context *cx, const attain_pay *pay, int32_t mode, int32_t accumulate)
{
    generated deals;
    int32_t by;

    (void)mode;
    (void)accumulate;
    generated_fill(cx, &deals, 4, 1);
    for (by = ATTAIN_PAY_BY_PERIOD; by <= ATTAIN_PAY_BY_TIER; by++) {
        attain_table *sales = generated_table(cx, &deals), *refunds, *sold = NULL, *refunded = NULL;
        size_t last = attain_schema_columns(attain_pay_output_schema(by)) - 1, row;
        int i;

        ASSERT_OK(cx, attain_pay_run(cx, pay, NULL, sales, by, &sold, NULL));
        attain_table_destroy(sales);
        for (i = 0; i < GENERATED_ROWS; i++)
            deals.amount[i] = -deals.amount[i];
        refunds = generated_table(cx, &deals);
        ASSERT_OK(cx, attain_pay_run(cx, pay, NULL, refunds, by, &refunded, NULL));
        attain_table_destroy(refunds);
        assert_int_equal(attain_table_rows(sold), attain_table_rows(refunded));
        for (row = 0; row < attain_table_rows(sold); row++) {
            assert_int_equal(attain_table_i64(sold, last - 1)[row], -attain_table_i64(refunded, last - 1)[row]);
            assert_int_equal(attain_table_i64(sold, last)[row], -attain_table_i64(refunded, last)[row]);
        }
        attain_table_destroy(sold);
        attain_table_destroy(refunded);
    }
}

static void test_mirror(void **state)
{
    for_all_plans(*state, check_mirror);
}

/* ---- many payees, many days, many ties ---- */

static void test_many(void **state)
{
    /* 5003 payees and 4001 days need two digits of the counting sort each; every payee has three deals */
    enum { PAYEES = 5003, ROWS = 3 * PAYEES };
    static const plans_tier one[] = {{0, ATTAIN_RATE_ONE}};
    attain_context *cx = *state;
    attain_pay *pay = plans_pay(cx, ATTAIN_RATES_MARGINAL, one, 1, ATTAIN_PAY_EACH_DEAL);
    int64_t *payees = malloc(ROWS * sizeof *payees), *amounts = malloc(ROWS * sizeof *amounts);
    int32_t *days = malloc(ROWS * sizeof *days);
    attain_table *deals = NULL, *result = NULL;
    int64_t i, sum = 0;

    for (i = 0; i < ROWS; i++) {
        payees[i] = i * 4001 % PAYEES;
        days[i] = (int32_t)(i * 997 % 4001);
        amounts[i] = i;
    }
    ASSERT_OK(cx, attain_table_create(cx, &deals));
    ASSERT_OK(cx, attain_table_add_i64(cx, deals, ATTAIN_TEXT("payee"), payees, NULL, ROWS));
    ASSERT_OK(cx, attain_table_add_i64(cx, deals, ATTAIN_TEXT("deal"), amounts, NULL, ROWS));
    ASSERT_OK(cx, attain_table_add_i32(cx, deals, ATTAIN_TEXT("date"), days, NULL, ROWS));
    ASSERT_OK(cx, attain_table_add_i64(cx, deals, ATTAIN_TEXT("amount"), amounts, NULL, ROWS));
    ASSERT_OK(cx, attain_pay_run(cx, pay, NULL, deals, ATTAIN_PAY_BY_DEAL, &result, NULL));
    for (i = 0; i < ROWS; i++) {
        int64_t row = attain_table_i64(result, 2)[i];

        assert_int_equal(attain_table_i64(result, 3)[i], i / 3);
        assert_int_equal(attain_table_i64(result, 3)[i], payees[row]);
        assert_int_equal(attain_table_i32(result, 4)[i], days[row]);
        assert_int_equal(attain_table_i64(result, 6)[i], amounts[row]);
        assert_true(i % 3 == 0 || attain_table_i32(result, 4)[i] >= attain_table_i32(result, 4)[i - 1]);
        sum += row;
    }
    assert_int_equal(sum, (int64_t)ROWS * (ROWS - 1) / 2);
    attain_table_destroy(result);
    attain_table_destroy(deals);
    attain_pay_destroy(pay);
    free(payees);
    free(amounts);
    free(days);
}

/* A hundred deals of one payee and day: 20 deals of 5 lines each. */
static void test_long_day(void **state)
{
    enum { ROWS = 100 };
    static const plans_tier one[] = {{0, ATTAIN_RATE_ONE}};
    attain_context *cx = *state;
    attain_pay *pay = plans_pay(cx, ATTAIN_RATES_MARGINAL, one, 1, ATTAIN_UNIT_YEAR);
    int64_t keys[ROWS], amounts[ROWS], payees[ROWS] = {0};
    int32_t days[ROWS] = {0};
    attain_table *deals = NULL, *result = NULL;
    int64_t i;

    for (i = 0; i < ROWS; i++) {
        int64_t place = i * 37 % ROWS; /* where the row belongs */

        keys[i] = place / 5;
        amounts[i] = place - 50;
    }
    ASSERT_OK(cx, attain_table_create(cx, &deals));
    ASSERT_OK(cx, attain_table_add_i64(cx, deals, ATTAIN_TEXT("payee"), payees, NULL, ROWS));
    ASSERT_OK(cx, attain_table_add_i64(cx, deals, ATTAIN_TEXT("deal"), keys, NULL, ROWS));
    ASSERT_OK(cx, attain_table_add_i32(cx, deals, ATTAIN_TEXT("date"), days, NULL, ROWS));
    ASSERT_OK(cx, attain_table_add_i64(cx, deals, ATTAIN_TEXT("amount"), amounts, NULL, ROWS));
    ASSERT_OK(cx, attain_pay_run(cx, pay, NULL, deals, ATTAIN_PAY_BY_DEAL, &result, NULL));
    for (i = 0; i < ROWS; i++) {
        assert_int_equal(attain_table_i64(result, 2)[i], i / 5);
        assert_int_equal(attain_table_i64(result, 5)[i], i - 50);
    }
    attain_table_destroy(result);
    attain_table_destroy(deals);
    attain_pay_destroy(pay);
}

/* Two components on two columns break the ties of one day differently: each has its own order. */
static void test_ties_by_column(void **state)
{
    static const plans_tier half[] = {{0, ATTAIN_BASIS_POINTS(5000)}};
    attain_context *cx = *state;
    attain_pay *pay = plans_pay(cx, ATTAIN_RATES_MARGINAL, half, 1, ATTAIN_UNIT_YEAR);
    attain_rates *rates = plans_rates(cx, ATTAIN_RATES_MARGINAL, half, 1);

    ASSERT_OK(cx, attain_pay_add_rates(cx, pay, ATTAIN_TEXT("cash"), ATTAIN_TEXT("cash"), ATTAIN_UNIT_YEAR, rates));
    ASSERT_OK(cx, attain_pay_add_rates(cx, pay, ATTAIN_TEXT("more"), ATTAIN_TEXT("amount"), ATTAIN_UNIT_YEAR, rates));
    ASSERT_OK(cx,
              attain_pay_add_rates(cx, pay, ATTAIN_TEXT("day"), ATTAIN_TEXT("amount"), ATTAIN_PAY_EACH_DEAL, rates));
    plans_assert(cx, pay,
                 "deal,payee,date,amount,cash\n"
                 "7,li,2024-01-01,0.03,0.01\n"
                 "7,li,2024-01-01,0.01,0.02\n"
                 "6,li,2024-01-01,0.01,0.00\n",
                 ATTAIN_PAY_BY_DEAL,
                 "plan,component,deal,payee,date,basis,amount\n"
                 "field,commission,6,li,2024-01-01,0.01,0.01\n" /* 0.5, 1, 2.5 */
                 "field,commission,7,li,2024-01-01,0.01,0.00\n"
                 "field,commission,7,li,2024-01-01,0.03,0.02\n"
                 "field,cash,6,li,2024-01-01,0.00,0.00\n" /* 0, 0.5, 1.5 */
                 "field,cash,7,li,2024-01-01,0.01,0.01\n"
                 "field,cash,7,li,2024-01-01,0.02,0.01\n"
                 "field,more,6,li,2024-01-01,0.01,0.01\n"
                 "field,more,7,li,2024-01-01,0.01,0.00\n"
                 "field,more,7,li,2024-01-01,0.03,0.02\n"
                 "field,day,6,li,2024-01-01,0.01,0.01\n" /* 0.5 each, 1.5 */
                 "field,day,7,li,2024-01-01,0.01,0.01\n"
                 "field,day,7,li,2024-01-01,0.03,0.02\n");
    attain_rates_destroy(rates);
    attain_pay_destroy(pay);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        SUPPORT_TEST(test_shuffles),       SUPPORT_TEST(test_deals), SUPPORT_TEST(test_conservation),
        SUPPORT_TEST(test_mirror),         SUPPORT_TEST(test_many),  SUPPORT_TEST(test_long_day),
        SUPPORT_TEST(test_ties_by_column),
    };

    return cmocka_run_group_tests_name("pay.pay_order", tests, NULL, NULL);
}

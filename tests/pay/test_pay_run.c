/* Running pay plans: the worked year, periods, accumulation, columns, bad deals, cancelling, memory. */
#include <stdio.h>
#include <stdlib.h>

#include "pay/plans.h"

#define HEADER  "deal,payee,date,amount\n"
#define PERIODS "plan,component,payee,period,basis,amount\n"
#define DEALS   "plan,component,deal,payee,date,basis,amount\n"
#define TIERS   "plan,component,payee,period,tier,from,rate,basis,amount\n"

/* Li's year, not in the order of its days. */
static const char li_deals[] = HEADER "d3,li,2024-03-05,-100000.00\n"
                                      "d1,li,2024-01-15,900000.00\n"
                                      "d4,li,2024-11-11,1300000.00\n"
                                      "d2,li,2024-02-20,400000.00\n";

/* ---- the worked year ---- */

static void test_marginal_year(void **state)
{
    attain_context *cx = *state;
    attain_pay *pay = plans_pay(cx, ATTAIN_RATES_MARGINAL, plans_contract, 3, ATTAIN_UNIT_YEAR);

    plans_assert(cx, pay, li_deals, ATTAIN_PAY_BY_PERIOD, PERIODS "field,commission,li,2024,2500000.00,35000.00\n");
    /* cumulative commission after each deal: 9,000; 10,000 + 4,500; 10,000 + 3,000; 35,000 */
    plans_assert(cx, pay, li_deals, ATTAIN_PAY_BY_DEAL,
                 DEALS "field,commission,d1,li,2024-01-15,900000.00,9000.00\n"
                       "field,commission,d2,li,2024-02-20,400000.00,5500.00\n"
                       "field,commission,d3,li,2024-03-05,-100000.00,-1500.00\n"
                       "field,commission,d4,li,2024-11-11,1300000.00,22000.00\n");
    plans_assert(cx, pay, li_deals, ATTAIN_PAY_BY_TIER,
                 TIERS "field,commission,li,2024,0,0.00,0.01,1000000.00,10000.00\n"
                       "field,commission,li,2024,1,1000000.00,0.015,1000000.00,15000.00\n"
                       "field,commission,li,2024,2,2000000.00,0.02,500000.00,10000.00\n");
    attain_pay_destroy(pay);
}

static void test_whole_year(void **state)
{
    attain_context *cx = *state;
    attain_pay *pay = plans_pay(cx, ATTAIN_RATES_WHOLE, plans_contract, 3, ATTAIN_UNIT_YEAR);

    plans_assert(cx, pay, li_deals, ATTAIN_PAY_BY_PERIOD, PERIODS "field,commission,li,2024,2500000.00,50000.00\n");
    /* cumulative: 9,000; 1.5 % of 1,300,000 = 19,500; 1.5 % of 1,200,000 = 18,000; 50,000 */
    plans_assert(cx, pay, li_deals, ATTAIN_PAY_BY_DEAL,
                 DEALS "field,commission,d1,li,2024-01-15,900000.00,9000.00\n"
                       "field,commission,d2,li,2024-02-20,400000.00,10500.00\n"
                       "field,commission,d3,li,2024-03-05,-100000.00,-1500.00\n"
                       "field,commission,d4,li,2024-11-11,1300000.00,32000.00\n");
    plans_assert(cx, pay, li_deals, ATTAIN_PAY_BY_TIER,
                 TIERS "field,commission,li,2024,2,2000000.00,0.02,2500000.00,50000.00\n");
    attain_pay_destroy(pay);
}

/* ---- periods ---- */

static const char dated_deals[] = HEADER "1,li,2024-03-31,900000.00\n"
                                         "2,li,2024-04-01,600000.00\n"
                                         "3,li,2024-04-30,600000.00\n"
                                         "4,li,2024-05-01,600000.00\n"
                                         "5,li,2025-03-31,600000.00\n";

static void test_month_and_quarter(void **state)
{
    attain_context *cx = *state;
    attain_pay *month = plans_pay(cx, ATTAIN_RATES_MARGINAL, plans_contract, 3, ATTAIN_UNIT_MONTH);
    attain_pay *quarter = plans_pay(cx, ATTAIN_RATES_MARGINAL, plans_contract, 3, ATTAIN_UNIT_QUARTER);

    plans_assert(cx, month, dated_deals, ATTAIN_PAY_BY_PERIOD,
                 PERIODS "field,commission,li,2024-03,900000.00,9000.00\n"
                         "field,commission,li,2024-04,1200000.00,13000.00\n"
                         "field,commission,li,2024-05,600000.00,6000.00\n"
                         "field,commission,li,2025-03,600000.00,6000.00\n");
    plans_assert(cx, quarter, dated_deals, ATTAIN_PAY_BY_PERIOD,
                 PERIODS "field,commission,li,2024-Q1,900000.00,9000.00\n"
                         "field,commission,li,2024-Q2,1800000.00,22000.00\n"
                         "field,commission,li,2025-Q1,600000.00,6000.00\n");
    attain_pay_destroy(month);
    attain_pay_destroy(quarter);
}

static void assert_fiscal(attain_context *cx, int32_t accumulate, const char *expected)
{
    attain_pay *pay = plans_pay(cx, ATTAIN_RATES_MARGINAL, plans_contract, 3, accumulate);
    attain_table *deals = plans_deals(cx, pay, dated_deals), *result = NULL;
    attain_calendar *calendar = NULL;

    ASSERT_OK(cx, attain_calendar_create(cx, &calendar));
    ASSERT_OK(cx, attain_calendar_set_fiscal_start(cx, calendar, 4));
    ASSERT_OK(cx, attain_pay_run(cx, pay, calendar, deals, ATTAIN_PAY_BY_PERIOD, &result, NULL));
    support_assert_csv(cx, result, expected);
    attain_table_destroy(result);
    attain_table_destroy(deals);
    attain_calendar_destroy(calendar);
    attain_pay_destroy(pay);
}

static void test_fiscal_year(void **state)
{
    /* a year from April: 900,000 in 2023; 2,400,000 in 2024 = 10,000 + 15,000 + 2 % of 400,000 */
    assert_fiscal(*state, ATTAIN_UNIT_YEAR,
                  PERIODS "field,commission,li,2023,900000.00,9000.00\n"
                          "field,commission,li,2024,2400000.00,33000.00\n");
    assert_fiscal(*state, ATTAIN_UNIT_QUARTER,
                  PERIODS "field,commission,li,2023-Q4,900000.00,9000.00\n"
                          "field,commission,li,2024-Q1,1800000.00,22000.00\n"
                          "field,commission,li,2024-Q4,600000.00,6000.00\n");
}

/* Each deal alone: its period is its day, where several deals are summed after each was rounded. */
static void test_each_deal(void **state)
{
    attain_context *cx = *state;
    attain_pay *pay = plans_pay(cx, ATTAIN_RATES_MARGINAL, plans_contract, 3, ATTAIN_PAY_EACH_DEAL);
    const char *deals = HEADER "1,li,2024-01-02,0.50\n" /* 0.005: 0.01 */
                               "2,li,2024-01-02,0.50\n"
                               "3,li,2024-01-02,-1500000.00\n" /* -10,000 - 7,500 */
                               "4,li,2024-01-03,1500000.00\n";

    plans_assert(cx, pay, deals, ATTAIN_PAY_BY_DEAL,
                 DEALS "field,commission,1,li,2024-01-02,0.50,0.01\n"
                       "field,commission,2,li,2024-01-02,0.50,0.01\n"
                       "field,commission,3,li,2024-01-02,-1500000.00,-17500.00\n"
                       "field,commission,4,li,2024-01-03,1500000.00,17500.00\n");
    plans_assert(cx, pay, deals, ATTAIN_PAY_BY_PERIOD,
                 PERIODS "field,commission,li,2024-01-02,-1499999.00,-17499.98\n"
                         "field,commission,li,2024-01-03,1500000.00,17500.00\n");
    plans_assert(cx, pay, deals, ATTAIN_PAY_BY_TIER,
                 TIERS "field,commission,li,2024-01-02,0,0.00,0.01,-999999.00,-9999.98\n"
                       "field,commission,li,2024-01-02,1,1000000.00,0.015,-500000.00,-7500.00\n"
                       "field,commission,li,2024-01-03,0,0.00,0.01,1000000.00,10000.00\n"
                       "field,commission,li,2024-01-03,1,1000000.00,0.015,500000.00,7500.00\n");
    attain_pay_destroy(pay);
}

/* ---- payees, plans, columns ---- */

static void test_payees(void **state)
{
    attain_context *cx = *state;
    attain_pay *pay = plans_pay(cx, ATTAIN_RATES_MARGINAL, plans_contract, 3, ATTAIN_UNIT_YEAR);

    /* numbers sort as numbers, text by bytes */
    plans_assert(cx, pay,
                 HEADER "a,10,2024-01-01,100.00\n"
                        "b,9,2024-01-01,200.00\n",
                 ATTAIN_PAY_BY_DEAL,
                 DEALS "field,commission,b,9,2024-01-01,200.00,2.00\n"
                       "field,commission,a,10,2024-01-01,100.00,1.00\n");
    plans_assert(cx, pay,
                 HEADER "a,王,2024-01-01,100.00\n"
                        "b,li,2024-01-01,200.00\n"
                        "c,Li,2024-01-01,300.00\n",
                 ATTAIN_PAY_BY_PERIOD,
                 PERIODS "field,commission,Li,2024,300.00,3.00\n"
                         "field,commission,li,2024,200.00,2.00\n"
                         "field,commission,王,2024,100.00,1.00\n");
    attain_pay_destroy(pay);
}

static void test_plans_and_columns(void **state)
{
    static const plans_tier tenth[] = {{0, ATTAIN_BASIS_POINTS(1000)}};
    attain_context *cx = *state;
    attain_pay *pay = plans_pay(cx, ATTAIN_RATES_MARGINAL, plans_contract, 3, ATTAIN_UNIT_YEAR);
    attain_rates *rates = plans_rates(cx, ATTAIN_RATES_WHOLE, tenth, 1);
    const char *deals = "payee,cash,date,amount\n"
                        "li,10.00,2024-02-02,100.00\n"
                        "li,20.00,2024-01-01,300.00\n"
                        "wu,-5.00,2024-01-01,0.00\n";

    ASSERT_OK(cx,
              attain_pay_add_rates(cx, pay, ATTAIN_TEXT("collected"), ATTAIN_TEXT("cash"), ATTAIN_UNIT_MONTH, rates));
    ASSERT_OK(cx, attain_pay_add_plan(cx, pay, ATTAIN_TEXT("empty")));
    ASSERT_OK(cx, attain_pay_add_plan(cx, pay, ATTAIN_TEXT("a")));
    ASSERT_OK(cx, attain_pay_add_rates(cx, pay, ATTAIN_TEXT("last"), ATTAIN_TEXT("amount"), ATTAIN_UNIT_YEAR, rates));
    plans_assert(cx, pay, deals, ATTAIN_PAY_BY_PERIOD,
                 PERIODS "field,commission,li,2024,400.00,4.00\n"
                         "field,commission,wu,2024,0.00,0.00\n"
                         "field,collected,li,2024-01,20.00,2.00\n"
                         "field,collected,li,2024-02,10.00,1.00\n"
                         "field,collected,wu,2024-01,-5.00,-0.50\n"
                         "a,last,li,2024,400.00,40.00\n"
                         "a,last,wu,2024,0.00,0.00\n");
    attain_rates_destroy(rates);
    attain_pay_destroy(pay);
}

static void test_empty(void **state)
{
    attain_context *cx = *state;
    attain_pay *pay = plans_pay(cx, ATTAIN_RATES_MARGINAL, plans_contract, 3, ATTAIN_UNIT_YEAR);
    attain_pay *none = NULL;
    attain_table *deals, *result = NULL, *explain = NULL;

    plans_assert(cx, pay, HEADER, ATTAIN_PAY_BY_PERIOD, PERIODS);
    plans_assert(cx, pay, HEADER, ATTAIN_PAY_BY_DEAL, DEALS);
    plans_assert(cx, pay, HEADER, ATTAIN_PAY_BY_TIER, TIERS);
    deals = plans_deals(cx, pay, HEADER);
    ASSERT_OK(cx, attain_pay_run(cx, pay, NULL, deals, ATTAIN_PAY_BY_PERIOD, &result, &explain));
    assert_int_equal(attain_table_rows(explain), 0);
    assert_int_equal(attain_table_columns(explain), 14);
    attain_table_destroy(result);
    attain_table_destroy(explain);
    attain_table_destroy(deals);
    attain_pay_destroy(pay);
    ASSERT_OK(cx, attain_pay_create(cx, &none));
    plans_assert(cx, none, "payee,date\nli,2024-01-01\n", ATTAIN_PAY_BY_PERIOD, PERIODS);
    attain_pay_destroy(none);
}

static void test_no_tiers(void **state)
{
    attain_context *cx = *state;
    attain_pay *pay = plans_pay(cx, ATTAIN_RATES_MARGINAL, plans_contract, 0, ATTAIN_UNIT_YEAR);
    attain_pay *each = plans_pay(cx, ATTAIN_RATES_WHOLE, plans_contract, 0, ATTAIN_PAY_EACH_DEAL);

    plans_assert(cx, pay, HEADER "1,li,2024-01-01,5.00\n", ATTAIN_PAY_BY_PERIOD,
                 PERIODS "field,commission,li,2024,5.00,0.00\n");
    plans_assert(cx, pay, HEADER "1,li,2024-01-01,5.00\n", ATTAIN_PAY_BY_TIER, TIERS);
    plans_assert(cx, each, HEADER "1,li,2024-01-01,5.00\n", ATTAIN_PAY_BY_TIER, TIERS);
    attain_pay_destroy(pay);
    attain_pay_destroy(each);
}

/* ---- borrowed columns and decimals ---- */

static attain_table *borrow(attain_context *cx, const int64_t *payees, const int32_t *days, const int64_t *amounts,
                            size_t rows)
{
    attain_table *deals = NULL;

    ASSERT_OK(cx, attain_table_create(cx, &deals));
    ASSERT_OK(cx, attain_table_add_i64(cx, deals, ATTAIN_TEXT("payee"), payees, NULL, rows));
    ASSERT_OK(cx, attain_table_add_i32(cx, deals, ATTAIN_TEXT("date"), days, NULL, rows));
    ASSERT_OK(cx, attain_table_add_i64(cx, deals, ATTAIN_TEXT("amount"), amounts, NULL, rows));
    return deals;
}

static void test_decimals(void **state)
{
    static const int64_t payees[] = {1}, amounts[] = {12345};
    static const int32_t days[] = {0};
    attain_context *cx = *state;
    attain_pay *pay = plans_pay(cx, ATTAIN_RATES_MARGINAL, plans_contract, 3, ATTAIN_UNIT_YEAR);
    attain_table *deals = borrow(cx, payees, days, amounts, 1), *result = NULL;

    /* nobody says what the amounts are: they are what the plans expect */
    ASSERT_OK(cx, attain_pay_set_decimals(cx, pay, 3));
    ASSERT_OK(cx, attain_pay_run(cx, pay, NULL, deals, ATTAIN_PAY_BY_PERIOD, &result, NULL));
    support_assert_csv(cx, result, PERIODS "field,commission,1,1970,12.345,0.123\n");
    attain_table_destroy(result);
    result = NULL;
    ASSERT_OK(cx, attain_table_describe(cx, deals, 2, ATTAIN_MEANING_AMOUNT, 2));
    ASSERT_FAILS(cx, attain_pay_run(cx, pay, NULL, deals, ATTAIN_PAY_BY_PERIOD, &result, NULL), ATTAIN_ERROR_SCHEMA,
                 "deals.amount", -1);
    assert_string_equal(attain_context_error(cx),
                        "deals.amount, value '2': is how many decimals the column has; the plans have 3");
    ASSERT_OK(cx, attain_table_describe(cx, deals, 2, ATTAIN_MEANING_COUNT, 0));
    ASSERT_FAILS(cx, attain_pay_run(cx, pay, NULL, deals, ATTAIN_PAY_BY_PERIOD, &result, NULL), ATTAIN_ERROR_SCHEMA,
                 "deals.amount", -1);
    assert_null(result);
    ASSERT_OK(cx, attain_pay_set_decimals(cx, pay, 0));
    ASSERT_OK(cx, attain_pay_run(cx, pay, NULL, deals, ATTAIN_PAY_BY_PERIOD, &result, NULL));
    support_assert_csv(cx, result, PERIODS "field,commission,1,1970,12345,123\n");
    attain_table_destroy(result);
    attain_table_destroy(deals);
    attain_pay_destroy(pay);
}

/* ---- bad calls and bad deals ---- */

static void test_bad_arguments(void **state)
{
    attain_context *cx = *state;
    attain_pay *pay = plans_pay(cx, ATTAIN_RATES_MARGINAL, plans_contract, 3, ATTAIN_UNIT_YEAR);
    attain_table *deals = plans_deals(cx, pay, li_deals), *result = NULL, *explain = NULL;

    assert_int_equal(attain_pay_run(NULL, pay, NULL, deals, 0, &result, NULL), ATTAIN_ERROR_ARGUMENT);
    ASSERT_FAILS(cx, attain_pay_run(cx, NULL, NULL, NULL, 9, NULL, NULL), ATTAIN_ERROR_ARGUMENT, "pay", -1);
    ASSERT_FAILS(cx, attain_pay_run(cx, pay, NULL, NULL, 9, NULL, NULL), ATTAIN_ERROR_ARGUMENT, "deals", -1);
    ASSERT_FAILS(cx, attain_pay_run(cx, pay, NULL, deals, 3, NULL, NULL), ATTAIN_ERROR_ARGUMENT, "by", -1);
    ASSERT_FAILS(cx, attain_pay_run(cx, pay, NULL, deals, -1, NULL, NULL), ATTAIN_ERROR_ARGUMENT, "by", -1);
    ASSERT_FAILS(cx, attain_pay_run(cx, pay, NULL, deals, 0, NULL, &explain), ATTAIN_ERROR_ARGUMENT, "result", -1);
    assert_null(result);
    assert_null(explain);
    attain_table_destroy(deals);
    attain_pay_destroy(pay);
}

static void test_bad_columns(void **state)
{
    static const int64_t keys[] = {1, 2}, amounts[] = {100, 200};
    static const int32_t days[] = {0, 1}, bad_days[] = {0, ATTAIN_DAY_MAX + 1};
    static const double doubles[] = {1.0, 2.0};
    static const uint8_t second_missing[] = {1};
    attain_context *cx = *state;
    attain_pay *pay = plans_pay(cx, ATTAIN_RATES_MARGINAL, plans_contract, 3, ATTAIN_UNIT_YEAR);
    attain_table *deals = NULL, *result = NULL, *explain = NULL;

    ASSERT_OK(cx, attain_table_create(cx, &deals));
    ASSERT_FAILS(cx, attain_pay_run(cx, pay, NULL, deals, 0, &result, NULL), ATTAIN_ERROR_SCHEMA, "deals.payee", -1);
    ASSERT_OK(cx, attain_table_add_i64(cx, deals, ATTAIN_TEXT("payee"), keys, NULL, 2));
    ASSERT_OK(cx, attain_table_add_f64(cx, deals, ATTAIN_TEXT("amount"), doubles, NULL, 2));
    ASSERT_FAILS(cx, attain_pay_run(cx, pay, NULL, deals, 0, &result, NULL), ATTAIN_ERROR_SCHEMA, "deals.date", -1);
    ASSERT_OK(cx, attain_table_add_i32(cx, deals, ATTAIN_TEXT("date"), days, NULL, 2));
    ASSERT_FAILS(cx, attain_pay_run(cx, pay, NULL, deals, 0, &result, NULL), ATTAIN_ERROR_SCHEMA, "deals.amount", -1);
    attain_table_destroy(deals);

    deals = borrow(cx, keys, bad_days, amounts, 2);
    ASSERT_FAILS(cx, attain_pay_run(cx, pay, NULL, deals, 0, &result, NULL), ATTAIN_ERROR_VALUE, "deals.date", 1);
    attain_table_destroy(deals);

    deals = borrow(cx, keys, days, amounts, 2);
    ASSERT_FAILS(cx, attain_pay_run(cx, pay, NULL, deals, ATTAIN_PAY_BY_DEAL, &result, NULL), ATTAIN_ERROR_SCHEMA,
                 "deals.deal", -1);
    /* where deals are told apart each needs its key; where they are not the column is not looked at */
    ASSERT_OK(cx, attain_table_add_i64(cx, deals, ATTAIN_TEXT("deal"), keys, second_missing, 2));
    ASSERT_FAILS(cx, attain_pay_run(cx, pay, NULL, deals, ATTAIN_PAY_BY_DEAL, &result, NULL), ATTAIN_ERROR_VALUE,
                 "deals.deal", 1);
    ASSERT_FAILS(cx, attain_pay_run(cx, pay, NULL, deals, ATTAIN_PAY_BY_PERIOD, &result, &explain), ATTAIN_ERROR_VALUE,
                 "deals.deal", 1);
    assert_null(result);
    assert_null(explain);
    ASSERT_OK(cx, attain_pay_run(cx, pay, NULL, deals, ATTAIN_PAY_BY_PERIOD, &result, NULL));
    attain_table_destroy(result);
    attain_table_destroy(deals);
    attain_pay_destroy(pay);
}

static void test_missing_values(void **state)
{
    static const int64_t keys[] = {1, 2}, amounts[] = {100, 200};
    static const int32_t days[] = {0, 1};
    static const uint8_t second_missing[] = {1};
    attain_context *cx = *state;
    attain_pay *pay = plans_pay(cx, ATTAIN_RATES_MARGINAL, plans_contract, 3, ATTAIN_UNIT_YEAR);
    attain_table *deals, *result = NULL;
    int missing;

    for (missing = 0; missing < 3; missing++) {
        static const char *const names[] = {"deals.payee", "deals.date", "deals.amount"};

        ASSERT_OK(cx, attain_table_create(cx, &deals));
        ASSERT_OK(cx,
                  attain_table_add_i64(cx, deals, ATTAIN_TEXT("payee"), keys, missing == 0 ? second_missing : NULL, 2));
        ASSERT_OK(cx,
                  attain_table_add_i32(cx, deals, ATTAIN_TEXT("date"), days, missing == 1 ? second_missing : NULL, 2));
        ASSERT_OK(cx, attain_table_add_i64(cx, deals, ATTAIN_TEXT("amount"), amounts,
                                           missing == 2 ? second_missing : NULL, 2));
        ASSERT_FAILS(cx, attain_pay_run(cx, pay, NULL, deals, 0, &result, NULL), ATTAIN_ERROR_VALUE, names[missing], 1);
        attain_table_destroy(deals);
    }
    assert_null(result);
    attain_pay_destroy(pay);
}

/* ---- progress ---- */

typedef struct watch {
    long calls, cancel_at; /* cancels with this call, from 0 */
    uint64_t done, total;
} watch;

static int32_t observe(uint64_t done, uint64_t total, void *user)
{
    watch *seen = user;

    assert_true(done <= total && done >= seen->done);
    assert_true(seen->calls == 0 || total == seen->total);
    seen->done = done;
    seen->total = total;
    return seen->calls++ == seen->cancel_at;
}

static void test_cancel(void **state)
{
    attain_context *cx = *state;
    attain_pay *pay = plans_pay(cx, ATTAIN_RATES_MARGINAL, plans_contract, 3, ATTAIN_UNIT_YEAR);
    enum { ROWS = 70000 };
    int64_t *payees = malloc(ROWS * sizeof *payees), *amounts = malloc(ROWS * sizeof *amounts);
    int32_t *days = malloc(ROWS * sizeof *days);
    attain_table *deals, *result = NULL, *explain = NULL;
    watch seen = {0, 0, 0, 0};
    attain_status status;
    int i;

    for (i = 0; i < ROWS; i++) {
        payees[i] = i % 7;
        days[i] = (i * 31) % 365;
        amounts[i] = i;
    }
    deals = borrow(cx, payees, days, amounts, ROWS);
    do {
        seen.calls = 0;
        seen.done = 0;
        ASSERT_OK(cx, attain_context_set_progress(cx, observe, &seen));
        status = attain_pay_run(cx, pay, NULL, deals, ATTAIN_PAY_BY_PERIOD, &result, &explain);
        if (status != ATTAIN_OK) {
            assert_int_equal(status, ATTAIN_ERROR_CANCELLED);
            assert_null(result);
            assert_null(explain);
        }
        seen.cancel_at++;
    } while (status != ATTAIN_OK);
    assert_true(seen.calls >=
                6); /* at the beginning, in coding payees, in walking through the deals twice, at the end */
    assert_int_equal(seen.done, 3 * ROWS);
    assert_int_equal(seen.total, 3 * ROWS);
    assert_int_equal(attain_table_rows(result), 7);
    ASSERT_OK(cx, attain_context_set_progress(cx, NULL, NULL));
    attain_table_destroy(result);
    attain_table_destroy(explain);
    attain_table_destroy(deals);
    attain_pay_destroy(pay);
    free(payees);
    free(amounts);
    free(days);
}

/* ---- memory ---- */

typedef struct scenario {
    const attain_pay *pay;
    const attain_table *deals;
    int32_t by;
} scenario;

static attain_status run_scenario(attain_context *cx, void *user)
{
    const scenario *what = user;
    attain_table *result = NULL, *explain = NULL;
    attain_status status = attain_pay_run(cx, what->pay, NULL, what->deals, what->by, &result, &explain);

    if (status != ATTAIN_OK) {
        assert_null(result);
        assert_null(explain);
    }
    attain_table_destroy(result);
    attain_table_destroy(explain);
    return status;
}

static void test_out_of_memory(void **state)
{
    static const plans_tier tiers[] = {{0, 1000000}, {5, 2000000}, {9, 3000000}};
    attain_context *cx = *state;
    attain_pay *pay = plans_pay(cx, ATTAIN_RATES_MARGINAL, tiers, 3, ATTAIN_UNIT_MONTH);
    attain_rates *rates = plans_rates(cx, ATTAIN_RATES_WHOLE, tiers, 3);
    scenario what;
    support_text text = {NULL, 0, 0};
    attain_table *deals;
    char line[64];
    int i;

    ASSERT_OK(cx, attain_pay_add_rates(cx, pay, ATTAIN_TEXT("b"), ATTAIN_TEXT("cash"), ATTAIN_PAY_EACH_DEAL, rates));
    support_write("deal,payee,date,amount,cash\n", 28, &text);
    for (i = 0; i < 50; i++) { /* forty deals of one day, so that ties are sorted in every way */
        int length = snprintf(line, sizeof line, "d%d,p%d,2024-01-%02d,%d,%d\n", 99 - i % 45, i < 40 ? 1 : 9 - i / 10,
                              i < 40 ? 1 : 60 - i, i, 7 * i % 11 - 5);

        support_write(line, (size_t)length, &text);
    }
    deals = plans_deals(cx, pay, text.bytes);
    support_text_free(&text);
    what.pay = pay;
    what.deals = deals;
    for (what.by = ATTAIN_PAY_BY_PERIOD; what.by <= ATTAIN_PAY_BY_TIER; what.by++)
        support_memory_sweep(run_scenario, &what);
    attain_rates_destroy(rates);
    attain_table_destroy(deals);
    attain_pay_destroy(pay);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        SUPPORT_TEST(test_marginal_year),     SUPPORT_TEST(test_whole_year),    SUPPORT_TEST(test_month_and_quarter),
        SUPPORT_TEST(test_fiscal_year),       SUPPORT_TEST(test_each_deal),     SUPPORT_TEST(test_payees),
        SUPPORT_TEST(test_plans_and_columns), SUPPORT_TEST(test_empty),         SUPPORT_TEST(test_no_tiers),
        SUPPORT_TEST(test_decimals),          SUPPORT_TEST(test_bad_arguments), SUPPORT_TEST(test_bad_columns),
        SUPPORT_TEST(test_missing_values),    SUPPORT_TEST(test_cancel),        SUPPORT_TEST(test_out_of_memory),
    };

    return cmocka_run_group_tests_name("pay.pay_run", tests, NULL, NULL);
}

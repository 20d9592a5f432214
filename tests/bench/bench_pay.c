/* Pay: each deal of a marginal plan over the year, entered by date or in any order; and months paid on the whole amount. */
#include <string.h>

#include "bench.h"

static void add_plan(bench_state *state, int32_t mode, int32_t accumulate, attain_amount step)
{
    attain_rates *rates;

    BENCH_OK(state->cx, attain_rates_create(state->cx, mode, &rates));
    BENCH_OK(state->cx, attain_rates_add(state->cx, rates, 0, ATTAIN_BASIS_POINTS(100)));
    BENCH_OK(state->cx, attain_rates_add(state->cx, rates, step, ATTAIN_BASIS_POINTS(150)));
    BENCH_OK(state->cx, attain_rates_add(state->cx, rates, 2 * step, ATTAIN_BASIS_POINTS(200)));
    BENCH_OK(state->cx, attain_pay_create(state->cx, &state->pay));
    BENCH_OK(state->cx, attain_pay_add_plan(state->cx, state->pay, ATTAIN_TEXT("field")));
    BENCH_OK(state->cx, attain_pay_add_rates(state->cx, state->pay, ATTAIN_TEXT("commission"), ATTAIN_TEXT("amount"),
                                             accumulate, rates));
    attain_rates_destroy(rates);
}

static void open_pay(bench_state *state)
{
    int shuffled = strcmp(state->variant, "shuffled") == 0;

    BENCH_OK(state->cx, attain_table_create(state->cx, &state->facts));
    bench_add_numbers(state, 0, "deal", shuffled ? "shuffled.deal" : "deals.deal");
    bench_add_numbers(state, 1, "payee", shuffled ? "shuffled.payee" : "deals.payee");
    bench_add_days(state, 2, "date", shuffled ? "shuffled.day" : "deals.day");
    bench_add_numbers(state, 3, "amount", shuffled ? "shuffled.amount" : "deals.amount");
    if (strcmp(state->variant, "months") == 0)
        add_plan(state, ATTAIN_RATES_WHOLE, ATTAIN_UNIT_MONTH, 10000000);
    else
        add_plan(state, ATTAIN_RATES_MARGINAL, ATTAIN_UNIT_YEAR, 100000000);
}

static void run_deals(bench_state *state)
{
    BENCH_OK(state->cx,
             attain_pay_run(state->cx, state->pay, NULL, state->facts, ATTAIN_PAY_BY_DEAL, &state->result, NULL));
}

static void run_months(bench_state *state)
{
    BENCH_OK(state->cx,
             attain_pay_run(state->cx, state->pay, NULL, state->facts, ATTAIN_PAY_BY_PERIOD, &state->result, NULL));
}

static void check_pay(bench_state *state)
{
    bench_check(state, (int64_t)attain_table_rows(state->result));
    bench_check_sum(state, "basis");
    bench_check_sum(state, "amount");
}

/* Which deal earned what matters too. */
static void check_deals(bench_state *state)
{
    const int64_t *deal = bench_numbers(state, "deal"), *amount = bench_numbers(state, "amount");
    int64_t weighted = 0;
    size_t i;

    check_pay(state);
    for (i = 0; i < attain_table_rows(state->result); i++)
        weighted += deal[i] % 1009 * amount[i];
    bench_check(state, weighted);
}

const bench_workload bench_pay[] = {
    {"pay-dated", "deals", open_pay, run_deals, check_deals},
    {"pay-shuffled", "deals", open_pay, run_deals, check_deals},
    {"pay-months", "deals", open_pay, run_months, check_pay},
    {NULL, NULL, NULL, NULL, NULL},
};

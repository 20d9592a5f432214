/* ABC: sales lines that are added up by item first, and items that are there once. */
#include <string.h>

#include "bench.h"

static void open_abc(bench_state *state)
{
    int lines = strcmp(state->variant, "lines") == 0;

    BENCH_OK(state->cx, attain_table_create(state->cx, &state->facts));
    bench_add_numbers(state, 0, "item", lines ? "orders.customer_dense" : "items.item");
    bench_add_numbers(state, 1, "value", lines ? "orders.amount" : "items.value");
    BENCH_OK(state->cx, attain_abc_create(state->cx, &state->abc));
}

static void run_abc(bench_state *state)
{
    BENCH_OK(state->cx, attain_abc_run(state->cx, state->abc, state->facts, &state->result, NULL));
}

/* Items and value of each class. */
static void check_abc(bench_state *state)
{
    const int64_t *value = bench_numbers(state, "value");
    size_t column = (size_t)attain_table_find(state->result, ATTAIN_TEXT("class"));
    int64_t items[3] = {0, 0, 0}, sums[3] = {0, 0, 0};
    size_t i;

    for (i = 0; i < attain_table_rows(state->result); i++) {
        int at = attain_table_text(state->result, column, i, NULL)[0] - 'A';

        items[at]++;
        sums[at] += value[i];
    }
    for (i = 0; i < 3; i++) {
        bench_check(state, items[i]);
        bench_check(state, sums[i]);
    }
}

const bench_workload bench_abc[] = {
    {"abc-lines", "orders", open_abc, run_abc, check_abc},
    {"abc-items", "items", open_abc, run_abc, check_abc},
    {NULL, NULL, NULL, NULL, NULL},
};

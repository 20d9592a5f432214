/* CSV: the orders from a file to a table, reading the file included. */
#include <stdlib.h>

#include "bench.h"

static void open_csv(bench_state *state)
{
    free(bench_load(state->folder, "orders.day", sizeof(int32_t), &state->rows)); /* says how many lines there are */
    BENCH_OK(state->cx, attain_csv_create(state->cx, &state->csv));
}

static void run_csv(bench_state *state)
{
    size_t length;

    state->text = bench_load(state->folder, "orders.csv", 1, &length);
    BENCH_OK(state->cx,
             attain_csv_read(state->cx, state->csv, attain_rfm_input_schema(), state->text, length, &state->result));
    free(state->text);
}

static void check_csv(bench_state *state)
{
    const int32_t *day = attain_table_i32(state->result, (size_t)attain_table_find(state->result, ATTAIN_TEXT("date")));
    int64_t days = 0;
    size_t i;

    bench_check(state, (int64_t)attain_table_rows(state->result));
    bench_check_sum(state, "customer");
    for (i = 0; i < attain_table_rows(state->result); i++)
        days += day[i];
    bench_check(state, days);
    bench_check_sum(state, "amount");
}

const bench_workload bench_csv[] = {
    {"csv", "csv", open_csv, run_csv, check_csv},
    {NULL, NULL, NULL, NULL, NULL},
};

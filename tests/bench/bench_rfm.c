/* RFM: customers with whole numbers close together, with 63-bit numbers and with text as keys; five quantile bins each, and
 * the standard segments. */
#include <string.h>

#include "bench.h"

static void open_rfm(bench_state *state)
{
    BENCH_OK(state->cx, attain_table_create(state->cx, &state->facts));
    if (strcmp(state->variant, "text") == 0)
        bench_add_text(state, 0, "customer", "orders.customer_text");
    else if (strcmp(state->variant, "sparse") == 0)
        bench_add_numbers(state, 0, "customer", "orders.customer_sparse");
    else
        bench_add_numbers(state, 0, "customer", "orders.customer_dense");
    bench_add_days(state, 2, "date", "orders.day");
    bench_add_numbers(state, 3, "amount", "orders.amount");
    BENCH_OK(state->cx, attain_rfm_create(state->cx, &state->rfm));
    BENCH_OK(state->cx, attain_segments_create_preset(state->cx, ATTAIN_TEXT("standard"), &state->segments));
}

static void run_rfm(bench_state *state)
{
    BENCH_OK(state->cx, attain_rfm_run(state->cx, state->rfm, state->segments, BENCH_LAST_DAY, state->facts,
                                       &state->result, NULL));
}

/* The product of the scores tells whether they belong together. */
static void check_rfm(bench_state *state)
{
    static const char *const columns[] = {"recency", "frequency", "monetary", "r", "f", "m"};
    const int64_t *r = bench_numbers(state, "r"), *f = bench_numbers(state, "f"), *m = bench_numbers(state, "m");
    size_t segment = (size_t)attain_table_find(state->result, ATTAIN_TEXT("segment"));
    int64_t product = 0, champions = 0;
    size_t i, rows = attain_table_rows(state->result);

    bench_check(state, (int64_t)rows);
    for (i = 0; i < sizeof columns / sizeof *columns; i++)
        bench_check_sum(state, columns[i]);
    for (i = 0; i < rows; i++) {
        size_t length;
        const char *text = attain_table_text(state->result, segment, i, &length);

        product += r[i] * f[i] * m[i];
        champions += text != NULL && length == 9 && memcmp(text, "Champions", length) == 0;
    }
    bench_check(state, product);
    bench_check(state, champions);
}

const bench_workload bench_rfm[] = {
    {"rfm-dense", "orders", open_rfm, run_rfm, check_rfm},
    {"rfm-sparse", "orders", open_rfm, run_rfm, check_rfm},
    {"rfm-text", "orders", open_rfm, run_rfm, check_rfm},
    {NULL, NULL, NULL, NULL, NULL},
};

/* The library's side of the benchmarks:
 *
 *     attain_bench generate FOLDER ROWS WORKLOAD   writes the columns the workload reads
 *     attain_bench serve FOLDER WORKLOAD [kept]    loads them, then runs the workload once for each line of standard input and
 *                                                  answers with a line of JSON
 *
 * With "kept" the library's memory is not given back to the system between runs. */
#define _XOPEN_SOURCE 700
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>

#include "bench.h"

static const bench_workload *find_workload(const char *name)
{
    const bench_workload *groups[5];
    size_t g;
    const bench_workload *at;

    groups[0] = bench_rfm;
    groups[1] = bench_abc;
    groups[2] = bench_pay;
    groups[3] = bench_goals;
    groups[4] = bench_csv;
    for (g = 0; g < 5; g++)
        for (at = groups[g]; at->name != NULL; at++)
            if (strcmp(at->name, name) == 0)
                return at;
    bench_fail("no workload", name);
    return NULL;
}

static void close_state(bench_state *state)
{
    size_t i;

    attain_table_destroy(state->facts);
    attain_rfm_destroy(state->rfm);
    attain_segments_destroy(state->segments);
    attain_abc_destroy(state->abc);
    attain_pay_destroy(state->pay);
    attain_goals_destroy(state->goals);
    attain_csv_destroy(state->csv);
    for (i = 0; i < sizeof state->columns / sizeof *state->columns; i++)
        free(state->columns[i]);
    attain_context_destroy(state->cx);
}

static void answer(const bench_state *state, double seconds, size_t peak, size_t kept)
{
    struct rusage usage;
    size_t i;

    getrusage(RUSAGE_SELF, &usage);
    printf(
        "{\"seconds\": %.9f, \"rows\": %lu, \"peak_bytes\": %lu, \"result_bytes\": %lu, \"resident_kilobytes\": %ld, "
        "\"checks\": [",
        seconds, (unsigned long)state->rows, (unsigned long)peak, (unsigned long)kept, usage.ru_maxrss);
    for (i = 0; i < state->check_count; i++)
        printf("%s%ld", i == 0 ? "" : ", ", (long)state->checks[i]);
    printf("]}\n");
    fflush(stdout);
}

static void serve(const bench_workload *workload, bench_state *state, bench_memory *memory)
{
    char line[16];

    workload->open(state);
    printf("ready\n");
    fflush(stdout);
    while (fgets(line, sizeof line, stdin) != NULL) {
        size_t before = memory->live;
        double start, seconds;

        memory->peak = before;
        start = bench_seconds();
        workload->run(state);
        seconds = bench_seconds() - start;
        state->check_count = 0;
        workload->check(state);
        answer(state, seconds, memory->peak - before, memory->live - before);
        attain_table_destroy(state->result);
    }
}

int main(int count, char **arguments)
{
    bench_memory memory = {0, 0, 0, {NULL}};
    bench_state state = {0};

    if (count == 5 && strcmp(arguments[1], "generate") == 0) {
        bench_generate(arguments[2], (size_t)strtoul(arguments[3], NULL, 10), find_workload(arguments[4])->dataset);
    } else if (count >= 4 && strcmp(arguments[1], "serve") == 0) {
        const char *dash = strchr(arguments[3], '-');

        memory.kept = count == 5 && strcmp(arguments[4], "kept") == 0;
        state.cx = bench_context(&memory);
        state.folder = arguments[2];
        state.variant = dash == NULL ? "" : dash + 1;
        serve(find_workload(arguments[3]), &state, &memory);
        close_state(&state);
        bench_memory_release(&memory);
    } else {
        fprintf(stderr, "attain_bench generate FOLDER ROWS WORKLOAD\nattain_bench serve FOLDER WORKLOAD [kept]\n");
        return 2;
    }
    return 0;
}

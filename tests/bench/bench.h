/* What the benchmarks share: data on disk, contexts whose memory is counted, and the workloads. Public headers only. */
#ifndef ATTAIN_TESTS_BENCH_H
#define ATTAIN_TESTS_BENCH_H

#include <stddef.h>
#include <stdint.h>

#include <attain.h>

/* ---- data ---- */

#define BENCH_FIRST_DAY  19358 /* 2023-01-01 */
#define BENCH_LAST_DAY   20088 /* 2024-12-31, the day recency is measured to */
#define BENCH_YEAR       2023  /* of the deals */
#define BENCH_TARGET     INT64_C(100000000000)
#define BENCH_TEAMS_MOST 1000

/* Sales targets fall into months like this. */
extern const int64_t bench_season[12];

/* The same number on every machine for the same stream and index. */
uint64_t bench_random(uint64_t stream, uint64_t index);

/* Writes the columns a workload reads, unless they are there. */
void bench_generate(const char *folder, size_t rows, const char *dataset);

/* A column file: `count` values of `size` bytes as they lie in memory. */
void bench_save(const char *folder, const char *name, const void *values, size_t count, size_t size);
void *bench_load(const char *folder, const char *name, size_t size, size_t *count);

/* ---- memory and time ---- */

void *bench_allocate(size_t count, size_t size);

/* Memory handed to the library is counted. A kept context does not give memory back to the system between calls. */
typedef struct bench_memory {
    size_t live, peak;
    int kept;
    void *free_blocks[64]; /* of a kept context, by size */
} bench_memory;

attain_context *bench_context(bench_memory *memory);
void bench_memory_release(bench_memory *memory);
double bench_seconds(void);

/* Ends the program with the library's message unless the call succeeded. */
#define BENCH_OK(cx, call) bench_require((cx), (call), #call)
void bench_require(attain_context *cx, attain_status status, const char *call);
void bench_fail(const char *what, const char *name);

/* ---- workloads ---- */

#define BENCH_CHECKS 12

/* What a workload holds between calls; each uses what it needs. */
typedef struct bench_state {
    attain_context *cx;
    const char *folder;
    const char *variant; /* of the workload: "dense" of "rfm-dense" */
    size_t rows;
    void *columns[5];
    attain_table *facts, *result;
    attain_rfm *rfm;
    attain_segments *segments;
    attain_abc *abc;
    attain_pay *pay;
    attain_goals *goals;
    attain_csv *csv;
    char *text;
    int64_t checks[BENCH_CHECKS]; /* of the last result: sums that every engine must agree on */
    size_t check_count;
} bench_state;

typedef struct bench_workload {
    const char *name;
    const char *dataset; /* what bench_generate() writes for it */
    void (*open)(bench_state *state);
    void (*run)(bench_state *state); /* what is timed; leaves `result` */
    void (*check)(bench_state *state);
} bench_workload;

extern const bench_workload bench_rfm[], bench_abc[], bench_pay[], bench_goals[],
    bench_csv[]; /* end with a NULL name */

/* Adds a column file to the facts and keeps its values in columns[slot]. */
void bench_add_numbers(bench_state *state, int slot, const char *name, const char *file);
void bench_add_days(bench_state *state, int slot, const char *name, const char *file);
void bench_add_text(bench_state *state, int slot, const char *name, const char *file);

/* Columns of the result by name, and their sums. */
const int64_t *bench_numbers(const bench_state *state, const char *name);
void bench_check(bench_state *state, int64_t value);
void bench_check_sum(bench_state *state, const char *name);

#endif

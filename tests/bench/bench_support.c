/* Memory that is counted, time, columns of facts and results. */
#define _XOPEN_SOURCE 700
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "bench.h"

void bench_fail(const char *what, const char *name)
{
    fprintf(stderr, "%s %s\n", what, name);
    exit(1);
}

void bench_require(attain_context *cx, attain_status status, const char *call)
{
    if (status != ATTAIN_OK) {
        fprintf(stderr, "%s gave '%s': %s\n", call, attain_status_name(status), attain_context_error(cx));
        exit(1);
    }
}

double bench_seconds(void)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

/* ---- memory ---- */

void *bench_allocate(size_t count, size_t size)
{
    void *block = malloc(count * size == 0 ? 1 : count * size);

    if (block == NULL)
        bench_fail("out of", "memory");
    return block;
}

/* In front of each block. Blocks of a kept context have a power of two bytes and are used again. */
typedef struct header {
    size_t size, capacity;
    struct header *next;
    void *filler; /* keeps what follows aligned for any type */
} header;

static int fit_of(size_t size)
{
    int fit = 6;

    while (((size_t)1 << fit) < size)
        fit++;
    return fit;
}

static header *take(bench_memory *memory, size_t size)
{
    int fit = fit_of(size + sizeof(header));
    size_t capacity = memory->kept ? (size_t)1 << fit : size + sizeof(header);
    header *block = memory->kept ? memory->free_blocks[fit] : NULL;

    if (block != NULL) {
        memory->free_blocks[fit] = block->next;
    } else {
        block = malloc(capacity);
        if (block == NULL)
            return NULL;
        block->capacity = capacity;
    }
    block->size = size;
    return block;
}

static void give_back(bench_memory *memory, header *block)
{
    int fit = fit_of(block->capacity);

    if (!memory->kept) {
        free(block);
        return;
    }
    block->next = memory->free_blocks[fit];
    memory->free_blocks[fit] = block;
}

static void count_memory(bench_memory *memory, size_t before, size_t after)
{
    memory->live = memory->live - before + after;
    if (memory->live > memory->peak)
        memory->peak = memory->live;
}

static void *counted(void *block, size_t size, void *user)
{
    bench_memory *memory = user;
    header *old = block == NULL ? NULL : (header *)block - 1;
    size_t before = old == NULL ? 0 : old->size;
    header *moved;

    if (size == 0) {
        if (old != NULL)
            give_back(memory, old);
        count_memory(memory, before, 0);
        return NULL;
    }
    if (old != NULL && memory->kept && size + sizeof *old <= old->capacity) {
        moved = old;
        moved->size = size;
    } else if (old != NULL && !memory->kept) {
        moved = realloc(old, size + sizeof *old);
        if (moved == NULL)
            return NULL;
        moved->size = size;
        moved->capacity = size + sizeof *old;
    } else {
        moved = take(memory, size);
        if (moved == NULL)
            return NULL;
        if (old != NULL) {
            memcpy(moved + 1, old + 1, before);
            give_back(memory, old);
        }
    }
    count_memory(memory, before, size);
    return moved + 1;
}

attain_context *bench_context(bench_memory *memory)
{
    attain_allocator allocator;
    attain_context *cx;

    allocator.reallocate = counted;
    allocator.user = memory;
    if (attain_context_create(&allocator, &cx) != ATTAIN_OK)
        bench_fail("out of", "memory");
    return cx;
}

void bench_memory_release(bench_memory *memory)
{
    size_t fit;

    for (fit = 0; fit < sizeof memory->free_blocks / sizeof *memory->free_blocks; fit++) {
        header *block = memory->free_blocks[fit];

        while (block != NULL) {
            header *next = block->next;

            free(block);
            block = next;
        }
    }
}

/* ---- facts ---- */

static void *load(bench_state *state, const char *file, size_t size)
{
    return bench_load(state->folder, file, size, &state->rows);
}

void bench_add_numbers(bench_state *state, int slot, const char *name, const char *file)
{
    state->columns[slot] = load(state, file, sizeof(int64_t));
    BENCH_OK(state->cx, attain_table_add_i64(state->cx, state->facts, name, strlen(name), state->columns[slot], NULL,
                                             state->rows));
}

void bench_add_days(bench_state *state, int slot, const char *name, const char *file)
{
    state->columns[slot] = load(state, file, sizeof(int32_t));
    BENCH_OK(state->cx, attain_table_add_i32(state->cx, state->facts, name, strlen(name), state->columns[slot], NULL,
                                             state->rows));
}

void bench_add_text(bench_state *state, int slot, const char *name, const char *file)
{
    char path[256];

    snprintf(path, sizeof path, "%s.bytes", file);
    state->columns[slot + 1] = load(state, path, 1);
    snprintf(path, sizeof path, "%s.offsets", file);
    state->columns[slot] = load(state, path, sizeof(int64_t));
    state->rows--;
    BENCH_OK(state->cx, attain_table_add_text(state->cx, state->facts, name, strlen(name), state->columns[slot],
                                              state->columns[slot + 1], NULL, state->rows));
}

/* ---- results ---- */

const int64_t *bench_numbers(const bench_state *state, const char *name)
{
    return attain_table_i64(state->result, (size_t)attain_table_find(state->result, name, strlen(name)));
}

void bench_check(bench_state *state, int64_t value)
{
    state->checks[state->check_count++] = value;
}

/* Missing values are 0 in the arrays of a result. */
void bench_check_sum(bench_state *state, const char *name)
{
    const int64_t *values = bench_numbers(state, name);
    int64_t sum = 0;
    size_t i;

    for (i = 0; i < attain_table_rows(state->result); i++)
        sum += values[i];
    bench_check(state, sum);
}

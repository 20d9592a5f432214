/* Data that is the same on every machine: whole numbers, and doubles only where multiplication alone is needed. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "bench.h"

#define TEXT_KEY 9 /* bytes of "C00012345" */

const int64_t bench_season[12] = {6, 5, 8, 7, 8, 10, 7, 7, 10, 9, 11, 12};

/* splitmix64 at a place of its own for every stream and index. */
uint64_t bench_random(uint64_t stream, uint64_t index)
{
    uint64_t bits = (stream << 40) + index * UINT64_C(0x9E3779B97F4A7C15) + UINT64_C(0x632BE59BD9B4E019);

    bits = (bits ^ bits >> 30) * UINT64_C(0xBF58476D1CE4E5B9);
    bits = (bits ^ bits >> 27) * UINT64_C(0x94D049BB133111EB);
    return bits ^ bits >> 31;
}

static uint64_t below(uint64_t stream, uint64_t index, uint64_t limit)
{
    return bench_random(stream, index) % limit;
}

/* ---- files ---- */

static FILE *open_file(const char *folder, const char *name, const char *mode)
{
    char path[1024];
    FILE *file;

    snprintf(path, sizeof path, "%s/%s", folder, name);
    file = fopen(path, mode);
    if (file == NULL)
        bench_fail("cannot open", path);
    return file;
}

void bench_save(const char *folder, const char *name, const void *values, size_t count, size_t size)
{
    FILE *file = open_file(folder, name, "wb");

    if (fwrite(values, size, count, file) != count || fclose(file) != 0)
        bench_fail("cannot write", name);
}

void *bench_load(const char *folder, const char *name, size_t size, size_t *count)
{
    FILE *file = open_file(folder, name, "rb");
    void *values;
    long bytes = 0;

    if (fseek(file, 0, SEEK_END) != 0 || (bytes = ftell(file)) < 0 || fseek(file, 0, SEEK_SET) != 0)
        bench_fail("cannot read", name);
    *count = (size_t)bytes / size;
    values = bench_allocate(*count, size);
    if (fread(values, size, *count, file) != *count)
        bench_fail("cannot read", name);
    fclose(file);
    return values;
}

/* ---- numbers as businesses have them ---- */

/* A permutation of 0 to count - 1. */
static uint32_t *shuffled(uint64_t stream, size_t count)
{
    uint32_t *order = bench_allocate(count, sizeof *order);
    size_t i;

    for (i = 0; i < count; i++)
        order[i] = (uint32_t)i;
    for (i = count; i > 1; i--) {
        size_t other = (size_t)below(stream, i, i);
        uint32_t kept = order[i - 1];

        order[i - 1] = order[other];
        order[other] = kept;
    }
    return order;
}

static double fifth_power(double x)
{
    return x * x * x * x * x;
}

static double fifth_root(double value)
{
    double low = 0, high = 1000;
    int i;

    for (i = 0; i < 100; i++) {
        double middle = (low + high) / 2;

        *(fifth_power(middle) < value ? &low : &high) = middle;
    }
    return low;
}

/* A rank from 0 to count - 1 by Zipf-Mandelbrot with exponent 0.8 and offset 20: the inverse of its distribution function is a
 * fifth power. A tenth of as many customers as rows gives a median of about 4 purchases, and 15 for one in ten. */
static size_t rank_of(uint64_t random, double low, double high, size_t count)
{
    double place = (double)(random >> 11) / 9007199254740992.0;
    double rank = fifth_power(low + place * (high - low)) - 20;

    return rank <= 0 ? 0 : rank >= (double)count ? count - 1 : (size_t)rank;
}

/* A skewed amount like a lognormal one with a deviation of about 1.1: a product of six factors that mirror around 1. */
static int64_t skewed(uint64_t random, int64_t median)
{
    static const int64_t factors[8] = {512, 640, 776, 940, 1116, 1351, 1638, 2048};
    int64_t amount = median * 1024;
    int i;

    for (i = 0; i < 6; i++)
        amount = amount / 1024 * factors[random >> (3 * i) & 7];
    return amount / 1024 + (int64_t)(random >> 32 & 63) + 1;
}

/* One in a hundred takes something back. */
static int64_t refunded(uint64_t random, int64_t amount)
{
    return random % 100 == 0 ? -amount : amount;
}

/* Days in the order of the rows, up to three days back-dated. */
static int32_t day_of(size_t row, size_t rows, int32_t days, uint64_t random)
{
    int32_t day = (int32_t)((uint64_t)row * (uint64_t)days / rows) - (int32_t)(random & 3);

    return BENCH_FIRST_DAY + (day < 0 ? 0 : day);
}

/* ---- datasets ---- */

static void save_text_keys(const char *folder, const int64_t *keys, size_t rows)
{
    int64_t *offsets = bench_allocate(rows + 1, sizeof *offsets);
    char *bytes = bench_allocate(rows * TEXT_KEY + 1, 1);
    size_t i;

    offsets[0] = 0;
    for (i = 0; i < rows; i++) {
        snprintf(bytes + i * TEXT_KEY, TEXT_KEY + 1, "C%08d", (int)keys[i]);
        offsets[i + 1] = (int64_t)((i + 1) * TEXT_KEY);
    }
    bench_save(folder, "orders.customer_text.offsets", offsets, rows + 1, sizeof *offsets);
    bench_save(folder, "orders.customer_text.bytes", bytes, rows * TEXT_KEY, 1);
    free(offsets);
    free(bytes);
}

/* Orders of customers whose keys are 0 to count - 1, the same as 63-bit numbers, and the same as text. */
static void generate_orders(const char *folder, size_t rows)
{
    size_t customers = rows / 10 > 0 ? rows / 10 : 1;
    double low = fifth_root(20), high = fifth_root((double)customers + 20);
    uint32_t *names = shuffled(1, customers);
    int64_t *dense = bench_allocate(rows, sizeof *dense), *sparse = bench_allocate(rows, sizeof *sparse);
    int64_t *amount = bench_allocate(rows, sizeof *amount);
    int32_t *day = bench_allocate(rows, sizeof *day);
    size_t i;

    for (i = 0; i < rows; i++) {
        uint64_t random = bench_random(4, i);

        dense[i] = names[rank_of(bench_random(2, i), low, high, customers)];
        sparse[i] = (int64_t)(bench_random(3, (uint64_t)dense[i]) >> 1);
        day[i] = day_of(i, rows, BENCH_LAST_DAY - BENCH_FIRST_DAY + 1, bench_random(5, i));
        amount[i] = refunded(bench_random(6, i), skewed(random, 5000));
    }
    bench_save(folder, "orders.customer_dense", dense, rows, sizeof *dense);
    bench_save(folder, "orders.customer_sparse", sparse, rows, sizeof *sparse);
    save_text_keys(folder, dense, rows);
    bench_save(folder, "orders.day", day, rows, sizeof *day);
    bench_save(folder, "orders.amount", amount, rows, sizeof *amount);
    free(names);
    free(dense);
    free(sparse);
    free(amount);
    free(day);
}

/* Values of items, each of which is there once. */
static void generate_items(const char *folder, size_t rows)
{
    int64_t *item = bench_allocate(rows, sizeof *item), *value = bench_allocate(rows, sizeof *value);
    size_t i;

    for (i = 0; i < rows; i++) {
        item[i] = (int64_t)(bench_random(7, i) >> 1);
        value[i] = refunded(bench_random(8, i), skewed(bench_random(9, i), 200000));
    }
    bench_save(folder, "items.item", item, rows, sizeof *item);
    bench_save(folder, "items.value", value, rows, sizeof *value);
    free(item);
    free(value);
}

/* Deals of a year, of so many payees that each has about a hundred of a million; in order of entry and shuffled. A payee has
 * 1.96 million in the year whatever the number of rows, so that all tiers are reached. */
static void generate_deals(const char *folder, size_t rows)
{
    size_t payees = rows < 100000 ? rows / 100 + 1 : rows < 1000000 ? rows / 100 : 10000;
    int64_t median = (int64_t)(110000000u * (uint64_t)payees / rows); /* the mean is 1.78 times as much */
    uint32_t *order = shuffled(10, rows);
    int64_t *columns[3];
    int32_t *day = bench_allocate(rows, sizeof *day);
    int c, pass;
    size_t i;

    for (c = 0; c < 3; c++)
        columns[c] = bench_allocate(rows, sizeof **columns);
    for (pass = 0; pass < 2; pass++) {
        static const char *const names[2][4] = {
            {"deals.deal", "deals.payee", "deals.amount", "deals.day"},
            {"shuffled.deal", "shuffled.payee", "shuffled.amount", "shuffled.day"},
        };

        for (i = 0; i < rows; i++) {
            size_t deal = pass == 0 ? i : order[i];

            columns[0][i] = (int64_t)deal;
            columns[1][i] = (int64_t)below(11, deal, payees);
            columns[2][i] = refunded(bench_random(12, deal), skewed(bench_random(13, deal), median));
            day[i] = day_of(deal, rows, 365, bench_random(14, deal));
        }
        for (c = 0; c < 3; c++)
            bench_save(folder, names[pass][c], columns[c], rows, sizeof **columns);
        bench_save(folder, names[pass][3], day, rows, sizeof *day);
    }
    for (c = 0; c < 3; c++)
        free(columns[c]);
    free(order);
    free(day);
}

/* Persons in teams, not grouped by team, with weights up to a million. A tenth as many as rows, each of which gets thirteen. */
static void generate_goals(const char *folder, size_t rows)
{
    size_t persons = rows / 10 > 0 ? rows / 10 : 1;
    size_t teams = persons / 10 < BENCH_TEAMS_MOST ? persons / 10 + 1 : BENCH_TEAMS_MOST;
    int64_t *team = bench_allocate(persons, sizeof *team), *weight = bench_allocate(persons, sizeof *weight);
    size_t i;

    for (i = 0; i < persons; i++) {
        team[i] = i < teams ? (int64_t)i : (int64_t)below(15, i, teams); /* no team is empty */
        weight[i] = (int64_t)below(16, i, 1000000) + 1;
    }
    bench_save(folder, "goals.team", team, persons, sizeof *team);
    bench_save(folder, "goals.weight", weight, persons, sizeof *weight);
    free(team);
    free(weight);
}

/* The orders as a file that people would send. */
static void generate_csv(const char *folder, size_t rows)
{
    FILE *file;
    attain_context *cx;
    int64_t *customer, *amount;
    int32_t *day;
    char date[ATTAIN_DAY_CAPACITY];
    size_t i;

    customer = bench_load(folder, "orders.customer_dense", sizeof *customer, &rows);
    amount = bench_load(folder, "orders.amount", sizeof *amount, &rows);
    day = bench_load(folder, "orders.day", sizeof *day, &rows);
    if (attain_context_create(NULL, &cx) != ATTAIN_OK)
        bench_fail("out of", "memory");
    file = open_file(folder, "orders.csv", "wb");
    fputs("customer,date,amount\n", file);
    for (i = 0; i < rows; i++) {
        int64_t size = amount[i] < 0 ? -amount[i] : amount[i];

        BENCH_OK(cx, attain_day_format(cx, day[i], date, sizeof date, NULL));
        fprintf(file, "%ld,%s,%s%ld.%02d\n", (long)customer[i], date, amount[i] < 0 ? "-" : "", (long)(size / 100),
                (int)(size % 100));
    }
    if (fclose(file) != 0)
        bench_fail("cannot write", "orders.csv");
    attain_context_destroy(cx);
    free(customer);
    free(amount);
    free(day);
}

void bench_generate(const char *folder, size_t rows, const char *dataset)
{
    static const struct {
        const char *name;
        void (*generate)(const char *folder, size_t rows);
    } datasets[] = {{"orders", generate_orders},
                    {"items", generate_items},
                    {"deals", generate_deals},
                    {"goals", generate_goals},
                    {"csv", generate_csv}};
    char path[1024];
    FILE *stamp;
    size_t i;

    snprintf(path, sizeof path, "%s/%s.done", folder, dataset);
    stamp = fopen(path, "r");
    if (stamp != NULL) {
        fclose(stamp);
        return;
    }
    if (strcmp(dataset, "csv") == 0)
        bench_generate(folder, rows, "orders");
    for (i = 0; i < sizeof datasets / sizeof *datasets; i++)
        if (strcmp(datasets[i].name, dataset) == 0)
            datasets[i].generate(folder, rows);
    bench_save(folder, strrchr(path, '/') + 1, "done\n", 5, 1);
}

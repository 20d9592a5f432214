/* The verbs of base, number and calendar over edge values. */
#include <string.h>

#include "world.h"

static void run_version(hash *h, attain_context *cx, const world *w)
{
    int32_t status;

    (void)cx;
    (void)w;
    hash_i64(h, attain_version());
    hash_text(h, attain_version_string());
    for (status = 5; status > -100; status--)
        hash_text(h, attain_status_name(status));
}

/* ---- amounts and rates ---- */

static void run_amount_sum(hash *h, attain_context *cx, const world *w)
{
    attain_amount sum;
    size_t from, count;

    for (from = 0; from < WORLD_EDGES; from++)
        for (count = 0; from + count <= WORLD_EDGES; count++)
            if (hash_status(h, cx, attain_amount_sum(cx, world_edges + from, count, &sum)))
                hash_i64(h, sum);
    if (hash_status(h, cx, attain_amount_sum(cx, w->amount, WORLD_ROWS, &sum)))
        hash_i64(h, sum);
}

static void run_amount_scale(hash *h, attain_context *cx, const world *w)
{
    size_t a, b, c;
    int32_t rounding;
    attain_amount scaled;

    (void)w;
    for (rounding = ATTAIN_ROUND_HALF_EVEN; rounding <= ATTAIN_ROUND_CEILING; rounding++)
        for (a = 0; a < WORLD_EDGES; a++)
            for (b = 0; b < WORLD_EDGES; b += 2)
                for (c = 0; c < WORLD_EDGES; c += 3)
                    if (hash_status(
                            h, cx,
                            attain_amount_scale(cx, world_edges[a], world_edges[b], world_edges[c], rounding, &scaled)))
                        hash_i64(h, scaled);
}

static void run_rates(hash *h, attain_context *cx, const world *w)
{
    size_t a, b;
    int32_t rounding;
    int64_t result;

    (void)w;
    for (rounding = ATTAIN_ROUND_HALF_EVEN; rounding <= ATTAIN_ROUND_CEILING; rounding++)
        for (a = 0; a < WORLD_EDGES; a++)
            for (b = 0; b < WORLD_EDGES; b++) {
                if (hash_status(h, cx, attain_rate_apply(cx, world_edges[a], world_edges[b], rounding, &result)))
                    hash_i64(h, result);
                if (hash_status(h, cx, attain_rate_of(cx, world_edges[a], world_edges[b], rounding, &result)))
                    hash_i64(h, result);
            }
}

/* ---- text ---- */

static void run_decimal(hash *h, attain_context *cx, const world *w)
{
    static const char *const texts[] = {"0",
                                        "-0",
                                        "+7",
                                        "1.5",
                                        "1.50000",
                                        "-1234.50",
                                        "9223372036854775807",
                                        "9223372036854775808",
                                        "-9223372036854775808",
                                        "-9223372036854775809",
                                        "0.123456789",
                                        "",
                                        ".5",
                                        "5.",
                                        "1e3",
                                        "1,000",
                                        " 1",
                                        "1%",
                                        "0x10",
                                        "\xE4\xB8\xAD",
                                        "00012.3400"};
    char buffer[ATTAIN_DECIMAL_CAPACITY];
    size_t i, length;
    int32_t decimals;
    int64_t value;

    (void)w;
    for (decimals = 0; decimals <= ATTAIN_DECIMALS_MAX; decimals++) {
        for (i = 0; i < sizeof texts / sizeof texts[0]; i++)
            if (hash_status(h, cx, attain_decimal_parse(cx, texts[i], strlen(texts[i]), decimals, &value)))
                hash_i64(h, value);
        for (i = 0; i < WORLD_EDGES; i++)
            if (hash_status(h, cx, attain_decimal_format(cx, world_edges[i], decimals, buffer, sizeof buffer, &length)))
                hash_bytes(h, buffer, length);
    }
    for (i = 0; i < sizeof texts / sizeof texts[0]; i++)
        if (hash_status(h, cx, attain_rate_parse(cx, texts[i], strlen(texts[i]), &value)))
            hash_i64(h, value);
    for (i = 0; i < WORLD_EDGES; i++)
        if (hash_status(h, cx, attain_rate_format(cx, world_edges[i], buffer, sizeof buffer, &length)))
            hash_bytes(h, buffer, length);
}

static void run_day_text(hash *h, attain_context *cx, const world *w)
{
    static const char *const texts[] = {"2024-02-29", "2023-02-29", "0001-01-01", "9999-12-31", "20240131",
                                        "2024-1-31",  "",           "2024-W05",   "2024-Q5",    "2024-H2",
                                        "2024",       "0000",       "2024-13"};
    char buffer[ATTAIN_DAY_CAPACITY];
    size_t i, length;
    int32_t unit;
    attain_day day;
    attain_period period;

    (void)w;
    for (i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        if (hash_status(h, cx, attain_day_parse(cx, texts[i], strlen(texts[i]), &day)))
            hash_i64(h, day);
        if (hash_status(h, cx, attain_period_parse(cx, texts[i], strlen(texts[i]), &unit, &period))) {
            hash_i64(h, unit);
            hash_i64(h, period);
        }
    }
    for (day = ATTAIN_DAY_MIN - 2; day <= ATTAIN_DAY_MAX; day += 997)
        if (hash_status(h, cx, attain_day_format(cx, day, buffer, sizeof buffer, &length)))
            hash_bytes(h, buffer, length);
}

/* ---- calendar ---- */

static void run_civil(hash *h, attain_context *cx, const world *w)
{
    int32_t year, month, of_month, civil[3];
    attain_day day;

    (void)w;
    for (year = -1; year <= 10001; year += 71)
        for (month = 0; month <= 13; month++)
            for (of_month = 0; of_month <= 32; of_month += 4)
                if (hash_status(h, cx, attain_day_from_civil(cx, year, month, of_month, &day)) &&
                    hash_status(h, cx, attain_day_to_civil(cx, day, &civil[0], &civil[1], &civil[2]))) {
                    hash_i64(h, day);
                    hash_i64(h, civil[0] * 10000 + civil[1] * 100 + civil[2]);
                }
}

static void hash_period(hash *h, attain_context *cx, const attain_calendar *calendar, int32_t unit, attain_day day)
{
    char name[ATTAIN_PERIOD_CAPACITY];
    size_t length;
    attain_period period;
    attain_day first, last;

    if (!hash_status(h, cx, attain_period_of_day(cx, calendar, unit, day, &period)))
        return;
    hash_i64(h, period);
    if (hash_status(h, cx, attain_period_days(cx, calendar, unit, period, &first, &last))) {
        hash_i64(h, first);
        hash_i64(h, last);
    }
    if (hash_status(h, cx, attain_period_format(cx, unit, period, name, sizeof name, &length)))
        hash_bytes(h, name, length);
}

static void run_periods(hash *h, attain_context *cx, const world *w)
{
    int32_t unit, start;
    attain_calendar *calendar;
    attain_day day;

    for (start = 0; start <= 13; start++) {
        WORLD_OK(cx, attain_calendar_create(cx, &calendar));
        hash_status(h, cx, attain_calendar_set_fiscal_start(cx, calendar, start));
        hash_i64(h, attain_calendar_fiscal_start(calendar));
        for (unit = ATTAIN_UNIT_DAY; unit <= ATTAIN_UNIT_YEAR; unit++)
            for (day = ATTAIN_DAY_MIN - 1; day <= ATTAIN_DAY_MAX; day += 7919)
                hash_period(h, cx, calendar, unit, day);
        attain_calendar_destroy(calendar);
    }
    for (unit = ATTAIN_UNIT_DAY - 1; unit <= ATTAIN_UNIT_YEAR + 1; unit++) {
        hash_period(h, cx, NULL, unit, ATTAIN_DAY_MAX);
        hash_period(h, cx, attain_document_calendar(w->plan), unit, ATTAIN_DAY_MIN);
    }
}

/* ---- splitting ---- */

#define PARTS 64

static void split(hash *h, attain_context *cx, const world *w, size_t from, int32_t rule)
{
    attain_amount shares[PARTS], floors[PARTS], caps[PARTS];
    int64_t weights[PARTS];
    size_t count = from % (PARTS + 1), i, bounds;

    for (i = 0; i < count; i++) {
        weights[i] = w->payee[from + i] % 5;
        floors[i] = w->order[from + i] % 3;
        caps[i] = floors[i] + w->order[from + i];
    }
    for (bounds = 0; bounds < 4; bounds++)
        if (hash_status(h, cx,
                        attain_amount_allocate(cx, w->amount[from], weights, bounds & 1 ? floors : NULL,
                                               bounds & 2 ? caps : NULL, count, rule, shares)))
            for (i = 0; i < count; i++)
                hash_i64(h, shares[i]);
}

static void run_allocate(hash *h, attain_context *cx, const world *w)
{
    size_t from;

    for (from = 0; from + PARTS < WORLD_ROWS; from += 61) {
        split(h, cx, w, from, ATTAIN_ALLOCATE_REMAINDER);
        split(h, cx, w, from, ATTAIN_ALLOCATE_RATIO);
    }
}

const verb verbs_of_numbers[] = {{"version", run_version},           {"amount_sum", run_amount_sum},
                                 {"amount_scale", run_amount_scale}, {"rate_apply_and_of", run_rates},
                                 {"decimal", run_decimal},           {"day_text", run_day_text},
                                 {"day_civil", run_civil},           {"period", run_periods},
                                 {"amount_allocate", run_allocate},  {NULL, NULL}};

/* Hashes, and the facts and handles that every verb is run on. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "world.h"

/* ---- hashes ---- */

static uint64_t add(uint64_t value, const char *bytes, size_t length)
{
    size_t i;

    for (i = 0; i < length; i++)
        value = (value ^ (unsigned char)bytes[i]) * UINT64_C(1099511628211);
    return value;
}

hash hash_start(void)
{
    hash h = {UINT64_C(14695981039346656037), UINT64_C(14695981039346656037)};

    return h;
}

void hash_bytes(hash *h, const char *bytes, size_t length)
{
    h->value = add(h->value, bytes, length);
}

void hash_i64(hash *h, int64_t value)
{
    char bytes[8];
    int i;

    for (i = 0; i < 8; i++)
        bytes[i] = (char)(unsigned char)((uint64_t)value >> 8 * i & 0xFF);
    hash_bytes(h, bytes, sizeof bytes);
}

void hash_text(hash *h, const char *text)
{
    if (text == NULL)
        hash_bytes(h, "\xFF", 1);
    else
        hash_bytes(h, text, strlen(text) + 1);
}

int hash_status(hash *h, const attain_context *cx, attain_status status)
{
    const char *message = attain_context_error(cx), *value = attain_context_error_value(cx);

    hash_i64(h, status);
    hash_i64(h, attain_context_error_status(cx));
    hash_text(h, attain_context_error_argument(cx));
    hash_i64(h, attain_context_error_row(cx));
    h->messages = add(h->messages, message, strlen(message) + 1);
    h->messages = add(h->messages, value, strlen(value) + 1);
    return status == ATTAIN_OK;
}

static int32_t write_to_hash(const char *bytes, size_t length, void *user)
{
    hash_bytes(user, bytes, length);
    return 0;
}

void hash_table(hash *h, attain_context *cx, const attain_table *table)
{
    WORLD_OK(cx, attain_table_write(cx, table, ATTAIN_FORMAT_CSV, ATTAIN_LANGUAGE_ENGLISH, write_to_hash, h));
    WORLD_OK(cx, attain_table_write(cx, table, ATTAIN_FORMAT_JSON, ATTAIN_LANGUAGE_ENGLISH, write_to_hash, h));
}

void hash_result(hash *h, attain_context *cx, attain_status status, attain_table *result, attain_table *explain)
{
    if (!hash_status(h, cx, status))
        return;
    hash_table(h, cx, result);
    if (explain != NULL)
        hash_table(h, cx, explain);
    attain_table_destroy(result);
    attain_table_destroy(explain);
}

void hash_schema(hash *h, const attain_schema *schema)
{
    size_t i, length = 0;

    hash_i64(h, (int64_t)attain_schema_columns(schema));
    for (i = 0; i < attain_schema_columns(schema); i++) {
        hash_text(h, attain_schema_name(schema, i, &length));
        hash_i64(h, (int64_t)length);
        hash_i64(h, attain_schema_type(schema, i));
        hash_i64(h, attain_schema_meaning(schema, i));
        hash_i64(h, attain_schema_required(schema, i));
    }
}

/* ---- facts ---- */

const int64_t world_edges[WORLD_EDGES] = {0,
                                          1,
                                          -1,
                                          2,
                                          -3,
                                          5,
                                          10,
                                          -99,
                                          100,
                                          12345,
                                          -12345,
                                          65535,
                                          INT64_C(999999999),
                                          INT64_C(1000000000),
                                          INT64_C(-1000000001),
                                          INT64_C(2147483647),
                                          INT64_C(-2147483648),
                                          INT64_C(4294967295),
                                          INT64_C(4294967296),
                                          INT64_C(-4294967297),
                                          INT64_C(3037000500),
                                          INT64_C(1000000000000000000),
                                          INT64_C(-3333333333333333333),
                                          INT64_MAX - 1,
                                          INT64_MAX,
                                          INT64_MIN};

const char world_plan[] =
    "{\"attain\": 1, \"currency\": {\"code\": \"CNY\", \"decimals\": 2}, \"calendar\": {\"fiscal_start\": 4},\n"
    " \"goals\": {\"year\": 2024, \"target\": \"150000000.01\",\n"
    "  \"season\": [\"7%\", \"5%\", \"10%\", \"9%\", \"9.5%\", \"8.5%\", \"7.5%\", \"8%\", \"9.5%\", \"9.5%\", \"9%\", "
    "\"7.5%\"],\n"
    "  \"nodes\": [{\"id\": \"hengyuan\", \"level\": \"company\"},\n"
    "   {\"id\": \"south\", \"level\": \"team\", \"parent\": \"hengyuan\", \"weight\": 60},\n"
    "   {\"id\": \"north\", \"level\": \"team\", \"parent\": \"hengyuan\", \"weight\": \"33.3%\"},\n"
    "   {\"id\": \"li\", \"level\": \"person\", \"parent\": \"south\", \"weight\": \"0.5\"},\n"
    "   {\"id\": \"\xE6\x9D\x8E\", \"level\": \"person\", \"parent\": \"south\", \"weight\": 1.7},\n"
    "   {\"id\": \"wu\", \"level\": \"person\", \"parent\": \"north\"}]},\n"
    " \"segments\": {\"rfm\": {\"bins\": {\"recency\": 5, \"frequency\": 4, \"monetary\": 7}},\n"
    "  \"rules\": [{\"segment\": \"core\", \"r\": {\"from\": 3}, \"monetary\": {\"from\": \"5000.00\"}},\n"
    "   {\"segment\": \"lost \\\"x\\\"\", \"recency\": {\"from\": 400}}, {\"segment\": \"dead\", \"recency\": "
    "{\"from\": 500}},\n"
    "   {\"segment\": \"few\", \"f\": {\"to\": 2}}], \"default\": \"rest\",\n"
    "  \"abc\": {\"cuts\": [\"50%\", \"80%\", \"95%\"], \"rule\": \"midpoint\"}},\n"
    " \"pay\": {\"plans\": [{\"id\": \"field\", \"components\": [\n"
    "   {\"id\": \"month\", \"kind\": \"rates\", \"basis\": {\"column\": \"amount\"}, \"accumulate\": \"month\", "
    "\"mode\": \"marginal\",\n"
    "    \"tiers\": [{\"from\": 0, \"rate\": \"1.2345678%\"}, {\"from\": 1000, \"rate\": 0.015}, {\"from\": "
    "\"20000.01\", \"rate\": \"-2%\"}]},\n"
    "   {\"id\": \"quarter\", \"kind\": \"rates\", \"basis\": {\"column\": \"margin\"}, \"accumulate\": \"quarter\", "
    "\"mode\": \"whole\",\n"
    "    \"rounding\": \"half-even\", \"tiers\": [{\"from\": 0, \"rate\": \"3.3333333%\"}, {\"from\": 500, \"rate\": "
    "\"6.6666667%\"}]}]},\n"
    "  {\"id\": \"deal\", \"components\": [{\"id\": \"each\", \"kind\": \"rates\", \"basis\": {\"column\": "
    "\"amount\"}, \"accumulate\": \"deal\",\n"
    "    \"mode\": \"marginal\", \"rounding\": \"down\", \"tiers\": [{\"from\": 0, \"rate\": \"0.5%\"}, {\"from\": "
    "100, \"rate\": \"0.7%\"}]}]}]}}\n";

static uint64_t next(uint64_t *state)
{
    *state = *state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return *state >> 33;
}

/* Customers and payees with many deals and with few, refunds, equal amounts and dates, orders of several rows. */
static void fill_facts(world *w)
{
    uint64_t state = 2024;
    size_t i, at = 0;

    for (i = 0; i < WORLD_ROWS; i++) {
        uint64_t who = next(&state) % 400;

        w->customer[i] = (int64_t)(who * who / 400) * 7 - 100;
        w->order[i] = (int64_t)(next(&state) % (WORLD_ROWS / 2));
        w->amount[i] = (int64_t)(next(&state) % 100000) * (next(&state) % 4 == 0 ? 97 : 1);
        if (next(&state) % 9 == 0)
            w->amount[i] = -w->amount[i];
        w->margin[i] = w->amount[i] / 3;
        w->payee[i] = (int64_t)(next(&state) % 23);
        w->date[i] = 19000 + (attain_day)(next(&state) % 900);
        w->ratio[i] = (double)w->amount[i] / (double)(1 + next(&state) % 1000);
        w->offsets[i] = (int64_t)at;
        at += (size_t)snprintf(w->names + at, 16,
                               i % 3 == 0   ? "\xE5\xAE\xA2\xE6\x88\xB7 %d"
                               : i % 3 == 1 ? "c%d"
                                            : "\"%d,\n\"",
                               (int)(w->customer[i] % 1000));
        if (i % 17 != 0)
            w->validity[i / 8] = (uint8_t)(w->validity[i / 8] | 1u << i % 8);
    }
    w->offsets[WORLD_ROWS] = (int64_t)at;
    w->ratio[0] = 0.1;
    w->ratio[1] = -0.0;
    w->ratio[2] = 1e300;
    w->ratio[3] = 5e-324;
    w->ratio[4] = 1e-5;
    w->ratio[5] = 123456789012345680.0;
    w->ratio[6] = 1e300 * 1e10; /* infinite */
}

/* ---- handles ---- */

void world_require(const attain_context *cx, attain_status status, const char *call)
{
    if (status == ATTAIN_OK)
        return;
    fprintf(stderr, "%s\n  gave '%s': %s\n", call, attain_status_name(status), attain_context_error(cx));
    exit(3);
}

static void make_tables(world *w, attain_context *cx)
{
    WORLD_OK(cx, attain_table_create(cx, &w->orders));
    WORLD_OK(cx, attain_table_add_i64(cx, w->orders, ATTAIN_TEXT("customer"), w->customer, NULL, WORLD_ROWS));
    WORLD_OK(cx, attain_table_add_i32(cx, w->orders, ATTAIN_TEXT("date"), w->date, NULL, WORLD_ROWS));
    WORLD_OK(cx, attain_table_add_i64(cx, w->orders, ATTAIN_TEXT("amount"), w->amount, NULL, WORLD_ROWS));
    WORLD_OK(cx, attain_table_add_i64(cx, w->orders, ATTAIN_TEXT("order"), w->order, w->validity, WORLD_ROWS));
    WORLD_OK(cx, attain_table_create(cx, &w->deals));
    WORLD_OK(cx, attain_table_add_i64(cx, w->deals, ATTAIN_TEXT("payee"), w->payee, NULL, WORLD_ROWS));
    WORLD_OK(cx, attain_table_add_i32(cx, w->deals, ATTAIN_TEXT("date"), w->date, NULL, WORLD_ROWS));
    WORLD_OK(cx, attain_table_add_text(cx, w->deals, ATTAIN_TEXT("deal"), w->offsets, w->names, NULL, WORLD_ROWS));
    WORLD_OK(cx, attain_table_add_i64(cx, w->deals, ATTAIN_TEXT("amount"), w->amount, NULL, WORLD_ROWS));
    WORLD_OK(cx, attain_table_add_i64(cx, w->deals, ATTAIN_TEXT("margin"), w->margin, NULL, WORLD_ROWS));
    WORLD_OK(cx, attain_table_create(cx, &w->items));
    WORLD_OK(cx, attain_table_add_text(cx, w->items, ATTAIN_TEXT("item"), w->offsets, w->names, NULL, WORLD_ROWS));
    WORLD_OK(cx, attain_table_add_i64(cx, w->items, ATTAIN_TEXT("value"), w->amount, NULL, WORLD_ROWS));
    WORLD_OK(cx, attain_table_create(cx, &w->every_type));
    WORLD_OK(cx, attain_table_add_i64(cx, w->every_type, ATTAIN_TEXT("amount"), w->amount, w->validity, WORLD_ROWS));
    WORLD_OK(cx, attain_table_describe(cx, w->every_type, 0, ATTAIN_MEANING_AMOUNT, 2));
    WORLD_OK(cx, attain_table_add_i64(cx, w->every_type, ATTAIN_TEXT("weight"), w->margin, NULL, WORLD_ROWS));
    WORLD_OK(cx, attain_table_describe(cx, w->every_type, 1, ATTAIN_MEANING_NUMBER, 5));
    WORLD_OK(cx, attain_table_add_i64(cx, w->every_type, ATTAIN_TEXT("attainment"), w->amount, NULL, WORLD_ROWS));
    WORLD_OK(cx, attain_table_describe(cx, w->every_type, 2, ATTAIN_MEANING_RATE, 0));
    WORLD_OK(cx, attain_table_add_i32(cx, w->every_type, ATTAIN_TEXT("date"), w->date, w->validity, WORLD_ROWS));
    WORLD_OK(cx, attain_table_add_f64(cx, w->every_type, ATTAIN_TEXT("ratio"), w->ratio, w->validity, WORLD_ROWS));
    WORLD_OK(cx, attain_table_add_text(cx, w->every_type, ATTAIN_TEXT("name"), w->offsets, w->names, w->validity,
                                       WORLD_ROWS));
}

static void make_rates(world *w, attain_context *cx)
{
    static const int64_t tiers[][2] = {{0, 12345678}, {50000, 33333333}, {150000, 666666666}, {150001, -50000000}};
    size_t i;

    WORLD_OK(cx, attain_rates_create(cx, ATTAIN_RATES_MARGINAL, &w->marginal));
    WORLD_OK(cx, attain_rates_create(cx, ATTAIN_RATES_WHOLE, &w->whole));
    WORLD_OK(cx, attain_rates_set_rounding(cx, w->whole, ATTAIN_ROUND_HALF_EVEN));
    for (i = 0; i < sizeof tiers / sizeof tiers[0]; i++) {
        WORLD_OK(cx, attain_rates_add(cx, w->marginal, tiers[i][0], tiers[i][1]));
        WORLD_OK(cx, attain_rates_add(cx, w->whole, tiers[i][0], tiers[i][1]));
    }
}

static void make_reader(world *w, attain_context *cx)
{
    static const struct {
        const char *name;
        int32_t type, meaning, required;
    } columns[] = {
        {"key", ATTAIN_TYPE_KEY, ATTAIN_MEANING_CODE, 1},      {"day", ATTAIN_TYPE_I32, ATTAIN_MEANING_DAY, 0},
        {"amount", ATTAIN_TYPE_I64, ATTAIN_MEANING_AMOUNT, 1}, {"weight", ATTAIN_TYPE_I64, ATTAIN_MEANING_NUMBER, 0},
        {"rate", ATTAIN_TYPE_I64, ATTAIN_MEANING_RATE, 0},     {"count", ATTAIN_TYPE_I64, ATTAIN_MEANING_COUNT, 0},
        {"text", ATTAIN_TYPE_TEXT, ATTAIN_MEANING_NONE, 0}};
    size_t i;

    WORLD_OK(cx, attain_schema_create(cx, &w->schema));
    for (i = 0; i < sizeof columns / sizeof columns[0]; i++)
        WORLD_OK(cx, attain_schema_add(cx, w->schema, columns[i].name, strlen(columns[i].name), columns[i].type,
                                       columns[i].meaning, columns[i].required));
    WORLD_OK(cx, attain_csv_create(cx, &w->csv));
    WORLD_OK(cx, attain_csv_set_delimiter(cx, w->csv, ';'));
    WORLD_OK(cx, attain_csv_set_decimals(cx, w->csv, 3));
    WORLD_OK(cx, attain_csv_map(cx, w->csv, ATTAIN_TEXT("amount"), ATTAIN_TEXT("Umsatz")));
}

void world_open(world *w, attain_context *cx)
{
    memset(w, 0, sizeof *w);
    fill_facts(w);
    make_tables(w, cx);
    make_rates(w, cx);
    make_reader(w, cx);
    WORLD_OK(cx, attain_document_read(cx, world_plan, strlen(world_plan), &w->plan));
}

void world_close(world *w)
{
    attain_table_destroy(w->orders);
    attain_table_destroy(w->deals);
    attain_table_destroy(w->items);
    attain_table_destroy(w->every_type);
    attain_document_destroy(w->plan);
    attain_rates_destroy(w->marginal);
    attain_rates_destroy(w->whole);
    attain_schema_destroy(w->schema);
    attain_csv_destroy(w->csv);
}

const verb *world_verb(size_t index)
{
    static const verb *const lists[] = {verbs_of_numbers, verbs_of_tables, verbs_of_rules, verbs_of_handles};
    size_t list, i;

    for (list = 0; list < sizeof lists / sizeof lists[0]; list++)
        for (i = 0; lists[list][i].name != NULL; i++)
            if (index-- == 0)
                return &lists[list][i];
    return NULL;
}

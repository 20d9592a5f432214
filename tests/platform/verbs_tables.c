/* The verbs of the table room: writing in every format, reading good and bad CSV, copying and looking. */
#include <string.h>

#include "world.h"

static int32_t write_to_hash(const char *bytes, size_t length, void *user)
{
    hash_bytes(user, bytes, length);
    return 0;
}

/* Takes some bytes and then no more. */
static int32_t write_some(const char *bytes, size_t length, void *user)
{
    (void)bytes;
    return ++*(int *)user > 3 || length == 0 ? -1 : 0;
}

static int32_t cancel(uint64_t done, uint64_t total, void *user)
{
    (void)user;
    return done <= total ? 1 : 0;
}

static void run_write(hash *h, attain_context *cx, const world *w)
{
    int32_t format, language;
    int calls = 0;

    for (format = ATTAIN_FORMAT_TEXT - 1; format <= ATTAIN_FORMAT_MARKDOWN + 1; format++)
        for (language = ATTAIN_LANGUAGE_ENGLISH; language <= ATTAIN_LANGUAGE_CHINESE + 1; language++)
            hash_status(h, cx, attain_table_write(cx, w->every_type, format, language, write_to_hash, h));
    hash_status(h, cx,
                attain_table_write(cx, w->deals, ATTAIN_FORMAT_JSON, ATTAIN_LANGUAGE_ENGLISH, write_some, &calls));
}

static void run_look(hash *h, attain_context *cx, const world *w)
{
    attain_table *copy;
    size_t column, row, length = 0;

    WORLD_OK(cx, attain_table_copy(cx, w->every_type, &copy));
    hash_table(h, cx, copy);
    hash_i64(h, (int64_t)attain_table_rows(copy));
    hash_i64(h, attain_table_find(copy, ATTAIN_TEXT("date")));
    hash_i64(h, attain_table_find(copy, ATTAIN_TEXT("Date")));
    for (column = 0; column <= attain_table_columns(copy); column++) {
        hash_text(h, attain_table_name(copy, column, &length));
        hash_i64(h, attain_table_type(copy, column));
        hash_i64(h, attain_table_meaning(copy, column));
        hash_i64(h, attain_table_decimals(copy, column));
        hash_i64(h, attain_table_i64(copy, column) != NULL);
        hash_i64(h, attain_table_i32(copy, column) != NULL);
        hash_i64(h, attain_table_f64(copy, column) != NULL);
        hash_i64(h, attain_table_text_offsets(copy, column) != NULL);
        hash_i64(h, attain_table_text_bytes(copy, column) != NULL);
        hash_i64(h, attain_table_validity(copy, column) != NULL);
        for (row = 0; row < WORLD_ROWS; row += 29) {
            const char *text = attain_table_text(copy, column, row, &length);

            hash_bytes(h, text == NULL ? "" : text, text == NULL ? 0 : length);
        }
    }
    attain_table_destroy(copy);
}

static void run_label(hash *h, attain_context *cx, const world *w)
{
    static const char *const names[] = {"attainment", "customer", "company", "uncovered",
                                        "amount",     "node",     "",        "no such"};
    size_t i;
    int32_t language;

    (void)cx;
    (void)w;
    for (language = ATTAIN_LANGUAGE_ENGLISH; language <= ATTAIN_LANGUAGE_CHINESE + 1; language++)
        for (i = 0; i < sizeof names / sizeof names[0]; i++)
            hash_text(h, attain_label(language, names[i], strlen(names[i])));
}

static void run_schemas(hash *h, attain_context *cx, const world *w)
{
    attain_schema *of_plan;
    int32_t by;

    hash_schema(h, w->schema);
    hash_schema(h, attain_rfm_input_schema());
    hash_schema(h, attain_rfm_output_schema());
    hash_schema(h, attain_abc_input_schema());
    hash_schema(h, attain_abc_output_schema());
    hash_schema(h, attain_segments_input_schema());
    hash_schema(h, attain_goals_output_schema());
    hash_schema(h, attain_allocation_output_schema());
    for (by = ATTAIN_PAY_BY_PERIOD - 1; by <= ATTAIN_PAY_BY_TIER + 1; by++)
        hash_schema(h, attain_pay_output_schema(by));
    WORLD_OK(cx, attain_pay_input_schema(cx, attain_document_pay(w->plan), &of_plan));
    hash_schema(h, of_plan);
    attain_schema_destroy(of_plan);
}

/* ---- CSV ---- */

static void read_csv(hash *h, attain_context *cx, const world *w, const char *text)
{
    attain_table *table = NULL;
    attain_status status = attain_csv_read(cx, w->csv, w->schema, text, strlen(text), &table);

    hash_result(h, cx, status, table, NULL);
}

static void run_csv(hash *h, attain_context *cx, const world *w)
{
    static const char every_kind[] = "text;key;Umsatz;rate;weight;count;day\n"
                                     "\"a;\"\"b\"\"\n c\";x;1;1.5%;0.5;12;2024-02-29\n"
                                     ";y;2;;;;\n"
                                     "\n"
                                     "\xE4\xB8\xAD;9;3;0.1;1;1;20240131\n";
    static const char *const texts[] = {"",
                                        "\xEF\xBB\xBFkey;Umsatz\r\n1;2.500\r\n-7;-0.001\r\n",
                                        every_kind,
                                        "key;Umsatz\n1;2.5001\n",
                                        "key;Umsatz\n1;9223372036854775808\n",
                                        "key;Umsatz\n;1\n",
                                        "key;Umsatz\n1\n",
                                        "key;Umsatz\n1;\"2\n",
                                        "key;Umsatz\n\xFF;1\n",
                                        "key;amount\n1;1\n",
                                        "key;key;Umsatz\n1;1;1\n",
                                        "key;Umsatz;day\n1;1;2023-02-29\n"};
    size_t i;

    for (i = 0; i < sizeof texts / sizeof texts[0]; i++)
        read_csv(h, cx, w, texts[i]);
}

/* ---- refusals ---- */

/* Borrowed columns that cannot be, and calls that are told to stop. */
static void run_refused(hash *h, attain_context *cx, const world *w)
{
    static const int64_t backwards[] = {0, 2, 1}, negative[] = {-1, 0, 1};
    attain_table *table, *none = NULL;

    WORLD_OK(cx, attain_table_create(cx, &table));
    hash_status(h, cx, attain_table_add_i64(cx, table, NULL, 0, w->amount, NULL, 2));
    hash_status(h, cx, attain_table_add_i64(cx, table, ATTAIN_TEXT(""), w->amount, NULL, 2));
    hash_status(h, cx, attain_table_add_text(cx, table, ATTAIN_TEXT("a"), backwards, "xy", NULL, 2));
    hash_status(h, cx, attain_table_add_text(cx, table, ATTAIN_TEXT("a"), negative, "xy", NULL, 2));
    hash_status(h, cx, attain_table_add_f64(cx, table, ATTAIN_TEXT("f"), w->ratio, NULL, 2));
    hash_status(h, cx, attain_table_add_i32(cx, table, ATTAIN_TEXT("f"), w->date, NULL, 2));
    hash_status(h, cx, attain_table_add_i32(cx, table, ATTAIN_TEXT("g"), w->date, NULL, 3));
    hash_status(h, cx, attain_table_describe(cx, table, 0, ATTAIN_MEANING_AMOUNT, 10));
    hash_status(h, cx, attain_table_describe(cx, table, 7, ATTAIN_MEANING_AMOUNT, 1));
    hash_status(h, cx, attain_csv_read(cx, w->csv, w->schema, NULL, 1, &none));
    hash_status(h, cx, attain_table_copy(cx, NULL, &none));
    WORLD_OK(cx, attain_context_set_progress(cx, cancel, NULL));
    hash_status(h, cx, attain_rfm_run(cx, attain_document_rfm(w->plan), NULL, 20000, w->orders, &none, NULL));
    hash_status(h, cx,
                attain_pay_run(cx, attain_document_pay(w->plan), NULL, w->deals, ATTAIN_PAY_BY_DEAL, &none, NULL));
    WORLD_OK(cx, attain_context_set_progress(cx, NULL, NULL));
    hash_i64(h, none == NULL);
    attain_table_destroy(table);
}

const verb verbs_of_tables[] = {
    {"table_write", run_write}, {"table_copy", run_look},  {"label", run_label}, {"schemas", run_schemas},
    {"csv_read", run_csv},      {"refusals", run_refused}, {NULL, NULL}};

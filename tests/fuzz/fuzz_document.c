/* Plan documents: what is read is written, read back and written to the same bytes, and both documents give the same results. */
#include <string.h>

#include "fuzz.h"

#define DEALS 6

static fuzz_output write_document(fuzz *f, const attain_document *document)
{
    fuzz_output output = {NULL, 0, 0, 0, 0};

    fuzz_write("", 0, &output);
    FUZZ_OK(f, (output.length = 0, attain_document_write(f->context, document, fuzz_write, &output)));
    return output;
}

/* A write that is refused is a write error and nothing else. */
static void check_refused(fuzz *f, const attain_document *document, size_t length, size_t limit)
{
    fuzz_output output = {NULL, 0, 0, 0, 0};

    FUZZ_CALL(f, (fuzz_output_free(&output), output.limit = limit + 1,
                  attain_document_write(f->context, document, fuzz_write, &output)));
    FUZZ_REQUIRE(f->status == (length > limit + 1 ? ATTAIN_ERROR_WRITE : ATTAIN_OK),
                 "%lu bytes where %lu fit gave '%s'", (unsigned long)length, (unsigned long)limit + 1,
                 attain_status_name(f->status));
    fuzz_output_free(&output);
}

/* ---- the same results ---- */

/* Either both calls failed in the same way or both made tables, which are the same; destroys them. */
static void require_alike(fuzz *f, attain_status first, attain_table *a, attain_status second, attain_table *b,
                          const char *what)
{
    FUZZ_REQUIRE(first == second, "%s: '%s' of what was read and '%s' of what was written", what,
                 attain_status_name(first), attain_status_name(second));
    if (first == ATTAIN_OK)
        fuzz_require_same(f, a, b, what);
    attain_table_destroy(a);
    attain_table_destroy(b);
}

static void compare_goals(fuzz *f, const attain_document *a, const attain_document *b)
{
    attain_table *first, *second;
    attain_status status;

    FUZZ_REQUIRE((attain_document_goals(a) == NULL) == (attain_document_goals(b) == NULL), "%s", "goals came or went");
    if (attain_document_goals(a) == NULL)
        return;
    status = FUZZ_MAKE(
        f, first, attain_goals_run(f->context, attain_document_goals(a), attain_document_calendar(a), &first, NULL));
    FUZZ_MAKE(f, second,
              attain_goals_run(f->context, attain_document_goals(b), attain_document_calendar(b), &second, NULL));
    require_alike(f, status, first, f->status, second, "goals");
}

static void compare_segments(fuzz *f, const attain_document *a, const attain_document *b)
{
    const attain_segments *first = attain_document_segments(a), *second = attain_document_segments(b);
    attain_table *orders, *scores, *again;
    attain_status status;
    static const int64_t customer[DEALS] = {1, 2, 2, 3, 1, 4}, amount[DEALS] = {100000, 5, 70000000, -3, 250, 100000};
    static const attain_day date[DEALS] = {19000, 19500, 19700, 19710, 19720, 19722};

    FUZZ_REQUIRE((first == NULL) == (second == NULL), "%s", "segments came or went");
    FUZZ_REQUIRE((attain_document_rfm(a) == NULL) == (attain_document_rfm(b) == NULL), "%s", "rfm came or went");
    FUZZ_REQUIRE((attain_document_abc(a) == NULL) == (attain_document_abc(b) == NULL), "%s", "abc came or went");
    FUZZ_REQUIRE(attain_segments_count(first) == attain_segments_count(second), "%lu rules were %lu",
                 (unsigned long)attain_segments_count(second), (unsigned long)attain_segments_count(first));
    if (attain_document_rfm(a) == NULL)
        return;
    FUZZ_MAKE_OK(f, orders, attain_table_create(f->context, &orders));
    FUZZ_OK(f, attain_table_add_i64(f->context, orders, ATTAIN_TEXT("customer"), customer, NULL, DEALS));
    FUZZ_OK(f, attain_table_add_i32(f->context, orders, ATTAIN_TEXT("date"), date, NULL, DEALS));
    FUZZ_OK(f, attain_table_add_i64(f->context, orders, ATTAIN_TEXT("amount"), amount, NULL, DEALS));
    status =
        FUZZ_MAKE(f, scores, attain_rfm_run(f->context, attain_document_rfm(a), first, 19723, orders, &scores, NULL));
    FUZZ_MAKE(f, again, attain_rfm_run(f->context, attain_document_rfm(b), second, 19723, orders, &again, NULL));
    require_alike(f, status, scores, f->status, again, "rfm");
    attain_table_destroy(orders);
}

/* Deals with every column the plans ask for. */
static attain_table *make_deals(fuzz *f, const attain_schema *schema)
{
    static const int64_t payee[DEALS] = {1, 2, 1, 1, 2, 1}, deal[DEALS] = {6, 5, 4, 3, 2, 1};
    static const int64_t basis[DEALS] = {120000000, 5000, 99999999, -100000000, 333, 1};
    static const attain_day date[DEALS] = {19723, 19724, 19754, 19755, 19900, 20000};
    size_t i, length;
    attain_table *deals;

    FUZZ_MAKE_OK(f, deals, attain_table_create(f->context, &deals));
    for (i = 0; i < attain_schema_columns(schema); i++) {
        const char *name = attain_schema_name(schema, i, &length);

        if (attain_schema_type(schema, i) == ATTAIN_TYPE_I32)
            FUZZ_OK(f, attain_table_add_i32(f->context, deals, name, length, date, NULL, DEALS));
        else
            FUZZ_OK(f, attain_table_add_i64(f->context, deals, name, length,
                                            strcmp(name, "payee") == 0  ? payee
                                            : strcmp(name, "deal") == 0 ? deal
                                                                        : basis,
                                            NULL, DEALS));
        if (attain_schema_meaning(schema, i) == ATTAIN_MEANING_AMOUNT)
            FUZZ_OK(f, attain_table_describe(f->context, deals, i, ATTAIN_MEANING_NONE, 0));
    }
    return deals;
}

static void compare_pay(fuzz *f, const attain_document *a, const attain_document *b)
{
    int32_t by;
    attain_schema *schema;
    attain_table *deals, *paid, *again;

    FUZZ_REQUIRE((attain_document_pay(a) == NULL) == (attain_document_pay(b) == NULL), "%s", "pay came or went");
    if (attain_document_pay(a) == NULL)
        return;
    FUZZ_MAKE_OK(f, schema, attain_pay_input_schema(f->context, attain_document_pay(a), &schema));
    deals = make_deals(f, schema);
    for (by = ATTAIN_PAY_BY_PERIOD; by <= ATTAIN_PAY_BY_TIER; by++) {
        attain_status status = FUZZ_MAKE(
            f, paid,
            attain_pay_run(f->context, attain_document_pay(a), attain_document_calendar(a), deals, by, &paid, NULL));

        FUZZ_MAKE(
            f, again,
            attain_pay_run(f->context, attain_document_pay(b), attain_document_calendar(b), deals, by, &again, NULL));
        require_alike(f, status, paid, f->status, again, "pay");
    }
    attain_table_destroy(deals);
    attain_schema_destroy(schema);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    fuzz f;
    size_t length, limit;
    const char *text;
    attain_document *document, *again;

    fuzz_begin(&f, data, size);
    limit = fuzz_pick(&f, 20000);
    text = fuzz_text(&f, &length);
    if (FUZZ_MAKE(&f, document, attain_document_read(f.context, text, length, &document)) == ATTAIN_OK) {
        fuzz_output first = write_document(&f, document), second;

        check_refused(&f, document, first.length, limit);
        FUZZ_MAKE_OK(&f, again, attain_document_read(f.context, first.bytes, first.length, &again));
        second = write_document(&f, again);
        FUZZ_REQUIRE(strcmp(first.bytes, second.bytes) == 0, "%s\n-- and --\n%s", first.bytes, second.bytes);
        compare_goals(&f, document, again);
        compare_segments(&f, document, again);
        compare_pay(&f, document, again);
        attain_document_destroy(again);
        fuzz_output_free(&first);
        fuzz_output_free(&second);
        attain_document_destroy(document);
    } else {
        FUZZ_REQUIRE(f.status != ATTAIN_ERROR_ARGUMENT && f.status != ATTAIN_ERROR_WRITE, "status %ld", (long)f.status);
    }
    return fuzz_end(&f);
}

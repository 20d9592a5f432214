/* Documents that setters built: what can be set can be written, and is read to what was set. */
#include <string.h>

#include "fuzz.h"

#define MOST 4

/* A name out of the text of the input; one that the library refuses is replaced. */
typedef struct names {
    const char *text;
    size_t left;
} names;

/* The next line of the text, or as much of it as there is. */
static const char *next_name(names *n, size_t *length)
{
    const char *name = n->text, *end = n->left == 0 ? NULL : memchr(n->text, '\n', n->left);

    *length = end == NULL ? n->left : (size_t)(end - n->text);
    n->text += *length + (end != NULL);
    n->left -= *length + (end != NULL);
    return name;
}

/* ---- building ---- */

static void build_rfm(fuzz *f, attain_document *document)
{
    static const int64_t most[] = {1, 2, 1, 1, 1000000};
    attain_rfm *rfm;
    int32_t i;

    FUZZ_MAKE_OK(f, rfm, attain_document_add_rfm(f->context, document, &rfm));
    for (i = 0; i < 5; i++)
        FUZZ_OK(f, attain_rfm_set(f->context, rfm, ATTAIN_RFM_REFUNDS + i, fuzz_between(f, 0, most[i])));
    for (i = ATTAIN_RFM_RECENCY; i <= ATTAIN_RFM_MONETARY; i++) {
        int64_t cuts[MOST];
        size_t count = fuzz_pick(f, MOST + 1), at;

        FUZZ_OK(f, attain_rfm_set_bins(f->context, rfm, i, (int32_t)fuzz_between(f, 1, 100)));
        for (at = 0; at < count; at++)
            cuts[at] = fuzz_number(f);
        if (count > 0)
            FUZZ_CALL(f, attain_rfm_set_cuts(f->context, rfm, i, cuts, count));
    }
}

static void build_segments(fuzz *f, attain_document *document, names *n)
{
    attain_segments *segments;
    size_t count = fuzz_pick(f, MOST + 1), i, j, length;
    const char *name;

    FUZZ_MAKE_OK(f, segments, attain_document_add_segments(f->context, document, &segments));
    name = next_name(n, &length);
    FUZZ_CALL(f, attain_segments_set_default(f->context, segments, name, length));
    for (i = 0; i < count; i++) {
        name = next_name(n, &length);
        if (FUZZ_CALL(f, attain_segments_add(f->context, segments, name, length)) != ATTAIN_OK)
            FUZZ_OK(f, attain_segments_add(f->context, segments, ATTAIN_TEXT("s")));
        for (j = 0; j < 2; j++) {
            int64_t low = fuzz_number(f), high = fuzz_number(f);

            FUZZ_CALL(f, attain_segments_limit(f->context, segments,
                                               (int32_t)fuzz_between(f, ATTAIN_RFM_RECENCY, ATTAIN_RFM_M), low, high));
        }
    }
}

static void build_abc(fuzz *f, attain_document *document)
{
    attain_abc *abc;
    int64_t values[MOST];
    size_t count = fuzz_pick(f, MOST + 1), i;

    FUZZ_MAKE_OK(f, abc, attain_document_add_abc(f->context, document, &abc));
    FUZZ_OK(f, attain_abc_set_rule(f->context, abc, (int32_t)fuzz_pick(f, 5)));
    for (i = 0; i < count; i++)
        values[i] = fuzz_number(f);
    if (fuzz_pick(f, 2) == 0)
        FUZZ_CALL(f, attain_abc_set_cuts(f->context, abc, values, count));
    else
        FUZZ_CALL(f, attain_abc_set_limits(f->context, abc, values, count));
}

static void build_component(fuzz *f, attain_pay *pay, names *n)
{
    static const int32_t accumulate[] = {ATTAIN_PAY_EACH_DEAL, ATTAIN_UNIT_MONTH, ATTAIN_UNIT_QUARTER,
                                         ATTAIN_UNIT_YEAR};
    attain_rates *rates;
    int32_t mode = (int32_t)fuzz_pick(f, 2), unit = accumulate[fuzz_pick(f, 4)];
    size_t tiers = fuzz_pick(f, MOST + 1), i, length, column_length;
    const char *name = next_name(n, &length), *column = next_name(n, &column_length);

    FUZZ_MAKE_OK(f, rates, attain_rates_create(f->context, mode, &rates));
    FUZZ_OK(f, attain_rates_set_rounding(f->context, rates, (int32_t)fuzz_pick(f, 4)));
    for (i = 0; i < tiers; i++) {
        attain_amount from = i == 0 ? 0 : fuzz_number(f);

        FUZZ_CALL(f, attain_rates_add(f->context, rates, from, fuzz_number(f)));
    }
    FUZZ_CALL(f, attain_pay_add_rates(f->context, pay, name, length, column, column_length, unit, rates));
    attain_rates_destroy(rates);
}

static void build_pay(fuzz *f, attain_document *document, names *n)
{
    attain_pay *pay;
    size_t plans = fuzz_pick(f, 3), components, length;
    const char *name;

    FUZZ_MAKE_OK(f, pay, attain_document_add_pay(f->context, document, &pay));
    while (plans-- > 0) {
        name = next_name(n, &length);
        FUZZ_CALL(f, attain_pay_add_plan(f->context, pay, name, length));
        for (components = fuzz_pick(f, 3); components > 0; components--)
            build_component(f, pay, n);
    }
}

static attain_document *build(fuzz *f)
{
    attain_document *document;
    attain_calendar *calendar;
    names n;
    int32_t decimals = (int32_t)fuzz_pick(f, ATTAIN_DECIMALS_MAX + 1);
    size_t sections = fuzz_pick(f, 32);

    n.text = fuzz_text(f, &n.left);
    FUZZ_MAKE_OK(f, document, attain_document_create(f->context, &document));
    if (fuzz_pick(f, 2) == 0)
        FUZZ_OK(f, attain_document_set_currency(f->context, document, ATTAIN_TEXT("EUR"), decimals));
    else
        FUZZ_OK(f, attain_document_set_currency(f->context, document, NULL, 0, decimals));
    if (sections & 1) {
        FUZZ_MAKE_OK(f, calendar, attain_document_add_calendar(f->context, document, &calendar));
        FUZZ_OK(f, attain_calendar_set_fiscal_start(f->context, calendar, (int32_t)fuzz_between(f, 1, 12)));
    }
    if (sections & 2)
        build_rfm(f, document);
    if (sections & 4)
        build_segments(f, document, &n);
    if (sections & 8)
        build_abc(f, document);
    if (sections & 16)
        build_pay(f, document, &n);
    return document;
}

/* ---- what two documents hold ---- */

/* The second length is behind a pointer because the call that sets it is an argument too. */
static void require_same_name(const char *a, size_t a_length, const char *b, const size_t *b_length)
{
    FUZZ_REQUIRE((a == NULL) == (b == NULL) && (a == NULL || (a_length == *b_length && memcmp(a, b, a_length) == 0)),
                 "%s became %s", a == NULL ? "nothing" : a, b == NULL ? "nothing" : b);
}

static void require_same_values(const int64_t *a, size_t a_count, const int64_t *b, const size_t *b_count)
{
    FUZZ_REQUIRE((a == NULL) == (b == NULL) &&
                     (a == NULL || (a_count == *b_count && memcmp(a, b, a_count * sizeof *a) == 0)),
                 "%lu values became %lu, or others", (unsigned long)a_count, (unsigned long)*b_count);
}

static void compare_models(const attain_document *a, const attain_document *b)
{
    const attain_rfm *first = attain_document_rfm(a), *second = attain_document_rfm(b);
    const attain_abc *abc = attain_document_abc(a), *again = attain_document_abc(b);
    int32_t i;
    size_t a_count = 0, b_count = 0;
    const int64_t *values;

    for (i = ATTAIN_RFM_REFUNDS; i <= ATTAIN_RFM_EDGE_OFFSET; i++)
        FUZZ_REQUIRE(attain_rfm_get(first, i) == attain_rfm_get(second, i), "option %d", (int)i);
    for (i = ATTAIN_RFM_RECENCY; i <= ATTAIN_RFM_MONETARY; i++) {
        FUZZ_REQUIRE(attain_rfm_bins(first, i) == attain_rfm_bins(second, i), "bins of %d", (int)i);
        values = attain_rfm_cuts(first, i, &a_count);
        require_same_values(values, a_count, attain_rfm_cuts(second, i, &b_count), &b_count);
    }
    FUZZ_REQUIRE(attain_abc_rule(abc) == attain_abc_rule(again), "rule %d", (int)attain_abc_rule(again));
    values = attain_abc_cuts(abc, &a_count);
    require_same_values(values, a_count, attain_abc_cuts(again, &b_count), &b_count);
    values = attain_abc_limits(abc, &a_count);
    require_same_values(values, a_count, attain_abc_limits(again, &b_count), &b_count);
}

static void compare_segments(const attain_segments *a, const attain_segments *b)
{
    size_t rule, a_length = 0, b_length = 0;
    int32_t field;
    const char *name;

    FUZZ_REQUIRE(attain_segments_count(a) == attain_segments_count(b), "%lu rules",
                 (unsigned long)attain_segments_count(b));
    name = attain_segments_default(a, &a_length);
    require_same_name(name, a_length, attain_segments_default(b, &b_length), &b_length);
    for (rule = 0; rule < attain_segments_count(a); rule++) {
        name = attain_segments_name(a, rule, &a_length);
        require_same_name(name, a_length, attain_segments_name(b, rule, &b_length), &b_length);
        for (field = ATTAIN_RFM_RECENCY; field <= ATTAIN_RFM_M; field++)
            FUZZ_REQUIRE(attain_segments_low(a, rule, field) == attain_segments_low(b, rule, field) &&
                             attain_segments_high(a, rule, field) == attain_segments_high(b, rule, field),
                         "rule %lu has another limit in field %d", (unsigned long)rule, (int)field);
    }
}

static void compare_rates(const attain_rates *a, const attain_rates *b)
{
    size_t i;

    FUZZ_REQUIRE(attain_rates_mode(a) == attain_rates_mode(b) && attain_rates_rounding(a) == attain_rates_rounding(b) &&
                     attain_rates_count(a) == attain_rates_count(b),
                 "%s", "another rate table");
    for (i = 0; i < attain_rates_count(a); i++)
        FUZZ_REQUIRE(attain_rates_from(a, i) == attain_rates_from(b, i) &&
                         attain_rates_rate(a, i) == attain_rates_rate(b, i),
                     "another tier %lu", (unsigned long)i);
}

static void compare_pay(const attain_pay *a, const attain_pay *b)
{
    size_t plan, i, a_length = 0, b_length = 0;
    const char *name;

    FUZZ_REQUIRE(attain_pay_plans(a) == attain_pay_plans(b) && attain_pay_decimals(a) == attain_pay_decimals(b),
                 "%lu plans", (unsigned long)attain_pay_plans(b));
    for (plan = 0; plan < attain_pay_plans(a); plan++) {
        name = attain_pay_plan_id(a, plan, &a_length);
        require_same_name(name, a_length, attain_pay_plan_id(b, plan, &b_length), &b_length);
        FUZZ_REQUIRE(attain_pay_components(a, plan) == attain_pay_components(b, plan), "plan %lu", (unsigned long)plan);
        for (i = 0; i < attain_pay_components(a, plan); i++) {
            name = attain_pay_component_id(a, plan, i, &a_length);
            require_same_name(name, a_length, attain_pay_component_id(b, plan, i, &b_length), &b_length);
            name = attain_pay_component_column(a, plan, i, &a_length);
            require_same_name(name, a_length, attain_pay_component_column(b, plan, i, &b_length), &b_length);
            FUZZ_REQUIRE(attain_pay_component_accumulate(a, plan, i) == attain_pay_component_accumulate(b, plan, i),
                         "component %lu", (unsigned long)i);
            compare_rates(attain_pay_component_rates(a, plan, i), attain_pay_component_rates(b, plan, i));
        }
    }
}

static void compare(const attain_document *a, const attain_document *b)
{
    FUZZ_REQUIRE(strcmp(attain_document_currency(a), attain_document_currency(b)) == 0 &&
                     attain_document_decimals(a) == attain_document_decimals(b),
                 "%s", "another currency");
    FUZZ_REQUIRE(attain_calendar_fiscal_start(attain_document_calendar(a)) ==
                     attain_calendar_fiscal_start(attain_document_calendar(b)),
                 "%s", "another calendar");
    compare_models(a, b);
    compare_segments(attain_document_segments(a), attain_document_segments(b));
    compare_pay(attain_document_pay(a), attain_document_pay(b));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    fuzz f;
    attain_document *document, *read;
    fuzz_output text = {NULL, 0, 0, 0, 0};

    fuzz_begin(&f, data, size);
    document = build(&f);
    FUZZ_CALL(&f, (text.length = 0, attain_document_write(f.context, document, fuzz_write, &text)));
    if (f.status == ATTAIN_OK) {
        FUZZ_MAKE_OK(&f, read, attain_document_read(f.context, text.bytes, text.length, &read));
        compare(document, read);
        attain_document_destroy(read);
    } else {
        FUZZ_REQUIRE(text.length == 0, "began to write what it refuses: %s", attain_context_error(f.context));
        FUZZ_REQUIRE(f.status == ATTAIN_ERROR_RULE || f.status == ATTAIN_ERROR_OVERFLOW, "status %ld", (long)f.status);
    }
    attain_document_destroy(document);
    fuzz_output_free(&text);
    return fuzz_end(&f);
}

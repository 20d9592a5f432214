/* Pay plans: deals and tiers sum to periods, steps to deals, nothing depends on the order of the rows, and refunds mirror. */
#include <stdio.h>
#include <string.h>

#include "fuzz.h"

#define MOST       20
#define COMPONENTS 3
#define TIERS      4

/* Facts, with the columns of which a row is missing at most one cell. */
typedef struct facts {
    size_t rows, missing; /* the row whose amount is missing, or `rows` */
    int with_deal;
    int64_t payee[MOST], deal[MOST], amount[MOST], margin[MOST];
    attain_day date[MOST];
} facts;

typedef struct plans {
    attain_pay *pay;
    attain_rates *rates[COMPONENTS];
    int32_t accumulate[COMPONENTS];
    const char *basis[COMPONENTS];
    size_t count;
} plans;

/* ---- reading the input ---- */

static attain_rates *read_rates(fuzz *f)
{
    attain_rates *rates;
    attain_amount from = 0;
    int32_t mode = (int32_t)fuzz_pick(f, 2);
    size_t count = fuzz_pick(f, TIERS + 1), i;

    FUZZ_MAKE_OK(f, rates, attain_rates_create(f->context, mode, &rates));
    FUZZ_OK(f, attain_rates_set_rounding(f->context, rates, (int32_t)fuzz_pick(f, 4)));
    for (i = 0; i < count; i++) {
        int64_t step = fuzz_between(f, 1, INT64_C(1) << 40), rate = fuzz_number(f);

        from += i == 0 ? 0 : step;
        FUZZ_OK(f, attain_rates_add(f->context, rates, from, rate));
    }
    return rates;
}

/* The plan "p" with the components "0", "1" ... */
static plans read_plans(fuzz *f)
{
    static const int32_t accumulate[] = {ATTAIN_PAY_EACH_DEAL, ATTAIN_UNIT_MONTH, ATTAIN_UNIT_QUARTER,
                                         ATTAIN_UNIT_YEAR};
    plans p;
    size_t i;

    FUZZ_MAKE_OK(f, p.pay, attain_pay_create(f->context, &p.pay));
    FUZZ_OK(f, attain_pay_add_plan(f->context, p.pay, ATTAIN_TEXT("p")));
    p.count = fuzz_pick(f, COMPONENTS + 1);
    for (i = 0; i < p.count; i++) {
        char id[] = {(char)('0' + (char)i), '\0'};

        p.accumulate[i] = accumulate[fuzz_pick(f, 4)];
        p.basis[i] = fuzz_pick(f, 2) == 0 ? "amount" : "margin";
        p.rates[i] = read_rates(f);
        FUZZ_OK(f, attain_pay_add_rates(f->context, p.pay, id, 1, p.basis[i], strlen(p.basis[i]), p.accumulate[i],
                                        p.rates[i]));
    }
    return p;
}

static facts read_facts(fuzz *f)
{
    facts d;
    size_t i;

    d.rows = fuzz_pick(f, MOST + 1);
    d.with_deal = fuzz_pick(f, 8) != 7;
    d.missing = fuzz_pick(f, 16) == 15 ? fuzz_pick(f, MOST) : MOST;
    for (i = 0; i < d.rows; i++) {
        d.payee[i] = (int64_t)fuzz_pick(f, 5);
        d.deal[i] = (int64_t)fuzz_pick(f, 10);
        d.date[i] = (attain_day)(19700 + fuzz_between(f, -800, 800));
        d.amount[i] = fuzz_number(f);
        d.margin[i] = fuzz_number(f);
    }
    return d;
}

static attain_table *make_table(fuzz *f, const facts *d, const uint8_t *validity)
{
    attain_table *table;

    FUZZ_MAKE_OK(f, table, attain_table_create(f->context, &table));
    FUZZ_OK(f, attain_table_add_i64(f->context, table, ATTAIN_TEXT("payee"), d->payee, NULL, d->rows));
    FUZZ_OK(f, attain_table_add_i32(f->context, table, ATTAIN_TEXT("date"), d->date, NULL, d->rows));
    FUZZ_OK(f, attain_table_add_i64(f->context, table, ATTAIN_TEXT("amount"), d->amount, validity, d->rows));
    FUZZ_OK(f, attain_table_add_i64(f->context, table, ATTAIN_TEXT("margin"), d->margin, NULL, d->rows));
    if (d->with_deal)
        FUZZ_OK(f, attain_table_add_i64(f->context, table, ATTAIN_TEXT("deal"), d->deal, NULL, d->rows));
    return table;
}

/* ---- properties of the results ---- */

/* Whether a row of another result is of the component, payee and period of a row of the periods. */
static int same_period(const attain_table *periods, size_t row, const attain_table *other, size_t other_row)
{
    return fuzz_cells_equal(periods, "component", row, other, "component", other_row) &&
           fuzz_cells_equal(periods, "payee", row, other, "payee", other_row) &&
           fuzz_cells_equal(periods, "period", row, other, "period", other_row);
}

static size_t component_of(const attain_table *table, size_t row)
{
    size_t length = 0;
    const char *id = fuzz_cell(table, "component", row, &length);

    return (size_t)(id[0] - '0');
}

/* Tiers sum to their period, in what they pay and in what they pay it for; a rate table without tiers has none. */
static void check_tiers(const plans *p, const attain_table *periods, const attain_table *tiers)
{
    size_t row, i, matched = 0;

    for (row = 0; row < attain_table_rows(periods); row++) {
        int none = attain_rates_count(p->rates[component_of(periods, row)]) == 0;
        fuzz_wide basis = fuzz_wide_of(0), amount = basis;

        for (i = 0; i < attain_table_rows(tiers); i++)
            if (same_period(periods, row, tiers, i)) {
                basis = fuzz_sum(basis, fuzz_wide_of(fuzz_i64(tiers, "basis")[i]));
                amount = fuzz_sum(amount, fuzz_wide_of(fuzz_i64(tiers, "amount")[i]));
                matched++;
            }
        FUZZ_REQUIRE(none || fuzz_compare(basis, fuzz_wide_of(fuzz_i64(periods, "basis")[row])) == 0,
                     "period %lu: tiers have another basis", (unsigned long)row);
        FUZZ_REQUIRE(fuzz_compare(amount, fuzz_wide_of(fuzz_i64(periods, "amount")[row])) == 0,
                     "period %lu: tiers pay something else", (unsigned long)row);
    }
    FUZZ_REQUIRE(matched == attain_table_rows(tiers), "%s", "tiers of no period");
}

/* The name of the period in which a deal of a component counts. */
static void name_period(fuzz *f, int32_t accumulate, attain_day date, char *name)
{
    int32_t unit = accumulate == ATTAIN_PAY_EACH_DEAL ? ATTAIN_UNIT_DAY : accumulate;
    attain_period period = 0;

    FUZZ_OK(f, attain_period_of_day(f->context, NULL, unit, date, &period));
    FUZZ_OK(f, attain_period_format(f->context, unit, period, name, ATTAIN_PERIOD_CAPACITY, NULL));
}

static void check_deals(fuzz *f, const plans *p, const attain_table *periods, const attain_table *deals)
{
    const int32_t *dates = attain_table_i32(deals, 4);
    const int64_t *deal_basis = fuzz_i64(deals, "basis"), *deal_amount = fuzz_i64(deals, "amount");
    size_t row, i, matched = 0;

    for (row = 0; row < attain_table_rows(periods); row++) {
        int32_t accumulate = p->accumulate[component_of(periods, row)];
        fuzz_wide basis = fuzz_wide_of(0), amount = basis;

        for (i = 0; i < attain_table_rows(deals); i++) {
            char name[ATTAIN_PERIOD_CAPACITY];

            if (!fuzz_cells_equal(periods, "component", row, deals, "component", i) ||
                !fuzz_cells_equal(periods, "payee", row, deals, "payee", i))
                continue;
            name_period(f, accumulate, dates[i], name);
            if (!fuzz_cell_is(periods, "period", row, name))
                continue;
            basis = fuzz_sum(basis, fuzz_wide_of(deal_basis[i]));
            amount = fuzz_sum(amount, fuzz_wide_of(deal_amount[i]));
            matched++;
        }
        FUZZ_REQUIRE(fuzz_compare(basis, fuzz_wide_of(fuzz_i64(periods, "basis")[row])) == 0,
                     "period %lu: deals have another basis", (unsigned long)row);
        FUZZ_REQUIRE(fuzz_compare(amount, fuzz_wide_of(fuzz_i64(periods, "amount")[row])) == 0,
                     "period %lu: deals pay something else", (unsigned long)row);
    }
    FUZZ_REQUIRE(matched == attain_table_rows(deals), "%s", "deals of no period");
}

/* A period pays what the rate table gives for its basis; where each deal stands alone, a deal does. */
static void check_rates(fuzz *f, const plans *p, const attain_table *rows, int each_deal)
{
    size_t row;

    for (row = 0; row < attain_table_rows(rows); row++) {
        size_t component = component_of(rows, row);
        attain_amount earned = 0;

        if ((p->accumulate[component] == ATTAIN_PAY_EACH_DEAL) != each_deal)
            continue;
        FUZZ_OK(f, attain_rates_apply(f->context, p->rates[component], 0, fuzz_i64(rows, "basis")[row], &earned));
        FUZZ_REQUIRE(earned == fuzz_i64(rows, "amount")[row], "row %lu has %lld where the rates give %lld",
                     (unsigned long)row, (long long)fuzz_i64(rows, "amount")[row], (long long)earned);
    }
}

/* The steps of a period sum to it. */
static void check_explain(const attain_table *periods, const attain_table *explain)
{
    size_t row, i, matched = 0;

    for (row = 0; row < attain_table_rows(periods); row++) {
        fuzz_wide amount = fuzz_wide_of(0);

        for (i = 0; i < attain_table_rows(explain); i++)
            if (same_period(periods, row, explain, i)) {
                amount = fuzz_sum(amount, fuzz_wide_of(fuzz_i64(explain, "amount")[i]));
                matched++;
            }
        FUZZ_REQUIRE(fuzz_compare(amount, fuzz_wide_of(fuzz_i64(periods, "amount")[row])) == 0,
                     "period %lu: steps sum to something else", (unsigned long)row);
    }
    FUZZ_REQUIRE(matched == attain_table_rows(explain), "%s", "steps of no period");
}

/* ---- runs ---- */

static attain_status run(fuzz *f, const plans *p, const attain_table *table, int32_t by, attain_table **result,
                         attain_table **explain)
{
    attain_table *made, *also;

    FUZZ_MAKE_TWO(f, made, also, attain_pay_run(f->context, p->pay, NULL, table, by, &made, &also));
    *result = made;
    *explain = also;
    return f->status;
}

static void check_order(fuzz *f, const plans *p, const facts *d, int32_t by, const attain_table *result,
                        const attain_table *explain)
{
    size_t order[MOST], i;
    facts shuffled = *d;
    attain_table *table, *again, *explain_again;

    fuzz_shuffle(f, order, d->rows);
    for (i = 0; i < d->rows; i++) {
        shuffled.payee[i] = d->payee[order[i]];
        shuffled.deal[i] = d->deal[order[i]];
        shuffled.date[i] = d->date[order[i]];
        shuffled.amount[i] = d->amount[order[i]];
        shuffled.margin[i] = d->margin[order[i]];
    }
    table = make_table(f, &shuffled, NULL);
    FUZZ_REQUIRE(run(f, p, table, by, &again, &explain_again) == ATTAIN_OK, "%s", "failed in another order");
    fuzz_require_same(f, result, again, "rows in another order");
    fuzz_require_same(f, explain, explain_again, "explained in another order");
    attain_table_destroy(again);
    attain_table_destroy(explain_again);
    attain_table_destroy(table);
}

static void check_mirror(fuzz *f, const plans *p, const facts *d, const attain_table *periods)
{
    facts mirrored = *d;
    attain_table *table, *again;
    size_t i;

    for (i = 0; i < d->rows; i++) {
        if (d->amount[i] == INT64_MIN || d->margin[i] == INT64_MIN)
            return;
        mirrored.amount[i] = -d->amount[i];
        mirrored.margin[i] = -d->margin[i];
    }
    for (i = 0; i < attain_table_rows(periods); i++)
        if (fuzz_i64(periods, "amount")[i] == INT64_MIN || fuzz_i64(periods, "basis")[i] == INT64_MIN)
            return;
    table = make_table(f, &mirrored, NULL);
    FUZZ_MAKE_OK(f, again, attain_pay_run(f->context, p->pay, NULL, table, ATTAIN_PAY_BY_PERIOD, &again, NULL));
    FUZZ_REQUIRE(attain_table_rows(again) == attain_table_rows(periods), "%s", "the mirror has other periods");
    for (i = 0; i < attain_table_rows(periods); i++)
        FUZZ_REQUIRE(fuzz_i64(again, "amount")[i] == -fuzz_i64(periods, "amount")[i], "period %lu does not mirror",
                     (unsigned long)i);
    attain_table_destroy(again);
    attain_table_destroy(table);
}

static void check_runs(fuzz *f, const plans *p, const facts *d, const attain_table *table, const attain_table *periods)
{
    attain_table *result, *explain;
    int32_t by;

    check_rates(f, p, periods, 0);
    check_mirror(f, p, d, periods);
    for (by = ATTAIN_PAY_BY_PERIOD; by <= ATTAIN_PAY_BY_TIER; by++) {
        if (run(f, p, table, by, &result, &explain) != ATTAIN_OK) {
            FUZZ_REQUIRE(f->status == ATTAIN_ERROR_OVERFLOW || f->status == ATTAIN_ERROR_SCHEMA, "status %ld",
                         (long)f->status);
            FUZZ_REQUIRE(f->status == ATTAIN_ERROR_OVERFLOW || !d->with_deal, "%s", attain_context_error(f->context));
            continue;
        }
        if (by == ATTAIN_PAY_BY_PERIOD)
            fuzz_require_same(f, periods, result, "with and without an explanation");
        else if (by == ATTAIN_PAY_BY_DEAL)
            check_deals(f, p, periods, result), check_rates(f, p, result, 1);
        else
            check_tiers(p, periods, result);
        check_explain(periods, explain);
        check_order(f, p, d, by, result, explain);
        attain_table_destroy(result);
        attain_table_destroy(explain);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    fuzz f;
    plans p;
    facts d;
    uint8_t validity[(MOST + 7) / 8];
    size_t i;
    attain_table *table, *periods;
    int uses_missing = 0;

    fuzz_begin(&f, data, size);
    p = read_plans(&f);
    d = read_facts(&f);
    memset(validity, 0xFF, sizeof validity);
    if (d.missing < d.rows)
        validity[d.missing / 8] = (uint8_t)(validity[d.missing / 8] ^ 1u << d.missing % 8);
    for (i = 0; i < p.count; i++)
        uses_missing |= d.missing < d.rows && strcmp(p.basis[i], "amount") == 0;
    table = make_table(&f, &d, d.missing < d.rows ? validity : NULL);
    FUZZ_MAKE(&f, periods, attain_pay_run(f.context, p.pay, NULL, table, ATTAIN_PAY_BY_PERIOD, &periods, NULL));
    if (uses_missing)
        FUZZ_REQUIRE(f.status == ATTAIN_ERROR_VALUE && attain_context_error_row(f.context) == (int64_t)d.missing,
                     "a missing amount gave '%s'", attain_status_name(f.status));
    else
        FUZZ_REQUIRE(f.status == ATTAIN_OK || f.status == ATTAIN_ERROR_OVERFLOW, "'%s': %s",
                     attain_status_name(f.status), attain_context_error(f.context));
    if (f.status == ATTAIN_OK && d.missing >= d.rows)
        check_runs(&f, &p, &d, table, periods);
    attain_table_destroy(periods);
    attain_table_destroy(table);
    for (i = 0; i < p.count; i++)
        attain_rates_destroy(p.rates[i]);
    attain_pay_destroy(p.pay);
    return fuzz_end(&f);
}

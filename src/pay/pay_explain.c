/* The explain table: the steps by which each deal's pay comes about. */
#include "pay/pay_internal.h"

const attain_schema *attain__pay_explain_schema(void)
{
    static const attain__schema_column columns[] = {
        ATTAIN__SCHEMA_COLUMN("plan", ATTAIN_TYPE_TEXT, ATTAIN_MEANING_CODE, 1),
        ATTAIN__SCHEMA_COLUMN("component", ATTAIN_TYPE_TEXT, ATTAIN_MEANING_CODE, 1),
        ATTAIN__SCHEMA_COLUMN("payee", ATTAIN_TYPE_KEY, ATTAIN_MEANING_CODE, 1),
        ATTAIN__SCHEMA_COLUMN("period", ATTAIN_TYPE_TEXT, ATTAIN_MEANING_CODE, 1),
        ATTAIN__SCHEMA_COLUMN("deal", ATTAIN_TYPE_KEY, ATTAIN_MEANING_CODE, 0),
        ATTAIN__SCHEMA_COLUMN("date", ATTAIN_TYPE_I32, ATTAIN_MEANING_DAY, 1),
        ATTAIN__SCHEMA_COLUMN("prior", ATTAIN_TYPE_I64, ATTAIN_MEANING_AMOUNT, 1),
        ATTAIN__SCHEMA_COLUMN("step", ATTAIN_TYPE_TEXT, ATTAIN_MEANING_CODE, 1),
        ATTAIN__SCHEMA_COLUMN("tier", ATTAIN_TYPE_I64, ATTAIN_MEANING_CODE, 1),
        ATTAIN__SCHEMA_COLUMN("units", ATTAIN_TYPE_I64, ATTAIN_MEANING_AMOUNT, 1),
        ATTAIN__SCHEMA_COLUMN("rate", ATTAIN_TYPE_I64, ATTAIN_MEANING_RATE, 1),
        ATTAIN__SCHEMA_COLUMN("product", ATTAIN_TYPE_TEXT, ATTAIN_MEANING_NONE, 1),
        ATTAIN__SCHEMA_COLUMN("residue", ATTAIN_TYPE_TEXT, ATTAIN_MEANING_NONE, 1),
        ATTAIN__SCHEMA_COLUMN("amount", ATTAIN_TYPE_I64, ATTAIN_MEANING_AMOUNT, 1)};
    static const attain_schema schema = ATTAIN__SCHEMA(columns);

    return &schema;
}

/* Where the explain sheet has its texts, behind plan, component and period, and its numbers. */
enum { STEP = ATTAIN__SHEET_PERIOD + 1, PRODUCT, RESIDUE };
enum { PRIOR, TIER, UNITS, RATE, AMOUNT, NUMBERS };

/* Commission of a period so far. */
typedef struct step_trace {
    const attain__pay_walk *walk;
    attain__pay_sheet *sheet;
    size_t row;          /* the deal */
    attain_amount prior; /* basis before it */
    attain__i128 exact;
    attain_amount paid; /* round(exact) */
} step_trace;

/* ---- a step ---- */

static attain_status append_exact(const step_trace *trace, size_t text, attain__i128 exact)
{
    char number[ATTAIN__I128_CAPACITY];
    size_t length = attain__i128_format(exact, trace->walk->run->pay->decimals + 9, 1, number);

    return attain__text_append(trace->walk->run->context, &trace->sheet->texts[text], number, length);
}

/* Takes `units` at a rate: product = units · rate comes on top of what is exact so far, and what that adds to the rounded
 * commission is the step's amount. So residue before + product = amount + residue after. */
static attain_status add_step(step_trace *trace, int re_rate, size_t tier, attain_amount units, attain_rate rate)
{
    const attain__pay_walk *walk = trace->walk;
    attain_context *context = walk->run->context;
    attain__i128 product = attain__i128_multiply(units, rate), residue;
    attain_amount paid;
    int64_t numbers[NUMBERS];
    attain_status status;

    numbers[PRIOR] = trace->prior;
    numbers[TIER] = (int64_t)tier;
    numbers[UNITS] = units;
    numbers[RATE] = rate;
    if (attain__i128_add(trace->exact, product, &trace->exact) ||
        attain__rates_round(walk->component->rates, trace->exact, &paid) ||
        attain__amount_subtract(paid, trace->paid, &numbers[AMOUNT]))
        return attain__pay_overflow(walk, trace->row);
    trace->paid = paid;
    attain__i128_subtract(trace->exact, attain__i128_multiply(paid, ATTAIN_RATE_ONE), &residue); /* below one unit */
    status = attain__sheet_add(context, trace->sheet, trace->row, numbers);
    if (status == ATTAIN_OK)
        status = re_rate ? attain__text_append(context, &trace->sheet->texts[STEP], ATTAIN_TEXT("re-rate"))
                         : attain__text_append(context, &trace->sheet->texts[STEP], ATTAIN_TEXT("tier"));
    if (status == ATTAIN_OK)
        status = append_exact(trace, PRODUCT, product);
    if (status == ATTAIN_OK)
        status = append_exact(trace, RESIDUE, residue);
    return status;
}

/* ---- a deal ---- */

/* Marginal: a step for every tier in which the deal takes the period's basis on, or back. */
static attain_status explain_marginal(step_trace *trace, attain_amount total)
{
    const attain_rates *rates = trace->walk->component->rates;
    size_t before = attain__rates_reached(rates, trace->prior), after = attain__rates_reached(rates, total);
    size_t last = before > after ? before : after;
    size_t tier;
    attain_status status = ATTAIN_OK;

    if (total == trace->prior)
        return add_step(trace, 0, after, 0, rates->tiers[after].rate);
    for (tier = 0; tier <= last && status == ATTAIN_OK; tier++) {
        /* all differences have the sign of the deal and sum to it, so that each fits */
        attain_amount units = attain__rates_part(rates, tier, total) - attain__rates_part(rates, tier, trace->prior);

        if (units != 0)
            status = add_step(trace, 0, tier, units, rates->tiers[tier].rate);
    }
    return status;
}

/* Whole: the deal at the rate now reached, and where that is a new one, what was there before at the difference. */
static attain_status explain_whole(step_trace *trace, attain_amount deal, attain_amount total)
{
    const attain_rates *rates = trace->walk->component->rates;
    size_t tier = attain__rates_reached(rates, total);
    attain_rate rate = rates->tiers[tier].rate, change;
    attain_status status = add_step(trace, 0, tier, deal, rate);

    if (status != ATTAIN_OK)
        return status;
    if (attain__amount_subtract(rate, rates->tiers[attain__rates_reached(rates, trace->prior)].rate, &change))
        return attain__pay_overflow(trace->walk, trace->row);
    if (change != 0 && trace->prior != 0)
        status = add_step(trace, 1, tier, trace->prior, change);
    return status;
}

static attain_status explain_group(step_trace *trace, const attain__pay_group *group)
{
    const attain__pay_walk *walk = trace->walk;
    const attain_rates *rates = walk->component->rates;
    attain_amount total = 0;
    size_t i;
    attain_status status = ATTAIN_OK;

    for (i = group->start; i < group->end && status == ATTAIN_OK; i++) {
        trace->row = walk->run->order[i].row;
        if (i == group->start || walk->component->accumulate == ATTAIN_PAY_EACH_DEAL) {
            total = 0;
            trace->exact = attain__i128_from(0);
            trace->paid = 0;
        }
        trace->prior = total;
        if (attain__amount_add(total, walk->basis[i], &total))
            return attain__pay_overflow(walk, trace->row);
        if (rates->count > 0)
            status = rates->mode == ATTAIN_RATES_WHOLE ? explain_whole(trace, walk->basis[i], total)
                                                       : explain_marginal(trace, total);
        if (status == ATTAIN_OK)
            status = attain__pay_tick(walk->run);
    }
    if (status == ATTAIN_OK)
        status = attain__sheet_period(walk->run->context, trace->sheet, walk->unit, group->period);
    return status;
}

attain_status attain__pay_explain(const attain__pay_walk *walk, attain__pay_sheet *sheet)
{
    attain__pay_group group = {0, 0, 0};
    step_trace trace;
    attain_status status = ATTAIN_OK;

    trace.walk = walk;
    trace.sheet = sheet;
    while (status == ATTAIN_OK && attain__pay_next(walk, &group))
        status = explain_group(&trace, &group);
    return status;
}

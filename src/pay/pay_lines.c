/* What one component pays: walking through the ordered deals, and lines by period, deal and tier. */
#include "pay/pay_internal.h"

/* ---- walking through the deals ---- */

attain_status attain__pay_tick(attain__pay_run *run)
{
    run->done++;
    if (run->done % ATTAIN__PROGRESS_ROWS == 0)
        return attain__progress(run->context, run->done);
    return ATTAIN_OK;
}

int attain__pay_next(const attain__pay_walk *walk, attain__pay_group *group)
{
    const attain__pay_run *run = walk->run;
    const attain__pay_place *order = run->order;
    size_t at = group->end;
    uint32_t payee;
    int32_t day;

    group->start = at;
    if (at == run->rows)
        return 0;
    payee = order[at].payee;
    day = order[at].day;
    group->period = attain__period_of_day(run->calendar, walk->unit, day);
    for (at++; at < run->rows && order[at].payee == payee; at++) {
        if (order[at].day == day)
            continue;
        day = order[at].day;
        if (attain__period_of_day(run->calendar, walk->unit, day) != group->period)
            break;
    }
    group->end = at;
    return 1;
}

attain_status attain__pay_overflow(const attain__pay_walk *walk, size_t row)
{
    return attain__error_cell(walk->run->context, ATTAIN_ERROR_OVERFLOW, "deals", walk->column, row,
                              "with this deal the payee's basis or commission does not fit in 64 bits");
}

/* A sum whose parts may go beyond 64 bits as long as the whole does not. */
static void add_wide(attain__i128 *sum, int64_t value)
{
    attain__i128_add(*sum, attain__i128_from(value), sum); /* fewer than 2^63 values: cannot overflow */
}

/* ---- by period ---- */

/* The numbers of a line; the columns that hold them stand in the same order. */
enum { PERIOD_BASIS, PERIOD_AMOUNT, PERIOD_NUMBERS };

static const attain__schema_column period_columns[] = {
    ATTAIN__SCHEMA_COLUMN("plan", ATTAIN_TYPE_TEXT, ATTAIN_MEANING_CODE, 1),
    ATTAIN__SCHEMA_COLUMN("component", ATTAIN_TYPE_TEXT, ATTAIN_MEANING_CODE, 1),
    ATTAIN__SCHEMA_COLUMN("payee", ATTAIN_TYPE_KEY, ATTAIN_MEANING_CODE, 1),
    ATTAIN__SCHEMA_COLUMN("period", ATTAIN_TYPE_TEXT, ATTAIN_MEANING_CODE, 1),
    ATTAIN__SCHEMA_COLUMN("basis", ATTAIN_TYPE_I64, ATTAIN_MEANING_AMOUNT, 1),
    ATTAIN__SCHEMA_COLUMN("amount", ATTAIN_TYPE_I64, ATTAIN_MEANING_AMOUNT, 1)};

/* Basis and commission of a group: of the sum, or the sum of the deals' own. */
static attain_status pay_group(const attain__pay_walk *walk, const attain__pay_group *group, int64_t *numbers)
{
    const attain_rates *rates = walk->component->rates;
    const attain__pay_place *order = walk->run->order;
    attain__i128 basis = {0, 0}, amount = {0, 0};
    attain_amount earned;
    size_t i;
    attain_status status = ATTAIN_OK;

    for (i = group->start; i < group->end && status == ATTAIN_OK; i++) {
        attain_amount deal = walk->basis[i];

        add_wide(&basis, deal);
        if (walk->component->accumulate == ATTAIN_PAY_EACH_DEAL) {
            if (attain__rates_round(rates, attain__rates_exact(rates, deal), &earned))
                return attain__pay_overflow(walk, order[i].row);
            add_wide(&amount, earned);
        }
        status = attain__pay_tick(walk->run);
    }
    if (status != ATTAIN_OK)
        return status;
    if (attain__i128_to_i64(basis, &numbers[PERIOD_BASIS]))
        return attain__pay_overflow(walk, order[group->end - 1].row);
    if (walk->component->accumulate != ATTAIN_PAY_EACH_DEAL) {
        if (attain__rates_round(rates, attain__rates_exact(rates, numbers[PERIOD_BASIS]), &numbers[PERIOD_AMOUNT]))
            return attain__pay_overflow(walk, order[group->end - 1].row);
    } else if (attain__i128_to_i64(amount, &numbers[PERIOD_AMOUNT])) {
        return attain__pay_overflow(walk, order[group->end - 1].row);
    }
    return ATTAIN_OK;
}

attain_status attain__pay_by_period(const attain__pay_walk *walk, attain__pay_sheet *sheet)
{
    attain_context *context = walk->run->context;
    attain__pay_group group = {0, 0, 0};
    attain_status status = ATTAIN_OK;

    while (status == ATTAIN_OK && attain__pay_next(walk, &group)) {
        int64_t numbers[PERIOD_NUMBERS];

        status = pay_group(walk, &group, numbers);
        if (status == ATTAIN_OK)
            status = attain__sheet_add(context, sheet, walk->run->order[group.start].row, numbers);
        if (status == ATTAIN_OK)
            status = attain__sheet_period(context, sheet, walk->unit, group.period);
    }
    return status;
}

/* ---- by deal ---- */

enum { DEAL_BASIS, DEAL_AMOUNT, DEAL_NUMBERS };

static const attain__schema_column deal_columns[] = {
    ATTAIN__SCHEMA_COLUMN("plan", ATTAIN_TYPE_TEXT, ATTAIN_MEANING_CODE, 1),
    ATTAIN__SCHEMA_COLUMN("component", ATTAIN_TYPE_TEXT, ATTAIN_MEANING_CODE, 1),
    ATTAIN__SCHEMA_COLUMN("deal", ATTAIN_TYPE_KEY, ATTAIN_MEANING_CODE, 1),
    ATTAIN__SCHEMA_COLUMN("payee", ATTAIN_TYPE_KEY, ATTAIN_MEANING_CODE, 1),
    ATTAIN__SCHEMA_COLUMN("date", ATTAIN_TYPE_I32, ATTAIN_MEANING_DAY, 1),
    ATTAIN__SCHEMA_COLUMN("basis", ATTAIN_TYPE_I64, ATTAIN_MEANING_AMOUNT, 1),
    ATTAIN__SCHEMA_COLUMN("amount", ATTAIN_TYPE_I64, ATTAIN_MEANING_AMOUNT, 1)};

/* Each deal earns what it adds to the rounded commission of its period so far. */
static attain_status pay_deals(const attain__pay_walk *walk, const attain__pay_group *group, attain__pay_sheet *sheet)
{
    const attain_rates *rates = walk->component->rates;
    attain_amount total = 0, paid = 0;
    size_t i;
    attain_status status = ATTAIN_OK;

    for (i = group->start; i < group->end && status == ATTAIN_OK; i++) {
        size_t row = walk->run->order[i].row;
        attain_amount now;
        int64_t numbers[DEAL_NUMBERS];

        if (walk->component->accumulate == ATTAIN_PAY_EACH_DEAL)
            total = paid = 0;
        numbers[DEAL_BASIS] = walk->basis[i];
        if (attain__amount_add(total, numbers[DEAL_BASIS], &total) ||
            attain__rates_round(rates, attain__rates_exact(rates, total), &now) ||
            attain__amount_subtract(now, paid, &numbers[DEAL_AMOUNT]))
            return attain__pay_overflow(walk, row);
        paid = now;
        status = attain__sheet_add(walk->run->context, sheet, row, numbers);
        if (status == ATTAIN_OK)
            status = attain__pay_tick(walk->run);
    }
    return status;
}

attain_status attain__pay_by_deal(const attain__pay_walk *walk, attain__pay_sheet *sheet)
{
    attain__pay_group group = {0, 0, 0};
    attain_status status = ATTAIN_OK;

    while (status == ATTAIN_OK && attain__pay_next(walk, &group))
        status = pay_deals(walk, &group, sheet);
    return status;
}

/* ---- by tier ---- */

enum { TIER_TIER, TIER_FROM, TIER_RATE, TIER_BASIS, TIER_AMOUNT, TIER_NUMBERS };

static const attain__schema_column tier_columns[] = {
    ATTAIN__SCHEMA_COLUMN("plan", ATTAIN_TYPE_TEXT, ATTAIN_MEANING_CODE, 1),
    ATTAIN__SCHEMA_COLUMN("component", ATTAIN_TYPE_TEXT, ATTAIN_MEANING_CODE, 1),
    ATTAIN__SCHEMA_COLUMN("payee", ATTAIN_TYPE_KEY, ATTAIN_MEANING_CODE, 1),
    ATTAIN__SCHEMA_COLUMN("period", ATTAIN_TYPE_TEXT, ATTAIN_MEANING_CODE, 1),
    ATTAIN__SCHEMA_COLUMN("tier", ATTAIN_TYPE_I64, ATTAIN_MEANING_CODE, 1),
    ATTAIN__SCHEMA_COLUMN("from", ATTAIN_TYPE_I64, ATTAIN_MEANING_AMOUNT, 1),
    ATTAIN__SCHEMA_COLUMN("rate", ATTAIN_TYPE_I64, ATTAIN_MEANING_RATE, 1),
    ATTAIN__SCHEMA_COLUMN("basis", ATTAIN_TYPE_I64, ATTAIN_MEANING_AMOUNT, 1),
    ATTAIN__SCHEMA_COLUMN("amount", ATTAIN_TYPE_I64, ATTAIN_MEANING_AMOUNT, 1)};

/* What a group has in one tier. */
typedef struct tier_sum {
    int touched;
    attain__i128 basis, amount;
} tier_sum;

/* Spreads an amount over its tiers; what it earns is rounded tier upon tier, so that it sums to what it earns at once. */
static int spread(const attain_rates *rates, attain_amount amount, tier_sum *tiers)
{
    size_t reached = attain__rates_reached(rates, amount);
    size_t tier;
    attain__i128 exact = {0, 0};
    attain_amount paid = 0, now, earned;

    for (tier = 0; tier <= reached; tier++) {
        attain_amount part = attain__rates_part(rates, tier, amount);

        if (part == 0 && reached > 0) /* none of it; an amount of nothing has tier 0 */
            continue;
        attain__i128_add(exact, attain__i128_multiply(part, rates->tiers[tier].rate), &exact);
        if (attain__rates_round(rates, exact, &now) || attain__amount_subtract(now, paid, &earned))
            return 1;
        paid = now;
        tiers[tier].touched = 1;
        add_wide(&tiers[tier].basis, part);
        add_wide(&tiers[tier].amount, earned);
    }
    return 0;
}

static attain_status add_tiers(const attain__pay_walk *walk, const attain__pay_group *group, const tier_sum *tiers,
                               attain__pay_sheet *sheet)
{
    const attain_rates *rates = walk->component->rates;
    size_t row = walk->run->order[group->end - 1].row;
    size_t tier;
    attain_status status = ATTAIN_OK;

    for (tier = 0; tier < rates->count && status == ATTAIN_OK; tier++) {
        int64_t numbers[TIER_NUMBERS];

        if (!tiers[tier].touched)
            continue;
        numbers[TIER_TIER] = (int64_t)tier;
        numbers[TIER_FROM] = rates->tiers[tier].from;
        numbers[TIER_RATE] = rates->tiers[tier].rate;
        if (attain__i128_to_i64(tiers[tier].basis, &numbers[TIER_BASIS]) ||
            attain__i128_to_i64(tiers[tier].amount, &numbers[TIER_AMOUNT]))
            return attain__pay_overflow(walk, row);
        status = attain__sheet_add(walk->run->context, sheet, row, numbers);
    }
    if (status == ATTAIN_OK)
        status = attain__sheet_period(walk->run->context, sheet, walk->unit, group->period);
    return status;
}

static attain_status spread_group(const attain__pay_walk *walk, const attain__pay_group *group, tier_sum *tiers)
{
    const attain_rates *rates = walk->component->rates;
    const attain__pay_place *order = walk->run->order;
    const tier_sum empty = {0, {0, 0}, {0, 0}};
    int64_t numbers[PERIOD_NUMBERS];
    size_t i;
    attain_status status = ATTAIN_OK;

    for (i = 0; i < rates->count; i++)
        tiers[i] = empty;
    if (walk->component->accumulate != ATTAIN_PAY_EACH_DEAL) {
        status = pay_group(walk, group, numbers);
        if (status == ATTAIN_OK && rates->count > 0 && spread(rates, numbers[PERIOD_BASIS], tiers))
            status = attain__pay_overflow(walk, order[group->end - 1].row);
        return status;
    }
    for (i = group->start; i < group->end && status == ATTAIN_OK; i++) {
        if (rates->count > 0 && spread(rates, walk->basis[i], tiers))
            return attain__pay_overflow(walk, order[i].row);
        status = attain__pay_tick(walk->run);
    }
    return status;
}

attain_status attain__pay_by_tier(const attain__pay_walk *walk, attain__pay_sheet *sheet)
{
    attain__pay_group group = {0, 0, 0};
    void *tiers;
    attain_status status =
        attain__allocate(walk->run->context, walk->component->rates->count, sizeof(tier_sum), &tiers);

    if (status != ATTAIN_OK)
        return status;
    while (status == ATTAIN_OK && attain__pay_next(walk, &group)) {
        status = spread_group(walk, &group, tiers);
        if (status == ATTAIN_OK)
            status = add_tiers(walk, &group, tiers, sheet);
    }
    attain__release(&walk->run->context->allocator, tiers);
    return status;
}

/* ---- their columns ---- */

const attain_schema *attain_pay_output_schema(int32_t by)
{
    static const attain_schema schemas[] = {ATTAIN__SCHEMA(period_columns), ATTAIN__SCHEMA(deal_columns),
                                            ATTAIN__SCHEMA(tier_columns)};

    return by >= ATTAIN_PAY_BY_PERIOD && by <= ATTAIN_PAY_BY_TIER ? &schemas[by] : NULL;
}

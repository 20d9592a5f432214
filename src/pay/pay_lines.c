/* What one component pays: walking through the ordered deals, and lines by period, deal and tier. */
#include "pay/pay_internal.h"

/* ---- walking through the deals ---- */

attain_status attain__pay_tick(attain__pay_run *run)
{
    run->done++;
    if (run->done % ATTAIN__PROGRESS_ROWS == 0)
        return attain__progress(run->context, run->done, run->total);
    return ATTAIN_OK;
}

int attain__pay_next(const attain__pay_walk *walk, attain__pay_group *group)
{
    const attain__pay_run *run = walk->run;
    const int32_t *days = run->columns[ATTAIN__PAY_DATE]->values;
    const size_t *order = run->order;
    size_t at = group->end;
    uint32_t payee;
    int32_t day;

    group->start = at;
    if (at == run->rows)
        return 0;
    payee = run->payees.codes[order[at]];
    day = days[order[at]];
    group->period = attain__period_of_day(run->calendar, walk->unit, day);
    for (at++; at < run->rows && run->payees.codes[order[at]] == payee; at++) {
        if (days[order[at]] == day)
            continue;
        day = days[order[at]];
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

/* Basis and commission of a group: of the sum, or the sum of the deals' own. */
static attain_status pay_group(const attain__pay_walk *walk, const attain__pay_group *group, int64_t numbers[2])
{
    const attain_rates *rates = walk->component->rates;
    const size_t *order = walk->run->order;
    attain__i128 basis = {0, 0}, amount = {0, 0};
    attain_amount earned;
    size_t i;
    attain_status status = ATTAIN_OK;

    for (i = group->start; i < group->end && status == ATTAIN_OK; i++) {
        attain_amount deal = walk->basis[order[i]];

        add_wide(&basis, deal);
        if (walk->component->accumulate == ATTAIN_PAY_EACH_DEAL) {
            if (attain__rates_round(rates, attain__rates_exact(rates, deal), &earned))
                return attain__pay_overflow(walk, order[i]);
            add_wide(&amount, earned);
        }
        status = attain__pay_tick(walk->run);
    }
    if (status != ATTAIN_OK)
        return status;
    if (attain__i128_to_i64(basis, &numbers[0]))
        return attain__pay_overflow(walk, order[group->end - 1]);
    if (walk->component->accumulate != ATTAIN_PAY_EACH_DEAL) {
        if (attain__rates_round(rates, attain__rates_exact(rates, numbers[0]), &numbers[1]))
            return attain__pay_overflow(walk, order[group->end - 1]);
    } else if (attain__i128_to_i64(amount, &numbers[1])) {
        return attain__pay_overflow(walk, order[group->end - 1]);
    }
    return ATTAIN_OK;
}

attain_status attain__pay_by_period(const attain__pay_walk *walk, attain__pay_sheet *sheet)
{
    attain_context *context = walk->run->context;
    attain__pay_group group = {0, 0, 0};
    attain_status status = ATTAIN_OK;

    while (status == ATTAIN_OK && attain__pay_next(walk, &group)) {
        int64_t numbers[2];

        status = pay_group(walk, &group, numbers);
        if (status == ATTAIN_OK)
            status = attain__sheet_add(context, sheet, walk->run->order[group.start], numbers);
        if (status == ATTAIN_OK)
            status = attain__sheet_period(context, sheet, walk->unit, group.period);
    }
    return status;
}

/* ---- by deal ---- */

/* Each deal earns what it adds to the rounded commission of its period so far. */
static attain_status pay_deals(const attain__pay_walk *walk, const attain__pay_group *group, attain__pay_sheet *sheet)
{
    const attain_rates *rates = walk->component->rates;
    attain_amount total = 0, paid = 0;
    size_t i;
    attain_status status = ATTAIN_OK;

    for (i = group->start; i < group->end && status == ATTAIN_OK; i++) {
        size_t row = walk->run->order[i];
        attain_amount now;
        int64_t numbers[2];

        if (walk->component->accumulate == ATTAIN_PAY_EACH_DEAL)
            total = paid = 0;
        numbers[0] = walk->basis[row];
        if (attain__amount_add(total, numbers[0], &total) ||
            attain__rates_round(rates, attain__rates_exact(rates, total), &now) ||
            attain__amount_subtract(now, paid, &numbers[1]))
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

/* What a group has in one tier. */
typedef struct tier_sum {
    int touched;
    attain__i128 basis, amount;
} tier_sum;

/* Spreads an amount over its tiers; what it earns is rounded tier upon tier, so that it sums to what it earns at once. */
static int spread(const attain_rates *rates, attain_amount amount, tier_sum *tiers)
{
    size_t reached = attain__rates_reached(rates, amount);
    size_t tier = rates->mode == ATTAIN_RATES_WHOLE ? reached : 0;
    attain__i128 exact = {0, 0};
    attain_amount paid = 0, now, earned;

    for (; tier <= reached; tier++) {
        attain_amount part = rates->mode == ATTAIN_RATES_WHOLE ? amount : attain__rates_part(rates, tier, amount);

        if (part == 0 && tier > 0 && rates->mode == ATTAIN_RATES_MARGINAL)
            break; /* the amount ends where this tier begins */
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
    size_t row = walk->run->order[group->end - 1];
    size_t tier;
    attain_status status = ATTAIN_OK;

    for (tier = 0; tier < rates->count && status == ATTAIN_OK; tier++) {
        int64_t numbers[5];

        if (!tiers[tier].touched)
            continue;
        numbers[0] = (int64_t)tier;
        numbers[1] = rates->tiers[tier].from;
        numbers[2] = rates->tiers[tier].rate;
        if (attain__i128_to_i64(tiers[tier].basis, &numbers[3]) || attain__i128_to_i64(tiers[tier].amount, &numbers[4]))
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
    const size_t *order = walk->run->order;
    const tier_sum empty = {0, {0, 0}, {0, 0}};
    int64_t numbers[2];
    size_t i;
    attain_status status = ATTAIN_OK;

    for (i = 0; i < rates->count; i++)
        tiers[i] = empty;
    if (walk->component->accumulate != ATTAIN_PAY_EACH_DEAL) {
        status = pay_group(walk, group, numbers);
        if (status == ATTAIN_OK && rates->count > 0 && spread(rates, numbers[0], tiers))
            status = attain__pay_overflow(walk, order[group->end - 1]);
        return status;
    }
    for (i = group->start; i < group->end && status == ATTAIN_OK; i++) {
        if (rates->count > 0 && spread(rates, walk->basis[order[i]], tiers))
            return attain__pay_overflow(walk, order[i]);
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

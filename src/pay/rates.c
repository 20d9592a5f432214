/* Rate tables: tiers, and what an amount earns in them. */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "pay/pay_internal.h"

int attain__amount_add(attain_amount a, attain_amount b, attain_amount *out)
{
    if ((b > 0 && a > INT64_MAX - b) || (b < 0 && a < INT64_MIN - b))
        return 1;
    *out = a + b;
    return 0;
}

int attain__amount_subtract(attain_amount a, attain_amount b, attain_amount *out)
{
    if ((b < 0 && a > INT64_MAX + b) || (b > 0 && a < INT64_MIN + b))
        return 1;
    *out = a - b;
    return 0;
}

/* ---- evaluation ---- */

/* The size of an amount below zero, where INT64_MIN has one too. */
static int64_t negative_size(attain_amount amount)
{
    return amount > 0 ? -amount : amount;
}

size_t attain__rates_reached(const attain_rates *rates, attain_amount amount)
{
    int64_t size = negative_size(amount);
    size_t low = 0, high = rates->count;

    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;

        if (-rates->tiers[middle].from >= size) /* an amount at `from` is in the higher tier */
            low = middle;
        else
            high = middle;
    }
    return low;
}

/* Σ rate · length over lengths that sum to at most 2^63 stays within 2^126, so that nothing here can overflow. */
attain__i128 attain__rates_exact(const attain_rates *rates, attain_amount amount)
{
    attain__i128 exact = {0, 0};
    const attain__tier *tier;

    if (rates->count == 0)
        return exact;
    tier = &rates->tiers[attain__rates_reached(rates, amount)];
    if (rates->mode == ATTAIN_RATES_WHOLE)
        return attain__i128_multiply(amount, tier->rate);
    attain__i128_subtract(attain__i128_multiply(negative_size(amount) + tier->from, tier->rate), tier->below, &exact);
    return amount > 0 ? attain__i128_negate(exact) : exact;
}

attain_amount attain__rates_part(const attain_rates *rates, size_t tier, attain_amount amount)
{
    int64_t size = negative_size(amount);
    int64_t inside = 0;
    attain_amount from = rates->tiers[tier].from;

    if (rates->mode == ATTAIN_RATES_WHOLE)
        return tier == attain__rates_reached(rates, amount) ? amount : 0;
    if (tier + 1 < rates->count && size <= -rates->tiers[tier + 1].from)
        inside = from - rates->tiers[tier + 1].from;
    else if (size < -from)
        inside = size + from;
    return amount > 0 ? -inside : inside;
}

int attain__rates_round(const attain_rates *rates, attain__i128 exact, attain_amount *out)
{
    return attain__i128_divide(exact, ATTAIN_RATE_ONE, rates->rounding, out);
}

attain_status attain_rates_apply(attain_context *context, const attain_rates *rates, attain_amount prior,
                                 attain_amount amount, attain_amount *earned)
{
    attain_amount total, before, after, difference;

    ATTAIN__ENTER(context);
    ATTAIN__CHECK(context, rates != NULL, "rates");
    ATTAIN__CHECK(context, earned != NULL, "earned");
    if (attain__amount_add(prior, amount, &total))
        return attain__error_i64(context, ATTAIN_ERROR_OVERFLOW, "amount", ATTAIN__NO_ROW, amount,
                                 "added to prior does not fit in 64 bits");
    if (attain__rates_round(rates, attain__rates_exact(rates, prior), &before) ||
        attain__rates_round(rates, attain__rates_exact(rates, total), &after) ||
        attain__amount_subtract(after, before, &difference))
        return attain__error_i64(context, ATTAIN_ERROR_OVERFLOW, "amount", ATTAIN__NO_ROW, amount,
                                 "earns more than fits in 64 bits");
    *earned = difference;
    return ATTAIN_OK;
}

/* ---- the handle ---- */

attain_status attain_rates_create(attain_context *context, int32_t mode, attain_rates **out)
{
    void *block;
    attain_rates *rates;
    attain_status status;

    ATTAIN__ENTER(context);
    ATTAIN__CHECK_RANGE(context, mode, ATTAIN_RATES_MARGINAL, ATTAIN_RATES_WHOLE, "mode");
    ATTAIN__CHECK(context, out != NULL, "out");
    status = attain__allocate_zeroed(context, 1, sizeof *rates, &block);
    if (status != ATTAIN_OK)
        return status;
    rates = block;
    rates->allocator = context->allocator;
    rates->mode = mode;
    rates->rounding = ATTAIN_ROUND_HALF_UP;
    *out = rates;
    return ATTAIN_OK;
}

void attain_rates_destroy(attain_rates *rates)
{
    if (rates != NULL) {
        attain_allocator allocator = rates->allocator;

        attain__release(&allocator, rates->tiers);
        attain__release(&allocator, rates);
    }
}

attain_status attain__rates_copy(attain_context *context, const attain_rates *rates, attain_rates **out)
{
    void *block, *tiers;
    attain_rates *copy;
    attain_status status = attain__allocate(context, 1, sizeof *copy, &block);

    if (status != ATTAIN_OK)
        return status;
    status = attain__allocate(context, rates->count, sizeof *rates->tiers, &tiers);
    if (status != ATTAIN_OK) {
        attain__release(&context->allocator, block);
        return status;
    }
    if (rates->count > 0)
        memcpy(tiers, rates->tiers, rates->count * sizeof *rates->tiers);
    copy = block;
    *copy = *rates;
    copy->allocator = context->allocator;
    copy->capacity = rates->count;
    copy->tiers = tiers;
    *out = copy;
    return ATTAIN_OK;
}

/* Where the next tier may begin. */
static attain_status check_from(attain_context *context, const attain_rates *rates, attain_amount from)
{
    char message[96];
    attain_amount last;

    if (rates->count == 0) {
        if (from == 0)
            return ATTAIN_OK;
        return attain__error_i64(context, ATTAIN_ERROR_RULE, "from", ATTAIN__NO_ROW, from,
                                 "the first tier must begin at 0");
    }
    last = rates->tiers[rates->count - 1].from;
    if (from > last)
        return ATTAIN_OK;
    snprintf(message, sizeof message, "must be above %" PRId64 ", where the tier before it begins", last);
    return attain__error_i64(context, ATTAIN_ERROR_RULE, "from", ATTAIN__NO_ROW, from, message);
}

attain_status attain_rates_add(attain_context *context, attain_rates *rates, attain_amount from, attain_rate rate)
{
    attain__tier tier;
    void *tiers;
    attain_status status;

    ATTAIN__ENTER(context);
    ATTAIN__CHECK_OWN(context, rates, "rates");
    status = check_from(context, rates, from);
    if (status != ATTAIN_OK)
        return status;
    tier.from = from;
    tier.rate = rate;
    tier.below = attain__i128_from(0);
    if (rates->count > 0) {
        const attain__tier *last = &rates->tiers[rates->count - 1];

        attain__i128_add(last->below, attain__i128_multiply(from - last->from, last->rate), &tier.below);
    }
    tiers = rates->tiers;
    status = attain__grow(context, rates->count, &rates->capacity, sizeof tier, &tiers);
    rates->tiers = tiers;
    if (status == ATTAIN_OK)
        rates->tiers[rates->count++] = tier;
    return status;
}

attain_status attain_rates_set_rounding(attain_context *context, attain_rates *rates, int32_t rounding)
{
    ATTAIN__ENTER(context);
    ATTAIN__CHECK_OWN(context, rates, "rates");
    ATTAIN__CHECK_RANGE(context, rounding, ATTAIN_ROUND_HALF_EVEN, ATTAIN_ROUND_UP, "rounding");
    rates->rounding = rounding;
    return ATTAIN_OK;
}

int32_t attain_rates_mode(const attain_rates *rates)
{
    return rates == NULL ? ATTAIN_RATES_MARGINAL : rates->mode;
}

int32_t attain_rates_rounding(const attain_rates *rates)
{
    return rates == NULL ? ATTAIN_ROUND_HALF_UP : rates->rounding;
}

size_t attain_rates_count(const attain_rates *rates)
{
    return rates == NULL ? 0 : rates->count;
}

attain_amount attain_rates_from(const attain_rates *rates, size_t tier)
{
    return tier < attain_rates_count(rates) ? rates->tiers[tier].from : 0;
}

attain_rate attain_rates_rate(const attain_rates *rates, size_t tier)
{
    return tier < attain_rates_count(rates) ? rates->tiers[tier].rate : 0;
}

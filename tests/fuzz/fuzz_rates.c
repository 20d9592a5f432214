/* Rate tables: what an amount earns is the exact commission rounded once, steps sum to the whole, and refunds mirror sales. */
#include "fuzz.h"

#define MOST 8

/* The header's E(x), times ten to the ninth. */
static fuzz_wide exact(const attain_rates *rates, attain_amount x)
{
    fuzz_wide sum = fuzz_wide_of(0);
    size_t count = attain_rates_count(rates), i;
    int64_t size = x < 0 ? -x : x, direction = x < 0 ? -1 : 1;

    for (i = 0; i < count; i++) {
        attain_amount from = attain_rates_from(rates, i);
        int last = i + 1 == count || size <= attain_rates_from(rates, i + 1);

        if (size < from || (size == from && attain_rates_mode(rates) == ATTAIN_RATES_MARGINAL))
            break;
        if (attain_rates_mode(rates) == ATTAIN_RATES_WHOLE)
            sum = fuzz_product(attain_rates_rate(rates, i), x); /* of the last tier that is reached */
        else
            sum = fuzz_sum(sum, fuzz_product(attain_rates_rate(rates, i),
                                             direction * ((last ? size : attain_rates_from(rates, i + 1)) - from)));
    }
    return sum;
}

static attain_rates *read_rates(fuzz *f)
{
    attain_rates *rates;
    attain_amount from = 0;
    int32_t mode = (int32_t)fuzz_pick(f, 2), rounding = (int32_t)fuzz_pick(f, 6);
    size_t count = fuzz_pick(f, MOST + 1), i, added = 0;

    FUZZ_MAKE_OK(f, rates, attain_rates_create(f->context, mode, &rates));
    FUZZ_CALL(f, attain_rates_set_rounding(f->context, rates, rounding));
    FUZZ_REQUIRE((f->status == ATTAIN_OK) == (rounding <= ATTAIN_ROUND_UP), "rounding %d gave %ld", (int)rounding,
                 (long)f->status);
    for (i = 0; i < count; i++) {
        attain_amount next = fuzz_number(f);
        attain_rate rate = fuzz_number(f);

        FUZZ_CALL(f, attain_rates_add(f->context, rates, next, rate));
        FUZZ_REQUIRE((f->status == ATTAIN_OK) == (added == 0 ? next == 0 : next > from), "a tier from %lld gave '%s'",
                     (long long)next, attain_status_name(f->status));
        if (f->status == ATTAIN_OK) {
            FUZZ_REQUIRE(attain_rates_from(rates, added) == next && attain_rates_rate(rates, added) == rate, "%s",
                         "another tier was added");
            from = next;
            added++;
        }
        FUZZ_REQUIRE(attain_rates_count(rates) == added, "%lu tiers", (unsigned long)attain_rates_count(rates));
    }
    return rates;
}

/* What `amount` earns on top of `prior`; returns whether that fits in 64 bits. */
static int earn(fuzz *f, const attain_rates *rates, attain_amount prior, attain_amount amount, attain_amount *earned)
{
    *earned = 4711;
    if (FUZZ_CALL(f, attain_rates_apply(f->context, rates, prior, amount, earned)) == ATTAIN_OK)
        return 1;
    FUZZ_REQUIRE(f->status == ATTAIN_ERROR_OVERFLOW && *earned == 4711, "status %ld", (long)f->status);
    return 0;
}

static int adds_up(attain_amount a, attain_amount b)
{
    fuzz_wide sum = fuzz_sum(fuzz_wide_of(a), fuzz_wide_of(b));

    return fuzz_compare(sum, fuzz_wide_of((int64_t)sum.low)) == 0;
}

/* From nothing: the exact commission, rounded; too much only where it is at the brim of 64 bits. */
static void check_exact(fuzz *f, const attain_rates *rates, attain_amount amount)
{
    attain_amount earned;
    fuzz_wide brim = fuzz_product(INT64_MAX - 1, ATTAIN_RATE_ONE);

    if (amount == INT64_MIN)
        return;
    if (earn(f, rates, 0, amount, &earned))
        fuzz_require_rounded(exact(rates, amount), ATTAIN_RATE_ONE, attain_rates_rounding(rates), earned, "commission");
    else
        FUZZ_REQUIRE(fuzz_compare(fuzz_size(exact(rates, amount)), brim) > 0, "%s", "overflow of what fits");
}

static void check_steps(fuzz *f, const attain_rates *rates, attain_amount prior, attain_amount a, attain_amount b)
{
    attain_amount first, second, both, mirrored;

    if (!adds_up(prior, a) || !adds_up(prior + a, b) || !adds_up(a, b)) {
        earn(f, rates, prior, a, &first);
        return;
    }
    if (!earn(f, rates, prior, a, &first) || !earn(f, rates, prior + a, b, &second) ||
        !earn(f, rates, prior, a + b, &both))
        return;
    FUZZ_REQUIRE(adds_up(first, second) && first + second == both, "%lld and %lld in steps, %lld at once",
                 (long long)first, (long long)second, (long long)both);
    if (prior == INT64_MIN || a == INT64_MIN || first == INT64_MIN)
        return;
    FUZZ_REQUIRE(earn(f, rates, -prior, -a, &mirrored) && mirrored == -first, "%lld mirrors to %lld", (long long)first,
                 (long long)mirrored);
    FUZZ_REQUIRE(earn(f, rates, prior + a, -a, &mirrored) && mirrored == -first, "%lld and back %lld", (long long)first,
                 (long long)mirrored);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    fuzz f;
    attain_rates *rates;
    attain_amount prior, a, b, nothing;

    fuzz_begin(&f, data, size);
    prior = fuzz_number(&f);
    a = fuzz_number(&f);
    b = fuzz_number(&f);
    rates = read_rates(&f);
    check_exact(&f, rates, a);
    check_exact(&f, rates, b);
    check_steps(&f, rates, prior, a, b);
    if (earn(&f, rates, prior, 0, &nothing))
        FUZZ_REQUIRE(nothing == 0, "nothing earns %lld", (long long)nothing);
    attain_rates_destroy(rates);
    return fuzz_end(&f);
}

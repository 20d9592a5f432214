/* Sums, scaling and rates: exact in 128 bits, rounded once as the mode says, mirrored. */
#include "fuzz.h"

#define MOST 16

/* An overflow is one only where the exact quotient is at the brim of 64 bits. */
static void require_overflow(fuzz_wide numerator, int64_t denominator, const char *what)
{
    fuzz_wide brim = fuzz_size(fuzz_product(INT64_MAX - 1, denominator));

    FUZZ_REQUIRE(fuzz_compare(fuzz_size(numerator), brim) > 0, "%s: overflow of what fits", what);
}

static void check_scale(fuzz *f)
{
    int64_t amount = fuzz_number(f), numerator = fuzz_number(f), denominator = fuzz_number(f);
    int32_t rounding = (int32_t)fuzz_pick(f, 6);
    attain_amount scaled = 4711, mirrored = 0;

    if (FUZZ_CALL(f, attain_amount_scale(f->context, amount, numerator, denominator, rounding, &scaled)) != ATTAIN_OK) {
        FUZZ_REQUIRE(scaled == 4711, "%s", "a failure touched the output");
        if (denominator != 0)
            require_overflow(fuzz_product(amount, numerator), denominator, "scale");
        return;
    }
    FUZZ_REQUIRE(denominator != 0, "%s", "divided by zero");
    fuzz_require_rounded(fuzz_product(amount, numerator), denominator, rounding, scaled, "scale");
    if (rounding > ATTAIN_ROUND_UP || amount == INT64_MIN || scaled == INT64_MIN)
        return;
    FUZZ_OK(f, attain_amount_scale(f->context, -amount, numerator, denominator, rounding, &mirrored));
    FUZZ_REQUIRE(mirrored == -scaled, "%lld mirrors to %lld", (long long)scaled, (long long)mirrored);
}

static void check_rates(fuzz *f)
{
    int64_t amount = fuzz_number(f), rate = fuzz_number(f);
    int32_t rounding = (int32_t)fuzz_pick(f, 6);
    attain_amount applied;
    attain_rate share;

    if (FUZZ_CALL(f, attain_rate_apply(f->context, rate, amount, rounding, &applied)) == ATTAIN_OK)
        fuzz_require_rounded(fuzz_product(rate, amount), ATTAIN_RATE_ONE, rounding, applied, "rate_apply");
    else
        require_overflow(fuzz_product(rate, amount), ATTAIN_RATE_ONE, "rate_apply");
    if (FUZZ_CALL(f, attain_rate_of(f->context, amount, rate, rounding, &share)) == ATTAIN_OK)
        fuzz_require_rounded(fuzz_product(amount, ATTAIN_RATE_ONE), rate, rounding, share, "rate_of");
    else if (f->status == ATTAIN_ERROR_OVERFLOW)
        require_overflow(fuzz_product(amount, ATTAIN_RATE_ONE), rate, "rate_of");
    else
        FUZZ_REQUIRE(f->status == ATTAIN_ERROR_VALUE && rate == 0, "%s", "a share that is there was refused");
}

static void check_sum(fuzz *f)
{
    int64_t values[MOST], backwards[MOST], sum = 0, again = 0;
    size_t count = fuzz_pick(f, MOST + 1), i;
    fuzz_wide exact = fuzz_wide_of(0);

    for (i = 0; i < count; i++) {
        values[i] = backwards[count - 1 - i] = fuzz_number(f);
        exact = fuzz_sum(exact, fuzz_wide_of(values[i]));
    }
    if (FUZZ_CALL(f, attain_amount_sum(f->context, values, count, &sum)) != ATTAIN_OK) {
        FUZZ_REQUIRE(fuzz_compare(exact, fuzz_wide_of((int64_t)exact.low)) != 0, "%s", "the sum fits in 64 bits");
        return;
    }
    FUZZ_REQUIRE(fuzz_compare(exact, fuzz_wide_of(sum)) == 0, "the sum is not %lld", (long long)sum);
    FUZZ_OK(f, attain_amount_sum(f->context, backwards, count, &again));
    FUZZ_REQUIRE(sum == again, "%lld forwards and %lld backwards", (long long)sum, (long long)again);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    fuzz f;

    fuzz_begin(&f, data, size);
    check_scale(&f);
    check_rates(&f);
    check_sum(&f);
    return fuzz_end(&f);
}

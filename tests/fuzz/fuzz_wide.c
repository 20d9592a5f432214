/* 128-bit arithmetic for the oracles, written apart from the library's own. */
#include "fuzz.h"

fuzz_wide fuzz_wide_of(int64_t value)
{
    fuzz_wide wide;

    wide.low = (uint64_t)value;
    wide.high = value < 0 ? UINT64_MAX : 0;
    return wide;
}

static fuzz_wide negated(fuzz_wide value)
{
    value.low = ~value.low + 1;
    value.high = ~value.high + (value.low == 0 ? 1u : 0u);
    return value;
}

static uint64_t size_of(int64_t value)
{
    return value < 0 ? ~(uint64_t)value + 1 : (uint64_t)value;
}

/* Schoolbook, in halves of 32 bits. */
fuzz_wide fuzz_product(int64_t a, int64_t b)
{
    uint64_t x = size_of(a), y = size_of(b), half = UINT64_C(0xFFFFFFFF);
    uint64_t low = (x & half) * (y & half), first = (x >> 32) * (y & half), second = (x & half) * (y >> 32);
    uint64_t middle = (low >> 32) + (first & half) + (second & half);
    fuzz_wide wide;

    wide.low = middle << 32 | (low & half);
    wide.high = (x >> 32) * (y >> 32) + (first >> 32) + (second >> 32) + (middle >> 32);
    return (a < 0) != (b < 0) ? negated(wide) : wide;
}

fuzz_wide fuzz_sum(fuzz_wide a, fuzz_wide b)
{
    fuzz_wide wide;

    wide.low = a.low + b.low;
    wide.high = a.high + b.high + (wide.low < a.low ? 1u : 0u);
    return wide;
}

fuzz_wide fuzz_difference(fuzz_wide a, fuzz_wide b)
{
    return fuzz_sum(a, negated(b));
}

int fuzz_sign(fuzz_wide value)
{
    if (value.high >> 63 != 0)
        return -1;
    return value.high != 0 || value.low != 0;
}

fuzz_wide fuzz_size(fuzz_wide value)
{
    return fuzz_sign(value) < 0 ? negated(value) : value;
}

int fuzz_compare(fuzz_wide a, fuzz_wide b)
{
    uint64_t bias = UINT64_C(1) << 63; /* makes signed order unsigned */

    if (a.high != b.high)
        return (a.high ^ bias) < (b.high ^ bias) ? -1 : 1;
    return a.low == b.low ? 0 : a.low < b.low ? -1 : 1;
}

void fuzz_require_rounded(fuzz_wide numerator, int64_t denominator, int32_t rounding, int64_t result, const char *what)
{
    fuzz_wide product = fuzz_product(result, denominator), size = fuzz_size(fuzz_wide_of(denominator));
    fuzz_wide rest = fuzz_difference(numerator, product), twice = fuzz_sum(fuzz_size(rest), fuzz_size(rest));
    int above = fuzz_sign(rest) * (denominator < 0 ? -1 : 1); /* where the exact value lies from the result */
    int outward = fuzz_compare(fuzz_size(product), fuzz_size(numerator)); /* 1: the result is further from zero */
    int right = fuzz_compare(fuzz_size(rest), size) < 0;

    if (rounding == ATTAIN_ROUND_HALF_EVEN)
        right = fuzz_compare(twice, size) < 0 || (fuzz_compare(twice, size) == 0 && result % 2 == 0);
    else if (rounding == ATTAIN_ROUND_HALF_UP)
        right = fuzz_compare(twice, size) < 0 || (fuzz_compare(twice, size) == 0 && outward > 0);
    else if (rounding == ATTAIN_ROUND_DOWN)
        right = right && outward <= 0;
    else if (rounding == ATTAIN_ROUND_UP)
        right = right && outward >= 0;
    else if (rounding == ATTAIN_ROUND_FLOOR)
        right = right && above >= 0;
    else
        right = right && above <= 0;
    FUZZ_REQUIRE(right, "%s: %lld is not the exact value rounded in mode %d", what, (long long)result, (int)rounding);
}

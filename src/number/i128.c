/* 128-bit integers in plain C99: sizes are multiplied and divided unsigned, signs are put on at the end. */
#include <string.h>

#include "number/number_internal.h"

/* ---- unsigned ---- */

attain__u128 attain__u128_multiply(uint64_t a, uint64_t b)
{
    uint64_t a_low = a & UINT32_MAX, a_high = a >> 32;
    uint64_t b_low = b & UINT32_MAX, b_high = b >> 32;
    uint64_t low = a_low * b_low;
    uint64_t middle = a_high * b_low + (low >> 32); /* at most 2^64 - 2^32 */
    uint64_t cross = a_low * b_high + (middle & UINT32_MAX);
    attain__u128 product;

    product.low = cross << 32 | (low & UINT32_MAX);
    product.high = a_high * b_high + (middle >> 32) + (cross >> 32);
    return product;
}

attain__u128 attain__u128_add(attain__u128 a, attain__u128 b)
{
    attain__u128 sum;

    sum.low = a.low + b.low;
    sum.high = a.high + b.high + (sum.low < a.low);
    return sum;
}

int attain__u128_compare(attain__u128 a, attain__u128 b)
{
    if (a.high != b.high)
        return a.high < b.high ? -1 : 1;
    return (a.low > b.low) - (a.low < b.low);
}

/* One digit of base 2^32 of a quotient (Knuth, The Art of Computer Programming 4.3.1, algorithm D): the most `digit`
 * with digit * divisor <= high * 2^32 + next. The divisor's top bit is set and high < divisor. */
static uint64_t quotient_digit(uint64_t high, uint64_t next, uint64_t divisor)
{
    uint64_t divisor_high = divisor >> 32, divisor_low = divisor & UINT32_MAX;
    uint64_t digit = high / divisor_high;
    uint64_t rest = high % divisor_high;

    while (digit > UINT32_MAX || digit * divisor_low > (rest << 32 | next)) {
        digit--;
        rest += divisor_high;
        if (rest > UINT32_MAX)
            break;
    }
    return digit;
}

/* (high * 2^64 + low) / divisor, for high < divisor, so that the quotient fits in 64 bits. */
static uint64_t divide_fitting(uint64_t high, uint64_t low, uint64_t divisor, uint64_t *remainder)
{
    unsigned shift = 0;
    uint64_t first, second;

    while (divisor >> 63 == 0) {
        divisor <<= 1;
        shift++;
    }
    if (shift > 0) {
        high = high << shift | low >> (64 - shift);
        low <<= shift;
    }
    first = quotient_digit(high, low >> 32, divisor);
    high = (high << 32 | low >> 32) - first * divisor; /* modulo 2^64: the difference is below the divisor */
    second = quotient_digit(high, low & UINT32_MAX, divisor);
    *remainder = ((high << 32 | (low & UINT32_MAX)) - second * divisor) >> shift;
    return first << 32 | second;
}

attain__u128 attain__u128_divide(attain__u128 value, uint64_t divisor, uint64_t *remainder)
{
    attain__u128 quotient;
    uint64_t rest = value.high % divisor;

    quotient.high = value.high / divisor;
    if (rest == 0) {
        quotient.low = value.low / divisor;
        *remainder = value.low % divisor;
    } else {
        quotient.low = divide_fitting(rest, value.low, divisor, remainder);
    }
    return quotient;
}

/* ---- sizes and signs ---- */

uint64_t attain__size_of(int64_t value)
{
    return value < 0 ? 0 - (uint64_t)value : (uint64_t)value;
}

int64_t attain__of_size(uint64_t size, int negative)
{
    if (!negative || size == 0)
        return (int64_t)size;
    return -(int64_t)(size - 1) - 1;
}

/* The number whose two's complement the bits are. */
static int64_t signed_of(uint64_t bits)
{
    return bits <= INT64_MAX ? (int64_t)bits : -(int64_t)~bits - 1;
}

static attain__u128 negate_bits(attain__u128 bits)
{
    bits.low = 0 - bits.low;
    bits.high = ~bits.high + (bits.low == 0);
    return bits;
}

/* Size of a number: 2^127 for the least. */
static attain__u128 size_of_i128(attain__i128 value)
{
    attain__u128 bits;

    bits.high = (uint64_t)value.high;
    bits.low = value.low;
    return value.high < 0 ? negate_bits(bits) : bits;
}

static attain__i128 i128_of_size(attain__u128 size, int negative)
{
    attain__i128 value;

    if (negative)
        size = negate_bits(size);
    value.high = signed_of(size.high);
    value.low = size.low;
    return value;
}

/* ---- signed ---- */

attain__i128 attain__i128_from(int64_t value)
{
    attain__i128 wide;

    wide.high = value < 0 ? -1 : 0;
    wide.low = (uint64_t)value;
    return wide;
}

attain__i128 attain__i128_multiply(int64_t a, int64_t b)
{
    return i128_of_size(attain__u128_multiply(attain__size_of(a), attain__size_of(b)), (a < 0) != (b < 0));
}

attain__i128 attain__i128_negate(attain__i128 value)
{
    attain__u128 bits;

    bits.high = (uint64_t)value.high;
    bits.low = value.low;
    return i128_of_size(bits, 1);
}

int attain__i128_add(attain__i128 a, attain__i128 b, attain__i128 *out)
{
    attain__i128 sum;

    sum.low = a.low + b.low;
    sum.high = signed_of((uint64_t)a.high + (uint64_t)b.high + (sum.low < a.low));
    if ((a.high < 0) == (b.high < 0) && (sum.high < 0) != (a.high < 0))
        return 1;
    *out = sum;
    return 0;
}

int attain__i128_subtract(attain__i128 a, attain__i128 b, attain__i128 *out)
{
    attain__i128 difference;

    difference.low = a.low - b.low;
    difference.high = signed_of((uint64_t)a.high - (uint64_t)b.high - (a.low < b.low));
    if ((a.high < 0) != (b.high < 0) && (difference.high < 0) != (a.high < 0))
        return 1;
    *out = difference;
    return 0;
}

int attain__i128_compare(attain__i128 a, attain__i128 b)
{
    if (a.high != b.high)
        return a.high < b.high ? -1 : 1;
    return (a.low > b.low) - (a.low < b.low);
}

int attain__i128_sign(attain__i128 value)
{
    if (value.high < 0)
        return -1;
    return value.high > 0 || value.low > 0;
}

int attain__i128_to_i64(attain__i128 value, int64_t *out)
{
    int64_t narrow = signed_of(value.low);

    if (value.high != (narrow < 0 ? -1 : 0))
        return 1;
    *out = narrow;
    return 0;
}

/* ---- division ---- */

/* Whether a quotient's size goes up by one: `remainder` of `divisor` was cut off. */
static int rounds_away(int32_t rounding, int negative, int odd, uint64_t remainder, uint64_t divisor)
{
    if (remainder == 0)
        return 0;
    switch (rounding) {
    case ATTAIN_ROUND_HALF_EVEN:
        return remainder > divisor - remainder || (remainder == divisor - remainder && odd);
    case ATTAIN_ROUND_HALF_UP:
        return remainder >= divisor - remainder;
    case ATTAIN_ROUND_UP:
        return 1;
    case ATTAIN_ROUND_FLOOR:
        return negative;
    case ATTAIN_ROUND_CEILING:
        return !negative;
    default:
        return 0;
    }
}

int attain__i128_divide(attain__i128 value, int64_t divisor, int32_t rounding, int64_t *out)
{
    int negative = (value.high < 0) != (divisor < 0);
    uint64_t divisor_size = attain__size_of(divisor);
    uint64_t most = (uint64_t)INT64_MAX + (negative ? 1 : 0);
    uint64_t remainder;
    attain__u128 quotient = attain__u128_divide(size_of_i128(value), divisor_size, &remainder);

    if (quotient.high != 0 || quotient.low > most)
        return 1;
    if (rounds_away(rounding, negative, (quotient.low & 1) != 0, remainder, divisor_size)) {
        if (quotient.low == most)
            return 1;
        quotient.low++;
    }
    *out = attain__of_size(quotient.low, negative);
    return 0;
}

attain__i128 attain__i128_divmod(attain__i128 value, int64_t divisor, int64_t *remainder)
{
    int negative = value.high < 0;
    uint64_t rest;
    attain__u128 quotient = attain__u128_divide(size_of_i128(value), (uint64_t)divisor, &rest);

    *remainder = attain__of_size(rest, negative);
    return i128_of_size(quotient, negative);
}

/* ---- text ---- */

/* Digits of a size, the last one in digits[capacity - 1], at least `least` of them; returns how many. */
static size_t write_digits(attain__u128 size, size_t least, char *digits, size_t capacity)
{
    size_t count = 0;

    while (size.high != 0 || size.low != 0 || count < least) {
        uint64_t digit;

        if (size.high == 0) {
            digit = size.low % 10;
            size.low /= 10;
        } else {
            size = attain__u128_divide(size, 10, &digit);
        }
        count++;
        digits[capacity - count] = (char)('0' + digit);
    }
    return count;
}

size_t attain__i128_format(attain__i128 value, int32_t decimals, int trim, char *buffer)
{
    char digits[ATTAIN__I128_CAPACITY];
    size_t behind = (size_t)decimals;
    size_t count = write_digits(size_of_i128(value), behind + 1, digits, sizeof digits);
    const char *first = digits + sizeof digits - count;
    size_t before = count - behind;
    size_t length = 0;

    while (trim && behind > 0 && first[before + behind - 1] == '0')
        behind--;
    if (value.high < 0)
        buffer[length++] = '-';
    memcpy(buffer + length, first, before);
    length += before;
    if (behind > 0) {
        buffer[length++] = '.';
        memcpy(buffer + length, first + before, behind);
        length += behind;
    }
    buffer[length] = '\0';
    return length;
}

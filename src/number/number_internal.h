/* 128-bit integers in plain C99, decimal text and allocation, for the rooms above. */
#ifndef ATTAIN_NUMBER_INTERNAL_H
#define ATTAIN_NUMBER_INTERNAL_H

#include <attain/number.h>

#include "base/base_internal.h"

/* An unsigned 128-bit number: the size of a signed one, and the products of sizes. */
typedef struct attain__u128 {
    uint64_t high;
    uint64_t low;
} attain__u128;

attain__u128 attain__u128_multiply(uint64_t a, uint64_t b);
attain__u128 attain__u128_add(attain__u128 a, attain__u128 b);                               /* modulo 2^128 */
int attain__u128_compare(attain__u128 a, attain__u128 b);                                    /* negative, 0, positive */
attain__u128 attain__u128_divide(attain__u128 value, uint64_t divisor, uint64_t *remainder); /* divisor not 0 */

/* The size of a number, 2^63 for INT64_MIN, and the number of a size (up to 2^63 when negative, else 2^63 - 1). */
uint64_t attain__size_of(int64_t value);
int64_t attain__of_size(uint64_t size, int negative);

/* Two's complement. A product of two 64-bit numbers always fits. */
typedef struct attain__i128 {
    int64_t high;
    uint64_t low;
} attain__i128;

#define ATTAIN__I128_CAPACITY 48 /* bytes that hold any decimal text of one */

attain__i128 attain__i128_from(int64_t value);
attain__i128 attain__i128_multiply(int64_t a, int64_t b);
attain__i128 attain__i128_negate(attain__i128 value);                         /* of the least value: itself */
int attain__i128_add(attain__i128 a, attain__i128 b, attain__i128 *out);      /* 0, or 1 on overflow */
int attain__i128_subtract(attain__i128 a, attain__i128 b, attain__i128 *out); /* 0, or 1 on overflow */
int attain__i128_compare(attain__i128 a, attain__i128 b);                     /* negative, 0, positive */
int attain__i128_sign(attain__i128 value);                                    /* -1, 0, 1 */
int attain__i128_to_i64(attain__i128 value, int64_t *out);                    /* 0, or 1 when it does not fit */

/* round(value / divisor), the one rounding point of the library; 0, or 1 when the result does not fit in 64 bits.
 * The divisor is not 0. */
int attain__i128_divide(attain__i128 value, int64_t divisor, int32_t rounding, int64_t *out);

/* Quotient towards zero and remainder of the value's sign; the divisor is positive. */
attain__i128 attain__i128_divmod(attain__i128 value, int64_t divisor, int64_t *remainder);

/* Exact decimal text of value * 10^-decimals (decimals 0 to 38): a sign, at least one digit before the point, and
 * behind it exactly `decimals` digits, or without trailing zeros (and without a point when nothing is left) when `trim`
 * is not 0. Terminated; returns the bytes without the zero. */
size_t attain__i128_format(attain__i128 value, int32_t decimals, int trim, char *buffer);

/* As attain_decimal_parse() and attain_rate_parse() without touching the error record: 0, or the status and in *message
 * what is wrong. */
attain_status attain__decimal_scan(const char *text, size_t length, int32_t decimals, int64_t *out,
                                   const char **message);
attain_status attain__rate_scan(const char *text, size_t length, attain_rate *out, const char **message);

/* As attain_rate_format(); returns the bytes without the zero. */
size_t attain__rate_format(attain_rate rate, char *buffer);

/* Checks numbers that a total is split by: VALUE for a negative one or none that is positive, OVERFLOW for a sum beyond
 * 64 bits. The argument of the record is "weights", the row the index. */
attain_status attain__weights_check(attain_context *context, const int64_t *weights, size_t count);

/* attain_amount_allocate() on checked pointers and rule, without clearing the record; up to ATTAIN__ALLOCATION_FEW
 * parts without bounds take no memory. bound[i] becomes -1 for a part at its floor, 1 for one at its cap, 0 for one
 * that shares the rounding; `shared` and `weight_sum` become the amount those share (of the sign of the total) and the
 * sum of their weights. */
#define ATTAIN__ALLOCATION_FEW 16

typedef struct attain__allocation {
    attain_amount total;
    const int64_t *weights;
    const attain_amount *floors; /* NULL: none */
    const attain_amount *caps;   /* NULL: none */
    size_t count;
    int32_t rule;
    attain_amount *shares; /* out */
    int8_t *bound;         /* out; never NULL when floors or caps are given, else may be NULL */
    attain_amount shared;  /* out */
    int64_t weight_sum;    /* out */
} attain__allocation;

attain_status attain__allocate_run(attain_context *context, attain__allocation *allocation);

#endif

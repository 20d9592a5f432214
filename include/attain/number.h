/**
 * @file
 * @brief Exact amounts, rates, rounding, decimal text, and splitting a total so that the parts sum to it.
 *
 * @code
 * attain_amount amount, tax;
 * int64_t weights[] = {50, 30, 20};
 * attain_amount shares[3];
 * attain_decimal_parse(cx, ATTAIN_TEXT("1999.99"), 2, &amount);                          // 199999 minor units
 * attain_rate_apply(cx, ATTAIN_BASIS_POINTS(150), amount, ATTAIN_ROUND_HALF_UP, &tax);   // 1.5 %: 3000
 * attain_amount_allocate(cx, tax, weights, NULL, NULL, 3, ATTAIN_ALLOCATE_REMAINDER, shares); // 1500, 900, 600
 * @endcode
 */
#ifndef ATTAIN_NUMBER_H
#define ATTAIN_NUMBER_H

#include <attain/base.h>

#ifdef __cplusplus
extern "C" {
#endif

/** @brief Money in minor units: 12.34 of a currency with 2 decimals is 1234. Whatever else is counted in whole units
 *         (quantities, points) is an amount too. @since 0.1 */
typedef int64_t attain_amount;

/** @brief A share or commission rate in parts per billion: 1.5 % is 15,000,000. @since 0.1 */
typedef int64_t attain_rate;

#define ATTAIN_RATE_ONE             ((attain_rate)1000000000)         /**< 100 %. */
#define ATTAIN_PERCENT(percent)     ((attain_rate)(percent)*10000000) /**< Rate of a whole number of percent. */
#define ATTAIN_BASIS_POINTS(points) ((attain_rate)(points)*100000)    /**< Rate of a whole number of basis points. */

/** @name Rounding modes
 *  How an exact result becomes a whole number of minor units. The first four mirror: round(-x) = -round(x).
 *  @{ */
#define ATTAIN_ROUND_HALF_EVEN 0 /**< To the nearest; a half goes to the even neighbour. */
#define ATTAIN_ROUND_HALF_UP   1 /**< To the nearest; a half goes away from zero, as in commerce. */
#define ATTAIN_ROUND_DOWN      2 /**< Towards zero. */
#define ATTAIN_ROUND_UP        3 /**< Away from zero. */
#define ATTAIN_ROUND_FLOOR     4 /**< Towards minus infinity; does not mirror. */
#define ATTAIN_ROUND_CEILING   5 /**< Towards plus infinity; does not mirror. */
/** @} */

#define ATTAIN_DECIMALS_MAX     9  /**< The most decimals an amount or a rate can have. */
#define ATTAIN_DECIMALS_DEFAULT 2  /**< Decimals of an amount of which nobody says how many it has. */
#define ATTAIN_DECIMAL_CAPACITY 24 /**< Bytes that hold any 64-bit decimal text with its terminating zero. */

/** @brief Adds up: Σ values, through 128 bits, so that only the result has to fit.
 *  @param context the context.
 *  @param values  `count` amounts; may be NULL when `count` is 0.
 *  @param count   how many.
 *  @param[out] out the sum; 0 for none.
 *  @return #ATTAIN_OK or #ATTAIN_ERROR_OVERFLOW. @since 0.1 */
ATTAIN_API attain_status attain_amount_sum(attain_context *context, const attain_amount *values, size_t count,
                                           attain_amount *out);

/** @brief Multiplies by a fraction and rounds once: round(amount · numerator ÷ denominator), through 128 bits.
 *  @param context     the context.
 *  @param amount      any amount.
 *  @param numerator   any number.
 *  @param denominator any number but 0.
 *  @param rounding    an `ATTAIN_ROUND_` mode.
 *  @param[out] out    the result.
 *  @return #ATTAIN_OK or #ATTAIN_ERROR_OVERFLOW. @since 0.1 */
ATTAIN_API attain_status attain_amount_scale(attain_context *context, attain_amount amount, int64_t numerator,
                                             int64_t denominator, int32_t rounding, attain_amount *out);

/** @brief Applies a rate: round(amount · rate ÷ 10⁹).
 *  @param context  the context.
 *  @param rate     parts per billion, any sign.
 *  @param amount   any amount.
 *  @param rounding an `ATTAIN_ROUND_` mode.
 *  @param[out] out the result.
 *  @return #ATTAIN_OK or #ATTAIN_ERROR_OVERFLOW. @since 0.1 */
ATTAIN_API attain_status attain_rate_apply(attain_context *context, attain_rate rate, attain_amount amount,
                                           int32_t rounding, attain_amount *out);

/** @brief The share of a part in a whole, as attainment or ABC need it: round(part · 10⁹ ÷ whole).
 *  @param context  the context.
 *  @param part     any amount.
 *  @param whole    any amount but 0 (#ATTAIN_ERROR_VALUE: a share of nothing is not a number).
 *  @param rounding an `ATTAIN_ROUND_` mode.
 *  @param[out] out the rate.
 *  @return #ATTAIN_OK, #ATTAIN_ERROR_VALUE or #ATTAIN_ERROR_OVERFLOW. @since 0.1 */
ATTAIN_API attain_status attain_rate_of(attain_context *context, attain_amount part, attain_amount whole,
                                        int32_t rounding, attain_rate *out);

/** @name Decimal text
 *  An optional sign, digits, and optionally a point and digits: `-1234.50`. No blanks, exponent, digit grouping or
 *  locale. Digits beyond `decimals` are accepted only when they are zeros, because nothing is lost then.
 *  @{ */

/** @brief Reads a decimal as a whole number of 10^-decimals.
 *  @param context  the context.
 *  @param text     `length` bytes.
 *  @param length   how many.
 *  @param decimals 0 to #ATTAIN_DECIMALS_MAX.
 *  @param[out] out the number: 1234 for "12.34" with 2 decimals.
 *  @return #ATTAIN_OK, #ATTAIN_ERROR_FORMAT (not a decimal, or more decimals than `decimals`) or
 *          #ATTAIN_ERROR_OVERFLOW. @since 0.1 */
ATTAIN_API attain_status attain_decimal_parse(attain_context *context, const char *text, size_t length,
                                              int32_t decimals, int64_t *out);

/** @brief Writes a number of 10^-decimals with exactly `decimals` digits behind the point.
 *  @param context  the context.
 *  @param value    any number.
 *  @param decimals 0 to #ATTAIN_DECIMALS_MAX.
 *  @param[out] buffer receives the text and a terminating zero.
 *  @param capacity bytes there, at least #ATTAIN_DECIMAL_CAPACITY.
 *  @param[out] length bytes written without the zero; may be NULL.
 *  @return #ATTAIN_OK. @since 0.1 */
ATTAIN_API attain_status attain_decimal_format(attain_context *context, int64_t value, int32_t decimals, char *buffer,
                                               size_t capacity, size_t *length);

/** @brief Reads a rate exactly: "0.015" and "1.5%" both give 15,000,000.
 *  @param context  the context.
 *  @param text     `length` bytes: a decimal with at most 9 decimals, or a percentage with at most 7.
 *  @param length   how many.
 *  @param[out] out parts per billion.
 *  @return #ATTAIN_OK, #ATTAIN_ERROR_FORMAT or #ATTAIN_ERROR_OVERFLOW. @since 0.1 */
ATTAIN_API attain_status attain_rate_parse(attain_context *context, const char *text, size_t length, attain_rate *out);

/** @brief Writes a rate exactly, as a percentage without zeros at its end: 15,000,000 gives "1.5%".
 *  @param context  the context.
 *  @param rate     parts per billion, any sign.
 *  @param[out] buffer receives the text and a terminating zero.
 *  @param capacity bytes there, at least #ATTAIN_DECIMAL_CAPACITY.
 *  @param[out] length bytes written without the zero; may be NULL.
 *  @return #ATTAIN_OK. @since 0.1 */
ATTAIN_API attain_status attain_rate_format(attain_context *context, attain_rate rate, char *buffer, size_t capacity,
                                            size_t *length);
/** @} */

/** @name Allocation rules
 *  Who gets the minor units that are left after every part was rounded towards zero.
 *  @{ */
#define ATTAIN_ALLOCATE_REMAINDER 0 /**< The largest remainders, ties to the lowest index (Hamilton's method). */
#define ATTAIN_ALLOCATE_RATIO     1 /**< The largest weights, ties to the lowest index. */
/** @} */

/** @brief Splits a total by weights into parts that sum to it exactly.
 *
 *  Part i is total · wᵢ ÷ Σw rounded towards zero; the units left go out one each by `rule`. A negative total is the
 *  mirror of the positive one. A weight of 0 gets nothing beyond its floor.
 *
 *  With floors and caps the parts are clamp(λ · wᵢ, floorᵢ, capᵢ), with the one λ at which they sum to the total, and only
 *  the parts strictly between their bounds share the rounding. Bounds hold for the size of a part, whatever the sign of
 *  the total.
 *
 *  @param context the context.
 *  @param total   what is split, any sign.
 *  @param weights `count` numbers, none negative (#ATTAIN_ERROR_VALUE), whose sum fits in 64 bits
 *                 (#ATTAIN_ERROR_OVERFLOW).
 *  @param floors  the least size of each part, none negative; NULL for none.
 *  @param caps    the greatest size of each part, none below its floor; NULL for none.
 *  @param count   how many parts; 0 is allowed only for a total of 0 (#ATTAIN_ERROR_ARGUMENT).
 *  @param rule    an `ATTAIN_ALLOCATE_` rule.
 *  @param[out] shares `count` parts, in the order of the weights; must not overlap the inputs.
 *  @return #ATTAIN_OK; #ATTAIN_ERROR_VALUE for a bad weight or bound (the record has its index), for weights that are all
 *          zero, or when the floors exceed the total or the caps cannot hold it; #ATTAIN_ERROR_OVERFLOW. @since 0.1 */
ATTAIN_API attain_status attain_amount_allocate(attain_context *context, attain_amount total, const int64_t *weights,
                                                const attain_amount *floors, const attain_amount *caps, size_t count,
                                                int32_t rule, attain_amount *shares);

#ifdef __cplusplus
}
#endif

#endif

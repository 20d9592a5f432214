/* Sums, fractions and rates of amounts, each rounded once. */
#include "number/number_internal.h"

static attain_status overflow(attain_context *context, const char *argument, int64_t value)
{
    return attain__error_i64(context, ATTAIN_ERROR_OVERFLOW, argument, ATTAIN__NO_ROW, value,
                             "the result does not fit in 64 bits");
}

static attain_status sum_overflow(attain_context *context, attain__i128 sum)
{
    char text[ATTAIN__I128_CAPACITY];
    size_t length = attain__i128_format(sum, 0, 0, text);

    return attain__error_text(context, ATTAIN_ERROR_OVERFLOW, "values", ATTAIN__NO_ROW, text, length,
                              "the sum does not fit in 64 bits");
}

attain_status attain_amount_sum(attain_context *context, const attain_amount *values, size_t count, attain_amount *out)
{
    attain__i128 sum = {0, 0};
    size_t i;

    ATTAIN__ENTER(context);
    ATTAIN__CHECK(context, values != NULL || count == 0, "values");
    ATTAIN__CHECK(context, out != NULL, "out");
    for (i = 0; i < count; i++)
        attain__i128_add(sum, attain__i128_from(values[i]), &sum); /* fewer than 2^63 values: cannot overflow */
    if (attain__i128_to_i64(sum, out))
        return sum_overflow(context, sum);
    return ATTAIN_OK;
}

attain_status attain_amount_scale(attain_context *context, attain_amount amount, int64_t numerator, int64_t denominator,
                                  int32_t rounding, attain_amount *out)
{
    ATTAIN__ENTER(context);
    if (denominator == 0)
        return attain__error_i64(context, ATTAIN_ERROR_ARGUMENT, "denominator", ATTAIN__NO_ROW, 0, "must not be 0");
    ATTAIN__CHECK_RANGE(context, rounding, ATTAIN_ROUND_HALF_EVEN, ATTAIN_ROUND_CEILING, "rounding");
    ATTAIN__CHECK(context, out != NULL, "out");
    if (attain__i128_divide(attain__i128_multiply(amount, numerator), denominator, rounding, out))
        return overflow(context, "amount", amount);
    return ATTAIN_OK;
}

attain_status attain_rate_apply(attain_context *context, attain_rate rate, attain_amount amount, int32_t rounding,
                                attain_amount *out)
{
    ATTAIN__ENTER(context);
    ATTAIN__CHECK_RANGE(context, rounding, ATTAIN_ROUND_HALF_EVEN, ATTAIN_ROUND_CEILING, "rounding");
    ATTAIN__CHECK(context, out != NULL, "out");
    if (attain__i128_divide(attain__i128_multiply(amount, rate), ATTAIN_RATE_ONE, rounding, out))
        return overflow(context, "amount", amount);
    return ATTAIN_OK;
}

attain_status attain_rate_of(attain_context *context, attain_amount part, attain_amount whole, int32_t rounding,
                             attain_rate *out)
{
    ATTAIN__ENTER(context);
    if (whole == 0)
        return attain__error_i64(context, ATTAIN_ERROR_VALUE, "whole", ATTAIN__NO_ROW, whole,
                                 "a share of nothing is not a number");
    ATTAIN__CHECK_RANGE(context, rounding, ATTAIN_ROUND_HALF_EVEN, ATTAIN_ROUND_CEILING, "rounding");
    ATTAIN__CHECK(context, out != NULL, "out");
    if (attain__i128_divide(attain__i128_multiply(part, ATTAIN_RATE_ONE), whole, rounding, out))
        return overflow(context, "part", part);
    return ATTAIN_OK;
}

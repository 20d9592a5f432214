/* Decimal text in and out: amounts and rates, exact, without locale. */
#include <string.h>

#include "number/number_internal.h"

#define RATE_DECIMALS    9 /* parts per billion */
#define PERCENT_DECIMALS 7

/* Where the parts of `sign digits [point digits]` lie. */
typedef struct decimal_parts {
    int negative;
    const char *whole;
    size_t whole_length;
    const char *fraction;
    size_t fraction_length; /* without trailing zeros */
} decimal_parts;

static size_t count_digits(const char *text, size_t length)
{
    size_t count = 0;

    while (count < length && text[count] >= '0' && text[count] <= '9')
        count++;
    return count;
}

/* Returns 0 for text of another form. */
static int split_decimal(const char *text, size_t length, decimal_parts *parts)
{
    size_t at = 0;

    parts->negative = 0;
    if (length > 0 && (text[0] == '-' || text[0] == '+')) {
        parts->negative = text[0] == '-';
        at = 1;
    }
    parts->whole = text + at;
    parts->whole_length = count_digits(text + at, length - at);
    at += parts->whole_length;
    parts->fraction = text + at;
    parts->fraction_length = 0;
    if (parts->whole_length == 0)
        return 0;
    if (at == length)
        return 1;
    if (text[at] != '.')
        return 0;
    at++;
    parts->fraction = text + at;
    parts->fraction_length = count_digits(text + at, length - at);
    if (parts->fraction_length == 0 || at + parts->fraction_length != length)
        return 0;
    while (parts->fraction_length > 0 && parts->fraction[parts->fraction_length - 1] == '0')
        parts->fraction_length--;
    return 1;
}

/* *value = *value * 10 + digit; returns 0 when that goes beyond `most`. */
static int push_digit(uint64_t *value, unsigned digit, uint64_t most)
{
    if (*value > (most - digit) / 10)
        return 0;
    *value = *value * 10 + digit;
    return 1;
}

static int push_digits(uint64_t *value, const char *digits, size_t length, uint64_t most)
{
    size_t i;

    for (i = 0; i < length; i++)
        if (!push_digit(value, (unsigned)(digits[i] - '0'), most))
            return 0;
    return 1;
}

attain_status attain__decimal_scan(const char *text, size_t length, int32_t decimals, int64_t *out,
                                   const char **message)
{
    static const char *const too_many[ATTAIN_DECIMALS_MAX + 1] = {
        "must be a whole number",       "must have at most 1 decimal",  "must have at most 2 decimals",
        "must have at most 3 decimals", "must have at most 4 decimals", "must have at most 5 decimals",
        "must have at most 6 decimals", "must have at most 7 decimals", "must have at most 8 decimals",
        "must have at most 9 decimals"};
    decimal_parts parts;
    uint64_t size = 0, most;
    size_t missing;
    int fits;

    if (!split_decimal(text, length, &parts)) {
        *message = "is not a decimal number such as -1234.50";
        return ATTAIN_ERROR_FORMAT;
    }
    if (parts.fraction_length > (size_t)decimals) {
        *message = too_many[decimals];
        return ATTAIN_ERROR_FORMAT;
    }
    most = (uint64_t)INT64_MAX + (parts.negative ? 1 : 0);
    fits = push_digits(&size, parts.whole, parts.whole_length, most) &&
           push_digits(&size, parts.fraction, parts.fraction_length, most);
    for (missing = (size_t)decimals - parts.fraction_length; fits && missing > 0; missing--)
        fits = push_digit(&size, 0, most);
    if (!fits) {
        *message = "does not fit in 64 bits";
        return ATTAIN_ERROR_OVERFLOW;
    }
    *out = attain__of_size(size, parts.negative);
    return ATTAIN_OK;
}

attain_status attain__rate_scan(const char *text, size_t length, attain_rate *out, const char **message)
{
    int percentage = length > 0 && text[length - 1] == '%';
    attain_status status = attain__decimal_scan(text, percentage ? length - 1 : length,
                                                percentage ? PERCENT_DECIMALS : RATE_DECIMALS, out, message);

    if (status == ATTAIN_ERROR_FORMAT)
        *message = "is not a rate such as 0.015 or 1.5%, with at most 9 decimals or 7 of a percentage";
    return status;
}

attain_status attain_decimal_parse(attain_context *context, const char *text, size_t length, int32_t decimals,
                                   int64_t *out)
{
    const char *message;
    attain_status status;

    ATTAIN__ENTER(context);
    ATTAIN__CHECK(context, text != NULL, "text");
    ATTAIN__CHECK_RANGE(context, decimals, 0, ATTAIN_DECIMALS_MAX, "decimals");
    ATTAIN__CHECK(context, out != NULL, "out");
    status = attain__decimal_scan(text, length, decimals, out, &message);
    if (status != ATTAIN_OK)
        return attain__error_text(context, status, "text", ATTAIN__NO_ROW, text, length, message);
    return ATTAIN_OK;
}

attain_status attain_rate_parse(attain_context *context, const char *text, size_t length, attain_rate *out)
{
    const char *message;
    attain_status status;

    ATTAIN__ENTER(context);
    ATTAIN__CHECK(context, text != NULL, "text");
    ATTAIN__CHECK(context, out != NULL, "out");
    status = attain__rate_scan(text, length, out, &message);
    if (status != ATTAIN_OK)
        return attain__error_text(context, status, "text", ATTAIN__NO_ROW, text, length, message);
    return ATTAIN_OK;
}

attain_status attain_decimal_format(attain_context *context, int64_t value, int32_t decimals, char *buffer,
                                    size_t capacity, size_t *length)
{
    size_t written;

    ATTAIN__ENTER(context);
    ATTAIN__CHECK_RANGE(context, decimals, 0, ATTAIN_DECIMALS_MAX, "decimals");
    ATTAIN__CHECK(context, buffer != NULL, "buffer");
    ATTAIN__CHECK_CAPACITY(context, capacity, ATTAIN_DECIMAL_CAPACITY);
    written = attain__i128_format(attain__i128_from(value), decimals, 0, buffer);
    if (length != NULL)
        *length = written;
    return ATTAIN_OK;
}

size_t attain__rate_format(attain_rate rate, char *buffer)
{
    size_t length = attain__i128_format(attain__i128_from(rate), PERCENT_DECIMALS, 1, buffer);

    memcpy(buffer + length, "%", 2);
    return length + 1;
}

attain_status attain_rate_format(attain_context *context, attain_rate rate, char *buffer, size_t capacity,
                                 size_t *length)
{
    size_t written;

    ATTAIN__ENTER(context);
    ATTAIN__CHECK(context, buffer != NULL, "buffer");
    ATTAIN__CHECK_CAPACITY(context, capacity, ATTAIN_DECIMAL_CAPACITY);
    written = attain__rate_format(rate, buffer);
    if (length != NULL)
        *length = written;
    return ATTAIN_OK;
}

/* Numbers of a JSON tree, read exactly from what is written. No number passes through a double. */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "document/document_internal.h"
#include "number/number_internal.h"

#define RATE_DECIMALS    9 /* parts per billion */
#define PERCENT_DECIMALS 2 /* what a percentage counts more than it shows */

/* A JSON number taken apart: ± coefficient * 10^exponent, the coefficient without zeros at its end. */
typedef struct number {
    int negative;
    int wide; /* the coefficient is beyond 64 bits */
    uint64_t coefficient;
    int64_t exponent;
} number;

static void add_digit(number *n, int64_t *zeros, unsigned digit)
{
    if (digit == 0) {
        *zeros += n->coefficient != 0 || n->wide;
        return;
    }
    for (; *zeros >= 0; --*zeros) {
        if (n->coefficient > (UINT64_MAX - 9) / 10) {
            n->wide = 1;
            break;
        }
        n->coefficient *= 10;
    }
    n->coefficient += digit;
    *zeros = 0;
}

/* The text is a JSON number; the parser saw to that. */
static number take_apart(const char *text, size_t length)
{
    number n = {0, 0, 0, 0};
    int64_t zeros = 0, fraction = 0, power = 0;
    int behind_point = 0, negative_power;
    size_t i = 0;

    if (text[0] == '-') {
        n.negative = 1;
        i++;
    }
    for (; i < length && text[i] != 'e' && text[i] != 'E'; i++) {
        if (text[i] == '.') {
            behind_point = 1;
        } else {
            add_digit(&n, &zeros, (unsigned)(text[i] - '0'));
            fraction += behind_point;
        }
    }
    negative_power = i + 1 < length && text[i + 1] == '-';
    for (i++; i < length; i++)
        if (text[i] >= '0' && text[i] <= '9' && power < INT64_MAX / 20)
            power = power * 10 + (text[i] - '0');
    n.exponent = (negative_power ? -power : power) - fraction + zeros;
    return n;
}

/* The number as a whole number of 10^-decimals; FORMAT where these do not hold it. */
static attain_status scale(const number *n, int32_t decimals, int64_t *out)
{
    uint64_t limit = (uint64_t)INT64_MAX + (n->negative ? 1u : 0u);
    uint64_t size = n->coefficient;
    int64_t shift = n->exponent + decimals;

    if (size == 0 && !n->wide) {
        *out = 0;
        return ATTAIN_OK;
    }
    if (shift < 0)
        return ATTAIN_ERROR_FORMAT;
    for (; shift > 0 && size <= limit / 10; shift--)
        size *= 10;
    if (n->wide || shift > 0 || size > limit)
        return ATTAIN_ERROR_OVERFLOW;
    *out = attain__of_size(size, n->negative);
    return ATTAIN_OK;
}

/* ---- numbers ---- */

static attain_status wrong_kind(const attain__json *json, const attain__json_value *value, const char *message)
{
    return attain__json_error(json, value, ATTAIN_ERROR_SCHEMA, message);
}

/* A JSON number as a whole number of 10^-decimals. */
static attain_status read_number(const attain__json *json, const attain__json_value *value, int32_t decimals,
                                 int64_t *out)
{
    number n = take_apart(value->text, value->length);
    char message[64];

    switch (scale(&n, decimals, out)) {
    case ATTAIN_OK:
        return ATTAIN_OK;
    case ATTAIN_ERROR_FORMAT:
        if (decimals == 0)
            snprintf(message, sizeof message, "must be a whole number");
        else
            snprintf(message, sizeof message, "must have at most %d decimal%s", (int)decimals,
                     decimals == 1 ? "" : "s");
        return attain__json_error(json, value, ATTAIN_ERROR_FORMAT, message);
    default:
        return attain__json_error(json, value, ATTAIN_ERROR_OVERFLOW, "does not fit in 64 bits");
    }
}

attain_status attain__json_integer(const attain__json *json, const attain__json_value *value, int64_t low, int64_t high,
                                   int64_t *out)
{
    char message[96];
    int64_t result;
    size_t i;
    attain_status status;

    if (value->kind != ATTAIN__JSON_NUMBER)
        return wrong_kind(json, value, "must be a whole number");
    for (i = 0; i < value->length; i++)
        if (memchr(".eE", value->text[i], 3) != NULL)
            return attain__json_error(json, value, ATTAIN_ERROR_FORMAT,
                                      "must be a whole number, written without a point or an exponent");
    status = read_number(json, value, 0, &result);
    if (status != ATTAIN_OK)
        return status;
    if (result < low || result > high) {
        snprintf(message, sizeof message, "must be from %" PRId64 " to %" PRId64, low, high);
        return attain__json_error(json, value, ATTAIN_ERROR_VALUE, message);
    }
    *out = result;
    return ATTAIN_OK;
}

/* ---- numbers or text ---- */

attain_status attain__json_amount(const attain__json *json, const attain__json_value *value, int32_t decimals,
                                  attain_amount *out)
{
    const char *message;
    attain_status status;

    if (value->kind == ATTAIN__JSON_NUMBER)
        return read_number(json, value, decimals, out);
    if (value->kind != ATTAIN__JSON_TEXT)
        return wrong_kind(json, value, "must be an amount: a number, or text such as \"1000000.00\"");
    status = attain__decimal_scan(value->text, value->length, decimals, out, &message);
    return status == ATTAIN_OK ? status : attain__json_error(json, value, status, message);
}

attain_status attain__json_rate(const attain__json *json, const attain__json_value *value, attain_rate *out)
{
    const char *message;
    attain_status status;

    if (value->kind == ATTAIN__JSON_NUMBER)
        return read_number(json, value, RATE_DECIMALS, out);
    if (value->kind != ATTAIN__JSON_TEXT)
        return wrong_kind(json, value, "must be a rate: a number, or text such as \"1.5%\"");
    status = attain__rate_scan(value->text, value->length, out, &message);
    return status == ATTAIN_OK ? status : attain__json_error(json, value, status, message);
}

/* ---- weights ---- */

/* The weight as a whole number of 10^-decimals; FORMAT where it is none or these do not hold it. */
static attain_status scan_weight(const attain__json_value *value, int32_t decimals, int64_t *out)
{
    int percentage = value->length > 0 && value->text[value->length - 1] == '%';
    const char *message;

    if (value->kind == ATTAIN__JSON_NUMBER) {
        number n = take_apart(value->text, value->length);

        return scale(&n, decimals, out);
    }
    if (!percentage)
        return attain__decimal_scan(value->text, value->length, decimals, out, &message);
    if (decimals < PERCENT_DECIMALS)
        return ATTAIN_ERROR_FORMAT;
    return attain__decimal_scan(value->text, value->length - 1, decimals - PERCENT_DECIMALS, out, &message);
}

attain_status attain__json_weight_decimals(const attain__json *json, const attain__json_value *value, int32_t *out)
{
    int32_t decimals = 0;
    int64_t weight;

    if (value->kind != ATTAIN__JSON_NUMBER && value->kind != ATTAIN__JSON_TEXT)
        return wrong_kind(json, value, "must be a weight: a number, or text such as \"0.5\" or \"50%\"");
    while (decimals < ATTAIN_DECIMALS_MAX && scan_weight(value, decimals, &weight) == ATTAIN_ERROR_FORMAT)
        decimals++;
    *out = decimals;
    return ATTAIN_OK;
}

attain_status attain__json_weight(const attain__json *json, const attain__json_value *value, int32_t decimals,
                                  int64_t *out)
{
    attain_status status = scan_weight(value, decimals, out);

    if (status == ATTAIN_ERROR_FORMAT)
        return attain__json_error(
            json, value, status,
            "is not a weight such as 60, 0.5 or 50%, with at most 9 decimals or 7 of a percentage");
    if (status != ATTAIN_OK)
        return attain__json_error(json, value, status, "does not fit in 64 bits on the scale of the other weights");
    return ATTAIN_OK;
}

/* A number or a day as text: exact for machines, grouped and in percent for persons. */
#include <float.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "table/table_internal.h"

/* Replaces whatever the locale writes for the decimal point. */
static size_t with_point(char *text, size_t length)
{
    size_t plain = strspn(text, "0123456789+-e");
    size_t other;

    if (plain == length)
        return length;
    other = strcspn(text + plain, "0123456789+-e");
    text[plain] = '.';
    memmove(text + plain + 1, text + plain + other, length - plain - other + 1);
    return length - other + 1;
}

/* The fewest digits that read back as the same double, at most `most`. */
static size_t format_double(double value, int most, char *buffer)
{
    int digits = 1;
    int length;

    if (!(value >= -DBL_MAX && value <= DBL_MAX)) /* isfinite() is not free of warnings everywhere */
        return 0;
    do
        length = snprintf(buffer, ATTAIN__CELL_CAPACITY, "%.*g", digits, value);
    while (digits++ < most && strtod(buffer, NULL) != value);
    return with_point(buffer, (size_t)length);
}

static int is_day(const attain__column *column, int64_t value)
{
    return column->meaning == ATTAIN_MEANING_DAY && value >= ATTAIN_DAY_MIN && value <= ATTAIN_DAY_MAX;
}

static int64_t integer_at(const attain__column *column, size_t row)
{
    return column->type == ATTAIN_TYPE_I32 ? ((const int32_t *)column->values)[row]
                                           : ((const int64_t *)column->values)[row];
}

size_t attain__cell_exact(const attain__column *column, size_t row, char *buffer)
{
    int64_t value;

    if (column->type == ATTAIN_TYPE_F64)
        return format_double(((const double *)column->values)[row], 17, buffer);
    value = integer_at(column, row);
    if (is_day(column, value))
        return attain__day_format((attain_day)value, buffer);
    switch (column->meaning) {
    case ATTAIN_MEANING_AMOUNT:
        return attain__i128_format(attain__i128_from(value), column->decimals, 0, buffer);
    case ATTAIN_MEANING_NUMBER:
        return attain__i128_format(attain__i128_from(value), column->decimals, 1, buffer);
    case ATTAIN_MEANING_RATE:
        return attain__i128_format(attain__i128_from(value), 9, 1, buffer);
    default:
        return attain__i128_format(attain__i128_from(value), 0, 0, buffer);
    }
}

/* Puts a comma before every three digits left of the point. */
static size_t group(char *text, size_t length)
{
    size_t sign = text[0] == '-';
    size_t whole = strcspn(text, ".");
    size_t commas = (whole - sign - 1) / 3;
    size_t from = whole, to = whole + commas;

    memmove(text + to, text + from, length - whole + 1);
    while (to > from) {
        memmove(text + to - 3, text + from - 3, 3);
        to -= 3;
        from -= 3;
        text[--to] = ',';
    }
    return length + commas;
}

/* A rate in percent with at most two decimals, a half rounded away from zero. */
static size_t format_percent(int64_t rate, char *buffer)
{
    int64_t hundredths = 0;
    size_t length;

    (void)attain__i128_divide(attain__i128_from(rate), ATTAIN_RATE_ONE / 10000, ATTAIN_ROUND_HALF_UP, &hundredths);
    length = attain__i128_format(attain__i128_from(hundredths), 2, 1, buffer);
    memcpy(buffer + length, " %", 3);
    return length + 2;
}

size_t attain__cell_shown(const attain__column *column, size_t row, char *buffer)
{
    if (column->type == ATTAIN_TYPE_F64)
        return format_double(((const double *)column->values)[row], 6, buffer);
    if (column->meaning == ATTAIN_MEANING_RATE)
        return format_percent(integer_at(column, row), buffer);
    if (column->meaning == ATTAIN_MEANING_AMOUNT || column->meaning == ATTAIN_MEANING_COUNT)
        return group(buffer, attain__cell_exact(column, row, buffer));
    return attain__cell_exact(column, row, buffer);
}

/* Periods: which one a day falls in, its first and last day, its name. */
#include "calendar/calendar_internal.h"

#define MONTHS_BEFORE_YEAR_10000 (10000 * 12)

/* Months of a month, quarter, half or year. */
static int32_t unit_months(int32_t unit)
{
    switch (unit) {
    case ATTAIN_UNIT_QUARTER:
        return 3;
    case ATTAIN_UNIT_HALF:
        return 6;
    case ATTAIN_UNIT_YEAR:
        return 12;
    default:
        return 1;
    }
}

/* Months by which a year of these units starts later than the civil one. A month is always a civil month. */
static int32_t fiscal_shift(const attain_calendar *calendar, int32_t unit)
{
    return calendar == NULL || unit == ATTAIN_UNIT_MONTH ? 0 : calendar->fiscal_start - 1;
}

static int32_t floor_divide(int32_t value, int32_t divisor)
{
    return value >= 0 ? value / divisor : -((divisor - 1 - value) / divisor);
}

attain_period attain__period_of_day(const attain_calendar *calendar, int32_t unit, attain_day day)
{
    int32_t year, month, day_of_month;

    if (unit == ATTAIN_UNIT_DAY)
        return day;
    if (unit == ATTAIN_UNIT_WEEK)
        return floor_divide(day + 3, 7); /* 1970-01-01 is a Thursday */
    attain__civil_from_day(day, &year, &month, &day_of_month);
    return (year * 12 + month - 1 - fiscal_shift(calendar, unit)) / unit_months(unit);
}

attain_status attain_period_of_day(attain_context *context, const attain_calendar *calendar, int32_t unit,
                                   attain_day day, attain_period *out)
{
    ATTAIN__ENTER(context);
    ATTAIN__CHECK_RANGE(context, unit, ATTAIN_UNIT_DAY, ATTAIN_UNIT_YEAR, "unit");
    ATTAIN__CHECK_DAY(context, day);
    ATTAIN__CHECK(context, out != NULL, "out");
    *out = attain__period_of_day(calendar, unit, day);
    return ATTAIN_OK;
}

static attain_day first_of_month(int32_t months)
{
    return attain__day_from_civil(months / 12, months % 12 + 1, 1);
}

attain_status attain_period_days(attain_context *context, const attain_calendar *calendar, int32_t unit,
                                 attain_period period, attain_day *first, attain_day *last)
{
    int64_t from, to;
    int inside;

    ATTAIN__ENTER(context);
    ATTAIN__CHECK_RANGE(context, unit, ATTAIN_UNIT_DAY, ATTAIN_UNIT_YEAR, "unit");
    if (unit == ATTAIN_UNIT_DAY || unit == ATTAIN_UNIT_WEEK) {
        from = unit == ATTAIN_UNIT_DAY ? period : (int64_t)period * 7 - 3;
        to = unit == ATTAIN_UNIT_DAY ? from : from + 6;
        inside = from >= ATTAIN_DAY_MIN && to <= ATTAIN_DAY_MAX;
    } else {
        int64_t month = (int64_t)period * unit_months(unit) + fiscal_shift(calendar, unit);
        int64_t next = month + unit_months(unit);

        inside = month >= 12 && next <= MONTHS_BEFORE_YEAR_10000;
        from = inside ? first_of_month((int32_t)month) : 0;
        to = inside ? first_of_month((int32_t)next) - 1 : 0;
    }
    if (!inside)
        return attain__error_i64(context, ATTAIN_ERROR_VALUE, "period", ATTAIN__NO_ROW, period,
                                 "reaches beyond the years 1 to 9999");
    if (first != NULL)
        *first = (attain_day)from;
    if (last != NULL)
        *last = (attain_day)to;
    return ATTAIN_OK;
}

/* ---- names ---- */

size_t attain__period_format(int32_t unit, attain_period period, char *buffer)
{
    int32_t per_year = 12 / unit_months(unit);
    int32_t year = period / per_year, number = period % per_year + 1;
    size_t length = 0;

    if (unit == ATTAIN_UNIT_DAY)
        return attain__day_format(period, buffer);
    if (unit == ATTAIN_UNIT_WEEK) {
        attain_day thursday = period * 7; /* a week belongs to the year of its Thursday */
        int32_t month, day_of_month;

        attain__civil_from_day(thursday, &year, &month, &day_of_month);
        number = (thursday - attain__day_from_civil(year, 1, 1)) / 7 + 1;
    }
    attain__digits_write(year, 4, buffer);
    length = 4;
    if (unit != ATTAIN_UNIT_YEAR) {
        size_t digits = unit == ATTAIN_UNIT_MONTH || unit == ATTAIN_UNIT_WEEK ? 2 : 1;

        buffer[length++] = '-';
        if (unit == ATTAIN_UNIT_WEEK)
            buffer[length++] = 'W';
        if (unit == ATTAIN_UNIT_QUARTER)
            buffer[length++] = 'Q';
        if (unit == ATTAIN_UNIT_HALF)
            buffer[length++] = 'H';
        attain__digits_write(number, digits, buffer + length);
        length += digits;
    }
    buffer[length] = '\0';
    return length;
}

/* The first year that days fall into. Where years start later than in January, the first days of year 1 are still in the
 * fiscal year 0. */
static int32_t least_year(int32_t unit)
{
    return unit == ATTAIN_UNIT_QUARTER || unit == ATTAIN_UNIT_HALF || unit == ATTAIN_UNIT_YEAR ? 0 : 1;
}

/* The period has a name: its year, that of the Thursday for a week, is one that days fall into. */
static int has_name(int32_t unit, attain_period period)
{
    int64_t per_year = 12 / unit_months(unit);
    int64_t day = unit == ATTAIN_UNIT_WEEK ? (int64_t)period * 7 : period;

    if (unit == ATTAIN_UNIT_DAY || unit == ATTAIN_UNIT_WEEK)
        return day >= ATTAIN_DAY_MIN && day <= ATTAIN_DAY_MAX;
    return period >= least_year(unit) * per_year && period < 10000 * per_year;
}

attain_status attain_period_format(attain_context *context, int32_t unit, attain_period period, char *buffer,
                                   size_t capacity, size_t *length)
{
    size_t written;

    ATTAIN__ENTER(context);
    ATTAIN__CHECK_RANGE(context, unit, ATTAIN_UNIT_DAY, ATTAIN_UNIT_YEAR, "unit");
    if (!has_name(unit, period))
        return attain__error_i64(context, ATTAIN_ERROR_VALUE, "period", ATTAIN__NO_ROW, period,
                                 "is not in the years 1 to 9999");
    ATTAIN__CHECK(context, buffer != NULL, "buffer");
    ATTAIN__CHECK_CAPACITY(context, capacity, ATTAIN_PERIOD_CAPACITY);
    written = attain__period_format(unit, period, buffer);
    if (length != NULL)
        *length = written;
    return ATTAIN_OK;
}

/* The unit that a name's form tells, and where its number stands; 0 for text of another form. A day is left to
 * attain__day_scan(). */
static int32_t unit_of_name(const char *text, size_t length, size_t *digits_at, size_t *digits)
{
    *digits_at = 0;
    *digits = 0;
    if (length == 4)
        return ATTAIN_UNIT_YEAR;
    if (length == 10)
        return ATTAIN_UNIT_DAY;
    if (length < 7 || length > 8 || text[4] != '-')
        return 0;
    if (length == 8) {
        *digits_at = 6;
        *digits = 2;
        return text[5] == 'W' ? ATTAIN_UNIT_WEEK : 0;
    }
    *digits_at = text[5] == 'Q' || text[5] == 'H' ? 6 : 5;
    *digits = length - *digits_at;
    if (text[5] == 'Q')
        return ATTAIN_UNIT_QUARTER;
    return text[5] == 'H' ? ATTAIN_UNIT_HALF : ATTAIN_UNIT_MONTH;
}

/* The week of a year; 0, or 1 when the year has none of that number. */
static int find_week(int32_t year, int32_t number, attain_period *out)
{
    attain_period first = attain__period_of_day(NULL, ATTAIN_UNIT_WEEK, attain__day_from_civil(year, 1, 4));
    attain_period week = first + number - 1;
    attain_period next = attain__period_of_day(NULL, ATTAIN_UNIT_WEEK, attain__day_from_civil(year + 1, 1, 4));

    if (number < 1 || week >= next)
        return 1;
    *out = week;
    return 0;
}

static attain_status scan_period(const char *text, size_t length, int32_t *unit, attain_period *period,
                                 const char **message)
{
    size_t digits_at, digits;
    int32_t form = unit_of_name(text, length, &digits_at, &digits);
    int32_t per_year = 12 / unit_months(form);
    int32_t year = form == 0 ? -1 : attain__digits_read(text, 4);
    int32_t number = digits == 0 ? 1 : attain__digits_read(text + digits_at, digits);
    int there;

    if (form == ATTAIN_UNIT_DAY) {
        attain_status status = attain__day_scan(text, length, period, message);

        if (status == ATTAIN_OK)
            *unit = form;
        return status;
    }
    if (year < 0 || number < 0) {
        *message = "is not a period such as 2024, 2024-H1, 2024-Q1, 2024-01, 2024-W05 or 2024-01-31";
        return ATTAIN_ERROR_FORMAT;
    }
    there = year >= least_year(form);
    if (form == ATTAIN_UNIT_WEEK) {
        there = there && find_week(year, number, period) == 0;
    } else {
        there = there && number >= 1 && number <= per_year;
        if (there)
            *period = year * per_year + number - 1;
    }
    if (!there) {
        *message = "is not in the calendar: there is no such period in the years 1 to 9999";
        return ATTAIN_ERROR_VALUE;
    }
    *unit = form;
    return ATTAIN_OK;
}

attain_status attain_period_parse(attain_context *context, const char *text, size_t length, int32_t *unit,
                                  attain_period *period)
{
    const char *message;
    attain_status status;

    ATTAIN__ENTER(context);
    ATTAIN__CHECK(context, text != NULL, "text");
    ATTAIN__CHECK(context, unit != NULL, "unit");
    ATTAIN__CHECK(context, period != NULL, "period");
    status = scan_period(text, length, unit, period, &message);
    if (status != ATTAIN_OK)
        return attain__error_text(context, status, "text", ATTAIN__NO_ROW, text, length, message);
    return ATTAIN_OK;
}

/* Civil days: the proleptic Gregorian calendar and ISO 8601 dates. */
#include "calendar/calendar_internal.h"

/* Years are counted from March, so that the leap day is the last of its year; an era is 400 years or 146,097 days, and
 * 1970-01-01 is day 719,468 from 0000-03-01. */
#define ERA_DAYS 146097
#define EPOCH    719468

void attain__civil_from_day(attain_day day, int32_t *year, int32_t *month, int32_t *day_of_month)
{
    int32_t days = day + EPOCH; /* not negative from 0000-03-01 on */
    int32_t era = days / ERA_DAYS;
    int32_t day_of_era = days % ERA_DAYS;
    int32_t year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
    int32_t day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    int32_t month_from_march = (5 * day_of_year + 2) / 153;

    *day_of_month = day_of_year - (153 * month_from_march + 2) / 5 + 1;
    *month = month_from_march < 10 ? month_from_march + 3 : month_from_march - 9;
    *year = era * 400 + year_of_era + (*month <= 2 ? 1 : 0);
}

attain_day attain__day_from_civil(int32_t year, int32_t month, int32_t day_of_month)
{
    int32_t march_year = month <= 2 ? year - 1 : year;
    int32_t month_from_march = month <= 2 ? month + 9 : month - 3;
    int32_t era = march_year / 400;
    int32_t year_of_era = march_year % 400;
    int32_t day_of_year = (153 * month_from_march + 2) / 5 + day_of_month - 1;

    return era * ERA_DAYS + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year - EPOCH;
}

static int32_t days_in_month(int32_t year, int32_t month)
{
    static const int8_t days[12] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    int leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);

    return month == 2 && leap ? 29 : days[month - 1];
}

int32_t attain__digits_read(const char *text, size_t count)
{
    int32_t value = 0;
    size_t i;

    for (i = 0; i < count; i++) {
        if (text[i] < '0' || text[i] > '9')
            return -1;
        value = value * 10 + (text[i] - '0');
    }
    return value;
}

attain_status attain__day_scan(const char *text, size_t length, attain_day *out, const char **message)
{
    size_t dash = length == 10 ? 1 : 0;
    int32_t year = -1, month = -1, day = -1;

    if (length == 8 || (length == 10 && text[4] == '-' && text[7] == '-')) {
        year = attain__digits_read(text, 4);
        month = attain__digits_read(text + 4 + dash, 2);
        day = attain__digits_read(text + 6 + 2 * dash, 2);
    }
    if (year < 0 || month < 0 || day < 0) {
        *message = "is not a date such as 2024-01-31 or 20240131";
        return ATTAIN_ERROR_FORMAT;
    }
    if (year < 1 || month < 1 || month > 12 || day < 1 || day > days_in_month(year, month)) {
        *message = "is not in the calendar: there is no such day from 0001-01-01 to 9999-12-31";
        return ATTAIN_ERROR_VALUE;
    }
    *out = attain__day_from_civil(year, month, day);
    return ATTAIN_OK;
}

void attain__digits_write(int32_t value, size_t count, char *buffer)
{
    while (count > 0) {
        buffer[--count] = (char)('0' + value % 10);
        value /= 10;
    }
}

size_t attain__day_format(attain_day day, char *buffer)
{
    int32_t year, month, day_of_month;

    attain__civil_from_day(day, &year, &month, &day_of_month);
    attain__digits_write(year, 4, buffer);
    buffer[4] = '-';
    attain__digits_write(month, 2, buffer + 5);
    buffer[7] = '-';
    attain__digits_write(day_of_month, 2, buffer + 8);
    buffer[10] = '\0';
    return 10;
}

attain_status attain_day_from_civil(attain_context *context, int32_t year, int32_t month, int32_t day, attain_day *out)
{
    ATTAIN__ENTER(context);
    if (year < 1 || year > 9999)
        return attain__error_i64(context, ATTAIN_ERROR_VALUE, "year", ATTAIN__NO_ROW, year, "must be from 1 to 9999");
    if (month < 1 || month > 12)
        return attain__error_i64(context, ATTAIN_ERROR_VALUE, "month", ATTAIN__NO_ROW, month, "must be from 1 to 12");
    if (day < 1 || day > days_in_month(year, month))
        return attain__error_i64(context, ATTAIN_ERROR_VALUE, "day", ATTAIN__NO_ROW, day, "is not a day of that month");
    ATTAIN__CHECK(context, out != NULL, "out");
    *out = attain__day_from_civil(year, month, day);
    return ATTAIN_OK;
}

attain_status attain_day_to_civil(attain_context *context, attain_day day, int32_t *year, int32_t *month,
                                  int32_t *day_of_month)
{
    int32_t parts[3];

    ATTAIN__ENTER(context);
    ATTAIN__CHECK_DAY(context, day);
    attain__civil_from_day(day, &parts[0], &parts[1], &parts[2]);
    if (year != NULL)
        *year = parts[0];
    if (month != NULL)
        *month = parts[1];
    if (day_of_month != NULL)
        *day_of_month = parts[2];
    return ATTAIN_OK;
}

attain_status attain_day_parse(attain_context *context, const char *text, size_t length, attain_day *out)
{
    const char *message;
    attain_status status;

    ATTAIN__ENTER(context);
    ATTAIN__CHECK(context, text != NULL, "text");
    ATTAIN__CHECK(context, out != NULL, "out");
    status = attain__day_scan(text, length, out, &message);
    if (status != ATTAIN_OK)
        return attain__error_text(context, status, "text", ATTAIN__NO_ROW, text, length, message);
    return ATTAIN_OK;
}

attain_status attain_day_format(attain_context *context, attain_day day, char *buffer, size_t capacity, size_t *length)
{
    size_t written;

    ATTAIN__ENTER(context);
    ATTAIN__CHECK_DAY(context, day);
    ATTAIN__CHECK(context, buffer != NULL, "buffer");
    ATTAIN__CHECK_CAPACITY(context, capacity, ATTAIN_DAY_CAPACITY);
    written = attain__day_format(day, buffer);
    if (length != NULL)
        *length = written;
    return ATTAIN_OK;
}

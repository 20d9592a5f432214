/* Calendar arithmetic on checked arguments, for the rooms above. */
#ifndef ATTAIN_CALENDAR_INTERNAL_H
#define ATTAIN_CALENDAR_INTERNAL_H

#include <attain/calendar.h>

#include "base/base_internal.h"

struct attain_calendar {
    attain_allocator allocator;
    int32_t fiscal_start; /* 1 to 12 */
};

/* Checks a day argument. */
#define ATTAIN__CHECK_DAY(context, day)                                                                                \
    do {                                                                                                               \
        if ((day) < ATTAIN_DAY_MIN || (day) > ATTAIN_DAY_MAX)                                                          \
            return attain__error_i64(context, ATTAIN_ERROR_VALUE, "day", ATTAIN__NO_ROW, day,                          \
                                     "is not a day from 0001-01-01 to 9999-12-31");                                    \
    } while (0)

/* `count` digits as a number, or -1 when they are not digits; a number as `count` digits, with leading zeros. */
int32_t attain__digits_read(const char *text, size_t count);
void attain__digits_write(int32_t value, size_t count, char *buffer);

void attain__civil_from_day(attain_day day, int32_t *year, int32_t *month, int32_t *day_of_month);
attain_day attain__day_from_civil(int32_t year, int32_t month, int32_t day_of_month);

/* As attain_day_parse() without touching the error record: 0, or the status and in *message what is wrong. */
attain_status attain__day_scan(const char *text, size_t length, attain_day *out, const char **message);

/* The day is within ATTAIN_DAY_MIN and ATTAIN_DAY_MAX; calendar may be NULL. */
attain_period attain__period_of_day(const attain_calendar *calendar, int32_t unit, attain_day day);

/* Name of a period that attain__period_of_day() gave; returns its bytes, buffer has ATTAIN_PERIOD_CAPACITY. */
size_t attain__period_format(int32_t unit, attain_period period, char *buffer);

/* "2024-01-31"; returns its bytes, buffer has ATTAIN_DAY_CAPACITY. */
size_t attain__day_format(attain_day day, char *buffer);

#endif

/**
 * @file
 * @brief Civil days and the periods they fall in: day, ISO week, month, quarter, half, year, with any fiscal start.
 *
 * @code
 * attain_calendar *fiscal;                                    // a year that starts in April
 * attain_day day;
 * attain_period quarter;
 * char name[ATTAIN_PERIOD_CAPACITY];
 * attain_calendar_create(cx, &fiscal);
 * attain_calendar_set_fiscal_start(cx, fiscal, 4);
 * attain_day_parse(cx, ATTAIN_TEXT("2025-02-15"), &day);
 * attain_period_of_day(cx, fiscal, ATTAIN_UNIT_QUARTER, day, &quarter);
 * attain_period_format(cx, ATTAIN_UNIT_QUARTER, quarter, name, sizeof name, NULL);  // "2024-Q4"
 * @endcode
 */
#ifndef ATTAIN_CALENDAR_H
#define ATTAIN_CALENDAR_H

#include <attain/base.h>

#ifdef __cplusplus
extern "C" {
#endif

/** @brief A civil day: days since 1970-01-01 in the proleptic Gregorian calendar. @since 0.1 */
typedef int32_t attain_day;

#define ATTAIN_DAY_MIN         (-719162) /**< 0001-01-01. */
#define ATTAIN_DAY_MAX         2932896   /**< 9999-12-31. */
#define ATTAIN_DAY_CAPACITY    12        /**< Bytes that hold "2024-01-31" and its terminating zero. */
#define ATTAIN_PERIOD_CAPACITY 16        /**< Bytes that hold the name of any period and its terminating zero. */

/** @name Units of a period
 *  @{ */
#define ATTAIN_UNIT_DAY     1 /**< "2024-01-31". */
#define ATTAIN_UNIT_WEEK    2 /**< ISO 8601 week, Monday first: "2024-W05". */
#define ATTAIN_UNIT_MONTH   3 /**< Calendar month: "2024-01". */
#define ATTAIN_UNIT_QUARTER 4 /**< Three months from the fiscal start: "2024-Q1". */
#define ATTAIN_UNIT_HALF    5 /**< Six months from the fiscal start: "2024-H1". */
#define ATTAIN_UNIT_YEAR    6 /**< Twelve months from the fiscal start: "2024". */
/** @} */

/** @brief A period of a given unit, as a number that counts up by 1 from one period to the next: the difference of two is
 *         the number of periods between them. Which one it is depends on unit and calendar. @since 0.1 */
typedef int32_t attain_period;

/** @brief How days fall into periods. Wherever a calendar is asked for, NULL is the civil one, whose year starts in
 *         January. @since 0.1 */
typedef struct attain_calendar attain_calendar;

/** @brief Makes a calendar that is the civil one until it is changed.
 *  @param context the context. @param[out] out the calendar; the caller destroys it. @return #ATTAIN_OK. @since 0.1 */
ATTAIN_API attain_status attain_calendar_create(attain_context *context, attain_calendar **out);

/** @brief Frees a calendar. @param calendar may be NULL. @since 0.1 */
ATTAIN_API void attain_calendar_destroy(attain_calendar *calendar);

/** @brief Sets the month in which years, halves and quarters start. A fiscal year bears the number of the civil year in
 *         which it starts: with start 4, 2024 runs from 2024-04-01 to 2025-03-31.
 *  @param context  the context.
 *  @param calendar the calendar.
 *  @param month    1 to 12.
 *  @return #ATTAIN_OK. @since 0.1 */
ATTAIN_API attain_status attain_calendar_set_fiscal_start(attain_context *context, attain_calendar *calendar,
                                                          int32_t month);

/** @brief The month in which years start.
 *  @param calendar NULL for the civil calendar. @return 1 to 12. @since 0.1 */
ATTAIN_API int32_t attain_calendar_fiscal_start(const attain_calendar *calendar);

/** @brief The day of a civil date.
 *  @param context the context.
 *  @param year    1 to 9999. @param month 1 to 12. @param day 1 to the last of the month.
 *  @param[out] out the day.
 *  @return #ATTAIN_OK or #ATTAIN_ERROR_VALUE for a date there is not. @since 0.1 */
ATTAIN_API attain_status attain_day_from_civil(attain_context *context, int32_t year, int32_t month, int32_t day,
                                               attain_day *out);

/** @brief The civil date of a day.
 *  @param context the context.
 *  @param day     #ATTAIN_DAY_MIN to #ATTAIN_DAY_MAX (#ATTAIN_ERROR_VALUE).
 *  @param[out] year  may be NULL. @param[out] month may be NULL, 1 to 12. @param[out] day_of_month may be NULL, 1 to 31.
 *  @return #ATTAIN_OK or #ATTAIN_ERROR_VALUE. @since 0.1 */
ATTAIN_API attain_status attain_day_to_civil(attain_context *context, attain_day day, int32_t *year, int32_t *month,
                                             int32_t *day_of_month);

/** @brief Reads an ISO 8601 date: "2024-01-31" or "20240131".
 *  @param context  the context.
 *  @param text     `length` bytes. @param length how many.
 *  @param[out] out the day.
 *  @return #ATTAIN_OK; #ATTAIN_ERROR_FORMAT for text of another form; #ATTAIN_ERROR_VALUE for a date there is not.
 *  @since 0.1 */
ATTAIN_API attain_status attain_day_parse(attain_context *context, const char *text, size_t length, attain_day *out);

/** @brief Writes a day as "2024-01-31".
 *  @param context  the context.
 *  @param day      #ATTAIN_DAY_MIN to #ATTAIN_DAY_MAX (#ATTAIN_ERROR_VALUE).
 *  @param[out] buffer receives the text and a terminating zero. @param capacity at least #ATTAIN_DAY_CAPACITY.
 *  @param[out] length bytes written without the zero; may be NULL.
 *  @return #ATTAIN_OK or #ATTAIN_ERROR_VALUE. @since 0.1 */
ATTAIN_API attain_status attain_day_format(attain_context *context, attain_day day, char *buffer, size_t capacity,
                                           size_t *length);

/** @brief The period a day falls in.
 *  @param context  the context.
 *  @param calendar NULL for the civil calendar.
 *  @param unit     an `ATTAIN_UNIT_`.
 *  @param day      #ATTAIN_DAY_MIN to #ATTAIN_DAY_MAX (#ATTAIN_ERROR_VALUE).
 *  @param[out] out the period.
 *  @return #ATTAIN_OK or #ATTAIN_ERROR_VALUE. @since 0.1 */
ATTAIN_API attain_status attain_period_of_day(attain_context *context, const attain_calendar *calendar, int32_t unit,
                                              attain_day day, attain_period *out);

/** @brief The first and the last day of a period.
 *  @param context  the context.
 *  @param calendar NULL for the civil calendar.
 *  @param unit     an `ATTAIN_UNIT_`.
 *  @param period   a period of that unit and calendar.
 *  @param[out] first its first day; may be NULL. @param[out] last its last day; may be NULL.
 *  @return #ATTAIN_OK or #ATTAIN_ERROR_VALUE for a period that reaches beyond the calendar. @since 0.1 */
ATTAIN_API attain_status attain_period_days(attain_context *context, const attain_calendar *calendar, int32_t unit,
                                            attain_period period, attain_day *first, attain_day *last);

/** @brief Writes the name of a period: "2024-01-31", "2024-W05", "2024-01", "2024-Q1", "2024-H1" or "2024".
 *  @param context  the context.
 *  @param unit     an `ATTAIN_UNIT_`.
 *  @param period   a period of that unit into which a day falls (#ATTAIN_ERROR_VALUE). With a fiscal start behind January
 *                  the first days of year 1 are in the fiscal year "0000".
 *  @param[out] buffer receives the text and a terminating zero. @param capacity at least #ATTAIN_PERIOD_CAPACITY.
 *  @param[out] length bytes written without the zero; may be NULL.
 *  @return #ATTAIN_OK or #ATTAIN_ERROR_VALUE. @since 0.1 */
ATTAIN_API attain_status attain_period_format(attain_context *context, int32_t unit, attain_period period, char *buffer,
                                              size_t capacity, size_t *length);

/** @brief Reads the name of a period, as attain_period_format() writes it; its form tells the unit.
 *  @param context the context.
 *  @param text    `length` bytes. @param length how many.
 *  @param[out] unit   the `ATTAIN_UNIT_`.
 *  @param[out] period the period.
 *  @return #ATTAIN_OK, #ATTAIN_ERROR_FORMAT, or #ATTAIN_ERROR_VALUE for a period there is not ("2024-Q5"). @since 0.1 */
ATTAIN_API attain_status attain_period_parse(attain_context *context, const char *text, size_t length, int32_t *unit,
                                             attain_period *period);

#ifdef __cplusplus
}
#endif

#endif

/* Periods: of a day, first and last day, names. */
#include "support/support.h"

#define UNITS 6

static attain_calendar *fiscal(attain_context *context, int32_t month)
{
    attain_calendar *calendar = NULL;

    ASSERT_OK(context, attain_calendar_create(context, &calendar));
    ASSERT_OK(context, attain_calendar_set_fiscal_start(context, calendar, month));
    return calendar;
}

static attain_day day_of(attain_context *context, const char *text)
{
    attain_day day = 0;

    ASSERT_OK(context, attain_day_parse(context, text, strlen(text), &day));
    return day;
}

static void assert_name(attain_context *context, const attain_calendar *calendar, int32_t unit, const char *day,
                        const char *expected)
{
    attain_period period = 0;
    char buffer[ATTAIN_PERIOD_CAPACITY];
    size_t length = 0;

    ASSERT_OK(context, attain_period_of_day(context, calendar, unit, day_of(context, day), &period));
    ASSERT_OK(context, attain_period_format(context, unit, period, buffer, sizeof buffer, &length));
    assert_string_equal(buffer, expected);
    assert_int_equal(length, strlen(expected));
}

static void assert_days(attain_context *context, const attain_calendar *calendar, const char *name, const char *first,
                        const char *last)
{
    attain_period period = 0;
    attain_day from = 0, to = 0;
    int32_t unit = 0;

    ASSERT_OK(context, attain_period_parse(context, name, strlen(name), &unit, &period));
    ASSERT_OK(context, attain_period_days(context, calendar, unit, period, &from, &to));
    assert_int_equal(from, day_of(context, first));
    assert_int_equal(to, day_of(context, last));
}

/* ISO weeks as Python's datetime.isocalendar() gives them. */
static void test_iso_weeks(void **state)
{
    static const char *const known[][2] = {
        {"0001-01-01", "0001-W01"}, {"0001-01-07", "0001-W01"}, {"0001-12-31", "0002-W01"}, {"0555-07-03", "0555-W27"},
        {"0832-10-30", "0832-W44"}, {"1582-10-15", "1582-W41"}, {"1733-04-18", "1733-W16"}, {"1899-12-31", "1899-W52"},
        {"1900-03-01", "1900-W09"}, {"1969-12-28", "1969-W52"}, {"1969-12-29", "1970-W01"}, {"1970-01-01", "1970-W01"},
        {"1970-01-04", "1970-W01"}, {"1970-01-05", "1970-W02"}, {"2000-02-29", "2000-W09"}, {"2004-12-31", "2004-W53"},
        {"2005-01-01", "2004-W53"}, {"2008-12-29", "2009-W01"}, {"2009-12-31", "2009-W53"}, {"2010-01-03", "2009-W53"},
        {"2015-12-31", "2015-W53"}, {"2016-01-03", "2015-W53"}, {"2016-01-04", "2016-W01"}, {"2020-12-28", "2020-W53"},
        {"2020-12-31", "2020-W53"}, {"2021-01-03", "2020-W53"}, {"2021-01-04", "2021-W01"}, {"2024-02-29", "2024-W09"},
        {"2024-12-29", "2024-W52"}, {"2024-12-30", "2025-W01"}, {"2024-12-31", "2025-W01"}, {"2026-12-31", "2026-W53"},
        {"2027-01-03", "2026-W53"}, {"3719-10-10", "3719-W41"}, {"4535-01-01", "4534-W52"}, {"9998-12-31", "9998-W53"},
        {"9999-12-31", "9999-W52"},
    };
    attain_context *context = *state;
    size_t i;

    for (i = 0; i < sizeof known / sizeof known[0]; i++)
        assert_name(context, NULL, ATTAIN_UNIT_WEEK, known[i][0], known[i][1]);
    assert_days(context, NULL, "2020-W53", "2020-12-28", "2021-01-03");
    assert_days(context, NULL, "2025-W01", "2024-12-30", "2025-01-05");
    assert_days(context, NULL, "0001-W01", "0001-01-01", "0001-01-07");
}

static void test_civil_names(void **state)
{
    attain_context *context = *state;

    assert_name(context, NULL, ATTAIN_UNIT_DAY, "2024-01-31", "2024-01-31");
    assert_name(context, NULL, ATTAIN_UNIT_MONTH, "2024-01-31", "2024-01");
    assert_name(context, NULL, ATTAIN_UNIT_QUARTER, "2024-03-31", "2024-Q1");
    assert_name(context, NULL, ATTAIN_UNIT_QUARTER, "2024-04-01", "2024-Q2");
    assert_name(context, NULL, ATTAIN_UNIT_HALF, "2024-06-30", "2024-H1");
    assert_name(context, NULL, ATTAIN_UNIT_HALF, "2024-07-01", "2024-H2");
    assert_name(context, NULL, ATTAIN_UNIT_YEAR, "2024-12-31", "2024");
    assert_name(context, NULL, ATTAIN_UNIT_YEAR, "0001-01-01", "0001");
    assert_name(context, NULL, ATTAIN_UNIT_MONTH, "9999-12-31", "9999-12");
    assert_days(context, NULL, "2024-02", "2024-02-01", "2024-02-29");
    assert_days(context, NULL, "2023-02", "2023-02-01", "2023-02-28");
    assert_days(context, NULL, "2024-Q4", "2024-10-01", "2024-12-31");
    assert_days(context, NULL, "2024-H2", "2024-07-01", "2024-12-31");
    assert_days(context, NULL, "9999", "9999-01-01", "9999-12-31");
    assert_days(context, NULL, "2024-02-29", "2024-02-29", "2024-02-29");
}

/* A fiscal year bears the civil year in which it starts; months stay civil months. */
static void test_fiscal_names(void **state)
{
    attain_context *context = *state;
    attain_calendar *april = fiscal(context, 4), *december = fiscal(context, 12);

    assert_name(context, april, ATTAIN_UNIT_YEAR, "2024-04-01", "2024");
    assert_name(context, april, ATTAIN_UNIT_YEAR, "2025-03-31", "2024");
    assert_name(context, april, ATTAIN_UNIT_YEAR, "2024-03-31", "2023");
    assert_name(context, april, ATTAIN_UNIT_QUARTER, "2025-02-15", "2024-Q4");
    assert_name(context, april, ATTAIN_UNIT_QUARTER, "2024-04-01", "2024-Q1");
    assert_name(context, april, ATTAIN_UNIT_HALF, "2024-10-01", "2024-H2");
    assert_name(context, april, ATTAIN_UNIT_MONTH, "2025-02-15", "2025-02");
    assert_name(context, april, ATTAIN_UNIT_WEEK, "2024-12-30", "2025-W01");
    assert_name(context, december, ATTAIN_UNIT_YEAR, "2024-11-30", "2023");
    assert_name(context, december, ATTAIN_UNIT_QUARTER, "2024-12-01", "2024-Q1");
    assert_name(context, december, ATTAIN_UNIT_QUARTER, "2025-02-28", "2024-Q1");
    assert_days(context, april, "2024", "2024-04-01", "2025-03-31");
    assert_days(context, april, "2024-Q4", "2025-01-01", "2025-03-31");
    assert_days(context, april, "2024-H1", "2024-04-01", "2024-09-30");
    assert_days(context, april, "2024-04", "2024-04-01", "2024-04-30");
    assert_days(context, december, "2023-Q1", "2023-12-01", "2024-02-29");
    attain_calendar_destroy(april);
    attain_calendar_destroy(december);
}

/* Day by day through two centuries: periods count up by one, their days are contiguous, names come back. */
static void walk(attain_context *context, const attain_calendar *calendar, int32_t unit, attain_day from, attain_day to)
{
    attain_period period = 0, before = 0;
    attain_day first = 0, last = 0, day;

    for (day = from; day <= to; day++) {
        if (attain_period_of_day(context, calendar, unit, day, &period) != ATTAIN_OK)
            fail_msg("day %d", (int)day);
        if (day > from && day <= last) {
            assert_int_equal(period, before);
            continue;
        }
        if (day > from) {
            assert_int_equal(period, before + 1);
            assert_int_equal(day, last + 1);
        }
        ASSERT_OK(context, attain_period_days(context, calendar, unit, period, &first, &last));
        if (day > from)
            assert_int_equal(first, day);
        assert_true(first <= day && day <= last);
        before = period;
    }
}

static void assert_name_returns(attain_context *context, int32_t unit, attain_period period)
{
    char buffer[ATTAIN_PERIOD_CAPACITY];
    size_t length = 0;
    int32_t unit_back = 0;
    attain_period period_back = 0;

    ASSERT_OK(context, attain_period_format(context, unit, period, buffer, sizeof buffer, &length));
    ASSERT_OK(context, attain_period_parse(context, buffer, length, &unit_back, &period_back));
    assert_int_equal(unit_back, unit);
    assert_int_equal(period_back, period);
}

static void test_walk(void **state)
{
    static const int32_t starts[] = {1, 2, 4, 7, 10, 12};
    attain_context *context = *state;
    attain_day from = day_of(context, "1896-02-27"), to = day_of(context, "2104-03-02");
    int32_t unit;
    size_t i;

    for (i = 0; i < sizeof starts / sizeof starts[0]; i++) {
        attain_calendar *calendar = fiscal(context, starts[i]);

        for (unit = ATTAIN_UNIT_DAY; unit <= ATTAIN_UNIT_YEAR; unit++)
            walk(context, calendar, unit, from, to);
        attain_calendar_destroy(calendar);
    }
    for (unit = ATTAIN_UNIT_DAY; unit <= ATTAIN_UNIT_YEAR; unit++) {
        attain_period first = 0, last = 0, period;

        ASSERT_OK(context, attain_period_of_day(context, NULL, unit, from, &first));
        ASSERT_OK(context, attain_period_of_day(context, NULL, unit, to, &last));
        for (period = first; period <= last; period++)
            assert_name_returns(context, unit, period);
    }
}

static void test_ends_of_the_calendar(void **state)
{
    attain_context *context = *state;
    attain_calendar *april = fiscal(context, 4);
    attain_period period = 0;
    attain_day first = 7, last = 7;
    int32_t unit;

    for (unit = ATTAIN_UNIT_DAY; unit <= ATTAIN_UNIT_YEAR; unit++) {
        ASSERT_OK(context, attain_period_of_day(context, NULL, unit, ATTAIN_DAY_MIN, &period));
        ASSERT_OK(context, attain_period_days(context, NULL, unit, period, &first, NULL));
        assert_int_equal(first, ATTAIN_DAY_MIN);
        assert_name_returns(context, unit, period);
        ASSERT_OK(context, attain_period_of_day(context, NULL, unit, ATTAIN_DAY_MAX, &period));
        assert_name_returns(context, unit, period);
    }
    ASSERT_OK(context, attain_period_days(context, NULL, ATTAIN_UNIT_YEAR, period, NULL, &last));
    assert_int_equal(last, ATTAIN_DAY_MAX);

    /* 9999-12-31 is a Friday: its week ends in 10000. The fiscal year of 0001-01-01 starts in year 0. */
    first = last = 7;
    ASSERT_OK(context, attain_period_of_day(context, NULL, ATTAIN_UNIT_WEEK, ATTAIN_DAY_MAX, &period));
    ASSERT_FAILS(context, attain_period_days(context, NULL, ATTAIN_UNIT_WEEK, period, &first, &last),
                 ATTAIN_ERROR_VALUE, "period", -1);
    ASSERT_OK(context, attain_period_of_day(context, april, ATTAIN_UNIT_YEAR, ATTAIN_DAY_MIN, &period));
    ASSERT_FAILS(context, attain_period_days(context, april, ATTAIN_UNIT_YEAR, period, &first, &last),
                 ATTAIN_ERROR_VALUE, "period", -1);
    ASSERT_OK(context, attain_period_of_day(context, april, ATTAIN_UNIT_YEAR, ATTAIN_DAY_MAX, &period));
    ASSERT_FAILS(context, attain_period_days(context, april, ATTAIN_UNIT_YEAR, period, &first, &last),
                 ATTAIN_ERROR_VALUE, "period", -1);
    assert_int_equal(first, 7);
    assert_int_equal(last, 7);

    /* whatever period a day falls in has a name that can be read back, that of year 0 too */
    for (unit = ATTAIN_UNIT_DAY; unit <= ATTAIN_UNIT_YEAR; unit++) {
        ASSERT_OK(context, attain_period_of_day(context, april, unit, ATTAIN_DAY_MIN, &period));
        assert_name_returns(context, unit, period);
        ASSERT_OK(context, attain_period_of_day(context, april, unit, ATTAIN_DAY_MAX, &period));
        assert_name_returns(context, unit, period);
    }
    attain_calendar_destroy(april);
}

static void test_far_periods(void **state)
{
    static const attain_period far[] = {INT32_MIN, INT32_MAX};
    attain_context *context = *state;
    char buffer[ATTAIN_PERIOD_CAPACITY] = "as it was";
    int32_t unit;
    size_t i;

    for (unit = ATTAIN_UNIT_DAY; unit <= ATTAIN_UNIT_YEAR; unit++)
        for (i = 0; i < 2; i++) {
            ASSERT_FAILS(context, attain_period_days(context, NULL, unit, far[i], NULL, NULL), ATTAIN_ERROR_VALUE,
                         "period", -1);
            ASSERT_FAILS(context, attain_period_format(context, unit, far[i], buffer, sizeof buffer, NULL),
                         ATTAIN_ERROR_VALUE, "period", -1);
        }
    ASSERT_FAILS(context, attain_period_format(context, ATTAIN_UNIT_YEAR, -1, buffer, sizeof buffer, NULL),
                 ATTAIN_ERROR_VALUE, "period", -1);
    ASSERT_FAILS(context, attain_period_format(context, ATTAIN_UNIT_MONTH, 11, buffer, sizeof buffer, NULL),
                 ATTAIN_ERROR_VALUE, "period", -1);
    ASSERT_FAILS(context, attain_period_format(context, ATTAIN_UNIT_QUARTER, 40000, buffer, sizeof buffer, NULL),
                 ATTAIN_ERROR_VALUE, "period", -1);
    assert_string_equal(buffer, "as it was");
}

static void test_parse_refuses(void **state)
{
    static const char *const malformed[] = {"",         "24",       "2024-",     "2024-1",   "2024Q1",      "2024-q1",
                                            "2024-Qx",  "2024-W5",  "2024-w05",  "2024-X05", "2024-W0x",    "2024/01",
                                            "20240131", "2024-H10", "2024-01-3", "x024",     "2024-01-31x", "2024-001"};
    static const char *const absent[] = {"0000-01",  "2024-00", "2024-13",  "2024-Q0",   "2024-Q5",
                                         "2024-H0",  "2024-H3", "2024-W00", "2024-W53",  "2021-W53",
                                         "2020-W54", "0000-Q0", "0000-W10", "2024-02-30"};
    attain_context *context = *state;
    int32_t unit = 7;
    attain_period period = 7;
    size_t i;

    for (i = 0; i < sizeof malformed / sizeof malformed[0]; i++)
        ASSERT_FAILS(context, attain_period_parse(context, malformed[i], strlen(malformed[i]), &unit, &period),
                     ATTAIN_ERROR_FORMAT, "text", -1);
    for (i = 0; i < sizeof absent / sizeof absent[0]; i++)
        ASSERT_FAILS(context, attain_period_parse(context, absent[i], strlen(absent[i]), &unit, &period),
                     ATTAIN_ERROR_VALUE, "text", -1);
    assert_int_equal(unit, 7);
    assert_int_equal(period, 7);
}

static void test_arguments(void **state)
{
    attain_context *context = *state;
    char buffer[ATTAIN_PERIOD_CAPACITY];
    attain_period period = 7;
    int32_t unit = 7;
    static const int32_t unknown[] = {0, UNITS + 1, -1};
    size_t i;

    for (i = 0; i < 3; i++) {
        ASSERT_FAILS(context, attain_period_of_day(context, NULL, unknown[i], 0, &period), ATTAIN_ERROR_ARGUMENT,
                     "unit", -1);
        ASSERT_FAILS(context, attain_period_days(context, NULL, unknown[i], 0, NULL, NULL), ATTAIN_ERROR_ARGUMENT,
                     "unit", -1);
        ASSERT_FAILS(context, attain_period_format(context, unknown[i], 0, buffer, sizeof buffer, NULL),
                     ATTAIN_ERROR_ARGUMENT, "unit", -1);
    }
    ASSERT_FAILS(context, attain_period_of_day(context, NULL, ATTAIN_UNIT_DAY, ATTAIN_DAY_MAX + 1, &period),
                 ATTAIN_ERROR_VALUE, "day", -1);
    ASSERT_FAILS(context, attain_period_of_day(context, NULL, ATTAIN_UNIT_DAY, 0, NULL), ATTAIN_ERROR_ARGUMENT, "out",
                 -1);
    ASSERT_FAILS(context, attain_period_format(context, ATTAIN_UNIT_DAY, 0, NULL, sizeof buffer, NULL),
                 ATTAIN_ERROR_ARGUMENT, "buffer", -1);
    ASSERT_FAILS(context, attain_period_format(context, ATTAIN_UNIT_DAY, 0, buffer, sizeof buffer - 1, NULL),
                 ATTAIN_ERROR_ARGUMENT, "capacity", -1);
    ASSERT_FAILS(context, attain_period_parse(context, NULL, 4, &unit, &period), ATTAIN_ERROR_ARGUMENT, "text", -1);
    ASSERT_FAILS(context, attain_period_parse(context, "2024", 4, NULL, &period), ATTAIN_ERROR_ARGUMENT, "unit", -1);
    ASSERT_FAILS(context, attain_period_parse(context, "2024", 4, &unit, NULL), ATTAIN_ERROR_ARGUMENT, "period", -1);
    assert_int_equal(attain_period_of_day(NULL, NULL, ATTAIN_UNIT_DAY, 0, &period), ATTAIN_ERROR_ARGUMENT);
    assert_int_equal(attain_period_days(NULL, NULL, ATTAIN_UNIT_DAY, 0, NULL, NULL), ATTAIN_ERROR_ARGUMENT);
    assert_int_equal(attain_period_format(NULL, ATTAIN_UNIT_DAY, 0, buffer, sizeof buffer, NULL),
                     ATTAIN_ERROR_ARGUMENT);
    assert_int_equal(attain_period_parse(NULL, "2024", 4, &unit, &period), ATTAIN_ERROR_ARGUMENT);
    assert_int_equal(period, 7);
    assert_int_equal(unit, 7);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        SUPPORT_TEST(test_iso_weeks),     SUPPORT_TEST(test_civil_names), SUPPORT_TEST(test_fiscal_names),
        SUPPORT_TEST(test_walk),          SUPPORT_TEST(test_far_periods), SUPPORT_TEST(test_ends_of_the_calendar),
        SUPPORT_TEST(test_parse_refuses), SUPPORT_TEST(test_arguments),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* Civil days: dates in and out. */
#include "support/support.h"

/* Days worked out with Python's datetime, which uses the same proleptic calendar. */
static void test_known_days(void **state)
{
    static const struct {
        const char *text;
        attain_day day;
    } known[] = {
        {"0001-01-01", ATTAIN_DAY_MIN},
        {"0004-02-29", -718008},
        {"0555-07-03", -516635},
        {"1582-10-15", -141427},
        {"1900-02-28", -25509},
        {"1900-03-01", -25508},
        {"1969-12-31", -1},
        {"1970-01-01", 0},
        {"2000-02-29", 11016},
        {"2024-02-29", 19782},
        {"2024-12-31", 20088},
        {"2100-03-01", 47541},
        {"4535-01-01", 936847},
        {"7476-01-31", 2011055},
        {"9998-12-31", 2932531},
        {"9999-12-31", ATTAIN_DAY_MAX},
    };
    attain_context *context = *state;
    size_t i;

    for (i = 0; i < sizeof known / sizeof known[0]; i++) {
        attain_day day = 7;
        char buffer[ATTAIN_DAY_CAPACITY];
        size_t length = 0;

        ASSERT_OK(context, attain_day_parse(context, known[i].text, 10, &day));
        assert_int_equal(day, known[i].day);
        ASSERT_OK(context, attain_day_format(context, day, buffer, sizeof buffer, &length));
        assert_string_equal(buffer, known[i].text);
        assert_int_equal(length, 10);
    }
}

static int32_t last_of_month(int32_t year, int32_t month)
{
    if (month == 2)
        return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0 ? 29 : 28;
    return month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
}

/* Every day there is, counted through the calendar month by month. */
static void test_every_day(void **state)
{
    attain_context *context = *state;
    attain_day expected = ATTAIN_DAY_MIN;
    int32_t year, month, day;

    for (year = 1; year <= 9999; year++)
        for (month = 1; month <= 12; month++)
            for (day = 1; day <= last_of_month(year, month); day++, expected++) {
                attain_day got = 0;
                int32_t y = 0, m = 0, d = 0;

                if (attain_day_from_civil(context, year, month, day, &got) != ATTAIN_OK || got != expected ||
                    attain_day_to_civil(context, got, &y, &m, &d) != ATTAIN_OK || y != year || m != month || d != day)
                    fail_msg("%d-%d-%d", (int)year, (int)month, (int)day);
            }
    assert_int_equal(expected, ATTAIN_DAY_MAX + 1);
}

static void test_parse_forms(void **state)
{
    static const char *const malformed[] = {"",           "2024",        "2024-1-31",   "2024-01-3",
                                            "2024/01/31", "2024-01-31 ", " 2024-01-31", "31.01.2024",
                                            "2024-0131",  "202401-31",   "2024013",     "202401311",
                                            "2024-01-3x", "x0240131",    "-024-01-01",  "2024-01-31T00:00:00",
                                            "+2024-1-01"};
    static const char *const absent[] = {"2024-02-30", "2023-02-29", "1900-02-29", "2024-00-10", "2024-13-01",
                                         "2024-04-31", "2024-01-00", "0000-01-01", "20240230",   "2024-12-99"};
    attain_context *context = *state;
    attain_day day = 7;
    size_t i;

    for (i = 0; i < sizeof malformed / sizeof malformed[0]; i++)
        ASSERT_FAILS(context, attain_day_parse(context, malformed[i], strlen(malformed[i]), &day), ATTAIN_ERROR_FORMAT,
                     "text", -1);
    for (i = 0; i < sizeof absent / sizeof absent[0]; i++) {
        ASSERT_FAILS(context, attain_day_parse(context, absent[i], strlen(absent[i]), &day), ATTAIN_ERROR_VALUE, "text",
                     -1);
        assert_string_equal(attain_context_error_value(context), absent[i]);
    }
    assert_int_equal(day, 7);
    ASSERT_OK(context, attain_day_parse(context, ATTAIN_TEXT("20240131"), &day));
    assert_int_equal(day, 19753);
    ASSERT_OK(context, attain_day_parse(context, "2024-02-29,x", 10, &day));
    assert_int_equal(day, 19782);
}

static void test_from_civil_refuses(void **state)
{
    attain_context *context = *state;
    attain_day day = 7;

    ASSERT_FAILS(context, attain_day_from_civil(context, 0, 1, 1, &day), ATTAIN_ERROR_VALUE, "year", -1);
    ASSERT_FAILS(context, attain_day_from_civil(context, 10000, 1, 1, &day), ATTAIN_ERROR_VALUE, "year", -1);
    ASSERT_FAILS(context, attain_day_from_civil(context, 2024, 0, 1, &day), ATTAIN_ERROR_VALUE, "month", -1);
    ASSERT_FAILS(context, attain_day_from_civil(context, 2024, 13, 1, &day), ATTAIN_ERROR_VALUE, "month", -1);
    ASSERT_FAILS(context, attain_day_from_civil(context, 2024, 2, 0, &day), ATTAIN_ERROR_VALUE, "day", -1);
    ASSERT_FAILS(context, attain_day_from_civil(context, 2024, 2, 30, &day), ATTAIN_ERROR_VALUE, "day", -1);
    ASSERT_FAILS(context, attain_day_from_civil(context, 2023, 2, 29, &day), ATTAIN_ERROR_VALUE, "day", -1);
    ASSERT_FAILS(context, attain_day_from_civil(context, INT32_MIN, INT32_MAX, INT32_MIN, &day), ATTAIN_ERROR_VALUE,
                 "year", -1);
    assert_int_equal(day, 7);
}

static void test_beyond_the_calendar(void **state)
{
    static const attain_day outside[] = {ATTAIN_DAY_MIN - 1, ATTAIN_DAY_MAX + 1, INT32_MIN, INT32_MAX};
    attain_context *context = *state;
    char buffer[ATTAIN_DAY_CAPACITY] = "as it was";
    int32_t year = 7;
    size_t i;

    for (i = 0; i < 4; i++) {
        ASSERT_FAILS(context, attain_day_to_civil(context, outside[i], &year, NULL, NULL), ATTAIN_ERROR_VALUE, "day",
                     -1);
        ASSERT_FAILS(context, attain_day_format(context, outside[i], buffer, sizeof buffer, NULL), ATTAIN_ERROR_VALUE,
                     "day", -1);
    }
    assert_int_equal(year, 7);
    assert_string_equal(buffer, "as it was");
}

static void test_arguments(void **state)
{
    attain_context *context = *state;
    char buffer[ATTAIN_DAY_CAPACITY];
    attain_day day = 7;
    int32_t part = 0;

    ASSERT_OK(context, attain_day_to_civil(context, 19753, &part, NULL, NULL));
    assert_int_equal(part, 2024);
    ASSERT_OK(context, attain_day_to_civil(context, 19753, NULL, &part, NULL));
    assert_int_equal(part, 1);
    ASSERT_OK(context, attain_day_to_civil(context, 19753, NULL, NULL, &part));
    assert_int_equal(part, 31);
    ASSERT_OK(context, attain_day_format(context, 0, buffer, sizeof buffer, NULL));
    ASSERT_FAILS(context, attain_day_parse(context, NULL, 0, &day), ATTAIN_ERROR_ARGUMENT, "text", -1);
    ASSERT_FAILS(context, attain_day_parse(context, "2024-01-31", 10, NULL), ATTAIN_ERROR_ARGUMENT, "out", -1);
    ASSERT_FAILS(context, attain_day_from_civil(context, 2024, 1, 1, NULL), ATTAIN_ERROR_ARGUMENT, "out", -1);
    ASSERT_FAILS(context, attain_day_format(context, 0, NULL, sizeof buffer, NULL), ATTAIN_ERROR_ARGUMENT, "buffer",
                 -1);
    ASSERT_FAILS(context, attain_day_format(context, 0, buffer, sizeof buffer - 1, NULL), ATTAIN_ERROR_ARGUMENT,
                 "capacity", -1);
    assert_int_equal(attain_day_parse(NULL, "2024-01-31", 10, &day), ATTAIN_ERROR_ARGUMENT);
    assert_int_equal(attain_day_from_civil(NULL, 2024, 1, 1, &day), ATTAIN_ERROR_ARGUMENT);
    assert_int_equal(attain_day_to_civil(NULL, 0, &part, NULL, NULL), ATTAIN_ERROR_ARGUMENT);
    assert_int_equal(attain_day_format(NULL, 0, buffer, sizeof buffer, NULL), ATTAIN_ERROR_ARGUMENT);
    assert_int_equal(day, 7);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        SUPPORT_TEST(test_known_days),         SUPPORT_TEST(test_every_day),           SUPPORT_TEST(test_parse_forms),
        SUPPORT_TEST(test_from_civil_refuses), SUPPORT_TEST(test_beyond_the_calendar), SUPPORT_TEST(test_arguments),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

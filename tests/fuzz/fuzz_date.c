/* Days and periods: text read and written to the same, every day inside its period, periods without gaps. */
#include <string.h>

#include "fuzz.h"

static int leap(int64_t year)
{
    return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

static int exists(int64_t year, int64_t month, int64_t day)
{
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

    return year >= 1 && year <= 9999 && month >= 1 && month <= 12 && day >= 1 &&
           day <= days[month - 1] + (month == 2 && leap(year));
}

/* `count` digits as a number, or -1. */
static int64_t digits(const char *text, size_t count)
{
    int64_t number = 0;
    size_t i;

    for (i = 0; i < count; i++) {
        if (text[i] < '0' || text[i] > '9')
            return -1;
        number = number * 10 + (text[i] - '0');
    }
    return number;
}

static int is_date(const char *text, size_t length)
{
    if (length == 8)
        return exists(digits(text, 4), digits(text + 4, 2), digits(text + 6, 2));
    return length == 10 && text[4] == '-' && text[7] == '-' &&
           exists(digits(text, 4), digits(text + 5, 2), digits(text + 8, 2));
}

static void check_day_text(fuzz *f, const char *text, size_t length)
{
    char written[ATTAIN_DAY_CAPACITY];
    attain_day day = 4711, again = 0;

    FUZZ_CALL(f, attain_day_parse(f->context, text, length, &day));
    FUZZ_REQUIRE((f->status == ATTAIN_OK) == is_date(text, length), "'%.*s': %s", (int)length, text,
                 attain_context_error(f->context));
    if (f->status != ATTAIN_OK) {
        FUZZ_REQUIRE(day == 4711, "%s", "a failure touched the output");
        return;
    }
    FUZZ_OK(f, attain_day_format(f->context, day, written, sizeof written, NULL));
    FUZZ_REQUIRE(digits(written, 4) == digits(text, 4) && digits(written + 8, 2) == digits(text + length - 2, 2),
                 "'%.*s' was written '%s'", (int)length, text, written);
    FUZZ_OK(f, attain_day_parse(f->context, written, strlen(written), &again));
    FUZZ_REQUIRE(again == day, "'%s' was read as %ld", written, (long)again);
}

static void check_period_text(fuzz *f, const char *text, size_t length)
{
    char written[ATTAIN_PERIOD_CAPACITY];
    int32_t unit = 4711;
    attain_period period = 4711;
    size_t written_length = 0;

    if (FUZZ_CALL(f, attain_period_parse(f->context, text, length, &unit, &period)) != ATTAIN_OK) {
        FUZZ_REQUIRE(f->status == ATTAIN_ERROR_FORMAT || f->status == ATTAIN_ERROR_VALUE, "status %ld",
                     (long)f->status);
        FUZZ_REQUIRE(unit == 4711 && period == 4711, "%s", "a failure touched the output");
        return;
    }
    FUZZ_OK(f, attain_period_format(f->context, unit, period, written, sizeof written, &written_length));
    FUZZ_REQUIRE(written_length == length && memcmp(written, text, length) == 0, "'%.*s' was written '%s'", (int)length,
                 text, written);
}

static void check_civil(fuzz *f)
{
    int64_t year = fuzz_between(f, INT32_MIN, INT32_MAX), month = fuzz_between(f, INT32_MIN, INT32_MAX);
    int64_t of_month = fuzz_between(f, INT32_MIN, INT32_MAX);
    int32_t back[3] = {0, 0, 0};
    attain_day day;

    FUZZ_CALL(f, attain_day_from_civil(f->context, (int32_t)year, (int32_t)month, (int32_t)of_month, &day));
    FUZZ_REQUIRE((f->status == ATTAIN_OK) == exists(year, month, of_month), "%lld-%lld-%lld", (long long)year,
                 (long long)month, (long long)of_month);
    if (f->status != ATTAIN_OK)
        return;
    FUZZ_OK(f, attain_day_to_civil(f->context, day, &back[0], &back[1], &back[2]));
    FUZZ_REQUIRE(back[0] == year && back[1] == month && back[2] == of_month, "%lld-%lld-%lld became %d-%d-%d",
                 (long long)year, (long long)month, (long long)of_month, (int)back[0], (int)back[1], (int)back[2]);
}

/* The days of the period a day falls in are the days that fall in it: the first and last do, those beside them do not. */
static void check_bounds(fuzz *f, const attain_calendar *calendar, int32_t unit, attain_day day, attain_period period)
{
    attain_day first = 0, last = 0, at[4];
    attain_period of = 0;
    size_t i;

    if (FUZZ_CALL(f, attain_period_days(f->context, calendar, unit, period, &first, &last)) != ATTAIN_OK) {
        FUZZ_REQUIRE(day < ATTAIN_DAY_MIN + 366 || day > ATTAIN_DAY_MAX - 366, "day %ld has no whole period",
                     (long)day);
        return;
    }
    FUZZ_REQUIRE(first <= day && day <= last, "%ld to %ld do not hold %ld", (long)first, (long)last, (long)day);
    at[0] = first, at[1] = last, at[2] = first - 1, at[3] = last + 1;
    for (i = 0; i < 4; i++) {
        if (at[i] < ATTAIN_DAY_MIN || at[i] > ATTAIN_DAY_MAX)
            continue;
        FUZZ_OK(f, attain_period_of_day(f->context, calendar, unit, at[i], &of));
        FUZZ_REQUIRE(of == period + (i < 2 ? 0 : i == 2 ? -1 : 1), "day %ld is in period %ld", (long)at[i], (long)of);
    }
}

static void check_period(fuzz *f)
{
    int32_t unit = (int32_t)fuzz_pick(f, 6) + ATTAIN_UNIT_DAY, month = (int32_t)fuzz_pick(f, 12) + 1, read_unit = 0;
    attain_day day = (attain_day)fuzz_between(f, ATTAIN_DAY_MIN, ATTAIN_DAY_MAX);
    attain_period period = 0, read = 0, any = (attain_period)fuzz_between(f, INT32_MIN, INT32_MAX);
    char name[ATTAIN_PERIOD_CAPACITY];
    attain_calendar *calendar;

    FUZZ_MAKE_OK(f, calendar, attain_calendar_create(f->context, &calendar));
    FUZZ_OK(f, attain_calendar_set_fiscal_start(f->context, calendar, month));
    FUZZ_OK(f, attain_period_of_day(f->context, calendar, unit, day, &period));
    check_bounds(f, calendar, unit, day, period);
    if (FUZZ_CALL(f, attain_period_format(f->context, unit, period, name, sizeof name, NULL)) == ATTAIN_OK) {
        FUZZ_OK(f, attain_period_parse(f->context, name, strlen(name), &read_unit, &read));
        FUZZ_REQUIRE(read_unit == unit && read == period, "%s was read as %ld of unit %d", name, (long)read,
                     (int)read_unit);
    } else {
        FUZZ_REQUIRE(day < ATTAIN_DAY_MIN + 366 || day > ATTAIN_DAY_MAX - 366, "day %ld has no period", (long)day);
    }
    FUZZ_CALL(f, attain_period_days(f->context, calendar, unit, any, NULL, NULL));
    FUZZ_CALL(f, attain_period_format(f->context, unit, any, name, sizeof name, NULL));
    attain_calendar_destroy(calendar);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    fuzz f;
    const char *text;
    size_t length;

    fuzz_begin(&f, data, size);
    check_civil(&f);
    check_period(&f);
    text = fuzz_text(&f, &length);
    check_day_text(&f, text, length);
    check_period_text(&f, text, length);
    return fuzz_end(&f);
}

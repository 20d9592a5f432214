/* Failing calls: contexts, numbers, calendars. */
#include "errors/errors.h"

void errors_of_base(void **state)
{
    support_memory memory = SUPPORT_MEMORY;
    attain_allocator allocator = support_allocator(&memory), none = {NULL, NULL};
    attain_context *made = NULL, *poor = support_context(&memory);
    attain_table *table = NULL;

    (void)state;
    /* There is no context yet that could say more. */
    FAILS_WITHOUT_CONTEXT(attain_context_create(&none, &made));
    FAILS_WITHOUT_CONTEXT(attain_context_create(&allocator, NULL));
    FAILS_WITHOUT_CONTEXT(attain_context_create(NULL, NULL));
    memory.countdown = 0;
    assert_int_equal(attain_context_create(&allocator, &made), ATTAIN_ERROR_MEMORY);
    assert_null(made);
    FAILS_WITHOUT_CONTEXT(attain_context_set_progress(NULL, NULL, NULL));
    assert_int_equal(attain_context_error_status(NULL), ATTAIN_ERROR_ARGUMENT);
    assert_string_equal(attain_context_error(NULL), "");
    assert_string_equal(attain_context_error_argument(NULL), "");
    assert_string_equal(attain_context_error_value(NULL), "");
    assert_int_equal(attain_context_error_row(NULL), NO_ROW);

    /* Out of memory is about no argument. tests/sweep has every other way to run out of it. */
    memory.countdown = 0;
    errors_assert_record(poor, "attain_table_create(poor, &table)", attain_table_create(poor, &table),
                         ATTAIN_ERROR_MEMORY, "", NO_ROW, "", __FILE__, __LINE__);
    errors_assert_success(poor);
    assert_null(table);
    attain_context_destroy(poor);
    assert_int_equal(memory.live, 0);
}

static void errors_of_allocation(attain_context *context)
{
    const int64_t weights[] = {1, 2, 3}, negative[] = {1, -2, 3}, zero[] = {0, 0, 0}, many[] = {INT64_MAX, 1, 0};
    const attain_amount low[] = {0, 9, 9}, below[] = {0, 0, -1}, high[] = {50, 50, 8}, small[] = {1, 2, 3};
    attain_amount shares[3];
    const int32_t rule = ATTAIN_ALLOCATE_REMAINDER;

    FAILS_WITHOUT_CONTEXT(attain_amount_allocate(NULL, 1, weights, NULL, NULL, 3, rule, shares));
    FAILS(attain_amount_allocate(context, 1, NULL, NULL, NULL, 3, rule, shares), ARGUMENT, "weights", NO_ROW, "");
    FAILS(attain_amount_allocate(context, 1, weights, NULL, NULL, 3, 2, shares), ARGUMENT, "rule", NO_ROW, "2");
    FAILS(attain_amount_allocate(context, 1, weights, NULL, NULL, 3, -1, shares), ARGUMENT, "rule", NO_ROW, "-1");
    FAILS(attain_amount_allocate(context, 1, weights, NULL, NULL, 3, rule, NULL), ARGUMENT, "shares", NO_ROW, "");
    FAILS(attain_amount_allocate(context, 1, NULL, NULL, NULL, 0, rule, NULL), ARGUMENT, "count", NO_ROW, "0");
    FAILS(attain_amount_allocate(context, 1, negative, NULL, NULL, 3, rule, shares), VALUE, "weights", 1, "-2");
    FAILS(attain_amount_allocate(context, 1, zero, NULL, NULL, 3, rule, shares), VALUE, "weights", NO_ROW, "");
    FAILS(attain_amount_allocate(context, 1, many, NULL, NULL, 3, rule, shares), OVERFLOW, "weights", 1, "1");
    FAILS(attain_amount_allocate(context, 30, weights, below, NULL, 3, rule, shares), VALUE, "floors", 2, "-1");
    FAILS(attain_amount_allocate(context, 17, weights, low, NULL, 3, rule, shares), VALUE, "floors", 2, "9");
    FAILS(attain_amount_allocate(context, 30, weights, NULL, below, 3, rule, shares), VALUE, "caps", 2, "-1");
    FAILS(attain_amount_allocate(context, 30, weights, low, high, 3, rule, shares), VALUE, "caps", 2, "8");
    FAILS(attain_amount_allocate(context, 30, weights, NULL, small, 3, rule, shares), VALUE, "caps", NO_ROW, "");
}

static void errors_of_decimals(attain_context *context)
{
    char buffer[ATTAIN_DECIMAL_CAPACITY];
    int64_t number;

    FAILS_WITHOUT_CONTEXT(attain_decimal_parse(NULL, ATTAIN_TEXT("1"), 2, &number));
    FAILS(attain_decimal_parse(context, NULL, 1, 2, &number), ARGUMENT, "text", NO_ROW, "");
    FAILS(attain_decimal_parse(context, ATTAIN_TEXT("1"), 10, &number), ARGUMENT, "decimals", NO_ROW, "10");
    FAILS(attain_decimal_parse(context, ATTAIN_TEXT("1"), -1, &number), ARGUMENT, "decimals", NO_ROW, "-1");
    FAILS(attain_decimal_parse(context, ATTAIN_TEXT("1"), 2, NULL), ARGUMENT, "out", NO_ROW, "");
    FAILS(attain_decimal_parse(context, ATTAIN_TEXT(""), 2, &number), FORMAT, "text", NO_ROW, "");
    FAILS(attain_decimal_parse(context, ATTAIN_TEXT("1,000"), 2, &number), FORMAT, "text", NO_ROW, "1,000");
    FAILS(attain_decimal_parse(context, ATTAIN_TEXT("1.234"), 2, &number), FORMAT, "text", NO_ROW, "1.234");
    FAILS(attain_decimal_parse(context, ATTAIN_TEXT("9223372036854775808"), 0, &number), OVERFLOW, "text", NO_ROW,
          "9223372036854775808");
    FAILS_WITHOUT_CONTEXT(attain_decimal_format(NULL, 1, 2, buffer, sizeof buffer, NULL));
    FAILS(attain_decimal_format(context, 1, 10, buffer, sizeof buffer, NULL), ARGUMENT, "decimals", NO_ROW, "10");
    FAILS(attain_decimal_format(context, 1, 2, NULL, sizeof buffer, NULL), ARGUMENT, "buffer", NO_ROW, "");
    FAILS(attain_decimal_format(context, 1, 2, buffer, 23, NULL), ARGUMENT, "capacity", NO_ROW, "23");
    FAILS_WITHOUT_CONTEXT(attain_rate_parse(NULL, ATTAIN_TEXT("1"), &number));
    FAILS(attain_rate_parse(context, NULL, 1, &number), ARGUMENT, "text", NO_ROW, "");
    FAILS(attain_rate_parse(context, ATTAIN_TEXT("1"), NULL), ARGUMENT, "out", NO_ROW, "");
    FAILS(attain_rate_parse(context, ATTAIN_TEXT("1.5 %"), &number), FORMAT, "text", NO_ROW, "1.5 %");
    FAILS(attain_rate_parse(context, ATTAIN_TEXT("0.0000000001"), &number), FORMAT, "text", NO_ROW, "0.0000000001");
    FAILS(attain_rate_parse(context, ATTAIN_TEXT("99999999999"), &number), OVERFLOW, "text", NO_ROW, "99999999999");
    FAILS_WITHOUT_CONTEXT(attain_rate_format(NULL, 1, buffer, sizeof buffer, NULL));
    FAILS(attain_rate_format(context, 1, NULL, sizeof buffer, NULL), ARGUMENT, "buffer", NO_ROW, "");
    FAILS(attain_rate_format(context, 1, buffer, 0, NULL), ARGUMENT, "capacity", NO_ROW, "0");
}

void errors_of_numbers(void **state)
{
    attain_context *context = *state;
    const attain_amount values[] = {INT64_MAX, INT64_MAX};
    int64_t out;

    FAILS_WITHOUT_CONTEXT(attain_amount_sum(NULL, values, 2, &out));
    FAILS(attain_amount_sum(context, NULL, 2, &out), ARGUMENT, "values", NO_ROW, "");
    FAILS(attain_amount_sum(context, values, 2, NULL), ARGUMENT, "out", NO_ROW, "");
    FAILS(attain_amount_sum(context, values, 2, &out), OVERFLOW, "values", NO_ROW, "18446744073709551614");
    FAILS_WITHOUT_CONTEXT(attain_amount_scale(NULL, 1, 1, 1, 0, &out));
    FAILS(attain_amount_scale(context, 1, 1, 0, 0, &out), ARGUMENT, "denominator", NO_ROW, "0");
    FAILS(attain_amount_scale(context, 1, 1, 1, 6, &out), ARGUMENT, "rounding", NO_ROW, "6");
    FAILS(attain_amount_scale(context, 1, 1, 1, 0, NULL), ARGUMENT, "out", NO_ROW, "");
    FAILS(attain_amount_scale(context, INT64_MAX, 2, 1, 0, &out), OVERFLOW, "amount", NO_ROW, "9223372036854775807");
    FAILS_WITHOUT_CONTEXT(attain_rate_apply(NULL, 1, 1, 0, &out));
    FAILS(attain_rate_apply(context, 1, 1, -1, &out), ARGUMENT, "rounding", NO_ROW, "-1");
    FAILS(attain_rate_apply(context, 1, 1, 0, NULL), ARGUMENT, "out", NO_ROW, "");
    FAILS(attain_rate_apply(context, ATTAIN_PERCENT(200), INT64_MIN, 0, &out), OVERFLOW, "amount", NO_ROW,
          "-9223372036854775808");
    FAILS_WITHOUT_CONTEXT(attain_rate_of(NULL, 1, 1, 0, &out));
    FAILS(attain_rate_of(context, 1, 0, 0, &out), VALUE, "whole", NO_ROW, "0");
    FAILS(attain_rate_of(context, 1, 1, 7, &out), ARGUMENT, "rounding", NO_ROW, "7");
    FAILS(attain_rate_of(context, 1, 1, 0, NULL), ARGUMENT, "out", NO_ROW, "");
    FAILS(attain_rate_of(context, INT64_MAX, 1, 0, &out), OVERFLOW, "part", NO_ROW, "9223372036854775807");
    errors_of_decimals(context);
    errors_of_allocation(context);
}

static void errors_of_days(attain_context *context)
{
    char buffer[ATTAIN_DAY_CAPACITY];
    attain_day day;

    FAILS_WITHOUT_CONTEXT(attain_day_from_civil(NULL, 2024, 1, 1, &day));
    FAILS(attain_day_from_civil(context, 0, 1, 1, &day), VALUE, "year", NO_ROW, "0");
    FAILS(attain_day_from_civil(context, 10000, 1, 1, &day), VALUE, "year", NO_ROW, "10000");
    FAILS(attain_day_from_civil(context, 2024, 13, 1, &day), VALUE, "month", NO_ROW, "13");
    FAILS(attain_day_from_civil(context, 2023, 2, 29, &day), VALUE, "day", NO_ROW, "29");
    FAILS(attain_day_from_civil(context, 2023, 2, 28, NULL), ARGUMENT, "out", NO_ROW, "");
    FAILS_WITHOUT_CONTEXT(attain_day_to_civil(NULL, 0, NULL, NULL, NULL));
    FAILS(attain_day_to_civil(context, ATTAIN_DAY_MAX + 1, NULL, NULL, NULL), VALUE, "day", NO_ROW, "2932897");
    FAILS_WITHOUT_CONTEXT(attain_day_parse(NULL, ATTAIN_TEXT("2024-01-01"), &day));
    FAILS(attain_day_parse(context, NULL, 10, &day), ARGUMENT, "text", NO_ROW, "");
    FAILS(attain_day_parse(context, ATTAIN_TEXT("2024-01-01"), NULL), ARGUMENT, "out", NO_ROW, "");
    FAILS(attain_day_parse(context, ATTAIN_TEXT("2024/01/01"), &day), FORMAT, "text", NO_ROW, "2024/01/01");
    FAILS(attain_day_parse(context, ATTAIN_TEXT(""), &day), FORMAT, "text", NO_ROW, "");
    FAILS(attain_day_parse(context, ATTAIN_TEXT("2024-02-30"), &day), VALUE, "text", NO_ROW, "2024-02-30");
    FAILS_WITHOUT_CONTEXT(attain_day_format(NULL, 0, buffer, sizeof buffer, NULL));
    FAILS(attain_day_format(context, ATTAIN_DAY_MIN - 1, buffer, sizeof buffer, NULL), VALUE, "day", NO_ROW, "-719163");
    FAILS(attain_day_format(context, 0, NULL, sizeof buffer, NULL), ARGUMENT, "buffer", NO_ROW, "");
    FAILS(attain_day_format(context, 0, buffer, 11, NULL), ARGUMENT, "capacity", NO_ROW, "11");
}

static void errors_of_periods(attain_context *context)
{
    char buffer[ATTAIN_PERIOD_CAPACITY];
    attain_period period;
    int32_t unit;

    FAILS_WITHOUT_CONTEXT(attain_period_of_day(NULL, NULL, ATTAIN_UNIT_DAY, 0, &period));
    FAILS(attain_period_of_day(context, NULL, 0, 0, &period), ARGUMENT, "unit", NO_ROW, "0");
    FAILS(attain_period_of_day(context, NULL, ATTAIN_UNIT_DAY, ATTAIN_DAY_MAX + 1, &period), VALUE, "day", NO_ROW,
          "2932897");
    FAILS(attain_period_of_day(context, NULL, ATTAIN_UNIT_DAY, 0, NULL), ARGUMENT, "out", NO_ROW, "");
    FAILS_WITHOUT_CONTEXT(attain_period_days(NULL, NULL, ATTAIN_UNIT_DAY, 0, NULL, NULL));
    FAILS(attain_period_days(context, NULL, 7, 0, NULL, NULL), ARGUMENT, "unit", NO_ROW, "7");
    FAILS(attain_period_days(context, NULL, ATTAIN_UNIT_YEAR, 10000, NULL, NULL), VALUE, "period", NO_ROW, "10000");
    FAILS(attain_period_days(context, NULL, ATTAIN_UNIT_WEEK, 500000, NULL, NULL), VALUE, "period", NO_ROW, "500000");
    FAILS_WITHOUT_CONTEXT(attain_period_format(NULL, ATTAIN_UNIT_DAY, 0, buffer, sizeof buffer, NULL));
    FAILS(attain_period_format(context, -3, 0, buffer, sizeof buffer, NULL), ARGUMENT, "unit", NO_ROW, "-3");
    FAILS(attain_period_format(context, ATTAIN_UNIT_YEAR, -1, buffer, sizeof buffer, NULL), VALUE, "period", NO_ROW,
          "-1");
    FAILS(attain_period_format(context, ATTAIN_UNIT_YEAR, 2024, NULL, 16, NULL), ARGUMENT, "buffer", NO_ROW, "");
    FAILS(attain_period_format(context, ATTAIN_UNIT_YEAR, 2024, buffer, 15, NULL), ARGUMENT, "capacity", NO_ROW, "15");
    FAILS_WITHOUT_CONTEXT(attain_period_parse(NULL, ATTAIN_TEXT("2024"), &unit, &period));
    FAILS(attain_period_parse(context, NULL, 4, &unit, &period), ARGUMENT, "text", NO_ROW, "");
    FAILS(attain_period_parse(context, ATTAIN_TEXT("2024"), NULL, &period), ARGUMENT, "unit", NO_ROW, "");
    FAILS(attain_period_parse(context, ATTAIN_TEXT("2024"), &unit, NULL), ARGUMENT, "period", NO_ROW, "");
    FAILS(attain_period_parse(context, ATTAIN_TEXT("24Q1"), &unit, &period), FORMAT, "text", NO_ROW, "24Q1");
    FAILS(attain_period_parse(context, ATTAIN_TEXT("2024-01-32"), &unit, &period), VALUE, "text", NO_ROW, "2024-01-32");
    FAILS(attain_period_parse(context, ATTAIN_TEXT("2024-Q5"), &unit, &period), VALUE, "text", NO_ROW, "2024-Q5");
}

void errors_of_calendars(void **state)
{
    attain_context *context = *state, *other = NULL;
    attain_calendar *calendar;

    FAILS_WITHOUT_CONTEXT(attain_calendar_create(NULL, &calendar));
    FAILS(attain_calendar_create(context, NULL), ARGUMENT, "out", NO_ROW, "");
    ASSERT_OK(context, attain_calendar_create(context, &calendar));
    FAILS_WITHOUT_CONTEXT(attain_calendar_set_fiscal_start(NULL, calendar, 4));
    FAILS(attain_calendar_set_fiscal_start(context, NULL, 4), ARGUMENT, "calendar", NO_ROW, "");
    FAILS(attain_calendar_set_fiscal_start(context, calendar, 13), ARGUMENT, "month", NO_ROW, "13");
    errors_of_days(context);
    errors_of_periods(context);

    /* A handle is changed by contexts of its own allocator only. */
    assert_int_equal(attain_context_create(NULL, &other), ATTAIN_OK);
    context = other;
    FAILS(attain_calendar_set_fiscal_start(context, calendar, 4), ARGUMENT, "calendar", NO_ROW, "");
    attain_context_destroy(other);
    attain_calendar_destroy(calendar);
}

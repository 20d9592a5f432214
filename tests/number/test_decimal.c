/* Decimal text: amounts and rates in and out. */
#include "support/support.h"

static void assert_parses(attain_context *context, const char *text, int32_t decimals, int64_t expected)
{
    int64_t value = 77;

    ASSERT_OK(context, attain_decimal_parse(context, text, strlen(text), decimals, &value));
    assert_true(value == expected);
}

static void assert_refuses(attain_context *context, const char *text, int32_t decimals, attain_status status)
{
    int64_t value = 77;

    ASSERT_FAILS(context, attain_decimal_parse(context, text, strlen(text), decimals, &value), status, "text", -1);
    assert_true(value == 77);
}

static void test_parse(void **state)
{
    attain_context *context = *state;

    assert_parses(context, "12.34", 2, 1234);
    assert_parses(context, "-1234.50", 2, -123450);
    assert_parses(context, "+7", 2, 700);
    assert_parses(context, "0", 2, 0);
    assert_parses(context, "-0.00", 2, 0);
    assert_parses(context, "007.5", 2, 750);
    assert_parses(context, "5.1000000000000000000000", 1, 51);
    assert_parses(context, "3.000", 0, 3);
    assert_parses(context, "0.000000001", 9, 1);
    assert_parses(context, "000000000000000000000000000000000001", 0, 1);
}

static void test_parse_at_the_limits(void **state)
{
    attain_context *context = *state;

    assert_parses(context, "9223372036854775807", 0, INT64_MAX);
    assert_parses(context, "-9223372036854775808", 0, INT64_MIN);
    assert_parses(context, "92233720368547758.07", 2, INT64_MAX);
    assert_parses(context, "-9223372036.854775808", 9, INT64_MIN);
    assert_refuses(context, "9223372036854775808", 0, ATTAIN_ERROR_OVERFLOW);
    assert_refuses(context, "-9223372036854775809", 0, ATTAIN_ERROR_OVERFLOW);
    assert_refuses(context, "92233720368547758.08", 2, ATTAIN_ERROR_OVERFLOW);
    assert_refuses(context, "92233720368547759", 2, ATTAIN_ERROR_OVERFLOW);
    assert_refuses(context, "99999999999999999999999999", 2, ATTAIN_ERROR_OVERFLOW);
}

static void test_parse_refuses(void **state)
{
    static const char *const bad[] = {
        "",    " ",   "-",     "+",    ".",   ".5",  "5.",   "1,000",        "1 000", " 1",    "1 ",
        "1e3", "--1", "1.2.3", "0x10", "NaN", "inf", "1.5%", "\xEF\xBC\x91", "1-",    "12abc", "99999999999999999999x"};
    attain_context *context = *state;
    size_t i;

    for (i = 0; i < sizeof bad / sizeof bad[0]; i++)
        assert_refuses(context, bad[i], 2, ATTAIN_ERROR_FORMAT);
    assert_refuses(context, "1.005", 2, ATTAIN_ERROR_FORMAT);
    assert_string_equal(attain_context_error(context), "text, value '1.005': must have at most 2 decimals");
    assert_refuses(context, "0.5", 0, ATTAIN_ERROR_FORMAT);
    assert_string_equal(attain_context_error_value(context), "0.5");
}

static void test_parse_reads_no_further_than_told(void **state)
{
    attain_context *context = *state;
    int64_t value = 0;

    ASSERT_OK(context, attain_decimal_parse(context, "12.3456", 5, 2, &value));
    assert_int_equal(value, 1234);
    ASSERT_OK(context, attain_decimal_parse(context, "12x", 2, 0, &value));
    assert_int_equal(value, 12);
}

static void test_parse_arguments(void **state)
{
    attain_context *context = *state;
    int64_t value = 77;

    assert_int_equal(attain_decimal_parse(NULL, "1", 1, 2, &value), ATTAIN_ERROR_ARGUMENT);
    ASSERT_FAILS(context, attain_decimal_parse(context, NULL, 1, 2, &value), ATTAIN_ERROR_ARGUMENT, "text", -1);
    ASSERT_FAILS(context, attain_decimal_parse(context, "1", 1, -1, &value), ATTAIN_ERROR_ARGUMENT, "decimals", -1);
    ASSERT_FAILS(context, attain_decimal_parse(context, "1", 1, 10, &value), ATTAIN_ERROR_ARGUMENT, "decimals", -1);
    ASSERT_FAILS(context, attain_decimal_parse(context, "1", 1, 2, NULL), ATTAIN_ERROR_ARGUMENT, "out", -1);
    assert_int_equal(value, 77);
}

static void assert_formats(attain_context *context, int64_t value, int32_t decimals, const char *expected)
{
    char buffer[ATTAIN_DECIMAL_CAPACITY];
    size_t length = 0;
    int64_t back = 0;

    ASSERT_OK(context, attain_decimal_format(context, value, decimals, buffer, sizeof buffer, &length));
    assert_string_equal(buffer, expected);
    assert_int_equal(length, strlen(expected));
    ASSERT_OK(context, attain_decimal_parse(context, buffer, length, decimals, &back));
    assert_true(back == value);
}

static void test_format(void **state)
{
    attain_context *context = *state;
    char buffer[ATTAIN_DECIMAL_CAPACITY];

    assert_formats(context, 1234, 2, "12.34");
    assert_formats(context, -5, 2, "-0.05");
    assert_formats(context, 0, 2, "0.00");
    assert_formats(context, 0, 0, "0");
    assert_formats(context, 7, 9, "0.000000007");
    assert_formats(context, INT64_MAX, 0, "9223372036854775807");
    assert_formats(context, INT64_MIN, 9, "-9223372036.854775808");
    assert_formats(context, INT64_MIN, 2, "-92233720368547758.08");

    ASSERT_OK(context, attain_decimal_format(context, 5, 0, buffer, sizeof buffer, NULL));
    assert_string_equal(buffer, "5");
    ASSERT_FAILS(context, attain_decimal_format(context, 5, 10, buffer, sizeof buffer, NULL), ATTAIN_ERROR_ARGUMENT,
                 "decimals", -1);
    ASSERT_FAILS(context, attain_decimal_format(context, 5, 0, NULL, sizeof buffer, NULL), ATTAIN_ERROR_ARGUMENT,
                 "buffer", -1);
    ASSERT_FAILS(context, attain_decimal_format(context, 6, 0, buffer, sizeof buffer - 1, NULL), ATTAIN_ERROR_ARGUMENT,
                 "capacity", -1);
    assert_string_equal(buffer, "5");
}

static void assert_rate(attain_context *context, const char *text, attain_rate expected)
{
    attain_rate rate = 77;

    ASSERT_OK(context, attain_rate_parse(context, text, strlen(text), &rate));
    assert_true(rate == expected);
}

static void test_rate_parse(void **state)
{
    static const char *const bad[] = {"",  "%",  "1.5 %",      "1.5%%", "%1.5", "1/3", "0.0000000001",
                                      "-", "1.", "0.12345678%"};
    attain_context *context = *state;
    attain_rate rate = 77;
    size_t i;

    assert_rate(context, "0.015", 15000000);
    assert_rate(context, "1.5%", 15000000);
    assert_rate(context, "1", ATTAIN_RATE_ONE);
    assert_rate(context, "100%", ATTAIN_RATE_ONE);
    assert_rate(context, "-2%", ATTAIN_PERCENT(-2));
    assert_rate(context, "0.0000001%", 1);
    assert_rate(context, "0.000000001", 1);
    assert_rate(context, "33.3333333%", 333333333);
    assert_rate(context, "9223372036.854775807", INT64_MAX);
    assert_rate(context, "-922337203685.4775808%", INT64_MIN);
    for (i = 0; i < sizeof bad / sizeof bad[0]; i++)
        ASSERT_FAILS(context, attain_rate_parse(context, bad[i], strlen(bad[i]), &rate), ATTAIN_ERROR_FORMAT, "text",
                     -1);
    ASSERT_FAILS(context, attain_rate_parse(context, ATTAIN_TEXT("922337203685.4775808%"), &rate),
                 ATTAIN_ERROR_OVERFLOW, "text", -1);
    ASSERT_FAILS(context, attain_rate_parse(context, NULL, 0, &rate), ATTAIN_ERROR_ARGUMENT, "text", -1);
    ASSERT_FAILS(context, attain_rate_parse(context, "1", 1, NULL), ATTAIN_ERROR_ARGUMENT, "out", -1);
    assert_int_equal(attain_rate_parse(NULL, "1", 1, &rate), ATTAIN_ERROR_ARGUMENT);
    assert_int_equal(rate, 77);
}

static void assert_rate_text(attain_context *context, attain_rate rate, const char *expected)
{
    char buffer[ATTAIN_DECIMAL_CAPACITY];
    size_t length = 0;
    attain_rate again = 77;

    ASSERT_OK(context, attain_rate_format(context, rate, buffer, sizeof buffer, &length));
    assert_string_equal(buffer, expected);
    assert_int_equal(length, strlen(expected));
    ASSERT_OK(context, attain_rate_parse(context, buffer, length, &again));
    assert_true(again == rate);
}

static void test_rate_format(void **state)
{
    attain_context *context = *state;
    char buffer[ATTAIN_DECIMAL_CAPACITY] = "before";

    assert_rate_text(context, 15000000, "1.5%");
    assert_rate_text(context, 0, "0%");
    assert_rate_text(context, ATTAIN_RATE_ONE, "100%");
    assert_rate_text(context, ATTAIN_BASIS_POINTS(-25), "-0.25%");
    assert_rate_text(context, 1, "0.0000001%");
    assert_rate_text(context, 333333333, "33.3333333%");
    assert_rate_text(context, INT64_MAX, "922337203685.4775807%");
    assert_rate_text(context, INT64_MIN, "-922337203685.4775808%");
    ASSERT_FAILS(context, attain_rate_format(context, 5, NULL, sizeof buffer, NULL), ATTAIN_ERROR_ARGUMENT, "buffer",
                 -1);
    ASSERT_FAILS(context, attain_rate_format(context, 5, buffer, sizeof buffer - 1, NULL), ATTAIN_ERROR_ARGUMENT,
                 "capacity", -1);
    assert_int_equal(attain_rate_format(NULL, 5, buffer, sizeof buffer, NULL), ATTAIN_ERROR_ARGUMENT);
    assert_string_equal(buffer, "before");
    ASSERT_OK(context, attain_rate_format(context, 20000000, buffer, sizeof buffer, NULL));
    assert_string_equal(buffer, "2%");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        SUPPORT_TEST(test_parse),           SUPPORT_TEST(test_parse_at_the_limits),
        SUPPORT_TEST(test_parse_refuses),   SUPPORT_TEST(test_parse_reads_no_further_than_told),
        SUPPORT_TEST(test_parse_arguments), SUPPORT_TEST(test_format),
        SUPPORT_TEST(test_rate_parse),      SUPPORT_TEST(test_rate_format),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

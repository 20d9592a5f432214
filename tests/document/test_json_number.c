/* Exact numbers out of a JSON text: amounts, rates, weights, whole numbers. */
#include <stdio.h>

#include "document/document_internal.h"
#include "support/support.h"

static attain__json read_one(attain_context *context, const char *text)
{
    attain__json json;

    ASSERT_OK(context, attain__json_read(context, text, strlen(text), &json));
    return json;
}

typedef struct number_case {
    const char *text;
    int32_t decimals; /* for amounts and weights */
    attain_status status;
    int64_t value;
} number_case;

#define COUNT(array) (sizeof(array) / sizeof(array)[0])
#define OK           ATTAIN_OK
#define FORMAT       ATTAIN_ERROR_FORMAT
#define OVERFLOW     ATTAIN_ERROR_OVERFLOW
#define SCHEMA       ATTAIN_ERROR_SCHEMA
#define VALUE        ATTAIN_ERROR_VALUE

/* What a case must give; out is untouched by a failure, and the record speaks of the value. */
static void assert_number(attain_context *context, const number_case *expected, attain_status status, int64_t got)
{
    if (status != expected->status || got != (status == ATTAIN_OK ? expected->value : 77))
        fail_msg("%s with %d decimals: status %d, value %lld: %s", expected->text, (int)expected->decimals, (int)status,
                 (long long)got, attain_context_error(context));
    if (status != ATTAIN_OK) {
        assert_int_equal(attain_context_error_status(context), status);
        assert_string_equal(attain_context_error_argument(context), "text");
        assert_non_null(strstr(attain_context_error(context), "(line 1, column 1)"));
    }
}

static void test_amount(void **state)
{
    static const number_case cases[] = {
        /* numbers */
        {"1000000", 2, OK, 100000000},
        {"1000000.00", 2, OK, 100000000},
        {"1e6", 2, OK, 100000000},
        {"1.5E+3", 2, OK, 150000},
        {"15000e-1", 2, OK, 150000},
        {"12.34", 2, OK, 1234},
        {"1234e-2", 2, OK, 1234},
        {"12340e-3", 2, OK, 1234},
        {"-0.01", 2, OK, -1},
        {"-0", 2, OK, 0},
        {"0e999999999999999999999999", 2, OK, 0},
        {"0.000e-999999999999999999999999", 0, OK, 0},
        {"0.10", 1, OK, 1},
        {"7", 0, OK, 7},
        {"7.000", 0, OK, 7},
        {"0.000000001", 9, OK, 1},
        {"92233720368547758.07", 2, OK, INT64_MAX},
        {"-92233720368547758.08", 2, OK, INT64_MIN},
        {"9223372036854775807", 0, OK, INT64_MAX},
        {"9223372036854775807000e-3", 0, OK, INT64_MAX},
        {"922337203685477580700000000000000000000000e-23", 0, OK, INT64_MAX},
        {"12.345", 2, FORMAT, 0},
        {"1e-3", 2, FORMAT, 0},
        {"0.5", 0, FORMAT, 0},
        {"1e-999999999999999999999999", 2, FORMAT, 0},
        {"123456789012345678901234567890.123", 2, FORMAT, 0},
        {"92233720368547758.08", 2, OVERFLOW, 0},
        {"-92233720368547758.09", 2, OVERFLOW, 0},
        {"9223372036854775808", 0, OVERFLOW, 0},
        {"18446744073709551616", 0, OVERFLOW, 0}, /* 2^64 must not wrap to 0 */
        {"18446744073709551617", 0, OVERFLOW, 0},
        {"184467440737095516160000000000000000000010", 0, OVERFLOW, 0},
        {"1e19", 0, OVERFLOW, 0},
        {"1e999999999999999999999999", 2, OVERFLOW, 0},
        /* text */
        {"\"1000000.00\"", 2, OK, 100000000},
        {"\"-12.3\"", 2, OK, -1230},
        {"\"12.340\"", 2, OK, 1234},
        {"\"12.345\"", 2, FORMAT, 0},
        {"\"1e6\"", 2, FORMAT, 0},
        {"\"1,000\"", 2, FORMAT, 0},
        {"\"\"", 2, FORMAT, 0},
        {"\"NaN\"", 2, FORMAT, 0},
        {"\"92233720368547758.08\"", 2, OVERFLOW, 0},
        /* others */
        {"null", 2, SCHEMA, 0},
        {"true", 2, SCHEMA, 0},
        {"[1]", 2, SCHEMA, 0},
        {"{}", 2, SCHEMA, 0},
    };
    attain_context *context = *state;
    size_t i;

    for (i = 0; i < COUNT(cases); i++) {
        attain__json json = read_one(context, cases[i].text);
        int64_t got = 77;
        attain_status status = attain__json_amount(&json, attain__json_root(&json), cases[i].decimals, &got);

        assert_number(context, &cases[i], status, got);
        attain__json_release(&json);
    }
}

/* Every power of ten an exponent can name: as 1e<p>, as its digits, and as 10^18 less the rest. */
static void test_exponents(void **state)
{
    attain_context *context = *state;
    int64_t power = 1;
    int p;

    for (p = 0; p <= 18; p++) {
        char text[3][64];
        int i;

        snprintf(text[0], sizeof text[0], "1e%d", p);
        snprintf(text[1], sizeof text[1], "%lld.0000", (long long)power);
        snprintf(text[2], sizeof text[2], "1000000000000000000e-%d", 18 - p);
        for (i = 0; i < 3; i++) {
            attain__json json = read_one(context, text[i]);
            int64_t got;

            ASSERT_OK(context, attain__json_amount(&json, attain__json_root(&json), 0, &got));
            assert_true(got == power);
            attain__json_release(&json);
        }
        if (p < 18)
            power *= 10;
    }
}

static void test_rate(void **state)
{
    static const number_case cases[] = {
        {"0.015", 0, OK, 15000000},        {"1.5e-2", 0, OK, 15000000},
        {"1", 0, OK, 1000000000},          {"0", 0, OK, 0},
        {"-0.05", 0, OK, -50000000},       {"0.000000001", 0, OK, 1},
        {"\"1.5%\"", 0, OK, 15000000},     {"\"0.015\"", 0, OK, 15000000},
        {"\"-3%\"", 0, OK, -30000000},     {"\"0.0000001%\"", 0, OK, 1},
        {"\"100%\"", 0, OK, 1000000000},   {"0.0000000001", 0, FORMAT, 0},
        {"\"0.00000001%\"", 0, FORMAT, 0}, {"\"1.5 %\"", 0, FORMAT, 0},
        {"\"%\"", 0, FORMAT, 0},           {"\"one\"", 0, FORMAT, 0},
        {"9223372037", 0, OVERFLOW, 0},    {"\"922337203685.4775808%\"", 0, OVERFLOW, 0},
        {"false", 0, SCHEMA, 0},           {"[]", 0, SCHEMA, 0},
    };
    attain_context *context = *state;
    size_t i;

    for (i = 0; i < COUNT(cases); i++) {
        attain__json json = read_one(context, cases[i].text);
        int64_t got = 77;
        attain_status status = attain__json_rate(&json, attain__json_root(&json), &got);

        assert_number(context, &cases[i], status, got);
        attain__json_release(&json);
    }
}

static void test_integer(void **state)
{
    static const number_case cases[] = {
        {"5", 0, OK, 5},
        {"1", 0, OK, 1},
        {"100", 0, OK, 100},
        {"0", 0, VALUE, 0},
        {"101", 0, VALUE, 0},
        {"-5", 0, VALUE, 0},
        {"5.0", 0, FORMAT, 0},
        {"5e0", 0, FORMAT, 0},
        {"5E1", 0, FORMAT, 0},
        {"\"5\"", 0, SCHEMA, 0},
        {"null", 0, SCHEMA, 0},
        {"[5]", 0, SCHEMA, 0},
        {"9223372036854775808", 0, OVERFLOW, 0},
    };
    attain_context *context = *state;
    attain__json json;
    int64_t got;
    size_t i;

    for (i = 0; i < COUNT(cases); i++) {
        attain_status status;

        json = read_one(context, cases[i].text);
        got = 77;
        status = attain__json_integer(&json, attain__json_root(&json), 1, 100, &got);
        assert_number(context, &cases[i], status, got);
        attain__json_release(&json);
    }
    json = read_one(context, "-9223372036854775808");
    ASSERT_OK(context, attain__json_integer(&json, attain__json_root(&json), INT64_MIN, INT64_MAX, &got));
    assert_true(got == INT64_MIN);
    attain__json_release(&json);
}

/* Here `decimals` is what the weight needs, and `value` the weight on that scale. */
static void test_weight(void **state)
{
    static const number_case cases[] = {
        {"60", 0, OK, 60},
        {"60.0", 0, OK, 60},
        {"0.5", 1, OK, 5},
        {"5e-1", 1, OK, 5},
        {"2.50", 1, OK, 25},
        {"1e3", 0, OK, 1000},
        {"0", 0, OK, 0},
        {"-1", 0, OK, -1}, /* for the setter to refuse */
        {"\"0.33\"", 2, OK, 33},
        {"\"0.330\"", 2, OK, 33},
        {"\"60\"", 0, OK, 60},
        {"\"50%\"", 2, OK, 50},
        {"\"7.5%\"", 3, OK, 75},
        {"\"0.0000001%\"", 9, OK, 1},
        {"0.000000001", 9, OK, 1},
        {"0.0000000001", 9, FORMAT, 0},
        {"\"0.00000001%\"", 9, FORMAT, 0},
        {"\"half\"", 9, FORMAT, 0},
        {"\"%\"", 9, FORMAT, 0},
        {"\"\"", 9, FORMAT, 0},
        {"99999999999999999999", 0, OVERFLOW, 0},
        {"\"99999999999999999999\"", 0, OVERFLOW, 0},
        {"null", 0, SCHEMA, 0},
        {"{}", 0, SCHEMA, 0},
    };
    attain_context *context = *state;
    size_t i;

    for (i = 0; i < COUNT(cases); i++) {
        attain__json json = read_one(context, cases[i].text);
        int32_t decimals = -1;
        int64_t got = 77;
        attain_status status = attain__json_weight_decimals(&json, attain__json_root(&json), &decimals);

        if (status == ATTAIN_OK) {
            assert_int_equal(decimals, cases[i].decimals);
            status = attain__json_weight(&json, attain__json_root(&json), decimals, &got);
        }
        assert_number(context, &cases[i], status, got);
        attain__json_release(&json);
    }
}

/* A weight on the finer scale of its siblings. */
static void test_weight_scale(void **state)
{
    attain_context *context = *state;
    attain__json json = read_one(context, "[60, \"50%\", 0.5, 9000000000000000000]");
    const attain__json_value *root = attain__json_root(&json);
    int64_t got;

    ASSERT_OK(context, attain__json_weight(&json, attain__json_element(&json, root, 0), 3, &got));
    assert_int_equal(got, 60000);
    ASSERT_OK(context, attain__json_weight(&json, attain__json_element(&json, root, 1), 3, &got));
    assert_int_equal(got, 500);
    ASSERT_OK(context, attain__json_weight(&json, attain__json_element(&json, root, 2), 3, &got));
    assert_int_equal(got, 500);
    ASSERT_FAILS(context, attain__json_weight(&json, attain__json_element(&json, root, 3), 3, &got),
                 ATTAIN_ERROR_OVERFLOW, "[3]", ATTAIN__NO_ROW);
    attain__json_release(&json);
}

/* What an error about decimals says. */
static void test_messages(void **state)
{
    attain_context *context = *state;
    attain__json json = read_one(context, "[0.001, 0.5]");
    const attain__json_value *root = attain__json_root(&json);
    int64_t got;

    assert_int_equal(attain__json_amount(&json, attain__json_element(&json, root, 0), 2, &got), FORMAT);
    assert_string_equal(attain_context_error(context),
                        "[0], value '0.001': must have at most 2 decimals (line 1, column 2)");
    assert_int_equal(attain__json_amount(&json, attain__json_element(&json, root, 0), 1, &got), FORMAT);
    assert_string_equal(attain_context_error(context),
                        "[0], value '0.001': must have at most 1 decimal (line 1, column 2)");
    assert_int_equal(attain__json_amount(&json, attain__json_element(&json, root, 1), 0, &got), FORMAT);
    assert_string_equal(attain_context_error(context), "[1], value '0.5': must be a whole number (line 1, column 9)");
    attain__json_release(&json);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        SUPPORT_TEST(test_amount),   SUPPORT_TEST(test_exponents), SUPPORT_TEST(test_rate),
        SUPPORT_TEST(test_integer),  SUPPORT_TEST(test_weight),    SUPPORT_TEST(test_weight_scale),
        SUPPORT_TEST(test_messages),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

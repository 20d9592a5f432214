/* Numbers and days as text, exact and for persons. */
#include "support/support.h"

#include <float.h>
#include <locale.h>
#include <math.h>
#include <stdlib.h>

#include "table/table_internal.h"

static attain__column column_of(int32_t type, int32_t meaning, int32_t decimals, const void *values)
{
    attain__column column = {0};

    column.type = type;
    column.meaning = meaning;
    column.decimals = decimals;
    column.values = values;
    return column;
}

static void assert_number(int32_t meaning, int32_t decimals, int64_t value, const char *exact, const char *shown)
{
    attain__column column = column_of(ATTAIN_TYPE_I64, meaning, decimals, &value);
    char buffer[ATTAIN__CELL_CAPACITY];

    assert_int_equal(attain__cell_exact(&column, 0, buffer), strlen(exact));
    assert_string_equal(buffer, exact);
    assert_int_equal(attain__cell_shown(&column, 0, buffer), strlen(shown));
    assert_string_equal(buffer, shown);
}

static void test_amounts(void **state)
{
    (void)state;
    assert_number(ATTAIN_MEANING_AMOUNT, 2, 123450, "1234.50", "1,234.50");
    assert_number(ATTAIN_MEANING_AMOUNT, 2, -123450, "-1234.50", "-1,234.50");
    assert_number(ATTAIN_MEANING_AMOUNT, 2, 99999, "999.99", "999.99");
    assert_number(ATTAIN_MEANING_AMOUNT, 2, -5, "-0.05", "-0.05");
    assert_number(ATTAIN_MEANING_AMOUNT, 2, 0, "0.00", "0.00");
    assert_number(ATTAIN_MEANING_AMOUNT, 0, -999, "-999", "-999");
    assert_number(ATTAIN_MEANING_AMOUNT, 0, 100000, "100000", "100,000");
    assert_number(ATTAIN_MEANING_AMOUNT, 0, INT64_MAX, "9223372036854775807", "9,223,372,036,854,775,807");
    assert_number(ATTAIN_MEANING_AMOUNT, 0, INT64_MIN, "-9223372036854775808", "-9,223,372,036,854,775,808");
    assert_number(ATTAIN_MEANING_AMOUNT, 9, INT64_MIN, "-9223372036.854775808", "-9,223,372,036.854775808");
}

static void test_counts_codes_numbers(void **state)
{
    (void)state;
    assert_number(ATTAIN_MEANING_COUNT, 0, 1234567, "1234567", "1,234,567");
    assert_number(ATTAIN_MEANING_CODE, 0, 1234567, "1234567", "1234567"); /* a customer's number is no quantity */
    assert_number(ATTAIN_MEANING_NONE, 0, 1234567, "1234567", "1234567");
    assert_number(ATTAIN_MEANING_NUMBER, 3, 1500, "1.5", "1.5");
    assert_number(ATTAIN_MEANING_NUMBER, 3, 60000, "60", "60");
}

static void test_rates(void **state)
{
    (void)state;
    assert_number(ATTAIN_MEANING_RATE, 0, 15000000, "0.015", "1.5 %");
    assert_number(ATTAIN_MEANING_RATE, 0, 1000000000, "1", "100 %");
    assert_number(ATTAIN_MEANING_RATE, 0, 833333333, "0.833333333", "83.33 %");
    assert_number(ATTAIN_MEANING_RATE, 0, 1, "0.000000001", "0 %");
    assert_number(ATTAIN_MEANING_RATE, 0, 50000, "0.00005", "0.01 %"); /* half of a hundredth goes up */
    assert_number(ATTAIN_MEANING_RATE, 0, 49999, "0.000049999", "0 %");
    assert_number(ATTAIN_MEANING_RATE, 0, -50000, "-0.00005", "-0.01 %"); /* and mirrors */
    assert_number(ATTAIN_MEANING_RATE, 0, 12345678900, "12.3456789", "1234.57 %");
}

static void test_days(void **state)
{
    static const int32_t days[] = {19723, ATTAIN_DAY_MIN, ATTAIN_DAY_MAX, ATTAIN_DAY_MAX + 1};
    static const char *const texts[] = {"2024-01-01", "0001-01-01", "9999-12-31", "2932897"};
    attain__column column = column_of(ATTAIN_TYPE_I32, ATTAIN_MEANING_DAY, 0, days);
    char buffer[ATTAIN__CELL_CAPACITY];
    size_t row;

    (void)state;
    for (row = 0; row < 4; row++) {
        assert_int_equal(attain__cell_exact(&column, row, buffer), strlen(texts[row]));
        assert_string_equal(buffer, texts[row]);
        attain__cell_shown(&column, row, buffer);
        assert_string_equal(buffer, texts[row]);
    }
    assert_number(ATTAIN_MEANING_DAY, 0, 19723, "2024-01-01", "2024-01-01");
    column.meaning = ATTAIN_MEANING_NONE;
    attain__cell_exact(&column, 0, buffer);
    assert_string_equal(buffer, "19723");
}

static void check_doubles(void)
{
    static const double values[] = {0.1, 1.0 / 3, 1e300, -2.5, 123456789.0, 5e-324, 0.0};
    static const char *const exact[] = {"0.1", "0.3333333333333333", "1e+300", "-2.5", "123456789", "5e-324", "0"};
    static const char *const shown[] = {"0.1", "0.333333", "1e+300", "-2.5", "1.23457e+08", "5e-324", "0"};
    attain__column column = column_of(ATTAIN_TYPE_F64, ATTAIN_MEANING_RATIO, 0, values);
    char buffer[ATTAIN__CELL_CAPACITY];
    size_t row;

    for (row = 0; row < 7; row++) {
        assert_int_equal(attain__cell_exact(&column, row, buffer), strlen(exact[row]));
        assert_string_equal(buffer, exact[row]);
        attain__cell_shown(&column, row, buffer);
        assert_string_equal(buffer, shown[row]);
    }
}

/* Where the machine has a locale that writes a comma, it must not be seen. */
static void test_doubles_in_any_locale(void **state)
{
    static const char *const locales[] = {"C", "de_DE.UTF-8", "de_DE.utf8", "fr_FR.UTF-8", "ps_AF.UTF-8"};
    size_t i;

    (void)state;
    for (i = 0; i < sizeof locales / sizeof locales[0]; i++)
        if (setlocale(LC_ALL, locales[i]) != NULL)
            check_doubles();
    setlocale(LC_ALL, "C");
}

static void test_doubles_read_back(void **state)
{
    double value = 0;
    attain__column column = column_of(ATTAIN_TYPE_F64, ATTAIN_MEANING_RATIO, 0, &value);
    char buffer[ATTAIN__CELL_CAPACITY];
    uint64_t seed = 1, bits;
    size_t length;
    int i;

    (void)state;
    for (i = 0; i < 20000; i++) {
        bits = support_random(&seed);
        memcpy(&value, &bits, sizeof value);
        if (!(value >= -DBL_MAX && value <= DBL_MAX))
            continue;
        length = attain__cell_exact(&column, 0, buffer);
        assert_int_equal(length, strlen(buffer));
        assert_true(strtod(buffer, NULL) == value);
    }
}

static void test_doubles_that_are_no_numbers(void **state)
{
    static const double values[] = {NAN, INFINITY, -INFINITY};
    attain__column column = column_of(ATTAIN_TYPE_F64, ATTAIN_MEANING_RATIO, 0, values);
    char buffer[ATTAIN__CELL_CAPACITY];
    size_t row;

    (void)state;
    for (row = 0; row < 3; row++) {
        assert_int_equal(attain__cell_exact(&column, row, buffer), 0);
        assert_int_equal(attain__cell_shown(&column, row, buffer), 0);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        SUPPORT_TEST(test_amounts),
        SUPPORT_TEST(test_counts_codes_numbers),
        SUPPORT_TEST(test_rates),
        SUPPORT_TEST(test_days),
        SUPPORT_TEST(test_doubles_in_any_locale),
        SUPPORT_TEST(test_doubles_read_back),
        SUPPORT_TEST(test_doubles_that_are_no_numbers),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

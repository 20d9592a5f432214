/* The error record: its parts, its sentence, never stale, never cut within a character. */
#include "support/support.h"

#include "base/base_internal.h"

static void assert_sentence(attain_context *context, const char *expected)
{
    assert_string_equal(attain_context_error(context), expected);
}

static void test_parts_make_a_sentence(void **state)
{
    attain_context *context = *state;

    assert_int_equal(attain__error_text(context, ATTAIN_ERROR_VALUE, "orders.amount", 17, "abc", 3, "is not a number"),
                     ATTAIN_ERROR_VALUE);
    assert_sentence(context, "orders.amount, row 17, value 'abc': is not a number");
    assert_int_equal(attain_context_error_status(context), ATTAIN_ERROR_VALUE);
    assert_string_equal(attain_context_error_argument(context), "orders.amount");
    assert_int_equal(attain_context_error_row(context), 17);
    assert_string_equal(attain_context_error_value(context), "abc");

    attain__error(context, ATTAIN_ERROR_RULE, "tiers", 0, "are out of order");
    assert_sentence(context, "tiers, row 0: are out of order");
    attain__error_i64(context, ATTAIN_ERROR_VALUE, "weight", ATTAIN__NO_ROW, INT64_MIN, "must not be negative");
    assert_sentence(context, "weight, value '-9223372036854775808': must not be negative");
    attain__error_text(context, ATTAIN_ERROR_FORMAT, NULL, 3, "x", 1, "is odd");
    assert_sentence(context, "row 3, value 'x': is odd");
    attain__error_text(context, ATTAIN_ERROR_FORMAT, NULL, ATTAIN__NO_ROW, "x", 1, "is odd");
    assert_sentence(context, "value 'x': is odd");
    attain__error(context, ATTAIN_ERROR_CANCELLED, NULL, ATTAIN__NO_ROW, "cancelled");
    assert_sentence(context, "cancelled");
    attain__error_argument(context, "out");
    assert_sentence(context, "out: is NULL or not a value this function knows");
    assert_int_equal(attain_context_error_status(context), ATTAIN_ERROR_ARGUMENT);
    attain__error_range(context, "month", 13, 1, 12);
    assert_sentence(context, "month, value '13': must be from 1 to 12");
    attain__error_memory(context);
    assert_sentence(context, "out of memory");
    assert_int_equal(attain_context_error_status(context), ATTAIN_ERROR_MEMORY);
}

/* Every call sets the record anew, those that succeed too. */
static void test_never_stale(void **state)
{
    attain_context *context = *state;
    attain_day day = 0;

    ASSERT_FAILS(context, attain_day_parse(context, ATTAIN_TEXT("2024-02-30"), &day), ATTAIN_ERROR_VALUE, "text", -1);
    assert_string_equal(attain_context_error_value(context), "2024-02-30");
    ASSERT_FAILS(context, attain_day_parse(context, NULL, 0, &day), ATTAIN_ERROR_ARGUMENT, "text", -1);
    assert_string_equal(attain_context_error_value(context), "");
    ASSERT_OK(context, attain_day_parse(context, ATTAIN_TEXT("2024-02-29"), &day));
    assert_int_equal(attain_context_error_status(context), ATTAIN_OK);
    assert_string_equal(attain_context_error(context), "");
    assert_string_equal(attain_context_error_argument(context), "");
    assert_string_equal(attain_context_error_value(context), "");
    assert_int_equal(attain_context_error_row(context), -1);
}

static void test_relocate(void **state)
{
    attain_context *context = *state;

    attain__error_text(context, ATTAIN_ERROR_RULE, "from", 4, "9", 1, "is below the tier before");
    attain__error_relocate(context, "pay.plans[0].components[0].tiers[2].from");
    assert_sentence(context, "pay.plans[0].components[0].tiers[2].from, value '9': is below the tier before");
    assert_string_equal(attain_context_error_argument(context), "pay.plans[0].components[0].tiers[2].from");
    assert_int_equal(attain_context_error_row(context), -1);
    assert_int_equal(attain_context_error_status(context), ATTAIN_ERROR_RULE);
}

/* A value has room for 95 bytes; a longer one keeps whole characters and ends in three dots. */
static void test_long_values(void **state)
{
    attain_context *context = *state;
    char text[600], expected[600];
    int i;

    memset(text, 'x', sizeof text);
    attain__error_text(context, ATTAIN_ERROR_FORMAT, NULL, ATTAIN__NO_ROW, text, 95, "is long");
    assert_int_equal(strlen(attain_context_error_value(context)), 95);
    assert_true(attain_context_error_value(context)[94] == 'x');
    attain__error_text(context, ATTAIN_ERROR_FORMAT, NULL, ATTAIN__NO_ROW, text, 96, "is long");
    memset(expected, 'x', 92);
    strcpy(expected + 92, "...");
    assert_string_equal(attain_context_error_value(context), expected);

    /* 100 times a character of three bytes: 30 of them and the dots make 93 bytes, 31 would make 96. */
    for (i = 0; i < 100; i++)
        memcpy(text + 3 * i, "恒", 3);
    attain__error_text(context, ATTAIN_ERROR_FORMAT, NULL, ATTAIN__NO_ROW, text, 300, "is long");
    memcpy(expected, text, 90);
    strcpy(expected + 90, "...");
    assert_string_equal(attain_context_error_value(context), expected);
    /* The same one byte further on: 91 bytes and the dots. */
    memmove(text + 1, text, 300);
    text[0] = 'x';
    attain__error_text(context, ATTAIN_ERROR_FORMAT, NULL, ATTAIN__NO_ROW, text, 301, "is long");
    memcpy(expected, text, 91);
    strcpy(expected + 91, "...");
    assert_string_equal(attain_context_error_value(context), expected);
}

static void test_long_everything(void **state)
{
    attain_context *context = *state;
    char text[2000];
    const char *sentence;
    size_t length;

    memset(text, 'y', sizeof text - 1);
    text[sizeof text - 1] = '\0';
    attain__error_text(context, ATTAIN_ERROR_FORMAT, text, INT64_MAX, text, sizeof text - 1, text);
    sentence = attain_context_error(context);
    length = strlen(sentence);
    assert_int_equal(strlen(attain_context_error_argument(context)), ATTAIN__ARGUMENT_CAPACITY - 1);
    assert_int_equal(strlen(attain_context_error_value(context)), ATTAIN__VALUE_CAPACITY - 1);
    assert_non_null(strstr(sentence, "row 9223372036854775807, value '"));
    assert_true(length < ATTAIN__MESSAGE_CAPACITY);
    assert_string_equal(sentence + length - 4, "y..."); /* all of the detail is there, with its dots */
}

/* Control characters become blanks and bytes that are not UTF-8 end the value, so that a terminal shows the record
 * safely. */
static void test_unclean_values(void **state)
{
    attain_context *context = *state;

    attain__error_text(context, ATTAIN_ERROR_FORMAT, "text", ATTAIN__NO_ROW, "a\tb\nc\x7F\x1B[31m", 11, "is odd");
    assert_string_equal(attain_context_error_value(context), "a b c  [31m");
    attain__error_text(context, ATTAIN_ERROR_FORMAT, "text", ATTAIN__NO_ROW,
                       "ab\xFF"
                       "cd",
                       5, "is not UTF-8");
    assert_string_equal(attain_context_error_value(context), "ab");
    attain__error_text(context, ATTAIN_ERROR_FORMAT, "text", ATTAIN__NO_ROW, "", 0, "is empty");
    assert_sentence(context, "text: is empty");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        SUPPORT_TEST(test_parts_make_a_sentence), SUPPORT_TEST(test_never_stale),     SUPPORT_TEST(test_relocate),
        SUPPORT_TEST(test_long_values),           SUPPORT_TEST(test_long_everything), SUPPORT_TEST(test_unclean_values),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

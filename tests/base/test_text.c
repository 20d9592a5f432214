/* Text: UTF-8, order by bytes, width on a terminal, names. */
#include "support/support.h"

#include "base/base_internal.h"

static size_t check(const char *text)
{
    return attain__utf8_check(text, strlen(text));
}

/* The limits of RFC 3629: first and last code of each length, and what lies just beyond. */
static void test_utf8(void **state)
{
    static const char *const good[] = {"",
                                       "plain",
                                       "\x7F",
                                       "\xC2\x80",
                                       "\xDF\xBF",
                                       "\xE0\xA0\x80",
                                       "\xED\x9F\xBF",
                                       "\xEE\x80\x80",
                                       "\xEF\xBF\xBF",
                                       "\xF0\x90\x80\x80",
                                       "\xF4\x8F\xBF\xBF",
                                       "恒远建材 é 😀"};
    static const struct {
        const char *text;
        size_t valid; /* bytes before the fault */
    } bad[] = {
        {"\x80", 0}, /* a continuation on its own */
        {"ab\xBF", 2},
        {"\xC0\x80", 0},         /* overlong zero */
        {"\xC1\xBF", 0},         /* overlong 7F */
        {"\xE0\x9F\xBF", 0},     /* overlong 7FF */
        {"\xF0\x8F\xBF\xBF", 0}, /* overlong FFFF */
        {"\xED\xA0\x80", 0},     /* surrogate D800 */
        {"\xED\xBF\xBF", 0},     /* surrogate DFFF */
        {"\xF4\x90\x80\x80", 0}, /* 110000 */
        {"\xF5\x80\x80\x80", 0},
        {"\xFF", 0},
        {"x\xC3", 1}, /* cut short */
        {"xy\xE6\x81", 2},
        {"\xF0\x9F\x98", 0},
        {"\xC3(", 0}, /* no continuation */
        {"\xE6\x81(", 0},
    };
    size_t i;

    (void)state;
    for (i = 0; i < sizeof good / sizeof good[0]; i++)
        assert_int_equal(check(good[i]), strlen(good[i]));
    for (i = 0; i < sizeof bad / sizeof bad[0]; i++)
        assert_int_equal(check(bad[i].text), bad[i].valid);
    assert_int_equal(attain__utf8_check("a\0b", 3), 3);
    assert_int_equal(attain__utf8_check("\xE6\x81\x92", 2), 0); /* reads no further than told */
}

static void test_names(void **state)
{
    attain_context *context = *state;

    assert_int_equal(attain__check_name(context, "恒远", 6, "id"), ATTAIN_OK);
    assert_int_equal(attain__check_name(context, "a b", 3, "id"), ATTAIN_OK);
    ASSERT_FAILS(context, attain__check_name(context, NULL, 3, "id"), ATTAIN_ERROR_ARGUMENT, "id", -1);
    ASSERT_FAILS(context, attain__check_name(context, "", 0, "id"), ATTAIN_ERROR_ARGUMENT, "id", -1);
    ASSERT_FAILS(context, attain__check_name(context, "a\xFF", 2, "id"), ATTAIN_ERROR_FORMAT, "id", -1);
    ASSERT_FAILS(context, attain__check_name(context, "a\tb", 3, "id"), ATTAIN_ERROR_FORMAT, "id", -1);
    ASSERT_FAILS(context, attain__check_name(context, "a\0b", 3, "id"), ATTAIN_ERROR_FORMAT, "id", -1);
    ASSERT_FAILS(context, attain__check_name(context, "a\x7F", 2, "id"), ATTAIN_ERROR_FORMAT, "id", -1);
}

static size_t width(const char *text)
{
    return attain__text_width(text, strlen(text));
}

static void test_width(void **state)
{
    (void)state;
    assert_int_equal(width(""), 0);
    assert_int_equal(width("abc"), 3);
    assert_int_equal(width("é"), 1);
    assert_int_equal(width("e\xCC\x81"), 1); /* e and a combining acute accent */
    assert_int_equal(width("目标"), 4);
    assert_int_equal(width("完成率 %"), 8);
    assert_int_equal(width("한국"), 4);
    assert_int_equal(width("（１）"), 6); /* full-width forms */
    assert_int_equal(width("😀"), 2);
    assert_int_equal(width("𠀀"), 2); /* beyond the basic plane */
    assert_int_equal(width("a\xFF"
                           "b"),
                     3); /* a terminal shows a replacement */
}

static int sign(int value)
{
    return (value > 0) - (value < 0);
}

static void test_order(void **state)
{
    static const char *const ascending[] = {"", "10", "9", "A", "a", "a ", "aa", "b", "é", "目"};
    size_t i, j;

    (void)state;
    for (i = 0; i < 10; i++)
        for (j = 0; j < 10; j++) {
            size_t a = strlen(ascending[i]), b = strlen(ascending[j]);

            assert_int_equal(sign(attain__text_compare(ascending[i], a, ascending[j], b)), i < j ? -1 : i > j);
            assert_int_equal(attain__text_equal(ascending[i], a, ascending[j], b) != 0, i == j);
        }
    assert_int_equal(attain__text_compare(NULL, 0, NULL, 0), 0);
    assert_true(attain__text_equal(NULL, 0, "", 0));
    assert_true(attain__text_compare("a\0b", 3, "a\0c", 3) < 0);
    assert_false(attain__text_equal("a\0b", 3, "a\0c", 3));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        SUPPORT_TEST(test_utf8),
        SUPPORT_TEST(test_names),
        SUPPORT_TEST(test_width),
        SUPPORT_TEST(test_order),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

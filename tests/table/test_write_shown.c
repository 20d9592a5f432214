/* Tables for persons: aligned text and Markdown, in both languages, harmless to a terminal. */
#include "support/support.h"

#include <math.h>

#include "table/table_internal.h"

static void assert_shown(attain_context *cx, const attain_table *table, int32_t format, int32_t language,
                         const char *expected)
{
    support_text text = {NULL, 0, 0};

    ASSERT_OK(cx, attain_table_write(cx, table, format, language, support_write, &text));
    assert_string_equal(text.bytes, expected);
    support_text_free(&text);
}

static const int64_t offsets[] = {0, 6, 11, 13};
static const char nodes[] = "恒远southli";
static const int64_t level_offsets[] = {0, 7, 11, 17};
static const char levels[] = "companyteamperson";
static const int64_t targets[] = {15000000000, -123450, 5};
static const int64_t shares[] = {1000000000, 123456789, 15000000};
static const int64_t orders[] = {1234, 56, 7};
static const int32_t dates[] = {19723, 0, 1};
static const uint8_t but_last[] = {0x03};

static attain_table *make(attain_context *cx)
{
    attain_table *table = NULL;

    ASSERT_OK(cx, attain_table_create(cx, &table));
    ASSERT_OK(cx, attain_table_add_text(cx, table, ATTAIN_TEXT("node"), offsets, nodes, NULL, 3));
    ASSERT_OK(cx, attain_table_add_text(cx, table, ATTAIN_TEXT("level"), level_offsets, levels, NULL, 3));
    ASSERT_OK(cx, attain_table_add_i64(cx, table, ATTAIN_TEXT("target"), targets, NULL, 3));
    ASSERT_OK(cx, attain_table_describe(cx, table, 2, ATTAIN_MEANING_AMOUNT, 2));
    ASSERT_OK(cx, attain_table_add_i64(cx, table, ATTAIN_TEXT("share"), shares, NULL, 3));
    ASSERT_OK(cx, attain_table_describe(cx, table, 3, ATTAIN_MEANING_RATE, 0));
    ASSERT_OK(cx, attain_table_add_i64(cx, table, ATTAIN_TEXT("my count"), orders, but_last, 3));
    ASSERT_OK(cx, attain_table_describe(cx, table, 4, ATTAIN_MEANING_COUNT, 0));
    ASSERT_OK(cx, attain_table_add_i32(cx, table, ATTAIN_TEXT("date"), dates, but_last, 3));
    return table;
}

static void test_text(void **state)
{
    attain_table *table = make(*state);

    assert_shown(*state, table, ATTAIN_FORMAT_TEXT, ATTAIN_LANGUAGE_ENGLISH,
                 "Node   Level            Target    Share  my count  Date\n"
                 "-----  -------  --------------  -------  --------  ----------\n"
                 "恒远   company  150,000,000.00    100 %     1,234  2024-01-01\n"
                 "south  team          -1,234.50  12.35 %        56  1970-01-01\n"
                 "li     person             0.05    1.5 %         -  -\n");
    attain_table_destroy(table);
}

static void test_chinese(void **state)
{
    attain_table *table = make(*state);

    assert_shown(*state, table, ATTAIN_FORMAT_TEXT, ATTAIN_LANGUAGE_CHINESE,
                 "节点   层级            目标     占比  my count  日期\n"
                 "-----  ----  --------------  -------  --------  ----------\n"
                 "恒远   企业  150,000,000.00    100 %     1,234  2024-01-01\n"
                 "south  团队       -1,234.50  12.35 %        56  1970-01-01\n"
                 "li     个人            0.05    1.5 %         -  -\n");
    attain_table_destroy(table);
}

static void test_markdown(void **state)
{
    attain_table *table = make(*state);

    assert_shown(*state, table, ATTAIN_FORMAT_MARKDOWN, ATTAIN_LANGUAGE_ENGLISH,
                 "| Node | Level | Target | Share | my count | Date |\n"
                 "| --- | --- | ---: | ---: | ---: | --- |\n"
                 "| 恒远 | company | 150,000,000.00 | 100 % | 1,234 | 2024-01-01 |\n"
                 "| south | team | -1,234.50 | 12.35 % | 56 | 1970-01-01 |\n"
                 "| li | person | 0.05 | 1.5 % | - | - |\n");
    attain_table_destroy(table);
}

/* Only texts of the library's own are translated: a team that calls itself "team" keeps its name. */
static void test_names_are_not_translated(void **state)
{
    static const int64_t places[] = {0, 4};
    attain_table *table = NULL;

    ASSERT_OK(*state, attain_table_create(*state, &table));
    ASSERT_OK(*state, attain_table_add_text(*state, table, ATTAIN_TEXT("node"), places, "team", NULL, 1));
    ASSERT_OK(*state, attain_table_add_text(*state, table, ATTAIN_TEXT("finding"), places, "rule", NULL, 1));
    ASSERT_OK(*state, attain_table_add_text(*state, table, ATTAIN_TEXT("step"), places, "tier", NULL, 1));
    ASSERT_OK(*state, attain_table_add_text(*state, table, ATTAIN_TEXT("bound"), places, "none", NULL, 1));
    assert_shown(*state, table, ATTAIN_FORMAT_TEXT, ATTAIN_LANGUAGE_CHINESE,
                 "节点  检查结果  步骤  边界\n----  --------  ----  ----\nteam  规则      阶梯  none\n");
    attain_table_destroy(table);
}

static void test_controls_do_not_reach_a_terminal(void **state)
{
    /* escape, newline and tab, DEL, U+009B (a control sequence introducer of 8 bits), U+00A0 */
    static const char text[] = "\x1B[31mx"
                               "a\nb\tc"
                               "\x7F"
                               "\xC2\x9B"
                               "\xC2\xA0";
    static const int64_t places[] = {0, 6, 11, 12, 14, 16};
    attain_table *table = NULL;

    ASSERT_OK(*state, attain_table_create(*state, &table));
    ASSERT_OK(*state, attain_table_add_text(*state, table, ATTAIN_TEXT("t"), places, text, NULL, 5));
    ASSERT_OK(*state, attain_table_add_text(*state, table, ATTAIN_TEXT("u"), places, text, NULL, 5));
    assert_shown(*state, table, ATTAIN_FORMAT_TEXT, ATTAIN_LANGUAGE_ENGLISH,
                 "t       u\n"
                 "------  ------\n"
                 "\xEF\xBF\xBD[31mx  \xEF\xBF\xBD[31mx\n"
                 "a b c   a b c\n"
                 "\xEF\xBF\xBD       \xEF\xBF\xBD\n"
                 "\xEF\xBF\xBD       \xEF\xBF\xBD\n"
                 "\xC2\xA0       \xC2\xA0\n");
    attain_table_destroy(table);
}

static void test_markdown_stays_a_table(void **state)
{
    static const char text[] = "a|b"
                               "c\nd"
                               "\\*`<[";
    static const int64_t places[] = {0, 3, 6, 11};
    attain_table *table = NULL;

    ASSERT_OK(*state, attain_table_create(*state, &table));
    ASSERT_OK(*state, attain_table_add_text(*state, table, ATTAIN_TEXT("x|y"), places, text, NULL, 3));
    assert_shown(*state, table, ATTAIN_FORMAT_MARKDOWN, ATTAIN_LANGUAGE_ENGLISH,
                 "| x\\|y |\n| --- |\n| a\\|b |\n| c d |\n| \\\\\\*\\`\\<\\[ |\n");
    attain_table_destroy(table);
}

static void test_statistics(void **state)
{
    static const double ratios[] = {0.5, NAN, 1.0 / 3};
    attain_table *table = NULL;

    ASSERT_OK(*state, attain_table_create(*state, &table));
    ASSERT_OK(*state, attain_table_add_f64(*state, table, ATTAIN_TEXT("ratio"), ratios, NULL, 3));
    assert_shown(*state, table, ATTAIN_FORMAT_TEXT, ATTAIN_LANGUAGE_ENGLISH,
                 "   ratio\n--------\n     0.5\n       -\n0.333333\n");
    attain_table_destroy(table);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        SUPPORT_TEST(test_text),
        SUPPORT_TEST(test_chinese),
        SUPPORT_TEST(test_markdown),
        SUPPORT_TEST(test_names_are_not_translated),
        SUPPORT_TEST(test_controls_do_not_reach_a_terminal),
        SUPPORT_TEST(test_markdown_stays_a_table),
        SUPPORT_TEST(test_statistics),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

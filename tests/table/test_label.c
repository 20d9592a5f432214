/* Words for names: sorted, complete for every column a verb gives, in both languages. */
#include "support/support.h"

#include "table/table_internal.h"

static void test_known_words(void **state)
{
    (void)state;
    assert_string_equal(attain_label(ATTAIN_LANGUAGE_ENGLISH, ATTAIN_TEXT("attainment")), "Attainment");
    assert_string_equal(attain_label(ATTAIN_LANGUAGE_CHINESE, ATTAIN_TEXT("attainment")), "完成率");
    assert_string_equal(attain_label(ATTAIN_LANGUAGE_CHINESE, ATTAIN_TEXT("target")), "目标");
    assert_string_equal(attain_label(ATTAIN_LANGUAGE_CHINESE, ATTAIN_TEXT("gap")), "差额");
    assert_string_equal(attain_label(ATTAIN_LANGUAGE_CHINESE, ATTAIN_TEXT("payee")), "提成对象");
    assert_string_equal(attain_label(ATTAIN_LANGUAGE_CHINESE, "teams", 4), "团队");
}

static void test_unknown_words(void **state)
{
    (void)state;
    assert_null(attain_label(ATTAIN_LANGUAGE_ENGLISH, ATTAIN_TEXT("Attainment")));
    assert_null(attain_label(ATTAIN_LANGUAGE_ENGLISH, ATTAIN_TEXT("attain")));
    assert_null(attain_label(ATTAIN_LANGUAGE_ENGLISH, "", 0));
    assert_null(attain_label(ATTAIN_LANGUAGE_ENGLISH, ATTAIN_TEXT("zzzz")));
    assert_null(attain_label(ATTAIN_LANGUAGE_ENGLISH, ATTAIN_TEXT("A")));
    assert_null(attain_label(ATTAIN_LANGUAGE_ENGLISH, NULL, 3));
    assert_null(attain_label(2, ATTAIN_TEXT("target")));
    assert_null(attain_label(-1, ATTAIN_TEXT("target")));
}

static void test_sorted_and_found(void **state)
{
    size_t count, i;
    const attain__label *labels = attain__labels(&count);

    (void)state;
    assert_true(count > 50);
    for (i = 0; i < count; i++) {
        size_t length = strlen(labels[i].name);

        if (i > 0)
            assert_true(strcmp(labels[i - 1].name, labels[i].name) < 0);
        assert_ptr_equal(attain_label(ATTAIN_LANGUAGE_ENGLISH, labels[i].name, length), labels[i].english);
        assert_ptr_equal(attain_label(ATTAIN_LANGUAGE_CHINESE, labels[i].name, length), labels[i].chinese);
        assert_true(strlen(labels[i].english) > 0 && strlen(labels[i].chinese) > 0);
        assert_int_equal(attain__utf8_check(labels[i].chinese, strlen(labels[i].chinese)), strlen(labels[i].chinese));
    }
}

static void assert_labelled(const char *name)
{
    if (attain_label(ATTAIN_LANGUAGE_ENGLISH, name, strlen(name)) == NULL)
        fail_msg("'%s' has no label", name);
}

static void test_every_column_of_a_result(void **state)
{
    const attain_schema *schemas[] = {
        attain_goals_output_schema(),
        attain_allocation_output_schema(),
        attain_rfm_input_schema(),
        attain_rfm_output_schema(),
        attain_abc_input_schema(),
        attain_abc_output_schema(),
        attain_segments_input_schema(),
        attain_pay_output_schema(ATTAIN_PAY_BY_PERIOD),
        attain_pay_output_schema(ATTAIN_PAY_BY_DEAL),
        attain_pay_output_schema(ATTAIN_PAY_BY_TIER),
    };
    size_t i, column;

    (void)state;
    for (i = 0; i < sizeof schemas / sizeof schemas[0]; i++)
        for (column = 0; column < attain_schema_columns(schemas[i]); column++)
            assert_labelled(attain_schema_name(schemas[i], column, NULL));
}

/* The columns of explain tables and the words in them, as the headers of the rooms name them. */
static void test_every_word_of_an_explanation(void **state)
{
    static const char *const words[] = {
        "node",     "period",    "of",      "weight",        "weights",        "exact",
        "target",   "index",     "shared",  "bound",         "amount",         "floor",
        "cap",      "dimension", "bin",     "low",           "high",           "customers",
        "class",    "cut",       "limit",   "low_inclusive", "high_inclusive", "items",
        "value",    "finding",   "rule",    "item_share",    "segment",        "value_share",
        "detail",   "uncovered", "plan",    "component",     "payee",          "deal",
        "date",     "prior",     "step",    "tier",          "units",          "rate",
        "product",  "residue",   "re-rate", "dead-rule",     "recency",        "frequency",
        "monetary", "company",   "team",    "person",
    };
    size_t i;

    (void)state;
    for (i = 0; i < sizeof words / sizeof words[0]; i++)
        assert_labelled(words[i]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        SUPPORT_TEST(test_known_words),
        SUPPORT_TEST(test_unknown_words),
        SUPPORT_TEST(test_sorted_and_found),
        SUPPORT_TEST(test_every_column_of_a_result),
        SUPPORT_TEST(test_every_word_of_an_explanation),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

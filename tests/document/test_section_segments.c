/* Section "segments": rules and ABC. */
#include "document/document_internal.h"
#include "document/plans.h"
#include "segment/segment_internal.h"

#define PLAN(segments) "{\"attain\": 1, \"segments\": " segments "}"

static void test_collection(void **state)
{
    plans_assert_all(*state, "segments");
}

static void test_rules(void **state)
{
    attain_context *context = *state;
    attain_document *document = plans_read(
        context,
        PLAN("{\"rules\": [{\"segment\": \"core\", \"frequency\": {\"from\": 3}, \"monetary\": {\"from\": 500000}},"
             "{\"m\": {\"to\": 2}, \"r\": {\"from\": 4, \"to\": 5}, \"segment\": \"potential\","
             " \"monetary\": {\"to\": \"-0.01\"}}, {\"segment\": \"all\"}], \"default\": \"rest\"}"));
    const attain_segments *segments = attain_document_segments(document);
    const attain__segment_rule *rules = segments->rules;

    assert_int_equal(segments->count, 3);
    assert_string_equal(segments->default_name, "rest");
    assert_string_equal(rules[0].name, "core");
    assert_true(rules[0].low[ATTAIN_RFM_FREQUENCY - 1] == 3 && rules[0].high[ATTAIN_RFM_FREQUENCY - 1] == INT64_MAX);
    assert_true(rules[0].low[ATTAIN_RFM_MONETARY - 1] == 50000000);
    assert_false(attain__segment_rule_limits(&rules[0], ATTAIN_RFM_RECENCY));
    assert_true(rules[1].low[ATTAIN_RFM_R - 1] == 4 && rules[1].high[ATTAIN_RFM_R - 1] == 5);
    assert_true(rules[1].low[ATTAIN_RFM_M - 1] == INT64_MIN && rules[1].high[ATTAIN_RFM_M - 1] == 2);
    assert_true(rules[1].high[ATTAIN_RFM_MONETARY - 1] == -1);
    assert_false(attain__segment_rule_limits(&rules[1], ATTAIN_RFM_F));
    plans_assert_written(
        context, document,
        "{\n"
        "  \"attain\": 1,\n"
        "  \"segments\": {\n"
        "    \"rules\": [\n"
        "      {\"segment\": \"core\", \"frequency\": {\"from\": 3}, \"monetary\": {\"from\": \"500000.00\"}},\n"
        "      {\"segment\": \"potential\", \"monetary\": {\"to\": \"-0.01\"}, \"r\": {\"from\": 4, \"to\": 5}, "
        "\"m\": {\"to\": 2}},\n"
        "      {\"segment\": \"all\"}\n"
        "    ],\n"
        "    \"default\": \"rest\"\n"
        "  }\n"
        "}\n");
    attain_document_destroy(document);
}

/* A shipped table is read with its default, and written out. */
static void test_shipped(void **state)
{
    attain_context *context = *state;
    attain_document *document = plans_read(context, PLAN("{\"rules\": \"rfm-r\"}")), *again;
    support_text text = plans_written(context, document);

    assert_int_equal(attain_segments_count(attain_document_segments(document)), 10);
    assert_non_null(strstr(text.bytes, "      {\"segment\": \"Champions\", \"r\": {\"from\": 5, \"to\": 5}, "
                                       "\"f\": {\"from\": 5, \"to\": 5}, \"m\": {\"from\": 5, \"to\": 5}},\n"));
    assert_non_null(strstr(text.bytes, "    \"default\": \"Others\"\n"));
    again = plans_read(context, text.bytes);
    assert_int_equal(attain_segments_count(attain_document_segments(again)), 10);
    plans_assert_written(context, again, text.bytes);
    support_text_free(&text);
    attain_document_destroy(document);
    attain_document_destroy(again);
}

static void test_abc(void **state)
{
    attain_context *context = *state;
    attain_document *document =
        plans_read(context, PLAN("{\"abc\": {\"cuts\": [\"70%\", 0.9], \"rule\": \"midpoint\"}}"));
    const attain_abc *abc = attain_document_abc(document);

    assert_false(abc->by_limits);
    assert_int_equal(abc->count, 2);
    assert_int_equal(abc->values[0], 700000000);
    assert_int_equal(abc->values[1], 900000000);
    assert_int_equal(abc->rule, ATTAIN_ABC_MIDPOINT);
    plans_assert_written(context, document,
                         "{\n"
                         "  \"attain\": 1,\n"
                         "  \"segments\": {\n"
                         "    \"abc\": {\n"
                         "      \"cuts\": [\"70%\", \"90%\"],\n"
                         "      \"rule\": \"midpoint\"\n"
                         "    }\n"
                         "  }\n"
                         "}\n");
    attain_document_destroy(document);

    document = plans_read(context, PLAN("{\"abc\": {\"limits\": [1000000, \"200000.50\"]}}"));
    abc = attain_document_abc(document);
    assert_true(abc->by_limits);
    assert_int_equal(abc->values[0], 100000000);
    assert_int_equal(abc->values[1], 20000050);
    plans_assert_written(context, document,
                         "{\n  \"attain\": 1,\n  \"segments\": {\n    \"abc\": {\n"
                         "      \"limits\": [\"1000000.00\", \"200000.50\"]\n    }\n  }\n}\n");
    attain_document_destroy(document);

    document = plans_read(context, PLAN("{\"abc\": {\"cuts\": [0.8, 0.95], \"rule\": \"within\"}}"));
    plans_assert_written(context, document, "{\n  \"attain\": 1,\n  \"segments\": {\n    \"abc\": {}\n  }\n}\n");
    attain_document_destroy(document);
}

static void test_setters(void **state)
{
    static const attain_rate cuts[] = {ATTAIN_PERCENT(50)};
    attain_context *context = *state;
    attain_document *made, *read;
    attain_segments *segments;
    attain_abc *abc;
    support_text text;

    ASSERT_OK(context, attain_document_create(context, &made));
    ASSERT_OK(context, attain_document_add_segments(context, made, &segments));
    ASSERT_OK(context, attain_segments_add(context, segments, ATTAIN_TEXT("core")));
    ASSERT_OK(context, attain_segments_limit(context, segments, ATTAIN_RFM_MONETARY, 50000000, INT64_MAX));
    ASSERT_OK(context, attain_segments_limit(context, segments, ATTAIN_RFM_FREQUENCY, INT64_MIN, 3));
    ASSERT_OK(context, attain_segments_limit(context, segments, ATTAIN_RFM_R, INT64_MIN, INT64_MAX));
    ASSERT_OK(context, attain_document_add_abc(context, made, &abc));
    ASSERT_OK(context, attain_abc_set_cuts(context, abc, cuts, 1));
    text = plans_written(context, made);
    read = plans_read(
        context, PLAN("{\"abc\": {\"cuts\": [\"50%\"]}, \"default\": \"other\", \"rules\": [{\"segment\": \"core\","
                      "\"frequency\": {\"to\": 3}, \"monetary\": {\"from\": 5e5}}]}"));
    plans_assert_written(context, read, text.bytes);
    support_text_free(&text);
    attain_document_destroy(made);
    attain_document_destroy(read);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        SUPPORT_TEST(test_collection), SUPPORT_TEST(test_rules),   SUPPORT_TEST(test_shipped),
        SUPPORT_TEST(test_abc),        SUPPORT_TEST(test_setters),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

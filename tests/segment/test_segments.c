/* Rule tables: setters, shipped tables, tables from files, and which rule takes a customer. */
#include "support/support.h"

#include "segment/segment_internal.h"

/* The segment of a customer with these scores; recency 10, frequency 2, monetary 5000. */
static const char *segment_of_scores(const attain_segments *segments, int64_t r, int64_t f, int64_t m)
{
    attain__segment_case found = {{10, 2, 5000, r, f, m}, 0};
    size_t length;
    const char *name = attain__segments_name(segments, attain__segments_match(segments, &found), &length);

    assert_int_equal(strlen(name), length);
    return name;
}

static const char *segment_of_case(const attain_segments *segments, attain__segment_case found)
{
    size_t length;

    return attain__segments_name(segments, attain__segments_match(segments, &found), &length);
}

static attain_segments *preset(attain_context *context, const char *name)
{
    attain_segments *segments = NULL;

    ASSERT_OK(context, attain_segments_create_preset(context, name, strlen(name), &segments));
    return segments;
}

static void test_without_rules_all_are_default(void **state)
{
    attain_segments *segments;

    ASSERT_OK(*state, attain_segments_create(*state, &segments));
    assert_int_equal(attain_segments_count(segments), 0);
    assert_string_equal(segment_of_scores(segments, 5, 5, 5), "other");
    ASSERT_OK(*state, attain_segments_set_default(*state, segments, ATTAIN_TEXT("\xE5\x85\xB6\xE4\xBB\x96")));
    assert_string_equal(segment_of_scores(segments, 5, 5, 5), "\xE5\x85\xB6\xE4\xBB\x96");
    attain_segments_destroy(segments);
}

static void test_first_rule_wins_and_limits_are_inclusive(void **state)
{
    attain_segments *segments;

    ASSERT_OK(*state, attain_segments_create(*state, &segments));
    ASSERT_OK(*state, attain_segments_add(*state, segments, ATTAIN_TEXT("narrow")));
    ASSERT_OK(*state, attain_segments_limit(*state, segments, ATTAIN_RFM_R, 3, 4));
    ASSERT_OK(*state, attain_segments_limit(*state, segments, ATTAIN_RFM_M, INT64_MIN, 2));
    ASSERT_OK(*state, attain_segments_add(*state, segments, ATTAIN_TEXT("wide")));
    ASSERT_OK(*state, attain_segments_limit(*state, segments, ATTAIN_RFM_R, 2, INT64_MAX));
    assert_int_equal(attain_segments_count(segments), 2);
    assert_string_equal(segment_of_scores(segments, 1, 1, 1), "other");
    assert_string_equal(segment_of_scores(segments, 2, 1, 1), "wide");
    assert_string_equal(segment_of_scores(segments, 3, 1, 1), "narrow");
    assert_string_equal(segment_of_scores(segments, 4, 1, 2), "narrow");
    assert_string_equal(segment_of_scores(segments, 4, 1, 3), "wide");
    assert_string_equal(segment_of_scores(segments, 5, 1, 1), "wide");
    attain_segments_destroy(segments);
}

static void test_rule_without_limits_takes_all(void **state)
{
    attain_segments *segments;

    ASSERT_OK(*state, attain_segments_create(*state, &segments));
    ASSERT_OK(*state, attain_segments_add(*state, segments, ATTAIN_TEXT("everyone")));
    assert_string_equal(segment_of_scores(segments, 1, 1, 1), "everyone");
    attain_segments_destroy(segments);
}

static void test_later_limits_replace(void **state)
{
    attain_segments *segments;

    ASSERT_OK(*state, attain_segments_create(*state, &segments));
    ASSERT_OK(*state, attain_segments_add(*state, segments, ATTAIN_TEXT("x")));
    ASSERT_OK(*state, attain_segments_limit(*state, segments, ATTAIN_RFM_F, 1, 2));
    ASSERT_OK(*state, attain_segments_limit(*state, segments, ATTAIN_RFM_F, 4, 4));
    assert_string_equal(segment_of_scores(segments, 1, 1, 1), "other");
    assert_string_equal(segment_of_scores(segments, 1, 4, 1), "x");
    attain_segments_destroy(segments);
}

static void test_limits_on_values(void **state)
{
    attain_segments *segments;
    attain__segment_case found = {{30, 3, 50000000, 1, 1, 1}, 0};

    ASSERT_OK(*state, attain_segments_create(*state, &segments));
    ASSERT_OK(*state, attain_segments_add(*state, segments, ATTAIN_TEXT("core")));
    ASSERT_OK(*state, attain_segments_limit(*state, segments, ATTAIN_RFM_FREQUENCY, 3, INT64_MAX));
    ASSERT_OK(*state, attain_segments_limit(*state, segments, ATTAIN_RFM_MONETARY, 50000000, INT64_MAX));
    ASSERT_OK(*state, attain_segments_limit(*state, segments, ATTAIN_RFM_RECENCY, INT64_MIN, 30));
    assert_string_equal(segment_of_case(segments, found), "core");
    found.values[ATTAIN_RFM_MONETARY - 1]--;
    assert_string_equal(segment_of_case(segments, found), "other");
    found.values[ATTAIN_RFM_MONETARY - 1]++;
    found.values[ATTAIN_RFM_FREQUENCY - 1]--;
    assert_string_equal(segment_of_case(segments, found), "other");
    found.values[ATTAIN_RFM_FREQUENCY - 1]++;
    found.values[ATTAIN_RFM_RECENCY - 1]++;
    assert_string_equal(segment_of_case(segments, found), "other");
    attain_segments_destroy(segments);
}

static void test_no_recency_meets_no_limit_on_it(void **state)
{
    attain_segments *segments;
    attain__segment_case refunds_only = {{0, 0, -100, 1, 1, 1}, 1};

    ASSERT_OK(*state, attain_segments_create(*state, &segments));
    ASSERT_OK(*state, attain_segments_add(*state, segments, ATTAIN_TEXT("to 30")));
    ASSERT_OK(*state, attain_segments_limit(*state, segments, ATTAIN_RFM_RECENCY, INT64_MIN, 30));
    ASSERT_OK(*state, attain_segments_add(*state, segments, ATTAIN_TEXT("from 0")));
    ASSERT_OK(*state, attain_segments_limit(*state, segments, ATTAIN_RFM_RECENCY, 0, INT64_MAX));
    assert_string_equal(segment_of_case(segments, refunds_only), "other");
    ASSERT_OK(*state, attain_segments_add(*state, segments, ATTAIN_TEXT("open")));
    ASSERT_OK(*state, attain_segments_limit(*state, segments, ATTAIN_RFM_RECENCY, INT64_MIN, INT64_MAX));
    assert_string_equal(segment_of_case(segments, refunds_only), "open");
    attain_segments_destroy(segments);
}

static void test_refuses_bad_arguments(void **state)
{
    attain_segments *segments = NULL;

    ASSERT_FAILS(*state, attain_segments_create(*state, NULL), ATTAIN_ERROR_ARGUMENT, "out", -1);
    assert_int_equal(attain_segments_create(NULL, &segments), ATTAIN_ERROR_ARGUMENT);
    ASSERT_OK(*state, attain_segments_create(*state, &segments));
    ASSERT_FAILS(*state, attain_segments_add(*state, NULL, ATTAIN_TEXT("x")), ATTAIN_ERROR_ARGUMENT, "segments", -1);
    ASSERT_FAILS(*state, attain_segments_add(*state, segments, NULL, 1), ATTAIN_ERROR_ARGUMENT, "name", -1);
    ASSERT_FAILS(*state, attain_segments_add(*state, segments, "", 0), ATTAIN_ERROR_ARGUMENT, "name", -1);
    ASSERT_FAILS(*state, attain_segments_add(*state, segments, ATTAIN_TEXT("a\xFF")), ATTAIN_ERROR_FORMAT, "name", -1);
    ASSERT_FAILS(*state, attain_segments_add(*state, segments, ATTAIN_TEXT("a\n")), ATTAIN_ERROR_FORMAT, "name", -1);
    ASSERT_FAILS(*state, attain_segments_limit(*state, segments, ATTAIN_RFM_R, 1, 2), ATTAIN_ERROR_RULE, "segments",
                 -1);
    assert_int_equal(attain_segments_count(segments), 0);
    ASSERT_OK(*state, attain_segments_add(*state, segments, ATTAIN_TEXT("x")));
    ASSERT_FAILS(*state, attain_segments_limit(*state, NULL, ATTAIN_RFM_R, 1, 2), ATTAIN_ERROR_ARGUMENT, "segments",
                 -1);
    ASSERT_FAILS(*state, attain_segments_limit(*state, segments, ATTAIN_RFM_ALL, 1, 2), ATTAIN_ERROR_ARGUMENT, "field",
                 -1);
    ASSERT_FAILS(*state, attain_segments_limit(*state, segments, 7, 1, 2), ATTAIN_ERROR_ARGUMENT, "field", -1);
    ASSERT_FAILS(*state, attain_segments_limit(*state, segments, ATTAIN_RFM_R, 3, 2), ATTAIN_ERROR_VALUE, "high", -1);
    assert_string_equal(segment_of_scores(segments, 9, 9, 9), "x"); /* still without limits */
    ASSERT_FAILS(*state, attain_segments_set_default(*state, NULL, ATTAIN_TEXT("x")), ATTAIN_ERROR_ARGUMENT, "segments",
                 -1);
    ASSERT_FAILS(*state, attain_segments_set_default(*state, segments, "", 0), ATTAIN_ERROR_ARGUMENT, "name", -1);
    ASSERT_FAILS(*state, attain_segments_set_default(*state, segments, ATTAIN_TEXT("\xC0")), ATTAIN_ERROR_FORMAT,
                 "name", -1);
    attain_segments_destroy(segments);
    attain_segments_destroy(NULL);
    assert_int_equal(attain_segments_count(NULL), 0);
}

/* ---- shipped tables ---- */

static void test_standard_covers_each_cell_once(void **state)
{
    /* By r from 1, then f from 1: the ten segments as they are described in the guide. */
    static const char *const cells[5][5] = {
        {"Hibernating", "Hibernating", "At Risk", "At Risk", "Can't Lose Them"},
        {"Hibernating", "Hibernating", "At Risk", "At Risk", "Can't Lose Them"},
        {"About To Sleep", "About To Sleep", "Need Attention", "Loyal", "Loyal"},
        {"Promising", "Potential Loyalists", "Potential Loyalists", "Loyal", "Loyal"},
        {"New Customers", "Potential Loyalists", "Potential Loyalists", "Champions", "Champions"},
    };
    attain_segments *segments = preset(*state, "standard");
    size_t i, taken;
    int64_t r, f, m;

    assert_int_equal(attain_segments_count(segments), 10);
    for (r = 1; r <= 5; r++)
        for (f = 1; f <= 5; f++) {
            for (m = 1; m <= 5; m++)
                assert_string_equal(segment_of_scores(segments, r, f, m), cells[r - 1][f - 1]);
            for (i = taken = 0; i < 10; i++) {
                const attain__segment_rule *rule = &segments->rules[i];

                taken += r >= rule->low[ATTAIN_RFM_R - 1] && r <= rule->high[ATTAIN_RFM_R - 1] &&
                         f >= rule->low[ATTAIN_RFM_F - 1] && f <= rule->high[ATTAIN_RFM_F - 1];
            }
            assert_int_equal(taken, 1);
        }
    attain_segments_destroy(segments);
}

/* First matches as R gives them for the two tables. */
static void test_tables_of_the_r_package(void **state)
{
    static const struct {
        int64_t r, f, m;
        const char *readme, *classic;
    } cells[] = {
        {1, 1, 1, "Lost", "Lost"},
        {1, 1, 3, "Lost", "Others"},
        {3, 4, 3, "Potential Loyalist", "Loyal Customers"},
        {4, 1, 2, "New Customers", "Potential Loyalist"},
        {3, 2, 3, "Loyal Customers", "Potential Loyalist"},
        {4, 4, 4, "Potential Loyalist", "Champions"},
        {1, 3, 4, "Can't Lose Them", "At Risk"},
        {5, 5, 5, "Champions", "Champions"},
        {5, 5, 1, "Others", "Others"},
        {4, 1, 1, "New Customers", "Potential Loyalist"},
        {2, 5, 5, "At Risk", "Loyal Customers"},
        {1, 5, 3, "Need Attention", "At Risk"},
        {2, 1, 1, "About To Sleep", "About To Sleep"},
        {3, 1, 5, "Promising", "Others"},
    };
    attain_segments *readme = preset(*state, "rfm-r"), *classic = preset(*state, "rfm-r-classic");
    size_t i;

    assert_int_equal(attain_segments_count(readme), 10);
    assert_int_equal(attain_segments_count(classic), 10);
    for (i = 0; i < sizeof cells / sizeof cells[0]; i++) {
        assert_string_equal(segment_of_scores(readme, cells[i].r, cells[i].f, cells[i].m), cells[i].readme);
        assert_string_equal(segment_of_scores(classic, cells[i].r, cells[i].f, cells[i].m), cells[i].classic);
    }
    attain_segments_destroy(readme);
    attain_segments_destroy(classic);
}

static void test_a_shipped_table_can_be_changed(void **state)
{
    attain_segments *segments = preset(*state, "rfm-r"), *untouched;

    ASSERT_OK(*state, attain_segments_add(*state, segments, ATTAIN_TEXT("rest")));
    ASSERT_OK(*state, attain_segments_set_default(*state, segments, ATTAIN_TEXT("nobody")));
    assert_string_equal(segment_of_scores(segments, 5, 5, 1), "rest");
    untouched = preset(*state, "rfm-r");
    assert_string_equal(segment_of_scores(untouched, 5, 5, 1), "Others");
    attain_segments_destroy(untouched);
    attain_segments_destroy(segments);
}

static void test_unknown_shipped_table(void **state)
{
    attain_segments *segments = NULL;

    ASSERT_FAILS(*state, attain_segments_create_preset(*state, ATTAIN_TEXT("rfm"), &segments), ATTAIN_ERROR_VALUE,
                 "name", -1);
    assert_string_equal(attain_context_error_value(*state), "rfm");
    ASSERT_FAILS(*state, attain_segments_create_preset(*state, NULL, 0, &segments), ATTAIN_ERROR_ARGUMENT, "name", -1);
    ASSERT_FAILS(*state, attain_segments_create_preset(*state, ATTAIN_TEXT("standard"), NULL), ATTAIN_ERROR_ARGUMENT,
                 "out", -1);
    assert_null(segments);
}

/* ---- from a table ---- */

static attain_status read_rules(attain_context *context, const char *text, attain_segments **out)
{
    attain_table *table = support_read(context, attain_segments_input_schema(), text);
    attain_status status = attain_segments_create_from_table(context, table, out);

    attain_table_destroy(table);
    return status;
}

static void test_rules_from_a_file(void **state)
{
    attain_segments *segments = NULL;
    attain__segment_case found = {{31, 3, 100050, 1, 1, 1}, 0};

    ASSERT_OK(*state, read_rules(*state,
                                 "segment,r_lo,r_hi,recency_hi,frequency_lo,monetary_lo\n"
                                 "best,5,5,,,\n"
                                 "big,,,30,3,1000.50\n"
                                 "big,,,,4,\n"
                                 "old,1,,,,\n",
                                 &segments));
    assert_int_equal(attain_segments_count(segments), 4);
    assert_string_equal(segment_of_case(segments, found), "old");
    found.values[ATTAIN_RFM_RECENCY - 1] = 30;
    assert_string_equal(segment_of_case(segments, found), "big");
    found.values[ATTAIN_RFM_MONETARY - 1] = 100049;
    assert_string_equal(segment_of_case(segments, found), "old");
    found.values[ATTAIN_RFM_FREQUENCY - 1] = 4;
    assert_string_equal(segment_of_case(segments, found), "big");
    found.values[ATTAIN_RFM_R - 1] = 5;
    assert_string_equal(segment_of_case(segments, found), "best");
    found.values[ATTAIN_RFM_R - 1] = 0;
    found.values[ATTAIN_RFM_FREQUENCY - 1] = 1;
    assert_string_equal(segment_of_case(segments, found), "Others");
    attain_segments_destroy(segments);
}

static void test_a_file_of_a_shipped_table_is_the_same(void **state)
{
    attain_segments *shipped = preset(*state, "rfm-r-classic"), *read = NULL;
    int64_t r, f, m;

    ASSERT_OK(*state, read_rules(*state,
                                 "segment,r_lo,r_hi,f_lo,f_hi,m_lo,m_hi\n"
                                 "Champions,4,5,4,5,4,5\nLoyal Customers,2,5,3,5,3,5\nPotential Loyalist,3,5,1,3,1,3\n"
                                 "New Customers,4,5,1,1,1,1\nPromising,3,4,1,1,1,1\nNeed Attention,2,3,2,3,2,3\n"
                                 "About To Sleep,2,3,1,2,1,2\nAt Risk,1,2,2,5,2,5\nCan't Lose Them,1,1,4,5,4,5\n"
                                 "Lost,1,2,1,2,1,2\n",
                                 &read));
    for (r = 1; r <= 5; r++)
        for (f = 1; f <= 5; f++)
            for (m = 1; m <= 5; m++)
                assert_string_equal(segment_of_scores(read, r, f, m), segment_of_scores(shipped, r, f, m));
    attain_segments_destroy(read);
    attain_segments_destroy(shipped);
}

static void test_empty_file_is_an_empty_table(void **state)
{
    attain_segments *segments = NULL;

    ASSERT_OK(*state, read_rules(*state, "segment\n", &segments));
    assert_int_equal(attain_segments_count(segments), 0);
    assert_string_equal(segment_of_scores(segments, 1, 1, 1), "Others");
    attain_segments_destroy(segments);
}

static void test_bad_rows(void **state)
{
    attain_segments *segments = NULL;
    attain_table *table;
    static const int64_t offsets[] = {0, 1, 1}, control_offsets[] = {0, 2};
    static const int64_t number = 1;
    static const uint8_t first_only = 1;

    ASSERT_FAILS(*state, read_rules(*state, "segment,r_lo,r_hi\na,1,2\nb,4,3\n", &segments), ATTAIN_ERROR_VALUE,
                 "rules.r_hi", 1);
    assert_string_equal(attain_context_error_value(*state), "3");

    ASSERT_OK(*state, attain_table_create(*state, &table));
    ASSERT_OK(*state, attain_table_add_text(*state, table, ATTAIN_TEXT("segment"), offsets, "a", &first_only, 2));
    ASSERT_FAILS(*state, attain_segments_create_from_table(*state, table, &segments), ATTAIN_ERROR_VALUE,
                 "rules.segment", 1);
    attain_table_destroy(table);

    ASSERT_OK(*state, attain_table_create(*state, &table)); /* a name that is there and empty */
    ASSERT_OK(*state, attain_table_add_text(*state, table, ATTAIN_TEXT("segment"), offsets, "a", NULL, 2));
    ASSERT_FAILS(*state, attain_segments_create_from_table(*state, table, &segments), ATTAIN_ERROR_VALUE,
                 "rules.segment", 1);
    attain_table_destroy(table);

    ASSERT_OK(*state, attain_table_create(*state, &table));
    ASSERT_OK(*state, attain_table_add_text(*state, table, ATTAIN_TEXT("segment"), control_offsets, "a\t", NULL, 1));
    ASSERT_FAILS(*state, attain_segments_create_from_table(*state, table, &segments), ATTAIN_ERROR_VALUE,
                 "rules.segment", 0);
    ASSERT_FAILS(*state, attain_segments_create_from_table(*state, table, NULL), ATTAIN_ERROR_ARGUMENT, "out", -1);
    attain_table_destroy(table);

    ASSERT_OK(*state, attain_table_create(*state, &table));
    ASSERT_OK(*state, attain_table_add_i64(*state, table, ATTAIN_TEXT("r_lo"), &number, NULL, 1));
    ASSERT_FAILS(*state, attain_segments_create_from_table(*state, table, &segments), ATTAIN_ERROR_SCHEMA,
                 "rules.segment", -1);
    attain_table_destroy(table);
    ASSERT_FAILS(*state, attain_segments_create_from_table(*state, NULL, &segments), ATTAIN_ERROR_ARGUMENT, "rules",
                 -1);
    assert_null(segments);
}

static void test_input_schema(void **state)
{
    static const char *const names[] = {"segment",      "r_lo",        "r_hi",       "f_lo",       "f_hi",
                                        "m_lo",         "m_hi",        "recency_lo", "recency_hi", "frequency_lo",
                                        "frequency_hi", "monetary_lo", "monetary_hi"};
    const attain_schema *schema = attain_segments_input_schema();
    size_t i;

    (void)state;
    assert_int_equal(attain_schema_columns(schema), 13);
    for (i = 0; i < 13; i++) {
        assert_string_equal(attain_schema_name(schema, i, NULL), names[i]);
        assert_int_equal(attain_schema_required(schema, i), i == 0);
    }
}

/* ---- out of memory ---- */

static attain_status build_everything(attain_context *context, void *user)
{
    attain_segments *segments = NULL, *shipped = NULL, *read = NULL;
    attain_status status = attain_segments_create(context, &segments);
    int i;

    for (i = 0; i < 20 && status == ATTAIN_OK; i++) {
        size_t before = attain_segments_count(segments);

        status = attain_segments_add(context, segments, ATTAIN_TEXT("x"));
        if (status != ATTAIN_OK)
            assert_int_equal(attain_segments_count(segments), before);
    }
    if (status == ATTAIN_OK) {
        status = attain_segments_set_default(context, segments, ATTAIN_TEXT("y"));
        assert_string_equal(segments->default_name, status == ATTAIN_OK ? "y" : "other");
    }
    if (status == ATTAIN_OK)
        status = attain_segments_create_preset(context, ATTAIN_TEXT("standard"), &shipped);
    if (status == ATTAIN_OK)
        status = attain_segments_create_from_table(context, user, &read);
    attain_segments_destroy(segments);
    attain_segments_destroy(shipped);
    attain_segments_destroy(read);
    return status;
}

static void test_out_of_memory(void **state)
{
    attain_table *table = support_read(*state, attain_segments_input_schema(), "segment,r_lo\na,1\nb,2\nc,3\n");

    support_memory_sweep(build_everything, table);
    attain_table_destroy(table);
}

/* A context with another allocator must not change what this one made: it would be freed by the wrong one. */
static void test_only_its_own_allocator_changes_it(void **state)
{
    support_memory memory = SUPPORT_MEMORY;
    attain_context *other = support_context(&memory);
    attain_segments *segments = NULL;

    ASSERT_OK(*state, attain_segments_create(*state, &segments));
    ASSERT_FAILS(other, attain_segments_add(other, segments, ATTAIN_TEXT("core")), ATTAIN_ERROR_ARGUMENT, "segments",
                 -1);
    ASSERT_FAILS(other, attain_segments_limit(other, segments, ATTAIN_RFM_R, 1, 2), ATTAIN_ERROR_ARGUMENT, "segments",
                 -1);
    ASSERT_FAILS(other, attain_segments_set_default(other, segments, ATTAIN_TEXT("rest")), ATTAIN_ERROR_ARGUMENT,
                 "segments", -1);
    attain_segments_destroy(segments);
    attain_context_destroy(other);
    assert_int_equal(memory.live, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        SUPPORT_TEST(test_without_rules_all_are_default),
        SUPPORT_TEST(test_first_rule_wins_and_limits_are_inclusive),
        SUPPORT_TEST(test_rule_without_limits_takes_all),
        SUPPORT_TEST(test_later_limits_replace),
        SUPPORT_TEST(test_limits_on_values),
        SUPPORT_TEST(test_no_recency_meets_no_limit_on_it),
        SUPPORT_TEST(test_refuses_bad_arguments),
        SUPPORT_TEST(test_standard_covers_each_cell_once),
        SUPPORT_TEST(test_tables_of_the_r_package),
        SUPPORT_TEST(test_a_shipped_table_can_be_changed),
        SUPPORT_TEST(test_unknown_shipped_table),
        SUPPORT_TEST(test_rules_from_a_file),
        SUPPORT_TEST(test_a_file_of_a_shipped_table_is_the_same),
        SUPPORT_TEST(test_empty_file_is_an_empty_table),
        SUPPORT_TEST(test_bad_rows),
        SUPPORT_TEST(test_input_schema),
        SUPPORT_TEST(test_out_of_memory),
        SUPPORT_TEST(test_only_its_own_allocator_changes_it),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* What rule tables and models hold. */
#include "support/support.h"

/* ---- segment rules ---- */

static attain_segments *two_rules(attain_context *context)
{
    attain_segments *segments = NULL;

    ASSERT_OK(context, attain_segments_create(context, &segments));
    ASSERT_OK(context, attain_segments_add(context, segments, ATTAIN_TEXT("核心")));
    ASSERT_OK(context, attain_segments_limit(context, segments, ATTAIN_RFM_FREQUENCY, 3, INT64_MAX));
    ASSERT_OK(context, attain_segments_limit(context, segments, ATTAIN_RFM_R, 4, 5));
    ASSERT_OK(context, attain_segments_add(context, segments, ATTAIN_TEXT("all")));
    return segments;
}

static void test_rules(void **state)
{
    attain_segments *segments = two_rules(*state);
    size_t length = 0;
    int32_t field;

    assert_int_equal(attain_segments_count(segments), 2);
    assert_string_equal(attain_segments_name(segments, 0, &length), "核心");
    assert_int_equal(length, strlen("核心"));
    assert_string_equal(attain_segments_name(segments, 1, NULL), "all");
    assert_true(attain_segments_low(segments, 0, ATTAIN_RFM_FREQUENCY) == 3);
    assert_true(attain_segments_high(segments, 0, ATTAIN_RFM_FREQUENCY) == INT64_MAX);
    assert_true(attain_segments_low(segments, 0, ATTAIN_RFM_R) == 4);
    assert_true(attain_segments_high(segments, 0, ATTAIN_RFM_R) == 5);
    for (field = ATTAIN_RFM_RECENCY; field <= ATTAIN_RFM_M; field++) {
        assert_true(attain_segments_low(segments, 1, field) == INT64_MIN);
        assert_true(attain_segments_high(segments, 1, field) == INT64_MAX);
    }
    assert_string_equal(attain_segments_default(segments, NULL), "other");
    ASSERT_OK(*state, attain_segments_set_default(*state, segments, ATTAIN_TEXT("其他")));
    assert_string_equal(attain_segments_default(segments, &length), "其他");
    assert_int_equal(length, strlen("其他"));
    attain_segments_destroy(segments);
}

static void assert_no_rule(const attain_segments *segments, size_t rule, int32_t field)
{
    assert_true(attain_segments_low(segments, rule, field) == INT64_MIN);
    assert_true(attain_segments_high(segments, rule, field) == INT64_MAX);
}

static void test_rules_that_are_not_there(void **state)
{
    attain_segments *segments = two_rules(*state);
    size_t length = 77;

    assert_null(attain_segments_name(segments, 2, &length));
    assert_null(attain_segments_name(segments, SIZE_MAX, &length));
    assert_null(attain_segments_name(NULL, 0, &length));
    assert_null(attain_segments_default(NULL, &length));
    assert_int_equal(length, 77);
    assert_int_equal(attain_segments_count(NULL), 0);
    assert_no_rule(segments, 2, ATTAIN_RFM_R);
    assert_no_rule(segments, 0, ATTAIN_RFM_ALL);
    assert_no_rule(segments, 0, ATTAIN_RFM_M + 1);
    assert_no_rule(segments, 0, INT32_MIN);
    assert_no_rule(NULL, 0, ATTAIN_RFM_R);
    attain_segments_destroy(segments);
}

static void test_shipped_rules(void **state)
{
    attain_segments *segments = NULL;

    ASSERT_OK(*state, attain_segments_create_preset(*state, ATTAIN_TEXT("standard"), &segments));
    assert_string_equal(attain_segments_name(segments, 0, NULL), "Champions"); /* r 5, f 4-5 */
    assert_int_equal(attain_segments_low(segments, 0, ATTAIN_RFM_F), 4);
    assert_int_equal(attain_segments_high(segments, 0, ATTAIN_RFM_F), 5);
    attain_segments_destroy(segments);
}

/* ---- RFM ---- */

static void test_rfm(void **state)
{
    static const int64_t cuts[] = {-5, 30, 90};
    attain_rfm *rfm = NULL;
    size_t count = 77;
    int32_t option;

    ASSERT_OK(*state, attain_rfm_create(*state, &rfm));
    assert_null(attain_rfm_cuts(rfm, ATTAIN_RFM_RECENCY, &count));
    assert_int_equal(count, 0);
    assert_int_equal(attain_rfm_get(rfm, ATTAIN_RFM_EDGE_OFFSET), 0);
    ASSERT_OK(*state, attain_rfm_set_preset(*state, rfm, ATTAIN_TEXT("rfm-r")));
    assert_int_equal(attain_rfm_get(rfm, ATTAIN_RFM_REFUNDS), ATTAIN_RFM_REFUNDS_AS_IS);
    assert_int_equal(attain_rfm_get(rfm, ATTAIN_RFM_LATER), ATTAIN_RFM_LATER_KEEP);
    assert_int_equal(attain_rfm_get(rfm, ATTAIN_RFM_COUNTING), ATTAIN_RFM_COUNTING_ROWS);
    assert_int_equal(attain_rfm_get(rfm, ATTAIN_RFM_EDGE), ATTAIN_RFM_EDGE_UPPER);
    assert_int_equal(attain_rfm_get(rfm, ATTAIN_RFM_EDGE_OFFSET), 1);

    ASSERT_OK(*state, attain_rfm_set_cuts(*state, rfm, ATTAIN_RFM_RECENCY, cuts, 3));
    assert_memory_equal(attain_rfm_cuts(rfm, ATTAIN_RFM_RECENCY, &count), cuts, sizeof cuts);
    assert_int_equal(count, 3);
    assert_int_equal(attain_rfm_bins(rfm, ATTAIN_RFM_RECENCY), 4);
    assert_null(attain_rfm_cuts(rfm, ATTAIN_RFM_MONETARY, NULL));
    ASSERT_OK(*state, attain_rfm_set_bins(*state, rfm, ATTAIN_RFM_ALL, 4));
    assert_null(attain_rfm_cuts(rfm, ATTAIN_RFM_RECENCY, &count));
    assert_int_equal(count, 0);

    count = 77;
    assert_null(attain_rfm_cuts(NULL, ATTAIN_RFM_RECENCY, &count));
    assert_int_equal(count, 0);
    assert_null(attain_rfm_cuts(rfm, ATTAIN_RFM_ALL, &count));
    assert_null(attain_rfm_cuts(rfm, ATTAIN_RFM_R, &count));
    assert_int_equal(attain_rfm_get(rfm, 0), 0);
    assert_int_equal(attain_rfm_get(rfm, 6), 0);
    for (option = ATTAIN_RFM_REFUNDS; option <= ATTAIN_RFM_EDGE_OFFSET; option++)
        assert_int_equal(attain_rfm_get(NULL, option), 0);
    attain_rfm_destroy(rfm);
}

/* ---- ABC ---- */

static void test_abc(void **state)
{
    static const attain_amount limits[] = {1000000, 500000, -3};
    attain_abc *abc = NULL;
    size_t count = 0;

    ASSERT_OK(*state, attain_abc_create(*state, &abc));
    assert_int_equal(attain_abc_cuts(abc, &count)[0], ATTAIN_PERCENT(80));
    assert_int_equal(count, 2);
    assert_int_equal(attain_abc_cuts(abc, NULL)[1], ATTAIN_PERCENT(95));
    assert_null(attain_abc_limits(abc, &count));
    assert_int_equal(count, 0);
    assert_int_equal(attain_abc_rule(abc), ATTAIN_ABC_WITHIN);

    ASSERT_OK(*state, attain_abc_set_limits(*state, abc, limits, 3));
    ASSERT_OK(*state, attain_abc_set_rule(*state, abc, ATTAIN_ABC_TIES));
    assert_memory_equal(attain_abc_limits(abc, &count), limits, sizeof limits);
    assert_int_equal(count, 3);
    assert_null(attain_abc_cuts(abc, &count));
    assert_int_equal(count, 0);
    assert_int_equal(attain_abc_rule(abc), ATTAIN_ABC_TIES);

    assert_null(attain_abc_cuts(NULL, &count));
    assert_null(attain_abc_limits(NULL, NULL));
    assert_int_equal(attain_abc_rule(NULL), ATTAIN_ABC_WITHIN);
    attain_abc_destroy(abc);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        SUPPORT_TEST(test_rules),         SUPPORT_TEST(test_rules_that_are_not_there),
        SUPPORT_TEST(test_shipped_rules), SUPPORT_TEST(test_rfm),
        SUPPORT_TEST(test_abc),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

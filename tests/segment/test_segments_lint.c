/* The lint: rules that can never win and cells nobody takes, on published tables and on small ones worked by hand. */
#include <stdio.h>

#include "support/support.h"

/* With as many bins in each dimension. */
static attain_table *lint(attain_context *context, const attain_segments *segments, int32_t bins)
{
    attain_rfm *rfm = NULL;
    attain_table *findings = NULL;

    ASSERT_OK(context, attain_rfm_create(context, &rfm));
    ASSERT_OK(context, attain_rfm_set_bins(context, rfm, ATTAIN_RFM_ALL, bins));
    ASSERT_OK(context, attain_segments_lint(context, segments, rfm, &findings));
    attain_rfm_destroy(rfm);
    return findings;
}

static void assert_findings(attain_context *context, const attain_segments *segments, int32_t bins,
                            const char *expected)
{
    attain_table *findings = lint(context, segments, bins);

    support_assert_csv(context, findings, expected);
    attain_table_destroy(findings);
}

static attain_segments *start(attain_context *context)
{
    attain_segments *segments = NULL;

    ASSERT_OK(context, attain_segments_create(context, &segments));
    return segments;
}

static void add(attain_context *context, attain_segments *segments, const char *name)
{
    ASSERT_OK(context, attain_segments_add(context, segments, name, strlen(name)));
}

static void limit(attain_context *context, attain_segments *segments, int32_t field, int64_t low, int64_t high)
{
    ASSERT_OK(context, attain_segments_limit(context, segments, field, low, high));
}

#define NOTHING "finding,rule,segment,detail\n"

/* ---- published tables ---- */

/* Asserts that a shipped table has these dead rules, and these uncovered cells, given as "114 115 ...". */
static void assert_published(attain_context *context, const char *name, const char *dead, const char *cells)
{
    attain_segments *segments = NULL;
    support_text expected = {NULL, 0, 0};
    char line[64];

    support_write(NOTHING, strlen(NOTHING), &expected);
    support_write(dead, strlen(dead), &expected);
    for (; *cells != '\0'; cells += cells[3] == ' ' ? 4 : 3) {
        int length = snprintf(line, sizeof line, "uncovered,,Others,r=%c f=%c m=%c\n", cells[0], cells[1], cells[2]);

        support_write(line, (size_t)length, &expected);
    }
    ASSERT_OK(context, attain_segments_create_preset(context, name, strlen(name), &segments));
    assert_findings(context, segments, 5, expected.bytes);
    attain_segments_destroy(segments);
    support_text_free(&expected);
}

/* The cells are those for which a brute-force match over all 125 finds no row of the published tables. */
static void test_tables_of_the_r_package(void **state)
{
    assert_published(*state, "rfm-r", "", "215 241 251 252 341 351 441 451 541 551");
    assert_published(
        *state, "rfm-r-classic",
        "dead-rule,3,New Customers,\"no customer can reach this rule: rules above take all of r 4-5, f 1, m 1\"\n"
        "dead-rule,4,Promising,\"no customer can reach this rule: rules above take all of r 3-4, f 1, m 1\"\n"
        "dead-rule,8,Can't Lose Them,\"no customer can reach this rule: rules above take all of r 1, f 4-5, m 4-5\"\n",
        "113 114 115 131 141 151 213 214 215 231 241 251 314 315 324 325 341 342 "
        "351 352 414 415 424 425 441 442 451 452 514 515 524 525 541 542 551 552");
}

static void test_standard_is_clean_for_five_bins_only(void **state)
{
    attain_segments *segments = NULL;

    ASSERT_OK(*state, attain_segments_create_preset(*state, ATTAIN_TEXT("standard"), &segments));
    assert_findings(*state, segments, 5, NOTHING);
    /* of 3 scores, all rules with only 4 or 5 are out of reach */
    assert_findings(
        *state, segments, 3,
        NOTHING
        "dead-rule,0,Champions,\"no customer can reach this rule: there is no r 5, r goes from 1 to 3\"\n"
        "dead-rule,1,Loyal,\"no customer can reach this rule: there is no f 4-5, f goes from 1 to 3\"\n"
        "dead-rule,2,Potential Loyalists,\"no customer can reach this rule: there is no r 4-5, r goes from 1 to 3\"\n"
        "dead-rule,3,New Customers,\"no customer can reach this rule: there is no r 5, r goes from 1 to 3\"\n"
        "dead-rule,4,Promising,\"no customer can reach this rule: there is no r 4, r goes from 1 to 3\"\n"
        "dead-rule,7,Can't Lose Them,\"no customer can reach this rule: there is no f 5, f goes from 1 to 3\"\n");
    attain_segments_destroy(segments);
}

/* ---- small tables ---- */

static void test_table_without_rules(void **state)
{
    attain_segments *segments = start(*state);

    assert_findings(*state, segments, 5, NOTHING "uncovered,,other,every customer\n");
    add(*state, segments, "all");
    assert_findings(*state, segments, 5, NOTHING);
    add(*state, segments, "more");
    assert_findings(*state, segments, 5,
                    NOTHING "dead-rule,1,more,no customer can reach this rule: rules above take every customer\n");
    attain_segments_destroy(segments);
}

static void test_rule_covered_by_two_together(void **state)
{
    attain_segments *segments = start(*state);

    add(*state, segments, "low");
    limit(*state, segments, ATTAIN_RFM_R, INT64_MIN, 2);
    add(*state, segments, "high");
    limit(*state, segments, ATTAIN_RFM_R, 3, INT64_MAX);
    limit(*state, segments, ATTAIN_RFM_F, 1, 4);
    add(*state, segments, "between");
    limit(*state, segments, ATTAIN_RFM_R, 2, 4);
    limit(*state, segments, ATTAIN_RFM_F, 2, 3);
    add(*state, segments, "reached");
    limit(*state, segments, ATTAIN_RFM_R, 2, 4);
    limit(*state, segments, ATTAIN_RFM_F, 2, 5);
    /* no rule looks at m, so cells are of r and f; f 5 is left at r 5 */
    assert_findings(*state, segments, 5,
                    NOTHING "dead-rule,2,between,\"no customer can reach this rule: rules above take all of r 2-4, f "
                            "2-3\"\nuncovered,,other,r=5 f=5\n");
    attain_segments_destroy(segments);
}

static void test_rules_on_values_have_no_cells(void **state)
{
    attain_segments *segments = start(*state);

    add(*state, segments, "core");
    limit(*state, segments, ATTAIN_RFM_FREQUENCY, 3, INT64_MAX);
    limit(*state, segments, ATTAIN_RFM_MONETARY, 50000000, INT64_MAX);
    add(*state, segments, "potential");
    limit(*state, segments, ATTAIN_RFM_FREQUENCY, 1, 2);
    limit(*state, segments, ATTAIN_RFM_MONETARY, 20000000, 50000000);
    assert_findings(*state, segments, 5, NOTHING);
    add(*state, segments, "again");
    limit(*state, segments, ATTAIN_RFM_FREQUENCY, 5, INT64_MAX);
    limit(*state, segments, ATTAIN_RFM_MONETARY, 60000000, 70000000);
    add(*state, segments, "impossible");
    limit(*state, segments, ATTAIN_RFM_FREQUENCY, INT64_MIN, -1);
    add(*state, segments, "loss");
    limit(*state, segments, ATTAIN_RFM_MONETARY, -500, -1);
    add(*state, segments, "small loss");
    limit(*state, segments, ATTAIN_RFM_MONETARY, -100, -100);
    limit(*state, segments, ATTAIN_RFM_M, INT64_MIN, 2);
    assert_findings(*state, segments, 5,
                    NOTHING "dead-rule,2,again,\"no customer can reach this rule: rules above take all of frequency "
                            "from 5, monetary 60000000-70000000\"\n"
                            "dead-rule,3,impossible,no customer can reach this rule: there is no frequency to -1\n"
                            "dead-rule,5,small loss,\"no customer can reach this rule: rules above take all of "
                            "monetary -100, m to 2\"\n");
    attain_segments_destroy(segments);
}

/* Customers with refunds only have no recency, and no rule with a limit on it takes them. */
static void test_customers_without_recency(void **state)
{
    attain_segments *segments = start(*state);

    add(*state, segments, "recent");
    limit(*state, segments, ATTAIN_RFM_RECENCY, INT64_MIN, 30);
    add(*state, segments, "old");
    limit(*state, segments, ATTAIN_RFM_RECENCY, 31, INT64_MAX);
    add(*state, segments, "refunds only");
    assert_findings(*state, segments, 5, NOTHING);
    attain_segments_destroy(segments);

    segments = start(*state);
    add(*state, segments, "recent");
    limit(*state, segments, ATTAIN_RFM_RECENCY, INT64_MIN, 30);
    add(*state, segments, "old");
    limit(*state, segments, ATTAIN_RFM_RECENCY, 31, INT64_MAX);
    add(*state, segments, "buyers"); /* who has bought has a recency */
    limit(*state, segments, ATTAIN_RFM_FREQUENCY, 1, INT64_MAX);
    add(*state, segments, "good r"); /* who has none has r 1 */
    limit(*state, segments, ATTAIN_RFM_R, 2, INT64_MAX);
    add(*state, segments, "never bought");
    limit(*state, segments, ATTAIN_RFM_FREQUENCY, 0, 0);
    assert_findings(*state, segments, 5,
                    NOTHING "dead-rule,2,buyers,no customer can reach this rule: rules above take all of frequency "
                            "from 1\n"
                            "dead-rule,3,good r,no customer can reach this rule: rules above take all of r from 2\n");
    attain_segments_destroy(segments);
}

static void test_score_beyond_the_bins(void **state)
{
    attain_segments *segments = start(*state);

    add(*state, segments, "top");
    limit(*state, segments, ATTAIN_RFM_R, 4, 7);
    add(*state, segments, "six");
    limit(*state, segments, ATTAIN_RFM_R, 6, 7);
    assert_findings(*state, segments, 5,
                    NOTHING
                    "dead-rule,1,six,\"no customer can reach this rule: there is no r 6-7, r goes from 1 to 5\"\n"
                    "uncovered,,other,r=1\nuncovered,,other,r=2\nuncovered,,other,r=3\n");
    assert_findings(*state, segments, 1,
                    NOTHING
                    "dead-rule,0,top,\"no customer can reach this rule: there is no r 4-7, r goes from 1 to 1\"\n"
                    "dead-rule,1,six,\"no customer can reach this rule: there is no r 6-7, r goes from 1 to 1\"\n"
                    "uncovered,,other,r=1\n");
    attain_segments_destroy(segments);
}

/* Five bins of recency, two of frequency and, through one fixed cut, two of monetary: cells are of those. */
static void test_dimensions_with_different_bins(void **state)
{
    static const int64_t cut = 100000;
    attain_segments *segments = start(*state);
    attain_rfm *rfm = NULL;
    attain_table *findings = NULL;

    add(*state, segments, "recent");
    limit(*state, segments, ATTAIN_RFM_R, 3, 5);
    add(*state, segments, "frequent");
    limit(*state, segments, ATTAIN_RFM_F, 2, 5);
    add(*state, segments, "very frequent");
    limit(*state, segments, ATTAIN_RFM_F, 3, 5);
    add(*state, segments, "rich");
    limit(*state, segments, ATTAIN_RFM_M, 2, 2);
    limit(*state, segments, ATTAIN_RFM_R, 2, 5);
    ASSERT_OK(*state, attain_rfm_create(*state, &rfm));
    ASSERT_OK(*state, attain_rfm_set_bins(*state, rfm, ATTAIN_RFM_FREQUENCY, 2));
    ASSERT_OK(*state, attain_rfm_set_cuts(*state, rfm, ATTAIN_RFM_MONETARY, &cut, 1));
    ASSERT_OK(*state, attain_segments_lint(*state, segments, rfm, &findings));
    support_assert_csv(
        *state, findings,
        NOTHING "dead-rule,2,very frequent,\"no customer can reach this rule: there is no f 3-5, f goes from 1 to 2\"\n"
                "uncovered,,other,r=1 f=1 m=1\nuncovered,,other,r=1 f=1 m=2\nuncovered,,other,r=2 f=1 m=1\n");
    attain_table_destroy(findings);
    attain_rfm_destroy(rfm);
    attain_segments_destroy(segments);
}

/* Without a model there are five bins in each dimension, as in one that was just made. */
static void test_no_model_is_five_bins(void **state)
{
    attain_segments *segments = start(*state);
    attain_table *findings = NULL;

    add(*state, segments, "all but the best");
    limit(*state, segments, ATTAIN_RFM_M, INT64_MIN, 4);
    ASSERT_OK(*state, attain_segments_lint(*state, segments, NULL, &findings));
    support_assert_csv(*state, findings, NOTHING "uncovered,,other,m=5\n");
    attain_table_destroy(findings);
    attain_segments_destroy(segments);
}

/* More combinations than are tried: a rule within one rule above is still found. */
static void test_too_many_combinations(void **state)
{
    static const int32_t fields[] = {ATTAIN_RFM_RECENCY, ATTAIN_RFM_FREQUENCY, ATTAIN_RFM_MONETARY,
                                     ATTAIN_RFM_R,       ATTAIN_RFM_F,         ATTAIN_RFM_M};
    attain_segments *segments = start(*state);
    int64_t i;
    size_t field;

    for (i = 1; i <= 20; i++) { /* 41 intervals of each value and some 20 of each score */
        add(*state, segments, "step");
        for (field = 0; field < 6; field++)
            limit(*state, segments, fields[field], 4 * i, 4 * i + 2);
    }
    add(*state, segments, "within");
    for (field = 0; field < 6; field++)
        limit(*state, segments, fields[field], 41, 42);
    add(*state, segments, "beyond");
    limit(*state, segments, ATTAIN_RFM_R, 101, 110);
    add(*state, segments, "new");
    limit(*state, segments, ATTAIN_RFM_MONETARY, 41, 42);
    assert_findings(
        *state, segments, 100,
        NOTHING
        "dead-rule,20,within,\"no customer can reach this rule: rules above take all of recency "
        "41-42, frequency 41-42, monetary 41-42, r 41-42, f 41-42, m 41-42\"\n"
        "dead-rule,21,beyond,\"no customer can reach this rule: there is no r 101-110, r goes from 1 to 100\"\n");
    attain_segments_destroy(segments);
}

/* Of no table there is nothing to say; an empty one takes nobody. */
static void test_no_rules(void **state)
{
    attain_segments *segments = start(*state);
    attain_table *findings = NULL;

    ASSERT_OK(*state, attain_segments_lint(*state, NULL, NULL, &findings));
    support_assert_csv(*state, findings, "finding,rule,segment,detail\n");
    attain_table_destroy(findings);
    ASSERT_OK(*state, attain_segments_lint(*state, segments, NULL, &findings));
    support_assert_csv(*state, findings, "finding,rule,segment,detail\nuncovered,,other,every customer\n");
    attain_table_destroy(findings);
    attain_segments_destroy(segments);
}

/* ---- arguments, cancelling, memory ---- */

static void test_refuses_bad_arguments(void **state)
{
    attain_segments *segments = start(*state);
    attain_table *findings = NULL;

    ASSERT_FAILS(*state, attain_segments_lint(*state, segments, NULL, NULL), ATTAIN_ERROR_ARGUMENT, "out", -1);
    assert_null(findings);
    attain_segments_destroy(segments);
}

static int32_t stop(uint64_t done, uint64_t total, void *user)
{
    (void)user;
    assert_true(done <= total);
    return 1;
}

static void test_can_be_cancelled(void **state)
{
    attain_segments *segments = start(*state);
    attain_table *findings = NULL;

    ASSERT_OK(*state, attain_context_set_progress(*state, stop, NULL));
    ASSERT_FAILS(*state, attain_segments_lint(*state, segments, NULL, &findings), ATTAIN_ERROR_CANCELLED, "", -1);
    assert_null(findings);
    attain_segments_destroy(segments);
}

static attain_status lint_once(attain_context *context, void *user)
{
    attain_table *findings = NULL;
    attain_status status = attain_segments_lint(context, user, NULL, &findings);

    attain_table_destroy(findings);
    return status;
}

static void test_out_of_memory(void **state)
{
    attain_segments *segments = NULL;

    ASSERT_OK(*state, attain_segments_create_preset(*state, ATTAIN_TEXT("rfm-r-classic"), &segments));
    support_memory_sweep(lint_once, segments);
    attain_segments_destroy(segments);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        SUPPORT_TEST(test_tables_of_the_r_package),
        SUPPORT_TEST(test_standard_is_clean_for_five_bins_only),
        SUPPORT_TEST(test_table_without_rules),
        SUPPORT_TEST(test_rule_covered_by_two_together),
        SUPPORT_TEST(test_rules_on_values_have_no_cells),
        SUPPORT_TEST(test_customers_without_recency),
        SUPPORT_TEST(test_score_beyond_the_bins),
        SUPPORT_TEST(test_dimensions_with_different_bins),
        SUPPORT_TEST(test_no_model_is_five_bins),
        SUPPORT_TEST(test_too_many_combinations),
        SUPPORT_TEST(test_no_rules),
        SUPPORT_TEST(test_refuses_bad_arguments),
        SUPPORT_TEST(test_can_be_cancelled),
        SUPPORT_TEST(test_out_of_memory),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* Failing calls: goals, segments, RFM, ABC. */
#include "errors/errors.h"

/* Asserts that what changes a handle refuses a context of another allocator. The handle is made with `context`. */
#define FAILS_FOR_STRANGERS(call, argument)                                                                            \
    do {                                                                                                               \
        attain_context *owner = context;                                                                               \
                                                                                                                       \
        assert_int_equal(attain_context_create(NULL, &context), ATTAIN_OK);                                            \
        FAILS(call, ARGUMENT, argument, NO_ROW, "");                                                                   \
        attain_context_destroy(context);                                                                               \
        context = owner;                                                                                               \
    } while (0)

/* ---- goals ---- */

static void errors_of_nodes(attain_context *context, attain_goals *goals)
{
    const int32_t team = ATTAIN_GOALS_TEAM;

    FAILS_WITHOUT_CONTEXT(attain_goals_add(NULL, goals, "b", 1, team, "a", 1, 1));
    FAILS(attain_goals_add(context, NULL, "b", 1, team, "a", 1, 1), ARGUMENT, "goals", NO_ROW, "");
    FAILS(attain_goals_add(context, goals, NULL, 1, team, "a", 1, 1), ARGUMENT, "id", NO_ROW, "");
    FAILS(attain_goals_add(context, goals, "", 0, team, "a", 1, 1), ARGUMENT, "id", NO_ROW, "");
    FAILS(attain_goals_add(context, goals, "b\x80", 2, team, "a", 1, 1), FORMAT, "id", NO_ROW, "b");
    FAILS(attain_goals_add(context, goals, "a", 1, team, "a", 1, 1), RULE, "id", NO_ROW, "a");
    FAILS(attain_goals_add(context, goals, "b", 1, 0, "a", 1, 1), ARGUMENT, "level", NO_ROW, "0");
    FAILS(attain_goals_add(context, goals, "b", 1, 4, "a", 1, 1), ARGUMENT, "level", NO_ROW, "4");
    FAILS(attain_goals_add(context, goals, "b", 1, team, NULL, 1, 1), ARGUMENT, "parent", NO_ROW, "");
    FAILS(attain_goals_add(context, goals, "b", 1, team, "a\r", 2, 1), FORMAT, "parent", NO_ROW, "a ");
    FAILS(attain_goals_add(context, goals, "b", 1, team, "a", 1, -4), VALUE, "weight", NO_ROW, "-4");
    FAILS_FOR_STRANGERS(attain_goals_add(context, goals, "b", 1, team, "a", 1, 1), "goals");
}

void errors_of_goals(void **state)
{
    attain_context *context = *state;
    attain_goals *goals;
    int64_t season[12] = {0, 1, 2};

    FAILS_WITHOUT_CONTEXT(attain_goals_create(NULL, &goals));
    FAILS(attain_goals_create(context, NULL), ARGUMENT, "out", NO_ROW, "");
    ASSERT_OK(context, attain_goals_create(context, &goals));
    ASSERT_OK(context, attain_goals_add(context, goals, "a", 1, ATTAIN_GOALS_COMPANY, NULL, 0, 1));
    FAILS_WITHOUT_CONTEXT(attain_goals_set_target(NULL, goals, 1));
    FAILS(attain_goals_set_target(context, NULL, 1), ARGUMENT, "goals", NO_ROW, "");
    FAILS_WITHOUT_CONTEXT(attain_goals_set_decimals(NULL, goals, 1));
    FAILS(attain_goals_set_decimals(context, NULL, 1), ARGUMENT, "goals", NO_ROW, "");
    FAILS(attain_goals_set_decimals(context, goals, 10), ARGUMENT, "decimals", NO_ROW, "10");
    FAILS_WITHOUT_CONTEXT(attain_goals_set_year(NULL, goals, 2024));
    FAILS(attain_goals_set_year(context, NULL, 2024), ARGUMENT, "goals", NO_ROW, "");
    FAILS(attain_goals_set_year(context, goals, 9999), ARGUMENT, "year", NO_ROW, "9999");
    FAILS_WITHOUT_CONTEXT(attain_goals_set_season(NULL, goals, season, 12));
    FAILS(attain_goals_set_season(context, NULL, season, 12), ARGUMENT, "goals", NO_ROW, "");
    FAILS(attain_goals_set_season(context, goals, NULL, 12), ARGUMENT, "weights", NO_ROW, "");
    FAILS(attain_goals_set_season(context, goals, season, 4), ARGUMENT, "count", NO_ROW, "4");
    season[4] = -3;
    FAILS(attain_goals_set_season(context, goals, season, 12), VALUE, "weights", 4, "-3");
    season[4] = INT64_MAX;
    FAILS(attain_goals_set_season(context, goals, season, 12), OVERFLOW, "weights", 4, "9223372036854775807");
    memset(season, 0, sizeof season);
    FAILS(attain_goals_set_season(context, goals, season, 12), VALUE, "weights", NO_ROW, "");
    FAILS_WITHOUT_CONTEXT(attain_goals_set_weight_decimals(NULL, goals, 1));
    FAILS(attain_goals_set_weight_decimals(context, NULL, 1), ARGUMENT, "goals", NO_ROW, "");
    FAILS(attain_goals_set_weight_decimals(context, goals, -1), ARGUMENT, "decimals", NO_ROW, "-1");
    FAILS_WITHOUT_CONTEXT(attain_goals_set_weight(NULL, goals, 0, 1));
    FAILS(attain_goals_set_weight(context, NULL, 0, 1), ARGUMENT, "goals", NO_ROW, "");
    FAILS(attain_goals_set_weight(context, goals, 1, 1), ARGUMENT, "node", NO_ROW, "1");
    FAILS(attain_goals_set_weight(context, goals, 0, -9), VALUE, "weight", NO_ROW, "-9");
    FAILS_FOR_STRANGERS(attain_goals_set_weight_decimals(context, goals, 1), "goals");
    FAILS_FOR_STRANGERS(attain_goals_set_weight(context, goals, 0, 1), "goals");
    FAILS_FOR_STRANGERS(attain_goals_set_target(context, goals, 1), "goals");
    FAILS_FOR_STRANGERS(attain_goals_set_decimals(context, goals, 1), "goals");
    FAILS_FOR_STRANGERS(attain_goals_set_year(context, goals, 1), "goals");
    FAILS_FOR_STRANGERS(attain_goals_set_season(context, goals, season, 12), "goals");
    errors_of_nodes(context, goals);
    attain_goals_destroy(goals);
}

/* A node of a tree that is wrong in one place. */
typedef struct node {
    const char *id, *parent;
    int32_t level;
    int64_t weight;
} node;

static attain_goals *make_tree(attain_context *context, const node *nodes, size_t count)
{
    attain_goals *goals;
    size_t i;

    ASSERT_OK(context, attain_goals_create(context, &goals));
    for (i = 0; i < count; i++)
        ASSERT_OK(context, attain_goals_add(context, goals, nodes[i].id, strlen(nodes[i].id), nodes[i].level,
                                            nodes[i].parent, strlen(nodes[i].parent), nodes[i].weight));
    return goals;
}

#define FAILS_AS_TREE(nodes, status, row, value)                                                                       \
    do {                                                                                                               \
        attain_goals *goals = make_tree(context, nodes, sizeof(nodes) / sizeof(nodes)[0]);                             \
        attain_table *table = NULL;                                                                                    \
                                                                                                                       \
        FAILS(attain_goals_check(context, goals), status, "nodes", row, value);                                        \
        FAILS(attain_goals_run(context, goals, NULL, &table, NULL), status, "nodes", row, value);                      \
        attain_goals_destroy(goals);                                                                                   \
    } while (0)

static void errors_of_trees(attain_context *context)
{
    const node headless[] = {{"t", "a", ATTAIN_GOALS_TEAM, 1}};
    const node two[] = {{"a", "", ATTAIN_GOALS_COMPANY, 1}, {"b", "", ATTAIN_GOALS_COMPANY, 1}};
    const node orphan[] = {{"a", "", ATTAIN_GOALS_COMPANY, 1}, {"t", "x", ATTAIN_GOALS_TEAM, 1}};
    const node loose[] = {{"a", "", ATTAIN_GOALS_COMPANY, 1}, {"t", "", ATTAIN_GOALS_TEAM, 1}};
    const node owned[] = {{"t", "a", ATTAIN_GOALS_TEAM, 1}, {"a", "t", ATTAIN_GOALS_COMPANY, 1}};
    const node beneath[] = {
        {"a", "", ATTAIN_GOALS_COMPANY, 1}, {"p", "a", ATTAIN_GOALS_PERSON, 1}, {"t", "p", ATTAIN_GOALS_TEAM, 1}};
    const node cycle[] = {
        {"a", "", ATTAIN_GOALS_COMPANY, 1}, {"t", "u", ATTAIN_GOALS_TEAM, 1}, {"u", "t", ATTAIN_GOALS_TEAM, 1}};
    const node weightless[] = {{"a", "", ATTAIN_GOALS_COMPANY, 1}, {"t", "a", ATTAIN_GOALS_TEAM, 0}};
    const node heavy[] = {
        {"a", "", ATTAIN_GOALS_COMPANY, 1}, {"t", "a", ATTAIN_GOALS_TEAM, INT64_MAX}, {"u", "a", ATTAIN_GOALS_TEAM, 1}};

    FAILS_AS_TREE(headless, RULE, NO_ROW, "");
    FAILS_AS_TREE(two, RULE, 1, "b");
    FAILS_AS_TREE(orphan, RULE, 1, "t");
    FAILS_AS_TREE(loose, RULE, 1, "t");
    FAILS_AS_TREE(owned, RULE, 1, "a");
    FAILS_AS_TREE(beneath, RULE, 2, "t");
    FAILS_AS_TREE(cycle, RULE, 1, "t");
    FAILS_AS_TREE(weightless, RULE, 0, "a");
    FAILS_AS_TREE(heavy, OVERFLOW, 2, "u");
}

static void errors_of_splits(attain_context *context)
{
    const int64_t weights[] = {1, -2, 3}, good[] = {1, 1, 1};
    const attain_amount floors[] = {9, 9, 9};
    const int32_t rule = ATTAIN_ALLOCATE_REMAINDER;
    attain_table *shares = NULL;

    FAILS_WITHOUT_CONTEXT(attain_allocation_run(NULL, 1, 2, good, 0, NULL, NULL, 3, rule, &shares, NULL));
    FAILS(attain_allocation_run(context, 1, 10, good, 0, NULL, NULL, 3, rule, &shares, NULL), ARGUMENT, "decimals",
          NO_ROW, "10");
    FAILS(attain_allocation_run(context, 1, 2, NULL, 0, NULL, NULL, 3, rule, &shares, NULL), ARGUMENT, "weights",
          NO_ROW, "");
    FAILS(attain_allocation_run(context, 1, 2, good, -1, NULL, NULL, 3, rule, &shares, NULL), ARGUMENT,
          "weight_decimals", NO_ROW, "-1");
    FAILS(attain_allocation_run(context, 1, 2, good, 0, NULL, NULL, 3, 9, &shares, NULL), ARGUMENT, "rule", NO_ROW,
          "9");
    FAILS(attain_allocation_run(context, 1, 2, good, 0, NULL, NULL, 3, rule, NULL, NULL), ARGUMENT, "shares", NO_ROW,
          "");
    FAILS(attain_allocation_run(context, 1, 2, NULL, 0, NULL, NULL, 0, rule, &shares, NULL), ARGUMENT, "count", NO_ROW,
          "0");
    FAILS(attain_allocation_run(context, 1, 2, weights, 0, NULL, NULL, 3, rule, &shares, NULL), VALUE, "weights", 1,
          "-2");
    FAILS(attain_allocation_run(context, 20, 2, good, 0, floors, NULL, 3, rule, &shares, NULL), VALUE, "floors", 2,
          "9");
    {
        const int64_t heavy[] = {INT64_MAX, 1};

        FAILS(attain_allocation_run(context, 1, 2, heavy, 0, NULL, NULL, 2, rule, &shares, NULL), OVERFLOW, "weights",
              1, "1");
    }
    assert_null(shares);
}

void errors_of_goal_runs(void **state)
{
    attain_context *context = *state;
    attain_goals *goals;
    attain_table *targets = NULL;

    ASSERT_OK(context, attain_goals_create(context, &goals));
    FAILS_WITHOUT_CONTEXT(attain_goals_check(NULL, goals));
    FAILS(attain_goals_check(context, NULL), ARGUMENT, "goals", NO_ROW, "");
    FAILS_WITHOUT_CONTEXT(attain_goals_run(NULL, goals, NULL, &targets, NULL));
    FAILS(attain_goals_run(context, NULL, NULL, &targets, NULL), ARGUMENT, "goals", NO_ROW, "");
    FAILS(attain_goals_run(context, goals, NULL, NULL, NULL), ARGUMENT, "targets", NO_ROW, "");
    ASSERT_OK(context, attain_goals_add(context, goals, "a", 1, ATTAIN_GOALS_COMPANY, NULL, 0, 1));
    FAILS(attain_goals_run(context, goals, NULL, &targets, NULL), RULE, "goals", NO_ROW, "");
    ASSERT_OK(context, attain_goals_set_year(context, goals, 2024));
    ASSERT_OK(context, attain_goals_set_target(context, goals, INT64_MIN));
    FAILS(attain_goals_run(context, goals, NULL, &targets, NULL), OVERFLOW, "target", NO_ROW, "-9223372036854775808");
    ASSERT_OK(context, attain_goals_set_target(context, goals, 1));
    ASSERT_OK(context, attain_context_set_progress(context, errors_cancel, NULL));
    FAILS(attain_goals_run(context, goals, NULL, &targets, NULL), CANCELLED, "", NO_ROW, "");
    ASSERT_OK(context, attain_context_set_progress(context, NULL, NULL));
    attain_goals_destroy(goals);
    errors_of_trees(context);
    errors_of_splits(context);
    assert_null(targets);
}

/* ---- segments ---- */

static void errors_of_rule_tables(attain_context *context)
{
    static const char crossed[] = "segment,r_lo,r_hi\nbest,4,5\nodd,3,2\n";
    attain_segments *segments = NULL;
    attain_table *rules, *other;
    attain_schema *schema;

    rules = support_read(context, attain_segments_input_schema(), crossed);
    FAILS_WITHOUT_CONTEXT(attain_segments_create_from_table(NULL, rules, &segments));
    FAILS(attain_segments_create_from_table(context, NULL, &segments), ARGUMENT, "rules", NO_ROW, "");
    FAILS(attain_segments_create_from_table(context, rules, NULL), ARGUMENT, "out", NO_ROW, "");
    FAILS(attain_segments_create_from_table(context, rules, &segments), VALUE, "rules.r_hi", 1, "2");
    attain_table_destroy(rules);
    ASSERT_OK(context, attain_table_create(context, &other));
    FAILS(attain_segments_create_from_table(context, other, &segments), SCHEMA, "rules.segment", NO_ROW, "");
    attain_table_destroy(other);
    ASSERT_OK(context, attain_schema_create(context, &schema));
    ASSERT_OK(context, attain_schema_add(context, schema, ATTAIN_TEXT("segment"), ATTAIN_TYPE_TEXT, 0, 0));
    other = support_read(context, schema, "segment\ngood\n\"\"\n");
    FAILS(attain_segments_create_from_table(context, other, &segments), VALUE, "rules.segment", 1, "");
    attain_table_destroy(other);
    other = support_read(context, schema, "segment\n\"a\nb\"\n");
    FAILS(attain_segments_create_from_table(context, other, &segments), VALUE, "rules.segment", 0, "a b");
    attain_table_destroy(other);
    attain_schema_destroy(schema);
    assert_null(segments);
}

void errors_of_segments(void **state)
{
    attain_context *context = *state;
    attain_segments *segments, *made = NULL;
    attain_table *findings = NULL;

    FAILS_WITHOUT_CONTEXT(attain_segments_create(NULL, &segments));
    FAILS(attain_segments_create(context, NULL), ARGUMENT, "out", NO_ROW, "");
    ASSERT_OK(context, attain_segments_create(context, &segments));
    FAILS_WITHOUT_CONTEXT(attain_segments_create_preset(NULL, ATTAIN_TEXT("standard"), &made));
    FAILS(attain_segments_create_preset(context, NULL, 8, &made), ARGUMENT, "name", NO_ROW, "");
    FAILS(attain_segments_create_preset(context, ATTAIN_TEXT("standard"), NULL), ARGUMENT, "out", NO_ROW, "");
    FAILS(attain_segments_create_preset(context, ATTAIN_TEXT("best"), &made), VALUE, "name", NO_ROW, "best");
    FAILS_WITHOUT_CONTEXT(attain_segments_add(NULL, segments, "s", 1));
    FAILS(attain_segments_add(context, NULL, "s", 1), ARGUMENT, "segments", NO_ROW, "");
    FAILS(attain_segments_add(context, segments, NULL, 1), ARGUMENT, "name", NO_ROW, "");
    FAILS(attain_segments_add(context, segments, "s\xC0", 2), FORMAT, "name", NO_ROW, "s");
    FAILS_WITHOUT_CONTEXT(attain_segments_limit(NULL, segments, ATTAIN_RFM_R, 1, 2));
    FAILS(attain_segments_limit(context, NULL, ATTAIN_RFM_R, 1, 2), ARGUMENT, "segments", NO_ROW, "");
    FAILS(attain_segments_limit(context, segments, 0, 1, 2), ARGUMENT, "field", NO_ROW, "0");
    FAILS(attain_segments_limit(context, segments, 7, 1, 2), ARGUMENT, "field", NO_ROW, "7");
    FAILS(attain_segments_limit(context, segments, ATTAIN_RFM_R, 1, 2), RULE, "segments", NO_ROW, "");
    ASSERT_OK(context, attain_segments_add(context, segments, "s", 1));
    FAILS(attain_segments_limit(context, segments, ATTAIN_RFM_R, 3, 2), VALUE, "high", NO_ROW, "2");
    FAILS_WITHOUT_CONTEXT(attain_segments_set_default(NULL, segments, "s", 1));
    FAILS(attain_segments_set_default(context, NULL, "s", 1), ARGUMENT, "segments", NO_ROW, "");
    FAILS(attain_segments_set_default(context, segments, "s", 0), ARGUMENT, "name", NO_ROW, "");
    FAILS(attain_segments_set_default(context, segments, "s\n", 2), FORMAT, "name", NO_ROW, "s ");
    FAILS_FOR_STRANGERS(attain_segments_add(context, segments, "s", 1), "segments");
    FAILS_FOR_STRANGERS(attain_segments_limit(context, segments, ATTAIN_RFM_R, 1, 2), "segments");
    FAILS_FOR_STRANGERS(attain_segments_set_default(context, segments, "s", 1), "segments");
    FAILS_WITHOUT_CONTEXT(attain_segments_lint(NULL, segments, NULL, &findings));
    FAILS(attain_segments_lint(context, segments, NULL, NULL), ARGUMENT, "out", NO_ROW, "");
    ASSERT_OK(context, attain_segments_limit(context, segments, ATTAIN_RFM_R, 2, 3));
    ASSERT_OK(context, attain_context_set_progress(context, errors_cancel, NULL));
    FAILS(attain_segments_lint(context, segments, NULL, &findings), CANCELLED, "", NO_ROW, "");
    ASSERT_OK(context, attain_context_set_progress(context, NULL, NULL));
    attain_segments_destroy(segments);
    errors_of_rule_tables(context);
    assert_null(findings);
}

/* ---- RFM ---- */

static void errors_of_rfm_rules(attain_context *context, attain_rfm *rfm)
{
    const int64_t cuts[] = {1, 5, 5};

    FAILS_WITHOUT_CONTEXT(attain_rfm_set_preset(NULL, rfm, ATTAIN_TEXT("rfm-r")));
    FAILS(attain_rfm_set_preset(context, NULL, ATTAIN_TEXT("rfm-r")), ARGUMENT, "rfm", NO_ROW, "");
    FAILS(attain_rfm_set_preset(context, rfm, NULL, 5), ARGUMENT, "name", NO_ROW, "");
    FAILS(attain_rfm_set_preset(context, rfm, ATTAIN_TEXT("rfm-q")), VALUE, "name", NO_ROW, "rfm-q");
    FAILS_WITHOUT_CONTEXT(attain_rfm_set(NULL, rfm, ATTAIN_RFM_EDGE, 0));
    FAILS(attain_rfm_set(context, NULL, ATTAIN_RFM_EDGE, 0), ARGUMENT, "rfm", NO_ROW, "");
    FAILS(attain_rfm_set(context, rfm, 6, 0), ARGUMENT, "option", NO_ROW, "6");
    FAILS(attain_rfm_set(context, rfm, ATTAIN_RFM_REFUNDS, 2), ARGUMENT, "value", NO_ROW, "2");
    FAILS(attain_rfm_set(context, rfm, ATTAIN_RFM_LATER, 3), ARGUMENT, "value", NO_ROW, "3");
    FAILS(attain_rfm_set(context, rfm, ATTAIN_RFM_COUNTING, -1), ARGUMENT, "value", NO_ROW, "-1");
    FAILS(attain_rfm_set(context, rfm, ATTAIN_RFM_EDGE, 2), ARGUMENT, "value", NO_ROW, "2");
    FAILS(attain_rfm_set(context, rfm, ATTAIN_RFM_EDGE_OFFSET, 1000001), ARGUMENT, "value", NO_ROW, "1000001");
    FAILS_WITHOUT_CONTEXT(attain_rfm_set_bins(NULL, rfm, ATTAIN_RFM_ALL, 5));
    FAILS(attain_rfm_set_bins(context, NULL, ATTAIN_RFM_ALL, 5), ARGUMENT, "rfm", NO_ROW, "");
    FAILS(attain_rfm_set_bins(context, rfm, ATTAIN_RFM_R, 5), ARGUMENT, "dimension", NO_ROW, "4");
    FAILS(attain_rfm_set_bins(context, rfm, ATTAIN_RFM_ALL, 101), ARGUMENT, "bins", NO_ROW, "101");
    FAILS_WITHOUT_CONTEXT(attain_rfm_set_cuts(NULL, rfm, ATTAIN_RFM_MONETARY, cuts, 3));
    FAILS(attain_rfm_set_cuts(context, NULL, ATTAIN_RFM_MONETARY, cuts, 3), ARGUMENT, "rfm", NO_ROW, "");
    FAILS(attain_rfm_set_cuts(context, rfm, ATTAIN_RFM_ALL, cuts, 3), ARGUMENT, "dimension", NO_ROW, "0");
    FAILS(attain_rfm_set_cuts(context, rfm, ATTAIN_RFM_MONETARY, NULL, 3), ARGUMENT, "cuts", NO_ROW, "");
    FAILS(attain_rfm_set_cuts(context, rfm, ATTAIN_RFM_MONETARY, cuts, 0), ARGUMENT, "count", NO_ROW, "0");
    FAILS(attain_rfm_set_cuts(context, rfm, ATTAIN_RFM_MONETARY, cuts, 3), RULE, "cuts", 2, "5");
    FAILS_FOR_STRANGERS(attain_rfm_set_preset(context, rfm, ATTAIN_TEXT("rfm-r")), "rfm");
    FAILS_FOR_STRANGERS(attain_rfm_set(context, rfm, ATTAIN_RFM_EDGE, 0), "rfm");
    FAILS_FOR_STRANGERS(attain_rfm_set_bins(context, rfm, ATTAIN_RFM_ALL, 5), "rfm");
    FAILS_FOR_STRANGERS(attain_rfm_set_cuts(context, rfm, ATTAIN_RFM_MONETARY, cuts, 2), "rfm");
}

/* A table of orders in which each column can be wrong. */
static attain_table *make_orders(attain_context *context, const int64_t *customers, const attain_day *dates,
                                 const int64_t *amounts, const uint8_t *validity)
{
    attain_table *orders;

    ASSERT_OK(context, attain_table_create(context, &orders));
    ASSERT_OK(context, attain_table_add_i64(context, orders, ATTAIN_TEXT("customer"), customers, NULL, 3));
    ASSERT_OK(context, attain_table_add_i32(context, orders, ATTAIN_TEXT("date"), dates, NULL, 3));
    ASSERT_OK(context, attain_table_add_i64(context, orders, ATTAIN_TEXT("amount"), amounts, validity, 3));
    return orders;
}

static void errors_of_orders(attain_context *context, attain_rfm *rfm)
{
    const int64_t customers[] = {1, 2, 2}, amounts[] = {1, INT64_MAX, 1};
    const attain_day dates[] = {19723, 19724, 19725}, beyond[] = {19723, ATTAIN_DAY_MIN - 1, 0};
    const uint8_t second_missing[] = {5};
    attain_table *out = NULL, *orders = make_orders(context, customers, dates, amounts, NULL);

    FAILS(attain_rfm_run(context, rfm, NULL, 19800, orders, &out, NULL), OVERFLOW, "orders.amount", 1,
          "9223372036854775807");
    ASSERT_OK(context, attain_rfm_set(context, rfm, ATTAIN_RFM_LATER, ATTAIN_RFM_LATER_ERROR));
    FAILS(attain_rfm_run(context, rfm, NULL, 19724, orders, &out, NULL), VALUE, "orders.date", 2, "2024-01-03");
    ASSERT_OK(context, attain_context_set_progress(context, errors_cancel, NULL));
    FAILS(attain_rfm_run(context, rfm, NULL, 19800, orders, &out, NULL), CANCELLED, "", NO_ROW, "");
    ASSERT_OK(context, attain_context_set_progress(context, NULL, NULL));
    attain_table_destroy(orders);
    orders = make_orders(context, customers, beyond, amounts, NULL);
    FAILS(attain_rfm_run(context, rfm, NULL, 19800, orders, &out, NULL), VALUE, "orders.date", 1, "-719163");
    attain_table_destroy(orders);
    orders = make_orders(context, customers, dates, amounts, second_missing);
    FAILS(attain_rfm_run(context, rfm, NULL, 19800, orders, &out, NULL), VALUE, "orders.amount", 1, "");
    attain_table_destroy(orders);
    ASSERT_OK(context, attain_table_create(context, &orders));
    FAILS(attain_rfm_run(context, rfm, NULL, 19800, orders, &out, NULL), SCHEMA, "orders.customer", NO_ROW, "");
    ASSERT_OK(context, attain_table_add_i32(context, orders, ATTAIN_TEXT("customer"), dates, NULL, 3));
    FAILS(attain_rfm_run(context, rfm, NULL, 19800, orders, &out, NULL), SCHEMA, "orders.customer", NO_ROW, "");
    attain_table_destroy(orders);
    assert_null(out);
}

void errors_of_rfm(void **state)
{
    attain_context *context = *state;
    attain_rfm *rfm;
    attain_table *orders, *out = NULL;

    FAILS_WITHOUT_CONTEXT(attain_rfm_create(NULL, &rfm));
    FAILS(attain_rfm_create(context, NULL), ARGUMENT, "out", NO_ROW, "");
    ASSERT_OK(context, attain_rfm_create(context, &rfm));
    ASSERT_OK(context, attain_table_create(context, &orders));
    errors_of_rfm_rules(context, rfm);
    FAILS_WITHOUT_CONTEXT(attain_rfm_run(NULL, rfm, NULL, 19800, orders, &out, NULL));
    FAILS(attain_rfm_run(context, NULL, NULL, 19800, orders, &out, NULL), ARGUMENT, "rfm", NO_ROW, "");
    FAILS(attain_rfm_run(context, rfm, NULL, ATTAIN_DAY_MAX + 1, orders, &out, NULL), ARGUMENT, "as_of", NO_ROW,
          "2932897");
    FAILS(attain_rfm_run(context, rfm, NULL, 19800, NULL, &out, NULL), ARGUMENT, "orders", NO_ROW, "");
    FAILS(attain_rfm_run(context, rfm, NULL, 19800, orders, NULL, NULL), ARGUMENT, "customers", NO_ROW, "");
    attain_table_destroy(orders);
    errors_of_orders(context, rfm);
    attain_rfm_destroy(rfm);
    assert_null(out);
}

/* ---- ABC ---- */

static void errors_of_items(attain_context *context, attain_abc *abc)
{
    const int64_t same[] = {4, 7, 7}, other[] = {4, 7, 8}, values[] = {1, INT64_MAX, 1};
    const uint8_t last_missing[] = {3};
    attain_table *out = NULL, *items;

    ASSERT_OK(context, attain_table_create(context, &items));
    FAILS(attain_abc_run(context, abc, items, &out, NULL), SCHEMA, "items.item", NO_ROW, "");
    ASSERT_OK(context, attain_table_add_i64(context, items, ATTAIN_TEXT("item"), same, NULL, 3));
    ASSERT_OK(context, attain_table_add_i64(context, items, ATTAIN_TEXT("value"), values, NULL, 3));
    FAILS(attain_abc_run(context, abc, items, &out, NULL), OVERFLOW, "items.value", 1, "9223372036854775807");
    ASSERT_OK(context, attain_context_set_progress(context, errors_cancel, NULL));
    FAILS(attain_abc_run(context, abc, items, &out, NULL), CANCELLED, "", NO_ROW, "");
    ASSERT_OK(context, attain_context_set_progress(context, NULL, NULL));
    attain_table_destroy(items);
    ASSERT_OK(context, attain_table_create(context, &items));
    ASSERT_OK(context, attain_table_add_i64(context, items, ATTAIN_TEXT("item"), other, NULL, 3));
    ASSERT_OK(context, attain_table_add_i64(context, items, ATTAIN_TEXT("value"), values, NULL, 3));
    FAILS(attain_abc_run(context, abc, items, &out, NULL), OVERFLOW, "items.value", NO_ROW, "");
    attain_table_destroy(items);
    ASSERT_OK(context, attain_table_create(context, &items));
    ASSERT_OK(context, attain_table_add_i64(context, items, ATTAIN_TEXT("item"), other, last_missing, 3));
    ASSERT_OK(context, attain_table_add_i64(context, items, ATTAIN_TEXT("value"), values, NULL, 3));
    FAILS(attain_abc_run(context, abc, items, &out, NULL), VALUE, "items.item", 2, "");
    attain_table_destroy(items);
    assert_null(out);
}

void errors_of_abc(void **state)
{
    attain_context *context = *state;
    const attain_rate over[] = {1, ATTAIN_RATE_ONE + 1}, falling[] = {5, 4}, good[] = {5};
    const attain_amount rising[] = {1, 1};
    attain_abc *abc;
    attain_table *items, *out = NULL;

    FAILS_WITHOUT_CONTEXT(attain_abc_create(NULL, &abc));
    FAILS(attain_abc_create(context, NULL), ARGUMENT, "out", NO_ROW, "");
    ASSERT_OK(context, attain_abc_create(context, &abc));
    FAILS_WITHOUT_CONTEXT(attain_abc_set_cuts(NULL, abc, good, 1));
    FAILS(attain_abc_set_cuts(context, NULL, good, 1), ARGUMENT, "abc", NO_ROW, "");
    FAILS(attain_abc_set_cuts(context, abc, NULL, 1), ARGUMENT, "cuts", NO_ROW, "");
    FAILS(attain_abc_set_cuts(context, abc, good, 26), ARGUMENT, "count", NO_ROW, "26");
    FAILS(attain_abc_set_cuts(context, abc, over, 2), RULE, "cuts", 1, "1000000001");
    FAILS(attain_abc_set_cuts(context, abc, falling, 2), RULE, "cuts", 1, "4");
    FAILS_WITHOUT_CONTEXT(attain_abc_set_limits(NULL, abc, rising, 1));
    FAILS(attain_abc_set_limits(context, NULL, rising, 1), ARGUMENT, "abc", NO_ROW, "");
    FAILS(attain_abc_set_limits(context, abc, NULL, 1), ARGUMENT, "limits", NO_ROW, "");
    FAILS(attain_abc_set_limits(context, abc, rising, 0), ARGUMENT, "count", NO_ROW, "0");
    FAILS(attain_abc_set_limits(context, abc, rising, 2), RULE, "limits", 1, "1");
    FAILS_WITHOUT_CONTEXT(attain_abc_set_rule(NULL, abc, ATTAIN_ABC_TIES));
    FAILS(attain_abc_set_rule(context, NULL, ATTAIN_ABC_TIES), ARGUMENT, "abc", NO_ROW, "");
    FAILS(attain_abc_set_rule(context, abc, 5), ARGUMENT, "rule", NO_ROW, "5");
    FAILS_FOR_STRANGERS(attain_abc_set_cuts(context, abc, good, 1), "abc");
    FAILS_FOR_STRANGERS(attain_abc_set_limits(context, abc, rising, 1), "abc");
    FAILS_FOR_STRANGERS(attain_abc_set_rule(context, abc, ATTAIN_ABC_TIES), "abc");
    ASSERT_OK(context, attain_table_create(context, &items));
    FAILS_WITHOUT_CONTEXT(attain_abc_run(NULL, abc, items, &out, NULL));
    FAILS(attain_abc_run(context, NULL, items, &out, NULL), ARGUMENT, "abc", NO_ROW, "");
    FAILS(attain_abc_run(context, abc, NULL, &out, NULL), ARGUMENT, "items", NO_ROW, "");
    FAILS(attain_abc_run(context, abc, items, NULL, NULL), ARGUMENT, "classes", NO_ROW, "");
    attain_table_destroy(items);
    errors_of_items(context, abc);
    attain_abc_destroy(abc);
    assert_null(out);
}

/* Breaking a target down to nodes and months. */
#include <stdio.h>

#include "support/support.h"

#define MONTHS 12
#define ROWS   13 /* of a node: the year and its months */

enum { COMPANY = ATTAIN_GOALS_COMPANY, TEAM = ATTAIN_GOALS_TEAM, PERSON = ATTAIN_GOALS_PERSON };

static attain_goals *create(attain_context *context, attain_amount target, int32_t decimals)
{
    attain_goals *goals = NULL;

    ASSERT_OK(context, attain_goals_create(context, &goals));
    ASSERT_OK(context, attain_goals_set_year(context, goals, 2024));
    ASSERT_OK(context, attain_goals_set_target(context, goals, target));
    ASSERT_OK(context, attain_goals_set_decimals(context, goals, decimals));
    return goals;
}

static void add(attain_context *context, attain_goals *goals, const char *id, int32_t level, const char *parent,
                int64_t weight)
{
    ASSERT_OK(context, attain_goals_add(context, goals, id, strlen(id), level, parent,
                                        parent == NULL ? 0 : strlen(parent), weight));
}

static const int64_t *targets_of(const attain_table *table)
{
    return attain_table_i64(table, (size_t)attain_table_find(table, ATTAIN_TEXT("target")));
}

/* The building-materials supplier: 150,000,000 for 2024, of which the season gives 22 % to the first quarter, and
 * new products 30 %. Without remainders every number is a product: 22 % of the company is 33,000,000, 30 % is
 * 45,000,000. */
static void test_worked_year(void **state)
{
    static const int64_t season[MONTHS] = {7, 6, 9, 8, 8, 9, 8, 8, 9, 9, 9, 10};
    attain_context *context = *state;
    attain_goals *goals = create(context, 15000000000, 2);
    attain_table *table = NULL;
    const int64_t *target;
    int month, node;

    ASSERT_OK(context, attain_goals_set_season(context, goals, season, MONTHS));
    add(context, goals, "hengyuan", COMPANY, NULL, 1);
    add(context, goals, "new", TEAM, "hengyuan", 30);
    add(context, goals, "mature", TEAM, "hengyuan", 70);
    add(context, goals, "li", PERSON, "new", 1);
    ASSERT_OK(context, attain_goals_run(context, goals, NULL, &table, NULL));
    assert_int_equal(attain_table_rows(table), 4 * ROWS);
    target = targets_of(table);
    assert_true(target[0] == 15000000000);
    assert_true(target[1] + target[2] + target[3] == 3300000000);
    assert_true(target[ROWS] == 4500000000);                                          /* new */
    assert_true(target[ROWS + 1] + target[ROWS + 2] + target[ROWS + 3] == 990000000); /* 22 % of it */
    assert_true(target[2 * ROWS] == 4500000000);                                      /* li, the only person of new */
    assert_true(target[3 * ROWS] == 10500000000);                                     /* mature */
    for (month = 0; month < MONTHS; month++) {
        static const int64_t percent[4] = {100, 30, 30, 70};

        for (node = 0; node < 4; node++)
            assert_true(target[node * ROWS + 1 + month] == 15000000000 / 10000 * percent[node] * season[month]);
    }
    attain_table_destroy(table);
    attain_goals_destroy(goals);
}

/* 100 by hand. Months: 8 1/3 each, the four units left to the first four: 9 9 9 9 8 8 8 8 8 8 8 8. Years by 1:2: 33 and
 * 67. The first takes 33 · 9/100 = 2.97 four times and 33 · 8/100 = 2.64 eight times, cut to 2, and nine units are
 * left: four for the larger remainders, five for the next by order. The second has the rest. */
#define BY_HAND                                                                                                        \
    "node,level,parent,period,target\n"                                                                                \
    "co,company,,2024,100\n"                                                                                           \
    "co,company,,2024-01,9\nco,company,,2024-02,9\nco,company,,2024-03,9\nco,company,,2024-04,9\n"                     \
    "co,company,,2024-05,8\nco,company,,2024-06,8\nco,company,,2024-07,8\nco,company,,2024-08,8\n"                     \
    "co,company,,2024-09,8\nco,company,,2024-10,8\nco,company,,2024-11,8\nco,company,,2024-12,8\n"                     \
    "a,team,co,2024,33\n"                                                                                              \
    "a,team,co,2024-01,3\na,team,co,2024-02,3\na,team,co,2024-03,3\na,team,co,2024-04,3\n"                             \
    "a,team,co,2024-05,3\na,team,co,2024-06,3\na,team,co,2024-07,3\na,team,co,2024-08,3\n"                             \
    "a,team,co,2024-09,3\na,team,co,2024-10,2\na,team,co,2024-11,2\na,team,co,2024-12,2\n"                             \
    "b,team,co,2024,67\n"                                                                                              \
    "b,team,co,2024-01,6\nb,team,co,2024-02,6\nb,team,co,2024-03,6\nb,team,co,2024-04,6\n"                             \
    "b,team,co,2024-05,5\nb,team,co,2024-06,5\nb,team,co,2024-07,5\nb,team,co,2024-08,5\n"                             \
    "b,team,co,2024-09,5\nb,team,co,2024-10,6\nb,team,co,2024-11,6\nb,team,co,2024-12,6\n"

static void test_by_hand(void **state)
{
    attain_context *context = *state;
    attain_goals *goals = create(context, 100, 0);
    attain_table *table = NULL;

    add(context, goals, "a", TEAM, "co", 1);
    add(context, goals, "co", COMPANY, NULL, 5);
    add(context, goals, "b", TEAM, "co", 2);
    ASSERT_OK(context, attain_goals_run(context, goals, NULL, &table, NULL));
    support_assert_csv(context, table, BY_HAND);
    attain_table_destroy(table);
    attain_goals_destroy(goals);
}

static void test_explain(void **state)
{
    attain_context *context = *state;
    attain_goals *goals = create(context, 100, 0);
    attain_table *table = NULL, *explain = NULL;

    add(context, goals, "co", COMPANY, NULL, 5);
    add(context, goals, "a", TEAM, "co", 1);
    add(context, goals, "b", TEAM, "co", 2);
    ASSERT_OK(context, attain_goals_run(context, goals, NULL, &table, &explain));
    support_assert_csv(context, table, BY_HAND);
    support_assert_csv(context, explain,
                       "node,period,of,weight,weights,exact,target\n"
                       "co,2024,100,1,1,100,100\n"
                       "co,2024-01,100,1,12,8.333333333,9\nco,2024-02,100,1,12,8.333333333,9\n"
                       "co,2024-03,100,1,12,8.333333333,9\nco,2024-04,100,1,12,8.333333333,9\n"
                       "co,2024-05,100,1,12,8.333333333,8\nco,2024-06,100,1,12,8.333333333,8\n"
                       "co,2024-07,100,1,12,8.333333333,8\nco,2024-08,100,1,12,8.333333333,8\n"
                       "co,2024-09,100,1,12,8.333333333,8\nco,2024-10,100,1,12,8.333333333,8\n"
                       "co,2024-11,100,1,12,8.333333333,8\nco,2024-12,100,1,12,8.333333333,8\n"
                       "a,2024,100,1,3,33.333333333,33\n"
                       "a,2024-01,33,9,100,2.97,3\na,2024-02,33,9,100,2.97,3\na,2024-03,33,9,100,2.97,3\n"
                       "a,2024-04,33,9,100,2.97,3\na,2024-05,33,8,100,2.64,3\na,2024-06,33,8,100,2.64,3\n"
                       "a,2024-07,33,8,100,2.64,3\na,2024-08,33,8,100,2.64,3\na,2024-09,33,8,100,2.64,3\n"
                       "a,2024-10,33,8,100,2.64,2\na,2024-11,33,8,100,2.64,2\na,2024-12,33,8,100,2.64,2\n"
                       "b,2024,100,2,3,66.666666667,67\n"
                       "b,2024-01,67,6,67,6,6\nb,2024-02,67,6,67,6,6\nb,2024-03,67,6,67,6,6\n"
                       "b,2024-04,67,6,67,6,6\nb,2024-05,67,5,67,5,5\nb,2024-06,67,5,67,5,5\n"
                       "b,2024-07,67,5,67,5,5\nb,2024-08,67,5,67,5,5\nb,2024-09,67,5,67,5,5\n"
                       "b,2024-10,67,6,67,6,6\nb,2024-11,67,6,67,6,6\nb,2024-12,67,6,67,6,6\n");
    attain_table_destroy(table);
    attain_table_destroy(explain);
    attain_goals_destroy(goals);
}

static void test_fiscal_year(void **state)
{
    attain_context *context = *state;
    attain_goals *goals = create(context, 1200, 2);
    attain_calendar *april = NULL;
    attain_table *table = NULL;

    ASSERT_OK(context, attain_calendar_create(context, &april));
    ASSERT_OK(context, attain_calendar_set_fiscal_start(context, april, 4));
    add(context, goals, "co", COMPANY, NULL, 1);
    ASSERT_OK(context, attain_goals_run(context, goals, april, &table, NULL));
    support_assert_csv(context, table,
                       "node,level,parent,period,target\n"
                       "co,company,,2024,12.00\n"
                       "co,company,,2024-04,1.00\nco,company,,2024-05,1.00\nco,company,,2024-06,1.00\n"
                       "co,company,,2024-07,1.00\nco,company,,2024-08,1.00\nco,company,,2024-09,1.00\n"
                       "co,company,,2024-10,1.00\nco,company,,2024-11,1.00\nco,company,,2024-12,1.00\n"
                       "co,company,,2025-01,1.00\nco,company,,2025-02,1.00\nco,company,,2025-03,1.00\n");
    attain_table_destroy(table);
    attain_calendar_destroy(april);
    attain_goals_destroy(goals);
}

static void test_empty_tree(void **state)
{
    attain_context *context = *state;
    attain_goals *goals = NULL;
    attain_table *table = NULL, *explain = NULL;

    ASSERT_OK(context, attain_goals_create(context, &goals)); /* not even a year */
    ASSERT_OK(context, attain_goals_run(context, goals, NULL, &table, &explain));
    support_assert_csv(context, table, "node,level,parent,period,target\n");
    support_assert_csv(context, explain, "node,period,of,weight,weights,exact,target\n");
    attain_table_destroy(table);
    attain_table_destroy(explain);
    attain_goals_destroy(goals);
}

/* The result has the columns that the schema says. */
static void test_output_schema(void **state)
{
    attain_context *context = *state;
    attain_goals *goals = create(context, 100, 3);
    const attain_schema *schema = attain_goals_output_schema();
    attain_table *table = NULL;
    size_t i;

    add(context, goals, "co", COMPANY, NULL, 1);
    ASSERT_OK(context, attain_goals_run(context, goals, NULL, &table, NULL));
    assert_int_equal(attain_table_columns(table), attain_schema_columns(schema));
    for (i = 0; i < attain_schema_columns(schema); i++) {
        assert_string_equal(attain_table_name(table, i, NULL), attain_schema_name(schema, i, NULL));
        assert_int_equal(attain_table_type(table, i), attain_schema_type(schema, i));
        assert_int_equal(attain_table_meaning(table, i), attain_schema_meaning(schema, i));
    }
    assert_int_equal(attain_table_decimals(table, 4), 3);
    attain_table_destroy(table);
    attain_goals_destroy(goals);
}

/* ---- what holds for every breakdown ---- */

/* A tree of `count` nodes whose parents come before them, so that node i is at the order in which it was added. */
static void grow(attain_context *context, attain_goals *goals, size_t *parents, size_t count, uint64_t *seed)
{
    size_t i;

    add(context, goals, "0", COMPANY, NULL, 1);
    for (i = 1; i < count; i++) {
        char id[24], parent[24];

        parents[i] = (size_t)(support_random(seed) % i);
        snprintf(id, sizeof id, "%lu", (unsigned long)i);
        snprintf(parent, sizeof parent, "%lu", (unsigned long)parents[i]);
        /* The first child has a positive weight for certain. */
        add(context, goals, id, TEAM, parent, (int64_t)(support_random(seed) % 5) + (i == parents[i] + 1 ? 1 : 0));
    }
}

#define NODES 40

/* By name: target[node][row]. */
static void read_targets(attain_context *context, const attain_goals *goals, int64_t (*target)[ROWS])
{
    attain_table *table = NULL;
    size_t row;

    ASSERT_OK(context, attain_goals_run(context, goals, NULL, &table, NULL));
    assert_int_equal(attain_table_rows(table), NODES * ROWS);
    for (row = 0; row < NODES * ROWS; row++) {
        size_t length, node = 0, i;
        const char *name = attain_table_text(table, 0, row, &length);

        for (i = 0; i < length; i++)
            node = node * 10 + (size_t)(name[i] - '0');
        target[node][row % ROWS] = targets_of(table)[row];
    }
    attain_table_destroy(table);
}

static void assert_sums(int64_t (*target)[ROWS], const size_t *parents)
{
    size_t node, row;

    for (node = 0; node < NODES; node++) {
        int64_t year = 0;

        for (row = 1; row < ROWS; row++)
            year += target[node][row];
        assert_true(year == target[node][0]);
        for (row = 0; row < ROWS; row++) {
            int64_t children = 0;
            size_t child;
            int any = 0;

            assert_true(target[node][row] >= 0);
            for (child = 1; child < NODES; child++)
                if (parents[child] == node) {
                    children += target[child][row];
                    any = 1;
                }
            assert_true(!any || children == target[node][row]);
        }
    }
}

static void test_sums_in_both_directions(void **state)
{
    attain_context *context = *state;
    uint64_t seed = 5;
    int round;

    for (round = 0; round < 60; round++) {
        static int64_t target[NODES][ROWS], mirrored[NODES][ROWS];
        size_t parents[NODES] = {SIZE_MAX}, node, row;
        int64_t season[MONTHS];
        attain_amount total = (attain_amount)(support_random(&seed) >> (1 + support_random(&seed) % 63));
        attain_goals *goals = NULL;

        for (row = 0; row < MONTHS; row++)
            season[row] = support_random(&seed) % 4 == 0 ? 0 : (int64_t)(support_random(&seed) % 100);
        season[round % MONTHS] = 3;
        do { /* until no family has weights that are all zero */
            attain_goals_destroy(goals);
            goals = create(context, total, 2);
            ASSERT_OK(context, attain_goals_set_season(context, goals, season, MONTHS));
            grow(context, goals, parents, NODES, &seed);
        } while (attain_goals_check(context, goals) != ATTAIN_OK);
        read_targets(context, goals, target);
        assert_true(target[0][0] == total);
        assert_sums(target, parents);
        ASSERT_OK(context, attain_goals_set_target(context, goals, -total));
        read_targets(context, goals, mirrored);
        for (node = 0; node < NODES; node++)
            for (row = 0; row < ROWS; row++)
                assert_true(mirrored[node][row] == -target[node][row]);
        attain_goals_destroy(goals);
    }
}

/* More persons than units: some have a year of 0, and months that are left empty are no error. */
static void test_fewer_units_than_persons(void **state)
{
    attain_context *context = *state;
    attain_goals *goals = create(context, 3, 0);
    attain_table *table = NULL;
    const int64_t *target;
    size_t i;

    add(context, goals, "co", COMPANY, NULL, 1);
    for (i = 0; i < 20; i++) {
        char name[2] = "a";

        name[0] = (char)('a' + i);
        add(context, goals, name, PERSON, "co", 1);
    }
    ASSERT_OK(context, attain_goals_run(context, goals, NULL, &table, NULL));
    target = targets_of(table);
    for (i = 0; i < 20 * ROWS; i++) { /* the first three persons have one unit, in January, February, March */
        size_t person = i / ROWS, row = i % ROWS;

        assert_int_equal(target[ROWS + i], person < 3 && (row == 0 || row == person + 1) ? 1 : 0);
    }
    attain_table_destroy(table);
    attain_goals_destroy(goals);
}

static void test_extremes(void **state)
{
    attain_context *context = *state;
    attain_goals *goals = create(context, INT64_MAX, 9);
    attain_table *table = NULL, *explain = NULL;
    const int64_t *target;
    size_t row;
    int64_t sum = 0;

    add(context, goals, "co", COMPANY, NULL, 1);
    add(context, goals, "a", TEAM, "co", INT64_MAX - 1);
    add(context, goals, "b", TEAM, "co", 1);
    ASSERT_OK(context, attain_goals_run(context, goals, NULL, &table, &explain));
    target = targets_of(table);
    assert_true(target[ROWS] == INT64_MAX - 1);
    assert_true(target[2 * ROWS] == 1);
    for (row = 1; row < ROWS; row++)
        sum += target[ROWS + row];
    assert_true(sum == INT64_MAX - 1);
    attain_table_destroy(table);
    attain_table_destroy(explain);

    table = NULL;
    ASSERT_OK(context, attain_goals_set_target(context, goals, INT64_MIN));
    ASSERT_FAILS(context, attain_goals_run(context, goals, NULL, &table, NULL), ATTAIN_ERROR_OVERFLOW, "target", -1);
    assert_null(table);
    attain_goals_destroy(goals);
}

static int32_t cancel(uint64_t done, uint64_t total, void *user)
{
    int *calls = user;

    assert_true(done <= total);
    ++*calls;
    return 1;
}

static void test_refuses(void **state)
{
    attain_context *context = *state;
    attain_goals *goals = NULL;
    attain_table *table = NULL, *explain = NULL;
    int calls = 0;

    ASSERT_OK(context, attain_goals_create(context, &goals));
    add(context, goals, "co", COMPANY, NULL, 1);
    ASSERT_FAILS(context, attain_goals_run(context, goals, NULL, &table, &explain), ATTAIN_ERROR_RULE, "goals", -1);
    ASSERT_OK(context, attain_goals_set_year(context, goals, 2024));
    ASSERT_OK(context, attain_context_set_progress(context, cancel, &calls));
    ASSERT_FAILS(context, attain_goals_run(context, goals, NULL, &table, &explain), ATTAIN_ERROR_CANCELLED, "", -1);
    assert_int_equal(calls, 1);
    ASSERT_OK(context, attain_context_set_progress(context, NULL, NULL));
    add(context, goals, "t", TEAM, "nowhere", 1);
    ASSERT_FAILS(context, attain_goals_run(context, goals, NULL, &table, &explain), ATTAIN_ERROR_RULE, "nodes", 1);
    ASSERT_FAILS(context, attain_goals_run(context, NULL, NULL, &table, &explain), ATTAIN_ERROR_ARGUMENT, "goals", -1);
    ASSERT_FAILS(context, attain_goals_run(context, goals, NULL, NULL, &explain), ATTAIN_ERROR_ARGUMENT, "targets", -1);
    assert_int_equal(attain_goals_run(NULL, goals, NULL, &table, &explain), ATTAIN_ERROR_ARGUMENT);
    assert_null(table);
    assert_null(explain);
    attain_goals_destroy(goals);
}

static attain_status break_down(attain_context *context, void *user)
{
    attain_goals *goals = NULL;
    attain_table *table = NULL, *explain = NULL;
    attain_status status = attain_goals_create(context, &goals);
    char name = 'a';

    (void)user;
    if (status == ATTAIN_OK)
        status = attain_goals_set_year(context, goals, 2024);
    if (status == ATTAIN_OK)
        status = attain_goals_add(context, goals, "co", 2, COMPANY, NULL, 0, 1);
    for (; name < 'a' + 20 && status == ATTAIN_OK; name++) /* enough for the allocation to need memory */
        status = attain_goals_add(context, goals, &name, 1, PERSON, "co", 2, name);
    if (status == ATTAIN_OK)
        status = attain_goals_run(context, goals, NULL, &table, &explain);
    assert_true((table != NULL) == (status == ATTAIN_OK));
    assert_true((explain != NULL) == (status == ATTAIN_OK));
    attain_table_destroy(table);
    attain_table_destroy(explain);
    attain_goals_destroy(goals);
    return status;
}

static void test_out_of_memory(void **state)
{
    (void)state;
    support_memory_sweep(break_down, NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        SUPPORT_TEST(test_worked_year),
        SUPPORT_TEST(test_by_hand),
        SUPPORT_TEST(test_explain),
        SUPPORT_TEST(test_fiscal_year),
        SUPPORT_TEST(test_empty_tree),
        SUPPORT_TEST(test_output_schema),
        SUPPORT_TEST(test_sums_in_both_directions),
        SUPPORT_TEST(test_fewer_units_than_persons),
        SUPPORT_TEST(test_extremes),
        SUPPORT_TEST(test_refuses),
        SUPPORT_TEST(test_out_of_memory),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* What is a goal tree and what is not. */
#include <stdio.h>

#include "support/support.h"

#include "goal/goal_internal.h"

typedef struct node {
    const char *id;
    int32_t level;
    const char *parent; /* NULL: none */
    int64_t weight;
} node;

enum { COMPANY = ATTAIN_GOALS_COMPANY, TEAM = ATTAIN_GOALS_TEAM, PERSON = ATTAIN_GOALS_PERSON };

static attain_goals *build(attain_context *context, const node *nodes, size_t count)
{
    attain_goals *goals = NULL;
    size_t i;

    ASSERT_OK(context, attain_goals_create(context, &goals));
    for (i = 0; i < count; i++)
        ASSERT_OK(context,
                  attain_goals_add(context, goals, nodes[i].id, strlen(nodes[i].id), nodes[i].level, nodes[i].parent,
                                   nodes[i].parent == NULL ? 0 : strlen(nodes[i].parent), nodes[i].weight));
    return goals;
}

#define BUILD(context, nodes) build(context, nodes, sizeof(nodes) / sizeof(nodes)[0])

static void assert_no_tree(attain_context *context, attain_goals *goals, attain_status status, int64_t row,
                           const char *value, const char *message)
{
    ASSERT_FAILS(context, attain_goals_check(context, goals), status, "nodes", row);
    assert_string_equal(attain_context_error_value(context), value);
    assert_non_null(strstr(attain_context_error(context), message));
    attain_goals_destroy(goals);
}

static void test_trees(void **state)
{
    static const node lone[] = {{"co", COMPANY, NULL, 0}};
    static const node shuffled[] = {{"li", PERSON, "south", 1}, {"east", TEAM, "co", 0},   {"south", TEAM, "co", 3},
                                    {"co", COMPANY, NULL, 1},   {"zhou", PERSON, "co", 2}, {"deep", TEAM, "south", 0},
                                    {"wang", PERSON, "deep", 1}};
    attain_context *context = *state;
    attain_goals *goals = build(context, NULL, 0);

    ASSERT_OK(context, attain_goals_check(context, goals));
    attain_goals_destroy(goals);
    goals = BUILD(context, lone);
    ASSERT_OK(context, attain_goals_check(context, goals));
    attain_goals_destroy(goals);
    goals = BUILD(context, shuffled);
    ASSERT_OK(context, attain_goals_check(context, goals));
    attain_goals_destroy(goals);
    ASSERT_FAILS(context, attain_goals_check(context, NULL), ATTAIN_ERROR_ARGUMENT, "goals", -1);
    assert_int_equal(attain_goals_check(NULL, NULL), ATTAIN_ERROR_ARGUMENT);
}

/* Parents before children, siblings as added, each followed by its own. */
static void test_order(void **state)
{
    static const node nodes[] = {{"li", PERSON, "south", 1},  {"north", TEAM, "co", 1},   {"south", TEAM, "co", 1},
                                 {"co", COMPANY, NULL, 1},    {"wu", PERSON, "north", 1}, {"zhou", PERSON, "co", 1},
                                 {"wang", PERSON, "south", 1}};
    static const size_t expected[] = {3, 1, 4, 2, 0, 6, 5};
    attain_context *context = *state;
    attain_goals *goals = BUILD(context, nodes);
    attain__goal_tree tree;
    size_t i;

    ASSERT_OK(context, attain__goal_tree_build(context, goals, &tree));
    for (i = 0; i < 7; i++) {
        assert_int_equal(tree.order[i], expected[i]);
        assert_int_equal(tree.position[expected[i]], i);
    }
    assert_true(tree.parent[3] == SIZE_MAX);
    assert_int_equal(tree.parent[0], 2);
    attain__goal_tree_release(context, &tree);
    attain_goals_destroy(goals);
}

static void test_companies(void **state)
{
    static const node none[] = {{"a", TEAM, "b", 1}, {"b", TEAM, "a", 1}};
    static const node two[] = {{"a", COMPANY, NULL, 1}, {"t", TEAM, "a", 1}, {"b", COMPANY, NULL, 1}};
    static const node under[] = {{"a", COMPANY, "t", 1}, {"t", TEAM, "a", 1}};
    attain_context *context = *state;

    assert_no_tree(context, BUILD(context, none), ATTAIN_ERROR_RULE, -1, "", "have no company");
    assert_no_tree(context, BUILD(context, two), ATTAIN_ERROR_RULE, 2, "b", "second company");
    assert_no_tree(context, BUILD(context, under), ATTAIN_ERROR_RULE, 0, "a", "must not have a parent");
}

static void test_parents(void **state)
{
    static const node orphan[] = {{"a", COMPANY, NULL, 1}, {"t", TEAM, "b", 1}};
    static const node rootless[] = {{"a", COMPANY, NULL, 1}, {"p", PERSON, NULL, 1}};
    static const node under_person[] = {{"a", COMPANY, NULL, 1}, {"t", TEAM, "p", 1}, {"p", PERSON, "a", 1}};
    static const node person_under_person[] = {{"a", COMPANY, NULL, 1}, {"p", PERSON, "a", 1}, {"q", PERSON, "p", 1}};
    attain_context *context = *state;

    assert_no_tree(context, BUILD(context, orphan), ATTAIN_ERROR_RULE, 1, "t", "its parent 'b' is not in the tree");
    assert_no_tree(context, BUILD(context, rootless), ATTAIN_ERROR_RULE, 1, "p", "has no parent");
    assert_no_tree(context, BUILD(context, under_person), ATTAIN_ERROR_RULE, 1, "t", "its parent is a person");
    assert_no_tree(context, BUILD(context, person_under_person), ATTAIN_ERROR_RULE, 2, "q", "its parent is a person");
}

/* A long name of an absent parent is shown up to a whole character: 81 bytes of three-byte characters show 26 of
 * them. */
static void test_long_orphan(void **state)
{
    attain_context *context = *state;
    char parent[82] = "", expected[100] = "its parent '";
    node nodes[2] = {{"a", COMPANY, NULL, 1}, {"t", TEAM, NULL, 1}};
    int i;

    for (i = 0; i < 27; i++)
        strcat(parent, "南");
    strncat(expected, parent, 26 * 3);
    strcat(expected, "' is");
    nodes[1].parent = parent;
    assert_no_tree(context, BUILD(context, nodes), ATTAIN_ERROR_RULE, 1, "t", expected);
}

static void test_cycles(void **state)
{
    static const node self[] = {{"a", COMPANY, NULL, 1}, {"t", TEAM, "t", 1}};
    static const node pair[] = {{"a", COMPANY, NULL, 1}, {"t", TEAM, "u", 1}, {"u", TEAM, "t", 1}};
    static const node tail[] = {{"p", PERSON, "v", 1}, {"a", COMPANY, NULL, 1}, {"x", TEAM, "a", 1},
                                {"t", TEAM, "v", 1},   {"u", TEAM, "t", 1},     {"v", TEAM, "u", 1}};
    attain_context *context = *state;

    assert_no_tree(context, BUILD(context, self), ATTAIN_ERROR_RULE, 1, "t", "cycle");
    assert_no_tree(context, BUILD(context, pair), ATTAIN_ERROR_RULE, 1, "t", "cycle");
    /* The walk from p, which hangs on the cycle, enters and meets it again at v. */
    assert_no_tree(context, BUILD(context, tail), ATTAIN_ERROR_RULE, 5, "v", "cycle");
}

static void test_weights(void **state)
{
    static const node zero[] = {
        {"a", COMPANY, NULL, 1}, {"t", TEAM, "a", 1}, {"p", PERSON, "t", 0}, {"q", PERSON, "t", 0}};
    static const node huge[] = {{"a", COMPANY, NULL, 1}, {"t", TEAM, "a", INT64_MAX}, {"u", TEAM, "a", 1}};
    attain_context *context = *state;

    assert_no_tree(context, BUILD(context, zero), ATTAIN_ERROR_RULE, 1, "t", "all zero");
    assert_no_tree(context, BUILD(context, huge), ATTAIN_ERROR_OVERFLOW, 2, "u", "64 bits");
}

/* A chain of teams as deep as nodes go: nothing recurses. */
static void test_deep(void **state)
{
    attain_context *context = *state;
    static const node root[] = {{"0", COMPANY, NULL, 1}};
    attain_goals *goals = BUILD(context, root);
    char name[16], parent[16] = "0";
    int i;

    for (i = 1; i < 50000; i++) {
        snprintf(name, sizeof name, "%d", i);
        ASSERT_OK(context, attain_goals_add(context, goals, name, strlen(name), TEAM, parent, strlen(parent), 1));
        memcpy(parent, name, sizeof parent);
    }
    ASSERT_OK(context, attain_goals_check(context, goals));
    attain_goals_destroy(goals);
}

static attain_status check(attain_context *context, void *user)
{
    attain_goals *goals = NULL;
    attain_status status = attain_goals_create(context, &goals);

    (void)user;
    if (status == ATTAIN_OK)
        status = attain_goals_add(context, goals, "a", 1, COMPANY, NULL, 0, 1);
    if (status == ATTAIN_OK)
        status = attain_goals_check(context, goals);
    attain_goals_destroy(goals);
    return status;
}

static void test_out_of_memory(void **state)
{
    (void)state;
    support_memory_sweep(check, NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        SUPPORT_TEST(test_trees),   SUPPORT_TEST(test_order),       SUPPORT_TEST(test_companies),
        SUPPORT_TEST(test_parents), SUPPORT_TEST(test_long_orphan), SUPPORT_TEST(test_cycles),
        SUPPORT_TEST(test_weights), SUPPORT_TEST(test_deep),        SUPPORT_TEST(test_out_of_memory),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* The goal tree as a handle: setters, and nodes by name. */
#include <stdio.h>

#include "support/support.h"

#include "goal/goal_internal.h"

static attain_goals *create(attain_context *context)
{
    attain_goals *goals = NULL;

    ASSERT_OK(context, attain_goals_create(context, &goals));
    return goals;
}

static void test_defaults(void **state)
{
    attain_context *context = *state;
    attain_goals *goals = create(context);
    size_t month;

    assert_true(goals->target == 0);
    assert_int_equal(goals->decimals, 2);
    assert_int_equal(goals->year, 0);
    assert_int_equal(goals->has_season, 0);
    for (month = 0; month < ATTAIN__MONTHS; month++)
        assert_int_equal(goals->season[month], 1);
    assert_int_equal(goals->count, 0);
    attain_goals_destroy(goals);
    attain_goals_destroy(NULL);
}

static void test_setters(void **state)
{
    static const int64_t season[12] = {7, 6, 9, 8, 8, 9, 8, 8, 9, 9, 9, 10};
    static const int64_t negative[12] = {7, 6, 9, 8, 8, -9, 8, 8, 9, 9, 9, 10};
    static const int64_t zero[12] = {0};
    static const int64_t huge[12] = {INT64_MAX, 0, 0, 1};
    attain_context *context = *state;
    attain_goals *goals = create(context);

    ASSERT_OK(context, attain_goals_set_target(context, goals, INT64_MIN));
    ASSERT_OK(context, attain_goals_set_decimals(context, goals, 9));
    ASSERT_OK(context, attain_goals_set_year(context, goals, 2024));
    ASSERT_OK(context, attain_goals_set_season(context, goals, season, 12));

    ASSERT_FAILS(context, attain_goals_set_target(context, NULL, 1), ATTAIN_ERROR_ARGUMENT, "goals", -1);
    ASSERT_FAILS(context, attain_goals_set_decimals(context, NULL, 2), ATTAIN_ERROR_ARGUMENT, "goals", -1);
    ASSERT_FAILS(context, attain_goals_set_decimals(context, goals, -1), ATTAIN_ERROR_ARGUMENT, "decimals", -1);
    ASSERT_FAILS(context, attain_goals_set_decimals(context, goals, 10), ATTAIN_ERROR_ARGUMENT, "decimals", -1);
    ASSERT_FAILS(context, attain_goals_set_year(context, NULL, 2024), ATTAIN_ERROR_ARGUMENT, "goals", -1);
    ASSERT_FAILS(context, attain_goals_set_year(context, goals, 0), ATTAIN_ERROR_ARGUMENT, "year", -1);
    ASSERT_FAILS(context, attain_goals_set_year(context, goals, 9999), ATTAIN_ERROR_ARGUMENT, "year", -1);
    ASSERT_FAILS(context, attain_goals_set_season(context, NULL, season, 12), ATTAIN_ERROR_ARGUMENT, "goals", -1);
    ASSERT_FAILS(context, attain_goals_set_season(context, goals, NULL, 12), ATTAIN_ERROR_ARGUMENT, "weights", -1);
    ASSERT_FAILS(context, attain_goals_set_season(context, goals, season, 11), ATTAIN_ERROR_ARGUMENT, "count", -1);
    ASSERT_FAILS(context, attain_goals_set_season(context, goals, season, 0), ATTAIN_ERROR_ARGUMENT, "count", -1);
    ASSERT_FAILS(context, attain_goals_set_season(context, goals, negative, 12), ATTAIN_ERROR_VALUE, "weights", 5);
    ASSERT_FAILS(context, attain_goals_set_season(context, goals, zero, 12), ATTAIN_ERROR_VALUE, "weights", -1);
    ASSERT_FAILS(context, attain_goals_set_season(context, goals, huge, 12), ATTAIN_ERROR_OVERFLOW, "weights", 3);
    ASSERT_FAILS(context, attain_goals_create(context, NULL), ATTAIN_ERROR_ARGUMENT, "out", -1);

    assert_true(goals->target == INT64_MIN);
    assert_int_equal(goals->decimals, 9);
    assert_int_equal(goals->year, 2024);
    assert_int_equal(goals->has_season, 1);
    assert_memory_equal(goals->season, season, sizeof season);
    attain_goals_destroy(goals);
}

static void test_null_context(void **state)
{
    attain_goals *goals = create(*state), *none = NULL;
    static const int64_t season[12] = {1};

    assert_int_equal(attain_goals_create(NULL, &none), ATTAIN_ERROR_ARGUMENT);
    assert_int_equal(attain_goals_set_target(NULL, goals, 1), ATTAIN_ERROR_ARGUMENT);
    assert_int_equal(attain_goals_set_decimals(NULL, goals, 1), ATTAIN_ERROR_ARGUMENT);
    assert_int_equal(attain_goals_set_year(NULL, goals, 1), ATTAIN_ERROR_ARGUMENT);
    assert_int_equal(attain_goals_set_season(NULL, goals, season, 12), ATTAIN_ERROR_ARGUMENT);
    assert_int_equal(attain_goals_add(NULL, goals, "a", 1, ATTAIN_GOALS_COMPANY, NULL, 0, 1), ATTAIN_ERROR_ARGUMENT);
    assert_null(none);
    assert_true(goals->target == 0 && goals->count == 0);
    attain_goals_destroy(goals);
}

static void test_add(void **state)
{
    attain_context *context = *state;
    attain_goals *goals = create(context);

    /* Names are counted bytes, and a child may come before its parent. */
    ASSERT_OK(context, attain_goals_add(context, goals, "li,x", 2, ATTAIN_GOALS_PERSON, "south,x", 5, 3));
    ASSERT_OK(context, attain_goals_add(context, goals, ATTAIN_TEXT("恒远建材"), ATTAIN_GOALS_COMPANY, NULL, 0, 0));
    ASSERT_OK(context,
              attain_goals_add(context, goals, ATTAIN_TEXT("south"), ATTAIN_GOALS_TEAM, ATTAIN_TEXT("恒远建材"), 60));
    assert_int_equal(goals->count, 3);
    assert_string_equal(goals->nodes[0].id, "li");
    assert_string_equal(goals->nodes[0].parent, "south");
    assert_int_equal(goals->nodes[0].parent_length, 5);
    assert_int_equal(goals->nodes[0].level, ATTAIN_GOALS_PERSON);
    assert_int_equal(goals->nodes[0].weight, 3);
    assert_string_equal(goals->nodes[1].parent, "");
    assert_int_equal(goals->nodes[1].parent_length, 0);
    assert_int_equal(attain__goals_find(goals, "south", 5), 2);
    assert_true(attain__goals_find(goals, "sout", 4) == SIZE_MAX);
    attain_goals_destroy(goals);
}

static void test_add_refuses(void **state)
{
    attain_context *context = *state;
    attain_goals *goals = create(context);

    ASSERT_OK(context, attain_goals_add(context, goals, "a", 1, ATTAIN_GOALS_COMPANY, NULL, 0, 1));
    ASSERT_FAILS(context, attain_goals_add(context, NULL, "b", 1, ATTAIN_GOALS_TEAM, "a", 1, 1), ATTAIN_ERROR_ARGUMENT,
                 "goals", -1);
    ASSERT_FAILS(context, attain_goals_add(context, goals, NULL, 1, ATTAIN_GOALS_TEAM, "a", 1, 1),
                 ATTAIN_ERROR_ARGUMENT, "id", -1);
    ASSERT_FAILS(context, attain_goals_add(context, goals, "b", 0, ATTAIN_GOALS_TEAM, "a", 1, 1), ATTAIN_ERROR_ARGUMENT,
                 "id", -1);
    ASSERT_FAILS(context, attain_goals_add(context, goals, "\xFF", 1, ATTAIN_GOALS_TEAM, "a", 1, 1),
                 ATTAIN_ERROR_FORMAT, "id", -1);
    ASSERT_FAILS(context, attain_goals_add(context, goals, "b\n", 2, ATTAIN_GOALS_TEAM, "a", 1, 1), ATTAIN_ERROR_FORMAT,
                 "id", -1);
    ASSERT_FAILS(context, attain_goals_add(context, goals, "a", 1, ATTAIN_GOALS_TEAM, "a", 1, 1), ATTAIN_ERROR_RULE,
                 "id", -1);
    assert_string_equal(attain_context_error_value(context), "a");
    ASSERT_FAILS(context, attain_goals_add(context, goals, "b", 1, 0, "a", 1, 1), ATTAIN_ERROR_ARGUMENT, "level", -1);
    ASSERT_FAILS(context, attain_goals_add(context, goals, "b", 1, 4, "a", 1, 1), ATTAIN_ERROR_ARGUMENT, "level", -1);
    ASSERT_FAILS(context, attain_goals_add(context, goals, "b", 1, ATTAIN_GOALS_TEAM, NULL, 1, 1),
                 ATTAIN_ERROR_ARGUMENT, "parent", -1);
    ASSERT_FAILS(context, attain_goals_add(context, goals, "b", 1, ATTAIN_GOALS_TEAM, "\xC3", 1, 1),
                 ATTAIN_ERROR_FORMAT, "parent", -1);
    ASSERT_FAILS(context, attain_goals_add(context, goals, "b", 1, ATTAIN_GOALS_TEAM, "a", 1, -1), ATTAIN_ERROR_VALUE,
                 "weight", -1);
    assert_int_equal(goals->count, 1);
    assert_true(attain__goals_find(goals, "b", 1) == SIZE_MAX);
    attain_goals_destroy(goals);
}

/* Thousands of names are found again, and none is there twice. */
static void test_many_names(void **state)
{
    attain_context *context = *state;
    attain_goals *goals = create(context);
    char name[32];
    int i;

    for (i = 0; i < 5000; i++) {
        int length = snprintf(name, sizeof name, "node-%d", i);

        ASSERT_OK(context, attain_goals_add(context, goals, name, (size_t)length, ATTAIN_GOALS_TEAM, "node-0", 6, 1));
    }
    for (i = 0; i < 5000; i++) {
        int length = snprintf(name, sizeof name, "node-%d", i);

        assert_int_equal(attain__goals_find(goals, name, (size_t)length), i);
        ASSERT_FAILS(context, attain_goals_add(context, goals, name, (size_t)length, ATTAIN_GOALS_TEAM, "node-0", 6, 1),
                     ATTAIN_ERROR_RULE, "id", -1);
    }
    attain_goals_destroy(goals);
}

/* A failure leaves the tree as it was. */
static attain_status build(attain_context *context, void *user)
{
    attain_goals *goals = NULL;
    attain_status status = attain_goals_create(context, &goals);
    size_t i;

    (void)user;
    for (i = 0; i < 26 && status == ATTAIN_OK; i++) {
        char name = (char)('a' + i);

        status = attain_goals_add(context, goals, &name, 1, ATTAIN_GOALS_TEAM, "a", 1, 1);
        assert_int_equal(goals->count, status == ATTAIN_OK ? i + 1 : i);
        assert_true(attain__goals_find(goals, &name, 1) == (status == ATTAIN_OK ? i : SIZE_MAX));
    }
    attain_goals_destroy(goals);
    return status;
}

static void test_out_of_memory(void **state)
{
    (void)state;
    support_memory_sweep(build, NULL);
}

/* A context with another allocator must not change what this one made: it would be freed by the wrong one. */
static void test_only_its_own_allocator_changes_it(void **state)
{
    support_memory memory = SUPPORT_MEMORY;
    attain_context *other = support_context(&memory);
    attain_goals *goals = NULL;
    static const int64_t season[12] = {1};

    ASSERT_OK(*state, attain_goals_create(*state, &goals));
    ASSERT_FAILS(other, attain_goals_set_target(other, goals, 1), ATTAIN_ERROR_ARGUMENT, "goals", -1);
    ASSERT_FAILS(other, attain_goals_set_decimals(other, goals, 0), ATTAIN_ERROR_ARGUMENT, "goals", -1);
    ASSERT_FAILS(other, attain_goals_set_year(other, goals, 2024), ATTAIN_ERROR_ARGUMENT, "goals", -1);
    ASSERT_FAILS(other, attain_goals_set_season(other, goals, season, 12), ATTAIN_ERROR_ARGUMENT, "goals", -1);
    ASSERT_FAILS(other, attain_goals_add(other, goals, ATTAIN_TEXT("a"), ATTAIN_GOALS_COMPANY, NULL, 0, 1),
                 ATTAIN_ERROR_ARGUMENT, "goals", -1);
    attain_goals_destroy(goals);
    attain_context_destroy(other);
    assert_int_equal(memory.live, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        SUPPORT_TEST(test_defaults),      SUPPORT_TEST(test_setters),
        SUPPORT_TEST(test_null_context),  SUPPORT_TEST(test_add),
        SUPPORT_TEST(test_add_refuses),   SUPPORT_TEST(test_many_names),
        SUPPORT_TEST(test_out_of_memory), SUPPORT_TEST(test_only_its_own_allocator_changes_it),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

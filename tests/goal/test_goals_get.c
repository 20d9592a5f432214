/* What a goal tree holds, the scale of its weights, and giving a node another weight. */
#include "support/support.h"

static attain_goals *create(attain_context *context)
{
    attain_goals *goals = NULL;

    ASSERT_OK(context, attain_goals_create(context, &goals));
    return goals;
}

static attain_goals *tree(attain_context *context)
{
    attain_goals *goals = create(context);

    ASSERT_OK(context, attain_goals_set_weight_decimals(context, goals, 1));
    ASSERT_OK(context, attain_goals_add(context, goals, "li,x", 2, ATTAIN_GOALS_PERSON, "south,x", 5, 5));
    ASSERT_OK(context, attain_goals_add(context, goals, ATTAIN_TEXT("恒远建材"), ATTAIN_GOALS_COMPANY, NULL, 0, 10));
    ASSERT_OK(context,
              attain_goals_add(context, goals, ATTAIN_TEXT("south"), ATTAIN_GOALS_TEAM, ATTAIN_TEXT("恒远建材"), 600));
    return goals;
}

static void test_defaults(void **state)
{
    attain_goals *goals = create(*state);
    size_t month;

    assert_int_equal(attain_goals_year(goals), 0);
    assert_int_equal(attain_goals_target(goals), 0);
    assert_int_equal(attain_goals_decimals(goals), ATTAIN_DECIMALS_DEFAULT);
    assert_int_equal(attain_goals_weight_decimals(goals), 0);
    assert_int_equal(attain_goals_count(goals), 0);
    for (month = 1; month < 12; month++)
        assert_int_equal(attain_goals_season(goals)[month], attain_goals_season(goals)[0]);
    assert_true(attain_goals_season(goals)[0] > 0);
    attain_goals_destroy(goals);
}

static void test_what_was_put_in_comes_out(void **state)
{
    static const int64_t season[12] = {7, 6, 9, 8, 8, 9, 8, 8, 9, 9, 9, 10};
    attain_context *context = *state;
    attain_goals *goals = tree(context);
    size_t length = 0;

    ASSERT_OK(context, attain_goals_set_target(context, goals, INT64_MIN));
    ASSERT_OK(context, attain_goals_set_decimals(context, goals, 3));
    ASSERT_OK(context, attain_goals_set_year(context, goals, 2024));
    ASSERT_OK(context, attain_goals_set_season(context, goals, season, 12));
    assert_true(attain_goals_target(goals) == INT64_MIN);
    assert_int_equal(attain_goals_decimals(goals), 3);
    assert_int_equal(attain_goals_year(goals), 2024);
    assert_memory_equal(attain_goals_season(goals), season, sizeof season);
    assert_int_equal(attain_goals_weight_decimals(goals), 1);

    assert_int_equal(attain_goals_count(goals), 3);
    assert_string_equal(attain_goals_id(goals, 0, &length), "li");
    assert_int_equal(length, 2);
    assert_string_equal(attain_goals_parent(goals, 0, &length), "south");
    assert_int_equal(length, 5);
    assert_int_equal(attain_goals_level(goals, 0), ATTAIN_GOALS_PERSON);
    assert_int_equal(attain_goals_weight(goals, 0), 5);
    assert_string_equal(attain_goals_id(goals, 1, NULL), "恒远建材");
    assert_string_equal(attain_goals_parent(goals, 1, &length), "");
    assert_int_equal(length, 0);
    assert_int_equal(attain_goals_level(goals, 1), ATTAIN_GOALS_COMPANY);
    assert_string_equal(attain_goals_parent(goals, 2, NULL), "恒远建材");
    assert_int_equal(attain_goals_level(goals, 2), ATTAIN_GOALS_TEAM);
    assert_int_equal(attain_goals_weight(goals, 2), 600);
    attain_goals_destroy(goals);
}

static void assert_no_node(const attain_goals *goals, size_t node)
{
    size_t length = 77;

    assert_null(attain_goals_id(goals, node, &length));
    assert_null(attain_goals_parent(goals, node, &length));
    assert_int_equal(attain_goals_level(goals, node), 0);
    assert_int_equal(attain_goals_weight(goals, node), 0);
    assert_int_equal(length, 77);
}

static void test_what_is_not_there(void **state)
{
    attain_goals *goals = tree(*state);

    assert_no_node(goals, 3);
    assert_no_node(goals, SIZE_MAX);
    assert_no_node(NULL, 0);
    assert_int_equal(attain_goals_count(NULL), 0);
    assert_int_equal(attain_goals_year(NULL), 0);
    assert_int_equal(attain_goals_target(NULL), 0);
    assert_int_equal(attain_goals_decimals(NULL), ATTAIN_DECIMALS_DEFAULT);
    assert_int_equal(attain_goals_weight_decimals(NULL), 0);
    assert_null(attain_goals_season(NULL));
    attain_goals_destroy(goals);
}

static void test_weights(void **state)
{
    attain_context *context = *state;
    attain_goals *goals = tree(context);

    ASSERT_OK(context, attain_goals_set_weight(context, goals, 0, 0));
    ASSERT_OK(context, attain_goals_set_weight(context, goals, 2, INT64_MAX));
    assert_int_equal(attain_goals_weight(goals, 0), 0);
    assert_true(attain_goals_weight(goals, 2) == INT64_MAX);
    ASSERT_OK(context, attain_goals_set_weight_decimals(context, goals, 9)); /* the weights stay */
    assert_int_equal(attain_goals_weight_decimals(goals), 9);
    assert_int_equal(attain_goals_weight(goals, 1), 10);

    ASSERT_FAILS(context, attain_goals_set_weight(context, NULL, 0, 1), ATTAIN_ERROR_ARGUMENT, "goals", -1);
    ASSERT_FAILS(context, attain_goals_set_weight(context, goals, 3, 1), ATTAIN_ERROR_ARGUMENT, "node", -1);
    ASSERT_FAILS(context, attain_goals_set_weight(context, goals, 1, -1), ATTAIN_ERROR_VALUE, "weight", -1);
    ASSERT_FAILS(context, attain_goals_set_weight_decimals(context, NULL, 1), ATTAIN_ERROR_ARGUMENT, "goals", -1);
    ASSERT_FAILS(context, attain_goals_set_weight_decimals(context, goals, -1), ATTAIN_ERROR_ARGUMENT, "decimals", -1);
    ASSERT_FAILS(context, attain_goals_set_weight_decimals(context, goals, 10), ATTAIN_ERROR_ARGUMENT, "decimals", -1);
    assert_int_equal(attain_goals_set_weight(NULL, goals, 1, 5), ATTAIN_ERROR_ARGUMENT);
    assert_int_equal(attain_goals_set_weight_decimals(NULL, goals, 5), ATTAIN_ERROR_ARGUMENT);
    assert_int_equal(attain_goals_weight_decimals(goals), 9);
    assert_int_equal(attain_goals_weight(goals, 1), 10);
    attain_goals_destroy(goals);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        SUPPORT_TEST(test_defaults),
        SUPPORT_TEST(test_what_was_put_in_comes_out),
        SUPPORT_TEST(test_what_is_not_there),
        SUPPORT_TEST(test_weights),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

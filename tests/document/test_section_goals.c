/* Section "goals": what arrives in the tree, the common scale of weights, and what cannot be written. */
#include "document/document_internal.h"
#include "document/plans.h"
#include "goal/goal_internal.h"

#define PLAN(goals) "{\"attain\": 1, \"goals\": " goals "}"

static void test_collection(void **state)
{
    plans_assert_all(*state, "goals");
}

static void test_values(void **state)
{
    attain_context *context = *state;
    attain_document *document = plans_read(
        context, PLAN("{\"year\": 2024, \"target\": 1.5e8, \"season\": [1,2,3,4,5,6,7,8,9,10,11,12], \"nodes\": ["
                      "{\"id\": \"li\", \"level\": \"person\", \"parent\": \"south\", \"weight\": 60},"
                      "{\"id\": \"south\", \"level\": \"team\", \"parent\": \"hengyuan\"},"
                      "{\"id\": \"hengyuan\", \"level\": \"company\"}]}"));
    const attain_goals *goals = attain_document_goals(document);
    int i;

    assert_int_equal(goals->year, 2024);
    assert_true(goals->target == 15000000000);
    assert_int_equal(goals->decimals, 2);
    for (i = 0; i < 12; i++)
        assert_int_equal(goals->season[i], i + 1);
    assert_int_equal(goals->count, 3);
    assert_string_equal(goals->nodes[0].id, "li");
    assert_int_equal(goals->nodes[0].level, ATTAIN_GOALS_PERSON);
    assert_string_equal(goals->nodes[0].parent, "south");
    assert_int_equal(goals->nodes[0].weight, 60);
    assert_int_equal(goals->nodes[1].level, ATTAIN_GOALS_TEAM);
    assert_int_equal(goals->nodes[1].weight, 1);
    assert_int_equal(goals->nodes[2].level, ATTAIN_GOALS_COMPANY);
    assert_int_equal(goals->nodes[2].parent_length, 0);
    attain_document_destroy(document);
}

/* 0.5, 12.5 % and 2 come to thousandths; so does the 1 of a node without a weight. */
static void test_common_scale(void **state)
{
    attain_context *context = *state;
    attain_document *document =
        plans_read(context, PLAN("{\"year\": 2024, \"target\": 0, \"nodes\": [{\"id\": \"c\", \"level\": \"company\"},"
                                 "{\"id\": \"d\", \"level\": \"team\", \"parent\": \"c\", \"weight\": 0.5},"
                                 "{\"id\": \"e\", \"level\": \"team\", \"parent\": \"c\", \"weight\": \"12.5%\"},"
                                 "{\"id\": \"f\", \"level\": \"team\", \"parent\": \"c\", \"weight\": \"2.0\"},"
                                 "{\"id\": \"g\", \"level\": \"team\", \"parent\": \"c\"}]}"));
    const attain_goals *goals = attain_document_goals(document);

    assert_int_equal(attain_goals_weight_decimals(goals), 3);
    assert_int_equal(goals->nodes[0].weight, 1000);
    assert_int_equal(goals->nodes[1].weight, 500);
    assert_int_equal(goals->nodes[2].weight, 125);
    assert_int_equal(goals->nodes[3].weight, 2000);
    assert_int_equal(goals->nodes[4].weight, 1000);
    plans_assert_written(context, document,
                         "{\n"
                         "  \"attain\": 1,\n"
                         "  \"goals\": {\n"
                         "    \"year\": 2024,\n"
                         "    \"target\": \"0.00\",\n"
                         "    \"nodes\": [\n"
                         "      {\"id\": \"c\", \"level\": \"company\"},\n"
                         "      {\"id\": \"d\", \"level\": \"team\", \"parent\": \"c\", \"weight\": \"0.5\"},\n"
                         "      {\"id\": \"e\", \"level\": \"team\", \"parent\": \"c\", \"weight\": \"0.125\"},\n"
                         "      {\"id\": \"f\", \"level\": \"team\", \"parent\": \"c\", \"weight\": 2},\n"
                         "      {\"id\": \"g\", \"level\": \"team\", \"parent\": \"c\"}\n"
                         "    ]\n"
                         "  }\n"
                         "}\n");
    plans_assert_stable(context, document);
    attain_document_destroy(document);
}

/* 7 %, 0.095 and 5 of the season: 70, 95 and 5000 thousandths. */
static void test_season_scale(void **state)
{
    attain_context *context = *state;
    attain_document *document = plans_read(
        context, PLAN("{\"year\": 2024, \"target\": 0, \"season\": [\"7%\", 0.095, 5, 0, 0, 0, 0, 0, 0, 0, 0, 0],"
                      " \"nodes\": []}"));
    const attain_goals *goals = attain_document_goals(document);

    assert_int_equal(goals->season[0], 70);
    assert_int_equal(goals->season[1], 95);
    assert_int_equal(goals->season[2], 5000);
    assert_int_equal(goals->season[3], 0);
    plans_assert_stable(context, document);
    attain_document_destroy(document);
}

/* Weights that come to the same are written without the detour: an even season is no season. */
static void test_even_season(void **state)
{
    attain_context *context = *state;
    attain_document *with = plans_read(
        context, PLAN("{\"year\": 2024, \"target\": 0, \"season\": [1,1,1,1,1,1,1,1,1,1,1,1], \"nodes\": []}"));
    attain_document *without = plans_read(context, PLAN("{\"year\": 2024, \"target\": 0, \"nodes\": []}"));
    support_text text = plans_written(context, without);

    assert_null(strstr(text.bytes, "season"));
    plans_assert_written(context, with, text.bytes);
    support_text_free(&text);
    attain_document_destroy(with);
    attain_document_destroy(without);
}

/* A document built with setters writes what the one that was read writes. */
static void test_setters(void **state)
{
    static const int64_t season[12] = {7, 5, 10, 9, 9, 9, 8, 8, 9, 9, 9, 8};
    attain_context *context = *state;
    attain_document *made, *read;
    attain_goals *goals;
    support_text text;

    ASSERT_OK(context, attain_document_create(context, &made));
    ASSERT_OK(context, attain_document_add_goals(context, made, &goals));
    ASSERT_OK(context, attain_goals_set_year(context, goals, 2024));
    ASSERT_OK(context, attain_goals_set_target(context, goals, 15000000000));
    ASSERT_OK(context, attain_goals_set_season(context, goals, season, 12));
    ASSERT_OK(context, attain_goals_add(context, goals, ATTAIN_TEXT("hengyuan"), ATTAIN_GOALS_COMPANY, NULL, 0, 1));
    ASSERT_OK(context,
              attain_goals_add(context, goals, ATTAIN_TEXT("south"), ATTAIN_GOALS_TEAM, ATTAIN_TEXT("hengyuan"), 60));
    ASSERT_OK(context,
              attain_goals_add(context, goals, ATTAIN_TEXT("li"), ATTAIN_GOALS_PERSON, ATTAIN_TEXT("south"), 1));
    text = plans_written(context, made);
    read = plans_read(context,
                      PLAN("{\"nodes\": [{\"level\": \"company\", \"id\": \"hengyuan\"},"
                           "{\"weight\": \"60.0\", \"id\": \"south\", \"level\": \"team\", \"parent\": \"hengyuan\"},"
                           "{\"id\": \"li\", \"level\": \"person\", \"parent\": \"south\", \"weight\": 1}],"
                           "\"season\": [\"7%\", \"5%\", \"10%\", 0.09, 9e-2, \"9%\", \"8%\", \"8%\", \"9%\", \"9%\","
                           "\"9%\", \"8%\"], \"target\": 150000000, \"year\": 2024}"));
    plans_assert_written(context, read, text.bytes);
    support_text_free(&text);
    attain_document_destroy(made);
    attain_document_destroy(read);
}

/* A person added to a plan that was read, with a weight on the scale of the others. */
static void test_added_on_the_scale(void **state)
{
    attain_context *context = *state;
    attain_document *document = plans_read(
        context, PLAN("{\"year\": 2024, \"target\": \"100.00\", \"nodes\": [{\"id\": \"c\", \"level\": \"company\"},"
                      "{\"id\": \"d\", \"level\": \"person\", \"parent\": \"c\", \"weight\": \"60%\"}]}"));
    attain_goals *goals = attain_document_goals(document);
    int64_t weight = 0;

    ASSERT_OK(context,
              attain_decimal_parse(context, ATTAIN_TEXT("0.25"), attain_goals_weight_decimals(goals), &weight));
    assert_int_equal(weight, 25);
    ASSERT_OK(context, attain_goals_add(context, goals, "e", 1, ATTAIN_GOALS_PERSON, "c", 1, weight));
    plans_assert_written(context, document,
                         "{\n"
                         "  \"attain\": 1,\n"
                         "  \"goals\": {\n"
                         "    \"year\": 2024,\n"
                         "    \"target\": \"100.00\",\n"
                         "    \"nodes\": [\n"
                         "      {\"id\": \"c\", \"level\": \"company\"},\n"
                         "      {\"id\": \"d\", \"level\": \"person\", \"parent\": \"c\", \"weight\": \"0.6\"},\n"
                         "      {\"id\": \"e\", \"level\": \"person\", \"parent\": \"c\", \"weight\": \"0.25\"}\n"
                         "    ]\n"
                         "  }\n"
                         "}\n");
    plans_assert_stable(context, document);
    attain_document_destroy(document);
}

/* Both ways of reading a weight give the same targets. */
static void test_same_targets(void **state)
{
    attain_context *context = *state;
    attain_document *document = plans_read(
        context, PLAN("{\"year\": 2024, \"target\": \"100.00\", \"nodes\": [{\"id\": \"c\", \"level\": \"company\"},"
                      "{\"id\": \"d\", \"level\": \"person\", \"parent\": \"c\", \"weight\": \"33.3%\"},"
                      "{\"id\": \"e\", \"level\": \"person\", \"parent\": \"c\", \"weight\": \"0.667\"}]}"));
    support_text text = plans_written(context, document);
    attain_document *again = plans_read(context, text.bytes);
    attain_table *targets;
    support_text csv[2];
    int i;

    for (i = 0; i < 2; i++) {
        ASSERT_OK(context,
                  attain_goals_run(context, attain_document_goals(i == 0 ? document : again), NULL, &targets, NULL));
        csv[i] = support_csv(context, targets);
        attain_table_destroy(targets);
    }
    assert_non_null(strstr(csv[0].bytes, "d,person,c,2024,33.30\n"));
    assert_non_null(strstr(csv[0].bytes, "e,person,c,2024,66.70\n"));
    assert_string_equal(csv[0].bytes, csv[1].bytes);
    support_text_free(&csv[0]);
    support_text_free(&csv[1]);
    support_text_free(&text);
    attain_document_destroy(document);
    attain_document_destroy(again);
}

static void assert_not_written(attain_context *context, attain_document *document, attain_status status,
                               const char *path)
{
    support_text text = {NULL, 0, 0};

    ASSERT_FAILS(context, attain_document_write(context, document, support_write, &text), status, path, -1);
    assert_null(text.bytes); /* nothing before the error */
}

/* What no reader would accept is not written. */
static void test_not_written(void **state)
{
    attain_context *context = *state;
    attain_document *document;
    attain_goals *goals;

    ASSERT_OK(context, attain_document_create(context, &document));
    ASSERT_OK(context, attain_document_add_goals(context, document, &goals));
    assert_not_written(context, document, ATTAIN_ERROR_RULE, "goals.year");
    ASSERT_OK(context, attain_goals_set_year(context, goals, 2024));
    plans_assert_stable(context, document);
    ASSERT_OK(context, attain_goals_add(context, goals, ATTAIN_TEXT("li"), ATTAIN_GOALS_PERSON, ATTAIN_TEXT("south"),
                                        INT64_MAX));
    assert_not_written(context, document, ATTAIN_ERROR_RULE, "goals.nodes");
    ASSERT_OK(context, attain_goals_add(context, goals, ATTAIN_TEXT("c"), ATTAIN_GOALS_COMPANY, NULL, 0, 1));
    assert_not_written(context, document, ATTAIN_ERROR_RULE, "goals.nodes[0]");
    assert_string_equal(attain_context_error_value(context), "li");
    ASSERT_OK(context, attain_goals_add(context, goals, ATTAIN_TEXT("south"), ATTAIN_GOALS_TEAM, ATTAIN_TEXT("c"), 7));
    plans_assert_stable(context, document);
    ASSERT_OK(context, attain_goals_set_decimals(context, goals, 3));
    assert_not_written(context, document, ATTAIN_ERROR_RULE, "goals");
    ASSERT_OK(context, attain_goals_set_decimals(context, goals, 2));
    ASSERT_OK(context,
              attain_goals_add(context, goals, ATTAIN_TEXT("wu"), ATTAIN_GOALS_PERSON, ATTAIN_TEXT("south"), 1));
    assert_not_written(context, document, ATTAIN_ERROR_OVERFLOW, "goals.nodes[3]");
    attain_document_destroy(document);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        SUPPORT_TEST(test_collection),   SUPPORT_TEST(test_values),      SUPPORT_TEST(test_common_scale),
        SUPPORT_TEST(test_season_scale), SUPPORT_TEST(test_even_season), SUPPORT_TEST(test_setters),
        SUPPORT_TEST(test_same_targets), SUPPORT_TEST(test_not_written), SUPPORT_TEST(test_added_on_the_scale),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

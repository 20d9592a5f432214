/* Typed access to a JSON tree: paths, members, words, and errors about values. */
#include "document/document_internal.h"
#include "support/support.h"

static attain__json read_ok(attain_context *context, const char *text)
{
    attain__json json;

    ASSERT_OK(context, attain__json_read(context, text, strlen(text), &json));
    return json;
}

static void assert_path(const attain__json *json, const attain__json_value *value, const char *expected)
{
    char path[ATTAIN__ARGUMENT_CAPACITY];

    attain__json_path(json, value, path);
    assert_string_equal(path, expected);
}

static void test_path(void **state)
{
    attain_context *context = *state;
    attain__json json = read_ok(context, "{\"a\": {\"b-1\": [0, {\"$c_2\": 1}, [[2]]]}, \"o d\": {\"x.y\": 1, \"\": 2,"
                                         "\"q\\\"\\\\\": 3, \"\\u6052\": 4}}");
    const attain__json_value *root = attain__json_root(&json);
    const attain__json_value *list = attain__json_member(&json, attain__json_member(&json, root, "a"), "b-1");
    const attain__json_value *odd = attain__json_member(&json, root, "o d");

    assert_path(&json, root, "text");
    assert_path(&json, list, "a.b-1");
    assert_path(&json, attain__json_element(&json, list, 0), "a.b-1[0]");
    assert_path(&json, attain__json_first(&json, attain__json_element(&json, list, 1)), "a.b-1[1].$c_2");
    assert_path(&json, attain__json_first(&json, attain__json_first(&json, attain__json_element(&json, list, 2))),
                "a.b-1[2][0][0]");
    assert_path(&json, odd, "\"o d\"");
    assert_path(&json, attain__json_member(&json, odd, "x.y"), "\"o d\".\"x.y\"");
    assert_path(&json, attain__json_member(&json, odd, ""), "\"o d\".\"\"");
    assert_path(&json, attain__json_member(&json, odd, "q\"\\"), "\"o d\".\"q\\\"\\\\\"");
    assert_path(&json, attain__json_member(&json, odd, "\xE6\x81\x92"), "\"o d\".\"\xE6\x81\x92\"");
    attain__json_release(&json);
}

/* A path that is too long keeps its end, where the value is, and is cut between characters. */
static void test_long_path(void **state)
{
    attain_context *context = *state;
    support_text text = {NULL, 0, 0};
    char path[ATTAIN__ARGUMENT_CAPACITY];
    attain__json json;
    int i;

    support_write("[{\"", 3, &text);
    for (i = 0; i < 120; i++)
        support_write("\xE6\x81\x92", 3, &text);
    support_write("\": [7]}]", 8, &text);
    ASSERT_OK(context, attain__json_read(context, text.bytes, text.length, &json));
    attain__json_path(&json, &json.values[json.count - 1], path);
    assert_in_range(strlen(path), sizeof path - 6, sizeof path - 1);
    assert_memory_equal(path, "...\xE6\x81\x92", 6);
    assert_int_equal(attain__utf8_check(path, strlen(path)), strlen(path));
    assert_string_equal(path + strlen(path) - 7, "\xE6\x81\x92\"[0]");
    attain__json_release(&json);
    support_text_free(&text);
}

static const attain__json_name members[] = {{"id", 1}, {"level", 0}, {"weight", 1}};

static void test_members(void **state)
{
    attain_context *context = *state;
    attain__json json =
        read_ok(context, "[{\"weight\": 2, \"id\": \"x\"},\n {\"id\": 1, \"colour\": 2},\n {\"id\": 1},\n 7]");
    const attain__json_value *root = attain__json_root(&json), *found[3];

    ASSERT_OK(context, attain__json_members(&json, attain__json_element(&json, root, 0), members, 3, found));
    assert_path(&json, found[0], "[0].id");
    assert_null(found[1]);
    assert_path(&json, found[2], "[0].weight");
    ASSERT_FAILS(context, attain__json_members(&json, attain__json_element(&json, root, 1), members, 3, found),
                 ATTAIN_ERROR_SCHEMA, "[1].colour", ATTAIN__NO_ROW);
    assert_string_equal(attain_context_error(context),
                        "[1].colour, value '2': is not known here; known are id, level, weight (line 2, column 22)");
    ASSERT_FAILS(context, attain__json_members(&json, attain__json_element(&json, root, 2), members, 3, found),
                 ATTAIN_ERROR_SCHEMA, "[2].weight", ATTAIN__NO_ROW);
    assert_string_equal(attain_context_error(context), "[2].weight: is missing (line 3, column 2)");
    ASSERT_FAILS(context, attain__json_members(&json, attain__json_element(&json, root, 3), members, 3, found),
                 ATTAIN_ERROR_SCHEMA, "[3]", ATTAIN__NO_ROW);
    assert_string_equal(attain_context_error(context),
                        "[3], value '7': must be an object, not a number (line 4, column 2)");
    ASSERT_FAILS(context, attain__json_members(&json, root, members, 3, found), ATTAIN_ERROR_SCHEMA, "text",
                 ATTAIN__NO_ROW);
    attain__json_release(&json);

    json = read_ok(context, "{}"); /* missing in the root: no dot in front */
    ASSERT_FAILS(context, attain__json_members(&json, attain__json_root(&json), members, 3, found), ATTAIN_ERROR_SCHEMA,
                 "id", ATTAIN__NO_ROW);
    attain__json_release(&json);
}

static void test_words(void **state)
{
    static const attain__json_name words[] = {{"half-up", 10}, {"down", 20}};
    attain_context *context = *state;
    attain__json json = read_ok(context, "[\"down\", \"Down\", \"\", 1]");
    const attain__json_value *root = attain__json_root(&json);
    int32_t out = 0;

    ASSERT_OK(context, attain__json_choose(&json, attain__json_element(&json, root, 0), words, 2, &out));
    assert_int_equal(out, 20);
    ASSERT_FAILS(context, attain__json_choose(&json, attain__json_element(&json, root, 1), words, 2, &out),
                 ATTAIN_ERROR_VALUE, "[1]", ATTAIN__NO_ROW);
    assert_string_equal(attain_context_error(context),
                        "[1], value 'Down': is not known; known: half-up, down (line 1, column 10)");
    ASSERT_FAILS(context, attain__json_choose(&json, attain__json_element(&json, root, 2), words, 2, &out),
                 ATTAIN_ERROR_VALUE, "[2]", ATTAIN__NO_ROW);
    ASSERT_FAILS(context, attain__json_choose(&json, attain__json_element(&json, root, 3), words, 2, &out),
                 ATTAIN_ERROR_SCHEMA, "[3]", ATTAIN__NO_ROW);
    assert_int_equal(out, 20);
    assert_string_equal(attain__json_word(words, 2, 10), "half-up");
    assert_string_equal(attain__json_word(words, 2, 20), "down");
    attain__json_release(&json);
}

static void test_kinds(void **state)
{
    attain_context *context = *state;
    attain__json json = read_ok(context, "[[], [1, 2, 3], {}, \"t\", null, true]");
    const attain__json_value *root = attain__json_root(&json);

    ASSERT_OK(context, attain__json_array(&json, attain__json_element(&json, root, 0)));
    ASSERT_OK(context, attain__json_list(&json, attain__json_element(&json, root, 1), 3));
    ASSERT_OK(context, attain__json_text(&json, attain__json_element(&json, root, 3)));
    ASSERT_FAILS(context, attain__json_list(&json, attain__json_element(&json, root, 0), 3), ATTAIN_ERROR_VALUE, "[0]",
                 ATTAIN__NO_ROW);
    ASSERT_FAILS(context, attain__json_list(&json, attain__json_element(&json, root, 1), 2), ATTAIN_ERROR_VALUE, "[1]",
                 ATTAIN__NO_ROW);
    assert_non_null(strstr(attain_context_error(context), "must have 1 to 2 elements, not 3"));
    ASSERT_FAILS(context, attain__json_array(&json, attain__json_element(&json, root, 2)), ATTAIN_ERROR_SCHEMA, "[2]",
                 ATTAIN__NO_ROW);
    assert_non_null(strstr(attain_context_error(context), "must be an array, not an object"));
    ASSERT_FAILS(context, attain__json_text(&json, attain__json_element(&json, root, 4)), ATTAIN_ERROR_SCHEMA, "[4]",
                 ATTAIN__NO_ROW);
    assert_non_null(strstr(attain_context_error(context), "must be text, not null"));
    ASSERT_FAILS(context, attain__json_text(&json, attain__json_element(&json, root, 5)), ATTAIN_ERROR_SCHEMA, "[5]",
                 ATTAIN__NO_ROW);
    assert_non_null(strstr(attain_context_error(context), "must be text, not true or false"));
    attain__json_release(&json);
}

/* A setter's record becomes the document's. */
static void test_refused(void **state)
{
    attain_context *context = *state;
    attain__json json = read_ok(context, "{\"cuts\": [10, 20], \"node\": {\"id\": \"li\"}}");
    const attain__json_value *root = attain__json_root(&json);
    const attain__json_value *cuts = attain__json_member(&json, root, "cuts");
    const attain__json_value *node = attain__json_member(&json, root, "node");
    attain_status status;

    status = attain__error_i64(context, ATTAIN_ERROR_RULE, "cuts", 1, 2000, "is too small");
    ASSERT_FAILS(context, attain__json_refused(&json, cuts, status), ATTAIN_ERROR_RULE, "cuts[1]", ATTAIN__NO_ROW);
    assert_string_equal(attain_context_error(context), "cuts[1], value '20': is too small (line 1, column 15)");
    status = attain__error_i64(context, ATTAIN_ERROR_RULE, "cuts", 2, 2000, "is too small"); /* no such element */
    ASSERT_FAILS(context, attain__json_refused(&json, cuts, status), ATTAIN_ERROR_RULE, "cuts", ATTAIN__NO_ROW);
    status = attain__error(context, ATTAIN_ERROR_ARGUMENT, "id", ATTAIN__NO_ROW, "must not be empty");
    ASSERT_FAILS(context, attain__json_refused(&json, node, status), ATTAIN_ERROR_VALUE, "node.id", ATTAIN__NO_ROW);
    status = attain__error(context, ATTAIN_ERROR_RULE, "goals", ATTAIN__NO_ROW, "no");
    ASSERT_FAILS(context, attain__json_refused(&json, node, status), ATTAIN_ERROR_RULE, "node", ATTAIN__NO_ROW);
    status = attain__error_memory(context);
    ASSERT_FAILS(context, attain__json_refused(&json, node, status), ATTAIN_ERROR_MEMORY, "", ATTAIN__NO_ROW);
    attain__json_release(&json);
}

/* Where a message is long, line and column are still told. */
static void test_long_message(void **state)
{
    attain_context *context = *state;
    attain__json json = read_ok(context, "[1]");
    char message[400];

    memset(message, 'x', sizeof message - 1);
    message[sizeof message - 1] = '\0';
    ASSERT_FAILS(context, attain__json_error(&json, attain__json_root(&json), ATTAIN_ERROR_VALUE, message),
                 ATTAIN_ERROR_VALUE, "text", ATTAIN__NO_ROW);
    assert_non_null(strstr(attain_context_error(context), "xxx (line 1, column 1)"));
    attain__json_release(&json);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        SUPPORT_TEST(test_path),         SUPPORT_TEST(test_long_path), SUPPORT_TEST(test_members),
        SUPPORT_TEST(test_words),        SUPPORT_TEST(test_kinds),     SUPPORT_TEST(test_refused),
        SUPPORT_TEST(test_long_message),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

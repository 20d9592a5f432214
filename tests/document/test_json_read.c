/* The JSON parser: what RFC 8259 allows, what it does not, and where the error is. */
#include <stdio.h>

#include "document/document_internal.h"
#include "support/support.h"

static const attain__json_value *child(const attain__json *json, const attain__json_value *value, const char *name)
{
    const attain__json_value *found = attain__json_member(json, value, name);

    assert_non_null(found);
    return found;
}

static void assert_text(const attain__json_value *value, const char *bytes, size_t length)
{
    assert_int_equal(value->length, length);
    assert_memory_equal(value->text, bytes, length);
}

/* Reads a text that must be refused, with the beginning of the message behind "line L, column C: ". */
static void assert_refused_bytes(attain_context *context, const char *text, size_t length, size_t line, size_t column,
                                 const char *message)
{
    attain__json json;
    char place[64];
    const char *detail;

    ASSERT_FAILS(context, attain__json_read(context, text, length, &json), ATTAIN_ERROR_FORMAT, "text", ATTAIN__NO_ROW);
    snprintf(place, sizeof place, "line %lu, column %lu: ", (unsigned long)line, (unsigned long)column);
    detail = context->detail;
    if (strncmp(detail, place, strlen(place)) != 0 || strstr(detail, message) == NULL)
        fail_msg("%s\n  gave: %s\n  wanted: %s... %s", text, detail, place, message);
    attain__json_release(&json);
}

static void assert_refused(attain_context *context, const char *text, size_t line, size_t column, const char *message)
{
    assert_refused_bytes(context, text, strlen(text), line, column, message);
}

static attain__json read_ok(attain_context *context, const char *text)
{
    attain__json json;

    ASSERT_OK(context, attain__json_read(context, text, strlen(text), &json));
    return json;
}

static void test_kinds(void **state)
{
    attain_context *context = *state;
    attain__json json = read_ok(context, " {\"a\": [1, -0.50e+3, \"x\", true, false, null], \"b\": {}, \"c\": []}\r\n");
    const attain__json_value *root = attain__json_root(&json), *a = child(&json, root, "a"), *value;

    assert_int_equal(root->kind, ATTAIN__JSON_OBJECT);
    assert_int_equal(root->count, 3);
    assert_int_equal(a->kind, ATTAIN__JSON_ARRAY);
    assert_int_equal(a->count, 6);
    value = attain__json_element(&json, a, 0);
    assert_int_equal(value->kind, ATTAIN__JSON_NUMBER);
    assert_text(value, "1", 1);
    value = attain__json_next(&json, value);
    assert_int_equal(value->kind, ATTAIN__JSON_NUMBER);
    assert_text(value, "-0.50e+3", 8); /* to the letter: no double has seen it */
    value = attain__json_next(&json, value);
    assert_int_equal(value->kind, ATTAIN__JSON_TEXT);
    assert_text(value, "x", 1);
    value = attain__json_next(&json, value);
    assert_int_equal(value->kind, ATTAIN__JSON_BOOLEAN);
    assert_text(value, "true", 4);
    value = attain__json_next(&json, value);
    assert_int_equal(value->kind, ATTAIN__JSON_BOOLEAN);
    assert_text(value, "false", 5);
    value = attain__json_next(&json, value);
    assert_int_equal(value->kind, ATTAIN__JSON_NULL);
    assert_int_equal(value->place, 5);
    assert_null(attain__json_next(&json, value));
    assert_int_equal(child(&json, root, "b")->kind, ATTAIN__JSON_OBJECT);
    assert_null(attain__json_first(&json, child(&json, root, "b")));
    assert_int_equal(child(&json, root, "c")->kind, ATTAIN__JSON_ARRAY);
    assert_null(attain__json_member(&json, root, "d"));
    assert_null(attain__json_member(&json, a, "a"));
    assert_null(attain__json_element(&json, a, 6));
    assert_null(attain__json_element(&json, a, -1));
    assert_null(attain__json_element(&json, root, 0));
    attain__json_release(&json);
}

static void test_root_of_any_kind(void **state)
{
    static const char *const texts[] = {"1", "\"\"", "null", "[]", "\t[ [ ] , { } ]\n", "\xEF\xBB\xBF{}"};
    size_t i;

    for (i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        attain__json json = read_ok(*state, texts[i]);

        assert_non_null(attain__json_root(&json));
        attain__json_release(&json);
    }
}

static void test_numbers(void **state)
{
    static const char *const good[] = {
        "0", "-0", "10", "1.5", "0.0", "1e5", "1E5", "1e+5", "1e-05", "-1.25E0", "123456789012345678901234567890"};
    static const char *const bad[] = {"01",  "-",     "+1",    ".5",  "1.", "1.e5",  "1e",        "1e+", "-01",
                                      "0x1", "1_000", "1.2.3", "--1", "1-", "1e5.0", "-Infinity", "00"};
    size_t i;

    for (i = 0; i < sizeof good / sizeof good[0]; i++) {
        attain__json json = read_ok(*state, good[i]);

        assert_int_equal(attain__json_root(&json)->kind, ATTAIN__JSON_NUMBER);
        assert_text(attain__json_root(&json), good[i], strlen(good[i]));
        attain__json_release(&json);
    }
    for (i = 0; i < sizeof bad / sizeof bad[0]; i++)
        assert_refused(*state, bad[i], 1, 1, "is not a JSON number");
}

static void test_escapes(void **state)
{
    attain_context *context = *state;
    attain__json json =
        read_ok(context, "{\"t\": \"\\\"\\\\\\/\\b\\f\\n\\r\\t\", \"a\\u0062\": \"\\u0041\\u00e9\\u6052\\u20AC\","
                         "\"p\": \"\\ud83d\\ude00\\uDBFF\\uDFFF\", \"z\": \"\\u0000.\", \"e\": \"\","
                         "\"u\": \"\xE6\x81\x92\xF0\x9F\x98\x80\"}");
    const attain__json_value *root = attain__json_root(&json);

    assert_text(child(&json, root, "t"), "\"\\/\b\f\n\r\t", 8);
    assert_text(child(&json, root, "ab"), "A\xC3\xA9\xE6\x81\x92\xE2\x82\xAC", 9);
    assert_text(child(&json, root, "p"), "\xF0\x9F\x98\x80\xF4\x8F\xBF\xBF", 8); /* U+1F600 and U+10FFFF */
    assert_text(child(&json, root, "z"), "\0.", 2);
    assert_text(child(&json, root, "e"), "", 0);
    assert_text(child(&json, root, "u"), "\xE6\x81\x92\xF0\x9F\x98\x80", 7);
    attain__json_release(&json);
}

static void test_bad_text(void **state)
{
    attain_context *context = *state;

    assert_refused(context, "[\"abc", 1, 6, "the text ends here; a double quote must end the text");
    assert_refused(context, "[\"a\nb\"]", 1, 4, "must not hold line ends");
    assert_refused(context, "[\"a\tb\"]", 1, 4, "must not hold line ends");
    assert_refused(context, "[\"\\x\"]", 1, 3, "an escape is");
    assert_refused(context, "[\"\\", 1, 3, "an escape is");
    assert_refused(context, "[\"\\u12g4\"]", 1, 3, "four hexadecimal digits");
    assert_refused(context, "[\"\\u12", 1, 3, "four hexadecimal digits");
    assert_refused(context, "[\"\\ud83d\"]", 1, 3, "surrogate pair");
    assert_refused(context, "[\"\\ud83dxude00\"]", 1, 3, "surrogate pair");
    assert_refused(context, "[\"\\ud83d\\u0041\"]", 1, 3, "surrogate pair");
    assert_refused(context, "[\"\\ude00\\ud83d\"]", 1, 3, "surrogate pair");
    assert_refused(context, "['a']", 1, 2, "text needs double quotes");
}

static void test_not_utf8(void **state)
{
    attain_context *context = *state;

    assert_refused(context, "[\"\xFF\"]", 1, 3, "is not UTF-8");
    assert_refused(context, "[\"\xC0\xAF\"]", 1, 3, "is not UTF-8");     /* overlong */
    assert_refused(context, "[\"\xED\xA0\x80\"]", 1, 3, "is not UTF-8"); /* a surrogate */
    assert_refused(context, "[\"\xE6\x81", 1, 3, "is not UTF-8");        /* cut off */
    assert_refused(context, "\xFE\xFF", 1, 1, "is not UTF-8");           /* UTF-16 */
}

static void test_structure(void **state)
{
    attain_context *context = *state;

    assert_refused(context, "", 1, 1, "the text ends here; a value must stand here");
    assert_refused(context, "  \n ", 2, 2, "the text ends here; a value must stand here");
    assert_refused(context, "\xEF\xBB\xBF", 1, 1, "the text ends here; a value must stand here");
    assert_refused(context, "[1, 2", 1, 6, "the text ends here; a comma or ] must stand here");
    assert_refused(context, "{\"a\": 1", 1, 8, "the text ends here; a comma or } must stand here");
    assert_refused(context, "{\"a\"", 1, 5, "the text ends here; a colon must follow");
    assert_refused(context, "{\"a\":", 1, 6, "the text ends here; a value must stand here");
    assert_refused(context, "{", 1, 2, "the text ends here; a member must stand here");
    assert_refused(context, "[1,]", 1, 4, "no comma may stand before this");
    assert_refused(context, "{\"a\": 1,}", 1, 9, "no comma may stand before this");
    assert_refused(context, "[,1]", 1, 2, "a value must stand here");
    assert_refused(context, "[1,,2]", 1, 4, "a value must stand here");
    assert_refused(context, "[1 2]", 1, 4, "a comma or ] must stand here");
    assert_refused(context, "{\"a\" 1}", 1, 6, "a colon must follow");
    assert_refused(context, "{\"a\": 1 \"b\": 2}", 1, 9, "a comma or } must stand here");
    assert_refused(context, "{a: 1}", 1, 2, "its name in double quotes");
    assert_refused(context, "{1: 1}", 1, 2, "its name in double quotes");
    assert_refused(context, "{,}", 1, 2, "its name in double quotes");
    assert_refused(context, "[1}", 1, 3, "a comma or ] must stand here");
    assert_refused(context, "[}", 1, 2, "a value must stand here");
    assert_refused(context, "{\"a\": 1]", 1, 8, "a comma or } must stand here");
    assert_refused(context, "]", 1, 1, "a value must stand here");
    assert_refused(context, "{} {}", 1, 4, "nothing may follow the end");
    assert_refused(context, "1 2", 1, 3, "nothing may follow the end");
    assert_refused(context, "{}\xEF\xBB\xBF", 1, 3, "nothing may follow the end");
    assert_refused_bytes(context, "{}\0", 3, 1, 3, "nothing may follow the end");
    assert_refused_bytes(context, "[\0]", 3, 1, 2, "a value must stand here");
}

static void test_not_json(void **state)
{
    attain_context *context = *state;

    assert_refused(context, "[NaN]", 1, 2, "NaN and Infinity are none");
    assert_string_equal(attain_context_error_value(context), "NaN");
    assert_refused(context, "[Infinity]", 1, 2, "NaN and Infinity are none");
    assert_refused(context, "[True]", 1, 2, "is not a JSON value");
    assert_refused(context, "[nul]", 1, 2, "is not a JSON value");
    assert_refused(context, "[undefined]", 1, 2, "is not a JSON value");
    assert_refused(context, "// plan\n{}", 1, 1, "JSON has no comments");
    assert_refused(context, "{} /* end */", 1, 4, "nothing may follow the end");
    assert_refused(context, "{/**/}", 1, 2, "a member must stand here");
}

static void test_lines_and_columns(void **state)
{
    attain_context *context = *state;

    assert_refused(context, "{\n  \"a\": 1,\n  b\n}", 3, 3, "a member must stand here");
    assert_refused(context, "{\r\n\r\n  b}", 3, 3, "a member must stand here");
    assert_refused(context, "{\r\r  b}", 3, 3, "a member must stand here");
    assert_refused(context, "\xEF\xBB\xBF[x]", 1, 2, "is not a JSON value"); /* a byte order mark takes no column */
    assert_refused(context, "[\"\xE6\x81\x92\xE8\xBF\x9C\", x]", 1, 8,
                   "is not a JSON value"); /* 恒远: two characters */
}

/* Arrays inside each other: as many as are allowed, and far more without harm to the stack. */
static void test_depth(void **state)
{
    enum { MANY = 100000 };
    attain_context *context = *state;
    attain__json json;
    char text[2 * ATTAIN__JSON_DEPTH + 4];
    char *deep = test_malloc(MANY);
    const attain__json_value *value;
    size_t i;

    memset(text, '[', ATTAIN__JSON_DEPTH);
    memset(text + ATTAIN__JSON_DEPTH, ']', ATTAIN__JSON_DEPTH);
    ASSERT_OK(context, attain__json_read(context, text, 2 * ATTAIN__JSON_DEPTH, &json));
    value = attain__json_root(&json);
    for (i = 1; i < ATTAIN__JSON_DEPTH; i++)
        value = attain__json_first(&json, value);
    assert_int_equal(value->count, 0);
    attain__json_release(&json);

    memset(text, '[', ATTAIN__JSON_DEPTH + 1);
    memset(text + ATTAIN__JSON_DEPTH + 1, ']', ATTAIN__JSON_DEPTH + 1);
    assert_refused_bytes(context, text, 2 * ATTAIN__JSON_DEPTH + 2, 1, 65, "more than 64 deep");

    memset(deep, '[', MANY);
    assert_refused_bytes(context, deep, MANY, 1, 65, "more than 64 deep");
    for (i = 0; i + 5 <= MANY; i += 5)
        memcpy(deep + i, "{\"a\":", 5);
    assert_refused_bytes(context, deep, MANY, 1, 5 * 64 + 1, "more than 64 deep");
    test_free(deep);
}

/* Many siblings are no depth. */
static void test_wide(void **state)
{
    enum { MANY = 5000 };
    attain_context *context = *state;
    support_text text = {NULL, 0, 0};
    attain__json json;
    char member[32];
    int i;

    support_write("{", 1, &text);
    for (i = 0; i < MANY; i++) {
        int length = snprintf(member, sizeof member, "%s\"m%d\": [%d]", i == 0 ? "" : ", ", i * 7919 % MANY, i);

        support_write(member, (size_t)length, &text);
    }
    support_write("}", 1, &text);
    ASSERT_OK(context, attain__json_read(context, text.bytes, text.length, &json));
    assert_int_equal(attain__json_root(&json)->count, MANY);
    assert_text(attain__json_first(&json, child(&json, attain__json_root(&json), "m2919")), "1", 1);
    attain__json_release(&json);
    support_text_free(&text);
}

static void assert_repeated(attain_context *context, const char *text, const char *path, const char *place)
{
    attain__json json;

    ASSERT_FAILS(context, attain__json_read(context, text, strlen(text), &json), ATTAIN_ERROR_SCHEMA, path,
                 ATTAIN__NO_ROW);
    assert_non_null(strstr(attain_context_error(context), "stands here a second time"));
    assert_non_null(strstr(attain_context_error(context), place));
    attain__json_release(&json);
}

static void test_repeated(void **state)
{
    attain_context *context = *state;
    attain__json json;

    assert_repeated(context, "{\"a\": 1, \"a\": 1}", "a", "(line 1, column 15)");
    assert_repeated(context, "{\"a\": 1,\n\"\\u0061\": 2}", "a", "(line 2, column 11)");
    assert_repeated(context, "[{\"b\": {\"c\": 1, \"d\": 2, \"c\": {}}, \"b\": 1}]", "[0].b.c",
                    "line 1"); /* the first */
    assert_repeated(context, "{\"\": 1, \"\": 1}", "\"\"", "line 1");
    json = read_ok(context, "[{\"a\": {\"a\": 1}}, {\"a\": {\"a\": 1, \"A\": 1, \"aa\": 1}}]");
    attain__json_release(&json);
}

static attain_status scenario(attain_context *context, void *user)
{
    const char *text = user;
    attain__json json;
    attain_status status = attain__json_read(context, text, strlen(text), &json);

    attain__json_release(&json);
    return status;
}

static void test_memory(void **state)
{
    static char text[] = "{\"a\": [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12], \"b\": {\"c\": \"d\"}, \"e\": \"f\"}";

    (void)state;
    support_memory_sweep(scenario, text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        SUPPORT_TEST(test_kinds),
        SUPPORT_TEST(test_root_of_any_kind),
        SUPPORT_TEST(test_numbers),
        SUPPORT_TEST(test_escapes),
        SUPPORT_TEST(test_bad_text),
        SUPPORT_TEST(test_not_utf8),
        SUPPORT_TEST(test_structure),
        SUPPORT_TEST(test_not_json),
        SUPPORT_TEST(test_lines_and_columns),
        SUPPORT_TEST(test_depth),
        SUPPORT_TEST(test_wide),
        SUPPORT_TEST(test_repeated),
        SUPPORT_TEST(test_memory),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

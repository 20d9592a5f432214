/* The JSON writer: layout, escapes, exact numbers, and a callback that refuses. */
#include "document/document_internal.h"
#include "support/support.h"

static void assert_written(attain_context *context, attain__json_writer *writer, support_text *text,
                           const char *expected)
{
    ASSERT_OK(context, attain__json_finish(writer));
    assert_string_equal(text->bytes, expected);
    support_text_free(text);
}

static void test_layout(void **state)
{
    attain_context *context = *state;
    support_text text = {NULL, 0, 0};
    attain__json_writer writer;

    attain__json_begin(&writer, context, support_write, &text);
    attain__json_open(&writer, NULL, '{');
    attain__json_put_integer(&writer, "one", 1);
    attain__json_open(&writer, "empty", '{');
    attain__json_close(&writer, '}');
    attain__json_open(&writer, "list", '[');
    attain__json_open_inline(&writer, NULL, '{');
    attain__json_put_word(&writer, "a", "b");
    attain__json_open(&writer, "c", '[');
    attain__json_put_integer(&writer, NULL, 2);
    attain__json_put_integer(&writer, NULL, 3);
    attain__json_close(&writer, ']');
    attain__json_open_inline(&writer, "d", '{');
    attain__json_close(&writer, '}');
    attain__json_put_word(&writer, "e", "f");
    attain__json_close(&writer, '}');
    attain__json_open_inline(&writer, NULL, '[');
    attain__json_close(&writer, ']');
    attain__json_open(&writer, NULL, '[');
    attain__json_put_integer(&writer, NULL, 4);
    attain__json_close(&writer, ']');
    attain__json_close(&writer, ']');
    attain__json_put_word(&writer, "last", "");
    attain__json_close(&writer, '}');
    assert_written(context, &writer, &text,
                   "{\n"
                   "  \"one\": 1,\n"
                   "  \"empty\": {},\n"
                   "  \"list\": [\n"
                   "    {\"a\": \"b\", \"c\": [2, 3], \"d\": {}, \"e\": \"f\"},\n"
                   "    [],\n"
                   "    [\n"
                   "      4\n"
                   "    ]\n"
                   "  ],\n"
                   "  \"last\": \"\"\n"
                   "}\n");
}

static void test_numbers(void **state)
{
    attain_context *context = *state;
    support_text text = {NULL, 0, 0};
    attain__json_writer writer;

    attain__json_begin(&writer, context, support_write, &text);
    attain__json_open_inline(&writer, NULL, '[');
    attain__json_put_integer(&writer, NULL, INT64_MIN);
    attain__json_put_amount(&writer, NULL, 100000000, 2);
    attain__json_put_amount(&writer, NULL, -5, 2);
    attain__json_put_amount(&writer, NULL, 7, 0);
    attain__json_put_amount(&writer, NULL, INT64_MIN, 9);
    attain__json_put_rate(&writer, NULL, ATTAIN_BASIS_POINTS(150));
    attain__json_put_rate(&writer, NULL, ATTAIN_RATE_ONE);
    attain__json_put_rate(&writer, NULL, 0);
    attain__json_put_rate(&writer, NULL, 1);
    attain__json_put_rate(&writer, NULL, -30000000);
    attain__json_put_rate(&writer, NULL, INT64_MIN);
    attain__json_put_weight(&writer, NULL, 60, 0);
    attain__json_put_weight(&writer, NULL, 600, 1);
    attain__json_put_weight(&writer, NULL, 5, 1);
    attain__json_put_weight(&writer, NULL, 250000000, 9);
    attain__json_close(&writer, ']');
    assert_written(
        context, &writer, &text,
        "[-9223372036854775808, \"1000000.00\", \"-0.05\", \"7\", \"-9223372036.854775808\", \"1.5%\", "
        "\"100%\", \"0%\", \"0.0000001%\", \"-3%\", \"-922337203685.4775808%\", 60, 60, \"0.5\", \"0.25\"]\n");
}

/* What is written of any text is read back as that text. */
static void test_escapes(void **state)
{
    attain_context *context = *state;
    support_text text = {NULL, 0, 0};
    attain__json_writer writer;
    attain__json json;
    char every[130];
    size_t i;

    for (i = 0; i < 128; i++)
        every[i] = (char)i;
    attain__json_begin(&writer, context, support_write, &text);
    attain__json_open_inline(&writer, NULL, '{');
    attain__json_put_text(&writer, "a\"b", every, 128);
    attain__json_put_text(&writer, "\xE6\x81\x92", "\xE6\x81\x92\xF0\x9F\x98\x80", 7);
    attain__json_close(&writer, '}');
    ASSERT_OK(context, attain__json_finish(&writer));
    ASSERT_OK(context, attain__json_read(context, text.bytes, text.length, &json));
    assert_int_equal(json.count, 3);
    assert_int_equal(json.values[1].name_length, 3);
    assert_memory_equal(json.values[1].name, "a\"b", 3);
    assert_int_equal(json.values[1].length, 128);
    assert_memory_equal(json.values[1].text, every, 128);
    assert_int_equal(json.values[2].length, 7);
    assert_memory_equal(json.values[2].text, "\xE6\x81\x92\xF0\x9F\x98\x80", 7);
    assert_non_null(strstr(text.bytes, "\xE6\x81\x92")); /* as it is, for people */
    attain__json_release(&json);
    support_text_free(&text);
}

static int32_t refuse(const char *bytes, size_t length, void *user)
{
    (void)bytes;
    (void)length;
    ++*(int *)user;
    return 1;
}

static void test_refused(void **state)
{
    attain_context *context = *state;
    attain__json_writer writer;
    int calls = 0, i;

    attain__json_begin(&writer, context, refuse, &calls);
    attain__json_open(&writer, NULL, '[');
    for (i = 0; i < 10000; i++)
        attain__json_put_integer(&writer, NULL, i);
    attain__json_close(&writer, ']');
    ASSERT_FAILS(context, attain__json_finish(&writer), ATTAIN_ERROR_WRITE, "write", ATTAIN__NO_ROW);
    assert_int_equal(calls, 1); /* never again after it refused */
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        SUPPORT_TEST(test_layout),
        SUPPORT_TEST(test_numbers),
        SUPPORT_TEST(test_escapes),
        SUPPORT_TEST(test_refused),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

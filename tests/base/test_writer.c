/* Writing: bytes arrive whole and in order, in large chunks, and a refusal stays. */
#include "support/support.h"

#include "base/base_internal.h"

typedef struct chunks {
    size_t calls;
    size_t least; /* the smallest chunk but the last */
    size_t last;
    size_t refuse_at; /* call to refuse, from 1; 0 for none */
    support_text text;
} chunks;

static int32_t take(const char *bytes, size_t length, void *user)
{
    chunks *seen = user;

    seen->calls++;
    if (seen->calls == seen->refuse_at)
        return 1;
    if (seen->calls > 1 && seen->last < seen->least)
        seen->least = seen->last;
    seen->last = length;
    return support_write(bytes, length, &seen->text);
}

static void test_chunks_are_large_and_whole(void **state)
{
    chunks seen = {0, SIZE_MAX, 0, 0, {NULL, 0, 0}};
    attain__writer writer;
    int i;

    attain__writer_start(&writer, *state, take, &seen);
    for (i = 0; i < 10000; i++)
        attain__put_terminated(&writer, "abc");
    attain__put_char(&writer, '.');
    ASSERT_OK(*state, attain__writer_finish(&writer));
    assert_int_equal(seen.text.length, 30001);
    assert_true(seen.least >= 4096);
    for (i = 0; i < 30000; i++)
        assert_int_equal(seen.text.bytes[i], "abc"[i % 3]);
    assert_int_equal(seen.text.bytes[30000], '.');
    support_text_free(&seen.text);
}

static void test_more_than_the_buffer_at_once(void **state)
{
    static char large[20000];
    chunks seen = {0, SIZE_MAX, 0, 0, {NULL, 0, 0}};
    attain__writer writer;
    size_t i;

    for (i = 0; i < sizeof large; i++)
        large[i] = (char)('a' + i % 26);
    attain__writer_start(&writer, *state, take, &seen);
    attain__put_char(&writer, '>');
    attain__put(&writer, large, sizeof large);
    ASSERT_OK(*state, attain__writer_finish(&writer));
    assert_int_equal(seen.text.length, sizeof large + 1);
    assert_memory_equal(seen.text.bytes + 1, large, sizeof large);
    support_text_free(&seen.text);
}

static void test_nothing_is_written_for_nothing(void **state)
{
    chunks seen = {0, SIZE_MAX, 0, 0, {NULL, 0, 0}};
    attain__writer writer;

    attain__writer_start(&writer, *state, take, &seen);
    attain__put(&writer, NULL, 0);
    ASSERT_OK(*state, attain__writer_finish(&writer));
    assert_int_equal(seen.calls, 0);
}

static void test_refusal_stays(void **state)
{
    chunks seen = {0, SIZE_MAX, 0, 2, {NULL, 0, 0}};
    attain__writer writer;
    int i;

    attain__writer_start(&writer, *state, take, &seen);
    for (i = 0; i < 40000; i++)
        attain__put_char(&writer, 'x');
    ASSERT_FAILS(*state, attain__writer_finish(&writer), ATTAIN_ERROR_WRITE, "write", -1);
    assert_int_equal(seen.calls, 2); /* nobody is asked again after the refusal */
    support_text_free(&seen.text);
}

static void test_json_strings(void **state)
{
    chunks seen = {0, SIZE_MAX, 0, 0, {NULL, 0, 0}};
    attain__writer writer;

    attain__writer_start(&writer, *state, take, &seen);
    attain__put_json(&writer, ATTAIN_TEXT("a\"b\\c\n\r\t\x01\x7F/\xE6\x81\x92\0z"));
    attain__put_json(&writer, "", 0);
    ASSERT_OK(*state, attain__writer_finish(&writer));
    assert_string_equal(seen.text.bytes, "\"a\\\"b\\\\c\\n\\r\\t\\u0001\\u007f/\xE6\x81\x92\\u0000z\"\"\"");
    support_text_free(&seen.text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        SUPPORT_TEST(test_chunks_are_large_and_whole),
        SUPPORT_TEST(test_more_than_the_buffer_at_once),
        SUPPORT_TEST(test_nothing_is_written_for_nothing),
        SUPPORT_TEST(test_refusal_stays),
        SUPPORT_TEST(test_json_strings),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

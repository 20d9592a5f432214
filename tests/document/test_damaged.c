/* Damaged documents: random bytes and a good plan with random damage are read or refused, never anything else. */
#include "document/document_internal.h"
#include "document/plans.h"

static size_t below(uint64_t *seed, size_t limit)
{
    return (size_t)(support_random(seed) % limit);
}

/* Reads a text in a block of just its size, so that a byte too far is seen. Whatever is accepted is stable. Returns whether it
 * was accepted. */
static int survive(attain_context *context, const char *text, size_t length)
{
    char *block = test_malloc(length == 0 ? 1 : length);
    attain_document *document = NULL;
    attain_status status;

    memcpy(block, text, length);
    status = attain_document_read(context, block, length, &document);
    test_free(block);
    assert_int_equal(status, attain_context_error_status(context));
    if (status != ATTAIN_OK) {
        assert_null(document);
        assert_string_not_equal(attain_context_error(context), "");
        assert_true(status == ATTAIN_ERROR_FORMAT || status == ATTAIN_ERROR_SCHEMA || status == ATTAIN_ERROR_VALUE ||
                    status == ATTAIN_ERROR_RULE || status == ATTAIN_ERROR_OVERFLOW);
        return 0;
    }
    plans_assert_stable(context, document);
    attain_document_destroy(document);
    return 1;
}

static void test_random_bytes(void **state)
{
    static const char frequent[] = "{}[]\",:\\u0123456789.eE+-truefalsn \n";
    uint64_t seed = 1;
    int round;

    for (round = 0; round < 20000; round++) {
        char text[64];
        size_t length = below(&seed, sizeof text), i;

        for (i = 0; i < length; i++)
            text[i] = below(&seed, 8) == 0 ? (char)(unsigned char)below(&seed, 256)
                                           : frequent[below(&seed, sizeof frequent - 1)];
        assert_false(survive(*state, text, length));
    }
}

/* Words that lead far into the sections when they stand in the place of others. */
static const char *const splices[] = {"\"",
                                      "{",
                                      "}",
                                      "[",
                                      "]",
                                      ",",
                                      ":",
                                      "0",
                                      "-1",
                                      "1e9",
                                      "1e-9",
                                      "9223372036854775807",
                                      "9223372036854775808",
                                      "\"1.5%\"",
                                      "\"0.005\"",
                                      "null",
                                      "true",
                                      "\"\"",
                                      "{}",
                                      "[]",
                                      "\"id\"",
                                      "\"from\"",
                                      "\"person\"",
                                      "\"south\"",
                                      "\"rfm-r\"",
                                      "\\u0000",
                                      "\\ud83d",
                                      "\xEF\xBB\xBF",
                                      "\xE6"};

/* Damages a text that has room for `capacity` bytes; returns its new length. */
static size_t damage(uint64_t *seed, char *text, size_t length, size_t capacity)
{
    size_t at = below(seed, length), span = 1 + below(seed, 12), size;
    const char *splice;

    if (span > length - at)
        span = length - at;
    switch (below(seed, 5)) {
    case 0: /* one byte */
        text[at] = (char)(unsigned char)below(seed, 256);
        return length;
    case 1: /* a piece lost */
        memmove(text + at, text + at + span, length - at - span);
        return length - span;
    case 2: /* cut off */
        return below(seed, 4) == 0 ? at : length;
    case 3: /* a digit or letter for another */
        text[at] = "0123456789abcdefinorst"[below(seed, 22)];
        return length;
    default: /* a word put in */
        splice = splices[below(seed, sizeof splices / sizeof splices[0])];
        size = strlen(splice);
        if (length + size > capacity)
            return length;
        memmove(text + at + size, text + at, length - at);
        memcpy(text + at, splice, size);
        return length + size;
    }
}

static void test_random_damage(void **state)
{
    static const char plan[] =
        "{\"attain\": 1, \"currency\": {\"code\": \"CNY\", \"decimals\": 2}, \"calendar\": {\"fiscal_start\": 4},\n"
        "\"goals\": {\"year\": 2024, \"target\": 1.5e8, \"season\": [7, 5, 10, \"9%\", 9, 9, 8, 8, 9, 9, 9, 8], "
        "\"nodes\": [\n"
        "{\"id\": \"c\", \"level\": \"company\"}, {\"id\": \"south\", \"level\": \"team\", \"parent\": \"c\", "
        "\"weight\": 0.5},\n"
        "{\"id\": \"li\", \"level\": \"person\", \"parent\": \"south\"}]},\n"
        "\"segments\": {\"rfm\": {\"preset\": \"rfm-r\", \"bins\": {\"frequency\": 4}, \"cuts\": {\"recency\": [30, "
        "90],\n"
        "\"monetary\": [\"500.00\"]}, \"later\": \"keep\", \"edge_offset\": 0}, \"rules\": [{\"segment\": \"core\", "
        "\"f\": {\"from\": 3},\n"
        "\"monetary\": {\"from\": 5e5, \"to\": \"900000.00\"}}], \"default\": \"\\u6052\\ud83d\\ude00\", \"abc\": "
        "{\"cuts\": [\"80%\", 0.95]}},\n"
        "\"pay\": {\"plans\": [{\"id\": \"field\", \"components\": [{\"id\": \"commission\", \"kind\": \"rates\", "
        "\"basis\":\n"
        "{\"column\": \"amount\"}, \"accumulate\": \"year\", \"mode\": \"whole\", \"rounding\": \"up\", \"tiers\": [\n"
        "{\"from\": 0, \"rate\": \"1%\"}, {\"from\": 1000000, \"rate\": 0.015}]}]}]}}\n";
    char text[4096];
    uint64_t seed = 2;
    int round, accepted = 0;

    attain_document_destroy(plans_read(*state, plan));
    for (round = 0; round < 40000; round++) {
        size_t length = sizeof plan - 1, times = 1 + below(&seed, 3);

        memcpy(text, plan, length);
        while (times-- > 0 && length > 0)
            length = damage(&seed, text, length, sizeof text);
        accepted += survive(*state, text, length);
    }
    assert_in_range(accepted, 100, 20000); /* neither is all lost nor is nothing damaged */
}

/* Every beginning of a good plan, and the plan without any one of its bytes. */
static void test_cut_off(void **state)
{
    support_text text = plans_file("docs/examples/hengyuan.json");
    char *less = test_malloc(text.length);
    size_t whole = text.length, i;

    while (whole > 0 && text.bytes[whole - 1] != '}')
        whole--;
    assert_true(survive(*state, text.bytes, whole));
    for (i = 0; i < whole; i++)
        assert_false(survive(*state, text.bytes, i));
    for (i = 0; i < whole; i++) {
        memcpy(less, text.bytes, i);
        memcpy(less + i, text.bytes + i + 1, whole - i - 1);
        survive(*state, less, whole - 1);
    }
    test_free(less);
    support_text_free(&text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        SUPPORT_TEST(test_random_bytes),
        SUPPORT_TEST(test_random_damage),
        SUPPORT_TEST(test_cut_off),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* Section "currency": code and decimals, read before any amount. */
#include "document/document_internal.h"
#include "document/plans.h"

static void test_values(void **state)
{
    attain_context *context = *state;
    attain_document *document =
        plans_read(context, "{\"attain\": 1, \"currency\": {\"code\": \"KWD\", \"decimals\": 3}}");

    assert_string_equal(attain_document_currency(document), "KWD");
    assert_int_equal(attain_document_decimals(document), 3);
    plans_assert_written(context, document,
                         "{\n  \"attain\": 1,\n  \"currency\": {\"code\": \"KWD\", \"decimals\": 3}\n}\n");
    attain_document_destroy(document);

    document = plans_read(context, "{\"attain\": 1, \"currency\": {\"code\": \"CNY\"}}");
    assert_int_equal(attain_document_decimals(document), 2);
    plans_assert_written(context, document, "{\n  \"attain\": 1,\n  \"currency\": {\"code\": \"CNY\"}\n}\n");
    attain_document_destroy(document);

    document = plans_read(context, "{\"attain\": 1}");
    assert_string_equal(attain_document_currency(document), "");
    assert_int_equal(attain_document_decimals(document), 2);
    plans_assert_written(context, document, "{\n  \"attain\": 1\n}\n");
    attain_document_destroy(document);
}

/* Points have decimals and no code. */
static void test_without_code(void **state)
{
    static const char points[] = "{\n  \"attain\": 1,\n  \"currency\": {\"decimals\": 0}\n}\n";
    attain_context *context = *state;
    attain_document *document = plans_read(context, "{\"attain\": 1, \"currency\": {\"decimals\": 0}}"), *made;

    assert_string_equal(attain_document_currency(document), "");
    assert_int_equal(attain_document_decimals(document), 0);
    plans_assert_written(context, document, points);
    attain_document_destroy(document);

    ASSERT_OK(context, attain_document_create(context, &made));
    ASSERT_OK(context, attain_document_set_currency(context, made, ATTAIN_TEXT("JPY"), 0));
    ASSERT_OK(context, attain_document_set_currency(context, made, NULL, 0, 0)); /* the code goes */
    plans_assert_written(context, made, points);
    ASSERT_FAILS(context, attain_document_set_currency(context, made, NULL, 3, 0), ATTAIN_ERROR_ARGUMENT, "code", -1);
    attain_document_destroy(made);
}

/* Amounts take the currency's decimals wherever it stands in the text. */
static void test_before_amounts(void **state)
{
    attain_context *context = *state;
    attain_document *document =
        plans_read(context, "{\"goals\": {\"year\": 2024, \"target\": 1.234, \"nodes\": []},"
                            " \"currency\": {\"code\": \"KWD\", \"decimals\": 3}, \"attain\": 1}");

    plans_assert_written(context, document,
                         "{\n"
                         "  \"attain\": 1,\n"
                         "  \"currency\": {\"code\": \"KWD\", \"decimals\": 3},\n"
                         "  \"goals\": {\n"
                         "    \"year\": 2024,\n"
                         "    \"target\": \"1.234\",\n"
                         "    \"nodes\": []\n"
                         "  }\n"
                         "}\n");
    attain_document_destroy(document);
}

/* Another order of the members is the same document. */
static void test_setter(void **state)
{
    attain_context *context = *state;
    attain_document *read = plans_read(context, "{\"currency\": {\"decimals\": 0, \"code\": \"JPY\"}, \"attain\": 1}");
    attain_document *made;
    support_text text;

    ASSERT_OK(context, attain_document_create(context, &made));
    ASSERT_OK(context, attain_document_set_currency(context, made, ATTAIN_TEXT("JPY"), 0));
    text = plans_written(context, made);
    plans_assert_written(context, read, text.bytes);
    support_text_free(&text);
    attain_document_destroy(made);
    attain_document_destroy(read);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        SUPPORT_TEST(test_values),
        SUPPORT_TEST(test_without_code),
        SUPPORT_TEST(test_before_amounts),
        SUPPORT_TEST(test_setter),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

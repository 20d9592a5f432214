/* Section "calendar". */
#include "document/document_internal.h"
#include "document/plans.h"

static void test_values(void **state)
{
    attain_context *context = *state;
    attain_document *document = plans_read(context, "{\"attain\": 1, \"calendar\": {\"fiscal_start\": 4}}");

    assert_int_equal(attain_calendar_fiscal_start(attain_document_calendar(document)), 4);
    plans_assert_written(context, document, "{\n  \"attain\": 1,\n  \"calendar\": {\"fiscal_start\": 4}\n}\n");
    attain_document_destroy(document);

    document = plans_read(context, "{\"attain\": 1, \"calendar\": {\"fiscal_start\": 1}}");
    assert_int_equal(attain_calendar_fiscal_start(attain_document_calendar(document)), 1);
    plans_assert_written(context, document, "{\n  \"attain\": 1,\n  \"calendar\": {}\n}\n");
    attain_document_destroy(document);

    document = plans_read(context, "{\"attain\": 1}");
    assert_null(attain_document_calendar(document));
    attain_document_destroy(document);
}

static void test_setter(void **state)
{
    attain_context *context = *state;
    attain_document *document;
    attain_calendar *calendar;

    ASSERT_OK(context, attain_document_create(context, &document));
    ASSERT_OK(context, attain_document_add_calendar(context, document, &calendar));
    assert_ptr_equal(attain_document_calendar(document), calendar);
    ASSERT_OK(context, attain_calendar_set_fiscal_start(context, calendar, 7));
    plans_assert_written(context, document, "{\n  \"attain\": 1,\n  \"calendar\": {\"fiscal_start\": 7}\n}\n");
    attain_document_destroy(document);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        SUPPORT_TEST(test_values),
        SUPPORT_TEST(test_setter),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* The RFM model in section "segments": what arrives in the model and what is written of it. */
#include "document/document_internal.h"
#include "document/plans.h"
#include "segment/segment_internal.h"

#define PLAN(rfm) "{\"attain\": 1, \"segments\": {\"rfm\": " rfm "}}"

static void test_collection(void **state)
{
    plans_assert_all(*state, "rfm");
}

static void assert_options(const attain_rfm *rfm, int32_t refunds, int32_t later, int32_t counting, int32_t edge,
                           int64_t edge_offset)
{
    assert_int_equal(rfm->refunds, refunds);
    assert_int_equal(rfm->later, later);
    assert_int_equal(rfm->counting, counting);
    assert_int_equal(rfm->edge, edge);
    assert_int_equal(rfm->edge_offset, edge_offset);
}

static void test_defaults(void **state)
{
    attain_context *context = *state;
    attain_document *document = plans_read(context, PLAN("{}"));
    const attain_rfm *rfm = attain_document_rfm(document);
    int32_t i;

    for (i = ATTAIN_RFM_RECENCY; i <= ATTAIN_RFM_MONETARY; i++)
        assert_int_equal(attain_rfm_bins(rfm, i), 5);
    assert_options(rfm, ATTAIN_RFM_REFUNDS_MONEY, ATTAIN_RFM_LATER_IGNORE, ATTAIN_RFM_COUNTING_ORDERS,
                   ATTAIN_RFM_EDGE_LOWER, 0);
    assert_null(attain_document_segments(document));
    assert_null(attain_document_abc(document));
    plans_assert_written(context, document, "{\n  \"attain\": 1,\n  \"segments\": {\n    \"rfm\": {}\n  }\n}\n");
    attain_document_destroy(document);
}

/* A preset comes first, wherever it stands; other members then change it. */
static void test_preset(void **state)
{
    attain_context *context = *state;
    attain_document *document =
        plans_read(context, PLAN("{\"edge_offset\": 0, \"later\": \"error\", \"preset\": \"rfm-r\"}"));

    assert_options(attain_document_rfm(document), ATTAIN_RFM_REFUNDS_AS_IS, ATTAIN_RFM_LATER_ERROR,
                   ATTAIN_RFM_COUNTING_ROWS, ATTAIN_RFM_EDGE_UPPER, 0);
    plans_assert_written(context, document,
                         "{\n"
                         "  \"attain\": 1,\n"
                         "  \"segments\": {\n"
                         "    \"rfm\": {\n"
                         "      \"refunds\": \"as-is\",\n"
                         "      \"later\": \"error\",\n"
                         "      \"counting\": \"rows\",\n"
                         "      \"edge\": \"upper\"\n"
                         "    }\n"
                         "  }\n"
                         "}\n");
    attain_document_destroy(document);
}

static void test_bins(void **state)
{
    attain_context *context = *state;
    attain_document *document = plans_read(context, PLAN("{\"bins\": 7}"));

    assert_int_equal(attain_rfm_bins(attain_document_rfm(document), ATTAIN_RFM_RECENCY), 7);
    assert_int_equal(attain_rfm_bins(attain_document_rfm(document), ATTAIN_RFM_MONETARY), 7);
    plans_assert_written(context, document,
                         "{\n  \"attain\": 1,\n  \"segments\": {\n    \"rfm\": {\n      \"bins\": 7\n    }\n  }\n}\n");
    attain_document_destroy(document);

    document = plans_read(context, PLAN("{\"bins\": {\"monetary\": 3, \"recency\": 5, \"frequency\": 2}}"));
    assert_int_equal(attain_rfm_bins(attain_document_rfm(document), ATTAIN_RFM_RECENCY), 5);
    assert_int_equal(attain_rfm_bins(attain_document_rfm(document), ATTAIN_RFM_FREQUENCY), 2);
    assert_int_equal(attain_rfm_bins(attain_document_rfm(document), ATTAIN_RFM_MONETARY), 3);
    plans_assert_written(context, document,
                         "{\n  \"attain\": 1,\n  \"segments\": {\n    \"rfm\": {\n"
                         "      \"bins\": {\"frequency\": 2, \"monetary\": 3}\n    }\n  }\n}\n");
    attain_document_destroy(document);
}

/* Days and purchases are counts, monetary cuts are amounts in major units. */
static void test_cuts(void **state)
{
    attain_context *context = *state;
    attain_document *document = plans_read(
        context,
        PLAN("{\"cuts\": {\"monetary\": [\"500.50\", 1e3], \"recency\": [30, 90]}, \"bins\": {\"frequency\": 4}}"));
    const attain_rfm *rfm = attain_document_rfm(document);

    assert_int_equal(attain_rfm_bins(rfm, ATTAIN_RFM_RECENCY), 3);
    assert_int_equal(rfm->cuts[0][0], 30);
    assert_int_equal(rfm->cuts[0][1], 90);
    assert_int_equal(attain_rfm_bins(rfm, ATTAIN_RFM_FREQUENCY), 4);
    assert_null(rfm->cuts[1]);
    assert_int_equal(rfm->cuts[2][0], 50050);
    assert_int_equal(rfm->cuts[2][1], 100000);
    plans_assert_written(context, document,
                         "{\n"
                         "  \"attain\": 1,\n"
                         "  \"segments\": {\n"
                         "    \"rfm\": {\n"
                         "      \"bins\": {\"frequency\": 4},\n"
                         "      \"cuts\": {\n"
                         "        \"recency\": [30, 90],\n"
                         "        \"monetary\": [\"500.50\", \"1000.00\"]\n"
                         "      }\n"
                         "    }\n"
                         "  }\n"
                         "}\n");
    attain_document_destroy(document);
}

/* The most cuts there can be, 99, and one more. */
static void test_most_cuts(void **state)
{
    attain_context *context = *state;
    int count;

    for (count = 99; count <= 100; count++) {
        char text[1024];
        int used = snprintf(text, sizeof text, "{\"attain\": 1, \"segments\": {\"rfm\": {\"cuts\": {\"frequency\": ["),
            i;

        for (i = 0; i < count; i++)
            used += snprintf(text + used, sizeof text - (size_t)used, "%s%d", i == 0 ? "" : ", ", i);
        snprintf(text + used, sizeof text - (size_t)used, "]}}}}");
        if (count == 99) {
            attain_document *document = plans_read(context, text);

            assert_int_equal(attain_rfm_bins(attain_document_rfm(document), ATTAIN_RFM_FREQUENCY), 100);
            plans_assert_stable(context, document);
            attain_document_destroy(document);
        } else {
            plans_assert_refused(context, text, strlen(text), "value", "segments.rfm.cuts.frequency",
                                 "must have 1 to 99 elements, not 100");
        }
    }
}

static void test_setters(void **state)
{
    static const int64_t cuts[] = {31, 91, 181, 366};
    attain_context *context = *state;
    attain_document *made, *read;
    attain_rfm *rfm;
    support_text text;

    ASSERT_OK(context, attain_document_create(context, &made));
    ASSERT_OK(context, attain_document_add_rfm(context, made, &rfm));
    ASSERT_OK(context, attain_rfm_set_preset(context, rfm, ATTAIN_TEXT("rfm-r")));
    ASSERT_OK(context, attain_rfm_set_bins(context, rfm, ATTAIN_RFM_ALL, 4));
    ASSERT_OK(context, attain_rfm_set_cuts(context, rfm, ATTAIN_RFM_RECENCY, cuts, 4));
    ASSERT_OK(context, attain_rfm_set(context, rfm, ATTAIN_RFM_LATER, ATTAIN_RFM_LATER_IGNORE));
    text = plans_written(context, made);
    read = plans_read(context, PLAN("{\"preset\": \"rfm-r\", \"bins\": {\"frequency\": 4, \"monetary\": 4},"
                                    " \"cuts\": {\"recency\": [31, 91, 181, 366]}, \"later\": \"ignore\"}"));
    plans_assert_written(context, read, text.bytes);
    support_text_free(&text);
    attain_document_destroy(made);
    attain_document_destroy(read);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        SUPPORT_TEST(test_collection), SUPPORT_TEST(test_defaults), SUPPORT_TEST(test_preset),
        SUPPORT_TEST(test_bins),       SUPPORT_TEST(test_cuts),     SUPPORT_TEST(test_most_cuts),
        SUPPORT_TEST(test_setters),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* The document as a whole: handle, sections, reading, writing, and no memory. */
#include "document/document_internal.h"
#include "document/plans.h"

static void test_collection(void **state)
{
    plans_assert_all(*state, "document");
}

static void test_empty(void **state)
{
    attain_context *context = *state;
    attain_document *document;

    ASSERT_OK(context, attain_document_create(context, &document));
    assert_string_equal(attain_document_currency(document), "");
    assert_int_equal(attain_document_decimals(document), 2);
    assert_null(attain_document_calendar(document));
    assert_null(attain_document_goals(document));
    assert_null(attain_document_rfm(document));
    assert_null(attain_document_segments(document));
    assert_null(attain_document_abc(document));
    assert_null(attain_document_pay(document));
    plans_assert_written(context, document, "{\n  \"attain\": 1\n}\n");
    plans_assert_stable(context, document);
    attain_document_destroy(document);
    attain_document_destroy(NULL);
}

static void test_currency(void **state)
{
    attain_context *context = *state;
    attain_document *document;
    attain_calendar *calendar;

    ASSERT_OK(context, attain_document_create(context, &document));
    ASSERT_FAILS(context, attain_document_set_currency(context, document, "EU", 2, 2), ATTAIN_ERROR_FORMAT, "code", -1);
    ASSERT_FAILS(context, attain_document_set_currency(context, document, "EURO", 4, 2), ATTAIN_ERROR_FORMAT, "code",
                 -1);
    ASSERT_FAILS(context, attain_document_set_currency(context, document, "EUr", 3, 2), ATTAIN_ERROR_FORMAT, "code",
                 -1);
    ASSERT_FAILS(context, attain_document_set_currency(context, document, "E\0R", 3, 2), ATTAIN_ERROR_FORMAT, "code",
                 -1);
    ASSERT_FAILS(context, attain_document_set_currency(context, document, "EUR", 3, -1), ATTAIN_ERROR_ARGUMENT,
                 "decimals", -1);
    ASSERT_FAILS(context, attain_document_set_currency(context, document, "EUR", 3, 10), ATTAIN_ERROR_ARGUMENT,
                 "decimals", -1);
    assert_string_equal(attain_document_currency(document), "");
    ASSERT_OK(context, attain_document_set_currency(context, document, "EURO", 3, 9)); /* need not be terminated */
    ASSERT_OK(context, attain_document_set_currency(context, document, ATTAIN_TEXT("KWD"), 3));
    assert_string_equal(attain_document_currency(document), "KWD");
    assert_int_equal(attain_document_decimals(document), 3);
    ASSERT_OK(context, attain_document_add_calendar(context, document, &calendar));
    ASSERT_FAILS(context, attain_document_set_currency(context, document, ATTAIN_TEXT("EUR"), 2), ATTAIN_ERROR_RULE,
                 "document", -1);
    assert_string_equal(attain_document_currency(document), "KWD");
    attain_document_destroy(document);
}

/* Decimals that are given count where the document has no currency, and are then written down. */
static void test_decimals_that_are_given(void **state)
{
    static const char bare[] = "{\"attain\": 1, \"goals\": {\"year\": 2024, \"target\": \"1.500\", \"nodes\": []}}";
    static const char yen[] = "{\"attain\": 1, \"currency\": {\"code\": \"JPY\", \"decimals\": 0}}";
    attain_context *context = *state;
    attain_document *document = NULL;

    ASSERT_OK(context, attain_document_read_decimals(context, ATTAIN_TEXT(bare), 3, &document));
    assert_int_equal(attain_document_decimals(document), 3);
    assert_int_equal(attain_goals_target(attain_document_goals(document)), 1500);
    assert_int_equal(attain_goals_decimals(attain_document_goals(document)), 3);
    plans_assert_written(context, document,
                         "{\n"
                         "  \"attain\": 1,\n"
                         "  \"currency\": {\"decimals\": 3},\n"
                         "  \"goals\": {\n"
                         "    \"year\": 2024,\n"
                         "    \"target\": \"1.500\",\n"
                         "    \"nodes\": []\n"
                         "  }\n"
                         "}\n");
    plans_assert_stable(context, document);
    attain_document_destroy(document);

    ASSERT_OK(context, attain_document_read_decimals(context, ATTAIN_TEXT(yen), 3, &document));
    assert_int_equal(attain_document_decimals(document), 0);
    attain_document_destroy(document);

    document = NULL;
    ASSERT_FAILS(context, attain_document_read_decimals(context, ATTAIN_TEXT(bare), 0, &document), ATTAIN_ERROR_FORMAT,
                 "goals.target", -1);
    ASSERT_FAILS(context, attain_document_read_decimals(context, NULL, 0, 2, &document), ATTAIN_ERROR_ARGUMENT, "text",
                 -1);
    ASSERT_FAILS(context, attain_document_read_decimals(context, ATTAIN_TEXT(bare), -1, &document),
                 ATTAIN_ERROR_ARGUMENT, "decimals", -1);
    ASSERT_FAILS(context, attain_document_read_decimals(context, ATTAIN_TEXT(bare), 10, &document),
                 ATTAIN_ERROR_ARGUMENT, "decimals", -1);
    ASSERT_FAILS(context, attain_document_read_decimals(context, ATTAIN_TEXT(bare), 3, NULL), ATTAIN_ERROR_ARGUMENT,
                 "out", -1);
    assert_int_equal(attain_document_read_decimals(NULL, ATTAIN_TEXT(bare), 3, &document), ATTAIN_ERROR_ARGUMENT);
    assert_null(document);
}

/* Each section can be added once and takes the decimals of the currency. */
static void test_sections(void **state)
{
    attain_context *context = *state;
    attain_document *document;
    attain_calendar *calendar, *calendar_out = NULL;
    attain_goals *goals, *goals_out = NULL;
    attain_rfm *rfm, *rfm_out = NULL;
    attain_segments *segments, *segments_out = NULL;
    attain_abc *abc, *abc_out = NULL;
    attain_pay *pay, *pay_out = NULL;
    support_text text;

    ASSERT_OK(context, attain_document_create(context, &document));
    ASSERT_OK(context, attain_document_set_currency(context, document, ATTAIN_TEXT("JPY"), 0));
    ASSERT_OK(context, attain_document_add_pay(context, document, &pay));
    ASSERT_OK(context, attain_document_add_abc(context, document, &abc));
    ASSERT_OK(context, attain_document_add_segments(context, document, &segments));
    ASSERT_OK(context, attain_document_add_rfm(context, document, &rfm));
    ASSERT_OK(context, attain_document_add_goals(context, document, &goals));
    ASSERT_OK(context, attain_document_add_calendar(context, document, &calendar));
    assert_ptr_equal(attain_document_calendar(document), calendar);
    assert_ptr_equal(attain_document_goals(document), goals);
    assert_ptr_equal(attain_document_rfm(document), rfm);
    assert_ptr_equal(attain_document_segments(document), segments);
    assert_ptr_equal(attain_document_abc(document), abc);
    assert_ptr_equal(attain_document_pay(document), pay);
#define AGAIN(call) ASSERT_FAILS(context, call, ATTAIN_ERROR_RULE, "document", -1)
    AGAIN(attain_document_add_calendar(context, document, &calendar_out));
    AGAIN(attain_document_add_goals(context, document, &goals_out));
    AGAIN(attain_document_add_rfm(context, document, &rfm_out));
    AGAIN(attain_document_add_segments(context, document, &segments_out));
    AGAIN(attain_document_add_abc(context, document, &abc_out));
    AGAIN(attain_document_add_pay(context, document, &pay_out));
    assert_true(calendar_out == NULL && goals_out == NULL && rfm_out == NULL && segments_out == NULL &&
                abc_out == NULL && pay_out == NULL);
    ASSERT_OK(context, attain_goals_set_year(context, goals, 2024));
    ASSERT_OK(context, attain_goals_set_target(context, goals, 1500));
    text = plans_written(context, document);
    assert_non_null(strstr(text.bytes, "\"target\": \"1500\",")); /* a yen has no decimals */
    support_text_free(&text);
    plans_assert_stable(context, document);
    attain_document_destroy(document);
}

static void test_arguments(void **state)
{
    attain_context *context = *state;
    attain_document *document, *out = NULL;
    attain_calendar *calendar;
    attain_goals *goals;
    attain_rfm *rfm;
    attain_segments *segments;
    attain_abc *abc;
    attain_pay *pay;

    ASSERT_OK(context, attain_document_create(context, &document));
#define REFUSED(call, argument) ASSERT_FAILS(context, call, ATTAIN_ERROR_ARGUMENT, argument, -1)
    assert_int_equal(attain_document_create(NULL, &out), ATTAIN_ERROR_ARGUMENT);
    REFUSED(attain_document_create(context, NULL), "out");
    assert_int_equal(attain_document_read(NULL, "{}", 2, &out), ATTAIN_ERROR_ARGUMENT);
    REFUSED(attain_document_read(context, NULL, 0, &out), "text");
    REFUSED(attain_document_read(context, "{", 1, NULL), "out");
    assert_int_equal(attain_document_write(NULL, document, support_write, NULL), ATTAIN_ERROR_ARGUMENT);
    REFUSED(attain_document_write(context, NULL, support_write, NULL), "document");
    REFUSED(attain_document_write(context, document, NULL, NULL), "write");
    assert_int_equal(attain_document_set_currency(NULL, document, "CNY", 3, 2), ATTAIN_ERROR_ARGUMENT);
    REFUSED(attain_document_set_currency(context, NULL, "CNY", 3, 2), "document");
    REFUSED(attain_document_set_currency(context, document, NULL, 3, 2), "code");
    assert_int_equal(attain_document_add_calendar(NULL, document, &calendar), ATTAIN_ERROR_ARGUMENT);
    REFUSED(attain_document_add_calendar(context, NULL, &calendar), "document");
    REFUSED(attain_document_add_calendar(context, document, NULL), "out");
    assert_int_equal(attain_document_add_goals(NULL, document, &goals), ATTAIN_ERROR_ARGUMENT);
    REFUSED(attain_document_add_goals(context, NULL, &goals), "document");
    REFUSED(attain_document_add_goals(context, document, NULL), "out");
    assert_int_equal(attain_document_add_rfm(NULL, document, &rfm), ATTAIN_ERROR_ARGUMENT);
    REFUSED(attain_document_add_rfm(context, NULL, &rfm), "document");
    REFUSED(attain_document_add_rfm(context, document, NULL), "out");
    assert_int_equal(attain_document_add_segments(NULL, document, &segments), ATTAIN_ERROR_ARGUMENT);
    REFUSED(attain_document_add_segments(context, NULL, &segments), "document");
    REFUSED(attain_document_add_segments(context, document, NULL), "out");
    assert_int_equal(attain_document_add_abc(NULL, document, &abc), ATTAIN_ERROR_ARGUMENT);
    REFUSED(attain_document_add_abc(context, NULL, &abc), "document");
    REFUSED(attain_document_add_abc(context, document, NULL), "out");
    assert_int_equal(attain_document_add_pay(NULL, document, &pay), ATTAIN_ERROR_ARGUMENT);
    REFUSED(attain_document_add_pay(context, NULL, &pay), "document");
    REFUSED(attain_document_add_pay(context, document, NULL), "out");
    assert_null(out);
    plans_assert_written(context, document, "{\n  \"attain\": 1\n}\n"); /* nothing was added */
    attain_document_destroy(document);

    assert_string_equal(attain_document_currency(NULL), "");
    assert_int_equal(attain_document_decimals(NULL), 2);
    assert_null(attain_document_calendar(NULL));
    assert_null(attain_document_goals(NULL));
    assert_null(attain_document_rfm(NULL));
    assert_null(attain_document_segments(NULL));
    assert_null(attain_document_abc(NULL));
    assert_null(attain_document_pay(NULL));
}

/* The text need not be terminated, and is not needed after reading. */
static void test_text_is_borrowed(void **state)
{
    static const char plan[] = "{\"attain\": 1, \"goals\": {\"year\": 2024, \"target\": 1, \"nodes\": "
                               "[{\"id\": \"c\", \"level\": \"company\"}]}}";
    attain_context *context = *state;
    char *text = test_malloc(sizeof plan - 1);
    attain_document *document;
    support_text written;

    memcpy(text, plan, sizeof plan - 1);
    ASSERT_OK(context, attain_document_read(context, text, sizeof plan - 1, &document));
    memset(text, 'x', sizeof plan - 1);
    test_free(text);
    written = plans_written(context, document);
    assert_non_null(strstr(written.bytes, "{\"id\": \"c\", \"level\": \"company\"}"));
    support_text_free(&written);
    attain_document_destroy(document);
}

/* The marginal plan of a field force, as its author wrote it, and what it pays. */
static void test_field_plan(void **state)
{
    static const char plan[] =
        "{\"attain\": 1, \"currency\": {\"code\": \"CNY\", \"decimals\": 2},\n"
        " \"pay\": {\"plans\": [{\"id\": \"field\", \"components\": [\n"
        "   {\"id\": \"commission\", \"kind\": \"rates\", \"basis\": {\"column\": \"amount\"}, \"accumulate\": "
        "\"year\","
        " \"mode\": \"marginal\",\n"
        "    \"tiers\": [{\"from\": 0, \"rate\": \"1%\"}, {\"from\": 1000000, \"rate\": \"1.5%\"}, {\"from\": 2000000,"
        " \"rate\": \"2%\"}]}]}]}}\n";
    attain_context *context = *state;
    attain_document *document = plans_read(context, plan);
    attain_schema *schema;
    attain_table *deals, *paid;

    assert_string_equal(attain_document_currency(document), "CNY");
    ASSERT_OK(context, attain_pay_input_schema(context, attain_document_pay(document), &schema));
    deals = support_read(context, schema,
                         "deal,payee,date,amount\n1,Li,2024-02-01,900000.00\n2,Li,2024-03-01,400000.00\n"
                         "3,Li,2024-04-01,-100000.00\n4,Li,2024-05-01,1300000.00\n");
    ASSERT_OK(context, attain_pay_run(context, attain_document_pay(document), attain_document_calendar(document), deals,
                                      ATTAIN_PAY_BY_PERIOD, &paid, NULL));
    /* 1 % of 1,000,000 + 1.5 % of 1,000,000 + 2 % of 500,000 */
    support_assert_csv(context, paid,
                       "plan,component,payee,period,basis,amount\n"
                       "field,commission,Li,2024,2500000.00,35000.00\n");
    attain_table_destroy(paid);
    attain_table_destroy(deals);
    attain_schema_destroy(schema);
    plans_assert_stable(context, document);
    attain_document_destroy(document);
}

/* The document that is shipped as the example. */
static void test_example(void **state)
{
    attain_context *context = *state;
    support_text text = plans_file("docs/examples/hengyuan.json");
    attain_document *document = plans_read(context, text.bytes);
    attain_table *targets;
    support_text csv;

    plans_assert_stable(context, document);
    ASSERT_OK(context, attain_goals_run(context, attain_document_goals(document), attain_document_calendar(document),
                                        &targets, NULL));
    csv = support_csv(context, targets);
    /* Of 150 million: January 7 %; the South 30 %; Li Wei 42 % of that. */
    assert_non_null(strstr(csv.bytes, "\nhengyuan,company,,2024-01,10500000.00\n"));
    assert_non_null(strstr(csv.bytes, "\nsouth,team,hengyuan,2024,45000000.00\n"));
    assert_non_null(strstr(csv.bytes, "\nli-wei,person,south,2024,18900000.00\n"));
    assert_int_equal(attain_rfm_bins(attain_document_rfm(document), ATTAIN_RFM_RECENCY), 5);
    assert_int_equal(attain_segments_count(attain_document_segments(document)), 4);
    support_text_free(&csv);
    attain_table_destroy(targets);
    attain_document_destroy(document);
    support_text_free(&text);
}

static int32_t refuse(const char *bytes, size_t length, void *user)
{
    (void)bytes;
    (void)length;
    (void)user;
    return -1;
}

static void test_write_refused(void **state)
{
    attain_context *context = *state;
    attain_document *document;

    ASSERT_OK(context, attain_document_create(context, &document));
    ASSERT_FAILS(context, attain_document_write(context, document, refuse, NULL), ATTAIN_ERROR_WRITE, "write", -1);
    plans_assert_written(context, document, "{\n  \"attain\": 1\n}\n");
    attain_document_destroy(document);
}

/* Reads the example and a document of the other choices, and writes them. */
static attain_status scenario(attain_context *context, void *user)
{
    const support_text *text = user;
    attain_document *document = NULL;
    support_text written = {NULL, 0, 0};
    attain_status status = attain_document_read(context, text->bytes, text->length, &document);

    if (status == ATTAIN_OK)
        status = attain_document_write(context, document, support_write, &written);
    else
        assert_null(document);
    support_text_free(&written);
    attain_document_destroy(document);
    return status;
}

static void test_memory(void **state)
{
    static char other[] =
        "{\"attain\": 1, \"segments\": {\"rules\": \"standard\", \"default\": \"rest\", \"abc\": {\"limits\": "
        "[2, 1]}, \"rfm\": {\"preset\": \"rfm-r\", \"bins\": 4}}}";
    support_text text = plans_file("docs/examples/hengyuan.json");
    support_text other_text = {other, sizeof other - 1, 0};

    (void)state;
    support_memory_sweep(scenario, &text);
    support_memory_sweep(scenario, &other_text);
    support_text_free(&text);
}

static attain_status add_all(attain_context *context, void *user)
{
    attain_document *document = NULL;
    attain_calendar *calendar;
    attain_goals *goals;
    attain_rfm *rfm;
    attain_segments *segments;
    attain_abc *abc;
    attain_pay *pay;
    attain_status status = attain_document_create(context, &document);

    (void)user;
    if (status == ATTAIN_OK)
        status = attain_document_add_calendar(context, document, &calendar);
    if (status == ATTAIN_OK)
        status = attain_document_add_goals(context, document, &goals);
    if (status == ATTAIN_OK)
        status = attain_document_add_rfm(context, document, &rfm);
    if (status == ATTAIN_OK)
        status = attain_document_add_segments(context, document, &segments);
    if (status == ATTAIN_OK)
        status = attain_document_add_abc(context, document, &abc);
    if (status == ATTAIN_OK)
        status = attain_document_add_pay(context, document, &pay);
    attain_document_destroy(document);
    return status;
}

static void test_memory_of_sections(void **state)
{
    (void)state;
    support_memory_sweep(add_all, NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        SUPPORT_TEST(test_collection),       SUPPORT_TEST(test_empty),
        SUPPORT_TEST(test_currency),         SUPPORT_TEST(test_decimals_that_are_given),
        SUPPORT_TEST(test_sections),         SUPPORT_TEST(test_arguments),
        SUPPORT_TEST(test_text_is_borrowed), SUPPORT_TEST(test_field_plan),
        SUPPORT_TEST(test_example),          SUPPORT_TEST(test_write_refused),
        SUPPORT_TEST(test_memory),           SUPPORT_TEST(test_memory_of_sections),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

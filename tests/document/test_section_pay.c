/* Section "pay": what arrives in the plans, what is written of them, and what cannot be. */
#include "document/document_internal.h"
#include "document/plans.h"
#include "pay/pay_internal.h"

static void test_collection(void **state)
{
    plans_assert_all(*state, "pay");
}

static const char two_plans[] =
    "{\"attain\": 1, \"pay\": {\"plans\": [{\"id\": \"field\", \"components\": [{\"id\": \"commission\", \"kind\": "
    "\"rates\","
    " \"basis\": {\"column\": \"amount\"}, \"accumulate\": \"year\", \"mode\": \"marginal\", \"tiers\": ["
    "{\"from\": 0, \"rate\": \"1%\"}, {\"from\": 1e6, \"rate\": 0.015}, {\"from\": \"2000000.00\", \"rate\": "
    "\"0.02\"}]}]},"
    "{\"id\": \"inside\", \"components\": [{\"tiers\": [], \"rounding\": \"down\", \"mode\": \"whole\", \"id\": "
    "\"margin\","
    " \"accumulate\": \"deal\", \"basis\": {\"column\": \"gross margin\"}, \"kind\": \"rates\"}]}]}}";

static const char two_plans_written[] = "{\n"
                                        "  \"attain\": 1,\n"
                                        "  \"pay\": {\n"
                                        "    \"plans\": [\n"
                                        "      {\n"
                                        "        \"id\": \"field\",\n"
                                        "        \"components\": [\n"
                                        "          {\n"
                                        "            \"id\": \"commission\",\n"
                                        "            \"kind\": \"rates\",\n"
                                        "            \"basis\": {\"column\": \"amount\"},\n"
                                        "            \"accumulate\": \"year\",\n"
                                        "            \"mode\": \"marginal\",\n"
                                        "            \"tiers\": [\n"
                                        "              {\"from\": \"0.00\", \"rate\": \"1%\"},\n"
                                        "              {\"from\": \"1000000.00\", \"rate\": \"1.5%\"},\n"
                                        "              {\"from\": \"2000000.00\", \"rate\": \"2%\"}\n"
                                        "            ]\n"
                                        "          }\n"
                                        "        ]\n"
                                        "      },\n"
                                        "      {\n"
                                        "        \"id\": \"inside\",\n"
                                        "        \"components\": [\n"
                                        "          {\n"
                                        "            \"id\": \"margin\",\n"
                                        "            \"kind\": \"rates\",\n"
                                        "            \"basis\": {\"column\": \"gross margin\"},\n"
                                        "            \"accumulate\": \"deal\",\n"
                                        "            \"mode\": \"whole\",\n"
                                        "            \"rounding\": \"down\",\n"
                                        "            \"tiers\": []\n"
                                        "          }\n"
                                        "        ]\n"
                                        "      }\n"
                                        "    ]\n"
                                        "  }\n"
                                        "}\n";

static void test_values(void **state)
{
    attain_context *context = *state;
    attain_document *document = plans_read(context, two_plans);
    const attain_pay *pay = attain_document_pay(document);
    const attain__pay_component *component = &pay->plans[0].components[0];

    assert_int_equal(pay->decimals, 2);
    assert_int_equal(pay->count, 2);
    assert_string_equal(pay->plans[0].id, "field");
    assert_string_equal(component->id, "commission");
    assert_string_equal(component->column, "amount");
    assert_int_equal(component->accumulate, ATTAIN_UNIT_YEAR);
    assert_int_equal(attain_rates_mode(component->rates), ATTAIN_RATES_MARGINAL);
    assert_int_equal(attain_rates_rounding(component->rates), ATTAIN_ROUND_HALF_UP);
    assert_int_equal(attain_rates_count(component->rates), 3);
    assert_int_equal(attain_rates_from(component->rates, 1), 100000000);
    assert_int_equal(attain_rates_rate(component->rates, 1), 15000000);
    assert_int_equal(attain_rates_from(component->rates, 2), 200000000);
    assert_int_equal(attain_rates_rate(component->rates, 2), 20000000);
    component = &pay->plans[1].components[0];
    assert_string_equal(component->column, "gross margin");
    assert_int_equal(component->accumulate, ATTAIN_PAY_EACH_DEAL);
    assert_int_equal(attain_rates_mode(component->rates), ATTAIN_RATES_WHOLE);
    assert_int_equal(attain_rates_rounding(component->rates), ATTAIN_ROUND_DOWN);
    assert_int_equal(attain_rates_count(component->rates), 0);
    plans_assert_written(context, document, two_plans_written);
    attain_document_destroy(document);
}

/* Every word of accumulate and rounding, and the constant it stands for. */
static void test_words(void **state)
{
    static const struct {
        const char *accumulate, *rounding;
        int32_t unit, mode;
    } cases[] = {{"deal", "half-up", ATTAIN_PAY_EACH_DEAL, ATTAIN_ROUND_HALF_UP},
                 {"month", "half-even", ATTAIN_UNIT_MONTH, ATTAIN_ROUND_HALF_EVEN},
                 {"quarter", "down", ATTAIN_UNIT_QUARTER, ATTAIN_ROUND_DOWN},
                 {"year", "up", ATTAIN_UNIT_YEAR, ATTAIN_ROUND_UP}};
    attain_context *context = *state;
    size_t i;

    for (i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        char text[512];
        attain_document *document;
        const attain__pay_component *component;

        snprintf(
            text, sizeof text,
            "{\"attain\": 1, \"pay\": {\"plans\": [{\"id\": \"p\", \"components\": [{\"id\": \"c\", \"kind\": "
            "\"rates\","
            "\"basis\": {\"column\": \"amount\"}, \"accumulate\": \"%s\", \"mode\": \"marginal\", \"rounding\": \"%s\","
            "\"tiers\": []}]}]}}",
            cases[i].accumulate, cases[i].rounding);
        document = plans_read(context, text);
        component = &attain_document_pay(document)->plans[0].components[0];
        assert_int_equal(component->accumulate, cases[i].unit);
        assert_int_equal(component->rates->rounding, cases[i].mode);
        attain_document_destroy(document);
    }
}

static void test_setters(void **state)
{
    attain_context *context = *state;
    attain_document *document;
    attain_pay *pay;
    attain_rates *rates;

    ASSERT_OK(context, attain_document_create(context, &document));
    ASSERT_OK(context, attain_document_add_pay(context, document, &pay));
    ASSERT_OK(context, attain_pay_add_plan(context, pay, ATTAIN_TEXT("field")));
    ASSERT_OK(context, attain_rates_create(context, ATTAIN_RATES_MARGINAL, &rates));
    ASSERT_OK(context, attain_rates_add(context, rates, 0, ATTAIN_BASIS_POINTS(100)));
    ASSERT_OK(context, attain_rates_add(context, rates, 100000000, ATTAIN_BASIS_POINTS(150)));
    ASSERT_OK(context, attain_rates_add(context, rates, 200000000, ATTAIN_BASIS_POINTS(200)));
    ASSERT_OK(context, attain_pay_add_rates(context, pay, ATTAIN_TEXT("commission"), ATTAIN_TEXT("amount"),
                                            ATTAIN_UNIT_YEAR, rates));
    attain_rates_destroy(rates);
    ASSERT_OK(context, attain_pay_add_plan(context, pay, ATTAIN_TEXT("inside")));
    ASSERT_OK(context, attain_rates_create(context, ATTAIN_RATES_WHOLE, &rates));
    ASSERT_OK(context, attain_rates_set_rounding(context, rates, ATTAIN_ROUND_DOWN));
    ASSERT_OK(context, attain_pay_add_rates(context, pay, ATTAIN_TEXT("margin"), ATTAIN_TEXT("gross margin"),
                                            ATTAIN_PAY_EACH_DEAL, rates));
    attain_rates_destroy(rates);
    plans_assert_written(context, document, two_plans_written);
    attain_document_destroy(document);
}

/* Decimals that are not the currency's would change the amounts. */
static void test_not_written(void **state)
{
    attain_context *context = *state;
    attain_document *document;
    attain_pay *pay;
    support_text text = {NULL, 0, 0};

    ASSERT_OK(context, attain_document_create(context, &document));
    ASSERT_OK(context, attain_document_set_currency(context, document, ATTAIN_TEXT("JPY"), 0));
    ASSERT_OK(context, attain_document_add_pay(context, document, &pay));
    assert_int_equal(pay->decimals, 0);
    plans_assert_stable(context, document);
    ASSERT_OK(context, attain_pay_set_decimals(context, pay, 2));
    ASSERT_FAILS(context, attain_document_write(context, document, support_write, &text), ATTAIN_ERROR_RULE, "pay", -1);
    assert_string_equal(attain_context_error_value(context), "2");
    assert_null(text.bytes);
    attain_document_destroy(document);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        SUPPORT_TEST(test_collection), SUPPORT_TEST(test_values),      SUPPORT_TEST(test_words),
        SUPPORT_TEST(test_setters),    SUPPORT_TEST(test_not_written),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

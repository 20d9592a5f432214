/* Pay plans: the handle, its rules, and the columns that deals and results have. */
#include "pay/plans.h"

#include "pay/pay_internal.h"

/* ---- the handle ---- */

static void test_build(void **state)
{
    attain_context *cx = *state;
    attain_pay *pay = plans_pay(cx, ATTAIN_RATES_MARGINAL, plans_contract, 3, ATTAIN_UNIT_YEAR);
    attain_rates *rates = plans_rates(cx, ATTAIN_RATES_WHOLE, plans_contract, 1);

    ASSERT_OK(cx, attain_rates_set_rounding(cx, rates, ATTAIN_ROUND_DOWN));
    ASSERT_OK(cx, attain_pay_add_rates(cx, pay, ATTAIN_TEXT("现金"), ATTAIN_TEXT("cash"), ATTAIN_PAY_EACH_DEAL, rates));
    ASSERT_OK(cx, attain_rates_add(cx, rates, 5, 5)); /* the plan has its own copy */
    attain_rates_destroy(rates);
    ASSERT_OK(cx, attain_pay_add_plan(cx, pay, ATTAIN_TEXT("team")));
    ASSERT_OK(cx, attain_pay_set_decimals(cx, pay, 0));
    assert_int_equal(pay->decimals, 0);
    assert_int_equal(pay->count, 2);
    assert_string_equal(pay->plans[0].id, "field");
    assert_int_equal(pay->plans[0].count, 2);
    assert_string_equal(pay->plans[0].components[1].id, "现金");
    assert_string_equal(pay->plans[0].components[1].column, "cash");
    assert_int_equal(pay->plans[0].components[0].accumulate, ATTAIN_UNIT_YEAR);
    assert_int_equal(attain_rates_count(pay->plans[0].components[0].rates), 3);
    assert_int_equal(attain_rates_count(pay->plans[0].components[1].rates), 1);
    assert_int_equal(attain_rates_mode(pay->plans[0].components[1].rates), ATTAIN_RATES_WHOLE);
    assert_int_equal(attain_rates_rounding(pay->plans[0].components[1].rates), ATTAIN_ROUND_DOWN);
    assert_string_equal(pay->plans[1].id, "team");
    assert_int_equal(pay->plans[1].count, 0);
    attain_pay_destroy(pay);
    attain_pay_destroy(NULL);
}

static void test_accumulations(void **state)
{
    static const int32_t good[] = {ATTAIN_PAY_EACH_DEAL, ATTAIN_UNIT_MONTH, ATTAIN_UNIT_QUARTER, ATTAIN_UNIT_YEAR};
    static const int32_t bad[] = {-1, ATTAIN_UNIT_DAY, ATTAIN_UNIT_WEEK, ATTAIN_UNIT_HALF, 7};
    attain_context *cx = *state;
    attain_rates *rates = plans_rates(cx, ATTAIN_RATES_WHOLE, plans_contract, 1);
    attain_pay *pay = NULL;
    size_t i;

    ASSERT_OK(cx, attain_pay_create(cx, &pay));
    ASSERT_OK(cx, attain_pay_add_plan(cx, pay, ATTAIN_TEXT("p")));
    for (i = 0; i < PLANS_COUNT(bad); i++)
        ASSERT_FAILS(cx, attain_pay_add_rates(cx, pay, ATTAIN_TEXT("c"), ATTAIN_TEXT("amount"), bad[i], rates),
                     ATTAIN_ERROR_ARGUMENT, "accumulate", -1);
    for (i = 0; i < PLANS_COUNT(good); i++) {
        char id[2] = {(char)('a' + (int)i), '\0'};

        ASSERT_OK(cx, attain_pay_add_rates(cx, pay, id, 1, ATTAIN_TEXT("amount"), good[i], rates));
    }
    assert_int_equal(pay->plans[0].count, PLANS_COUNT(good));
    attain_rates_destroy(rates);
    attain_pay_destroy(pay);
}

static void test_bad_plans(void **state)
{
    attain_context *cx = *state;
    attain_pay *pay = NULL;

    assert_int_equal(attain_pay_create(NULL, &pay), ATTAIN_ERROR_ARGUMENT);
    ASSERT_FAILS(cx, attain_pay_create(cx, NULL), ATTAIN_ERROR_ARGUMENT, "out", -1);
    ASSERT_OK(cx, attain_pay_create(cx, &pay));
    assert_int_equal(attain_pay_set_decimals(NULL, pay, 2), ATTAIN_ERROR_ARGUMENT);
    ASSERT_FAILS(cx, attain_pay_set_decimals(cx, NULL, 2), ATTAIN_ERROR_ARGUMENT, "pay", -1);
    ASSERT_FAILS(cx, attain_pay_set_decimals(cx, pay, 10), ATTAIN_ERROR_ARGUMENT, "decimals", -1);
    ASSERT_FAILS(cx, attain_pay_set_decimals(cx, pay, -1), ATTAIN_ERROR_ARGUMENT, "decimals", -1);
    assert_int_equal(pay->decimals, ATTAIN_DECIMALS_DEFAULT);
    assert_int_equal(attain_pay_add_plan(NULL, pay, ATTAIN_TEXT("a")), ATTAIN_ERROR_ARGUMENT);
    ASSERT_FAILS(cx, attain_pay_add_plan(cx, NULL, ATTAIN_TEXT("a")), ATTAIN_ERROR_ARGUMENT, "pay", -1);
    ASSERT_FAILS(cx, attain_pay_add_plan(cx, pay, NULL, 0), ATTAIN_ERROR_ARGUMENT, "id", -1);
    ASSERT_FAILS(cx, attain_pay_add_plan(cx, pay, "", 0), ATTAIN_ERROR_ARGUMENT, "id", -1);
    ASSERT_FAILS(cx, attain_pay_add_plan(cx, pay, ATTAIN_TEXT("\xFF")), ATTAIN_ERROR_FORMAT, "id", -1);
    ASSERT_OK(cx, attain_pay_add_plan(cx, pay, ATTAIN_TEXT("field")));
    ASSERT_OK(cx, attain_pay_add_plan(cx, pay, ATTAIN_TEXT("fiel")));
    ASSERT_FAILS(cx, attain_pay_add_plan(cx, pay, ATTAIN_TEXT("field")), ATTAIN_ERROR_RULE, "id", -1);
    assert_string_equal(attain_context_error_value(cx), "field");
    assert_int_equal(pay->count, 2);
    attain_pay_destroy(pay);
}

static void test_bad_components(void **state)
{
    attain_context *cx = *state;
    attain_rates *rates = plans_rates(cx, ATTAIN_RATES_WHOLE, plans_contract, 1);
    attain_pay *pay = NULL;
    int32_t each = ATTAIN_PAY_EACH_DEAL;

    ASSERT_OK(cx, attain_pay_create(cx, &pay));
    assert_int_equal(attain_pay_add_rates(NULL, pay, ATTAIN_TEXT("c"), ATTAIN_TEXT("a"), each, rates),
                     ATTAIN_ERROR_ARGUMENT);
    ASSERT_FAILS(cx, attain_pay_add_rates(cx, NULL, ATTAIN_TEXT("c"), ATTAIN_TEXT("a"), each, rates),
                 ATTAIN_ERROR_ARGUMENT, "pay", -1);
    ASSERT_FAILS(cx, attain_pay_add_rates(cx, pay, NULL, 1, NULL, 1, -5, NULL), ATTAIN_ERROR_ARGUMENT, "id", -1);
    ASSERT_FAILS(cx, attain_pay_add_rates(cx, pay, ATTAIN_TEXT("c"), NULL, 1, -5, NULL), ATTAIN_ERROR_ARGUMENT,
                 "column", -1);
    ASSERT_FAILS(cx, attain_pay_add_rates(cx, pay, ATTAIN_TEXT("c"), ATTAIN_TEXT("\xC0"), -5, NULL),
                 ATTAIN_ERROR_FORMAT, "column", -1);
    ASSERT_FAILS(cx, attain_pay_add_rates(cx, pay, ATTAIN_TEXT("c"), ATTAIN_TEXT("a"), -5, NULL), ATTAIN_ERROR_ARGUMENT,
                 "accumulate", -1);
    ASSERT_FAILS(cx, attain_pay_add_rates(cx, pay, ATTAIN_TEXT("c"), ATTAIN_TEXT("a"), each, NULL),
                 ATTAIN_ERROR_ARGUMENT, "rates", -1);
    ASSERT_FAILS(cx, attain_pay_add_rates(cx, pay, ATTAIN_TEXT("c"), ATTAIN_TEXT("a"), each, rates), ATTAIN_ERROR_RULE,
                 "pay", -1);
    ASSERT_OK(cx, attain_pay_add_plan(cx, pay, ATTAIN_TEXT("p")));
    ASSERT_FAILS(cx, attain_pay_add_rates(cx, pay, ATTAIN_TEXT("c"), ATTAIN_TEXT("payee"), each, rates),
                 ATTAIN_ERROR_RULE, "column", -1);
    ASSERT_FAILS(cx, attain_pay_add_rates(cx, pay, ATTAIN_TEXT("c"), ATTAIN_TEXT("date"), each, rates),
                 ATTAIN_ERROR_RULE, "column", -1);
    ASSERT_FAILS(cx, attain_pay_add_rates(cx, pay, ATTAIN_TEXT("c"), ATTAIN_TEXT("deal"), each, rates),
                 ATTAIN_ERROR_RULE, "column", -1);
    ASSERT_OK(cx, attain_pay_add_rates(cx, pay, ATTAIN_TEXT("c"), ATTAIN_TEXT("a"), each, rates));
    ASSERT_FAILS(cx, attain_pay_add_rates(cx, pay, ATTAIN_TEXT("c"), ATTAIN_TEXT("b"), each, rates), ATTAIN_ERROR_RULE,
                 "id", -1);
    assert_int_equal(pay->plans[0].count, 1);
    ASSERT_OK(cx, attain_pay_add_plan(cx, pay, ATTAIN_TEXT("q"))); /* another plan may use the name again */
    ASSERT_OK(cx, attain_pay_add_rates(cx, pay, ATTAIN_TEXT("c"), ATTAIN_TEXT("b"), each, rates));
    attain_rates_destroy(rates);
    attain_pay_destroy(pay);
}

/* ---- columns ---- */

static void assert_column(const attain_schema *schema, size_t column, const char *name, int32_t type, int32_t meaning,
                          int32_t required)
{
    size_t length = 0;

    assert_string_equal(attain_schema_name(schema, column, &length), name);
    assert_int_equal(length, strlen(name));
    assert_int_equal(attain_schema_type(schema, column), type);
    assert_int_equal(attain_schema_meaning(schema, column), meaning);
    assert_int_equal(attain_schema_required(schema, column), required);
}

static void test_input_schema(void **state)
{
    attain_context *cx = *state;
    attain_pay *pay = plans_pay(cx, ATTAIN_RATES_MARGINAL, plans_contract, 3, ATTAIN_UNIT_YEAR);
    attain_rates *rates = plans_rates(cx, ATTAIN_RATES_WHOLE, plans_contract, 1);
    attain_schema *schema = NULL;

    ASSERT_OK(cx, attain_pay_add_plan(cx, pay, ATTAIN_TEXT("cash")));
    ASSERT_OK(cx, attain_pay_add_rates(cx, pay, ATTAIN_TEXT("a"), ATTAIN_TEXT("cash"), ATTAIN_UNIT_MONTH, rates));
    ASSERT_OK(cx, attain_pay_add_rates(cx, pay, ATTAIN_TEXT("b"), ATTAIN_TEXT("amount"), ATTAIN_UNIT_MONTH, rates));
    ASSERT_OK(cx, attain_pay_input_schema(cx, pay, &schema));
    attain_rates_destroy(rates);
    attain_pay_destroy(pay); /* the schema stands on its own */
    assert_int_equal(attain_schema_columns(schema), 5);
    assert_column(schema, 0, "deal", ATTAIN_TYPE_KEY, ATTAIN_MEANING_CODE, 0);
    assert_column(schema, 1, "payee", ATTAIN_TYPE_KEY, ATTAIN_MEANING_CODE, 1);
    assert_column(schema, 2, "date", ATTAIN_TYPE_I32, ATTAIN_MEANING_DAY, 1);
    assert_column(schema, 3, "amount", ATTAIN_TYPE_I64, ATTAIN_MEANING_AMOUNT, 1);
    assert_column(schema, 4, "cash", ATTAIN_TYPE_I64, ATTAIN_MEANING_AMOUNT, 1);
    attain_schema_destroy(schema);
}

static void test_input_schema_arguments(void **state)
{
    attain_context *cx = *state;
    attain_schema *schema = NULL;
    attain_pay *pay = NULL;

    ASSERT_OK(cx, attain_pay_create(cx, &pay));
    assert_int_equal(attain_pay_input_schema(NULL, pay, &schema), ATTAIN_ERROR_ARGUMENT);
    ASSERT_FAILS(cx, attain_pay_input_schema(cx, NULL, &schema), ATTAIN_ERROR_ARGUMENT, "pay", -1);
    ASSERT_FAILS(cx, attain_pay_input_schema(cx, pay, NULL), ATTAIN_ERROR_ARGUMENT, "out", -1);
    ASSERT_OK(cx, attain_pay_input_schema(cx, pay, &schema));
    assert_int_equal(attain_schema_columns(schema), 3);
    attain_schema_destroy(schema);
    attain_pay_destroy(pay);
}

static void assert_names(const attain_schema *schema, const char *const *names, size_t count)
{
    size_t i;

    assert_int_equal(attain_schema_columns(schema), count);
    for (i = 0; i < count; i++)
        assert_string_equal(attain_schema_name(schema, i, NULL), names[i]);
}

static void test_output_schema(void **state)
{
    static const char *const period[] = {"plan", "component", "payee", "period", "basis", "amount"};
    static const char *const deal[] = {"plan", "component", "deal", "payee", "date", "basis", "amount"};
    static const char *const tier[] = {"plan", "component", "payee", "period", "tier",
                                       "from", "rate",      "basis", "amount"};

    (void)state;
    assert_names(attain_pay_output_schema(ATTAIN_PAY_BY_PERIOD), period, 6);
    assert_names(attain_pay_output_schema(ATTAIN_PAY_BY_DEAL), deal, 7);
    assert_names(attain_pay_output_schema(ATTAIN_PAY_BY_TIER), tier, 9);
    assert_column(attain_pay_output_schema(ATTAIN_PAY_BY_TIER), 6, "rate", ATTAIN_TYPE_I64, ATTAIN_MEANING_RATE, 1);
    assert_column(attain_pay_output_schema(ATTAIN_PAY_BY_DEAL), 2, "deal", ATTAIN_TYPE_KEY, ATTAIN_MEANING_CODE, 1);
    assert_column(attain_pay_output_schema(ATTAIN_PAY_BY_DEAL), 4, "date", ATTAIN_TYPE_I32, ATTAIN_MEANING_DAY, 1);
    assert_null(attain_pay_output_schema(-1));
    assert_null(attain_pay_output_schema(3));
    assert_ptr_equal(attain_pay_output_schema(1), attain_pay_output_schema(1));
}

/* ---- memory ---- */

static attain_status add_component(attain_context *cx, attain_pay *pay, const char *id, const char *column,
                                   const attain_rates *rates)
{
    return attain_pay_add_rates(cx, pay, id, 1, column, strlen(column), ATTAIN_UNIT_MONTH, rates);
}

static attain_status build(attain_context *cx, void *user)
{
    attain_pay *pay = NULL;
    attain_rates *rates = NULL;
    attain_schema *schema = NULL;
    attain_status status = attain_pay_create(cx, &pay);
    int i;

    (void)user;
    if (status == ATTAIN_OK)
        status = attain_rates_create(cx, ATTAIN_RATES_WHOLE, &rates);
    if (status == ATTAIN_OK)
        status = attain_rates_add(cx, rates, 0, 7);
    for (i = 0; i < 10 && status == ATTAIN_OK; i++) {
        char id[2] = {(char)('a' + i), '\0'};

        status = attain_pay_add_plan(cx, pay, id, 1);
        assert_int_equal(pay->count, status == ATTAIN_OK ? i + 1 : i);
        if (status == ATTAIN_OK)
            status = add_component(cx, pay, "x", id, rates);
        if (status == ATTAIN_OK)
            status = add_component(cx, pay, "y", "amount", rates);
    }
    if (status == ATTAIN_OK)
        status = attain_pay_input_schema(cx, pay, &schema);
    attain_schema_destroy(schema);
    attain_rates_destroy(rates);
    attain_pay_destroy(pay);
    return status;
}

static void test_out_of_memory(void **state)
{
    (void)state;
    support_memory_sweep(build, NULL);
}

/* A context with another allocator must not change what this one made: it would be freed by the wrong one. */
static void test_only_its_own_allocator_changes_it(void **state)
{
    support_memory memory = SUPPORT_MEMORY;
    attain_context *other = support_context(&memory);
    attain_pay *pay = NULL;
    attain_rates *rates = NULL;

    ASSERT_OK(other, attain_rates_create(other, ATTAIN_RATES_WHOLE, &rates));
    ASSERT_OK(*state, attain_pay_create(*state, &pay));
    ASSERT_OK(*state, attain_pay_add_plan(*state, pay, ATTAIN_TEXT("p")));
    ASSERT_FAILS(other, attain_pay_set_decimals(other, pay, 0), ATTAIN_ERROR_ARGUMENT, "pay", -1);
    ASSERT_FAILS(other, attain_pay_add_plan(other, pay, ATTAIN_TEXT("q")), ATTAIN_ERROR_ARGUMENT, "pay", -1);
    ASSERT_FAILS(other,
                 attain_pay_add_rates(other, pay, ATTAIN_TEXT("c"), ATTAIN_TEXT("amount"), ATTAIN_PAY_EACH_DEAL, rates),
                 ATTAIN_ERROR_ARGUMENT, "pay", -1);
    /* the rates are only read, and may come from anywhere */
    ASSERT_OK(*state,
              attain_pay_add_rates(*state, pay, ATTAIN_TEXT("c"), ATTAIN_TEXT("amount"), ATTAIN_PAY_EACH_DEAL, rates));
    attain_rates_destroy(rates);
    attain_pay_destroy(pay);
    attain_context_destroy(other);
    assert_int_equal(memory.live, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        SUPPORT_TEST(test_build),
        SUPPORT_TEST(test_accumulations),
        SUPPORT_TEST(test_bad_plans),
        SUPPORT_TEST(test_bad_components),
        SUPPORT_TEST(test_input_schema),
        SUPPORT_TEST(test_input_schema_arguments),
        SUPPORT_TEST(test_output_schema),
        SUPPORT_TEST(test_out_of_memory),
        SUPPORT_TEST(test_only_its_own_allocator_changes_it),
    };

    return cmocka_run_group_tests_name("pay.pay", tests, NULL, NULL);
}

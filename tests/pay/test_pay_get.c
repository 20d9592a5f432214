/* What pay plans hold, and giving a component other tiers. */
#include "pay/plans.h"

static void assert_text(const char *text, size_t length, const char *expected)
{
    assert_string_equal(text, expected);
    assert_int_equal(length, strlen(expected));
}

/* "field" with commission and 现金, "team" without components. */
static attain_pay *two_plans(attain_context *cx)
{
    attain_pay *pay = plans_pay(cx, ATTAIN_RATES_MARGINAL, plans_contract, 3, ATTAIN_UNIT_QUARTER);
    attain_rates *rates = plans_rates(cx, ATTAIN_RATES_WHOLE, plans_contract, 1);

    ASSERT_OK(cx, attain_rates_set_rounding(cx, rates, ATTAIN_ROUND_DOWN));
    ASSERT_OK(cx, attain_pay_add_rates(cx, pay, ATTAIN_TEXT("现金"), ATTAIN_TEXT("cash"), ATTAIN_PAY_EACH_DEAL, rates));
    ASSERT_OK(cx, attain_pay_add_plan(cx, pay, ATTAIN_TEXT("team")));
    ASSERT_OK(cx, attain_pay_set_decimals(cx, pay, 3));
    attain_rates_destroy(rates);
    return pay;
}

static void test_what_was_put_in_comes_out(void **state)
{
    attain_context *cx = *state;
    attain_pay *pay = two_plans(cx);
    const attain_rates *rates;
    size_t length = 0;
    const char *text;

    assert_int_equal(attain_pay_decimals(pay), 3);
    assert_int_equal(attain_pay_plans(pay), 2);
    text = attain_pay_plan_id(pay, 0, &length);
    assert_text(text, length, "field");
    assert_string_equal(attain_pay_plan_id(pay, 1, NULL), "team");
    assert_int_equal(attain_pay_components(pay, 0), 2);
    assert_int_equal(attain_pay_components(pay, 1), 0);

    text = attain_pay_component_id(pay, 0, 1, &length);
    assert_text(text, length, "现金");
    assert_string_equal(attain_pay_component_id(pay, 0, 0, NULL), "commission");
    text = attain_pay_component_column(pay, 0, 1, &length);
    assert_text(text, length, "cash");
    assert_string_equal(attain_pay_component_column(pay, 0, 0, NULL), "amount");
    assert_int_equal(attain_pay_component_kind(pay, 0, 0), ATTAIN_PAY_KIND_RATES);
    assert_int_equal(attain_pay_component_accumulate(pay, 0, 0), ATTAIN_UNIT_QUARTER);
    assert_int_equal(attain_pay_component_accumulate(pay, 0, 1), ATTAIN_PAY_EACH_DEAL);

    rates = attain_pay_component_rates(pay, 0, 0);
    assert_int_equal(attain_rates_count(rates), 3);
    assert_int_equal(attain_rates_from(rates, 1), 100000000);
    assert_int_equal(attain_rates_rate(rates, 1), ATTAIN_BASIS_POINTS(150));
    rates = attain_pay_component_rates(pay, 0, 1);
    assert_int_equal(attain_rates_mode(rates), ATTAIN_RATES_WHOLE);
    assert_int_equal(attain_rates_rounding(rates), ATTAIN_ROUND_DOWN);
    attain_pay_destroy(pay);
}

/* Asserts that there is no such component. */
static void assert_nothing(const attain_pay *pay, size_t plan, size_t component)
{
    size_t length = 77;

    assert_null(attain_pay_component_id(pay, plan, component, &length));
    assert_null(attain_pay_component_column(pay, plan, component, &length));
    assert_null(attain_pay_component_rates(pay, plan, component));
    assert_int_equal(attain_pay_component_kind(pay, plan, component), 0);
    assert_int_equal(attain_pay_component_accumulate(pay, plan, component), ATTAIN_PAY_EACH_DEAL);
    assert_int_equal(length, 77);
}

static void test_what_is_not_there(void **state)
{
    attain_pay *pay = two_plans(*state);
    size_t length = 77;

    assert_nothing(pay, 0, 2);
    assert_nothing(pay, 1, 0);
    assert_nothing(pay, 2, 0);
    assert_nothing(pay, SIZE_MAX, SIZE_MAX);
    assert_nothing(NULL, 0, 0);
    assert_null(attain_pay_plan_id(pay, 2, &length));
    assert_null(attain_pay_plan_id(NULL, 0, &length));
    assert_int_equal(length, 77);
    assert_int_equal(attain_pay_components(pay, 2), 0);
    assert_int_equal(attain_pay_components(NULL, 0), 0);
    assert_int_equal(attain_pay_plans(NULL), 0);
    assert_int_equal(attain_pay_decimals(NULL), ATTAIN_DECIMALS_DEFAULT);
    attain_pay_destroy(pay);
}

static void test_a_plan_can_be_made_from_what_it_lends(void **state)
{
    attain_context *cx = *state;
    attain_pay *pay = two_plans(cx), *copy = NULL;
    size_t p, c, length, column_length;

    ASSERT_OK(cx, attain_pay_create(cx, &copy));
    ASSERT_OK(cx, attain_pay_set_decimals(cx, copy, attain_pay_decimals(pay)));
    for (p = 0; p < attain_pay_plans(pay); p++) {
        const char *id = attain_pay_plan_id(pay, p, &length);

        ASSERT_OK(cx, attain_pay_add_plan(cx, copy, id, length));
        for (c = 0; c < attain_pay_components(pay, p); c++) {
            const char *column = attain_pay_component_column(pay, p, c, &column_length);

            id = attain_pay_component_id(pay, p, c, &length);
            ASSERT_OK(cx, attain_pay_add_rates(cx, copy, id, length, column, column_length,
                                               attain_pay_component_accumulate(pay, p, c),
                                               attain_pay_component_rates(pay, p, c)));
        }
    }
    assert_int_equal(attain_pay_components(copy, 0), 2);
    assert_string_equal(attain_pay_component_id(copy, 0, 1, NULL), "现金");
    assert_int_equal(attain_rates_count(attain_pay_component_rates(copy, 0, 0)), 3);
    attain_pay_destroy(copy);
    attain_pay_destroy(pay);
}

/* ---- other tiers ---- */

static void test_set_rates(void **state)
{
    attain_context *cx = *state;
    attain_pay *pay = plans_pay(cx, ATTAIN_RATES_MARGINAL, plans_contract, 3, ATTAIN_UNIT_YEAR);
    attain_rates *rates = plans_rates(cx, ATTAIN_RATES_WHOLE, plans_contract, 2);

    ASSERT_OK(cx, attain_pay_set_rates(cx, pay, 0, 0, rates));
    ASSERT_OK(cx, attain_rates_add(cx, rates, 900000000, 5)); /* the plan has its own copy */
    attain_rates_destroy(rates);
    assert_int_equal(attain_rates_count(attain_pay_component_rates(pay, 0, 0)), 2);
    assert_string_equal(attain_pay_component_id(pay, 0, 0, NULL), "commission");
    /* 1.5 % of 2,500,000.00, the whole of it */
    plans_assert(cx, pay, "payee,date,amount\nli,2024-05-01,2500000.00\n", ATTAIN_PAY_BY_PERIOD,
                 "plan,component,payee,period,basis,amount\nfield,commission,li,2024,2500000.00,37500.00\n");
    ASSERT_OK(cx, attain_pay_set_rates(cx, pay, 0, 0, attain_pay_component_rates(pay, 0, 0))); /* its own */
    assert_int_equal(attain_rates_count(attain_pay_component_rates(pay, 0, 0)), 2);
    attain_pay_destroy(pay);
}

static void test_set_rates_refuses(void **state)
{
    attain_context *cx = *state;
    attain_pay *pay = plans_pay(cx, ATTAIN_RATES_MARGINAL, plans_contract, 3, ATTAIN_UNIT_YEAR);
    attain_rates *rates = plans_rates(cx, ATTAIN_RATES_WHOLE, plans_contract, 2);

    ASSERT_FAILS(cx, attain_pay_set_rates(cx, NULL, 0, 0, rates), ATTAIN_ERROR_ARGUMENT, "pay", -1);
    ASSERT_FAILS(cx, attain_pay_set_rates(cx, pay, 1, 0, rates), ATTAIN_ERROR_ARGUMENT, "plan", -1);
    ASSERT_FAILS(cx, attain_pay_set_rates(cx, pay, 0, 1, rates), ATTAIN_ERROR_ARGUMENT, "component", -1);
    ASSERT_FAILS(cx, attain_pay_set_rates(cx, pay, 0, 0, NULL), ATTAIN_ERROR_ARGUMENT, "rates", -1);
    assert_int_equal(attain_pay_set_rates(NULL, pay, 0, 0, rates), ATTAIN_ERROR_ARGUMENT);
    assert_int_equal(attain_rates_count(attain_pay_component_rates(pay, 0, 0)), 3);
    attain_rates_destroy(rates);
    attain_pay_destroy(pay);
}

static attain_status set_rates(attain_context *context, void *user)
{
    attain_rates *rates = NULL;
    attain_pay *pay = NULL;
    attain_status status = attain_rates_create(context, ATTAIN_RATES_WHOLE, &rates);

    (void)user;
    if (status == ATTAIN_OK)
        status = attain_pay_create(context, &pay);
    if (status == ATTAIN_OK)
        status = attain_pay_add_plan(context, pay, ATTAIN_TEXT("p"));
    if (status == ATTAIN_OK)
        status = attain_pay_add_rates(context, pay, ATTAIN_TEXT("c"), ATTAIN_TEXT("amount"), ATTAIN_UNIT_YEAR, rates);
    if (status == ATTAIN_OK)
        status = attain_rates_add(context, rates, 0, 7);
    if (status == ATTAIN_OK) {
        status = attain_pay_set_rates(context, pay, 0, 0, rates);
        assert_int_equal(attain_rates_count(attain_pay_component_rates(pay, 0, 0)), status == ATTAIN_OK ? 1 : 0);
    }
    attain_pay_destroy(pay);
    attain_rates_destroy(rates);
    return status;
}

static void test_out_of_memory(void **state)
{
    (void)state;
    support_memory_sweep(set_rates, NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        SUPPORT_TEST(test_what_was_put_in_comes_out),
        SUPPORT_TEST(test_what_is_not_there),
        SUPPORT_TEST(test_a_plan_can_be_made_from_what_it_lends),
        SUPPORT_TEST(test_set_rates),
        SUPPORT_TEST(test_set_rates_refuses),
        SUPPORT_TEST(test_out_of_memory),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

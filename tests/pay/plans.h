/* Rate tables, plans and runs that the tests of pay share. */
#ifndef ATTAIN_TESTS_PAY_PLANS_H
#define ATTAIN_TESTS_PAY_PLANS_H

#include "support/support.h"

typedef struct plans_tier {
    attain_amount from;
    attain_rate rate;
} plans_tier;

#define PLANS_COUNT(array) (sizeof(array) / sizeof(array)[0])

/* 1 % to 1,000,000.00, 1.5 % to 2,000,000.00, 2 % above. */
static const plans_tier plans_contract[] = {
    {0, ATTAIN_BASIS_POINTS(100)}, {100000000, ATTAIN_BASIS_POINTS(150)}, {200000000, ATTAIN_BASIS_POINTS(200)}};

static inline attain_rates *plans_rates(attain_context *cx, int32_t mode, const plans_tier *tiers, size_t count)
{
    attain_rates *rates = NULL;
    size_t i;

    ASSERT_OK(cx, attain_rates_create(cx, mode, &rates));
    for (i = 0; i < count; i++)
        ASSERT_OK(cx, attain_rates_add(cx, rates, tiers[i].from, tiers[i].rate));
    return rates;
}

/* The plan "field" with the component "commission" on the column "amount". */
static inline attain_pay *plans_pay(attain_context *cx, int32_t mode, const plans_tier *tiers, size_t count,
                                    int32_t accumulate)
{
    attain_rates *rates = plans_rates(cx, mode, tiers, count);
    attain_pay *pay = NULL;

    ASSERT_OK(cx, attain_pay_create(cx, &pay));
    ASSERT_OK(cx, attain_pay_add_plan(cx, pay, ATTAIN_TEXT("field")));
    ASSERT_OK(cx, attain_pay_add_rates(cx, pay, ATTAIN_TEXT("commission"), ATTAIN_TEXT("amount"), accumulate, rates));
    attain_rates_destroy(rates);
    return pay;
}

/* Deals from CSV text. */
static inline attain_table *plans_deals(attain_context *cx, const attain_pay *pay, const char *text)
{
    attain_schema *schema = NULL;
    attain_table *deals;

    ASSERT_OK(cx, attain_pay_input_schema(cx, pay, &schema));
    deals = support_read(cx, schema, text);
    attain_schema_destroy(schema);
    return deals;
}

/* Asserts what the deals of a CSV text are paid. */
static inline void plans_assert(attain_context *cx, const attain_pay *pay, const char *deals_text, int32_t by,
                                const char *expected)
{
    attain_table *deals = plans_deals(cx, pay, deals_text);
    attain_table *result = NULL;

    ASSERT_OK(cx, attain_pay_run(cx, pay, NULL, deals, by, &result, NULL));
    support_assert_csv(cx, result, expected);
    attain_table_destroy(result);
    attain_table_destroy(deals);
}

#endif

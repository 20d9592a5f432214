/* Failing calls: rate tables and pay. */
#include "errors/errors.h"

void errors_of_rates(void **state)
{
    attain_context *context = *state;
    attain_rates *rates;
    attain_amount earned;

    FAILS_WITHOUT_CONTEXT(attain_rates_create(NULL, ATTAIN_RATES_WHOLE, &rates));
    FAILS(attain_rates_create(context, 2, &rates), ARGUMENT, "mode", NO_ROW, "2");
    FAILS(attain_rates_create(context, ATTAIN_RATES_WHOLE, NULL), ARGUMENT, "out", NO_ROW, "");
    ASSERT_OK(context, attain_rates_create(context, ATTAIN_RATES_WHOLE, &rates));
    FAILS_WITHOUT_CONTEXT(attain_rates_add(NULL, rates, 0, 1));
    FAILS(attain_rates_add(context, NULL, 0, 1), ARGUMENT, "rates", NO_ROW, "");
    FAILS(attain_rates_add(context, rates, 5, 1), RULE, "from", NO_ROW, "5");
    ASSERT_OK(context, attain_rates_add(context, rates, 0, ATTAIN_PERCENT(200)));
    FAILS(attain_rates_add(context, rates, 0, 1), RULE, "from", NO_ROW, "0");
    FAILS_WITHOUT_CONTEXT(attain_rates_set_rounding(NULL, rates, ATTAIN_ROUND_DOWN));
    FAILS(attain_rates_set_rounding(context, NULL, ATTAIN_ROUND_DOWN), ARGUMENT, "rates", NO_ROW, "");
    FAILS(attain_rates_set_rounding(context, rates, ATTAIN_ROUND_FLOOR), ARGUMENT, "rounding", NO_ROW, "4");
    FAILS_WITHOUT_CONTEXT(attain_rates_apply(NULL, rates, 0, 1, &earned));
    FAILS(attain_rates_apply(context, NULL, 0, 1, &earned), ARGUMENT, "rates", NO_ROW, "");
    FAILS(attain_rates_apply(context, rates, 0, 1, NULL), ARGUMENT, "earned", NO_ROW, "");
    FAILS(attain_rates_apply(context, rates, INT64_MAX, 1, &earned), OVERFLOW, "amount", NO_ROW, "1");
    FAILS(attain_rates_apply(context, rates, 0, INT64_MAX, &earned), OVERFLOW, "amount", NO_ROW, "9223372036854775807");
    attain_rates_destroy(rates);
}

static void errors_of_components(attain_context *context, attain_pay *pay, const attain_rates *rates)
{
    const int32_t month = ATTAIN_UNIT_MONTH;

    FAILS_WITHOUT_CONTEXT(attain_pay_add_rates(NULL, pay, "c", 1, "amount", 6, month, rates));
    FAILS(attain_pay_add_rates(context, NULL, "c", 1, "amount", 6, month, rates), ARGUMENT, "pay", NO_ROW, "");
    FAILS(attain_pay_add_rates(context, pay, "c", 1, "amount", 6, month, rates), RULE, "pay", NO_ROW, "");
    ASSERT_OK(context, attain_pay_add_plan(context, pay, "p", 1));
    ASSERT_OK(context, attain_pay_add_rates(context, pay, "c", 1, "amount", 6, month, rates));
    FAILS(attain_pay_add_rates(context, pay, NULL, 1, "amount", 6, month, rates), ARGUMENT, "id", NO_ROW, "");
    FAILS(attain_pay_add_rates(context, pay, "d\xFF", 2, "amount", 6, month, rates), FORMAT, "id", NO_ROW, "d");
    FAILS(attain_pay_add_rates(context, pay, "d", 1, "", 0, month, rates), ARGUMENT, "column", NO_ROW, "");
    FAILS(attain_pay_add_rates(context, pay, "d", 1, "a\n", 2, month, rates), FORMAT, "column", NO_ROW, "a ");
    FAILS(attain_pay_add_rates(context, pay, "d", 1, "amount", 6, ATTAIN_UNIT_WEEK, rates), ARGUMENT, "accumulate",
          NO_ROW, "2");
    FAILS(attain_pay_add_rates(context, pay, "d", 1, "amount", 6, month, NULL), ARGUMENT, "rates", NO_ROW, "");
    FAILS(attain_pay_add_rates(context, pay, "c", 1, "amount", 6, month, rates), RULE, "id", NO_ROW, "c");
    FAILS(attain_pay_add_rates(context, pay, "d", 1, "payee", 5, month, rates), RULE, "column", NO_ROW, "payee");
    FAILS(attain_pay_add_rates(context, pay, "d", 1, "date", 4, month, rates), RULE, "column", NO_ROW, "date");
}

void errors_of_pay(void **state)
{
    attain_context *context = *state;
    attain_pay *pay;
    attain_rates *rates;
    attain_schema *schema = NULL;

    FAILS_WITHOUT_CONTEXT(attain_pay_create(NULL, &pay));
    FAILS(attain_pay_create(context, NULL), ARGUMENT, "out", NO_ROW, "");
    ASSERT_OK(context, attain_pay_create(context, &pay));
    ASSERT_OK(context, attain_rates_create(context, ATTAIN_RATES_MARGINAL, &rates));
    FAILS_WITHOUT_CONTEXT(attain_pay_set_decimals(NULL, pay, 2));
    FAILS(attain_pay_set_decimals(context, NULL, 2), ARGUMENT, "pay", NO_ROW, "");
    FAILS(attain_pay_set_decimals(context, pay, -2), ARGUMENT, "decimals", NO_ROW, "-2");
    errors_of_components(context, pay, rates);
    FAILS_WITHOUT_CONTEXT(attain_pay_set_rates(NULL, pay, 0, 0, rates));
    FAILS(attain_pay_set_rates(context, NULL, 0, 0, rates), ARGUMENT, "pay", NO_ROW, "");
    FAILS(attain_pay_set_rates(context, pay, 1, 0, rates), ARGUMENT, "plan", NO_ROW, "1");
    FAILS(attain_pay_set_rates(context, pay, 0, 1, rates), ARGUMENT, "component", NO_ROW, "1");
    FAILS(attain_pay_set_rates(context, pay, 0, 0, NULL), ARGUMENT, "rates", NO_ROW, "");
    FAILS_WITHOUT_CONTEXT(attain_pay_add_plan(NULL, pay, "q", 1));
    FAILS(attain_pay_add_plan(context, NULL, "q", 1), ARGUMENT, "pay", NO_ROW, "");
    FAILS(attain_pay_add_plan(context, pay, NULL, 1), ARGUMENT, "id", NO_ROW, "");
    FAILS(attain_pay_add_plan(context, pay, "q\x1F", 2), FORMAT, "id", NO_ROW, "q ");
    FAILS(attain_pay_add_plan(context, pay, "p", 1), RULE, "id", NO_ROW, "p");
    FAILS_WITHOUT_CONTEXT(attain_pay_input_schema(NULL, pay, &schema));
    FAILS(attain_pay_input_schema(context, NULL, &schema), ARGUMENT, "pay", NO_ROW, "");
    FAILS(attain_pay_input_schema(context, pay, NULL), ARGUMENT, "out", NO_ROW, "");
    attain_rates_destroy(rates);
    attain_pay_destroy(pay);
    assert_null(schema);
}

/* ---- runs ---- */

static const int64_t payee[] = {3, 3, 3}, deal[] = {1, 2, 4};
static const attain_day date[] = {19723, 19724, 19725};

static attain_table *make_deals(attain_context *context, const attain_day *dates, const int64_t *amounts,
                                const uint8_t *payees_there, const uint8_t *deals_there)
{
    attain_table *deals;

    ASSERT_OK(context, attain_table_create(context, &deals));
    ASSERT_OK(context, attain_table_add_i64(context, deals, ATTAIN_TEXT("payee"), payee, payees_there, 3));
    ASSERT_OK(context, attain_table_add_i32(context, deals, ATTAIN_TEXT("date"), dates, NULL, 3));
    ASSERT_OK(context, attain_table_add_i64(context, deals, ATTAIN_TEXT("amount"), amounts, NULL, 3));
    ASSERT_OK(context, attain_table_add_i64(context, deals, ATTAIN_TEXT("deal"), deal, deals_there, 3));
    return deals;
}

static void errors_of_deals(attain_context *context, const attain_pay *pay)
{
    const int64_t amounts[] = {100, 200, 300}, large[] = {1, INT64_MAX, INT64_MAX};
    const uint8_t first[] = {1};
    attain_table *out = NULL, *explain = NULL, *deals = make_deals(context, date, amounts, first, NULL);

    FAILS(attain_pay_run(context, pay, NULL, deals, 0, &out, NULL), VALUE, "deals.payee", 1, "");
    attain_table_destroy(deals);
    deals = make_deals(context, date, amounts, NULL, first);
    FAILS(attain_pay_run(context, pay, NULL, deals, ATTAIN_PAY_BY_DEAL, &out, NULL), VALUE, "deals.deal", 1, "");
    FAILS(attain_pay_run(context, pay, NULL, deals, ATTAIN_PAY_BY_PERIOD, &out, &explain), VALUE, "deals.deal", 1, "");
    ASSERT_OK(context, attain_table_describe(context, deals, 2, ATTAIN_MEANING_AMOUNT, 3));
    FAILS(attain_pay_run(context, pay, NULL, deals, 0, &out, NULL), SCHEMA, "deals.amount", NO_ROW, "3");
    attain_table_destroy(deals);
    deals = make_deals(context, date, large, NULL, NULL);
    FAILS(attain_pay_run(context, pay, NULL, deals, ATTAIN_PAY_BY_PERIOD, &out, NULL), OVERFLOW, "deals.amount", 2,
          "9223372036854775807");
    FAILS(attain_pay_run(context, pay, NULL, deals, ATTAIN_PAY_BY_DEAL, &out, NULL), OVERFLOW, "deals.amount", 1,
          "9223372036854775807");
    FAILS(attain_pay_run(context, pay, NULL, deals, ATTAIN_PAY_BY_TIER, &out, NULL), OVERFLOW, "deals.amount", 2,
          "9223372036854775807");
    ASSERT_OK(context, attain_context_set_progress(context, errors_cancel, NULL));
    FAILS(attain_pay_run(context, pay, NULL, deals, 0, &out, NULL), CANCELLED, "", NO_ROW, "");
    ASSERT_OK(context, attain_context_set_progress(context, NULL, NULL));
    attain_table_destroy(deals);
    ASSERT_OK(context, attain_table_create(context, &deals));
    FAILS(attain_pay_run(context, pay, NULL, deals, 0, &out, NULL), SCHEMA, "deals.payee", NO_ROW, "");
    FAILS(attain_pay_run(context, pay, NULL, deals, ATTAIN_PAY_BY_DEAL, &out, NULL), SCHEMA, "deals.deal", NO_ROW, "");
    ASSERT_OK(context, attain_table_add_i32(context, deals, ATTAIN_TEXT("payee"), date, NULL, 3));
    FAILS(attain_pay_run(context, pay, NULL, deals, 0, &out, NULL), SCHEMA, "deals.payee", NO_ROW, "");
    attain_table_destroy(deals);
    assert_null(out);
    assert_null(explain);
}

/* A run that earns more than fits, in a way of its own. */
typedef struct excess {
    int32_t mode, accumulate, by, explained;
    attain_rate rates[2]; /* of the tiers from 0 and from `from` */
    attain_amount from;
    const attain_day *dates;
    int64_t amounts[3];
    int64_t row; /* the deal at which it shows */
} excess;

static void fails_by_excess(attain_context *context, const excess *e)
{
    attain_table *out = NULL, *explain = NULL, *deals = make_deals(context, e->dates, e->amounts, NULL, NULL);
    attain_rates *rates;
    attain_pay *pay;
    char value[ATTAIN_DECIMAL_CAPACITY];
    attain_table **wanted = e->explained ? &explain : NULL;

    ASSERT_OK(context, attain_rates_create(context, e->mode, &rates));
    ASSERT_OK(context, attain_rates_add(context, rates, 0, e->rates[0]));
    ASSERT_OK(context, attain_rates_add(context, rates, e->from, e->rates[1]));
    ASSERT_OK(context, attain_pay_create(context, &pay));
    ASSERT_OK(context, attain_pay_add_plan(context, pay, "p", 1));
    ASSERT_OK(context, attain_pay_add_rates(context, pay, "c", 1, "amount", 6, e->accumulate, rates));
    ASSERT_OK(context, attain_decimal_format(context, e->amounts[e->row], 0, value, sizeof value, NULL));
    FAILS(attain_pay_run(context, pay, NULL, deals, e->by, &out, wanted), OVERFLOW, "deals.amount", e->row, value);
    attain_pay_destroy(pay);
    attain_rates_destroy(rates);
    attain_table_destroy(deals);
    assert_null(out);
    assert_null(explain);
}

static void errors_of_overflow(attain_context *context)
{
    static const attain_day same[] = {19723, 19723, 19723};
    const int64_t max = INT64_MAX, half = max / 2;
    const attain_rate one = ATTAIN_PERCENT(1), twice = ATTAIN_PERCENT(200);
    const int32_t marginal = ATTAIN_RATES_MARGINAL, whole = ATTAIN_RATES_WHOLE;
    const int32_t each = ATTAIN_PAY_EACH_DEAL, month = ATTAIN_UNIT_MONTH;
    const int32_t period = ATTAIN_PAY_BY_PERIOD, by_deal = ATTAIN_PAY_BY_DEAL, tier = ATTAIN_PAY_BY_TIER;
    const excess runs[] = {
        /* one deal earns too much */
        {marginal, each, period, 0, {twice, twice}, 1, date, {1, max, 1}, 1},
        {marginal, each, by_deal, 0, {twice, twice}, 1, date, {1, max, 1}, 1},
        {marginal, each, tier, 0, {twice, twice}, 1, date, {1, max, 1}, 1},
        /* the deals of a day earn too much together */
        {marginal, each, period, 0, {twice, twice}, 1, same, {half, half, 0}, 2},
        {marginal, each, tier, 0, {twice, twice}, 1, same, {half, half, 0}, 2},
        /* a month earns too much */
        {whole, month, period, 0, {twice, twice}, 1, date, {half, half, 0}, 2},
        {whole, month, tier, 0, {twice, twice}, 1, date, {half, half, 0}, 2},
        /* its lower tier does, and the upper takes back */
        {marginal, month, tier, 0, {twice, -3 * ATTAIN_RATE_ONE}, half + half / 2, date, {half, half, 0}, 2},
        {marginal, month, period, 1, {twice, -3 * ATTAIN_RATE_ONE}, half + half / 2, date, {half, half, 0}, 1},
        /* before all its deals are there */
        {marginal, month, by_deal, 0, {one, one}, 1, date, {max, 1, -1}, 1},
        {marginal, month, period, 1, {one, one}, 1, date, {max, 1, -1}, 1},
        /* a new rate is too far from the one before */
        {whole, month, period, 1, {INT64_MIN, INT64_MAX}, 5, date, {1, 9, 0}, 1},
    };
    size_t i;

    for (i = 0; i < sizeof runs / sizeof runs[0]; i++)
        fails_by_excess(context, &runs[i]);
}

void errors_of_pay_runs(void **state)
{
    attain_context *context = *state;
    attain_pay *pay;
    attain_rates *rates;
    attain_table *deals, *out = NULL;

    ASSERT_OK(context, attain_rates_create(context, ATTAIN_RATES_MARGINAL, &rates));
    ASSERT_OK(context, attain_rates_add(context, rates, 0, ATTAIN_PERCENT(1)));
    ASSERT_OK(context, attain_pay_create(context, &pay));
    ASSERT_OK(context, attain_pay_add_plan(context, pay, "p", 1));
    ASSERT_OK(context, attain_pay_add_rates(context, pay, "c", 1, "amount", 6, ATTAIN_UNIT_MONTH, rates));
    ASSERT_OK(context, attain_table_create(context, &deals));
    FAILS_WITHOUT_CONTEXT(attain_pay_run(NULL, pay, NULL, deals, 0, &out, NULL));
    FAILS(attain_pay_run(context, NULL, NULL, deals, 0, &out, NULL), ARGUMENT, "pay", NO_ROW, "");
    FAILS(attain_pay_run(context, pay, NULL, NULL, 0, &out, NULL), ARGUMENT, "deals", NO_ROW, "");
    FAILS(attain_pay_run(context, pay, NULL, deals, 3, &out, NULL), ARGUMENT, "by", NO_ROW, "3");
    FAILS(attain_pay_run(context, pay, NULL, deals, 0, NULL, NULL), ARGUMENT, "result", NO_ROW, "");
    attain_table_destroy(deals);
    errors_of_deals(context, pay);
    errors_of_overflow(context);
    attain_pay_destroy(pay);
    attain_rates_destroy(rates);
    assert_null(out);
}

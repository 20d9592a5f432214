/* Numbers that other systems publish, and where attain differs on purpose; docs/pay.md has the list. */
#include "pay/plans.h"

#define PERCENT ATTAIN_BASIS_POINTS(100)

static attain_amount earn(attain_context *cx, int32_t mode, const plans_tier *tiers, size_t count, attain_amount prior,
                          attain_amount amount)
{
    attain_rates *rates = plans_rates(cx, mode, tiers, count);
    attain_amount earned = 0;

    ASSERT_OK(cx, attain_rates_apply(cx, rates, prior, amount, &earned));
    attain_rates_destroy(rates);
    return earned;
}

#define MARGINAL(tiers, prior, amount)                                                                                 \
    earn(*state, ATTAIN_RATES_MARGINAL, tiers, PLANS_COUNT(tiers), (prior)*100, (amount)*100)
#define WHOLE(tiers, amount) earn(*state, ATTAIN_RATES_WHOLE, tiers, PLANS_COUNT(tiers), 0, amount)

/* ---- tier.marginal ---- */

static const plans_tier oic_step[] = {
    {0, PERCENT}, {100000, 2 * PERCENT}, {300000, 3 * PERCENT}, {800000, 5 * PERCENT}};
static const attain_amount oic_deals[] = {200, 300, 1500, 1200, 2000, 4500};

static void test_oic_step_individual(void **state)
{
    static const attain_amount expected[] = {2, 3, 20, 14, 30, 95};
    attain_amount total = 0;
    size_t i;

    for (i = 0; i < PLANS_COUNT(oic_deals); i++) {
        assert_int_equal(MARGINAL(oic_step, 0, oic_deals[i]), expected[i] * 100);
        total += MARGINAL(oic_step, 0, oic_deals[i]);
    }
    assert_int_equal(total, 16400);
}

static void test_oic_step_cumulative(void **state)
{
    static const attain_amount expected[] = {2, 3, 25, 26, 60, 169};
    attain_amount prior = 0, total = 0;
    size_t i;

    for (i = 0; i < PLANS_COUNT(oic_deals); i++) {
        assert_int_equal(MARGINAL(oic_step, prior, oic_deals[i]), expected[i] * 100);
        total += MARGINAL(oic_step, prior, oic_deals[i]);
        prior += oic_deals[i];
    }
    assert_int_equal(total, 28500);
}

/* The same six deals through a plan, without and with accumulation: 164 and 285. */
static void test_oic_step_accumulation(void **state)
{
    attain_context *cx = *state;
    attain_pay *each = plans_pay(cx, ATTAIN_RATES_MARGINAL, oic_step, 4, ATTAIN_PAY_EACH_DEAL);
    attain_pay *quarter = plans_pay(cx, ATTAIN_RATES_MARGINAL, oic_step, 4, ATTAIN_UNIT_QUARTER);
    const char *deals = "payee,date,amount\n"
                        "kim,2024-01-05,200\nkim,2024-01-05,300\nkim,2024-01-05,1500\n"
                        "kim,2024-01-05,1200\nkim,2024-01-05,2000\nkim,2024-01-05,4500\n";

    plans_assert(cx, each, deals, ATTAIN_PAY_BY_PERIOD,
                 "plan,component,payee,period,basis,amount\nfield,commission,kim,2024-01-05,9700.00,164.00\n");
    plans_assert(cx, quarter, deals, ATTAIN_PAY_BY_PERIOD,
                 "plan,component,payee,period,basis,amount\nfield,commission,kim,2024-Q1,9700.00,285.00\n");
    attain_pay_destroy(each);
    attain_pay_destroy(quarter);
}

static const plans_tier oic_flat[] = {
    {0, PERCENT}, {1000000, 2 * PERCENT}, {5000000, 3 * PERCENT}, {10000000, 4 * PERCENT}};

static void test_oic_step_allocation(void **state)
{
    attain_context *cx = *state;
    attain_pay *pay = plans_pay(cx, ATTAIN_RATES_MARGINAL, oic_flat, 4, ATTAIN_UNIT_YEAR);

    assert_int_equal(MARGINAL(oic_flat, 0, 5000), 5000);
    assert_int_equal(MARGINAL(oic_flat, 0, 15000), 20000);
    assert_int_equal(MARGINAL(oic_flat, 0, 60000), 120000);
    plans_assert(cx, pay, "payee,date,amount\nkim,2024-01-05,60000\n", ATTAIN_PAY_BY_TIER,
                 "plan,component,payee,period,tier,from,rate,basis,amount\n"
                 "field,commission,kim,2024,0,0.00,0.01,10000.00,100.00\n"
                 "field,commission,kim,2024,1,10000.00,0.02,40000.00,800.00\n"
                 "field,commission,kim,2024,2,50000.00,0.03,10000.00,300.00\n");
    attain_pay_destroy(pay);
}

static void test_spiff_mamount(void **state)
{
    static const plans_tier tiers[] = {{0, 4 * PERCENT}, {15000000, 6 * PERCENT}, {25000000, 8 * PERCENT}};

    assert_int_equal(MARGINAL(tiers, 145000, 20000), 110000);
}

static void test_marginal_30000(void **state)
{
    static const plans_tier tiers[] = {{0, 5 * PERCENT}, {1000000, 7 * PERCENT}, {2500000, 10 * PERCENT}};

    assert_int_equal(MARGINAL(tiers, 0, 30000), 205000);
}

static void test_excelforum_accelerator(void **state)
{
    static const plans_tier tiers[] = {{0, 5 * PERCENT}, {10000000, 6 * PERCENT}, {12500000, 7 * PERCENT}};

    assert_int_equal(MARGINAL(tiers, 0, 100000), 500000);
    assert_int_equal(MARGINAL(tiers, 100000, 25000), 150000);
    assert_int_equal(MARGINAL(tiers, 125000, 25000), 175000);
    assert_int_equal(MARGINAL(tiers, 0, 150000), 825000);
}

/* Multipliers of what is above the quota are rates of tiers from the quota up. */
static void test_excelguru_overquota(void **state)
{
    static const plans_tier tiers[] = {{0, 0}, {1000000, 125 * PERCENT}, {1250000, 150 * PERCENT}};

    assert_int_equal(MARGINAL(tiers, 0, 12500), 312500);
    assert_int_equal(MARGINAL(tiers, 12500, 1500), 225000);
}

/* A price per unit is a rate of so many hundred per cent. */
static void test_prices_per_unit(void **state)
{
    static const plans_tier zuplo[] = {{0, 10 * PERCENT}, {100000, 5 * PERCENT}, {1000000, PERCENT}};
    static const plans_tier lago[] = {{0, 1000 * PERCENT}, {10, 500 * PERCENT}, {100, 200 * PERCENT}};

    assert_int_equal(MARGINAL(zuplo, 0, 15000), 60000);
    assert_int_equal(earn(*state, ATTAIN_RATES_MARGINAL, lago, 3, 0, 5), 50); /* 0.05 units: 0.50 */
}

/* ---- tier.whole_amount, tier.boundary ---- */

static void test_oic_flat_rate(void **state)
{
    assert_int_equal(WHOLE(oic_flat, 500000), 5000);
    assert_int_equal(WHOLE(oic_flat, 1500000), 30000);
    assert_int_equal(WHOLE(oic_flat, 6000000), 180000);
}

static void test_oic_equal_tier_value(void **state)
{
    static const plans_tier tiers[] = {
        {0, PERCENT}, {2500000, 2 * PERCENT}, {5000000, 3 * PERCENT}, {7500000, 4 * PERCENT}};

    assert_int_equal(WHOLE(tiers, 5000000), 150000); /* the higher tier, 3 % */
    assert_int_equal(WHOLE(tiers, 4999999), 100000); /* 999.9998 */
}

/* Lago's ranges hold their upper bound: the tier behind "to 100" is from 100.01. */
static void test_lago_volume(void **state)
{
    static const plans_tier tiers[] = {{0, 200 * PERCENT}, {10001, 100 * PERCENT}, {20001, 50 * PERCENT}};

    assert_int_equal(WHOLE(tiers, 10050), 10050);
    assert_int_equal(WHOLE(tiers, 10100), 10100);
    assert_int_equal(WHOLE(tiers, 20000), 20000);
    assert_int_equal(WHOLE(tiers, 100), 200); /* differs: Lago adds a flat fee of 10 */
}

/* Differs: Lago adds a flat fee of 10 to these 39. */
static void test_lago_docs_volume(void **state)
{
    static const plans_tier tiers[] = {{0, 1000000}, {1000001, 800000}, {5000001, 600000}, {10000001, 400000}};

    assert_int_equal(WHOLE(tiers, 6500000), 3900);
}

/* A table that begins at 1 is refused; the silent gaps have to be written as tiers of nothing, and then pay the same. */
static void test_oca_section_gaps(void **state)
{
    static const plans_tier written[] = {{0, 0}, {100, 10 * PERCENT}, {10001, 0}};
    attain_context *cx = *state;
    attain_rates *rates = NULL;

    ASSERT_OK(cx, attain_rates_create(cx, ATTAIN_RATES_WHOLE, &rates));
    ASSERT_FAILS(cx, attain_rates_add(cx, rates, 100, 10 * PERCENT), ATTAIN_ERROR_RULE, "from", -1);
    attain_rates_destroy(rates);
    assert_int_equal(WHOLE(written, 50), 0);
    assert_int_equal(WHOLE(written, 100), 10);
    assert_int_equal(WHOLE(written, 10000), 1000);
    assert_int_equal(WHOLE(written, 10001), 0);
}

/* ---- refund.sign ---- */

static void test_adempiere_credit_note(void **state)
{
    static const plans_tier tiers[] = {{0, 4 * PERCENT}};
    attain_context *cx = *state;
    attain_pay *pay = plans_pay(cx, ATTAIN_RATES_MARGINAL, tiers, 1, ATTAIN_UNIT_YEAR);

    plans_assert(cx, pay, "payee,date,amount\nrep,2024-01-05,1000\nrep,2024-02-05,-200\n", ATTAIN_PAY_BY_PERIOD,
                 "plan,component,payee,period,basis,amount\nfield,commission,rep,2024,800.00,32.00\n");
    attain_pay_destroy(pay);
}

static void test_oca_negative_settlement(void **state)
{
    static const plans_tier tiers[] = {{0, 10 * PERCENT}};
    attain_context *cx = *state;
    attain_pay *pay = plans_pay(cx, ATTAIN_RATES_MARGINAL, tiers, 1, ATTAIN_UNIT_YEAR);
    const char *deals = "deal,payee,date,amount\ninvoice,rep,2024-01-05,1000\nrefund,rep,2024-02-05,-1000\n";

    plans_assert(cx, pay, deals, ATTAIN_PAY_BY_DEAL,
                 "plan,component,deal,payee,date,basis,amount\n"
                 "field,commission,invoice,rep,2024-01-05,1000.00,100.00\n"
                 "field,commission,refund,rep,2024-02-05,-1000.00,-100.00\n");
    plans_assert(cx, pay, deals, ATTAIN_PAY_BY_PERIOD,
                 "plan,component,payee,period,basis,amount\nfield,commission,rep,2024,0.00,0.00\n");
    attain_pay_destroy(pay);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        SUPPORT_TEST(test_oic_step_individual),    SUPPORT_TEST(test_oic_step_cumulative),
        SUPPORT_TEST(test_oic_step_accumulation),  SUPPORT_TEST(test_oic_step_allocation),
        SUPPORT_TEST(test_spiff_mamount),          SUPPORT_TEST(test_marginal_30000),
        SUPPORT_TEST(test_excelforum_accelerator), SUPPORT_TEST(test_excelguru_overquota),
        SUPPORT_TEST(test_prices_per_unit),        SUPPORT_TEST(test_oic_flat_rate),
        SUPPORT_TEST(test_oic_equal_tier_value),   SUPPORT_TEST(test_lago_volume),
        SUPPORT_TEST(test_lago_docs_volume),       SUPPORT_TEST(test_oca_section_gaps),
        SUPPORT_TEST(test_adempiere_credit_note),  SUPPORT_TEST(test_oca_negative_settlement),
    };

    return cmocka_run_group_tests_name("pay.published", tests, NULL, NULL);
}

/**
 * @file
 * @brief Tiered commission: rate tables, plans, and what each payee has earned.
 *
 * @code
 * attain_rates *tiers;                                       // 1 % to 1M, 1.5 % to 2M, 2 % above
 * attain_amount earned;
 * attain_rates_create(cx, ATTAIN_RATES_MARGINAL, &tiers);
 * attain_rates_add(cx, tiers, 0, ATTAIN_BASIS_POINTS(100));
 * attain_rates_add(cx, tiers, 100000000, ATTAIN_BASIS_POINTS(150));
 * attain_rates_add(cx, tiers, 200000000, ATTAIN_BASIS_POINTS(200));
 * attain_rates_apply(cx, tiers, 0, 250000000, &earned);      // 3500000: 35,000.00
 * @endcode
 */
#ifndef ATTAIN_PAY_H
#define ATTAIN_PAY_H

#include <attain/table.h>

#ifdef __cplusplus
extern "C" {
#endif

/* ---- rate tables ---- */

/** @name Modes of a rate table
 *  @{ */
#define ATTAIN_RATES_MARGINAL 0 /**< Each tier's rate on the part of the amount inside the tier (超额累进). */
#define ATTAIN_RATES_WHOLE    1 /**< The reached tier's rate on the whole amount (全额). */
/** @} */

/** @brief A rate table: tiers [from, to), each up to where the next begins, the last without end.
 *
 *  With x the amount, marginal pays E(x) = Σ rateᵢ · |[fromᵢ, toᵢ) ∩ [0, x)|, whole pays E(x) = rate(x) · x. Both mirror:
 *  E(-x) = -E(x). The exact E is rounded once, half up unless set otherwise. @since 0.1 */
typedef struct attain_rates attain_rates;

/** @brief Makes a rate table without tiers, which pays nothing.
 *  @param context the context. @param mode an `ATTAIN_RATES_` mode. @param[out] out the table; the caller destroys it.
 *  @return #ATTAIN_OK. @since 0.1 */
ATTAIN_API attain_status attain_rates_create(attain_context *context, int32_t mode, attain_rates **out);

/** @brief Frees a rate table. @param rates may be NULL. @since 0.1 */
ATTAIN_API void attain_rates_destroy(attain_rates *rates);

/** @brief Adds a tier above those there are.
 *  @param context the context. @param rates the table.
 *  @param from    where the tier begins: 0 for the first, above the one before for the rest (#ATTAIN_ERROR_RULE).
 *  @param rate    parts per billion, any sign.
 *  @return #ATTAIN_OK or #ATTAIN_ERROR_RULE. @since 0.1 */
ATTAIN_API attain_status attain_rates_add(attain_context *context, attain_rates *rates, attain_amount from,
                                          attain_rate rate);

/** @brief Sets how the exact result is rounded.
 *  @param context the context. @param rates the table.
 *  @param rounding #ATTAIN_ROUND_HALF_EVEN, #ATTAIN_ROUND_HALF_UP, #ATTAIN_ROUND_DOWN or #ATTAIN_ROUND_UP: the modes that
 *                 mirror, so that a refund takes back what its sale gave.
 *  @return #ATTAIN_OK. @since 0.1 */
ATTAIN_API attain_status attain_rates_set_rounding(attain_context *context, attain_rates *rates, int32_t rounding);

/** @brief What an amount earns on top of what was there before: round(E(prior + amount)) - round(E(prior)). Earning in
 *         steps therefore sums exactly to earning at once. Both roundings, the sum and the difference have to fit in 64 bits.
 *  @param context the context. @param rates the table.
 *  @param prior   accumulated before, 0 for none.
 *  @param amount  the amount that comes on top; negative for a refund.
 *  @param[out] earned minor units.
 *  @return #ATTAIN_OK or #ATTAIN_ERROR_OVERFLOW. @since 0.1 */
ATTAIN_API attain_status attain_rates_apply(attain_context *context, const attain_rates *rates, attain_amount prior,
                                            attain_amount amount, attain_amount *earned);

/** @brief Mode of a rate table. @param rates the table. @return an `ATTAIN_RATES_` mode; marginal for NULL. @since 0.1 */
ATTAIN_API int32_t attain_rates_mode(const attain_rates *rates);

/** @brief Rounding of a rate table. @param rates the table. @return an `ATTAIN_ROUND_` mode; half up for NULL. @since 0.1 */
ATTAIN_API int32_t attain_rates_rounding(const attain_rates *rates);

/** @brief Tiers. @param rates NULL has none. @return how many. @since 0.1 */
ATTAIN_API size_t attain_rates_count(const attain_rates *rates);

/** @brief Where a tier begins. @param rates the table. @param tier its index. @return the amount; 0 for no such tier.
 *  @since 0.1 */
ATTAIN_API attain_amount attain_rates_from(const attain_rates *rates, size_t tier);

/** @brief Rate of a tier. @param rates the table. @param tier its index. @return the rate; 0 for no such tier. @since 0.1 */
ATTAIN_API attain_rate attain_rates_rate(const attain_rates *rates, size_t tier);

/* ---- plans ---- */

/** @brief Pay plans and their components. @since 0.1 */
typedef struct attain_pay attain_pay;

#define ATTAIN_PAY_EACH_DEAL                                                                                           \
    0 /**< Accumulation: every deal stands alone. The others are units: month, quarter, year. */

/** @name What the rows of a pay result are
 *  @{ */
#define ATTAIN_PAY_BY_PERIOD 0 /**< plan, component, payee, period, basis, amount. */
#define ATTAIN_PAY_BY_DEAL   1 /**< plan, component, deal, payee, date, basis, amount. */
#define ATTAIN_PAY_BY_TIER   2 /**< plan, component, payee, period, tier, from, rate, basis, amount. */
/** @} */

/** @brief Makes an empty set of plans.
 *  @param context the context. @param[out] out the plans; the caller destroys them. @return #ATTAIN_OK. @since 0.1 */
ATTAIN_API attain_status attain_pay_create(attain_context *context, attain_pay **out);

/** @brief Frees plans. @param pay may be NULL. @since 0.1 */
ATTAIN_API void attain_pay_destroy(attain_pay *pay);

/** @brief Sets how many decimals amounts have, in rate tables and results; #ATTAIN_DECIMALS_DEFAULT until then. A basis
 *         column that states other decimals is an #ATTAIN_ERROR_SCHEMA when the plans are run.
 *  @param context the context. @param pay the plans. @param decimals 0 to #ATTAIN_DECIMALS_MAX. @return #ATTAIN_OK.
 *  @since 0.1 */
ATTAIN_API attain_status attain_pay_set_decimals(attain_context *context, attain_pay *pay, int32_t decimals);

/** @brief Adds a plan. Every payee in the deals is paid by every plan.
 *  @param context the context. @param pay the plans.
 *  @param id      bytes of its name, UTF-8, not empty, new among the plans (#ATTAIN_ERROR_RULE). @param id_length how many.
 *  @return #ATTAIN_OK, #ATTAIN_ERROR_RULE or #ATTAIN_ERROR_FORMAT. @since 0.1 */
ATTAIN_API attain_status attain_pay_add_plan(attain_context *context, attain_pay *pay, const char *id,
                                             size_t id_length);

/** @brief Adds a commission to the plan added last (#ATTAIN_ERROR_RULE where there is none).
 *  @param context       the context. @param pay the plans.
 *  @param id            bytes of its name, UTF-8, not empty, new in its plan (#ATTAIN_ERROR_RULE). @param id_length how many.
 *  @param column        bytes of the name of the deals column that earns; not payee, date or deal (#ATTAIN_ERROR_RULE).
 *  @param column_length how many.
 *  @param accumulate    #ATTAIN_PAY_EACH_DEAL, #ATTAIN_UNIT_MONTH, #ATTAIN_UNIT_QUARTER or #ATTAIN_UNIT_YEAR: the period
 *                       over which a payee's deals add up before the tiers are looked at.
 *  @param rates         the tiers; copied.
 *  @return #ATTAIN_OK, #ATTAIN_ERROR_RULE or #ATTAIN_ERROR_FORMAT. @since 0.1 */
ATTAIN_API attain_status attain_pay_add_rates(attain_context *context, attain_pay *pay, const char *id,
                                              size_t id_length, const char *column, size_t column_length,
                                              int32_t accumulate, const attain_rates *rates);

/** @brief Gives a component another rate table, as an editor of plans does when a tier was changed: make a table of the tiers
 *         as they are to be, and put it here.
 *  @param context   the context. @param pay the plans.
 *  @param plan      index of the plan. @param component index of the component in it.
 *  @param rates     the tiers; copied. They may be those lent by attain_pay_component_rates().
 *  @return #ATTAIN_OK. @since 0.1 */
ATTAIN_API attain_status attain_pay_set_rates(attain_context *context, attain_pay *pay, size_t plan, size_t component,
                                              const attain_rates *rates);

/** @name What plans hold
 *  None of these can fail: plans and components count from 0 in the order in which they were added; those there are not have
 *  nothing, and so have the plans of NULL. What is lent is valid until the plans are changed or destroyed. Safe from any
 *  thread while nobody changes the plans.
 *  @{ */

#define ATTAIN_PAY_KIND_RATES 1 /**< A kind of component: a commission by a rate table. */

/** @brief Decimals of amounts. @param pay the plans. @return 0 to 9. @since 0.1 */
ATTAIN_API int32_t attain_pay_decimals(const attain_pay *pay);

/** @brief Plans. @param pay the plans. @return how many. @since 0.1 */
ATTAIN_API size_t attain_pay_plans(const attain_pay *pay);

/** @brief Name of a plan.
 *  @param pay the plans. @param plan its index. @param[out] length bytes of the name; may be NULL.
 *  @return terminated text, or NULL. @since 0.1 */
ATTAIN_API const char *attain_pay_plan_id(const attain_pay *pay, size_t plan, size_t *length);

/** @brief Components of a plan. @param pay the plans. @param plan its index. @return how many. @since 0.1 */
ATTAIN_API size_t attain_pay_components(const attain_pay *pay, size_t plan);

/** @brief Name of a component.
 *  @param pay the plans. @param plan index of its plan. @param component its index. @param[out] length bytes of the name; may
 *             be NULL.
 *  @return terminated text, or NULL. @since 0.1 */
ATTAIN_API const char *attain_pay_component_id(const attain_pay *pay, size_t plan, size_t component, size_t *length);

/** @brief Kind of a component.
 *  @param pay the plans. @param plan index of its plan. @param component its index.
 *  @return an `ATTAIN_PAY_KIND_`, or 0. Later versions may have others. @since 0.1 */
ATTAIN_API int32_t attain_pay_component_kind(const attain_pay *pay, size_t plan, size_t component);

/** @brief The deals column that earns.
 *  @param pay the plans. @param plan index of its plan. @param component its index. @param[out] length bytes of the name; may
 *             be NULL.
 *  @return terminated text, or NULL. @since 0.1 */
ATTAIN_API const char *attain_pay_component_column(const attain_pay *pay, size_t plan, size_t component,
                                                   size_t *length);

/** @brief The period over which deals add up.
 *  @param pay the plans. @param plan index of its plan. @param component its index.
 *  @return as attain_pay_add_rates() takes it; #ATTAIN_PAY_EACH_DEAL for no such component. @since 0.1 */
ATTAIN_API int32_t attain_pay_component_accumulate(const attain_pay *pay, size_t plan, size_t component);

/** @brief Rate table of a component, to be read or applied.
 *  @param pay the plans. @param plan index of its plan. @param component its index.
 *  @return lent, or NULL. @since 0.1 */
ATTAIN_API const attain_rates *attain_pay_component_rates(const attain_pay *pay, size_t plan, size_t component);
/** @} */

/** @brief Columns of the deals these plans need: payee (key), date (day) and the basis columns; deal (key) where rows are
 *         told apart, which the schema leaves optional.
 *  @param context the context. @param pay the plans. @param[out] out the schema; the caller destroys it.
 *  @return #ATTAIN_OK. @since 0.1 */
ATTAIN_API attain_status attain_pay_input_schema(attain_context *context, const attain_pay *pay, attain_schema **out);

/** @brief Columns of the result. @param by an `ATTAIN_PAY_BY_`. @return a lent constant, or NULL for another number.
 *  @since 0.1 */
ATTAIN_API const attain_schema *attain_pay_output_schema(int32_t by);

/** @brief Pays the deals. A payee's deals are taken by date, then deal, then amount, whatever the order of the rows; each
 *         earns what it adds to the rounded commission of its period so far. So the deals of a period sum exactly to the
 *         period, and so do its tiers.
 *
 *  Rows come plan by plan and component by component in the order in which they were added, within that by payee, and then
 *  by period, by date and deal, or by period and tier. Where each deal stands alone its period is its day. By tier a period
 *  has a row for every tier that holds a part of its basis, in whole mode one for the tier it reached; one without basis
 *  has tier 0.
 *
 *  Only the results have to fit in 64 bits: what a period adds up to, and where deals have rows of their own, also what it
 *  adds up to after each of them.
 *
 *  @param context  the context. @param pay the plans.
 *  @param calendar says where quarters and years begin; NULL for the civil calendar.
 *  @param deals    facts as attain_pay_input_schema() says, in any order. Missing values in required columns are an
 *                  #ATTAIN_ERROR_VALUE, and so are missing values of deal where the result or `explain` tells
 *                  deals apart.
 *  @param by       an `ATTAIN_PAY_BY_`; #ATTAIN_PAY_BY_DEAL needs the column deal (#ATTAIN_ERROR_SCHEMA).
 *  @param[out] result  the caller destroys it.
 *  @param[out] explain NULL, or receives each step: plan, component, payee, period, deal, date, prior (accumulated before),
 *                  step ("tier", or "re-rate" where a whole-amount rate changed what was there before), tier (from 0),
 *                  units, rate, product (units · rate, exact decimal text), residue (exact minus rounded commission of the
 *                  period so far, exact decimal text), amount. The amounts of a deal's steps sum to the deal's amount.
 *  @return #ATTAIN_OK, #ATTAIN_ERROR_SCHEMA, #ATTAIN_ERROR_VALUE, #ATTAIN_ERROR_OVERFLOW, #ATTAIN_ERROR_CANCELLED.
 *  @since 0.1 */
ATTAIN_API attain_status attain_pay_run(attain_context *context, const attain_pay *pay, const attain_calendar *calendar,
                                        const attain_table *deals, int32_t by, attain_table **result,
                                        attain_table **explain);

#ifdef __cplusplus
}
#endif

#endif

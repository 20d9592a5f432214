/* The sweep's calls: goals, segments, pay. */
#include "sweep/sweep.h"

/* Destroys what is spare of a kind. */
#define DESTROY(name, kind)                                                                                            \
    static attain_status name(sweep *s)                                                                                \
    {                                                                                                                  \
        attain_##kind##_destroy(s->spare.kind);                                                                        \
        s->spare.kind = NULL;                                                                                          \
        return ATTAIN_OK;                                                                                              \
    }

/* ---- goals ---- */

static const int64_t weights[] = {3, 1, 2, 4, 5, 6, 7, 8, 9, 10, 11, 12};
static const attain_amount floors[] = {1, 30, 2, 0}, caps[] = {90, 90, 90, 3};

DESTROY(goals_destroy, goals)
CALL(goals_create, attain_goals_create(s->context, &s->out.made.goals))
CALL(goals_set_target, attain_goals_set_target(s->context, s->full.goals, -5))
CALL(goals_set_decimals, attain_goals_set_decimals(s->context, s->full.goals, 2))
CALL(goals_set_year, attain_goals_set_year(s->context, s->full.goals, 2025))
CALL(goals_set_season, attain_goals_set_season(s->context, s->full.goals, weights, 12))
CALL(goals_add,
     attain_goals_add(s->context, s->full.goals, ATTAIN_TEXT("n8"), ATTAIN_GOALS_PERSON, ATTAIN_TEXT("n3"), 4))
CALL(goals_set_weight, attain_goals_set_weight(s->context, s->full.goals, 3, 17))
CALL(goals_set_weight_decimals, attain_goals_set_weight_decimals(s->context, s->full.goals, 2))
LOOK(goals_year, attain_goals_year(s->full.goals))
LOOK(goals_target, attain_goals_target(s->full.goals))
LOOK(goals_decimals, attain_goals_decimals(s->full.goals))
LOOK(goals_season, attain_goals_season(s->full.goals))
LOOK(goals_weight_decimals, attain_goals_weight_decimals(s->full.goals))
LOOK(goals_count, attain_goals_count(s->full.goals))
LOOK(goals_id, attain_goals_id(s->full.goals, 1, NULL))
LOOK(goals_level, attain_goals_level(s->full.goals, 1))
LOOK(goals_parent, attain_goals_parent(s->full.goals, 1, NULL))
LOOK(goals_weight, attain_goals_weight(s->full.goals, 1))
CALL(goals_check, attain_goals_check(s->context, s->full.goals))
CALL(goals_run, attain_goals_run(s->context, attain_document_goals(s->plan), attain_document_calendar(s->plan),
                                 &s->out.made.table, NULL))
CALL(goals_explain, attain_goals_run(s->context, s->full.goals, NULL, &s->out.made.table, &s->out.made.explain))
LOOK(goals_output_schema, attain_goals_output_schema())
CALL(allocation_run, attain_allocation_run(s->context, 101, 2, weights, 0, NULL, NULL, 4, ATTAIN_ALLOCATE_REMAINDER,
                                           &s->out.made.table, NULL))
CALL(allocation_explain, attain_allocation_run(s->context, 101, 2, weights, 1, floors, caps, 4, ATTAIN_ALLOCATE_RATIO,
                                               &s->out.made.table, &s->out.made.explain))
LOOK(allocation_output_schema, attain_allocation_output_schema())

/* ---- segments ---- */

static const int64_t cuts[] = {10, 20, 30};
static const attain_rate shares[] = {ATTAIN_RATE_ONE / 2, ATTAIN_RATE_ONE};
static const attain_amount limits[] = {500, 100};

DESTROY(segments_destroy, segments)
CALL(segments_create, attain_segments_create(s->context, &s->out.made.segments))
CALL(segments_preset, attain_segments_create_preset(s->context, ATTAIN_TEXT("standard"), &s->out.made.segments))
CALL(segments_from_table, attain_segments_create_from_table(s->context, s->rules, &s->out.made.segments))
LOOK(segments_input_schema, attain_segments_input_schema())
CALL(segments_add, attain_segments_add(s->context, s->full.segments, ATTAIN_TEXT("s8")))
CALL(segments_limit, attain_segments_limit(s->context, s->full.segments, ATTAIN_RFM_F, 2, 3))
CALL(segments_set_default, attain_segments_set_default(s->context, s->full.segments, ATTAIN_TEXT("nobody else")))
LOOK(segments_count, attain_segments_count(s->full.segments))
LOOK(segments_name, attain_segments_name(s->full.segments, 0, NULL))
LOOK(segments_default, attain_segments_default(s->full.segments, NULL))
LOOK(segments_low, attain_segments_low(s->full.segments, 0, ATTAIN_RFM_R))
LOOK(segments_high, attain_segments_high(s->full.segments, 0, ATTAIN_RFM_R))
CALL(segments_lint, attain_segments_lint(s->context, s->full.segments, s->full.rfm, &s->out.made.table))

DESTROY(rfm_destroy, rfm)
CALL(rfm_create, attain_rfm_create(s->context, &s->out.made.rfm))
CALL(rfm_set_preset, attain_rfm_set_preset(s->context, s->full.rfm, ATTAIN_TEXT("rfm-r")))
CALL(rfm_set, attain_rfm_set(s->context, s->full.rfm, ATTAIN_RFM_LATER, ATTAIN_RFM_LATER_KEEP))
CALL(rfm_set_bins, attain_rfm_set_bins(s->context, s->full.rfm, ATTAIN_RFM_ALL, 7))
CALL(rfm_set_cuts, attain_rfm_set_cuts(s->context, s->full.rfm, ATTAIN_RFM_MONETARY, cuts, 3))
LOOK(rfm_get, attain_rfm_get(s->full.rfm, ATTAIN_RFM_LATER))
LOOK(rfm_cuts, attain_rfm_cuts(s->full.rfm, ATTAIN_RFM_MONETARY, &s->out.size))
LOOK(rfm_bins, attain_rfm_bins(s->full.rfm, ATTAIN_RFM_RECENCY))
LOOK(rfm_input_schema, attain_rfm_input_schema())
LOOK(rfm_output_schema, attain_rfm_output_schema())
CALL(rfm_run, attain_rfm_run(s->context, attain_document_rfm(s->plan), attain_document_segments(s->plan), 19800,
                             s->orders, &s->out.made.table, &s->out.made.explain))
CALL(rfm_run_crowd, attain_rfm_run(s->context, s->full.rfm, NULL, 19800, s->crowd, &s->out.made.table, NULL))

DESTROY(abc_destroy, abc)
CALL(abc_create, attain_abc_create(s->context, &s->out.made.abc))
CALL(abc_set_cuts, attain_abc_set_cuts(s->context, s->full.abc, shares, 2))
CALL(abc_set_limits, attain_abc_set_limits(s->context, s->full.abc, limits, 2))
CALL(abc_set_rule, attain_abc_set_rule(s->context, s->full.abc, ATTAIN_ABC_THROUGH))
LOOK(abc_cuts, attain_abc_cuts(s->full.abc, &s->out.size))
LOOK(abc_limits, attain_abc_limits(s->full.abc, &s->out.size))
LOOK(abc_rule, attain_abc_rule(s->full.abc))
LOOK(abc_input_schema, attain_abc_input_schema())
LOOK(abc_output_schema, attain_abc_output_schema())
CALL(abc_run, attain_abc_run(s->context, s->full.abc, s->items, &s->out.made.table, &s->out.made.explain))
CALL(abc_run_crowd, attain_abc_run(s->context, s->full.abc, s->crowd, &s->out.made.table, NULL))

/* ---- pay ---- */

DESTROY(rates_destroy, rates)
CALL(rates_create, attain_rates_create(s->context, ATTAIN_RATES_WHOLE, &s->out.made.rates))
CALL(rates_add, attain_rates_add(s->context, s->full.rates, 800, ATTAIN_PERCENT(9)))
CALL(rates_set_rounding, attain_rates_set_rounding(s->context, s->full.rates, ATTAIN_ROUND_DOWN))
CALL(rates_apply, attain_rates_apply(s->context, s->full.rates, 150, -40, s->out.wide))
LOOK(rates_mode, attain_rates_mode(s->full.rates))
LOOK(rates_rounding, attain_rates_rounding(s->full.rates))
LOOK(rates_count, attain_rates_count(s->full.rates))
LOOK(rates_from, attain_rates_from(s->full.rates, 1))
LOOK(rates_rate, attain_rates_rate(s->full.rates, 1))

DESTROY(pay_destroy, pay)
CALL(pay_create, attain_pay_create(s->context, &s->out.made.pay))
CALL(pay_set_decimals, attain_pay_set_decimals(s->context, s->full.pay, 2))
CALL(pay_add_plan, attain_pay_add_plan(s->context, s->full.pay, ATTAIN_TEXT("p8")))
CALL(pay_add_rates, attain_pay_add_rates(s->context, s->full.pay, ATTAIN_TEXT("k8"), ATTAIN_TEXT("bonus"),
                                         ATTAIN_UNIT_QUARTER, s->full.rates))
CALL(pay_set_rates, attain_pay_set_rates(s->context, s->full.pay, 7, 2, s->spare.rates))
LOOK(pay_decimals, attain_pay_decimals(s->full.pay))
LOOK(pay_plans, attain_pay_plans(s->full.pay))
LOOK(pay_plan_id, attain_pay_plan_id(s->full.pay, 0, NULL))
LOOK(pay_components, attain_pay_components(s->full.pay, 0))
LOOK(pay_component_id, attain_pay_component_id(s->full.pay, 0, 0, NULL))
LOOK(pay_component_kind, attain_pay_component_kind(s->full.pay, 0, 0))
LOOK(pay_component_column, attain_pay_component_column(s->full.pay, 0, 0, NULL))
LOOK(pay_component_accumulate, attain_pay_component_accumulate(s->full.pay, 0, 0))
LOOK(pay_component_rates, attain_pay_component_rates(s->full.pay, 0, 0))
CALL(pay_input_schema, attain_pay_input_schema(s->context, s->full.pay, &s->out.made.schema))
LOOK(pay_output_schema, attain_pay_output_schema(ATTAIN_PAY_BY_TIER))

static attain_status pay_run(sweep *s, const attain_table *deals, int32_t by, attain_table **explain)
{
    return attain_pay_run(s->context, attain_document_pay(s->plan), attain_document_calendar(s->plan), deals, by,
                          &s->out.made.table, explain);
}

CALL(pay_by_period, pay_run(s, s->deals, ATTAIN_PAY_BY_PERIOD, NULL))
CALL(pay_by_deal, pay_run(s, s->deals, ATTAIN_PAY_BY_DEAL, &s->out.made.explain))
CALL(pay_undealt, pay_run(s, s->undealt, ATTAIN_PAY_BY_PERIOD, &s->out.made.explain))
CALL(pay_by_tier, pay_run(s, s->deals, ATTAIN_PAY_BY_TIER, NULL))
CALL(pay_crowd, pay_run(s, s->crowd, ATTAIN_PAY_BY_DEAL, NULL))

const sweep_entry sweep_rules_entries[] = {
    {"attain_goals_create", "", goals_create, 1, 0},
    {"attain_goals_destroy", "", goals_destroy, 0, 0},
    {"attain_goals_set_target", "", goals_set_target, 0, 0},
    {"attain_goals_set_decimals", "", goals_set_decimals, 0, 0},
    {"attain_goals_set_year", "", goals_set_year, 0, 0},
    {"attain_goals_set_season", "", goals_set_season, 0, 0},
    {"attain_goals_add", "", goals_add, 1, 0},
    {"attain_goals_set_weight", "", goals_set_weight, 0, 0},
    {"attain_goals_set_weight_decimals", "", goals_set_weight_decimals, 0, 0},
    {"attain_goals_year", "", goals_year, 0, 0},
    {"attain_goals_target", "", goals_target, 0, 0},
    {"attain_goals_decimals", "", goals_decimals, 0, 0},
    {"attain_goals_season", "", goals_season, 0, 0},
    {"attain_goals_weight_decimals", "", goals_weight_decimals, 0, 0},
    {"attain_goals_count", "", goals_count, 0, 0},
    {"attain_goals_id", "", goals_id, 0, 0},
    {"attain_goals_level", "", goals_level, 0, 0},
    {"attain_goals_parent", "", goals_parent, 0, 0},
    {"attain_goals_weight", "", goals_weight, 0, 0},
    {"attain_goals_check", "", goals_check, 1, 0},
    {"attain_goals_run", "", goals_run, 1, 0},
    {"attain_goals_run", "explained", goals_explain, 1, 0},
    {"attain_goals_output_schema", "", goals_output_schema, 0, 0},
    {"attain_allocation_run", "", allocation_run, 1, 0},
    {"attain_allocation_run", "bounded, explained", allocation_explain, 1, 0},
    {"attain_allocation_output_schema", "", allocation_output_schema, 0, 0},
    {"attain_segments_create", "", segments_create, 1, 0},
    {"attain_segments_create_preset", "", segments_preset, 1, 0},
    {"attain_segments_create_from_table", "", segments_from_table, 1, 0},
    {"attain_segments_destroy", "", segments_destroy, 0, 0},
    {"attain_segments_input_schema", "", segments_input_schema, 0, 0},
    {"attain_segments_add", "", segments_add, 1, 0},
    {"attain_segments_limit", "", segments_limit, 0, 0},
    {"attain_segments_set_default", "", segments_set_default, 1, 0},
    {"attain_segments_count", "", segments_count, 0, 0},
    {"attain_segments_name", "", segments_name, 0, 0},
    {"attain_segments_default", "", segments_default, 0, 0},
    {"attain_segments_low", "", segments_low, 0, 0},
    {"attain_segments_high", "", segments_high, 0, 0},
    {"attain_segments_lint", "", segments_lint, 1, 0},
    {"attain_rfm_create", "", rfm_create, 1, 0},
    {"attain_rfm_destroy", "", rfm_destroy, 0, 0},
    {"attain_rfm_set_preset", "", rfm_set_preset, 0, 0},
    {"attain_rfm_set", "", rfm_set, 0, 0},
    {"attain_rfm_set_bins", "", rfm_set_bins, 0, 0},
    {"attain_rfm_set_cuts", "", rfm_set_cuts, 1, 0},
    {"attain_rfm_get", "", rfm_get, 0, 0},
    {"attain_rfm_cuts", "", rfm_cuts, 0, 0},
    {"attain_rfm_bins", "", rfm_bins, 0, 0},
    {"attain_rfm_input_schema", "", rfm_input_schema, 0, 0},
    {"attain_rfm_output_schema", "", rfm_output_schema, 0, 0},
    {"attain_rfm_run", "segments, explained", rfm_run, 1, 0},
    {"attain_rfm_run", "many customers and orders", rfm_run_crowd, 1, 0},
    {"attain_abc_create", "", abc_create, 1, 0},
    {"attain_abc_destroy", "", abc_destroy, 0, 0},
    {"attain_abc_set_cuts", "", abc_set_cuts, 0, 0},
    {"attain_abc_set_limits", "", abc_set_limits, 0, 0},
    {"attain_abc_set_rule", "", abc_set_rule, 0, 0},
    {"attain_abc_cuts", "", abc_cuts, 0, 0},
    {"attain_abc_limits", "", abc_limits, 0, 0},
    {"attain_abc_rule", "", abc_rule, 0, 0},
    {"attain_abc_input_schema", "", abc_input_schema, 0, 0},
    {"attain_abc_output_schema", "", abc_output_schema, 0, 0},
    {"attain_abc_run", "explained", abc_run, 1, 0},
    {"attain_abc_run", "many items", abc_run_crowd, 1, 0},
    {"attain_rates_create", "", rates_create, 1, 0},
    {"attain_rates_destroy", "", rates_destroy, 0, 0},
    {"attain_rates_add", "", rates_add, 1, 0},
    {"attain_rates_set_rounding", "", rates_set_rounding, 0, 0},
    {"attain_rates_apply", "", rates_apply, 0, 0},
    {"attain_rates_mode", "", rates_mode, 0, 0},
    {"attain_rates_rounding", "", rates_rounding, 0, 0},
    {"attain_rates_count", "", rates_count, 0, 0},
    {"attain_rates_from", "", rates_from, 0, 0},
    {"attain_rates_rate", "", rates_rate, 0, 0},
    {"attain_pay_create", "", pay_create, 1, 0},
    {"attain_pay_destroy", "", pay_destroy, 0, 0},
    {"attain_pay_set_decimals", "", pay_set_decimals, 0, 0},
    {"attain_pay_add_plan", "", pay_add_plan, 1, 0},
    {"attain_pay_add_rates", "", pay_add_rates, 1, 0},
    {"attain_pay_set_rates", "", pay_set_rates, 1, 0},
    {"attain_pay_decimals", "", pay_decimals, 0, 0},
    {"attain_pay_plans", "", pay_plans, 0, 0},
    {"attain_pay_plan_id", "", pay_plan_id, 0, 0},
    {"attain_pay_components", "", pay_components, 0, 0},
    {"attain_pay_component_id", "", pay_component_id, 0, 0},
    {"attain_pay_component_kind", "", pay_component_kind, 0, 0},
    {"attain_pay_component_column", "", pay_component_column, 0, 0},
    {"attain_pay_component_accumulate", "", pay_component_accumulate, 0, 0},
    {"attain_pay_component_rates", "", pay_component_rates, 0, 0},
    {"attain_pay_input_schema", "", pay_input_schema, 1, 0},
    {"attain_pay_output_schema", "", pay_output_schema, 0, 0},
    {"attain_pay_run", "by period", pay_by_period, 1, 0},
    {"attain_pay_run", "by deal, explained", pay_by_deal, 1, 0},
    {"attain_pay_run", "deals without a key, explained", pay_undealt, 1, 0},
    {"attain_pay_run", "by tier", pay_by_tier, 1, 0},
    {"attain_pay_run", "many deals", pay_crowd, 1, 0},
    {NULL, NULL, NULL, 0, 0},
};

/* What handles hold when they are asked: goals, segments, models and plans that a document built, and what setters change. */
#include <string.h>

#include "world.h"

static void hash_values(hash *h, const int64_t *values, size_t count)
{
    size_t i;

    hash_i64(h, values == NULL ? -1 : (int64_t)count);
    for (i = 0; values != NULL && i < count; i++)
        hash_i64(h, values[i]);
}

static void run_goals_held(hash *h, attain_context *cx, const world *w)
{
    const attain_goals *goals = attain_document_goals(w->plan);
    attain_goals *own;
    size_t node, length = 0;

    hash_i64(h, attain_goals_year(goals));
    hash_i64(h, attain_goals_target(goals));
    hash_i64(h, attain_goals_decimals(goals));
    hash_i64(h, attain_goals_weight_decimals(goals));
    hash_values(h, attain_goals_season(goals), 12);
    for (node = 0; node <= attain_goals_count(goals); node++) {
        hash_text(h, attain_goals_id(goals, node, &length));
        hash_i64(h, (int64_t)length);
        hash_text(h, attain_goals_parent(goals, node, &length));
        hash_i64(h, attain_goals_level(goals, node));
        hash_i64(h, attain_goals_weight(goals, node));
    }
    WORLD_OK(cx, attain_goals_create(cx, &own));
    WORLD_OK(cx, attain_goals_add(cx, own, ATTAIN_TEXT("co"), ATTAIN_GOALS_COMPANY, NULL, 0, 1));
    hash_status(h, cx, attain_goals_set_weight(cx, own, 0, 7));
    hash_status(h, cx, attain_goals_set_weight(cx, own, 1, 7));
    hash_status(h, cx, attain_goals_set_weight_decimals(cx, own, 3));
    hash_status(h, cx, attain_goals_set_weight_decimals(cx, own, 10));
    hash_i64(h, attain_goals_weight(own, 0) * 10 + attain_goals_weight_decimals(own));
    attain_goals_destroy(own);
}

static void run_segments_held(hash *h, attain_context *cx, const world *w)
{
    const attain_segments *segments = attain_document_segments(w->plan);
    size_t rule, length = 0;
    int32_t field;

    (void)cx;
    hash_text(h, attain_segments_default(segments, &length));
    for (rule = 0; rule <= attain_segments_count(segments); rule++) {
        hash_text(h, attain_segments_name(segments, rule, &length));
        hash_i64(h, (int64_t)length);
        for (field = ATTAIN_RFM_RECENCY; field <= ATTAIN_RFM_M; field++) {
            hash_i64(h, attain_segments_low(segments, rule, field));
            hash_i64(h, attain_segments_high(segments, rule, field));
        }
    }
}

static void run_models_held(hash *h, attain_context *cx, const world *w)
{
    static const int64_t cuts[] = {30, 90, 365};
    const attain_abc *abc = attain_document_abc(w->plan);
    attain_rfm *rfm;
    attain_abc *own;
    const int64_t *held; /* asked for first: what an argument's evaluation changes, another may not read */
    size_t count = 0;
    int32_t option;

    WORLD_OK(cx, attain_rfm_create(cx, &rfm));
    WORLD_OK(cx, attain_rfm_set_preset(cx, rfm, ATTAIN_TEXT("rfm-r")));
    WORLD_OK(cx, attain_rfm_set_cuts(cx, rfm, ATTAIN_RFM_FREQUENCY, cuts, 3));
    for (option = ATTAIN_RFM_REFUNDS - 1; option <= ATTAIN_RFM_EDGE_OFFSET + 1; option++) {
        hash_i64(h, attain_rfm_get(rfm, option));
        hash_i64(h, attain_rfm_get(attain_document_rfm(w->plan), option));
        held = attain_rfm_cuts(rfm, option, &count);
        hash_values(h, held, count);
        hash_i64(h, attain_rfm_bins(rfm, option));
    }
    attain_rfm_destroy(rfm);
    held = attain_abc_cuts(abc, &count);
    hash_values(h, held, count);
    held = attain_abc_limits(abc, &count);
    hash_values(h, held, count);
    hash_i64(h, attain_abc_rule(abc));
    WORLD_OK(cx, attain_abc_create(cx, &own));
    WORLD_OK(cx, attain_abc_set_limits(cx, own, cuts, 1));
    held = attain_abc_cuts(own, &count);
    hash_values(h, held, count);
    held = attain_abc_limits(own, &count);
    hash_values(h, held, count);
    attain_abc_destroy(own);
}

static void hash_plans(hash *h, const attain_pay *pay)
{
    size_t plan, component, length = 0;

    hash_i64(h, attain_pay_decimals(pay));
    for (plan = 0; plan <= attain_pay_plans(pay); plan++) {
        hash_text(h, attain_pay_plan_id(pay, plan, &length));
        for (component = 0; component <= attain_pay_components(pay, plan); component++) {
            const attain_rates *rates = attain_pay_component_rates(pay, plan, component);

            hash_text(h, attain_pay_component_id(pay, plan, component, &length));
            hash_text(h, attain_pay_component_column(pay, plan, component, &length));
            hash_i64(h, attain_pay_component_kind(pay, plan, component));
            hash_i64(h, attain_pay_component_accumulate(pay, plan, component));
            hash_i64(h, (int64_t)attain_rates_count(rates));
            hash_i64(h, attain_rates_mode(rates) * 10 + attain_rates_rounding(rates));
        }
    }
}

static void run_pay_held(hash *h, attain_context *cx, const world *w)
{
    attain_document *own;

    hash_plans(h, attain_document_pay(w->plan));
    WORLD_OK(cx, attain_document_read_decimals(cx, world_plan, strlen(world_plan), 4, &own));
    hash_i64(h, attain_document_decimals(own));
    hash_status(h, cx, attain_pay_set_rates(cx, attain_document_pay(own), 0, 1, w->whole));
    hash_status(h, cx, attain_pay_set_rates(cx, attain_document_pay(own), 9, 1, w->whole));
    hash_plans(h, attain_document_pay(own));
    attain_document_destroy(own);
}

const verb verbs_of_handles[] = {{"goals_held", run_goals_held},
                                 {"segments_held", run_segments_held},
                                 {"models_held", run_models_held},
                                 {"pay_held", run_pay_held},
                                 {NULL, NULL}};

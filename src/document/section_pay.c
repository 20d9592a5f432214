/* Section "pay": plans, their components, tiers. */
#include <stdio.h>

#include "document/document_internal.h"
#include "pay/pay_internal.h"

enum { PAY_PLANS, PAY_MEMBERS };
static const attain__json_name pay_members[PAY_MEMBERS] = {{"plans", 1}};

enum { PLAN_ID, PLAN_COMPONENTS, PLAN_MEMBERS };
static const attain__json_name plan_members[PLAN_MEMBERS] = {{"id", 1}, {"components", 1}};

enum { ID, KIND, BASIS, ACCUMULATE, MODE, ROUNDING, TIERS, MEMBERS };
static const attain__json_name members[MEMBERS] = {{"id", 1},   {"kind", 1},     {"basis", 1}, {"accumulate", 1},
                                                   {"mode", 1}, {"rounding", 0}, {"tiers", 1}};

enum { COLUMN, BASIS_MEMBERS };
static const attain__json_name basis_members[BASIS_MEMBERS] = {{"column", 1}};

enum { FROM, RATE, TIER_MEMBERS };
static const attain__json_name tier_members[TIER_MEMBERS] = {{"from", 1}, {"rate", 1}};

static const attain__json_name kinds[] = {{"rates", ATTAIN_PAY_KIND_RATES}};
static const attain__json_name modes[] = {{"marginal", ATTAIN_RATES_MARGINAL}, {"whole", ATTAIN_RATES_WHOLE}};
static const attain__json_name accumulations[] = {{"deal", ATTAIN_PAY_EACH_DEAL},
                                                  {"month", ATTAIN_UNIT_MONTH},
                                                  {"quarter", ATTAIN_UNIT_QUARTER},
                                                  {"year", ATTAIN_UNIT_YEAR}};
static const attain__json_name roundings[] = {{"half-up", ATTAIN_ROUND_HALF_UP},
                                              {"half-even", ATTAIN_ROUND_HALF_EVEN},
                                              {"down", ATTAIN_ROUND_DOWN},
                                              {"up", ATTAIN_ROUND_UP}};

/* ---- reading ---- */

/* Says of a tier's beginning in the document's terms what the setter says in minor units. */
static attain_status refuse_from(const attain__json *json, const attain__json_value *from, const attain_rates *rates,
                                 int32_t decimals, attain_status status)
{
    size_t count = attain_rates_count(rates);
    char last[ATTAIN__I128_CAPACITY], message[128];

    if (status != ATTAIN_ERROR_RULE || count == 0)
        return attain__json_refused(json, from, status);
    attain__i128_format(attain__i128_from(attain_rates_from(rates, count - 1)), decimals, 0, last);
    snprintf(message, sizeof message, "must be above %s, where the tier before it begins", last);
    return attain__json_error(json, from, status, message);
}

static attain_status read_tiers(const attain__json *json, const attain__json_value *value, int32_t decimals,
                                attain_rates *rates)
{
    const attain__json_value *tier, *found[TIER_MEMBERS];
    attain_status status = attain__json_array(json, value);

    if (status != ATTAIN_OK)
        return status;
    for (tier = attain__json_first(json, value); tier != NULL; tier = attain__json_next(json, tier)) {
        attain_amount from;
        attain_rate rate;

        status = attain__json_members(json, tier, tier_members, TIER_MEMBERS, found);
        if (status == ATTAIN_OK)
            status = attain__json_amount(json, found[FROM], decimals, &from);
        if (status == ATTAIN_OK)
            status = attain__json_rate(json, found[RATE], &rate);
        if (status != ATTAIN_OK)
            return status;
        status = attain_rates_add(json->context, rates, from, rate);
        if (status != ATTAIN_OK)
            return refuse_from(json, found[FROM], rates, decimals, status);
    }
    return ATTAIN_OK;
}

/* Makes the rate table of a component. */
static attain_status read_rates(const attain__json *json, const attain__json_value *const *found, int32_t decimals,
                                attain_rates **out)
{
    attain_rates *rates = NULL;
    int32_t mode = ATTAIN_RATES_MARGINAL, rounding = ATTAIN_ROUND_HALF_UP;
    attain_status status = attain__json_choose(json, found[MODE], modes, ATTAIN__JSON_COUNT(modes), &mode);

    if (status == ATTAIN_OK && found[ROUNDING] != NULL)
        status = attain__json_choose(json, found[ROUNDING], roundings, ATTAIN__JSON_COUNT(roundings), &rounding);
    if (status == ATTAIN_OK)
        status = attain_rates_create(json->context, mode, &rates);
    if (status == ATTAIN_OK)
        status = attain_rates_set_rounding(json->context, rates, rounding);
    if (status == ATTAIN_OK)
        status = read_tiers(json, found[TIERS], decimals, rates);
    if (status != ATTAIN_OK) {
        attain_rates_destroy(rates);
        return status;
    }
    *out = rates;
    return ATTAIN_OK;
}

/* The kind is looked at before the other members, because each kind has its own. */
static attain_status read_kind(const attain__json *json, const attain__json_value *component)
{
    const attain__json_value *value = attain__json_member(json, component, members[KIND].name);
    int32_t kind;

    return value == NULL ? ATTAIN_OK : attain__json_choose(json, value, kinds, ATTAIN__JSON_COUNT(kinds), &kind);
}

static attain_status read_component(const attain__json *json, const attain__json_value *component,
                                    attain_document *document)
{
    const attain__json_value *found[MEMBERS], *basis[BASIS_MEMBERS];
    attain_rates *rates = NULL;
    int32_t accumulate = ATTAIN_PAY_EACH_DEAL;
    attain_status status = read_kind(json, component);

    if (status == ATTAIN_OK)
        status = attain__json_members(json, component, members, MEMBERS, found);
    if (status == ATTAIN_OK)
        status = attain__json_text(json, found[ID]);
    if (status == ATTAIN_OK)
        status = attain__json_members(json, found[BASIS], basis_members, BASIS_MEMBERS, basis);
    if (status == ATTAIN_OK)
        status = attain__json_text(json, basis[COLUMN]);
    if (status == ATTAIN_OK)
        status =
            attain__json_choose(json, found[ACCUMULATE], accumulations, ATTAIN__JSON_COUNT(accumulations), &accumulate);
    if (status == ATTAIN_OK)
        status = read_rates(json, found, document->decimals, &rates);
    if (status != ATTAIN_OK)
        return status;
    status = attain_pay_add_rates(json->context, document->pay, found[ID]->text, found[ID]->length, basis[COLUMN]->text,
                                  basis[COLUMN]->length, accumulate, rates);
    attain_rates_destroy(rates);
    if (status == ATTAIN_OK)
        return ATTAIN_OK;
    return attain__json_refused(
        json, attain__json_member(json, found[BASIS], json->context->argument) != NULL ? found[BASIS] : component,
        status);
}

static attain_status read_plan(const attain__json *json, const attain__json_value *plan, attain_document *document)
{
    const attain__json_value *component, *found[PLAN_MEMBERS];
    attain_status status = attain__json_members(json, plan, plan_members, PLAN_MEMBERS, found);

    if (status == ATTAIN_OK)
        status = attain__json_text(json, found[PLAN_ID]);
    if (status == ATTAIN_OK)
        status = attain__json_array(json, found[PLAN_COMPONENTS]);
    if (status != ATTAIN_OK)
        return status;
    status = attain_pay_add_plan(json->context, document->pay, found[PLAN_ID]->text, found[PLAN_ID]->length);
    if (status != ATTAIN_OK)
        return attain__json_refused(json, plan, status);
    component = attain__json_first(json, found[PLAN_COMPONENTS]);
    for (; status == ATTAIN_OK && component != NULL; component = attain__json_next(json, component))
        status = read_component(json, component, document);
    return status;
}

attain_status attain__pay_read(const attain__json *json, const attain__json_value *value, attain_document *document)
{
    const attain__json_value *plan, *found[PAY_MEMBERS];
    attain_pay *pay;
    attain_status status = attain__json_members(json, value, pay_members, PAY_MEMBERS, found);

    if (status == ATTAIN_OK)
        status = attain__json_array(json, found[PAY_PLANS]);
    if (status == ATTAIN_OK)
        status = attain_document_add_pay(json->context, document, &pay);
    if (status != ATTAIN_OK)
        return status;
    plan = attain__json_first(json, found[PAY_PLANS]);
    for (; status == ATTAIN_OK && plan != NULL; plan = attain__json_next(json, plan))
        status = read_plan(json, plan, document);
    return status;
}

/* ---- writing ---- */

attain_status attain__pay_writable(attain_context *context, const attain_document *document)
{
    if (document->pay == NULL || document->pay->decimals == document->decimals)
        return ATTAIN_OK;
    return attain__error_i64(context, ATTAIN_ERROR_RULE, "pay", ATTAIN__NO_ROW, document->pay->decimals,
                             "are not the decimals of the document's currency");
}

static void write_component(attain__json_writer *writer, const attain__pay_component *component, int32_t decimals)
{
    const attain_rates *rates = component->rates;
    size_t i;

    attain__json_open(writer, NULL, '{');
    attain__json_put_text(writer, members[ID].name, component->id, component->id_length);
    attain__json_put_word(writer, members[KIND].name, kinds[0].name);
    attain__json_open_inline(writer, members[BASIS].name, '{');
    attain__json_put_text(writer, basis_members[COLUMN].name, component->column, component->column_length);
    attain__json_close(writer, '}');
    attain__json_put_word(writer, members[ACCUMULATE].name,
                          attain__json_word(accumulations, ATTAIN__JSON_COUNT(accumulations), component->accumulate));
    attain__json_put_word(writer, members[MODE].name, attain__json_word(modes, ATTAIN__JSON_COUNT(modes), rates->mode));
    if (rates->rounding != ATTAIN_ROUND_HALF_UP)
        attain__json_put_word(writer, members[ROUNDING].name,
                              attain__json_word(roundings, ATTAIN__JSON_COUNT(roundings), rates->rounding));
    attain__json_open(writer, members[TIERS].name, '[');
    for (i = 0; i < rates->count; i++) {
        attain__json_open_inline(writer, NULL, '{');
        attain__json_put_amount(writer, tier_members[FROM].name, rates->tiers[i].from, decimals);
        attain__json_put_rate(writer, tier_members[RATE].name, rates->tiers[i].rate);
        attain__json_close(writer, '}');
    }
    attain__json_close(writer, ']');
    attain__json_close(writer, '}');
}

void attain__pay_write(attain__json_writer *writer, const attain_document *document)
{
    size_t i, j;

    if (document->pay == NULL)
        return;
    attain__json_open(writer, "pay", '{');
    attain__json_open(writer, pay_members[PAY_PLANS].name, '[');
    for (i = 0; i < document->pay->count; i++) {
        const attain__pay_plan *plan = &document->pay->plans[i];

        attain__json_open(writer, NULL, '{');
        attain__json_put_text(writer, plan_members[PLAN_ID].name, plan->id, plan->id_length);
        attain__json_open(writer, plan_members[PLAN_COMPONENTS].name, '[');
        for (j = 0; j < plan->count; j++)
            write_component(writer, &plan->components[j], document->decimals);
        attain__json_close(writer, ']');
        attain__json_close(writer, '}');
    }
    attain__json_close(writer, ']');
    attain__json_close(writer, '}');
}

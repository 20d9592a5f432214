/* What pay plans hold, asked one by one. */
#include "pay/pay_internal.h"

int32_t attain_pay_decimals(const attain_pay *pay)
{
    return pay == NULL ? ATTAIN_DECIMALS_DEFAULT : pay->decimals;
}

size_t attain_pay_plans(const attain_pay *pay)
{
    return pay == NULL ? 0 : pay->count;
}

const char *attain_pay_plan_id(const attain_pay *pay, size_t plan, size_t *length)
{
    if (plan >= attain_pay_plans(pay))
        return NULL;
    return attain__lend_text(pay->plans[plan].id, pay->plans[plan].id_length, length);
}

size_t attain_pay_components(const attain_pay *pay, size_t plan)
{
    return plan < attain_pay_plans(pay) ? pay->plans[plan].count : 0;
}

/* The component, or NULL. */
static const attain__pay_component *find(const attain_pay *pay, size_t plan, size_t component)
{
    return component < attain_pay_components(pay, plan) ? &pay->plans[plan].components[component] : NULL;
}

const char *attain_pay_component_id(const attain_pay *pay, size_t plan, size_t component, size_t *length)
{
    const attain__pay_component *found = find(pay, plan, component);

    return found == NULL ? NULL : attain__lend_text(found->id, found->id_length, length);
}

int32_t attain_pay_component_kind(const attain_pay *pay, size_t plan, size_t component)
{
    return find(pay, plan, component) == NULL ? 0 : ATTAIN_PAY_KIND_RATES;
}

const char *attain_pay_component_column(const attain_pay *pay, size_t plan, size_t component, size_t *length)
{
    const attain__pay_component *found = find(pay, plan, component);

    return found == NULL ? NULL : attain__lend_text(found->column, found->column_length, length);
}

int32_t attain_pay_component_accumulate(const attain_pay *pay, size_t plan, size_t component)
{
    const attain__pay_component *found = find(pay, plan, component);

    return found == NULL ? ATTAIN_PAY_EACH_DEAL : found->accumulate;
}

const attain_rates *attain_pay_component_rates(const attain_pay *pay, size_t plan, size_t component)
{
    const attain__pay_component *found = find(pay, plan, component);

    return found == NULL ? NULL : found->rates;
}

/* Pay plans: the handle, and the columns that their deals have. */
#include "pay/pay_internal.h"

attain_status attain_pay_create(attain_context *context, attain_pay **out)
{
    void *block;
    attain_pay *pay;
    attain_status status;

    ATTAIN__ENTER(context);
    ATTAIN__CHECK(context, out != NULL, "out");
    status = attain__allocate_zeroed(context, 1, sizeof *pay, &block);
    if (status != ATTAIN_OK)
        return status;
    pay = block;
    pay->allocator = context->allocator;
    pay->decimals = ATTAIN_DECIMALS_DEFAULT;
    *out = pay;
    return ATTAIN_OK;
}

static void release_component(const attain_allocator *allocator, attain__pay_component *component)
{
    attain__release(allocator, component->id);
    attain__release(allocator, component->column);
    attain_rates_destroy(component->rates);
}

void attain_pay_destroy(attain_pay *pay)
{
    attain_allocator allocator;
    size_t p, c;

    if (pay == NULL)
        return;
    allocator = pay->allocator;
    for (p = 0; p < pay->count; p++) {
        for (c = 0; c < pay->plans[p].count; c++)
            release_component(&allocator, &pay->plans[p].components[c]);
        attain__release(&allocator, pay->plans[p].components);
        attain__release(&allocator, pay->plans[p].id);
    }
    attain__release(&allocator, pay->plans);
    attain__release(&allocator, pay);
}

attain_status attain_pay_set_decimals(attain_context *context, attain_pay *pay, int32_t decimals)
{
    ATTAIN__ENTER(context);
    ATTAIN__CHECK_OWN(context, pay, "pay");
    ATTAIN__CHECK_RANGE(context, decimals, 0, ATTAIN_DECIMALS_MAX, "decimals");
    pay->decimals = decimals;
    return ATTAIN_OK;
}

/* ---- plans and components ---- */

attain_status attain_pay_add_plan(attain_context *context, attain_pay *pay, const char *id, size_t id_length)
{
    attain__pay_plan plan = {NULL, 0, 0, 0, NULL};
    void *plans;
    size_t p;
    attain_status status;

    ATTAIN__ENTER(context);
    ATTAIN__CHECK_OWN(context, pay, "pay");
    status = attain__check_name(context, id, id_length, "id");
    if (status != ATTAIN_OK)
        return status;
    for (p = 0; p < pay->count; p++)
        if (attain__text_equal(pay->plans[p].id, pay->plans[p].id_length, id, id_length))
            return attain__error_text(context, ATTAIN_ERROR_RULE, "id", ATTAIN__NO_ROW, id, id_length,
                                      "there is a plan of that name already");
    plans = pay->plans;
    status = attain__grow(context, pay->count, &pay->capacity, sizeof plan, &plans);
    pay->plans = plans;
    if (status == ATTAIN_OK)
        status = attain__text_copy(context, id, id_length, &plan.id);
    if (status != ATTAIN_OK)
        return status;
    plan.id_length = id_length;
    pay->plans[pay->count++] = plan;
    return ATTAIN_OK;
}

static int is_column(const char *name, size_t length, const char *column, size_t column_length)
{
    return attain__text_equal(name, length, column, column_length);
}

/* Checks a component against its plan. */
static attain_status check_component(attain_context *context, const attain__pay_plan *plan, const char *id,
                                     size_t id_length, const char *column, size_t column_length)
{
    size_t c;

    for (c = 0; c < plan->count; c++)
        if (attain__text_equal(plan->components[c].id, plan->components[c].id_length, id, id_length))
            return attain__error_text(context, ATTAIN_ERROR_RULE, "id", ATTAIN__NO_ROW, id, id_length,
                                      "there is a component of that name in the plan already");
    if (is_column(column, column_length, ATTAIN_TEXT("deal")) ||
        is_column(column, column_length, ATTAIN_TEXT("payee")) || is_column(column, column_length, ATTAIN_TEXT("date")))
        return attain__error_text(context, ATTAIN_ERROR_RULE, "column", ATTAIN__NO_ROW, column, column_length,
                                  "says who or when and cannot earn; name a column of amounts");
    return ATTAIN_OK;
}

static attain_status make_component(attain_context *context, attain__pay_component *component, const char *id,
                                    const char *column, const attain_rates *rates)
{
    attain_status status = attain__text_copy(context, id, component->id_length, &component->id);

    if (status == ATTAIN_OK)
        status = attain__text_copy(context, column, component->column_length, &component->column);
    if (status == ATTAIN_OK)
        status = attain__rates_copy(context, rates, &component->rates);
    return status;
}

attain_status attain_pay_add_rates(attain_context *context, attain_pay *pay, const char *id, size_t id_length,
                                   const char *column, size_t column_length, int32_t accumulate,
                                   const attain_rates *rates)
{
    attain__pay_component component = {NULL, 0, NULL, 0, 0, NULL};
    attain__pay_plan *plan;
    void *components;
    attain_status status;

    ATTAIN__ENTER(context);
    ATTAIN__CHECK_OWN(context, pay, "pay");
    status = attain__check_name(context, id, id_length, "id");
    if (status == ATTAIN_OK)
        status = attain__check_name(context, column, column_length, "column");
    if (status != ATTAIN_OK)
        return status;
    if (accumulate != ATTAIN_PAY_EACH_DEAL && accumulate != ATTAIN_UNIT_MONTH && accumulate != ATTAIN_UNIT_QUARTER &&
        accumulate != ATTAIN_UNIT_YEAR)
        return attain__error_i64(context, ATTAIN_ERROR_ARGUMENT, "accumulate", ATTAIN__NO_ROW, accumulate,
                                 "must be each deal, the month, the quarter or the year");
    ATTAIN__CHECK(context, rates != NULL, "rates");
    if (pay->count == 0)
        return attain__error(context, ATTAIN_ERROR_RULE, "pay", ATTAIN__NO_ROW,
                             "has no plan yet to add the component to");
    plan = &pay->plans[pay->count - 1];
    status = check_component(context, plan, id, id_length, column, column_length);
    if (status != ATTAIN_OK)
        return status;
    components = plan->components;
    status = attain__grow(context, plan->count, &plan->capacity, sizeof component, &components);
    plan->components = components;
    if (status != ATTAIN_OK)
        return status;
    component.id_length = id_length;
    component.column_length = column_length;
    component.accumulate = accumulate;
    status = make_component(context, &component, id, column, rates);
    if (status == ATTAIN_OK)
        plan->components[plan->count++] = component;
    else
        release_component(&context->allocator, &component);
    return status;
}

attain_status attain_pay_set_rates(attain_context *context, attain_pay *pay, size_t plan, size_t component,
                                   const attain_rates *rates)
{
    attain_rates *copy, **place;
    attain_status status;

    ATTAIN__ENTER(context);
    ATTAIN__CHECK_OWN(context, pay, "pay");
    ATTAIN__CHECK_INDEX(context, plan, pay->count, "plan");
    ATTAIN__CHECK_INDEX(context, component, pay->plans[plan].count, "component");
    ATTAIN__CHECK(context, rates != NULL, "rates");
    status = attain__rates_copy(context, rates, &copy);
    if (status != ATTAIN_OK)
        return status;
    place = &pay->plans[plan].components[component].rates;
    attain_rates_destroy(*place); /* after the copy: it may be the same */
    *place = copy;
    return ATTAIN_OK;
}

/* ---- columns ---- */

size_t attain__pay_columns_most(const attain_pay *pay)
{
    size_t most = ATTAIN__PAY_BASIS;
    size_t p;

    for (p = 0; p < pay->count; p++)
        most += pay->plans[p].count;
    return most;
}

/* Adds a basis column unless it is there. */
static size_t add_basis(attain__schema_column *columns, size_t count, const attain__pay_component *component)
{
    attain__schema_column column;
    size_t i;

    for (i = ATTAIN__PAY_BASIS; i < count; i++)
        if (is_column(columns[i].name, columns[i].name_length, component->column, component->column_length))
            return count;
    column.name = component->column;
    column.name_length = component->column_length;
    column.type = ATTAIN_TYPE_I64;
    column.meaning = ATTAIN_MEANING_AMOUNT;
    column.required = 1;
    columns[count] = column;
    return count + 1;
}

size_t attain__pay_columns(const attain_pay *pay, int32_t deal_required, attain__schema_column *columns)
{
    static const attain__schema_column first[ATTAIN__PAY_BASIS] = {
        ATTAIN__SCHEMA_COLUMN("deal", ATTAIN_TYPE_KEY, ATTAIN_MEANING_CODE, 0),
        ATTAIN__SCHEMA_COLUMN("payee", ATTAIN_TYPE_KEY, ATTAIN_MEANING_CODE, 1),
        ATTAIN__SCHEMA_COLUMN("date", ATTAIN_TYPE_I32, ATTAIN_MEANING_DAY, 1)};
    size_t count = ATTAIN__PAY_BASIS;
    size_t p, c;

    for (c = 0; c < count; c++)
        columns[c] = first[c];
    columns[ATTAIN__PAY_DEAL].required = deal_required;
    for (p = 0; p < pay->count; p++)
        for (c = 0; c < pay->plans[p].count; c++)
            count = add_basis(columns, count, &pay->plans[p].components[c]);
    return count;
}

attain_status attain_pay_input_schema(attain_context *context, const attain_pay *pay, attain_schema **out)
{
    attain_schema schema = {{NULL, NULL}, 0, 0, NULL};
    void *columns;
    attain_status status;

    ATTAIN__ENTER(context);
    ATTAIN__CHECK(context, pay != NULL, "pay");
    ATTAIN__CHECK(context, out != NULL, "out");
    status = attain__allocate(context, attain__pay_columns_most(pay), sizeof *schema.columns, &columns);
    if (status != ATTAIN_OK)
        return status;
    schema.count = attain__pay_columns(pay, 0, columns);
    schema.columns = columns;
    status = attain__schema_copy(context, &schema, out);
    attain__release(&context->allocator, columns);
    return status;
}

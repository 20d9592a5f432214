/* Running the plans: checks the deals, puts them in order, and collects what every component pays. */
#include <stdio.h>
#include <string.h>

#include "pay/pay_internal.h"

/* ---- the deals ---- */

/* A basis column that says how many decimals it has must have those of the plans. */
static attain_status check_decimals(const attain__pay_run *run)
{
    char argument[ATTAIN__ARGUMENT_CAPACITY], message[96];
    size_t c;

    for (c = ATTAIN__PAY_BASIS; c < run->column_count; c++) {
        const attain__column *column = run->columns[c];

        if (column->meaning == ATTAIN_MEANING_NONE || column->decimals == run->pay->decimals)
            continue;
        attain__cell_name(argument, "deals", column->name);
        snprintf(message, sizeof message, "is how many decimals the column has; the plans have %d",
                 (int)run->pay->decimals);
        return attain__error_i64(run->context, ATTAIN_ERROR_SCHEMA, argument, ATTAIN__NO_ROW, column->decimals,
                                 message);
    }
    return ATTAIN_OK;
}

/* Finds the columns. Where deals are told apart, one without a key would be a mistake. */
static attain_status resolve(attain__pay_run *run, const attain_table *deals, int by_deal)
{
    attain_schema schema = {{NULL, NULL}, 0, 0, NULL};
    size_t most = attain__pay_columns_most(run->pay);
    int has_deal = attain__table_column(deals, ATTAIN_TEXT("deal")) != NULL;
    void *block;
    attain_status status = attain__allocate(run->context, most, sizeof *run->schema, &block);

    if (status != ATTAIN_OK)
        return status;
    run->schema = block;
    run->column_count = attain__pay_columns(run->pay, by_deal || (run->apart && has_deal), run->schema);
    status = attain__allocate(run->context, most, sizeof *run->columns, &block);
    if (status != ATTAIN_OK)
        return status;
    run->columns = block;
    schema.count = run->column_count;
    schema.columns = run->schema;
    status = attain__facts_resolve(run->context, deals, &schema, "deals", run->columns);
    if (status == ATTAIN_OK)
        status = check_decimals(run);
    return status;
}

static size_t count_components(const attain_pay *pay)
{
    return attain__pay_columns_most(pay) - ATTAIN__PAY_BASIS;
}

static attain_status open_run(attain__pay_run *run, const attain_table *deals, int32_t by, int explained)
{
    uint64_t passes = 1 + (uint64_t)count_components(run->pay) * (explained ? 2 : 1); /* payees, then components */
    attain_status status;

    run->rows = deals->rows;
    run->apart = by == ATTAIN_PAY_BY_DEAL || explained;
    attain__progress_start(run->context, run->rows * passes);
    status = resolve(run, deals, by == ATTAIN_PAY_BY_DEAL);
    if (status == ATTAIN_OK)
        status = attain__progress(run->context, 0);
    if (status == ATTAIN_OK)
        status = attain__keys_code(run->context, run->columns[ATTAIN__PAY_PAYEE], run->rows, &run->payees);
    if (status == ATTAIN_OK)
        status = attain__pay_order(run);
    return status;
}

static void close_run(attain__pay_run *run)
{
    attain__keys_release(run->context, &run->payees);
    attain__release(&run->context->allocator, run->order);
    attain__release(&run->context->allocator, run->schema);
    attain__release(&run->context->allocator, run->columns);
}

/* ---- components ---- */

/* The column of a component's basis. */
static size_t find_basis(const attain__pay_run *run, const attain__pay_component *component)
{
    size_t c = ATTAIN__PAY_BASIS;

    while (!attain__text_equal(run->schema[c].name, run->schema[c].name_length, component->column,
                               component->column_length))
        c++;
    return c;
}

/* What the deals earn on, in their order. Looked up all at once, because the processor can then wait for many at a time. */
static attain_status gather_basis(const attain__pay_run *run, const attain__column *column, int64_t **out)
{
    const int64_t *values = column->values;
    int64_t *gathered;
    size_t i;
    void *block;
    attain_status status = attain__allocate(run->context, run->rows, sizeof *gathered, &block);

    if (status != ATTAIN_OK)
        return status;
    gathered = block;
    for (i = 0; i < run->rows; i++)
        gathered[i] = values[run->order[i].row];
    *out = gathered;
    return ATTAIN_OK;
}

/* Adds the lines of a component to the sheets. */
static attain_status walk_component(const attain__pay_walk *walk, int32_t by, attain__pay_sheet *result,
                                    attain__pay_sheet *explain)
{
    attain_status status;

    if (by == ATTAIN_PAY_BY_PERIOD)
        status = attain__pay_by_period(walk, result);
    else if (by == ATTAIN_PAY_BY_DEAL)
        status = attain__pay_by_deal(walk, result);
    else
        status = attain__pay_by_tier(walk, result);
    if (status == ATTAIN_OK)
        status = attain__sheet_name(walk->run->context, result, walk);
    if (status == ATTAIN_OK && explain != NULL)
        status = attain__pay_explain(walk, explain);
    if (status == ATTAIN_OK && explain != NULL)
        status = attain__sheet_name(walk->run->context, explain, walk);
    return status;
}

static attain_status run_component(attain__pay_run *run, const attain__pay_plan *plan,
                                   const attain__pay_component *component, int32_t by, attain__pay_sheet *result,
                                   attain__pay_sheet *explain)
{
    size_t basis = find_basis(run, component);
    attain__pay_walk walk;
    int64_t *values = NULL;
    attain_status status = run->apart ? attain__pay_order_ties(run, basis) : ATTAIN_OK;

    if (status == ATTAIN_OK)
        status = gather_basis(run, run->columns[basis], &values);
    if (status != ATTAIN_OK)
        return status;
    walk.run = run;
    walk.plan = plan;
    walk.component = component;
    walk.column = run->columns[basis];
    walk.basis = values;
    walk.unit = component->accumulate == ATTAIN_PAY_EACH_DEAL ? ATTAIN_UNIT_DAY : component->accumulate;
    status = walk_component(&walk, by, result, explain);
    attain__release(&run->context->allocator, values);
    return status;
}

static attain_status run_components(attain__pay_run *run, int32_t by, attain__pay_sheet *result,
                                    attain__pay_sheet *explain)
{
    size_t p, c;
    attain_status status = ATTAIN_OK;

    if (by == ATTAIN_PAY_BY_DEAL)
        status = attain__sheet_reserve(run->context, result, run->rows * count_components(run->pay));
    for (p = 0; p < run->pay->count && status == ATTAIN_OK; p++) {
        const attain__pay_plan *plan = &run->pay->plans[p];

        for (c = 0; c < plan->count && status == ATTAIN_OK; c++)
            status = run_component(run, plan, &plan->components[c], by, result, explain);
    }
    return status;
}

/* Makes the tables; gives both or none. */
static attain_status close_sheets(attain__pay_run *run, attain__pay_sheet *lines, attain__pay_sheet *steps,
                                  attain_table **result, attain_table **explain)
{
    attain_table *made = NULL;
    attain_status status = attain__sheet_close(run, lines, &made);

    if (status == ATTAIN_OK && explain != NULL)
        status = attain__sheet_close(run, steps, explain);
    if (status == ATTAIN_OK)
        *result = made;
    else
        attain_table_destroy(made);
    return status;
}

attain_status attain_pay_run(attain_context *context, const attain_pay *pay, const attain_calendar *calendar,
                             const attain_table *deals, int32_t by, attain_table **result, attain_table **explain)
{
    attain__pay_run run;
    attain__pay_sheet lines, steps;
    attain_status status;

    ATTAIN__ENTER(context);
    ATTAIN__CHECK(context, pay != NULL, "pay");
    ATTAIN__CHECK(context, deals != NULL, "deals");
    ATTAIN__CHECK_RANGE(context, by, ATTAIN_PAY_BY_PERIOD, ATTAIN_PAY_BY_TIER, "by");
    ATTAIN__CHECK(context, result != NULL, "result");
    memset(&run, 0, sizeof run);
    run.context = context;
    run.pay = pay;
    run.calendar = calendar;
    attain__sheet_open(&lines, attain_pay_output_schema(by));
    attain__sheet_open(&steps, attain__pay_explain_schema());
    status = open_run(&run, deals, by, explain != NULL);
    if (status == ATTAIN_OK)
        status = run_components(&run, by, &lines, explain != NULL ? &steps : NULL);
    if (status == ATTAIN_OK)
        status = attain__progress(context, run.done);
    if (status == ATTAIN_OK)
        status = close_sheets(&run, &lines, &steps, result, explain);
    attain__sheet_release(context, &lines);
    attain__sheet_release(context, &steps);
    close_run(&run);
    return status;
}

/* One total split by weights, with tables as results. */
#include "goal/goal_internal.h"

static const attain__schema_column output_columns[] = {
    ATTAIN__SCHEMA_COLUMN("index", ATTAIN_TYPE_I64, ATTAIN_MEANING_COUNT, 1),
    ATTAIN__SCHEMA_COLUMN("weight", ATTAIN_TYPE_I64, ATTAIN_MEANING_NUMBER, 1),
    ATTAIN__SCHEMA_COLUMN("amount", ATTAIN_TYPE_I64, ATTAIN_MEANING_AMOUNT, 1),
};

static const attain_schema output_schema = ATTAIN__SCHEMA(output_columns);

const attain_schema *attain_allocation_output_schema(void)
{
    return &output_schema;
}

attain_status attain__exact_append(attain_context *context, attain__text_builder *builder, attain_amount of,
                                   int64_t weight, int64_t weights, int32_t decimals)
{
    static const int64_t unit = 1000000000; /* 10^ATTAIN__EXACT_DECIMALS */
    attain__i128 whole, exact = {0, 0};
    int64_t rest = 0, part = 0, size = 0;
    char text[ATTAIN__I128_CAPACITY];

    if (weights > 0) {
        whole = attain__i128_divmod(attain__i128_multiply(of, weight), weights, &rest);
        /* |of| * weight / weights <= |of|, and rest / weights < 1: everything fits. */
        if (attain__i128_to_i64(whole, &size) ||
            attain__i128_divide(attain__i128_multiply(rest, unit), weights, ATTAIN_ROUND_HALF_EVEN, &part) ||
            attain__i128_add(attain__i128_multiply(size, unit), attain__i128_from(part), &exact))
            return attain__error_i64(context, ATTAIN_ERROR_OVERFLOW, "weight", ATTAIN__NO_ROW, weight,
                                     "its exact share does not fit in 64 bits");
    }
    return attain__text_append(context, builder, text,
                               attain__i128_format(exact, decimals + ATTAIN__EXACT_DECIMALS, 1, text));
}

/* ---- result ---- */

static attain_status build_shares(attain_context *context, const attain__allocation *a, int32_t decimals,
                                  int32_t weight_decimals, attain_table **out)
{
    attain_table *table;
    int64_t *index, *weight, *amount;
    size_t i;
    attain_status status = attain__result_create(context, a->count, &table);

    if (status != ATTAIN_OK)
        return status;
    status = attain__result_i64(context, table, "index", ATTAIN_MEANING_COUNT, 0, &index);
    if (status == ATTAIN_OK)
        status = attain__result_i64(context, table, "weight", ATTAIN_MEANING_NUMBER, weight_decimals, &weight);
    if (status == ATTAIN_OK)
        status = attain__result_i64(context, table, "amount", ATTAIN_MEANING_AMOUNT, decimals, &amount);
    if (status != ATTAIN_OK) {
        attain_table_destroy(table);
        return status;
    }
    for (i = 0; i < a->count; i++) {
        index[i] = (int64_t)i;
        weight[i] = a->weights[i];
        amount[i] = a->shares[i];
    }
    *out = table;
    return ATTAIN_OK;
}

/* ---- explain ---- */

static attain_status add_exact(attain_context *context, const attain__allocation *a, int32_t decimals,
                               attain_table *table)
{
    attain__text_builder builder = {0};
    attain_status status = ATTAIN_OK;
    size_t i;

    for (i = 0; i < a->count && status == ATTAIN_OK; i++)
        if (a->bound[i] == 0)
            status = attain__exact_append(context, &builder, a->shared, a->weights[i], a->weight_sum, decimals);
        else
            status = attain__text_append_missing(context, &builder);
    if (status == ATTAIN_OK)
        status = attain__result_text(context, table, "exact", ATTAIN_MEANING_NUMBER, &builder);
    attain__text_builder_release(context, &builder);
    return status;
}

static attain_status add_bound(attain_context *context, const attain__allocation *a, attain_table *table)
{
    attain__text_builder builder = {0};
    attain_status status = ATTAIN_OK;
    size_t i;

    for (i = 0; i < a->count && status == ATTAIN_OK; i++)
        if (a->bound[i] < 0)
            status = attain__text_append(context, &builder, ATTAIN_TEXT("floor"));
        else if (a->bound[i] > 0)
            status = attain__text_append(context, &builder, ATTAIN_TEXT("cap"));
        else
            status = attain__text_append_missing(context, &builder);
    if (status == ATTAIN_OK)
        status = attain__result_text(context, table, "bound", ATTAIN_MEANING_CODE, &builder);
    attain__text_builder_release(context, &builder);
    return status;
}

static attain_status fill_explain(attain_context *context, const attain__allocation *a, int32_t decimals,
                                  int32_t weight_decimals, attain_table *table)
{
    int64_t *index, *weight, *weights, *shared, *amount;
    size_t i;
    attain_status status = attain__result_i64(context, table, "index", ATTAIN_MEANING_COUNT, 0, &index);

    if (status == ATTAIN_OK)
        status = attain__result_i64(context, table, "weight", ATTAIN_MEANING_NUMBER, weight_decimals, &weight);
    if (status == ATTAIN_OK)
        status = attain__result_i64(context, table, "weights", ATTAIN_MEANING_NUMBER, weight_decimals, &weights);
    if (status == ATTAIN_OK)
        status = attain__result_i64(context, table, "shared", ATTAIN_MEANING_AMOUNT, decimals, &shared);
    if (status == ATTAIN_OK)
        status = add_exact(context, a, decimals, table);
    if (status == ATTAIN_OK)
        status = add_bound(context, a, table);
    if (status == ATTAIN_OK)
        status = attain__result_i64(context, table, "amount", ATTAIN_MEANING_AMOUNT, decimals, &amount);
    if (status != ATTAIN_OK)
        return status;
    for (i = 0; i < a->count; i++) {
        index[i] = (int64_t)i;
        weight[i] = a->weights[i];
        weights[i] = a->weight_sum;
        shared[i] = a->shared;
        amount[i] = a->shares[i];
    }
    return ATTAIN_OK;
}

/* ---- the whole ---- */

static attain_status build_tables(attain_context *context, attain__allocation *a, int32_t decimals,
                                  int32_t weight_decimals, attain_table **shares, attain_table **explain)
{
    attain_table *result = NULL, *steps = NULL;
    attain_status status = attain__allocate_run(context, a);

    if (status == ATTAIN_OK)
        status = build_shares(context, a, decimals, weight_decimals, &result);
    if (status == ATTAIN_OK && explain != NULL)
        status = attain__result_create(context, a->count, &steps);
    if (status == ATTAIN_OK && explain != NULL)
        status = fill_explain(context, a, decimals, weight_decimals, steps);
    if (status != ATTAIN_OK) {
        attain_table_destroy(result);
        attain_table_destroy(steps);
        return status;
    }
    *shares = result;
    if (explain != NULL)
        *explain = steps;
    return ATTAIN_OK;
}

attain_status attain_allocation_run(attain_context *context, attain_amount total, int32_t decimals,
                                    const int64_t *weights, int32_t weight_decimals, const attain_amount *floors,
                                    const attain_amount *caps, size_t count, int32_t rule, attain_table **shares,
                                    attain_table **explain)
{
    attain__allocation a = {0};
    void *amounts = NULL, *bound = NULL;
    attain_status status;

    ATTAIN__ENTER(context);
    ATTAIN__CHECK_RANGE(context, decimals, 0, ATTAIN_DECIMALS_MAX, "decimals");
    ATTAIN__CHECK(context, weights != NULL || count == 0, "weights");
    ATTAIN__CHECK_RANGE(context, weight_decimals, 0, ATTAIN_DECIMALS_MAX, "weight_decimals");
    ATTAIN__CHECK_RANGE(context, rule, ATTAIN_ALLOCATE_REMAINDER, ATTAIN_ALLOCATE_RATIO, "rule");
    ATTAIN__CHECK(context, shares != NULL, "shares");
    status = attain__allocate(context, count, sizeof *a.shares, &amounts);
    if (status == ATTAIN_OK)
        status = attain__allocate(context, count, sizeof *a.bound, &bound);
    if (status == ATTAIN_OK) {
        a.total = total;
        a.weights = weights;
        a.floors = floors;
        a.caps = caps;
        a.count = count;
        a.rule = rule;
        a.shares = amounts;
        a.bound = bound;
        status = build_tables(context, &a, decimals, weight_decimals, shares, explain);
    }
    attain__release(&context->allocator, amounts);
    attain__release(&context->allocator, bound);
    return status;
}

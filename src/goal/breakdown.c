/* Breaking a target down: the company's year to its months, each node's year to its children, each child's year to
 * months taken from what its elder siblings left of the parent's. */
#include <string.h>

#include "goal/goal_internal.h"

#define ROWS_PER_NODE  (1 + ATTAIN__MONTHS) /* the year, then the months */
#define PROGRESS_NODES (ATTAIN__PROGRESS_ROWS / 16)

static const attain__schema_column output_columns[] = {
    ATTAIN__SCHEMA_COLUMN("node", ATTAIN_TYPE_TEXT, ATTAIN_MEANING_CODE, 1),
    ATTAIN__SCHEMA_COLUMN("level", ATTAIN_TYPE_TEXT, ATTAIN_MEANING_CODE, 1),
    ATTAIN__SCHEMA_COLUMN("parent", ATTAIN_TYPE_TEXT, ATTAIN_MEANING_CODE, 0),
    ATTAIN__SCHEMA_COLUMN("period", ATTAIN_TYPE_TEXT, ATTAIN_MEANING_CODE, 1),
    ATTAIN__SCHEMA_COLUMN("target", ATTAIN_TYPE_I64, ATTAIN_MEANING_AMOUNT, 1),
};

static const attain_schema output_schema = ATTAIN__SCHEMA(output_columns);

const attain_schema *attain_goals_output_schema(void)
{
    return &output_schema;
}

/* What runs through the whole breakdown. Row r of a node at position p of the tree's order is p * ROWS_PER_NODE + r. */
typedef struct breakdown {
    attain_context *context;
    const attain_goals *goals;
    attain__goal_tree tree;
    char periods[ROWS_PER_NODE][ATTAIN_PERIOD_CAPACITY];
    attain_table *targets;
    attain_table *explain; /* NULL: not wanted; so are the columns */
    int64_t *target;
    int64_t *of, *weight, *weights;
    int64_t *child_weights, *child_years; /* for the largest family */
} breakdown;

static void explain_row(breakdown *b, size_t row, attain_amount of, int64_t weight, int64_t weights)
{
    if (b->explain != NULL) {
        b->of[row] = of;
        b->weight[row] = weight;
        b->weights[row] = weights;
    }
}

/* ---- splitting ---- */

/* The months of the node whose year is in `row`. Weights that are all zero come with a year of 0. */
static attain_status split_months(breakdown *b, size_t row, const int64_t *weights)
{
    attain__allocation a = {0};
    size_t month;
    attain_status status;

    a.total = b->target[row];
    a.weights = weights;
    a.count = ATTAIN__MONTHS;
    a.rule = ATTAIN_ALLOCATE_REMAINDER;
    a.shares = &b->target[row + 1];
    for (month = 0; month < ATTAIN__MONTHS; month++)
        a.weight_sum += weights[month];
    if (a.weight_sum == 0)
        memset(a.shares, 0, ATTAIN__MONTHS * sizeof *a.shares);
    status = a.weight_sum == 0 ? ATTAIN_OK : attain__allocate_run(b->context, &a);
    for (month = 0; month < ATTAIN__MONTHS; month++)
        explain_row(b, row + 1 + month, a.total, weights[month], a.weight_sum);
    return status;
}

static attain_status split_company(breakdown *b)
{
    b->target[0] = b->goals->target;
    explain_row(b, 0, b->goals->target, 1, 1);
    return split_months(b, 0, b->goals->season);
}

static attain_status split_years(breakdown *b, size_t node, size_t row)
{
    attain__allocation a = {0};
    size_t child, i = 0;
    attain_status status;

    for (child = b->tree.first_child[node]; child != SIZE_MAX; child = b->tree.next_sibling[child])
        b->child_weights[a.count++] = b->goals->nodes[child].weight;
    a.total = b->target[row];
    a.weights = b->child_weights;
    a.rule = ATTAIN_ALLOCATE_REMAINDER;
    a.shares = b->child_years;
    status = attain__allocate_run(b->context, &a);
    if (status != ATTAIN_OK)
        return status;
    for (child = b->tree.first_child[node]; child != SIZE_MAX; child = b->tree.next_sibling[child], i++) {
        size_t child_row = b->tree.position[child] * ROWS_PER_NODE;

        b->target[child_row] = b->child_years[i];
        explain_row(b, child_row, a.total, b->child_weights[i], a.weight_sum);
    }
    return ATTAIN_OK;
}

/* Years and months of a node's children. What is left of a month keeps the sign of the target, so its size is a
 * weight. */
static attain_status split_children(breakdown *b, size_t node)
{
    size_t row = b->tree.position[node] * ROWS_PER_NODE;
    int64_t left[ATTAIN__MONTHS];
    size_t child, month;
    attain_status status = split_years(b, node, row);

    for (month = 0; month < ATTAIN__MONTHS; month++)
        left[month] = (int64_t)attain__size_of(b->target[row + 1 + month]);
    for (child = b->tree.first_child[node]; child != SIZE_MAX && status == ATTAIN_OK;
         child = b->tree.next_sibling[child]) {
        size_t child_row = b->tree.position[child] * ROWS_PER_NODE;

        status = split_months(b, child_row, left);
        for (month = 0; month < ATTAIN__MONTHS; month++)
            left[month] -= (int64_t)attain__size_of(b->target[child_row + 1 + month]);
    }
    return status;
}

static attain_status split_all(breakdown *b)
{
    size_t i;
    attain_status status = split_company(b);

    attain__progress_start(b->context, b->goals->count);
    for (i = 0; i < b->goals->count && status == ATTAIN_OK; i++) {
        if (i % PROGRESS_NODES == 0)
            status = attain__progress(b->context, i);
        if (status == ATTAIN_OK && b->tree.first_child[b->tree.order[i]] != SIZE_MAX)
            status = split_children(b, b->tree.order[i]);
    }
    return status;
}

/* ---- tables ---- */

/* Names of the year and, from its first month on, of its months. */
static void name_periods(breakdown *b, const attain_calendar *calendar)
{
    int32_t start = attain_calendar_fiscal_start(calendar);
    attain_day first = attain__day_from_civil(b->goals->year, start, 1);
    attain_period year = attain__period_of_day(calendar, ATTAIN_UNIT_YEAR, first);
    attain_period month = attain__period_of_day(calendar, ATTAIN_UNIT_MONTH, first);
    int32_t i;

    attain__period_format(ATTAIN_UNIT_YEAR, year, b->periods[0]);
    for (i = 0; i < ATTAIN__MONTHS; i++)
        attain__period_format(ATTAIN_UNIT_MONTH, month + i, b->periods[1 + i]);
}

enum text_column { NODE, LEVEL, PARENT, PERIOD };

static attain_status append_text(breakdown *b, attain__text_builder *builder, enum text_column column,
                                 const attain__goal_node *node, size_t row)
{
    static const char *const levels[] = {"", "company", "team", "person"};

    switch (column) {
    case NODE:
        return attain__text_append(b->context, builder, node->id, node->id_length);
    case LEVEL:
        return attain__text_append(b->context, builder, levels[node->level], strlen(levels[node->level]));
    case PARENT:
        if (node->parent_length == 0)
            return attain__text_append_missing(b->context, builder);
        return attain__text_append(b->context, builder, node->parent, node->parent_length);
    default:
        return attain__text_append(b->context, builder, b->periods[row], strlen(b->periods[row]));
    }
}

static attain_status add_text(breakdown *b, attain_table *table, const char *name, enum text_column column)
{
    attain__text_builder builder = {0};
    attain_status status = ATTAIN_OK;
    size_t i, row;

    for (i = 0; i < b->goals->count; i++)
        for (row = 0; row < ROWS_PER_NODE && status == ATTAIN_OK; row++)
            status = append_text(b, &builder, column, &b->goals->nodes[b->tree.order[i]], row);
    if (status == ATTAIN_OK)
        status = attain__result_text(b->context, table, name, ATTAIN_MEANING_CODE, &builder);
    attain__text_builder_release(b->context, &builder);
    return status;
}

static attain_status add_exact(breakdown *b)
{
    attain__text_builder builder = {0};
    attain_status status = ATTAIN_OK;
    size_t rows = b->goals->count * ROWS_PER_NODE, row;

    for (row = 0; row < rows && status == ATTAIN_OK; row++)
        status =
            attain__exact_append(b->context, &builder, b->of[row], b->weight[row], b->weights[row], b->goals->decimals);
    if (status == ATTAIN_OK)
        status = attain__result_text(b->context, b->explain, "exact", ATTAIN_MEANING_NUMBER, &builder);
    attain__text_builder_release(b->context, &builder);
    return status;
}

/* The result with all but the targets in it. */
static attain_status start_targets(breakdown *b)
{
    attain_status status = attain__result_create(b->context, b->goals->count * ROWS_PER_NODE, &b->targets);

    if (status == ATTAIN_OK)
        status = add_text(b, b->targets, "node", NODE);
    if (status == ATTAIN_OK)
        status = add_text(b, b->targets, "level", LEVEL);
    if (status == ATTAIN_OK)
        status = add_text(b, b->targets, "parent", PARENT);
    if (status == ATTAIN_OK)
        status = add_text(b, b->targets, "period", PERIOD);
    if (status == ATTAIN_OK)
        status =
            attain__result_i64(b->context, b->targets, "target", ATTAIN_MEANING_AMOUNT, b->goals->decimals, &b->target);
    return status;
}

static attain_status start_explain(breakdown *b)
{
    int32_t decimals = b->goals->decimals;
    attain_status status = attain__result_create(b->context, b->goals->count * ROWS_PER_NODE, &b->explain);

    if (status == ATTAIN_OK)
        status = add_text(b, b->explain, "node", NODE);
    if (status == ATTAIN_OK)
        status = add_text(b, b->explain, "period", PERIOD);
    if (status == ATTAIN_OK)
        status = attain__result_i64(b->context, b->explain, "of", ATTAIN_MEANING_AMOUNT, decimals, &b->of);
    if (status == ATTAIN_OK)
        status = attain__result_i64(b->context, b->explain, "weight", ATTAIN_MEANING_NUMBER, 0, &b->weight);
    if (status == ATTAIN_OK)
        status = attain__result_i64(b->context, b->explain, "weights", ATTAIN_MEANING_NUMBER, 0, &b->weights);
    return status;
}

static attain_status finish_explain(breakdown *b)
{
    size_t rows = b->goals->count * ROWS_PER_NODE;
    int64_t *target;
    attain_status status = add_exact(b);

    if (status == ATTAIN_OK)
        status =
            attain__result_i64(b->context, b->explain, "target", ATTAIN_MEANING_AMOUNT, b->goals->decimals, &target);
    if (status == ATTAIN_OK && rows > 0)
        memcpy(target, b->target, rows * sizeof *target);
    return status;
}

/* ---- the whole ---- */

static attain_status check_run(attain_context *context, const attain_goals *goals)
{
    if (goals->count == 0)
        return ATTAIN_OK;
    if (goals->year == 0)
        return attain__error(context, ATTAIN_ERROR_RULE, "goals", ATTAIN__NO_ROW,
                             "have no year; set the fiscal year the target is for");
    if (goals->target == INT64_MIN)
        return attain__error_i64(context, ATTAIN_ERROR_OVERFLOW, "target", ATTAIN__NO_ROW, goals->target,
                                 "its size does not fit in 64 bits");
    return ATTAIN_OK;
}

/* Room for the children of any node: none has more than there are nodes. */
static attain_status allocate_family(breakdown *b)
{
    void *weights = NULL, *years = NULL;
    attain_status status = attain__allocate(b->context, b->goals->count, sizeof(int64_t), &weights);

    if (status == ATTAIN_OK)
        status = attain__allocate(b->context, b->goals->count, sizeof(int64_t), &years);
    b->child_weights = weights;
    b->child_years = years;
    return status;
}

static attain_status run(breakdown *b, const attain_calendar *calendar, int explained)
{
    attain_status status = attain__goal_tree_build(b->context, b->goals, &b->tree);

    if (status == ATTAIN_OK)
        status = check_run(b->context, b->goals);
    if (status != ATTAIN_OK)
        return status;
    if (b->goals->count > 0)
        name_periods(b, calendar);
    status = start_targets(b);
    if (status == ATTAIN_OK && explained)
        status = start_explain(b);
    if (status == ATTAIN_OK)
        status = allocate_family(b);
    if (status == ATTAIN_OK && b->goals->count > 0)
        status = split_all(b);
    if (status == ATTAIN_OK && explained)
        status = finish_explain(b);
    return status;
}

attain_status attain_goals_run(attain_context *context, const attain_goals *goals, const attain_calendar *calendar,
                               attain_table **targets, attain_table **explain)
{
    breakdown b = {0};
    attain_status status;

    ATTAIN__ENTER(context);
    ATTAIN__CHECK(context, goals != NULL, "goals");
    ATTAIN__CHECK(context, targets != NULL, "targets");
    b.context = context;
    b.goals = goals;
    status = run(&b, calendar, explain != NULL);
    attain__goal_tree_release(context, &b.tree);
    attain__release(&context->allocator, b.child_weights);
    attain__release(&context->allocator, b.child_years);
    if (status != ATTAIN_OK) {
        attain_table_destroy(b.targets);
        attain_table_destroy(b.explain);
        return status;
    }
    *targets = b.targets;
    if (explain != NULL)
        *explain = b.explain;
    return ATTAIN_OK;
}

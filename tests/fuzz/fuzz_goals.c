/* Goal trees: months sum to years and children to parents, a year's share is within a unit, and nothing depends on the order in
 * which other families came; written as a document and read back the tree gives the same. */
#include <stdio.h>
#include <string.h>

#include "fuzz.h"

#define MOST   16
#define MONTHS 12
#define BLOCK  (MONTHS + 1) /* rows of a node: the year and its months */

typedef struct plan {
    attain_amount target;
    int32_t year, decimals, fiscal_start, weight_decimals;
    int has_season;
    int64_t season[MONTHS];
    size_t count;
    struct {
        int32_t level;
        size_t parent; /* a node, or `count` for none */
        int64_t weight;
    } nodes[MOST];
} plan;

static plan read_plan(fuzz *f)
{
    plan p;
    size_t i;

    p.target = fuzz_number(f);
    p.year = (int32_t)fuzz_between(f, 1, 9998);
    p.decimals = (int32_t)fuzz_pick(f, ATTAIN_DECIMALS_MAX + 1);
    p.fiscal_start = (int32_t)fuzz_between(f, 1, 12);
    p.has_season = fuzz_pick(f, 2) == 1;
    for (i = 0; i < MONTHS; i++)
        p.season[i] = p.has_season ? fuzz_number(f) : 1;
    p.count = fuzz_pick(f, MOST + 1);
    for (i = 0; i < p.count; i++) {
        p.nodes[i].level = (int32_t)fuzz_pick(f, 3) + ATTAIN_GOALS_COMPANY;
        p.nodes[i].parent = p.nodes[i].level == ATTAIN_GOALS_COMPANY ? p.count : fuzz_pick(f, p.count);
        p.nodes[i].weight = fuzz_number(f);
    }
    p.weight_decimals = (int32_t)fuzz_pick(f, ATTAIN_DECIMALS_MAX + 1);
    return p;
}

/* ---- building ---- */

static attain_status add_node(fuzz *f, const plan *p, size_t node, attain_goals *goals)
{
    char id[24], parent[24];
    size_t of = p->nodes[node].parent;

    snprintf(id, sizeof id, "n%lu", (unsigned long)node);
    snprintf(parent, sizeof parent, "n%lu", (unsigned long)of);
    return FUZZ_CALL(f, attain_goals_add(f->context, goals, id, strlen(id), p->nodes[node].level,
                                         of == p->count ? NULL : parent, of == p->count ? 0 : strlen(parent),
                                         p->nodes[node].weight));
}

/* Adds the nodes, or family by family from the last parent to the first, which leaves siblings in their order. Refused
 * weights make the plan what was accepted of it. */
static void fill_goals(fuzz *f, plan *p, attain_goals *goals, attain_amount target, int by_family)
{
    size_t i, parent;

    FUZZ_OK(f, attain_goals_set_target(f->context, goals, target));
    FUZZ_OK(f, attain_goals_set_year(f->context, goals, p->year));
    FUZZ_OK(f, attain_goals_set_weight_decimals(f->context, goals, p->weight_decimals));
    if (p->has_season && FUZZ_CALL(f, attain_goals_set_season(f->context, goals, p->season, MONTHS)) != ATTAIN_OK)
        p->has_season = 0;
    if (!by_family)
        for (i = 0; i < p->count; i++) {
            attain_status status = add_node(f, p, i, goals);

            FUZZ_REQUIRE((status == ATTAIN_OK) == (p->nodes[i].weight >= 0), "weight %lld gave '%s'",
                         (long long)p->nodes[i].weight, attain_status_name(status));
            if (status != ATTAIN_OK) {
                p->nodes[i].weight = 1;
                FUZZ_REQUIRE(add_node(f, p, i, goals) == ATTAIN_OK, "%s", "a refused node left something behind");
            }
        }
    for (parent = p->count + 1; by_family && parent-- > 0;)
        for (i = 0; i < p->count; i++)
            if (p->nodes[i].parent == parent)
                FUZZ_REQUIRE(add_node(f, p, i, goals) == ATTAIN_OK, "%s", "a node was refused in another order");
}

static attain_goals *make_goals(fuzz *f, plan *p, attain_amount target, int by_family)
{
    attain_goals *goals;

    FUZZ_MAKE_OK(f, goals, attain_goals_create(f->context, &goals));
    FUZZ_OK(f, attain_goals_set_decimals(f->context, goals, p->decimals));
    fill_goals(f, p, goals, target, by_family);
    return goals;
}

/* ---- properties of a result ---- */

/* First row of a node's block. */
static size_t block_of(const attain_table *targets, size_t row, const char *column)
{
    size_t block;

    for (block = 0; block < attain_table_rows(targets); block += BLOCK)
        if (fuzz_cells_equal(targets, "node", block, targets, column, row))
            return block;
    FUZZ_REQUIRE(0, "row %lu has no %s", (unsigned long)row, column);
    return 0;
}

static void check_sums(const plan *p, const attain_table *targets)
{
    const int64_t *target = fuzz_i64(targets, "target");
    size_t rows = attain_table_rows(targets), row, child, block, i;

    FUZZ_REQUIRE(rows == p->count * BLOCK, "%lu rows", (unsigned long)rows);
    for (block = 0; block < rows; block += BLOCK) {
        fuzz_wide months = fuzz_wide_of(0);

        for (i = 1; i < BLOCK; i++)
            months = fuzz_sum(months, fuzz_wide_of(target[block + i]));
        FUZZ_REQUIRE(fuzz_compare(months, fuzz_wide_of(target[block])) == 0, "row %lu: months do not sum to the year",
                     (unsigned long)block);
    }
    for (row = 0; row < rows; row++) {
        fuzz_wide children = fuzz_wide_of(0);
        int any = 0;

        FUZZ_REQUIRE(target[row] == 0 || (target[row] < 0) == (p->target < 0), "row %lu has the other sign",
                     (unsigned long)row);
        for (child = row % BLOCK; child < rows; child += BLOCK)
            if (fuzz_cells_equal(targets, "parent", child, targets, "node", row)) {
                children = fuzz_sum(children, fuzz_wide_of(target[child]));
                any = 1;
            }
        FUZZ_REQUIRE(!any || fuzz_compare(children, fuzz_wide_of(target[row])) == 0,
                     "row %lu: children do not sum to their parent", (unsigned long)row);
        FUZZ_REQUIRE(fuzz_there(targets, "parent", row) == (row >= BLOCK), "%s", "the company is not first");
    }
    FUZZ_REQUIRE(rows == 0 || target[0] == p->target, "the company has %lld", (long long)target[0]);
}

/* Every target is within a unit of its exact share of what was split, and that was the parent's. */
static void check_explain(const attain_table *targets, const attain_table *explain)
{
    const int64_t *of = fuzz_i64(explain, "of"), *weight = fuzz_i64(explain, "weight");
    const int64_t *weights = fuzz_i64(explain, "weights"), *target = fuzz_i64(explain, "target");
    size_t row;

    FUZZ_REQUIRE(attain_table_rows(explain) == attain_table_rows(targets), "%s", "rows are missing");
    for (row = 0; row < attain_table_rows(explain); row++) {
        fuzz_wide rest = fuzz_difference(fuzz_product(target[row], weights[row]), fuzz_product(of[row], weight[row]));

        FUZZ_REQUIRE(target[row] == fuzz_i64(targets, "target")[row], "row %lu is explained as %lld",
                     (unsigned long)row, (long long)target[row]);
        FUZZ_REQUIRE(weights[row] == 0 ? target[row] == 0
                                       : fuzz_compare(fuzz_size(rest), fuzz_size(fuzz_wide_of(weights[row]))) < 0,
                     "row %lu is a unit or more from its share", (unsigned long)row);
        if (row % BLOCK == 0 && row > 0)
            FUZZ_REQUIRE(of[row] == target[block_of(targets, row, "parent")], "row %lu was split off %lld",
                         (unsigned long)row, (long long)of[row]);
    }
}

/* ---- properties of several runs ---- */

static void check_mirror(fuzz *f, plan *p, const attain_calendar *calendar, const attain_table *targets)
{
    attain_goals *goals = make_goals(f, p, -p->target, 0);
    attain_table *mirrored;
    size_t row;

    FUZZ_MAKE_OK(f, mirrored, attain_goals_run(f->context, goals, calendar, &mirrored, NULL));
    for (row = 0; row < attain_table_rows(targets); row++)
        FUZZ_REQUIRE(fuzz_i64(mirrored, "target")[row] == -fuzz_i64(targets, "target")[row], "row %lu does not mirror",
                     (unsigned long)row);
    attain_table_destroy(mirrored);
    attain_goals_destroy(goals);
}

static void check_order(fuzz *f, plan *p, const attain_calendar *calendar, const attain_table *targets)
{
    attain_goals *goals = make_goals(f, p, p->target, 1);
    attain_table *again;

    FUZZ_MAKE_OK(f, again, attain_goals_run(f->context, goals, calendar, &again, NULL));
    fuzz_require_same(f, targets, again, "families added in another order");
    attain_table_destroy(again);
    attain_goals_destroy(goals);
}

/* A document takes the fewest decimals that hold its weights; they are the same numbers. */
static void check_weights(const plan *p, const attain_goals *read)
{
    int32_t more = p->weight_decimals - attain_goals_weight_decimals(read);
    int64_t scale = 1;
    size_t i;

    FUZZ_REQUIRE(more >= 0 && attain_goals_count(read) == p->count, "%s", "other decimals or nodes");
    for (; more > 0; more--)
        scale *= 10;
    for (i = 0; i < p->count; i++)
        FUZZ_REQUIRE(
            fuzz_compare(fuzz_product(attain_goals_weight(read, i), scale), fuzz_wide_of(p->nodes[i].weight)) == 0,
            "node %lu weighs %lld", (unsigned long)i, (long long)attain_goals_weight(read, i));
}

/* What is written is read to the same goals; what no reader would take is not begun to be written. `targets` is NULL for goals
 * that cannot be run. */
static void check_document(fuzz *f, plan *p, const attain_calendar *calendar, const attain_table *targets)
{
    attain_document *document, *read;
    attain_goals *goals;
    attain_table *again;
    fuzz_output text = {NULL, 0, 0, 0, 0};

    FUZZ_MAKE_OK(f, document, attain_document_create(f->context, &document));
    FUZZ_OK(f, attain_document_set_currency(f->context, document, ATTAIN_TEXT("CNY"), p->decimals));
    FUZZ_MAKE_OK(f, goals, attain_document_add_goals(f->context, document, &goals));
    fill_goals(f, p, goals, p->target, 0);
    FUZZ_CALL(f, (text.length = 0, attain_document_write(f->context, document, fuzz_write, &text)));
    if (f->status == ATTAIN_OK) {
        FUZZ_MAKE_OK(f, read, attain_document_read(f->context, text.bytes, text.length, &read));
        check_weights(p, attain_document_goals(read));
        FUZZ_MAKE(f, again, attain_goals_run(f->context, attain_document_goals(read), calendar, &again, NULL));
        FUZZ_REQUIRE((again == NULL) == (targets == NULL), "%s", "reading changed whether goals can be run");
        if (targets != NULL)
            fuzz_require_same(f, targets, again, "through a document");
        attain_table_destroy(again);
        attain_document_destroy(read);
    } else {
        FUZZ_REQUIRE(targets == NULL && text.length == 0, "'%s': %s", attain_status_name(f->status),
                     attain_context_error(f->context));
    }
    attain_document_destroy(document);
    fuzz_output_free(&text);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    fuzz f;
    plan p;
    attain_calendar *calendar;
    attain_goals *goals;
    attain_table *targets, *explain;
    attain_status checked;

    fuzz_begin(&f, data, size);
    p = read_plan(&f);
    FUZZ_MAKE_OK(&f, calendar, attain_calendar_create(f.context, &calendar));
    FUZZ_OK(&f, attain_calendar_set_fiscal_start(f.context, calendar, p.fiscal_start));
    goals = make_goals(&f, &p, p.target, 0);
    checked = FUZZ_CALL(&f, attain_goals_check(f.context, goals));
    FUZZ_MAKE_TWO(&f, targets, explain, attain_goals_run(f.context, goals, calendar, &targets, &explain));
    if (f.status == ATTAIN_OK) {
        FUZZ_REQUIRE(checked == ATTAIN_OK, "%s", "ran what the check refused");
        check_sums(&p, targets);
        check_explain(targets, explain);
        if (p.target != INT64_MIN)
            check_mirror(&f, &p, calendar, targets);
        check_order(&f, &p, calendar, targets);
    } else {
        FUZZ_REQUIRE(f.status == checked || (checked == ATTAIN_OK && p.target == INT64_MIN),
                     "'%s' after a check that said '%s'", attain_status_name(f.status), attain_status_name(checked));
    }
    check_document(&f, &p, calendar, targets);
    attain_table_destroy(targets);
    attain_table_destroy(explain);
    attain_goals_destroy(goals);
    attain_calendar_destroy(calendar);
    return fuzz_end(&f);
}

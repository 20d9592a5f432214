/* ABC: items are summed, ranked and classified by exact comparison of cumulative shares. */
#include <string.h>

#include "segment/segment_internal.h"

#define ITEM         0
#define VALUE        1
#define ITEM_COLUMNS 2

static const attain__schema_column item_columns[ITEM_COLUMNS] = {
    ATTAIN__SCHEMA_COLUMN("item", ATTAIN_TYPE_KEY, ATTAIN_MEANING_CODE, 1),
    ATTAIN__SCHEMA_COLUMN("value", ATTAIN_TYPE_I64, ATTAIN_MEANING_AMOUNT, 1),
};

static const attain__schema_column class_columns[] = {
    ATTAIN__SCHEMA_COLUMN("item", ATTAIN_TYPE_KEY, ATTAIN_MEANING_CODE, 1),
    ATTAIN__SCHEMA_COLUMN("value", ATTAIN_TYPE_I64, ATTAIN_MEANING_AMOUNT, 1),
    ATTAIN__SCHEMA_COLUMN("share", ATTAIN_TYPE_I64, ATTAIN_MEANING_RATE, 1),
    ATTAIN__SCHEMA_COLUMN("cumulative", ATTAIN_TYPE_I64, ATTAIN_MEANING_RATE, 1),
    ATTAIN__SCHEMA_COLUMN("class", ATTAIN_TYPE_TEXT, ATTAIN_MEANING_CODE, 1),
};

static const attain_schema item_schema = ATTAIN__SCHEMA(item_columns);
static const attain_schema class_schema = ATTAIN__SCHEMA(class_columns);

const attain_schema *attain_abc_input_schema(void)
{
    return &item_schema;
}

const attain_schema *attain_abc_output_schema(void)
{
    return &class_schema;
}

/* One run. By code means in the order of the keys, by rank in the order of the result. */
typedef struct run {
    attain_context *context;
    const attain_abc *abc;
    const attain__column *columns[ITEM_COLUMNS];
    size_t rows;
    attain__keys keys;
    size_t count;        /* items */
    int64_t *ranking;    /* pairs by rank: the value, turned so that the greatest comes first, and the item's code */
    attain_amount total; /* of positive values */
    uint8_t *classes;    /* by rank */
    attain_table *table;
} run;

/* A negative value counts as nothing. */
static int64_t counted(int64_t value)
{
    return value > 0 ? value : 0;
}

static int64_t value_at(const run *work, size_t rank)
{
    return ~work->ranking[2 * rank];
}

static size_t code_at(const run *work, size_t rank)
{
    return (size_t)work->ranking[2 * rank + 1];
}

/* part / whole in parts per billion; 0 of nothing. */
static attain_rate share_of(int64_t part, int64_t whole)
{
    attain_rate share = 0;

    if (whole != 0) /* the part is no more than the whole: the share fits */
        attain__i128_divide(attain__i128_multiply(part, ATTAIN_RATE_ONE), whole, ATTAIN_ROUND_HALF_EVEN, &share);
    return share;
}

/* ---- items ---- */

static attain_status sum_rows(const run *work, attain__i128 *sums)
{
    const attain_amount *amounts = work->columns[VALUE]->values;
    size_t row;

    for (row = 0; row < work->rows; row++) {
        attain__i128 *sum = &sums[work->keys.codes[row]];

        if (row % ATTAIN__PROGRESS_ROWS == 0) {
            attain_status status = attain__progress(work->context, row);

            if (status != ATTAIN_OK)
                return status;
        }
        attain__i128_add(*sum, attain__i128_from(amounts[row]), sum);
    }
    return ATTAIN_OK;
}

/* Checks that every sum and the total fit. Items stand in the order of their codes, not ranked yet. */
static attain_status take_sums(run *work, const attain__i128 *sums)
{
    attain__i128 total = attain__i128_from(0);
    size_t code;

    for (code = 0; code < work->count; code++) {
        int64_t value;

        if (attain__i128_to_i64(sums[code], &value))
            return attain__error_cell(work->context, ATTAIN_ERROR_OVERFLOW, "items", work->columns[VALUE],
                                      work->keys.first[code],
                                      "with the item's other values it adds up to more than 64 bits hold");
        work->ranking[2 * code] = ~value;
        work->ranking[2 * code + 1] = (int64_t)code;
        attain__i128_add(total, attain__i128_from(counted(value)), &total);
    }
    if (attain__i128_to_i64(total, &work->total))
        return attain__error(work->context, ATTAIN_ERROR_OVERFLOW, "items.value", ATTAIN__NO_ROW,
                             "all values together add up to more than 64 bits hold");
    return ATTAIN_OK;
}

/* Items with their sums, ranked. */
static attain_status add_up(run *work)
{
    attain_context *context = work->context;
    void *ranking = NULL, *sums = NULL;
    attain_status status;

    attain__progress_start(context, (uint64_t)work->rows * 2); /* coding the items and adding up */
    status = attain__keys_code(context, work->columns[ITEM], work->rows, &work->keys);
    if (status != ATTAIN_OK)
        return status;
    work->count = work->keys.count;
    status = attain__allocate(context, work->count, 2 * sizeof(int64_t), &ranking);
    work->ranking = ranking;
    if (status == ATTAIN_OK)
        status = attain__allocate_zeroed(context, work->count, sizeof(attain__i128), &sums);
    if (status == ATTAIN_OK)
        status = sum_rows(work, sums);
    if (status == ATTAIN_OK)
        status = take_sums(work, sums);
    attain__release(&context->allocator, sums);
    if (status == ATTAIN_OK) /* stable, and codes ascend with keys: equal values stay in the order of their keys */
        status = attain__sort_pairs(context, work->ranking, work->count);
    return status;
}

/* ---- classes ---- */

/* What a cut is compared with: the value, the sum of all before it, and the sum up to the last of equal value. */
typedef struct position {
    int64_t value, before, group;
} position;

/* Whether an item meets a cut. All products fit: each factor is below 2^63, and twice 10^9 * 2^63 is below 2^95. */
static int meets_cut(const run *work, attain_rate cut, const position *at)
{
    attain__i128 least = attain__i128_multiply(cut, work->total), share, half;

    switch (work->abc->rule) {
    case ATTAIN_ABC_BELOW:
        share = attain__i128_multiply(at->before + at->value, ATTAIN_RATE_ONE);
        return attain__i128_compare(share, least) < 0;
    case ATTAIN_ABC_THROUGH:
        share = attain__i128_multiply(at->before, ATTAIN_RATE_ONE);
        return attain__i128_compare(share, least) < 0;
    case ATTAIN_ABC_MIDPOINT: /* (before + (before + value)) / 2 <= cut, both sides doubled */
        share = attain__i128_multiply(at->before, ATTAIN_RATE_ONE);
        half = attain__i128_multiply(at->before + at->value, ATTAIN_RATE_ONE);
        attain__i128_add(share, half, &share);
        attain__i128_add(least, least, &least);
        return attain__i128_compare(share, least) <= 0;
    case ATTAIN_ABC_TIES:
        share = attain__i128_multiply(at->group, ATTAIN_RATE_ONE);
        return attain__i128_compare(share, least) <= 0;
    default: /* ATTAIN_ABC_WITHIN */
        share = attain__i128_multiply(at->before + at->value, ATTAIN_RATE_ONE);
        return attain__i128_compare(share, least) <= 0;
    }
}

static uint8_t class_by_cuts(const run *work, const position *at)
{
    size_t class_index = 0;

    if (at->value < 0 || work->total == 0)
        return (uint8_t)work->abc->count;
    while (class_index < work->abc->count && !meets_cut(work, work->abc->values[class_index], at))
        class_index++;
    return (uint8_t)class_index;
}

static uint8_t class_by_limits(const run *work, int64_t value)
{
    size_t class_index = 0;

    while (class_index < work->abc->count && value < work->abc->values[class_index])
        class_index++;
    return (uint8_t)class_index;
}

static attain_status classify(run *work)
{
    position at = {0, 0, 0};
    void *classes;
    size_t i, group_end = 0;
    attain_status status = attain__allocate(work->context, work->count, 1, &classes);

    if (status != ATTAIN_OK)
        return status;
    work->classes = classes;
    for (i = 0; i < work->count; i++) {
        at.value = value_at(work, i);
        if (i == group_end) {
            at.group = at.before;
            while (group_end < work->count && value_at(work, group_end) == at.value) {
                at.group += counted(at.value);
                group_end++;
            }
        }
        work->classes[i] = work->abc->by_limits ? class_by_limits(work, at.value) : class_by_cuts(work, &at);
        at.before += counted(at.value);
    }
    return ATTAIN_OK;
}

/* ---- result ---- */

static attain_status add_items(run *work)
{
    attain_context *context = work->context;
    void *rows;
    size_t i;
    attain_status status = attain__allocate(context, work->count, sizeof(size_t), &rows);

    if (status != ATTAIN_OK)
        return status;
    for (i = 0; i < work->count; i++)
        ((size_t *)rows)[i] = work->keys.first[code_at(work, i)];
    status = attain__result_key(context, work->table, "item", work->columns[ITEM], rows);
    attain__release(&context->allocator, rows);
    return status;
}

static attain_status add_shares(run *work)
{
    attain_context *context = work->context;
    int64_t *values, *shares, *cumulative, sum = 0;
    size_t i;
    attain_status status = attain__result_i64(context, work->table, "value", ATTAIN_MEANING_AMOUNT,
                                              attain__amount_decimals(work->columns[VALUE]), &values);

    if (status == ATTAIN_OK)
        status = attain__result_i64(context, work->table, "share", ATTAIN_MEANING_RATE, 0, &shares);
    if (status == ATTAIN_OK)
        status = attain__result_i64(context, work->table, "cumulative", ATTAIN_MEANING_RATE, 0, &cumulative);
    for (i = 0; i < work->count && status == ATTAIN_OK; i++) {
        values[i] = value_at(work, i);
        sum += counted(values[i]);
        shares[i] = share_of(counted(values[i]), work->total);
        cumulative[i] = share_of(sum, work->total);
    }
    return status;
}

static attain_status add_classes(attain_context *context, attain_table *table, const uint8_t *classes, size_t count)
{
    attain__text_builder names;
    attain_status status = ATTAIN_OK;
    size_t i;

    memset(&names, 0, sizeof names);
    for (i = 0; i < count && status == ATTAIN_OK; i++)
        status = attain__text_append(context, &names, &"ABCDEFGHIJKLMNOPQRSTUVWXYZ"[classes[i]], 1);
    if (status == ATTAIN_OK)
        status = attain__result_text(context, table, "class", ATTAIN_MEANING_CODE, &names);
    attain__text_builder_release(context, &names);
    return status;
}

static attain_status make_result(run *work)
{
    attain_status status = attain__result_create(work->context, work->count, &work->table);

    if (status == ATTAIN_OK)
        status = add_items(work);
    if (status == ATTAIN_OK)
        status = add_shares(work);
    if (status == ATTAIN_OK)
        status = add_classes(work->context, work->table, work->classes, work->count);
    return status;
}

/* ---- explanation ---- */

/* Columns of the explanation under construction. */
typedef struct explanation {
    attain_table *table;
    int64_t *cut, *limit, *items, *item_share, *value, *value_share;
    uint8_t *cut_validity, *limit_validity;
} explanation;

static attain_status explain_columns(const run *work, size_t classes, explanation *out)
{
    attain_context *context = work->context;
    int32_t decimals = attain__amount_decimals(work->columns[VALUE]);
    uint8_t indices[ATTAIN__ABC_CUTS_MAX + 1];
    uint8_t i;
    attain_status status = attain__result_create(context, classes, &out->table);

    for (i = 0; i < sizeof indices; i++)
        indices[i] = i;
    if (status == ATTAIN_OK)
        status = add_classes(context, out->table, indices, classes);
    if (status == ATTAIN_OK)
        status = attain__result_i64(context, out->table, "cut", ATTAIN_MEANING_RATE, 0, &out->cut);
    if (status == ATTAIN_OK)
        status = attain__result_validity(context, out->table, &out->cut_validity);
    if (status == ATTAIN_OK)
        status = attain__result_i64(context, out->table, "limit", ATTAIN_MEANING_AMOUNT, decimals, &out->limit);
    if (status == ATTAIN_OK)
        status = attain__result_validity(context, out->table, &out->limit_validity);
    if (status == ATTAIN_OK)
        status = attain__result_i64(context, out->table, "items", ATTAIN_MEANING_COUNT, 0, &out->items);
    if (status == ATTAIN_OK)
        status = attain__result_i64(context, out->table, "item_share", ATTAIN_MEANING_RATE, 0, &out->item_share);
    if (status == ATTAIN_OK)
        status = attain__result_i64(context, out->table, "value", ATTAIN_MEANING_AMOUNT, decimals, &out->value);
    if (status == ATTAIN_OK)
        status = attain__result_i64(context, out->table, "value_share", ATTAIN_MEANING_RATE, 0, &out->value_share);
    return status;
}

static attain_status explain_run(const run *work, attain_table **table)
{
    const attain_abc *abc = work->abc;
    explanation out;
    size_t i, classes = abc->count + 1;
    attain_status status;

    memset(&out, 0, sizeof out);
    status = explain_columns(work, classes, &out);
    if (status != ATTAIN_OK) {
        attain_table_destroy(out.table);
        return status;
    }
    for (i = 0; i < work->count; i++) {
        out.items[work->classes[i]]++;
        out.value[work->classes[i]] += counted(value_at(work, i));
    }
    for (i = 0; i < classes; i++) {
        int64_t *bound = abc->by_limits ? &out.limit[i] : &out.cut[i];

        if (i < abc->count)
            *bound = abc->values[i];
        if (abc->by_limits || i == abc->count)
            attain__validity_clear(out.cut_validity, i);
        if (!abc->by_limits || i == abc->count)
            attain__validity_clear(out.limit_validity, i);
        out.item_share[i] = share_of(out.items[i], (int64_t)work->count);
        out.value_share[i] = share_of(out.value[i], work->total);
    }
    *table = out.table;
    return ATTAIN_OK;
}

/* ---- the verb ---- */

static void release(run *work)
{
    const attain_allocator *allocator = &work->context->allocator;

    attain__release(allocator, work->ranking);
    attain__release(allocator, work->classes);
    attain__keys_release(work->context, &work->keys);
}

attain_status attain_abc_run(attain_context *context, const attain_abc *abc, const attain_table *items,
                             attain_table **classes, attain_table **explain)
{
    run work;
    attain_table *explanation_table = NULL;
    attain_status status;

    ATTAIN__ENTER(context);
    ATTAIN__CHECK(context, abc != NULL, "abc");
    ATTAIN__CHECK(context, items != NULL, "items");
    ATTAIN__CHECK(context, classes != NULL, "classes");
    memset(&work, 0, sizeof work);
    work.context = context;
    work.abc = abc;
    work.rows = items->rows;
    status = attain__facts_resolve(context, items, &item_schema, "items", work.columns);
    if (status == ATTAIN_OK)
        status = add_up(&work);
    if (status == ATTAIN_OK)
        status = classify(&work);
    if (status == ATTAIN_OK)
        status = make_result(&work);
    if (status == ATTAIN_OK && explain != NULL)
        status = explain_run(&work, &explanation_table);
    release(&work);
    if (status != ATTAIN_OK) {
        attain_table_destroy(work.table);
        return status;
    }
    *classes = work.table;
    if (explain != NULL)
        *explain = explanation_table;
    return ATTAIN_OK;
}

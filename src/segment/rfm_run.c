/* RFM: customers' values are cut into bins, scored and named; the edges are explained. */
#include <string.h>

#include "segment/segment_internal.h"

static const attain__schema_column order_columns[ATTAIN__ORDERS_COLUMNS] = {
    ATTAIN__SCHEMA_COLUMN("customer", ATTAIN_TYPE_KEY, ATTAIN_MEANING_CODE, 1),
    ATTAIN__SCHEMA_COLUMN("date", ATTAIN_TYPE_I32, ATTAIN_MEANING_DAY, 1),
    ATTAIN__SCHEMA_COLUMN("amount", ATTAIN_TYPE_I64, ATTAIN_MEANING_AMOUNT, 1),
    ATTAIN__SCHEMA_COLUMN("order", ATTAIN_TYPE_KEY, ATTAIN_MEANING_CODE, 0),
};

static const attain__schema_column customer_columns[] = {
    ATTAIN__SCHEMA_COLUMN("customer", ATTAIN_TYPE_KEY, ATTAIN_MEANING_CODE, 1),
    ATTAIN__SCHEMA_COLUMN("recency", ATTAIN_TYPE_I64, ATTAIN_MEANING_COUNT, 1),
    ATTAIN__SCHEMA_COLUMN("frequency", ATTAIN_TYPE_I64, ATTAIN_MEANING_COUNT, 1),
    ATTAIN__SCHEMA_COLUMN("monetary", ATTAIN_TYPE_I64, ATTAIN_MEANING_AMOUNT, 1),
    ATTAIN__SCHEMA_COLUMN("r", ATTAIN_TYPE_I64, ATTAIN_MEANING_COUNT, 1),
    ATTAIN__SCHEMA_COLUMN("f", ATTAIN_TYPE_I64, ATTAIN_MEANING_COUNT, 1),
    ATTAIN__SCHEMA_COLUMN("m", ATTAIN_TYPE_I64, ATTAIN_MEANING_COUNT, 1),
    ATTAIN__SCHEMA_COLUMN("segment", ATTAIN_TYPE_TEXT, ATTAIN_MEANING_CODE, 1),
};

static const attain_schema order_schema = ATTAIN__SCHEMA(order_columns);
static const attain_schema customer_schema = ATTAIN__SCHEMA(customer_columns);

const attain_schema *attain_rfm_input_schema(void)
{
    return &order_schema;
}

const attain_schema *attain_rfm_output_schema(void)
{
    return &customer_schema;
}

/* One run; arrays indexed by a dimension hold dimension d at d - 1. */
typedef struct run {
    attain_context *context;
    const attain_rfm *rfm;
    attain_day as_of;
    const attain__column *columns[ATTAIN__ORDERS_COLUMNS];
    attain__customers customers;
    size_t count;                            /* customers of the result */
    int32_t decimals;                        /* of monetary */
    attain_table *table;                     /* the result; its arrays are: */
    int64_t *values[ATTAIN__RFM_DIMENSIONS]; /* recency 0 where there is none, which is where frequency is 0 */
    int64_t *scores[ATTAIN__RFM_DIMENSIONS];
    attain__edges edges[ATTAIN__RFM_DIMENSIONS];
} run;

static int has_purchase(const run *work, size_t row)
{
    return work->values[ATTAIN_RFM_FREQUENCY - 1][row] > 0;
}

/* ---- values ---- */

static attain_status add_key(run *work)
{
    const attain__customers *customers = &work->customers;
    attain_context *context = work->context;
    void *block;
    size_t *rows;
    size_t code, row = 0;
    attain_status status = attain__allocate(context, work->count, sizeof *rows, &block);

    if (status != ATTAIN_OK)
        return status;
    rows = block;
    for (code = 0; code < customers->keys.count; code++)
        if (customers->tallies[code].present)
            rows[row++] = customers->keys.first[code];
    status = attain__result_key(context, work->table, "customer", work->columns[ATTAIN__ORDERS_CUSTOMER], rows);
    attain__release(&context->allocator, rows);
    return status;
}

/* Adds the columns of values and scores, still empty; recency has a bitmap where some customer has no purchase. */
static attain_status add_columns(run *work, uint8_t **recency_validity)
{
    static const char *const score_names[ATTAIN__RFM_DIMENSIONS] = {"r", "f", "m"};
    attain_status status = ATTAIN_OK;
    int32_t i;

    for (i = 0; i < ATTAIN__RFM_DIMENSIONS && status == ATTAIN_OK; i++) {
        int is_money = i + 1 == ATTAIN_RFM_MONETARY;

        status = attain__result_i64(work->context, work->table, attain__segment_field_name(i + 1),
                                    is_money ? ATTAIN_MEANING_AMOUNT : ATTAIN_MEANING_COUNT,
                                    is_money ? work->decimals : 0, &work->values[i]);
        if (status == ATTAIN_OK && i + 1 == ATTAIN_RFM_RECENCY && recency_validity != NULL)
            status = attain__result_validity(work->context, work->table, recency_validity);
    }
    for (i = 0; i < ATTAIN__RFM_DIMENSIONS && status == ATTAIN_OK; i++)
        status =
            attain__result_i64(work->context, work->table, score_names[i], ATTAIN_MEANING_COUNT, 0, &work->scores[i]);
    return status;
}

static attain_status add_values(run *work)
{
    const attain__customers *customers = &work->customers;
    uint8_t *validity = NULL;
    int all_bought = 1;
    size_t code, row = 0;
    attain_status status;

    for (code = 0; code < customers->keys.count; code++)
        if (customers->tallies[code].present && customers->tallies[code].purchases == 0)
            all_bought = 0;
    status = add_columns(work, all_bought ? NULL : &validity);
    if (status != ATTAIN_OK)
        return status;
    for (code = 0; code < customers->keys.count; code++) {
        const attain__tally *tally = &customers->tallies[code];

        if (!tally->present)
            continue;
        work->values[ATTAIN_RFM_FREQUENCY - 1][row] = tally->purchases;
        attain__i128_to_i64(tally->money, &work->values[ATTAIN_RFM_MONETARY - 1][row]);
        if (tally->purchases > 0)
            work->values[ATTAIN_RFM_RECENCY - 1][row] = (int64_t)work->as_of - tally->last;
        else
            attain__validity_clear(validity, row);
        row++;
    }
    return ATTAIN_OK;
}

/* ---- scores ---- */

static int64_t edge_offset(const run *work, int32_t dimension)
{
    int64_t offset = work->rfm->edge_offset;
    int32_t i;

    if (dimension == ATTAIN_RFM_MONETARY)
        for (i = 0; i < work->decimals; i++)
            offset *= 10; /* at most 10^6 * 10^9 */
    return offset;
}

static attain_status find_edges(run *work, int32_t dimension)
{
    const attain_rfm *rfm = work->rfm;
    const int64_t *values = work->values[dimension - 1];
    attain__edges *edges = &work->edges[dimension - 1];
    void *block;
    int64_t *sorted;
    size_t row, count = 0;
    attain_status status;

    if (rfm->cuts[dimension - 1] != NULL) {
        attain__edges_fixed(rfm->cuts[dimension - 1], rfm->bins[dimension - 1], edges);
        return ATTAIN_OK;
    }
    status = attain__allocate(work->context, work->count, sizeof *sorted, &block);
    if (status != ATTAIN_OK)
        return status;
    sorted = block;
    for (row = 0; row < work->count; row++)
        if (dimension != ATTAIN_RFM_RECENCY || has_purchase(work, row))
            sorted[count++] = values[row];
    status = attain__sort_i64(work->context, sorted, count);
    if (status == ATTAIN_OK)
        attain__edges_quantile(sorted, count, rfm->bins[dimension - 1], edge_offset(work, dimension),
                               rfm->edge == ATTAIN_RFM_EDGE_UPPER, edges);
    attain__release(&work->context->allocator, sorted);
    return status;
}

/* Few days are best: the lowest bin of recency has the highest score. */
static int32_t score_of_bin(const attain__edges *edges, int32_t dimension, int32_t bin)
{
    return dimension == ATTAIN_RFM_RECENCY ? edges->bins - bin : bin + 1;
}

static attain_status add_scores(run *work)
{
    int32_t dimension;
    size_t row;

    for (dimension = ATTAIN_RFM_RECENCY; dimension <= ATTAIN_RFM_MONETARY; dimension++) {
        const attain__edges *edges = &work->edges[dimension - 1];
        const int64_t *values = work->values[dimension - 1];
        int64_t *scores = work->scores[dimension - 1];
        attain_status status = find_edges(work, dimension);

        if (status != ATTAIN_OK)
            return status;
        for (row = 0; row < work->count; row++) {
            if (dimension == ATTAIN_RFM_RECENCY && !has_purchase(work, row))
                scores[row] = 1;
            else
                scores[row] = score_of_bin(edges, dimension, attain__edges_bin(edges, values[row]));
        }
    }
    return ATTAIN_OK;
}

/* ---- segments ---- */

static attain_status append_segment(run *work, const attain_segments *segments, size_t row, attain__text_builder *names)
{
    attain__segment_case found;
    const char *name;
    size_t length;
    int32_t i;

    if (segments == NULL)
        return attain__text_append_missing(work->context, names);
    found.no_recency = !has_purchase(work, row);
    for (i = 0; i < ATTAIN__RFM_DIMENSIONS; i++) {
        found.values[i] = work->values[i][row];
        found.values[ATTAIN__RFM_DIMENSIONS + i] = work->scores[i][row];
    }
    name = attain__segments_name(segments, attain__segments_match(segments, &found), &length);
    return attain__text_append(work->context, names, name, length);
}

static attain_status add_segments(run *work, const attain_segments *segments)
{
    attain__text_builder names;
    attain_status status = ATTAIN_OK;
    size_t row;

    memset(&names, 0, sizeof names);
    for (row = 0; row < work->count && status == ATTAIN_OK; row++)
        status = append_segment(work, segments, row, &names);
    if (status == ATTAIN_OK)
        status = attain__result_text(work->context, work->table, "segment", ATTAIN_MEANING_CODE, &names);
    attain__text_builder_release(work->context, &names);
    return status;
}

/* ---- explanation ---- */

/* Columns of the explanation under construction. */
typedef struct explanation {
    attain_table *table;
    attain__text_builder dimension, low, high;
    int64_t *bin, *low_inclusive, *high_inclusive, *customers;
    uint8_t *low_validity, *high_validity;
} explanation;

static attain_status append_edge(attain_context *context, const attain__edges *edges, int32_t edge, int32_t decimals,
                                 attain__text_builder *builder)
{
    char text[ATTAIN__I128_CAPACITY];

    if (edge < 0 || edge >= edges->count)
        return attain__text_append_missing(context, builder);
    return attain__text_append(context, builder, text, attain__edges_format(edges, edge, decimals, text));
}

static attain_status explain_texts(run *work, explanation *out)
{
    attain_context *context = work->context;
    int32_t dimension, score;

    for (dimension = ATTAIN_RFM_RECENCY; dimension <= ATTAIN_RFM_MONETARY; dimension++) {
        const attain__edges *edges = &work->edges[dimension - 1];
        const char *name = attain__segment_field_name(dimension);
        int32_t decimals = dimension == ATTAIN_RFM_MONETARY ? work->decimals : 0;

        for (score = 1; score <= edges->bins; score++) {
            int32_t bin = dimension == ATTAIN_RFM_RECENCY ? edges->bins - score : score - 1;
            attain_status status = attain__text_append(context, &out->dimension, name, strlen(name));

            if (status == ATTAIN_OK)
                status = append_edge(context, edges, bin - 1, decimals, &out->low);
            if (status == ATTAIN_OK)
                status = append_edge(context, edges, bin, decimals, &out->high);
            if (status != ATTAIN_OK)
                return status;
        }
    }
    return ATTAIN_OK;
}

static attain_status explain_columns(run *work, explanation *out)
{
    attain_context *context = work->context;
    attain_table *table = out->table;
    attain_status status;

    status = attain__result_text(context, table, "dimension", ATTAIN_MEANING_CODE, &out->dimension);
    if (status == ATTAIN_OK)
        status = attain__result_i64(context, table, "bin", ATTAIN_MEANING_COUNT, 0, &out->bin);
    if (status == ATTAIN_OK)
        status = attain__result_text(context, table, "low", ATTAIN_MEANING_NONE, &out->low);
    if (status == ATTAIN_OK)
        status = attain__result_text(context, table, "high", ATTAIN_MEANING_NONE, &out->high);
    if (status == ATTAIN_OK)
        status = attain__result_i64(context, table, "low_inclusive", ATTAIN_MEANING_COUNT, 0, &out->low_inclusive);
    if (status == ATTAIN_OK)
        status = attain__result_validity(context, table, &out->low_validity);
    if (status == ATTAIN_OK)
        status = attain__result_i64(context, table, "high_inclusive", ATTAIN_MEANING_COUNT, 0, &out->high_inclusive);
    if (status == ATTAIN_OK)
        status = attain__result_validity(context, table, &out->high_validity);
    if (status == ATTAIN_OK)
        status = attain__result_i64(context, table, "customers", ATTAIN_MEANING_COUNT, 0, &out->customers);
    return status;
}

/* Fills the numbers of a dimension's bins, from row `start` on. */
static void explain_numbers(const run *work, int32_t dimension, size_t start, explanation *out)
{
    const attain__edges *edges = &work->edges[dimension - 1];
    int32_t bin;
    size_t row;

    for (bin = 0; bin < edges->bins; bin++) {
        int32_t score = score_of_bin(edges, dimension, bin);

        row = start + (size_t)(score - 1);
        out->bin[row] = score;
        out->low_inclusive[row] = edges->upper != 0;
        out->high_inclusive[row] = edges->upper == 0;
        if (bin == 0 || edges->count == 0)
            attain__validity_clear(out->low_validity, row);
        if (bin >= edges->count)
            attain__validity_clear(out->high_validity, row);
    }
    for (row = 0; row < work->count; row++)
        out->customers[start + (size_t)(work->scores[dimension - 1][row] - 1)]++;
}

static attain_status explain_run(run *work, attain_table **table)
{
    explanation out;
    size_t rows = 0, start = 0;
    int32_t dimension;
    attain_status status;

    memset(&out, 0, sizeof out);
    for (dimension = ATTAIN_RFM_RECENCY; dimension <= ATTAIN_RFM_MONETARY; dimension++)
        rows += (size_t)work->edges[dimension - 1].bins;
    status = attain__result_create(work->context, rows, &out.table);
    if (status == ATTAIN_OK)
        status = explain_texts(work, &out);
    if (status == ATTAIN_OK)
        status = explain_columns(work, &out);
    attain__text_builder_release(work->context, &out.dimension);
    attain__text_builder_release(work->context, &out.low);
    attain__text_builder_release(work->context, &out.high);
    if (status != ATTAIN_OK) {
        attain_table_destroy(out.table);
        return status;
    }
    for (dimension = ATTAIN_RFM_RECENCY; dimension <= ATTAIN_RFM_MONETARY; dimension++) {
        explain_numbers(work, dimension, start, &out);
        start += (size_t)work->edges[dimension - 1].bins;
    }
    *table = out.table;
    return ATTAIN_OK;
}

/* ---- the verb ---- */

static attain_status make_result(run *work, const attain_segments *segments)
{
    attain_status status;

    work->count = work->customers.count;
    status = attain__result_create(work->context, work->count, &work->table);
    if (status == ATTAIN_OK)
        status = add_key(work);
    if (status == ATTAIN_OK)
        status = add_values(work);
    if (status == ATTAIN_OK)
        status = add_scores(work);
    if (status == ATTAIN_OK)
        status = add_segments(work, segments);
    return status;
}

attain_status attain_rfm_run(attain_context *context, const attain_rfm *rfm, const attain_segments *segments,
                             attain_day as_of, const attain_table *orders, attain_table **customers,
                             attain_table **explain)
{
    run work;
    attain_table *edges = NULL;
    attain_status status;

    ATTAIN__ENTER(context);
    ATTAIN__CHECK(context, rfm != NULL, "rfm");
    ATTAIN__CHECK_RANGE(context, as_of, ATTAIN_DAY_MIN, ATTAIN_DAY_MAX, "as_of");
    ATTAIN__CHECK(context, orders != NULL, "orders");
    ATTAIN__CHECK(context, customers != NULL, "customers");
    memset(&work, 0, sizeof work);
    work.context = context;
    work.rfm = rfm;
    work.as_of = as_of;
    status = attain__facts_resolve(context, orders, &order_schema, "orders", work.columns);
    if (status != ATTAIN_OK)
        return status;
    work.decimals = attain__amount_decimals(work.columns[ATTAIN__ORDERS_AMOUNT]);
    status = attain__customers_collect(context, rfm, as_of, work.columns, orders->rows, &work.customers);
    if (status != ATTAIN_OK)
        return status;
    status = make_result(&work, segments);
    if (status == ATTAIN_OK && explain != NULL)
        status = explain_run(&work, &edges);
    attain__customers_release(context, &work.customers);
    if (status != ATTAIN_OK) {
        attain_table_destroy(work.table);
        return status;
    }
    *customers = work.table;
    if (explain != NULL)
        *explain = edges;
    return ATTAIN_OK;
}

/* RFM: what customers have, how they score and which segment they are in, against a plain second reading of the header; equal
 * values score alike, bins hold everybody, and the order of the rows is nothing. */
#include <stdio.h>
#include <string.h>

#include "fuzz.h"

#define MOST  28
#define CUTS  5
#define RULES 4

typedef struct facts {
    size_t rows;
    int with_order, text_keys;
    int64_t customer[MOST], amount[MOST], order[MOST];
    attain_day date[MOST];
    int64_t offsets[MOST + 1];
    char bytes[MOST * 4];
} facts;

typedef struct model {
    attain_rfm *rfm;
    int64_t refunds, later, counting, edge, offset;
    struct {
        size_t cut_count; /* 0: quantiles */
        int64_t cuts[CUTS];
        int64_t bins;
    } dimensions[3]; /* recency, frequency, monetary */
    attain_segments *segments;
    size_t rule_count;
    struct {
        int32_t field;
        int64_t low, high;
    } rules[RULES][2];
    attain_day as_of;
} model;

/* A customer as the reference has it. */
typedef struct customer {
    int64_t key;
    int present, has_recency;
    int64_t values[3], scores[3];
} customer;

/* ---- reading the input ---- */

static void read_options(fuzz *f, model *m)
{
    attain_context *cx = f->context;
    int64_t *const options[] = {&m->refunds, &m->later, &m->counting, &m->edge, &m->offset};
    static const int64_t most[] = {1, 2, 1, 1, 1000000};
    size_t i, j;

    for (i = 0; i < 5; i++) {
        *options[i] = fuzz_between(f, 0, most[i]);
        FUZZ_OK(f, attain_rfm_set(cx, m->rfm, (int32_t)i + ATTAIN_RFM_REFUNDS, *options[i]));
    }
    if (fuzz_pick(f, 8) == 7) {
        FUZZ_OK(f, attain_rfm_set_preset(cx, m->rfm, ATTAIN_TEXT("rfm-r")));
        m->refunds = m->counting = m->edge = m->offset = 1;
        m->later = ATTAIN_RFM_LATER_KEEP;
    }
    for (i = 0; i < 3; i++) {
        int32_t dimension = (int32_t)i + ATTAIN_RFM_RECENCY;
        int rising = 1;

        m->dimensions[i].cut_count = fuzz_pick(f, CUTS + 1);
        m->dimensions[i].bins = fuzz_between(f, 1, 100);
        FUZZ_OK(f, attain_rfm_set_bins(cx, m->rfm, dimension, (int32_t)m->dimensions[i].bins));
        for (j = 0; j < m->dimensions[i].cut_count; j++) {
            m->dimensions[i].cuts[j] = fuzz_number(f);
            rising = rising && (j == 0 || m->dimensions[i].cuts[j] > m->dimensions[i].cuts[j - 1]);
        }
        if (m->dimensions[i].cut_count == 0)
            continue;
        FUZZ_CALL(f, attain_rfm_set_cuts(cx, m->rfm, dimension, m->dimensions[i].cuts, m->dimensions[i].cut_count));
        FUZZ_REQUIRE((f->status == ATTAIN_OK) == rising, "cuts gave '%s'", attain_status_name(f->status));
        if (rising)
            m->dimensions[i].bins = (int64_t)m->dimensions[i].cut_count + 1;
        else
            m->dimensions[i].cut_count = 0;
        FUZZ_REQUIRE(attain_rfm_bins(m->rfm, dimension) == m->dimensions[i].bins, "%d bins",
                     (int)attain_rfm_bins(m->rfm, dimension));
    }
}

/* Rules "0", "1" ... with two limits each; no segments at all where the input says so. */
static void read_segments(fuzz *f, model *m)
{
    size_t i, j;

    m->segments = NULL;
    m->rule_count = 0;
    if (fuzz_pick(f, 4) == 0)
        return;
    FUZZ_MAKE_OK(f, m->segments, attain_segments_create(f->context, &m->segments));
    m->rule_count = fuzz_pick(f, RULES + 1);
    for (i = 0; i < m->rule_count; i++) {
        char name[] = {(char)('0' + (char)i), '\0'};

        FUZZ_OK(f, attain_segments_add(f->context, m->segments, name, 1));
        for (j = 0; j < 2; j++) {
            m->rules[i][j].field = (int32_t)fuzz_between(f, ATTAIN_RFM_RECENCY, ATTAIN_RFM_M);
            m->rules[i][j].low = fuzz_number(f);
            m->rules[i][j].high = fuzz_between(f, m->rules[i][j].low, INT64_MAX);
            FUZZ_OK(f, attain_segments_limit(f->context, m->segments, m->rules[i][j].field, m->rules[i][j].low,
                                             m->rules[i][j].high));
            if (j == 1 && m->rules[i][0].field == m->rules[i][1].field)
                m->rules[i][0] = m->rules[i][1]; /* the later limits hold */
        }
    }
}

static void read_facts(fuzz *f, facts *d)
{
    size_t i;

    d->rows = fuzz_pick(f, MOST + 1);
    d->with_order = fuzz_pick(f, 2) == 1;
    d->text_keys = fuzz_pick(f, 2) == 1;
    for (i = 0; i < d->rows; i++) {
        d->customer[i] = (int64_t)fuzz_pick(f, 10);
        d->date[i] = (attain_day)(19700 + fuzz_between(f, -1000, 1000));
        d->amount[i] = fuzz_number(f);
        d->order[i] = d->with_order ? (int64_t)fuzz_pick(f, 12) : 0;
    }
}

/* ---- the reference ---- */

static customer *find(customer *customers, size_t *count, int64_t key)
{
    size_t i;

    for (i = 0; i < *count && customers[i].key != key; i++)
        ;
    if (i == *count) {
        memset(&customers[i], 0, sizeof customers[i]);
        customers[(*count)++].key = key;
    }
    return &customers[i];
}

/* Whether an earlier purchase of the customer has the order of this row. */
static int counted_before(const model *m, const facts *d, size_t row)
{
    size_t i;

    for (i = 0; i < row; i++)
        if (d->customer[i] == d->customer[row] && d->order[i] == d->order[row] &&
            (m->later != ATTAIN_RFM_LATER_IGNORE || d->date[i] <= m->as_of) &&
            (m->refunds == ATTAIN_RFM_REFUNDS_AS_IS || d->amount[i] >= 0))
            return 1;
    return 0;
}

static size_t collect(const model *m, const facts *d, customer *customers)
{
    size_t count = 0, row;

    for (row = 0; row < d->rows; row++) {
        customer *c;
        int64_t recency = (int64_t)m->as_of - d->date[row];

        if (m->later == ATTAIN_RFM_LATER_IGNORE && recency < 0)
            continue;
        c = find(customers, &count, d->customer[row]);
        c->values[2] += d->amount[row];
        if (m->refunds == ATTAIN_RFM_REFUNDS_MONEY && d->amount[row] < 0)
            continue;
        if (!c->has_recency || recency < c->values[0])
            c->values[0] = recency;
        c->has_recency = 1;
        c->values[1] += m->counting == ATTAIN_RFM_COUNTING_ROWS || !d->with_order || !counted_before(m, d, row);
    }
    return count;
}

/* Edges below a value, or at it where that belongs to the upper bin: edge i of k over the n sorted values is
 * x[h] + (h' - h)(x[h + 1] - x[h]), h' = (n - 1)i / k. */
static int64_t edges_below(const model *m, size_t dimension, const int64_t *sorted, size_t n, int64_t value)
{
    int64_t bins = m->dimensions[dimension].bins, below = 0, i;
    int64_t offset = m->offset * (dimension == 2 ? 100 : 1);

    for (i = 1; i < bins && n > 0; i++) {
        int64_t position = (int64_t)(n - 1) * i, h = position / bins, part = position % bins;
        int64_t gap = part == 0 ? 0 : sorted[h + 1] - sorted[h];
        int side = fuzz_compare(fuzz_product(value - offset - sorted[h], bins), fuzz_product(part, gap));

        below += side > 0 || (side == 0 && m->edge == ATTAIN_RFM_EDGE_UPPER);
    }
    return below;
}

static int64_t cuts_reached(const model *m, size_t dimension, int64_t value)
{
    int64_t reached = 0;
    size_t i;

    for (i = 0; i < m->dimensions[dimension].cut_count; i++)
        reached += value >= m->dimensions[dimension].cuts[i];
    return reached;
}

static void score(const model *m, customer *customers, size_t count, size_t dimension)
{
    int64_t sorted[MOST], bins = m->dimensions[dimension].bins;
    size_t n = 0, i, at;

    for (i = 0; i < count; i++) {
        if (dimension == 0 && !customers[i].has_recency)
            continue;
        for (at = n++; at > 0 && sorted[at - 1] > customers[i].values[dimension]; at--)
            sorted[at] = sorted[at - 1];
        sorted[at] = customers[i].values[dimension];
    }
    for (i = 0; i < count; i++) {
        int64_t value = customers[i].values[dimension];
        int64_t bin = m->dimensions[dimension].cut_count > 0 ? cuts_reached(m, dimension, value)
                                                             : edges_below(m, dimension, sorted, n, value);

        if (dimension == 0)
            customers[i].scores[0] = customers[i].has_recency ? bins - bin : 1;
        else
            customers[i].scores[dimension] = 1 + bin;
    }
}

/* The first rule whose limits a customer meets, or the number of rules. */
static size_t rule_of(const model *m, const customer *c)
{
    size_t rule, i;

    for (rule = 0; rule < m->rule_count; rule++) {
        int meets = 1;

        for (i = 0; i < 2; i++) {
            int32_t field = m->rules[rule][i].field;
            int64_t value =
                field < ATTAIN_RFM_R ? c->values[field - ATTAIN_RFM_RECENCY] : c->scores[field - ATTAIN_RFM_R];

            meets = meets && (field != ATTAIN_RFM_RECENCY || c->has_recency ||
                              (m->rules[rule][i].low == INT64_MIN && m->rules[rule][i].high == INT64_MAX));
            meets = meets && (field == ATTAIN_RFM_RECENCY && !c->has_recency
                                  ? 1
                                  : value >= m->rules[rule][i].low && value <= m->rules[rule][i].high);
        }
        if (meets)
            break;
    }
    return rule;
}

/* The reference adds up without a thought of overflow. */
static int is_moderate(const facts *d, const model *m)
{
    int64_t most = INT64_C(1) << 56;
    size_t i, j;

    for (i = 0; i < d->rows; i++)
        if (d->amount[i] > most || d->amount[i] < -most)
            return 0;
    for (i = 0; i < 3; i++)
        for (j = 0; j < m->dimensions[i].cut_count; j++)
            if (m->dimensions[i].cuts[j] > most || m->dimensions[i].cuts[j] < -most)
                return 0;
    return 1;
}

static void check_reference(const model *m, const facts *d, const attain_table *result)
{
    static const char *const values[] = {"recency", "frequency", "monetary"}, *const scores[] = {"r", "f", "m"};
    customer customers[MOST];
    size_t count = collect(m, d, customers), row, i, dimension;
    const int64_t *keys = d->text_keys ? NULL : fuzz_i64(result, "customer");

    FUZZ_REQUIRE(attain_table_rows(result) == count, "%lu customers, not %lu", (unsigned long)attain_table_rows(result),
                 (unsigned long)count);
    for (dimension = 0; dimension < 3; dimension++)
        score(m, customers, count, dimension);
    for (row = 0; row < count; row++) {
        char name[8];

        for (i = 0; i < count; i++) {
            snprintf(name, sizeof name, "c%d", (int)customers[i].key);
            if (d->text_keys ? fuzz_cell_is(result, "customer", row, name) : keys[row] == customers[i].key)
                break;
        }
        FUZZ_REQUIRE(i < count, "row %lu is of a stranger", (unsigned long)row);
        FUZZ_REQUIRE(fuzz_there(result, "recency", row) == customers[i].has_recency, "row %lu: recency",
                     (unsigned long)row);
        for (dimension = 0; dimension < 3; dimension++) {
            FUZZ_REQUIRE((dimension == 0 && !customers[i].has_recency) ||
                             fuzz_i64(result, values[dimension])[row] == customers[i].values[dimension],
                         "row %lu: %s is %lld, not %lld", (unsigned long)row, values[dimension],
                         (long long)fuzz_i64(result, values[dimension])[row],
                         (long long)customers[i].values[dimension]);
            FUZZ_REQUIRE(fuzz_i64(result, scores[dimension])[row] == customers[i].scores[dimension],
                         "row %lu: %s is %lld, not %lld", (unsigned long)row, scores[dimension],
                         (long long)fuzz_i64(result, scores[dimension])[row],
                         (long long)customers[i].scores[dimension]);
        }
        snprintf(name, sizeof name, "%d", (int)rule_of(m, &customers[i]));
        FUZZ_REQUIRE(m->segments == NULL ? !fuzz_there(result, "segment", row)
                                         : fuzz_cell_is(result, "segment", row,
                                                        rule_of(m, &customers[i]) < m->rule_count ? name : "other"),
                     "row %lu is not in segment %s", (unsigned long)row, name);
    }
}

/* ---- properties ---- */

/* Equal values have equal scores, better ones none that is lower, and every bin has who scores it. */
static void check_scores(const model *m, const attain_table *result, const attain_table *explain)
{
    static const char *const values[] = {"recency", "frequency", "monetary"}, *const scores[] = {"r", "f", "m"};
    size_t rows = attain_table_rows(result), row, other, dimension;

    for (dimension = 0; dimension < 3; dimension++) {
        const int64_t *value = fuzz_i64(result, values[dimension]), *scored = fuzz_i64(result, scores[dimension]);

        for (row = 0; row < rows; row++) {
            FUZZ_REQUIRE(scored[row] >= 1 && scored[row] <= m->dimensions[dimension].bins, "score %lld",
                         (long long)scored[row]);
            for (other = 0; other < rows; other++) {
                if (dimension == 0 && (!fuzz_there(result, "recency", row) || !fuzz_there(result, "recency", other)))
                    continue;
                FUZZ_REQUIRE(value[row] != value[other] || scored[row] == scored[other], "equal %s, %s %lld and %lld",
                             values[dimension], scores[dimension], (long long)scored[row], (long long)scored[other]);
                FUZZ_REQUIRE(value[row] >= value[other] ||
                                 (dimension == 0 ? scored[row] >= scored[other] : scored[row] <= scored[other]),
                             "%s %lld scores %lld and %lld scores %lld", values[dimension], (long long)value[row],
                             (long long)scored[row], (long long)value[other], (long long)scored[other]);
            }
        }
        for (row = 0; row < attain_table_rows(explain); row++) {
            int64_t in_bin = 0;

            if (!fuzz_cell_is(explain, "dimension", row, values[dimension]))
                continue;
            for (other = 0; other < rows; other++)
                in_bin += scored[other] == fuzz_i64(explain, "bin")[row];
            FUZZ_REQUIRE(in_bin == fuzz_i64(explain, "customers")[row], "%lld customers score what %lld are said to",
                         (long long)in_bin, (long long)fuzz_i64(explain, "customers")[row]);
        }
    }
}

/* A rule that the lint calls dead has nobody. */
static void check_lint(fuzz *f, const model *m, const attain_table *result)
{
    attain_table *findings;
    size_t i, row, length = 0;

    if (m->segments == NULL)
        return;
    FUZZ_MAKE_OK(f, findings, attain_segments_lint(f->context, m->segments, m->rfm, &findings));
    for (i = 0; i < attain_table_rows(findings); i++) {
        const char *segment = fuzz_cell(findings, "segment", i, &length);

        for (row = 0; fuzz_cell_is(findings, "finding", i, "dead-rule") && row < attain_table_rows(result); row++)
            FUZZ_REQUIRE(!fuzz_cells_equal(findings, "segment", i, result, "segment", row),
                         "%.*s is dead and has row %lu", (int)length, segment, (unsigned long)row);
    }
    attain_table_destroy(findings);
}

/* ---- runs ---- */

static attain_table *make_table(fuzz *f, facts *d)
{
    attain_table *table;
    size_t i, at = 0;

    for (i = 0; i <= d->rows; i++) {
        d->offsets[i] = (int64_t)at;
        if (i < d->rows) {
            d->bytes[at++] = 'c';
            d->bytes[at++] = (char)('0' + (char)d->customer[i]);
        }
    }
    FUZZ_MAKE_OK(f, table, attain_table_create(f->context, &table));
    FUZZ_OK(f, attain_table_add_i32(f->context, table, ATTAIN_TEXT("date"), d->date, NULL, d->rows));
    FUZZ_OK(f, attain_table_add_i64(f->context, table, ATTAIN_TEXT("amount"), d->amount, NULL, d->rows));
    if (d->text_keys)
        FUZZ_OK(f,
                attain_table_add_text(f->context, table, ATTAIN_TEXT("customer"), d->offsets, d->bytes, NULL, d->rows));
    else
        FUZZ_OK(f, attain_table_add_i64(f->context, table, ATTAIN_TEXT("customer"), d->customer, NULL, d->rows));
    if (d->with_order)
        FUZZ_OK(f, attain_table_add_i64(f->context, table, ATTAIN_TEXT("order"), d->order, NULL, d->rows));
    return table;
}

static void check_order(fuzz *f, const model *m, const facts *d, const attain_table *result,
                        const attain_table *explain)
{
    size_t order[MOST], i;
    facts shuffled = *d;
    attain_table *table, *again, *explain_again;

    fuzz_shuffle(f, order, d->rows);
    for (i = 0; i < d->rows; i++) {
        shuffled.customer[i] = d->customer[order[i]];
        shuffled.date[i] = d->date[order[i]];
        shuffled.amount[i] = d->amount[order[i]];
        shuffled.order[i] = d->order[order[i]];
    }
    table = make_table(f, &shuffled);
    FUZZ_MAKE_TWO(f, again, explain_again,
                  attain_rfm_run(f->context, m->rfm, m->segments, m->as_of, table, &again, &explain_again));
    FUZZ_REQUIRE(f->status == ATTAIN_OK, "failed in another order: %s", attain_context_error(f->context));
    fuzz_require_same(f, result, again, "rows in another order");
    fuzz_require_same(f, explain, explain_again, "explained in another order");
    attain_table_destroy(again);
    attain_table_destroy(explain_again);
    attain_table_destroy(table);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    fuzz f;
    model m;
    facts d;
    size_t i;
    int any_later = 0;
    attain_table *table, *result, *explain;

    fuzz_begin(&f, data, size);
    FUZZ_MAKE_OK(&f, m.rfm, attain_rfm_create(f.context, &m.rfm));
    m.as_of = (attain_day)(19700 + fuzz_between(&f, -1000, 1000));
    read_options(&f, &m);
    read_segments(&f, &m);
    read_facts(&f, &d);
    table = make_table(&f, &d);
    for (i = 0; i < d.rows; i++)
        any_later |= d.date[i] > m.as_of;
    FUZZ_MAKE_TWO(&f, result, explain, attain_rfm_run(f.context, m.rfm, m.segments, m.as_of, table, &result, &explain));
    if (f.status == ATTAIN_OK) {
        if (is_moderate(&d, &m))
            check_reference(&m, &d, result);
        check_scores(&m, result, explain);
        check_lint(&f, &m, result);
        check_order(&f, &m, &d, result, explain);
    } else if (any_later && m.later == ATTAIN_RFM_LATER_ERROR) {
        FUZZ_REQUIRE(f.status == ATTAIN_ERROR_VALUE && attain_context_error_row(f.context) >= 0, "status %ld",
                     (long)f.status);
    } else {
        FUZZ_REQUIRE(f.status == ATTAIN_ERROR_OVERFLOW && !is_moderate(&d, &m), "'%s': %s",
                     attain_status_name(f.status), attain_context_error(f.context));
    }
    attain_table_destroy(result);
    attain_table_destroy(explain);
    attain_table_destroy(table);
    attain_segments_destroy(m.segments);
    attain_rfm_destroy(m.rfm);
    return fuzz_end(&f);
}

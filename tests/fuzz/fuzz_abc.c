/* ABC classes against a plain second reading of the header, in exact numbers; the order of the rows is nothing. */
#include <string.h>

#include "fuzz.h"

#define MOST 24
#define CUTS 4

typedef struct facts {
    size_t rows;
    int64_t item[MOST], value[MOST];
} facts;

typedef struct model {
    attain_abc *abc;
    int32_t rule;
    int by_limits;
    size_t count;
    int64_t cuts[CUTS];
} model;

/* Rows of an item summed. */
typedef struct item {
    int64_t key, value;
} item;

/* ---- reading the input ---- */

static model read_model(fuzz *f)
{
    model m;
    size_t i, wanted;
    int64_t cuts[CUTS];

    FUZZ_MAKE_OK(f, m.abc, attain_abc_create(f->context, &m.abc));
    m.rule = (int32_t)fuzz_pick(f, 5);
    FUZZ_OK(f, attain_abc_set_rule(f->context, m.abc, m.rule));
    m.by_limits = 0;
    m.count = 2;
    m.cuts[0] = ATTAIN_PERCENT(80);
    m.cuts[1] = ATTAIN_PERCENT(95);
    m.by_limits = fuzz_pick(f, 2) == 1;
    wanted = fuzz_pick(f, CUTS + 1);
    for (i = 0; i < wanted; i++)
        cuts[i] = m.by_limits ? fuzz_number(f) : fuzz_between(f, 0, ATTAIN_RATE_ONE);
    if (m.by_limits)
        FUZZ_CALL(f, attain_abc_set_limits(f->context, m.abc, cuts, wanted));
    else
        FUZZ_CALL(f, attain_abc_set_cuts(f->context, m.abc, cuts, wanted));
    if (f->status == ATTAIN_OK) {
        m.count = wanted;
        memcpy(m.cuts, cuts, sizeof cuts);
    } else {
        m.by_limits = 0;
    }
    for (i = 1; i < m.count; i++)
        FUZZ_REQUIRE(m.by_limits ? m.cuts[i] < m.cuts[i - 1] : m.cuts[i] > m.cuts[i - 1], "%s", "cuts out of order");
    return m;
}

static facts read_facts(fuzz *f)
{
    facts d;
    size_t i;

    d.rows = fuzz_pick(f, MOST + 1);
    for (i = 0; i < d.rows; i++) {
        d.item[i] = fuzz_between(f, -4, 12);
        d.value[i] = fuzz_number(f);
    }
    return d;
}

/* ---- the reference ---- */

/* Adds up and ranks: by value, the greatest first, then by key. */
static size_t rank(const facts *d, item *items)
{
    size_t count = 0, row, i, j;

    for (row = 0; row < d->rows; row++) {
        for (i = 0; i < count && items[i].key != d->item[row]; i++)
            ;
        if (i == count) {
            items[count].key = d->item[row];
            items[count++].value = 0;
        }
        items[i].value += d->value[row];
    }
    for (i = 1; i < count; i++)
        for (j = i; j > 0; j--) {
            item old = items[j];

            if (items[j - 1].value > old.value || (items[j - 1].value == old.value && items[j - 1].key < old.key))
                break;
            items[j] = items[j - 1];
            items[j - 1] = old;
        }
    return count;
}

static int64_t counted(int64_t value)
{
    return value > 0 ? value : 0;
}

/* Compares twice a cumulative value with twice a share of the total: -1 below the cut, 0 at it, 1 above. */
static int beside(int64_t twice, int64_t total, int64_t cut)
{
    return fuzz_compare(fuzz_product(twice, ATTAIN_RATE_ONE), fuzz_product(2 * total, cut));
}

static size_t class_of(const model *m, const item *items, size_t count, size_t at)
{
    int64_t total = 0, before = 0, with_equals = 0, value = counted(items[at].value);
    size_t i, cut;

    for (i = 0; i < count; i++) {
        total += counted(items[i].value);
        before += i < at ? counted(items[i].value) : 0;
        with_equals += items[i].value >= items[at].value ? counted(items[i].value) : 0;
    }
    for (cut = 0; cut < m->count; cut++) {
        int64_t limit = m->cuts[cut];

        if (m->by_limits) {
            if (items[at].value >= limit)
                break;
            continue;
        }
        if (items[at].value < 0 || total == 0)
            return m->count;
        if ((m->rule == ATTAIN_ABC_WITHIN && beside(2 * (before + value), total, limit) <= 0) ||
            (m->rule == ATTAIN_ABC_BELOW && beside(2 * (before + value), total, limit) < 0) ||
            (m->rule == ATTAIN_ABC_THROUGH && beside(2 * before, total, limit) < 0) ||
            (m->rule == ATTAIN_ABC_MIDPOINT && beside(2 * before + value, total, limit) <= 0) ||
            (m->rule == ATTAIN_ABC_TIES && beside(2 * with_equals, total, limit) <= 0))
            break;
    }
    return cut;
}

/* The reference adds up without a thought of overflow. */
static int is_moderate(const facts *d)
{
    int64_t most = INT64_C(1) << 54;
    size_t i;

    for (i = 0; i < d->rows; i++)
        if (d->value[i] > most || d->value[i] < -most)
            return 0;
    return 1;
}

static void check_reference(const model *m, const facts *d, const attain_table *classes)
{
    item items[MOST];
    size_t count = rank(d, items), row;
    int64_t total = 0, sum = 0;

    FUZZ_REQUIRE(attain_table_rows(classes) == count, "%lu items", (unsigned long)attain_table_rows(classes));
    for (row = 0; row < count; row++)
        total += counted(items[row].value);
    for (row = 0; row < count; row++) {
        char name[] = {(char)('A' + (char)class_of(m, items, count, row)), '\0'};

        FUZZ_REQUIRE(fuzz_i64(classes, "item")[row] == items[row].key &&
                         fuzz_i64(classes, "value")[row] == items[row].value,
                     "row %lu is another item", (unsigned long)row);
        FUZZ_REQUIRE(fuzz_cell_is(classes, "class", row, name), "row %lu is not %s", (unsigned long)row, name);
        sum += counted(items[row].value);
        if (total == 0)
            continue;
        fuzz_require_rounded(fuzz_product(counted(items[row].value), ATTAIN_RATE_ONE), total, ATTAIN_ROUND_HALF_EVEN,
                             fuzz_i64(classes, "share")[row], "share");
        fuzz_require_rounded(fuzz_product(sum, ATTAIN_RATE_ONE), total, ATTAIN_ROUND_HALF_EVEN,
                             fuzz_i64(classes, "cumulative")[row], "cumulative");
    }
}

/* ---- properties ---- */

/* The classes have all items and all of the value. */
static void check_explain(const model *m, const attain_table *classes, const attain_table *explain)
{
    fuzz_wide value = fuzz_wide_of(0), expected = value;
    int64_t items = 0;
    size_t row;

    FUZZ_REQUIRE(attain_table_rows(explain) == m->count + 1, "%lu classes", (unsigned long)attain_table_rows(explain));
    for (row = 0; row < attain_table_rows(explain); row++) {
        items += fuzz_i64(explain, "items")[row];
        value = fuzz_sum(value, fuzz_wide_of(fuzz_i64(explain, "value")[row]));
    }
    for (row = 0; row < attain_table_rows(classes); row++)
        expected = fuzz_sum(expected, fuzz_wide_of(counted(fuzz_i64(classes, "value")[row])));
    FUZZ_REQUIRE(items == (int64_t)attain_table_rows(classes) && fuzz_compare(value, expected) == 0, "%s",
                 "the classes do not sum to the whole");
}

static attain_table *make_table(fuzz *f, const facts *d)
{
    attain_table *table;

    FUZZ_MAKE_OK(f, table, attain_table_create(f->context, &table));
    FUZZ_OK(f, attain_table_add_i64(f->context, table, ATTAIN_TEXT("value"), d->value, NULL, d->rows));
    FUZZ_OK(f, attain_table_add_i64(f->context, table, ATTAIN_TEXT("item"), d->item, NULL, d->rows));
    return table;
}

static void check_order(fuzz *f, const model *m, const facts *d, const attain_table *classes)
{
    size_t order[MOST], i;
    facts shuffled = *d;
    attain_table *table, *again;

    fuzz_shuffle(f, order, d->rows);
    for (i = 0; i < d->rows; i++) {
        shuffled.item[i] = d->item[order[i]];
        shuffled.value[i] = d->value[order[i]];
    }
    table = make_table(f, &shuffled);
    FUZZ_MAKE_OK(f, again, attain_abc_run(f->context, m->abc, table, &again, NULL));
    fuzz_require_same(f, classes, again, "rows in another order");
    attain_table_destroy(again);
    attain_table_destroy(table);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    fuzz f;
    model m;
    facts d;
    attain_table *table, *classes, *explain;

    fuzz_begin(&f, data, size);
    m = read_model(&f);
    d = read_facts(&f);
    table = make_table(&f, &d);
    FUZZ_MAKE_TWO(&f, classes, explain, attain_abc_run(f.context, m.abc, table, &classes, &explain));
    if (f.status == ATTAIN_OK) {
        if (is_moderate(&d))
            check_reference(&m, &d, classes);
        check_explain(&m, classes, explain);
        check_order(&f, &m, &d, classes);
    } else {
        FUZZ_REQUIRE(f.status == ATTAIN_ERROR_OVERFLOW && !is_moderate(&d), "'%s': %s", attain_status_name(f.status),
                     attain_context_error(f.context));
    }
    attain_table_destroy(classes);
    attain_table_destroy(explain);
    attain_table_destroy(table);
    attain_abc_destroy(m.abc);
    return fuzz_end(&f);
}

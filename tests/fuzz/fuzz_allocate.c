/* Splitting a total: parts sum to it, lie within a unit of their exact share and within their bounds, and mirror; the order
 * of the parts decides nothing but ties. */
#include <string.h>

#include "fuzz.h"

#define MOST 24

typedef struct split {
    attain_amount total;
    int32_t rule;
    size_t count;
    int64_t weights[MOST];
    attain_amount floors[MOST], caps[MOST];
    int has_floors, has_caps;
} split;

static const attain_amount *floors_of(const split *s)
{
    return s->has_floors ? s->floors : NULL;
}

static const attain_amount *caps_of(const split *s)
{
    return s->has_caps ? s->caps : NULL;
}

static attain_amount floor_of(const split *s, size_t i)
{
    return s->has_floors ? s->floors[i] : 0;
}

static fuzz_wide size_of(int64_t value)
{
    return fuzz_size(fuzz_wide_of(value));
}

static split read_split(fuzz *f)
{
    split s;
    size_t i;

    s.total = fuzz_number(f);
    s.rule = (int32_t)fuzz_pick(f, 2);
    s.has_floors = fuzz_pick(f, 2) == 1;
    s.has_caps = fuzz_pick(f, 2) == 1;
    s.count = fuzz_pick(f, MOST + 1);
    for (i = 0; i < s.count; i++) {
        s.weights[i] = fuzz_number(f);
        s.floors[i] = s.has_floors ? fuzz_number(f) : 0;
        s.caps[i] = s.has_caps ? fuzz_number(f) : 0;
    }
    return s;
}

/* Whether there is such a split, by the words of the header. */
static int possible(const split *s)
{
    fuzz_wide weights = fuzz_wide_of(0), least = weights, most = weights;
    size_t i;

    for (i = 0; i < s->count; i++) {
        if (s->weights[i] < 0 || floor_of(s, i) < 0 || (s->has_caps && s->caps[i] < floor_of(s, i)))
            return 0;
        weights = fuzz_sum(weights, fuzz_wide_of(s->weights[i]));
        least = fuzz_sum(least, fuzz_wide_of(floor_of(s, i)));
        most = fuzz_sum(most, fuzz_wide_of(s->weights[i] > 0 && s->has_caps ? s->caps[i] : floor_of(s, i)));
    }
    if (s->count == 0)
        return s->total == 0;
    return fuzz_sign(weights) > 0 && fuzz_compare(weights, fuzz_wide_of(INT64_MAX)) <= 0 &&
           fuzz_compare(least, size_of(s->total)) <= 0 && (!s->has_caps || fuzz_compare(size_of(s->total), most) <= 0);
}

/* ---- properties ---- */

static void check_sum_and_bounds(const split *s, const attain_amount *shares)
{
    fuzz_wide sum = fuzz_wide_of(0);
    size_t i;

    for (i = 0; i < s->count; i++) {
        sum = fuzz_sum(sum, fuzz_wide_of(shares[i]));
        FUZZ_REQUIRE(shares[i] == 0 || (shares[i] < 0) == (s->total < 0), "part %lu has the other sign",
                     (unsigned long)i);
        FUZZ_REQUIRE(fuzz_compare(size_of(shares[i]), fuzz_wide_of(floor_of(s, i))) >= 0, "part %lu below its floor",
                     (unsigned long)i);
        FUZZ_REQUIRE(!s->has_caps || fuzz_compare(size_of(shares[i]), fuzz_wide_of(s->caps[i])) <= 0,
                     "part %lu above its cap", (unsigned long)i);
        FUZZ_REQUIRE(s->weights[i] > 0 || fuzz_compare(size_of(shares[i]), fuzz_wide_of(floor_of(s, i))) == 0,
                     "part %lu without weight is above its floor", (unsigned long)i);
    }
    FUZZ_REQUIRE(fuzz_compare(sum, fuzz_wide_of(s->total)) == 0, "the parts do not sum to %lld", (long long)s->total);
}

/* There is one scale at which every part is its weight times that, held within its bounds: what the explain table says was
 * shared, divided by the weights that shared it. */
static void check_scale(const split *s, const attain_table *explain)
{
    const int64_t *shared = fuzz_i64(explain, "shared"), *weights = fuzz_i64(explain, "weights");
    const int64_t *amount = fuzz_i64(explain, "amount");
    int nearer =
        s->rule == ATTAIN_ALLOCATE_REMAINDER ? 0 : 1; /* than a unit; by weight a whole share may get one too */
    size_t i;

    for (i = 0; i < s->count; i++) {
        fuzz_wide exact = fuzz_size(fuzz_product(shared[i], s->weights[i]));
        fuzz_wide given = fuzz_size(fuzz_product(amount[i], weights[i]));

        if (!fuzz_there(explain, "bound", i))
            FUZZ_REQUIRE(weights[i] == 0 ? amount[i] == 0
                                         : fuzz_compare(fuzz_size(fuzz_difference(given, exact)),
                                                        fuzz_wide_of(weights[i])) < nearer,
                         "part %lu is too far from its share", (unsigned long)i);
        else if (fuzz_cell_is(explain, "bound", i, "floor"))
            FUZZ_REQUIRE(fuzz_compare(given, exact) >= 0, "part %lu is at its floor, and its share is above",
                         (unsigned long)i);
        else
            FUZZ_REQUIRE(fuzz_compare(given, exact) <= 0, "part %lu is at its cap, and its share is below",
                         (unsigned long)i);
    }
}

/* More weight never gets less where the bounds are the same, and of equals the first gets the odd unit. */
static void check_fair(const split *s, const attain_amount *shares)
{
    size_t i, j;

    for (i = 0; i < s->count; i++)
        for (j = i + 1; j < s->count; j++) {
            int bounds_equal = floor_of(s, i) == floor_of(s, j) && (!s->has_caps || s->caps[i] == s->caps[j]);
            int more = s->weights[i] >= s->weights[j];
            int got = fuzz_compare(size_of(shares[i]), size_of(shares[j]));

            FUZZ_REQUIRE(!bounds_equal || (more ? got >= 0 : got <= 0), "part %lu or %lu got less for more",
                         (unsigned long)i, (unsigned long)j);
        }
}

static void check_mirror(fuzz *f, const split *s, const attain_amount *shares)
{
    attain_amount mirrored[MOST];
    size_t i;

    if (s->total == INT64_MIN)
        return;
    FUZZ_OK(f, attain_amount_allocate(f->context, -s->total, s->weights, floors_of(s), caps_of(s), s->count, s->rule,
                                      mirrored));
    for (i = 0; i < s->count; i++)
        FUZZ_REQUIRE(mirrored[i] == -shares[i], "%lld mirrors to %lld", (long long)shares[i], (long long)mirrored[i]);
}

/* In another order the odd units of a tie may go to others, and nothing else happens. */
static void check_order(fuzz *f, const split *s, const attain_amount *shares)
{
    size_t order[MOST], i;
    split t = *s;
    attain_amount shuffled[MOST];

    fuzz_shuffle(f, order, s->count);
    for (i = 0; i < s->count; i++) {
        t.weights[i] = s->weights[order[i]];
        t.floors[i] = s->floors[order[i]];
        t.caps[i] = s->caps[order[i]];
    }
    FUZZ_OK(f, attain_amount_allocate(f->context, t.total, t.weights, floors_of(&t), caps_of(&t), t.count, t.rule,
                                      shuffled));
    check_sum_and_bounds(&t, shuffled);
    for (i = 0; i < s->count; i++) {
        fuzz_wide moved = fuzz_difference(fuzz_wide_of(shuffled[i]), fuzz_wide_of(shares[order[i]]));

        FUZZ_REQUIRE(fuzz_compare(fuzz_size(moved), fuzz_wide_of(1)) <= 0, "part %lu gets %lld in another order",
                     (unsigned long)order[i], (long long)shuffled[i]);
    }
}

static void check_tables(fuzz *f, const split *s, const attain_amount *shares)
{
    attain_table *table, *explain;
    size_t i;

    FUZZ_MAKE_TWO(f, table, explain,
                  attain_allocation_run(f->context, s->total, 2, s->weights, 0, floors_of(s), caps_of(s), s->count,
                                        s->rule, &table, &explain));
    FUZZ_REQUIRE(f->status == ATTAIN_OK, "%s", attain_context_error(f->context));
    FUZZ_REQUIRE(attain_table_rows(table) == s->count && attain_table_rows(explain) == s->count, "%s",
                 "rows are missing");
    for (i = 0; i < s->count; i++)
        FUZZ_REQUIRE(fuzz_i64(table, "amount")[i] == shares[i] && fuzz_i64(explain, "amount")[i] == shares[i],
                     "the tables have another part %lu", (unsigned long)i);
    check_scale(s, explain);
    attain_table_destroy(table);
    attain_table_destroy(explain);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    fuzz f;
    split s;
    attain_amount shares[MOST];
    size_t i;

    fuzz_begin(&f, data, size);
    s = read_split(&f);
    for (i = 0; i < MOST; i++)
        shares[i] = 4711;
    FUZZ_CALL(
        &f, attain_amount_allocate(f.context, s.total, s.weights, floors_of(&s), caps_of(&s), s.count, s.rule, shares));
    FUZZ_REQUIRE((f.status == ATTAIN_OK) == possible(&s), "'%s': %s", attain_status_name(f.status),
                 attain_context_error(f.context));
    if (f.status == ATTAIN_OK) {
        check_sum_and_bounds(&s, shares);
        check_fair(&s, shares);
        check_mirror(&f, &s, shares);
        check_order(&f, &s, shares);
        check_tables(&f, &s, shares);
    } else {
        FUZZ_REQUIRE(f.status == ATTAIN_ERROR_VALUE || f.status == ATTAIN_ERROR_OVERFLOW ||
                         (f.status == ATTAIN_ERROR_ARGUMENT && s.count == 0),
                     "status %ld", (long)f.status);
        for (i = 0; i < MOST; i++)
            FUZZ_REQUIRE(shares[i] == 4711, "%s", "a failure touched the output");
    }
    return fuzz_end(&f);
}

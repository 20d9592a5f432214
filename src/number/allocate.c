/* Splitting a total by weights so that the parts sum to it: bounds first, then the rounding. Works on sizes, and puts
 * the sign of the total on at the end, so that f(-x) = -f(x). */
#include <string.h>

#include "number/number_internal.h"

/* What is still to be split, and the sum of the weights it is split by. */
typedef struct rest {
    uint64_t size;
    uint64_t weights;
} rest;

/* ---- checks ---- */

attain_status attain__weights_check(attain_context *context, const int64_t *weights, size_t count)
{
    int64_t sum = 0;
    size_t i;

    for (i = 0; i < count; i++) {
        if (weights[i] < 0)
            return attain__error_i64(context, ATTAIN_ERROR_VALUE, "weights", (int64_t)i, weights[i],
                                     "must not be negative");
        if (weights[i] > INT64_MAX - sum)
            return attain__error_i64(context, ATTAIN_ERROR_OVERFLOW, "weights", (int64_t)i, weights[i],
                                     "the sum of the weights does not fit in 64 bits");
        sum += weights[i];
    }
    if (sum == 0)
        return attain__error(context, ATTAIN_ERROR_VALUE, "weights", ATTAIN__NO_ROW,
                             "are all zero; at least one must be positive");
    return ATTAIN_OK;
}

static attain_status check_floors(attain_context *context, const attain__allocation *a)
{
    uint64_t left = attain__size_of(a->total);
    size_t i;

    for (i = 0; i < a->count; i++)
        if (a->floors[i] < 0)
            return attain__error_i64(context, ATTAIN_ERROR_VALUE, "floors", (int64_t)i, a->floors[i],
                                     "must not be negative");
    for (i = 0; i < a->count; i++) {
        if ((uint64_t)a->floors[i] > left)
            return attain__error_i64(context, ATTAIN_ERROR_VALUE, "floors", (int64_t)i, a->floors[i],
                                     "the floors up to this one exceed the total");
        left -= (uint64_t)a->floors[i];
    }
    return ATTAIN_OK;
}

static uint64_t floor_of(const attain__allocation *a, size_t i)
{
    return a->floors == NULL ? 0 : (uint64_t)a->floors[i];
}

/* The most a part can get: a weight of 0 gets nothing beyond its floor. */
static uint64_t capacity_of(const attain__allocation *a, size_t i)
{
    return a->weights[i] == 0 ? floor_of(a, i) : (uint64_t)a->caps[i];
}

static attain_status check_caps(attain_context *context, const attain__allocation *a)
{
    uint64_t left = attain__size_of(a->total);
    size_t i;

    for (i = 0; i < a->count; i++) {
        if (a->caps[i] < 0)
            return attain__error_i64(context, ATTAIN_ERROR_VALUE, "caps", (int64_t)i, a->caps[i],
                                     "must not be negative");
        if ((uint64_t)a->caps[i] < floor_of(a, i))
            return attain__error_i64(context, ATTAIN_ERROR_VALUE, "caps", (int64_t)i, a->caps[i],
                                     "must not be below the floor");
    }
    for (i = 0; i < a->count; i++)
        left = capacity_of(a, i) >= left ? 0 : left - capacity_of(a, i);
    if (left > 0)
        return attain__error(context, ATTAIN_ERROR_VALUE, "caps", ATTAIN__NO_ROW,
                             "cannot hold the total: the caps of the parts with a weight sum to less");
    return ATTAIN_OK;
}

static attain_status check(attain_context *context, const attain__allocation *a)
{
    attain_status status = a->count == 0 ? ATTAIN_OK : attain__weights_check(context, a->weights, a->count);

    if (status == ATTAIN_OK && a->floors != NULL)
        status = check_floors(context, a);
    if (status == ATTAIN_OK && a->caps != NULL)
        status = check_caps(context, a);
    if (status == ATTAIN_OK && a->count == 0 && a->total != 0)
        status = attain__error_i64(context, ATTAIN_ERROR_ARGUMENT, "count", ATTAIN__NO_ROW, 0,
                                   "there is no part to take a total that is not 0");
    return status;
}

/* ---- bounds ---- */

/* Order of a bound and the share rest.size * weight / rest.weights: negative when the bound is the less. */
static int compare_bound(int64_t bound, int64_t weight, rest of)
{
    return attain__u128_compare(attain__u128_multiply((uint64_t)bound, of.weights),
                                attain__u128_multiply(of.size, (uint64_t)weight));
}

/* -1 for a part whose share is below its floor (or, with `touching`, at it), 1 for one above its cap, 0 for one
 * between. */
static int8_t side_of(const attain__allocation *a, size_t i, rest of, int touching)
{
    if (a->floors != NULL && compare_bound(a->floors[i], a->weights[i], of) >= (touching ? 0 : 1))
        return -1;
    if (a->caps != NULL && compare_bound(a->caps[i], a->weights[i], of) <= (touching ? 0 : -1))
        return 1;
    return 0;
}

/* Puts the parts of one side, by their shares `of` what was split, at their bound, and takes them out of what is
 * left. */
static void fix_side(attain__allocation *a, int8_t side, rest of, int touching, rest *left)
{
    size_t i;

    for (i = 0; i < a->count; i++) {
        if (a->bound[i] != 0 || a->weights[i] == 0 || side_of(a, i, of, touching) != side)
            continue;
        a->bound[i] = side;
        left->size -= (uint64_t)(side < 0 ? a->floors[i] : a->caps[i]);
        left->weights -= (uint64_t)a->weights[i];
    }
}

/* Order of what the free parts would take, each clamped to its bounds, and what there is: positive when they take too
 * much. */
static int compare_clamped(const attain__allocation *a, rest left)
{
    uint64_t floors = 0, caps = 0, between = 0;
    attain__u128 taken;
    size_t i;

    for (i = 0; i < a->count; i++) {
        int8_t side;

        if (a->bound[i] != 0 || a->weights[i] == 0)
            continue;
        side = side_of(a, i, left, 0);
        if (side < 0)
            floors += (uint64_t)a->floors[i];
        else if (side > 0)
            caps += (uint64_t)a->caps[i];
        else
            between += (uint64_t)a->weights[i];
    }
    taken = attain__u128_add(attain__u128_multiply(floors, left.weights), attain__u128_multiply(caps, left.weights));
    taken = attain__u128_add(taken, attain__u128_multiply(left.size, between));
    return attain__u128_compare(taken, attain__u128_multiply(left.size, left.weights));
}

/* Finds the parts that end at a bound. When the shares, clamped, take too much, the one factor at which they fit is
 * lower, so those below their floor stay there; when they take too little it is higher, and those above their cap stay.
 * When they fit, those that pass or touch a bound are at it, and the factor is that of the others. */
static void fix_bounds(attain__allocation *a, rest *left)
{
    rest of;
    size_t i;
    int order;

    for (i = 0; i < a->count; i++) {
        a->bound[i] = 0;
        if (a->weights[i] == 0 && a->floors != NULL) {
            a->bound[i] = -1;
            left->size -= (uint64_t)a->floors[i];
        }
    }
    while ((order = compare_clamped(a, *left)) != 0) {
        of = *left;
        fix_side(a, order > 0 ? -1 : 1, of, 0, left);
    }
    of = *left;
    fix_side(a, -1, of, 1, left);
    fix_side(a, 1, of, 1, left);
}

/* ---- rounding ---- */

/* What decides who gets a unit that is left: the weight, or what was cut off the share, as a remainder of the division
 * by the weights' sum. It is below that sum, so that arithmetic modulo 2^64 gives it exactly. */
static uint64_t claim_of(const attain__allocation *a, size_t i, rest of)
{
    uint64_t weight = (uint64_t)a->weights[i];

    if (a->rule == ATTAIN_ALLOCATE_RATIO)
        return weight;
    return of.size * weight - attain__size_of(a->shares[i]) * of.weights;
}

static int shares_rounding(const attain__allocation *a, size_t i)
{
    return a->weights[i] > 0 && (a->bound == NULL || a->bound[i] == 0);
}

/* Sets every part, those that share the rounding rounded towards zero, and lists the claims of these; returns how
 * many. */
static size_t cut_shares(attain__allocation *a, rest left, uint64_t *claims, uint64_t *units)
{
    int negative = a->total < 0;
    size_t i, count = 0;

    *units = left.size;
    for (i = 0; i < a->count; i++) {
        uint64_t size = 0;

        if (shares_rounding(a, i)) {
            uint64_t cut;

            size =
                attain__u128_divide(attain__u128_multiply(left.size, (uint64_t)a->weights[i]), left.weights, &cut).low;
            *units -= size;
        } else if (a->bound != NULL && a->bound[i] != 0) {
            size = (uint64_t)(a->bound[i] < 0 ? a->floors[i] : a->caps[i]);
        }
        a->shares[i] = attain__of_size(size, negative);
        if (shares_rounding(a, i))
            claims[count++] = claim_of(a, i, left);
    }
    return count;
}

static uint64_t highest_bit(uint64_t bits)
{
    unsigned shift;

    for (shift = 1; shift < 64; shift *= 2)
        bits |= bits >> shift;
    return bits ^ bits >> 1;
}

/* The `nth` largest (from 1) of `count` numbers, which it reorders; *equal becomes how many of the first `nth` are
 * equal to it. Parts the numbers by the highest bit in which they differ, so at most 64 times, each time fewer. */
static uint64_t select_largest(uint64_t *values, size_t count, uint64_t nth, uint64_t *equal)
{
    for (;;) {
        uint64_t differing = 0, bit;
        size_t i, with = 0;

        for (i = 1; i < count; i++)
            differing |= values[0] ^ values[i];
        if (differing == 0)
            break;
        bit = highest_bit(differing);
        for (i = 0; i < count; i++) {
            uint64_t value = values[i];

            if ((value & bit) != 0) {
                values[i] = values[with];
                values[with++] = value;
            }
        }
        if (nth <= with) {
            count = with;
        } else {
            nth -= with;
            values += with;
            count -= with;
        }
    }
    *equal = nth;
    return values[0];
}

/* Gives the units left, one each, to the largest claims, equal claims in the order of the parts. There are fewer units
 * than parts with something cut off, and those at a bound have nothing cut off: no cap is passed. */
static void give_units(attain__allocation *a, rest left, uint64_t *claims, size_t count, uint64_t units)
{
    uint64_t equal;
    uint64_t least = select_largest(claims, count, units, &equal);
    size_t i;

    for (i = 0; i < a->count && units > 0; i++) {
        uint64_t claim;

        if (!shares_rounding(a, i))
            continue;
        claim = claim_of(a, i, left);
        if (claim < least || (claim == least && equal == 0))
            continue;
        if (claim == least)
            equal--;
        a->shares[i] += a->total < 0 ? -1 : 1;
        units--;
    }
}

/* ---- the whole ---- */

static attain_status split(attain_context *context, attain__allocation *a)
{
    uint64_t few[ATTAIN__ALLOCATION_FEW];
    uint64_t *claims = few;
    void *block = NULL;
    uint64_t units;
    rest left = {0, 0};
    size_t i, count;

    if (a->count > ATTAIN__ALLOCATION_FEW) {
        attain_status status = attain__allocate(context, a->count, sizeof *claims, &block);

        if (status != ATTAIN_OK)
            return status;
        claims = block;
    }
    left.size = attain__size_of(a->total);
    for (i = 0; i < a->count; i++)
        left.weights += (uint64_t)a->weights[i];
    if (a->floors != NULL || a->caps != NULL)
        fix_bounds(a, &left);
    else if (a->bound != NULL)
        memset(a->bound, 0, a->count);
    a->shared = attain__of_size(left.size, a->total < 0);
    a->weight_sum = (int64_t)left.weights;
    count = cut_shares(a, left, claims, &units);
    if (units > 0)
        give_units(a, left, claims, count, units);
    attain__release(&context->allocator, block);
    return ATTAIN_OK;
}

attain_status attain__allocate_run(attain_context *context, attain__allocation *allocation)
{
    attain_status status = check(context, allocation);

    return status == ATTAIN_OK ? split(context, allocation) : status;
}

attain_status attain_amount_allocate(attain_context *context, attain_amount total, const int64_t *weights,
                                     const attain_amount *floors, const attain_amount *caps, size_t count, int32_t rule,
                                     attain_amount *shares)
{
    attain__allocation a = {0};
    void *bound = NULL;
    attain_status status = ATTAIN_OK;

    ATTAIN__ENTER(context);
    ATTAIN__CHECK(context, weights != NULL || count == 0, "weights");
    ATTAIN__CHECK_RANGE(context, rule, ATTAIN_ALLOCATE_REMAINDER, ATTAIN_ALLOCATE_RATIO, "rule");
    ATTAIN__CHECK(context, shares != NULL || count == 0, "shares");
    if (floors != NULL || caps != NULL)
        status = attain__allocate(context, count, sizeof *a.bound, &bound);
    if (status != ATTAIN_OK)
        return status;
    a.total = total;
    a.weights = weights;
    a.floors = floors;
    a.caps = caps;
    a.count = count;
    a.rule = rule;
    a.shares = shares;
    a.bound = bound;
    status = attain__allocate_run(context, &a);
    attain__release(&context->allocator, bound);
    return status;
}

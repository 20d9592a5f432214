/* Splitting a total: rules, ties, mirror, bounds, and what holds for every split. */
#include "support/support.h"

#include "number/number_internal.h"

#define REMAINDER ATTAIN_ALLOCATE_REMAINDER
#define RATIO     ATTAIN_ALLOCATE_RATIO

/* Splits `total` and `-total` and asserts the parts and their mirror. */
static void assert_split(attain_context *context, attain_amount total, const int64_t *weights,
                         const attain_amount *floors, const attain_amount *caps, size_t count, int32_t rule,
                         const attain_amount *expected)
{
    attain_amount shares[32];
    size_t i;

    assert_true(count <= 32);
    ASSERT_OK(context, attain_amount_allocate(context, total, weights, floors, caps, count, rule, shares));
    for (i = 0; i < count; i++)
        assert_true(shares[i] == expected[i]);
    if (total == INT64_MIN)
        return;
    ASSERT_OK(context, attain_amount_allocate(context, -total, weights, floors, caps, count, rule, shares));
    for (i = 0; i < count; i++)
        assert_true(shares[i] == -expected[i]);
}

/* Published examples of moneyphp/money and dinero.js, except that -5 by 7:3 mirrors 5. */
static void test_published_examples(void **state)
{
    static const struct {
        attain_amount total;
        size_t count;
        int64_t weights[3];
        int32_t rule;
        attain_amount shares[3];
    } cases[] = {
        {101, 3, {1, 1, 1}, REMAINDER, {34, 34, 33}},    {5, 2, {7, 3, 0}, REMAINDER, {4, 1, 0}},
        {-5, 2, {7, 3, 0}, REMAINDER, {-4, -1, 0}},      {5, 3, {0, 0, 1}, REMAINDER, {0, 0, 5}},
        {0, 3, {0, 0, 1}, REMAINDER, {0, 0, 0}},         {2, 3, {1, 1, 1}, REMAINDER, {1, 1, 0}},
        {1, 2, {1, 1, 0}, REMAINDER, {1, 0, 0}},         {101, 2, {3, 7, 0}, REMAINDER, {30, 71, 0}},
        {15, 2, {1, 1, 0}, REMAINDER, {8, 7, 0}},        {10, 3, {1, 1, 1}, REMAINDER, {4, 3, 3}},
        {645, 2, {30, 70, 0}, REMAINDER, {194, 451, 0}}, {100, 2, {1, 3, 0}, RATIO, {25, 75, 0}},
        {-1003, 2, {50, 50, 0}, RATIO, {-502, -501, 0}}, {1003, 3, {0, 50, 50}, RATIO, {0, 502, 501}},
    };
    size_t i;

    for (i = 0; i < sizeof cases / sizeof cases[0]; i++)
        assert_split(*state, cases[i].total, cases[i].weights, NULL, NULL, cases[i].count, cases[i].rule,
                     cases[i].shares);
}

static void test_rules_differ(void **state)
{
    /* 10 by 6:3:3 is 5, 2.5, 2.5: remainders give the unit left to the second, weights to the first. */
    const int64_t weights[] = {6, 3, 3};
    const attain_amount by_remainder[] = {5, 3, 2}, by_ratio[] = {6, 2, 2};
    /* 7 by 1:1:5:5 is 7/12, 7/12, 35/12, 35/12, cut to 0, 0, 2, 2 with three left, remainders 7, 7, 11, 11 twelfths. */
    const int64_t pairs[] = {1, 1, 5, 5};
    const attain_amount pairs_by_remainder[] = {1, 0, 3, 3}, pairs_by_ratio[] = {1, 0, 3, 3};

    assert_split(*state, 10, weights, NULL, NULL, 3, REMAINDER, by_remainder);
    assert_split(*state, 10, weights, NULL, NULL, 3, RATIO, by_ratio);
    assert_split(*state, 7, pairs, NULL, NULL, 4, REMAINDER, pairs_by_remainder);
    assert_split(*state, 7, pairs, NULL, NULL, 4, RATIO, pairs_by_ratio);
}

static void test_extremes(void **state)
{
    const int64_t one[] = {1}, halves[] = {1, 1}, thirds[] = {1, 1, 1}, large[] = {INT64_MAX - 1, 1},
                  scaled[] = {INT64_MAX / 2, INT64_MAX / 2};
    const attain_amount all[] = {INT64_MIN}, most[] = {INT64_MAX};
    const attain_amount half[] = {INT64_MIN / 2, INT64_MIN / 2};
    const attain_amount third[] = {-3074457345618258603, -3074457345618258603, -3074457345618258602};
    /* 2^63 (2^63 - 2) / (2^63 - 1) is 2^63 - 1 - 1/(2^63 - 1): the first is cut to 2^63 - 2 and has the larger
     * remainder. */
    const attain_amount nearly_all[] = {-INT64_MAX, -1};

    assert_split(*state, INT64_MIN, one, NULL, NULL, 1, REMAINDER, all);
    assert_split(*state, INT64_MAX, one, NULL, NULL, 1, RATIO, most);
    assert_split(*state, INT64_MIN, halves, NULL, NULL, 2, REMAINDER, half);
    assert_split(*state, INT64_MIN, scaled, NULL, NULL, 2, REMAINDER, half);
    assert_split(*state, INT64_MIN, thirds, NULL, NULL, 3, REMAINDER, third);
    assert_split(*state, INT64_MIN, large, NULL, NULL, 2, REMAINDER, nearly_all);
}

static void test_nothing_to_split(void **state)
{
    attain_context *context = *state;
    const int64_t weights[] = {2, 0, 1};
    const attain_amount nothing[] = {0, 0, 0};

    assert_split(context, 0, weights, NULL, NULL, 3, REMAINDER, nothing);
    assert_split(context, 0, weights, nothing, nothing, 3, RATIO, nothing);
    ASSERT_OK(context, attain_amount_allocate(context, 0, NULL, NULL, NULL, 0, REMAINDER, NULL));
    ASSERT_OK(context, attain_amount_allocate(context, 0, weights, nothing, nothing, 0, REMAINDER, NULL));
    ASSERT_FAILS(context, attain_amount_allocate(context, 1, NULL, NULL, NULL, 0, REMAINDER, NULL),
                 ATTAIN_ERROR_ARGUMENT, "count", -1);
}

static void test_floors_and_caps(void **state)
{
    /* 100 by 1:1:2 is 25, 25, 50. A floor of 40 leaves 60 for 1:2. */
    const int64_t weights[] = {1, 1, 2};
    const attain_amount floors[] = {40, 0, 0}, floored[] = {40, 20, 40};
    /* A cap of 40 leaves 60 for 1:1. */
    const attain_amount caps[] = {100, 100, 40}, capped[] = {30, 30, 40};
    /* Both: floor 40 for the first, cap 40 for the third; the factor is 20, so the second gets 20 and the cap is
     * met. */
    const attain_amount both[] = {40, 20, 40};
    /* Everything at its floor, everything at its cap. */
    const attain_amount tight[] = {10, 60, 30};
    /* A floor that only binds once another cap has not: 100 by 1:1:2 with floors 30, 28, 0. */
    const attain_amount two_floors[] = {30, 28, 0}, two_floored[] = {30, 28, 42};
    int32_t rule;

    for (rule = REMAINDER; rule <= RATIO; rule++) {
        assert_split(*state, 100, weights, floors, NULL, 3, rule, floored);
        assert_split(*state, 100, weights, NULL, caps, 3, rule, capped);
        assert_split(*state, 100, weights, floors, caps, 3, rule, both);
        assert_split(*state, 100, weights, tight, NULL, 3, rule, tight);
        assert_split(*state, 100, weights, NULL, tight, 3, rule, tight);
        assert_split(*state, 100, weights, tight, tight, 3, rule, tight);
        assert_split(*state, 100, weights, two_floors, NULL, 3, rule, two_floored);
    }
}

/* A floor lowers the factor below a cap that the plain shares pass, so that in the end the cap does not bind: 100 by
 * 5:3:2 is 50, 30, 20. The cap of 45 is passed, but the floor of 40 for the last leaves 60 by 5:3, 37.5 and 22.5. */
static void test_a_floor_can_free_a_cap(void **state)
{
    const int64_t weights[] = {5, 3, 2};
    const attain_amount floors[] = {0, 0, 40}, caps[] = {45, 100, 100};
    const attain_amount by_remainder[] = {38, 22, 40};

    assert_split(*state, 100, weights, floors, caps, 3, REMAINDER, by_remainder);
}

static void test_units_go_to_parts_between_their_bounds(void **state)
{
    /* 11 by 4:3:3 with a cap of 4 for the first is 4 and 3.5, 3.5: the unit cannot go to the largest weight. */
    const int64_t weights[] = {4, 3, 3};
    const attain_amount caps[] = {4, 9, 9}, shares[] = {4, 4, 3};
    /* 10 by 6:3:3 is 5, 2.5, 2.5; a cap or floor of 5 is just touched, so the first does not share the rounding. */
    const int64_t touching[] = {6, 3, 3};
    const attain_amount touched_cap[] = {5, 9, 9}, touched_floor[] = {5, 0, 0}, touched[] = {5, 3, 2};
    int32_t rule;

    for (rule = REMAINDER; rule <= RATIO; rule++) {
        assert_split(*state, 11, weights, NULL, caps, 3, rule, shares);
        assert_split(*state, 10, touching, NULL, touched_cap, 3, rule, touched);
        assert_split(*state, 10, touching, touched_floor, NULL, 3, rule, touched);
    }
}

static void test_zero_weights(void **state)
{
    attain_context *context = *state;
    const int64_t weights[] = {0, 3, 0, 1};
    const attain_amount floors[] = {5, 0, 0, 0}, caps[] = {9, 9, 9, 9}, small_caps[] = {9, 4, 9, 4};
    const attain_amount free_of_bounds[] = {0, 8, 0, 2}, floored[] = {5, 4, 0, 1}, capped[] = {0, 8, 0, 2};
    attain_amount shares[4] = {7, 7, 7, 7};

    assert_split(context, 10, weights, NULL, NULL, 4, REMAINDER,
                 free_of_bounds);                                            /* 7.5 and 2.5: the tie to the first */
    assert_split(context, 10, weights, floors, NULL, 4, REMAINDER, floored); /* 5 by 3:1 is 3.75 and 1.25 */
    assert_split(context, 10, weights, NULL, caps, 4, REMAINDER, capped);
    /* Those with a weight hold 8, and the caps of 9 of the others do not help. */
    ASSERT_FAILS(context, attain_amount_allocate(context, 10, weights, NULL, small_caps, 4, REMAINDER, shares),
                 ATTAIN_ERROR_VALUE, "caps", -1);
    assert_int_equal(shares[0], 7);
}

static void test_extreme_bounds(void **state)
{
    const int64_t weights[] = {1, 1, 2};
    const attain_amount no_caps[] = {INT64_MAX, INT64_MAX, INT64_MAX};
    const attain_amount quarters[] = {INT64_MIN / 4, INT64_MIN / 4, INT64_MIN / 2};
    const attain_amount floors[] = {INT64_MAX, 0, 1}, at_floors[] = {-INT64_MAX, 0, -1};

    assert_split(*state, INT64_MIN, weights, NULL, no_caps, 3, REMAINDER, quarters);
    assert_split(*state, INT64_MIN, weights, floors, NULL, 3, REMAINDER, at_floors);
    assert_split(*state, INT64_MIN, weights, floors, no_caps, 3, RATIO, at_floors);
}

static void test_refuses(void **state)
{
    attain_context *context = *state;
    const int64_t weights[] = {1, 2, 3}, negative[] = {1, -2, 3}, zero[] = {0, 0, 0}, huge[] = {INT64_MAX, 0, 1};
    const attain_amount below[] = {0, 0, -1}, floors[] = {4, 4, 4}, caps[] = {4, 4, 4}, crossed[] = {9, 3, 9};
    attain_amount shares[3] = {7, 7, 7};

    ASSERT_FAILS(context, attain_amount_allocate(context, 9, negative, NULL, NULL, 3, REMAINDER, shares),
                 ATTAIN_ERROR_VALUE, "weights", 1);
    assert_string_equal(attain_context_error_value(context), "-2");
    ASSERT_FAILS(context, attain_amount_allocate(context, 9, zero, NULL, NULL, 3, REMAINDER, shares),
                 ATTAIN_ERROR_VALUE, "weights", -1);
    ASSERT_FAILS(context, attain_amount_allocate(context, 0, zero, NULL, NULL, 3, REMAINDER, shares),
                 ATTAIN_ERROR_VALUE, "weights", -1);
    ASSERT_FAILS(context, attain_amount_allocate(context, 9, huge, NULL, NULL, 3, REMAINDER, shares),
                 ATTAIN_ERROR_OVERFLOW, "weights", 2);
    ASSERT_FAILS(context, attain_amount_allocate(context, 9, weights, below, NULL, 3, REMAINDER, shares),
                 ATTAIN_ERROR_VALUE, "floors", 2);
    ASSERT_FAILS(context, attain_amount_allocate(context, 9, weights, NULL, below, 3, REMAINDER, shares),
                 ATTAIN_ERROR_VALUE, "caps", 2);
    ASSERT_FAILS(context, attain_amount_allocate(context, 11, weights, floors, NULL, 3, REMAINDER, shares),
                 ATTAIN_ERROR_VALUE, "floors", 2);
    ASSERT_FAILS(context, attain_amount_allocate(context, -11, weights, floors, NULL, 3, REMAINDER, shares),
                 ATTAIN_ERROR_VALUE, "floors", 2);
    ASSERT_FAILS(context, attain_amount_allocate(context, 13, weights, NULL, caps, 3, REMAINDER, shares),
                 ATTAIN_ERROR_VALUE, "caps", -1);
    ASSERT_FAILS(context, attain_amount_allocate(context, 20, weights, floors, crossed, 3, REMAINDER, shares),
                 ATTAIN_ERROR_VALUE, "caps", 1);
    ASSERT_FAILS(context, attain_amount_allocate(context, 9, NULL, NULL, NULL, 3, REMAINDER, shares),
                 ATTAIN_ERROR_ARGUMENT, "weights", -1);
    ASSERT_FAILS(context, attain_amount_allocate(context, 9, weights, NULL, NULL, 3, 2, shares), ATTAIN_ERROR_ARGUMENT,
                 "rule", -1);
    ASSERT_FAILS(context, attain_amount_allocate(context, 9, weights, NULL, NULL, 3, RATIO, NULL),
                 ATTAIN_ERROR_ARGUMENT, "shares", -1);
    assert_int_equal(attain_amount_allocate(NULL, 9, weights, NULL, NULL, 3, RATIO, shares), ATTAIN_ERROR_ARGUMENT);
    assert_true(shares[0] == 7 && shares[1] == 7 && shares[2] == 7);
}

/* ---- what holds for every split ---- */

#define MANY 40

static int64_t random_below(uint64_t *state, int64_t limit)
{
    return (int64_t)(support_random(state) % (uint64_t)limit);
}

/* bound * weight_sum compared with shared * weight: how a bound lies to the exact share. */
static int against_share(int64_t bound, int64_t weight, const attain__allocation *a)
{
    return attain__i128_compare(attain__i128_multiply(bound, a->weight_sum), attain__i128_multiply(a->shared, weight));
}

/* The definition: parts sum to the total; each is clamp(factor * weight, floor, cap) with the factor shared /
 * weight_sum, up to less than one unit where nothing binds (up to one by the ratio rule). */
static void assert_defined(const attain__allocation *a)
{
    attain_amount sum = 0;
    size_t i;

    for (i = 0; i < a->count; i++) {
        int64_t floor = a->floors == NULL ? 0 : a->floors[i];
        int64_t cap = a->caps == NULL ? INT64_MAX : a->caps[i];
        int64_t slack = a->rule == RATIO ? 1 : 0;

        sum += a->shares[i];
        assert_true(a->shares[i] >= floor);
        assert_true(a->shares[i] <= cap || a->weights[i] == 0);
        if (a->weights[i] == 0)
            assert_true(a->shares[i] == floor);
        else if (a->bound[i] == 0) {
            assert_true(against_share(floor, a->weights[i], a) < 0 || a->floors == NULL);
            assert_true(against_share(cap, a->weights[i], a) > 0 || a->caps == NULL);
            assert_true(against_share(a->shares[i] + 1, a->weights[i], a) > 0);
            assert_true(against_share(a->shares[i] - 1 - slack, a->weights[i], a) < 0);
        } else {
            assert_true(a->shares[i] == (a->bound[i] < 0 ? floor : cap));
            if (a->weight_sum > 0)
                assert_true(against_share(a->shares[i], a->weights[i], a) * a->bound[i] <= 0);
        }
    }
    assert_true(sum == a->total);
}

/* Where every part is at a bound, some factor still explains them all: no cap lies above a floor. */
static void assert_one_factor(const attain__allocation *a)
{
    size_t i, j;

    for (i = 0; i < a->count; i++)
        for (j = 0; j < a->count; j++)
            if (a->bound[i] > 0 && a->bound[j] < 0 && a->weights[j] > 0)
                assert_true(attain__i128_compare(attain__i128_multiply(a->caps[i], a->weights[j]),
                                                 attain__i128_multiply(a->floors[j], a->weights[i])) <= 0);
}

static void test_every_split_is_as_defined(void **state)
{
    attain_context *context = *state;
    uint64_t seed = 20240131;
    int round, settled = 0;

    for (round = 0; round < 4000; round++) {
        int64_t weights[MANY];
        attain_amount floors[MANY], caps[MANY], shares[MANY], mirrored[MANY];
        int8_t bound[MANY];
        attain__allocation a = {0};
        attain_amount least = 0, most = 0;
        int64_t scale = (int64_t)1 << random_below(&seed, 40);
        size_t i;

        a.count = (size_t)random_below(&seed, MANY) + 1;
        for (i = 0; i < a.count; i++) {
            weights[i] = random_below(&seed, 5) == 0 ? 0 : random_below(&seed, scale) + 1;
            floors[i] = random_below(&seed, 3) == 0 ? random_below(&seed, scale) : 0;
            caps[i] = floors[i] + random_below(&seed, 4 * scale);
            least += floors[i];
            most += weights[i] == 0 ? floors[i] : caps[i];
        }
        weights[0] += 1;
        a.weights = weights;
        a.floors = round % 2 == 0 ? floors : NULL;
        a.caps = round % 3 == 0 ? caps : NULL;
        a.rule = round / 4 % 2;
        a.total = least + random_below(&seed, most - least + 1);
        a.shares = shares;
        a.bound = bound;
        if (attain__allocate_run(context, &a) != ATTAIN_OK)
            continue; /* caps without the floors' room */
        settled++;
        assert_defined(&a);
        assert_one_factor(&a);
        ASSERT_OK(context,
                  attain_amount_allocate(context, -a.total, weights, a.floors, a.caps, a.count, a.rule, mirrored));
        for (i = 0; i < a.count; i++)
            assert_true(mirrored[i] == -shares[i]);
    }
    assert_true(settled > 3000);
}

/* A million equal weights: the units left go to the first, in linear time. */
static void test_many_ties(void **state)
{
    attain_context *context = *state;
    size_t count = 1000000, i;
    int64_t *weights = test_malloc(count * sizeof *weights);
    attain_amount *shares = test_malloc(count * sizeof *shares);

    for (i = 0; i < count; i++)
        weights[i] = 3;
    ASSERT_OK(context, attain_amount_allocate(context, 1234567, weights, NULL, NULL, count, REMAINDER, shares));
    for (i = 0; i < count; i++)
        assert_int_equal(shares[i], i < 234567 ? 2 : 1);
    test_free(weights);
    test_free(shares);
}

static attain_status allocate_much(attain_context *context, void *user)
{
    int64_t weights[20];
    attain_amount floors[20], shares[20];
    size_t i;
    attain_status status;

    (void)user;
    for (i = 0; i < 20; i++) {
        weights[i] = (int64_t)i;
        floors[i] = i == 3 ? 50 : 0;
        shares[i] = 7;
    }
    status = attain_amount_allocate(context, 1000, weights, floors, NULL, 20, REMAINDER, shares);
    if (status != ATTAIN_OK)
        for (i = 0; i < 20; i++)
            assert_int_equal(shares[i], 7);
    return status;
}

static void test_out_of_memory(void **state)
{
    (void)state;
    support_memory_sweep(allocate_much, NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        SUPPORT_TEST(test_published_examples),
        SUPPORT_TEST(test_rules_differ),
        SUPPORT_TEST(test_extremes),
        SUPPORT_TEST(test_nothing_to_split),
        SUPPORT_TEST(test_floors_and_caps),
        SUPPORT_TEST(test_a_floor_can_free_a_cap),
        SUPPORT_TEST(test_units_go_to_parts_between_their_bounds),
        SUPPORT_TEST(test_zero_weights),
        SUPPORT_TEST(test_extreme_bounds),
        SUPPORT_TEST(test_refuses),
        SUPPORT_TEST(test_every_split_is_as_defined),
        SUPPORT_TEST(test_many_ties),
        SUPPORT_TEST(test_out_of_memory),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* Sorting: stable, in order, the same whatever the order before. */
#include "support/support.h"

#include "table/table_internal.h"

typedef struct counted {
    const int64_t *keys;
    size_t calls;
} counted;

static int by_key(const void *user, size_t a, size_t b)
{
    counted *order = (counted *)(uintptr_t)user;

    order->calls++;
    return (order->keys[a] > order->keys[b]) - (order->keys[a] < order->keys[b]);
}

static void check_sorted(attain_context *cx, size_t count, uint64_t kinds)
{
    static int64_t keys[5000];
    static size_t indices[5000];
    counted order = {keys, 0};
    uint64_t random = count + kinds;
    size_t i;

    for (i = 0; i < count; i++) {
        keys[i] = (int64_t)(support_random(&random) % kinds);
        indices[i] = i;
    }
    ASSERT_OK(cx, attain__sort(cx, indices, count, by_key, &order));
    for (i = 1; i < count; i++) {
        assert_true(keys[indices[i - 1]] <= keys[indices[i]]);
        if (keys[indices[i - 1]] == keys[indices[i]])
            assert_true(indices[i - 1] < indices[i]); /* stable: as the rows were */
    }
}

static void test_indices(void **state)
{
    static const size_t counts[] = {0, 1, 2, 3, 15, 16, 17, 31, 32, 33, 100, 1023, 5000};
    size_t i;

    for (i = 0; i < sizeof counts / sizeof counts[0]; i++) {
        check_sorted(*state, counts[i], 1);
        check_sorted(*state, counts[i], 3);
        check_sorted(*state, counts[i], 1000000);
    }
}

static void test_what_is_in_order_costs_one_pass(void **state)
{
    int64_t keys[100];
    size_t indices[100];
    counted order = {keys, 0};
    size_t i;

    for (i = 0; i < 100; i++) {
        keys[i] = (int64_t)(i / 2);
        indices[i] = i;
    }
    ASSERT_OK(*state, attain__sort(*state, indices, 100, by_key, &order));
    assert_int_equal(order.calls, 99);
    for (i = 0; i < 100; i++)
        assert_int_equal(indices[i], i);
}

static void check_numbers(attain_context *cx, size_t count, unsigned shift, int64_t base)
{
    static int64_t values[3000];
    uint64_t random = count * 7 + shift + 1, sum_before = 0, sum_after = 0;
    size_t i;

    for (i = 0; i < count; i++) {
        uint64_t bits = support_random(&random);

        values[i] = (int64_t)((bits >> shift) + (uint64_t)base);
        sum_before += (uint64_t)values[i] * (uint64_t)values[i];
    }
    ASSERT_OK(cx, attain__sort_i64(cx, values, count));
    for (i = 0; i < count; i++) {
        sum_after += (uint64_t)values[i] * (uint64_t)values[i];
        if (i > 0)
            assert_true(values[i - 1] <= values[i]);
    }
    assert_true(sum_before == sum_after); /* the same numbers */
}

static void test_numbers(void **state)
{
    static const size_t counts[] = {0, 1, 2, 63, 64, 65, 66, 1000, 3000};
    size_t i;

    for (i = 0; i < sizeof counts / sizeof counts[0]; i++) {
        check_numbers(*state, counts[i], 0, 0); /* all 64 bits, both signs */
        check_numbers(*state, counts[i], 60, -8);
        check_numbers(*state, counts[i], 40, INT64_MIN);
        check_numbers(*state, counts[i], 63, 5);
    }
}

static void test_number_limits(void **state)
{
    int64_t values[70];
    size_t i;

    for (i = 0; i < 70; i++)
        values[i] = i % 3 == 0 ? INT64_MAX : i % 3 == 1 ? INT64_MIN : 0;
    ASSERT_OK(*state, attain__sort_i64(*state, values, 70));
    for (i = 0; i < 70; i++) /* 24 times the greatest, 23 times the least, 23 times 0 */
        assert_true(values[i] == (i < 23 ? INT64_MIN : i < 46 ? 0 : INT64_MAX));
}

/* What goes along stays with its number, and in its order among equal ones. */
static void check_pairs(attain_context *cx, size_t count, uint64_t kinds)
{
    static int64_t pairs[2 * 3000];
    static int64_t numbers[3000];
    uint64_t random = count + kinds;
    size_t i;

    for (i = 0; i < count; i++) {
        numbers[i] = (int64_t)(support_random(&random) % kinds) - (int64_t)(kinds / 2);
        pairs[2 * i] = numbers[i];
        pairs[2 * i + 1] = (int64_t)i;
    }
    ASSERT_OK(cx, attain__sort_pairs(cx, pairs, count));
    for (i = 0; i < count; i++) {
        assert_true(pairs[2 * i] == numbers[pairs[2 * i + 1]]);
        if (i > 0)
            assert_true(pairs[2 * i - 2] < pairs[2 * i] ||
                        (pairs[2 * i - 2] == pairs[2 * i] && pairs[2 * i - 1] < pairs[2 * i + 1]));
    }
}

static void test_pairs(void **state)
{
    static const size_t counts[] = {0, 1, 2, 63, 64, 65, 66, 1000, 3000};
    size_t i;

    for (i = 0; i < sizeof counts / sizeof counts[0]; i++) {
        check_pairs(*state, counts[i], 1);
        check_pairs(*state, counts[i], 7);
        check_pairs(*state, counts[i], UINT64_C(1) << 62);
    }
}

static attain_status sort_both(attain_context *cx, void *user)
{
    static int64_t keys[100], pairs[200];
    size_t indices[100];
    counted order = {keys, 0};
    size_t i;
    attain_status status;

    (void)user;
    for (i = 0; i < 100; i++) {
        keys[i] = (int64_t)(100 - i);
        indices[i] = i;
    }
    status = attain__sort(cx, indices, 100, by_key, &order);
    if (status == ATTAIN_OK)
        status = attain__sort_i64(cx, keys, 100);
    return status == ATTAIN_OK ? attain__sort_pairs(cx, pairs, 100) : status;
}

static void test_out_of_memory(void **state)
{
    (void)state;
    support_memory_sweep(sort_both, NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        SUPPORT_TEST(test_indices), SUPPORT_TEST(test_what_is_in_order_costs_one_pass),
        SUPPORT_TEST(test_numbers), SUPPORT_TEST(test_number_limits),
        SUPPORT_TEST(test_pairs),   SUPPORT_TEST(test_out_of_memory),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* RFM runs: what never changes a result, the ends of calendar and numbers, errors, cancelling, memory. */
#include "segment/rfm_support.h"

/* ---- invariants ---- */

#define MANY 400

typedef struct many_orders {
    int64_t customers[MANY], orders[MANY], amounts[MANY];
    attain_day dates[MANY];
    uint8_t has_order[MANY / 8];
} many_orders;

static void make_many(many_orders *many)
{
    uint64_t random = 20240101;
    size_t i;

    memset(many, 0, sizeof *many);
    for (i = 0; i < MANY; i++) {
        many->customers[i] = (int64_t)(support_random(&random) % 37);
        many->orders[i] = (int64_t)(support_random(&random) % 50);
        many->amounts[i] = (int64_t)(support_random(&random) % 10000) - 2000;
        many->dates[i] = AS_OF + 5 - (attain_day)(support_random(&random) % 300);
        if (support_random(&random) % 5 != 0)
            many->has_order[i / 8] = (uint8_t)(many->has_order[i / 8] | 1u << i % 8);
    }
}

static void swap_rows(many_orders *many, size_t a, size_t b)
{
    many_orders old = *many;
    int a_has = old.has_order[a / 8] >> a % 8 & 1, b_has = old.has_order[b / 8] >> b % 8 & 1;

    many->customers[a] = old.customers[b];
    many->customers[b] = old.customers[a];
    many->orders[a] = old.orders[b];
    many->orders[b] = old.orders[a];
    many->amounts[a] = old.amounts[b];
    many->amounts[b] = old.amounts[a];
    many->dates[a] = old.dates[b];
    many->dates[b] = old.dates[a];
    if (a_has != b_has) {
        many->has_order[a / 8] = (uint8_t)(many->has_order[a / 8] ^ 1u << a % 8);
        many->has_order[b / 8] = (uint8_t)(many->has_order[b / 8] ^ 1u << b % 8);
    }
}

static attain_table *run_many(attain_context *context, const attain_rfm *rfm, const many_orders *many, attain_day as_of)
{
    attain_table *orders = NULL, *result = NULL;
    attain_segments *segments = NULL;

    ASSERT_OK(context, attain_segments_create_preset(context, ATTAIN_TEXT("standard"), &segments));
    ASSERT_OK(context, attain_table_create(context, &orders));
    ASSERT_OK(context, attain_table_add_i64(context, orders, ATTAIN_TEXT("customer"), many->customers, NULL, MANY));
    ASSERT_OK(context, attain_table_add_i32(context, orders, ATTAIN_TEXT("date"), many->dates, NULL, MANY));
    ASSERT_OK(context, attain_table_add_i64(context, orders, ATTAIN_TEXT("amount"), many->amounts, NULL, MANY));
    ASSERT_OK(context,
              attain_table_add_i64(context, orders, ATTAIN_TEXT("order"), many->orders, many->has_order, MANY));
    ASSERT_OK(context, attain_rfm_run(context, rfm, segments, as_of, orders, &result, NULL));
    attain_table_destroy(orders);
    attain_segments_destroy(segments);
    return result;
}

static void test_order_of_rows_is_nothing(void **state)
{
    many_orders many;
    attain_rfm *rfm = model(*state);
    attain_table *first, *again;
    support_text text;
    uint64_t random = 7;
    int round;
    size_t i;

    make_many(&many);
    first = run_many(*state, rfm, &many, AS_OF);
    text = support_csv(*state, first);
    for (round = 0; round < 5; round++) {
        for (i = MANY - 1; i > 0; i--)
            swap_rows(&many, i, (size_t)(support_random(&random) % (i + 1)));
        again = run_many(*state, rfm, &many, AS_OF);
        support_assert_csv(*state, again, text.bytes);
        attain_table_destroy(again);
    }
    support_text_free(&text);
    attain_table_destroy(first);
    attain_rfm_destroy(rfm);
}

/* Money and rows are conserved; days count from the as-of day only. */
static void test_conserves_money_and_rows(void **state)
{
    many_orders many;
    attain_rfm *rfm = model(*state);
    attain_table *result, *shifted;
    int64_t money = 0, rows = 0, given = 0;
    size_t i;

    make_many(&many);
    set(*state, rfm, ATTAIN_RFM_LATER, ATTAIN_RFM_LATER_KEEP);
    set(*state, rfm, ATTAIN_RFM_COUNTING, ATTAIN_RFM_COUNTING_ROWS);
    set(*state, rfm, ATTAIN_RFM_REFUNDS, ATTAIN_RFM_REFUNDS_AS_IS);
    result = run_many(*state, rfm, &many, AS_OF);
    for (i = 0; i < MANY; i++)
        given += many.amounts[i];
    for (i = 0; i < attain_table_rows(result); i++) {
        rows += attain_table_i64(result, 2)[i];
        money += attain_table_i64(result, 3)[i];
    }
    assert_int_equal(money, given);
    assert_int_equal(rows, MANY);

    for (i = 0; i < MANY; i++) {
        many.dates[i] -= 100000;
        many.amounts[i] = -many.amounts[i];
    }
    shifted = run_many(*state, rfm, &many, AS_OF - 100000);
    assert_int_equal(attain_table_rows(shifted), attain_table_rows(result));
    for (i = 0; i < attain_table_rows(result); i++) {
        assert_int_equal(attain_table_i64(shifted, 1)[i], attain_table_i64(result, 1)[i]);
        assert_int_equal(attain_table_i64(shifted, 3)[i], -attain_table_i64(result, 3)[i]);
        assert_int_equal(attain_table_i64(shifted, 4)[i], attain_table_i64(result, 4)[i]);
    }
    attain_table_destroy(shifted);
    attain_table_destroy(result);
    attain_rfm_destroy(rfm);
}

/* ---- ends ---- */

static void test_no_orders(void **state)
{
    attain_rfm *rfm = model(*state);

    ASSERT_OK(*state, attain_rfm_set_bins(*state, rfm, ATTAIN_RFM_ALL, 2));
    assert_run(*state, rfm, "standard", "customer,date,amount\n", HEAD,
               EXPLAIN_HEAD "recency,1,,,,,0\nrecency,2,,,,,0\nfrequency,1,,,,,0\nfrequency,2,,,,,0\n"
                            "monetary,1,,,,,0\nmonetary,2,,,,,0\n");
    assert_run(*state, rfm, "standard", "customer,date,amount,order\n", HEAD, NULL);
    assert_run(*state, rfm, "standard", "customer,date,amount,order\n1,2025-01-01,1.00,1\n", HEAD, NULL);
    attain_rfm_destroy(rfm);
}

static void test_one_customer(void **state)
{
    attain_rfm *rfm = model(*state);

    assert_run(*state, rfm, "standard", "customer,date,amount\n1,2024-12-31,1.00\n",
               HEAD "1,0,1,1.00,5,1,1,New Customers\n", NULL);
    attain_rfm_destroy(rfm);
}

static void test_widest_calendar(void **state)
{
    attain_rfm *rfm = model(*state);
    attain_table *orders = read_orders(*state, "customer,date,amount\n1,0001-01-01,1.00\n"), *result = NULL;

    ASSERT_OK(*state, attain_rfm_run(*state, rfm, NULL, ATTAIN_DAY_MAX, orders, &result, NULL));
    support_assert_csv(*state, result, HEAD "1,3652058,1,1.00,5,1,1,\n");
    attain_table_destroy(result);
    attain_table_destroy(orders);
    attain_rfm_destroy(rfm);
}

static void test_sums_beyond_64_bits(void **state)
{
    static const int64_t customers[] = {4, 5, 4, 4};
    static const attain_day dates[] = {0, 0, 0, 0};
    attain_amount amounts[] = {INT64_MAX, 1, INT64_MAX, -INT64_MAX};
    attain_rfm *rfm = model(*state);
    attain_table *orders = NULL, *result = NULL, *edges = NULL;

    ASSERT_OK(*state, attain_table_create(*state, &orders));
    ASSERT_OK(*state, attain_table_add_i64(*state, orders, ATTAIN_TEXT("customer"), customers, NULL, 4));
    ASSERT_OK(*state, attain_table_add_i32(*state, orders, ATTAIN_TEXT("date"), dates, NULL, 4));
    ASSERT_OK(*state, attain_table_add_i64(*state, orders, ATTAIN_TEXT("amount"), amounts, NULL, 4));
    ASSERT_OK(*state, attain_rfm_run(*state, rfm, NULL, AS_OF, orders, &result, NULL)); /* fits in the end */
    assert_true(attain_table_i64(result, 3)[0] == INT64_MAX);
    attain_table_destroy(result);
    result = NULL;
    amounts[3] = 1;
    ASSERT_FAILS(*state, attain_rfm_run(*state, rfm, NULL, AS_OF, orders, &result, &edges), ATTAIN_ERROR_OVERFLOW,
                 "orders.amount", 0);
    assert_null(result);
    assert_null(edges);
    attain_table_destroy(orders);
    attain_rfm_destroy(rfm);
}

/* ---- errors ---- */

static void test_refuses_bad_arguments(void **state)
{
    attain_rfm *rfm = model(*state);
    attain_table *orders = read_orders(*state, GUIDE), *result = NULL;

    ASSERT_FAILS(*state, attain_rfm_create(*state, NULL), ATTAIN_ERROR_ARGUMENT, "out", -1);
    ASSERT_FAILS(*state, attain_rfm_run(*state, NULL, NULL, AS_OF, orders, &result, NULL), ATTAIN_ERROR_ARGUMENT, "rfm",
                 -1);
    ASSERT_FAILS(*state, attain_rfm_run(*state, rfm, NULL, ATTAIN_DAY_MIN - 1, orders, &result, NULL),
                 ATTAIN_ERROR_ARGUMENT, "as_of", -1);
    ASSERT_FAILS(*state, attain_rfm_run(*state, rfm, NULL, ATTAIN_DAY_MAX + 1, orders, &result, NULL),
                 ATTAIN_ERROR_ARGUMENT, "as_of", -1);
    ASSERT_FAILS(*state, attain_rfm_run(*state, rfm, NULL, AS_OF, NULL, &result, NULL), ATTAIN_ERROR_ARGUMENT, "orders",
                 -1);
    ASSERT_FAILS(*state, attain_rfm_run(*state, rfm, NULL, AS_OF, orders, NULL, NULL), ATTAIN_ERROR_ARGUMENT,
                 "customers", -1);
    assert_int_equal(attain_rfm_run(NULL, rfm, NULL, AS_OF, orders, &result, NULL), ATTAIN_ERROR_ARGUMENT);
    assert_null(result);
    attain_table_destroy(orders);
    attain_rfm_destroy(rfm);
    attain_rfm_destroy(NULL);
}

static void test_refuses_bad_orders(void **state)
{
    static const int64_t numbers[] = {1, 2};
    static const attain_day dates[] = {0, ATTAIN_DAY_MAX + 1};
    static const uint8_t first_only = 1;
    attain_rfm *rfm = model(*state);
    attain_table *orders = NULL, *result = NULL;

    ASSERT_OK(*state, attain_table_create(*state, &orders));
    ASSERT_OK(*state, attain_table_add_i64(*state, orders, ATTAIN_TEXT("amount"), numbers, &first_only, 2));
    ASSERT_FAILS(*state, attain_rfm_run(*state, rfm, NULL, AS_OF, orders, &result, NULL), ATTAIN_ERROR_SCHEMA,
                 "orders.customer", -1);
    ASSERT_OK(*state, attain_table_add_i64(*state, orders, ATTAIN_TEXT("customer"), numbers, NULL, 2));
    ASSERT_OK(*state, attain_table_add_i32(*state, orders, ATTAIN_TEXT("date"), dates, NULL, 2));
    ASSERT_FAILS(*state, attain_rfm_run(*state, rfm, NULL, AS_OF, orders, &result, NULL), ATTAIN_ERROR_VALUE,
                 "orders.date", 1);
    attain_table_destroy(orders);
    ASSERT_OK(*state, attain_table_create(*state, &orders));
    ASSERT_OK(*state, attain_table_add_i64(*state, orders, ATTAIN_TEXT("amount"), numbers, &first_only, 2));
    ASSERT_OK(*state, attain_table_add_i64(*state, orders, ATTAIN_TEXT("customer"), numbers, NULL, 2));
    ASSERT_OK(*state, attain_table_add_i32(*state, orders, ATTAIN_TEXT("date"), dates, &first_only, 2));
    ASSERT_FAILS(*state, attain_rfm_run(*state, rfm, NULL, AS_OF, orders, &result, NULL), ATTAIN_ERROR_VALUE,
                 "orders.date", 1);
    attain_table_destroy(orders);
    assert_null(result);
    attain_rfm_destroy(rfm);
}

static void test_schemas(void **state)
{
    static const char *const in[] = {"customer", "date", "amount", "order"};
    static const char *const out[] = {"customer", "recency", "frequency", "monetary", "r", "f", "m", "segment"};
    size_t i;

    (void)state;
    assert_int_equal(attain_schema_columns(attain_rfm_input_schema()), 4);
    for (i = 0; i < 4; i++) {
        assert_string_equal(attain_schema_name(attain_rfm_input_schema(), i, NULL), in[i]);
        assert_int_equal(attain_schema_required(attain_rfm_input_schema(), i), i < 3);
    }
    assert_int_equal(attain_schema_columns(attain_rfm_output_schema()), 8);
    for (i = 0; i < 8; i++)
        assert_string_equal(attain_schema_name(attain_rfm_output_schema(), i, NULL), out[i]);
}

/* ---- cancelling, memory ---- */

/* Stops at the n-th report. */
static int32_t stop_at(uint64_t done, uint64_t total, void *user)
{
    int *left = user;

    assert_true(done <= total);
    return --*left == 0;
}

static void test_can_be_cancelled(void **state)
{
    attain_rfm *rfm = model(*state);
    attain_table *orders = read_orders(*state, ORDERS), *result = NULL;
    int n, left;

    for (n = 1;; n++) {
        attain_status status;

        left = n;
        ASSERT_OK(*state, attain_context_set_progress(*state, stop_at, &left));
        status = attain_rfm_run(*state, rfm, NULL, AS_OF, orders, &result, NULL);
        if (status == ATTAIN_OK)
            break;
        assert_int_equal(status, ATTAIN_ERROR_CANCELLED);
        assert_null(result);
    }
    assert_true(n > 3); /* coding keys, adding rows and counting orders all report */
    attain_table_destroy(result);
    attain_table_destroy(orders);
    attain_rfm_destroy(rfm);
}

typedef struct sweep {
    const attain_table *orders;
    const attain_segments *segments;
} sweep;

static attain_status run_once(attain_context *context, void *user)
{
    static const int64_t cuts[] = {1, 2};
    const sweep *given = user;
    attain_rfm *rfm = NULL;
    attain_table *customers = NULL, *edges = NULL;
    attain_status status = attain_rfm_create(context, &rfm);

    if (status == ATTAIN_OK) {
        status = attain_rfm_set_cuts(context, rfm, ATTAIN_RFM_FREQUENCY, cuts, 2);
        assert_int_equal(attain_rfm_bins(rfm, ATTAIN_RFM_FREQUENCY), status == ATTAIN_OK ? 3 : 5);
    }
    if (status == ATTAIN_OK)
        status = attain_rfm_run(context, rfm, given->segments, AS_OF, given->orders, &customers, &edges);
    if (status != ATTAIN_OK) {
        assert_null(customers);
        assert_null(edges);
    }
    attain_table_destroy(customers);
    attain_table_destroy(edges);
    attain_rfm_destroy(rfm);
    return status;
}

static void test_out_of_memory(void **state)
{
    attain_segments *segments = NULL;
    sweep given;

    ASSERT_OK(*state, attain_segments_create_preset(*state, ATTAIN_TEXT("standard"), &segments));
    given.segments = segments;
    given.orders = read_orders(*state, ORDERS "6,2024-12-01,-1.00,\n");
    support_memory_sweep(run_once, &given);
    given.segments = NULL;
    support_memory_sweep(run_once, &given);
    attain_table_destroy((attain_table *)given.orders);
    attain_segments_destroy(segments);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        SUPPORT_TEST(test_order_of_rows_is_nothing),
        SUPPORT_TEST(test_conserves_money_and_rows),
        SUPPORT_TEST(test_no_orders),
        SUPPORT_TEST(test_one_customer),
        SUPPORT_TEST(test_widest_calendar),
        SUPPORT_TEST(test_sums_beyond_64_bits),
        SUPPORT_TEST(test_refuses_bad_arguments),
        SUPPORT_TEST(test_refuses_bad_orders),
        SUPPORT_TEST(test_schemas),
        SUPPORT_TEST(test_can_be_cancelled),
        SUPPORT_TEST(test_out_of_memory),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

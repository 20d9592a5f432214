/* RFM models: the guide's example, options one by one, bins and cuts. */
#include "segment/rfm_support.h"

/* ---- the guide's example ---- */

/* Positions of the edges among five values are 0.8, 1.6, 2.4, 3.2. Recency 11 30 46 92 356 gives 26.2 39.6 64.4 144.8;
 * frequency 1 1 2 2 3 gives 1 1.6 2 2.2; monetary 20 40 60 300 750 gives 36 52 156 390. */
static void test_guide_example(void **state)
{
    attain_rfm *rfm = model(*state);

    assert_run(*state, rfm, "standard", GUIDE,
               HEAD "Ann,30,3,300.00,4,5,4,Loyal\n"
                    "Bea,11,1,40.00,5,1,2,New Customers\n"
                    "Cai,92,2,750.00,2,3,5,At Risk\n"
                    "Dan,356,1,60.00,1,1,3,Hibernating\n"
                    "Eve,46,2,20.00,3,3,1,Need Attention\n",
               EXPLAIN_HEAD "recency,1,144.8,,0,,1\nrecency,2,64.4,144.8,0,1,1\nrecency,3,39.6,64.4,0,1,1\n"
                            "recency,4,26.2,39.6,0,1,1\nrecency,5,,26.2,,1,1\n"
                            "frequency,1,,1,,1,2\nfrequency,2,1,1.6,0,1,0\nfrequency,3,1.6,2,0,1,2\n"
                            "frequency,4,2,2.2,0,1,0\nfrequency,5,2.2,,0,,1\n"
                            "monetary,1,,36,,1,1\nmonetary,2,36,52,0,1,1\nmonetary,3,52,156,0,1,1\n"
                            "monetary,4,156,390,0,1,1\nmonetary,5,390,,0,,1\n");
    attain_rfm_destroy(rfm);
}

/* The refund is a purchase like others: Eve has recency 41 and frequency 3. Recency 11 30 41 92 356 has edges 26.2 36.6
 * 61.4 144.8, frequency 1 1 2 3 3 has 1 1.6 2.4 3, each plus 1. */
static void test_guide_example_as_the_r_package(void **state)
{
    attain_rfm *rfm = model(*state);

    ASSERT_OK(*state, attain_rfm_set_preset(*state, rfm, ATTAIN_TEXT("rfm-r")));
    assert_run(*state, rfm, "rfm-r", GUIDE,
               HEAD "Ann,30,3,300.00,4,3,4,Potential Loyalist\n"
                    "Bea,11,1,40.00,5,1,2,New Customers\n"
                    "Cai,92,2,750.00,2,2,5,At Risk\n"
                    "Dan,356,1,60.00,1,1,3,Lost\n"
                    "Eve,41,3,20.00,3,3,1,About To Sleep\n",
               EXPLAIN_HEAD "recency,1,145.8,,1,,1\nrecency,2,62.4,145.8,1,0,1\nrecency,3,37.6,62.4,1,0,1\n"
                            "recency,4,27.2,37.6,1,0,1\nrecency,5,,27.2,,0,1\n"
                            "frequency,1,,2,,0,2\nfrequency,2,2,2.6,1,0,1\nfrequency,3,2.6,3.4,1,0,2\n"
                            "frequency,4,3.4,4,1,0,0\nfrequency,5,4,,1,,0\n"
                            "monetary,1,,37,,0,1\nmonetary,2,37,53,1,0,1\nmonetary,3,53,157,1,0,1\n"
                            "monetary,4,157,391,1,0,1\nmonetary,5,391,,1,,1\n");
    attain_rfm_destroy(rfm);
}

/* ---- options ---- */

/* Fay and Gus have refunds only, so no recency; the edge of recency is the middle of 10 and 20. */
static void test_refunds_only(void **state)
{
    attain_rfm *rfm = model(*state);
    const char *orders = "customer,date,amount\nAnn,2024-12-21,5.00\nBea,2024-12-11,0.00\n"
                         "Fay,2024-12-30,-10.00\nGus,2024-01-30,-1.00\nFay,2024-12-29,-1.00\n";

    ASSERT_OK(*state, attain_rfm_set_bins(*state, rfm, ATTAIN_RFM_ALL, 2));
    assert_run(*state, rfm, NULL, orders,
               HEAD "Ann,10,1,5.00,2,2,2,\nBea,20,1,0.00,1,2,2,\nFay,,0,-11.00,1,1,1,\nGus,,0,-1.00,1,1,1,\n",
               EXPLAIN_HEAD "recency,1,15,,0,,3\nrecency,2,,15,,1,1\nfrequency,1,,0.5,,1,2\nfrequency,2,0.5,,0,,2\n"
                            "monetary,1,,-0.5,,1,2\nmonetary,2,-0.5,,0,,2\n");
    set(*state, rfm, ATTAIN_RFM_REFUNDS, ATTAIN_RFM_REFUNDS_AS_IS);
    assert_run(*state, rfm, NULL, orders, /* frequency 1 1 1 2: its middle is 1; recency 1 10 20 336: 15 */
               HEAD "Ann,10,1,5.00,2,1,2,\nBea,20,1,0.00,1,1,2,\nFay,1,2,-11.00,2,2,1,\nGus,336,1,-1.00,1,1,1,\n",
               NULL);
    attain_rfm_destroy(rfm);
}

static void test_nobody_has_bought(void **state)
{
    attain_rfm *rfm = model(*state);

    ASSERT_OK(*state, attain_rfm_set_bins(*state, rfm, ATTAIN_RFM_ALL, 2));
    assert_run(*state, rfm, "standard", "customer,date,amount\n1,2024-12-21,-5.00\n",
               HEAD "1,,0,-5.00,1,1,1,Hibernating\n",
               EXPLAIN_HEAD "recency,1,,,,,1\nrecency,2,,,,,0\nfrequency,1,,0,,1,1\nfrequency,2,0,,0,,0\n"
                            "monetary,1,,-5,,1,1\nmonetary,2,-5,,0,,0\n");
    attain_rfm_destroy(rfm);
}

static void test_later_rows(void **state)
{
    attain_rfm *rfm = model(*state);
    const char *orders = "customer,date,amount\n1,2024-12-30,1.00\n1,2025-01-02,2.00\n2,2025-01-01,4.00\n"
                         "3,2024-12-31,8.00\n";
    attain_table *table = read_orders(*state, orders), *customers = NULL;

    ASSERT_OK(*state, attain_rfm_set_bins(*state, rfm, ATTAIN_RFM_ALL, 1));
    assert_run(*state, rfm, NULL, orders, HEAD "1,1,1,1.00,1,1,1,\n3,0,1,8.00,1,1,1,\n", NULL);
    set(*state, rfm, ATTAIN_RFM_LATER, ATTAIN_RFM_LATER_KEEP);
    assert_run(*state, rfm, NULL, orders, HEAD "1,-2,2,3.00,1,1,1,\n2,-1,1,4.00,1,1,1,\n3,0,1,8.00,1,1,1,\n", NULL);
    set(*state, rfm, ATTAIN_RFM_LATER, ATTAIN_RFM_LATER_ERROR);
    ASSERT_FAILS(*state, attain_rfm_run(*state, rfm, NULL, AS_OF, table, &customers, NULL), ATTAIN_ERROR_VALUE,
                 "orders.date", 1);
    assert_null(customers);
    ASSERT_OK(*state, attain_rfm_run(*state, rfm, NULL, AS_OF + 2, table, &customers, NULL));
    assert_int_equal(attain_table_rows(customers), 3);
    attain_table_destroy(customers);
    attain_table_destroy(table);
    attain_rfm_destroy(rfm);
}

static void test_counting(void **state)
{
    attain_rfm *rfm = model(*state);

    ASSERT_OK(*state, attain_rfm_set_bins(*state, rfm, ATTAIN_RFM_ALL, 1));
    assert_run(*state, rfm, NULL, ORDERS, HEAD "7,23,4,12.00,1,1,1,\n8,30,1,9.00,1,1,1,\n9,28,2,28.00,1,1,1,\n", NULL);
    set(*state, rfm, ATTAIN_RFM_COUNTING, ATTAIN_RFM_COUNTING_ROWS);
    assert_run(*state, rfm, NULL, ORDERS, HEAD "7,23,5,12.00,1,1,1,\n8,30,1,9.00,1,1,1,\n9,28,4,28.00,1,1,1,\n", NULL);
    set(*state, rfm, ATTAIN_RFM_REFUNDS, ATTAIN_RFM_REFUNDS_AS_IS);
    set(*state, rfm, ATTAIN_RFM_COUNTING, ATTAIN_RFM_COUNTING_ORDERS);
    assert_run(*state, rfm, NULL, ORDERS, HEAD "7,23,4,12.00,1,1,1,\n8,30,1,9.00,1,1,1,\n9,28,2,28.00,1,1,1,\n", NULL);
    attain_rfm_destroy(rfm);
}

static void test_text_orders_and_customers(void **state)
{
    attain_rfm *rfm = model(*state);

    ASSERT_OK(*state, attain_rfm_set_bins(*state, rfm, ATTAIN_RFM_ALL, 1));
    assert_run(*state, rfm, NULL,
               "customer,date,amount,order\nb,2024-12-01,1.00,x\nB,2024-12-01,1.00,x\nb,2024-12-01,1.00,y\n"
               "b,2024-12-01,1.00,x\n10,2024-12-01,1.00,\n9,2024-12-01,1.00,\n",
               HEAD "10,30,1,1.00,1,1,1,\n9,30,1,1.00,1,1,1,\nB,30,1,1.00,1,1,1,\nb,30,2,3.00,1,1,1,\n", NULL);
    assert_run(*state, rfm, NULL, "customer,date,amount\n10,2024-12-01,1.00\n9,2024-12-01,1.00\n-1,2024-12-01,1.00\n",
               HEAD "-1,30,1,1.00,1,1,1,\n9,30,1,1.00,1,1,1,\n10,30,1,1.00,1,1,1,\n", NULL);
    attain_rfm_destroy(rfm);
}

/* ---- bins and cuts ---- */

static void test_bins_of_each_dimension(void **state)
{
    attain_rfm *rfm = model(*state);

    assert_int_equal(attain_rfm_bins(rfm, ATTAIN_RFM_RECENCY), 5);
    ASSERT_OK(*state, attain_rfm_set_bins(*state, rfm, ATTAIN_RFM_RECENCY, 2));
    ASSERT_OK(*state, attain_rfm_set_bins(*state, rfm, ATTAIN_RFM_FREQUENCY, 1));
    ASSERT_OK(*state, attain_rfm_set_bins(*state, rfm, ATTAIN_RFM_MONETARY, 3));
    assert_int_equal(attain_rfm_bins(rfm, ATTAIN_RFM_RECENCY), 2);
    assert_int_equal(attain_rfm_bins(rfm, ATTAIN_RFM_FREQUENCY), 1);
    assert_int_equal(attain_rfm_bins(rfm, ATTAIN_RFM_MONETARY), 3);
    assert_int_equal(attain_rfm_bins(rfm, ATTAIN_RFM_ALL), 0);
    assert_int_equal(attain_rfm_bins(rfm, 4), 0);
    assert_int_equal(attain_rfm_bins(NULL, ATTAIN_RFM_RECENCY), 0);
    /* recency 11 30 46 92 356: middle 46, on the edge and so in the lower bin, which is the better one;
     * monetary 20 40 60 300 750: thirds at positions 4/3 and 8/3: 46.66... and 220 */
    assert_run(*state, rfm, NULL, GUIDE,
               HEAD "Ann,30,3,300.00,2,1,3,\nBea,11,1,40.00,2,1,1,\nCai,92,2,750.00,1,1,3,\nDan,356,1,60.00,1,1,2,\n"
                    "Eve,46,2,20.00,2,1,1,\n",
               EXPLAIN_HEAD "recency,1,46,,0,,2\nrecency,2,,46,,1,3\nfrequency,1,,,,,5\n"
                            "monetary,1,,46.66666666667,,1,2\nmonetary,2,46.66666666667,220,0,1,1\n"
                            "monetary,3,220,,0,,2\n");
    set(*state, rfm, ATTAIN_RFM_EDGE, ATTAIN_RFM_EDGE_UPPER); /* now 46 is in the upper bin, the worse one */
    assert_run(*state, rfm, NULL, GUIDE,
               HEAD "Ann,30,3,300.00,2,1,3,\nBea,11,1,40.00,2,1,1,\nCai,92,2,750.00,1,1,3,\nDan,356,1,60.00,1,1,2,\n"
                    "Eve,46,2,20.00,1,1,1,\n",
               NULL);
    attain_rfm_destroy(rfm);
}

/* Offsets are whole units: 10^decimals minor units of money. The middle of 1 and 3 major units is 2, moved it is 3. */
static void test_edge_offset_is_in_major_units(void **state)
{
    static const int64_t customers[] = {1, 2};
    static const attain_day dates[] = {AS_OF, AS_OF};
    static const attain_amount cents[] = {100, 300}, yen[] = {1, 3};
    attain_rfm *rfm = model(*state);
    int32_t decimals;

    ASSERT_OK(*state, attain_rfm_set_bins(*state, rfm, ATTAIN_RFM_ALL, 2));
    set(*state, rfm, ATTAIN_RFM_EDGE, ATTAIN_RFM_EDGE_UPPER);
    set(*state, rfm, ATTAIN_RFM_EDGE_OFFSET, 1);
    for (decimals = 0; decimals <= 2; decimals += 2) {
        attain_table *orders = NULL, *result = NULL, *edges = NULL;

        ASSERT_OK(*state, attain_table_create(*state, &orders));
        ASSERT_OK(*state, attain_table_add_i64(*state, orders, ATTAIN_TEXT("customer"), customers, NULL, 2));
        ASSERT_OK(*state, attain_table_add_i32(*state, orders, ATTAIN_TEXT("date"), dates, NULL, 2));
        ASSERT_OK(*state,
                  attain_table_add_i64(*state, orders, ATTAIN_TEXT("amount"), decimals == 0 ? yen : cents, NULL, 2));
        if (decimals == 0) /* an amount of which nobody says so has two */
            ASSERT_OK(*state, attain_table_describe(*state, orders, 2, ATTAIN_MEANING_AMOUNT, 0));
        ASSERT_OK(*state, attain_rfm_run(*state, rfm, NULL, AS_OF, orders, &result, &edges));
        support_assert_csv(*state, result,
                           decimals == 0 ? HEAD "1,0,1,1,2,1,1,\n2,0,1,3,2,1,2,\n"
                                         : HEAD "1,0,1,1.00,2,1,1,\n2,0,1,3.00,2,1,2,\n");
        assert_int_equal(attain_table_decimals(result, 3), decimals);
        support_assert_csv(*state, edges,
                           EXPLAIN_HEAD "recency,1,1,,1,,0\nrecency,2,,1,,0,2\nfrequency,1,,2,,0,2\n"
                                        "frequency,2,2,,1,,0\nmonetary,1,,3,,0,1\nmonetary,2,3,,1,,1\n");
        attain_table_destroy(edges);
        attain_table_destroy(result);
        attain_table_destroy(orders);
    }
    attain_rfm_destroy(rfm);
}

/* Recency cuts 115, 181, 297, 482 and frequency cuts 4, 5, 6, 8, as documented by the R package rfm. */
static void test_fixed_cuts(void **state)
{
    static const int64_t recency_cuts[] = {115, 181, 297, 482}, frequency_cuts[] = {4, 5, 6, 8};
    static const int64_t days[] = {114, 115, 180, 181, 297, 481, 482}, day_scores[] = {5, 4, 4, 3, 2, 2, 1};
    static const int64_t orders_of[] = {1, 3, 4, 5, 6, 7, 8, 14}, order_scores[] = {1, 1, 2, 3, 4, 4, 5, 5};
    int64_t customers[55], amounts[55];
    attain_day dates[55];
    attain_rfm *rfm = model(*state);
    attain_table *orders = NULL, *result = NULL;
    size_t rows = 0, i;

    for (i = 0; i < 8; i++) {
        int64_t n;

        for (n = 0; n < orders_of[i]; n++) {
            customers[rows] = (int64_t)i;
            amounts[rows] = 1;
            dates[rows++] = (attain_day)(AS_OF - (i < 7 ? days[i] : 0) - n);
        }
    }
    ASSERT_OK(*state, attain_rfm_set_cuts(*state, rfm, ATTAIN_RFM_RECENCY, recency_cuts, 4));
    ASSERT_OK(*state, attain_rfm_set_cuts(*state, rfm, ATTAIN_RFM_FREQUENCY, frequency_cuts, 4));
    assert_int_equal(attain_rfm_bins(rfm, ATTAIN_RFM_RECENCY), 5);
    ASSERT_OK(*state, attain_table_create(*state, &orders));
    ASSERT_OK(*state, attain_table_add_i64(*state, orders, ATTAIN_TEXT("customer"), customers, NULL, rows));
    ASSERT_OK(*state, attain_table_add_i32(*state, orders, ATTAIN_TEXT("date"), dates, NULL, rows));
    ASSERT_OK(*state, attain_table_add_i64(*state, orders, ATTAIN_TEXT("amount"), amounts, NULL, rows));
    /* neither the rule for edges nor their offset touches fixed cuts */
    set(*state, rfm, ATTAIN_RFM_EDGE_OFFSET, 3);
    ASSERT_OK(*state, attain_rfm_run(*state, rfm, NULL, AS_OF, orders, &result, NULL));
    for (i = 0; i < 7; i++)
        assert_int_equal(attain_table_i64(result, 4)[i], day_scores[i]);
    for (i = 0; i < 8; i++)
        assert_int_equal(attain_table_i64(result, 5)[i], order_scores[i]);
    attain_table_destroy(result);
    attain_table_destroy(orders);
    attain_rfm_destroy(rfm);
}

static void test_cuts_give_way_to_bins_and_back(void **state)
{
    static const int64_t cuts[] = {10000};
    attain_rfm *rfm = model(*state);
    const char *orders = "customer,date,amount\n1,2024-12-31,99.99\n2,2024-12-31,100.00\n";

    ASSERT_OK(*state, attain_rfm_set_bins(*state, rfm, ATTAIN_RFM_ALL, 1));
    ASSERT_OK(*state, attain_rfm_set_cuts(*state, rfm, ATTAIN_RFM_MONETARY, cuts, 1));
    assert_int_equal(attain_rfm_bins(rfm, ATTAIN_RFM_MONETARY), 2);
    assert_run(*state, rfm, NULL, orders, HEAD "1,0,1,99.99,1,1,1,\n2,0,1,100.00,1,1,2,\n",
               EXPLAIN_HEAD "recency,1,,,,,2\nfrequency,1,,,,,2\nmonetary,1,,100,,0,1\nmonetary,2,100,,1,,1\n");
    ASSERT_OK(*state, attain_rfm_set_cuts(*state, rfm, ATTAIN_RFM_MONETARY, cuts, 1)); /* takes the old one's place */
    ASSERT_OK(*state, attain_rfm_set_bins(*state, rfm, ATTAIN_RFM_MONETARY, 1));
    assert_run(*state, rfm, NULL, orders, HEAD "1,0,1,99.99,1,1,1,\n2,0,1,100.00,1,1,1,\n", NULL);
    attain_rfm_destroy(rfm);
}

/* ---- errors ---- */

static void test_refuses_bad_options(void **state)
{
    static const int32_t options[] = {ATTAIN_RFM_REFUNDS, ATTAIN_RFM_LATER, ATTAIN_RFM_COUNTING, ATTAIN_RFM_EDGE,
                                      ATTAIN_RFM_EDGE_OFFSET};
    static const int64_t most[] = {1, 2, 1, 1, 1000000};
    attain_rfm *rfm = model(*state);
    size_t i;

    for (i = 0; i < 5; i++) {
        set(*state, rfm, options[i], 0);
        set(*state, rfm, options[i], most[i]);
        ASSERT_FAILS(*state, attain_rfm_set(*state, rfm, options[i], most[i] + 1), ATTAIN_ERROR_ARGUMENT, "value", -1);
        ASSERT_FAILS(*state, attain_rfm_set(*state, rfm, options[i], -1), ATTAIN_ERROR_ARGUMENT, "value", -1);
        ASSERT_FAILS(*state, attain_rfm_set(*state, rfm, options[i], INT64_C(0x100000000)), ATTAIN_ERROR_ARGUMENT,
                     "value", -1);
    }
    ASSERT_FAILS(*state, attain_rfm_set(*state, rfm, 0, 0), ATTAIN_ERROR_ARGUMENT, "option", -1);
    ASSERT_FAILS(*state, attain_rfm_set(*state, rfm, 6, 0), ATTAIN_ERROR_ARGUMENT, "option", -1);
    ASSERT_FAILS(*state, attain_rfm_set(*state, NULL, 1, 0), ATTAIN_ERROR_ARGUMENT, "rfm", -1);
    ASSERT_FAILS(*state, attain_rfm_set_preset(*state, NULL, ATTAIN_TEXT("rfm-r")), ATTAIN_ERROR_ARGUMENT, "rfm", -1);
    ASSERT_FAILS(*state, attain_rfm_set_preset(*state, rfm, NULL, 0), ATTAIN_ERROR_ARGUMENT, "name", -1);
    ASSERT_FAILS(*state, attain_rfm_set_preset(*state, rfm, ATTAIN_TEXT("rfm")), ATTAIN_ERROR_VALUE, "name", -1);
    attain_rfm_destroy(rfm);
}

static void test_refuses_bad_bins_and_cuts(void **state)
{
    static const int64_t equal[] = {1, 2, 2}, falling[] = {2, 1}, good[] = {1, 2, 3};
    int64_t hundred[100];
    attain_rfm *rfm = model(*state);
    int64_t i;

    for (i = 0; i < 100; i++)
        hundred[i] = i;
    ASSERT_FAILS(*state, attain_rfm_set_bins(*state, NULL, ATTAIN_RFM_ALL, 5), ATTAIN_ERROR_ARGUMENT, "rfm", -1);
    ASSERT_FAILS(*state, attain_rfm_set_bins(*state, rfm, ATTAIN_RFM_R, 5), ATTAIN_ERROR_ARGUMENT, "dimension", -1);
    ASSERT_FAILS(*state, attain_rfm_set_bins(*state, rfm, -1, 5), ATTAIN_ERROR_ARGUMENT, "dimension", -1);
    ASSERT_FAILS(*state, attain_rfm_set_bins(*state, rfm, ATTAIN_RFM_ALL, 0), ATTAIN_ERROR_ARGUMENT, "bins", -1);
    ASSERT_FAILS(*state, attain_rfm_set_bins(*state, rfm, ATTAIN_RFM_ALL, 101), ATTAIN_ERROR_ARGUMENT, "bins", -1);
    ASSERT_FAILS(*state, attain_rfm_set_cuts(*state, NULL, ATTAIN_RFM_RECENCY, good, 3), ATTAIN_ERROR_ARGUMENT, "rfm",
                 -1);
    ASSERT_FAILS(*state, attain_rfm_set_cuts(*state, rfm, ATTAIN_RFM_ALL, good, 3), ATTAIN_ERROR_ARGUMENT, "dimension",
                 -1);
    ASSERT_FAILS(*state, attain_rfm_set_cuts(*state, rfm, ATTAIN_RFM_RECENCY, NULL, 3), ATTAIN_ERROR_ARGUMENT, "cuts",
                 -1);
    ASSERT_FAILS(*state, attain_rfm_set_cuts(*state, rfm, ATTAIN_RFM_RECENCY, good, 0), ATTAIN_ERROR_ARGUMENT, "count",
                 -1);
    ASSERT_FAILS(*state, attain_rfm_set_cuts(*state, rfm, ATTAIN_RFM_RECENCY, hundred, 100), ATTAIN_ERROR_ARGUMENT,
                 "count", -1);
    ASSERT_FAILS(*state, attain_rfm_set_cuts(*state, rfm, ATTAIN_RFM_RECENCY, equal, 3), ATTAIN_ERROR_RULE, "cuts", 2);
    ASSERT_FAILS(*state, attain_rfm_set_cuts(*state, rfm, ATTAIN_RFM_RECENCY, falling, 2), ATTAIN_ERROR_RULE, "cuts",
                 1);
    assert_int_equal(attain_rfm_bins(rfm, ATTAIN_RFM_RECENCY), 5);
    ASSERT_OK(*state, attain_rfm_set_cuts(*state, rfm, ATTAIN_RFM_RECENCY, hundred, 99));
    assert_int_equal(attain_rfm_bins(rfm, ATTAIN_RFM_RECENCY), 100);
    attain_rfm_destroy(rfm);
}

/* A context with another allocator must not change what this one made: it would be freed by the wrong one. */
static void test_only_its_own_allocator_changes_it(void **state)
{
    support_memory memory = SUPPORT_MEMORY;
    attain_context *other = support_context(&memory);
    attain_rfm *rfm = NULL;
    static const int64_t cut = 30;

    ASSERT_OK(*state, attain_rfm_create(*state, &rfm));
    ASSERT_FAILS(other, attain_rfm_set_preset(other, rfm, ATTAIN_TEXT("rfm-r")), ATTAIN_ERROR_ARGUMENT, "rfm", -1);
    ASSERT_FAILS(other, attain_rfm_set(other, rfm, ATTAIN_RFM_EDGE, ATTAIN_RFM_EDGE_UPPER), ATTAIN_ERROR_ARGUMENT,
                 "rfm", -1);
    ASSERT_FAILS(other, attain_rfm_set_bins(other, rfm, ATTAIN_RFM_ALL, 3), ATTAIN_ERROR_ARGUMENT, "rfm", -1);
    ASSERT_FAILS(other, attain_rfm_set_cuts(other, rfm, ATTAIN_RFM_RECENCY, &cut, 1), ATTAIN_ERROR_ARGUMENT, "rfm", -1);
    assert_int_equal(attain_rfm_bins(rfm, ATTAIN_RFM_RECENCY), 5);
    attain_rfm_destroy(rfm);
    attain_context_destroy(other);
    assert_int_equal(memory.live, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        SUPPORT_TEST(test_guide_example),
        SUPPORT_TEST(test_guide_example_as_the_r_package),
        SUPPORT_TEST(test_refunds_only),
        SUPPORT_TEST(test_nobody_has_bought),
        SUPPORT_TEST(test_later_rows),
        SUPPORT_TEST(test_counting),
        SUPPORT_TEST(test_text_orders_and_customers),
        SUPPORT_TEST(test_bins_of_each_dimension),
        SUPPORT_TEST(test_edge_offset_is_in_major_units),
        SUPPORT_TEST(test_fixed_cuts),
        SUPPORT_TEST(test_cuts_give_way_to_bins_and_back),
        SUPPORT_TEST(test_refuses_bad_options),
        SUPPORT_TEST(test_refuses_bad_bins_and_cuts),
        SUPPORT_TEST(test_only_its_own_allocator_changes_it),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

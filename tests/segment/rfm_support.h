/* What the tests of RFM share: orders worked by hand and a run compared as CSV. */
#ifndef ATTAIN_TESTS_RFM_SUPPORT_H
#define ATTAIN_TESTS_RFM_SUPPORT_H

#include "support/support.h"

#define AS_OF        20088 /* 2024-12-31 */
#define HEAD         "customer,recency,frequency,monetary,r,f,m,segment\n"
#define EXPLAIN_HEAD "dimension,bin,low,high,low_inclusive,high_inclusive,customers\n"

static inline attain_rfm *model(attain_context *context)
{
    attain_rfm *rfm = NULL;

    ASSERT_OK(context, attain_rfm_create(context, &rfm));
    return rfm;
}

static inline void set(attain_context *context, attain_rfm *rfm, int32_t option, int64_t value)
{
    ASSERT_OK(context, attain_rfm_set(context, rfm, option, value));
}

static inline attain_table *read_orders(attain_context *context, const char *text)
{
    return support_read(context, attain_rfm_input_schema(), text);
}

/* Runs a model over orders and compares result and, where asked, explanation. */
static inline void assert_run(attain_context *context, const attain_rfm *rfm, const char *segments_name,
                              const char *orders_text, const char *expected, const char *expected_edges)
{
    attain_table *orders = read_orders(context, orders_text), *customers = NULL, *edges = NULL;
    attain_segments *segments = NULL;

    if (segments_name != NULL)
        ASSERT_OK(context, attain_segments_create_preset(context, segments_name, strlen(segments_name), &segments));
    ASSERT_OK(context, attain_rfm_run(context, rfm, segments, AS_OF, orders, &customers,
                                      expected_edges == NULL ? NULL : &edges));
    support_assert_csv(context, customers, expected);
    if (expected_edges != NULL)
        support_assert_csv(context, edges, expected_edges);
    attain_table_destroy(customers);
    attain_table_destroy(edges);
    attain_table_destroy(orders);
    attain_segments_destroy(segments);
}

/* The guide's example. */
#define GUIDE                                                                                                          \
    "customer,date,amount\n"                                                                                           \
    "Ann,2024-12-01,120.00\nAnn,2024-06-15,80.00\nAnn,2024-03-01,100.00\n"                                             \
    "Bea,2024-12-20,40.00\n"                                                                                           \
    "Cai,2024-09-30,500.00\nCai,2024-05-05,250.00\n"                                                                   \
    "Dan,2024-01-10,60.00\n"                                                                                           \
    "Eve,2024-11-15,300.00\nEve,2024-10-01,20.00\nEve,2024-11-20,-300.00\n"

/* Order 100 has three customers, two of them in several rows; order 101 has a refund; two rows have no order. */
#define ORDERS                                                                                                         \
    "customer,date,amount,order\n"                                                                                     \
    "7,2024-12-01,1.00,100\n9,2024-12-01,6.00,100\n7,2024-12-01,2.00,100\n9,2024-12-02,7.00,100\n"                     \
    "9,2024-12-03,7.00,100\n7,2024-12-05,3.00,101\n7,2024-12-06,-3.00,101\n7,2024-12-07,4.00,\n"                       \
    "7,2024-12-08,5.00,\n9,2024-12-03,8.00,102\n9,2025-01-01,8.00,103\n8,2024-12-01,9.00,100\n"

#endif

/* From orders to customers: last purchase, number of purchases and sum of money of each. */
#include <string.h>

#include "segment/segment_internal.h"

typedef struct collection {
    attain_context *context;
    const attain_rfm *rfm;
    attain_day as_of;
    const attain__column *const *columns;
    size_t rows;
    int by_order; /* rows of one order are one purchase */
    attain__customers customers;
} collection;

/* Whether the row is left out of everything. */
static int is_left_out(const collection *work, size_t row)
{
    return work->rfm->later == ATTAIN_RFM_LATER_IGNORE &&
           ((const attain_day *)work->columns[ATTAIN__ORDERS_DATE]->values)[row] > work->as_of;
}

static int is_purchase(const collection *work, size_t row)
{
    return work->rfm->refunds == ATTAIN_RFM_REFUNDS_AS_IS ||
           ((const attain_amount *)work->columns[ATTAIN__ORDERS_AMOUNT]->values)[row] >= 0;
}

/* Whether the row is part of an order rather than a purchase of its own. */
static int has_order(const collection *work, size_t row)
{
    return work->by_order && attain__column_valid(work->columns[ATTAIN__ORDERS_ORDER], row);
}

static attain_status report(const collection *work, size_t row)
{
    if (row % ATTAIN__PROGRESS_ROWS != 0)
        return ATTAIN_OK;
    return attain__progress(work->context, row);
}

/* ---- rows ---- */

static attain_status add_rows(collection *work)
{
    const attain_day *dates = work->columns[ATTAIN__ORDERS_DATE]->values;
    const attain_amount *amounts = work->columns[ATTAIN__ORDERS_AMOUNT]->values;
    size_t row;

    for (row = 0; row < work->rows; row++) {
        attain__tally *tally = &work->customers.tallies[work->customers.keys.codes[row]];
        attain_status status = report(work, row);

        if (status != ATTAIN_OK)
            return status;
        if (dates[row] > work->as_of && work->rfm->later == ATTAIN_RFM_LATER_ERROR)
            return attain__error_cell(work->context, ATTAIN_ERROR_VALUE, "orders", work->columns[ATTAIN__ORDERS_DATE],
                                      row, "is after the day recency is measured to");
        if (is_left_out(work, row))
            continue;
        tally->present = 1;
        /* Rows are fewer than 2^63 and each below 2^63 in size: 128 bits hold any sum. */
        attain__i128_add(tally->money, attain__i128_from(amounts[row]), &tally->money);
        if (!is_purchase(work, row))
            continue;
        if (dates[row] > tally->last)
            tally->last = dates[row];
        if (!has_order(work, row))
            tally->purchases++;
    }
    attain__progress_pass(work->context, work->rows);
    return ATTAIN_OK;
}

/* ---- orders ---- */

#define NOBODY UINT32_MAX /* no code of a customer is so high */

/* Pairs of an order and a customer who is not the first found with it. */
typedef struct pairs {
    int64_t *values;
    size_t count, capacity;
} pairs;

static attain_status push_pair(attain_context *context, pairs *list, uint32_t order, uint32_t customer)
{
    void *block = list->values;
    attain_status status = attain__grow(context, list->count, &list->capacity, sizeof *list->values, &block);

    list->values = block;
    if (status == ATTAIN_OK)
        list->values[list->count++] = ((int64_t)order - INT64_C(0x80000000)) * INT64_C(0x100000000) + customer;
    return status;
}

static uint32_t customer_of(int64_t pair)
{
    return (uint32_t)((uint64_t)pair & UINT32_MAX);
}

/* Counts each pair of customer and order once. An order nearly always has one customer: the first found with an order
 * is kept by it, and only pairs with another customer are sorted to find those that are there twice. */
static attain_status count_pairs(collection *work, const attain__keys *orders, uint32_t *owners, pairs *others)
{
    attain__tally *tallies = work->customers.tallies;
    attain_status status = ATTAIN_OK;
    size_t i;

    for (i = 0; i < work->rows && status == ATTAIN_OK; i++) {
        uint32_t customer = work->customers.keys.codes[i], *owner = &owners[orders->codes[i]];

        status = report(work, i);
        if (status != ATTAIN_OK)
            return status;
        if (!has_order(work, i) || is_left_out(work, i) || !is_purchase(work, i))
            continue;
        if (*owner == NOBODY) {
            *owner = customer;
            tallies[customer].purchases++;
        } else if (*owner != customer) {
            status = push_pair(work->context, others, orders->codes[i], customer);
        }
    }
    if (status == ATTAIN_OK && others->count > 0)
        status = attain__sort_i64(work->context, others->values, others->count);
    for (i = 0; i < others->count && status == ATTAIN_OK; i++)
        if (i == 0 || others->values[i] != others->values[i - 1])
            tallies[customer_of(others->values[i])].purchases++;
    return status;
}

static attain_status add_orders(collection *work)
{
    attain__column order = *work->columns[ATTAIN__ORDERS_ORDER];
    attain__keys keys;
    pairs others = {NULL, 0, 0};
    void *owners = NULL;
    attain_status status;

    order.validity = NULL; /* rows without an order have a code too, which nobody looks at */
    status = attain__keys_code(work->context, &order, work->rows, &keys);
    if (status != ATTAIN_OK)
        return status;
    status = attain__allocate(work->context, keys.count, sizeof(uint32_t), &owners);
    if (status == ATTAIN_OK) {
        memset(owners, 0xFF, keys.count * sizeof(uint32_t)); /* NOBODY */
        status = count_pairs(work, &keys, owners, &others);
    }
    attain__release(&work->context->allocator, others.values);
    attain__release(&work->context->allocator, owners);
    attain__keys_release(work->context, &keys);
    return status;
}

/* ---- customers ---- */

/* Counts who is present and checks that every sum fits. */
static attain_status check_customers(collection *work)
{
    attain__customers *customers = &work->customers;
    size_t code;

    for (code = 0; code < customers->keys.count; code++) {
        attain_amount sum;

        customers->count += customers->tallies[code].present != 0;
        if (attain__i128_to_i64(customers->tallies[code].money, &sum))
            return attain__error_cell(work->context, ATTAIN_ERROR_OVERFLOW, "orders",
                                      work->columns[ATTAIN__ORDERS_AMOUNT], customers->keys.first[code],
                                      "with the customer's other amounts it adds up to more than 64 bits hold");
    }
    return ATTAIN_OK;
}

attain_status attain__customers_collect(attain_context *context, const attain_rfm *rfm, attain_day as_of,
                                        const attain__column *const *columns, size_t rows, attain__customers *out)
{
    collection work;
    void *tallies;
    attain_status status;
    size_t code;

    memset(&work, 0, sizeof work);
    work.context = context;
    work.rfm = rfm;
    work.as_of = as_of;
    work.columns = columns;
    work.rows = rows;
    work.by_order = rfm->counting == ATTAIN_RFM_COUNTING_ORDERS && columns[ATTAIN__ORDERS_ORDER] != NULL;
    attain__progress_start(context, (uint64_t)rows * (work.by_order ? 4 : 2));
    status = attain__keys_code(context, columns[ATTAIN__ORDERS_CUSTOMER], rows, &work.customers.keys);
    if (status != ATTAIN_OK)
        return status;
    status = attain__allocate_zeroed(context, work.customers.keys.count, sizeof(attain__tally), &tallies);
    if (status == ATTAIN_OK) {
        work.customers.tallies = tallies;
        for (code = 0; code < work.customers.keys.count; code++)
            work.customers.tallies[code].last = ATTAIN_DAY_MIN;
        status = add_rows(&work);
    }
    if (status == ATTAIN_OK && work.by_order)
        status = add_orders(&work);
    if (status == ATTAIN_OK)
        status = check_customers(&work);
    if (status != ATTAIN_OK) {
        attain__customers_release(context, &work.customers);
        return status;
    }
    *out = work.customers;
    return ATTAIN_OK;
}

void attain__customers_release(attain_context *context, attain__customers *customers)
{
    attain__release(&context->allocator, customers->tallies);
    customers->tallies = NULL;
    attain__keys_release(context, &customers->keys);
}

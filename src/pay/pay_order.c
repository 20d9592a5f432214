/* The order in which a run takes the deals: by payee and day with counting sorts, ties by deal key and basis. */
#include <string.h>

#include "pay/pay_internal.h"

#define DIGIT_BITS 11
#define DIGITS     2048u
#define FEW        32 /* deals that are put in order by insertion */

/* ---- payee and day ---- */

static void number_rows(size_t *order, size_t rows)
{
    size_t i;

    for (i = 0; i < rows; i++)
        order[i] = i;
}

/* Whether the rows lie by payee and day already, as those of a ledger often do. */
static int is_ordered(const uint32_t *payees, const int32_t *days, size_t rows)
{
    size_t i;

    for (i = 1; i < rows; i++)
        if (payees[i] < payees[i - 1] || (payees[i] == payees[i - 1] && days[i] < days[i - 1]))
            return 0;
    return 1;
}

/* One stable pass of a radix sort: from one array of rows to another by a digit of their keys. */
static void sort_digit(const uint32_t *keys, unsigned shift, const size_t *from, size_t *to, size_t rows)
{
    size_t next[DIGITS];
    size_t i, sum = 0;

    memset(next, 0, sizeof next);
    for (i = 0; i < rows; i++)
        next[keys[i] >> shift & (DIGITS - 1)]++;
    for (i = 0; i < DIGITS; i++) {
        size_t count = next[i];

        next[i] = sum;
        sum += count;
    }
    for (i = 0; i < rows; i++)
        to[next[keys[from[i]] >> shift & (DIGITS - 1)]++] = from[i];
}

/* Sorts by keys up to `most`, stable; order and spare change places with every pass. */
static attain_status sort_keys(attain__pay_run *run, const uint32_t *keys, uint32_t most, size_t **order,
                               size_t **spare)
{
    unsigned shift;

    for (shift = 0; shift < 32 && most >> shift > 0; shift += DIGIT_BITS) {
        size_t *sorted = *spare;
        attain_status status = attain__progress(run->context, 0, run->total);

        if (status != ATTAIN_OK)
            return status;
        sort_digit(keys, shift, *order, sorted, run->rows);
        *spare = *order;
        *order = sorted;
    }
    return ATTAIN_OK;
}

/* Days counted from the first one there is; returns the last. */
static uint32_t number_days(const int32_t *days, size_t rows, uint32_t *numbers)
{
    int32_t first = days[0], last = days[0];
    size_t i;

    for (i = 1; i < rows; i++) {
        first = days[i] < first ? days[i] : first;
        last = days[i] > last ? days[i] : last;
    }
    for (i = 0; i < rows; i++)
        numbers[i] = (uint32_t)(days[i] - first);
    return (uint32_t)(last - first);
}

attain_status attain__pay_order(attain__pay_run *run)
{
    const int32_t *days = run->columns[ATTAIN__PAY_DATE]->values;
    void *order = NULL, *spare = NULL, *numbers = NULL;
    size_t *from, *to;
    attain_status status = attain__allocate(run->context, run->rows, sizeof *from, &order);

    if (status != ATTAIN_OK)
        return status;
    run->order = order;
    number_rows(run->order, run->rows);
    if (is_ordered(run->payees.codes, days, run->rows))
        return ATTAIN_OK;
    status = attain__allocate(run->context, run->rows, sizeof *to, &spare);
    if (status == ATTAIN_OK)
        status = attain__allocate(run->context, run->rows, sizeof(uint32_t), &numbers);
    from = order;
    to = spare;
    if (status == ATTAIN_OK)
        status = sort_keys(run, numbers, number_days(days, run->rows, numbers), &from, &to);
    if (status == ATTAIN_OK)
        status = sort_keys(run, run->payees.codes, (uint32_t)(run->payees.count - 1), &from, &to);
    run->order = from;
    attain__release(&run->context->allocator, to);
    attain__release(&run->context->allocator, numbers);
    return status;
}

/* ---- ties ---- */

typedef struct tie {
    const attain__column *deal; /* NULL: none */
    const int64_t *basis;
} tie;

static int compare_deals(const void *user, size_t a, size_t b)
{
    const tie *by = user;
    int order = by->deal == NULL ? 0 : attain__key_compare(by->deal, a, b);

    return order != 0 ? order : (by->basis[a] > by->basis[b]) - (by->basis[a] < by->basis[b]);
}

static attain_status sort_ties(attain_context *context, size_t *order, size_t count, const tie *by)
{
    size_t i;

    if (count > FEW)
        return attain__sort(context, order, count, compare_deals, by);
    for (i = 1; i < count; i++) {
        size_t row = order[i], at = i;

        for (; at > 0 && compare_deals(by, order[at - 1], row) > 0; at--)
            order[at] = order[at - 1];
        order[at] = row;
    }
    return ATTAIN_OK;
}

attain_status attain__pay_order_ties(attain__pay_run *run, size_t basis)
{
    const uint32_t *payees = run->payees.codes;
    const int32_t *days = run->columns[ATTAIN__PAY_DATE]->values;
    const size_t *order = run->order;
    size_t start = 0, end;
    tie by;
    attain_status status = ATTAIN_OK;

    if (run->basis == basis)
        return ATTAIN_OK;
    by.deal = run->columns[ATTAIN__PAY_DEAL];
    by.basis = run->columns[basis]->values;
    for (end = 1; end <= run->rows && status == ATTAIN_OK; end++) {
        if (end < run->rows && payees[order[end]] == payees[order[start]] && days[order[end]] == days[order[start]])
            continue;
        status = sort_ties(run->context, run->order + start, end - start, &by);
        start = end;
    }
    if (status == ATTAIN_OK)
        run->basis = basis;
    return status;
}

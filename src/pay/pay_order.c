/* The order in which a run takes the deals: by payee and day with counting sorts, ties by deal key and basis. */
#include <string.h>

#include "pay/pay_internal.h"

#define DIGIT_BITS 11
#define DIGITS     2048u
#define FEW        32 /* deals that are put in order by insertion */

/* ---- payee and day ---- */

static void number_rows(const attain__pay_run *run)
{
    const int32_t *days = run->columns[ATTAIN__PAY_DATE]->values;
    size_t i;

    for (i = 0; i < run->rows; i++) {
        run->order[i].row = i;
        run->order[i].payee = run->payees.codes[i];
        run->order[i].day = days[i];
    }
}

/* Whether the rows lie by payee and day already, as those of a ledger often do; finds the first and the last day too. */
static int is_ordered(const attain__pay_place *order, size_t rows, int32_t *first, int32_t *last)
{
    int ordered = 1;
    size_t i;

    *first = *last = rows == 0 ? 0 : order[0].day;
    for (i = 1; i < rows; i++) {
        const attain__pay_place *before = &order[i - 1], *at = &order[i];

        *first = at->day < *first ? at->day : *first;
        *last = at->day > *last ? at->day : *last;
        if (at->payee < before->payee || (at->payee == before->payee && at->day < before->day))
            ordered = 0;
    }
    return ordered;
}

/* A digit of payee and day, which together are a number of 64 bits; days count from the first one there is. */
static size_t digit(const attain__pay_place *place, int32_t first_day, unsigned shift)
{
    uint64_t key = (uint64_t)place->payee << 32 | (uint32_t)(place->day - first_day);

    return (size_t)(key >> shift & (DIGITS - 1));
}

/* One stable pass of a radix sort; order and spare change places. */
static attain_status sort_digit(attain__pay_run *run, int32_t first_day, unsigned shift, attain__pay_place **spare)
{
    const attain__pay_place *from = run->order;
    attain__pay_place *to = *spare;
    size_t next[DIGITS];
    size_t i, sum = 0;
    attain_status status = attain__progress(run->context, 0);

    if (status != ATTAIN_OK)
        return status;
    memset(next, 0, sizeof next);
    for (i = 0; i < run->rows; i++)
        next[digit(&from[i], first_day, shift)]++;
    for (i = 0; i < DIGITS; i++) {
        size_t count = next[i];

        next[i] = sum;
        sum += count;
    }
    for (i = 0; i < run->rows; i++)
        to[next[digit(&from[i], first_day, shift)]++] = from[i];
    *spare = run->order;
    run->order = to;
    return ATTAIN_OK;
}

attain_status attain__pay_order(attain__pay_run *run)
{
    int32_t first, last;
    unsigned shift;
    attain__pay_place *spare = NULL;
    void *block;
    attain_status status = attain__allocate(run->context, run->rows, sizeof *run->order, &block);

    if (status != ATTAIN_OK)
        return status;
    run->order = block;
    number_rows(run);
    if (is_ordered(run->order, run->rows, &first, &last))
        return ATTAIN_OK;
    status = attain__allocate(run->context, run->rows, sizeof *run->order, &block);
    if (status == ATTAIN_OK)
        spare = block;
    for (shift = 0; status == ATTAIN_OK && (uint32_t)(last - first) >> shift > 0; shift += DIGIT_BITS)
        status = sort_digit(run, first, shift, &spare);
    for (shift = 0; status == ATTAIN_OK && shift < 32 && (run->payees.count - 1) >> shift > 0; shift += DIGIT_BITS)
        status = sort_digit(run, first, 32 + shift, &spare);
    attain__release(&run->context->allocator, spare);
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

/* Places of one payee and day differ by their rows only, so it is rows that change places. */
static attain_status sort_many(attain_context *context, attain__pay_place *order, size_t count, const tie *by)
{
    size_t *rows;
    size_t i;
    void *block;
    attain_status status = attain__allocate(context, count, sizeof *rows, &block);

    if (status != ATTAIN_OK)
        return status;
    rows = block;
    for (i = 0; i < count; i++)
        rows[i] = order[i].row;
    status = attain__sort(context, rows, count, compare_deals, by);
    for (i = 0; i < count && status == ATTAIN_OK; i++)
        order[i].row = rows[i];
    attain__release(&context->allocator, rows);
    return status;
}

static attain_status sort_ties(attain_context *context, attain__pay_place *order, size_t count, const tie *by)
{
    size_t i;

    if (count > FEW)
        return sort_many(context, order, count, by);
    for (i = 1; i < count; i++) {
        size_t row = order[i].row, at = i;

        for (; at > 0 && compare_deals(by, order[at - 1].row, row) > 0; at--)
            order[at].row = order[at - 1].row;
        order[at].row = row;
    }
    return ATTAIN_OK;
}

attain_status attain__pay_order_ties(attain__pay_run *run, size_t basis)
{
    attain__pay_place *order = run->order;
    size_t start = 0, end;
    tie by;
    attain_status status = ATTAIN_OK;

    if (run->basis == basis)
        return ATTAIN_OK;
    by.deal = run->columns[ATTAIN__PAY_DEAL];
    by.basis = run->columns[basis]->values;
    for (end = 1; end <= run->rows && status == ATTAIN_OK; end++) {
        if (end < run->rows && order[end].payee == order[start].payee && order[end].day == order[start].day)
            continue;
        status = sort_ties(run->context, order + start, end - start, &by);
        start = end;
    }
    if (status == ATTAIN_OK)
        run->basis = basis;
    return status;
}

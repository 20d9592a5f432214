/* Sorting: stable merge sort of indices by any order, radix sort of numbers. */
#include <string.h>

#include "table/table_internal.h"

#define RUN    16  /* indices that insertion puts in order before runs are merged */
#define SMALL  64  /* numbers for which counting digits does not pay */
#define DIGITS 8   /* bytes of a number */
#define RADIX  256 /* values of a byte */

/* ---- indices ---- */

static int in_order(const size_t *indices, size_t count, attain__compare_function compare, const void *user)
{
    size_t i;

    for (i = 1; i < count; i++)
        if (compare(user, indices[i - 1], indices[i]) > 0)
            return 0;
    return 1;
}

static void insert_runs(size_t *indices, size_t count, attain__compare_function compare, const void *user)
{
    size_t i, j;

    for (i = 1; i < count; i++) {
        size_t moved = indices[i];
        size_t first = i - i % RUN;

        for (j = i; j > first && compare(user, indices[j - 1], moved) > 0; j--)
            indices[j] = indices[j - 1];
        indices[j] = moved;
    }
}

/* Merges from[low..middle) and from[middle..high) into to[low..high); of equals the left come first. */
static void merge(const size_t *from, size_t *to, size_t low, size_t middle, size_t high,
                  attain__compare_function compare, const void *user)
{
    size_t left = low, right = middle, out = low;

    if (middle == high || compare(user, from[middle - 1], from[middle]) <= 0) {
        memcpy(to + low, from + low, (high - low) * sizeof *to);
        return;
    }
    while (left < middle && right < high)
        to[out++] = compare(user, from[left], from[right]) <= 0 ? from[left++] : from[right++];
    memcpy(to + out, from + left, (middle - left) * sizeof *to);
    out += middle - left;
    memcpy(to + out, from + right, (high - right) * sizeof *to);
}

attain_status attain__sort(attain_context *context, size_t *indices, size_t count, attain__compare_function compare,
                           const void *user)
{
    size_t *from = indices, *to, *swap;
    size_t width, low;
    void *scratch;
    attain_status status;

    if (in_order(indices, count, compare, user))
        return ATTAIN_OK;
    status = attain__allocate(context, count, sizeof *indices, &scratch);
    if (status != ATTAIN_OK)
        return status;
    to = scratch;
    insert_runs(indices, count, compare, user);
    for (width = RUN; width < count; width *= 2) {
        for (low = 0; low < count; low += 2 * width) {
            size_t middle = count - low < width ? count : low + width;
            size_t high = count - low < 2 * width ? count : low + 2 * width;

            merge(from, to, low, middle, high, compare, user);
        }
        swap = from;
        from = to;
        to = swap;
    }
    if (from != indices)
        memcpy(indices, from, count * sizeof *indices);
    attain__release(&context->allocator, scratch);
    return ATTAIN_OK;
}

/* ---- numbers ---- */

/* Records are one number, or two of which the second goes along with the first; `words` says how many. */
static void copy_record(int64_t *to, const int64_t *from, size_t words)
{
    to[0] = from[0];
    if (words == 2)
        to[1] = from[1];
}

static void insertion_sort(int64_t *records, size_t count, size_t words)
{
    int64_t moved[2];
    size_t i, j;

    for (i = 1; i < count; i++) {
        copy_record(moved, records + i * words, words);
        for (j = i; j > 0 && records[(j - 1) * words] > moved[0]; j--)
            copy_record(records + j * words, records + (j - 1) * words, words);
        copy_record(records + j * words, moved, words);
    }
}

/* A byte of a number, the least first, so that the order of the bytes is the order of the numbers: the sign is turned. */
static size_t digit(int64_t value, unsigned place)
{
    uint64_t bits = (uint64_t)value ^ (uint64_t)1 << 63;

    return (size_t)(bits >> place * 8 & 0xFFu);
}

static void count_digits(const int64_t *records, size_t count, size_t words, size_t histogram[DIGITS][RADIX])
{
    unsigned place;
    size_t i;

    memset(histogram, 0, sizeof(size_t) * DIGITS * RADIX);
    for (i = 0; i < count; i++)
        for (place = 0; place < DIGITS; place++)
            histogram[place][digit(records[i * words], place)]++;
}

/* Distributes by one byte, keeping the order within equal bytes. */
static void distribute(const int64_t *from, int64_t *to, size_t count, size_t words, unsigned place, size_t *histogram)
{
    size_t sum = 0, i;

    for (i = 0; i < RADIX; i++) {
        size_t here = histogram[i];

        histogram[i] = sum;
        sum += here;
    }
    for (i = 0; i < count; i++)
        copy_record(to + histogram[digit(from[i * words], place)]++ * words, from + i * words, words);
}

static attain_status sort_records(attain_context *context, int64_t *records, size_t count, size_t words)
{
    size_t histogram[DIGITS][RADIX];
    int64_t *from = records, *to, *swap;
    unsigned place;
    void *scratch;
    attain_status status;

    if (count <= SMALL) {
        insertion_sort(records, count, words);
        return ATTAIN_OK;
    }
    status = attain__allocate(context, count, words * sizeof *records, &scratch);
    if (status != ATTAIN_OK)
        return status;
    to = scratch;
    count_digits(records, count, words, histogram);
    for (place = 0; place < DIGITS; place++) {
        if (histogram[place][digit(from[0], place)] == count)
            continue; /* all alike: nothing moves */
        distribute(from, to, count, words, place, histogram[place]);
        swap = from;
        from = to;
        to = swap;
    }
    if (from != records)
        memcpy(records, from, count * words * sizeof *records);
    attain__release(&context->allocator, scratch);
    return ATTAIN_OK;
}

attain_status attain__sort_i64(attain_context *context, int64_t *values, size_t count)
{
    return sort_records(context, values, count, 1);
}

attain_status attain__sort_pairs(attain_context *context, int64_t *pairs, size_t count)
{
    return sort_records(context, pairs, count, 2);
}

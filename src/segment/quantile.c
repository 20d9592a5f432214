/* Edges between bins, exact: type-7 quantiles (Hyndman and Fan 1996) and fixed cuts. */
#include "segment/segment_internal.h"

/* Finds the least whole value above each edge: at or beyond it where edges belong to the upper bin, else beyond it. */
static void find_least(attain__edges *edges)
{
    int32_t i;

    edges->reachable = edges->count;
    for (i = 0; i < edges->count; i++) {
        int64_t least;
        int beyond = attain__i128_divide(edges->scaled[i], edges->divisor,
                                         edges->upper ? ATTAIN_ROUND_CEILING : ATTAIN_ROUND_FLOOR, &least);

        if (!beyond && !edges->upper)
            beyond = least == INT64_MAX;
        if (beyond) { /* no value is above this edge, and so none above the next */
            edges->reachable = i;
            return;
        }
        edges->least[i] = edges->upper ? least : least + 1;
    }
}

void attain__edges_quantile(const int64_t *sorted, size_t count, int32_t bins, int64_t offset, int upper,
                            attain__edges *out)
{
    int32_t i;

    out->bins = bins;
    out->count = count == 0 ? 0 : bins - 1;
    out->upper = upper;
    out->divisor = bins;
    for (i = 0; i < out->count; i++) {
        /* h' = (n - 1) (i + 1) / bins = low + part / bins; the edge is ((bins - part) x[low] + part x[low + 1]) / bins.
         * Dividing n - 1 first keeps the product small for any n. */
        uint64_t whole = ((uint64_t)count - 1) / (uint64_t)bins, rest = ((uint64_t)count - 1) % (uint64_t)bins;
        uint64_t position = rest * (uint64_t)(i + 1);
        size_t low = (size_t)(whole * (uint64_t)(i + 1) + position / (uint64_t)bins);
        int64_t part = (int64_t)(position % (uint64_t)bins);
        attain__i128 sum = attain__i128_multiply(sorted[low], bins - part);

        /* Each term is below 100 * 2^63, far from what 128 bits hold. */
        if (part != 0)
            attain__i128_add(sum, attain__i128_multiply(sorted[low + 1], part), &sum);
        attain__i128_add(sum, attain__i128_multiply(offset, bins), &sum);
        out->scaled[i] = sum;
    }
    find_least(out);
}

void attain__edges_fixed(const int64_t *cuts, int32_t bins, attain__edges *out)
{
    int32_t i;

    out->bins = bins;
    out->count = bins - 1;
    out->upper = 1;
    out->divisor = 1;
    for (i = 0; i < out->count; i++)
        out->scaled[i] = attain__i128_from(cuts[i]);
    find_least(out);
}

int32_t attain__edges_bin(const attain__edges *edges, int64_t value)
{
    int32_t bin = 0;

    while (bin < edges->reachable && value >= edges->least[bin])
        bin++;
    return bin;
}

#define BILLION INT64_C(1000000000)

size_t attain__edges_format(const attain__edges *edges, int32_t edge, int32_t decimals, char *buffer)
{
    int64_t rest, low, fraction = 0, high = 0; /* the latter two always fit */
    attain__i128 whole = attain__i128_divmod(edges->scaled[edge], edges->divisor, &rest);
    attain__i128 text;

    /* An edge is below 2^63 + 10^15, so that its thousand millionths have at most 95 bits. */
    whole = attain__i128_divmod(whole, BILLION, &low);
    attain__i128_to_i64(whole, &high);
    attain__i128_divide(attain__i128_multiply(rest, BILLION), edges->divisor, ATTAIN_ROUND_HALF_EVEN, &fraction);
    text = attain__i128_multiply(high, BILLION * BILLION);
    attain__i128_add(text, attain__i128_multiply(low, BILLION), &text);
    attain__i128_add(text, attain__i128_from(fraction), &text);
    return attain__i128_format(text, decimals + 9, 1, buffer);
}

/* What rule tables and models hold, asked one by one. */
#include "segment/segment_internal.h"

/* ---- segment rules ---- */

size_t attain_segments_count(const attain_segments *segments)
{
    return segments == NULL ? 0 : segments->count;
}

const char *attain_segments_name(const attain_segments *segments, size_t rule, size_t *length)
{
    if (rule >= attain_segments_count(segments))
        return NULL;
    return attain__lend_text(segments->rules[rule].name, segments->rules[rule].name_length, length);
}

const char *attain_segments_default(const attain_segments *segments, size_t *length)
{
    return segments == NULL ? NULL : attain__lend_text(segments->default_name, segments->default_length, length);
}

static int has_field(const attain_segments *segments, size_t rule, int32_t field)
{
    return rule < attain_segments_count(segments) && field >= ATTAIN_RFM_RECENCY && field <= ATTAIN_RFM_M;
}

int64_t attain_segments_low(const attain_segments *segments, size_t rule, int32_t field)
{
    return has_field(segments, rule, field) ? segments->rules[rule].low[field - 1] : INT64_MIN;
}

int64_t attain_segments_high(const attain_segments *segments, size_t rule, int32_t field)
{
    return has_field(segments, rule, field) ? segments->rules[rule].high[field - 1] : INT64_MAX;
}

/* ---- RFM ---- */

int64_t attain_rfm_get(const attain_rfm *rfm, int32_t option)
{
    if (rfm == NULL)
        return 0;
    switch (option) {
    case ATTAIN_RFM_REFUNDS:
        return rfm->refunds;
    case ATTAIN_RFM_LATER:
        return rfm->later;
    case ATTAIN_RFM_COUNTING:
        return rfm->counting;
    case ATTAIN_RFM_EDGE:
        return rfm->edge;
    case ATTAIN_RFM_EDGE_OFFSET:
        return rfm->edge_offset;
    default:
        return 0;
    }
}

static int is_dimension(const attain_rfm *rfm, int32_t dimension)
{
    return rfm != NULL && dimension >= ATTAIN_RFM_RECENCY && dimension <= ATTAIN_RFM_MONETARY;
}

int32_t attain_rfm_bins(const attain_rfm *rfm, int32_t dimension)
{
    return is_dimension(rfm, dimension) ? rfm->bins[dimension - 1] : 0;
}

const int64_t *attain_rfm_cuts(const attain_rfm *rfm, int32_t dimension, size_t *count)
{
    const int64_t *cuts = is_dimension(rfm, dimension) ? rfm->cuts[dimension - 1] : NULL;

    if (count != NULL)
        *count = cuts == NULL ? 0 : (size_t)rfm->bins[dimension - 1] - 1;
    return cuts;
}

/* ---- ABC ---- */

/* The values where they are of the kind that is asked for. */
static const int64_t *values(const attain_abc *abc, int limits, size_t *count)
{
    int there = abc != NULL && (abc->by_limits != 0) == limits;

    if (count != NULL)
        *count = there ? abc->count : 0;
    return there ? abc->values : NULL;
}

const attain_rate *attain_abc_cuts(const attain_abc *abc, size_t *count)
{
    return values(abc, 0, count);
}

const attain_amount *attain_abc_limits(const attain_abc *abc, size_t *count)
{
    return values(abc, 1, count);
}

int32_t attain_abc_rule(const attain_abc *abc)
{
    return abc == NULL ? ATTAIN_ABC_WITHIN : abc->rule;
}

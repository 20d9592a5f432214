/* The RFM model: options, presets, bins and fixed cuts. */
#include <string.h>

#include "segment/segment_internal.h"

attain_status attain_rfm_create(attain_context *context, attain_rfm **out)
{
    void *block;
    attain_rfm *rfm;
    attain_status status;
    int i;

    ATTAIN__ENTER(context);
    ATTAIN__CHECK(context, out != NULL, "out");
    status = attain__allocate_zeroed(context, 1, sizeof *rfm, &block);
    if (status != ATTAIN_OK)
        return status;
    rfm = block;
    rfm->allocator = context->allocator;
    for (i = 0; i < ATTAIN__RFM_DIMENSIONS; i++)
        rfm->bins[i] = 5;
    rfm->refunds = ATTAIN_RFM_REFUNDS_MONEY;
    rfm->later = ATTAIN_RFM_LATER_IGNORE;
    rfm->counting = ATTAIN_RFM_COUNTING_ORDERS;
    rfm->edge = ATTAIN_RFM_EDGE_LOWER;
    *out = rfm;
    return ATTAIN_OK;
}

void attain_rfm_destroy(attain_rfm *rfm)
{
    attain_allocator allocator;
    int i;

    if (rfm == NULL)
        return;
    allocator = rfm->allocator;
    for (i = 0; i < ATTAIN__RFM_DIMENSIONS; i++)
        attain__release(&allocator, rfm->cuts[i]);
    attain__release(&allocator, rfm);
}

attain_status attain_rfm_set_preset(attain_context *context, attain_rfm *rfm, const char *name, size_t name_length)
{
    ATTAIN__ENTER(context);
    ATTAIN__CHECK_OWN(context, rfm, "rfm");
    ATTAIN__CHECK(context, name != NULL, "name");
    if (!attain__text_equal(name, name_length, ATTAIN_TEXT("rfm-r")))
        return attain__error_text(context, ATTAIN_ERROR_VALUE, "name", ATTAIN__NO_ROW, name, name_length,
                                  "is not a known preset: there is rfm-r");
    rfm->refunds = ATTAIN_RFM_REFUNDS_AS_IS;
    rfm->later = ATTAIN_RFM_LATER_KEEP;
    rfm->counting = ATTAIN_RFM_COUNTING_ROWS;
    rfm->edge = ATTAIN_RFM_EDGE_UPPER;
    rfm->edge_offset = 1;
    return ATTAIN_OK;
}

attain_status attain_rfm_set(attain_context *context, attain_rfm *rfm, int32_t option, int64_t value)
{
    ATTAIN__ENTER(context);
    ATTAIN__CHECK_OWN(context, rfm, "rfm");
    switch (option) {
    case ATTAIN_RFM_REFUNDS:
        ATTAIN__CHECK_RANGE(context, value, ATTAIN_RFM_REFUNDS_MONEY, ATTAIN_RFM_REFUNDS_AS_IS, "value");
        rfm->refunds = (int32_t)value;
        return ATTAIN_OK;
    case ATTAIN_RFM_LATER:
        ATTAIN__CHECK_RANGE(context, value, ATTAIN_RFM_LATER_IGNORE, ATTAIN_RFM_LATER_KEEP, "value");
        rfm->later = (int32_t)value;
        return ATTAIN_OK;
    case ATTAIN_RFM_COUNTING:
        ATTAIN__CHECK_RANGE(context, value, ATTAIN_RFM_COUNTING_ORDERS, ATTAIN_RFM_COUNTING_ROWS, "value");
        rfm->counting = (int32_t)value;
        return ATTAIN_OK;
    case ATTAIN_RFM_EDGE:
        ATTAIN__CHECK_RANGE(context, value, ATTAIN_RFM_EDGE_LOWER, ATTAIN_RFM_EDGE_UPPER, "value");
        rfm->edge = (int32_t)value;
        return ATTAIN_OK;
    case ATTAIN_RFM_EDGE_OFFSET:
        ATTAIN__CHECK_RANGE(context, value, 0, 1000000, "value");
        rfm->edge_offset = value;
        return ATTAIN_OK;
    default:
        return attain__error_range(context, "option", option, ATTAIN_RFM_REFUNDS, ATTAIN_RFM_EDGE_OFFSET);
    }
}

/* Gives a dimension its bins; `cuts` is owned from here on, NULL for quantile edges. */
static void set_dimension(attain_rfm *rfm, int32_t dimension, int32_t bins, int64_t *cuts)
{
    attain__release(&rfm->allocator, rfm->cuts[dimension - 1]);
    rfm->cuts[dimension - 1] = cuts;
    rfm->bins[dimension - 1] = bins;
}

attain_status attain_rfm_set_bins(attain_context *context, attain_rfm *rfm, int32_t dimension, int32_t bins)
{
    int32_t i;

    ATTAIN__ENTER(context);
    ATTAIN__CHECK_OWN(context, rfm, "rfm");
    ATTAIN__CHECK_RANGE(context, dimension, ATTAIN_RFM_ALL, ATTAIN_RFM_MONETARY, "dimension");
    ATTAIN__CHECK_RANGE(context, bins, 1, ATTAIN__BINS_MAX, "bins");
    for (i = ATTAIN_RFM_RECENCY; i <= ATTAIN_RFM_MONETARY; i++)
        if (dimension == ATTAIN_RFM_ALL || dimension == i)
            set_dimension(rfm, i, bins, NULL);
    return ATTAIN_OK;
}

attain_status attain_rfm_set_cuts(attain_context *context, attain_rfm *rfm, int32_t dimension, const int64_t *cuts,
                                  size_t count)
{
    void *block;
    attain_status status;
    size_t i;

    ATTAIN__ENTER(context);
    ATTAIN__CHECK_OWN(context, rfm, "rfm");
    ATTAIN__CHECK_RANGE(context, dimension, ATTAIN_RFM_RECENCY, ATTAIN_RFM_MONETARY, "dimension");
    ATTAIN__CHECK(context, cuts != NULL, "cuts");
    ATTAIN__CHECK_RANGE(context, count, 1, ATTAIN__BINS_MAX - 1, "count");
    for (i = 1; i < count; i++)
        if (cuts[i] <= cuts[i - 1])
            return attain__error_i64(context, ATTAIN_ERROR_RULE, "cuts", (int64_t)i, cuts[i],
                                     "must be above the cut before it");
    status = attain__allocate(context, count, sizeof *cuts, &block);
    if (status != ATTAIN_OK)
        return status;
    memcpy(block, cuts, count * sizeof *cuts);
    set_dimension(rfm, dimension, (int32_t)count + 1, block);
    return ATTAIN_OK;
}

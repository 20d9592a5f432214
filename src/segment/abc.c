/* The ABC model: cuts of the cumulative share or limits of the value. */
#include <string.h>

#include "segment/segment_internal.h"

attain_status attain_abc_create(attain_context *context, attain_abc **out)
{
    void *block;
    attain_abc *abc;
    attain_status status;

    ATTAIN__ENTER(context);
    ATTAIN__CHECK(context, out != NULL, "out");
    status = attain__allocate_zeroed(context, 1, sizeof *abc, &block);
    if (status != ATTAIN_OK)
        return status;
    abc = block;
    abc->allocator = context->allocator;
    abc->rule = ATTAIN_ABC_WITHIN;
    abc->count = 2;
    abc->values[0] = ATTAIN_PERCENT(80);
    abc->values[1] = ATTAIN_PERCENT(95);
    *out = abc;
    return ATTAIN_OK;
}

void attain_abc_destroy(attain_abc *abc)
{
    if (abc != NULL) {
        attain_allocator allocator = abc->allocator;
        attain__release(&allocator, abc);
    }
}

static void set_values(attain_abc *abc, const int64_t *values, size_t count, int by_limits)
{
    memcpy(abc->values, values, count * sizeof *values);
    abc->count = count;
    abc->by_limits = by_limits;
}

attain_status attain_abc_set_cuts(attain_context *context, attain_abc *abc, const attain_rate *cuts, size_t count)
{
    size_t i;

    ATTAIN__ENTER(context);
    ATTAIN__CHECK_OWN(context, abc, "abc");
    ATTAIN__CHECK(context, cuts != NULL, "cuts");
    ATTAIN__CHECK_RANGE(context, count, 1, ATTAIN__ABC_CUTS_MAX, "count");
    for (i = 0; i < count; i++) {
        if (cuts[i] <= 0 || cuts[i] > ATTAIN_RATE_ONE)
            return attain__error_i64(context, ATTAIN_ERROR_RULE, "cuts", (int64_t)i, cuts[i],
                                     "must be above 0 and at most 100 % (1000000000 parts per billion)");
        if (i > 0 && cuts[i] <= cuts[i - 1])
            return attain__error_i64(context, ATTAIN_ERROR_RULE, "cuts", (int64_t)i, cuts[i],
                                     "must be above the cut before it");
    }
    set_values(abc, cuts, count, 0);
    return ATTAIN_OK;
}

attain_status attain_abc_set_limits(attain_context *context, attain_abc *abc, const attain_amount *limits, size_t count)
{
    size_t i;

    ATTAIN__ENTER(context);
    ATTAIN__CHECK_OWN(context, abc, "abc");
    ATTAIN__CHECK(context, limits != NULL, "limits");
    ATTAIN__CHECK_RANGE(context, count, 1, ATTAIN__ABC_CUTS_MAX, "count");
    for (i = 1; i < count; i++)
        if (limits[i] >= limits[i - 1])
            return attain__error_i64(context, ATTAIN_ERROR_RULE, "limits", (int64_t)i, limits[i],
                                     "must be below the limit before it");
    set_values(abc, limits, count, 1);
    return ATTAIN_OK;
}

attain_status attain_abc_set_rule(attain_context *context, attain_abc *abc, int32_t rule)
{
    ATTAIN__ENTER(context);
    ATTAIN__CHECK_OWN(context, abc, "abc");
    ATTAIN__CHECK_RANGE(context, rule, ATTAIN_ABC_WITHIN, ATTAIN_ABC_TIES, "rule");
    abc->rule = rule;
    return ATTAIN_OK;
}

/* Calendars: when the fiscal year starts. */
#include "calendar/calendar_internal.h"

attain_status attain_calendar_create(attain_context *context, attain_calendar **out)
{
    attain_calendar *calendar;
    void *block;
    attain_status status;

    ATTAIN__ENTER(context);
    ATTAIN__CHECK(context, out != NULL, "out");
    status = attain__allocate(context, 1, sizeof *calendar, &block);
    if (status != ATTAIN_OK)
        return status;
    calendar = block;
    calendar->allocator = context->allocator;
    calendar->fiscal_start = 1;
    *out = calendar;
    return ATTAIN_OK;
}

void attain_calendar_destroy(attain_calendar *calendar)
{
    if (calendar != NULL) {
        attain_allocator allocator = calendar->allocator;

        attain__release(&allocator, calendar);
    }
}

attain_status attain_calendar_set_fiscal_start(attain_context *context, attain_calendar *calendar, int32_t month)
{
    ATTAIN__ENTER(context);
    ATTAIN__CHECK_OWN(context, calendar, "calendar");
    ATTAIN__CHECK_RANGE(context, month, 1, 12, "month");
    calendar->fiscal_start = month;
    return ATTAIN_OK;
}

int32_t attain_calendar_fiscal_start(const attain_calendar *calendar)
{
    return calendar == NULL ? 1 : calendar->fiscal_start;
}

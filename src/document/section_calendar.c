/* Section "calendar": the month in which years start. */
#include "document/document_internal.h"

enum { FISCAL_START, MEMBERS };

static const attain__json_name members[MEMBERS] = {{"fiscal_start", 0}};

attain_status attain__calendar_read(const attain__json *json, const attain__json_value *value,
                                    attain_document *document)
{
    const attain__json_value *found[MEMBERS];
    attain_calendar *calendar;
    int64_t month = 1;
    attain_status status = attain__json_members(json, value, members, MEMBERS, found);

    if (status == ATTAIN_OK && found[FISCAL_START] != NULL)
        status = attain__json_integer(json, found[FISCAL_START], 1, 12, &month);
    if (status == ATTAIN_OK)
        status = attain_document_add_calendar(json->context, document, &calendar);
    if (status == ATTAIN_OK)
        status = attain_calendar_set_fiscal_start(json->context, calendar, (int32_t)month);
    return status;
}

void attain__calendar_write(attain__json_writer *writer, const attain_document *document)
{
    int32_t month = attain_calendar_fiscal_start(document->calendar);

    if (document->calendar == NULL)
        return;
    attain__json_open_inline(writer, "calendar", '{');
    if (month != 1)
        attain__json_put_integer(writer, "fiscal_start", month);
    attain__json_close(writer, '}');
}

/* The sweep's calls: plan documents. */
#include "sweep/sweep.h"

CALL(document_create, attain_document_create(s->context, &s->out.made.document))
CALL(document_read, attain_document_read(s->context, sweep_plan, strlen(sweep_plan), &s->out.made.document))
CALL(document_read_decimals, attain_document_read_decimals(s->context, ATTAIN_TEXT("{\"attain\": 1, \"calendar\": {}}"),
                                                           0, &s->out.made.document))
CALL(document_set_currency, attain_document_set_currency(s->context, s->empty, ATTAIN_TEXT("JPY"), 0))
LOOK(document_currency, attain_document_currency(s->plan))
LOOK(document_decimals, attain_document_decimals(s->plan))
LOOK(document_calendar, attain_document_calendar(s->plan))
LOOK(document_goals, attain_document_goals(s->plan))
LOOK(document_rfm, attain_document_rfm(s->plan))
LOOK(document_segments, attain_document_segments(s->plan))
LOOK(document_abc, attain_document_abc(s->plan))
LOOK(document_pay, attain_document_pay(s->plan))

static attain_status document_destroy(sweep *s)
{
    attain_document_destroy(s->spare.document);
    s->spare.document = NULL;
    return ATTAIN_OK;
}

static attain_status document_write(sweep *s)
{
    support_text text = {NULL, 0, 0};
    attain_status status = attain_document_write(s->context, s->plan, support_write, &text);

    if (status == ATTAIN_OK)
        s->out.size = text.length;
    support_text_free(&text);
    return status;
}

/* Adds a section to the empty document; what is lent is written on success only. */
#define ADD(name, kind)                                                                                                \
    static attain_status name(sweep *s)                                                                                \
    {                                                                                                                  \
        attain_##kind *lent = NULL;                                                                                    \
        attain_status status = attain_document_add_##kind(s->context, s->empty, &lent);                                \
                                                                                                                       \
        assert_ptr_equal(lent, attain_document_##kind(s->empty));                                                      \
        assert_true((lent != NULL) == (status == ATTAIN_OK));                                                          \
        return status;                                                                                                 \
    }

ADD(add_calendar, calendar)
ADD(add_goals, goals)
ADD(add_rfm, rfm)
ADD(add_segments, segments)
ADD(add_abc, abc)
ADD(add_pay, pay)

const sweep_entry sweep_document_entries[] = {
    {"attain_document_create", "", document_create, 1, 0},
    {"attain_document_destroy", "", document_destroy, 0, 0},
    {"attain_document_read", "", document_read, 1, 0},
    {"attain_document_read_decimals", "", document_read_decimals, 1, 0},
    {"attain_document_write", "", document_write, 1, 0},
    {"attain_document_set_currency", "", document_set_currency, 0, 0},
    {"attain_document_currency", "", document_currency, 0, 0},
    {"attain_document_decimals", "", document_decimals, 0, 0},
    {"attain_document_add_calendar", "", add_calendar, 1, 0},
    {"attain_document_add_goals", "", add_goals, 1, 0},
    {"attain_document_add_rfm", "", add_rfm, 1, 0},
    {"attain_document_add_segments", "", add_segments, 1, 0},
    {"attain_document_add_abc", "", add_abc, 1, 0},
    {"attain_document_add_pay", "", add_pay, 1, 0},
    {"attain_document_calendar", "", document_calendar, 0, 0},
    {"attain_document_goals", "", document_goals, 0, 0},
    {"attain_document_rfm", "", document_rfm, 0, 0},
    {"attain_document_segments", "", document_segments, 0, 0},
    {"attain_document_abc", "", document_abc, 0, 0},
    {"attain_document_pay", "", document_pay, 0, 0},
    {NULL, NULL, NULL, 0, 0},
};

/* The document: made, filled, lent, read and written as a whole. */
#include <string.h>

#include "document/document_internal.h"

/* ---- the handle ---- */

static attain_status create(attain_context *context, attain_document **out)
{
    void *block;
    attain_status status = attain__allocate_zeroed(context, 1, sizeof **out, &block);

    if (status != ATTAIN_OK)
        return status;
    *out = block;
    (*out)->allocator = context->allocator;
    (*out)->decimals = ATTAIN_DECIMALS_DEFAULT;
    return ATTAIN_OK;
}

attain_status attain_document_create(attain_context *context, attain_document **out)
{
    ATTAIN__ENTER(context);
    ATTAIN__CHECK(context, out != NULL, "out");
    return create(context, out);
}

void attain_document_destroy(attain_document *document)
{
    attain_allocator allocator;

    if (document == NULL)
        return;
    allocator = document->allocator;
    attain_calendar_destroy(document->calendar);
    attain_goals_destroy(document->goals);
    attain_rfm_destroy(document->rfm);
    attain_segments_destroy(document->segments);
    attain_abc_destroy(document->abc);
    attain_pay_destroy(document->pay);
    attain__release(&allocator, document);
}

/* ---- currency ---- */

static int is_code(const char *code, size_t length)
{
    size_t i;

    for (i = 0; i < length; i++)
        if (code[i] < 'A' || code[i] > 'Z')
            return 0;
    return length == 3;
}

static int has_sections(const attain_document *document)
{
    return document->calendar != NULL || document->goals != NULL || document->rfm != NULL ||
           document->segments != NULL || document->abc != NULL || document->pay != NULL;
}

attain_status attain_document_set_currency(attain_context *context, attain_document *document, const char *code,
                                           size_t code_length, int32_t decimals)
{
    ATTAIN__ENTER(context);
    ATTAIN__CHECK_OWN(context, document, "document");
    if (has_sections(document))
        return attain__error(context, ATTAIN_ERROR_RULE, "document", ATTAIN__NO_ROW,
                             "has sections already: the currency must be set before they are added");
    ATTAIN__CHECK(context, code != NULL || code_length == 0, "code");
    if (code != NULL && !is_code(code, code_length))
        return attain__error_text(context, ATTAIN_ERROR_FORMAT, "code", ATTAIN__NO_ROW, code, code_length,
                                  "must be three capital letters such as CNY");
    ATTAIN__CHECK_RANGE(context, decimals, 0, ATTAIN_DECIMALS_MAX, "decimals");
    memset(document->code, 0, sizeof document->code);
    if (code != NULL)
        memcpy(document->code, code, code_length);
    document->decimals = decimals;
    return ATTAIN_OK;
}

const char *attain_document_currency(const attain_document *document)
{
    return document == NULL ? "" : document->code;
}

int32_t attain_document_decimals(const attain_document *document)
{
    return document == NULL ? ATTAIN_DECIMALS_DEFAULT : document->decimals;
}

/* ---- sections ---- */

/* What every `add` begins with: a document has each section once. */
#define CHECK_ADD(context, document, section, out)                                                                     \
    do {                                                                                                               \
        ATTAIN__ENTER(context);                                                                                        \
        ATTAIN__CHECK_OWN(context, document, "document");                                                              \
        ATTAIN__CHECK(context, (out) != NULL, "out");                                                                  \
        if ((document)->section != NULL)                                                                               \
            return attain__error(context, ATTAIN_ERROR_RULE, "document", ATTAIN__NO_ROW,                               \
                                 "has a section " #section " already");                                                \
    } while (0)

attain_status attain_document_add_calendar(attain_context *context, attain_document *document, attain_calendar **out)
{
    attain_status status;

    CHECK_ADD(context, document, calendar, out);
    status = attain_calendar_create(context, &document->calendar);
    if (status == ATTAIN_OK)
        *out = document->calendar;
    return status;
}

attain_status attain_document_add_goals(attain_context *context, attain_document *document, attain_goals **out)
{
    attain_status status;

    CHECK_ADD(context, document, goals, out);
    status = attain_goals_create(context, &document->goals);
    if (status == ATTAIN_OK)
        status = attain_goals_set_decimals(context, document->goals, document->decimals);
    if (status == ATTAIN_OK)
        *out = document->goals;
    return status;
}

attain_status attain_document_add_rfm(attain_context *context, attain_document *document, attain_rfm **out)
{
    attain_status status;

    CHECK_ADD(context, document, rfm, out);
    status = attain_rfm_create(context, &document->rfm);
    if (status == ATTAIN_OK)
        *out = document->rfm;
    return status;
}

attain_status attain_document_add_segments(attain_context *context, attain_document *document, attain_segments **out)
{
    attain_status status;

    CHECK_ADD(context, document, segments, out);
    status = attain_segments_create(context, &document->segments);
    if (status == ATTAIN_OK)
        *out = document->segments;
    return status;
}

attain_status attain_document_add_abc(attain_context *context, attain_document *document, attain_abc **out)
{
    attain_status status;

    CHECK_ADD(context, document, abc, out);
    status = attain_abc_create(context, &document->abc);
    if (status == ATTAIN_OK)
        *out = document->abc;
    return status;
}

attain_status attain_document_add_pay(attain_context *context, attain_document *document, attain_pay **out)
{
    attain_status status;

    CHECK_ADD(context, document, pay, out);
    status = attain_pay_create(context, &document->pay);
    if (status == ATTAIN_OK)
        status = attain_pay_set_decimals(context, document->pay, document->decimals);
    if (status == ATTAIN_OK)
        *out = document->pay;
    return status;
}

attain_calendar *attain_document_calendar(const attain_document *document)
{
    return document == NULL ? NULL : document->calendar;
}

attain_goals *attain_document_goals(const attain_document *document)
{
    return document == NULL ? NULL : document->goals;
}

attain_rfm *attain_document_rfm(const attain_document *document)
{
    return document == NULL ? NULL : document->rfm;
}

attain_segments *attain_document_segments(const attain_document *document)
{
    return document == NULL ? NULL : document->segments;
}

attain_abc *attain_document_abc(const attain_document *document)
{
    return document == NULL ? NULL : document->abc;
}

attain_pay *attain_document_pay(const attain_document *document)
{
    return document == NULL ? NULL : document->pay;
}

/* Section "currency": code and decimals of every amount in the document. */
#include <string.h>

#include "document/document_internal.h"

enum { CODE, DECIMALS, MEMBERS };

static const attain__json_name members[MEMBERS] = {{"code", 0}, {"decimals", 0}};

attain_status attain__currency_read(const attain__json *json, const attain__json_value *value,
                                    attain_document *document)
{
    const attain__json_value *found[MEMBERS];
    int64_t decimals = ATTAIN_DECIMALS_DEFAULT;
    attain_status status = attain__json_members(json, value, members, MEMBERS, found);

    if (status == ATTAIN_OK && found[CODE] == NULL && found[DECIMALS] == NULL)
        return attain__json_error(json, value, ATTAIN_ERROR_SCHEMA, "needs code or decimals or both");
    if (status == ATTAIN_OK && found[CODE] != NULL)
        status = attain__json_text(json, found[CODE]);
    if (status == ATTAIN_OK && found[DECIMALS] != NULL)
        status = attain__json_integer(json, found[DECIMALS], 0, ATTAIN_DECIMALS_MAX, &decimals);
    if (status != ATTAIN_OK)
        return status;
    status = attain_document_set_currency(json->context, document, found[CODE] == NULL ? NULL : found[CODE]->text,
                                          found[CODE] == NULL ? 0 : found[CODE]->length, (int32_t)decimals);
    return status == ATTAIN_OK ? status : attain__json_refused(json, value, status);
}

void attain__currency_write(attain__json_writer *writer, const attain_document *document)
{
    if (document->code[0] == '\0' && document->decimals == ATTAIN_DECIMALS_DEFAULT)
        return;
    attain__json_open_inline(writer, "currency", '{');
    if (document->code[0] != '\0')
        attain__json_put_word(writer, "code", document->code);
    if (document->decimals != ATTAIN_DECIMALS_DEFAULT)
        attain__json_put_integer(writer, "decimals", document->decimals);
    attain__json_close(writer, '}');
}

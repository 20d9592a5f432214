/* The document as text: which sections there are, and in which order they are read and written. */
#include <string.h>

#include "document/document_internal.h"

#define VERSION 1

/* The currency is read before the amounts, wherever it stands in the text. */
enum { ATTAIN, CURRENCY, CALENDAR, GOALS, SEGMENTS, PAY, SCHEMA, MEMBERS };

static const attain__json_name members[MEMBERS] = {{"attain", 1},   {"currency", 0}, {"calendar", 0}, {"goals", 0},
                                                   {"segments", 0}, {"pay", 0},      {"$schema", 0}};

typedef attain_status (*read_function)(const attain__json *json, const attain__json_value *value,
                                       attain_document *document);

static const read_function reads[MEMBERS] = {
    NULL, attain__currency_read, attain__calendar_read, attain__goals_read, attain__segments_read, attain__pay_read,
    NULL};

/* Before all else: another version may have members that this one does not know. */
static attain_status check_version(const attain__json *json)
{
    const attain__json_value *value = attain__json_member(json, attain__json_root(json), members[ATTAIN].name);
    int64_t version;
    attain_status status;

    if (value == NULL)
        return ATTAIN_OK; /* found missing with the members */
    status = attain__json_integer(json, value, INT64_MIN, INT64_MAX, &version);
    if (status == ATTAIN_OK && version != VERSION)
        return attain__json_error(json, value, ATTAIN_ERROR_VALUE, "is not 1: this library reads version 1");
    return status;
}

static attain_status read_sections(const attain__json *json, attain_document *document)
{
    const attain__json_value *found[MEMBERS];
    attain_status status = check_version(json);
    size_t i;

    if (status == ATTAIN_OK)
        status = attain__json_members(json, attain__json_root(json), members, MEMBERS, found);
    if (status == ATTAIN_OK && found[SCHEMA] != NULL)
        status = attain__json_text(json, found[SCHEMA]);
    for (i = 0; status == ATTAIN_OK && i < MEMBERS; i++)
        if (reads[i] != NULL && found[i] != NULL)
            status = reads[i](json, found[i], document);
    return status;
}

/* On checked arguments; `decimals` are those of a document without a currency. */
static attain_status read_document(attain_context *context, const char *text, size_t length, int32_t decimals,
                                   attain_document **out)
{
    attain__json json;
    attain_document *document = NULL;
    attain_status status = attain__json_read(context, text, length, &json);

    if (status == ATTAIN_OK)
        status = attain_document_create(context, &document);
    if (status == ATTAIN_OK) {
        document->decimals = decimals;
        status = read_sections(&json, document);
    }
    attain__json_release(&json);
    if (status != ATTAIN_OK) {
        attain_document_destroy(document);
        return status;
    }
    *out = document;
    return ATTAIN_OK;
}

attain_status attain_document_read(attain_context *context, const char *text, size_t length, attain_document **out)
{
    ATTAIN__ENTER(context);
    ATTAIN__CHECK(context, text != NULL, "text");
    ATTAIN__CHECK(context, out != NULL, "out");
    return read_document(context, text, length, ATTAIN_DECIMALS_DEFAULT, out);
}

attain_status attain_document_read_decimals(attain_context *context, const char *text, size_t length, int32_t decimals,
                                            attain_document **out)
{
    ATTAIN__ENTER(context);
    ATTAIN__CHECK(context, text != NULL, "text");
    ATTAIN__CHECK_RANGE(context, decimals, 0, ATTAIN_DECIMALS_MAX, "decimals");
    ATTAIN__CHECK(context, out != NULL, "out");
    return read_document(context, text, length, decimals, out);
}

attain_status attain_document_write(attain_context *context, const attain_document *document,
                                    attain_write_function write, void *user)
{
    attain__json_writer writer;
    attain_status status;

    ATTAIN__ENTER(context);
    ATTAIN__CHECK(context, document != NULL, "document");
    ATTAIN__CHECK(context, write != NULL, "write");
    status = attain__goals_writable(context, document);
    if (status == ATTAIN_OK)
        status = attain__pay_writable(context, document);
    if (status != ATTAIN_OK)
        return status;
    attain__json_begin(&writer, context, write, user);
    attain__json_open(&writer, NULL, '{');
    attain__json_put_integer(&writer, members[ATTAIN].name, VERSION);
    attain__currency_write(&writer, document);
    attain__calendar_write(&writer, document);
    attain__goals_write(&writer, document);
    attain__segments_write(&writer, document);
    attain__pay_write(&writer, document);
    attain__json_close(&writer, '}');
    return attain__json_finish(&writer);
}

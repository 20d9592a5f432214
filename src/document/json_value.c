/* Typed access to a JSON tree: kinds, members, words; and errors that say where in the document they are. */
#include <stdio.h>
#include <string.h>

#include "document/document_internal.h"

const attain__json_value *attain__json_root(const attain__json *json)
{
    return json->values;
}

const attain__json_value *attain__json_first(const attain__json *json, const attain__json_value *value)
{
    return value->first == 0 ? NULL : &json->values[value->first];
}

const attain__json_value *attain__json_next(const attain__json *json, const attain__json_value *value)
{
    return value->next == 0 ? NULL : &json->values[value->next];
}

const attain__json_value *attain__json_member(const attain__json *json, const attain__json_value *value,
                                              const char *name)
{
    const attain__json_value *child;

    if (value->kind != ATTAIN__JSON_OBJECT)
        return NULL;
    for (child = attain__json_first(json, value); child != NULL; child = attain__json_next(json, child))
        if (attain__text_equal(child->name, child->name_length, name, strlen(name)))
            return child;
    return NULL;
}

const attain__json_value *attain__json_element(const attain__json *json, const attain__json_value *value, int64_t place)
{
    const attain__json_value *child;

    if (value->kind != ATTAIN__JSON_ARRAY || place < 0 || (uint64_t)place >= value->count)
        return NULL;
    for (child = attain__json_first(json, value); place > 0; place--)
        child = attain__json_next(json, child);
    return child;
}

/* ---- paths ---- */

/* A path that is written from its end to its front. */
typedef struct path {
    char *buffer;
    size_t start; /* of what is written so far */
    int full;
} path;

static void prepend(path *p, const char *text, size_t length)
{
    if (p->full || length + 3 > p->start) { /* leave room for "..." */
        p->full = 1;
        return;
    }
    p->start -= length;
    memcpy(p->buffer + p->start, text, length);
}

static int is_plain_name(const char *name, size_t length)
{
    size_t i;

    for (i = 0; i < length; i++) {
        char c = name[i];

        if (!(c >= 'a' && c <= 'z') && !(c >= 'A' && c <= 'Z') && !(c >= '0' && c <= '9') && c != '_' && c != '-' &&
            c != '$')
            return 0;
    }
    return length > 0;
}

static void prepend_name(path *p, const char *name, size_t length)
{
    if (is_plain_name(name, length)) {
        prepend(p, name, length);
        return;
    }
    prepend(p, "\"", 1);
    while (length > 0) {
        size_t character = 1; /* whole characters, so that a cut never splits one */

        while (character < length && ((unsigned char)name[length - character] & 0xC0u) == 0x80u)
            character++;
        length -= character;
        prepend(p, name + length, character);
        if (name[length] == '"' || name[length] == '\\')
            prepend(p, "\\", 1);
    }
    prepend(p, "\"", 1);
}

static void prepend_value(path *p, const attain__json *json, const attain__json_value *value)
{
    while (value != attain__json_root(json)) {
        const attain__json_value *parent = &json->values[value->parent];

        if (value->name != NULL) {
            prepend_name(p, value->name, value->name_length);
            if (parent != attain__json_root(json))
                prepend(p, ".", 1);
        } else {
            char index[32];
            int length = snprintf(index, sizeof index, "[%lu]", (unsigned long)value->place);

            prepend(p, index, (size_t)length);
        }
        value = parent;
    }
}

/* Moves the finished path to the front of its buffer. */
static void finish_path(path *p)
{
    if (p->full) {
        p->start -= 3;
        memcpy(p->buffer + p->start, "...", 3);
    }
    memmove(p->buffer, p->buffer + p->start, ATTAIN__ARGUMENT_CAPACITY - p->start);
}

static void begin_path(path *p, char *buffer)
{
    p->buffer = buffer;
    p->start = ATTAIN__ARGUMENT_CAPACITY - 1;
    p->full = 0;
    buffer[p->start] = '\0';
}

void attain__json_path(const attain__json *json, const attain__json_value *value, char *buffer)
{
    path p;

    begin_path(&p, buffer);
    if (value == attain__json_root(json))
        prepend(&p, "text", 4);
    else
        prepend_value(&p, json, value);
    finish_path(&p);
}

/* ---- errors ---- */

/* Of arrays and objects, which have no text, the value is what the caller knows, or NULL. */
static attain_status record(const attain__json *json, const attain__json_value *value, const char *where,
                            attain_status status, const char *known, const char *message)
{
    char detail[ATTAIN__DETAIL_CAPACITY];
    size_t line, column, length = known == NULL ? 0 : strlen(known);

    attain__json_place(json, value->offset, &line, &column);
    snprintf(detail, sizeof detail, "%.200s (line %lu, column %lu)", message, (unsigned long)line,
             (unsigned long)column);
    if (value->text != NULL) {
        known = value->text;
        length = value->length;
    }
    return attain__error_text(json->context, status, where, ATTAIN__NO_ROW, known, length, detail);
}

attain_status attain__json_error(const attain__json *json, const attain__json_value *value, attain_status status,
                                 const char *message)
{
    char where[ATTAIN__ARGUMENT_CAPACITY];

    attain__json_path(json, value, where);
    return record(json, value, where, status, NULL, message);
}

attain_status attain__json_refused(const attain__json *json, const attain__json_value *value, attain_status status)
{
    const attain_context *context = json->context;
    const attain__json_value *part = attain__json_element(json, value, context->row);
    char where[ATTAIN__ARGUMENT_CAPACITY], known[ATTAIN__VALUE_CAPACITY], message[ATTAIN__DETAIL_CAPACITY];

    if (status == ATTAIN_ERROR_MEMORY)
        return status;
    if (part == NULL)
        part = attain__json_member(json, value, context->argument);
    if (part == NULL)
        part = value;
    attain__json_path(json, part, where);
    memcpy(known, context->value, sizeof known);
    memcpy(message, context->detail, sizeof message);
    return record(json, part, where, status == ATTAIN_ERROR_ARGUMENT ? ATTAIN_ERROR_VALUE : status, known, message);
}

attain_status attain__json_missing(const attain__json *json, const attain__json_value *object, const char *name)
{
    char where[ATTAIN__ARGUMENT_CAPACITY];
    path p;

    begin_path(&p, where);
    prepend_name(&p, name, strlen(name));
    if (object != attain__json_root(json)) {
        prepend(&p, ".", 1);
        prepend_value(&p, json, object);
    }
    finish_path(&p);
    return record(json, object, where, ATTAIN_ERROR_SCHEMA, NULL, "is missing");
}

/* ---- kinds ---- */

static attain_status expect(const attain__json *json, const attain__json_value *value, int right, const char *wanted)
{
    static const char *const kinds[] = {"", "null", "true or false", "a number", "text", "an array", "an object"};
    char message[96];

    if (right)
        return ATTAIN_OK;
    snprintf(message, sizeof message, "must be %s, not %s", wanted, kinds[value->kind]);
    return attain__json_error(json, value, ATTAIN_ERROR_SCHEMA, message);
}

attain_status attain__json_array(const attain__json *json, const attain__json_value *value)
{
    return expect(json, value, value->kind == ATTAIN__JSON_ARRAY, "an array");
}

attain_status attain__json_list(const attain__json *json, const attain__json_value *value, size_t most)
{
    attain_status status = attain__json_array(json, value);
    char message[64];

    if (status != ATTAIN_OK || (value->count >= 1 && value->count <= most))
        return status;
    snprintf(message, sizeof message, "must have 1 to %lu elements, not %lu", (unsigned long)most,
             (unsigned long)value->count);
    return attain__json_error(json, value, ATTAIN_ERROR_VALUE, message);
}

attain_status attain__json_text(const attain__json *json, const attain__json_value *value)
{
    return expect(json, value, value->kind == ATTAIN__JSON_TEXT, "text");
}

/* ---- members and words ---- */

/* Records that a value is none of the known names, and lists these. */
static attain_status unknown(const attain__json *json, const attain__json_value *value, attain_status status,
                             const char *intro, const attain__json_name *names, size_t count)
{
    char message[ATTAIN__DETAIL_CAPACITY];
    size_t used = (size_t)snprintf(message, sizeof message, "%s", intro);
    size_t i;

    for (i = 0; i < count && used < sizeof message; i++)
        used += (size_t)snprintf(message + used, sizeof message - used, "%s%s", i == 0 ? " " : ", ", names[i].name);
    return attain__json_error(json, value, status, message);
}

/* Index of the name, or count when it is none of them. */
static size_t find_name(const attain__json_name *names, size_t count, const char *text, size_t length)
{
    size_t i;

    for (i = 0; i < count; i++)
        if (attain__text_equal(text, length, names[i].name, strlen(names[i].name)))
            break;
    return i;
}

attain_status attain__json_members(const attain__json *json, const attain__json_value *value,
                                   const attain__json_name *members, size_t count, const attain__json_value **found)
{
    const attain__json_value *child;
    attain_status status = expect(json, value, value->kind == ATTAIN__JSON_OBJECT, "an object");
    size_t i;

    if (status != ATTAIN_OK)
        return status;
    for (i = 0; i < count; i++)
        found[i] = NULL;
    for (child = attain__json_first(json, value); child != NULL; child = attain__json_next(json, child)) {
        i = find_name(members, count, child->name, child->name_length);
        if (i == count)
            return unknown(json, child, ATTAIN_ERROR_SCHEMA, "is not known here; known are", members, count);
        found[i] = child;
    }
    for (i = 0; i < count; i++)
        if (members[i].number != 0 && found[i] == NULL)
            return attain__json_missing(json, value, members[i].name);
    return ATTAIN_OK;
}

attain_status attain__json_choose(const attain__json *json, const attain__json_value *value,
                                  const attain__json_name *words, size_t count, int32_t *out)
{
    attain_status status = attain__json_text(json, value);
    size_t i;

    if (status != ATTAIN_OK)
        return status;
    i = find_name(words, count, value->text, value->length);
    if (i == count)
        return unknown(json, value, ATTAIN_ERROR_VALUE, "is not known; known:", words, count);
    *out = words[i].number;
    return ATTAIN_OK;
}

const char *attain__json_word(const attain__json_name *words, size_t count, int32_t constant)
{
    size_t i;

    for (i = 0; i + 1 < count; i++)
        if (words[i].number == constant)
            break;
    return words[i].name;
}

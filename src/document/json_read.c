/* Reads JSON (RFC 8259) into a flat tree, without recursion. Texts are decoded, numbers stay as they are written. */
#include <stdio.h>
#include <string.h>

#include "document/document_internal.h"
#include "table/table_internal.h"

#define NO_VALUE SIZE_MAX

typedef struct parser {
    attain__json *json;
    size_t at;    /* the byte that is read next */
    size_t open;  /* the array or object that is being read, or NO_VALUE */
    size_t depth; /* how many are open */
} parser;

/* ---- errors ---- */

void attain__json_place(const attain__json *json, size_t offset, size_t *line, size_t *column)
{
    size_t i;

    *line = 1;
    *column = 1;
    for (i = 0; i < offset && i < json->length; i++) {
        char byte = json->text[i];

        if (byte == '\n' || (byte == '\r' && (i + 1 == json->length || json->text[i + 1] != '\n'))) {
            *line += 1;
            *column = 1;
        } else if (((unsigned char)byte & 0xC0u) != 0x80u && !(i == 0 && byte == '\xEF')) {
            *column += 1; /* a character counts at its first byte, a byte order mark not at all */
        }
    }
}

static int in_word(char byte)
{
    return (byte >= '0' && byte <= '9') || (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') ||
           byte == '+' || byte == '-' || byte == '.' || byte == '_';
}

/* Records what is wrong at a byte, with the word or the character there as the value. */
static attain_status fail(const parser *p, size_t at, const char *message)
{
    const attain__json *json = p->json;
    size_t length = 0, line, column;
    char detail[ATTAIN__DETAIL_CAPACITY];

    while (at + length < json->length && in_word(json->text[at + length]))
        length++;
    if (length == 0 && at < json->length)
        do
            length++;
        while (at + length < json->length && ((unsigned char)json->text[at + length] & 0xC0u) == 0x80u);
    attain__json_place(json, at, &line, &column);
    snprintf(detail, sizeof detail, "line %lu, column %lu: %s%s", (unsigned long)line, (unsigned long)column,
             at >= json->length ? "the text ends here; " : "", message);
    return attain__error_text(json->context, ATTAIN_ERROR_FORMAT, "text", ATTAIN__NO_ROW,
                              length > 0 ? json->text + at : NULL, length, detail);
}

/* ---- characters ---- */

static char peek(const parser *p)
{
    return p->at < p->json->length ? p->json->text[p->at] : '\0';
}

static void skip_blanks(parser *p)
{
    while (p->at < p->json->length && memchr(" \t\n\r", p->json->text[p->at], 4) != NULL)
        p->at++;
}

static void put_character(attain__json *json, uint32_t code)
{
    unsigned char *out = (unsigned char *)json->characters + json->used;

    if (code < 0x80u) {
        out[0] = (unsigned char)code;
        json->used += 1;
    } else if (code < 0x800u) {
        out[0] = (unsigned char)(0xC0u | code >> 6);
        out[1] = (unsigned char)(0x80u | (code & 0x3Fu));
        json->used += 2;
    } else if (code < 0x10000u) {
        out[0] = (unsigned char)(0xE0u | code >> 12);
        out[1] = (unsigned char)(0x80u | (code >> 6 & 0x3Fu));
        out[2] = (unsigned char)(0x80u | (code & 0x3Fu));
        json->used += 3;
    } else {
        out[0] = (unsigned char)(0xF0u | code >> 18);
        out[1] = (unsigned char)(0x80u | (code >> 12 & 0x3Fu));
        out[2] = (unsigned char)(0x80u | (code >> 6 & 0x3Fu));
        out[3] = (unsigned char)(0x80u | (code & 0x3Fu));
        json->used += 4;
    }
}

/* Reads "\u" and four digits at the byte read next, if they stand there; returns whether they do. */
static int read_unit(parser *p, uint32_t *unit)
{
    const char *text = p->json->text + p->at;
    size_t i;

    if (p->json->length - p->at < 6 || text[0] != '\\' || text[1] != 'u')
        return 0;
    *unit = 0;
    for (i = 2; i < 6; i++) {
        char c = text[i];

        if (c >= '0' && c <= '9')
            *unit = *unit << 4 | (uint32_t)(c - '0');
        else if (c >= 'a' && c <= 'f')
            *unit = *unit << 4 | (uint32_t)(c - 'a' + 10);
        else if (c >= 'A' && c <= 'F')
            *unit = *unit << 4 | (uint32_t)(c - 'A' + 10);
        else
            return 0;
    }
    p->at += 6;
    return 1;
}

static attain_status read_escape(parser *p)
{
    static const char names[] = "\"\\/bfnrt", characters[] = "\"\\/\b\f\n\r\t";
    size_t start = p->at;
    char name = p->at + 1 < p->json->length ? p->json->text[p->at + 1] : '\0';
    const char *known = name == '\0' ? NULL : strchr(names, name);
    uint32_t code, low;

    if (known != NULL) {
        put_character(p->json, (uint32_t)(unsigned char)characters[known - names]);
        p->at += 2;
        return ATTAIN_OK;
    }
    if (name != 'u')
        return fail(p, start, "an escape is \\\" \\\\ \\/ \\b \\f \\n \\r \\t or \\u with four hexadecimal digits");
    if (!read_unit(p, &code))
        return fail(p, start, "\\u needs four hexadecimal digits");
    if (code >= 0xD800u && code <= 0xDFFFu) {
        if (code >= 0xDC00u || !read_unit(p, &low) || low < 0xDC00u || low > 0xDFFFu)
            return fail(p, start, "this half of a surrogate pair lacks the other");
        code = 0x10000u + ((code - 0xD800u) << 10) + (low - 0xDC00u);
    }
    put_character(p->json, code);
    return ATTAIN_OK;
}

/* Reads text in double quotes; its characters come behind those of the texts before it. */
static attain_status read_text(parser *p, const char **text, size_t *length)
{
    attain__json *json = p->json;
    size_t start = json->used;

    p->at++;
    for (;;) {
        char c = peek(p);

        if (p->at >= json->length)
            return fail(p, p->at, "a double quote must end the text");
        if ((unsigned char)c < 0x20u)
            return fail(p, p->at, "text must not hold line ends or control characters; write \\n, \\t or \\u");
        if (c == '"')
            break;
        if (c == '\\') {
            attain_status status = read_escape(p);

            if (status != ATTAIN_OK)
                return status;
        } else {
            json->characters[json->used++] = c;
            p->at++;
        }
    }
    p->at++;
    *text = json->characters + start;
    *length = json->used - start;
    return ATTAIN_OK;
}

/* ---- values ---- */

static size_t count_digits(const char *text, size_t length)
{
    size_t count = 0;

    while (count < length && text[count] >= '0' && text[count] <= '9')
        count++;
    return count;
}

/* Whether the whole word is a JSON number: -?(0|[1-9][0-9]*)(.[0-9]+)?([eE][+-]?[0-9]+)? */
static int is_number(const char *word, size_t length)
{
    size_t at = length > 0 && word[0] == '-' ? 1 : 0;
    size_t digits = count_digits(word + at, length - at);

    if (digits == 0 || (digits > 1 && word[at] == '0'))
        return 0;
    at += digits;
    if (at < length && word[at] == '.') {
        digits = count_digits(word + at + 1, length - at - 1);
        if (digits == 0)
            return 0;
        at += 1 + digits;
    }
    if (at < length && (word[at] == 'e' || word[at] == 'E')) {
        at++;
        if (at < length && (word[at] == '+' || word[at] == '-'))
            at++;
        digits = count_digits(word + at, length - at);
        if (digits == 0)
            return 0;
        at += digits;
    }
    return at == length;
}

static attain_status read_word(parser *p, attain__json_value *value)
{
    const char *word = p->json->text + p->at;
    size_t length = 0;

    while (p->at + length < p->json->length && in_word(word[length]))
        length++;
    if (length == 0)
        return fail(p, p->at,
                    peek(p) == '/'    ? "JSON has no comments"
                    : peek(p) == '\'' ? "text needs double quotes"
                                      : "a value must stand here");
    if (is_number(word, length))
        value->kind = ATTAIN__JSON_NUMBER;
    else if (attain__text_equal(word, length, "true", 4) || attain__text_equal(word, length, "false", 5))
        value->kind = ATTAIN__JSON_BOOLEAN;
    else if (attain__text_equal(word, length, "null", 4))
        value->kind = ATTAIN__JSON_NULL;
    else if (memchr("+-.0123456789", word[0], 13) != NULL)
        return fail(p, p->at, "is not a JSON number: digits without a zero in front, then perhaps .5 or e6");
    else
        return fail(p, p->at, "is not a JSON value: text needs double quotes; NaN and Infinity are none");
    value->text = word;
    value->length = length;
    p->at += length;
    return ATTAIN_OK;
}

/* Puts a value behind the children of the array or object that is open. */
static attain_status add_value(parser *p, const attain__json_value *value)
{
    attain__json *json = p->json;
    void *block = json->values;
    attain_status status = attain__grow(json->context, json->count, &json->capacity, sizeof *json->values, &block);

    if (status != ATTAIN_OK)
        return status;
    json->values = block;
    json->values[json->count] = *value;
    if (p->open != NO_VALUE) {
        attain__json_value *parent = &json->values[p->open];

        json->values[json->count].parent = p->open;
        json->values[json->count].place = parent->count;
        if (parent->count == 0)
            parent->first = json->count;
        else
            json->values[parent->last].next = json->count;
        parent->last = json->count;
        parent->count++;
    }
    json->count++;
    return ATTAIN_OK;
}

/* Reads a value; an array or object is only opened. */
static attain_status read_value(parser *p, const char *name, size_t name_length)
{
    attain__json_value value = {0};
    attain_status status = ATTAIN_OK;
    char c = peek(p);

    value.name = name;
    value.name_length = name_length;
    value.offset = p->at;
    if (c == '{' || c == '[') {
        value.kind = c == '{' ? ATTAIN__JSON_OBJECT : ATTAIN__JSON_ARRAY;
        if (p->depth == ATTAIN__JSON_DEPTH)
            return fail(p, p->at, "arrays and objects lie more than 64 deep");
        p->at++;
    } else if (c == '"') {
        value.kind = ATTAIN__JSON_TEXT;
        status = read_text(p, &value.text, &value.length);
    } else {
        status = read_word(p, &value);
    }
    if (status == ATTAIN_OK)
        status = add_value(p, &value);
    if (status == ATTAIN_OK && value.text == NULL) {
        p->open = p->json->count - 1;
        p->depth++;
    }
    return status;
}

/* Reads the next child of the array or object that is open, or closes it. */
static attain_status read_next(parser *p)
{
    const attain__json_value *open = &p->json->values[p->open];
    int object = open->kind == ATTAIN__JSON_OBJECT;
    const char *name = NULL;
    size_t name_length = 0;
    attain_status status;

    skip_blanks(p);
    if (peek(p) == (object ? '}' : ']')) {
        p->at++;
        p->depth--;
        p->open = p->depth == 0 ? NO_VALUE : open->parent;
        return ATTAIN_OK;
    }
    if (open->count > 0) {
        if (peek(p) != ',')
            return fail(p, p->at, object ? "a comma or } must stand here" : "a comma or ] must stand here");
        p->at++;
        skip_blanks(p);
        if (peek(p) == (object ? '}' : ']'))
            return fail(p, p->at, "no comma may stand before this");
    }
    if (object) {
        if (peek(p) != '"')
            return fail(p, p->at, "a member must stand here, its name in double quotes");
        status = read_text(p, &name, &name_length);
        if (status != ATTAIN_OK)
            return status;
        skip_blanks(p);
        if (peek(p) != ':')
            return fail(p, p->at, "a colon must follow the name of a member");
        p->at++;
        skip_blanks(p);
    }
    return read_value(p, name, name_length);
}

/* ---- repeated members ---- */

static int compare_members(const void *user, size_t a, size_t b)
{
    const attain__json_value *values = user;

    if (values[a].parent != values[b].parent)
        return values[a].parent < values[b].parent ? -1 : 1;
    return attain__text_compare(values[a].name, values[a].name_length, values[b].name, values[b].name_length);
}

/* Finds the first member of the text that its object has already. */
static attain_status check_repeated(attain__json *json)
{
    attain_context *context = json->context;
    size_t count = 0, repeated = 0, i;
    size_t *members;
    void *block;
    attain_status status = attain__allocate(context, json->count, sizeof *members, &block);

    if (status != ATTAIN_OK)
        return status;
    members = block;
    for (i = 0; i < json->count; i++)
        if (json->values[i].name != NULL)
            members[count++] = i;
    status = attain__sort(context, members, count, compare_members, json->values);
    if (status == ATTAIN_OK) {
        for (i = 1; i < count; i++)
            if (compare_members(json->values, members[i - 1], members[i]) == 0 &&
                (repeated == 0 || members[i] < repeated))
                repeated = members[i];
        if (repeated != 0)
            status =
                attain__json_error(json, &json->values[repeated], ATTAIN_ERROR_SCHEMA, "stands here a second time");
    }
    attain__release(&context->allocator, members);
    return status;
}

/* ---- the whole ---- */

static attain_status read_all(parser *p)
{
    attain__json *json = p->json;
    size_t valid = attain__utf8_check(json->text, json->length);
    attain_status status;

    if (valid != json->length)
        return fail(p, valid, "is not UTF-8");
    if (json->length >= 3 && memcmp(json->text, "\xEF\xBB\xBF", 3) == 0)
        p->at = 3;
    skip_blanks(p);
    status = read_value(p, NULL, 0);
    while (status == ATTAIN_OK && p->depth > 0)
        status = read_next(p);
    if (status != ATTAIN_OK)
        return status;
    skip_blanks(p);
    if (p->at < json->length)
        return fail(p, p->at, "nothing may follow the end of the document");
    return ATTAIN_OK;
}

attain_status attain__json_read(attain_context *context, const char *text, size_t length, attain__json *out)
{
    parser p;
    void *block;
    attain_status status;

    memset(out, 0, sizeof *out);
    out->context = context;
    out->text = text;
    out->length = length;
    status = attain__allocate(context, length, 1, &block); /* no text has more bytes than its escapes and quotes */
    if (status != ATTAIN_OK)
        return status;
    out->characters = block;
    memset(&p, 0, sizeof p);
    p.json = out;
    p.open = NO_VALUE;
    status = read_all(&p);
    return status == ATTAIN_OK ? check_repeated(out) : status;
}

void attain__json_release(attain__json *json)
{
    if (json->context != NULL) {
        attain__release(&json->context->allocator, json->values);
        attain__release(&json->context->allocator, json->characters);
    }
    memset(json, 0, sizeof *json);
}

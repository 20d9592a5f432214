/* Writes JSON: where commas, line ends and blanks go, and exact numbers as text. */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "document/document_internal.h"
#include "number/number_internal.h"

#define INDENT 2

void attain__json_begin(attain__json_writer *writer, attain_context *context, attain_write_function write, void *user)
{
    attain__writer_start(&writer->out, context, write, user);
    writer->depth = 0;
    writer->inline_depth = 0;
    writer->fresh = 1;
}

attain_status attain__json_finish(attain__json_writer *writer)
{
    attain__put_char(&writer->out, '\n');
    return attain__writer_finish(&writer->out);
}

static void put_line(attain__json_writer *writer)
{
    int32_t i;

    attain__put_char(&writer->out, '\n');
    for (i = 0; i < writer->depth * INDENT; i++)
        attain__put_char(&writer->out, ' ');
}

/* What comes before a value: comma, line end, name. */
static void put_front(attain__json_writer *writer, const char *name)
{
    if (!writer->fresh)
        attain__put_char(&writer->out, ',');
    if (writer->inline_depth == 0 && writer->depth > 0)
        put_line(writer);
    else if (!writer->fresh)
        attain__put_char(&writer->out, ' ');
    writer->fresh = 0;
    if (name != NULL) {
        attain__put_json(&writer->out, name, strlen(name));
        attain__put_terminated(&writer->out, ": ");
    }
}

void attain__json_open(attain__json_writer *writer, const char *name, char bracket)
{
    put_front(writer, name);
    attain__put_char(&writer->out, bracket);
    writer->depth++;
    writer->fresh = 1;
}

void attain__json_open_inline(attain__json_writer *writer, const char *name, char bracket)
{
    attain__json_open(writer, name, bracket);
    if (writer->inline_depth == 0)
        writer->inline_depth = writer->depth;
}

void attain__json_close(attain__json_writer *writer, char bracket)
{
    int32_t on_lines = writer->inline_depth == 0 && !writer->fresh;

    if (writer->inline_depth == writer->depth)
        writer->inline_depth = 0;
    writer->depth--;
    if (on_lines)
        put_line(writer);
    attain__put_char(&writer->out, bracket);
    writer->fresh = 0;
}

void attain__json_put_text(attain__json_writer *writer, const char *name, const char *text, size_t length)
{
    put_front(writer, name);
    attain__put_json(&writer->out, text, length);
}

void attain__json_put_word(attain__json_writer *writer, const char *name, const char *word)
{
    attain__json_put_text(writer, name, word, strlen(word));
}

void attain__json_put_integer(attain__json_writer *writer, const char *name, int64_t value)
{
    char text[ATTAIN_DECIMAL_CAPACITY];

    snprintf(text, sizeof text, "%" PRId64, value);
    put_front(writer, name);
    attain__put_terminated(&writer->out, text);
}

void attain__json_put_amount(attain__json_writer *writer, const char *name, attain_amount value, int32_t decimals)
{
    char text[ATTAIN__I128_CAPACITY];
    size_t length = attain__i128_format(attain__i128_from(value), decimals, 0, text);

    attain__json_put_text(writer, name, text, length);
}

void attain__json_put_rate(attain__json_writer *writer, const char *name, attain_rate value)
{
    char text[ATTAIN_DECIMAL_CAPACITY];
    size_t length = attain__rate_format(value, text);

    attain__json_put_text(writer, name, text, length);
}

/* A whole number stands as such, any other as text, so that no reader takes it for a double. */
void attain__json_put_weight(attain__json_writer *writer, const char *name, int64_t value, int32_t decimals)
{
    char text[ATTAIN__I128_CAPACITY];
    size_t length = attain__i128_format(attain__i128_from(value), decimals, 1, text);

    if (memchr(text, '.', length) != NULL) {
        attain__json_put_text(writer, name, text, length);
        return;
    }
    put_front(writer, name);
    attain__put(&writer->out, text, length);
}

/* Writing: bytes gathered in a fixed buffer on their way to a write callback, and JSON strings. */
#include <string.h>

#include "base/base_internal.h"

void attain__writer_start(attain__writer *writer, attain_context *context, attain_write_function write, void *user)
{
    writer->context = context;
    writer->write = write;
    writer->user = user;
    writer->status = ATTAIN_OK;
    writer->length = 0;
}

static void flush(attain__writer *writer)
{
    if (writer->status == ATTAIN_OK && writer->length > 0 &&
        writer->write(writer->buffer, writer->length, writer->user) != 0)
        writer->status = attain__error(writer->context, ATTAIN_ERROR_WRITE, "write", ATTAIN__NO_ROW,
                                       "the write callback did not take the bytes");
    writer->length = 0;
}

void attain__put(attain__writer *writer, const char *bytes, size_t length)
{
    while (length > 0 && writer->status == ATTAIN_OK) {
        size_t room = sizeof writer->buffer - writer->length;
        size_t part = length < room ? length : room;

        memcpy(writer->buffer + writer->length, bytes, part);
        writer->length += part;
        bytes += part;
        length -= part;
        if (writer->length == sizeof writer->buffer)
            flush(writer);
    }
}

void attain__put_char(attain__writer *writer, char character)
{
    if (writer->status != ATTAIN_OK)
        return;
    writer->buffer[writer->length++] = character;
    if (writer->length == sizeof writer->buffer)
        flush(writer);
}

void attain__put_terminated(attain__writer *writer, const char *text)
{
    attain__put(writer, text, strlen(text));
}

/* The letter behind the backslash of a short escape, or 0. */
static char short_escape(unsigned char byte)
{
    switch (byte) {
    case '"':
        return '"';
    case '\\':
        return '\\';
    case '\n':
        return 'n';
    case '\r':
        return 'r';
    case '\t':
        return 't';
    default:
        return 0;
    }
}

void attain__put_json(attain__writer *writer, const char *text, size_t length)
{
    static const char digits[] = "0123456789abcdef";
    size_t from = 0, i;

    attain__put_char(writer, '"');
    for (i = 0; i < length; i++) {
        unsigned char byte = (unsigned char)text[i];
        char escape[6] = {'\\', 'u', '0', '0', '0', '0'};
        char letter = short_escape(byte);

        if (letter == 0 && byte >= 0x20u && byte != 0x7Fu)
            continue;
        attain__put(writer, text + from, i - from);
        from = i + 1;
        if (letter != 0) {
            escape[1] = letter;
            attain__put(writer, escape, 2);
        } else {
            escape[4] = digits[byte >> 4];
            escape[5] = digits[byte & 0x0Fu];
            attain__put(writer, escape, 6);
        }
    }
    attain__put(writer, text + from, length - from);
    attain__put_char(writer, '"');
}

attain_status attain__writer_finish(attain__writer *writer)
{
    flush(writer);
    return writer->status;
}

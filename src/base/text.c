/* Text: UTF-8, order by bytes, width on a terminal, hashes. */
#include <string.h>

#include "base/base_internal.h"

/* Decodes the sequence at text[0]; returns its bytes, or 0 when it is not UTF-8 (RFC 3629). */
static size_t decode(const unsigned char *text, size_t length, uint32_t *code)
{
    static const uint32_t least[] = {0, 0, 0x80, 0x800, 0x10000};
    size_t bytes, i;
    uint32_t value;

    if (text[0] < 0x80u) {
        *code = text[0];
        return 1;
    }
    if (text[0] >= 0xC2u && text[0] <= 0xDFu) {
        bytes = 2;
        value = text[0] & 0x1Fu;
    } else if (text[0] >= 0xE0u && text[0] <= 0xEFu) {
        bytes = 3;
        value = text[0] & 0x0Fu;
    } else if (text[0] >= 0xF0u && text[0] <= 0xF4u) {
        bytes = 4;
        value = text[0] & 0x07u;
    } else {
        return 0;
    }
    if (bytes > length)
        return 0;
    for (i = 1; i < bytes; i++) {
        if ((text[i] & 0xC0u) != 0x80u)
            return 0;
        value = value << 6 | (text[i] & 0x3Fu);
    }
    if (value < least[bytes] || value > 0x10FFFFu || (value >= 0xD800u && value <= 0xDFFFu))
        return 0;
    *code = value;
    return bytes;
}

size_t attain__utf8_check(const char *text, size_t length)
{
    const unsigned char *bytes = (const unsigned char *)text;
    size_t i = 0;

    while (i < length) {
        uint32_t code;
        size_t step = bytes[i] < 0x80u ? 1 : decode(bytes + i, length - i, &code);

        if (step == 0)
            return i;
        i += step;
    }
    return length;
}

attain_status attain__check_name(attain_context *context, const char *text, size_t length, const char *argument)
{
    size_t i;

    ATTAIN__CHECK(context, text != NULL, argument);
    if (length == 0)
        return attain__error(context, ATTAIN_ERROR_ARGUMENT, argument, ATTAIN__NO_ROW, "must not be empty");
    if (attain__utf8_check(text, length) != length)
        return attain__error_text(context, ATTAIN_ERROR_FORMAT, argument, ATTAIN__NO_ROW, text, length, "is not UTF-8");
    for (i = 0; i < length; i++)
        if ((unsigned char)text[i] < 0x20u || text[i] == 0x7F)
            return attain__error_text(context, ATTAIN_ERROR_FORMAT, argument, ATTAIN__NO_ROW, text, length,
                                      "must not hold control characters");
    return ATTAIN_OK;
}

const char *attain__lend_text(const char *text, size_t length, size_t *out)
{
    if (out != NULL)
        *out = length;
    return text;
}

static int is_wide(uint32_t code)
{
    return (code >= 0x1100u && code <= 0x115Fu) || (code >= 0x2E80u && code <= 0x303Eu) ||
           (code >= 0x3041u && code <= 0x33FFu) || (code >= 0x3400u && code <= 0x4DBFu) ||
           (code >= 0x4E00u && code <= 0x9FFFu) || (code >= 0xA000u && code <= 0xA4CFu) ||
           (code >= 0xAC00u && code <= 0xD7A3u) || (code >= 0xF900u && code <= 0xFAFFu) ||
           (code >= 0xFE30u && code <= 0xFE6Fu) || (code >= 0xFF00u && code <= 0xFF60u) ||
           (code >= 0xFFE0u && code <= 0xFFE6u) || (code >= 0x1F300u && code <= 0x1FAFFu) ||
           (code >= 0x20000u && code <= 0x3FFFDu);
}

static int is_combining(uint32_t code)
{
    return (code >= 0x0300u && code <= 0x036Fu) || (code >= 0x1AB0u && code <= 0x1AFFu) ||
           (code >= 0x200Bu && code <= 0x200Fu) || (code >= 0x20D0u && code <= 0x20FFu) ||
           (code >= 0xFE00u && code <= 0xFE0Fu);
}

size_t attain__text_width(const char *text, size_t length)
{
    const unsigned char *bytes = (const unsigned char *)text;
    size_t i = 0, width = 0;

    while (i < length) {
        uint32_t code = 0;
        size_t step = decode(bytes + i, length - i, &code);

        if (step == 0) /* not UTF-8: a terminal shows one replacement */
            step = 1;
        if (!is_combining(code))
            width += is_wide(code) ? 2 : 1;
        i += step;
    }
    return width;
}

int attain__text_compare(const char *a, size_t a_length, const char *b, size_t b_length)
{
    size_t shorter = a_length < b_length ? a_length : b_length;
    int order = shorter == 0 ? 0 : memcmp(a, b, shorter);

    if (order != 0)
        return order;
    return (a_length > b_length) - (a_length < b_length);
}

int attain__text_equal(const char *a, size_t a_length, const char *b, size_t b_length)
{
    return a_length == b_length && (a_length == 0 || memcmp(a, b, a_length) == 0);
}

/* The finisher of splitmix64, a bijection. */
uint64_t attain__number_hash(uint64_t number)
{
    number = (number ^ number >> 30) * UINT64_C(0xBF58476D1CE4E5B9);
    number = (number ^ number >> 27) * UINT64_C(0x94D049BB133111EB);
    return number ^ number >> 31;
}

uint64_t attain__text_hash(const char *text, size_t length, uint64_t seed)
{
    uint64_t hash = seed ^ (uint64_t)length;
    uint64_t bits;

    for (; length >= ATTAIN__HASH_WORD; text += ATTAIN__HASH_WORD, length -= ATTAIN__HASH_WORD) {
        memcpy(&bits, text, ATTAIN__HASH_WORD);
        hash = attain__number_hash(hash ^ bits);
    }
    bits = 0;
    while (length > 0)
        bits = bits << 8 | (unsigned char)text[--length];
    return attain__number_hash(hash ^ bits);
}

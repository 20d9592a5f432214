/* The error record: parts are kept apart, and a sentence is made of them for people. Nothing here allocates. */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/base_internal.h"

void attain__error_clear(attain_context *context)
{
    context->status = ATTAIN_OK;
    context->row = ATTAIN__NO_ROW;
    context->argument[0] = '\0';
    context->value[0] = '\0';
    context->detail[0] = '\0';
    context->message[0] = '\0';
}

/* Copies as much text as fits, never part of a UTF-8 sequence, control characters as blanks; what was cut ends in "...". */
static void put_text(char *target, size_t capacity, const char *text, size_t length)
{
    size_t room = capacity - 1;
    size_t kept = length;
    size_t i;

    if (length > room) {
        kept = room - 3;
        while (kept > 0 && ((unsigned char)text[kept] & 0xC0u) == 0x80u)
            kept--;
    }
    for (i = 0; i < kept; i++)
        target[i] = (unsigned char)text[i] < 0x20u || text[i] == 0x7F ? ' ' : text[i];
    if (length > room) {
        memcpy(target + kept, "...", 3);
        kept += 3;
    }
    target[kept] = '\0';
}

static void compose(attain_context *context)
{
    char row[32] = "";
    int has_argument = context->argument[0] != '\0';
    int has_row = context->row != ATTAIN__NO_ROW;
    int has_value = context->value[0] != '\0';

    if (has_row)
        snprintf(row, sizeof row, "row %" PRId64, context->row);
    snprintf(context->message, sizeof context->message, "%s%s%s%s%s%s%s%s%s", context->argument,
             has_argument && has_row ? ", " : "", row, (has_argument || has_row) && has_value ? ", " : "",
             has_value ? "value '" : "", context->value, has_value ? "'" : "",
             has_argument || has_row || has_value ? ": " : "", context->detail);
}

attain_status attain__error_text(attain_context *context, attain_status status, const char *argument, int64_t row,
                                 const char *value, size_t value_length, const char *message)
{
    attain__error_clear(context);
    context->status = status;
    context->row = row;
    if (argument != NULL)
        put_text(context->argument, sizeof context->argument, argument, strlen(argument));
    if (value != NULL) {
        size_t valid = attain__utf8_check(value, value_length);
        put_text(context->value, sizeof context->value, value, valid);
    }
    put_text(context->detail, sizeof context->detail, message, strlen(message));
    compose(context);
    return status;
}

attain_status attain__error(attain_context *context, attain_status status, const char *argument, int64_t row,
                            const char *message)
{
    return attain__error_text(context, status, argument, row, NULL, 0, message);
}

attain_status attain__error_i64(attain_context *context, attain_status status, const char *argument, int64_t row,
                                int64_t value, const char *message)
{
    char text[24];
    int length = snprintf(text, sizeof text, "%" PRId64, value);

    return attain__error_text(context, status, argument, row, text, (size_t)length, message);
}

attain_status attain__error_argument(attain_context *context, const char *argument)
{
    return attain__error(context, ATTAIN_ERROR_ARGUMENT, argument, ATTAIN__NO_ROW,
                         "is NULL or not a value this function knows");
}

attain_status attain__error_range(attain_context *context, const char *argument, int64_t value, int64_t low,
                                  int64_t high)
{
    char message[80];

    snprintf(message, sizeof message, "must be from %" PRId64 " to %" PRId64, low, high);
    return attain__error_i64(context, ATTAIN_ERROR_ARGUMENT, argument, ATTAIN__NO_ROW, value, message);
}

attain_status attain__error_index(attain_context *context, const char *argument, size_t index, size_t count)
{
    char message[64] = "there is none yet, and so no index";

    if (count > 0)
        snprintf(message, sizeof message, "must be an index from 0 to %" PRIu64, (uint64_t)count - 1);
    return attain__error_i64(context, ATTAIN_ERROR_ARGUMENT, argument, ATTAIN__NO_ROW, (int64_t)index, message);
}

attain_status attain__error_capacity(attain_context *context, size_t capacity, size_t least)
{
    char message[64];

    snprintf(message, sizeof message, "must be at least %" PRIu64 " bytes", (uint64_t)least);
    return attain__error_i64(context, ATTAIN_ERROR_ARGUMENT, "capacity", ATTAIN__NO_ROW, (int64_t)capacity, message);
}

attain_status attain__error_memory(attain_context *context)
{
    return attain__error(context, ATTAIN_ERROR_MEMORY, NULL, ATTAIN__NO_ROW, "out of memory");
}

attain_status attain__error_stranger(attain_context *context, const char *argument)
{
    return attain__error(context, ATTAIN_ERROR_ARGUMENT, argument, ATTAIN__NO_ROW,
                         "takes its memory from another allocator than this context: change it through one that has "
                         "the allocator it was made with");
}

void attain__error_relocate(attain_context *context, const char *argument)
{
    put_text(context->argument, sizeof context->argument, argument, strlen(argument));
    context->row = ATTAIN__NO_ROW;
    compose(context);
}

/* The context: made, destroyed, asked. */
#include <stdlib.h>
#include <string.h>

#include "base/base_internal.h"

static void *standard_reallocate(void *block, size_t size, void *user)
{
    (void)user;
    if (size == 0) {
        free(block);
        return NULL;
    }
    return realloc(block, size);
}

attain_status attain_context_create(const attain_allocator *allocator, attain_context **out)
{
    attain_allocator chosen = {standard_reallocate, NULL};
    attain_context *context;

    if (allocator != NULL) {
        if (allocator->reallocate == NULL)
            return ATTAIN_ERROR_ARGUMENT;
        chosen = *allocator;
    }
    if (out == NULL)
        return ATTAIN_ERROR_ARGUMENT;
    context = chosen.reallocate(NULL, sizeof *context, chosen.user);
    if (context == NULL)
        return ATTAIN_ERROR_MEMORY;
    memset(context, 0, sizeof *context);
    context->allocator = chosen;
    context->row = ATTAIN__NO_ROW;
    *out = context;
    return ATTAIN_OK;
}

void attain_context_destroy(attain_context *context)
{
    if (context != NULL) {
        attain_allocator allocator = context->allocator;
        attain__release(&allocator, context);
    }
}

attain_status attain_context_set_progress(attain_context *context, attain_progress_function progress, void *user)
{
    ATTAIN__ENTER(context);
    context->progress = progress;
    context->progress_user = user;
    return ATTAIN_OK;
}

void attain__progress_start(attain_context *context, uint64_t total)
{
    context->work_passed = 0;
    context->work_total = total;
}

void attain__progress_pass(attain_context *context, uint64_t units)
{
    context->work_passed += units;
}

attain_status attain__progress(attain_context *context, uint64_t done)
{
    if (context->progress != NULL &&
        context->progress(context->work_passed + done, context->work_total, context->progress_user) != 0)
        return attain__error(context, ATTAIN_ERROR_CANCELLED, NULL, ATTAIN__NO_ROW,
                             "cancelled by the progress callback");
    return ATTAIN_OK;
}

const char *attain_context_error(const attain_context *context)
{
    return context == NULL ? "" : context->message;
}

attain_status attain_context_error_status(const attain_context *context)
{
    return context == NULL ? ATTAIN_ERROR_ARGUMENT : context->status;
}

const char *attain_context_error_argument(const attain_context *context)
{
    return context == NULL ? "" : context->argument;
}

int64_t attain_context_error_row(const attain_context *context)
{
    return context == NULL ? ATTAIN__NO_ROW : context->row;
}

const char *attain_context_error_value(const attain_context *context)
{
    return context == NULL ? "" : context->value;
}

/* Memory from the context's allocator, with sizes that cannot overflow and failures that set the record. */
#include <string.h>

#include "base/base_internal.h"

/* Bytes of an array, at least 1 so that a valid block comes back; 0 when there is no such size. */
static size_t array_size(size_t count, size_t size)
{
    if (size != 0 && count > (size_t)PTRDIFF_MAX / size)
        return 0;
    return count * size == 0 ? 1 : count * size;
}

attain_status attain__allocate(attain_context *context, size_t count, size_t size, void **out)
{
    void *block = NULL;
    attain_status status = attain__resize(context, count, size, &block);

    if (status == ATTAIN_OK)
        *out = block;
    return status;
}

attain_status attain__allocate_zeroed(attain_context *context, size_t count, size_t size, void **out)
{
    attain_status status = attain__allocate(context, count, size, out);

    if (status == ATTAIN_OK)
        memset(*out, 0, count * size);
    return status;
}

attain_status attain__resize(attain_context *context, size_t count, size_t size, void **block)
{
    size_t bytes = array_size(count, size);
    void *moved;

    if (bytes == 0)
        return attain__error_memory(context);
    moved = context->allocator.reallocate(*block, bytes, context->allocator.user);
    if (moved == NULL)
        return attain__error_memory(context);
    *block = moved;
    return ATTAIN_OK;
}

int attain__same_allocator(const attain_allocator *a, const attain_allocator *b)
{
    return a->reallocate == b->reallocate && a->user == b->user;
}

void attain__release(const attain_allocator *allocator, void *block)
{
    if (block != NULL)
        allocator->reallocate(block, 0, allocator->user);
}

attain_status attain__grow(attain_context *context, size_t count, size_t *capacity, size_t size, void **block)
{
    size_t wanted = *capacity < 8 ? 8 : *capacity;
    attain_status status;

    if (count < *capacity)
        return ATTAIN_OK;
    if (*capacity >= 8) {
        if (*capacity > SIZE_MAX / 2)
            return attain__error_memory(context);
        wanted = *capacity * 2;
    }
    status = attain__resize(context, wanted, size, block);
    if (status == ATTAIN_OK)
        *capacity = wanted;
    return status;
}

attain_status attain__text_copy(attain_context *context, const char *text, size_t length, char **out)
{
    void *block;
    char *copy;
    attain_status status;

    if (length == SIZE_MAX)
        return attain__error_memory(context);
    status = attain__allocate(context, length + 1, 1, &block);
    if (status != ATTAIN_OK)
        return status;
    copy = block;
    if (length > 0)
        memcpy(copy, text, length);
    copy[length] = '\0';
    *out = copy;
    return ATTAIN_OK;
}

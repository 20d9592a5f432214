#include "support/support.h"

#include <stdio.h>
#include <stdlib.h>

/* ---- counted memory ---- */

static void *counted(void *block, size_t size, void *user)
{
    support_memory *memory = user;
    void *moved;

    if (size == 0) {
        if (block != NULL)
            memory->live--;
        free(block);
        return NULL;
    }
    memory->asked++;
    if (memory->countdown >= 0 && memory->countdown-- == 0)
        return NULL;
    moved = realloc(block, size);
    if (moved != NULL && block == NULL)
        memory->live++;
    return moved;
}

attain_allocator support_allocator(support_memory *memory)
{
    attain_allocator allocator;

    allocator.reallocate = counted;
    allocator.user = memory;
    return allocator;
}

attain_context *support_context(support_memory *memory)
{
    attain_allocator allocator = support_allocator(memory);
    attain_context *context = NULL;

    if (attain_context_create(&allocator, &context) != ATTAIN_OK)
        fail_msg("no context");
    return context;
}

static support_memory test_memory = SUPPORT_MEMORY;

int support_setup(void **state)
{
    const support_memory fresh = SUPPORT_MEMORY;

    test_memory = fresh;
    *state = support_context(&test_memory);
    return 0;
}

int support_teardown(void **state)
{
    attain_context_destroy(*state);
    if (test_memory.live != 0)
        print_error("%ld blocks leaked\n", test_memory.live);
    return test_memory.live == 0 ? 0 : -1;
}

void support_memory_sweep(support_scenario scenario, void *user)
{
    long nth;

    for (nth = 0; nth < 1000000; nth++) {
        support_memory memory = SUPPORT_MEMORY;
        attain_context *context = support_context(&memory);
        attain_status status;

        memory.countdown = nth;
        status = scenario(context, user);
        if (status != ATTAIN_OK) {
            assert_int_equal(status, ATTAIN_ERROR_MEMORY);
            assert_int_equal(attain_context_error_status(context), ATTAIN_ERROR_MEMORY);
            assert_string_not_equal(attain_context_error(context), "");
        }
        memory.countdown = -1;
        if (memory.live != 1)
            fail_msg("allocation %ld failed: %ld blocks leaked", nth, memory.live - 1);
        attain_context_destroy(context);
        if (status == ATTAIN_OK) {
            assert_true(nth > 0); /* a scenario that allocates nothing proves nothing */
            return;
        }
    }
    fail_msg("the scenario never succeeds");
}

/* ---- statuses ---- */

void support_assert_ok(attain_context *context, attain_status status, const char *call, const char *file, int line)
{
    if (status != ATTAIN_OK) {
        print_error("%s\n  gave '%s': %s\n", call, attain_status_name(status), attain_context_error(context));
        _fail(file, line);
    }
}

void support_assert_fails(attain_context *context, attain_status got, attain_status status, const char *argument,
                          int64_t row, const char *call, const char *file, int line)
{
    const char *where = attain_context_error_argument(context);

    if (got != status || attain_context_error_status(context) != status || strcmp(where, argument) != 0 ||
        attain_context_error_row(context) != row || attain_context_error(context)[0] == '\0') {
        print_error("%s\n  gave '%s' at '%s' row %ld, wanted '%s' at '%s' row %ld: %s\n", call, attain_status_name(got),
                    where, (long)attain_context_error_row(context), attain_status_name(status), argument, (long)row,
                    attain_context_error(context));
        _fail(file, line);
    }
}

/* ---- text ---- */

int32_t support_write(const char *bytes, size_t length, void *user)
{
    support_text *text = user;

    if (text->length + length + 1 > text->capacity) {
        text->capacity = (text->length + length + 1) * 2;
        text->bytes = realloc(text->bytes, text->capacity);
        if (text->bytes == NULL)
            abort();
    }
    memcpy(text->bytes + text->length, bytes, length);
    text->length += length;
    text->bytes[text->length] = '\0';
    return 0;
}

void support_text_free(support_text *text)
{
    free(text->bytes);
    memset(text, 0, sizeof *text);
}

support_text support_csv(attain_context *context, const attain_table *table)
{
    support_text text = {NULL, 0, 0};

    ASSERT_OK(context,
              attain_table_write(context, table, ATTAIN_FORMAT_CSV, ATTAIN_LANGUAGE_ENGLISH, support_write, &text));
    return text;
}

void support_assert_csv(attain_context *context, const attain_table *table, const char *expected)
{
    support_text text = support_csv(context, table);

    assert_string_equal(text.bytes, expected);
    support_text_free(&text);
}

attain_table *support_read(attain_context *context, const attain_schema *schema, const char *text)
{
    attain_csv *csv = NULL;
    attain_table *table = NULL;

    ASSERT_OK(context, attain_csv_create(context, &csv));
    ASSERT_OK(context, attain_csv_read(context, csv, schema, text, strlen(text), &table));
    attain_csv_destroy(csv);
    return table;
}

/* ---- numbers ---- */

uint64_t support_random(uint64_t *seed)
{
    *seed ^= *seed >> 12;
    *seed ^= *seed << 25;
    *seed ^= *seed >> 27;
    return *seed * UINT64_C(2685821657736338717);
}

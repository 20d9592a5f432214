/* What tests share: a context per test, an allocator that counts and can be told to fail, and the out-of-memory sweep. */
#ifndef ATTAIN_TESTS_SUPPORT_H
#define ATTAIN_TESTS_SUPPORT_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include <attain.h>

/* CMocka set-up and tear-down: *state is an attain_context whose memory is counted; tear-down fails on a leak. */
int support_setup(void **state);
int support_teardown(void **state);

/* Memory that is counted and can be told to fail. */
typedef struct support_memory {
    long live;      /* blocks that are out */
    long asked;     /* allocations and resizes so far */
    long countdown; /* of these until one fails; negative: none does */
} support_memory;

#define SUPPORT_MEMORY                                                                                                 \
    {                                                                                                                  \
        0, 0, -1                                                                                                       \
    }

/* An allocator that takes from this memory, and a context made with it. */
attain_allocator support_allocator(support_memory *memory);
attain_context *support_context(support_memory *memory);

#define SUPPORT_TEST(function) cmocka_unit_test_setup_teardown(function, support_setup, support_teardown)

/* Asserts that a call succeeded, with the library's own message when it did not. */
#define ASSERT_OK(context, call) support_assert_ok((context), (call), #call, __FILE__, __LINE__)
void support_assert_ok(attain_context *context, attain_status status, const char *call, const char *file, int line);

/* Asserts that a call failed with a status, argument and row, and that message and status are set. */
#define ASSERT_FAILS(context, call, status, argument, row)                                                             \
    support_assert_fails((context), (call), (status), (argument), (row), #call, __FILE__, __LINE__)
void support_assert_fails(attain_context *context, attain_status got, attain_status status, const char *argument,
                          int64_t row, const char *call, const char *file, int line);

/* Runs `scenario` again and again, failing its 1st, 2nd, 3rd ... allocation, until it succeeds. The scenario makes its calls
 * with the context given, frees what it made, and returns the first status that is not ATTAIN_OK. Asserts that every failure
 * is ATTAIN_ERROR_MEMORY with a message, that nothing leaks, and that it succeeds in the end. */
typedef attain_status (*support_scenario)(attain_context *context, void *user);
void support_memory_sweep(support_scenario scenario, void *user);

/* Collects what a write callback is given, terminated; starts empty, freed with support_text_free(). */
typedef struct support_text {
    char *bytes;
    size_t length, capacity;
} support_text;
int32_t support_write(const char *bytes, size_t length, void *user);
void support_text_free(support_text *text);

/* The table as CSV text; freed with support_text_free(). */
support_text support_csv(attain_context *context, const attain_table *table);

/* Asserts that the table, written as CSV, is this text. */
void support_assert_csv(attain_context *context, const attain_table *table, const char *expected);

/* The next number of a small generator (xorshift64*), so that runs repeat. The seed is not 0. */
uint64_t support_random(uint64_t *seed);

/* Reads CSV text with a schema, two decimals. */
attain_table *support_read(attain_context *context, const attain_schema *schema, const char *text);

#endif

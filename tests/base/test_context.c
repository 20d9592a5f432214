/* The context: made, destroyed, its allocator and progress callback. */
#include <stdlib.h>

#include "support/support.h"

#include "base/base_internal.h"

static void *refuse(void *block, size_t size, void *user)
{
    (void)block;
    (void)size;
    (void)user;
    return NULL;
}

static void test_create(void **state)
{
    attain_allocator empty = {NULL, NULL}, poor = {refuse, NULL};
    attain_context *context = NULL;

    (void)state;
    assert_int_equal(attain_context_create(NULL, NULL), ATTAIN_ERROR_ARGUMENT);
    assert_int_equal(attain_context_create(&empty, &context), ATTAIN_ERROR_ARGUMENT);
    assert_int_equal(attain_context_create(&poor, &context), ATTAIN_ERROR_MEMORY);
    assert_null(context);
    assert_int_equal(attain_context_create(NULL, &context), ATTAIN_OK);
    assert_int_equal(attain_context_error_status(context), ATTAIN_OK);
    assert_int_equal(attain_context_error_row(context), -1);
    assert_string_equal(attain_context_error(context), "");
    attain_context_destroy(context);
    attain_context_destroy(NULL);
}

/* The standard allocator takes, grows and gives back. */
static void test_standard_memory(void **state)
{
    attain_context *context = NULL;
    void *block = NULL;

    (void)state;
    assert_int_equal(attain_context_create(NULL, &context), ATTAIN_OK);
    assert_int_equal(attain__allocate(context, 4, 2, &block), ATTAIN_OK);
    memcpy(block, "abcdefg", 8);
    assert_int_equal(attain__resize(context, 100000, 2, &block), ATTAIN_OK);
    assert_string_equal(block, "abcdefg");
    attain__release(&context->allocator, block);
    attain_context_destroy(context);
}

typedef struct calls {
    int count;
    int cancel_at;
    uint64_t done, total;
} calls;

static int32_t count_calls(uint64_t done, uint64_t total, void *user)
{
    calls *seen = user;

    seen->done = done;
    seen->total = total;
    return ++seen->count == seen->cancel_at ? -5 : 0;
}

static void test_progress(void **state)
{
    attain_context *context = *state;
    calls seen = {0, 2, 0, 0};

    attain__progress_start(context, 10);
    assert_int_equal(attain__progress(context, 1), ATTAIN_OK); /* nobody listens */
    ASSERT_OK(context, attain_context_set_progress(context, count_calls, &seen));
    assert_int_equal(attain__progress(context, 3), ATTAIN_OK);
    assert_true(seen.count == 1 && seen.done == 3 && seen.total == 10);
    attain__progress_pass(context, 4); /* the next pass counts from 0 and is told from 4 */
    ASSERT_FAILS(context, attain__progress(context, 6), ATTAIN_ERROR_CANCELLED, "", -1);
    assert_true(seen.count == 2 && seen.done == 10 && seen.total == 10);
    ASSERT_OK(context, attain_context_set_progress(context, NULL, NULL));
    assert_int_equal(attain__progress(context, 6), ATTAIN_OK);
    assert_int_equal(seen.count, 2);
    assert_int_equal(attain_context_set_progress(NULL, count_calls, &seen), ATTAIN_ERROR_ARGUMENT);
}

static void test_record_of_no_context(void **state)
{
    (void)state;
    assert_string_equal(attain_context_error(NULL), "");
    assert_int_equal(attain_context_error_status(NULL), ATTAIN_ERROR_ARGUMENT);
    assert_string_equal(attain_context_error_argument(NULL), "");
    assert_int_equal(attain_context_error_row(NULL), -1);
    assert_string_equal(attain_context_error_value(NULL), "");
}

/* A handle outlives the context it was made with. */
static void test_handle_outlives_context(void **state)
{
    attain_context *context = NULL;
    attain_calendar *calendar = NULL;

    (void)state;
    assert_int_equal(attain_context_create(NULL, &context), ATTAIN_OK);
    assert_int_equal(attain_calendar_create(context, &calendar), ATTAIN_OK);
    attain_context_destroy(context);
    assert_int_equal(attain_calendar_fiscal_start(calendar), 1);
    attain_calendar_destroy(calendar);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        SUPPORT_TEST(test_create),
        SUPPORT_TEST(test_standard_memory),
        SUPPORT_TEST(test_record_of_no_context),
        SUPPORT_TEST(test_progress),
        SUPPORT_TEST(test_handle_outlives_context),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

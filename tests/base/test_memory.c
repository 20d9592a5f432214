/* Memory: sizes that cannot overflow, growth, and failures that leave things as they were. */
#include "support/support.h"

#include "base/base_internal.h"

static void test_allocate(void **state)
{
    attain_context *context = *state;
    static const char zeros[40] = {0};
    void *block = NULL, *nothing = NULL, *zeroed = NULL;

    assert_int_equal(attain__allocate(context, 10, 4, &block), ATTAIN_OK);
    memset(block, 1, 40);
    assert_int_equal(attain__allocate(context, 0, 8, &nothing), ATTAIN_OK);
    assert_non_null(nothing);
    assert_int_equal(attain__allocate_zeroed(context, 10, 4, &zeroed), ATTAIN_OK);
    assert_memory_equal(zeroed, zeros, 40);
    attain__release(&context->allocator, block);
    attain__release(&context->allocator, nothing);
    attain__release(&context->allocator, zeroed);
    attain__release(&context->allocator, NULL);
}

static void test_sizes_that_are_none(void **state)
{
    attain_context *context = *state;
    void *block = NULL;
    char *copy = NULL;

    ASSERT_FAILS(context, attain__allocate(context, SIZE_MAX, 2, &block), ATTAIN_ERROR_MEMORY, "", -1);
    ASSERT_FAILS(context, attain__allocate_zeroed(context, SIZE_MAX / 2 + 2, 2, &block), ATTAIN_ERROR_MEMORY, "", -1);
    ASSERT_FAILS(context, attain__allocate(context, SIZE_MAX / 2 + 1, 1, &block), ATTAIN_ERROR_MEMORY, "", -1);
    assert_null(block);
    ASSERT_FAILS(context, attain__text_copy(context, "x", SIZE_MAX, &copy), ATTAIN_ERROR_MEMORY, "", -1);
    assert_null(copy);
    assert_int_equal(attain__allocate(context, 1, 8, &block), ATTAIN_OK);
    memcpy(block, "as it w", 8);
    ASSERT_FAILS(context, attain__resize(context, SIZE_MAX, SIZE_MAX, &block), ATTAIN_ERROR_MEMORY, "", -1);
    assert_string_equal(block, "as it w");
    attain__release(&context->allocator, block);
}

static void test_grow(void **state)
{
    attain_context *context = *state;
    size_t count, capacity = 0, grown = 0;
    void *block = NULL;

    for (count = 0; count < 1000; count++) {
        size_t before = capacity;

        assert_int_equal(attain__grow(context, count, &capacity, sizeof(size_t), &block), ATTAIN_OK);
        assert_true(capacity > count);
        grown += capacity != before;
        ((size_t *)block)[count] = count;
    }
    for (count = 0; count < 1000; count++)
        assert_int_equal(((size_t *)block)[count], count);
    assert_int_equal(grown, 8); /* 8, 16 ... 1024: it doubles */
    capacity = SIZE_MAX / 2 + 1;
    ASSERT_FAILS(context, attain__grow(context, capacity, &capacity, 1, &block), ATTAIN_ERROR_MEMORY, "", -1);
    assert_true(capacity == SIZE_MAX / 2 + 1);
    attain__release(&context->allocator, block);
}

static void test_text_copy(void **state)
{
    attain_context *context = *state;
    char *copy = NULL, *empty = NULL;

    assert_int_equal(attain__text_copy(context, "southward", 5, &copy), ATTAIN_OK);
    assert_string_equal(copy, "south");
    assert_int_equal(attain__text_copy(context, NULL, 0, &empty), ATTAIN_OK);
    assert_string_equal(empty, "");
    attain__release(&context->allocator, copy);
    attain__release(&context->allocator, empty);
}

static attain_status grow_and_copy(attain_context *context, void *user)
{
    size_t capacity = 0, before = 0, count;
    void *block = NULL;
    char *copy = NULL;
    attain_status status = ATTAIN_OK;

    (void)user;
    for (count = 0; count < 20 && status == ATTAIN_OK; count++) {
        before = capacity;
        status = attain__grow(context, count, &capacity, 1, &block);
    }
    if (status != ATTAIN_OK)
        assert_int_equal(capacity, before);
    else
        status = attain__text_copy(context, "text", 4, &copy);
    assert_true((copy != NULL) == (status == ATTAIN_OK));
    attain__release(&context->allocator, block);
    attain__release(&context->allocator, copy);
    return status;
}

static void test_out_of_memory(void **state)
{
    (void)state;
    support_memory_sweep(grow_and_copy, NULL);
}

static void test_same_allocator(void **state)
{
    support_memory memory = SUPPORT_MEMORY;
    const attain_allocator one = support_allocator(&memory), same = support_allocator(&memory);
    attain_allocator other = one;

    (void)state;
    assert_true(attain__same_allocator(&one, &same));
    other.user = NULL;
    assert_false(attain__same_allocator(&one, &other));
    other = one;
    other.reallocate = NULL;
    assert_false(attain__same_allocator(&one, &other));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        SUPPORT_TEST(test_allocate),  SUPPORT_TEST(test_sizes_that_are_none), SUPPORT_TEST(test_grow),
        SUPPORT_TEST(test_text_copy), SUPPORT_TEST(test_out_of_memory),       SUPPORT_TEST(test_same_allocator),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

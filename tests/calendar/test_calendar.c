/* Calendars: the fiscal start. */
#include "support/support.h"

static void test_fiscal_start(void **state)
{
    attain_context *context = *state;
    attain_calendar *calendar = NULL;
    int32_t month;

    assert_int_equal(attain_calendar_fiscal_start(NULL), 1);
    ASSERT_OK(context, attain_calendar_create(context, &calendar));
    assert_int_equal(attain_calendar_fiscal_start(calendar), 1);
    for (month = 1; month <= 12; month++) {
        ASSERT_OK(context, attain_calendar_set_fiscal_start(context, calendar, month));
        assert_int_equal(attain_calendar_fiscal_start(calendar), month);
    }
    ASSERT_OK(context, attain_calendar_set_fiscal_start(context, calendar, 4));
    ASSERT_FAILS(context, attain_calendar_set_fiscal_start(context, calendar, 0), ATTAIN_ERROR_ARGUMENT, "month", -1);
    ASSERT_FAILS(context, attain_calendar_set_fiscal_start(context, calendar, 13), ATTAIN_ERROR_ARGUMENT, "month", -1);
    assert_int_equal(attain_calendar_fiscal_start(calendar), 4);
    attain_calendar_destroy(calendar);
}

static void test_arguments(void **state)
{
    attain_context *context = *state;
    attain_calendar *calendar = NULL;

    ASSERT_FAILS(context, attain_calendar_create(context, NULL), ATTAIN_ERROR_ARGUMENT, "out", -1);
    ASSERT_FAILS(context, attain_calendar_set_fiscal_start(context, NULL, 1), ATTAIN_ERROR_ARGUMENT, "calendar", -1);
    assert_int_equal(attain_calendar_create(NULL, &calendar), ATTAIN_ERROR_ARGUMENT);
    assert_int_equal(attain_calendar_set_fiscal_start(NULL, NULL, 1), ATTAIN_ERROR_ARGUMENT);
    assert_null(calendar);
    attain_calendar_destroy(NULL);
}

static attain_status create(attain_context *context, void *user)
{
    attain_calendar *calendar = NULL;
    attain_status status = attain_calendar_create(context, &calendar);

    (void)user;
    assert_true((calendar == NULL) == (status != ATTAIN_OK));
    attain_calendar_destroy(calendar);
    return status;
}

static void test_out_of_memory(void **state)
{
    (void)state;
    support_memory_sweep(create, NULL);
}

/* A context with another allocator must not change what this one made: it would be freed by the wrong one. */
static void test_only_its_own_allocator_changes_it(void **state)
{
    support_memory memory = SUPPORT_MEMORY;
    attain_context *other = support_context(&memory);
    attain_calendar *calendar = NULL;

    ASSERT_OK(*state, attain_calendar_create(*state, &calendar));
    ASSERT_FAILS(other, attain_calendar_set_fiscal_start(other, calendar, 4), ATTAIN_ERROR_ARGUMENT, "calendar", -1);
    assert_int_equal(attain_calendar_fiscal_start(calendar), 1);
    attain_calendar_destroy(calendar);
    attain_context_destroy(other);
    assert_int_equal(memory.live, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        SUPPORT_TEST(test_fiscal_start),
        SUPPORT_TEST(test_arguments),
        SUPPORT_TEST(test_out_of_memory),
        SUPPORT_TEST(test_only_its_own_allocator_changes_it),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

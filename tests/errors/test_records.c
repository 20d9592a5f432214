/* Every failing path that can be named: what it leaves in the error record. At the end: that each function that can
 * fail was seen to fail with every status its documentation names, and with no other. */
#include <stdio.h>

#include "errors/errors.h"

#define FUNCTIONS 400
#define STATUSES  40

static errors_function functions[FUNCTIONS];
static errors_status statuses[STATUSES];

/* Any function that takes a context can give these without saying so. */
static int goes_without_saying(attain_status status)
{
    return status == ATTAIN_ERROR_ARGUMENT || status == ATTAIN_ERROR_MEMORY;
}

static void test_every_status_was_seen(void **state)
{
    size_t count = errors_statuses(statuses, STATUSES);
    size_t function_count = errors_functions(functions, FUNCTIONS);
    size_t i, j;
    int lacking = 0;

    (void)state;
    assert_true(count > 0);
    for (i = 0; i < count; i++) {
        int seen = 0;

        assert_string_not_equal(attain_status_name(statuses[i].status), "unknown");
        for (j = 0; j < function_count; j++)
            seen |= errors_seen(functions[j].name, statuses[i].status);
        if (!seen)
            print_error("tests/errors has no call that gives %s\n", statuses[i].name);
        lacking |= !seen;
    }
    assert_false(lacking);
}

static int compare_with_documentation(const errors_function *function, size_t function_count,
                                      const errors_status *status)
{
    int seen = errors_seen(function->name, status->status);
    int documented = errors_documented(functions, function_count, function, status->name);

    if (documented && !seen && !goes_without_saying(status->status)) {
        print_error("%s says that it can give %s; tests/errors has no call that does\n", function->name, status->name);
        return 1;
    }
    if (seen && !documented && !goes_without_saying(status->status)) {
        print_error("%s gave %s; its @return does not name that\n", function->name, status->name);
        return 1;
    }
    return 0;
}

static void test_every_function_fails_as_documented(void **state)
{
    size_t count = errors_statuses(statuses, STATUSES);
    size_t function_count = errors_functions(functions, FUNCTIONS);
    size_t i, j;
    int wrong = 0;

    (void)state;
    assert_true(function_count > 0);
    for (i = 0; i < function_count; i++) {
        const errors_function *function = &functions[i];

        if (strcmp(function->name, "attain_context_create") != 0 && !errors_seen_silent(function->name)) {
            print_error("tests/errors has no call of %s without a context\n", function->name);
            wrong = 1;
        }
        if (!errors_seen(function->name, ATTAIN_ERROR_ARGUMENT)) {
            print_error("tests/errors has no call of %s with a bad argument\n", function->name);
            wrong = 1;
        }
        for (j = 0; j < count; j++)
            wrong |= compare_with_documentation(function, function_count, &statuses[j]);
    }
    assert_false(wrong);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        SUPPORT_TEST(errors_of_base),
        SUPPORT_TEST(errors_of_numbers),
        SUPPORT_TEST(errors_of_calendars),
        SUPPORT_TEST(errors_of_tables),
        SUPPORT_TEST(errors_of_schemas),
        SUPPORT_TEST(errors_of_csv),
        SUPPORT_TEST(errors_of_csv_files),
        SUPPORT_TEST(errors_of_goals),
        SUPPORT_TEST(errors_of_goal_runs),
        SUPPORT_TEST(errors_of_segments),
        SUPPORT_TEST(errors_of_rfm),
        SUPPORT_TEST(errors_of_abc),
        SUPPORT_TEST(errors_of_rates),
        SUPPORT_TEST(errors_of_pay),
        SUPPORT_TEST(errors_of_pay_runs),
        SUPPORT_TEST(errors_of_documents),
        SUPPORT_TEST(errors_of_document_texts),
        SUPPORT_TEST(errors_of_document_sections),
        cmocka_unit_test(test_every_status_was_seen),
        cmocka_unit_test(test_every_function_fails_as_documented),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

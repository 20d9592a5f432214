/* Version and names of status codes. */
#include <stdio.h>

#include "support/support.h"

static void test_version(void **state)
{
    char text[32];
    int32_t version = attain_version();

    (void)state;
    snprintf(text, sizeof text, "%d.%d.%d", (int)(version / 10000), (int)(version / 100 % 100), (int)(version % 100));
    assert_string_equal(attain_version_string(), text);
    assert_string_equal(attain_version_string(), ATTAIN_VERSION_STRING);
    assert_int_equal(version, ATTAIN_VERSION_MAJOR * 10000 + ATTAIN_VERSION_MINOR * 100 + ATTAIN_VERSION_PATCH);
}

static void test_status_names(void **state)
{
    static const struct {
        attain_status status;
        const char *name;
    } names[] = {{0, "ok"},         {-10, "argument"}, {-20, "memory"},       {-30, "cancelled"}, {-31, "write"},
                 {-40, "overflow"}, {-50, "format"},   {-60, "schema"},       {-70, "value"},     {-80, "rule"},
                 {1, "unknown"},    {-1, "unknown"},   {INT32_MIN, "unknown"}};
    size_t i;

    (void)state;
    for (i = 0; i < sizeof names / sizeof names[0]; i++)
        assert_string_equal(attain_status_name(names[i].status), names[i].name);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_version), cmocka_unit_test(test_status_names)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}

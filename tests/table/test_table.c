/* Tables: borrowed columns go in as they lie, are checked, described, copied and given back. */
#include "support/support.h"

#include "table/table_internal.h"

static const int64_t numbers[] = {7, -9, 0};
static const int32_t days[] = {19723, 0, -719162};
static const double ratios[] = {0.5, -1.25, 3};
static const int64_t offsets[] = {2, 5, 5, 11};
static const char bytes[] = "..abc\xE6\x81\x92\xE8\xBF\x9C.."; /* rows: "abc", "", 恒远 */
static const uint8_t but_second[] = {0x05};

static attain_table *make(attain_context *cx)
{
    attain_table *table = NULL;

    ASSERT_OK(cx, attain_table_create(cx, &table));
    ASSERT_OK(cx, attain_table_add_i64(cx, table, ATTAIN_TEXT("n"), numbers, NULL, 3));
    ASSERT_OK(cx, attain_table_add_i32(cx, table, ATTAIN_TEXT("d"), days, but_second, 3));
    ASSERT_OK(cx, attain_table_add_f64(cx, table, ATTAIN_TEXT("x"), ratios, NULL, 3));
    ASSERT_OK(cx, attain_table_add_text(cx, table, ATTAIN_TEXT("t"), offsets, bytes, NULL, 3));
    return table;
}

static void test_columns_are_given_back_as_they_are(void **state)
{
    attain_table *table = make(*state);
    size_t length = 0;

    assert_int_equal(attain_table_rows(table), 3);
    assert_int_equal(attain_table_columns(table), 4);
    assert_int_equal(attain_table_find(table, ATTAIN_TEXT("x")), 2);
    assert_int_equal(attain_table_find(table, ATTAIN_TEXT("y")), -1);
    assert_int_equal(attain_table_find(table, "xy", 1), 2);
    assert_string_equal(attain_table_name(table, 1, &length), "d");
    assert_int_equal(length, 1);
    assert_int_equal(attain_table_type(table, 0), ATTAIN_TYPE_I64);
    assert_int_equal(attain_table_type(table, 1), ATTAIN_TYPE_I32);
    assert_int_equal(attain_table_type(table, 2), ATTAIN_TYPE_F64);
    assert_int_equal(attain_table_type(table, 3), ATTAIN_TYPE_TEXT);
    assert_ptr_equal(attain_table_i64(table, 0), numbers);
    assert_ptr_equal(attain_table_i32(table, 1), days);
    assert_ptr_equal(attain_table_f64(table, 2), ratios);
    assert_ptr_equal(attain_table_text_offsets(table, 3), offsets);
    assert_ptr_equal(attain_table_text_bytes(table, 3), bytes);
    assert_ptr_equal(attain_table_validity(table, 1), but_second);
    assert_null(attain_table_validity(table, 0));
    assert_memory_equal(attain_table_text(table, 3, 2, &length), "\xE6\x81\x92\xE8\xBF\x9C", 6);
    assert_int_equal(length, 6);
    assert_non_null(attain_table_text(table, 3, 1, &length)); /* empty, not missing */
    assert_int_equal(length, 0);
    attain_table_destroy(table);
}

static void test_what_is_not_there(void **state)
{
    attain_table *table = make(*state);

    assert_null(attain_table_i64(table, 1)); /* another type */
    assert_null(attain_table_i32(table, 0));
    assert_null(attain_table_f64(table, 0));
    assert_null(attain_table_text_offsets(table, 0));
    assert_null(attain_table_text_bytes(table, 0));
    assert_null(attain_table_text(table, 0, 0, NULL));
    assert_null(attain_table_text(table, 3, 3, NULL)); /* no such row */
    assert_null(attain_table_i64(table, 4));           /* no such column */
    assert_null(attain_table_name(table, 4, NULL));
    assert_null(attain_table_validity(table, 4));
    assert_null(attain_table_text_offsets(table, 4));
    assert_null(attain_table_text_bytes(table, 4));
    assert_int_equal(attain_table_type(table, 4), 0);
    assert_int_equal(attain_table_meaning(table, 4), ATTAIN_MEANING_NONE);
    assert_int_equal(attain_table_decimals(table, 4), 0);
    assert_int_equal(attain_table_find(table, NULL, 0), -1);
    attain_table_destroy(table);

    attain_table_destroy(NULL);
    assert_int_equal(attain_table_rows(NULL), 0);
    assert_int_equal(attain_table_columns(NULL), 0);
    assert_int_equal(attain_table_find(NULL, ATTAIN_TEXT("n")), -1);
    assert_null(attain_table_name(NULL, 0, NULL));
    assert_null(attain_table_text(NULL, 0, 0, NULL));
    assert_int_equal(attain_table_type(NULL, 0), 0);
}

static void test_missing_text(void **state)
{
    attain_table *table = NULL;
    size_t length = 99;

    ASSERT_OK(*state, attain_table_create(*state, &table));
    ASSERT_OK(*state, attain_table_add_text(*state, table, ATTAIN_TEXT("t"), offsets, bytes, but_second, 3));
    assert_null(attain_table_text(table, 0, 1, &length));
    assert_int_equal(length, 99);
    assert_non_null(attain_table_text(table, 0, 2, NULL));
    attain_table_destroy(table);
}

static void test_bad_arguments(void **state)
{
    attain_table *table = make(*state);

    ASSERT_FAILS(*state, attain_table_create(*state, NULL), ATTAIN_ERROR_ARGUMENT, "out", -1);
    ASSERT_FAILS(*state, attain_table_add_i64(*state, NULL, ATTAIN_TEXT("a"), numbers, NULL, 3), ATTAIN_ERROR_ARGUMENT,
                 "table", -1);
    ASSERT_FAILS(*state, attain_table_add_i64(*state, table, NULL, 1, numbers, NULL, 3), ATTAIN_ERROR_ARGUMENT, "name",
                 -1);
    ASSERT_FAILS(*state, attain_table_add_i64(*state, table, "", 0, numbers, NULL, 3), ATTAIN_ERROR_ARGUMENT, "name",
                 -1);
    ASSERT_FAILS(*state, attain_table_add_i64(*state, table, ATTAIN_TEXT("\xFF"), numbers, NULL, 3),
                 ATTAIN_ERROR_FORMAT, "name", -1);
    ASSERT_FAILS(*state, attain_table_add_i64(*state, table, ATTAIN_TEXT("a"), NULL, NULL, 3), ATTAIN_ERROR_ARGUMENT,
                 "values", -1);
    ASSERT_FAILS(*state, attain_table_add_i32(*state, table, ATTAIN_TEXT("a"), NULL, NULL, 3), ATTAIN_ERROR_ARGUMENT,
                 "values", -1);
    ASSERT_FAILS(*state, attain_table_add_f64(*state, table, ATTAIN_TEXT("a"), NULL, NULL, 3), ATTAIN_ERROR_ARGUMENT,
                 "values", -1);
    ASSERT_FAILS(*state, attain_table_add_text(*state, table, ATTAIN_TEXT("a"), NULL, bytes, NULL, 3),
                 ATTAIN_ERROR_ARGUMENT, "offsets", -1);
    ASSERT_FAILS(*state, attain_table_add_text(*state, table, ATTAIN_TEXT("a"), offsets, NULL, NULL, 3),
                 ATTAIN_ERROR_ARGUMENT, "bytes", -1);
    assert_int_equal(attain_table_add_i64(NULL, table, ATTAIN_TEXT("a"), numbers, NULL, 3), ATTAIN_ERROR_ARGUMENT);
    assert_int_equal(attain_table_columns(table), 4);
    attain_table_destroy(table);
}

static void test_bad_columns(void **state)
{
    static const int64_t falling[] = {0, 3, 2, 4};
    static const int64_t negative[] = {-1, 3, 3, 4};
    static const int64_t four[] = {1, 2, 3, 4};
    attain_table *table = make(*state);

    ASSERT_FAILS(*state, attain_table_add_i64(*state, table, ATTAIN_TEXT("d"), numbers, NULL, 3), ATTAIN_ERROR_SCHEMA,
                 "name", -1);
    assert_string_equal(attain_context_error_value(*state), "d");
    ASSERT_FAILS(*state, attain_table_add_i64(*state, table, ATTAIN_TEXT("a"), four, NULL, 4), ATTAIN_ERROR_SCHEMA,
                 "rows", -1);
    assert_string_equal(attain_context_error_value(*state), "4");
    ASSERT_FAILS(*state, attain_table_add_text(*state, table, ATTAIN_TEXT("a"), falling, bytes, NULL, 3),
                 ATTAIN_ERROR_VALUE, "offsets", 2);
    ASSERT_FAILS(*state, attain_table_add_text(*state, table, ATTAIN_TEXT("a"), negative, bytes, NULL, 3),
                 ATTAIN_ERROR_VALUE, "offsets", 0);
    ASSERT_FAILS(*state, attain_table_add_text(*state, table, ATTAIN_TEXT("a"), offsets, bytes, NULL, 2),
                 ATTAIN_ERROR_SCHEMA, "rows", -1);
    assert_int_equal(attain_table_columns(table), 4);
    assert_int_equal(attain_table_rows(table), 3);
    attain_table_destroy(table);
}

static void test_text_must_be_utf8_row_by_row(void **state)
{
    /* The bytes are UTF-8 as a whole; the second row begins inside a character. */
    static const int64_t inside[] = {0, 1, 4, 7};
    static const char whole[] = "\xE6\x81\x92\xE8\xBF\x9Cx";
    static const uint8_t but_two[] = {0x04};
    attain_table *table = NULL;

    ASSERT_OK(*state, attain_table_create(*state, &table));
    ASSERT_FAILS(*state, attain_table_add_text(*state, table, ATTAIN_TEXT("t"), inside, whole, NULL, 3),
                 ATTAIN_ERROR_FORMAT, "bytes", 0);
    assert_int_equal(attain_table_columns(table), 0);
    ASSERT_FAILS(*state, attain_table_add_i64(*state, table, ATTAIN_TEXT("n"), numbers, NULL, SIZE_MAX),
                 ATTAIN_ERROR_ARGUMENT, "rows", -1); /* more than memory can hold */
    /* Of a missing row only the bounds count: row 2 is "\xBF\x9Cx". */
    ASSERT_FAILS(*state, attain_table_add_text(*state, table, ATTAIN_TEXT("t"), inside, whole, but_two, 3),
                 ATTAIN_ERROR_FORMAT, "bytes", 2);
    attain_table_destroy(table);
}

static void test_no_rows(void **state)
{
    static const int64_t zero[] = {0};
    attain_table *table = NULL;
    attain_table *copy = NULL;

    ASSERT_OK(*state, attain_table_create(*state, &table));
    ASSERT_OK(*state, attain_table_add_i64(*state, table, ATTAIN_TEXT("n"), NULL, NULL, 0));
    ASSERT_OK(*state, attain_table_add_text(*state, table, ATTAIN_TEXT("t"), zero, NULL, NULL, 0));
    ASSERT_OK(*state, attain_table_add_text(*state, table, ATTAIN_TEXT("u"), NULL, NULL, NULL, 0));
    assert_int_equal(attain_table_text_offsets(table, 2)[0], 0); /* the one offset that no rows have */
    ASSERT_FAILS(*state, attain_table_add_i64(*state, table, ATTAIN_TEXT("m"), numbers, NULL, 3), ATTAIN_ERROR_SCHEMA,
                 "rows", -1);
    assert_int_equal(attain_table_rows(table), 0);
    ASSERT_OK(*state, attain_table_copy(*state, table, &copy));
    assert_int_equal(attain_table_columns(copy), 3);
    assert_int_equal(attain_table_text_offsets(copy, 2)[0], 0);
    assert_int_equal(attain_table_rows(copy), 0);
    attain_table_destroy(copy);
    attain_table_destroy(table);
}

static void test_description(void **state)
{
    attain_table *table = make(*state);

    assert_int_equal(attain_table_meaning(table, 0), ATTAIN_MEANING_NONE);
    assert_int_equal(attain_table_meaning(table, 1), ATTAIN_MEANING_DAY);
    ASSERT_OK(*state, attain_table_describe(*state, table, 0, ATTAIN_MEANING_AMOUNT, 9));
    assert_int_equal(attain_table_meaning(table, 0), ATTAIN_MEANING_AMOUNT);
    assert_int_equal(attain_table_decimals(table, 0), 9);
    ASSERT_FAILS(*state, attain_table_describe(*state, NULL, 0, ATTAIN_MEANING_COUNT, 0), ATTAIN_ERROR_ARGUMENT,
                 "table", -1);
    ASSERT_FAILS(*state, attain_table_describe(*state, table, 4, ATTAIN_MEANING_COUNT, 0), ATTAIN_ERROR_ARGUMENT,
                 "column", -1);
    ASSERT_FAILS(*state, attain_table_describe(*state, table, 0, 8, 0), ATTAIN_ERROR_ARGUMENT, "meaning", -1);
    ASSERT_FAILS(*state, attain_table_describe(*state, table, 0, -1, 0), ATTAIN_ERROR_ARGUMENT, "meaning", -1);
    ASSERT_FAILS(*state, attain_table_describe(*state, table, 0, ATTAIN_MEANING_AMOUNT, 10), ATTAIN_ERROR_ARGUMENT,
                 "decimals", -1);
    ASSERT_FAILS(*state, attain_table_describe(*state, table, 0, ATTAIN_MEANING_COUNT, 2), ATTAIN_ERROR_ARGUMENT,
                 "decimals", -1);
    assert_int_equal(attain_table_decimals(table, 0), 9);
    attain_table_destroy(table);
}

static void test_copy_borrows_nothing(void **state)
{
    int64_t values[] = {1, 2, 3, 4, 5, 6, 7, 8, 9};
    int64_t places[] = {3, 3, 4, 5, 6, 7, 8, 9, 10, 11};
    char text[] = "***abcdefgh";
    uint8_t valid[] = {0xFE, 0x01};
    attain_table *table = NULL, *copy = NULL;
    size_t length;

    ASSERT_OK(*state, attain_table_create(*state, &table));
    ASSERT_OK(*state, attain_table_add_i64(*state, table, ATTAIN_TEXT("n"), values, valid, 9));
    ASSERT_OK(*state, attain_table_add_text(*state, table, ATTAIN_TEXT("t"), places, text, NULL, 9));
    ASSERT_OK(*state, attain_table_describe(*state, table, 0, ATTAIN_MEANING_AMOUNT, 3));
    ASSERT_OK(*state, attain_table_copy(*state, table, &copy));
    attain_table_destroy(table);
    memset(values, 0, sizeof values);
    memset(places, 0, sizeof places);
    memset(text, 0, sizeof text);
    memset(valid, 0, sizeof valid);

    assert_int_equal(attain_table_rows(copy), 9);
    assert_string_equal(attain_table_name(copy, 0, NULL), "n");
    assert_int_equal(attain_table_meaning(copy, 0), ATTAIN_MEANING_AMOUNT);
    assert_int_equal(attain_table_decimals(copy, 0), 3);
    assert_int_equal(attain_table_i64(copy, 0)[8], 9);
    assert_int_equal(attain_table_validity(copy, 0)[0], 0xFE);
    assert_int_equal(attain_table_validity(copy, 0)[1] & 1, 1);
    assert_int_equal(attain_table_text_offsets(copy, 1)[0], 0);
    assert_memory_equal(attain_table_text(copy, 1, 8, &length), "h", 1);
    assert_int_equal(length, 1);
    attain_table_destroy(copy);

    ASSERT_FAILS(*state, attain_table_copy(*state, NULL, &copy), ATTAIN_ERROR_ARGUMENT, "table", -1);
}

/* A context with another allocator must not change what this one made: it would be freed by the wrong one. */
static void test_only_its_own_allocator_changes_it(void **state)
{
    support_memory memory = SUPPORT_MEMORY;
    attain_context *other = support_context(&memory);
    attain_table *table = make(*state), *copy = NULL;

    ASSERT_FAILS(other, attain_table_add_i64(other, table, ATTAIN_TEXT("a"), numbers, NULL, 3), ATTAIN_ERROR_ARGUMENT,
                 "table", -1);
    ASSERT_FAILS(other, attain_table_add_i32(other, table, ATTAIN_TEXT("a"), days, NULL, 3), ATTAIN_ERROR_ARGUMENT,
                 "table", -1);
    ASSERT_FAILS(other, attain_table_add_f64(other, table, ATTAIN_TEXT("a"), ratios, NULL, 3), ATTAIN_ERROR_ARGUMENT,
                 "table", -1);
    ASSERT_FAILS(other, attain_table_add_text(other, table, ATTAIN_TEXT("a"), offsets, bytes, NULL, 3),
                 ATTAIN_ERROR_ARGUMENT, "table", -1);
    ASSERT_FAILS(other, attain_table_describe(other, table, 0, ATTAIN_MEANING_COUNT, 0), ATTAIN_ERROR_ARGUMENT, "table",
                 -1);
    ASSERT_OK(other, attain_table_copy(other, table, &copy)); /* reading is free, and a copy is the reader's */
    ASSERT_OK(other, attain_table_describe(other, copy, 0, ATTAIN_MEANING_COUNT, 0));
    attain_table_destroy(copy);
    assert_int_equal(attain_table_columns(table), 4);
    attain_table_destroy(table);
    attain_context_destroy(other);
    assert_int_equal(memory.live, 0);
}

static attain_status build_and_copy(attain_context *cx, void *user)
{
    attain_table *table = NULL, *copy = NULL;
    attain_status status = attain_table_create(cx, &table);

    (void)user;
    if (status == ATTAIN_OK)
        status = attain_table_add_i64(cx, table, ATTAIN_TEXT("n"), numbers, but_second, 3);
    if (status == ATTAIN_OK)
        status = attain_table_add_i32(cx, table, ATTAIN_TEXT("d"), days, NULL, 3);
    if (status == ATTAIN_OK)
        status = attain_table_add_f64(cx, table, ATTAIN_TEXT("x"), ratios, NULL, 3);
    if (status == ATTAIN_OK)
        status = attain_table_add_text(cx, table, ATTAIN_TEXT("t"), offsets, bytes, but_second, 3);
    if (status == ATTAIN_OK)
        status = attain_table_copy(cx, table, &copy);
    if (status != ATTAIN_OK)
        assert_null(copy);
    attain_table_destroy(copy);
    attain_table_destroy(table);
    return status;
}

static void test_out_of_memory(void **state)
{
    (void)state;
    support_memory_sweep(build_and_copy, NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        SUPPORT_TEST(test_columns_are_given_back_as_they_are),
        SUPPORT_TEST(test_what_is_not_there),
        SUPPORT_TEST(test_missing_text),
        SUPPORT_TEST(test_bad_arguments),
        SUPPORT_TEST(test_bad_columns),
        SUPPORT_TEST(test_text_must_be_utf8_row_by_row),
        SUPPORT_TEST(test_no_rows),
        SUPPORT_TEST(test_description),
        SUPPORT_TEST(test_copy_borrows_nothing),
        SUPPORT_TEST(test_out_of_memory),
        SUPPORT_TEST(test_only_its_own_allocator_changes_it),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

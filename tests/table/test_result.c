/* Building results: owned columns, bitmaps, keys taken from facts, text row by row. */
#include "support/support.h"

#include "table/table_internal.h"

static void test_numbers_start_at_zero(void **state)
{
    attain_table *table = NULL;
    int64_t *amounts;
    int32_t *days;

    ASSERT_OK(*state, attain__result_create(*state, 3, &table));
    assert_int_equal(attain_table_rows(table), 3);
    ASSERT_OK(*state, attain__result_i64(*state, table, "amount", ATTAIN_MEANING_AMOUNT, 2, &amounts));
    ASSERT_OK(*state, attain__result_day(*state, table, "date", &days));
    amounts[1] = -5;
    days[2] = 1;
    support_assert_csv(*state, table, "amount,date\n0.00,1970-01-01\n-0.05,1970-01-01\n0.00,1970-01-02\n");
    assert_int_equal(attain_table_type(table, 1), ATTAIN_TYPE_I32);
    assert_int_equal(attain_table_meaning(table, 1), ATTAIN_MEANING_DAY);
    attain_table_destroy(table);
}

static void test_bitmap(void **state)
{
    attain_table *table = NULL;
    int64_t *values;
    uint8_t *validity;
    size_t i;

    ASSERT_OK(*state, attain__result_create(*state, 17, &table));
    ASSERT_OK(*state, attain__result_i64(*state, table, "n", ATTAIN_MEANING_COUNT, 0, &values));
    ASSERT_OK(*state, attain__result_validity(*state, table, &validity));
    for (i = 0; i < 17; i++)
        assert_true(attain__column_valid(&table->columns[0], i));
    attain__validity_clear(validity, 0);
    attain__validity_clear(validity, 15);
    attain__validity_clear(validity, 16);
    for (i = 0; i < 17; i++)
        assert_int_equal(attain__column_valid(&table->columns[0], i), i != 0 && i < 15);
    attain_table_destroy(table);
}

static void test_number_keys(void **state)
{
    static const int64_t customers[] = {7, 9, 11};
    static const uint8_t but_second[] = {0x05};
    static const size_t rows[] = {2, 0, 2};
    static const size_t rows_with_missing[] = {2, 1, 0};
    attain_table *facts = NULL, *table = NULL;

    ASSERT_OK(*state, attain_table_create(*state, &facts));
    ASSERT_OK(*state, attain_table_add_i64(*state, facts, ATTAIN_TEXT("c"), customers, but_second, 3));
    ASSERT_OK(*state, attain__result_create(*state, 3, &table));
    ASSERT_OK(*state, attain__result_key(*state, table, "customer", &facts->columns[0], rows));
    ASSERT_OK(*state, attain__result_key(*state, table, "other", &facts->columns[0], rows_with_missing));
    support_assert_csv(*state, table, "customer,other\n11,11\n7,\n11,7\n");
    assert_null(attain_table_validity(table, 0));
    attain_table_destroy(table);
    attain_table_destroy(facts);
}

static void test_text_keys(void **state)
{
    static const int64_t offsets[] = {0, 2, 2, 5};
    static const uint8_t but_second[] = {0x05};
    static const size_t rows[] = {2, 1, 0, 2};
    attain_table *facts = NULL, *table = NULL;
    char bytes[] = "lizhu";

    ASSERT_OK(*state, attain_table_create(*state, &facts));
    ASSERT_OK(*state, attain_table_add_text(*state, facts, ATTAIN_TEXT("p"), offsets, bytes, but_second, 3));
    ASSERT_OK(*state, attain__result_create(*state, 4, &table));
    ASSERT_OK(*state, attain__result_key(*state, table, "payee", &facts->columns[0], rows));
    attain_table_destroy(facts);
    memset(bytes, '!', sizeof bytes); /* nothing of the result is borrowed */
    assert_null(attain_table_text(table, 0, 1, NULL));
    support_assert_csv(*state, table, "payee\nzhu\n\"\"\nli\nzhu\n");
    attain_table_destroy(table);
}

static void test_text_row_by_row(void **state)
{
    attain__text_builder builder = {0};
    attain_table *table = NULL;
    char text[] = "row 00";
    size_t i, length;

    ASSERT_OK(*state, attain__result_create(*state, 100, &table));
    for (i = 0; i < 100; i++) {
        text[4] = (char)('0' + i / 10);
        text[5] = (char)('0' + i % 10);
        if (i % 7 == 3)
            ASSERT_OK(*state, attain__text_append_missing(*state, &builder));
        else
            ASSERT_OK(*state, attain__text_append(*state, &builder, text, i % 11 == 0 ? 0 : 6));
    }
    ASSERT_OK(*state, attain__result_text(*state, table, "t", ATTAIN_MEANING_CODE, &builder));
    assert_null(builder.offsets); /* empty again, ready for the next */
    assert_int_equal(builder.count, 0);
    for (i = 0; i < 100; i++) {
        const char *got = attain_table_text(table, 0, i, &length);

        if (i % 7 == 3) {
            assert_null(got);
            continue;
        }
        assert_int_equal(length, i % 11 == 0 ? 0 : 6);
        if (length > 0)
            assert_int_equal((got[4] - '0') * 10 + (got[5] - '0'), i);
    }
    attain_table_destroy(table);
}

static void test_text_without_missing_has_no_bitmap(void **state)
{
    attain__text_builder builder = {0};
    attain_table *table = NULL;

    ASSERT_OK(*state, attain__result_create(*state, 1, &table));
    ASSERT_OK(*state, attain__text_append(*state, &builder, "x", 1));
    ASSERT_OK(*state, attain__result_text(*state, table, "t", ATTAIN_MEANING_CODE, &builder));
    assert_null(attain_table_validity(table, 0));
    attain_table_destroy(table);
}

static void test_text_without_rows(void **state)
{
    attain__text_builder builder = {0};
    attain_table *table = NULL;

    ASSERT_OK(*state, attain__result_create(*state, 0, &table));
    ASSERT_OK(*state, attain__result_text(*state, table, "t", ATTAIN_MEANING_CODE, &builder));
    assert_int_equal(attain_table_text_offsets(table, 0)[0], 0);
    assert_non_null(attain_table_text_bytes(table, 0));
    attain_table_destroy(table);
}

static void test_text_of_another_length(void **state)
{
    attain__text_builder builder = {0};
    attain_table *table = NULL;

    ASSERT_OK(*state, attain__result_create(*state, 2, &table));
    ASSERT_OK(*state, attain__text_append(*state, &builder, "x", 1));
    ASSERT_FAILS(*state, attain__result_text(*state, table, "t", ATTAIN_MEANING_CODE, &builder), ATTAIN_ERROR_ARGUMENT,
                 "builder", -1);
    attain__text_builder_release(*state, &builder);
    attain_table_destroy(table);
}

static attain_status build(attain_context *cx, void *user)
{
    static const int64_t keys[] = {1, 2};
    static const uint8_t but_first[] = {0x02};
    size_t rows[20];
    attain__column source = {0};
    attain__text_builder builder = {0};
    attain_table *table = NULL, *empty = NULL;
    int64_t *values;
    int32_t *days;
    attain_status status = attain__result_create(cx, 20, &table);
    size_t i;

    (void)user;
    if (status != ATTAIN_OK)
        return status;
    for (i = 0; i < 20; i++)
        rows[i] = i % 2;
    source.type = ATTAIN_TYPE_I64;
    source.values = keys;
    source.validity = but_first;
    status = attain__result_i64(cx, table, "n", ATTAIN_MEANING_COUNT, 0, &values);
    if (status == ATTAIN_OK)
        status = attain__result_day(cx, table, "d", &days);
    if (status == ATTAIN_OK)
        status = attain__result_key(cx, table, "k", &source, rows);
    for (i = 0; i < 10 && status == ATTAIN_OK; i++) {
        status = attain__text_append(cx, &builder, "a text of some length", 21);
        if (status == ATTAIN_OK)
            status = attain__text_append_missing(cx, &builder);
    }
    if (status == ATTAIN_OK)
        status = attain__result_text(cx, table, "t", ATTAIN_MEANING_NONE, &builder);
    if (status == ATTAIN_OK)
        status = attain__result_key(cx, table, "copy", &table->columns[3], rows);
    if (status == ATTAIN_OK)
        status = attain__result_create(cx, 0, &empty);
    if (status == ATTAIN_OK)
        status = attain__result_text(cx, empty, "t", ATTAIN_MEANING_NONE, &builder);
    attain__text_builder_release(cx, &builder);
    attain_table_destroy(empty);
    attain_table_destroy(table);
    return status;
}

static void test_out_of_memory(void **state)
{
    (void)state;
    support_memory_sweep(build, NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        SUPPORT_TEST(test_numbers_start_at_zero), SUPPORT_TEST(test_bitmap),
        SUPPORT_TEST(test_number_keys),           SUPPORT_TEST(test_text_keys),
        SUPPORT_TEST(test_text_row_by_row),       SUPPORT_TEST(test_text_without_missing_has_no_bitmap),
        SUPPORT_TEST(test_text_without_rows),     SUPPORT_TEST(test_text_of_another_length),
        SUPPORT_TEST(test_out_of_memory),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

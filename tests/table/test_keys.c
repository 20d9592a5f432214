/* Keys as codes: dense, ascending with the key, the same for every order of the rows. */
#include "support/support.h"

#include <stdio.h>

#include "table/table_internal.h"

static attain__column number_column(const int64_t *values)
{
    attain__column column = {0};

    column.type = ATTAIN_TYPE_I64;
    column.values = values;
    return column;
}

static attain__column text_column(const int64_t *offsets, const char *bytes)
{
    attain__column column = {0};

    column.type = ATTAIN_TYPE_TEXT;
    column.offsets = offsets;
    column.bytes = bytes;
    return column;
}

/* Every code belongs to one key, and codes ascend with the keys. */
static void assert_coded(attain_context *cx, const attain__column *column, size_t rows, size_t distinct)
{
    attain__keys keys;
    size_t i;

    ASSERT_OK(cx, attain__keys_code(cx, column, rows, &keys));
    assert_int_equal(keys.count, distinct);
    for (i = 0; i < rows; i++) {
        assert_true(keys.codes[i] < keys.count);
        assert_int_equal(attain__key_compare(column, i, keys.first[keys.codes[i]]), 0);
    }
    for (i = 0; i < keys.count; i++) {
        assert_int_equal(keys.codes[keys.first[i]], i);
        if (i > 0)
            assert_true(attain__key_compare(column, keys.first[i - 1], keys.first[i]) < 0);
    }
    attain__keys_release(cx, &keys);
}

static void test_numbers_by_hand(void **state)
{
    static const int64_t values[] = {30, -5, 30, 7, -5};
    static const uint32_t codes[] = {2, 0, 2, 1, 0}; /* -5, 7, 30 */
    attain__column column = number_column(values);
    attain__keys keys;

    ASSERT_OK(*state, attain__keys_code(*state, &column, 5, &keys));
    assert_int_equal(keys.count, 3);
    assert_memory_equal(keys.codes, codes, sizeof codes);
    assert_int_equal(keys.first[0], 1);
    assert_int_equal(keys.first[1], 3);
    assert_int_equal(keys.first[2], 0);
    attain__keys_release(*state, &keys);
}

static void test_far_numbers_by_hand(void **state)
{
    static const int64_t values[] = {INT64_MAX, 0, INT64_MIN, 0, INT64_MAX};
    static const uint32_t codes[] = {2, 1, 0, 1, 2};
    attain__column column = number_column(values);
    attain__keys keys;

    ASSERT_OK(*state, attain__keys_code(*state, &column, 5, &keys));
    assert_int_equal(keys.count, 3);
    assert_memory_equal(keys.codes, codes, sizeof codes);
    assert_int_equal(keys.first[0], 2);
    attain__keys_release(*state, &keys);
}

static void test_texts_by_hand(void **state)
{
    /* By bytes: "" < "B" < "a" < "a\0" < "ab" < 恒 */
    static const char bytes[] = "ab"
                                "B"
                                "a"
                                "\xE6\x81\x92"
                                ""
                                "a\0"
                                "ab";
    static const int64_t offsets[] = {0, 2, 3, 4, 7, 7, 9, 11};
    static const uint32_t codes[] = {4, 1, 2, 5, 0, 3, 4};
    attain__column column = text_column(offsets, bytes);
    attain__keys keys;

    ASSERT_OK(*state, attain__keys_code(*state, &column, 7, &keys));
    assert_int_equal(keys.count, 6);
    assert_memory_equal(keys.codes, codes, sizeof codes);
    assert_int_equal(keys.first[4], 0);
    attain__keys_release(*state, &keys);
}

static void test_no_rows(void **state)
{
    static const int64_t zero[] = {0};
    attain__column numbers = number_column(NULL);
    attain__column texts = text_column(zero, NULL);
    attain__keys keys;

    ASSERT_OK(*state, attain__keys_code(*state, &numbers, 0, &keys));
    assert_int_equal(keys.count, 0);
    attain__keys_release(*state, &keys);
    ASSERT_OK(*state, attain__keys_code(*state, &texts, 0, &keys));
    assert_int_equal(keys.count, 0);
    attain__keys_release(*state, &keys);
}

/* 7 and 10007 have no common factor, so i * 7 mod 10007 visits each number once. */
static void test_many_numbers(void **state)
{
    static int64_t values[20014];
    attain__column column = number_column(values);
    size_t i;

    for (i = 0; i < 20014; i++)
        values[i] = (int64_t)(i * 7 % 10007) - 5000;
    assert_coded(*state, &column, 20014, 10007); /* within a narrow range */
    for (i = 0; i < 20014; i++)
        values[i] = values[i] * INT64_C(900000000000000);
    assert_coded(*state, &column, 20014, 10007); /* far apart */
}

static void test_many_texts(void **state)
{
    static char bytes[600000];
    static int64_t offsets[20015];
    static const char *const forms[] = {"%u", "K-%u", "CUSTOMER-%06u", "%u-of-a-longer-kind"};
    attain__column column = text_column(offsets, bytes);
    size_t form, i;

    for (form = 0; form < 4; form++) {
        size_t length = 0;

        for (i = 0; i < 20014; i++) {
            length += (size_t)sprintf(bytes + length, forms[form], (unsigned)(i * 7 % 10007));
            offsets[i + 1] = (int64_t)length;
        }
        assert_coded(*state, &column, 20014, 10007);
    }
}

/* Texts of up to 8 bytes are told apart by length and hash alone: zeros at the end must count. */
static void test_texts_of_zeros(void **state)
{
    static const char bytes[72]; /* 2 * (0 + 1 + ... + 8) */
    int64_t offsets[19] = {0};
    attain__column column = text_column(offsets, bytes);
    size_t i;

    for (i = 0; i < 18; i++)
        offsets[i + 1] = offsets[i] + (int64_t)(i / 2); /* lengths 0, 0, 1, 1 ... 8, 8 */
    assert_int_equal(offsets[18], sizeof bytes);
    assert_coded(*state, &column, 18, 9);
}

/* "a" and "b\0" have the same hash, 0x61 ^ 1 = 0x62 ^ 2 being what is mixed of them; their lengths differ. */
static void test_texts_of_one_hash(void **state)
{
    static const int64_t offsets[] = {0, 1, 3};
    static const char bytes[] = "ab\0";
    attain__column column = text_column(offsets, bytes);

    assert_true(attain__text_hash(bytes, 1, 5) == attain__text_hash(bytes + 1, 2, 5));
    assert_coded(*state, &column, 2, 2);
}

static void test_order_of_rows_does_not_matter(void **state)
{
    static int64_t forward[3000], backward[3000];
    attain__column one = number_column(forward), other = number_column(backward);
    attain__keys a, b;
    size_t i;

    for (i = 0; i < 3000; i++) {
        forward[i] = (int64_t)(i * i % 1009) * INT64_C(10000000000);
        backward[2999 - i] = forward[i];
    }
    ASSERT_OK(*state, attain__keys_code(*state, &one, 3000, &a));
    ASSERT_OK(*state, attain__keys_code(*state, &other, 3000, &b));
    assert_int_equal(a.count, b.count);
    assert_int_equal(a.count, 505); /* squares modulo the prime 1009: (1009 + 1) / 2 */
    for (i = 0; i < 3000; i++)
        assert_int_equal(a.codes[i], b.codes[2999 - i]);
    attain__keys_release(*state, &a);
    attain__keys_release(*state, &b);
}

static int32_t refuse(uint64_t done, uint64_t total, void *user)
{
    (void)user;
    assert_true(done <= total);
    return 1;
}

static void test_cancelled(void **state)
{
    static int64_t values[70000];
    attain__column column = number_column(values);
    attain__keys keys;
    size_t i;

    for (i = 0; i < 70000; i++)
        values[i] = (int64_t)i;
    ASSERT_OK(*state, attain_context_set_progress(*state, refuse, NULL));
    attain__progress_start(*state, 70000);
    ASSERT_FAILS(*state, attain__keys_code(*state, &column, 70000, &keys), ATTAIN_ERROR_CANCELLED, "", -1);
    values[0] = INT64_MIN; /* hashed */
    ASSERT_FAILS(*state, attain__keys_code(*state, &column, 70000, &keys), ATTAIN_ERROR_CANCELLED, "", -1);
}

static attain_status code_all(attain_context *cx, void *user)
{
    static const int64_t dense[] = {1, 2, 1};
    static int64_t sparse[3000];
    static char bytes[3000 * 4];
    static int64_t offsets[3001];
    attain__column columns[3];
    size_t rows[] = {3, 3000, 3000};
    attain_status status = ATTAIN_OK;
    size_t i;

    (void)user;
    for (i = 0; i < 3000; i++) {
        sparse[i] = (int64_t)i * INT64_C(1000000000000);
        memcpy(bytes + i * 4, &sparse[i], 4);
        offsets[i + 1] = (int64_t)(i + 1) * 4;
    }
    columns[0] = number_column(dense);
    columns[1] = number_column(sparse);
    columns[2] = text_column(offsets, bytes);
    for (i = 0; i < 3 && status == ATTAIN_OK; i++) {
        attain__keys keys;

        status = attain__keys_code(cx, &columns[i], rows[i], &keys);
        if (status == ATTAIN_OK)
            attain__keys_release(cx, &keys);
    }
    return status;
}

static void test_out_of_memory(void **state)
{
    (void)state;
    support_memory_sweep(code_all, NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        SUPPORT_TEST(test_numbers_by_hand),
        SUPPORT_TEST(test_far_numbers_by_hand),
        SUPPORT_TEST(test_texts_by_hand),
        SUPPORT_TEST(test_no_rows),
        SUPPORT_TEST(test_many_numbers),
        SUPPORT_TEST(test_many_texts),
        SUPPORT_TEST(test_texts_of_zeros),
        SUPPORT_TEST(test_texts_of_one_hash),
        SUPPORT_TEST(test_order_of_rows_does_not_matter),
        SUPPORT_TEST(test_cancelled),
        SUPPORT_TEST(test_out_of_memory),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* Whole files: header against schema, bytes that are no text, empty files, round trips, random bytes, no memory. */
#include "support/support.h"

#include <stdio.h>

#include "table/table_internal.h"

static const attain__schema_column order_columns[] = {
    ATTAIN__SCHEMA_COLUMN("customer", ATTAIN_TYPE_KEY, ATTAIN_MEANING_CODE, 1),
    ATTAIN__SCHEMA_COLUMN("date", ATTAIN_TYPE_I32, ATTAIN_MEANING_DAY, 1),
    ATTAIN__SCHEMA_COLUMN("amount", ATTAIN_TYPE_I64, ATTAIN_MEANING_AMOUNT, 1),
    ATTAIN__SCHEMA_COLUMN("order", ATTAIN_TYPE_KEY, ATTAIN_MEANING_CODE, 0),
    ATTAIN__SCHEMA_COLUMN("note", ATTAIN_TYPE_TEXT, ATTAIN_MEANING_NONE, 0),
};
static const attain_schema orders = ATTAIN__SCHEMA(order_columns);

static attain_status read_bytes(attain_context *cx, const attain_schema *schema, const char *text, size_t length,
                                attain_table **out)
{
    attain_csv *csv = NULL;
    attain_status status;

    ASSERT_OK(cx, attain_csv_create(cx, &csv));
    status = attain_csv_read(cx, csv, schema, text, length, out);
    attain_csv_destroy(csv);
    return status;
}

#define READ(text) read_bytes(*state, &orders, (text), sizeof(text) - 1, &table)

static void test_columns_come_in_the_order_of_the_schema(void **state)
{
    attain_table *table = support_read(*state, &orders,
                                       "extra,amount,note,customer,date\r\n"
                                       "x,1.5,hello,9,2024-01-02\r\n"
                                       "\"a\"\"b\nc\",-2,\"\",7,20240103");

    support_assert_csv(*state, table, "customer,date,amount,note\n9,2024-01-02,1.50,hello\n7,2024-01-03,-2.00,\n");
    assert_int_equal(attain_table_type(table, 0), ATTAIN_TYPE_I64);
    attain_table_destroy(table);
}

static void test_byte_order_mark(void **state)
{
    attain_table *table = NULL;

    ASSERT_OK(*state, READ("\xEF\xBB\xBF"
                           "customer,date,amount\n1,2024-01-01,1\n"));
    support_assert_csv(*state, table, "customer,date,amount\n1,2024-01-01,1.00\n");
    attain_table_destroy(table);
    ASSERT_OK(*state, READ("\xEF\xBB\xBF\"customer\",date,amount\n1,2024-01-01,1\n"));
    attain_table_destroy(table);
}

static void assert_empty(attain_context *cx, attain_table *table, size_t columns)
{
    assert_int_equal(attain_table_rows(table), 0);
    assert_int_equal(attain_table_columns(table), columns);
    assert_int_equal(attain_table_find(table, ATTAIN_TEXT("amount")), 2);
    assert_int_equal(attain_table_type(table, 0), ATTAIN_TYPE_I64);
    assert_non_null(attain_table_i64(table, 0));
    assert_non_null(attain_table_i32(table, 1));
    support_assert_csv(cx, table, columns == 3 ? "customer,date,amount\n" : "customer,date,amount,note\n");
    attain_table_destroy(table);
}

static void test_empty_files(void **state)
{
    attain_table *table = NULL;

    ASSERT_OK(*state, read_bytes(*state, &orders, NULL, 0, &table));
    assert_empty(*state, table, 3);
    ASSERT_OK(*state, READ(""));
    assert_empty(*state, table, 3);
    ASSERT_OK(*state, READ("\xEF\xBB\xBF"));
    assert_empty(*state, table, 3);
    ASSERT_OK(*state, READ("\r\n\n"));
    assert_empty(*state, table, 3);
    ASSERT_OK(*state, READ("date,customer,amount"));
    assert_empty(*state, table, 3);
    ASSERT_OK(*state, READ("date,customer,amount,note\n\n"));
    assert_empty(*state, table, 4);
}

static void test_headers(void **state)
{
    attain_table *table = NULL;

    ASSERT_FAILS(*state, READ("customer,Date,amount\n"), ATTAIN_ERROR_SCHEMA, "date", -1);
    assert_non_null(strstr(attain_context_error(*state), "'date'"));
    assert_non_null(strstr(attain_context_error(*state), "customer, Date, amount"));
    ASSERT_FAILS(*state, READ("customer,date,date,amount\n"), ATTAIN_ERROR_SCHEMA, "date", -1);
    ASSERT_FAILS(*state, READ("note,customer,date,amount,note\n"), ATTAIN_ERROR_SCHEMA, "note", -1);
    ASSERT_FAILS(*state, READ("customer,date,amount\"\n"), ATTAIN_ERROR_FORMAT, "text", -1);
    assert_null(table);
    ASSERT_OK(*state, READ("x,customer,x,date,,amount,\n1,2,3,2024-01-01,5,6,7\n")); /* what is not wanted may repeat */
    support_assert_csv(*state, table, "customer,date,amount\n2,2024-01-01,6.00\n");
    attain_table_destroy(table);
}

static void test_a_long_header_is_listed_as_far_as_fits(void **state)
{
    char text[4096] = "";
    attain_table *table = NULL;
    const char *error;
    int i;

    for (i = 0; i < 100; i++)
        snprintf(text + strlen(text), sizeof text - strlen(text), "Spalte für %d,", i);
    strcat(text, "end\n");
    ASSERT_FAILS(*state, read_bytes(*state, &orders, text, strlen(text), &table), ATTAIN_ERROR_SCHEMA, "customer", -1);
    error = attain_context_error(*state);
    assert_non_null(strstr(error, "Spalte für 3"));
    assert_int_equal(attain__utf8_check(error, strlen(error)), strlen(error));
}

static void test_rows_of_another_width(void **state)
{
    attain_table *table = NULL;

    ASSERT_FAILS(*state, READ("customer,date,amount\n1,2024-01-01,1\n\n2,2024-01-02\n"), ATTAIN_ERROR_FORMAT, "text",
                 1);
    assert_non_null(strstr(attain_context_error(*state), "line 4 has 2 cells and the header has 3"));
    ASSERT_FAILS(*state, READ("customer,date,amount\n1,2024-01-01,1,000\n"), ATTAIN_ERROR_FORMAT, "text", 0);
    assert_non_null(strstr(attain_context_error(*state), "line 2 has 4 cells"));
    ASSERT_FAILS(*state, READ("customer,date,amount\n \n"), ATTAIN_ERROR_FORMAT, "text", 0);
}

static void test_bytes_that_are_no_text(void **state)
{
    attain_table *table = NULL;

    ASSERT_FAILS(*state, READ("customer,date,amount\n1,2024-01-01,1\n\xC9\xCF\xBA\xA3,2024-01-01,1\n"),
                 ATTAIN_ERROR_FORMAT, "text", -1);
    assert_non_null(strstr(attain_context_error(*state), "line 3: byte 0xC9 is not UTF-8"));
    ASSERT_FAILS(*state, READ("customer,date,amount\n1,2024-01-01,\0\n"), ATTAIN_ERROR_FORMAT, "text", -1);
    assert_non_null(strstr(attain_context_error(*state), "line 2: there is a zero byte"));
    ASSERT_FAILS(*state, READ("c\0u\0s\0t\0"), ATTAIN_ERROR_FORMAT, "text", -1); /* UTF-16 */
    ASSERT_FAILS(*state,
                 READ("\xFF\xFE"
                      "c\0u\0s\0"),
                 ATTAIN_ERROR_FORMAT, "text", -1);
    ASSERT_FAILS(*state, READ("customer,date,amount,x\n1,2024-01-01,1,\xC3"), ATTAIN_ERROR_FORMAT, "text", -1);
}

static void test_doubles_are_not_read(void **state)
{
    static const attain__schema_column columns[] = {
        ATTAIN__SCHEMA_COLUMN("ratio", ATTAIN_TYPE_F64, ATTAIN_MEANING_RATIO, 0)};
    static const attain_schema schema = ATTAIN__SCHEMA(columns);
    attain_table *table = NULL;

    ASSERT_FAILS(*state, read_bytes(*state, &schema, ATTAIN_TEXT("a\n1\n"), &table), ATTAIN_ERROR_SCHEMA, "ratio", -1);
}

typedef struct progress {
    uint64_t done, total, calls;
    int32_t answer;
} progress;

static int32_t note(uint64_t done, uint64_t total, void *user)
{
    progress *seen = user;

    assert_true(done >= seen->done && done <= total);
    seen->done = done;
    seen->total = total;
    seen->calls++;
    return seen->answer;
}

static void test_progress_counts_bytes(void **state)
{
    static char text[2000000];
    attain_table *table = NULL;
    progress seen = {0, 0, 0, 0};
    size_t length, row;

    length = (size_t)sprintf(text, "customer,date,amount\n");
    for (row = 0; row < 70000; row++)
        length += (size_t)sprintf(text + length, "%u,2024-01-01,1.00\n", (unsigned)(row % 1000));
    ASSERT_OK(*state, attain_context_set_progress(*state, note, &seen));
    ASSERT_OK(*state, read_bytes(*state, &orders, text, length, &table));
    assert_int_equal(attain_table_rows(table), 70000);
    attain_table_destroy(table);
    assert_int_equal(seen.calls, 1);
    assert_int_equal(seen.total, length);
    seen.done = 0;
    seen.answer = 1;
    table = NULL;
    ASSERT_FAILS(*state, read_bytes(*state, &orders, text, length, &table), ATTAIN_ERROR_CANCELLED, "", -1);
    assert_null(table);
}

/* ---- what was written is read back ---- */

static void random_text(char *text, size_t length, uint64_t *random)
{
    static const char letters[] = "ab,\"\n\r ;'|0-";
    size_t i;

    for (i = 0; i < length; i++)
        text[i] = letters[support_random(random) % (sizeof letters - 1)];
}

static attain_table *random_table(attain_context *cx, size_t rows, uint64_t *random)
{
    attain__text_builder notes = {0}, keys = {0};
    attain_table *table = NULL;
    int64_t *amounts;
    int32_t *days;
    uint8_t *validity;
    char text[16];
    size_t i;

    ASSERT_OK(cx, attain__result_create(cx, rows, &table));
    for (i = 0; i < rows; i++)
        ASSERT_OK(cx, attain__text_append(cx, &keys, text,
                                          (size_t)sprintf(text, "k%u", (unsigned)support_random(random) % 100)));
    ASSERT_OK(cx, attain__result_text(cx, table, "customer", ATTAIN_MEANING_CODE, &keys));
    ASSERT_OK(cx, attain__result_day(cx, table, "date", &days));
    ASSERT_OK(cx, attain__result_i64(cx, table, "amount", ATTAIN_MEANING_AMOUNT, 2, &amounts));
    for (i = 0; i < rows; i++) {
        days[i] = (int32_t)(support_random(random) % (ATTAIN_DAY_MAX - ATTAIN_DAY_MIN + 1)) + ATTAIN_DAY_MIN;
        amounts[i] = (int64_t)support_random(random);
    }
    ASSERT_OK(cx, attain__result_i64(cx, table, "order", ATTAIN_MEANING_CODE, 0, &amounts));
    ASSERT_OK(cx, attain__result_validity(cx, table, &validity));
    for (i = 0; i < rows; i++) {
        size_t length = support_random(random) % 16;

        amounts[i] = (int64_t)(support_random(random) >> 33) - (INT64_C(1) << 30);
        if (support_random(random) % 4 == 0)
            attain__validity_clear(validity, i);
        random_text(text, length, random);
        if (length == 0)
            ASSERT_OK(cx, attain__text_append_missing(cx, &notes));
        else
            ASSERT_OK(cx, attain__text_append(cx, &notes, text, length));
    }
    ASSERT_OK(cx, attain__result_text(cx, table, "note", ATTAIN_MEANING_NONE, &notes));
    return table;
}

static void assert_same_columns(const attain__column *a, const attain__column *b, size_t rows)
{
    size_t i, a_length, b_length;

    assert_string_equal(a->name, b->name);
    assert_int_equal(a->type, b->type);
    assert_int_equal(a->meaning, b->meaning);
    assert_int_equal(a->decimals, b->decimals);
    for (i = 0; i < rows; i++) {
        assert_int_equal(attain__column_valid(a, i), attain__column_valid(b, i));
        if (!attain__column_valid(a, i))
            continue;
        if (a->type == ATTAIN_TYPE_TEXT) {
            const char *a_text = attain__column_text(a, i, &a_length);
            const char *b_text = attain__column_text(b, i, &b_length);

            assert_true(attain__text_equal(a_text, a_length, b_text, b_length));
        } else if (a->type == ATTAIN_TYPE_I32) {
            assert_int_equal(((const int32_t *)a->values)[i], ((const int32_t *)b->values)[i]);
        } else {
            assert_true(((const int64_t *)a->values)[i] == ((const int64_t *)b->values)[i]);
        }
    }
}

static void test_what_was_written_is_read_back(void **state)
{
    uint64_t random = 42;
    size_t round, i;

    for (round = 0; round < 50; round++) {
        size_t rows = round == 0 ? 0 : (size_t)(support_random(&random) % 60);
        attain_table *table = random_table(*state, rows, &random);
        attain_table *back = NULL;
        support_text text = support_csv(*state, table);

        ASSERT_OK(*state, read_bytes(*state, &orders, text.bytes, text.length, &back));
        assert_int_equal(attain_table_rows(back), rows);
        assert_int_equal(attain_table_columns(back), 5);
        for (i = 0; i < 5; i++)
            if (rows > 0 || i > 0) /* without rows a key column is one of numbers */
                assert_same_columns(&table->columns[i], &back->columns[i], rows);
        support_text_free(&text);
        attain_table_destroy(back);
        attain_table_destroy(table);
    }
}

/* ---- random bytes ---- */

/* Whatever comes in, the reader gives a table or an error that says where, and reads no byte that is not there: the text is
 * copied into a block of its exact size so that the sanitizers see to it. */
static void test_random_bytes(void **state)
{
    static const char *const parts[] = {"customer,date,amount\n",
                                        "customer,date,amount,order,note\r\n",
                                        ",",
                                        "\"",
                                        "\"\"",
                                        "\n",
                                        "\r\n",
                                        "\r",
                                        "1",
                                        "-0",
                                        "2024-01-31",
                                        "1.50",
                                        " ",
                                        "abc",
                                        "\xE6\x81\x92",
                                        "\xFF",
                                        "\xEF\xBB\xBF",
                                        "7,2024-01-31,1.50\n",
                                        "x,20240229,-3\n",
                                        "7,2024-01-31,1.50,,\"a\"\"b\"\n"};
    uint64_t random = 7;
    size_t round, accepted = 0, refused = 0;

    for (round = 0; round < 6000; round++) {
        char text[400];
        size_t length = 0, pieces = (size_t)(support_random(&random) % 12);
        attain_table *table = NULL;
        attain_status status;
        void *exact;

        if (support_random(&random) % 4 != 0)
            length = strlen(strcpy(text, parts[support_random(&random) % 2]));
        while (pieces-- > 0) {
            const char *part = parts[support_random(&random) % 20];

            memcpy(text + length, part, strlen(part));
            length += strlen(part);
        }
        ASSERT_OK(*state, attain__allocate(*state, length, 1, &exact));
        memcpy(exact, text, length);
        status = read_bytes(*state, &orders, exact, length, &table);
        if (status == ATTAIN_OK) {
            support_text written = support_csv(*state, table);

            support_text_free(&written);
            accepted++;
        } else {
            assert_null(table);
            assert_string_not_equal(attain_context_error(*state), "");
            assert_string_not_equal(attain_context_error_argument(*state), "");
            refused++;
        }
        attain_table_destroy(table);
        attain__release(&((attain_context *)*state)->allocator, exact);
    }
    assert_true(accepted > 300 && refused > 300); /* both ways are walked */
}

/* ---- no memory ---- */

static attain_status read_all(attain_context *cx, void *user)
{
    attain_csv *csv = NULL;
    attain_table *table = NULL;
    attain_status status = attain_csv_create(cx, &csv);

    if (status == ATTAIN_OK)
        status = attain_csv_read(cx, csv, &orders, user, strlen(user), &table);
    if (status != ATTAIN_OK)
        assert_null(table);
    attain_table_destroy(table);
    attain_csv_destroy(csv);
    return status;
}

static void test_out_of_memory(void **state)
{
    char rows[] = "customer,date,amount,order,note\n"
                  "1,2024-01-01,1,,a\n2,2024-01-01,1,5,\"a\"\"b\"\n3,2024-01-01,1,6,\n4,2024-01-01,1,7,\n"
                  "5,2024-01-01,1,8,\n6,2024-01-01,1,9,\n7,2024-01-01,1,,\n8,2024-01-01,1,5,\n9,2024-01-01,1,5,\n"
                  "A,2024-01-01,1,x,\n11,2024-01-01,1,,\"aaaaaaaaaaaaaaaaaa\"\"aaaaaaaaaa\"\n";
    char none[] = "";

    (void)state;
    support_memory_sweep(read_all, rows);
    support_memory_sweep(read_all, none);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        SUPPORT_TEST(test_columns_come_in_the_order_of_the_schema),
        SUPPORT_TEST(test_byte_order_mark),
        SUPPORT_TEST(test_empty_files),
        SUPPORT_TEST(test_headers),
        SUPPORT_TEST(test_a_long_header_is_listed_as_far_as_fits),
        SUPPORT_TEST(test_rows_of_another_width),
        SUPPORT_TEST(test_bytes_that_are_no_text),
        SUPPORT_TEST(test_doubles_are_not_read),
        SUPPORT_TEST(test_progress_counts_bytes),
        SUPPORT_TEST(test_what_was_written_is_read_back),
        SUPPORT_TEST(test_random_bytes),
        SUPPORT_TEST(test_out_of_memory),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

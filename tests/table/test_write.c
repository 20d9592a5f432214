/* Writing tables exactly: CSV and JSON. */
#include "support/support.h"

#include <math.h>

#include "table/table_internal.h"

static const int64_t amounts[] = {123450, -5, 0, 7};
static const int64_t rates[] = {15000000, 1000000000, -333333333, 0};
static const int64_t keys[] = {9007199254740993, -1, 0, 4};
static const int32_t days[] = {19723, 0, 1, 2};
static const double ratios[] = {0.1, NAN, INFINITY, -2};
static const int64_t offsets[] = {0, 3, 6, 6, 11};
static const char bytes[] = "a,bc\"d" /* rows 0 and 1 */
                            "e\r\nf\\";
static const uint8_t but_second[] = {0x0D};

static attain_table *make(attain_context *cx)
{
    attain_table *table = NULL;

    ASSERT_OK(cx, attain_table_create(cx, &table));
    ASSERT_OK(cx, attain_table_add_i64(cx, table, ATTAIN_TEXT("amount"), amounts, but_second, 4));
    ASSERT_OK(cx, attain_table_describe(cx, table, 0, ATTAIN_MEANING_AMOUNT, 2));
    ASSERT_OK(cx, attain_table_add_i64(cx, table, ATTAIN_TEXT("rate"), rates, NULL, 4));
    ASSERT_OK(cx, attain_table_describe(cx, table, 1, ATTAIN_MEANING_RATE, 0));
    ASSERT_OK(cx, attain_table_add_i64(cx, table, ATTAIN_TEXT("key"), keys, NULL, 4));
    ASSERT_OK(cx, attain_table_add_i32(cx, table, ATTAIN_TEXT("date"), days, but_second, 4));
    ASSERT_OK(cx, attain_table_add_f64(cx, table, ATTAIN_TEXT("x"), ratios, NULL, 4));
    ASSERT_OK(cx, attain_table_add_text(cx, table, ATTAIN_TEXT("a \"name\""), offsets, bytes, NULL, 4));
    return table;
}

static void assert_written(attain_context *cx, const attain_table *table, int32_t format, const char *expected)
{
    support_text text = {NULL, 0, 0};

    ASSERT_OK(cx, attain_table_write(cx, table, format, ATTAIN_LANGUAGE_CHINESE, support_write, &text));
    assert_string_equal(text.bytes == NULL ? "" : text.bytes, expected);
    support_text_free(&text);
}

static void test_csv(void **state)
{
    attain_table *table = make(*state);

    support_assert_csv(*state, table,
                       "amount,rate,key,date,x,\"a \"\"name\"\"\"\n"
                       "1234.50,0.015,9007199254740993,2024-01-01,0.1,\"a,b\"\n"
                       ",1,-1,,,\"c\"\"d\"\n"
                       "0.00,-0.333333333,0,1970-01-02,,\n"
                       "0.07,0,4,1970-01-03,-2,\"e\r\nf\\\"\n");
    attain_table_destroy(table);
}

static void test_json(void **state)
{
    attain_table *table = make(*state);

    assert_written(*state, table, ATTAIN_FORMAT_JSON,
                   "[\n"
                   "  {\"amount\": 1234.50, \"rate\": 0.015, \"key\": 9007199254740993, \"date\": \"2024-01-01\", "
                   "\"x\": 0.1, \"a \\\"name\\\"\": \"a,b\"},\n"
                   "  {\"amount\": null, \"rate\": 1, \"key\": -1, \"date\": null, \"x\": null, "
                   "\"a \\\"name\\\"\": \"c\\\"d\"},\n"
                   "  {\"amount\": 0.00, \"rate\": -0.333333333, \"key\": 0, \"date\": \"1970-01-02\", "
                   "\"x\": null, \"a \\\"name\\\"\": \"\"},\n"
                   "  {\"amount\": 0.07, \"rate\": 0, \"key\": 4, \"date\": \"1970-01-03\", "
                   "\"x\": -2, \"a \\\"name\\\"\": \"e\\r\\nf\\\\\"}\n"
                   "]\n");
    attain_table_destroy(table);
}

static void test_quotes_only_where_needed(void **state)
{
    static const char text[] = " a b \ta;b'\"";
    static const int64_t places[] = {0, 5, 7, 10, 11};
    attain_table *table = NULL;

    ASSERT_OK(*state, attain_table_create(*state, &table));
    ASSERT_OK(*state, attain_table_add_text(*state, table, ATTAIN_TEXT("t"), places, text, NULL, 4));
    support_assert_csv(*state, table, "t\n a b \n\ta\n;b'\n\"\"\"\"\n");
    attain_table_destroy(table);
}

/* A line that is one empty cell would be a blank line, which readers skip. */
static void test_a_single_column_of_nothing(void **state)
{
    attain_table *table = NULL;

    ASSERT_OK(*state, attain_table_create(*state, &table));
    ASSERT_OK(*state, attain_table_add_i64(*state, table, ATTAIN_TEXT("n"), amounts, but_second, 4));
    support_assert_csv(*state, table, "n\n123450\n\"\"\n0\n7\n");
    attain_table_destroy(table);
}

static void test_no_rows_and_no_columns(void **state)
{
    attain_table *table = NULL;

    ASSERT_OK(*state, attain_table_create(*state, &table));
    assert_written(*state, table, ATTAIN_FORMAT_CSV, "");
    assert_written(*state, table, ATTAIN_FORMAT_JSON, "[]\n");
    assert_written(*state, table, ATTAIN_FORMAT_TEXT, "");
    assert_written(*state, table, ATTAIN_FORMAT_MARKDOWN, "");
    ASSERT_OK(*state, attain_table_add_i64(*state, table, ATTAIN_TEXT("amount"), NULL, NULL, 0));
    ASSERT_OK(*state, attain_table_add_i64(*state, table, ATTAIN_TEXT("zzz"), NULL, NULL, 0));
    assert_written(*state, table, ATTAIN_FORMAT_CSV, "amount,zzz\n");
    assert_written(*state, table, ATTAIN_FORMAT_JSON, "[]\n");
    assert_written(*state, table, ATTAIN_FORMAT_TEXT, "\xE9\x87\x91\xE9\xA2\x9D  zzz\n----  ---\n");
    assert_written(*state, table, ATTAIN_FORMAT_MARKDOWN, "| \xE9\x87\x91\xE9\xA2\x9D | zzz |\n| ---: | ---: |\n");
    attain_table_destroy(table);
}

static int32_t refuse(const char *text, size_t length, void *user)
{
    (void)text;
    (void)length;
    (void)user;
    return -1;
}

static int32_t cancel(uint64_t done, uint64_t total, void *user)
{
    (void)user;
    assert_true(done <= total);
    return 1;
}

static void test_bad_arguments(void **state)
{
    attain_table *table = make(*state);

    ASSERT_FAILS(*state, attain_table_write(*state, NULL, 1, 0, refuse, NULL), ATTAIN_ERROR_ARGUMENT, "table", -1);
    ASSERT_FAILS(*state, attain_table_write(*state, table, 0, 0, refuse, NULL), ATTAIN_ERROR_ARGUMENT, "format", -1);
    ASSERT_FAILS(*state, attain_table_write(*state, table, 5, 0, refuse, NULL), ATTAIN_ERROR_ARGUMENT, "format", -1);
    ASSERT_FAILS(*state, attain_table_write(*state, table, 1, 2, refuse, NULL), ATTAIN_ERROR_ARGUMENT, "language", -1);
    ASSERT_FAILS(*state, attain_table_write(*state, table, 1, 0, NULL, NULL), ATTAIN_ERROR_ARGUMENT, "write", -1);
    attain_table_destroy(table);
}

static void test_refused_and_cancelled(void **state)
{
    static int64_t many[70000];
    attain_table *table = NULL;
    support_text text = {NULL, 0, 0};
    int32_t format;

    ASSERT_OK(*state, attain_table_create(*state, &table));
    ASSERT_OK(*state, attain_table_add_i64(*state, table, ATTAIN_TEXT("n"), many, NULL, 70000));
    for (format = ATTAIN_FORMAT_TEXT; format <= ATTAIN_FORMAT_MARKDOWN; format++)
        ASSERT_FAILS(*state, attain_table_write(*state, table, format, 0, refuse, NULL), ATTAIN_ERROR_WRITE, "write",
                     -1);
    ASSERT_OK(*state, attain_context_set_progress(*state, cancel, NULL));
    for (format = ATTAIN_FORMAT_TEXT; format <= ATTAIN_FORMAT_MARKDOWN; format++)
        ASSERT_FAILS(*state, attain_table_write(*state, table, format, 0, support_write, &text), ATTAIN_ERROR_CANCELLED,
                     "", -1);
    support_text_free(&text);
    attain_table_destroy(table);
}

static attain_status write_text(attain_context *cx, void *user)
{
    attain_table *table = NULL;
    support_text text = {NULL, 0, 0};
    attain_status status = attain_table_create(cx, &table);

    (void)user;
    if (status == ATTAIN_OK)
        status = attain_table_add_i64(cx, table, ATTAIN_TEXT("n"), keys, NULL, 4);
    if (status == ATTAIN_OK)
        status = attain_table_write(cx, table, ATTAIN_FORMAT_TEXT, 0, support_write, &text);
    if (status == ATTAIN_OK)
        status = attain_table_write(cx, table, ATTAIN_FORMAT_CSV, 0, support_write, &text);
    support_text_free(&text);
    attain_table_destroy(table);
    return status;
}

static void test_out_of_memory(void **state)
{
    (void)state;
    support_memory_sweep(write_text, NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        SUPPORT_TEST(test_csv),
        SUPPORT_TEST(test_json),
        SUPPORT_TEST(test_quotes_only_where_needed),
        SUPPORT_TEST(test_a_single_column_of_nothing),
        SUPPORT_TEST(test_no_rows_and_no_columns),
        SUPPORT_TEST(test_bad_arguments),
        SUPPORT_TEST(test_refused_and_cancelled),
        SUPPORT_TEST(test_out_of_memory),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

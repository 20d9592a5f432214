/* CSV as RFC 4180 has it: lines, cells, quotes, and what is none. */
#include "support/support.h"

#include "table/table_internal.h"

/* Scans the text into "cell|cell/cell|cell/" and, at an error, '!' with its message. */
static void assert_scanned(attain_context *cx, const char *text, size_t length, const char *expected)
{
    attain__csv_scanner scanner;
    support_text got = {NULL, 0, 0};
    attain_status status;
    int found = 1;
    size_t i;

    support_write("", 0, &got);
    attain__csv_scanner_start(&scanner, text, length, ',');
    for (;;) {
        status = attain__csv_scanner_next(cx, &scanner, &found);
        if (status != ATTAIN_OK || !found)
            break;
        for (i = 0; i < scanner.count; i++) {
            const char *cell;
            size_t bytes;

            ASSERT_OK(cx, attain__csv_scanner_text(cx, &scanner, i, &cell, &bytes));
            support_write("|", i > 0, &got);
            support_write(cell, bytes, &got);
        }
        support_write("/", 1, &got);
    }
    if (status != ATTAIN_OK) {
        assert_int_equal(status, ATTAIN_ERROR_FORMAT);
        assert_string_equal(attain_context_error_argument(cx), "text");
        support_write("!", 1, &got);
        support_write(attain_context_error(cx), strlen(attain_context_error(cx)), &got);
    }
    assert_string_equal(got.bytes, expected);
    support_text_free(&got);
    attain__csv_scanner_release(cx, &scanner);
}

#define SCANNED(text, expected) assert_scanned(*state, (text), sizeof(text) - 1, (expected))

static void test_lines(void **state)
{
    SCANNED("", "");
    SCANNED("a", "a/");
    SCANNED("a,b\nc,d\n", "a|b/c|d/");
    SCANNED("a,b\r\nc,d\r\n", "a|b/c|d/");
    SCANNED("a,b\nc,d", "a|b/c|d/"); /* the last line need not be ended */
    SCANNED("\n\r\n\na\n\n\r\nb\n\n", "a/b/");
    SCANNED("a\n \n", "a/ /"); /* a blank is a cell */
    SCANNED("\n\n", "");
}

static void test_empty_cells(void **state)
{
    SCANNED(",", "|/");
    SCANNED("a,\n,b\n,\n", "a|/|b/|/");
    SCANNED("a,,b,", "a||b|/");
    SCANNED("\"\"", "/");
    SCANNED("\"\",\"\"\n", "|/");
}

static void test_quotes(void **state)
{
    SCANNED("\"a\",b", "a|b/");
    SCANNED("\"a,b\",\"c\"\n", "a,b|c/");
    SCANNED("\"a\"\"b\"", "a\"b/");
    SCANNED("\"\"\"\"", "\"/");
    SCANNED("\"\"\"a\"\"\",\"b\"\"\"\"\"\r\n", "\"a\"|b\"\"/");
    SCANNED("\"a\nb\r\nc\rd\",e\nf", "a\nb\r\nc\rd|e/f/");
}

static void test_what_is_no_csv(void **state)
{
    SCANNED("a\"b", "!text: line 1: there is a quote inside a cell that does not begin with one");
    SCANNED("h\n \"b\"", "h/!text, row 0: line 2: there is a quote inside a cell that does not begin with one");
    SCANNED("h\na\n\"b\nc\n", "h/a/!text, row 1: line 3: the quote that opens here is never closed");
    SCANNED("\"", "!text: line 1: the quote that opens here is never closed");
    SCANNED("\"\"\"", "!text: line 1: the quote that opens here is never closed");
    SCANNED("\"a\"b", "!text: line 1: there is text between a closing quote and the end of its cell");
    SCANNED("\"a\nb\" ,", "!text: line 2: there is text between a closing quote and the end of its cell");
    SCANNED("\"a\"\rb", "!text: line 1: there is text between a closing quote and the end of its cell");
    SCANNED("a\rb", "!text: line 1: there is a carriage return without a line feed behind it");
    SCANNED("a\nb\r", "a/!text, row 0: line 2: there is a carriage return without a line feed behind it");
    SCANNED("a\n\rb", "a/!text, row 0: line 2: there is a carriage return without a line feed behind it");
}

static void test_other_delimiter(void **state)
{
    attain__csv_scanner scanner;
    int found;

    attain__csv_scanner_start(&scanner, ATTAIN_TEXT("a,b\t\"c\"\t\n"), '\t');
    ASSERT_OK(*state, attain__csv_scanner_next(*state, &scanner, &found));
    assert_int_equal(scanner.count, 3);
    assert_int_equal(scanner.cells[0].length, 3);
    assert_int_equal(scanner.cells[2].length, 0);
    attain__csv_scanner_release(*state, &scanner);
}

static void test_line_numbers(void **state)
{
    attain__csv_scanner scanner;
    int found;

    attain__csv_scanner_start(&scanner, ATTAIN_TEXT("h\n\n\"a\nb\r\nc\"\r\nd\n"), ',');
    ASSERT_OK(*state, attain__csv_scanner_next(*state, &scanner, &found));
    assert_int_equal(scanner.row, -1);
    assert_int_equal(scanner.row_line, 1);
    ASSERT_OK(*state, attain__csv_scanner_next(*state, &scanner, &found));
    assert_int_equal(scanner.row, 0);
    assert_int_equal(scanner.row_line, 3);
    ASSERT_OK(*state, attain__csv_scanner_next(*state, &scanner, &found));
    assert_int_equal(scanner.row, 1);
    assert_int_equal(scanner.row_line, 6);
    attain__csv_scanner_release(*state, &scanner);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        SUPPORT_TEST(test_lines),          SUPPORT_TEST(test_empty_cells),     SUPPORT_TEST(test_quotes),
        SUPPORT_TEST(test_what_is_no_csv), SUPPORT_TEST(test_other_delimiter), SUPPORT_TEST(test_line_numbers),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* Decimal text and rates: read exactly what the header says and nothing else, written back to the same number. */
#include <string.h>

#include "fuzz.h"

/* A number as it is read digit by digit. */
typedef struct reading {
    uint64_t size, most;
    int too_long;
} reading;

static void put(reading *number, char digit)
{
    uint64_t units = (uint64_t)(digit - '0');

    if (number->size > (number->most - units) / 10)
        number->too_long = 1;
    else
        number->size = number->size * 10 + units;
}

static int is_digit(char character)
{
    return character >= '0' && character <= '9';
}

/* Reads `[sign] digits [point digits]` as the header has it. Returns 1 and the number, 0 for text of another form or with more
 * decimals than there is room for, -1 for a number beyond 64 bits. */
static int reference(const char *text, size_t length, int32_t decimals, int64_t *out)
{
    size_t i = length > 0 && (text[0] == '-' || text[0] == '+') ? 1 : 0, start = i;
    int negative = i == 1 && text[0] == '-';
    int32_t behind = 0;
    reading number = {0, (uint64_t)INT64_MAX, 0};

    number.most += negative ? 1u : 0u;
    for (; i < length && is_digit(text[i]); i++)
        put(&number, text[i]);
    if (i == start || (i < length && (text[i] != '.' || i + 1 == length)))
        return 0;
    for (i++; i < length; i++) {
        if (!is_digit(text[i]) || (behind == decimals && text[i] != '0'))
            return 0;
        if (behind < decimals)
            put(&number, text[i]), behind++;
    }
    for (; behind < decimals; behind++)
        put(&number, '0');
    *out = negative ? (int64_t)(~number.size + 1) : (int64_t)number.size;
    return number.too_long ? -1 : 1;
}

/* What was read is written and read back; text that the reference does not take is refused. */
static void check_parse(fuzz *f, const char *text, size_t length, int32_t decimals)
{
    char written[ATTAIN_DECIMAL_CAPACITY];
    int64_t expected = 0, value = 4711, again = 0;
    size_t written_length = 0;
    int right = reference(text, length, decimals, &expected);

    FUZZ_CALL(f, attain_decimal_parse(f->context, text, length, decimals, &value));
    if (f->status != ATTAIN_OK) {
        FUZZ_REQUIRE(f->status == ATTAIN_ERROR_FORMAT || f->status == ATTAIN_ERROR_OVERFLOW, "status %ld",
                     (long)f->status);
        FUZZ_REQUIRE(right != 1, "'%.*s' is a decimal: %s", (int)length, text, attain_context_error(f->context));
        FUZZ_REQUIRE(value == 4711, "%s", "a failure touched the output");
        return;
    }
    FUZZ_REQUIRE(right == 1 && value == expected, "'%.*s' was read as %lld", (int)length, text, (long long)value);
    FUZZ_OK(f, attain_decimal_format(f->context, value, decimals, written, sizeof written, &written_length));
    FUZZ_REQUIRE(strlen(written) == written_length, "'%s' and a length of %zu", written, written_length);
    FUZZ_OK(f, attain_decimal_parse(f->context, written, written_length, decimals, &again));
    FUZZ_REQUIRE(again == value, "'%s' was read as %lld", written, (long long)again);
}

static void check_rate(fuzz *f, const char *text, size_t length)
{
    int percent = length > 0 && text[length - 1] == '%';
    int64_t expected = 0, rate = 4711;
    int right = reference(text, length - (percent ? 1u : 0u), percent ? 7 : 9, &expected);

    FUZZ_CALL(f, attain_rate_parse(f->context, text, length, &rate));
    FUZZ_REQUIRE((f->status == ATTAIN_OK) == (right == 1), "'%.*s': %s", (int)length, text,
                 attain_context_error(f->context));
    FUZZ_REQUIRE(rate == (right == 1 ? expected : 4711), "'%.*s' was read as %lld", (int)length, text, (long long)rate);
}

/* Any number is written and read back, and so is its mirror image. */
static void check_format(fuzz *f, int64_t value, int32_t decimals)
{
    char written[ATTAIN_DECIMAL_CAPACITY], mirrored[ATTAIN_DECIMAL_CAPACITY];
    int64_t again = 0;

    FUZZ_OK(f, attain_decimal_format(f->context, value, decimals, written, sizeof written, NULL));
    FUZZ_OK(f, attain_decimal_parse(f->context, written, strlen(written), decimals, &again));
    FUZZ_REQUIRE(again == value, "%lld was written '%s'", (long long)value, written);
    FUZZ_OK(f, attain_rate_format(f->context, value, mirrored, sizeof mirrored, NULL));
    FUZZ_OK(f, attain_rate_parse(f->context, mirrored, strlen(mirrored), &again));
    FUZZ_REQUIRE(again == value, "the rate %lld was written '%s'", (long long)value, mirrored);
    if (value <= 0)
        return;
    FUZZ_OK(f, attain_decimal_format(f->context, -value, decimals, mirrored, sizeof mirrored, NULL));
    FUZZ_REQUIRE(mirrored[0] == '-' && strcmp(mirrored + 1, written) == 0, "'%s' mirrors to '%s'", written, mirrored);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    fuzz f;
    int32_t decimals;
    int64_t value;
    const char *text;
    size_t length;

    fuzz_begin(&f, data, size);
    decimals = (int32_t)fuzz_pick(&f, ATTAIN_DECIMALS_MAX + 1);
    value = fuzz_number(&f);
    text = fuzz_text(&f, &length);
    check_parse(&f, text, length, decimals);
    check_rate(&f, text, length);
    check_format(&f, value, decimals);
    return fuzz_end(&f);
}

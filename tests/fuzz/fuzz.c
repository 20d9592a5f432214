/* One input: its numbers and text, its memory, the checks of every call, and what is written. */
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/base_internal.h"
#include "fuzz.h"

/* ---- memory and progress ---- */

static void *reallocate(void *block, size_t size, void *user)
{
    fuzz *f = user;
    void *moved;

    if (size == 0) {
        f->live -= block != NULL;
        free(block);
        return NULL;
    }
    if (f->refusal > 0 && --f->refusal == 0) {
        f->disturbed = 1;
        return NULL;
    }
    moved = realloc(block, size);
    if (moved != NULL && block == NULL)
        f->live++;
    return moved;
}

static int32_t progress(uint64_t done, uint64_t total, void *user)
{
    fuzz *f = user;

    FUZZ_REQUIRE(done <= total, "%lu units done of %lu", (unsigned long)done, (unsigned long)total);
    if (f->stop > 0 && --f->stop == 0) {
        f->disturbed = 1;
        return 1;
    }
    return 0;
}

/* ---- one input ---- */

void fuzz_begin(fuzz *f, const uint8_t *data, size_t size)
{
    attain_allocator allocator;
    int64_t when;

    memset(f, 0, sizeof *f);
    f->rest = (const char *)data;
    f->left = size;
    when = fuzz_number(f);
    allocator.reallocate = reallocate;
    allocator.user = f;
    FUZZ_REQUIRE(attain_context_create(&allocator, &f->context) == ATTAIN_OK, "no context");
    FUZZ_OK(f, attain_context_set_progress(f->context, progress, f));
    f->refusal = when > 0 && when < 100000 ? (long)when : 0;
    f->stop = when < 0 && when > -100000 ? (long)-when : 0;
}

int fuzz_end(fuzz *f)
{
    attain_amount nothing = 4711;

    FUZZ_OK(f, attain_amount_sum(f->context, NULL, 0, &nothing)); /* what failed before is not in the record any more */
    attain_context_destroy(f->context);
    FUZZ_REQUIRE(f->live == 0, "%ld blocks leaked", f->live);
    return 0;
}

static int is_digit(char character)
{
    return character >= '0' && character <= '9';
}

int64_t fuzz_number(fuzz *f)
{
    uint64_t size = 0, most;
    int negative;

    while (f->left > 0 && !is_digit(*f->rest) && (*f->rest != '-' || f->left == 1 || !is_digit(f->rest[1])))
        f->rest++, f->left--;
    negative = f->left > 0 && *f->rest == '-';
    if (negative)
        f->rest++, f->left--;
    most = (uint64_t)INT64_MAX + (negative ? 1u : 0u);
    for (; f->left > 0 && is_digit(*f->rest); f->rest++, f->left--) {
        uint64_t digit = (uint64_t)(*f->rest - '0');

        size = size > (most - digit) / 10 ? most : size * 10 + digit;
    }
    if (size > (uint64_t)INT64_MAX)
        return INT64_MIN;
    return negative ? -(int64_t)size : (int64_t)size;
}

int64_t fuzz_between(fuzz *f, int64_t low, int64_t high)
{
    int64_t number = fuzz_number(f);
    uint64_t count = (uint64_t)high - (uint64_t)low + 1;

    if ((number >= low && number <= high) || count == 0)
        return number;
    return (int64_t)((uint64_t)low + (uint64_t)number % count);
}

size_t fuzz_pick(fuzz *f, size_t count)
{
    return (size_t)fuzz_between(f, 0, (int64_t)count - 1);
}

const char *fuzz_text(fuzz *f, size_t *length)
{
    const char *end = f->left == 0 ? NULL : memchr(f->rest, '\n', f->left);

    if (end == NULL) {
        *length = 0;
        return "";
    }
    *length = f->left - (size_t)(end + 1 - f->rest);
    return end + 1;
}

/* ---- oracles ---- */

void fuzz_abort(const char *file, int line, const char *condition, const char *format, ...)
{
    va_list arguments;

    fprintf(stderr, "%s:%d: not so: %s\n  ", file, line, condition);
    va_start(arguments, format);
    vfprintf(stderr, format, arguments);
    va_end(arguments);
    fputc('\n', stderr);
    abort();
}

static void require_utf8(const char *text, const char *what, const char *call)
{
    FUZZ_REQUIRE(attain__utf8_check(text, strlen(text)) == strlen(text), "%s: the record's %s is not UTF-8", call,
                 what);
}

/* The record after a call: it says the same as the status, and as much as the header promises. */
static void check_record(fuzz *f, attain_status status, const char *call)
{
    const attain_context *context = f->context;
    const char *message = attain_context_error(context), *argument = attain_context_error_argument(context);
    const char *value = attain_context_error_value(context);
    int64_t row = attain_context_error_row(context);
    int about_nothing =
        status == ATTAIN_ERROR_MEMORY || status == ATTAIN_ERROR_CANCELLED || status == ATTAIN_ERROR_WRITE;

    FUZZ_REQUIRE(attain_context_error_status(context) == status, "%s: gave %ld and recorded %ld", call, (long)status,
                 (long)attain_context_error_status(context));
    if (status == ATTAIN_OK) {
        FUZZ_REQUIRE(message[0] == '\0' && argument[0] == '\0' && value[0] == '\0' && row == -1,
                     "%s: succeeded and left a record: %s", call, message);
        return;
    }
    FUZZ_REQUIRE(strcmp(attain_status_name(status), "unknown") != 0, "%s: gave %ld", call, (long)status);
    FUZZ_REQUIRE(message[0] != '\0', "%s: gave '%s' without a message", call, attain_status_name(status));
    FUZZ_REQUIRE(argument[0] != '\0' || about_nothing, "%s: names no argument: %s", call, message);
    FUZZ_REQUIRE(row >= -1, "%s: row %ld", call, (long)row);
    require_utf8(message, "message", call);
    require_utf8(argument, "argument", call);
    require_utf8(value, "value", call);
}

int fuzz_disturbed(fuzz *f, attain_status status, const char *call)
{
    int disturbed = f->disturbed;

    f->disturbed = 0;
    f->status = status;
    check_record(f, status, call);
    if (!disturbed) {
        FUZZ_REQUIRE(status != ATTAIN_ERROR_MEMORY, "%s: out of memory that was there", call);
        FUZZ_REQUIRE(status != ATTAIN_ERROR_CANCELLED, "%s: cancelled by nobody", call);
        return 0;
    }
    FUZZ_REQUIRE(status == ATTAIN_ERROR_MEMORY || status == ATTAIN_ERROR_CANCELLED,
                 "%s: was refused memory or cancelled and gave '%s'", call, attain_status_name(status));
    return 1;
}

attain_status fuzz_checked(fuzz *f, attain_status status, const char *call)
{
    FUZZ_REQUIRE(!fuzz_disturbed(f, status, call), "%s: disturbed twice", call);
    return status;
}

attain_status fuzz_require_ok(fuzz *f, attain_status status, const char *call)
{
    FUZZ_REQUIRE(status == ATTAIN_OK, "%s: gave '%s': %s", call, attain_status_name(status),
                 attain_context_error(f->context));
    return status;
}

attain_status fuzz_status(const fuzz *f)
{
    return f->status;
}

void *fuzz_mark(void)
{
    static char mark;

    return &mark;
}

int fuzz_untouched(const void *out, const char *call)
{
    FUZZ_REQUIRE(out == fuzz_mark(), "%s: failed and touched its output", call);
    return 1;
}

void *fuzz_made(fuzz *f, void *out, const char *call)
{
    if (f->status != ATTAIN_OK) {
        fuzz_untouched(out, call);
        return NULL;
    }
    FUZZ_REQUIRE(out != fuzz_mark() && out != NULL, "%s: succeeded and made nothing", call);
    return out;
}

/* ---- what is written ---- */

int32_t fuzz_write(const char *bytes, size_t length, void *user)
{
    fuzz_output *output = user;

    FUZZ_REQUIRE(!output->refused, "%s", "written to after a refusal");
    if (output->limit > 0 && output->length + length > output->limit) {
        output->refused = 1;
        return 1;
    }
    if (output->length + length + 1 > output->capacity) {
        output->capacity = (output->length + length + 1) * 2;
        output->bytes = realloc(output->bytes, output->capacity);
        if (output->bytes == NULL)
            abort();
    }
    memcpy(output->bytes + output->length, bytes, length);
    output->length += length;
    output->bytes[output->length] = '\0';
    return 0;
}

void fuzz_output_free(fuzz_output *output)
{
    free(output->bytes);
    memset(output, 0, sizeof *output);
}

fuzz_output fuzz_csv(fuzz *f, const attain_table *table)
{
    fuzz_output output = {NULL, 0, 0, 0, 0};

    fuzz_write("", 0, &output);
    FUZZ_OK(f, (output.length = 0, attain_table_write(f->context, table, ATTAIN_FORMAT_CSV, ATTAIN_LANGUAGE_ENGLISH,
                                                      fuzz_write, &output)));
    return output;
}

void fuzz_require_same(fuzz *f, const attain_table *a, const attain_table *b, const char *what)
{
    fuzz_output first = fuzz_csv(f, a), second = fuzz_csv(f, b);

    FUZZ_REQUIRE(strcmp(first.bytes, second.bytes) == 0, "%s:\n%s\n-- and --\n%s", what, first.bytes, second.bytes);
    fuzz_output_free(&first);
    fuzz_output_free(&second);
}

/* ---- columns ---- */

static size_t column_of(const attain_table *table, const char *name)
{
    int64_t column = attain_table_find(table, name, strlen(name));

    FUZZ_REQUIRE(column >= 0, "no column %s", name);
    return (size_t)column;
}

const int64_t *fuzz_i64(const attain_table *table, const char *name)
{
    const int64_t *values = attain_table_i64(table, column_of(table, name));

    FUZZ_REQUIRE(values != NULL, "column %s is not of 64-bit integers", name);
    return values;
}

const char *fuzz_cell(const attain_table *table, const char *name, size_t row, size_t *length)
{
    return attain_table_text(table, column_of(table, name), row, length);
}

int fuzz_there(const attain_table *table, const char *name, size_t row)
{
    const uint8_t *validity = attain_table_validity(table, column_of(table, name));

    return validity == NULL || (validity[row / 8] >> (row % 8) & 1) != 0;
}

int fuzz_cell_is(const attain_table *table, const char *name, size_t row, const char *text)
{
    size_t length = 0;
    const char *cell = fuzz_cell(table, name, row, &length);

    return cell != NULL && length == strlen(text) && memcmp(cell, text, length) == 0;
}

int fuzz_cells_equal(const attain_table *a, const char *a_name, size_t a_row, const attain_table *b, const char *b_name,
                     size_t b_row)
{
    size_t a_length = 0, b_length = 0;
    const int64_t *a_values = attain_table_i64(a, column_of(a, a_name));
    const int64_t *b_values = attain_table_i64(b, column_of(b, b_name));
    const char *a_cell, *b_cell;

    if (a_values != NULL && b_values != NULL)
        return a_values[a_row] == b_values[b_row];
    a_cell = fuzz_cell(a, a_name, a_row, &a_length);
    b_cell = fuzz_cell(b, b_name, b_row, &b_length);
    return a_cell != NULL && b_cell != NULL && a_length == b_length && memcmp(a_cell, b_cell, a_length) == 0;
}

void fuzz_shuffle(fuzz *f, size_t *order, size_t count)
{
    uint64_t state = (uint64_t)fuzz_number(f);
    size_t i;

    for (i = 0; i < count; i++)
        order[i] = i;
    for (i = count; i > 1; i--) {
        size_t j, old = order[i - 1];

        state = state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
        j = (size_t)(state >> 33) % i;
        order[i - 1] = order[j];
        order[j] = old;
    }
}

/* Assertions on the error record, and the book of what was seen to fail. */
#include "errors/errors.h"

#include <stdio.h>

/* ---- the book ---- */

#define FAILURES 1024

static struct failure {
    char function[ERRORS_NAME];
    attain_status status;
    int silent;
} failures[FAILURES];

static size_t failure_count;

/* `call` is C: "attain_rates_add(context, NULL, 0, 0)". */
static void remember(const char *call, attain_status status, int silent)
{
    size_t length = strcspn(call, "(");

    assert_true(strncmp(call, "attain_", 7) == 0 && length < ERRORS_NAME && failure_count < FAILURES);
    memcpy(failures[failure_count].function, call, length);
    failures[failure_count].function[length] = '\0';
    failures[failure_count].status = status;
    failures[failure_count].silent = silent;
    failure_count++;
}

int errors_seen(const char *function, attain_status status)
{
    size_t i;

    for (i = 0; i < failure_count; i++)
        if (strcmp(failures[i].function, function) == 0 && failures[i].status == status)
            return 1;
    return 0;
}

int errors_seen_silent(const char *function)
{
    size_t i;

    for (i = 0; i < failure_count; i++)
        if (strcmp(failures[i].function, function) == 0 && failures[i].silent)
            return 1;
    return 0;
}

/* ---- records ---- */

typedef struct record {
    attain_status status;
    int64_t row;
    char argument[512], value[512], message[1024];
} record;

static record last; /* of the call that FAILS is about */

static record read_record(const attain_context *context)
{
    record read;

    memset(&read, 0, sizeof read);
    read.status = attain_context_error_status(context);
    read.row = attain_context_error_row(context);
    snprintf(read.argument, sizeof read.argument, "%s", attain_context_error_argument(context));
    snprintf(read.value, sizeof read.value, "%s", attain_context_error_value(context));
    snprintf(read.message, sizeof read.message, "%s", attain_context_error(context));
    return read;
}

/* Whether the message says where and what, and then something of its own. */
static int tells_all(const record *r)
{
    char row[32];

    snprintf(row, sizeof row, "row %lld", (long long)r->row);
    return strstr(r->message, r->argument) != NULL && strstr(r->message, r->value) != NULL &&
           (r->row == NO_ROW) == (strstr(r->message, "row ") != r->message + strlen(r->argument) + 2) &&
           (r->row == NO_ROW || strstr(r->message, row) != NULL) &&
           strlen(r->message) > strlen(r->argument) + strlen(r->value) + 8;
}

void errors_assert_record(attain_context *context, const char *call, attain_status got, attain_status status,
                          const char *argument, int64_t row, const char *value, const char *file, int line)
{
    last = read_record(context);
    if (got != status || last.status != status || last.row != row || strcmp(last.argument, argument) != 0 ||
        strcmp(last.value, value) != 0 || !tells_all(&last)) {
        print_error("%s\n  gave  '%s' at '%s' row %lld value '%s': %s\n  wanted '%s' at '%s' row %lld value '%s'\n",
                    call, attain_status_name(got), last.argument, (long long)last.row, last.value, last.message,
                    attain_status_name(status), argument, (long long)row, value);
        _fail(file, line);
    }
    remember(call, status, 0);
}

void errors_assert_repeated(attain_context *context, attain_status got, const char *file, int line)
{
    record again = read_record(context);

    if (got != last.status || memcmp(&again, &last, sizeof again) != 0) {
        print_error("the first time: %s\n  the second: %s\n", last.message, again.message);
        _fail(file, line);
    }
}

void errors_assert_silent(const char *call, attain_status got, const char *file, int line)
{
    if (got != ATTAIN_ERROR_ARGUMENT) {
        print_error("%s gave '%s' without a context\n", call, attain_status_name(got));
        _fail(file, line);
    }
    remember(call, got, 1);
}

void errors_assert_success(attain_context *context)
{
    attain_amount sum = 7;

    assert_int_equal(attain_amount_sum(context, NULL, 0, &sum), ATTAIN_OK);
    assert_int_equal(sum, 0);
    assert_int_equal(attain_context_error_status(context), ATTAIN_OK);
    assert_int_equal(attain_context_error_row(context), NO_ROW);
    assert_string_equal(attain_context_error_argument(context), "");
    assert_string_equal(attain_context_error_value(context), "");
    assert_string_equal(attain_context_error(context), "");
}

/* A failure that fills every part of the record. That it is exactly this shows that nothing is left of the one before
 * it. */
void errors_fail_otherwise(attain_context *context)
{
    static const int64_t weights[] = {1, 1, -7777777};
    attain_amount shares[3];

    assert_int_equal(attain_amount_allocate(context, 5, weights, NULL, NULL, 3, ATTAIN_ALLOCATE_REMAINDER, shares),
                     ATTAIN_ERROR_VALUE);
    assert_int_equal(attain_context_error_status(context), ATTAIN_ERROR_VALUE);
    assert_int_equal(attain_context_error_row(context), 2);
    assert_string_equal(attain_context_error_argument(context), "weights");
    assert_string_equal(attain_context_error_value(context), "-7777777");
    assert_string_equal(attain_context_error(context), "weights, row 2, value '-7777777': must not be negative");
}

/* ---- callbacks ---- */

int32_t errors_cancel(uint64_t done, uint64_t total, void *user)
{
    (void)user;
    assert_true(done <= total);
    return 1;
}

int32_t errors_refuse(const char *bytes, size_t length, void *user)
{
    (void)user;
    assert_true(bytes != NULL && length > 0);
    return 1;
}

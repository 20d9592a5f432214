/* Failing calls: what each leaves in the error record, and which calls and statuses have been seen to fail. */
#ifndef ATTAIN_TESTS_ERRORS_H
#define ATTAIN_TESTS_ERRORS_H

#include "support/support.h"

#define NO_ROW (-1)

/* Asserts that a call, made with the `context` in scope, fails with a status (ARGUMENT for ATTAIN_ERROR_ARGUMENT), and
 * that the record has exactly this argument or document path, row and value, and a message with all of them. The call
 * is made after another failure, of which nothing may be left, and again after a success, with the same record; a
 * success and another failure then leave nothing of it. */
#define FAILS(call, status, argument, row, value)                                                                      \
    do {                                                                                                               \
        errors_fail_otherwise(context);                                                                                \
        errors_assert_record(context, #call, (call), ATTAIN_ERROR_##status, (argument), (row), (value), __FILE__,      \
                             __LINE__);                                                                                \
        errors_assert_success(context);                                                                                \
        errors_assert_repeated(context, (call), __FILE__, __LINE__);                                                   \
        errors_fail_otherwise(context);                                                                                \
    } while (0)

/* Asserts that a call without a context, which has nowhere to leave a record, says at least that. */
#define FAILS_WITHOUT_CONTEXT(call) errors_assert_silent(#call, (call), __FILE__, __LINE__)

/* What the macros are made of. */
void errors_fail_otherwise(attain_context *context);
void errors_assert_success(attain_context *context);
void errors_assert_record(attain_context *context, const char *call, attain_status got, attain_status status,
                          const char *argument, int64_t row, const char *value, const char *file, int line);
void errors_assert_repeated(attain_context *context, attain_status got, const char *file, int line);
void errors_assert_silent(const char *call, attain_status got, const char *file, int line);

/* ---- what was seen ---- */

#define ERRORS_NAME 64

/* Whether a call of that function was seen to fail with that status, and without a context. */
int errors_seen(const char *function, attain_status status);
int errors_seen_silent(const char *function);

/* ---- what the headers say ---- */

/* An error status as base.h defines it: "ATTAIN_ERROR_RULE", -80. */
typedef struct errors_status {
    char name[ERRORS_NAME];
    attain_status status;
} errors_status;

/* A function that can fail: it gives an attain_status and takes a context that is not const, or makes one. */
typedef struct errors_function {
    char name[ERRORS_NAME];
    char returns[1024]; /* the @return of its documentation */
} errors_function;

/* Read the headers; give how many there are, at most `capacity`. */
size_t errors_statuses(errors_status *statuses, size_t capacity);
size_t errors_functions(errors_function *functions, size_t capacity);

/* Whether a function's documentation says that it can give a status, itself or by "as attain_other()". */
int errors_documented(const errors_function *functions, size_t count, const errors_function *function,
                      const char *status);

/* ---- the cases, by room ---- */

void errors_of_base(void **state);
void errors_of_numbers(void **state);
void errors_of_calendars(void **state);
void errors_of_tables(void **state);
void errors_of_schemas(void **state);
void errors_of_csv(void **state);
void errors_of_csv_files(void **state);
void errors_of_goals(void **state);
void errors_of_goal_runs(void **state);
void errors_of_segments(void **state);
void errors_of_rfm(void **state);
void errors_of_abc(void **state);
void errors_of_rates(void **state);
void errors_of_pay(void **state);
void errors_of_pay_runs(void **state);
void errors_of_documents(void **state);
void errors_of_document_texts(void **state);
void errors_of_document_sections(void **state);

/* A progress callback that cancels at once, and a write callback that takes nothing. */
int32_t errors_cancel(uint64_t done, uint64_t total, void *user);
int32_t errors_refuse(const char *bytes, size_t length, void *user);

#endif

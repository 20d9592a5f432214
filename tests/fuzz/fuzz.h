/* What fuzz targets share: inputs of readable numbers and text, memory that can be made to fail, calls that are checked
 * against the error record, and oracles that abort with a message. README.md tells how to write a target. */
#ifndef ATTAIN_TESTS_FUZZ_H
#define ATTAIN_TESTS_FUZZ_H

#include <stddef.h>
#include <stdint.h>

#include <attain.h>

/* Each target is a file with this one function, and returns 0. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* ---- one input ---- */

typedef struct fuzz {
    attain_context *context;
    attain_status status; /* of the last call */
    const char *rest;     /* of the input */
    size_t left;
    long live;     /* blocks that are out */
    long refusal;  /* allocations until one is refused; 0: none is */
    long stop;     /* calls of the progress callback until one cancels; 0: none does */
    int disturbed; /* memory was refused or the call cancelled since the last call began */
} fuzz;

/* Begins with the input's first number n: n > 0 refuses the n-th allocation, n < 0 cancels at the -n-th call of the progress
 * callback, once; 0 leaves it in peace. */
void fuzz_begin(fuzz *f, const uint8_t *data, size_t size);

/* Requires that the next call leaves a record without traces, frees the context, and requires that nothing leaked. */
int fuzz_end(fuzz *f);

/* The next number written in the input, in decimal digits with an optional minus; what lies between numbers is skipped. Beyond
 * 64 bits it is the greatest or least there is; behind the end it is 0. */
int64_t fuzz_number(fuzz *f);

/* The next number, brought into low ... high. */
int64_t fuzz_between(fuzz *f, int64_t low, int64_t high);

/* A number from 0 to count - 1. */
size_t fuzz_pick(fuzz *f, size_t count);

/* The text behind the line that the numbers read so far are on; not terminated. */
const char *fuzz_text(fuzz *f, size_t *length);

/* ---- oracles ---- */

/* FUZZ_REQUIRE(condition, format, ...): aborts with the message when the condition does not hold. */
#define FUZZ_REQUIRE(condition, ...)                                                                                   \
    do {                                                                                                               \
        if (!(condition))                                                                                              \
            fuzz_abort(__FILE__, __LINE__, #condition, __VA_ARGS__);                                                   \
    } while (0)
void fuzz_abort(const char *file, int line, const char *condition, const char *format, ...);

/* Makes a call with f->context and gives its status, having checked the error record against it. One that was disturbed must
 * say so, and is made again. */
#define FUZZ_CALL(f, call) (fuzz_disturbed((f), (call), #call) ? fuzz_checked((f), (call), #call) : fuzz_status(f))

/* A call that cannot fail on these arguments. */
#define FUZZ_OK(f, call) fuzz_require_ok((f), FUZZ_CALL((f), (call)), #call)

/* As FUZZ_CALL, for a call that puts a handle into `out`: a failure must leave it alone, and it is NULL then. The second has
 * two such outputs. */
#define FUZZ_MAKE(f, out, call)                                                                                        \
    ((out) = fuzz_mark(),                                                                                              \
     (void)(fuzz_disturbed((f), (call), #call) && fuzz_untouched((out), #call) &&                                      \
            (fuzz_checked((f), (call), #call), 1)),                                                                    \
     (out) = fuzz_made((f), (out), #call), fuzz_status(f))
#define FUZZ_MAKE_TWO(f, out, also, call)                                                                              \
    ((out) = fuzz_mark(), (also) = fuzz_mark(),                                                                        \
     (void)(fuzz_disturbed((f), (call), #call) && fuzz_untouched((out), #call) && fuzz_untouched((also), #call) &&     \
            (fuzz_checked((f), (call), #call), 1)),                                                                    \
     (out) = fuzz_made((f), (out), #call), (also) = fuzz_made((f), (also), #call), fuzz_status(f))

/* The same for calls that cannot fail on these arguments. */
#define FUZZ_MAKE_OK(f, out, call) fuzz_require_ok((f), FUZZ_MAKE((f), (out), (call)), #call)

int fuzz_disturbed(fuzz *f, attain_status status, const char *call);
attain_status fuzz_checked(fuzz *f, attain_status status, const char *call);
attain_status fuzz_require_ok(fuzz *f, attain_status status, const char *call);
attain_status fuzz_status(const fuzz *f);
void *fuzz_mark(void);
int fuzz_untouched(const void *out, const char *call);
void *fuzz_made(fuzz *f, void *out, const char *call);

/* ---- what is written ---- */

/* Takes what is written, terminated; starts as {0} and is freed by fuzz_text_free(). A write that would make it longer than
 * `limit`, where that is not 0, is refused. */
typedef struct fuzz_output {
    char *bytes;
    size_t length, capacity, limit;
    int refused;
} fuzz_output;
int32_t fuzz_write(const char *bytes, size_t length, void *user);
void fuzz_output_free(fuzz_output *output);

/* The table as CSV. */
fuzz_output fuzz_csv(fuzz *f, const attain_table *table);

/* Requires that two tables are the same to the byte when written as CSV. */
void fuzz_require_same(fuzz *f, const attain_table *a, const attain_table *b, const char *what);

/* ---- columns ---- */

/* Column of a result that must be there, with the type its values are taken as. */
const int64_t *fuzz_i64(const attain_table *table, const char *name);
const char *fuzz_cell(const attain_table *table, const char *name, size_t row, size_t *length);
int fuzz_there(const attain_table *table, const char *name, size_t row); /* 0: missing */
int fuzz_cell_is(const attain_table *table, const char *name, size_t row, const char *text);
int fuzz_cells_equal(const attain_table *a, const char *a_name, size_t a_row, const attain_table *b, const char *b_name,
                     size_t b_row);

/* Puts 0 ... count - 1 into an order that the next number of the input decides. */
void fuzz_shuffle(fuzz *f, size_t *order, size_t count);

/* ---- 128 bits, independent of the library's ---- */

/* Two's complement. */
typedef struct fuzz_wide {
    uint64_t high, low;
} fuzz_wide;

fuzz_wide fuzz_wide_of(int64_t value);
fuzz_wide fuzz_product(int64_t a, int64_t b);
fuzz_wide fuzz_sum(fuzz_wide a, fuzz_wide b);
fuzz_wide fuzz_difference(fuzz_wide a, fuzz_wide b);
fuzz_wide fuzz_size(fuzz_wide value); /* without its sign; the least number has none */
int fuzz_sign(fuzz_wide value);       /* -1, 0 or 1 */
int fuzz_compare(fuzz_wide a, fuzz_wide b);

/* Requires that `result` is numerator / denominator (not 0) rounded in an `ATTAIN_ROUND_` mode. */
void fuzz_require_rounded(fuzz_wide numerator, int64_t denominator, int32_t rounding, int64_t result, const char *what);

#endif

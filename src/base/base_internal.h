/* What the library's own files share about contexts, errors, memory and text. Internal names start with attain__. */
#ifndef ATTAIN_BASE_INTERNAL_H
#define ATTAIN_BASE_INTERNAL_H

#include <attain/base.h>

#define ATTAIN__ARGUMENT_CAPACITY 256
#define ATTAIN__VALUE_CAPACITY    96
#define ATTAIN__DETAIL_CAPACITY   256
#define ATTAIN__MESSAGE_CAPACITY  704 /* holds the sentence made of the three and the row */
#define ATTAIN__NO_ROW            (-1)

struct attain_context {
    attain_allocator allocator;
    attain_progress_function progress;
    void *progress_user;
    uint64_t work_passed, work_total; /* units of the passes that are over, and of all */
    attain_status status;
    int64_t row;
    char argument[ATTAIN__ARGUMENT_CAPACITY];
    char value[ATTAIN__VALUE_CAPACITY];
    char detail[ATTAIN__DETAIL_CAPACITY];   /* what is wrong, without where */
    char message[ATTAIN__MESSAGE_CAPACITY]; /* the sentence made of all of these */
};

/* ---- errors ---- */

/* Every public function that takes a context begins with this: it empties the record, and leaves when there is no context. */
#define ATTAIN__ENTER(context)                                                                                         \
    do {                                                                                                               \
        if ((context) == NULL)                                                                                         \
            return ATTAIN_ERROR_ARGUMENT;                                                                              \
        attain__error_clear(context);                                                                                  \
    } while (0)

/* Checks one argument: ATTAIN__CHECK(context, weights != NULL, "weights"). */
#define ATTAIN__CHECK(context, condition, argument)                                                                    \
    do {                                                                                                               \
        if (!(condition))                                                                                              \
            return attain__error_argument(context, argument);                                                          \
    } while (0)

/* Checks one numeric argument and records its value. */
#define ATTAIN__CHECK_RANGE(context, value, low, high, argument)                                                       \
    do {                                                                                                               \
        if ((value) < (low) || (value) > (high))                                                                       \
            return attain__error_range(context, argument, (int64_t)(value), (int64_t)(low), (int64_t)(high));          \
    } while (0)

/* Checks an index, and records it. */
#define ATTAIN__CHECK_INDEX(context, index, count, argument)                                                           \
    do {                                                                                                               \
        if ((index) >= (count))                                                                                        \
            return attain__error_index(context, argument, index, count);                                               \
    } while (0)

/* Checks how many bytes a caller's buffer has, and records them. */
#define ATTAIN__CHECK_CAPACITY(context, capacity, least)                                                               \
    do {                                                                                                               \
        if ((capacity) < (least))                                                                                      \
            return attain__error_capacity(context, capacity, least);                                                   \
    } while (0)

/* Checks a handle that the call changes: ATTAIN__CHECK_OWN(context, goals, "goals"). What the call adds is freed with the
 * handle, so that it has to come from the same allocator. */
#define ATTAIN__CHECK_OWN(context, handle, argument)                                                                   \
    do {                                                                                                               \
        ATTAIN__CHECK(context, (handle) != NULL, argument);                                                            \
        if (!attain__same_allocator(&(context)->allocator, &(handle)->allocator))                                      \
            return attain__error_stranger(context, argument);                                                          \
    } while (0)

void attain__error_clear(attain_context *context);

/* Record an error and return its status. `message` is what is wrong, in words; the record puts argument, row and value
 * in front of it: "orders.amount, row 17, value 'abc': message". A NULL argument, ATTAIN__NO_ROW and a NULL value are left
 * out. */
attain_status attain__error(attain_context *context, attain_status status, const char *argument, int64_t row,
                            const char *message);
attain_status attain__error_text(attain_context *context, attain_status status, const char *argument, int64_t row,
                                 const char *value, size_t value_length, const char *message);
attain_status attain__error_i64(attain_context *context, attain_status status, const char *argument, int64_t row,
                                int64_t value, const char *message);
attain_status attain__error_argument(attain_context *context, const char *argument);
attain_status attain__error_range(attain_context *context, const char *argument, int64_t value, int64_t low,
                                  int64_t high);
attain_status attain__error_index(attain_context *context, const char *argument, size_t index, size_t count);
attain_status attain__error_capacity(attain_context *context, size_t capacity, size_t least);
attain_status attain__error_memory(attain_context *context);
attain_status attain__error_stranger(attain_context *context, const char *argument); /* for ATTAIN__CHECK_OWN() */

/* Says where an error already recorded really is, as a document does when a setter refused: the record of "from" becomes
 * that of "pay.plans[0].components[0].tiers[2].from", and its row, which counts in the setter's terms, goes. */
void attain__error_relocate(attain_context *context, const char *argument);

/* ---- memory ---- */

/* count * size bytes, not initialised, from the context's allocator; a count or size of 0 gives a valid block. */
attain_status attain__allocate(attain_context *context, size_t count, size_t size, void **out);
attain_status attain__allocate_zeroed(attain_context *context, size_t count, size_t size, void **out);

/* Resizes *block to count * size bytes; on failure *block is as it was. */
attain_status attain__resize(attain_context *context, size_t count, size_t size, void **block);

int attain__same_allocator(const attain_allocator *a, const attain_allocator *b);

/* Frees a block; NULL is allowed. */
void attain__release(const attain_allocator *allocator, void *block);

/* Makes room for one more element: doubles *capacity where *count has reached it. */
attain_status attain__grow(attain_context *context, size_t count, size_t *capacity, size_t size, void **block);

/* A terminated copy of text. */
attain_status attain__text_copy(attain_context *context, const char *text, size_t length, char **out);

/* ---- progress ---- */

#define ATTAIN__PROGRESS_ROWS 65536u /* rows between two calls of the callback */

/* A verb says first how many units of work, mostly rows, all its passes have together. Each pass tells how many of its own
 * it has done, and says at its end how many it had. So what the callback hears only rises, whichever room is at work. */
void attain__progress_start(attain_context *context, uint64_t total);
void attain__progress_pass(attain_context *context, uint64_t units);

/* Tells the callback; ATTAIN_ERROR_CANCELLED when it wants to stop. */
attain_status attain__progress(attain_context *context, uint64_t done);

/* ---- writing ---- */

/* Gathers bytes for a write callback, so that it is called with thousands of bytes at once. The first failure stays in
 * `status` and later puts do nothing, so only attain__writer_finish() needs to be looked at. */
typedef struct attain__writer {
    attain_context *context;
    attain_write_function write;
    void *user;
    attain_status status;
    size_t length;
    char buffer[8192];
} attain__writer;

void attain__writer_start(attain__writer *writer, attain_context *context, attain_write_function write, void *user);
void attain__put(attain__writer *writer, const char *bytes, size_t length);
void attain__put_char(attain__writer *writer, char character);
void attain__put_terminated(attain__writer *writer, const char *text);

/* A JSON string: quoted, with quotes, backslashes and control characters escaped, the rest as it is. */
void attain__put_json(attain__writer *writer, const char *text, size_t length);

/* Hands over what is left and gives the status of the whole. */
attain_status attain__writer_finish(attain__writer *writer);

/* ---- text ---- */

/* Index of the first byte that is not UTF-8 (RFC 3629: no surrogates, no overlong forms), or length when all is. */
size_t attain__utf8_check(const char *text, size_t length);

/* Text that a getter lends, and its bytes where somebody asks for them. */
const char *attain__lend_text(const char *text, size_t length, size_t *out);

/* Checks a name argument: not NULL, not empty, UTF-8 without control characters. */
attain_status attain__check_name(attain_context *context, const char *text, size_t length, const char *argument);

/* Columns a text takes on a terminal: East Asian wide characters take two, combining marks none. */
size_t attain__text_width(const char *text, size_t length);

/* Order by bytes, a prefix before its longer text. Negative, 0, positive. */
int attain__text_compare(const char *a, size_t a_length, const char *b, size_t b_length);

int attain__text_equal(const char *a, size_t a_length, const char *b, size_t b_length);

/* Hashes for tables in memory. Those of numbers are as different as the numbers, those of texts of one length too where
 * that is at most ATTAIN__HASH_WORD bytes. They differ between machines, so no result may depend on them.
 * A seed that nobody outside can know, such as the address of what is hashed for, keeps crafted keys from colliding. */
#define ATTAIN__HASH_WORD 8

uint64_t attain__number_hash(uint64_t number);
uint64_t attain__text_hash(const char *text, size_t length, uint64_t seed);

#endif

/**
 * @file
 * @brief Context, status codes, the error record, text and version: what every other header stands on.
 *
 * A program makes one context for each thread that calls the library and hands it to every call that can fail:
 *
 * @code
 * attain_context *cx;
 * if (attain_context_create(NULL, &cx) != ATTAIN_OK)
 *     return 1;
 * attain_day day;
 * if (attain_day_parse(cx, ATTAIN_TEXT("2024-02-30"), &day) != ATTAIN_OK)
 *     fprintf(stderr, "%s\n", attain_context_error(cx));
 * attain_context_destroy(cx);
 * @endcode
 *
 * Rules that hold for the whole interface, so that no entry repeats them:
 * - Outputs are written only when the call returns #ATTAIN_OK; a call that fails leaves every handle, table and output
 *   as it was.
 * - Arguments are checked in the order in which they are declared, before anything else is done.
 * - Text goes in as a pointer and a length in bytes, is UTF-8 and need not be terminated. Text that comes out is
 *   terminated as well, so that C can print it. A name that goes in, of a column, a node, a plan, a segment, must not be
 *   empty (#ATTAIN_ERROR_ARGUMENT) nor hold control characters (#ATTAIN_ERROR_FORMAT).
 * - A handle that came out of a call belongs to the caller, who destroys it. What a getter returns is lent: it is valid
 *   until the handle it came from is changed or destroyed.
 * - Outputs of a call must not overlap each other or its inputs.
 * - A handle takes its memory from the allocator of the context it was made with, which need not live as long. Any context
 *   may read it; only one with the same allocator (function and user pointer) may change it, because what is added must be
 *   freed as the handle is. A change through another is an #ATTAIN_ERROR_ARGUMENT.
 * - A function that takes no context cannot fail: for a NULL handle, or an index there is not, it gives 0, NULL or an
 *   empty text, or what its entry says.
 * - A context serves one thread at a time. A handle that nobody changes may be read by any number of threads at once,
 *   each with its own context.
 * - Every function that takes a context can also return #ATTAIN_ERROR_ARGUMENT for a NULL or out-of-range argument and,
 *   when it allocates, #ATTAIN_ERROR_MEMORY. Entries list the other errors they can give.
 */
#ifndef ATTAIN_BASE_H
#define ATTAIN_BASE_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/** @def ATTAIN_API
 *  @brief Marks a symbol of the public interface. A program that links the static library on Windows defines
 *         `ATTAIN_STATIC`; the CMake targets and `attain.pc` do so where it is needed. */
#if defined(_WIN32) && !defined(ATTAIN_STATIC)
#ifdef ATTAIN_BUILD
#define ATTAIN_API __declspec(dllexport)
#else
#define ATTAIN_API __declspec(dllimport)
#endif
#elif defined(__GNUC__)
#define ATTAIN_API __attribute__((visibility("default")))
#else
#define ATTAIN_API
#endif

/** @name Version of the header
 *  @{ */
#define ATTAIN_VERSION_MAJOR  0       /**< Changes when the interface breaks. */
#define ATTAIN_VERSION_MINOR  1       /**< Changes when the interface grows. */
#define ATTAIN_VERSION_PATCH  0       /**< Changes when neither does. */
#define ATTAIN_VERSION_STRING "0.1.0" /**< The three as text. */
/** @} */

/** @brief Version of the library that is loaded, as `major * 10000 + minor * 100 + patch`.
 *  @return For example 100 for 0.1.0. Safe to call from any thread. @since 0.1 */
ATTAIN_API int32_t attain_version(void);

/** @brief Version of the library that is loaded, as text such as "0.1.0".
 *  @return Terminated text that lives as long as the program. Safe to call from any thread. @since 0.1 */
ATTAIN_API const char *attain_version_string(void);

/** @brief Result of a call: #ATTAIN_OK or one of the negative `ATTAIN_ERROR_` codes. A caller treats an unknown negative
 *         code as a failure of unknown kind. @since 0.1 */
typedef int32_t attain_status;

/** @name Status codes
 *  @{ */
#define ATTAIN_OK              0     /**< Done. An empty input that gives an empty result is this too. */
#define ATTAIN_ERROR_ARGUMENT  (-10) /**< An argument is NULL, out of range, unknown, or not to be changed so. */
#define ATTAIN_ERROR_MEMORY    (-20) /**< The allocator gave nothing. The call left no trace and may be repeated. */
#define ATTAIN_ERROR_CANCELLED (-30) /**< The progress callback asked to stop. The call left no trace. */
#define ATTAIN_ERROR_WRITE     (-31) /**< The write callback did not take the bytes. */
#define ATTAIN_ERROR_OVERFLOW  (-40) /**< A result does not fit in 64 bits. */
#define ATTAIN_ERROR_FORMAT    (-50) /**< Text is not what it should be: a number, a date, CSV, JSON, UTF-8. */
#define ATTAIN_ERROR_SCHEMA    (-60) /**< A column is missing, unknown, there twice, of the wrong type or length. */
#define ATTAIN_ERROR_VALUE     (-70) /**< A value is well formed and not allowed here: a negative weight, a missing key. */
#define ATTAIN_ERROR_RULE      (-80) /**< Rules contradict each other: tiers out of order, a cycle in a goal tree. */
/** @} */

/** @brief Name of a status code, for logs: "ok", "argument", "memory", "cancelled", "write", "overflow", "format",
 *         "schema", "value", "rule".
 *  @param status any number.
 *  @return Terminated text that lives as long as the program; "unknown" for a number that is no status.
 *          Safe to call from any thread. @since 0.1 */
ATTAIN_API const char *attain_status_name(attain_status status);

/** @brief Expands a string literal to the two arguments, bytes and length, that text takes. @since 0.1 */
#define ATTAIN_TEXT(literal) (literal), (sizeof(literal) - 1)

/** @brief Allocates, resizes and frees, in one function like `realloc`.
 *
 *  @param block a block this function gave before, or NULL to allocate a new one.
 *  @param size  bytes wanted; 0 frees the block, and the result is then ignored.
 *  @param user  the pointer given with the function.
 *  @return the block, aligned for any type, or NULL when there is no memory; the old block is then still there. */
typedef void *(*attain_reallocate_function)(void *block, size_t size, void *user);

/** @brief Where a context and all handles made with it take their memory. The one structure of the interface that is not
 *         opaque, because it is needed before there is a context; its two members are fixed for ever. @since 0.1 */
typedef struct attain_allocator {
    attain_reallocate_function reallocate; /**< Must not be NULL. */
    void *user;                            /**< Handed to every call. */
} attain_allocator;

/** @brief Told how far a long call has come.
 *  @param done  units of work done, at most `total` and never fewer than the time before.
 *  @param total units of work in all, the same throughout a call.
 *  @param user  the pointer given with the function.
 *  @return 0 to go on; anything else cancels the call, which then returns #ATTAIN_ERROR_CANCELLED. */
typedef int32_t (*attain_progress_function)(uint64_t done, uint64_t total, void *user);

/** @brief Takes the next bytes of something that is written: a table, a plan document.
 *  @param bytes  `length` bytes, not terminated, valid during the call.
 *  @param length how many.
 *  @param user   the pointer given with the function. The callback must not call the library with the context of the call.
 *  @return 0 to go on; anything else ends the call with #ATTAIN_ERROR_WRITE. */
typedef int32_t (*attain_write_function)(const char *bytes, size_t length, void *user);

/** @brief Memory, progress and the error record of one caller. Serves one thread at a time. @since 0.1 */
typedef struct attain_context attain_context;

/** @brief Makes a context.
 *  @param allocator where memory comes from; copied; NULL for `malloc`, `realloc` and `free`.
 *  @param[out] out  the context; the caller destroys it.
 *  @return #ATTAIN_OK, #ATTAIN_ERROR_ARGUMENT or #ATTAIN_ERROR_MEMORY. Safe to call from any thread. @since 0.1 */
ATTAIN_API attain_status attain_context_create(const attain_allocator *allocator, attain_context **out);

/** @brief Frees a context. Handles made with it stay valid: each knows its allocator.
 *  @param context may be NULL. @since 0.1 */
ATTAIN_API void attain_context_destroy(attain_context *context);

/** @brief Sets or removes the callback that is told of progress and can cancel.
 *  @param context  the context.
 *  @param progress called from time to time during long calls, on the caller's thread; NULL for none. It must not call
 *                  the library with this context.
 *  @param user     handed to every call.
 *  @return #ATTAIN_OK. @since 0.1 */
ATTAIN_API attain_status attain_context_set_progress(attain_context *context, attain_progress_function progress,
                                                     void *user);

/** @name The error record
 *  What the last call that took this context said. Each call sets it anew, so it is never stale: after a call that
 *  succeeded the status is #ATTAIN_OK and the texts are empty. Its storage is part of the context: no error allocates.
 *  @{ */

/** @brief The whole error in one English sentence: what, where, which value.
 *  @param context the context; NULL gives an empty text.
 *  @return Terminated text, empty after a success, valid until the next call with this context. @since 0.1 */
ATTAIN_API const char *attain_context_error(const attain_context *context);

/** @brief Status of the last call.
 *  @param context the context; NULL gives #ATTAIN_ERROR_ARGUMENT. @return the status. @since 0.1 */
ATTAIN_API attain_status attain_context_error_status(const attain_context *context);

/** @brief The argument ("weights"), table column ("orders.amount") or document path ("pay.plans[0].tiers[2].from") the
 *         error is about.
 *  @param context the context; NULL gives an empty text.
 *  @return Terminated text, empty where there is none, valid until the next call with this context. @since 0.1 */
ATTAIN_API const char *attain_context_error_argument(const attain_context *context);

/** @brief Row of the table or index in the array the error is about, from 0.
 *  @param context the context; NULL gives -1. @return the row, or -1 where there is none. @since 0.1 */
ATTAIN_API int64_t attain_context_error_row(const attain_context *context);

/** @brief The offending value as text, shortened where it is long.
 *  @param context the context; NULL gives an empty text.
 *  @return Terminated text, empty where there is none, valid until the next call with this context. @since 0.1 */
ATTAIN_API const char *attain_context_error_value(const attain_context *context);
/** @} */

#ifdef __cplusplus
}
#endif

#endif

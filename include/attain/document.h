/**
 * @file
 * @brief Plan documents: the rules of all rooms in one JSON text, read strictly and written back.
 *
 * @code
 * attain_document *plan;
 * attain_table *result;
 * if (attain_document_read(cx, text, length, &plan) != ATTAIN_OK)
 *     fprintf(stderr, "%s\n", attain_context_error(cx)); // "pay.plans[0].colour, value 'red': is not known here; ..."
 * attain_pay_run(cx, attain_document_pay(plan), attain_document_calendar(plan), deals, ATTAIN_PAY_BY_PERIOD, &result, NULL);
 * @endcode
 *
 * The document's own page describes the JSON: docs/document.md; the JSON Schema is docs/plan.schema.json. Whatever a
 * document builds can be built with the setters of the handles it lends, and asked with their getters.
 */
#ifndef ATTAIN_DOCUMENT_H
#define ATTAIN_DOCUMENT_H

#include <attain/goal.h>
#include <attain/pay.h>
#include <attain/segment.h>

#ifdef __cplusplus
extern "C" {
#endif

/** @brief A plan document: currency, calendar, and the rules of each room. @since 0.1 */
typedef struct attain_document attain_document;

/** @brief Makes an empty document: no currency code, #ATTAIN_DECIMALS_DEFAULT decimals, the civil calendar, no sections.
 *  @param context the context. @param[out] out the document; the caller destroys it. @return #ATTAIN_OK. @since 0.1 */
ATTAIN_API attain_status attain_document_create(attain_context *context, attain_document **out);

/** @brief Frees a document with all handles it lent. @param document may be NULL. @since 0.1 */
ATTAIN_API void attain_document_destroy(attain_document *document);

/** @brief Reads a document. Unknown and repeated members, wrong types, inexact numbers and rules that contradict each other
 *         are errors whose record has the path as the argument ("pay.plans[0].tiers[2].from").
 *  @param context the context. @param text `length` bytes of JSON in UTF-8. @param length how many.
 *  @param[out] out the document; the caller destroys it.
 *  @return #ATTAIN_OK; #ATTAIN_ERROR_FORMAT for text that is not JSON (line and column in the message) or a bad value;
 *          #ATTAIN_ERROR_SCHEMA for an unknown, repeated or missing member or a wrong type; #ATTAIN_ERROR_VALUE,
 *          #ATTAIN_ERROR_RULE, #ATTAIN_ERROR_OVERFLOW as the setters give them. @since 0.1 */
ATTAIN_API attain_status attain_document_read(attain_context *context, const char *text, size_t length,
                                              attain_document **out);

/** @brief Reads a document as attain_document_read() does, and says how many decimals amounts have where it does not say so itself.
 *         attain_document_decimals() then tells which of the two it was.
 *  @param context  the context. @param text `length` bytes of JSON in UTF-8. @param length how many.
 *  @param decimals of amounts in a document without the member `currency`: 0 to #ATTAIN_DECIMALS_MAX.
 *                  attain_document_read() takes #ATTAIN_DECIMALS_DEFAULT.
 *  @param[out] out the document; the caller destroys it.
 *  @return as attain_document_read(). @since 0.1 */
ATTAIN_API attain_status attain_document_read_decimals(attain_context *context, const char *text, size_t length,
                                                       int32_t decimals, attain_document **out);

/** @brief Writes a document as JSON that attain_document_read() reads to the same rules: members in a fixed order, two
 *         blanks a level, amounts and rates as exact text.
 *  @param context the context. @param document the document. @param write takes the bytes. @param user handed to it.
 *  @return #ATTAIN_OK; #ATTAIN_ERROR_WRITE; #ATTAIN_ERROR_RULE or #ATTAIN_ERROR_OVERFLOW, before anything is written, for
 *          rules that no reader would accept: goals without a year or not as attain_goals_check() wants them, goals or pay
 *          whose decimals were changed. The record has the path as the argument. @since 0.1 */
ATTAIN_API attain_status attain_document_write(attain_context *context, const attain_document *document,
                                               attain_write_function write, void *user);

/** @brief Sets the currency; sections added afterwards take its decimals.
 *  @param context the context. @param document the document; one with sections already is an #ATTAIN_ERROR_RULE.
 *  @param code    bytes of the code, such as "CNY"; three capital letters (#ATTAIN_ERROR_FORMAT). NULL for amounts of no
 *                 currency, such as points. @param code_length 3, or 0 for NULL.
 *  @param decimals 0 to #ATTAIN_DECIMALS_MAX.
 *  @return #ATTAIN_OK, #ATTAIN_ERROR_RULE or #ATTAIN_ERROR_FORMAT. @since 0.1 */
ATTAIN_API attain_status attain_document_set_currency(attain_context *context, attain_document *document,
                                                      const char *code, size_t code_length, int32_t decimals);

/** @brief Currency code. @param document the document. @return terminated text, empty where none was set. @since 0.1 */
ATTAIN_API const char *attain_document_currency(const attain_document *document);

/** @brief Decimals of amounts. @param document the document. @return 0 to 9. @since 0.1 */
ATTAIN_API int32_t attain_document_decimals(const attain_document *document);

/** @name Sections
 *  Each `add` puts an empty section into the document (#ATTAIN_ERROR_RULE where it has one) and lends it to be filled with
 *  its own setters; each getter lends the section, or NULL where the document has none. All belong to the document
 *  and stay where they are until it is destroyed.
 *  @{ */

/** @brief Adds a calendar. @param context the context. @param document the document. @param[out] out lent.
 *  @return #ATTAIN_OK or #ATTAIN_ERROR_RULE. @since 0.1 */
ATTAIN_API attain_status attain_document_add_calendar(attain_context *context, attain_document *document,
                                                      attain_calendar **out);
/** @brief Adds goals. @param context the context. @param document the document. @param[out] out lent.
 *  @return #ATTAIN_OK or #ATTAIN_ERROR_RULE. @since 0.1 */
ATTAIN_API attain_status attain_document_add_goals(attain_context *context, attain_document *document,
                                                   attain_goals **out);
/** @brief Adds an RFM model. @param context the context. @param document the document. @param[out] out lent.
 *  @return #ATTAIN_OK or #ATTAIN_ERROR_RULE. @since 0.1 */
ATTAIN_API attain_status attain_document_add_rfm(attain_context *context, attain_document *document, attain_rfm **out);
/** @brief Adds segment rules. @param context the context. @param document the document. @param[out] out lent.
 *  @return #ATTAIN_OK or #ATTAIN_ERROR_RULE. @since 0.1 */
ATTAIN_API attain_status attain_document_add_segments(attain_context *context, attain_document *document,
                                                      attain_segments **out);
/** @brief Adds an ABC model. @param context the context. @param document the document. @param[out] out lent.
 *  @return #ATTAIN_OK or #ATTAIN_ERROR_RULE. @since 0.1 */
ATTAIN_API attain_status attain_document_add_abc(attain_context *context, attain_document *document, attain_abc **out);
/** @brief Adds pay plans. @param context the context. @param document the document. @param[out] out lent.
 *  @return #ATTAIN_OK or #ATTAIN_ERROR_RULE. @since 0.1 */
ATTAIN_API attain_status attain_document_add_pay(attain_context *context, attain_document *document, attain_pay **out);

/** @brief The calendar. @param document the document. @return lent, or NULL. @since 0.1 */
ATTAIN_API attain_calendar *attain_document_calendar(const attain_document *document);
/** @brief The goals. @param document the document. @return lent, or NULL. @since 0.1 */
ATTAIN_API attain_goals *attain_document_goals(const attain_document *document);
/** @brief The RFM model. @param document the document. @return lent, or NULL. @since 0.1 */
ATTAIN_API attain_rfm *attain_document_rfm(const attain_document *document);
/** @brief The segment rules. @param document the document. @return lent, or NULL. @since 0.1 */
ATTAIN_API attain_segments *attain_document_segments(const attain_document *document);
/** @brief The ABC model. @param document the document. @return lent, or NULL. @since 0.1 */
ATTAIN_API attain_abc *attain_document_abc(const attain_document *document);
/** @brief The pay plans. @param document the document. @return lent, or NULL. @since 0.1 */
ATTAIN_API attain_pay *attain_document_pay(const attain_document *document);
/** @} */

#ifdef __cplusplus
}
#endif

#endif

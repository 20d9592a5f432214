/**
 * @file
 * @brief Tables of named, typed columns: how facts go in and results come out. Schemas, CSV and printing.
 *
 * Facts are borrowed: the caller's arrays are used where they lie.
 *
 * @code
 * int64_t customer[] = {7, 9, 7}, amount[] = {120000, 45000, 30000};
 * attain_day date[] = {19723, 19750, 19800};
 * attain_table *orders;
 * attain_table_create(cx, &orders);
 * attain_table_add_i64(cx, orders, ATTAIN_TEXT("customer"), customer, NULL, 3);
 * attain_table_add_i32(cx, orders, ATTAIN_TEXT("date"), date, NULL, 3);
 * attain_table_add_i64(cx, orders, ATTAIN_TEXT("amount"), amount, NULL, 3);
 * @endcode
 *
 * A *validity bitmap* has one bit a row in `(rows + 7) / 8` bytes, row 0 in the lowest bit of the first byte, 1 for a value
 * that is there; NULL means that all are. What stands where a value is missing is never looked at. Text columns have the
 * layout of Apache Arrow's large strings: `rows + 1` offsets into the bytes.
 */
#ifndef ATTAIN_TABLE_H
#define ATTAIN_TABLE_H

#include <attain/base.h>
#include <attain/calendar.h>
#include <attain/number.h>

#ifdef __cplusplus
extern "C" {
#endif

/** @brief Named columns of one length. @since 0.1 */
typedef struct attain_table attain_table;

/** @name Column types
 *  @{ */
#define ATTAIN_TYPE_I64  1 /**< `int64_t`: amounts, counts, rates, codes. */
#define ATTAIN_TYPE_I32  2 /**< `int32_t`: days. */
#define ATTAIN_TYPE_F64  3 /**< `double`: statistics, for display. */
#define ATTAIN_TYPE_TEXT 4 /**< UTF-8. */
#define ATTAIN_TYPE_KEY  5 /**< In a schema only: #ATTAIN_TYPE_I64 or #ATTAIN_TYPE_TEXT, whichever the data has. */
/** @} */

/** @name Meanings: what the numbers of a column are
 *  @{ */
#define ATTAIN_MEANING_NONE   0 /**< Not stated. */
#define ATTAIN_MEANING_AMOUNT 1 /**< Minor units with the column's decimals. */
#define ATTAIN_MEANING_COUNT  2 /**< Whole things: orders, days, points, a score. */
#define ATTAIN_MEANING_RATE   3 /**< Parts per billion. */
#define ATTAIN_MEANING_NUMBER 4 /**< A number of 10^-decimals that is not money: a weight. */
#define ATTAIN_MEANING_DAY    5 /**< Days since 1970-01-01. */
#define ATTAIN_MEANING_CODE   6 /**< Names a thing: a key, a class, a period. */
#define ATTAIN_MEANING_RATIO  7 /**< A statistic. */
/** @} */

/** @name Formats of a written table
 *  @{ */
#define ATTAIN_FORMAT_TEXT     1 /**< Columns aligned for a person, headings and percentages in words of the language. */
#define ATTAIN_FORMAT_CSV      2 /**< RFC 4180 with newlines; column names and exact decimals; a missing value is empty. */
#define ATTAIN_FORMAT_JSON     3 /**< An array of objects; exact decimals as numbers; a missing value is null. */
#define ATTAIN_FORMAT_MARKDOWN 4 /**< A pipe table for a person. */
/** @} */

/** @name Languages of headings and labels
 *  @{ */
#define ATTAIN_LANGUAGE_ENGLISH 0 /**< English. */
#define ATTAIN_LANGUAGE_CHINESE 1 /**< Simplified Chinese. */
/** @} */

/** @brief Makes a table without columns.
 *  @param context the context. @param[out] out the table; the caller destroys it. @return #ATTAIN_OK. @since 0.1 */
ATTAIN_API attain_status attain_table_create(attain_context *context, attain_table **out);

/** @brief Frees a table and the columns it owns; borrowed columns stay with their owner.
 *  @param table may be NULL. @since 0.1 */
ATTAIN_API void attain_table_destroy(attain_table *table);

/** @brief Adds a borrowed column of 64-bit integers. The arrays must stay as they are while the table is used.
 *  @param context     the context.
 *  @param table       the table.
 *  @param name        `name_length` bytes, copied; not empty, and new in this table (#ATTAIN_ERROR_SCHEMA).
 *  @param name_length how many.
 *  @param values      `rows` numbers; may be NULL when `rows` is 0.
 *  @param validity    the validity bitmap, or NULL.
 *  @param rows        as many as the table has, unless this is its first column (#ATTAIN_ERROR_SCHEMA).
 *  @return #ATTAIN_OK, #ATTAIN_ERROR_SCHEMA or #ATTAIN_ERROR_FORMAT. @since 0.1 */
ATTAIN_API attain_status attain_table_add_i64(attain_context *context, attain_table *table, const char *name,
                                              size_t name_length, const int64_t *values, const uint8_t *validity,
                                              size_t rows);

/** @brief Adds a borrowed column of 32-bit integers: days, and so #ATTAIN_MEANING_DAY. As attain_table_add_i64().
 *  @param context the context. @param table the table. @param name bytes of the name. @param name_length how many.
 *  @param values `rows` numbers. @param validity the bitmap, or NULL. @param rows how many.
 *  @return as attain_table_add_i64(). @since 0.1 */
ATTAIN_API attain_status attain_table_add_i32(attain_context *context, attain_table *table, const char *name,
                                              size_t name_length, const int32_t *values, const uint8_t *validity,
                                              size_t rows);

/** @brief Adds a borrowed column of doubles: statistics. No verb takes money from such a column.
 *  @param context the context. @param table the table. @param name bytes of the name. @param name_length how many.
 *  @param values `rows` numbers. @param validity the bitmap, or NULL. @param rows how many.
 *  @return as attain_table_add_i64(). @since 0.1 */
ATTAIN_API attain_status attain_table_add_f64(attain_context *context, attain_table *table, const char *name,
                                              size_t name_length, const double *values, const uint8_t *validity,
                                              size_t rows);

/** @brief Adds a borrowed text column.
 *  @param context     the context. @param table the table. @param name bytes of the name. @param name_length how many.
 *  @param offsets     `rows + 1` positions in `bytes`, the first at least 0 and none below the one before
 *                     (#ATTAIN_ERROR_VALUE); row i is the bytes from offsets[i] to offsets[i + 1]. May be NULL when `rows`
 *                     is 0.
 *  @param bytes       offsets[rows] bytes, for which the caller vouches, UTF-8 in each row that is there
 *                     (#ATTAIN_ERROR_FORMAT with the row); may be NULL when all offsets are 0.
 *  @param validity    the bitmap, or NULL. @param rows how many.
 *  @return as attain_table_add_i64(), and #ATTAIN_ERROR_VALUE, #ATTAIN_ERROR_FORMAT. @since 0.1 */
ATTAIN_API attain_status attain_table_add_text(attain_context *context, attain_table *table, const char *name,
                                               size_t name_length, const int64_t *offsets, const char *bytes,
                                               const uint8_t *validity, size_t rows);

/** @brief Says what the numbers of a column are. A verb that needs an amount counts one of which nobody says so as minor
 *         units with #ATTAIN_DECIMALS_DEFAULT decimals.
 *  @param context  the context. @param table the table.
 *  @param column   index of the column.
 *  @param meaning  an `ATTAIN_MEANING_`.
 *  @param decimals 0 to #ATTAIN_DECIMALS_MAX, for amounts and numbers; 0 for the rest.
 *  @return #ATTAIN_OK. @since 0.1 */
ATTAIN_API attain_status attain_table_describe(attain_context *context, attain_table *table, size_t column,
                                               int32_t meaning, int32_t decimals);

/** @brief Copies a table with all its values, so that nothing of the copy is borrowed.
 *  @param context the context. @param table the table. @param[out] out the copy; the caller destroys it.
 *  @return #ATTAIN_OK. @since 0.1 */
ATTAIN_API attain_status attain_table_copy(attain_context *context, const attain_table *table, attain_table **out);

/** @name What a table holds
 *  None of these can fail; a NULL table has no rows and no columns, and a column there is not gives 0, -1 or NULL. What
 *  they return is lent until the table is changed or destroyed. Safe from any thread while nobody changes the table.
 *  @{ */

/** @brief Rows. @param table the table. @return how many. @since 0.1 */
ATTAIN_API size_t attain_table_rows(const attain_table *table);

/** @brief Columns. @param table the table. @return how many. @since 0.1 */
ATTAIN_API size_t attain_table_columns(const attain_table *table);

/** @brief Finds a column by name.
 *  @param table the table. @param name bytes of the name. @param name_length how many.
 *  @return its index, or -1, which as a size_t is a column no table has. @since 0.1 */
ATTAIN_API int64_t attain_table_find(const attain_table *table, const char *name, size_t name_length);

/** @brief Name of a column.
 *  @param table the table. @param column its index. @param[out] length bytes of the name; may be NULL.
 *  @return terminated text, or NULL. @since 0.1 */
ATTAIN_API const char *attain_table_name(const attain_table *table, size_t column, size_t *length);

/** @brief Type of a column. @param table the table. @param column its index. @return an `ATTAIN_TYPE_`, or 0. @since 0.1 */
ATTAIN_API int32_t attain_table_type(const attain_table *table, size_t column);

/** @brief Meaning of a column. @param table the table. @param column its index. @return an `ATTAIN_MEANING_`. @since 0.1 */
ATTAIN_API int32_t attain_table_meaning(const attain_table *table, size_t column);

/** @brief Decimals of a column. @param table the table. @param column its index. @return 0 to 9. @since 0.1 */
ATTAIN_API int32_t attain_table_decimals(const attain_table *table, size_t column);

/** @brief Values of a column of 64-bit integers.
 *  @param table the table. @param column its index. @return the array, or NULL for another type. @since 0.1 */
ATTAIN_API const int64_t *attain_table_i64(const attain_table *table, size_t column);

/** @brief Values of a column of 32-bit integers.
 *  @param table the table. @param column its index. @return the array, or NULL for another type. @since 0.1 */
ATTAIN_API const int32_t *attain_table_i32(const attain_table *table, size_t column);

/** @brief Values of a column of doubles.
 *  @param table the table. @param column its index. @return the array, or NULL for another type. @since 0.1 */
ATTAIN_API const double *attain_table_f64(const attain_table *table, size_t column);

/** @brief Offsets of a text column.
 *  @param table the table. @param column its index. @return `rows + 1` offsets, or NULL for another type. @since 0.1 */
ATTAIN_API const int64_t *attain_table_text_offsets(const attain_table *table, size_t column);

/** @brief Bytes of a text column.
 *  @param table the table. @param column its index. @return the bytes, or NULL for another type. @since 0.1 */
ATTAIN_API const char *attain_table_text_bytes(const attain_table *table, size_t column);

/** @brief Validity bitmap of a column.
 *  @param table the table. @param column its index. @return the bitmap, or NULL when every value is there. @since 0.1 */
ATTAIN_API const uint8_t *attain_table_validity(const attain_table *table, size_t column);

/** @brief One value of a text column; not terminated.
 *  @param table the table. @param column its index. @param row from 0. @param[out] length bytes of it; may be NULL.
 *  @return the first byte, or NULL for a missing value, another type or a row there is not; `length` is then left as it
 *          was. @since 0.1 */
ATTAIN_API const char *attain_table_text(const attain_table *table, size_t column, size_t row, size_t *length);
/** @} */

/** @brief Writes a table. A double that is not finite is written as a missing value.
 *  @param context  the context. @param table the table.
 *  @param format   an `ATTAIN_FORMAT_`.
 *  @param language an `ATTAIN_LANGUAGE_`; CSV and JSON do not depend on it.
 *  @param write    takes the bytes, UTF-8. @param user handed to it.
 *  @return #ATTAIN_OK, #ATTAIN_ERROR_WRITE or #ATTAIN_ERROR_CANCELLED; bytes already written stay written. @since 0.1 */
ATTAIN_API attain_status attain_table_write(attain_context *context, const attain_table *table, int32_t format,
                                            int32_t language, attain_write_function write, void *user);

/** @brief The words for a column or value name in a language: "attainment" gives "Attainment" or "完成率".
 *  @param language an `ATTAIN_LANGUAGE_`. @param name bytes of the name. @param name_length how many.
 *  @return terminated text that lives as long as the program, or NULL for a name without words of its own.
 *          Safe to call from any thread. @since 0.1 */
ATTAIN_API const char *attain_label(int32_t language, const char *name, size_t name_length);

/** @name Schemas
 *  Which columns a table of facts must and may have, or a result has. Every verb publishes its own; CSV reading and the
 *  verbs themselves check against the same one. Columns a schema does not name are left alone.
 *  @{ */

/** @brief Column descriptions. Those that `..._schema()` functions lend are constants. @since 0.1 */
typedef struct attain_schema attain_schema;

/** @brief Makes a schema without columns.
 *  @param context the context. @param[out] out the schema; the caller destroys it. @return #ATTAIN_OK. @since 0.1 */
ATTAIN_API attain_status attain_schema_create(attain_context *context, attain_schema **out);

/** @brief Frees a schema made by a caller. @param schema may be NULL. @since 0.1 */
ATTAIN_API void attain_schema_destroy(attain_schema *schema);

/** @brief Adds a column.
 *  @param context     the context. @param schema a schema made by a caller; lent constants are an #ATTAIN_ERROR_ARGUMENT.
 *  @param name        bytes of the name, new in this schema (#ATTAIN_ERROR_SCHEMA). @param name_length how many.
 *  @param type        an `ATTAIN_TYPE_`.
 *  @param meaning     an `ATTAIN_MEANING_`.
 *  @param required    0 for a column that may be absent, and may lack values.
 *  @return #ATTAIN_OK, #ATTAIN_ERROR_SCHEMA or #ATTAIN_ERROR_FORMAT. @since 0.1 */
ATTAIN_API attain_status attain_schema_add(attain_context *context, attain_schema *schema, const char *name,
                                           size_t name_length, int32_t type, int32_t meaning, int32_t required);

/** @brief Columns of a schema. @param schema NULL has none. @return how many. @since 0.1 */
ATTAIN_API size_t attain_schema_columns(const attain_schema *schema);

/** @brief Name of a column.
 *  @param schema the schema. @param column its index. @param[out] length bytes of the name; may be NULL.
 *  @return terminated text, or NULL. @since 0.1 */
ATTAIN_API const char *attain_schema_name(const attain_schema *schema, size_t column, size_t *length);

/** @brief Type of a column. @param schema the schema. @param column its index. @return an `ATTAIN_TYPE_`, or 0. @since 0.1 */
ATTAIN_API int32_t attain_schema_type(const attain_schema *schema, size_t column);

/** @brief Meaning of a column.
 *  @param schema the schema. @param column its index. @return an `ATTAIN_MEANING_`. @since 0.1 */
ATTAIN_API int32_t attain_schema_meaning(const attain_schema *schema, size_t column);

/** @brief Whether a column must be there.
 *  @param schema the schema. @param column its index. @return 1 or 0. @since 0.1 */
ATTAIN_API int32_t attain_schema_required(const attain_schema *schema, size_t column);
/** @} */

/** @name Reading CSV
 *  RFC 4180 in UTF-8, a byte order mark tolerated, lines ended by LF or CRLF, the first line the column names. A bad cell is
 *  an #ATTAIN_ERROR_FORMAT whose message has line, column and text and whose record has the column, as the schema names it,
 *  and the data row from 0; where it is not about a column the argument is "text". An empty file is an empty table of the
 *  columns that must be there.
 *
 *  Days are read as attain_day_parse() does, rates as attain_rate_parse() does, amounts and numbers with the reader's
 *  decimals, other numbers without. Blanks around all these are dropped; an empty cell is a missing value, which a required
 *  column must not have (#ATTAIN_ERROR_VALUE). Blank lines are skipped. A key column whose every value is a canonical integer
 *  (no plus sign, no leading zero, within 64 bits) becomes #ATTAIN_TYPE_I64, any other #ATTAIN_TYPE_TEXT. Columns of
 *  #ATTAIN_TYPE_F64 are results and are not read (#ATTAIN_ERROR_SCHEMA).
 *  @{ */

/** @brief How a CSV file is read. @since 0.1 */
typedef struct attain_csv attain_csv;

/** @brief Makes a reader: comma, no renamed columns, #ATTAIN_DECIMALS_DEFAULT decimals.
 *  @param context the context. @param[out] out the reader; the caller destroys it. @return #ATTAIN_OK. @since 0.1 */
ATTAIN_API attain_status attain_csv_create(attain_context *context, attain_csv **out);

/** @brief Frees a reader. @param csv may be NULL. @since 0.1 */
ATTAIN_API void attain_csv_destroy(attain_csv *csv);

/** @brief Takes a schema column from a file column of another name.
 *  @param context the context. @param csv the reader.
 *  @param column  bytes of the schema's name, not mapped before (#ATTAIN_ERROR_SCHEMA). @param column_length how many.
 *  @param header  bytes of the file's name. @param header_length how many.
 *  @return #ATTAIN_OK, #ATTAIN_ERROR_SCHEMA or #ATTAIN_ERROR_FORMAT. @since 0.1 */
ATTAIN_API attain_status attain_csv_map(attain_context *context, attain_csv *csv, const char *column,
                                        size_t column_length, const char *header, size_t header_length);

/** @brief Sets how many decimals amounts and numbers have.
 *  @param context the context. @param csv the reader. @param decimals 0 to #ATTAIN_DECIMALS_MAX. @return #ATTAIN_OK.
 *  @since 0.1 */
ATTAIN_API attain_status attain_csv_set_decimals(attain_context *context, attain_csv *csv, int32_t decimals);

/** @brief Sets the character between cells.
 *  @param context the context. @param csv the reader. @param delimiter an ASCII character such as ',', ';' or a tab, not a
 *         quote, line end, letter or digit. @return #ATTAIN_OK. @since 0.1 */
ATTAIN_API attain_status attain_csv_set_delimiter(attain_context *context, attain_csv *csv, char delimiter);

/** @brief Reads a whole file from memory into a table that owns its columns, in the order of the schema. File columns that
 *         the schema does not name are skipped; optional ones that the file lacks are absent from the table.
 *  @param context the context. @param csv the reader. @param schema which columns to read.
 *  @param text    `length` bytes, needed only during the call; may be NULL when `length` is 0. @param length how many.
 *  @param[out] out the table; the caller destroys it.
 *  @return #ATTAIN_OK; #ATTAIN_ERROR_SCHEMA for a column that is missing, there twice, or mapped but not in schema or file;
 *          #ATTAIN_ERROR_FORMAT for bytes that are not CSV or a bad cell; #ATTAIN_ERROR_OVERFLOW for a number beyond 64
 *          bits; #ATTAIN_ERROR_VALUE for an empty cell in a required column; #ATTAIN_ERROR_CANCELLED. @since 0.1 */
ATTAIN_API attain_status attain_csv_read(attain_context *context, const attain_csv *csv, const attain_schema *schema,
                                         const char *text, size_t length, attain_table **out);
/** @} */

#ifdef __cplusplus
}
#endif

#endif

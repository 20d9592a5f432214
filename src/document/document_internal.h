/* Plan documents: a strict JSON tree, typed access to it, a JSON writer, and the sections that are built from it. */
#ifndef ATTAIN_DOCUMENT_INTERNAL_H
#define ATTAIN_DOCUMENT_INTERNAL_H

#include <attain/document.h>

#include "base/base_internal.h"

struct attain_document {
    attain_allocator allocator;
    char code[4];     /* of the currency; empty: none */
    int32_t decimals; /* of every amount in the document */
    attain_calendar *calendar;
    attain_goals *goals;
    attain_rfm *rfm;
    attain_segments *segments;
    attain_abc *abc;
    attain_pay *pay;
};

/* ---- JSON as a tree (json_read.c) ---- */

#define ATTAIN__JSON_NULL    1
#define ATTAIN__JSON_BOOLEAN 2
#define ATTAIN__JSON_NUMBER  3
#define ATTAIN__JSON_TEXT    4
#define ATTAIN__JSON_ARRAY   5
#define ATTAIN__JSON_OBJECT  6

#define ATTAIN__JSON_DEPTH 64 /* arrays and objects inside each other, at most */

typedef struct attain__json_value {
    int32_t kind;
    const char *text; /* of a text its characters, of a number or word what is written; NULL for arrays and objects */
    size_t length;    /* bytes of it */
    const char *name; /* of a member; NULL for elements and the root */
    size_t name_length;
    size_t offset; /* where it is written */
    size_t parent; /* its array or object: index in the tree */
    size_t place;  /* which of its parent's children it is, from 0 */
    size_t next;   /* the child after it, or 0 */
    size_t first;  /* of an array or object: its first child, or 0 */
    size_t last;
    size_t count; /* of an array or object: its children */
} attain__json_value;

/* Borrows the text it was read from: numbers stay there. */
typedef struct attain__json {
    attain_context *context;
    const char *text;
    size_t length;
    attain__json_value *values; /* in the order of the text, the root first */
    size_t count, capacity;
    char *characters; /* of the texts and names, escapes replaced */
    size_t used;
} attain__json;

/* Reads RFC 8259 to the letter, but for a byte order mark in front; repeated members are an error too. The error record has
 * the argument "text" (or the path of the repeated member) and line and column. The tree is the caller's to release, also
 * after a failure. */
attain_status attain__json_read(attain_context *context, const char *text, size_t length, attain__json *out);
void attain__json_release(attain__json *json);

/* Line and column, in characters, both from 1. */
void attain__json_place(const attain__json *json, size_t offset, size_t *line, size_t *column);

/* ---- typed access to the tree (json_value.c) ---- */

const attain__json_value *attain__json_root(const attain__json *json);
const attain__json_value *attain__json_first(const attain__json *json, const attain__json_value *value);
const attain__json_value *attain__json_next(const attain__json *json, const attain__json_value *value);

/* The member of an object, or the element of an array; NULL where there is none. */
const attain__json_value *attain__json_member(const attain__json *json, const attain__json_value *value,
                                              const char *name);
const attain__json_value *attain__json_element(const attain__json *json, const attain__json_value *value,
                                               int64_t place);

/* Path of a value, such as pay.plans[0].id; names of other than letters, digits, '_', '-' and '$' in double quotes. "text"
 * for the root. What does not fit is cut at the front. Terminated; the buffer has ATTAIN__ARGUMENT_CAPACITY. */
void attain__json_path(const attain__json *json, const attain__json_value *value, char *buffer);

/* Records an error about a value: its path, itself, the message with line and column behind. Returns the status. */
attain_status attain__json_error(const attain__json *json, const attain__json_value *value, attain_status status,
                                 const char *message);

/* A setter refused what was read from a value: its record becomes one about the value, or about the element that the record's
 * row counts, or about the member that has the name of the record's argument. An argument out of range is a bad value here;
 * out of memory stays what it is. Returns the status. */
attain_status attain__json_refused(const attain__json *json, const attain__json_value *value, attain_status status);

/* Records that an object has no member of that name. */
attain_status attain__json_missing(const attain__json *json, const attain__json_value *object, const char *name);

/* A name that documents know. The number of a member is 1 when it is required, that of a word the constant it stands for. */
typedef struct attain__json_name {
    const char *name;
    int32_t number;
} attain__json_name;

#define ATTAIN__JSON_COUNT(names) (sizeof(names) / sizeof(names)[0])

/* Finds the members of an object: found[i] becomes the one called members[i].name, or NULL. A value that is no object, an
 * unknown member and a required one that is missing are errors. */
attain_status attain__json_members(const attain__json *json, const attain__json_value *value,
                                   const attain__json_name *members, size_t count, const attain__json_value **found);

/* Reads one of the known words, and gives the word of a constant. */
attain_status attain__json_choose(const attain__json *json, const attain__json_value *value,
                                  const attain__json_name *words, size_t count, int32_t *out);
const char *attain__json_word(const attain__json_name *words, size_t count, int32_t constant);

attain_status attain__json_array(const attain__json *json, const attain__json_value *value);
attain_status attain__json_list(const attain__json *json, const attain__json_value *value, size_t most); /* 1 to most */
attain_status attain__json_text(const attain__json *json, const attain__json_value *value);

/* ---- exact numbers (json_number.c) ---- */

/* A number in the text that must be whole, written without a point or an exponent. */
attain_status attain__json_integer(const attain__json *json, const attain__json_value *value, int64_t low, int64_t high,
                                   int64_t *out);

/* Numbers or text; what is written is read exactly, exponents of numbers included. */
attain_status attain__json_amount(const attain__json *json, const attain__json_value *value, int32_t decimals,
                                  attain_amount *out);
attain_status attain__json_rate(const attain__json *json, const attain__json_value *value, attain_rate *out);

/* A weight is a number, a decimal or a percentage. The first gives the fewest decimals that hold it, two more for a
 * percentage; the second the weight as a whole number of 10^-decimals. */
attain_status attain__json_weight_decimals(const attain__json *json, const attain__json_value *value, int32_t *out);
attain_status attain__json_weight(const attain__json *json, const attain__json_value *value, int32_t decimals,
                                  int64_t *out);

/* ---- writing JSON (json_write.c) ---- */

/* Lays out what it is given, two blanks a level; attain__json_finish() tells whether it was written. */
typedef struct attain__json_writer {
    attain__writer out;
    int32_t depth;
    int32_t inline_depth; /* the depth from which on all stands on one line; 0: none */
    int32_t fresh;        /* nothing is written yet in the array or object that is open */
} attain__json_writer;

void attain__json_begin(attain__json_writer *writer, attain_context *context, attain_write_function write, void *user);
attain_status attain__json_finish(attain__json_writer *writer);

/* The name is NULL for an element and for the root. What is opened in line stands on one line with all that is in it. */
void attain__json_open(attain__json_writer *writer, const char *name, char bracket);
void attain__json_open_inline(attain__json_writer *writer, const char *name, char bracket);
void attain__json_close(attain__json_writer *writer, char bracket);
void attain__json_put_text(attain__json_writer *writer, const char *name, const char *text, size_t length);
void attain__json_put_word(attain__json_writer *writer, const char *name, const char *word);
void attain__json_put_integer(attain__json_writer *writer, const char *name, int64_t value);
void attain__json_put_amount(attain__json_writer *writer, const char *name, attain_amount value, int32_t decimals);
void attain__json_put_rate(attain__json_writer *writer, const char *name, attain_rate value);
void attain__json_put_weight(attain__json_writer *writer, const char *name, int64_t value, int32_t decimals);

/* ---- sections: reading and writing side by side, one file each ---- */

/* Reads fill the document, which has its currency already. Writes put nothing where the document has no such section. Checks
 * find what setters can leave behind and no reader would accept. */
attain_status attain__currency_read(const attain__json *json, const attain__json_value *value,
                                    attain_document *document);
void attain__currency_write(attain__json_writer *writer, const attain_document *document);

attain_status attain__calendar_read(const attain__json *json, const attain__json_value *value,
                                    attain_document *document);
void attain__calendar_write(attain__json_writer *writer, const attain_document *document);

attain_status attain__goals_read(const attain__json *json, const attain__json_value *value, attain_document *document);
void attain__goals_write(attain__json_writer *writer, const attain_document *document);
attain_status attain__goals_writable(attain_context *context, const attain_document *document);

attain_status attain__segments_read(const attain__json *json, const attain__json_value *value,
                                    attain_document *document);
void attain__segments_write(attain__json_writer *writer, const attain_document *document);

/* The RFM model is read and written within the segments; a quantity of a field is an amount or a count. */
attain_status attain__rfm_read(const attain__json *json, const attain__json_value *value, attain_document *document);
void attain__rfm_write(attain__json_writer *writer, const char *name, const attain_document *document);
attain_status attain__rfm_quantity_read(const attain__json *json, const attain__json_value *value, int32_t field,
                                        int32_t decimals, int64_t *out);
void attain__rfm_quantity_write(attain__json_writer *writer, const char *name, int64_t value, int32_t field,
                                int32_t decimals);

attain_status attain__pay_read(const attain__json *json, const attain__json_value *value, attain_document *document);
void attain__pay_write(attain__json_writer *writer, const attain_document *document);
attain_status attain__pay_writable(attain_context *context, const attain_document *document);

#endif

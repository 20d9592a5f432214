/* Facts checked against a verb's schema, and errors that name a cell. */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "table/table_internal.h"

/* ---- errors ---- */

void attain__list_start(attain__list *list, const char *beginning)
{
    list->count = 0;
    list->length = 0;
    attain__list_add(list, beginning, strlen(beginning));
    list->count = 0;
}

void attain__list_add(attain__list *list, const char *name, size_t length)
{
    const char *between = list->length == 0 ? "" : list->count == 0 ? " " : ", ";
    size_t gap = strlen(between);

    if (list->length + gap + length >= ATTAIN__LIST_CAPACITY)
        return;
    memcpy(list->text + list->length, between, gap);
    memcpy(list->text + list->length + gap, name, length);
    list->length += gap + length;
    list->text[list->length] = '\0';
    list->count++;
}

void attain__cell_name(char *buffer, const char *argument, const char *column)
{
    snprintf(buffer, ATTAIN__ARGUMENT_CAPACITY, "%s.%s", argument, column);
    buffer[attain__utf8_check(buffer, strlen(buffer))] = '\0'; /* never half a character of a long name */
}

attain_status attain__error_cell(attain_context *context, attain_status status, const char *argument,
                                 const attain__column *column, size_t row, const char *message)
{
    char where[ATTAIN__ARGUMENT_CAPACITY];
    char number[ATTAIN__CELL_CAPACITY];
    const char *value = NULL;
    size_t length = 0;

    attain__cell_name(where, argument, column->name);
    if (column->type == ATTAIN_TYPE_TEXT && attain__column_valid(column, row)) {
        value = attain__column_text(column, row, &length);
    } else if (attain__column_valid(column, row)) {
        length = attain__cell_exact(column, row, number);
        value = number;
    }
    return attain__error_text(context, status, where, (int64_t)row, value, length, message);
}

/* ---- resolving ---- */

static attain_status missing_column(attain_context *context, const attain_table *table, const char *where)
{
    attain__list list;
    size_t i;

    attain__list_start(&list, table->count == 0 ? "there is no such column; the table has none"
                                                : "there is no such column; the table has:");
    for (i = 0; i < table->count; i++)
        attain__list_add(&list, table->columns[i].name, table->columns[i].name_length);
    return attain__error(context, ATTAIN_ERROR_SCHEMA, where, ATTAIN__NO_ROW, list.text);
}

static const char *type_name(int32_t type)
{
    static const char *const names[] = {
        "", "64-bit integers", "days (32-bit integers)", "doubles", "text", "keys (64-bit integers or text)"};

    return names[type];
}

static attain_status check_type(attain_context *context, const attain__column *column,
                                const attain__schema_column *wanted, const char *where)
{
    char message[128];
    int fits = wanted->type == ATTAIN_TYPE_KEY ? column->type == ATTAIN_TYPE_I64 || column->type == ATTAIN_TYPE_TEXT
                                               : column->type == wanted->type;

    if (fits)
        return ATTAIN_OK;
    snprintf(message, sizeof message, "the column has %s and must have %s", type_name(column->type),
             type_name(wanted->type));
    return attain__error(context, ATTAIN_ERROR_SCHEMA, where, ATTAIN__NO_ROW, message);
}

static attain_status check_missing(attain_context *context, const attain__column *column, size_t rows,
                                   const char *argument)
{
    size_t row = 0;

    if (column->validity == NULL)
        return ATTAIN_OK;
    while (row < rows) {
        if (row % 8 == 0 && column->validity[row / 8] == 0xFFu) {
            row += 8;
        } else if (attain__column_valid(column, row)) {
            row++;
        } else {
            return attain__error_cell(context, ATTAIN_ERROR_VALUE, argument, column, row,
                                      "the value is missing, and this column needs one in every row");
        }
    }
    return ATTAIN_OK;
}

static attain_status check_days(attain_context *context, const attain__column *column, size_t rows,
                                const char *argument)
{
    const int32_t *days = column->values;
    size_t row;

    for (row = 0; row < rows; row++)
        if ((days[row] < ATTAIN_DAY_MIN || days[row] > ATTAIN_DAY_MAX) && attain__column_valid(column, row))
            return attain__error_cell(context, ATTAIN_ERROR_VALUE, argument, column, row,
                                      "is not a day from 0001-01-01 to 9999-12-31, counted from 1970-01-01");
    return ATTAIN_OK;
}

attain_status attain__facts_resolve(attain_context *context, const attain_table *table, const attain_schema *schema,
                                    const char *argument, const attain__column **columns)
{
    size_t i;

    for (i = 0; i < schema->count; i++) {
        const attain__schema_column *wanted = &schema->columns[i];
        const attain__column *column = attain__table_column(table, wanted->name, wanted->name_length);
        char where[ATTAIN__ARGUMENT_CAPACITY];
        attain_status status = ATTAIN_OK;

        attain__cell_name(where, argument, wanted->name);
        if (column == NULL && wanted->required)
            return missing_column(context, table, where);
        if (column != NULL)
            status = check_type(context, column, wanted, where);
        if (column != NULL && status == ATTAIN_OK && wanted->required)
            status = check_missing(context, column, table->rows, argument);
        if (column != NULL && status == ATTAIN_OK && wanted->type == ATTAIN_TYPE_I32)
            status = check_days(context, column, table->rows, argument);
        if (status != ATTAIN_OK)
            return status;
        columns[i] = column;
    }
    return ATTAIN_OK;
}

int32_t attain__amount_decimals(const attain__column *column)
{
    switch (column->meaning) {
    case ATTAIN_MEANING_AMOUNT:
    case ATTAIN_MEANING_NUMBER:
        return column->decimals;
    case ATTAIN_MEANING_COUNT:
        return 0;
    default:
        return ATTAIN_DECIMALS_DEFAULT;
    }
}

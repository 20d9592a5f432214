/* Lines of a result while their number is not known, and the table they become. */
#include <string.h>

#include "pay/pay_internal.h"

void attain__sheet_open(attain__pay_sheet *sheet, const attain_schema *schema)
{
    size_t i;

    memset(sheet, 0, sizeof *sheet);
    sheet->schema = schema;
    for (i = 0; i < schema->count; i++) {
        sheet->text_count += schema->columns[i].type == ATTAIN_TYPE_TEXT;
        sheet->number_count += schema->columns[i].type == ATTAIN_TYPE_I64;
    }
}

void attain__sheet_release(attain_context *context, attain__pay_sheet *sheet)
{
    size_t i;

    attain__release(&context->allocator, sheet->rows);
    for (i = 0; i < sheet->number_count; i++)
        attain__release(&context->allocator, sheet->numbers[i]);
    for (i = 0; i < sheet->text_count; i++)
        attain__text_builder_release(context, &sheet->texts[i]);
}

/* ---- lines ---- */

attain_status attain__sheet_reserve(attain_context *context, attain__pay_sheet *sheet, size_t capacity)
{
    void *block = sheet->rows;
    size_t i;
    attain_status status = attain__resize(context, capacity, sizeof *sheet->rows, &block);

    sheet->rows = block;
    for (i = 0; i < sheet->number_count && status == ATTAIN_OK; i++) {
        block = sheet->numbers[i];
        status = attain__resize(context, capacity, sizeof *sheet->numbers[i], &block);
        sheet->numbers[i] = block;
    }
    if (status == ATTAIN_OK)
        sheet->capacity = capacity;
    return status;
}

attain_status attain__sheet_add(attain_context *context, attain__pay_sheet *sheet, size_t row, const int64_t *numbers)
{
    size_t i;

    if (sheet->count == sheet->capacity) {
        attain_status status;

        if (sheet->capacity > SIZE_MAX / 2)
            return attain__error_memory(context);
        status = attain__sheet_reserve(context, sheet, sheet->capacity < 8 ? 8 : sheet->capacity * 2);
        if (status != ATTAIN_OK)
            return status;
    }
    sheet->rows[sheet->count] = row;
    for (i = 0; i < sheet->number_count; i++)
        sheet->numbers[i][sheet->count] = numbers[i];
    sheet->count++;
    return ATTAIN_OK;
}

attain_status attain__sheet_period(attain_context *context, attain__pay_sheet *sheet, int32_t unit,
                                   attain_period period)
{
    char name[ATTAIN_PERIOD_CAPACITY];
    size_t length = attain__period_format(unit, period, name);
    attain_status status = ATTAIN_OK;

    while (sheet->texts[ATTAIN__SHEET_PERIOD].count < sheet->count && status == ATTAIN_OK)
        status = attain__text_append(context, &sheet->texts[ATTAIN__SHEET_PERIOD], name, length);
    return status;
}

attain_status attain__sheet_name(attain_context *context, attain__pay_sheet *sheet, const attain__pay_walk *walk)
{
    attain_status status = ATTAIN_OK;

    while (sheet->texts[0].count < sheet->count && status == ATTAIN_OK) {
        status = attain__text_append(context, &sheet->texts[0], walk->plan->id, walk->plan->id_length);
        if (status == ATTAIN_OK)
            status = attain__text_append(context, &sheet->texts[1], walk->component->id, walk->component->id_length);
    }
    return status;
}

/* ---- the table ---- */

/* A key of the deals, or nothing but missing values where they do not have it. */
static attain_status add_key(attain__pay_run *run, const attain__pay_sheet *sheet, attain_table *table,
                             const attain__schema_column *schema)
{
    int is_payee = attain__text_equal(schema->name, schema->name_length, ATTAIN_TEXT("payee"));
    const attain__column *source = run->columns[is_payee ? ATTAIN__PAY_PAYEE : ATTAIN__PAY_DEAL];
    attain__text_builder missing;
    size_t i;
    attain_status status = ATTAIN_OK;

    if (source != NULL)
        return attain__result_key(run->context, table, schema->name, source, sheet->rows);
    memset(&missing, 0, sizeof missing);
    for (i = 0; i < sheet->count && status == ATTAIN_OK; i++)
        status = attain__text_append_missing(run->context, &missing);
    if (status == ATTAIN_OK)
        status = attain__result_text(run->context, table, schema->name, schema->meaning, &missing);
    attain__text_builder_release(run->context, &missing);
    return status;
}

static attain_status add_day(attain__pay_run *run, const attain__pay_sheet *sheet, attain_table *table,
                             const attain__schema_column *schema)
{
    const int32_t *days = run->columns[ATTAIN__PAY_DATE]->values;
    int32_t *values;
    size_t i;
    attain_status status = attain__result_day(run->context, table, schema->name, &values);

    for (i = 0; i < sheet->count && status == ATTAIN_OK; i++)
        values[i] = days[sheet->rows[i]];
    return status;
}

/* Takes the numbers out of the sheet. */
static attain_status add_numbers(attain__pay_run *run, attain__pay_sheet *sheet, attain_table *table,
                                 const attain__schema_column *schema, size_t index)
{
    int32_t decimals = schema->meaning == ATTAIN_MEANING_AMOUNT ? run->pay->decimals : 0;
    int64_t *values;
    attain_status status = attain__result_i64(run->context, table, schema->name, schema->meaning, decimals, &values);

    if (status != ATTAIN_OK)
        return status;
    if (sheet->count > 0)
        memcpy(values, sheet->numbers[index], sheet->count * sizeof *values);
    attain__release(&run->context->allocator, sheet->numbers[index]);
    sheet->numbers[index] = NULL;
    return ATTAIN_OK;
}

attain_status attain__sheet_close(attain__pay_run *run, attain__pay_sheet *sheet, attain_table **out)
{
    attain_table *table = NULL;
    size_t i, text = 0, number = 0;
    attain_status status = attain__result_create(run->context, sheet->count, &table);

    for (i = 0; i < sheet->schema->count && status == ATTAIN_OK; i++) {
        const attain__schema_column *schema = &sheet->schema->columns[i];

        if (schema->type == ATTAIN_TYPE_TEXT)
            status = attain__result_text(run->context, table, schema->name, schema->meaning, &sheet->texts[text++]);
        else if (schema->type == ATTAIN_TYPE_KEY)
            status = add_key(run, sheet, table, schema);
        else if (schema->type == ATTAIN_TYPE_I32)
            status = add_day(run, sheet, table, schema);
        else
            status = add_numbers(run, sheet, table, schema, number++);
    }
    if (status == ATTAIN_OK)
        *out = table;
    else
        attain_table_destroy(table);
    return status;
}

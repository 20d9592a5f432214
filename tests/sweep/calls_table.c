/* The sweep's calls: tables, schemas, CSV. */
#include "sweep/sweep.h"

/* ---- tables ---- */

static const int64_t wide[] = {1, 2}, offsets[] = {0, 3, 6};
static const int32_t narrow[] = {19723, 19724};
static const double real[] = {0.5, 1.5};
static const uint8_t validity[] = {1};

CALL(table_create, attain_table_create(s->context, &s->out.made.table))
CALL(table_add_i64, attain_table_add_i64(s->context, s->full.table, ATTAIN_TEXT("c8"), wide, validity, 2))
CALL(table_add_i32, attain_table_add_i32(s->context, s->full.table, ATTAIN_TEXT("c8"), narrow, NULL, 2))
CALL(table_add_f64, attain_table_add_f64(s->context, s->full.table, ATTAIN_TEXT("c8"), real, NULL, 2))
CALL(table_add_text,
     attain_table_add_text(s->context, s->full.table, ATTAIN_TEXT("c8"), offsets, "\xE4\xBC\x81one", NULL, 2))
CALL(table_describe, attain_table_describe(s->context, s->full.table, 1, ATTAIN_MEANING_AMOUNT, 3))
CALL(table_copy, attain_table_copy(s->context, s->full.table, &s->out.made.table))
CALL(table_copy_read, attain_table_copy(s->context, s->orders, &s->out.made.table))
LOOK(table_rows, attain_table_rows(s->orders))
LOOK(table_columns, attain_table_columns(s->orders))
LOOK(table_find, attain_table_find(s->orders, ATTAIN_TEXT("amount")))
LOOK(table_name, attain_table_name(s->orders, 0, NULL))
LOOK(table_type, attain_table_type(s->orders, 0))
LOOK(table_meaning, attain_table_meaning(s->orders, 0))
LOOK(table_decimals, attain_table_decimals(s->orders, 0))
LOOK(table_i64, attain_table_i64(s->orders, 2))
LOOK(table_i32, attain_table_i32(s->orders, 1))
LOOK(table_f64, attain_table_f64(s->orders, 0))
LOOK(table_text_offsets, attain_table_text_offsets(s->orders, 0))
LOOK(table_text_bytes, attain_table_text_bytes(s->orders, 0))
LOOK(table_validity, attain_table_validity(s->orders, 3))
LOOK(table_text, attain_table_text(s->orders, 0, 1, &s->out.size))
LOOK(label, attain_label(ATTAIN_LANGUAGE_CHINESE, ATTAIN_TEXT("amount")))

static attain_status table_destroy(sweep *s)
{
    attain_table_destroy(s->spare.table);
    s->spare.table = NULL;
    return ATTAIN_OK;
}

/* A caller's callback may have taken bytes before the call failed; that they are the right ones is asserted here. */
static attain_status write_table(sweep *s, int32_t format)
{
    support_text text = {NULL, 0, 0};
    attain_status status =
        attain_table_write(s->context, s->orders, format, ATTAIN_LANGUAGE_ENGLISH, support_write, &text);

    if (status == ATTAIN_OK)
        s->out.size = text.length;
    support_text_free(&text);
    return status;
}

CALL(table_write_text, write_table(s, ATTAIN_FORMAT_TEXT))
CALL(table_write_csv, write_table(s, ATTAIN_FORMAT_CSV))
CALL(table_write_json, write_table(s, ATTAIN_FORMAT_JSON))
CALL(table_write_markdown, write_table(s, ATTAIN_FORMAT_MARKDOWN))

/* ---- schemas ---- */

CALL(schema_create, attain_schema_create(s->context, &s->out.made.schema))
CALL(schema_add,
     attain_schema_add(s->context, s->full.schema, ATTAIN_TEXT("c8"), ATTAIN_TYPE_KEY, ATTAIN_MEANING_CODE, 1))
LOOK(schema_columns, attain_schema_columns(s->full.schema))
LOOK(schema_name, attain_schema_name(s->full.schema, 0, &s->out.size))
LOOK(schema_type, attain_schema_type(s->full.schema, 0))
LOOK(schema_meaning, attain_schema_meaning(s->full.schema, 0))
LOOK(schema_required, attain_schema_required(s->full.schema, 0))

static attain_status schema_destroy(sweep *s)
{
    attain_schema_destroy(s->spare.schema);
    s->spare.schema = NULL;
    return ATTAIN_OK;
}

/* ---- CSV ---- */

static const char orders[] = "\xEF\xBB\xBF"
                             "customer,amount,date,order,note\r\n"
                             "\"say \"\"hi\"\"\",1.50,2024-01-05,,\"a\nb\"\r\n"
                             "7,2.00,2024-01-06,3,\r\n\r\n\"\xE4\xBC\x81\",-3,20240107,4,x\r\n"
                             "8,1,2024-01-08,5,\n9,1,2024-01-08,5,\n10,1,2024-01-08,5,\n11,1,2024-01-08,5,\n"
                             "12,1,2024-01-08,5,\n13,1,2024-01-08,,\n14,1,2024-01-08,x5,\n15,1,2024-01-08,,\n";

CALL(csv_create, attain_csv_create(s->context, &s->out.made.csv))
CALL(csv_map, attain_csv_map(s->context, s->full.csv, ATTAIN_TEXT("c8"), ATTAIN_TEXT("h8")))
CALL(csv_set_decimals, attain_csv_set_decimals(s->context, s->full.csv, 4))
CALL(csv_set_delimiter, attain_csv_set_delimiter(s->context, s->full.csv, ';'))
CALL(csv_read, attain_csv_read(s->context, s->spare.csv, attain_rfm_input_schema(), orders, sizeof orders - 1,
                               &s->out.made.table))
CALL(csv_read_empty, attain_csv_read(s->context, s->spare.csv, attain_rfm_input_schema(), NULL, 0, &s->out.made.table))

static attain_status csv_destroy(sweep *s)
{
    attain_csv_destroy(s->spare.csv);
    s->spare.csv = NULL;
    return ATTAIN_OK;
}

const sweep_entry sweep_table_entries[] = {
    {"attain_table_create", "", table_create, 1, 0},
    {"attain_table_destroy", "", table_destroy, 0, 0},
    {"attain_table_add_i64", "", table_add_i64, 1, 0},
    {"attain_table_add_i32", "", table_add_i32, 1, 0},
    {"attain_table_add_f64", "", table_add_f64, 1, 0},
    {"attain_table_add_text", "", table_add_text, 1, 0},
    {"attain_table_describe", "", table_describe, 0, 0},
    {"attain_table_copy", "borrowed columns", table_copy, 1, 0},
    {"attain_table_copy", "owned columns", table_copy_read, 1, 0},
    {"attain_table_rows", "", table_rows, 0, 0},
    {"attain_table_columns", "", table_columns, 0, 0},
    {"attain_table_find", "", table_find, 0, 0},
    {"attain_table_name", "", table_name, 0, 0},
    {"attain_table_type", "", table_type, 0, 0},
    {"attain_table_meaning", "", table_meaning, 0, 0},
    {"attain_table_decimals", "", table_decimals, 0, 0},
    {"attain_table_i64", "", table_i64, 0, 0},
    {"attain_table_i32", "", table_i32, 0, 0},
    {"attain_table_f64", "", table_f64, 0, 0},
    {"attain_table_text_offsets", "", table_text_offsets, 0, 0},
    {"attain_table_text_bytes", "", table_text_bytes, 0, 0},
    {"attain_table_validity", "", table_validity, 0, 0},
    {"attain_table_text", "", table_text, 0, 0},
    {"attain_label", "", label, 0, 0},
    {"attain_table_write", "text", table_write_text, 1, 0},
    {"attain_table_write", "CSV", table_write_csv, 0, 0},
    {"attain_table_write", "JSON", table_write_json, 0, 0},
    {"attain_table_write", "Markdown", table_write_markdown, 0, 0},
    {"attain_schema_create", "", schema_create, 1, 0},
    {"attain_schema_destroy", "", schema_destroy, 0, 0},
    {"attain_schema_add", "", schema_add, 1, 0},
    {"attain_schema_columns", "", schema_columns, 0, 0},
    {"attain_schema_name", "", schema_name, 0, 0},
    {"attain_schema_type", "", schema_type, 0, 0},
    {"attain_schema_meaning", "", schema_meaning, 0, 0},
    {"attain_schema_required", "", schema_required, 0, 0},
    {"attain_csv_create", "", csv_create, 1, 0},
    {"attain_csv_destroy", "", csv_destroy, 0, 0},
    {"attain_csv_map", "", csv_map, 1, 0},
    {"attain_csv_set_decimals", "", csv_set_decimals, 0, 0},
    {"attain_csv_set_delimiter", "", csv_set_delimiter, 0, 0},
    {"attain_csv_read", "", csv_read, 1, 0},
    {"attain_csv_read", "nothing", csv_read_empty, 1, 0},
    {NULL, NULL, NULL, 0, 0},
};

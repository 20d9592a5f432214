/* Reading: whole files, CSV facts with --columns, plan documents. */
#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "cli/cli_internal.h"

/* ---- files ---- */

const char *cli_source(const char *path)
{
    return strcmp(path, "-") == 0 ? "standard input" : path;
}

static int read_stream(FILE *stream, const char *path, cli_text *out)
{
    size_t capacity = 65536, got;

    out->bytes = malloc(capacity);
    if (out->bytes == NULL)
        return cli_memory_error();
    while ((got = fread(out->bytes + out->length, 1, capacity - out->length, stream)) > 0) {
        out->length += got;
        if (out->length == capacity) {
            char *larger = capacity <= SIZE_MAX / 2 ? realloc(out->bytes, capacity * 2) : NULL;

            if (larger == NULL)
                return cli_memory_error();
            out->bytes = larger;
            capacity *= 2;
        }
    }
    if (ferror(stream))
        return cli_data_error(cli_source(path), "%s", cli_system_reason());
    return CLI_OK;
}

int cli_text_read(const char *path, cli_text *out)
{
    FILE *file;
    int code;

    out->bytes = NULL;
    out->length = 0;
    errno = 0;
    if (strcmp(path, "-") == 0) {
        code = read_stream(stdin, path, out);
    } else {
        file = fopen(path, "rb");
        if (file == NULL)
            return cli_data_error(path, "%s", cli_system_reason());
        code = read_stream(file, path, out);
        fclose(file);
    }
    if (code != CLI_OK)
        cli_text_release(out);
    return code;
}

void cli_text_release(cli_text *text)
{
    free(text->bytes);
    text->bytes = NULL;
    text->length = 0;
}

/* ---- facts ---- */

/* Finds the file's name for a column in the --columns given; NULL where none of them names it. */
static const char *mapped_name(const cli_call *cli, const char *column, size_t *length)
{
    size_t column_length = strlen(column), i;

    for (i = 0; i < cli->given_count; i++) {
        const char *pair = cli->given[i].value;

        if (cli->given[i].option != CLI_COLUMNS)
            continue;
        for (;;) {
            *length = strcspn(pair, ",");
            if (*length > column_length && pair[column_length] == '=' && memcmp(pair, column, column_length) == 0) {
                *length -= column_length + 1;
                return pair + column_length + 1;
            }
            if (pair[*length] == '\0')
                break;
            pair += *length + 1;
        }
    }
    return NULL;
}

/* Hands the pairs of one --columns to the reader. */
static int map_columns(const cli_call *cli, attain_csv *csv, const char *pairs)
{
    cli_list list;
    size_t i;
    int code = cli_list_split(pairs, &list);

    for (i = 0; code == CLI_OK && i < list.count; i++) {
        const char *equals = memchr(list.item[i], '=', list.length[i]);
        size_t left = equals == NULL ? 0 : (size_t)(equals - list.item[i]);

        if (left == 0 || left + 1 == list.length[i])
            code = cli_usage_error(cli, "--columns takes NAME=COLUMN pairs, not '%.*s'", (int)list.length[i],
                                   list.item[i]);
        else if (attain_csv_map(cli->context, csv, list.item[i], left, equals + 1, list.length[i] - left - 1) !=
                 ATTAIN_OK)
            code = cli_library_error(cli, cli_option_name(CLI_COLUMNS));
    }
    cli_list_release(&list);
    return code;
}

static int make_reader(const cli_call *cli, int32_t decimals, int mapped, attain_csv **out)
{
    attain_csv *csv = NULL;
    size_t i;
    int code = CLI_OK;

    if (attain_csv_create(cli->context, &csv) != ATTAIN_OK ||
        attain_csv_set_decimals(cli->context, csv, decimals) != ATTAIN_OK)
        code = cli_library_error(cli, NULL);
    for (i = 0; code == CLI_OK && mapped && i < cli->given_count; i++)
        if (cli->given[i].option == CLI_COLUMNS)
            code = map_columns(cli, csv, cli->given[i].value);
    if (code == CLI_OK)
        *out = csv;
    else
        attain_csv_destroy(csv);
    return code;
}

void cli_facts_release(cli_facts *facts)
{
    attain_table_destroy(facts->table);
    cli_text_release(&facts->text);
}

/* The line on which data row `row` begins. */
static uint64_t line_of_row(const cli_text *text, int64_t row)
{
    uint64_t line = 1;
    int64_t records = 0; /* the header is record 0 */
    int quoted = 0, blank = 1;
    size_t i;
    uint64_t began = 1;

    for (i = 0; i < text->length; i++) {
        char c = text->bytes[i];

        if (c == '"')
            quoted = !quoted;
        if (c != '\n') {
            if (c != '\r')
                blank = 0;
            continue;
        }
        line++;
        if (quoted)
            continue;
        if (!blank && records++ > row)
            break;
        blank = 1;
        began = line;
    }
    return began;
}

int cli_facts_error(const cli_call *cli, const cli_facts *facts)
{
    const char *argument = attain_context_error_argument(cli->context);
    const char *dot = strrchr(argument, '.');
    const char *column = dot != NULL ? dot + 1 : argument;
    const char *value = attain_context_error_value(cli->context);
    const char *detail = cli_error_detail(cli);
    const char *line = strstr(detail, " (line "); /* which is said already */
    int64_t row = attain_context_error_row(cli->context);
    size_t length;
    const char *name = mapped_name(cli, column, &length);

    if (row < 0 || column[0] == '\0' || strcmp(argument, "text") == 0)
        return cli_library_error(cli, cli_source(facts->path));
    if (name == NULL) {
        name = column;
        length = strlen(column);
    }
    return cli_data_error(cli_source(facts->path), "line %" PRIu64 ", column '%.*s'%s%s%s: %.*s",
                          line_of_row(&facts->text, row), (int)length, name, value[0] != '\0' ? ", value '" : "", value,
                          value[0] != '\0' ? "'" : "", (int)(line != NULL ? (size_t)(line - detail) : strlen(detail)),
                          detail);
}

int cli_facts_parse(const cli_call *cli, const attain_schema *schema, int32_t decimals, int mapped, cli_facts *facts)
{
    attain_csv *csv = NULL;
    int code = make_reader(cli, decimals, mapped, &csv);

    if (code == CLI_OK &&
        attain_csv_read(cli->context, csv, schema, facts->text.bytes, facts->text.length, &facts->table) != ATTAIN_OK) {
        int unfound = mapped && attain_context_error_status(cli->context) == ATTAIN_ERROR_SCHEMA;

        code = cli_facts_error(cli, facts);
        if (unfound)
            fputs("Say which column is which with --columns NAME=COLUMN,...\n", stderr);
    }
    attain_csv_destroy(csv);
    return code;
}

int cli_facts_read(const cli_call *cli, const char *path, const attain_schema *schema, int32_t decimals, cli_facts *out)
{
    int code;

    out->path = path;
    out->table = NULL;
    code = cli_text_read(path, &out->text);
    if (code == CLI_OK)
        code = cli_facts_parse(cli, schema, decimals, 1, out);
    return code;
}

/* ---- plans ---- */

int cli_plan_parse(const cli_call *cli, const char *path, const cli_text *text, attain_document **out)
{
    const char *source = cli_source(path);
    int32_t decimals = cli->decimals >= 0 ? cli->decimals : ATTAIN_DECIMALS_DEFAULT;
    attain_document *plan = NULL;

    if (attain_document_read_decimals(cli->context, text->bytes, text->length, decimals, &plan) != ATTAIN_OK)
        return cli_library_error(cli, source);
    if (cli->decimals >= 0 && cli->decimals != attain_document_decimals(plan)) { /* the plan says how many itself */
        attain_document_destroy(plan);
        return cli_usage_error(cli, "--decimals %d contradicts the currency of %s", (int)cli->decimals, source);
    }
    *out = plan;
    return CLI_OK;
}

int cli_plan_read(const cli_call *cli, const char *path, attain_document **out)
{
    cli_text text;
    int code = cli_text_read(path, &text);

    if (code == CLI_OK)
        code = cli_plan_parse(cli, path, &text, out);
    cli_text_release(&text);
    return code;
}

int cli_plan_use(const cli_call *cli, int32_t by, cli_plan_function use)
{
    attain_document *plan = NULL;
    int code = cli_plan_read(cli, cli->arguments[0], &plan);

    if (code == CLI_OK)
        code = use(cli, plan, by);
    attain_document_destroy(plan);
    return code;
}

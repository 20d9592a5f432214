/* attain rfm: scores customers by recency, frequency and money, and names their segments. */
#include <stdlib.h>
#include <string.h>

#include "cli/cli_internal.h"

/* Everything the options say. */
typedef struct rfm_request {
    attain_day as_of;
    int32_t decimals;
    const attain_rfm *model;         /* own_model, or the plan's */
    const attain_segments *segments; /* own_segments, or the plan's; NULL: none */
    attain_document *plan;           /* the plan --segments names, or NULL */
    attain_rfm *own_model;
    attain_segments *own_segments;
} rfm_request;

static void release(rfm_request *request)
{
    attain_document_destroy(request->plan);
    attain_rfm_destroy(request->own_model);
    attain_segments_destroy(request->own_segments);
}

/* ---- the model ---- */

/* Reads a whole number from 1 to 100. */
static int read_bins(const cli_call *cli, const char *text, size_t length, int32_t *out)
{
    int32_t bins = 0;
    size_t i;

    for (i = 0; i < length && i < 4 && text[i] >= '0' && text[i] <= '9'; i++)
        bins = bins * 10 + (text[i] - '0');
    if (length == 0 || i < length || bins < 1 || bins > 100)
        return cli_usage_error(cli, "--bins takes K or R,F,M, each from 1 to 100, not '%.*s'", (int)length, text);
    *out = bins;
    return CLI_OK;
}

static int set_bins(const cli_call *cli, attain_rfm *rfm)
{
    static const int32_t dimensions[] = {ATTAIN_RFM_RECENCY, ATTAIN_RFM_FREQUENCY, ATTAIN_RFM_MONETARY};
    const char *text = cli_option(cli, CLI_BINS);
    cli_list list;
    int32_t bins = 0;
    size_t i;
    int code;

    if (text == NULL)
        return CLI_OK;
    code = cli_list_split(text, &list);
    if (code == CLI_OK && list.count != 1 && list.count != 3)
        code = cli_usage_error(cli, "--bins takes K or R,F,M, not '%s'", text);
    for (i = 0; code == CLI_OK && i < 3; i++) {
        size_t item = list.count == 1 ? 0 : i;

        code = read_bins(cli, list.item[item], list.length[item], &bins);
        if (code == CLI_OK && attain_rfm_set_bins(cli->context, rfm, dimensions[i], bins) != ATTAIN_OK)
            code = cli_library_error(cli, "--bins");
    }
    cli_list_release(&list);
    return code;
}

/* Sets the cuts of one "recency=30,90". */
static int set_cuts(const cli_call *cli, const rfm_request *request, const char *text)
{
    static const cli_word dimensions[] = {
        {"recency", ATTAIN_RFM_RECENCY}, {"frequency", ATTAIN_RFM_FREQUENCY}, {"monetary", ATTAIN_RFM_MONETARY}};
    size_t name = strcspn(text, "="), i;
    int64_t *cuts = NULL;
    cli_list list;
    int code;

    for (i = 0; i < 3; i++)
        if (text[name] == '=' && strlen(dimensions[i].word) == name && memcmp(text, dimensions[i].word, name) == 0)
            break;
    if (i == 3)
        return cli_usage_error(cli, "--cuts takes recency=LIST, frequency=LIST or monetary=LIST, not '%s'", text);
    code = cli_list_split(text + name + 1, &list);
    if (code == CLI_OK)
        code = cli_list_numbers(cli, "--cuts", &list,
                                dimensions[i].value == ATTAIN_RFM_MONETARY ? request->decimals : 0, NULL, &cuts);
    if (code == CLI_OK &&
        attain_rfm_set_cuts(cli->context, request->own_model, dimensions[i].value, cuts, list.count) != ATTAIN_OK)
        code = cli_list_error(cli, "--cuts", &list);
    free(cuts);
    cli_list_release(&list);
    return code;
}

/* Makes the model the options describe. */
static int make_model(const cli_call *cli, rfm_request *request)
{
    const char *preset = cli_option(cli, CLI_PRESET);
    size_t i;
    int code;

    if (attain_rfm_create(cli->context, &request->own_model) != ATTAIN_OK)
        return cli_library_error(cli, NULL);
    if (preset != NULL && attain_rfm_set_preset(cli->context, request->own_model, preset, strlen(preset)) != ATTAIN_OK)
        return cli_usage_error(cli, "--preset takes rfm-r, not '%s'", preset);
    code = set_bins(cli, request->own_model);
    for (i = 0; code == CLI_OK && i < cli->given_count; i++)
        if (cli->given[i].option == CLI_CUTS)
            code = set_cuts(cli, request, cli->given[i].value);
    request->model = request->own_model;
    return code;
}

/* A plan's model goes with its rules, unless the options describe one. */
static int set_model(const cli_call *cli, rfm_request *request)
{
    int described =
        cli_option_given(cli, CLI_PRESET) || cli_option_given(cli, CLI_BINS) || cli_option_given(cli, CLI_CUTS);

    if (described || attain_document_rfm(request->plan) == NULL)
        return make_model(cli, request);
    request->model = attain_document_rfm(request->plan);
    return CLI_OK;
}

/* ---- the segments ---- */

static int segments_from_plan(const cli_call *cli, const char *path, const cli_text *text, rfm_request *request)
{
    int code = cli_plan_parse(cli, path, text, &request->plan);

    if (code != CLI_OK)
        return code;
    request->decimals = attain_document_decimals(request->plan);
    request->segments = attain_document_segments(request->plan);
    if (request->segments == NULL)
        return cli_data_error(cli_source(path), "the plan has no 'segments.rules'");
    return CLI_OK;
}

static int segments_from_csv(const cli_call *cli, cli_facts *rules, rfm_request *request)
{
    int code = cli_facts_parse(cli, attain_segments_input_schema(), request->decimals, 0, rules);

    if (code == CLI_OK &&
        attain_segments_create_from_table(cli->context, rules->table, &request->own_segments) != ATTAIN_OK)
        code = cli_facts_error(cli, rules);
    request->segments = request->own_segments;
    return code;
}

/* JSON begins with a brace, perhaps behind a byte order mark and blanks; a CSV header never does. */
static int is_json(const cli_text *text)
{
    size_t i = text->length >= 3 && memcmp(text->bytes, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;

    while (i < text->length && strchr(" \t\r\n", text->bytes[i]) != NULL)
        i++;
    return i < text->length && text->bytes[i] == '{';
}

static int segments_from_file(const cli_call *cli, const char *path, rfm_request *request)
{
    cli_facts rules = {path, {NULL, 0}, NULL};
    int code = cli_text_read(path, &rules.text);

    if (code != CLI_OK)
        fputs("--segments takes standard, rfm-r, rfm-r-classic or a file of rules.\n", stderr);
    else if (is_json(&rules.text))
        code = segments_from_plan(cli, path, &rules.text, request);
    else
        code = segments_from_csv(cli, &rules, request);
    cli_facts_release(&rules);
    return code;
}

/* Uses a shipped table. Returns CLI_USAGE, and says nothing, where none has that name. */
static int segments_from_name(const cli_call *cli, const char *name, rfm_request *request)
{
    if (attain_segments_create_preset(cli->context, name, strlen(name), &request->own_segments) == ATTAIN_OK) {
        request->segments = request->own_segments;
        return CLI_OK;
    }
    if (attain_context_error_status(cli->context) == ATTAIN_ERROR_MEMORY)
        return cli_memory_error();
    return CLI_USAGE;
}

static int read_segments(const cli_call *cli, rfm_request *request)
{
    const char *name = cli_option(cli, CLI_SEGMENTS);
    int code;

    if (name == NULL)
        return CLI_OK;
    if (strcmp(name, "-") == 0 && strcmp(cli->arguments[0], "-") == 0)
        return cli_usage_error(cli, "standard input can be read only once");
    code = segments_from_name(cli, name, request);
    return code == CLI_USAGE ? segments_from_file(cli, name, request) : code;
}

/* Nobody asked for segments: the shipped table is used where it fits, five bins in each dimension. */
static int default_segments(const cli_call *cli, rfm_request *request)
{
    if (cli_option_given(cli, CLI_SEGMENTS) || attain_rfm_bins(request->model, ATTAIN_RFM_RECENCY) != 5 ||
        attain_rfm_bins(request->model, ATTAIN_RFM_FREQUENCY) != 5 ||
        attain_rfm_bins(request->model, ATTAIN_RFM_MONETARY) != 5)
        return CLI_OK;
    return segments_from_name(cli, cli_option_given(cli, CLI_PRESET) ? "rfm-r" : "standard", request);
}

/* ---- the run ---- */

static int read_as_of(const cli_call *cli, attain_day *out)
{
    const char *text = cli_option(cli, CLI_AS_OF);

    if (text == NULL)
        return cli_usage_error(cli, "--as-of is missing: the day recency is measured to, such as 2024-12-31");
    if (attain_day_parse(cli->context, text, strlen(text), out) != ATTAIN_OK)
        return cli_data_error("--as-of", "'%s': %s", text, cli_error_detail(cli));
    return CLI_OK;
}

static int score(const cli_call *cli, const rfm_request *request)
{
    attain_table *customers = NULL, *explain = NULL;
    cli_facts orders;
    int code = cli_facts_read(cli, cli->arguments[0], attain_rfm_input_schema(), request->decimals, &orders);

    if (code == CLI_OK) {
        if (attain_rfm_run(cli->context, request->model, request->segments, request->as_of, orders.table, &customers,
                           cli_option_given(cli, CLI_EXPLAIN) ? &explain : NULL) != ATTAIN_OK)
            code = cli_facts_error(cli, &orders);
        else
            code = cli_emit(cli, customers, explain);
    }
    attain_table_destroy(customers);
    attain_table_destroy(explain);
    cli_facts_release(&orders);
    return code;
}

static int run(cli_call *cli)
{
    rfm_request request = {0, 0, NULL, NULL, NULL, NULL, NULL};
    int code = read_as_of(cli, &request.as_of);

    request.decimals = cli_decimals(cli);
    if (code == CLI_OK)
        code = read_segments(cli, &request);
    if (code == CLI_OK)
        code = set_model(cli, &request);
    if (code == CLI_OK)
        code = default_segments(cli, &request);
    if (code == CLI_OK)
        code = score(cli, &request);
    release(&request);
    return code;
}

const cli_command cli_command_rfm = {
    "rfm",
    "ORDERS",
    1,
    CLI_COMMON | CLI_BIT(CLI_EXPLAIN) | CLI_BIT(CLI_COLUMNS) | CLI_BIT(CLI_AS_OF) | CLI_BIT(CLI_PRESET) |
        CLI_BIT(CLI_BINS) | CLI_BIT(CLI_SEGMENTS) | CLI_BIT(CLI_CUTS),
    "score customers by recency, frequency and money",
    "Scores every customer from 1, worst, to the number of bins, best, and names its segment.\n"
    "ORDERS has the columns customer, date, amount, and may have order. The result has the\n"
    "columns customer, recency (days), frequency, monetary, r, f, m, segment.\n"
    "\n"
    "  --as-of DATE       the day recency is measured to (required)\n"
    "  --bins K | R,F,M   bins at quantiles: one number, or one a dimension (default 5)\n"
    "  --cuts DIM=LIST    bins at fixed values of one dimension: recency=30,90 (days),\n"
    "                     frequency=2,5 or monetary=1000,5000; may be repeated\n"
    "  --preset NAME      do as another tool does: rfm-r, the R package rfm\n"
    "  --segments NAME    a shipped rule table: standard, rfm-r, rfm-r-classic (default: the\n"
    "                     one that fits --preset, where each dimension has five bins)\n"
    "  --segments FILE    or your own: a plan document with segments.rules, whose model is\n"
    "                     used too unless --preset, --bins or --cuts describe one; or CSV\n"
    "                     with segment, r_lo, r_hi, ... monetary_lo, monetary_hi\n",
    "  $ attain rfm orders.csv --as-of 2024-12-31 --columns customer=Client,date=Day\n",
    run,
};

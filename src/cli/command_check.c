/* attain check: reads a plan for errors, and for rules that are no errors but surely not meant. */
#include <inttypes.h>
#include <string.h>

#include "cli/cli_internal.h"

/* ---- what is in the plan ---- */

static void describe_frame(const attain_document *plan, cli_buffer *out)
{
    const char *code = attain_document_currency(plan);

    if (code[0] != '\0')
        cli_buffer_format(out, "currency  %s, %d decimals\n", code, (int)attain_document_decimals(plan));
    if (attain_document_calendar(plan) != NULL)
        cli_buffer_format(out, "calendar  the year starts in month %d\n",
                          (int)attain_calendar_fiscal_start(attain_document_calendar(plan)));
}

/* Counts the nodes of a level; the year's row of the company has the target. */
static void describe_targets(const cli_call *cli, const attain_table *targets, int32_t decimals, cli_buffer *out)
{
    int64_t level = attain_table_find(targets, ATTAIN_TEXT("level"));
    int64_t period = attain_table_find(targets, ATTAIN_TEXT("period"));
    int64_t target = attain_table_find(targets, ATTAIN_TEXT("target"));
    char amount[ATTAIN_DECIMAL_CAPACITY] = "";
    const char *year = "";
    size_t teams = 0, persons = 0, length = 0, row;

    for (row = 0; row < attain_table_rows(targets); row++) {
        const char *name = attain_table_text(targets, (size_t)period, row, &length);

        if (length != 4)
            continue;
        teams += (size_t)cli_table_is(targets, level, row, "team");
        persons += (size_t)cli_table_is(targets, level, row, "person");
        if (cli_table_is(targets, level, row, "company")) {
            year = name;
            attain_decimal_format(cli->context, attain_table_i64(targets, (size_t)target)[row], decimals, amount,
                                  sizeof amount, NULL);
        }
    }
    if (attain_table_rows(targets) == 0)
        cli_buffer_text(out, "goals     no nodes\n");
    else
        cli_buffer_format(out, "goals     %.4s: %s over %lu teams and %lu persons\n", year, amount,
                          (unsigned long)teams, (unsigned long)persons);
}

/* A tree that cannot be run is an error, although it could be read. */
static int describe_goals(const cli_call *cli, const attain_document *plan, cli_buffer *out)
{
    attain_table *targets = NULL;

    if (attain_document_goals(plan) == NULL)
        return CLI_OK;
    if (attain_goals_run(cli->context, attain_document_goals(plan), attain_document_calendar(plan), &targets, NULL) !=
        ATTAIN_OK)
        return cli_library_error(cli, cli_source(cli->arguments[0]));
    describe_targets(cli, targets, attain_document_decimals(plan), out);
    attain_table_destroy(targets);
    return CLI_OK;
}

static void describe_segments(const attain_document *plan, cli_buffer *out)
{
    const attain_rfm *rfm = attain_document_rfm(plan);

    if (rfm != NULL)
        cli_buffer_format(out, "rfm       %d recency, %d frequency, %d monetary bins\n",
                          (int)attain_rfm_bins(rfm, ATTAIN_RFM_RECENCY),
                          (int)attain_rfm_bins(rfm, ATTAIN_RFM_FREQUENCY),
                          (int)attain_rfm_bins(rfm, ATTAIN_RFM_MONETARY));
    if (attain_document_segments(plan) != NULL)
        cli_buffer_format(out, "segments  %lu rules\n",
                          (unsigned long)attain_segments_count(attain_document_segments(plan)));
    if (attain_document_abc(plan) != NULL)
        cli_buffer_text(out, "abc       classes by value\n");
}

/* A table of one deal of nothing, with every column the plans ask for. */
static attain_status make_deal(const cli_call *cli, const attain_schema *schema, int32_t decimals, attain_table **out)
{
    static const int64_t nothing = 0;
    static const int32_t day = 0;
    attain_table *deal = NULL;
    attain_status status = attain_table_create(cli->context, &deal);
    size_t i;

    for (i = 0; status == ATTAIN_OK && i < attain_schema_columns(schema); i++) {
        size_t length;
        const char *name = attain_schema_name(schema, i, &length);

        if (attain_schema_type(schema, i) == ATTAIN_TYPE_I32)
            status = attain_table_add_i32(cli->context, deal, name, length, &day, NULL, 1);
        else
            status = attain_table_add_i64(cli->context, deal, name, length, &nothing, NULL, 1);
        if (status == ATTAIN_OK && attain_schema_meaning(schema, i) == ATTAIN_MEANING_AMOUNT)
            status = attain_table_describe(cli->context, deal, i, ATTAIN_MEANING_AMOUNT, decimals);
    }
    if (status == ATTAIN_OK)
        *out = deal;
    else
        attain_table_destroy(deal);
    return status;
}

/* Names plans and components: every payee is paid by each of them, so one deal brings them all to light. */
static void describe_components(const attain_table *paid, const attain_schema *schema, cli_buffer *out)
{
    int64_t plan = attain_table_find(paid, ATTAIN_TEXT("plan"));
    int64_t component = attain_table_find(paid, ATTAIN_TEXT("component"));
    size_t i, length;

    cli_buffer_text(out, "pay       ");
    for (i = 0; i < attain_table_rows(paid); i++) {
        const char *name = attain_table_text(paid, (size_t)plan, i, &length);

        cli_buffer_text(out, i == 0 ? "" : ", ");
        cli_buffer_write(name, length, out);
        name = attain_table_text(paid, (size_t)component, i, &length);
        cli_buffer_text(out, "/");
        cli_buffer_write(name, length, out);
    }
    cli_buffer_text(out, attain_table_rows(paid) == 0 ? "no components; deals have" : "; deals have");
    for (i = 0; i < attain_schema_columns(schema); i++) {
        cli_buffer_text(out, i == 0 ? " " : ", ");
        cli_buffer_text(out, attain_schema_name(schema, i, NULL));
    }
    cli_buffer_text(out, "\n");
}

static int describe_pay(const cli_call *cli, const attain_document *plan, cli_buffer *out)
{
    const attain_pay *pay = attain_document_pay(plan);
    attain_schema *schema = NULL;
    attain_table *deal = NULL, *paid = NULL;
    int code = CLI_OK;

    if (pay == NULL)
        return CLI_OK;
    if (attain_pay_input_schema(cli->context, pay, &schema) != ATTAIN_OK ||
        make_deal(cli, schema, attain_document_decimals(plan), &deal) != ATTAIN_OK ||
        attain_pay_run(cli->context, pay, attain_document_calendar(plan), deal, ATTAIN_PAY_BY_PERIOD, &paid, NULL) !=
            ATTAIN_OK)
        code = cli_library_error(cli, cli_source(cli->arguments[0]));
    else
        describe_components(paid, schema, out);
    attain_table_destroy(paid);
    attain_table_destroy(deal);
    attain_schema_destroy(schema);
    return code;
}

/* ---- what is surely not meant ---- */

/* The scores a rule can look at: those of the plan's model. Where its dimensions differ the smallest number is taken, so
 * that no cell is reported that cannot be. */
static int32_t scores(const attain_rfm *rfm)
{
    static const int32_t dimensions[] = {ATTAIN_RFM_RECENCY, ATTAIN_RFM_FREQUENCY, ATTAIN_RFM_MONETARY};
    int32_t least = 0;
    size_t i;

    for (i = 0; i < 3; i++) {
        int32_t bins = rfm == NULL ? 5 : attain_rfm_bins(rfm, dimensions[i]);

        least = i == 0 || bins < least ? bins : least;
    }
    return least;
}

/* Findings about the rules; a plan without rules is read as one whose table is empty, of which nothing is to be said. */
static int lint(const cli_call *cli, const attain_document *plan, attain_table **out)
{
    const attain_segments *rules = attain_document_segments(plan);
    attain_segments *none = NULL;
    attain_table *found = NULL;
    attain_status status = ATTAIN_OK;

    if (rules == NULL)
        status = attain_segments_create(cli->context, &none);
    if (status == ATTAIN_OK)
        status =
            attain_segments_lint(cli->context, rules != NULL ? rules : none, scores(attain_document_rfm(plan)), &found);
    if (status == ATTAIN_OK && rules == NULL)
        status = cli_table_select(cli->context, found, NULL, 0, out);
    else if (status == ATTAIN_OK)
        *out = found;
    if (rules == NULL)
        attain_table_destroy(found);
    attain_segments_destroy(none);
    return status == ATTAIN_OK ? CLI_OK : cli_library_error(cli, cli_source(cli->arguments[0]));
}

/* ---- the report ---- */

/* What is in the plan, for text only; making it finds what cannot be run. */
static int summarize(const cli_call *cli, const attain_document *plan, size_t findings, cli_buffer *out)
{
    const char *source = cli_source(cli->arguments[0]);
    int code;

    describe_frame(plan, out);
    code = describe_goals(cli, plan, out);
    describe_segments(plan, out);
    if (code == CLI_OK)
        code = describe_pay(cli, plan, out);
    cli_buffer_text(out, source);
    if (findings == 0)
        cli_buffer_text(out, ": ok\n");
    else
        cli_buffer_format(out, ": %lu %s\n\n", (unsigned long)findings, findings == 1 ? "finding" : "findings");
    return code;
}

static int report(const cli_call *cli, const attain_document *plan, const attain_table *findings, cli_buffer *out)
{
    size_t count = attain_table_rows(findings);
    int code = summarize(cli, plan, count, out);

    if (code != CLI_OK)
        return code;
    if (cli->format != ATTAIN_FORMAT_TEXT)
        out->length = 0;
    else if (count == 0)
        return CLI_OK;
    return cli_render(cli, findings, cli->format, out);
}

static int run(cli_call *cli)
{
    attain_document *plan = NULL;
    attain_table *findings = NULL;
    cli_buffer text = {NULL, 0, 0, 0};
    int code = cli_plan_read(cli, cli->arguments[0], &plan);

    if (code == CLI_OK)
        code = lint(cli, plan, &findings);
    if (code == CLI_OK)
        code = report(cli, plan, findings, &text);
    if (code == CLI_OK)
        code = cli_emit_buffer(cli, &text, NULL);
    cli_buffer_release(&text);
    attain_table_destroy(findings);
    attain_document_destroy(plan);
    return code;
}

const cli_command cli_command_check = {
    "check",
    "PLAN",
    1,
    CLI_COMMON,
    "read a plan for errors, dead rules and gaps",
    "Reads a plan document. Errors are reported with their path and give exit status 1.\n"
    "Otherwise says what is in the plan, and lists rules that can never win and cells of\n"
    "scores that no rule takes: these are warnings, exit status 0. With another format than\n"
    "text only the findings are written: finding, rule, segment, detail.\n",
    "  $ attain check plan.json\n",
    run,
};

/* attain check: reads a plan for errors, and for rules that are no errors but surely not meant. */
#include <inttypes.h>
#include <string.h>

#include "cli/cli_internal.h"

/* ---- what is in the plan ---- */

static void describe_frame(const attain_document *plan, cli_buffer *out)
{
    const char *code = attain_document_currency(plan);
    int decimals = (int)attain_document_decimals(plan);

    if (code[0] != '\0')
        cli_buffer_format(out, "currency  %s, %d decimals\n", code, decimals);
    else if (decimals != ATTAIN_DECIMALS_DEFAULT)
        cli_buffer_format(out, "amounts   %d decimals\n", decimals);
    if (attain_document_calendar(plan) != NULL)
        cli_buffer_format(out, "calendar  the year starts in month %d\n",
                          (int)attain_calendar_fiscal_start(attain_document_calendar(plan)));
}

static void describe_goals(const cli_call *cli, const attain_goals *goals, cli_buffer *out)
{
    char amount[ATTAIN_DECIMAL_CAPACITY];
    size_t teams = 0, persons = 0, node;

    if (goals == NULL)
        return;
    for (node = 0; node < attain_goals_count(goals); node++) {
        teams += attain_goals_level(goals, node) == ATTAIN_GOALS_TEAM;
        persons += attain_goals_level(goals, node) == ATTAIN_GOALS_PERSON;
    }
    if (attain_goals_count(goals) == 0) {
        cli_buffer_text(out, "goals     no nodes\n");
        return;
    }
    attain_decimal_format(cli->context, attain_goals_target(goals), attain_goals_decimals(goals), amount, sizeof amount,
                          NULL);
    cli_buffer_format(out, "goals     %d: %s over %lu teams and %lu persons\n", (int)attain_goals_year(goals), amount,
                      (unsigned long)teams, (unsigned long)persons);
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

/* Plans and components, and the columns their deals have. */
static void describe_pay(const attain_pay *pay, const attain_schema *deals, cli_buffer *out)
{
    const char *comma = "";
    size_t plan, component, column;

    cli_buffer_text(out, "pay       ");
    for (plan = 0; plan < attain_pay_plans(pay); plan++)
        for (component = 0; component < attain_pay_components(pay, plan); component++) {
            cli_buffer_format(out, "%s%s/%s", comma, attain_pay_plan_id(pay, plan, NULL),
                              attain_pay_component_id(pay, plan, component, NULL));
            comma = ", ";
        }
    cli_buffer_text(out, comma[0] == '\0' ? "no components; deals have" : "; deals have");
    for (column = 0; column < attain_schema_columns(deals); column++)
        cli_buffer_format(out, "%s%s", column == 0 ? " " : ", ", attain_schema_name(deals, column, NULL));
    cli_buffer_text(out, "\n");
}

/* What is in the plan, in words. */
static attain_status describe(const cli_call *cli, const attain_document *plan, cli_buffer *out)
{
    const attain_pay *pay = attain_document_pay(plan);
    attain_schema *deals = NULL;
    attain_status status = ATTAIN_OK;

    describe_frame(plan, out);
    describe_goals(cli, attain_document_goals(plan), out);
    describe_segments(plan, out);
    if (pay != NULL)
        status = attain_pay_input_schema(cli->context, pay, &deals);
    if (deals != NULL)
        describe_pay(pay, deals, out);
    attain_schema_destroy(deals);
    return status;
}

/* ---- the report ---- */

/* A target can be too large to be broken down although it could be read. */
static attain_status try_goals(const cli_call *cli, const attain_document *plan)
{
    const attain_goals *goals = attain_document_goals(plan);
    attain_table *targets = NULL;
    attain_status status = ATTAIN_OK;

    if (goals != NULL)
        status = attain_goals_run(cli->context, goals, attain_document_calendar(plan), &targets, NULL);
    attain_table_destroy(targets);
    return status;
}

static int report(const cli_call *cli, const attain_document *plan, const attain_table *findings, cli_buffer *out)
{
    const char *source = cli_source(cli->arguments[0]);
    size_t count = attain_table_rows(findings);

    if (cli->format == ATTAIN_FORMAT_TEXT) {
        if (describe(cli, plan, out) != ATTAIN_OK)
            return cli_library_error(cli, source);
        if (count == 0) {
            cli_buffer_format(out, "%s: ok\n", source);
            return CLI_OK;
        }
        cli_buffer_format(out, "%s: %lu %s\n\n", source, (unsigned long)count, count == 1 ? "finding" : "findings");
    }
    return cli_render(cli, findings, cli->format, out);
}

static int run(cli_call *cli)
{
    attain_document *plan = NULL;
    attain_table *findings = NULL;
    cli_buffer text = {NULL, 0, 0, 0};
    int code = cli_plan_read(cli, cli->arguments[0], &plan);

    if (code == CLI_OK &&
        (try_goals(cli, plan) != ATTAIN_OK || attain_segments_lint(cli->context, attain_document_segments(plan),
                                                                   attain_document_rfm(plan), &findings) != ATTAIN_OK))
        code = cli_library_error(cli, cli_source(cli->arguments[0]));
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

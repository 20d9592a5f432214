/* attain pay: what each payee has earned by a plan. */
#include <string.h>

#include "cli/cli_internal.h"

/* The columns of the deals; where each deal is a row of its own they must be told apart. */
static attain_status make_schema(const cli_call *cli, const attain_pay *pay, int32_t by, attain_schema **out)
{
    attain_schema *asked = NULL, *made = NULL;
    attain_status status = attain_pay_input_schema(cli->context, pay, &asked);
    size_t i;

    if (status == ATTAIN_OK)
        status = attain_schema_create(cli->context, &made);
    for (i = 0; status == ATTAIN_OK && i < attain_schema_columns(asked); i++) {
        size_t length;
        const char *name = attain_schema_name(asked, i, &length);
        int32_t required = attain_schema_required(asked, i) || (by == ATTAIN_PAY_BY_DEAL && strcmp(name, "deal") == 0);

        status = attain_schema_add(cli->context, made, name, length, attain_schema_type(asked, i),
                                   attain_schema_meaning(asked, i), required);
    }
    attain_schema_destroy(asked);
    if (status == ATTAIN_OK)
        *out = made;
    else
        attain_schema_destroy(made);
    return status;
}

static int pay_deals(const cli_call *cli, const attain_document *plan, const cli_facts *deals, int32_t by)
{
    attain_table *result = NULL, *explain = NULL;
    int code;

    if (attain_pay_run(cli->context, attain_document_pay(plan), attain_document_calendar(plan), deals->table, by,
                       &result, cli_option_given(cli, CLI_EXPLAIN) ? &explain : NULL) != ATTAIN_OK)
        return cli_facts_error(cli, deals);
    code = cli_emit(cli, result, explain);
    attain_table_destroy(result);
    attain_table_destroy(explain);
    return code;
}

static int run_plan(const cli_call *cli, const attain_document *plan, int32_t by)
{
    attain_schema *schema = NULL;
    cli_facts deals;
    int code;

    if (attain_document_pay(plan) == NULL)
        return cli_data_error(cli_source(cli->arguments[0]), "the plan has no section 'pay'");
    if (make_schema(cli, attain_document_pay(plan), by, &schema) != ATTAIN_OK)
        return cli_library_error(cli, cli_source(cli->arguments[0]));
    code = cli_facts_read(cli, cli->arguments[1], schema, attain_document_decimals(plan), &deals);
    if (code == CLI_OK)
        code = pay_deals(cli, plan, &deals, by);
    cli_facts_release(&deals);
    attain_schema_destroy(schema);
    return code;
}

static int run(cli_call *cli)
{
    static const cli_word rows[] = {
        {"period", ATTAIN_PAY_BY_PERIOD}, {"deal", ATTAIN_PAY_BY_DEAL}, {"tier", ATTAIN_PAY_BY_TIER}};
    int32_t by = ATTAIN_PAY_BY_PERIOD;
    int code = cli_option_word(cli, CLI_BY, rows, sizeof rows / sizeof *rows, &by);

    return code == CLI_OK ? cli_plan_use(cli, by, run_plan) : code;
}

const cli_command cli_command_pay = {
    "pay",
    "PLAN DEALS",
    2,
    CLI_COMMON | CLI_BIT(CLI_EXPLAIN) | CLI_BIT(CLI_COLUMNS) | CLI_BIT(CLI_BY),
    "pay tiered commission on deals",
    "Pays the deals in DEALS by the section 'pay' of the plan document PLAN. DEALS has the\n"
    "columns payee, date, the basis columns of the plan (mostly amount), and deal where its\n"
    "rows are told apart. The order of its rows does not matter.\n"
    "\n"
    "  --by ROWS          what a row of the result is:\n"
    "                       period  plan, component, payee, period, basis, amount (default)\n"
    "                       deal    plan, component, deal, payee, date, basis, amount\n"
    "                       tier    plan, component, payee, period, tier, from, rate, basis,\n"
    "                               amount\n",
    "  $ attain pay plan.json deals.csv --by deal --explain steps.csv\n",
    run,
};

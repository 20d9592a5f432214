/* attain goals: breaks the target of a plan down to teams, persons and months. */
#include <stdlib.h>

#include "cli/cli_internal.h"

#define BY_ALL 0

/* Keeps the rows of the years or of the months; a month's name, "2024-01", is the longer. */
static int keep_periods(const cli_call *cli, int32_t by, attain_table **targets)
{
    size_t rows = attain_table_rows(*targets), count = 0, i;
    int64_t period = attain_table_find(*targets, ATTAIN_TEXT("period"));
    size_t *kept = malloc((rows + 1) * sizeof *kept);
    attain_table *chosen = NULL;
    int code = CLI_OK;

    if (kept == NULL)
        return cli_memory_error();
    for (i = 0; i < rows; i++) {
        size_t length = 0;

        attain_table_text(*targets, (size_t)period, i, &length);
        if ((length > 4) == (by == ATTAIN_UNIT_MONTH))
            kept[count++] = i;
    }
    if (cli_table_select(cli->context, *targets, kept, count, &chosen) != ATTAIN_OK) {
        code = cli_memory_error();
    } else {
        attain_table_destroy(*targets);
        *targets = chosen;
    }
    free(kept);
    return code;
}

static int run_plan(const cli_call *cli, const attain_document *plan, int32_t by)
{
    const char *source = cli_source(cli->arguments[0]);
    attain_table *targets = NULL, *explain = NULL;
    int code = CLI_OK;

    if (attain_document_goals(plan) == NULL)
        return cli_data_error(source, "the plan has no section 'goals'");
    if (attain_goals_run(cli->context, attain_document_goals(plan), attain_document_calendar(plan), &targets,
                         cli_option_given(cli, CLI_EXPLAIN) ? &explain : NULL) != ATTAIN_OK)
        return cli_library_error(cli, source);
    if (by != BY_ALL)
        code = keep_periods(cli, by, &targets);
    if (code == CLI_OK)
        code = cli_emit(cli, targets, explain);
    attain_table_destroy(targets);
    attain_table_destroy(explain);
    return code;
}

static int run(cli_call *cli)
{
    static const cli_word periods[] = {{"year", ATTAIN_UNIT_YEAR}, {"month", ATTAIN_UNIT_MONTH}};
    int32_t by = BY_ALL;
    int code = cli_option_word(cli, CLI_BY, periods, sizeof periods / sizeof *periods, &by);

    return code == CLI_OK ? cli_plan_use(cli, by, run_plan) : code;
}

const cli_command cli_command_goals = {
    "goals",
    "PLAN",
    1,
    CLI_COMMON | CLI_BIT(CLI_EXPLAIN) | CLI_BIT(CLI_BY),
    "break a target down to teams, persons and months",
    "Breaks the target in the section 'goals' of a plan document down: company to teams to\n"
    "persons by weight, the year to months by season, exactly at every level. The result has\n"
    "the columns node, level, parent, period, target, with a row for the year and one for\n"
    "each month of every node.\n"
    "\n"
    "  --by PERIOD        year or month: only these rows\n",
    "  $ attain goals plan.json --by year\n",
    run,
};

/* attain abc: classes of items by their share of the value. */
#include <stdlib.h>
#include <string.h>

#include "cli/cli_internal.h"

#define PERCENT_CAPACITY 64

/* Reads "80" or "80%" as a rate. */
static int read_percent(const cli_call *cli, const char *text, size_t length, size_t item, attain_rate *out)
{
    char percent[PERCENT_CAPACITY];

    if (length > 0 && text[length - 1] == '%')
        length--;
    if (length + 1 < sizeof percent) {
        memcpy(percent, text, length);
        percent[length] = '%';
        if (attain_rate_parse(cli->context, percent, length + 1, out) == ATTAIN_OK)
            return CLI_OK;
    }
    return cli_data_error("--cuts", "item %lu, '%.*s': takes percentages such as 80 or 80%%", (unsigned long)(item + 1),
                          (int)length, text);
}

static int set_cuts(const cli_call *cli, attain_abc *abc, const cli_list *list)
{
    attain_rate *cuts = malloc((list->count + 1) * sizeof *cuts);
    size_t i;
    int code = cuts == NULL ? cli_memory_error() : CLI_OK;

    for (i = 0; code == CLI_OK && i < list->count; i++)
        code = read_percent(cli, list->item[i], list->length[i], i, &cuts[i]);
    if (code == CLI_OK && attain_abc_set_cuts(cli->context, abc, cuts, list->count) != ATTAIN_OK)
        code = cli_list_error(cli, "--cuts", list);
    free(cuts);
    return code;
}

static int set_limits(const cli_call *cli, attain_abc *abc, const cli_list *list)
{
    attain_amount *limits = NULL;
    int code = cli_list_numbers(cli, "--limits", list, cli_decimals(cli), NULL, &limits);

    if (code == CLI_OK && attain_abc_set_limits(cli->context, abc, limits, list->count) != ATTAIN_OK)
        code = cli_list_error(cli, "--limits", list);
    free(limits);
    return code;
}

static int set_model(const cli_call *cli, attain_abc *abc)
{
    static const cli_word rules[] = {{"within", ATTAIN_ABC_WITHIN},
                                     {"below", ATTAIN_ABC_BELOW},
                                     {"through", ATTAIN_ABC_THROUGH},
                                     {"midpoint", ATTAIN_ABC_MIDPOINT},
                                     {"ties", ATTAIN_ABC_TIES}};
    const char *cuts = cli_option(cli, CLI_CUTS);
    const char *limits = cli_option(cli, CLI_LIMITS);
    int32_t rule = ATTAIN_ABC_WITHIN;
    cli_list list = {NULL, NULL, 0};
    int code = cli_option_word(cli, CLI_RULE, rules, sizeof rules / sizeof *rules, &rule);

    if (code == CLI_OK && limits != NULL && (cuts != NULL || cli_option_given(cli, CLI_RULE)))
        code = cli_usage_error(cli, "--limits classify by the value itself; %s is for shares",
                               cuts != NULL ? "--cuts" : "--rule");
    if (code == CLI_OK && (cuts != NULL || limits != NULL))
        code = cli_list_split(cuts != NULL ? cuts : limits, &list);
    if (code == CLI_OK && cuts != NULL)
        code = set_cuts(cli, abc, &list);
    if (code == CLI_OK && limits != NULL)
        code = set_limits(cli, abc, &list);
    if (code == CLI_OK && attain_abc_set_rule(cli->context, abc, rule) != ATTAIN_OK)
        code = cli_library_error(cli, "--rule");
    cli_list_release(&list);
    return code;
}

static int run_model(const cli_call *cli, const attain_abc *abc)
{
    cli_facts items;
    attain_table *classes = NULL, *explain = NULL;
    int code = cli_facts_read(cli, cli->arguments[0], attain_abc_input_schema(), cli_decimals(cli), &items);

    if (code == CLI_OK) {
        if (attain_abc_run(cli->context, abc, items.table, &classes,
                           cli_option_given(cli, CLI_EXPLAIN) ? &explain : NULL) != ATTAIN_OK)
            code = cli_facts_error(cli, &items);
        else
            code = cli_emit(cli, classes, explain);
    }
    attain_table_destroy(classes);
    attain_table_destroy(explain);
    cli_facts_release(&items);
    return code;
}

static int run(cli_call *cli)
{
    attain_abc *abc = NULL;
    int code = attain_abc_create(cli->context, &abc) == ATTAIN_OK ? CLI_OK : cli_library_error(cli, NULL);

    if (code == CLI_OK)
        code = set_model(cli, abc);
    if (code == CLI_OK)
        code = run_model(cli, abc);
    attain_abc_destroy(abc);
    return code;
}

const cli_command cli_command_abc = {
    "abc",
    "FILE",
    1,
    CLI_COMMON | CLI_BIT(CLI_EXPLAIN) | CLI_BIT(CLI_COLUMNS) | CLI_BIT(CLI_CUTS) | CLI_BIT(CLI_LIMITS) |
        CLI_BIT(CLI_RULE),
    "sort items into classes A, B, C by their share of the value",
    "Ranks items by value and gives each a class. FILE has the columns item, value; rows of\n"
    "one item are summed. The result has the columns item, value, share, cumulative, class.\n"
    "\n"
    "  --cuts LIST        cumulative shares in percent at which classes end (default 80,95)\n"
    "  --limits LIST      or: the least value of each class, as amounts: 10000,5000\n"
    "  --rule RULE        which cumulative share decides, for cuts:\n"
    "                       within    the one with the item, at most the cut (default)\n"
    "                       below     the one with the item, below the cut\n"
    "                       through   the one before the item: who crosses the cut is in\n"
    "                       midpoint  the one up to the middle of the item\n"
    "                       ties      as within, for all items of equal value together\n",
    "  $ attain abc sales.csv --columns item=Product,value=Revenue --cuts 80,95\n",
    run,
};

/* attain allocate: splits one total by weights. */
#include <stdlib.h>
#include <string.h>

#include "cli/cli_internal.h"

/* What is split, as the command line says it. */
typedef struct allocation {
    attain_amount total;
    int64_t *weights;
    attain_amount *floors, *caps; /* NULL: none */
    size_t count;
    int32_t scale; /* decimals of the weights */
    int32_t rule;
} allocation;

static int read_total(const cli_call *cli, allocation *out)
{
    const char *text = cli->arguments[0];

    if (attain_decimal_parse(cli->context, text, strlen(text), cli_decimals(cli), &out->total) != ATTAIN_OK)
        return cli_data_error("TOTAL", "'%s': %s", text, cli_error_detail(cli));
    return CLI_OK;
}

static int read_weights(const cli_call *cli, allocation *out)
{
    const char *text = cli_option(cli, CLI_WEIGHTS);
    cli_list list;
    int code;

    if (text == NULL)
        return cli_usage_error(cli, "--weights is missing: --weights 50,30,20");
    code = cli_list_split(text, &list);
    out->scale = cli_list_scale(&list);
    out->count = list.count;
    if (code == CLI_OK)
        code = cli_list_numbers(cli, "--weights", &list, out->scale, NULL, &out->weights);
    cli_list_release(&list);
    return code;
}

/* Reads floors or caps, one for each weight; an empty item is `none`. */
static int read_bounds(const cli_call *cli, int option, size_t count, attain_amount none, attain_amount **out)
{
    const char *text = cli_option(cli, option);
    cli_list list;
    int code;

    if (text == NULL)
        return CLI_OK;
    code = cli_list_split(text, &list);
    if (code == CLI_OK && list.count != count)
        code = cli_usage_error(cli, "%s has %lu items and --weights %lu; leave an item empty for no bound",
                               cli_option_name(option), (unsigned long)list.count, (unsigned long)count);
    if (code == CLI_OK)
        code = cli_list_numbers(cli, cli_option_name(option), &list, cli_decimals(cli), &none, out);
    cli_list_release(&list);
    return code;
}

static int read_split(const cli_call *cli, allocation *out)
{
    static const cli_word rules[] = {{"remainder", ATTAIN_ALLOCATE_REMAINDER}, {"ratio", ATTAIN_ALLOCATE_RATIO}};
    int code = cli_option_word(cli, CLI_RULE, rules, sizeof rules / sizeof *rules, &out->rule);

    if (code == CLI_OK)
        code = read_weights(cli, out);
    if (code == CLI_OK)
        code = read_total(cli, out);
    if (code == CLI_OK)
        code = read_bounds(cli, CLI_FLOORS, out->count, 0, &out->floors);
    if (code == CLI_OK)
        code = read_bounds(cli, CLI_CAPS, out->count, INT64_MAX, &out->caps);
    return code;
}

/* The library's last error, about the list it names. */
static int split_error(const cli_call *cli)
{
    static const cli_word lists[] = {
        {"weights", CLI_WEIGHTS}, {"count", CLI_WEIGHTS}, {"floors", CLI_FLOORS}, {"caps", CLI_CAPS}};
    const char *argument = attain_context_error_argument(cli->context);
    cli_list list;
    size_t i;
    int code;

    for (i = 0; i < sizeof lists / sizeof *lists; i++)
        if (strcmp(lists[i].word, argument) == 0 && cli_option_given(cli, lists[i].value))
            break;
    if (i == sizeof lists / sizeof *lists)
        return cli_library_error(cli, "allocate");
    code = cli_list_split(cli_option(cli, lists[i].value), &list);
    if (code == CLI_OK)
        code = cli_list_error(cli, cli_option_name(lists[i].value), &list);
    cli_list_release(&list);
    return code;
}

static int run(cli_call *cli)
{
    allocation split = {0, NULL, NULL, NULL, 0, 0, ATTAIN_ALLOCATE_REMAINDER};
    attain_table *shares = NULL, *explain = NULL;
    int code = read_split(cli, &split);

    if (code == CLI_OK) {
        if (attain_allocation_run(cli->context, split.total, cli_decimals(cli), split.weights, split.scale,
                                  split.floors, split.caps, split.count, split.rule, &shares,
                                  cli_option_given(cli, CLI_EXPLAIN) ? &explain : NULL) != ATTAIN_OK)
            code = split_error(cli);
        else
            code = cli_emit(cli, shares, explain);
    }
    attain_table_destroy(shares);
    attain_table_destroy(explain);
    free(split.weights);
    free(split.floors);
    free(split.caps);
    return code;
}

const cli_command cli_command_allocate = {
    "allocate",
    "TOTAL",
    1,
    CLI_COMMON | CLI_BIT(CLI_EXPLAIN) | CLI_BIT(CLI_WEIGHTS) | CLI_BIT(CLI_FLOORS) | CLI_BIT(CLI_CAPS) |
        CLI_BIT(CLI_RULE),
    "split a total by weights, to the last cent",
    "Splits TOTAL by weights into parts that sum to it exactly. A negative total is the\n"
    "mirror of the positive one. The result has the columns index, weight, amount.\n"
    "\n"
    "  --weights LIST     what each part weighs, decimals: 7,3 or 0.33,0.66 (required)\n"
    "  --floors LIST      the least size of each part, one a weight; empty for none\n"
    "  --caps LIST        the greatest size of each part, one a weight; empty for none\n"
    "  --rule RULE        who gets the units left over by rounding:\n"
    "                       remainder  the largest remainders (default)\n"
    "                       ratio      the largest weights\n",
    "  $ attain allocate 100.00 --weights 1,1,1 --format csv\n"
    "  index,weight,amount\n"
    "  0,1,33.34\n"
    "  1,1,33.33\n"
    "  2,1,33.33\n",
    run,
};

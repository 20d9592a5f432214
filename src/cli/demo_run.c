/* Runs the demo through the library: targets, deals, and everything the report shows. */
#include <stdlib.h>
#include <string.h>

#include "cli/cli_internal.h"

/* ---- targets ---- */

static int32_t level_of(const attain_table *targets, int64_t column, size_t row)
{
    if (cli_table_is(targets, column, row, "company"))
        return ATTAIN_GOALS_COMPANY;
    return cli_table_is(targets, column, row, "team") ? ATTAIN_GOALS_TEAM : ATTAIN_GOALS_PERSON;
}

static void copy_name(const attain_table *table, int64_t column, size_t row, char *out)
{
    size_t length = 0;
    const char *text = attain_table_text(table, (size_t)column, row, &length);

    if (length >= CLI_DEMO_NAME_CAPACITY)
        length = CLI_DEMO_NAME_CAPACITY - 1;
    if (text != NULL)
        memcpy(out, text, length);
    out[length] = '\0';
}

static int32_t find_node(const cli_demo *demo, const char *id)
{
    size_t i;

    for (i = 0; i < demo->node_count; i++)
        if (strcmp(demo->nodes[i].id, id) == 0)
            return (int32_t)i;
    return -1;
}

static size_t add_node(cli_demo *demo, const char *id, const char *parent, int32_t level)
{
    cli_demo_node *node = &demo->nodes[demo->node_count];

    strcpy(node->id, id);
    node->level = level;
    node->parent = find_node(demo, parent);
    node->person = -1;
    if (level == ATTAIN_GOALS_PERSON) {
        node->person = (int32_t)demo->person_count;
        demo->persons[demo->person_count++] = demo->node_count;
    }
    return demo->node_count++;
}

static attain_status read_period(const cli_demo *demo, const attain_table *targets, size_t row, int32_t *unit,
                                 attain_period *out)
{
    int64_t column = attain_table_find(targets, ATTAIN_TEXT("period"));
    size_t length = 0;
    const char *name = attain_table_text(targets, (size_t)column, row, &length);

    return attain_period_parse(demo->cli->context, name, length, unit, out);
}

/* Finds the first month and the last days of the two years. */
static attain_status take_calendar(cli_demo *demo, const attain_table *targets)
{
    const attain_calendar *calendar = attain_document_calendar(demo->plan);
    attain_status status = ATTAIN_OK;
    attain_period first = INT32_MAX, period;
    int32_t unit;
    size_t row;
    int year;

    for (row = 0; status == ATTAIN_OK && row < attain_table_rows(targets); row++) {
        status = read_period(demo, targets, row, &unit, &period);
        if (status == ATTAIN_OK && unit == ATTAIN_UNIT_YEAR)
            demo->year = period;
        else if (status == ATTAIN_OK && period < first)
            first = period;
    }
    for (year = 0; status == ATTAIN_OK && year < CLI_DEMO_YEARS; year++) {
        demo->first_month[year] = first - 12 * year;
        status = attain_period_days(demo->cli->context, calendar, ATTAIN_UNIT_MONTH, demo->first_month[year] + 11, NULL,
                                    &demo->last_day[year]);
    }
    return status;
}

/* Takes nodes and their targets from the rows: of each node one for the year and twelve for its months. */
static attain_status take_nodes(cli_demo *demo, const attain_table *targets)
{
    int64_t node = attain_table_find(targets, ATTAIN_TEXT("node"));
    int64_t parent = attain_table_find(targets, ATTAIN_TEXT("parent"));
    int64_t level = attain_table_find(targets, ATTAIN_TEXT("level"));
    const int64_t *target = attain_table_i64(targets, (size_t)attain_table_find(targets, ATTAIN_TEXT("target")));
    size_t rows = attain_table_rows(targets), row;

    demo->nodes = calloc(rows + 1, sizeof *demo->nodes);
    demo->persons = malloc((rows + 1) * sizeof *demo->persons);
    if (demo->nodes == NULL || demo->persons == NULL)
        return ATTAIN_ERROR_MEMORY;
    for (row = 0; row < rows; row++) {
        char id[CLI_DEMO_NAME_CAPACITY], above[CLI_DEMO_NAME_CAPACITY];
        attain_period period;
        int32_t unit, found;
        size_t at;
        attain_status status = read_period(demo, targets, row, &unit, &period);

        if (status != ATTAIN_OK)
            return status;
        copy_name(targets, node, row, id);
        copy_name(targets, parent, row, above);
        found = find_node(demo, id);
        at = found >= 0 ? (size_t)found : add_node(demo, id, above, level_of(targets, level, row));
        demo->nodes[at].target[unit == ATTAIN_UNIT_YEAR ? CLI_DEMO_YEAR : period - demo->first_month[CLI_DEMO_THIS]] =
            target[row];
    }
    return ATTAIN_OK;
}

static attain_status run_goals(cli_demo *demo)
{
    attain_table *targets = NULL;
    attain_status status = attain_goals_run(demo->cli->context, attain_document_goals(demo->plan),
                                            attain_document_calendar(demo->plan), &targets, NULL);

    if (status == ATTAIN_OK)
        status = take_calendar(demo, targets);
    if (status == ATTAIN_OK)
        status = take_nodes(demo, targets);
    attain_table_destroy(targets);
    return status;
}

/* ---- actuals ---- */

/* Adds each deal to its customer, and to its person's month and to all above. */
static attain_status roll_up(cli_demo *demo, int year)
{
    const cli_demo_deals *deals = &demo->deals[year];
    size_t i;

    for (i = 0; i < deals->count; i++) {
        attain_period month;
        int32_t at;
        attain_status status = attain_period_of_day(demo->cli->context, attain_document_calendar(demo->plan),
                                                    ATTAIN_UNIT_MONTH, deals->deal[i].day, &month);

        if (status != ATTAIN_OK)
            return status;
        demo->bought[year][deals->deal[i].customer] += deals->deal[i].amount;
        demo->served_by[deals->deal[i].customer] = deals->deal[i].person;
        for (at = (int32_t)demo->persons[deals->deal[i].person]; at >= 0; at = demo->nodes[at].parent) {
            demo->nodes[at].actual[year][month - demo->first_month[year]] += deals->deal[i].amount;
            demo->nodes[at].actual[year][CLI_DEMO_YEAR] += deals->deal[i].amount;
        }
    }
    return ATTAIN_OK;
}

/* ---- customers and pay ---- */

static attain_status run_rfm(cli_demo *demo)
{
    attain_context *context = demo->cli->context;
    const attain_segments *rules = attain_document_segments(demo->plan);
    const attain_rfm *model = attain_document_rfm(demo->plan);
    const attain_day *until = demo->last_day;
    attain_segments *standard = NULL;
    attain_rfm *plain = NULL;
    attain_status status = attain_rfm_create(context, &plain);

    if (model == NULL)
        model = plain;
    if (status == ATTAIN_OK)
        status = attain_segments_create_preset(context, ATTAIN_TEXT("standard"), &standard);
    if (status == ATTAIN_OK)
        status = attain_rfm_run(context, plain, standard, until[CLI_DEMO_THIS], demo->orders, &demo->scored, NULL);
    if (status == ATTAIN_OK)
        status = attain_rfm_run(context, model, rules, until[CLI_DEMO_THIS], demo->orders, &demo->ruled_ever, NULL);
    if (status == ATTAIN_OK)
        status = attain_rfm_run(context, model, rules, until[CLI_DEMO_THIS], demo->facts[CLI_DEMO_THIS],
                                &demo->ruled[CLI_DEMO_THIS], NULL);
    if (status == ATTAIN_OK)
        status = attain_rfm_run(context, model, rules, until[CLI_DEMO_LAST], demo->facts[CLI_DEMO_LAST],
                                &demo->ruled[CLI_DEMO_LAST], NULL);
    attain_segments_destroy(standard);
    attain_rfm_destroy(plain);
    return status;
}

/* The deals with their customers as the items that ABC ranks. */
static attain_status make_items(const cli_demo *demo, int year, attain_table **out)
{
    attain_context *context = demo->cli->context;
    const attain_table *facts = demo->facts[year];
    size_t customer = (size_t)attain_table_find(facts, ATTAIN_TEXT("customer"));
    size_t amount = (size_t)attain_table_find(facts, ATTAIN_TEXT("amount"));
    size_t rows = attain_table_rows(facts);
    attain_status status = attain_table_create(context, out);

    if (status == ATTAIN_OK)
        status = attain_table_add_text(context, *out, ATTAIN_TEXT("item"), attain_table_text_offsets(facts, customer),
                                       attain_table_text_bytes(facts, customer), NULL, rows);
    if (status == ATTAIN_OK)
        status = attain_table_add_i64(context, *out, ATTAIN_TEXT("value"), attain_table_i64(facts, amount), NULL, rows);
    if (status == ATTAIN_OK)
        status = attain_table_describe(context, *out, 1, ATTAIN_MEANING_AMOUNT, attain_table_decimals(facts, amount));
    return status;
}

static attain_status run_abc(cli_demo *demo, int year)
{
    attain_context *context = demo->cli->context;
    attain_table *items = NULL;
    attain_abc *plain = NULL;
    attain_status status = attain_abc_create(context, &plain);

    if (status == ATTAIN_OK)
        status = make_items(demo, year, &items);
    if (status == ATTAIN_OK)
        status =
            attain_abc_run(context, attain_document_abc(demo->plan) != NULL ? attain_document_abc(demo->plan) : plain,
                           items, &demo->ranked[year], &demo->classes[year]);
    attain_table_destroy(items);
    attain_abc_destroy(plain);
    return status;
}

static attain_status run_pay(cli_demo *demo, int year)
{
    return attain_pay_run(demo->cli->context, attain_document_pay(demo->plan), attain_document_calendar(demo->plan),
                          demo->facts[year], ATTAIN_PAY_BY_PERIOD, &demo->paid[year], NULL);
}

/* ---- all of it ---- */

static attain_status run_all(cli_demo *demo)
{
    attain_status status =
        attain_document_read(demo->cli->context, (const char *)cli_demo_plan, cli_demo_plan_length, &demo->plan);
    int year;

    if (status == ATTAIN_OK)
        status = run_goals(demo);
    if (status == ATTAIN_OK)
        status = cli_demo_make_deals(demo);
    if (status == ATTAIN_OK)
        status = cli_demo_make_facts(demo);
    if (status == ATTAIN_OK)
        status = run_rfm(demo);
    for (year = 0; status == ATTAIN_OK && year < CLI_DEMO_YEARS; year++) {
        status = roll_up(demo, year);
        if (status == ATTAIN_OK)
            status = run_abc(demo, year);
        if (status == ATTAIN_OK)
            status = run_pay(demo, year);
    }
    return status;
}

int cli_demo_run(cli_demo *demo)
{
    attain_status status = run_all(demo);

    return status == ATTAIN_OK ? CLI_OK : cli_status_error(demo->cli, status, "demo");
}

void cli_demo_release(cli_demo *demo)
{
    int year;

    for (year = 0; year < CLI_DEMO_YEARS; year++) {
        free(demo->deals[year].deal);
        attain_table_destroy(demo->facts[year]);
        attain_table_destroy(demo->ruled[year]);
        attain_table_destroy(demo->ranked[year]);
        attain_table_destroy(demo->classes[year]);
        attain_table_destroy(demo->paid[year]);
    }
    attain_table_destroy(demo->orders);
    attain_table_destroy(demo->ruled_ever);
    attain_table_destroy(demo->scored);
    attain_document_destroy(demo->plan);
    free(demo->nodes);
    free(demo->persons);
}

/* The demo's report on ABC: the classes of customers, and the ten largest of them. */
#include <string.h>

#include "cli/cli_internal.h"

#define THIS    CLI_DEMO_THIS
#define LAST    CLI_DEMO_LAST
#define LARGEST 10

static int64_t number_in(const attain_table *table, const char *column, size_t row)
{
    int64_t at = attain_table_find(table, column, strlen(column));
    const int64_t *values = at < 0 ? NULL : attain_table_i64(table, (size_t)at);

    return values != NULL && row < attain_table_rows(table) ? values[row] : 0;
}

static const char *text_in(const attain_table *table, const char *column, size_t row, size_t *length)
{
    int64_t at = attain_table_find(table, column, strlen(column));

    *length = 0;
    return at < 0 ? NULL : attain_table_text(table, (size_t)at, row, length);
}

static int64_t sum_of(const attain_table *table, const char *column, size_t rows)
{
    int64_t sum = 0;
    size_t row;

    for (row = 0; row < rows && row < attain_table_rows(table); row++)
        sum += number_in(table, column, row);
    return sum;
}

/* ---- classes ---- */

/* The classes of both years, and what they sum to. */
typedef struct classes {
    const attain_table *now, *before;
    int64_t items, value, items_before, value_before;
} classes;

static void say_classes(cli_report *report, const classes *c)
{
    cli_report_add(report, CLI_REPORT_SENTENCE, 0,
                   cli_report_in(report, "%s of the customers bring %s of revenue; in %d it took %s of them for %s.",
                                 "%s 的客户贡献 %s 的收入；%d年为 %s 的客户贡献 %s。"),
                   cli_report_percent(report, number_in(c->now, "items", 0), c->items),
                   cli_report_percent(report, number_in(c->now, "value", 0), c->value), (int)report->demo->year - 1,
                   cli_report_percent(report, number_in(c->before, "items", 0), c->items_before),
                   cli_report_percent(report, number_in(c->before, "value", 0), c->value_before));
}

static void add_class_row(cli_report *report, const classes *c, size_t row)
{
    int64_t items = number_in(c->now, "items", row), items_before = number_in(c->before, "items", row);
    int64_t value = number_in(c->now, "value", row), value_before = number_in(c->before, "value", row);
    size_t length;
    const char *name = text_in(c->now, "class", row, &length);

    cli_report_begin(report, CLI_REPORT_ROW, 0);
    cli_report_add(report, CLI_REPORT_CELL, 0, "%.*s", (int)length, name);
    cli_report_cell(report, cli_report_count(report, items));
    cli_report_cell(report, cli_report_percent(report, items, c->items));
    cli_report_cell(report, cli_report_count(report, items_before));
    cli_report_cell(report, cli_report_percent(report, items_before, c->items_before));
    cli_report_cell(report, cli_report_money(report, value, 0));
    cli_report_cell(report, cli_report_percent(report, value, c->value));
    cli_report_cell(report, cli_report_money(report, value_before, 0));
    cli_report_cell(report, cli_report_percent(report, value_before, c->value_before));
    cli_report_cell(report, cli_report_growth(report, value, value_before));
}

static void write_classes(cli_report *report)
{
    classes c = {NULL, NULL, 0, 0, 0, 0};
    char before[16];
    size_t row;

    c.now = report->demo->classes[THIS];
    c.before = report->demo->classes[LAST];
    c.items = sum_of(c.now, "items", SIZE_MAX);
    c.value = sum_of(c.now, "value", SIZE_MAX);
    c.items_before = sum_of(c.before, "items", SIZE_MAX);
    c.value_before = sum_of(c.before, "value", SIZE_MAX);
    snprintf(before, sizeof before, "%d", (int)report->demo->year - 1);
    cli_report_section(report, "ABC: how much hangs on how few", "ABC 分类");
    say_classes(report, &c);
    cli_report_begin(report, CLI_REPORT_TABLE, 0);
    cli_report_label(report, "class", 0);
    cli_report_label(report, "customers", 1);
    cli_report_label(report, "share", 1);
    cli_report_heading(report, before, 1);
    cli_report_label(report, "share", 1);
    cli_report_heading(report, cli_report_in(report, "Revenue", "收入"), 1);
    cli_report_label(report, "share", 1);
    cli_report_heading(report, before, 1);
    cli_report_label(report, "share", 1);
    cli_report_label(report, "growth", 1);
    for (row = 0; row < attain_table_rows(c.now); row++)
        add_class_row(report, &c, row);
}

/* ---- the ten largest ---- */

/* The row of a customer among the ranked of the year before; SIZE_MAX where it did not buy. */
static size_t row_before(const cli_demo *demo, const char *key, size_t length)
{
    size_t row, other;

    for (row = 0; row < attain_table_rows(demo->ranked[LAST]); row++) {
        const char *item = text_in(demo->ranked[LAST], "item", row, &other);

        if (other == length && memcmp(item, key, length) == 0)
            return row;
    }
    return SIZE_MAX;
}

static void say_largest(cli_report *report)
{
    const attain_table *now = report->demo->ranked[THIS], *before = report->demo->ranked[LAST];
    char name[CLI_DEMO_NAME_CAPACITY];
    size_t length;
    const char *key = text_in(now, "item", 0, &length);

    cli_demo_customer_name(report->language, cli_demo_customer_of(key, length), name);
    cli_report_add(report, CLI_REPORT_SENTENCE, 0,
                   cli_report_in(report,
                                 "The ten largest bring %s of revenue (%d: %s); the largest, %s, alone brings %s.",
                                 "前十大客户占收入 %s（%d年：%s）；最大客户%s占 %s。"),
                   cli_report_percent(report, sum_of(now, "value", LARGEST), sum_of(now, "value", SIZE_MAX)),
                   (int)report->demo->year - 1,
                   cli_report_percent(report, sum_of(before, "value", LARGEST), sum_of(before, "value", SIZE_MAX)),
                   name, cli_report_percent(report, number_in(now, "value", 0), sum_of(now, "value", SIZE_MAX)));
}

static void add_largest_headings(cli_report *report)
{
    char before[16];

    snprintf(before, sizeof before, "%d", (int)report->demo->year - 1);
    cli_report_label(report, "rank", 1);
    cli_report_label(report, "customer", 0);
    cli_report_label(report, "person", 0);
    cli_report_heading(report, cli_report_in(report, "Revenue", "收入"), 1);
    cli_report_label(report, "share", 1);
    cli_report_heading(report, cli_report_in(report, "Together", "累计"), 1);
    cli_report_label(report, "class", 0);
    cli_report_heading(report, before, 1);
    cli_report_label(report, "growth", 1);
    cli_report_heading(report, cli_report_in(report, "Class before", "上年类别"), 0);
}

static void add_largest_row(cli_report *report, size_t row)
{
    const cli_demo *demo = report->demo;
    const attain_table *now = demo->ranked[THIS];
    size_t length, class_length;
    const char *key = text_in(now, "item", row, &length);
    const char *class_now = text_in(now, "class", row, &class_length);
    int32_t customer = cli_demo_customer_of(key, length);
    size_t before = row_before(demo, key, length);
    char name[CLI_DEMO_NAME_CAPACITY];

    cli_demo_customer_name(report->language, customer, name);
    cli_report_begin(report, CLI_REPORT_ROW, 0);
    cli_report_cell(report, cli_report_count(report, (int64_t)row + 1));
    cli_report_add(report, CLI_REPORT_CELL, 0, "%.*s %s", (int)length, key, name);
    cli_report_cell(report, cli_demo_name(report->language, demo->nodes[demo->persons[demo->served_by[customer]]].id));
    cli_report_cell(report, cli_report_money(report, number_in(now, "value", row), 0));
    cli_report_cell(report, cli_report_percent(report, number_in(now, "share", row), ATTAIN_RATE_ONE));
    cli_report_cell(report, cli_report_percent(report, number_in(now, "cumulative", row), ATTAIN_RATE_ONE));
    cli_report_add(report, CLI_REPORT_CELL, 0, "%.*s", (int)class_length, class_now);
    cli_report_cell(report, cli_report_money(report, demo->bought[LAST][customer], 0));
    cli_report_cell(report, cli_report_growth(report, demo->bought[THIS][customer], demo->bought[LAST][customer]));
    class_now = text_in(demo->ranked[LAST], "class", before, &class_length);
    cli_report_add(report, CLI_REPORT_CELL, 0, "%.*s", (int)class_length, class_now != NULL ? class_now : "");
}

static void write_largest(cli_report *report)
{
    size_t row;

    cli_report_section(report, "The ten largest customers", "前十大客户");
    say_largest(report);
    cli_report_begin(report, CLI_REPORT_TABLE, 0);
    add_largest_headings(report);
    for (row = 0; row < LARGEST && row < attain_table_rows(report->demo->ranked[THIS]); row++)
        add_largest_row(report, row);
}

void cli_demo_write_abc(cli_report *report)
{
    write_classes(report);
    write_largest(report);
}

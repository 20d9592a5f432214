/* The demo's report on pay: the commission of each person. */
#include <string.h>

#include "cli/cli_internal.h"

#define THIS CLI_DEMO_THIS
#define LAST CLI_DEMO_LAST
#define YEAR CLI_DEMO_YEAR

attain_amount cli_demo_paid(const cli_demo *demo, int year, const char *payee)
{
    const attain_table *paid = demo->paid[year];
    int64_t who = attain_table_find(paid, ATTAIN_TEXT("payee"));
    int64_t amount = attain_table_find(paid, ATTAIN_TEXT("amount"));
    attain_amount sum = 0;
    size_t row;

    for (row = 0; row < attain_table_rows(paid); row++)
        if (payee == NULL || cli_table_is(paid, who, row, payee))
            sum += attain_table_i64(paid, (size_t)amount)[row];
    return sum;
}

static void say_pay(cli_report *report)
{
    const cli_demo *demo = report->demo;
    attain_amount now = cli_demo_paid(demo, THIS, NULL), before = cli_demo_paid(demo, LAST, NULL);

    cli_report_add(
        report, CLI_REPORT_SENTENCE, 0,
        cli_report_in(report,
                      "Commission of CNY %s is %s of revenue; in %d it was CNY %s, %s of revenue. It changed "
                      "by %s, revenue by %s. Commission is shown to the cent.",
                      "提成 %s 元，占收入 %s；%d年 %s 元，占 %s。提成同比 %s，收入同比 %s。提成金额精确到分（元）。"),
        cli_report_cents(report, now), cli_report_fine_percent(report, now, demo->nodes[0].actual[THIS][YEAR]),
        (int)demo->year - 1, cli_report_cents(report, before),
        cli_report_fine_percent(report, before, demo->nodes[0].actual[LAST][YEAR]),
        cli_report_growth(report, now, before),
        cli_report_growth(report, demo->nodes[0].actual[THIS][YEAR], demo->nodes[0].actual[LAST][YEAR]));
}

static void add_pay_row(cli_report *report, size_t at, const char *payee, const char *name)
{
    const cli_demo_node *node = &report->demo->nodes[at];
    attain_amount now = cli_demo_paid(report->demo, THIS, payee), before = cli_demo_paid(report->demo, LAST, payee);

    cli_report_begin(report, CLI_REPORT_ROW, payee == NULL);
    cli_report_cell(report, name);
    cli_report_cell(report, cli_report_money(report, node->actual[THIS][YEAR], 0));
    cli_report_cell(report, cli_report_percent(report, node->actual[THIS][YEAR], node->target[YEAR]));
    cli_report_cell(report, cli_report_cents(report, now));
    cli_report_cell(report, cli_report_fine_percent(report, now, node->actual[THIS][YEAR]));
    cli_report_cell(report, cli_report_cents(report, before));
    cli_report_cell(report, cli_report_fine_percent(report, before, node->actual[LAST][YEAR]));
    cli_report_cell(report, cli_report_growth(report, now, before));
}

void cli_demo_write_pay(cli_report *report)
{
    const cli_demo *demo = report->demo;
    char before[16];
    size_t i;

    snprintf(before, sizeof before, "%d", (int)demo->year - 1);
    cli_report_section(report, "Commission by person", "个人提成");
    say_pay(report);
    cli_report_begin(report, CLI_REPORT_TABLE, 0);
    cli_report_label(report, "payee", 0);
    cli_report_label(report, "basis", 1);
    cli_report_label(report, "attainment", 1);
    cli_report_label(report, "commission", 1);
    cli_report_heading(report, cli_report_in(report, "of basis", "提成率"), 1);
    cli_report_heading(report, before, 1);
    cli_report_heading(report, cli_report_in(report, "of basis", "提成率"), 1);
    cli_report_label(report, "growth", 1);
    for (i = 0; i < demo->person_count; i++) {
        const char *id = demo->nodes[demo->persons[i]].id;

        add_pay_row(report, demo->persons[i], id, cli_demo_name(report->language, id));
    }
    add_pay_row(report, 0, NULL, cli_report_in(report, "Together", "合计"));
}

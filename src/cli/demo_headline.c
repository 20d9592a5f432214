/* The demo's report: its headline, and the order of its sections. */
#include <string.h>

#include "cli/cli_internal.h"

#define THIS    CLI_DEMO_THIS
#define LAST    CLI_DEMO_LAST
#define YEAR    CLI_DEMO_YEAR
#define LARGEST 10

/* The year before was closed at 105 % of this target: 114,285,714.29. */
static const attain_amount target_before = 11428571429;

/* ---- the figures of the year ---- */

typedef struct figures {
    attain_amount target, revenue, largest, paid;
    int64_t customers;
} figures;

static attain_amount sum_largest(const attain_table *ranked)
{
    const int64_t *values = attain_table_i64(ranked, (size_t)attain_table_find(ranked, ATTAIN_TEXT("value")));
    attain_amount sum = 0;
    size_t row;

    for (row = 0; row < LARGEST && row < attain_table_rows(ranked); row++)
        sum += values[row];
    return sum;
}

static figures figures_of(const cli_demo *demo, int year)
{
    figures found;

    found.target = year == THIS ? demo->nodes[0].target[YEAR] : target_before;
    found.revenue = demo->nodes[0].actual[year][YEAR];
    found.largest = sum_largest(demo->ranked[year]);
    found.paid = cli_demo_paid(demo, year, NULL);
    found.customers = (int64_t)attain_table_rows(demo->ranked[year]);
    return found;
}

/* ---- the headline ---- */

static void add_card(cli_report *report, const char *name, const char *value, const char *note)
{
    cli_report_add(report, CLI_REPORT_CARD, 0, "%s", name);
    cli_report_add(report, CLI_REPORT_VALUE, 0, "%s", value);
    cli_report_add(report, CLI_REPORT_NOTE, 0, "%s", note);
}

/* "+23.1% on 2023 (120,000)" */
static const char *compared(cli_report *report, int64_t now, int64_t before, const char *before_text, char *out,
                            size_t capacity)
{
    int last = (int)report->demo->year - 1;

    if (report->language == ATTAIN_LANGUAGE_CHINESE)
        snprintf(out, capacity, "%d年 %s，同比 %s", last, before_text, cli_report_growth(report, now, before));
    else
        snprintf(out, capacity, "%s on %d (%s)", cli_report_growth(report, now, before), last, before_text);
    return out;
}

/* "2023: 105.0%" */
static const char *beside(cli_report *report, const char *before_text, char *out, size_t capacity)
{
    snprintf(out, capacity, cli_report_in(report, "%d: %s", "%d年：%s"), (int)report->demo->year - 1, before_text);
    return out;
}

static void add_results(cli_report *report, const figures *now, const figures *before)
{
    char note[128];

    add_card(report, cli_report_in(report, "Revenue", "收入"), cli_report_money(report, now->revenue, 0),
             compared(report, now->revenue, before->revenue, cli_report_money(report, before->revenue, 0), note,
                      sizeof note));
    add_card(report, attain_label(report->language, ATTAIN_TEXT("attainment")),
             cli_report_percent(report, now->revenue, now->target),
             beside(report, cli_report_percent(report, before->revenue, before->target), note, sizeof note));
    snprintf(note, sizeof note, cli_report_in(report, "to the target of %s", "目标 %s"),
             cli_report_money(report, now->target, 0));
    add_card(report, attain_label(report->language, ATTAIN_TEXT("gap")),
             cli_report_money(report, now->revenue - now->target, 1), note);
}

static void add_structure(cli_report *report, const figures *now, const figures *before)
{
    char note[128];

    add_card(report, cli_report_in(report, "Customers who bought", "购买客户数"),
             cli_report_count(report, now->customers),
             compared(report, now->customers, before->customers, cli_report_count(report, before->customers), note,
                      sizeof note));
    add_card(report, cli_report_in(report, "Share of the ten largest", "前十大客户占比"),
             cli_report_percent(report, now->largest, now->revenue),
             beside(report, cli_report_percent(report, before->largest, before->revenue), note, sizeof note));
    add_card(report, cli_report_in(report, "Commission of revenue", "提成占收入"),
             cli_report_fine_percent(report, now->paid, now->revenue),
             beside(report, cli_report_fine_percent(report, before->paid, before->revenue), note, sizeof note));
}

/* Says in one sentence what the year was. */
static void say_year(cli_report *report, const figures *now, const figures *before)
{
    attain_amount change = now->revenue - before->revenue;
    int reached = now->revenue >= now->target;

    cli_report_add(report, CLI_REPORT_SENTENCE, 0,
                   cli_report_in(report, "%s %s by %s to %s and %s its target of %s: attainment %s, after %s in %d.",
                                 "%s收入%s %s，达到 %s，%s目标 %s：完成率 %s，上年为 %s（%d年）。"),
                   cli_demo_name(report->language, report->demo->nodes[0].id),
                   change >= 0 ? cli_report_in(report, "grew", "增长") : cli_report_in(report, "shrank", "下降"),
                   cli_report_percent(report, change >= 0 ? change : -change, before->revenue),
                   cli_report_money(report, now->revenue, 0),
                   reached ? cli_report_in(report, "reached", "完成") : cli_report_in(report, "missed", "未完成"),
                   cli_report_money(report, now->target, 0), cli_report_percent(report, now->revenue, now->target),
                   cli_report_percent(report, before->revenue, before->target), (int)report->demo->year - 1);
}

void cli_demo_write(cli_report *report)
{
    figures now = figures_of(report->demo, THIS), before = figures_of(report->demo, LAST);

    cli_report_add(report, CLI_REPORT_TITLE, 0, cli_report_in(report, "%s: the sales year %d", "%s：%d年度销售"),
                   cli_demo_name(report->language, report->demo->nodes[0].id), (int)report->demo->year);
    cli_report_add(
        report, CLI_REPORT_SUBTITLE, 0, "%s",
        cli_report_in(report, "A supplier of building materials, from built-in example data. Amounts in CNY thousand.",
                      "建材供应商示例数据，程序内置。金额单位：万元。"));
    add_results(report, &now, &before);
    add_structure(report, &now, &before);
    say_year(report, &now, &before);
    cli_demo_write_targets(report);
    cli_demo_write_customers(report);
    cli_demo_write_abc(report);
    cli_demo_write_pay(report);
}

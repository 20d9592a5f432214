/* The demo's report on targets: the headline, teams and persons, months and quarters, persons by month. */
#include <string.h>

#include "cli/cli_internal.h"

#define THIS CLI_DEMO_THIS
#define LAST CLI_DEMO_LAST
#define YEAR CLI_DEMO_YEAR

static const char *name_of(const cli_report *report, size_t node)
{
    return cli_demo_name(report->language, report->demo->nodes[node].id);
}

static void add_rate(cli_report *report, int kind, const char *text, attain_amount part, attain_amount whole)
{
    cli_report_add(report, kind, 0, "%s", text)->numbers[0] = cli_report_rate(report, part, whole);
}

/* ---- target, actual, last year: the columns that teams, persons and months have in common ---- */

static void add_result_headings(cli_report *report, const char *first)
{
    cli_report_heading(report, first, 0);
    cli_report_label(report, "target", 1);
    cli_report_label(report, "actual", 1);
    cli_report_label(report, "attainment", 1);
    cli_report_heading(report, "", 0);
    cli_report_label(report, "gap", 1);
    cli_report_add(report, CLI_REPORT_HEADING, 1, "%d", (int)report->demo->year - 1);
    cli_report_label(report, "growth", 1);
}

static void add_result_cells(cli_report *report, attain_amount target, attain_amount now, attain_amount before)
{
    cli_report_cell(report, cli_report_money(report, target, 0));
    cli_report_cell(report, cli_report_money(report, now, 0));
    cli_report_cell(report, cli_report_percent(report, now, target));
    add_rate(report, CLI_REPORT_BAR, cli_report_percent(report, now, target), now, target);
    cli_report_cell(report, cli_report_money(report, now - target, 1));
    cli_report_cell(report, cli_report_money(report, before, 0));
    cli_report_cell(report, cli_report_growth(report, now, before));
}

/* Sums of some months of the company. */
typedef struct result {
    attain_amount target, now, before;
} result;

static result sum_months(const cli_demo_node *node, size_t from, size_t to)
{
    result sum = {0, 0, 0};
    size_t month;

    for (month = from; month < to; month++) {
        sum.target += node->target[month];
        sum.now += node->actual[THIS][month];
        sum.before += node->actual[LAST][month];
    }
    return sum;
}

/* ---- teams and persons ---- */

/* The team whose gap is the largest, or 0 when every team reached its target. */
static size_t team_behind(const cli_demo *demo)
{
    attain_amount worst = 0;
    size_t found = 0, i;

    for (i = 0; i < demo->node_count; i++) {
        attain_amount gap = demo->nodes[i].actual[THIS][YEAR] - demo->nodes[i].target[YEAR];

        if (demo->nodes[i].level == ATTAIN_GOALS_TEAM && gap < worst) {
            worst = gap;
            found = i;
        }
    }
    return found;
}

static int64_t persons_who_reached(const cli_demo *demo)
{
    int64_t reached = 0;
    size_t i;

    for (i = 0; i < demo->person_count; i++) {
        const cli_demo_node *node = &demo->nodes[demo->persons[i]];

        reached += node->actual[THIS][YEAR] >= node->target[YEAR];
    }
    return reached;
}

/* "2,074 ahead", "310 short" */
static void say_gap(cli_report *report, attain_amount gap, char *out, size_t capacity)
{
    if (gap >= 0)
        snprintf(out, capacity, cli_report_in(report, "%s ahead", "超出 %s"), cli_report_money(report, gap, 0));
    else
        snprintf(out, capacity, cli_report_in(report, "%s short", "差 %s"), cli_report_money(report, -gap, 0));
}

static void say_teams(cli_report *report)
{
    const cli_demo *demo = report->demo;
    const cli_demo_node *team = &demo->nodes[team_behind(demo)], *company = &demo->nodes[0];
    attain_amount gap = team->actual[THIS][YEAR] - team->target[YEAR];
    char own[64], rest[64];

    if (team == company)
        cli_report_add(report, CLI_REPORT_SENTENCE, 0, "%s",
                       cli_report_in(report, "Every team reached its target.", "各团队均完成目标。"));
    say_gap(report, gap, own, sizeof own);
    say_gap(report, company->actual[THIS][YEAR] - company->target[YEAR] - gap, rest, sizeof rest);
    if (team != company)
        cli_report_add(report, CLI_REPORT_SENTENCE, 0,
                       cli_report_in(report,
                                     "%s is furthest behind at %s of target, %s; the rest of the company is %s.",
                                     "%s差距最大：完成率 %s，%s；公司其余部分%s。"),
                       name_of(report, team_behind(demo)),
                       cli_report_percent(report, team->actual[THIS][YEAR], team->target[YEAR]), own, rest);
    cli_report_add(report, CLI_REPORT_SENTENCE, 0,
                   cli_report_in(report, "%s of %s persons reached their target.", "%s/%s 人完成个人目标。"),
                   cli_report_count(report, persons_who_reached(demo)),
                   cli_report_count(report, (int64_t)demo->person_count));
}

static void add_node_row(cli_report *report, size_t at)
{
    const cli_demo_node *node = &report->demo->nodes[at];
    int depth = node->level == ATTAIN_GOALS_COMPANY ? 0 : node->level == ATTAIN_GOALS_TEAM ? 1 : 2;

    cli_report_begin(report, CLI_REPORT_ROW, depth < 2);
    cli_report_add(report, CLI_REPORT_CELL, 0, "%*s%s", depth * 2, "", name_of(report, at));
    add_result_cells(report, node->target[YEAR], node->actual[THIS][YEAR], node->actual[LAST][YEAR]);
}

/* Puts a node and, behind it, all below it. */
static void add_branch(cli_report *report, size_t at)
{
    size_t i;

    add_node_row(report, at);
    for (i = 0; i < report->demo->node_count; i++)
        if (report->demo->nodes[i].parent == (int32_t)at)
            add_branch(report, i);
}

static void write_teams(cli_report *report)
{
    cli_report_section(report, "Targets and actuals by team and person", "团队与个人：目标与实际");
    say_teams(report);
    cli_report_begin(report, CLI_REPORT_TABLE, 0);
    add_result_headings(report, cli_report_in(report, "Team, person", "团队、个人"));
    add_branch(report, 0);
}

/* ---- months and quarters ---- */

static void say_months(cli_report *report)
{
    const cli_demo_node *company = &report->demo->nodes[0];
    result worst = sum_months(company, 0, 3), rest;
    size_t at = 0, quarter;

    for (quarter = 1; quarter < 4; quarter++) {
        result one = sum_months(company, quarter * 3, quarter * 3 + 3);

        if (cli_report_rate(report, one.now, one.target) < cli_report_rate(report, worst.now, worst.target)) {
            worst = one;
            at = quarter;
        }
    }
    rest = sum_months(company, 0, YEAR);
    cli_report_add(
        report, CLI_REPORT_SENTENCE, 0,
        cli_report_in(report,
                      "Q%lu was the weakest quarter: planned at %s of the year, it reached %s of its target; the "
                      "other three together reached %s.",
                      "第%lu季度最弱：计划占全年 %s，完成率 %s；其余三个季度合计完成率 %s。"),
        (unsigned long)at + 1, cli_report_percent(report, worst.target, rest.target),
        cli_report_percent(report, worst.now, worst.target),
        cli_report_percent(report, rest.now - worst.now, rest.target - worst.target));
}

static void month_name(const cli_report *report, size_t month, char *out)
{
    static const char *const names[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                        "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    int32_t civil =
        (attain_calendar_fiscal_start(attain_document_calendar(report->demo->plan)) - 1 + (int32_t)month) % 12;

    if (report->language == ATTAIN_LANGUAGE_CHINESE)
        snprintf(out, 16, "%d月", (int)civil + 1);
    else
        snprintf(out, 16, "%s", names[civil]);
}

static void add_chart(cli_report *report)
{
    const cli_demo_node *company = &report->demo->nodes[0];
    char name[16];
    size_t month;

    cli_report_add(report, CLI_REPORT_CHART, 0, "%d", (int)report->demo->year);
    for (month = 0; month < YEAR; month++) {
        cli_report_item *point;

        month_name(report, month, name);
        point = cli_report_add(report, CLI_REPORT_POINT, 0, "%s", name);
        point->numbers[0] = company->target[month];
        point->numbers[1] = company->actual[THIS][month];
        point->numbers[2] = company->actual[LAST][month];
    }
}

static void add_period_row(cli_report *report, const char *name, int total, size_t from, size_t to)
{
    result sum = sum_months(&report->demo->nodes[0], from, to);

    cli_report_begin(report, CLI_REPORT_ROW, total);
    cli_report_add(report, CLI_REPORT_CELL, 0, "%s%s", total ? "" : "  ", name);
    add_result_cells(report, sum.target, sum.now, sum.before);
}

static void write_months(cli_report *report)
{
    char name[16];
    size_t month;

    cli_report_section(report, "Months and quarters", "月度与季度");
    say_months(report);
    add_chart(report);
    cli_report_begin(report, CLI_REPORT_TABLE, 0);
    add_result_headings(report, cli_report_in(report, "Period", "期间"));
    for (month = 0; month < YEAR; month++) {
        month_name(report, month, name);
        add_period_row(report, name, 0, month, month + 1);
        if (month % 3 == 2) {
            snprintf(name, sizeof name, "Q%d", (int)month / 3 + 1);
            add_period_row(report, name, 1, month - 2, month + 1);
        }
    }
    snprintf(name, sizeof name, "%d", (int)report->demo->year);
    add_period_row(report, name, 1, 0, YEAR);
}

/* ---- persons by month ---- */

static int64_t months_reached(const cli_demo_node *node)
{
    int64_t reached = 0;
    size_t month;

    for (month = 0; month < YEAR; month++)
        reached += node->actual[THIS][month] >= node->target[month];
    return reached;
}

static void say_persons(cli_report *report)
{
    const cli_demo *demo = report->demo;
    size_t best = demo->persons[0], worst = demo->persons[0], i;
    int64_t all = 0;

    for (i = 0; i < demo->person_count; i++) {
        size_t at = demo->persons[i];

        all += months_reached(&demo->nodes[at]);
        if (months_reached(&demo->nodes[at]) > months_reached(&demo->nodes[best]))
            best = at;
        if (months_reached(&demo->nodes[at]) < months_reached(&demo->nodes[worst]))
            worst = at;
    }
    cli_report_add(report, CLI_REPORT_SENTENCE, 0,
                   cli_report_in(report,
                                 "Attainment of each month's target in per cent. It was reached %s times out of %s: "
                                 "most often by %s (%s of 12), least often by %s (%s of 12).",
                                 "月度目标完成率（%%）。人月达标 %s/%s；最多：%s（%s/12），最少：%s（%s/12）。"),
                   cli_report_count(report, all), cli_report_count(report, (int64_t)demo->person_count * YEAR),
                   name_of(report, best), cli_report_count(report, months_reached(&demo->nodes[best])),
                   name_of(report, worst), cli_report_count(report, months_reached(&demo->nodes[worst])));
}

static void add_person_row(cli_report *report, size_t at)
{
    const cli_demo_node *node = &report->demo->nodes[at];
    size_t month;

    cli_report_begin(report, CLI_REPORT_ROW, 0);
    cli_report_cell(report, name_of(report, at));
    for (month = 0; month <= YEAR; month++)
        add_rate(report, CLI_REPORT_HEAT,
                 cli_report_bare_percent(report, node->actual[THIS][month], node->target[month]),
                 node->actual[THIS][month], node->target[month]);
    cli_report_add(report, CLI_REPORT_CELL, 0, "%s/12", cli_report_count(report, months_reached(node)));
}

static void write_persons(cli_report *report)
{
    char name[16];
    size_t i;

    cli_report_section(report, "Attainment by person and month", "个人月度完成率");
    say_persons(report);
    cli_report_begin(report, CLI_REPORT_TABLE, 0);
    cli_report_label(report, "person", 0);
    for (i = 0; i < YEAR; i++) {
        month_name(report, i, name);
        cli_report_heading(report, name, 1);
    }
    cli_report_label(report, "year", 1);
    cli_report_heading(report, cli_report_in(report, "Reached", "达标"), 1);
    for (i = 0; i < report->demo->person_count; i++)
        add_person_row(report, report->demo->persons[i]);
}

void cli_demo_write_targets(cli_report *report)
{
    write_teams(report);
    write_months(report);
    write_persons(report);
}

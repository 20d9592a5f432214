/* The demo's report on customers: segments by the plan's own rules and by RFM. */
#include <string.h>

#include "cli/cli_internal.h"

#define THIS       CLI_DEMO_THIS
#define LAST       CLI_DEMO_LAST
#define GROUPS_MAX 24

/* ---- groups of customers ---- */

typedef struct group {
    char name[CLI_DEMO_NAME_CAPACITY];
    int64_t customers[CLI_DEMO_YEARS];
    attain_amount bought[CLI_DEMO_YEARS];
} group;

typedef struct groups {
    group group[GROUPS_MAX];
    size_t count;
    group total;
} groups;

static group *find_group(groups *all, const char *name, size_t length)
{
    size_t i;

    if (length >= CLI_DEMO_NAME_CAPACITY)
        length = CLI_DEMO_NAME_CAPACITY - 1;
    for (i = 0; i < all->count; i++)
        if (strlen(all->group[i].name) == length && memcmp(all->group[i].name, name, length) == 0)
            return &all->group[i];
    if (all->count < GROUPS_MAX)
        memcpy(all->group[all->count++].name, name, length);
    return &all->group[all->count - 1];
}

/* The customer of a row, and the group its segment is. */
static int32_t read_row(groups *all, const attain_table *customers, size_t row, group **out)
{
    int64_t key = attain_table_find(customers, ATTAIN_TEXT("customer"));
    int64_t segment = attain_table_find(customers, ATTAIN_TEXT("segment"));
    size_t key_length = 0, length = 0;
    const char *customer = attain_table_text(customers, (size_t)key, row, &key_length);
    const char *name = attain_table_text(customers, (size_t)segment, row, &length);

    *out = find_group(all, name != NULL ? name : "", length);
    return cli_demo_customer_of(customer, key_length);
}

static void count_customer(groups *all, group *one, int year, attain_amount bought)
{
    one->customers[year]++;
    one->bought[year] += bought;
    all->total.customers[year]++;
    all->total.bought[year] += bought;
}

/* The group that brought most comes first. */
static void sort_groups(groups *all)
{
    size_t i, at;

    for (i = 1; i < all->count; i++) {
        group moved = all->group[i];

        for (at = i; at > 0 && all->group[at - 1].bought[THIS] < moved.bought[THIS]; at--)
            all->group[at] = all->group[at - 1];
        all->group[at] = moved;
    }
}

static const char *name_of(const cli_report *report, const char *segment)
{
    return cli_demo_name(report->language, segment);
}

/* ---- the plan's own rules ---- */

#define UNRULED "regular" /* the plan's segment for whoever no rule takes */

/* Customers of a year are in the segment of that year's deals; those who bought only before in what both years make them. */
static void group_by_rules(const cli_demo *demo, groups *all, groups *away)
{
    group *found;
    size_t row;
    int year;

    for (year = 0; year < CLI_DEMO_YEARS; year++)
        for (row = 0; row < attain_table_rows(demo->ruled[year]); row++) {
            int32_t customer = read_row(all, demo->ruled[year], row, &found);

            count_customer(all, found, year, demo->bought[year][customer]);
        }
    for (row = 0; row < attain_table_rows(demo->ruled_ever); row++) {
        int32_t customer = read_row(away, demo->ruled_ever, row, &found);

        if (demo->bought[THIS][customer] == 0)
            count_customer(away, found, LAST, demo->bought[LAST][customer]);
    }
    sort_groups(all);
}

static int64_t customers_in(const groups *all, const char *name)
{
    size_t i;

    for (i = 0; i < all->count; i++)
        if (strcmp(all->group[i].name, name) == 0)
            return all->group[i].customers[THIS];
    return 0;
}

static void say_rules(cli_report *report, const groups *all, const groups *away)
{
    const group *first = &all->group[0];
    int last = (int)report->demo->year - 1;

    cli_report_add(report, CLI_REPORT_SENTENCE, 0,
                   cli_report_in(report, "%s customers are %s of those who bought and bring %s of revenue (%d: %s).",
                                 "%s客户占购买客户的 %s，贡献收入的 %s（%d年：%s）。"),
                   name_of(report, first->name),
                   cli_report_percent(report, first->customers[THIS], all->total.customers[THIS]),
                   cli_report_percent(report, first->bought[THIS], all->total.bought[THIS]), last,
                   cli_report_percent(report, first->bought[LAST], all->total.bought[LAST]));
    cli_report_add(
        report, CLI_REPORT_SENTENCE, 0,
        cli_report_in(report,
                      "%s customers fall between the rules and count as %s. %s customers of %d bought nothing "
                      "since: then they had bought for %s.",
                      "%s 家客户不符合任何规则，归入“%s”。%s 家%d年客户此后没有购买，其当年采购额为 %s。"),
        cli_report_count(report, customers_in(all, UNRULED)), name_of(report, UNRULED),
        cli_report_count(report, away->total.customers[LAST]), last,
        cli_report_money(report, away->total.bought[LAST], 0));
}

static void add_segment_headings(cli_report *report, int with_customers_before)
{
    char before[16];

    snprintf(before, sizeof before, "%d", (int)report->demo->year - 1);
    cli_report_label(report, "segment", 0);
    cli_report_label(report, "customers", 1);
    cli_report_label(report, "share", 1);
    if (with_customers_before)
        cli_report_heading(report, before, 1);
    cli_report_heading(report, cli_report_in(report, "Revenue", "收入"), 1);
    cli_report_label(report, "share", 1);
    cli_report_heading(report, "", 0);
    cli_report_heading(report, before, 1);
    if (with_customers_before)
        cli_report_label(report, "share", 1);
    cli_report_label(report, "growth", 1);
}

/* Adds the share of a total as a bar. */
static void add_share_bar(cli_report *report, attain_amount part, attain_amount whole)
{
    cli_report_add(report, CLI_REPORT_BAR, 1, "%s", cli_report_percent(report, part, whole))->numbers[0] =
        cli_report_rate(report, part, whole);
}

/* What a group bought: this year, its share, last year, its share then, growth. */
static void add_bought_cells(cli_report *report, const group *one, const group *total, int with_share_before)
{
    cli_report_cell(report, cli_report_money(report, one->bought[THIS], 0));
    cli_report_cell(report, cli_report_percent(report, one->bought[THIS], total->bought[THIS]));
    add_share_bar(report, one->bought[THIS], total->bought[THIS]);
    cli_report_cell(report, cli_report_money(report, one->bought[LAST], 0));
    if (with_share_before)
        cli_report_cell(report, cli_report_percent(report, one->bought[LAST], total->bought[LAST]));
    cli_report_cell(report, cli_report_growth(report, one->bought[THIS], one->bought[LAST]));
}

static void add_rule_row(cli_report *report, const group *one, const group *total, int is_total)
{
    cli_report_begin(report, CLI_REPORT_ROW, is_total);
    cli_report_cell(report, is_total ? cli_report_in(report, "Together", "合计") : name_of(report, one->name));
    cli_report_cell(report, cli_report_count(report, one->customers[THIS]));
    cli_report_cell(report, cli_report_percent(report, one->customers[THIS], total->customers[THIS]));
    cli_report_cell(report, cli_report_count(report, one->customers[LAST]));
    add_bought_cells(report, one, total, 1);
}

/* Those who only bought before stand below the sum: their customers are counted once, their money is last year's. */
static void add_away_row(cli_report *report, const group *one, const group *total)
{
    cli_report_begin(report, CLI_REPORT_ROW, 0);
    cli_report_cell(report, name_of(report, one->name));
    cli_report_cell(report, cli_report_count(report, one->customers[LAST]));
    cli_report_cell(report, "");
    cli_report_cell(report, "");
    add_bought_cells(report, one, total, 1);
}

static void write_rules(cli_report *report)
{
    groups all, away;
    size_t i;

    memset(&all, 0, sizeof all);
    memset(&away, 0, sizeof away);
    group_by_rules(report->demo, &all, &away);
    cli_report_section(report, "Customers by the plan's own rules", "客户分层：方案规则");
    say_rules(report, &all, &away);
    cli_report_begin(report, CLI_REPORT_TABLE, 0);
    add_segment_headings(report, 1);
    for (i = 0; i < all.count; i++)
        add_rule_row(report, &all.group[i], &all.total, 0);
    add_rule_row(report, &all.total, &all.total, 1);
    for (i = 0; i < away.count; i++)
        if (away.group[i].customers[LAST] > 0)
            add_away_row(report, &away.group[i], &all.total);
}

/* ---- RFM ---- */

static void group_by_scores(const cli_demo *demo, groups *all)
{
    group *found;
    size_t row;

    for (row = 0; row < attain_table_rows(demo->scored); row++) {
        int32_t customer = read_row(all, demo->scored, row, &found);

        count_customer(all, found, THIS, demo->bought[THIS][customer]);
        count_customer(all, found, LAST, demo->bought[LAST][customer]);
    }
    sort_groups(all);
}

/* The group whose customers bought most less than the year before. */
static const group *most_lost(const groups *all)
{
    const group *found = &all->group[0];
    size_t i;

    for (i = 1; i < all->count; i++)
        if (all->group[i].bought[THIS] - all->group[i].bought[LAST] < found->bought[THIS] - found->bought[LAST])
            found = &all->group[i];
    return found;
}

static void say_scores(cli_report *report, const groups *all)
{
    const group *first = &all->group[0], *lost = most_lost(all);

    cli_report_add(
        report, CLI_REPORT_SENTENCE, 0,
        cli_report_in(report,
                      "Orders of both years, scored at the end of %d; each row compares the same customers. "
                      "%s customers are %s of all and bring %s of revenue. Most was lost with %s: %s customers "
                      "bought for %s less than the year before.",
                      "依据两年订单，以%d年末评分；每行为同一批客户的两年对比。%s：占客户 %s、收入 %s。"
                      "收入下降最多的是%s：%s 家，较上年减少 %s。"),
        (int)report->demo->year, name_of(report, first->name),
        cli_report_percent(report, first->customers[THIS], all->total.customers[THIS]),
        cli_report_percent(report, first->bought[THIS], all->total.bought[THIS]), name_of(report, lost->name),
        cli_report_count(report, lost->customers[THIS]),
        cli_report_money(report, lost->bought[LAST] - lost->bought[THIS], 0));
}

static void add_score_row(cli_report *report, const group *one, const group *total, int is_total)
{
    cli_report_begin(report, CLI_REPORT_ROW, is_total);
    cli_report_cell(report, is_total ? cli_report_in(report, "Together", "合计") : name_of(report, one->name));
    cli_report_cell(report, cli_report_count(report, one->customers[THIS]));
    cli_report_cell(report, cli_report_percent(report, one->customers[THIS], total->customers[THIS]));
    add_bought_cells(report, one, total, 0);
}

static void write_scores(cli_report *report)
{
    groups all;
    size_t i;

    memset(&all, 0, sizeof all);
    group_by_scores(report->demo, &all);
    cli_report_section(report, "Customers by recency, frequency and money (RFM)", "客户分层：RFM");
    say_scores(report, &all);
    cli_report_begin(report, CLI_REPORT_TABLE, 0);
    add_segment_headings(report, 0);
    for (i = 0; i < all.count; i++)
        add_score_row(report, &all.group[i], &all.total, 0);
    add_score_row(report, &all.total, &all.total, 1);
}

void cli_demo_write_customers(cli_report *report)
{
    write_rules(report);
    write_scores(report);
}

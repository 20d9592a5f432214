/* The demo's report as one HTML page: no assets from elsewhere, fit to be printed. */
#include <inttypes.h>
#include <string.h>

#include "cli/cli_internal.h"

/* ---- pieces ---- */

static void put_escaped(cli_buffer *out, const char *text)
{
    for (; *text != '\0'; text++) {
        switch (*text) {
        case '&':
            cli_buffer_text(out, "&amp;");
            break;
        case '<':
            cli_buffer_text(out, "&lt;");
            break;
        case '>':
            cli_buffer_text(out, "&gt;");
            break;
        case '"':
            cli_buffer_text(out, "&quot;");
            break;
        default:
            cli_buffer_write(text, 1, out);
            break;
        }
    }
}

static void put_element(cli_buffer *out, const char *name, const char *text)
{
    cli_buffer_format(out, "<%s>", name);
    put_escaped(out, text);
    cli_buffer_format(out, "</%.*s>\n", (int)strcspn(name, " "), name);
}

/* Reached, nearly, not: the class of a rate of attainment. */
static const char *light(int64_t rate)
{
    return rate >= ATTAIN_RATE_ONE ? "good" : rate >= ATTAIN_PERCENT(95) ? "near" : "bad";
}

static const char style[] =
    "body{font:15px/1.5 system-ui,-apple-system,'Segoe UI',Roboto,'PingFang SC','Microsoft YaHei','Noto Sans CJK SC',"
    "sans-serif;color:#1c2733;background:#fff;max-width:1040px;margin:0 auto;padding:32px 24px}\n"
    "h1{font-size:28px;margin:0}h2{font-size:19px;margin:40px 0 4px;padding-top:14px;border-top:2px solid #1c2733}\n"
    ".sub{color:#5b6b7b;margin:2px 0 20px}p{margin:4px 0 12px;max-width:860px}\n"
    ".cards{display:grid;grid-template-columns:repeat(3,1fr);gap:12px;margin:0 0 18px}\n"
    ".card{border:1px solid #d8dfe6;border-radius:8px;padding:12px 16px}\n"
    ".card b{display:block;font-size:26px;line-height:1.3;font-variant-numeric:tabular-nums}\n"
    ".card span{color:#5b6b7b;font-size:13px}\n"
    "table{border-collapse:collapse;width:100%;font-size:14px;font-variant-numeric:tabular-nums;margin:8px 0}\n"
    "th{font-weight:600;text-align:left;color:#5b6b7b;border-bottom:1px solid #1c2733;padding:4px 8px}\n"
    "td{padding:3px 8px;border-bottom:1px solid #e9edf1;white-space:pre}\n"
    "th.n,td.n{text-align:right}tr.total td{font-weight:600;background:#f3f6f9}\n"
    "td.heat{text-align:right}td.heat.good{background:#d5eedd}td.heat.near{background:#fdf1cc}"
    "td.heat.bad{background:#f9d9d5}\n"
    "svg{display:block}.good{fill:#2e8b57}.near{fill:#d99a1c}.bad{fill:#c8452f}.share{fill:#3f74ad}.plain{fill:#eef2f5}"
    "\n"
    ".before{fill:#c3ccd5}.goal{stroke:#1c2733;stroke-width:2}.axis{stroke:#aab5c0}svg "
    "text{font-size:12px;fill:#5b6b7b}\n"
    "pre{background:#f3f6f9;border-radius:8px;padding:12px 16px;overflow-x:auto;font-size:13px}\n"
    "@media print{body{padding:0;max-width:none;font-size:12px}table{font-size:11px}h2{break-after:avoid}"
    "tr,.card,svg{break-inside:avoid}td,th{-webkit-print-color-adjust:exact;print-color-adjust:exact}}\n";

/* ---- bars ---- */

/* A bar whose mark is at 100 %; a share (flag 1) has neither mark nor light. */
static void put_bar(cli_buffer *out, const cli_report_item *item, const char *text)
{
    int64_t width = item->numbers[0] * 100 / ATTAIN_RATE_ONE;

    if (width < 0)
        width = 0;
    if (width > 120)
        width = 120;
    cli_buffer_text(out, "<td><svg width=\"120\" height=\"12\" role=\"img\" aria-label=\"");
    put_escaped(out, text);
    cli_buffer_format(out,
                      "\"><rect class=\"plain\" width=\"%d\" height=\"12\" rx=\"2\"/>"
                      "<rect class=\"%s\" width=\"%" PRId64 "\" height=\"12\" rx=\"2\"/>",
                      item->flag ? 100 : 120, item->flag ? "share" : light(item->numbers[0]), width);
    if (!item->flag)
        cli_buffer_text(out, "<line class=\"goal\" x1=\"100\" x2=\"100\" y1=\"0\" y2=\"12\"/>");
    cli_buffer_text(out, "</svg></td>");
}

/* ---- tables ---- */

static void put_cell(const cli_report *report, cli_buffer *out, size_t item, int right)
{
    const cli_report_item *cell = &report->items[item];

    if (cell->kind == CLI_REPORT_BAR) {
        put_bar(out, cell, cli_report_text(report, item));
        return;
    }
    if (cell->kind == CLI_REPORT_HEAT)
        cli_buffer_format(out, "<td class=\"heat %s\">", light(cell->numbers[0]));
    else
        cli_buffer_text(out, right ? "<td class=\"n\">" : "<td>");
    put_escaped(out, cli_report_text(report, item));
    cli_buffer_text(out, "</td>");
}

static size_t put_table(const cli_report *report, cli_buffer *out, size_t at)
{
    size_t first = ++at, columns, i;

    cli_buffer_text(out, "<table>\n<thead><tr>");
    for (; at < report->count && report->items[at].kind == CLI_REPORT_HEADING; at++) {
        cli_buffer_text(out, report->items[at].flag ? "<th class=\"n\">" : "<th>");
        put_escaped(out, cli_report_text(report, at));
        cli_buffer_text(out, "</th>");
    }
    columns = at - first;
    cli_buffer_text(out, "</tr></thead>\n<tbody>\n");
    while (at < report->count && report->items[at].kind == CLI_REPORT_ROW) {
        cli_buffer_text(out, report->items[at].flag ? "<tr class=\"total\">" : "<tr>");
        for (i = 0; i < columns; i++)
            put_cell(report, out, at + 1 + i, report->items[first + i].flag);
        cli_buffer_text(out, "</tr>\n");
        at += columns + 1;
    }
    cli_buffer_text(out, "</tbody>\n</table>\n");
    return at;
}

/* ---- the chart ---- */

#define CHART_WIDTH  1000
#define CHART_HEIGHT 220
#define CHART_GROUND 190 /* where the columns stand */
#define CHART_TOP    10

/* Columns of this and last year with the target as a line across. */
static void put_point(const cli_report *report, cli_buffer *out, size_t item, int64_t x, int64_t step, int64_t most)
{
    const int64_t *numbers = report->items[item].numbers;
    int64_t room = CHART_GROUND - CHART_TOP, wide = step * 3 / 10;
    int64_t target = numbers[0] / (most / room + 1), now = numbers[1] / (most / room + 1),
            before = numbers[2] / (most / room + 1);

    cli_buffer_format(out,
                      "<rect class=\"before\" x=\"%" PRId64 "\" y=\"%" PRId64 "\" width=\"%" PRId64
                      "\" height=\"%" PRId64 "\"/>",
                      x + step / 8, CHART_GROUND - before, wide, before);
    cli_buffer_format(
        out, "<rect class=\"%s\" x=\"%" PRId64 "\" y=\"%" PRId64 "\" width=\"%" PRId64 "\" height=\"%" PRId64 "\"/>",
        light(cli_report_rate(report, numbers[1], numbers[0])), x + step / 8 + wide + 2, CHART_GROUND - now, wide, now);
    cli_buffer_format(out,
                      "<line class=\"goal\" x1=\"%" PRId64 "\" x2=\"%" PRId64 "\" y1=\"%" PRId64 "\" y2=\"%" PRId64
                      "\"/><text text-anchor=\"middle\" x=\"%" PRId64 "\" y=\"%d\">",
                      x + step / 8 + wide - 3, x + step / 8 + 2 * wide + 7, CHART_GROUND - target,
                      CHART_GROUND - target, x + step / 8 + wide, CHART_GROUND + 16);
    put_escaped(out, cli_report_text(report, item));
    cli_buffer_text(out, "</text>\n");
}

static size_t put_chart(const cli_report *report, cli_buffer *out, size_t at)
{
    size_t first = at + 1, end;
    int64_t most = 1;
    int i;

    for (end = first; end < report->count && report->items[end].kind == CLI_REPORT_POINT; end++)
        for (i = 0; i < 3; i++)
            if (report->items[end].numbers[i] > most)
                most = report->items[end].numbers[i];
    cli_buffer_format(out, "<svg viewBox=\"0 0 %d %d\" width=\"100%%\" role=\"img\">\n", CHART_WIDTH, CHART_HEIGHT);
    for (at = first; at < end; at++)
        put_point(report, out, at, (int64_t)(at - first) * CHART_WIDTH / (int64_t)(end - first),
                  CHART_WIDTH / (int64_t)(end - first), most);
    cli_buffer_format(out, "<line class=\"axis\" x1=\"0\" x2=\"%d\" y1=\"%d\" y2=\"%d\"/>\n</svg>\n", CHART_WIDTH,
                      CHART_GROUND, CHART_GROUND);
    put_element(out, "p class=\"sub\"",
                cli_report_in(
                    report,
                    "Coloured: this year; grey: last year; line: target. Green is reached, amber from 95%, red below.",
                    "彩色：本年；灰色：上年；横线：目标。绿色达标，黄色 95% 以上，红色低于 95%。"));
    return end;
}

/* ---- the headline and the commands ---- */

static size_t put_cards(const cli_report *report, cli_buffer *out, size_t at)
{
    cli_buffer_text(out, "<div class=\"cards\">\n");
    for (; at < report->count && report->items[at].kind == CLI_REPORT_CARD; at += 3) {
        cli_buffer_text(out, "<div class=\"card\">");
        put_escaped(out, cli_report_text(report, at));
        put_element(out, "b", cli_report_text(report, at + 1));
        put_element(out, "span", cli_report_text(report, at + 2));
        cli_buffer_text(out, "</div>\n");
    }
    cli_buffer_text(out, "</div>\n");
    return at;
}

static size_t put_commands(const cli_report *report, cli_buffer *out, size_t at)
{
    cli_buffer_text(out, "<pre>");
    for (; at < report->count && report->items[at].kind == CLI_REPORT_COMMAND; at++) {
        put_escaped(out, cli_report_text(report, at));
        cli_buffer_text(out, "\n");
    }
    cli_buffer_text(out, "</pre>\n");
    return at;
}

/* ---- the page ---- */

static size_t put_item(const cli_report *report, cli_buffer *out, size_t at)
{
    const char *text = cli_report_text(report, at);

    switch (report->items[at].kind) {
    case CLI_REPORT_TITLE:
        put_element(out, "h1", text);
        break;
    case CLI_REPORT_SUBTITLE:
        put_element(out, "p class=\"sub\"", text);
        break;
    case CLI_REPORT_CARD:
        return put_cards(report, out, at);
    case CLI_REPORT_SECTION:
        put_element(out, "h2", text);
        break;
    case CLI_REPORT_SENTENCE:
        put_element(out, "p", text);
        break;
    case CLI_REPORT_CHART:
        return put_chart(report, out, at);
    case CLI_REPORT_TABLE:
        return put_table(report, out, at);
    case CLI_REPORT_COMMAND:
        return put_commands(report, out, at);
    default:
        break;
    }
    return at + 1;
}

void cli_report_as_html(const cli_report *report, cli_buffer *out)
{
    size_t at = 0;

    cli_buffer_format(out, "<!DOCTYPE html>\n<html lang=\"%s\">\n<head>\n<meta charset=\"utf-8\">\n",
                      cli_report_in(report, "en", "zh-CN"));
    cli_buffer_text(out, "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
    put_element(out, "title", cli_report_text(report, 0));
    cli_buffer_text(out, "<style>\n");
    cli_buffer_text(out, style);
    cli_buffer_text(out, "</style>\n</head>\n<body>\n");
    while (at < report->count)
        at = put_item(report, out, at);
    cli_buffer_text(out, "</body>\n</html>\n");
}

/* The demo's report as a sequence of items, and the numbers in it as text. */
#include <inttypes.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "cli/cli_internal.h"

#define DASH "\xE2\x80\x93" /* what cannot be computed */

/* ---- items ---- */

cli_report_item *cli_report_add(cli_report *report, int kind, int flag, const char *format, ...)
{
    cli_report_item *item;
    va_list values;

    if (report->count == report->capacity) {
        size_t capacity = report->capacity == 0 ? 256 : report->capacity * 2;
        cli_report_item *larger = realloc(report->items, capacity * sizeof *larger);

        if (larger == NULL) {
            report->failed = 1;
            return &report->nowhere;
        }
        report->items = larger;
        report->capacity = capacity;
    }
    item = &report->items[report->count++];
    memset(item, 0, sizeof *item);
    item->kind = kind;
    item->flag = flag;
    item->text = report->texts.length;
    va_start(values, format);
    cli_buffer_format_list(&report->texts, format, values);
    va_end(values);
    cli_buffer_write("", 1, &report->texts); /* the zero that ends it */
    report->failed = report->failed || report->texts.failed;
    return item;
}

const char *cli_report_text(const cli_report *report, size_t item)
{
    return report->texts.bytes + report->items[item].text;
}

void cli_report_release(cli_report *report)
{
    free(report->items);
    cli_buffer_release(&report->texts);
}

const char *cli_report_in(const cli_report *report, const char *english, const char *chinese)
{
    return report->language == ATTAIN_LANGUAGE_CHINESE ? chinese : english;
}

void cli_report_begin(cli_report *report, int kind, int flag)
{
    cli_report_add(report, kind, flag, "%s", "");
}

void cli_report_section(cli_report *report, const char *english, const char *chinese)
{
    cli_report_add(report, CLI_REPORT_SECTION, 0, "%s", cli_report_in(report, english, chinese));
}

void cli_report_heading(cli_report *report, const char *text, int right)
{
    cli_report_add(report, CLI_REPORT_HEADING, right, "%s", text);
}

void cli_report_label(cli_report *report, const char *name, int right)
{
    const char *label = attain_label(report->language, name, strlen(name));

    cli_report_heading(report, label != NULL ? label : name, right);
}

void cli_report_cell(cli_report *report, const char *text)
{
    cli_report_add(report, CLI_REPORT_CELL, 0, "%s", text);
}

/* ---- numbers ---- */

static char *scratch(cli_report *report)
{
    return report->scratch[report->scratch_at++ % CLI_REPORT_SCRATCH];
}

/* Writes value * 10^-decimals with a comma before every three digits left of the point. */
static const char *put_number(cli_report *report, int64_t value, int32_t decimals, int with_sign, const char *unit)
{
    char digits[ATTAIN_DECIMAL_CAPACITY];
    char *out = scratch(report);
    size_t whole, i, at = 0;

    if (attain_decimal_format(report->demo->cli->context, value < 0 ? -value : value, decimals, digits, sizeof digits,
                              NULL) != ATTAIN_OK)
        return DASH;
    if (value < 0)
        out[at++] = '-';
    else if (with_sign && value > 0)
        out[at++] = '+';
    whole = strcspn(digits, ".");
    for (i = 0; digits[i] != '\0'; i++) {
        if (i > 0 && i < whole && (whole - i) % 3 == 0)
            out[at++] = ',';
        out[at++] = digits[i];
    }
    strcpy(out + at, unit);
    return out;
}

const char *cli_report_money(cli_report *report, attain_amount amount, int with_sign)
{
    int64_t thousand = 1000, shown = 0;
    int32_t i;

    for (i = 0; i < attain_document_decimals(report->demo->plan); i++)
        thousand *= 10;
    if (attain_amount_scale(report->demo->cli->context, amount, 1, thousand, ATTAIN_ROUND_HALF_UP, &shown) != ATTAIN_OK)
        return DASH;
    return put_number(report, shown, report->language == ATTAIN_LANGUAGE_CHINESE ? 1 : 0, with_sign, "");
}

const char *cli_report_cents(cli_report *report, attain_amount amount)
{
    return put_number(report, amount, attain_document_decimals(report->demo->plan), 0, "");
}

const char *cli_report_count(cli_report *report, int64_t count)
{
    return put_number(report, count, 0, 0, "");
}

/* part / whole in per cent with some decimals, or a dash. */
static const char *put_percent(cli_report *report, attain_amount part, attain_amount whole, int32_t decimals,
                               int32_t rounding, int with_sign, const char *unit)
{
    int64_t scale = decimals == 0 ? 100 : decimals == 1 ? 1000 : 10000, shown = 0;

    if (whole == 0 ||
        attain_amount_scale(report->demo->cli->context, part, scale, whole, rounding, &shown) != ATTAIN_OK)
        return DASH;
    return put_number(report, shown, decimals, with_sign, unit);
}

const char *cli_report_percent(cli_report *report, attain_amount part, attain_amount whole)
{
    return put_percent(report, part, whole, 1, ATTAIN_ROUND_HALF_UP, 0, "%");
}

const char *cli_report_fine_percent(cli_report *report, attain_amount part, attain_amount whole)
{
    return put_percent(report, part, whole, 2, ATTAIN_ROUND_HALF_UP, 0, "%");
}

const char *cli_report_bare_percent(cli_report *report, attain_amount part, attain_amount whole)
{
    return put_percent(report, part, whole, 0, ATTAIN_ROUND_FLOOR, 0, "");
}

const char *cli_report_growth(cli_report *report, attain_amount now, attain_amount before)
{
    return put_percent(report, now - before, before, 1, ATTAIN_ROUND_HALF_UP, 1, "%");
}

attain_rate cli_report_rate(const cli_report *report, attain_amount part, attain_amount whole)
{
    attain_rate rate = 0;

    if (whole != 0)
        (void)attain_rate_of(report->demo->cli->context, part, whole, ATTAIN_ROUND_HALF_UP, &rate);
    return rate;
}

/* The demo's report for a terminal of 100 columns. */
#include <string.h>

#include "cli/cli_internal.h"

#define WIDTH       100
#define COLUMNS_MAX 20
#define BAR_HALVES  20 /* of a bar at 100 % */
#define BAR_WIDTH   12 /* so that there is room above it */

/* ---- width ---- */

/* Bytes of the character at `text`. */
static size_t character(const char *text)
{
    unsigned char first = (unsigned char)text[0];

    return first < 0x80u ? 1 : first < 0xE0u ? 2 : first < 0xF0u ? 3 : 4;
}

/* Columns it takes. The report's own words are all it is asked about: of these the Chinese ones, from U+2E80 on, are wide. */
static size_t columns_of(const char *text)
{
    return (unsigned char)text[0] >= 0xE3u || ((unsigned char)text[0] == 0xE2u && (unsigned char)text[1] >= 0xBAu) ? 2
                                                                                                                   : 1;
}

static size_t width_of(const char *text)
{
    size_t width = 0;

    for (; *text != '\0'; text += character(text))
        width += columns_of(text);
    return width;
}

static void put_many(cli_buffer *out, const char *text, size_t count)
{
    while (count-- > 0)
        cli_buffer_text(out, text);
}

static void put_padded(cli_buffer *out, const char *text, size_t width, int right)
{
    size_t own = width_of(text), blanks = width > own ? width - own : 0;

    put_many(out, " ", right ? blanks : 0);
    cli_buffer_text(out, text);
    put_many(out, " ", right ? 0 : blanks);
}

/* ---- prose ---- */

/* Takes off the blanks a line ends with. */
static void end_line(cli_buffer *out)
{
    while (out->length > 0 && out->bytes[out->length - 1] == ' ')
        out->length--;
    cli_buffer_text(out, "\n");
}

/* Bytes of the longest beginning that fits a line and ends where a line may end: at a blank, or before a wide character that
 * is no punctuation. */
static size_t line_length(const char *text)
{
    size_t at = 0, end = 0, width = 0;

    while (text[at] != '\0') {
        size_t bytes = character(text + at);

        if (text[at] == ' ' || (columns_of(text + at) == 2 && memcmp(text + at, "\xEF\xBC", 2) != 0 &&
                                memcmp(text + at, "\xE3\x80", 2) != 0))
            end = at;
        width += columns_of(text + at);
        if (width > WIDTH && end > 0)
            return end;
        at += bytes;
    }
    return at;
}

static void put_prose(cli_buffer *out, const char *text)
{
    while (*text != '\0') {
        size_t length = line_length(text);

        cli_buffer_write(text, length, out);
        cli_buffer_text(out, "\n");
        text += length;
        while (*text == ' ')
            text++;
    }
}

/* ---- tables ---- */

/* Ten columns are 100 %; of an attainment the part that is missing shows as dots, of a share (flag) it does not. */
static void put_bar(cli_buffer *out, const cli_report_item *bar)
{
    int64_t halves = (bar->numbers[0] * BAR_HALVES + ATTAIN_RATE_ONE / 2) / ATTAIN_RATE_ONE;
    size_t full, used, mark = bar->flag ? 0 : BAR_HALVES / 2;

    if (halves < 0)
        halves = 0;
    if (halves > 2 * BAR_WIDTH)
        halves = 2 * BAR_WIDTH;
    full = (size_t)halves / 2;
    used = full + (size_t)halves % 2;
    put_many(out, "█", full);
    put_many(out, "▌", used - full);
    for (; used < BAR_WIDTH; used++)
        cli_buffer_text(out, used < mark ? "·" : " ");
}

static int is_cell(int kind)
{
    return kind == CLI_REPORT_CELL || kind == CLI_REPORT_BAR || kind == CLI_REPORT_HEAT;
}

/* Behind the table's item: its columns, how wide they are, and where the rows end. */
typedef struct layout {
    size_t first, columns, end;
    size_t width[COLUMNS_MAX];
    const char *between; /* two blanks, or one where the table would be too wide */
} layout;

static layout measure(const cli_report *report, size_t table)
{
    layout found;
    size_t i, total, column = 0;

    memset(&found, 0, sizeof found);
    found.first = table + 1;
    for (i = found.first; i < report->count; i++) {
        const cli_report_item *item = &report->items[i];
        size_t width;

        if (item->kind == CLI_REPORT_HEADING)
            column = found.columns++;
        else if (item->kind == CLI_REPORT_ROW)
            column = SIZE_MAX;
        else if (is_cell(item->kind))
            column++;
        else
            break;
        if (item->kind == CLI_REPORT_ROW)
            continue;
        width = item->kind == CLI_REPORT_BAR ? BAR_WIDTH : width_of(cli_report_text(report, i));
        if (width > found.width[column])
            found.width[column] = width;
    }
    found.end = i;
    for (total = 0, column = 0; column < found.columns; column++)
        total += found.width[column] + 2;
    found.between = total <= WIDTH + 2 ? "  " : " ";
    return found;
}

static void put_rule(cli_buffer *out, const layout *table)
{
    size_t column;

    for (column = 0; column < table->columns; column++) {
        cli_buffer_text(out, column > 0 ? table->between : "");
        put_many(out, "-", table->width[column]);
    }
    cli_buffer_text(out, "\n");
}

static void put_cells(const cli_report *report, cli_buffer *out, const layout *table, size_t from)
{
    size_t column;

    for (column = 0; column < table->columns; column++) {
        size_t item = from + column;

        cli_buffer_text(out, column > 0 ? table->between : "");
        if (report->items[item].kind == CLI_REPORT_BAR)
            put_bar(out, &report->items[item]);
        else
            put_padded(out, cli_report_text(report, item), table->width[column],
                       report->items[table->first + column].flag);
    }
    end_line(out);
}

static size_t put_table(const cli_report *report, cli_buffer *out, size_t at)
{
    layout table = measure(report, at);
    size_t i;

    cli_buffer_text(out, "\n");
    put_cells(report, out, &table, table.first);
    put_rule(out, &table);
    for (i = table.first + table.columns; i < table.end; i += table.columns + 1)
        put_cells(report, out, &table, i + 1);
    return table.end;
}

/* ---- the headline ---- */

/* Three items a line: name, figure, comparison. */
static size_t put_cards(const cli_report *report, cli_buffer *out, size_t at)
{
    size_t name = 0, value = 0, end;

    for (end = at; end < report->count && report->items[end].kind == CLI_REPORT_CARD; end += 3) {
        size_t name_width = width_of(cli_report_text(report, end));
        size_t value_width = width_of(cli_report_text(report, end + 1));

        name = name_width > name ? name_width : name;
        value = value_width > value ? value_width : value;
    }
    cli_buffer_text(out, "\n");
    for (; at < end; at += 3) {
        cli_buffer_text(out, "  ");
        put_padded(out, cli_report_text(report, at), name, 0);
        cli_buffer_text(out, "  ");
        put_padded(out, cli_report_text(report, at + 1), value, 1);
        cli_buffer_text(out, "   ");
        cli_buffer_text(out, cli_report_text(report, at + 2));
        cli_buffer_text(out, "\n");
    }
    return end;
}

static void put_underlined(cli_buffer *out, const char *text, const char *line)
{
    cli_buffer_text(out, text);
    cli_buffer_text(out, "\n");
    put_many(out, line, width_of(text));
    cli_buffer_text(out, "\n");
}

/* ---- all of it ---- */

/* Puts one item with what belongs to it; returns where the next begins. */
static size_t put_item(const cli_report *report, cli_buffer *out, size_t at)
{
    const char *text = cli_report_text(report, at);

    switch (report->items[at].kind) {
    case CLI_REPORT_TITLE:
        put_underlined(out, text, "=");
        break;
    case CLI_REPORT_CARD:
        return put_cards(report, out, at);
    case CLI_REPORT_SECTION:
        cli_buffer_text(out, "\n\n");
        put_underlined(out, text, "-");
        break;
    case CLI_REPORT_SUBTITLE:
    case CLI_REPORT_SENTENCE:
        put_prose(out, text);
        break;
    case CLI_REPORT_TABLE:
        return put_table(report, out, at);
    case CLI_REPORT_COMMAND:
        cli_buffer_text(out, "  ");
        cli_buffer_text(out, text);
        cli_buffer_text(out, "\n");
        break;
    default: /* charts are for the page: the tables say the same */
        break;
    }
    return at + 1;
}

void cli_report_as_text(const cli_report *report, cli_buffer *out)
{
    size_t at = 0;

    while (at < report->count)
        at = put_item(report, out, at);
}

/* CSV as RFC 4180 has it, cut into lines of cells that stay where they are in memory. */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "table/table_internal.h"

void attain__csv_scanner_start(attain__csv_scanner *scanner, const char *text, size_t length, char delimiter)
{
    memset(scanner, 0, sizeof *scanner);
    scanner->at = text;
    scanner->end = length == 0 ? text : text + length;
    scanner->line = 1;
    scanner->row = ATTAIN__NO_ROW - 1; /* the first line read is the header */
    scanner->delimiter = delimiter;
    scanner->special[(unsigned char)delimiter] = 1;
    scanner->special['"'] = 1;
    scanner->special['\r'] = 1;
    scanner->special['\n'] = 1;
}

void attain__csv_scanner_release(attain_context *context, attain__csv_scanner *scanner)
{
    attain__release(&context->allocator, scanner->cells);
    attain__release(&context->allocator, scanner->scratch);
}

static attain_status fail(attain_context *context, const attain__csv_scanner *scanner, uint64_t line, const char *what)
{
    char message[128];

    snprintf(message, sizeof message, "line %" PRIu64 ": %s", line, what);
    return attain__error(context, ATTAIN_ERROR_FORMAT, "text", scanner->row, message);
}

static int at_line_end(const attain__csv_scanner *scanner)
{
    const char *at = scanner->at;

    return at == scanner->end || *at == '\n' || (*at == '\r' && at + 1 < scanner->end && at[1] == '\n');
}

static void pass_line_end(attain__csv_scanner *scanner)
{
    if (scanner->at == scanner->end)
        return;
    scanner->at += *scanner->at == '\r' ? 2 : 1;
    scanner->line++;
}

static attain_status plain_cell(attain_context *context, attain__csv_scanner *scanner, attain__csv_cell *cell)
{
    const char *at = scanner->at;

    while (at < scanner->end && !scanner->special[(unsigned char)*at])
        at++;
    cell->text = scanner->at;
    cell->length = (size_t)(at - scanner->at);
    cell->doubled = 0;
    scanner->at = at;
    if (at == scanner->end || *at == scanner->delimiter || at_line_end(scanner))
        return ATTAIN_OK;
    if (*at == '"')
        return fail(context, scanner, scanner->line, "there is a quote inside a cell that does not begin with one");
    return fail(context, scanner, scanner->line, "there is a carriage return without a line feed behind it");
}

static void count_lines(attain__csv_scanner *scanner, const char *from, const char *to)
{
    while (from < to && (from = memchr(from, '\n', (size_t)(to - from))) != NULL) {
        scanner->line++;
        from++;
    }
}

static attain_status quoted_cell(attain_context *context, attain__csv_scanner *scanner, attain__csv_cell *cell)
{
    const char *start = scanner->at + 1;
    const char *quote = start;
    uint64_t opened = scanner->line;

    cell->text = start;
    cell->doubled = 0;
    for (;;) {
        quote = quote == scanner->end ? NULL : memchr(quote, '"', (size_t)(scanner->end - quote));
        if (quote == NULL)
            return fail(context, scanner, opened, "the quote that opens here is never closed");
        if (quote + 1 == scanner->end || quote[1] != '"')
            break;
        cell->doubled = 1;
        quote += 2;
    }
    cell->length = (size_t)(quote - start);
    count_lines(scanner, start, quote);
    scanner->at = quote + 1;
    if (at_line_end(scanner) || *scanner->at == scanner->delimiter)
        return ATTAIN_OK;
    return fail(context, scanner, scanner->line, "there is text between a closing quote and the end of its cell");
}

/* Skips blank lines; returns 0 at the end of the file. */
static int find_line(attain__csv_scanner *scanner)
{
    while (scanner->at < scanner->end && at_line_end(scanner))
        pass_line_end(scanner);
    return scanner->at < scanner->end;
}

attain_status attain__csv_scanner_next(attain_context *context, attain__csv_scanner *scanner, int *found)
{
    int more = 1;

    *found = find_line(scanner);
    if (!*found)
        return ATTAIN_OK;
    scanner->row++;
    scanner->row_line = scanner->line;
    scanner->count = 0;
    while (more) {
        void *block = scanner->cells;
        attain__csv_cell *cell;
        attain_status status =
            attain__grow(context, scanner->count, &scanner->capacity, sizeof *scanner->cells, &block);

        scanner->cells = block;
        if (status != ATTAIN_OK)
            return status;
        cell = &scanner->cells[scanner->count++];
        if (scanner->at < scanner->end && *scanner->at == '"')
            status = quoted_cell(context, scanner, cell);
        else
            status = plain_cell(context, scanner, cell);
        if (status != ATTAIN_OK)
            return status;
        more = !at_line_end(scanner);
        if (more)
            scanner->at++;
    }
    pass_line_end(scanner);
    return ATTAIN_OK;
}

attain_status attain__csv_scanner_text(attain_context *context, attain__csv_scanner *scanner, size_t cell,
                                       const char **text, size_t *length)
{
    const attain__csv_cell *raw = &scanner->cells[cell];
    size_t from, to = 0;

    *text = raw->text;
    *length = raw->length;
    if (!raw->doubled)
        return ATTAIN_OK;
    if (raw->length > scanner->scratch_capacity) {
        void *block = scanner->scratch;
        attain_status status = attain__resize(context, raw->length * 2, 1, &block);

        scanner->scratch = block;
        if (status != ATTAIN_OK)
            return status;
        scanner->scratch_capacity = raw->length * 2;
    }
    for (from = 0; from < raw->length; from++) {
        scanner->scratch[to++] = raw->text[from];
        if (raw->text[from] == '"')
            from++; /* its double */
    }
    *text = scanner->scratch;
    *length = to;
    return ATTAIN_OK;
}

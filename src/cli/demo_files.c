/* The demo's files: plan and facts to work with, the report as a page, and the commands that lead from one to the other. */
#include <stdlib.h>
#include <string.h>

#include "cli/cli_internal.h"

#define THIS CLI_DEMO_THIS
#define LAST CLI_DEMO_LAST

/* ---- names ---- */

/* The path of a file in the directory; the caller frees it. */
static char *path_in(const char *directory, const char *name)
{
    size_t length = strlen(directory);
    char *path = malloc(length + strlen(name) + 2);

    if (path == NULL)
        return NULL;
    memcpy(path, directory, length);
    if (length > 0 && directory[length - 1] != '/')
        path[length++] = '/';
    strcpy(path + length, name);
    return path;
}

static void name_deals_before(const cli_demo *demo, char *out, size_t capacity)
{
    snprintf(out, capacity, "deals-%d.csv", (int)demo->year - 1);
}

/* Adds a word of a command as a shell takes it: in quotes where it has anything but plain characters. */
static void put_word(cli_buffer *out, const char *word)
{
    static const char plain[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_./-+=,:@%";
    size_t i;

    if (word[strspn(word, plain)] == '\0') {
        cli_buffer_text(out, word);
        return;
    }
    cli_buffer_text(out, "'");
    for (i = 0; word[i] != '\0'; i++)
        if (word[i] == '\'')
            cli_buffer_text(out, "'\\''");
        else
            cli_buffer_write(word + i, 1, out);
    cli_buffer_text(out, "'");
}

/* ---- commands ---- */

/* Adds a command; "@name" in it is that file in the directory, up to the next blank. */
static void add_command(cli_report *report, const char *directory, const char *command)
{
    cli_buffer line = {NULL, 0, 0, 0};
    size_t i = 0;

    while (command[i] != '\0') {
        size_t length = strcspn(command + i + 1, " ");
        char name[64];
        char *path;

        if (command[i] != '@') {
            cli_buffer_write(command + i++, 1, &line);
            continue;
        }
        snprintf(name, sizeof name, "%.*s", (int)length, command + i + 1);
        path = path_in(directory, name);
        if (path == NULL)
            line.failed = 1;
        else
            put_word(&line, path);
        free(path);
        i += length + 1;
    }
    if (line.failed)
        report->failed = 1;
    else
        cli_report_add(report, CLI_REPORT_COMMAND, 0, "%s", line.bytes);
    cli_buffer_release(&line);
}

void cli_demo_add_commands(cli_report *report, const char *directory)
{
    const cli_demo *demo = report->demo;
    char day[ATTAIN_DAY_CAPACITY] = "", before[32], line[200];

    attain_day_format(demo->cli->context, demo->last_day[THIS], day, sizeof day, NULL);
    name_deals_before(demo, before, sizeof before);
    cli_report_section(report, "Get these figures yourself", "如何得到这些数字");
    add_command(report, directory, "attain check @plan.json");
    add_command(report, directory, "attain goals @plan.json");
    snprintf(line, sizeof line, "attain rfm @deals.csv --as-of %s --columns order=deal --segments @plan.json", day);
    add_command(report, directory, line);
    snprintf(line, sizeof line, "attain rfm @orders.csv --as-of %s --segments standard", day);
    add_command(report, directory, line);
    add_command(report, directory, "attain abc @deals.csv --columns item=customer,value=amount");
    add_command(report, directory, "attain pay @plan.json @deals.csv");
    snprintf(line, sizeof line, "attain pay @plan.json @%s", before);
    add_command(report, directory, line);
}

/* ---- files ---- */

static int write_file(const char *directory, const char *name, const cli_buffer *bytes)
{
    char *path = path_in(directory, name);
    int code = path == NULL || bytes->failed ? cli_memory_error() : cli_write_file(path, bytes);

    free(path);
    return code;
}

static int write_plan(const char *directory)
{
    cli_buffer bytes = {NULL, 0, 0, 0};
    int code;

    cli_buffer_write((const char *)cli_demo_plan, cli_demo_plan_length, &bytes);
    code = write_file(directory, "plan.json", &bytes);
    cli_buffer_release(&bytes);
    return code;
}

static int write_table(const cli_demo *demo, const char *directory, const char *name, const attain_table *table)
{
    cli_buffer bytes = {NULL, 0, 0, 0};
    int code = cli_render(demo->cli, table, ATTAIN_FORMAT_CSV, &bytes);

    if (code == CLI_OK)
        code = write_file(directory, name, &bytes);
    cli_buffer_release(&bytes);
    return code;
}

static int write_page(const cli_report *report, const char *directory)
{
    cli_buffer bytes = {NULL, 0, 0, 0};
    int code;

    cli_report_as_html(report, &bytes);
    code = write_file(directory, "report.html", &bytes);
    cli_buffer_release(&bytes);
    return code;
}

int cli_demo_write_files(const cli_report *report, const char *directory)
{
    const cli_demo *demo = report->demo;
    char before[32];
    int code = CLI_OK;

    name_deals_before(demo, before, sizeof before);
    if (cli_system_make_directory(directory) != 0)
        return cli_data_error(directory, "%s", cli_system_reason());
    code = write_plan(directory);
    if (code == CLI_OK)
        code = write_table(demo, directory, "orders.csv", demo->orders);
    if (code == CLI_OK)
        code = write_table(demo, directory, "deals.csv", demo->facts[THIS]);
    if (code == CLI_OK)
        code = write_table(demo, directory, before, demo->facts[LAST]);
    if (code == CLI_OK)
        code = write_page(report, directory);
    return code;
}

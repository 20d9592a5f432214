/* attain demo: a whole sales year from built-in data. */
#include <string.h>

#include "cli/cli_internal.h"

static int show(const cli_report *report)
{
    cli_buffer text = {NULL, 0, 0, 0};
    int code;

    cli_report_as_text(report, &text);
    code = text.failed ? cli_memory_error() : cli_write_standard(&text);
    cli_buffer_release(&text);
    return code;
}

/* Makes the report; with -o it is also written as a page, beside plan and facts. */
static int write_report(const cli_demo *demo)
{
    const char *directory = cli_option(demo->cli, CLI_OUTPUT);
    cli_report report;
    int code = CLI_OK;

    memset(&report, 0, sizeof report);
    report.demo = demo;
    report.language = demo->cli->language;
    cli_demo_write(&report);
    if (directory != NULL)
        cli_demo_add_commands(&report, directory);
    if (report.failed)
        code = cli_memory_error();
    if (code == CLI_OK && directory != NULL)
        code = cli_demo_write_files(&report, directory);
    if (code == CLI_OK)
        code = show(&report);
    cli_report_release(&report);
    return code;
}

static int run(cli_call *cli)
{
    cli_demo demo;
    int code;

    memset(&demo, 0, sizeof demo);
    demo.cli = cli;
    code = cli_demo_run(&demo);
    if (code == CLI_OK)
        code = write_report(&demo);
    cli_demo_release(&demo);
    return code;
}

const cli_command cli_command_demo = {
    "demo",
    "",
    0,
    CLI_BIT(CLI_OUTPUT) | CLI_BIT(CLI_PROGRESS),
    "show a whole sales year from built-in data",
    "Shows a sales year of a supplier of building materials: targets by team, person and\n"
    "month against actuals and last year, customer segments, ABC, commission. Everything is\n"
    "computed from a built-in plan and built-in deals, the same on every machine.\n"
    "\n"
    "  -o, --output DIR   also write plan.json, orders.csv, deals.csv, deals-2023.csv and\n"
    "                     report.html there, and say by which commands the figures can be had\n",
    "  $ attain demo -o demo\n",
    run,
};

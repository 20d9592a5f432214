/* What the command says of itself. */
#include <string.h>

#include "cli/cli_internal.h"

#define ARGUMENTS_WIDTH 22

static void describe_option(cli_buffer *out, unsigned long options, int option, const char *text)
{
    if ((options & CLI_BIT(option)) != 0)
        cli_buffer_text(out, text);
}

/* The options that mean the same in every command, as far as a command takes them. */
static void describe_common(cli_buffer *out, unsigned long options)
{
    describe_option(out, options, CLI_COLUMNS,
                    "  --columns A=B,...  take column A from the file's column B; may be repeated\n");
    describe_option(out, options, CLI_DECIMALS,
                    "  --decimals N       decimals of amounts, 0 to 9 (default: the plan's currency, else 2)\n");
    describe_option(out, options, CLI_FORMAT, "  --format FORMAT    text (default), csv, json or markdown\n");
    describe_option(out, options, CLI_FORMAT, "  -o, --output FILE  write the result to FILE, whole or not at all\n");
    describe_option(out, options, CLI_EXPLAIN,
                    "  --explain FILE     write how each result came about: .csv, .json, .md or .txt\n");
    describe_option(out, options, CLI_PROGRESS, "  --progress         show on standard error how far it is\n");
    cli_buffer_text(out, "  --lang LANGUAGE    en (default) or zh: words of headings\n"
                         "  -h, --help         this text\n");
}

void cli_help_command(cli_buffer *out, const cli_command *command)
{
    cli_buffer_format(out, "Usage: attain %s%s%s [options]\n\n", command->name,
                      command->arguments[0] != '\0' ? " " : "", command->arguments);
    cli_buffer_text(out, command->help);
    cli_buffer_text(out, "\n");
    describe_common(out, command->options);
    cli_buffer_text(out, "\nExample:\n");
    cli_buffer_text(out, command->example);
}

void cli_help(cli_buffer *out, const cli_command *const *commands, size_t count)
{
    size_t i;

    cli_buffer_text(out, "attain: targets, customer segments and commission, computed exactly.\n"
                         "\n"
                         "Usage: attain COMMAND [arguments] [options]\n"
                         "\n");
    for (i = 0; i < count; i++) {
        size_t width = strlen(commands[i]->name) + 1 + strlen(commands[i]->arguments);

        cli_buffer_format(out, "  %s %s%*s %s\n", commands[i]->name, commands[i]->arguments,
                          width < ARGUMENTS_WIDTH ? (int)(ARGUMENTS_WIDTH - width) : 0, "", commands[i]->summary);
    }
    cli_buffer_text(out, "\n"
                         "  attain COMMAND --help   what the command does and takes, with an example\n"
                         "  attain --version        the version\n"
                         "\n"
                         "Files are CSV, plans are JSON; - is standard input. The result is a table on standard\n"
                         "output, for people unless --format csv or json is asked for.\n"
                         "Exit status: 0 done, 1 bad data or plan, 2 bad usage.\n");
}

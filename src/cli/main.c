/* The attain command: finds the command that is called, and runs it. */
#include <string.h>

#include "cli/cli_internal.h"

static const cli_command *const commands[] = {&cli_command_demo, &cli_command_allocate, &cli_command_goals,
                                              &cli_command_rfm,  &cli_command_abc,      &cli_command_pay,
                                              &cli_command_check};

#define COMMAND_COUNT (sizeof commands / sizeof *commands)

static const cli_command *find_command(const char *name)
{
    size_t i;

    for (i = 0; i < COMMAND_COUNT; i++)
        if (strcmp(commands[i]->name, name) == 0)
            return commands[i];
    return NULL;
}

/* Shows the help of one command, or of all. */
static int show_help(const cli_command *command)
{
    cli_buffer text = {NULL, 0, 0, 0};
    int code;

    if (command != NULL)
        cli_help_command(&text, command);
    else
        cli_help(&text, commands, COMMAND_COUNT);
    code = text.failed ? cli_memory_error() : cli_write_standard(&text);
    cli_buffer_release(&text);
    return code;
}

static int show_version(void)
{
    cli_buffer text = {NULL, 0, 0, 0};
    int code;

    cli_buffer_format(&text, "attain %s\n", attain_version_string());
    code = text.failed ? cli_memory_error() : cli_write_standard(&text);
    cli_buffer_release(&text);
    return code;
}

/* ---- progress ---- */

typedef struct progress_line {
    const char *command;
    int shown; /* percent on the screen; -1 for none */
} progress_line;

static int32_t show_progress(uint64_t done, uint64_t total, void *user)
{
    progress_line *progress = user;
    int percent = total == 0 ? 100 : (int)(done * 100 / total);

    if (percent != progress->shown) {
        /* What is written next begins at the left and covers it. */
        fprintf(stderr, "attain %s: %d %%\r", progress->command, percent);
        fflush(stderr);
        progress->shown = percent;
    }
    return 0;
}

/* ---- calls ---- */

static int run_command(cli_call *cli)
{
    progress_line progress = {NULL, -1};
    int code;

    progress.command = cli->command->name;
    if (attain_context_create(NULL, &cli->context) != ATTAIN_OK)
        return cli_memory_error();
    if (cli_option_given(cli, CLI_PROGRESS))
        attain_context_set_progress(cli->context, show_progress, &progress);
    code = cli->command->run(cli);
    attain_context_destroy(cli->context);
    return code;
}

static int call(const cli_command *command, int count, char **values)
{
    cli_call cli = {NULL, NULL, NULL, 0, NULL, 0, ATTAIN_FORMAT_TEXT, ATTAIN_LANGUAGE_ENGLISH, -1};
    int code;

    cli.command = command;
    code = cli_options_parse(&cli, count, values);
    if (code == CLI_OK)
        code = cli_option_given(&cli, CLI_HELP) ? show_help(command) : run_command(&cli);
    cli_options_release(&cli);
    return code;
}

static int unknown_command(const char *name)
{
    cli_call nobody = {NULL, NULL, NULL, 0, NULL, 0, ATTAIN_FORMAT_TEXT, ATTAIN_LANGUAGE_ENGLISH, -1};

    return cli_usage_error(&nobody, "unknown command '%s'", name);
}

/* Nobody asked for the help, so it goes where errors go. */
static int no_command(void)
{
    cli_buffer text = {NULL, 0, 0, 0};

    cli_help(&text, commands, COMMAND_COUNT);
    if (!text.failed)
        fputs(text.bytes, stderr);
    cli_buffer_release(&text);
    return CLI_USAGE;
}

static int help(int count, char **values)
{
    const cli_command *command = count > 0 ? find_command(values[0]) : NULL;

    if (count > 0 && command == NULL)
        return unknown_command(values[0]);
    return show_help(command);
}

int main(int argc, char **argv)
{
    const char *name = argc > 1 ? argv[1] : "";
    const cli_command *command = find_command(name);

    cli_system_start();
    if (command != NULL)
        return call(command, argc - 2, argv + 2);
    if (strcmp(name, "help") == 0)
        return help(argc - 2, argv + 2);
    if (strcmp(name, "--help") == 0 || strcmp(name, "-h") == 0)
        return show_help(NULL);
    if (strcmp(name, "--version") == 0)
        return show_version();
    if (argc > 1)
        return unknown_command(name);
    return no_command();
}

/* Failures as the user sees them: one line on standard error, and an exit code. */
#include <inttypes.h>
#include <stdarg.h>
#include <string.h>

#include "cli/cli_internal.h"

static void say(const char *source, const char *format, va_list values)
{
    fputs("attain: ", stderr);
    if (source != NULL)
        fprintf(stderr, "%s: ", source);
    vfprintf(stderr, format, values);
    fputc('\n', stderr);
}

int cli_usage_error(const cli_call *cli, const char *format, ...)
{
    va_list values;

    va_start(values, format);
    say(NULL, format, values);
    va_end(values);
    if (cli->command == NULL)
        fputs("Try 'attain help'.\n", stderr);
    else
        fprintf(stderr, "Try 'attain %s --help'.\n", cli->command->name);
    return CLI_USAGE;
}

int cli_data_error(const char *source, const char *format, ...)
{
    va_list values;

    va_start(values, format);
    say(source, format, values);
    va_end(values);
    return CLI_DATA;
}

int cli_memory_error(void)
{
    return cli_data_error(NULL, "out of memory");
}

/* Steps over one part of the message, or returns NULL where the message does not begin with it. */
static const char *skip(const char *message, const char *part)
{
    size_t length = strlen(part);

    return message != NULL && strncmp(message, part, length) == 0 ? message + length : NULL;
}

const char *cli_error_detail(const cli_call *cli)
{
    const char *message = attain_context_error(cli->context);
    const char *argument = attain_context_error_argument(cli->context);
    const char *value = attain_context_error_value(cli->context);
    int64_t row = attain_context_error_row(cli->context);
    const char *rest = message;
    char number[32];

    if (argument[0] != '\0') {
        rest = skip(rest, argument);
        if (rest != NULL && row >= 0)
            rest = skip(rest, ", ");
    }
    if (row >= 0) {
        snprintf(number, sizeof number, "row %" PRId64, row);
        rest = skip(rest, number);
    }
    if (value[0] != '\0') {
        if (argument[0] != '\0' || row >= 0)
            rest = skip(rest, ", ");
        rest = skip(rest, "value '");
        rest = skip(rest, value);
        rest = skip(rest, "'");
    }
    if (argument[0] != '\0' || row >= 0 || value[0] != '\0')
        rest = skip(rest, ": ");
    return rest != NULL ? rest : message;
}

int cli_library_error(const cli_call *cli, const char *source)
{
    const char *argument = attain_context_error_argument(cli->context);
    const char *value = attain_context_error_value(cli->context);

    if (attain_context_error_status(cli->context) == ATTAIN_ERROR_MEMORY)
        return cli_memory_error();
    if (strcmp(argument, "text") != 0) /* the library's name for a whole file, which the user knows as `source` */
        return cli_data_error(source, "%s", attain_context_error(cli->context));
    if (value[0] == '\0')
        return cli_data_error(source, "%s", cli_error_detail(cli));
    return cli_data_error(source, "'%s': %s", value, cli_error_detail(cli));
}

int cli_status_error(const cli_call *cli, attain_status status, const char *source)
{
    return status == ATTAIN_ERROR_MEMORY ? cli_memory_error() : cli_library_error(cli, source);
}

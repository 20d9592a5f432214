/* The options of all commands: taking them from the command line and reading their words and counts. */
#include <stdlib.h>
#include <string.h>

#include "cli/cli_internal.h"

typedef struct option_form {
    const char *name;
    char letter; /* 0: none */
    int takes_value;
} option_form;

static const option_form option_forms[CLI_OPTION_COUNT] = {
    {"--format", 0, 1}, {"--output", 'o', 1}, {"--explain", 0, 1}, {"--columns", 0, 1}, {"--decimals", 0, 1},
    {"--lang", 0, 1},   {"--progress", 0, 0}, {"--help", 'h', 0},  {"--weights", 0, 1}, {"--floors", 0, 1},
    {"--caps", 0, 1},   {"--rule", 0, 1},     {"--by", 0, 1},      {"--as-of", 0, 1},   {"--preset", 0, 1},
    {"--bins", 0, 1},   {"--segments", 0, 1}, {"--cuts", 0, 1},    {"--limits", 0, 1},
};

const char *cli_option_name(int option)
{
    return option_forms[option].name;
}

/* ---- what was given ---- */

const char *cli_option(const cli_call *cli, int option)
{
    size_t i;

    for (i = cli->given_count; i > 0; i--)
        if (cli->given[i - 1].option == option)
            return cli->given[i - 1].value;
    return NULL;
}

int cli_option_given(const cli_call *cli, int option)
{
    size_t i;

    for (i = 0; i < cli->given_count; i++)
        if (cli->given[i].option == option)
            return 1;
    return 0;
}

int cli_option_word(const cli_call *cli, int option, const cli_word *words, size_t count, int32_t *out)
{
    const char *value = cli_option(cli, option);
    char known[200] = "";
    size_t i, length = 0;

    if (value == NULL)
        return CLI_OK;
    for (i = 0; i < count; i++) {
        if (strcmp(words[i].word, value) == 0) {
            *out = words[i].value;
            return CLI_OK;
        }
        length += (size_t)snprintf(known + length, sizeof known - length, "%s%s",
                                   i == 0 ? "" : (i + 1 == count ? " or " : ", "), words[i].word);
    }
    return cli_usage_error(cli, "%s takes %s, not '%s'", cli_option_name(option), known, value);
}

int32_t cli_decimals(const cli_call *cli)
{
    return cli->decimals >= 0 ? cli->decimals : ATTAIN_DECIMALS_DEFAULT;
}

/* ---- taking them ---- */

/* The option a word names; CLI_OPTION_COUNT for none. `length` leaves out what follows "=". */
static int find_option(const char *word, size_t length)
{
    int option;

    for (option = 0; option < CLI_OPTION_COUNT; option++)
        if (strlen(option_forms[option].name) == length && memcmp(option_forms[option].name, word, length) == 0)
            break;
    return option;
}

static int find_letter(char letter)
{
    int option;

    for (option = 0; option < CLI_OPTION_COUNT; option++)
        if (option_forms[option].letter == letter)
            break;
    return option;
}

static int accepts(const cli_command *command, int option)
{
    return option == CLI_HELP || option == CLI_LANG || (command->options & CLI_BIT(option)) != 0;
}

/* "-" is standard input and "-5" a number; everything else behind a dash is an option. */
static int is_option(const char *word)
{
    return word[0] == '-' && word[1] != '\0' && word[1] != '.' && !(word[1] >= '0' && word[1] <= '9');
}

/* Takes one option that begins at values[*at]; *at moves to the last word it used. */
static int take_option(cli_call *cli, int count, char **values, int *at)
{
    const char *word = values[*at];
    const char *value = NULL;
    size_t length = strcspn(word, "=");
    int option;

    if (word[1] == '-') {
        option = find_option(word, length);
        if (word[length] == '=')
            value = word + length + 1;
    } else {
        option = find_letter(word[1]);
        length = 2;
        if (word[2] != '\0')
            value = word + 2;
    }
    if (option == CLI_OPTION_COUNT || !accepts(cli->command, option))
        return cli_usage_error(cli, "unknown option '%.*s'", (int)length, word);
    if (!option_forms[option].takes_value && value != NULL)
        return cli_usage_error(cli, "%s takes no value", cli_option_name(option));
    if (option_forms[option].takes_value && value == NULL) {
        if (*at + 1 >= count || strncmp(values[*at + 1], "--", 2) == 0)
            return cli_usage_error(cli, "%s needs a value", cli_option_name(option));
        value = values[++*at];
    }
    cli->given[cli->given_count].option = option;
    cli->given[cli->given_count].value = value;
    cli->given_count++;
    return CLI_OK;
}

static int take_words(cli_call *cli, int count, char **values)
{
    int options_over = 0;
    int code, i;

    for (i = 0; i < count; i++) {
        if (!options_over && strcmp(values[i], "--") == 0) {
            options_over = 1;
        } else if (!options_over && is_option(values[i])) {
            code = take_option(cli, count, values, &i);
            if (code != CLI_OK)
                return code;
        } else {
            cli->arguments[cli->argument_count++] = values[i];
        }
    }
    return CLI_OK;
}

/* Names the first argument that is not there: a word of "PLAN DEALS". */
static int missing_argument(const cli_call *cli)
{
    const char *name = cli->command->arguments;
    size_t i;

    for (i = 0; i < cli->argument_count; i++)
        name += strcspn(name, " ") + 1;
    return cli_usage_error(cli, "%.*s is missing: attain %s %s", (int)strcspn(name, " "), name, cli->command->name,
                           cli->command->arguments);
}

static int check_arguments(const cli_call *cli)
{
    size_t i, standard = 0;

    if (cli->argument_count < cli->command->argument_count)
        return missing_argument(cli);
    if (cli->argument_count > cli->command->argument_count)
        return cli_usage_error(cli, "'%s' is one argument too many", cli->arguments[cli->command->argument_count]);
    for (i = 0; i < cli->argument_count; i++)
        standard += strcmp(cli->arguments[i], "-") == 0;
    if (standard > 1)
        return cli_usage_error(cli, "standard input can be read only once");
    return CLI_OK;
}

/* ---- options that mean the same everywhere ---- */

static int read_common(cli_call *cli)
{
    static const cli_word formats[] = {{"text", ATTAIN_FORMAT_TEXT},
                                       {"csv", ATTAIN_FORMAT_CSV},
                                       {"json", ATTAIN_FORMAT_JSON},
                                       {"markdown", ATTAIN_FORMAT_MARKDOWN}};
    static const cli_word languages[] = {{"en", ATTAIN_LANGUAGE_ENGLISH}, {"zh", ATTAIN_LANGUAGE_CHINESE}};
    const char *decimals = cli_option(cli, CLI_DECIMALS);
    const char *output = cli_option(cli, CLI_OUTPUT);
    const char *explain = cli_option(cli, CLI_EXPLAIN);
    int code;

    code = cli_option_word(cli, CLI_FORMAT, formats, sizeof formats / sizeof *formats, &cli->format);
    if (code != CLI_OK)
        return code;
    code = cli_option_word(cli, CLI_LANG, languages, sizeof languages / sizeof *languages, &cli->language);
    if (code != CLI_OK)
        return code;
    if (decimals != NULL) {
        if (decimals[0] < '0' || decimals[0] > '9' || decimals[1] != '\0')
            return cli_usage_error(cli, "--decimals takes a number from 0 to %d, not '%s'", ATTAIN_DECIMALS_MAX,
                                   decimals);
        cli->decimals = decimals[0] - '0';
    }
    if (output != NULL && output[0] == '\0')
        return cli_usage_error(cli, "-o needs the name of a file");
    if (explain != NULL && (explain[0] == '\0' || strcmp(explain, "-") == 0))
        return cli_usage_error(cli, "--explain needs the name of a file");
    if (output != NULL && explain != NULL && strcmp(output, explain) == 0)
        return cli_usage_error(cli, "-o and --explain cannot be the same file");
    return CLI_OK;
}

int cli_options_parse(cli_call *cli, int count, char **values)
{
    size_t room = (size_t)count + 1;
    int code;

    cli->arguments = malloc(room * sizeof *cli->arguments);
    cli->given = malloc(room * sizeof *cli->given);
    if (cli->arguments == NULL || cli->given == NULL)
        return cli_memory_error();
    code = take_words(cli, count, values);
    if (code == CLI_OK && cli_option_given(cli, CLI_HELP))
        return CLI_OK;
    if (code == CLI_OK)
        code = read_common(cli);
    if (code == CLI_OK)
        code = check_arguments(cli);
    return code;
}

void cli_options_release(cli_call *cli)
{
    free((void *)cli->arguments);
    free(cli->given);
}

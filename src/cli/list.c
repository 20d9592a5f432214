/* Lists in options: "7, 3", "0.33,0.66". */
#include <stdlib.h>
#include <string.h>

#include "cli/cli_internal.h"

static int is_blank(char c)
{
    return c == ' ' || c == '\t';
}

int cli_list_split(const char *text, cli_list *out)
{
    size_t room = 1, i;
    const char *at = text;

    for (i = 0; text[i] != '\0'; i++)
        room += text[i] == ',';
    out->count = 0;
    out->item = malloc(room * sizeof *out->item);
    out->length = malloc(room * sizeof *out->length);
    if (out->item == NULL || out->length == NULL)
        return cli_memory_error();
    if (text[strspn(text, " \t")] == '\0')
        return CLI_OK;
    for (;;) {
        size_t length = strcspn(at, ",");
        const char *first = at, *last = at + length;

        while (first < last && is_blank(*first))
            first++;
        while (last > first && is_blank(last[-1]))
            last--;
        out->item[out->count] = first;
        out->length[out->count] = (size_t)(last - first);
        out->count++;
        if (at[length] == '\0')
            return CLI_OK;
        at += length + 1;
    }
}

void cli_list_release(cli_list *list)
{
    free((void *)list->item);
    free(list->length);
}

int cli_list_error(const cli_call *cli, const char *where, const cli_list *list)
{
    int64_t row = attain_context_error_row(cli->context);

    if (attain_context_error_status(cli->context) == ATTAIN_ERROR_MEMORY)
        return cli_memory_error();
    if (row < 0 || (uint64_t)row >= list->count)
        return cli_data_error(where, "%s", cli_error_detail(cli));
    return cli_data_error(where, "item %lu, '%.*s': %s", (unsigned long)row + 1, (int)list->length[row],
                          list->item[row], cli_error_detail(cli));
}

int cli_list_numbers(const cli_call *cli, const char *where, const cli_list *list, int32_t decimals,
                     const int64_t *missing, int64_t **out)
{
    int64_t *numbers = malloc((list->count + 1) * sizeof *numbers);
    size_t i;

    if (numbers == NULL)
        return cli_memory_error();
    for (i = 0; i < list->count; i++) {
        if (list->length[i] == 0 && missing != NULL) {
            numbers[i] = *missing;
        } else if (attain_decimal_parse(cli->context, list->item[i], list->length[i], decimals, &numbers[i]) !=
                   ATTAIN_OK) {
            free(numbers);
            return cli_data_error(where, "item %lu, '%.*s': %s", (unsigned long)(i + 1), (int)list->length[i],
                                  list->item[i], cli_error_detail(cli));
        }
    }
    *out = numbers;
    return CLI_OK;
}

int32_t cli_list_scale(const cli_list *list)
{
    size_t scale = 0, i;

    for (i = 0; i < list->count; i++) {
        const char *point = memchr(list->item[i], '.', list->length[i]);
        size_t digits = point == NULL ? 0 : list->length[i] - (size_t)(point - list->item[i]) - 1;

        if (digits > scale)
            scale = digits;
    }
    return scale < ATTAIN_DECIMALS_MAX ? (int32_t)scale : ATTAIN_DECIMALS_MAX;
}

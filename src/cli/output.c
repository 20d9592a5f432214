/* Writing: everything is made in memory first, then written whole or not at all. */
#include <errno.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "cli/cli_internal.h"

/* ---- buffers ---- */

int32_t cli_buffer_write(const char *bytes, size_t length, void *user)
{
    cli_buffer *buffer = user;

    if (buffer->failed)
        return 1;
    if (length >= buffer->capacity - buffer->length) {
        size_t capacity = buffer->capacity == 0 ? 4096 : buffer->capacity;
        char *larger;

        while (capacity - buffer->length <= length && capacity <= SIZE_MAX / 2)
            capacity *= 2;
        larger = capacity - buffer->length > length ? realloc(buffer->bytes, capacity) : NULL;
        if (larger == NULL) {
            buffer->failed = 1;
            return 1;
        }
        buffer->bytes = larger;
        buffer->capacity = capacity;
    }
    if (length > 0)
        memcpy(buffer->bytes + buffer->length, bytes, length);
    buffer->length += length;
    buffer->bytes[buffer->length] = '\0';
    return 0;
}

void cli_buffer_text(cli_buffer *buffer, const char *text)
{
    cli_buffer_write(text, strlen(text), buffer);
}

void cli_buffer_format_list(cli_buffer *buffer, const char *format, va_list values)
{
    char text[1024];
    char *longer;
    va_list again;
    int length;

    va_copy(again, values);
    length = vsnprintf(text, sizeof text, format, values);
    if (length >= 0 && (size_t)length < sizeof text) {
        cli_buffer_write(text, (size_t)length, buffer);
    } else {
        longer = length < 0 ? NULL : malloc((size_t)length + 1);
        if (longer == NULL) {
            buffer->failed = 1;
        } else {
            vsnprintf(longer, (size_t)length + 1, format, again);
            cli_buffer_write(longer, (size_t)length, buffer);
        }
        free(longer);
    }
    va_end(again);
}

void cli_buffer_format(cli_buffer *buffer, const char *format, ...)
{
    va_list values;

    va_start(values, format);
    cli_buffer_format_list(buffer, format, values);
    va_end(values);
}

void cli_buffer_release(cli_buffer *buffer)
{
    free(buffer->bytes);
    memset(buffer, 0, sizeof *buffer);
}

/* ---- files ---- */

static int write_stream(FILE *stream, const cli_buffer *buffer)
{
    errno = 0;
    if (buffer->length > 0 && fwrite(buffer->bytes, 1, buffer->length, stream) != buffer->length)
        return -1;
    return fflush(stream) == 0 ? 0 : -1;
}

int cli_write_standard(const cli_buffer *buffer)
{
    if (write_stream(stdout, buffer) == 0)
        return CLI_OK;
#ifdef EPIPE
    if (errno == EPIPE) /* the reader has seen enough */
        return CLI_DATA;
#endif
    return cli_data_error("standard output", "%s", cli_system_reason());
}

static int write_in_place(const char *path, const cli_buffer *buffer)
{
    FILE *file;
    int failed;

    errno = 0;
    file = fopen(path, "wb");
    if (file == NULL)
        return cli_data_error(path, "%s", cli_system_reason());
    failed = write_stream(file, buffer) != 0;
    failed = fclose(file) != 0 || failed;
    return failed ? cli_data_error(path, "%s", cli_system_reason()) : CLI_OK;
}

/* A file on its way: its bytes lie in a part file beside it until they are moved over it. A device or pipe has no part
 * file and is written in place. */
typedef struct staged {
    const char *path;
    const cli_buffer *buffer;
    char *target;
    char *part; /* NULL: nothing to move */
} staged;

/* A name beside `path` that nobody uses. */
static char *free_name(const char *path)
{
    size_t room = strlen(path) + 16;
    char *name = malloc(room);
    int number;

    for (number = 0; name != NULL && number < 1000; number++) {
        FILE *there;

        snprintf(name, room, "%s.part%d", path, number);
        there = fopen(name, "rb");
        if (there == NULL)
            return name;
        fclose(there);
    }
    free(name);
    return NULL;
}

static void abandon(staged *file)
{
    if (file->part != NULL)
        remove(file->part);
    free(file->part);
    free(file->target);
    file->part = NULL;
    file->target = NULL;
}

static int stage(const char *path, const cli_buffer *buffer, staged *out)
{
    FILE *stream;
    int failed;

    out->path = path;
    out->buffer = buffer;
    if (cli_system_is_special(path))
        return CLI_OK;
    out->target = cli_system_resolve(path);
    out->part = out->target == NULL ? NULL : free_name(out->target);
    if (out->part == NULL)
        return cli_memory_error();
    errno = 0;
    stream = fopen(out->part, "wb");
    failed = stream == NULL || write_stream(stream, buffer) != 0;
    if (stream != NULL)
        failed = fclose(stream) != 0 || failed;
    return failed ? cli_data_error(path, "%s", cli_system_reason()) : CLI_OK;
}

static int commit(staged *file)
{
    if (file->part == NULL)
        return write_in_place(file->path, file->buffer);
    errno = 0;
    if (cli_system_replace(file->part, file->target) != 0)
        return cli_data_error(file->path, "%s", cli_system_reason());
    free(file->part);
    file->part = NULL;
    return CLI_OK;
}

int cli_write_file(const char *path, const cli_buffer *buffer)
{
    staged file = {NULL, NULL, NULL, NULL};
    int code = stage(path, buffer, &file);

    if (code == CLI_OK)
        code = commit(&file);
    abandon(&file);
    return code;
}

/* ---- results ---- */

/* The format a file name asks for. */
static int32_t format_of(const char *path)
{
    static const cli_word endings[] = {
        {".json", ATTAIN_FORMAT_JSON}, {".md", ATTAIN_FORMAT_MARKDOWN}, {".txt", ATTAIN_FORMAT_TEXT}};
    size_t length = strlen(path), i;

    for (i = 0; i < sizeof endings / sizeof *endings; i++) {
        size_t ending = strlen(endings[i].word);

        if (length > ending && strcmp(path + length - ending, endings[i].word) == 0)
            return endings[i].value;
    }
    return ATTAIN_FORMAT_CSV;
}

int cli_render(const cli_call *cli, const attain_table *table, int32_t format, cli_buffer *out)
{
    attain_status status = attain_table_write(cli->context, table, format, cli->language, cli_buffer_write, out);

    if (out->failed)
        return cli_memory_error();
    return status == ATTAIN_OK ? CLI_OK : cli_library_error(cli, NULL);
}

/* Both files are staged before either is moved, and a standard output that is full leaves no explain file behind. */
static int deliver(const cli_call *cli, const cli_buffer *result, const cli_buffer *explain)
{
    const char *output = cli_option(cli, CLI_OUTPUT);
    int to_file = output != NULL && strcmp(output, "-") != 0;
    staged files[2] = {{NULL, NULL, NULL, NULL}, {NULL, NULL, NULL, NULL}};
    int code = CLI_OK;

    if (to_file)
        code = stage(output, result, &files[0]);
    if (code == CLI_OK && explain != NULL)
        code = stage(cli_option(cli, CLI_EXPLAIN), explain, &files[1]);
    if (code == CLI_OK)
        code = to_file ? commit(&files[0]) : cli_write_standard(result);
    if (code == CLI_OK && explain != NULL)
        code = commit(&files[1]);
    abandon(&files[0]);
    abandon(&files[1]);
    return code;
}

int cli_emit_buffer(const cli_call *cli, const cli_buffer *text, const attain_table *explain)
{
    cli_buffer rendered = {NULL, 0, 0, 0};
    int code = CLI_OK;

    if (text->failed)
        return cli_memory_error();
    if (explain != NULL)
        code = cli_render(cli, explain, format_of(cli_option(cli, CLI_EXPLAIN)), &rendered);
    if (code == CLI_OK)
        code = deliver(cli, text, explain != NULL ? &rendered : NULL);
    cli_buffer_release(&rendered);
    return code;
}

int cli_emit(const cli_call *cli, const attain_table *result, const attain_table *explain)
{
    cli_buffer rendered = {NULL, 0, 0, 0};
    int code = cli_render(cli, result, cli->format, &rendered);

    if (code == CLI_OK)
        code = cli_emit_buffer(cli, &rendered, explain);
    cli_buffer_release(&rendered);
    return code;
}

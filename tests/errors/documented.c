/* What the headers say: the error statuses, the functions that can fail, and with what. */
#include <stdio.h>
#include <stdlib.h>

#include "errors/errors.h"

#define HEADER_BYTES 65536
#define HEADERS      ATTAIN_SOURCE_DIR "/include/"

static void read_header(const char *name, char *text)
{
    char path[512];
    FILE *file;
    size_t length;

    snprintf(path, sizeof path, "%s%s", HEADERS, name);
    file = fopen(path, "rb");
    assert_non_null(file);
    length = fread(text, 1, HEADER_BYTES - 1, file);
    assert_true(length > 0 && feof(file));
    fclose(file);
    text[length] = '\0';
}

/* Copies up to `end`, which is left out. */
static void copy_part(char *target, size_t capacity, const char *from, const char *end)
{
    size_t length = (size_t)(end - from);

    assert_true(length < capacity);
    memcpy(target, from, length);
    target[length] = '\0';
}

static int is_word(char letter)
{
    return (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z') || (letter >= '0' && letter <= '9') ||
           letter == '_';
}

size_t errors_statuses(errors_status *statuses, size_t capacity)
{
    static char text[HEADER_BYTES];
    const char *at = text;
    size_t count = 0;

    read_header("attain/base.h", text);
    while ((at = strstr(at, "#define ATTAIN_ERROR_")) != NULL) {
        const char *name = at + strlen("#define ");
        const char *end = name;

        while (is_word(*end))
            end++;
        assert_true(count < capacity);
        copy_part(statuses[count].name, sizeof statuses[count].name, name, end);
        statuses[count].status = (attain_status)strtol(end + strspn(end, " ("), NULL, 10);
        assert_true(statuses[count].status < 0);
        count++;
        at = end;
    }
    return count;
}

/* ---- functions ---- */

/* Whether a declaration is of a function that can fail; `name` becomes its name. */
static int can_fail(const char *declaration, const char *end, char *name)
{
    static const char given[] = "ATTAIN_API attain_status ";
    const char *arguments;

    if (strncmp(declaration, given, sizeof given - 1) != 0)
        return 0;
    declaration += sizeof given - 1;
    arguments = strchr(declaration, '(');
    assert_true(arguments != NULL && arguments < end);
    copy_part(name, ERRORS_NAME, declaration, arguments);
    return strncmp(arguments, "(attain_context *", 17) == 0 || strcmp(name, "attain_context_create") == 0;
}

static size_t add_functions(const char *text, errors_function *functions, size_t count, size_t capacity)
{
    const char *comment, *after = text;

    while ((comment = strstr(after, "/**")) != NULL) {
        const char *end = strstr(comment, "*/");
        const char *returns = strstr(comment, "@return");
        const char *declaration = end + 2 + strspn(end + 2, " \n");
        errors_function *function = &functions[count];

        after = end;
        assert_true(count < capacity);
        if (strncmp(declaration, "ATTAIN_API", 10) != 0 ||
            !can_fail(declaration, strchr(declaration, ';'), function->name))
            continue;
        assert_true(returns != NULL && returns < end);
        copy_part(function->returns, sizeof function->returns, returns, end);
        count++;
    }
    return count;
}

size_t errors_functions(errors_function *functions, size_t capacity)
{
    static char umbrella[HEADER_BYTES], text[HEADER_BYTES];
    const char *at = umbrella;
    size_t count = 0;

    read_header("attain.h", umbrella);
    while ((at = strstr(at, "#include <attain/")) != NULL) {
        char name[ERRORS_NAME];

        at += strlen("#include <");
        copy_part(name, sizeof name, at, strchr(at, '>'));
        read_header(name, text);
        count = add_functions(text, functions, count, capacity);
    }
    return count;
}

static int mentions(const char *text, const char *name)
{
    size_t length = strlen(name);
    const char *at = text;

    while ((at = strstr(at, name)) != NULL) {
        if (!is_word(at[length]))
            return 1;
        at += length;
    }
    return 0;
}

int errors_documented(const errors_function *functions, size_t count, const errors_function *function,
                      const char *status)
{
    size_t i;

    if (mentions(function->returns, status))
        return 1;
    for (i = 0; i < count; i++)
        if (&functions[i] != function && mentions(function->returns, functions[i].name) &&
            mentions(functions[i].returns, status))
            return 1;
    return 0;
}

/* The few things C99 leaves to the system: directories, replacing files, binary streams, broken pipes. */
#ifndef _WIN32
#define _POSIX_C_SOURCE 200809L
#define _XOPEN_SOURCE   700
#endif

#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>

#ifdef _WIN32
#include <direct.h>
#include <fcntl.h>
#include <io.h>
#include <windows.h>
#endif
#include <sys/stat.h>
#include <sys/types.h>

#include "cli/cli_internal.h"

void cli_system_start(void)
{
#ifdef _WIN32
    _setmode(_fileno(stdin), _O_BINARY);
    _setmode(_fileno(stdout), _O_BINARY);
#endif
#ifdef SIGPIPE
    signal(SIGPIPE, SIG_IGN);
#endif
}

const char *cli_system_reason(void)
{
    return errno != 0 ? strerror(errno) : "the system gives no reason";
}

static int make_one_directory(const char *path)
{
    struct stat there;

#ifdef _WIN32
    if (_mkdir(path) == 0)
        return 0;
#else
    if (mkdir(path, 0777) == 0)
        return 0;
#endif
    if (errno != EEXIST)
        return -1;
    if (stat(path, &there) == 0 && (there.st_mode & S_IFMT) == S_IFDIR)
        return 0;
    errno = ENOTDIR;
    return -1;
}

int cli_system_make_directory(const char *path)
{
    size_t length = strlen(path), i;
    char *above = malloc(length + 1);

    for (i = 1; above != NULL && i < length; i++) {
        if (path[i] != '/')
            continue;
        memcpy(above, path, i);
        above[i] = '\0';
        (void)make_one_directory(above); /* what is wrong shows at the last one */
    }
    free(above);
    return make_one_directory(path);
}

int cli_system_replace(const char *from, const char *to)
{
#ifdef _WIN32
    return MoveFileExA(from, to, MOVEFILE_REPLACE_EXISTING) ? 0 : -1;
#else
    return rename(from, to);
#endif
}

char *cli_system_resolve(const char *path)
{
    char *copy;

#ifndef _WIN32
    copy = realpath(path, NULL);
    if (copy != NULL)
        return copy;
#endif
    copy = malloc(strlen(path) + 1);
    return copy == NULL ? NULL : strcpy(copy, path);
}

int cli_system_is_special(const char *path)
{
    struct stat there;

    return stat(path, &there) == 0 && (there.st_mode & S_IFMT) != S_IFREG;
}

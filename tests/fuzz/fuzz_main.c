/* Runs a target without libFuzzer: every file of the corpora, then inputs mutated from them, the same ones for the same seed.
 *
 *   fuzz_NAME [-n COUNT] [-s SEED] [-d DICTIONARY] FILE_OR_FOLDER...
 *
 * An input that fails is written to ./fuzz_NAME-failure. The last line is "N passed, M failed". */
#include <dirent.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "fuzz.h"

#define MOST_INPUTS 512
#define MOST_WORDS  256
#define MOST_BYTES  4096

typedef struct bytes {
    uint8_t *at;
    size_t length;
} bytes;

typedef struct driver {
    bytes inputs[MOST_INPUTS]; /* the corpora, and after them what a mutation is put together in */
    size_t count;
    bytes words[MOST_WORDS]; /* of the dictionary */
    size_t word_count;
    uint64_t state; /* of the random numbers */
} driver;

/* Where the signal handler finds what failed. */
static bytes current;
static long passed;
static char failure_path[64];

/* ---- a failure ---- */

static void save_current(int signal_number)
{
    FILE *file = fopen(failure_path, "wb");

    (void)signal_number;
    if (file != NULL) {
        fwrite(current.at, 1, current.length, file);
        fclose(file);
    }
    fprintf(stderr, "The input of %lu bytes is in %s\n", (unsigned long)current.length, failure_path);
    printf("%ld passed, 1 failed\n", passed);
    fflush(stdout);
    _Exit(1);
}

static void run(const bytes *input)
{
    current.length = input->length;
    current.at = malloc(input->length + 1); /* a block of its own, so that tools see a read beyond its end */
    if (current.at == NULL)
        abort();
    if (input->length > 0)
        memcpy(current.at, input->at, input->length);
    LLVMFuzzerTestOneInput(current.at, current.length);
    free(current.at);
    passed++;
}

/* ---- reading ---- */

static int read_file(const char *path, bytes *out)
{
    FILE *file = fopen(path, "rb");

    if (file == NULL)
        return 0;
    out->at = malloc(MOST_BYTES);
    out->length = out->at == NULL ? 0 : fread(out->at, 1, MOST_BYTES, file);
    fclose(file);
    return out->at != NULL;
}

static int by_text(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

static void add_input(driver *d, const char *path)
{
    if (d->count < MOST_INPUTS && read_file(path, &d->inputs[d->count])) {
        d->count++;
        return;
    }
    fprintf(stderr, "%s: cannot be read, or is one too many\n", path);
    exit(2);
}

/* The files of a folder by name, so that runs repeat whatever the file system. */
static void add_inputs(driver *d, const char *path)
{
    char *paths[MOST_INPUTS];
    size_t count = 0, i;
    struct dirent *entry;
    DIR *folder = opendir(path);

    if (folder == NULL) {
        add_input(d, path);
        return;
    }
    while ((entry = readdir(folder)) != NULL && count < MOST_INPUTS) {
        size_t room = strlen(path) + strlen(entry->d_name) + 2;

        if (entry->d_name[0] == '.')
            continue;
        paths[count] = malloc(room);
        if (paths[count] == NULL)
            abort();
        snprintf(paths[count++], room, "%s/%s", path, entry->d_name);
    }
    closedir(folder);
    qsort(paths, count, sizeof paths[0], by_text);
    for (i = 0; i < count; i++) {
        add_input(d, paths[i]);
        free(paths[i]);
    }
}

/* Words in libFuzzer's form: "text" with \\, \" and \xNN, one on a line, behind an optional name=. */
static void add_words(driver *d, const char *path)
{
    char line[512];
    FILE *file = fopen(path, "r");

    if (file == NULL) {
        fprintf(stderr, "%s: cannot be read\n", path);
        exit(2);
    }
    while (fgets(line, sizeof line, file) != NULL && d->word_count < MOST_WORDS) {
        const char *from = strchr(line, '"');
        bytes *word = &d->words[d->word_count];

        if (line[0] == '#' || from == NULL)
            continue;
        word->at = malloc(strlen(line));
        if (word->at == NULL)
            abort();
        for (from++; *from != '\0' && *from != '"'; from++) {
            unsigned value = (unsigned char)*from;

            if (*from == '\\' && from[1] == 'x' && sscanf(from + 2, "%2x", &value) == 1)
                from += 3;
            else if (*from == '\\')
                value = (unsigned char)*++from;
            word->at[word->length++] = (uint8_t)value;
        }
        d->word_count++;
    }
    fclose(file);
}

/* ---- mutating ---- */

static size_t below(driver *d, size_t count)
{
    d->state = d->state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return count == 0 ? 0 : (size_t)(d->state >> 33) % count;
}

/* Puts bytes in the place of others. */
static void replace(bytes *input, size_t at, size_t removed, const void *put, size_t length)
{
    uint8_t kept[MOST_BYTES];
    size_t behind = input->length - at - removed;

    if (at + length + behind > MOST_BYTES)
        return;
    memcpy(kept, input->at + at + removed, behind);
    memmove(input->at + at, put, length);
    memcpy(input->at + at + length, kept, behind);
    input->length = at + length + behind;
}

/* The digits around a place become a number that is near something: 0, a power of two or ten, or what was there. */
static void mutate_number(driver *d, bytes *input, size_t at)
{
    static const char *const numbers[] = {"0",
                                          "1",
                                          "-1",
                                          "2",
                                          "12",
                                          "100",
                                          "-100",
                                          "255",
                                          "256",
                                          "65536",
                                          "1000000000",
                                          "999999999",
                                          "-1000000000",
                                          "4294967296",
                                          "2147483647",
                                          "9223372036854775807",
                                          "-9223372036854775808",
                                          "9223372036854775806",
                                          "3333333333333333333",
                                          "0.5",
                                          "1.5%",
                                          "0.000000001",
                                          "1e9",
                                          "2024-02-29"};
    const char *number = numbers[below(d, sizeof numbers / sizeof numbers[0])];
    size_t from = at, to = at;
    char text[32];

    while (from > 0 && input->at[from - 1] >= '0' && input->at[from - 1] <= '9')
        from--;
    while (to < input->length && input->at[to] >= '0' && input->at[to] <= '9')
        to++;
    if (below(d, 2) == 0) {
        snprintf(text, sizeof text, "%lu", (unsigned long)below(d, (size_t)1 << below(d, 31)));
        number = text;
    }
    replace(input, from, to - from, number, strlen(number));
}

static void mutate(driver *d, bytes *input)
{
    size_t at = below(d, input->length + 1), rest = input->length - at;
    size_t some = below(d, (rest < 32 ? rest : 32) + 1);
    uint8_t byte = (uint8_t)below(d, 256);
    const bytes *other = &d->inputs[below(d, d->count)];

    switch (below(d, 8)) {
    case 0: /* another bit */
        if (rest > 0)
            input->at[at] = (uint8_t)(input->at[at] ^ 1u << below(d, 8));
        break;
    case 1: /* another byte */
        replace(input, at, rest > 0 ? 1 : 0, &byte, 1);
        break;
    case 2: /* a byte more */
        replace(input, at, 0, &byte, 1);
        break;
    case 3: /* some bytes less */
        replace(input, at, some, "", 0);
        break;
    case 4: /* a word of the dictionary */
        if (d->word_count > 0) {
            const bytes *word = &d->words[below(d, d->word_count)];

            replace(input, at, below(d, 2) == 0 ? 0 : some, word->at, word->length);
        }
        break;
    case 5: /* something that stands elsewhere */
        if (other->length > 0) {
            size_t from = below(d, other->length), most = other->length - from;

            replace(input, at, below(d, 2) == 0 ? 0 : some, other->at + from, 1 + below(d, most < 64 ? most : 64));
        }
        break;
    default: /* numbers are what inputs are made of */
        mutate_number(d, input, at);
    }
}

static void run_mutated(driver *d, long count)
{
    uint8_t room[MOST_BYTES];
    long i;

    for (i = 0; i < count; i++) {
        const bytes *chosen = &d->inputs[below(d, d->count)];
        size_t changes = 1 + below(d, 6);
        bytes input;

        input.at = room;
        input.length = chosen->length;
        memcpy(room, chosen->at, chosen->length);
        while (changes-- > 0)
            mutate(d, &input);
        run(&input);
    }
}

/* Counted where CMocka's lines are. */
static void announce(const char *what, const char *name)
{
    printf("[%s] %s\n", what, name);
    fflush(stdout);
}

static void read_arguments(driver *d, int argc, char **argv, long *mutations)
{
    int at;

    for (at = 1; at < argc; at++) {
        if (argv[at][0] != '-') {
            add_inputs(d, argv[at]);
            continue;
        }
        if (at + 1 == argc)
            break;
        if (argv[at][1] == 'n')
            *mutations = strtol(argv[at + 1], NULL, 10);
        else if (argv[at][1] == 's')
            d->state = strtoul(argv[at + 1], NULL, 10);
        else if (argv[at][1] == 'd')
            add_words(d, argv[at + 1]);
        at++;
    }
}

int main(int argc, char **argv)
{
    static driver d;
    const char *slash = strrchr(argv[0], '/'), *name = slash == NULL ? argv[0] : slash + 1;
    long mutations = 1000;
    size_t i;

    d.state = 1;
    snprintf(failure_path, sizeof failure_path, "%s-failure", name);
    read_arguments(&d, argc, argv, &mutations);
    if (d.count == 0) {
        fprintf(stderr, "usage: %s [-n COUNT] [-s SEED] [-d DICTIONARY] FILE_OR_FOLDER...\n", name);
        return 2;
    }
    signal(SIGABRT, save_current);
    signal(SIGSEGV, save_current);
    announce(" RUN      ", "corpus");
    for (i = 0; i < d.count; i++)
        run(&d.inputs[i]);
    announce("       OK ", "corpus");
    announce(" RUN      ", "mutated inputs");
    run_mutated(&d, mutations);
    announce("       OK ", "mutated inputs");
    printf("%ld passed, 0 failed\n", passed);
    return 0;
}

/* Runs every verb and prints a line for each: its name and the hash of all that it gave.
 *
 *   result_hash             prints the lines
 *   result_hash EXPECTED    compares them with those of a file; the last line is "N passed, M failed" */
#include <stdio.h>
#include <string.h>

#include "world.h"

typedef struct comparison {
    FILE *expected; /* NULL: lines are printed */
    int passed, failed;
} comparison;

/* The next line of the file without its end; empty behind the last. */
static void next_line(FILE *file, char *line, int capacity)
{
    line[0] = '\0';
    if (fgets(line, capacity, file) != NULL)
        line[strcspn(line, "\r\n")] = '\0';
}

static void report(comparison *c, const char *name, uint64_t value)
{
    char line[128], expected[128];

    snprintf(line, sizeof line, "%s %08lx%08lx", name, (unsigned long)(value >> 32),
             (unsigned long)(value & 0xFFFFFFFFu));
    if (c->expected == NULL) {
        printf("%s\n", line);
        return;
    }
    next_line(c->expected, expected, sizeof expected);
    printf("[ RUN      ] %s\n", name); /* counted where CMocka's lines are */
    if (strcmp(line, expected) == 0) {
        printf("[       OK ] %s\n", name);
        c->passed++;
        return;
    }
    printf("%s, expected %s\n", line, expected);
    c->failed++;
}

static void run_all(comparison *c, attain_context *cx, const world *w)
{
    hash all = hash_start();
    size_t i;

    for (i = 0; world_verb(i) != NULL; i++) {
        hash h = hash_start();

        world_verb(i)->run(&h, cx, w);
        report(c, world_verb(i)->name, h.value);
        hash_i64(&all, (int64_t)h.messages);
    }
    report(c, "messages", all.value);
}

int main(int argc, char **argv)
{
    static world w;
    comparison c = {NULL, 0, 0};
    char rest[128] = "";
    attain_context *cx;

    if (argc > 1) {
        c.expected = fopen(argv[1], "r");
        if (c.expected == NULL) {
            fprintf(stderr, "%s: cannot be read\n", argv[1]);
            return 2;
        }
    }
    if (attain_context_create(NULL, &cx) != ATTAIN_OK)
        return 3;
    world_open(&w, cx);
    run_all(&c, cx, &w);
    world_close(&w);
    attain_context_destroy(cx);
    if (c.expected == NULL)
        return 0;
    next_line(c.expected, rest, sizeof rest);
    if (rest[0] != '\0') {
        printf("nothing gives %s\n", rest);
        c.failed++;
    }
    fclose(c.expected);
    printf("%d passed, %d failed\n", c.passed, c.failed);
    return c.failed != 0;
}

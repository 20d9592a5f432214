/* Several threads run every verb on the same handles, each with its own context, and must get what one thread got alone. Built
 * with -fsanitize=thread it shows that a handle nobody changes can be read by any number of threads. The last line is
 * "N passed, M failed". */
#define _POSIX_C_SOURCE 200112L
#include <pthread.h>
#include <stdio.h>

#include "world.h"

#define THREADS 4
#define VERBS   64

typedef struct reader {
    pthread_t thread;
    const world *shared;
    size_t start; /* each thread begins with another verb, so that all verbs meet */
    hash hashes[VERBS];
} reader;

static size_t count_verbs(void)
{
    size_t count = 0;

    while (world_verb(count) != NULL)
        count++;
    return count;
}

static void *read_all(void *user)
{
    reader *r = user;
    size_t count = count_verbs(), i;
    attain_context *cx;

    if (attain_context_create(NULL, &cx) != ATTAIN_OK)
        return NULL;
    for (i = 0; i < count; i++) {
        size_t at = (r->start + i) % count;

        r->hashes[at] = hash_start();
        world_verb(at)->run(&r->hashes[at], cx, r->shared);
    }
    attain_context_destroy(cx);
    return NULL;
}

int main(void)
{
    static world w;
    static reader alone, readers[THREADS];
    size_t count = count_verbs(), i, at;
    int passed = 0, failed = 0;
    attain_context *cx;

    if (count > VERBS || attain_context_create(NULL, &cx) != ATTAIN_OK)
        return 3;
    world_open(&w, cx);
    alone.shared = &w;
    read_all(&alone);
    for (i = 0; i < THREADS; i++) {
        readers[i].shared = &w;
        readers[i].start = i * 5;
        if (pthread_create(&readers[i].thread, NULL, read_all, &readers[i]) != 0)
            return 3;
    }
    for (i = 0; i < THREADS; i++)
        pthread_join(readers[i].thread, NULL);
    for (i = 0; i < THREADS; i++)
        for (at = 0; at < count; at++) {
            int same = readers[i].hashes[at].value == alone.hashes[at].value &&
                       readers[i].hashes[at].messages == alone.hashes[at].messages;

            passed += same;
            failed += !same;
            if (!same)
                printf("thread %d: %s gave something else\n", (int)i, world_verb(at)->name);
        }
    world_close(&w);
    attain_context_destroy(cx);
    printf("%d passed, %d failed\n", passed, failed);
    return failed != 0;
}

/* Plan documents as tests use them: read, written, refused, and the collections in tests/document/plans.
 *
 * A collection is a text of plans, each behind a line that says what becomes of it:
 *   --- accepted
 *   --- refused STATUS PATH | part of the message
 *   --- refused* STATUS PATH | part of the message      a star where the JSON Schema cannot know
 * Lines before the first one are remarks. */
#ifndef ATTAIN_TESTS_PLANS_H
#define ATTAIN_TESTS_PLANS_H

#include <stdio.h>
#include <stdlib.h>

#include "support/support.h"

#ifndef ATTAIN_SOURCE_DIR
#error "ATTAIN_SOURCE_DIR is the directory of the sources"
#endif

/* A file of the sources, whole and terminated; freed with support_text_free(). */
static inline support_text plans_file(const char *name)
{
    support_text text = {NULL, 0, 0};
    char path[512], part[4096];
    FILE *file;
    size_t length;

    snprintf(path, sizeof path, "%s/%s", ATTAIN_SOURCE_DIR, name);
    file = fopen(path, "rb");
    if (file == NULL)
        fail_msg("cannot open %s", path);
    while ((length = fread(part, 1, sizeof part, file)) > 0)
        support_write(part, length, &text);
    fclose(file);
    return text;
}

static inline attain_document *plans_read(attain_context *context, const char *text)
{
    attain_document *document = NULL;

    ASSERT_OK(context, attain_document_read(context, text, strlen(text), &document));
    return document;
}

static inline support_text plans_written(attain_context *context, const attain_document *document)
{
    support_text text = {NULL, 0, 0};

    ASSERT_OK(context, attain_document_write(context, document, support_write, &text));
    return text;
}

static inline void plans_assert_written(attain_context *context, const attain_document *document, const char *expected)
{
    support_text text = plans_written(context, document);

    assert_string_equal(text.bytes, expected);
    support_text_free(&text);
}

/* What is written of a document reads, and is then written to the same bytes. */
static inline void plans_assert_stable(attain_context *context, const attain_document *document)
{
    support_text first = plans_written(context, document);
    attain_document *again = plans_read(context, first.bytes);

    plans_assert_written(context, again, first.bytes);
    attain_document_destroy(again);
    support_text_free(&first);
}

static inline void plans_assert_refused(attain_context *context, const char *text, size_t length, const char *status,
                                        const char *path, const char *message)
{
    attain_document *untouched = (attain_document *)(void *)&length, *document = untouched;
    attain_status got = attain_document_read(context, text, length, &document);

    if (strcmp(attain_status_name(got), status) != 0 || strcmp(attain_context_error_argument(context), path) != 0 ||
        strstr(attain_context_error(context), message) == NULL || attain_context_error_status(context) != got ||
        attain_context_error_row(context) != -1 || document != untouched)
        fail_msg("%.*s\n  gave %s %s: %s\n  wanted %s %s: %s", (int)length, text, attain_status_name(got),
                 attain_context_error_argument(context), attain_context_error(context), status, path, message);
}

/* One plan of a collection: `head` is its line behind "--- ", terminated, and is taken apart. */
static inline void plans_assert(attain_context *context, char *head, const char *text, size_t length)
{
    attain_document *document = NULL;
    char *status, *path, *message;

    if (strcmp(head, "accepted") == 0) {
        if (attain_document_read(context, text, length, &document) != ATTAIN_OK)
            fail_msg("%.*s\n  gave: %s", (int)length, text, attain_context_error(context));
        plans_assert_stable(context, document);
        attain_document_destroy(document);
        return;
    }
    status = strchr(head, ' ');
    path = status == NULL ? NULL : strchr(status + 1, ' ');
    message = path == NULL ? NULL : strstr(path, " | ");
    if (strncmp(head, "refused", 7) != 0 || message == NULL)
        fail_msg("no head of a plan: %s", head);
    *path++ = '\0';
    *message = '\0';
    plans_assert_refused(context, text, length, status + 1, path, message + 3);
}

/* Every plan of a collection; fails when it has none. */
static inline void plans_assert_all(attain_context *context, const char *name)
{
    char path[128];
    support_text text;
    char *head;
    int count = 0;

    snprintf(path, sizeof path, "tests/document/plans/%s.txt", name);
    text = plans_file(path);
    head = strstr(text.bytes, "--- ");
    while (head != NULL) {
        char *plan = strchr(head, '\n'), *next;

        assert_non_null(plan);
        *plan++ = '\0';
        next = strstr(plan, "\n--- ");
        plans_assert(context, head + 4, plan, next == NULL ? strlen(plan) : (size_t)(next - plan));
        head = next == NULL ? NULL : next + 1;
        count++;
    }
    assert_true(count > 0);
    support_text_free(&text);
}

#endif

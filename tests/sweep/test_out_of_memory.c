/* Every exported function, with its 1st, 2nd, 3rd ... allocation failing: the record says so, nothing leaks, handles
 * and outputs are as before, and the same call on the same handles then does what it does when nothing ever failed. */
#include <stdio.h>
#include <stdlib.h>

#include "sweep/sweep.h"

static const sweep_entry *const lists[] = {sweep_base_entries, sweep_table_entries, sweep_rules_entries,
                                           sweep_document_entries};

#define LISTS      (sizeof lists / sizeof lists[0])
#define ENTRIES    400
#define LINE_BYTES 128

/* ---- one entry ---- */

static void assert_same(support_text got, support_text wanted, const char *what, long nth)
{
    if (got.length != wanted.length || memcmp(got.bytes, wanted.bytes, got.length) != 0)
        fail_msg("allocation %ld failed: %s not as wanted:\n%s\n---\n%s", nth, what, got.bytes, wanted.bytes);
    support_text_free(&got);
}

/* What is so before the call, what is so after it, and what it made. */
typedef struct expected {
    long allocations;
    support_text before, after, outputs;
} expected;

static expected call_undisturbed(const sweep_entry *entry)
{
    sweep s;
    expected e;
    long asked;

    sweep_open(&s);
    e.before = sweep_describe(&s);
    asked = s.memory.asked;
    ASSERT_OK(s.context, entry->call(&s));
    e.allocations = s.memory.asked - asked;
    e.after = sweep_describe(&s);
    e.outputs = sweep_describe_outputs(&s);
    sweep_close(&s);
    return e;
}

static void assert_record(const sweep *s, const sweep_entry *entry, attain_status status)
{
    if (entry->silent)
        status = ATTAIN_OK;
    assert_int_equal(attain_context_error_status(s->context), status);
    assert_true((attain_context_error(s->context)[0] != '\0') == (status != ATTAIN_OK));
    assert_string_equal(attain_context_error_argument(s->context), "");
    assert_string_equal(attain_context_error_value(s->context), "");
    assert_int_equal(attain_context_error_row(s->context), -1);
}

static void call_disturbed(const sweep_entry *entry, const expected *e, long nth)
{
    sweep s;
    sweep_outputs untouched;
    attain_status status;
    long live;

    memset(&untouched, SWEEP_UNTOUCHED, sizeof untouched);
    sweep_open(&s);
    live = s.memory.live;
    s.memory.countdown = nth;
    status = entry->call(&s);
    s.memory.countdown = -1;
    if (status != ATTAIN_ERROR_MEMORY)
        fail_msg("allocation %ld failed: the call gave '%s'", nth, attain_status_name(status));
    assert_record(&s, entry, status);
    if (s.memory.live != live)
        fail_msg("allocation %ld failed: %ld blocks leaked", nth, s.memory.live - live);
    assert_memory_equal(&s.out, &untouched, sizeof untouched);
    assert_same(sweep_describe(&s), e->before, "handles after the failure", nth);
    ASSERT_OK(s.context, entry->call(&s));
    assert_record(&s, entry, ATTAIN_OK);
    assert_same(sweep_describe(&s), e->after, "handles after the same call again", nth);
    assert_same(sweep_describe_outputs(&s), e->outputs, "what the same call gave", nth);
    sweep_close(&s);
}

static void test_entry(void **state)
{
    const sweep_entry *entry = *state;
    expected e = call_undisturbed(entry);
    long nth;

    if (entry->allocates)
        assert_true(e.allocations > 0);
    else
        assert_int_equal(e.allocations, 0);
    for (nth = 0; nth < e.allocations; nth++)
        call_disturbed(entry, &e, nth);
    support_text_free(&e.before);
    support_text_free(&e.after);
    support_text_free(&e.outputs);
}

/* ---- all of them ---- */

static int has_entry(const char *function)
{
    const sweep_entry *entry;
    size_t i;

    for (i = 0; i < LISTS; i++)
        for (entry = lists[i]; entry->function != NULL; entry++)
            if (strcmp(entry->function, function) == 0)
                return 1;
    return 0;
}

static int is_exported(FILE *exports, const char *function)
{
    char line[LINE_BYTES];

    rewind(exports);
    while (fgets(line, sizeof line, exports) != NULL) {
        line[strcspn(line, "\n")] = '\0';
        if (strcmp(line, function) == 0)
            return 1;
    }
    return 0;
}

/* A new function without an entry fails this test, and so does an entry for a function that is gone. */
static void test_every_export_has_an_entry(void **state)
{
    FILE *exports = fopen(ATTAIN_SOURCE_DIR "/docs/abi/attain.exports", "rb");
    char line[LINE_BYTES];
    const sweep_entry *entry;
    size_t i, functions = 0;
    int lacking = 0;

    (void)state;
    assert_non_null(exports);
    while (fgets(line, sizeof line, exports) != NULL) {
        line[strcspn(line, "\n")] = '\0';
        functions++;
        if (!has_entry(line)) {
            print_error("tests/sweep has no entry for %s\n", line);
            lacking = 1;
        }
    }
    for (i = 0; i < LISTS; i++)
        for (entry = lists[i]; entry->function != NULL; entry++)
            if (!is_exported(exports, entry->function)) {
                print_error("%s has an entry and is not exported\n", entry->function);
                lacking = 1;
            }
    fclose(exports);
    assert_true(functions > 0);
    assert_false(lacking);
}

int main(void)
{
    static struct CMUnitTest tests[ENTRIES + 1];
    static char names[ENTRIES][LINE_BYTES];
    size_t i, count = 0;
    const sweep_entry *entry;

    for (i = 0; i < LISTS; i++)
        for (entry = lists[i]; entry->function != NULL; entry++) {
            if (count == ENTRIES)
                return EXIT_FAILURE;
            snprintf(names[count], LINE_BYTES, "%s%s%s", entry->function, entry->what[0] == '\0' ? "" : ": ",
                     entry->what);
            tests[count].name = names[count];
            tests[count].test_func = test_entry;
            tests[count].initial_state = (void *)entry;
            count++;
        }
    tests[count].name = "every export has an entry";
    tests[count].test_func = test_every_export_has_an_entry;
    return _cmocka_run_group_tests("out of memory", tests, count + 1, NULL, NULL);
}

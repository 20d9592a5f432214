/* ABC: the five rules on the guide's example, limits, exact cuts, negatives, the ends of 64 bits, memory. */
#include "support/support.h"

#define HEAD         "item,value,share,cumulative,class\n"
#define EXPLAIN_HEAD "class,cut,limit,items,item_share,value,value_share\n"

static attain_abc *model(attain_context *context)
{
    attain_abc *abc = NULL;

    ASSERT_OK(context, attain_abc_create(context, &abc));
    return abc;
}

static void assert_run(attain_context *context, const attain_abc *abc, const char *items_text, const char *expected,
                       const char *expected_classes)
{
    attain_table *items = support_read(context, attain_abc_input_schema(), items_text), *result = NULL, *classes = NULL;

    ASSERT_OK(context, attain_abc_run(context, abc, items, &result, expected_classes == NULL ? NULL : &classes));
    support_assert_csv(context, result, expected);
    if (expected_classes != NULL)
        support_assert_csv(context, classes, expected_classes);
    attain_table_destroy(result);
    attain_table_destroy(classes);
    attain_table_destroy(items);
}

static attain_table *make_items(attain_context *context, const int64_t *items, const attain_amount *values, size_t rows)
{
    attain_table *table = NULL;

    ASSERT_OK(context, attain_table_create(context, &table));
    ASSERT_OK(context, attain_table_add_i64(context, table, ATTAIN_TEXT("item"), items, NULL, rows));
    ASSERT_OK(context, attain_table_add_i64(context, table, ATTAIN_TEXT("value"), values, NULL, rows));
    return table;
}

/* The classes of the result in one word. */
static void assert_classes(attain_context *context, const attain_abc *abc, const attain_table *items,
                           const char *expected)
{
    attain_table *result = NULL;

    ASSERT_OK(context, attain_abc_run(context, abc, items, &result, NULL));
    assert_int_equal(attain_table_rows(result), strlen(expected));
    assert_memory_equal(attain_table_text_bytes(result, 4), expected, strlen(expected));
    attain_table_destroy(result);
}

static void cut(attain_context *context, attain_abc *abc, attain_rate first, attain_rate second)
{
    attain_rate cuts[2];

    cuts[0] = first;
    cuts[1] = second;
    ASSERT_OK(context, attain_abc_set_cuts(context, abc, cuts, second == 0 ? 1 : 2));
}

static void rule(attain_context *context, attain_abc *abc, int32_t value)
{
    ASSERT_OK(context, attain_abc_set_rule(context, abc, value));
}

/* ---- the guide's example ---- */

#define GUIDE "item,value\nrug,100.00\nlamp,200.00\ndesk,150.00\nvase,60.00\ncup,40.00\nsofa,200.00\ndesk,250.00\n"

static void test_guide_example(void **state)
{
    attain_abc *abc = model(*state);

    assert_run(*state, abc, GUIDE,
               HEAD "desk,400.00,0.4,0.4,A\nlamp,200.00,0.2,0.6,A\nsofa,200.00,0.2,0.8,A\nrug,100.00,0.1,0.9,B\n"
                    "vase,60.00,0.06,0.96,C\ncup,40.00,0.04,1,C\n",
               EXPLAIN_HEAD
               "A,0.8,,3,0.5,800.00,0.8\nB,0.95,,1,0.166666667,100.00,0.1\nC,,,2,0.333333333,100.00,0.1\n");
    attain_abc_destroy(abc);
}

/* Cumulative .4 .6 .8 .9 .96 1, before 0 .4 .6 .8 .9 .96, middle .2 .5 .7 .85 .93 .98, ties .4 .8 .8 .9 .96 1. */
static void test_rules(void **state)
{
    static const int64_t items[] = {0, 1, 2, 3, 4, 5};
    static const attain_amount values[] = {400, 200, 200, 100, 60, 40};
    static const struct {
        int32_t rule;
        const char *at_80_95, *at_70_96, *at_85_93;
    } cases[] = {
        {ATTAIN_ABC_WITHIN, "AAABCC", "AABBBC", "AAABCC"},  {ATTAIN_ABC_BELOW, "AABBCC", "AABBCC", "AAABCC"},
        {ATTAIN_ABC_THROUGH, "AAABBC", "AAABBC", "AAAABC"}, {ATTAIN_ABC_MIDPOINT, "AAABBC", "AAABBC", "AAAABC"},
        {ATTAIN_ABC_TIES, "AAABCC", "ABBBBC", "AAABCC"},
    };
    attain_abc *abc = model(*state);
    attain_table *table = make_items(*state, items, values, 6);
    size_t i;

    for (i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        rule(*state, abc, cases[i].rule);
        cut(*state, abc, ATTAIN_PERCENT(80), ATTAIN_PERCENT(95));
        assert_classes(*state, abc, table, cases[i].at_80_95);
        cut(*state, abc, ATTAIN_PERCENT(70), ATTAIN_PERCENT(96));
        assert_classes(*state, abc, table, cases[i].at_70_96);
        cut(*state, abc, ATTAIN_PERCENT(85), ATTAIN_PERCENT(93));
        assert_classes(*state, abc, table, cases[i].at_85_93);
    }
    attain_table_destroy(table);
    attain_abc_destroy(abc);
}

/* A third lies between two rates: 333,333,333 and 333,333,334 parts per billion. */
static void test_cuts_are_compared_exactly(void **state)
{
    static const int64_t items[] = {1, 2, 3};
    static const attain_amount values[] = {1, 1, 1};
    attain_abc *abc = model(*state);
    attain_table *table = make_items(*state, items, values, 3);
    int32_t which;

    cut(*state, abc, 333333333, 0);
    assert_classes(*state, abc, table, "BBB");
    cut(*state, abc, 333333334, 0);
    assert_classes(*state, abc, table, "ABB");
    cut(*state, abc, 666666666, 0);
    assert_classes(*state, abc, table, "ABB");
    cut(*state, abc, 666666667, 0);
    assert_classes(*state, abc, table, "AAB");
    for (which = ATTAIN_ABC_WITHIN; which <= ATTAIN_ABC_TIES; which++) {
        rule(*state, abc, which);
        cut(*state, abc, ATTAIN_RATE_ONE, 0); /* only below never takes the last */
        assert_classes(*state, abc, table, which == ATTAIN_ABC_BELOW ? "AAB" : "AAA");
        cut(*state, abc, ATTAIN_RATE_ONE - 1, 0);
        assert_classes(*state, abc, table,
                       which == ATTAIN_ABC_TIES                                  ? "BBB"
                       : which == ATTAIN_ABC_WITHIN || which == ATTAIN_ABC_BELOW ? "AAB"
                                                                                 : "AAA");
    }
    rule(*state, abc, ATTAIN_ABC_MIDPOINT); /* the middle of the second is exactly a half */
    cut(*state, abc, 500000000, 0);
    assert_classes(*state, abc, table, "AAB");
    cut(*state, abc, 499999999, 0);
    assert_classes(*state, abc, table, "ABB");
    attain_table_destroy(table);
    attain_abc_destroy(abc);
}

/* Fixed levels with an inclusive lower bound: A from 10000, B from 5000, C from 3000. */
static void test_limits(void **state)
{
    static const attain_amount limits[] = {10000, 5000, 3000}, around_zero[] = {1, 0, -100};
    static const int64_t items[] = {1, 2, 3, 4, 5, 6, 7, 8};
    static const attain_amount values[] = {10000, 9999, 6000, 5000, 4000, 3000, 2999, 2000};
    static const attain_amount low[] = {1, 0, -1, -100, -101, 2, -5, 0};
    attain_abc *abc = model(*state);
    attain_table *table = make_items(*state, items, values, 8);

    ASSERT_OK(*state, attain_abc_set_limits(*state, abc, limits, 3));
    assert_classes(*state, abc, table, "ABBBCCDD");
    attain_table_destroy(table);
    table = make_items(*state, items, low, 8); /* ranked 2 1 0 0 -1 -5 -100 -101: negatives by value too */
    ASSERT_OK(*state, attain_abc_set_limits(*state, abc, around_zero, 3));
    assert_classes(*state, abc, table, "AABBCCCD");
    attain_table_destroy(table);

    assert_run(*state, abc, "item,value\nx,3.00\ny,-1.00\nz,0.00\n", HEAD "x,3.00,1,1,A\nz,0.00,0,1,B\ny,-1.00,0,1,C\n",
               EXPLAIN_HEAD "A,,0.01,1,0.333333333,3.00,1\nB,,0.00,1,0.333333333,0.00,0\n"
                            "C,,-1.00,1,0.333333333,0.00,0\nD,,,0,0,0.00,0\n");
    attain_abc_destroy(abc);
}

/* ---- items ---- */

/* p is 5 in all, m is -1 and counts as 0, z is 0; equal values go by key. */
static void test_rows_are_summed_and_negatives_count_as_nothing(void **state)
{
    attain_abc *abc = model(*state);

    cut(*state, abc, ATTAIN_RATE_ONE, 0);
    assert_run(*state, abc, "item,value\np,2.00\nm,3.00\nz,0.00\np,3.00\nm,-4.00\no,5.00\n",
               HEAD "o,5.00,0.5,0.5,A\np,5.00,0.5,1,A\nz,0.00,0,1,A\nm,-1.00,0,1,B\n",
               EXPLAIN_HEAD "A,1,,3,0.75,10.00,1\nB,,,1,0.25,0.00,0\n");
    attain_abc_destroy(abc);
}

static void test_nothing_to_share(void **state)
{
    attain_abc *abc = model(*state);
    int32_t which;

    for (which = ATTAIN_ABC_WITHIN; which <= ATTAIN_ABC_TIES; which++) {
        rule(*state, abc, which);
        assert_run(*state, abc, "item,value\nb,-1.00\na,0.00\n", HEAD "a,0.00,0,0,C\nb,-1.00,0,0,C\n",
                   EXPLAIN_HEAD "A,0.8,,0,0,0.00,0\nB,0.95,,0,0,0.00,0\nC,,,2,1,0.00,0\n");
        assert_run(*state, abc, "item,value\n", HEAD,
                   EXPLAIN_HEAD "A,0.8,,0,0,0.00,0\nB,0.95,,0,0,0.00,0\nC,,,0,0,0.00,0\n");
        assert_run(*state, abc, "item,value\nx,7.00\n", /* one item is all of the value, and its middle a half */
                   which == ATTAIN_ABC_THROUGH || which == ATTAIN_ABC_MIDPOINT ? HEAD "x,7.00,1,1,A\n"
                                                                               : HEAD "x,7.00,1,1,C\n",
                   NULL);
    }
    attain_abc_destroy(abc);
}

/* Of 2 * 10^9, 1 is half a part per billion and 3 is one and a half: to the even neighbour. */
static void test_shares_round_half_to_even(void **state)
{
    static const int64_t items[] = {1, 2, 3, 4};
    static const attain_amount values[] = {1999999995, 3, 1, 1};
    attain_abc *abc = model(*state);
    attain_table *table = make_items(*state, items, values, 4), *result = NULL;

    ASSERT_OK(*state, attain_abc_run(*state, abc, table, &result, NULL));
    assert_int_equal(attain_table_i64(result, 2)[0], 999999998); /* ...997.5 */
    assert_int_equal(attain_table_i64(result, 2)[1], 2);
    assert_int_equal(attain_table_i64(result, 2)[2], 0);
    assert_int_equal(attain_table_i64(result, 3)[1], 999999999);
    assert_int_equal(attain_table_i64(result, 3)[2], 1000000000); /* 999999999.5 */
    assert_int_equal(attain_table_i64(result, 3)[3], 1000000000);
    attain_table_destroy(result);
    attain_table_destroy(table);
    attain_abc_destroy(abc);
}

static void test_integer_keys_go_by_number(void **state)
{
    attain_abc *abc = model(*state);

    assert_run(*state, abc, "item,value\n10,1.00\n9,1.00\n-1,1.00\n8,7.00\n",
               HEAD "8,7.00,0.7,0.7,A\n-1,1.00,0.1,0.8,A\n9,1.00,0.1,0.9,B\n10,1.00,0.1,1,C\n", NULL);
    rule(*state, abc, ATTAIN_ABC_TIES);
    assert_run(*state, abc, "item,value\n10,1.00\n9,1.00\n-1,1.00\n8,7.00\n",
               HEAD "8,7.00,0.7,0.7,A\n-1,1.00,0.1,0.8,C\n9,1.00,0.1,0.9,C\n10,1.00,0.1,1,C\n", NULL);
    attain_abc_destroy(abc);
}

static void test_order_of_rows_is_nothing(void **state)
{
    static const char *const rows[] = {"a,3.00\n", "b,1.00\n", "c,1.00\n", "d,-2.00\n", "a,-1.00\n"};
    attain_abc *abc = model(*state);
    size_t turn, i;

    for (turn = 0; turn < 10; turn++) { /* every rotation, both ways round */
        char text[128] = "item,value\n";

        for (i = 0; i < 5; i++)
            strcat(text, rows[turn < 5 ? (turn + i) % 5 : (turn + 5 - i) % 5]);
        assert_run(*state, abc, text, HEAD "a,2.00,0.5,0.5,A\nb,1.00,0.25,0.75,A\nc,1.00,0.25,1,C\nd,-2.00,0,1,C\n",
                   NULL);
    }
    attain_abc_destroy(abc);
}

/* ---- the ends of 64 bits ---- */

static void test_greatest_values(void **state)
{
    static const int64_t items[] = {1, 2, 3, 3, 3};
    attain_amount values[] = {INT64_MAX - 1, 1, INT64_MAX, INT64_MAX, INT64_MIN};
    attain_abc *abc = model(*state);
    attain_table *table = make_items(*state, items, values, 2), *result = NULL, *classes = NULL;
    int32_t which;

    cut(*state, abc, ATTAIN_RATE_ONE - 1, 0);
    for (which = ATTAIN_ABC_WITHIN; which <= ATTAIN_ABC_TIES; which++) {
        rule(*state, abc, which);
        /* before the second all but 1 of 2^63 - 1 is gone, more than all but a part per billion */
        assert_classes(*state, abc, table, which == ATTAIN_ABC_THROUGH || which == ATTAIN_ABC_MIDPOINT ? "AB" : "BB");
        cut(*state, abc, ATTAIN_RATE_ONE, 0);
        assert_classes(*state, abc, table, which == ATTAIN_ABC_BELOW ? "AB" : "AA");
        cut(*state, abc, ATTAIN_RATE_ONE - 1, 0);
    }
    attain_table_destroy(table);

    values[1] = 2; /* all together one too much */
    table = make_items(*state, items, values, 2);
    ASSERT_FAILS(*state, attain_abc_run(*state, abc, table, &result, &classes), ATTAIN_ERROR_OVERFLOW, "items.value",
                 -1);
    attain_table_destroy(table);

    table = make_items(*state, items, values, 4); /* item 3 alone too much */
    ASSERT_FAILS(*state, attain_abc_run(*state, abc, table, &result, &classes), ATTAIN_ERROR_OVERFLOW, "items.value",
                 2);
    attain_table_destroy(table);
    assert_null(result);
    assert_null(classes);

    values[0] = 0; /* 2 * (2^63 - 1) - 2^63 = 2^63 - 2 fits in the end, but not with the 2 of item 2 */
    table = make_items(*state, items, values, 5);
    ASSERT_FAILS(*state, attain_abc_run(*state, abc, table, &result, &classes), ATTAIN_ERROR_OVERFLOW, "items.value",
                 -1);
    attain_table_destroy(table);
    values[1] = 1;
    table = make_items(*state, items, values, 5);
    ASSERT_OK(*state, attain_abc_run(*state, abc, table, &result, &classes));
    assert_int_equal(attain_table_i64(result, 0)[0], 3);
    assert_true(attain_table_i64(result, 1)[0] == INT64_MAX - 1);
    attain_table_destroy(result);
    attain_table_destroy(classes);
    attain_table_destroy(table);
    attain_abc_destroy(abc);
}

/* The least value is item and class like any other negative one. */
static void test_least_value(void **state)
{
    static const int64_t items[] = {1, 2};
    static const attain_amount values[] = {INT64_MIN, INT64_MAX}, limits[] = {0, INT64_MIN};
    attain_abc *abc = model(*state);
    attain_table *table = make_items(*state, items, values, 2);

    assert_classes(*state, abc, table, "CC");
    ASSERT_OK(*state, attain_abc_set_limits(*state, abc, limits, 2));
    assert_classes(*state, abc, table, "AB");
    attain_table_destroy(table);
    attain_abc_destroy(abc);
}

/* ---- errors ---- */

static void test_refuses_bad_cuts_and_limits(void **state)
{
    static const attain_rate zero[] = {0}, beyond[] = {500000000, 1000000001}, equal[] = {800000000, 800000000};
    static const attain_rate good[] = {500000000};
    static const attain_amount rising[] = {1, 2}, same[] = {3, 2, 2};
    static const int64_t items[] = {1, 2};
    static const attain_amount values[] = {3, 1};
    attain_rate many[26];
    attain_abc *abc = model(*state);
    attain_table *table = make_items(*state, items, values, 2), *result = NULL, *classes = NULL;
    int32_t i;

    for (i = 0; i < 26; i++)
        many[i] = i + 1;
    ASSERT_FAILS(*state, attain_abc_create(*state, NULL), ATTAIN_ERROR_ARGUMENT, "out", -1);
    ASSERT_FAILS(*state, attain_abc_set_cuts(*state, NULL, good, 1), ATTAIN_ERROR_ARGUMENT, "abc", -1);
    ASSERT_FAILS(*state, attain_abc_set_cuts(*state, abc, NULL, 1), ATTAIN_ERROR_ARGUMENT, "cuts", -1);
    ASSERT_FAILS(*state, attain_abc_set_cuts(*state, abc, good, 0), ATTAIN_ERROR_ARGUMENT, "count", -1);
    ASSERT_FAILS(*state, attain_abc_set_cuts(*state, abc, many, 26), ATTAIN_ERROR_ARGUMENT, "count", -1);
    ASSERT_FAILS(*state, attain_abc_set_cuts(*state, abc, zero, 1), ATTAIN_ERROR_RULE, "cuts", 0);
    ASSERT_FAILS(*state, attain_abc_set_cuts(*state, abc, beyond, 2), ATTAIN_ERROR_RULE, "cuts", 1);
    ASSERT_FAILS(*state, attain_abc_set_cuts(*state, abc, equal, 2), ATTAIN_ERROR_RULE, "cuts", 1);
    ASSERT_FAILS(*state, attain_abc_set_limits(*state, NULL, values, 1), ATTAIN_ERROR_ARGUMENT, "abc", -1);
    ASSERT_FAILS(*state, attain_abc_set_limits(*state, abc, NULL, 1), ATTAIN_ERROR_ARGUMENT, "limits", -1);
    ASSERT_FAILS(*state, attain_abc_set_limits(*state, abc, values, 0), ATTAIN_ERROR_ARGUMENT, "count", -1);
    ASSERT_FAILS(*state, attain_abc_set_limits(*state, abc, rising, 2), ATTAIN_ERROR_RULE, "limits", 1);
    ASSERT_FAILS(*state, attain_abc_set_limits(*state, abc, same, 3), ATTAIN_ERROR_RULE, "limits", 2);
    ASSERT_FAILS(*state, attain_abc_set_rule(*state, NULL, 0), ATTAIN_ERROR_ARGUMENT, "abc", -1);
    ASSERT_FAILS(*state, attain_abc_set_rule(*state, abc, 5), ATTAIN_ERROR_ARGUMENT, "rule", -1);
    ASSERT_FAILS(*state, attain_abc_set_rule(*state, abc, -1), ATTAIN_ERROR_ARGUMENT, "rule", -1);
    assert_classes(*state, abc, table, "AC"); /* still 80 and 95: 75 % and 100 % */

    ASSERT_OK(*state, attain_abc_set_cuts(*state, abc, many, 25)); /* A to Z */
    ASSERT_OK(*state, attain_abc_run(*state, abc, table, &result, &classes));
    assert_int_equal(attain_table_rows(classes), 26);
    assert_memory_equal(attain_table_text_bytes(classes, 0), "ABCDEFGHIJKLMNOPQRSTUVWXYZ", 26);
    assert_memory_equal(attain_table_text_bytes(result, 4), "ZZ", 2);
    attain_table_destroy(result);
    attain_table_destroy(classes);
    attain_table_destroy(table);
    attain_abc_destroy(abc);
    attain_abc_destroy(NULL);
}

static void test_refuses_bad_items(void **state)
{
    static const int64_t numbers[] = {1, 2};
    static const uint8_t second_only = 2;
    attain_abc *abc = model(*state);
    attain_table *table = NULL, *result = NULL;

    ASSERT_OK(*state, attain_table_create(*state, &table));
    ASSERT_OK(*state, attain_table_add_i64(*state, table, ATTAIN_TEXT("item"), numbers, NULL, 2));
    ASSERT_FAILS(*state, attain_abc_run(*state, abc, table, &result, NULL), ATTAIN_ERROR_SCHEMA, "items.value", -1);
    ASSERT_OK(*state, attain_table_add_i64(*state, table, ATTAIN_TEXT("value"), numbers, &second_only, 2));
    ASSERT_FAILS(*state, attain_abc_run(*state, abc, table, &result, NULL), ATTAIN_ERROR_VALUE, "items.value", 0);
    ASSERT_FAILS(*state, attain_abc_run(*state, NULL, table, &result, NULL), ATTAIN_ERROR_ARGUMENT, "abc", -1);
    ASSERT_FAILS(*state, attain_abc_run(*state, abc, NULL, &result, NULL), ATTAIN_ERROR_ARGUMENT, "items", -1);
    ASSERT_FAILS(*state, attain_abc_run(*state, abc, table, NULL, NULL), ATTAIN_ERROR_ARGUMENT, "classes", -1);
    assert_int_equal(attain_abc_run(NULL, abc, table, &result, NULL), ATTAIN_ERROR_ARGUMENT);
    assert_null(result);
    attain_table_destroy(table);
    attain_abc_destroy(abc);
}

static void test_schemas(void **state)
{
    static const char *const out[] = {"item", "value", "share", "cumulative", "class"};
    size_t i;

    (void)state;
    assert_int_equal(attain_schema_columns(attain_abc_input_schema()), 2);
    for (i = 0; i < 2; i++)
        assert_string_equal(attain_schema_name(attain_abc_input_schema(), i, NULL), out[i]);
    assert_int_equal(attain_schema_columns(attain_abc_output_schema()), 5);
    for (i = 0; i < 5; i++)
        assert_string_equal(attain_schema_name(attain_abc_output_schema(), i, NULL), out[i]);
}

/* ---- cancelling, memory ---- */

static int32_t stop_at(uint64_t done, uint64_t total, void *user)
{
    int *left = user;

    assert_true(done <= total);
    return --*left == 0;
}

static void test_can_be_cancelled(void **state)
{
    attain_abc *abc = model(*state);
    attain_table *items = support_read(*state, attain_abc_input_schema(), GUIDE), *result = NULL;
    int n, left;

    for (n = 1;; n++) {
        attain_status status;

        left = n;
        ASSERT_OK(*state, attain_context_set_progress(*state, stop_at, &left));
        status = attain_abc_run(*state, abc, items, &result, NULL);
        if (status == ATTAIN_OK)
            break;
        assert_int_equal(status, ATTAIN_ERROR_CANCELLED);
        assert_null(result);
    }
    assert_true(n > 2);
    attain_table_destroy(result);
    attain_table_destroy(items);
    attain_abc_destroy(abc);
}

static attain_status run_once(attain_context *context, void *user)
{
    attain_abc *abc = NULL;
    attain_table *result = NULL, *classes = NULL;
    attain_status status = attain_abc_create(context, &abc);

    if (status == ATTAIN_OK)
        status = attain_abc_run(context, abc, user, &result, &classes);
    if (status != ATTAIN_OK) {
        assert_null(result);
        assert_null(classes);
    }
    attain_table_destroy(result);
    attain_table_destroy(classes);
    attain_abc_destroy(abc);
    return status;
}

static void test_out_of_memory(void **state)
{
    attain_table *items = support_read(*state, attain_abc_input_schema(), GUIDE);

    support_memory_sweep(run_once, items);
    attain_table_destroy(items);
}

/* A context with another allocator must not change what this one made: it would be freed by the wrong one. */
static void test_only_its_own_allocator_changes_it(void **state)
{
    support_memory memory = SUPPORT_MEMORY;
    attain_context *other = support_context(&memory);
    attain_abc *abc = NULL;
    static const int64_t half = ATTAIN_PERCENT(50);

    ASSERT_OK(*state, attain_abc_create(*state, &abc));
    ASSERT_FAILS(other, attain_abc_set_cuts(other, abc, &half, 1), ATTAIN_ERROR_ARGUMENT, "abc", -1);
    ASSERT_FAILS(other, attain_abc_set_limits(other, abc, &half, 1), ATTAIN_ERROR_ARGUMENT, "abc", -1);
    ASSERT_FAILS(other, attain_abc_set_rule(other, abc, ATTAIN_ABC_TIES), ATTAIN_ERROR_ARGUMENT, "abc", -1);
    attain_abc_destroy(abc);
    attain_context_destroy(other);
    assert_int_equal(memory.live, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        SUPPORT_TEST(test_guide_example),
        SUPPORT_TEST(test_rules),
        SUPPORT_TEST(test_cuts_are_compared_exactly),
        SUPPORT_TEST(test_limits),
        SUPPORT_TEST(test_rows_are_summed_and_negatives_count_as_nothing),
        SUPPORT_TEST(test_nothing_to_share),
        SUPPORT_TEST(test_shares_round_half_to_even),
        SUPPORT_TEST(test_integer_keys_go_by_number),
        SUPPORT_TEST(test_order_of_rows_is_nothing),
        SUPPORT_TEST(test_greatest_values),
        SUPPORT_TEST(test_least_value),
        SUPPORT_TEST(test_refuses_bad_cuts_and_limits),
        SUPPORT_TEST(test_refuses_bad_items),
        SUPPORT_TEST(test_schemas),
        SUPPORT_TEST(test_can_be_cancelled),
        SUPPORT_TEST(test_out_of_memory),
        SUPPORT_TEST(test_only_its_own_allocator_changes_it),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

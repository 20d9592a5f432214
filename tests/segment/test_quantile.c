/* Edges between bins: exact quantiles, the value on the edge, the ends of 64 bits, and their text. */
#include "support/support.h"

#include "segment/segment_internal.h"

/* Edges of the values, in one line of text. */
static const char *edges_text(const attain__edges *edges, int32_t decimals, char *text)
{
    char one[ATTAIN__I128_CAPACITY];
    int32_t i;

    text[0] = '\0';
    for (i = 0; i < edges->count; i++) {
        size_t length = attain__edges_format(edges, i, decimals, one);

        assert_int_equal(strlen(one), length);
        if (i > 0)
            strcat(text, " ");
        strcat(text, one);
    }
    return text;
}

static void quantile(const int64_t *sorted, size_t count, int32_t bins, int64_t offset, int upper, attain__edges *out)
{
    memset(out, 0xA5, sizeof *out);
    attain__edges_quantile(sorted, count, bins, offset, upper, out);
    assert_int_equal(out->bins, bins);
}

static void test_type_7(void **state)
{
    static const int64_t four[] = {1, 2, 3, 4}, three[] = {10, 20, 40}, two[] = {0, 1}, below[] = {-1, 0};
    attain__edges edges;
    char text[512];

    (void)state;
    quantile(four, 4, 5, 0, 0, &edges); /* positions 0.6 1.2 1.8 2.4 */
    assert_string_equal(edges_text(&edges, 0, text), "1.6 2.2 2.8 3.4");
    quantile(four, 4, 3, 0, 0, &edges); /* positions 1 and 2: on values */
    assert_string_equal(edges_text(&edges, 0, text), "2 3");
    quantile(three, 3, 4, 0, 0, &edges); /* positions 0.5 1 1.5 */
    assert_string_equal(edges_text(&edges, 0, text), "15 20 30");
    quantile(two, 2, 3, 0, 0, &edges);
    assert_string_equal(edges_text(&edges, 0, text), "0.333333333 0.666666667");
    assert_string_equal(edges_text(&edges, 2, text), "0.00333333333 0.00666666667");
    quantile(below, 2, 3, 0, 0, &edges);
    assert_string_equal(edges_text(&edges, 0, text), "-0.666666667 -0.333333333");
    quantile(two, 2, 3, 100, 0, &edges);
    assert_string_equal(edges_text(&edges, 2, text), "1.00333333333 1.00666666667");
}

/* Position 1.8 is 18.1 + 0.8 (18.7 - 18.1) = 18.58; 3.6 is 19.2 + 0.6 * 1.8; 5.4 is 21 + 0.4 * 0.4; 7.2 is 22.8. */
static void test_against_hand_worked_fractions(void **state)
{
    static const int64_t tenths[] = {143, 181, 187, 192, 210, 210, 214, 228, 228, 244};
    attain__edges edges;
    char text[512];

    (void)state;
    quantile(tenths, 10, 5, 0, 0, &edges); /* positions 1.8 3.6 5.4 7.2 */
    assert_string_equal(edges_text(&edges, 1, text), "18.58 20.28 21.16 22.8");
}

static void test_value_on_the_edge(void **state)
{
    static const int64_t values[] = {1, 2, 3, 4};
    attain__edges lower, upper;
    int64_t value;

    (void)state;
    quantile(values, 4, 3, 0, 0, &lower); /* edges 2 and 3 */
    quantile(values, 4, 3, 0, 1, &upper);
    for (value = 0; value <= 5; value++) {
        assert_int_equal(attain__edges_bin(&lower, value), value <= 2 ? 0 : value <= 3 ? 1 : 2);
        assert_int_equal(attain__edges_bin(&upper, value), value < 2 ? 0 : value < 3 ? 1 : 2);
    }
}

static void test_edge_between_whole_numbers(void **state)
{
    static const int64_t values[] = {-4, -3, 3, 4}; /* median 0; with 5 bins -3.4 -1.8 1.8 3.4 */
    attain__edges edges[2];
    int upper;

    (void)state;
    for (upper = 0; upper < 2; upper++) { /* no whole number lies on an edge: both rules agree */
        quantile(values, 4, 5, 0, upper, &edges[upper]);
        assert_int_equal(attain__edges_bin(&edges[upper], -4), 0);
        assert_int_equal(attain__edges_bin(&edges[upper], -3), 1);
        assert_int_equal(attain__edges_bin(&edges[upper], -2), 1);
        assert_int_equal(attain__edges_bin(&edges[upper], -1), 2);
        assert_int_equal(attain__edges_bin(&edges[upper], 1), 2);
        assert_int_equal(attain__edges_bin(&edges[upper], 2), 3);
        assert_int_equal(attain__edges_bin(&edges[upper], 3), 3);
        assert_int_equal(attain__edges_bin(&edges[upper], 4), 4);
    }
}

static void test_equal_edges_leave_bins_empty(void **state)
{
    static const int64_t values[] = {1, 1, 1, 1, 2, 3}; /* positions 1 2 3 4: edges 1 1 1 2 */
    attain__edges edges;

    (void)state;
    quantile(values, 6, 5, 0, 0, &edges);
    assert_int_equal(attain__edges_bin(&edges, 1), 0);
    assert_int_equal(attain__edges_bin(&edges, 2), 3);
    assert_int_equal(attain__edges_bin(&edges, 3), 4);
    quantile(values, 6, 5, 1, 1, &edges); /* edges 2 2 2 3 */
    assert_int_equal(attain__edges_bin(&edges, 1), 0);
    assert_int_equal(attain__edges_bin(&edges, 2), 3);
    assert_int_equal(attain__edges_bin(&edges, 3), 4);
}

static void test_few_values(void **state)
{
    static const int64_t one[] = {7};
    attain__edges edges;
    char text[512];

    (void)state;
    quantile(one, 1, 5, 0, 0, &edges);
    assert_string_equal(edges_text(&edges, 0, text), "7 7 7 7");
    assert_int_equal(attain__edges_bin(&edges, 7), 0);
    assert_int_equal(attain__edges_bin(&edges, 8), 4);
    quantile(one, 1, 1, 0, 0, &edges);
    assert_int_equal(edges.count, 0);
    assert_int_equal(attain__edges_bin(&edges, 8), 0);
    quantile(NULL, 0, 5, 0, 0, &edges);
    assert_int_equal(edges.count, 0);
    assert_int_equal(attain__edges_bin(&edges, 8), 0);
}

static void test_ends_of_64_bits(void **state)
{
    static const int64_t ends[] = {INT64_MIN, INT64_MAX}, top[] = {INT64_MAX, INT64_MAX};
    static const int64_t bottom[] = {INT64_MIN, INT64_MIN};
    attain__edges edges;
    char text[512];

    (void)state;
    quantile(ends, 2, 2, 0, 0, &edges); /* half of -1 */
    assert_string_equal(edges_text(&edges, 0, text), "-0.5");
    assert_int_equal(attain__edges_bin(&edges, -1), 0);
    assert_int_equal(attain__edges_bin(&edges, 0), 1);
    quantile(ends, 2, 100, 0, 1, &edges);
    assert_int_equal(attain__edges_bin(&edges, INT64_MIN), 0);
    assert_int_equal(attain__edges_bin(&edges, INT64_MAX), 99);

    quantile(top, 2, 3, 0, 0, &edges); /* nothing is above 2^63 - 1 */
    assert_string_equal(edges_text(&edges, 0, text), "9223372036854775807 9223372036854775807");
    assert_int_equal(attain__edges_bin(&edges, INT64_MAX), 0);
    quantile(top, 2, 3, 0, 1, &edges);
    assert_int_equal(attain__edges_bin(&edges, INT64_MAX), 2);
    quantile(top, 2, 3, INT64_C(1000000000000000), 1, &edges);
    assert_string_equal(edges_text(&edges, 0, text), "9224372036854775807 9224372036854775807");
    assert_int_equal(attain__edges_bin(&edges, INT64_MAX), 0);
    quantile(bottom, 2, 3, 0, 0, &edges);
    assert_string_equal(edges_text(&edges, 9, text), "-9223372036.854775808 -9223372036.854775808");
    assert_int_equal(attain__edges_bin(&edges, INT64_MIN), 0);
    assert_int_equal(attain__edges_bin(&edges, INT64_MIN + 1), 2);
}

/* The edge is a fraction a double cannot hold: 2^53 and 2^53 + 2 a third of the way. */
static void test_no_double_is_asked(void **state)
{
    static const int64_t values[] = {INT64_C(9007199254740992), INT64_C(9007199254740994)};
    attain__edges edges;
    char text[512];

    (void)state;
    quantile(values, 2, 3, 0, 0, &edges);
    assert_string_equal(edges_text(&edges, 0, text), "9007199254740992.666666667 9007199254740993.333333333");
    assert_int_equal(attain__edges_bin(&edges, INT64_C(9007199254740992)), 0);
    assert_int_equal(attain__edges_bin(&edges, INT64_C(9007199254740993)), 1);
    assert_int_equal(attain__edges_bin(&edges, INT64_C(9007199254740994)), 2);
}

static void test_fixed_cuts(void **state)
{
    static const int64_t cuts[] = {4, 5, 6, 8};
    static const int64_t values[] = {1, 3, 4, 5, 6, 7, 8, 14};
    static const int32_t bins[] = {0, 0, 1, 2, 3, 3, 4, 4};
    static const int64_t ends[] = {INT64_MIN, INT64_MAX};
    attain__edges edges;
    char text[512];
    size_t i;

    (void)state;
    attain__edges_fixed(cuts, 5, &edges);
    assert_string_equal(edges_text(&edges, 0, text), "4 5 6 8");
    assert_string_equal(edges_text(&edges, 2, text), "0.04 0.05 0.06 0.08");
    for (i = 0; i < sizeof values / sizeof values[0]; i++)
        assert_int_equal(attain__edges_bin(&edges, values[i]), bins[i]);
    attain__edges_fixed(ends, 3, &edges);
    assert_int_equal(attain__edges_bin(&edges, INT64_MIN), 1);
    assert_int_equal(attain__edges_bin(&edges, INT64_MAX - 1), 1);
    assert_int_equal(attain__edges_bin(&edges, INT64_MAX), 2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        SUPPORT_TEST(test_type_7),
        SUPPORT_TEST(test_against_hand_worked_fractions),
        SUPPORT_TEST(test_value_on_the_edge),
        SUPPORT_TEST(test_edge_between_whole_numbers),
        SUPPORT_TEST(test_equal_edges_leave_bins_empty),
        SUPPORT_TEST(test_few_values),
        SUPPORT_TEST(test_ends_of_64_bits),
        SUPPORT_TEST(test_no_double_is_asked),
        SUPPORT_TEST(test_fixed_cuts),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

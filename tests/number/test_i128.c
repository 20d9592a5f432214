/* 128-bit integers: against values worked out with unbounded integers (Python), and by identities. */
#include "support/support.h"

#include "number/number_internal.h"

#define NO_FIT INT64_C(4242424242424242) /* stands for a result that does not fit; no case has it as one */

static const attain__i128 least = {INT64_MIN, 0};
static const attain__i128 most = {INT64_MAX, UINT64_MAX};

static void assert_i128(attain__i128 got, attain__i128 expected)
{
    assert_true(got.high == expected.high);
    assert_true(got.low == expected.low);
}

/* Any 64-bit number, small ones as often as large ones. */
static int64_t random_number(uint64_t *state)
{
    uint64_t bits = support_random(state) >> support_random(state) % 64;

    return attain__of_size(bits >> 1, (int)(bits & 1));
}

static void test_multiply(void **state)
{
    static const struct {
        int64_t a, b;
        attain__i128 product;
    } cases[] = {
        {INT64_C(0), INT64_C(0), {INT64_C(0), UINT64_C(0x0)}},
        {INT64_C(0), INT64_MIN, {INT64_C(0), UINT64_C(0x0)}},
        {INT64_C(1), INT64_MIN, {INT64_C(-1), UINT64_C(0x8000000000000000)}},
        {INT64_C(-1), INT64_MIN, {INT64_C(0), UINT64_C(0x8000000000000000)}},
        {INT64_MIN, INT64_MIN, {INT64_C(4611686018427387904), UINT64_C(0x0)}},
        {INT64_MIN, INT64_MAX, {INT64_C(-4611686018427387904), UINT64_C(0x8000000000000000)}},
        {INT64_MAX, INT64_MAX, {INT64_C(4611686018427387903), UINT64_C(0x1)}},
        {INT64_MAX, INT64_C(-1), {INT64_C(-1), UINT64_C(0x8000000000000001)}},
        {INT64_C(-1), INT64_C(-1), {INT64_C(0), UINT64_C(0x1)}},
        {INT64_C(4294967296), INT64_C(4294967296), {INT64_C(1), UINT64_C(0x0)}},
        {INT64_C(4294967295), INT64_C(4294967295), {INT64_C(0), UINT64_C(0xFFFFFFFE00000001)}},
        {INT64_C(-4294967296), INT64_C(2147483648), {INT64_C(-1), UINT64_C(0x8000000000000000)}},
        {INT64_C(4611686018427387904), INT64_C(4), {INT64_C(1), UINT64_C(0x0)}},
        {INT64_C(3), INT64_C(-7), {INT64_C(-1), UINT64_C(0xFFFFFFFFFFFFFFEB)}},
        {INT64_C(123456789012345678),
         INT64_C(-987654321987654321),
         {INT64_C(-6609981184730618), UINT64_C(0x55BA1AA85CB44B12)}},
        {INT64_C(-3620148461534515652),
         INT64_C(4123121457819941542),
         {INT64_C(-809156984159600863), UINT64_C(0x77921EB0390112E8)}},
        {INT64_C(612071736042948676),
         INT64_C(-2690045118944072217),
         {INT64_C(-89256975616231623), UINT64_C(0x6414871C373E95C)}},
        {INT64_C(-5199636345276364944),
         INT64_C(3764238636245618788),
         {INT64_C(-1061036676559707216), UINT64_C(0x7AB97A2CFFDFE7C0)}},
        {INT64_C(6778460598849875392),
         INT64_C(2373563581136713931),
         {INT64_C(872192249716878223), UINT64_C(0x299FE79B4FBAC740)}},
        {INT64_C(-2023496487744440755),
         INT64_C(5417044107906603090),
         {INT64_C(-594217043533875509), UINT64_C(0x15F89056C3E45CAA)}},
        {INT64_C(-1350174898549238209),
         INT64_C(1248629320239489897),
         {INT64_C(-91391085551117401), UINT64_C(0x7DB29C25F2017CD7)}},
    };
    size_t i;

    (void)state;
    for (i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        assert_i128(attain__i128_multiply(cases[i].a, cases[i].b), cases[i].product);
        assert_i128(attain__i128_multiply(cases[i].b, cases[i].a), cases[i].product);
    }
}

static void test_divide_in_every_mode(void **state)
{
    static const struct {
        attain__i128 value;
        int64_t divisor;
        int64_t quotients[6]; /* half-even, half-up, down, up, floor, ceiling */
    } cases[] = {
        {{INT64_MIN, UINT64_C(0x0)}, INT64_MIN, {NO_FIT, NO_FIT, NO_FIT, NO_FIT, NO_FIT, NO_FIT}},
        {{INT64_MIN, UINT64_C(0x0)}, INT64_MAX, {NO_FIT, NO_FIT, NO_FIT, NO_FIT, NO_FIT, NO_FIT}},
        {{INT64_MAX, UINT64_C(0xFFFFFFFFFFFFFFFF)}, INT64_MAX, {NO_FIT, NO_FIT, NO_FIT, NO_FIT, NO_FIT, NO_FIT}},
        {{INT64_MAX, UINT64_C(0xFFFFFFFFFFFFFFFF)}, INT64_MIN, {NO_FIT, NO_FIT, NO_FIT, NO_FIT, NO_FIT, NO_FIT}},
        {{INT64_C(4611686018427387904), UINT64_C(0x0)},
         INT64_MIN,
         {INT64_MIN, INT64_MIN, INT64_MIN, INT64_MIN, INT64_MIN, INT64_MIN}},
        {{INT64_C(4611686018427387904), UINT64_C(0x0)}, INT64_MAX, {NO_FIT, NO_FIT, NO_FIT, NO_FIT, NO_FIT, NO_FIT}},
        {{INT64_C(4611686018427387903), UINT64_C(0x1)},
         INT64_MAX,
         {INT64_MAX, INT64_MAX, INT64_MAX, INT64_MAX, INT64_MAX, INT64_MAX}},
        {{INT64_C(-4611686018427387904), UINT64_C(0x8000000000000000)},
         INT64_MIN,
         {INT64_MAX, INT64_MAX, INT64_MAX, INT64_MAX, INT64_MAX, INT64_MAX}},
        {{INT64_C(-4611686018427387904), UINT64_C(0x8000000000000000)},
         INT64_MAX,
         {INT64_MIN, INT64_MIN, INT64_MIN, INT64_MIN, INT64_MIN, INT64_MIN}},
        {{INT64_C(4611686018427387903), UINT64_C(0x7FFFFFFFFFFFFFFF)},
         INT64_MAX,
         {NO_FIT, NO_FIT, INT64_MAX, NO_FIT, INT64_MAX, NO_FIT}},
        {{INT64_C(0), UINT64_C(0xFFFFFFFFFFFFFFFF)},
         INT64_C(2),
         {NO_FIT, NO_FIT, INT64_MAX, NO_FIT, INT64_MAX, NO_FIT}},
        {{INT64_C(-1), UINT64_C(0x1)},
         INT64_C(2),
         {INT64_MIN, INT64_MIN, INT64_C(-9223372036854775807), INT64_MIN, INT64_MIN, INT64_C(-9223372036854775807)}},
        {{INT64_C(-1), UINT64_C(0x0)}, INT64_C(2), {INT64_MIN, INT64_MIN, INT64_MIN, INT64_MIN, INT64_MIN, INT64_MIN}},
        {{INT64_C(-2), UINT64_C(0xFFFFFFFFFFFFFFFF)},
         INT64_C(2),
         {INT64_MIN, NO_FIT, INT64_MIN, NO_FIT, NO_FIT, INT64_MIN}},
        {{INT64_MIN, UINT64_C(0x0)}, INT64_C(1), {NO_FIT, NO_FIT, NO_FIT, NO_FIT, NO_FIT, NO_FIT}},
        {{INT64_MAX, UINT64_C(0xFFFFFFFFFFFFFFFF)}, INT64_C(-1), {NO_FIT, NO_FIT, NO_FIT, NO_FIT, NO_FIT, NO_FIT}},
        {{INT64_C(1), UINT64_C(0x0)},
         INT64_C(4611686018427387904),
         {INT64_C(4), INT64_C(4), INT64_C(4), INT64_C(4), INT64_C(4), INT64_C(4)}},
        {{INT64_C(0), UINT64_C(0xFFFFFFFFFFFFFFFF)},
         INT64_C(4294967297),
         {INT64_C(4294967295), INT64_C(4294967295), INT64_C(4294967295), INT64_C(4294967295), INT64_C(4294967295),
          INT64_C(4294967295)}},
        {{INT64_C(1048575), UINT64_C(0xFFFFFFFFFFF00000)},
         INT64_C(1099511627776),
         {INT64_C(17592186044416), INT64_C(17592186044416), INT64_C(17592186044415), INT64_C(17592186044416),
          INT64_C(17592186044415), INT64_C(17592186044416)}},
        {{INT64_C(4611686018427387903), UINT64_C(0x0)},
         INT64_C(9223372036854775806),
         {NO_FIT, NO_FIT, NO_FIT, NO_FIT, NO_FIT, NO_FIT}},
        {{INT64_C(4611686016279904256), UINT64_C(0x0)},
         INT64_MAX,
         {INT64_C(9223372032559808513), INT64_C(9223372032559808513), INT64_C(9223372032559808512),
          INT64_C(9223372032559808513), INT64_C(9223372032559808512), INT64_C(9223372032559808513)}},
        {{INT64_C(2305843008676823040), UINT64_C(0x3FFFFFFFFFFFFFFF)},
         INT64_C(9223372034707292161),
         {INT64_C(4611686018427387904), INT64_C(4611686018427387904), INT64_C(4611686018427387903),
          INT64_C(4611686018427387904), INT64_C(4611686018427387903), INT64_C(4611686018427387904)}},
        {{INT64_C(53198397), UINT64_C(0x5C60A2034D89071C)},
         INT64_C(-43827955411),
         {INT64_C(-22390668513840804), INT64_C(-22390668513840804), INT64_C(-22390668513840803),
          INT64_C(-22390668513840804), INT64_C(-22390668513840804), INT64_C(-22390668513840803)}},
        {{INT64_C(92746061637500), UINT64_C(0x1CBADDBC6C0C5FFF)},
         INT64_C(-1491264665964133),
         {INT64_C(-1147256353563066740), INT64_C(-1147256353563066740), INT64_C(-1147256353563066739),
          INT64_C(-1147256353563066740), INT64_C(-1147256353563066740), INT64_C(-1147256353563066739)}},
        {{INT64_C(6587656517), UINT64_C(0x58648E726FDC5EE7)},
         INT64_C(272166834070),
         {INT64_C(446493836165646325), INT64_C(446493836165646325), INT64_C(446493836165646325),
          INT64_C(446493836165646326), INT64_C(446493836165646325), INT64_C(446493836165646326)}},
        {{INT64_C(-97810200053829801), UINT64_C(0xBBDFBE5B56737F7A)},
         INT64_C(-9215671704702030284),
         {INT64_C(195783854504143081), INT64_C(195783854504143081), INT64_C(195783854504143080),
          INT64_C(195783854504143081), INT64_C(195783854504143080), INT64_C(195783854504143081)}},
        {{INT64_C(107097218875), UINT64_C(0x884499D78F61D213)},
         INT64_C(1820741961377),
         {INT64_C(1085049408159345704), INT64_C(1085049408159345704), INT64_C(1085049408159345704),
          INT64_C(1085049408159345705), INT64_C(1085049408159345704), INT64_C(1085049408159345705)}},
        {{INT64_C(14430856292556876), UINT64_C(0x29B913B697B87F8D)},
         INT64_C(1010277493800801436),
         {INT64_C(263494252249239379), INT64_C(263494252249239379), INT64_C(263494252249239379),
          INT64_C(263494252249239380), INT64_C(263494252249239379), INT64_C(263494252249239380)}},
        {{INT64_C(-16686061026), UINT64_C(0x50BEB9C9A570F5A6)},
         INT64_C(-509791324682),
         {INT64_C(603783317676318292), INT64_C(603783317676318292), INT64_C(603783317676318292),
          INT64_C(603783317676318293), INT64_C(603783317676318292), INT64_C(603783317676318293)}},
        {{INT64_C(-735637536), UINT64_C(0x7336DD7882A6F070)},
         INT64_C(-42274197957),
         {INT64_C(321002360898894687), INT64_C(321002360898894687), INT64_C(321002360898894686),
          INT64_C(321002360898894687), INT64_C(321002360898894686), INT64_C(321002360898894687)}},
    };
    size_t i;
    int32_t mode;

    (void)state;
    for (i = 0; i < sizeof cases / sizeof cases[0]; i++)
        for (mode = ATTAIN_ROUND_HALF_EVEN; mode <= ATTAIN_ROUND_CEILING; mode++) {
            int64_t got = 7;
            int failed = attain__i128_divide(cases[i].value, cases[i].divisor, mode, &got);

            if (cases[i].quotients[mode] == NO_FIT) {
                assert_int_equal(failed, 1);
                assert_true(got == 7);
            } else {
                assert_int_equal(failed, 0);
                assert_true(got == cases[i].quotients[mode]);
            }
        }
}

/* Quotients of numbers of quarters -9/4 to 9/4, worked out by hand. */
static void test_divide_halves_and_quarters(void **state)
{
    static const int8_t expected[6][19] = {
        /* -9  -8  -7  -6  -5  -4  -3  -2  -1  0  1  2  3  4  5  6  7  8  9 quarters */
        {-2, -2, -2, -2, -1, -1, -1, 0, 0, 0, 0, 0, 1, 1, 1, 2, 2, 2, 2},   /* half even */
        {-2, -2, -2, -2, -1, -1, -1, -1, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2},  /* half up: away from zero */
        {-2, -2, -1, -1, -1, -1, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2},    /* down */
        {-3, -2, -2, -2, -2, -1, -1, -1, -1, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3}, /* up */
        {-3, -2, -2, -2, -2, -1, -1, -1, -1, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2}, /* floor */
        {-2, -2, -1, -1, -1, -1, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3},    /* ceiling */
    };
    int32_t mode;
    int quarters;

    (void)state;
    for (mode = ATTAIN_ROUND_HALF_EVEN; mode <= ATTAIN_ROUND_CEILING; mode++)
        for (quarters = -9; quarters <= 9; quarters++) {
            int64_t got = 0;

            assert_int_equal(attain__i128_divide(attain__i128_from(quarters), 4, mode, &got), 0);
            assert_int_equal(got, expected[mode][quarters + 9]);
            assert_int_equal(attain__i128_divide(attain__i128_from(-quarters), -4, mode, &got), 0);
            assert_int_equal(got, expected[mode][quarters + 9]);
        }
}

static void test_divmod(void **state)
{
    static const struct {
        attain__i128 value;
        int64_t divisor;
        attain__i128 quotient;
        int64_t remainder;
    } cases[] = {
        {{INT64_MIN, UINT64_C(0x0)}, INT64_C(1), {INT64_MIN, UINT64_C(0x0)}, INT64_C(0)},
        {{INT64_MIN, UINT64_C(0x0)}, INT64_MAX, {INT64_C(-2), UINT64_C(0xFFFFFFFFFFFFFFFE)}, INT64_C(-2)},
        {{INT64_MAX, UINT64_C(0xFFFFFFFFFFFFFFFF)}, INT64_MAX, {INT64_C(1), UINT64_C(0x2)}, INT64_C(1)},
        {{INT64_MAX, UINT64_C(0xFFFFFFFFFFFFFFFF)}, INT64_C(1), {INT64_MAX, UINT64_C(0xFFFFFFFFFFFFFFFF)}, INT64_C(0)},
        {{INT64_MAX, UINT64_C(0xFFFFFFFFFFFFFFFF)},
         INT64_C(2),
         {INT64_C(4611686018427387903), UINT64_C(0xFFFFFFFFFFFFFFFF)},
         INT64_C(1)},
        {{INT64_C(0), UINT64_C(0x0)}, INT64_C(5), {INT64_C(0), UINT64_C(0x0)}, INT64_C(0)},
        {{INT64_C(-1), UINT64_C(0xFFFFFFFFFFFFFFF9)},
         INT64_C(2),
         {INT64_C(-1), UINT64_C(0xFFFFFFFFFFFFFFFD)},
         INT64_C(-1)},
        {{INT64_C(0), UINT64_C(0x7)}, INT64_C(2), {INT64_C(0), UINT64_C(0x3)}, INT64_C(1)},
        {{INT64_C(-1), UINT64_C(0xFFFFFFFFFFFFFFFF)}, INT64_MAX, {INT64_C(0), UINT64_C(0x0)}, INT64_C(-1)},
        {{INT64_MIN, UINT64_C(0x0)},
         INT64_C(10),
         {INT64_C(-922337203685477581), UINT64_C(0x3333333333333334)},
         INT64_C(-8)},
        {{INT64_MIN, UINT64_C(0x1)},
         INT64_C(1000000000000000000),
         {INT64_C(-10), UINT64_C(0xC6D11716DE2A2F8D)},
         INT64_C(-687303715884105727)},
        {{INT64_C(669260594276348691), UINT64_C(0xC4499050DE38F34E)},
         INT64_C(1000000000000000000),
         {INT64_C(0), UINT64_C(0xAB54A98CEB1F0AD2)},
         INT64_C(123456789012345678)},
    };
    size_t i;

    (void)state;
    for (i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        int64_t remainder = 0;

        assert_i128(attain__i128_divmod(cases[i].value, cases[i].divisor, &remainder), cases[i].quotient);
        assert_true(remainder == cases[i].remainder);
    }
}

/* (a * b + c) divided by b gives a and c back, for |c| < b, the sign of c that of a * b. */
static void test_divmod_undoes_multiply(void **state)
{
    uint64_t seed = 88172645463325252u;
    int round;

    (void)state;
    for (round = 0; round < 20000; round++) {
        int64_t a = random_number(&seed), b = random_number(&seed), c = random_number(&seed), remainder;
        attain__i128 value;

        if (b <= 0)
            continue;
        c %= b;
        if ((c < 0) != (a < 0))
            c = -c;
        if (a == 0)
            c = 0;
        assert_int_equal(attain__i128_add(attain__i128_multiply(a, b), attain__i128_from(c), &value), 0);
        assert_i128(attain__i128_divmod(value, b, &remainder), attain__i128_from(a));
        assert_true(remainder == c);
    }
}

static void test_add_and_subtract(void **state)
{
    attain__i128 out = {1, 2};
    const attain__i128 one = {0, 1}, minus_one = {-1, UINT64_MAX}, carried = {1, 0}, low_full = {0, UINT64_MAX};

    (void)state;
    assert_int_equal(attain__i128_add(low_full, one, &out), 0);
    assert_i128(out, carried);
    assert_int_equal(attain__i128_subtract(carried, one, &out), 0);
    assert_i128(out, low_full);
    assert_int_equal(attain__i128_add(one, minus_one, &out), 0);
    assert_int_equal(attain__i128_sign(out), 0);
    assert_int_equal(attain__i128_add(least, most, &out), 0);
    assert_i128(out, minus_one);
    assert_int_equal(attain__i128_subtract(minus_one, least, &out), 0);
    assert_i128(out, most);
    assert_int_equal(attain__i128_subtract(minus_one, most, &out), 0);
    assert_i128(out, least);

    out = carried;
    assert_int_equal(attain__i128_add(most, one, &out), 1);
    assert_int_equal(attain__i128_add(least, minus_one, &out), 1);
    assert_int_equal(attain__i128_subtract(least, one, &out), 1);
    assert_int_equal(attain__i128_subtract(most, minus_one, &out), 1);
    assert_int_equal(attain__i128_subtract(attain__i128_from(0), least, &out), 1);
    assert_i128(out, carried); /* as it was */
}

static void test_compare_sign_negate_narrow(void **state)
{
    const attain__i128 ordered[] = {{INT64_MIN, 0}, {-1, 0},         {-1, UINT64_MAX}, {0, 0},
                                    {0, 1},         {0, UINT64_MAX}, {1, 0},           {INT64_MAX, UINT64_MAX}};
    const int signs[] = {-1, -1, -1, 0, 1, 1, 1, 1};
    size_t i, j;
    int64_t narrow = 5;

    (void)state;
    for (i = 0; i < 8; i++) {
        assert_int_equal(attain__i128_sign(ordered[i]), signs[i]);
        for (j = 0; j < 8; j++) {
            int order = attain__i128_compare(ordered[i], ordered[j]);

            assert_true(i < j ? order < 0 : i > j ? order > 0 : order == 0);
        }
    }
    assert_i128(attain__i128_negate(ordered[4]), ordered[2]);
    assert_i128(attain__i128_negate(ordered[2]), ordered[4]);
    assert_i128(attain__i128_negate(ordered[3]), ordered[3]);
    assert_i128(attain__i128_negate(least), least);

    assert_int_equal(attain__i128_to_i64(attain__i128_from(INT64_MIN), &narrow), 0);
    assert_true(narrow == INT64_MIN);
    assert_int_equal(attain__i128_to_i64(attain__i128_from(INT64_MAX), &narrow), 0);
    assert_true(narrow == INT64_MAX);
    assert_int_equal(attain__i128_to_i64(attain__i128_negate(attain__i128_from(INT64_MIN)), &narrow), 1);
    assert_int_equal(attain__i128_to_i64(ordered[1], &narrow), 1);
    assert_int_equal(attain__i128_to_i64(ordered[5], &narrow), 1);
    assert_int_equal(attain__i128_to_i64(least, &narrow), 1);
    assert_true(narrow == INT64_MAX);
}

static void test_sizes(void **state)
{
    (void)state;
    assert_true(attain__size_of(INT64_MIN) == (uint64_t)1 << 63);
    assert_true(attain__size_of(-1) == 1);
    assert_true(attain__size_of(0) == 0);
    assert_true(attain__size_of(INT64_MAX) == INT64_MAX);
    assert_true(attain__of_size((uint64_t)1 << 63, 1) == INT64_MIN);
    assert_true(attain__of_size(1, 1) == -1);
    assert_true(attain__of_size(0, 1) == 0);
    assert_true(attain__of_size(INT64_MAX, 0) == INT64_MAX);
}

static void assert_format(attain__i128 value, int32_t decimals, int trim, const char *expected)
{
    char buffer[ATTAIN__I128_CAPACITY];
    size_t length = attain__i128_format(value, decimals, trim, buffer);

    assert_string_equal(buffer, expected);
    assert_int_equal(length, strlen(expected));
}

static void test_format(void **state)
{
    (void)state;
    assert_format(attain__i128_from(0), 0, 0, "0");
    assert_format(attain__i128_from(0), 3, 0, "0.000");
    assert_format(attain__i128_from(0), 3, 1, "0");
    assert_format(attain__i128_from(-5), 2, 0, "-0.05");
    assert_format(attain__i128_from(-50), 2, 1, "-0.5");
    assert_format(attain__i128_from(1200), 2, 0, "12.00");
    assert_format(attain__i128_from(1200), 2, 1, "12");
    assert_format(attain__i128_from(1200), 0, 1, "1200");
    assert_format(attain__i128_from(INT64_MIN), 0, 0, "-9223372036854775808");
    assert_format(least, 0, 0, "-170141183460469231731687303715884105728");
    assert_format(most, 0, 0, "170141183460469231731687303715884105727");
    assert_format(least, 38, 0, "-1.70141183460469231731687303715884105728");
    assert_format(attain__i128_from(-1), 38, 0, "-0.00000000000000000000000000000000000001");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_multiply),
        cmocka_unit_test(test_divide_in_every_mode),
        cmocka_unit_test(test_divide_halves_and_quarters),
        cmocka_unit_test(test_divmod),
        cmocka_unit_test(test_divmod_undoes_multiply),
        cmocka_unit_test(test_add_and_subtract),
        cmocka_unit_test(test_compare_sign_negate_narrow),
        cmocka_unit_test(test_sizes),
        cmocka_unit_test(test_format),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

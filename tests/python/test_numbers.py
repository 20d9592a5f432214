"""Amounts, rates and exact-sum splitting, against exact rational arithmetic."""

import decimal
import random
from array import array
from decimal import Decimal
from fractions import Fraction

import attain
import pytest


def largest_remainder(total, weights):
    """Hamilton's method in exact rationals, for a total that is not negative."""
    whole = sum(map(Fraction, weights))
    exact = [total * Fraction(weight) / whole for weight in weights]
    parts = [int(part) for part in exact]
    order = sorted(range(len(parts)), key=lambda index: (parts[index] - exact[index], index))
    for index in order[: total - sum(parts)]:
        parts[index] += 1
    return parts


# ---- allocation ----


def test_a_hundred_in_three():
    assert list(attain.allocate(10000, [1, 1, 1])) == [3334, 3333, 3333]


def test_five_by_seven_and_three_and_its_mirror():
    assert attain.allocate(5, [7, 3]) == [4, 1]  # 3.5 and 1.5: the unit goes to the first
    assert attain.allocate(-5, [7, 3]) == [-4, -1]


@pytest.mark.parametrize(
    "total, weights, parts",
    [
        (101, [1, 1, 1], [34, 34, 33]),
        (5, [0, 0, 1], [0, 0, 5]),
        (0, [0, 0, 1], [0, 0, 0]),
        (2, [1, 1, 1], [1, 1, 0]),
        (101, [3, 7], [30, 71]),  # 30.3 and 70.7
        (0, [], []),
        (100, [5], [100]),
        (2**63 - 1, [1, 1], [2**62, 2**62 - 1]),
        (-(2**63), [1], [-(2**63)]),
    ],
)
def test_known_splits(total, weights, parts):
    assert attain.allocate(total, weights) == parts


def test_random_splits_are_those_of_exact_arithmetic():
    numbers = random.Random(20240229)
    for _ in range(300):
        weights = [numbers.choice([0, 1, 1, 3, 10, 10**6, 10**12]) for _ in range(numbers.randint(1, 12))]
        weights[numbers.randrange(len(weights))] += 1
        total = numbers.randint(0, 10 ** numbers.randint(1, 15))
        parts = attain.allocate(total, weights)
        assert parts == largest_remainder(total, weights)
        assert sum(parts) == total
        assert attain.allocate(-total, weights) == [-part for part in parts]


def test_the_unit_can_go_to_the_largest_weight():
    # 1.67, 3.33 and 5: the remainders favour the first, the weights the last.
    assert attain.allocate(10, [1, 2, 3], rule="remainder") == [2, 3, 5]
    assert attain.allocate(10, [1, 2, 3], rule="ratio") == [1, 3, 6]


@pytest.mark.parametrize(
    "weights",
    [
        ["0.33", "0.66"],
        [Decimal("0.33"), Decimal("0.66")],
        [0.33, 0.66],
        ["33%", "66%"],
        [Fraction(33, 100), Fraction(66, 100)],
        [Fraction(1, 3), Fraction(2, 3)],
        [1, "2.0"],
        array("q", [33, 66]),
        memoryview(array("q", [33, 66])),
        (33, 66),
        range(33, 67, 33),
    ],
)
def test_weights_of_every_kind(weights):
    assert attain.allocate(10000, weights) == [3333, 6667]


def test_weights_that_are_an_array_are_borrowed():
    weights = array("q", [1, 2])
    assert attain.number._weights(weights)[0].obj is weights


def test_decimal_totals_give_decimals():
    parts = attain.allocate(Decimal("100.00"), [1, 1, 1])
    assert list(map(str, parts)) == ["33.34", "33.33", "33.33"]
    assert list(map(str, attain.allocate(Decimal("-1"), [1, 1]))) == ["-1", "0"]
    assert attain.allocate(Decimal("1E+2"), [1, 3]) == [25, 75]
    parts = attain.allocate(Decimal("1.0000000000"), [1, 2])  # more than nine decimals are no matter
    assert parts == [Decimal("0.3333333333"), Decimal("0.6666666667")]
    with decimal.localcontext() as context:
        context.prec = 3  # the caller's precision rounds nothing
        assert str(attain.allocate(Decimal("12345678.90"), [1])[0]) == "12345678.90"


def test_bounds():
    # 100 by 1:1:2 is 25, 25, 50; a floor of 40 for the first leaves 60 for 1:2.
    assert attain.allocate(100, [1, 1, 2], floors=[40, 0, 0]) == [40, 20, 40]
    assert attain.allocate(-100, [1, 1, 2], floors=[40, None, None]) == [-40, -20, -40]
    # A cap of 30 for the last leaves 70 for 1:1.
    assert attain.allocate(100, [1, 1, 2], caps=[None, None, 30]) == [35, 35, 30]
    parts = attain.allocate(Decimal("1.00"), [1, 1], floors=["0.7", Decimal(0)], caps=[1, "0.5"])
    assert parts == [Decimal("0.70"), Decimal("0.30")]


@pytest.mark.parametrize(
    "arguments, kind, argument, row",
    [
        ((10, [1, -1]), attain.BadValue, "weights", 1),
        ((10, [0, 0]), attain.BadValue, "weights", None),
        ((10, []), attain.InvalidArgument, "count", None),
        ((10, [1, float("nan")]), attain.BadValue, "weights", 1),
        ((10, [float("inf")]), attain.BadValue, "weights", 0),
        ((10, [Decimal("sNaN")]), attain.BadValue, "weights", 0),
        ((10, [1, "1,5"]), attain.BadFormat, "weights", 1),
        ((10, [1, ".5"]), attain.BadFormat, "weights", 1),
        ((10, [1, "٣"]), attain.BadFormat, "weights", 1),
        ((10, [1, 2**63]), attain.Overflow, "weights", 1),
        ((10, [2**62, 2**62]), attain.Overflow, "weights", 1),
        ((2**63, [1]), attain.Overflow, "total", None),
        ((-(2**63) - 1, [1]), attain.Overflow, "total", None),
        ((Decimal("1E+19"), [1]), attain.Overflow, "total", None),
        ((10.5, [1]), attain.BadValue, "total", None),
        ((True, [1]), attain.BadValue, "total", None),
        (("10", [1]), attain.BadValue, "total", None),
        ((Decimal("NaN"), [1]), attain.BadValue, "total", None),
        ((10, [1, 1], [6, 6]), attain.BadValue, "floors", 1),
        ((10, [1, 1], [1, -6]), attain.BadValue, "floors", 1),
        ((10, [1, 1], [1.5, 1]), attain.BadValue, "floors", 0),
        ((10, [1, 1], [1]), attain.InvalidArgument, "floors", None),
        ((10, [1, 1], None, [1, 1, 1]), attain.InvalidArgument, "caps", None),
        ((Decimal("1.0"), [1], ["0.05"]), attain.BadFormat, "floors", 0),
        ((10, [1, 1], None, None, "largest"), attain.InvalidArgument, "rule", None),
    ],
)
def test_bad_splits(arguments, kind, argument, row):
    with pytest.raises(attain.Error) as caught:
        attain.allocate(*arguments)
    assert (type(caught.value), caught.value.argument, caught.value.row) == (kind, argument, row)


@pytest.mark.parametrize("weights", ["1,1", b"11", 5, None, [None], [True], [[1]]])
def test_weights_that_are_none(weights):
    with pytest.raises(TypeError):
        attain.allocate(10, weights)


def test_a_split_is_explained():
    parts, explanation = attain.allocate(Decimal("10.00"), ["0.5", "1"], caps=[2, None], explain=True)
    assert parts == [Decimal("2.00"), Decimal("8.00")]
    assert explanation.decimal("amount") == parts
    assert explanation.decimal("weight") == [Decimal("0.5"), Decimal("1.0")]
    assert explanation["bound"].tolist() == ["cap", None]


# ---- rates ----


@pytest.mark.parametrize(
    "value, parts",
    [
        ("1.5%", 15_000_000),
        ("0.015", 15_000_000),
        ("-5%", -50_000_000),
        ("0.0000001%", 1),
        (Decimal("0.015"), 15_000_000),
        (Fraction(3, 200), 15_000_000),
        (0.015, 15_000_000),
        (0, 0),
        (1, 1_000_000_000),
        (Decimal(80), 80_000_000_000),
    ],
)
def test_rates(value, parts):
    assert attain.rate(value) == parts


@pytest.mark.parametrize(
    "value, kind",
    [
        ("1.5 %", attain.BadFormat),
        ("", attain.BadFormat),
        ("0.00000001%", attain.BadFormat),
        (Decimal("1E-10"), attain.BadFormat),
        (Fraction(1, 3), attain.BadFormat),
        (0.1 + 0.2, attain.BadFormat),
        (80, attain.BadValue),
        (float("nan"), attain.BadValue),
        ("99999999999", attain.Overflow),
        (Decimal(10**11), attain.Overflow),
    ],
)
def test_bad_rates(value, kind):
    with pytest.raises(kind) as caught:
        attain.rate(value)
    assert caught.value.argument == "rate"


# ---- minor units ----


@pytest.mark.parametrize(
    "value, decimals, minor",
    [
        ("1999.99", 2, 199999),
        ("-0.5", 1, -5),
        ("1.50", 1, 15),
        (Decimal("12.5"), 2, 1250),
        (Decimal("1E+3"), 0, 1000),
        (Fraction(1, 8), 3, 125),
        (7, 2, 700),
        (19.99, 2, 1999),
        (0.1, 2, 10),
        (-1e15, 2, -(10**17)),
        (1.005, 3, 1005),
        (92233720368547758, 2, 9223372036854775800),
        (1e-9, 9, 1),
    ],
)
def test_minor_units(value, decimals, minor):
    assert attain.minor_units(value, decimals) == minor
    assert attain.minor_units([value, None], decimals) == [minor, None]


@pytest.mark.parametrize(
    "value, kind",
    [
        (0.1 + 0.2, attain.BadFormat),
        (1.005, attain.BadFormat),
        ("1.005", attain.BadFormat),
        ("1,50", attain.BadFormat),
        ("15%", attain.BadFormat),
        (Decimal("0.001"), attain.BadFormat),
        (Fraction(1, 3), attain.BadFormat),
        (float("nan"), attain.BadValue),
        (float("-inf"), attain.BadValue),
        (Decimal("NaN"), attain.BadValue),
        (10**17, attain.Overflow),
        ("92233720368547758.08", attain.Overflow),
    ],
)
def test_what_is_no_exact_amount_is_refused_with_its_row(value, kind):
    with pytest.raises(kind) as caught:
        attain.minor_units([1, value])
    assert type(caught.value) is kind
    assert (caught.value.argument, caught.value.row) == ("values", 1)


def test_a_float_is_what_it_prints_as():
    """The quick way and the exact one agree, close to every boundary."""
    numbers = random.Random(7)
    for _ in range(3000):
        value = numbers.choice(
            [
                numbers.randint(-(10**14), 10**14) / 100,
                numbers.uniform(-1000, 1000),
                round(numbers.uniform(-(10**6), 10**6), 2),
                numbers.randint(10**15, 10**17) / 100,
            ]
        )
        exact = Fraction(Decimal(repr(value))) * 100
        if exact.denominator == 1:
            assert attain.minor_units(value) == exact
        else:
            with pytest.raises(attain.BadFormat):
                attain.minor_units(value)


def test_minor_units_of_nonsense():
    for value in (True, None, object()):
        with pytest.raises(TypeError):
            attain.minor_units(value)
    for decimals in (-1, 10):
        with pytest.raises(attain.InvalidArgument):
            attain.minor_units(1, decimals)


def test_major_units_undo_minor_units():
    assert attain.major_units(3500000) == Decimal("35000.00")
    assert attain.major_units([-5, None, 2**63 - 1], 2) == [
        Decimal("-0.05"),
        None,
        Decimal("92233720368547758.07"),
    ]
    assert attain.minor_units(attain.major_units(array("q", [1, -99]))) == [1, -99]
    with pytest.raises(attain.BadValue):
        attain.major_units(1.5)

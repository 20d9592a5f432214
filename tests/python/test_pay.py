"""Rate tables and pay plans, against exact rational arithmetic."""

import random
from decimal import Decimal
from fractions import Fraction

import attain
import pytest

TIERS = [(0, "1%"), (100_000_000, "1.5%"), (200_000_000, "2%")]  # of 0, 1 and 2 million
DEALS = {
    "deal": [1, 2, 3, 4],
    "payee": ["li"] * 4,
    "date": ["2024-02-01", "2024-05-01", "2024-06-01", "2024-09-01"],
    "amount": [90_000_000, 40_000_000, -10_000_000, 130_000_000],
}


def earned(mode, tiers, amount):
    """E(x) as the header defines it, exact, rounded half up away from zero."""
    x, rates = abs(amount), [Fraction(rate[:-1]) / 100 for _, rate in tiers]
    starts = [start for start, _ in tiers] + [None]
    if mode == "whole":
        rate = [rates[i] for i in range(len(rates)) if starts[i] <= x][-1]
        exact = rate * x
    else:
        exact = Fraction(0)
        for i, rate in enumerate(rates):
            top = x if starts[i + 1] is None else min(x, starts[i + 1])
            exact += rate * max(0, top - starts[i])
    size = abs(exact)
    rounded = int(size + Fraction(1, 2))
    return rounded if (exact >= 0) == (amount >= 0) else -rounded


def plan(**options):
    return attain.Pay().add_plan("field").add_rates("commission", **{"tiers": TIERS, **options})


# ---- rate tables ----


def test_marginal_and_whole():
    assert attain.Rates("marginal", TIERS).apply(250_000_000) == 3_500_000
    assert attain.Rates("whole", TIERS).apply(250_000_000) == 5_000_000


def test_a_tier_begins_at_its_from():
    whole = attain.Rates("whole", TIERS)
    assert whole.apply(99_999_999) == 1_000_000  # 999,999.99 rounded half up
    assert whole.apply(100_000_000) == 1_500_000


@pytest.mark.parametrize("mode", ["marginal", "whole"])
def test_rates_are_those_of_exact_arithmetic(mode):
    numbers = random.Random(5)
    tiers = [(0, "1.25%"), (1_000, "0.3333333%"), (70_001, "-2%"), (10**12, "12%")]
    rates = attain.Rates(mode, tiers)
    for _ in range(500):
        amount = numbers.choice([1, -1]) * numbers.randint(0, 10 ** numbers.randint(1, 14))
        assert rates.apply(amount) == earned(mode, tiers, amount)
        assert rates.apply(-amount) == -rates.apply(amount)
        prior = numbers.randint(-(10**6), 10**6)
        assert rates.apply(amount, prior) == rates.apply(prior + amount) - rates.apply(prior)


def test_rounding():
    half = [(0, "50%")]
    values = [1, 3, -1, -3]  # 0.5, 1.5, -0.5, -1.5
    for rounding, expected in {
        "half-up": [1, 2, -1, -2],
        "half-even": [0, 2, 0, -2],
        "down": [0, 1, 0, -1],
        "up": [1, 2, -1, -2],
    }.items():
        rates = attain.Rates("marginal", half, rounding=rounding)
        assert rates.rounding == rounding
        assert list(map(rates.apply, values)) == expected


def test_a_rate_table_can_be_read():
    rates = attain.Rates("whole", TIERS)
    assert rates.mode == "whole" and len(rates) == 3
    assert rates.tiers == [(0, "1%"), (100_000_000, "1.5%"), (200_000_000, "2%")]
    assert attain.Rates(rates.mode, rates.tiers, rates.rounding).apply(250_000_000) == 5_000_000
    assert repr(rates) == "<attain.Rates whole, 3 tiers>"
    assert attain.Rates().apply(10**12) == 0


@pytest.mark.parametrize(
    "arguments, kind, argument, row, value",
    [
        (("marginal", [(0, "1%"), (0, "2%")]), attain.BadRule, "tiers.from", 1, "0"),
        (("marginal", [(5, "1%")]), attain.BadRule, "tiers.from", 0, "5"),
        (("marginal", [(0, "1%"), (1.5, "2%")]), attain.BadValue, "tiers.from", 1, "1.5"),
        (("marginal", [(0, "1%"), (2**63, "2%")]), attain.Overflow, "tiers.from", 1, str(2**63)),
        (("marginal", [(0, "1 %")]), attain.BadFormat, "tiers.rate", 0, "1 %"),
        (("marginal", [(0, float("nan"))]), attain.BadValue, "tiers.rate", 0, "nan"),
        (("marginal", [(0, 15)]), attain.BadValue, "tiers.rate", 0, "15"),
        (("marginal", [0]), attain.InvalidArgument, "tiers", 0, "0"),
        (("stepped", []), attain.InvalidArgument, "mode", None, "stepped"),
        (("whole", [], "floor"), attain.InvalidArgument, "rounding", None, "4"),
    ],
)
def test_bad_rates(arguments, kind, argument, row, value):
    with pytest.raises(attain.Error) as caught:
        attain.Rates(*arguments)
    error = caught.value
    assert (type(error), error.argument, error.row, error.value) == (kind, argument, row, value)


def test_amounts_beyond_64_bits():
    rates = attain.Rates("marginal", [(0, "200%")])
    assert rates.apply(2**62 - 1) == 2**63 - 2
    for arguments in ((2**62,), (2**63,), (1, 2**63), (2**62, 2**62)):
        with pytest.raises(attain.Overflow):
            rates.apply(*arguments)


# ---- plans ----


def test_a_year_of_deals():
    table = plan().run(DEALS)
    assert list(table) == [
        {
            "plan": "field",
            "component": "commission",
            "payee": "li",
            "period": "2024",
            "basis": 250_000_000,
            "amount": 3_500_000,
        }
    ]
    assert table.decimal("amount") == [Decimal("35000.00")]
    assert plan(mode="whole").run(DEALS)["amount"].tolist() == [5_000_000]


def test_the_deals_sum_to_the_year():
    table = plan().run(DEALS, by="deal")
    assert table.columns == ["plan", "component", "deal", "payee", "date", "basis", "amount"]
    assert table["amount"].tolist() == [900_000, 550_000, -150_000, 2_200_000]
    tiers = plan().run(DEALS, by="tier")
    assert tiers["tier"].tolist() == [0, 1, 2] and tiers["amount"].tolist() == [1_000_000, 1_500_000, 1_000_000]


def test_the_order_of_rows_does_not_matter():
    rows = list(zip(*DEALS.values()))
    for seed in range(6):
        random.Random(seed).shuffle(rows)
        shuffled = dict(zip(DEALS, zip(*rows)))
        assert plan().run(shuffled, by="deal").to_dict() == plan().run(DEALS, by="deal").to_dict()


def test_refunds_mirror():
    mirrored = {**DEALS, "amount": [-amount for amount in DEALS["amount"]]}
    for mode in ("marginal", "whole"):
        for by in ("period", "deal"):
            amounts = plan(mode=mode).run(DEALS, by=by)["amount"].tolist()
            assert plan(mode=mode).run(mirrored, by=by)["amount"].tolist() == [-amount for amount in amounts]


@pytest.mark.parametrize(
    "accumulate, periods",
    [
        ("year", ["2024"]),
        ("quarter", ["2024-Q1", "2024-Q2", "2024-Q3"]),
        ("month", ["2024-02", "2024-05", "2024-06", "2024-09"]),
        ("deal", ["2024-02-01", "2024-05-01", "2024-06-01", "2024-09-01"]),
    ],
)
def test_accumulation(accumulate, periods):
    table = plan(accumulate=accumulate).run(DEALS)
    assert table["period"].tolist() == periods
    sums = {
        "year": [250_000_000],
        "quarter": [90_000_000, 30_000_000, 130_000_000],
    }.get(accumulate, DEALS["amount"])
    assert table["basis"].tolist() == sums
    assert table["amount"].tolist() == [earned("marginal", TIERS, amount) for amount in sums]


def test_a_fiscal_year():
    assert plan(accumulate="year").run(DEALS, calendar=6)["period"].tolist() == ["2023", "2024"]
    assert plan().run(DEALS, calendar=attain.Calendar(6))["basis"].tolist() == [130_000_000, 120_000_000]


def test_payees_plans_and_other_columns():
    pay = attain.Pay(decimals=0)
    pay.add_plan("a").add_rates("units", basis="units", accumulate="month", tiers=[(0, "100%")])
    pay.add_rates("share", basis="margin", rates=attain.Rates("marginal", [(0, "10%")]))
    pay.add_plan("b").add_rates("units", basis="units", tiers=[(0, "50%")])
    assert pay.decimals == 0
    needed = {column.name: column.required for column in pay.input_schema()}
    assert needed == {"payee": True, "date": True, "units": True, "margin": True, "deal": False}
    deals = {"Seller": [9, 7], "date": ["2024-01-05", "2024-01-06"], "units": [4, 6], "margin": [100, 200]}
    table = pay.run(deals, columns={"payee": "Seller"})
    assert [(row["plan"], row["component"], row["payee"], row["amount"]) for row in table] == [
        ("a", "units", 7, 6),
        ("a", "units", 9, 4),
        ("a", "share", 7, 20),
        ("a", "share", 9, 10),
        ("b", "units", 7, 3),
        ("b", "units", 9, 2),
    ]
    assert table.decimals("amount") == 0


def test_the_explanation_replays_to_the_cent():
    table, steps = plan(mode="whole").run(DEALS, by="deal", explain=True)
    by_deal = {}
    for step in steps:
        by_deal[step["deal"]] = by_deal.get(step["deal"], 0) + step["amount"]
    assert by_deal == dict(zip(table["deal"], table["amount"]))
    assert set(steps["step"]) == {"tier", "re-rate"}


def test_no_deals_no_pay():
    assert len(plan().run([])) == 0
    assert len(attain.Pay().run(DEALS)) == 0


def test_schemas():
    for by in ("period", "deal", "tier"):
        assert [column.name for column in attain.Pay.output_schema(by)] == plan().run(DEALS, by=by).columns


@pytest.mark.parametrize(
    "function, kind, argument, row",
    [
        (lambda: attain.Pay().add_rates("c"), attain.BadRule, "pay", None),
        (lambda: attain.Pay().add_plan("a").add_plan("a"), attain.BadRule, "id", None),
        (lambda: attain.Pay().add_plan(""), attain.InvalidArgument, "id", None),
        (lambda: plan().add_rates("commission"), attain.BadRule, "id", None),
        (lambda: plan(accumulate="week"), attain.InvalidArgument, "accumulate", None),
        (lambda: plan(tiers=[(0, "1%"), (0, "2%")]), attain.BadRule, "tiers.from", 1),
        (lambda: plan(rounding="ceiling"), attain.InvalidArgument, "rounding", None),
        (lambda: attain.Pay(decimals=10), attain.InvalidArgument, "decimals", None),
        (lambda: plan().run(DEALS, by="month"), attain.InvalidArgument, "by", None),
        (lambda: plan().run({**DEALS, "amount": [1, 2.5, 3, 4]}), attain.BadSchema, "deals.amount", 1),
        (lambda: plan().run({**DEALS, "payee": ["li", None] * 2}), attain.BadValue, "deals.payee", 1),
        (lambda: plan(basis="margin").run(DEALS), attain.BadSchema, "deals.margin", None),
        (lambda: plan().run(attain.Table(DEALS, decimals=3)), attain.BadSchema, "deals.amount", None),
        (
            lambda: plan().run({k: v for k, v in DEALS.items() if k != "deal"}, by="deal"),
            attain.BadSchema,
            "deals.deal",
            None,
        ),
        (lambda: plan().run({**DEALS, "amount": [2**62] * 4}), attain.Overflow, None, None),
        (lambda: attain.Pay.from_document({"attain": 1}), attain.InvalidArgument, "document", None),
    ],
)
def test_bad_pay(function, kind, argument, row):
    with pytest.raises(attain.Error) as caught:
        function()
    error = caught.value
    assert type(error) is kind
    if argument is not None:
        assert (error.argument, error.row) == (argument, row)

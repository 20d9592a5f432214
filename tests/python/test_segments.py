"""RFM scores, segment rules and ABC classes."""

import random
from datetime import date
from decimal import Decimal
from fractions import Fraction

import attain
import pytest

ORDERS = {
    "customer": ["a", "b", "b", "c", "c", "c", "d", "e", "e"],
    "date": [
        "2024-01-01",
        "2024-06-01",
        "2024-03-01",
        "2024-12-01",
        "2024-11-01",
        "2024-12-30",
        "2023-12-31",
        "2024-12-15",
        "2024-12-20",
    ],
    "amount": [10000, 20000, 30000, 5000, 5000, 5000, 90000, 40000, -10000],
}
AS_OF = "2024-12-31"


def scores(table, *names):
    return {row["customer"]: tuple(row[name] for name in names) for row in table}


def quantile_scores(values, bins):
    """Scores by type 7 quantile edges in exact rationals: one more than the edges below a value."""
    ordered, found = sorted(values), []
    for edge in range(1, bins):
        place = Fraction((len(ordered) - 1) * edge, bins)
        low = int(place)
        high = min(low + 1, len(ordered) - 1)
        found.append(ordered[low] + (place - low) * (ordered[high] - ordered[low]))
    return [1 + sum(edge < value for edge in found) for value in values]


# ---- RFM ----


def test_recency_frequency_and_monetary():
    table = attain.rfm(ORDERS, AS_OF, segments=False)
    assert table.columns == ["customer", "recency", "frequency", "monetary", "r", "f", "m", "segment"]
    # Days to the last purchase, purchases, net amounts. The refund of e is money and no purchase.
    assert scores(table, "recency", "frequency", "monetary") == {
        "a": (365, 1, 10000),
        "b": (213, 2, 50000),
        "c": (1, 3, 15000),
        "d": (366, 1, 90000),
        "e": (16, 1, 30000),
    }
    assert table["segment"].tolist() == [None] * 5


@pytest.mark.parametrize("bins", [1, 2, 3, 5, 7, 100])
def test_quantile_scores(bins):
    numbers = random.Random(bins)
    orders = {
        "customer": [numbers.randint(1, 60) for _ in range(400)],
        "date": [date.fromordinal(738000 + numbers.randint(0, 300)) for _ in range(400)],
        "amount": [numbers.choice([100, 250, 250, 999, 10**7]) for _ in range(400)],
    }
    table = attain.rfm(orders, date.fromordinal(738400), bins=bins, segments=False)
    assert table["f"].tolist() == quantile_scores(table["frequency"].tolist(), bins)
    assert table["m"].tolist() == quantile_scores(table["monetary"].tolist(), bins)
    expected = [bins + 1 - score for score in quantile_scores(table["recency"].tolist(), bins)]
    assert table["r"].tolist() == expected


def test_the_order_of_rows_does_not_matter():
    rows = list(zip(*ORDERS.values()))
    expected = attain.rfm(ORDERS, AS_OF).to_dict()
    for seed in range(5):
        random.Random(seed).shuffle(rows)
        assert attain.rfm(dict(zip(ORDERS, zip(*rows))), AS_OF).to_dict() == expected


def test_bins_of_each_dimension():
    for bins in ((5, 4, 3), [5, 4, 3], {"recency": 5, "monetary": 3, "frequency": 4}):
        assert attain.Rfm(bins=bins).bins == (5, 4, 3)
    assert attain.Rfm(bins={"frequency": 2}).bins == (5, 2, 5)
    assert attain.Rfm(cuts={"recency": [30, 90]}).bins == (3, 5, 5)


def test_fixed_cuts():
    # A value counts the cuts it has reached; few days are best.
    thresholds = [115, 181, 297, 482]
    days = [114, 115, 180, 181, 297, 481, 482]
    as_of = date(2024, 12, 31)
    orders = {
        "customer": days,
        "date": [date.fromordinal(as_of.toordinal() - day) for day in days],
        "amount": [100] * len(days),
    }
    table = attain.rfm(orders, as_of, cuts={"recency": thresholds}, segments=False)
    assert scores(table, "r") == {114: (5,), 115: (4,), 180: (4,), 181: (3,), 297: (2,), 481: (2,), 482: (1,)}


def test_options():
    later = {"customer": ["a", "a"], "date": ["2024-12-30", "2025-01-05"], "amount": [100, 200]}
    run = lambda **options: scores(
        attain.rfm(later, AS_OF, bins=1, segments=False, **options), "recency", "frequency", "monetary"
    )["a"]
    assert run() == run(later="ignore") == (1, 1, 100)
    assert run(later="keep") == (-5, 2, 300)
    with pytest.raises(attain.BadValue) as caught:
        run(later="error")
    assert (caught.value.argument, caught.value.row) == ("orders.date", 1)
    assert scores(attain.rfm(ORDERS, AS_OF, refunds="as-is"), "recency", "frequency")["e"] == (11, 2)
    lines = {**later, "date": ["2024-12-30", "2024-12-30"], "order": [7, 7]}
    assert attain.rfm(lines, AS_OF, segments=False)["frequency"].tolist() == [1]
    assert attain.rfm(lines, AS_OF, segments=False, counting="rows")["frequency"].tolist() == [2]


def test_edges_and_offsets():
    # Amounts 1.00 to 5.00 in two bins: the one edge is 3.00.
    orders = {"customer": [1, 2, 3, 4, 5], "date": ["2024-12-01"] * 5, "amount": [100, 200, 300, 400, 500]}
    run = lambda **options: attain.rfm(orders, AS_OF, bins=2, segments=False, **options)["m"].tolist()
    assert run() == run(edge="lower") == [1, 1, 1, 2, 2]
    assert run(edge="upper") == [1, 1, 2, 2, 2]
    assert run(edge_offset=1) == [1, 1, 1, 1, 2]  # the edge is 4.00
    assert run(edge="upper", edge_offset=1) == [1, 1, 1, 2, 2]
    _, explanation = attain.rfm(orders, AS_OF, bins=2, segments=False, explain=True)
    edges = [row for row in explanation if row["dimension"] == "monetary"]
    assert [(row["bin"], row["low"], row["high"], row["customers"]) for row in edges] == [
        (1, None, "3", 3),
        (2, "3", None, 2),
    ]


def test_which_segments_are_used():
    named = lambda **options: set(attain.rfm(ORDERS, AS_OF, **options)["segment"])
    standard = set(attain.rfm(ORDERS, AS_OF, segments="standard")["segment"])
    preset = attain.rfm(ORDERS, AS_OF, preset="rfm-r", segments="rfm-r")["segment"].tolist()
    assert named() == standard and None not in standard
    assert attain.rfm(ORDERS, AS_OF, preset="rfm-r")["segment"].tolist() == preset
    assert named(bins=4) == named(bins=(5, 5, 4)) == named(segments=False) == {None}
    assert named(bins=4, segments="standard") != {None}
    assert named(segments=[{"segment": "all"}]) == named(segments=attain.Segments([{"segment": "all"}])) == {"all"}


def test_a_model_can_be_used_again():
    model = attain.Rfm(preset="rfm-r", bins=3)
    first = model.run(ORDERS, AS_OF, segments=False).to_dict()
    assert model.run(attain.Table(ORDERS), date(2024, 12, 31), segments=False).to_dict() == first
    assert attain.rfm(ORDERS, AS_OF, bins=3, preset="rfm-r", segments=False).to_dict() == first


@pytest.mark.parametrize(
    "options, kind, argument",
    [
        ({"bins": 0}, attain.InvalidArgument, "bins"),
        ({"bins": 101}, attain.InvalidArgument, "bins"),
        ({"bins": 2**32 + 5}, attain.InvalidArgument, "bins"),
        ({"bins": (5, 5)}, attain.InvalidArgument, "bins"),
        ({"bins": "555"}, attain.InvalidArgument, "bins"),
        ({"bins": {"r": 5}}, attain.InvalidArgument, "bins"),
        ({"preset": "sas"}, attain.BadValue, "preset"),
        ({"cuts": {"recency": [90, 30]}}, attain.BadRule, "cuts.recency"),
        ({"cuts": {"recency": []}}, attain.InvalidArgument, "cuts.recency"),
        ({"cuts": {"monetary": [1.5]}}, attain.BadValue, "cuts.monetary"),
        ({"cuts": {"money": [1]}}, attain.InvalidArgument, "cuts"),
        ({"refunds": "ignore"}, attain.InvalidArgument, "refunds"),
        ({"later": "drop"}, attain.InvalidArgument, "later"),
        ({"counting": "days"}, attain.InvalidArgument, "counting"),
        ({"edge": "middle"}, attain.InvalidArgument, "edge"),
        ({"edge_offset": -1}, attain.InvalidArgument, "edge_offset"),
        ({"segments": "nobody"}, attain.BadValue, "name"),
        ({"segments": [{"r": 5}]}, attain.InvalidArgument, "rules"),
    ],
)
def test_bad_models(options, kind, argument):
    with pytest.raises(attain.Error) as caught:
        attain.rfm(ORDERS, AS_OF, **options)
    assert (type(caught.value), caught.value.argument) == (kind, argument)


def test_a_bad_day():
    with pytest.raises(attain.BadValue) as caught:
        attain.rfm(ORDERS, "2024-02-30")
    assert (caught.value.argument, caught.value.value) == ("as_of", "2024-02-30")


def test_sums_beyond_64_bits():
    orders = {"customer": [1, 1], "date": ["2024-01-01"] * 2, "amount": [2**62, 2**62]}
    with pytest.raises(attain.Overflow):
        attain.rfm(orders, AS_OF)


# ---- segment rules ----


def test_the_first_rule_that_fits_wins():
    # The table of 恒远建材, in minor units: core from 3 purchases and 500,000, potential 1 or 2 from 200,000.
    segments = attain.Segments(default="other")
    segments.add("core", frequency=(3, None), monetary=(50_000_000, None))
    segments.add("potential", frequency=(1, 2), monetary=[20_000_000, 50_000_000]).add("once", frequency=1)
    assert len(segments) == 3 and repr(segments) == "<attain.Segments 3 rules>"
    purchases = [("a", 4, 60_000_000), ("b", 2, 20_000_000), ("c", 1, 100), ("d", 4, 30_000_000), ("e", 2, 60_000_000)]
    orders = [
        {"customer": name, "date": "2024-05-01", "amount": total // count}
        for name, count, total in purchases
        for _ in range(count)
    ]
    table = attain.rfm(orders, AS_OF, segments=segments)
    assert scores(table, "segment") == {
        "a": ("core",),
        "b": ("potential",),
        "c": ("once",),
        "d": ("other",),  # the two holes of the table
        "e": ("other",),
    }


def test_rules_from_a_file_and_from_facts(tmp_path):
    path = tmp_path / "rules.csv"
    path.write_text("segment,r_lo,r_hi,monetary_lo\nbest,5,5,\nrich,,,500.00\n")
    for segments in (
        attain.Segments.read_csv(path),
        attain.Segments.from_table(
            {"segment": ["best", "rich"], "r_lo": [5, None], "r_hi": [5, None], "monetary_lo": [None, 50000]}
        ),
    ):
        table = attain.rfm(ORDERS, AS_OF, segments=segments)
        assert scores(table, "segment") == {
            "a": ("Others",),
            "b": ("rich",),
            "c": ("best",),
            "d": ("rich",),
            "e": ("Others",),
        }


def test_shipped_tables():
    for name in ("standard", "rfm-r", "rfm-r-classic"):
        assert len(attain.Segments.preset(name)) > 5
    assert len(attain.Segments.preset("standard").lint()) == 0  # it covers all cells
    assert set(attain.Segments.preset("rfm-r").lint()["finding"]) == {"uncovered"}


def test_rules_are_read_for_mistakes():
    segments = attain.Segments([{"segment": "all", "r": (1, 5)}, {"segment": "best", "r": 5}])
    assert [(row["finding"], row["rule"], row["segment"]) for row in segments.lint()] == [("dead-rule", 1, "best")]
    holes = attain.Segments([{"segment": "low", "r": (1, 2)}, {"segment": "high", "r": (4, 5)}]).lint()
    assert set(holes["finding"]) == {"uncovered"} and set(holes["rule"]) == {None}


def test_rules_are_read_with_the_scores_of_a_model():
    segments = attain.Segments([{"segment": "recent", "r": (3, 5)}, {"segment": "frequent", "f": (2, 5)}])
    found = segments.lint(attain.Rfm(bins=(4, 2, 3)))
    assert found["detail"].tolist() == ["r=1 f=1", "r=2 f=1"]
    assert len(attain.Segments.preset("standard").lint(attain.Rfm())) == 0
    with pytest.raises(TypeError, match="rfm must be an Rfm"):
        segments.lint(5)


@pytest.mark.parametrize(
    "rules, kind, argument, row",
    [
        ([{"segment": "a"}, {"segment": "b", "r": (5, 4)}], attain.BadValue, "rules.r", 1),
        ([{"segment": "a", "score": 5}], attain.InvalidArgument, "rules.field", 0),
        ([{"segment": ""}], attain.InvalidArgument, "rules.segment", 0),
        ([{"segment": "a", "r": "45"}], attain.InvalidArgument, "rules.r", 0),
        ([{"segment": "a", "r": (1, 2, 3)}], attain.InvalidArgument, "rules.r", 0),
        ([{"segment": "a", "monetary": (1.5, None)}], attain.BadValue, "rules.monetary", 0),
        ([{"r": 5}], attain.InvalidArgument, "rules", 0),
    ],
)
def test_bad_rules(rules, kind, argument, row):
    with pytest.raises(attain.Error) as caught:
        attain.Segments(rules)
    assert (type(caught.value), caught.value.argument, caught.value.row) == (kind, argument, row)


def test_a_rule_that_cannot_be_is_not_added():
    segments = attain.Segments()
    for limits in ({"score": 5}, {"r": (5, 4)}, {"r": 5, "f": "x"}):
        with pytest.raises(attain.Error):
            segments.add("a", **limits)
    assert len(segments) == 0


def test_a_setter_that_fails_leaves_the_model_as_it_was():
    model = attain.Rfm(bins=(3, 4, 5))
    for bins in ((2, 2, 101), {"recency": 2, "money": 2}, (2, 2, "x")):
        with pytest.raises((attain.Error, TypeError)):
            model.set_bins(bins)
    with pytest.raises(attain.BadRule):
        model.set_cuts("recency", [3, 2])
    assert model.bins == (3, 4, 5)
    expected = model.run(ORDERS, AS_OF).to_dict()
    with pytest.raises(attain.InvalidArgument):
        model.set(refunds="as-is", edge_offset=-1)
    assert model.run(ORDERS, AS_OF).to_dict() == expected


# ---- ABC ----

ITEMS = {"item": ["sand", "cement", "glue", "tiles"], "value": [2000, 7000, 300, 700]}  # 20, 70, 3 and 7 %


def classes(**options):
    table = attain.abc(ITEMS, **options)
    return dict(zip(table["item"], table["class"]))


def test_classes_by_cumulative_share():
    table = attain.abc(ITEMS)
    assert table["item"].tolist() == ["cement", "sand", "tiles", "glue"]
    assert table.decimal("share") == [Decimal(n) for n in ("0.7", "0.2", "0.07", "0.03")]
    assert table.decimal("cumulative") == [Decimal(n) for n in ("0.7", "0.9", "0.97", "1")]
    assert "".join(table["class"]) == "ABCC"


def test_rules_differ_at_the_cut():
    in_order = lambda **options: "".join(attain.abc(ITEMS, cuts=["70%", "97%"], **options)["class"])
    # Cumulative 70, 90, 97, 100 against cuts 70 and 97.
    assert in_order() == in_order(rule="within") == "ABBC"
    assert in_order(rule="below") == "BBCC"
    assert in_order(rule="through") == "ABBC"  # before the items: 0, 70, 90, 97
    assert in_order(rule="midpoint") == "ABBC"  # middles: 35, 80, 93.5, 98.5
    equal = {"item": [1, 2, 3, 4], "value": [1, 1, 1, 1]}
    assert "".join(attain.abc(equal, cuts=["50%"])["class"]) == "AABB"
    assert "".join(attain.abc(equal, cuts=["50%"], rule="ties")["class"]) == "BBBB"


def test_cuts_of_every_kind_are_one():
    for cuts in (["80%", "95%"], ("0.8", "0.95"), [Decimal("0.8"), Fraction(19, 20)], [0.8, 0.95]):
        assert attain.abc(ITEMS, cuts=cuts).to_dict() == attain.abc(ITEMS).to_dict()


def test_limits_of_the_value():
    assert classes(limits=[2000, 500]) == {"cement": "A", "sand": "A", "tiles": "B", "glue": "C"}


def test_the_summary_of_the_classes():
    _, summary = attain.abc(ITEMS, explain=True)
    rows = [(row["class"], row["items"], row["value"]) for row in summary]
    assert rows == [("A", 1, 7000), ("B", 1, 2000), ("C", 2, 1000)]
    assert summary.decimal("value_share") == [Decimal("0.7"), Decimal("0.2"), Decimal("0.1")]


def test_a_model_of_classes_can_be_used_again():
    model = attain.Abc(cuts=["50%"], rule="through")
    assert model.run(ITEMS).to_dict() == attain.abc(ITEMS, cuts=["50%"], rule="through").to_dict()
    assert model.set_limits([700]).run(ITEMS)["class"].tolist() == ["A", "A", "A", "B"]


@pytest.mark.parametrize(
    "options, kind, argument, row",
    [
        ({"cuts": ["95%", "80%"]}, attain.BadRule, "cuts", 1),
        ({"cuts": [80, 95]}, attain.BadValue, "cuts", 0),
        ({"cuts": ["80%", "x"]}, attain.BadFormat, "cuts", 1),
        ({"cuts": ["80%", float("nan")]}, attain.BadValue, "cuts", 1),
        ({"cuts": ["101%"]}, attain.BadRule, "cuts", 0),
        ({"cuts": []}, attain.InvalidArgument, "cuts", None),
        ({"limits": [1, 2]}, attain.BadRule, "limits", 1),
        ({"limits": [1.5]}, attain.BadValue, "limits", 0),
        ({"cuts": ["80%"], "limits": [5]}, attain.InvalidArgument, "limits", None),
        ({"rule": "around"}, attain.InvalidArgument, "rule", None),
    ],
)
def test_bad_classes(options, kind, argument, row):
    with pytest.raises(attain.Error) as caught:
        attain.abc(ITEMS, **options)
    assert (type(caught.value), caught.value.argument, caught.value.row) == (kind, argument, row)

"""What was put into a handle comes out as it went in, so that plans can be shown, changed and copied."""

from decimal import Decimal

import attain
import pytest

TIERS = [(0, "1%"), (100_000_000, "1.5%"), (200_000_000, "2%")]
NODES = [
    {"id": "hengyuan", "level": "company", "parent": None, "weight": Decimal("1.00")},
    {"id": "south", "level": "team", "parent": "hengyuan", "weight": Decimal("0.60")},
    {"id": "li", "level": "person", "parent": "south", "weight": Decimal("2.50")},
]
RULES = [
    {"segment": "core", "frequency": (3, None), "monetary": (50_000, None)},
    {"segment": "once", "frequency": (1, 1), "r": (4, 5)},
    {"segment": "rest"},
]


def test_goals():
    goals = attain.Goals(2024, -5, decimals=3, season=["7%"] * 11 + ["23%"], nodes=NODES, weight_decimals=2)
    assert (goals.year, goals.target, goals.decimals, goals.weight_decimals) == (2024, -5, 3, 2)
    assert goals.season == [7] * 11 + [23]
    assert goals.nodes == NODES and len(goals) == 3
    assert repr(goals) == "<attain.Goals 3 nodes>"
    again = attain.Goals(goals.year, goals.target, goals.decimals, goals.season, goals.nodes, goals.weight_decimals)
    assert again.nodes == NODES


def test_whole_weights_are_whole_numbers():
    goals = attain.Goals()
    assert goals.year is None and goals.nodes == [] and len(set(goals.season)) == 1
    assert goals.add("hengyuan", "company", weight=7).nodes[0]["weight"] == 7
    assert isinstance(goals.nodes[0]["weight"], int)


def test_a_person_is_added_on_the_scale_of_the_document():
    plan = attain.Document.read(
        {
            "attain": 1,
            "goals": {
                "year": 2024,
                "target": "100.00",
                "nodes": [
                    {"id": "hengyuan", "level": "company"},
                    {"id": "li", "level": "person", "parent": "hengyuan", "weight": "75%"},
                ],
            },
        }
    )
    goals = plan.goals
    assert goals.weight_decimals == 2
    goals.add("wang", "person", parent="hengyuan", weight="0.5").set_weight("li", "0.5")
    targets = {row["node"]: row["target"] for row in goals.run() if row["period"] == "2024"}
    assert targets == {"hengyuan": 10_000, "li": 5_000, "wang": 5_000}
    assert [node.get("weight") for node in plan.to_dict()["goals"]["nodes"]] == [None, "0.5", "0.5"]
    with pytest.raises(attain.BadValue) as caught:
        goals.add("zhao", "person", parent="hengyuan", weight="0.125")
    assert caught.value.argument == "weight"
    with pytest.raises(attain.InvalidArgument) as caught:
        goals.set_weight("zhao", 1)
    assert (caught.value.argument, caught.value.value) == ("id", "zhao")


def test_plans():
    rates = attain.Rates("whole", TIERS, rounding="down")
    pay = attain.Pay(decimals=3).add_plan("field").add_rates("现金", basis="cash", accumulate="deal", rates=rates)
    pay.add_plan("empty")
    (field, empty), handle = pay.plans, pay.plans[0]["components"][0]["rates"]
    assert pay.decimals == 3 and empty == {"id": "empty", "components": []}
    (component,) = field["components"]
    assert {**component, "rates": None} == {"id": "现金", "basis": "cash", "accumulate": "deal", "rates": None}
    assert (handle.mode, handle.tiers, handle.rounding) == ("whole", TIERS, "down")

    copy = attain.Pay(pay.decimals)
    for plan in pay.plans:
        copy.add_plan(plan["id"])
        for component in plan["components"]:
            copy.add_rates(**component)
    assert copy.plans[0]["components"][0]["rates"].tiers == TIERS


def test_a_tier_is_changed():
    pay = attain.Pay().add_plan("other").add_plan("field").add_rates("a").add_rates("commission", tiers=TIERS)
    before = pay.plans[1]["components"][1]["rates"]
    tiers = before.tiers
    tiers[1] = (tiers[1][0], "1.8%")
    assert pay.set_rates("field", "commission", tiers=tiers) is pay
    assert pay.plans[1]["components"][1]["rates"].tiers == [(0, "1%"), (100_000_000, "1.8%"), (200_000_000, "2%")]
    assert before.tiers == TIERS  # what was read before is a copy
    for plan, component, argument in (
        ("none", "a", "plan"),
        ("field", "none", "component"),
        ("other", "a", "component"),
    ):
        with pytest.raises(attain.InvalidArgument) as caught:
            pay.set_rates(plan, component, tiers=TIERS)
        assert caught.value.argument == argument
    with pytest.raises(attain.BadRule):
        pay.set_rates("field", "commission", tiers=tiers[::-1])
    assert pay.plans[1]["components"][1]["rates"].tiers == tiers


def test_segments():
    segments = attain.Segments(RULES, default="其他")
    assert segments.rules == RULES and segments.default == "其他"
    assert attain.Segments(segments.rules, segments.default).rules == RULES
    assert attain.Segments().rules == [] and attain.Segments().default == "other"
    assert attain.Segments.preset("standard").rules[0] == {"segment": "Champions", "r": (5, 5), "f": (4, 5)}


def test_models():
    rfm = attain.Rfm(preset="rfm-r", edge_offset=3, bins=4, cuts={"recency": [30, 90], "monetary": [-5]})
    assert (rfm.refunds, rfm.later, rfm.counting, rfm.edge, rfm.edge_offset) == ("as-is", "keep", "rows", "upper", 3)
    assert rfm.bins == (3, 4, 2) and rfm.cuts == {"recency": [30, 90], "monetary": [-5]}
    assert attain.Rfm().refunds == "money" and attain.Rfm().cuts == {}
    abc = attain.Abc(cuts=["33.3333333%", "95%"], rule="ties")
    assert (abc.cuts, abc.limits, abc.rule) == (["33.3333333%", "95%"], None, "ties")
    abc.set_limits([1_000_000, 500])
    assert (abc.cuts, abc.limits) == (None, [1_000_000, 500])
    assert attain.Abc(limits=abc.limits).limits == [1_000_000, 500]

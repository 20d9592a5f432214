"""Goal trees: exact decomposition over nodes and months."""

from collections import defaultdict
from decimal import Decimal

import attain
import pytest

# 恒远建材: 150 million over two regions 60:40 and three persons; the first quarter is 22 % of the year.
SEASON = ["7%", "7%", "8%", "8%", "8%", "9%", "9%", "9%", "9%", "9%", "8%", "9%"]
NODES = [
    {"id": "hengyuan", "level": "company"},
    {"id": "south", "level": "team", "parent": "hengyuan", "weight": 60},
    {"id": "north", "level": "team", "parent": "hengyuan", "weight": 40},
    {"id": "li", "level": "person", "parent": "south", "weight": 2},
    {"id": "wang", "level": "person", "parent": "south", "weight": 1},
    {"id": "zhao", "level": "person", "parent": "north", "weight": 1},
]
TARGET = 15_000_000_000


@pytest.fixture
def goals():
    return attain.Goals(year=2024, target=TARGET, season=SEASON, nodes=NODES)


def by_node(table):
    targets = defaultdict(dict)
    for row in table:
        targets[row["node"]][row["period"]] = row["target"]
    return targets


def test_a_year_over_company_teams_and_persons(goals):
    table = goals.run()
    assert table.columns == ["node", "level", "parent", "period", "target"]
    assert len(table) == 6 * 13 and table.decimals("target") == 2
    targets = by_node(table)
    # 60 % and 40 % of 150 million, two and one third of 90 million.
    assert {node: months["2024"] for node, months in targets.items()} == {
        "hengyuan": TARGET,
        "south": 9_000_000_000,
        "north": 6_000_000_000,
        "li": 6_000_000_000,
        "wang": 3_000_000_000,
        "zhao": 6_000_000_000,
    }
    assert targets["hengyuan"]["2024-01"] == TARGET * 7 // 100
    assert sum(targets["hengyuan"][f"2024-{month:02}"] for month in (1, 2, 3)) == 3_300_000_000  # 22 %


@pytest.mark.parametrize("target", [TARGET, 10_000, 100, 7, 1, 0, -10_001])
def test_every_period_and_every_node_add_up(goals, target):
    targets = by_node(goals.set_target(target).run())
    months = [f"2024-{month:02}" for month in range(1, 13)]
    parents = {node["id"]: node.get("parent") for node in NODES}
    for node, periods in targets.items():
        assert sum(periods[month] for month in months) == periods["2024"]
        children = [child for child, parent in parents.items() if parent == node]
        if children:
            for period in ["2024", *months]:
                assert sum(targets[child][period] for child in children) == periods[period]
    mirrored = by_node(goals.set_target(-target).run())
    assert mirrored == {node: {p: -t for p, t in periods.items()} for node, periods in targets.items()}


def test_a_fiscal_year(goals):
    periods = [row["period"] for row in goals.run(calendar=4) if row["node"] == "li"]
    assert periods[:2] == ["2024", "2024-04"] and periods[-1] == "2025-03"
    assert goals.run(calendar=attain.Calendar(4)).to_dict() == goals.run(calendar=4).to_dict()


def test_the_explanation(goals):
    table, explanation = goals.run(explain=True)
    rows = {(row["node"], row["period"]): row for row in explanation}
    li = rows["li", "2024"]
    assert (li["of"], li["weight"], li["weights"], li["target"]) == (9_000_000_000, 2, 3, 6_000_000_000)
    assert len(explanation) == len(table)


def test_decimal_weights():
    goals = attain.Goals(year=2024, target=1000, decimals=0, weight_decimals=2)
    goals.add("c", "company").add("a", "team", "c", "0.5").add("b", "team", "c", Decimal("1.25")).add(
        "d", "team", "c", 0.25
    )
    years = [row["target"] for row in goals.run() if row["period"] == "2024"]
    assert years == [1000, 250, 625, 125]
    with pytest.raises(attain.BadValue, match="weight_decimals"):
        goals.add("e", "team", "c", "0.125")
    with pytest.raises(attain.BadValue, match="weight_decimals"):
        attain.Goals().add("e", "team", "c", "0.5")


def test_an_empty_tree_has_no_rows():
    assert len(attain.Goals(year=2024, target=100).run()) == 0


@pytest.mark.parametrize(
    "options, kind, argument, row, value",
    [
        ({"nodes": NODES[:1] + [{"id": "x", "level": "team", "parent": "y"}]}, attain.BadRule, "nodes", 1, "x"),
        ({"nodes": NODES + NODES[1:2]}, attain.BadRule, "nodes.id", 6, "south"),
        ({"nodes": [{"id": "x", "level": "region"}]}, attain.InvalidArgument, "nodes.level", 0, "region"),
        ({"nodes": NODES[:2] + [{**NODES[2], "weight": -1}]}, attain.BadValue, "nodes.weight", 2, "-1"),
        ({"season": ["10%"] * 11}, attain.InvalidArgument, "season", None, "11"),
        ({"season": [1] * 11 + [-1]}, attain.BadValue, "season", 11, "-1"),
        ({"season": [1] * 11 + ["x"]}, attain.BadFormat, "season", 11, "x"),
        ({"target": 2**63}, attain.Overflow, "target", None, str(2**63)),
        ({"target": 1.5}, attain.BadValue, "target", None, "1.5"),
        ({"year": 0}, attain.InvalidArgument, "year", None, "0"),
        ({"decimals": 10}, attain.InvalidArgument, "decimals", None, "10"),
        ({"weight_decimals": 10}, attain.InvalidArgument, "weight_decimals", None, "10"),
    ],
)
def test_bad_goals(options, kind, argument, row, value):
    with pytest.raises(attain.Error) as caught:
        attain.Goals(**{"year": 2024, "target": 100, **options}).run()
    error = caught.value
    assert (type(error), error.argument, error.row, error.value) == (kind, argument, row, value)


def test_a_cycle_and_a_missing_year():
    nodes = NODES[:1] + [
        {"id": "a", "level": "team", "parent": "b"},
        {"id": "b", "level": "team", "parent": "a"},
    ]
    goals = attain.Goals(year=2024, target=100, nodes=nodes)
    with pytest.raises(attain.BadRule) as caught:
        goals.check()
    assert caught.value.value in ("a", "b")
    with pytest.raises(attain.BadRule):
        attain.Goals(target=100, nodes=NODES).run()


def test_nodes_of_wrong_shape():
    with pytest.raises(TypeError):
        attain.Goals(nodes=[{"id": "c", "level": "company", "colour": "red"}])
    with pytest.raises(TypeError):
        attain.Goals(nodes=[{"id": 5, "level": "company"}])

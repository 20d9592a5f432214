"""Plan documents: read from everywhere, written back, and the same as what setters build."""

import io
import json
from decimal import Decimal

import attain
import pytest

PLAN = {
    "attain": 1,
    "currency": {"code": "CNY", "decimals": 2},
    "calendar": {"fiscal_start": 4},
    "goals": {
        "year": 2024,
        "target": "1000.00",
        "season": ["10%"] * 4 + ["7.5%"] * 8,
        "nodes": [
            {"id": "hengyuan", "level": "company"},
            {"id": "south", "level": "team", "parent": "hengyuan", "weight": 3},
            {"id": "north", "level": "team", "parent": "hengyuan", "weight": "1"},
        ],
    },
    "segments": {
        "rfm": {"bins": {"recency": 2, "frequency": 2, "monetary": 2}, "refunds": "as-is"},
        "rules": [
            {"segment": "core", "monetary": {"from": "500.00"}},
            {"segment": "one", "frequency": {"from": 1, "to": 1}},
        ],
        "default": "other",
        "abc": {"cuts": ["50%"], "rule": "through"},
    },
    "pay": {
        "plans": [
            {
                "id": "field",
                "components": [
                    {
                        "id": "commission",
                        "kind": "rates",
                        "basis": {"column": "amount"},
                        "accumulate": "year",
                        "mode": "marginal",
                        "tiers": [
                            {"from": 0, "rate": "1%"},
                            {"from": 1000000, "rate": "1.5%"},
                            {"from": 2000000, "rate": "2%"},
                        ],
                    }
                ],
            }
        ]
    },
}
DEALS = {
    "deal": [1, 2, 3, 4],
    "payee": ["li"] * 4,
    "date": ["2024-05-01", "2024-06-01", "2024-07-01", "2024-09-01"],
    "amount": [90_000_000, 40_000_000, -10_000_000, 130_000_000],
}
ORDERS = {
    "customer": ["a", "b", "c"],
    "date": ["2024-01-01", "2024-06-01", "2024-12-01"],
    "amount": [10000, 60000, 20000],
}


@pytest.fixture
def plan():
    return attain.Document.read(PLAN)


def built():
    """The same plan with setters."""
    document = attain.Document(currency="CNY", decimals=2)
    document.add_calendar().set_fiscal_start(4)
    goals = document.add_goals().set_year(2024).set_target(100_000).set_season(["10%"] * 4 + ["7.5%"] * 8)
    goals.add("hengyuan", "company").add("south", "team", "hengyuan", 3).add("north", "team", "hengyuan", 1)
    document.add_rfm().set_bins(2).set(refunds="as-is")
    document.add_segments().add("core", monetary=(50_000, None)).add("one", frequency=1).set_default("other")
    document.add_abc().set_cuts(["50%"]).set_rule("through")
    tiers = [(0, "1%"), (100_000_000, "1.5%"), (200_000_000, "2%")]
    document.add_pay().add_plan("field").add_rates("commission", tiers=tiers)
    return document


def test_everything_is_there(plan):
    assert (plan.currency, plan.decimals, plan.calendar.fiscal_start) == ("CNY", 2, 4)
    assert repr(plan) == "<attain.Document calendar, goals, rfm, segments, abc, pay>"
    assert plan.rfm.bins == (2, 2, 2) and len(plan.segments) == 2


def test_sections_run_with_the_calendar_and_currency_of_the_document(plan):
    assert plan.pay.run(DEALS).to_dict() == {
        "plan": ["field"],
        "component": ["commission"],
        "payee": ["li"],
        "period": ["2024"],
        "basis": [250_000_000],
        "amount": [3_500_000],
    }
    assert plan.pay.run({**DEALS, "date": ["2024-03-31"] * 4})["period"].tolist() == ["2023"]
    assert plan.pay.run({**DEALS, "date": ["2024-03-31"] * 4}, calendar=1)["period"].tolist() == ["2024"]
    months = [(row["period"], row["target"]) for row in plan.goals.run() if row["node"] == "south"]
    # 750.00 of the 1000.00; a tenth and 7.5 % of it in a month; the year starts in April.
    assert months[:2] == [("2024", 75_000), ("2024-04", 7_500)] and months[-1] == ("2025-03", 5_625)
    customers = plan.rfm.run(ORDERS, "2024-12-31")
    assert customers["segment"].tolist() == ["one", "core", "one"]  # by the rules of the document
    assert plan.abc.run({"item": [1, 2, 3], "value": [40, 30, 30]})["class"].tolist() == ["A", "A", "B"]


def test_setters_build_the_same(plan):
    other = built()
    assert other.to_dict() == plan.to_dict()
    assert str(other) == str(plan)
    assert other.pay.run(DEALS).to_dict() == plan.pay.run(DEALS).to_dict()
    assert other.goals.run().to_dict() == plan.goals.run().to_dict()
    assert other.rfm.run(ORDERS, "2024-12-31").to_dict() == plan.rfm.run(ORDERS, "2024-12-31").to_dict()


def test_read_from_everywhere(tmp_path, plan):
    text = json.dumps(PLAN, ensure_ascii=False)
    path = tmp_path / "plan.json"
    path.write_text(text, encoding="utf-8")
    for source in (text, "\n " + text, text.encode(), path, str(path), io.StringIO(text), io.BytesIO(text.encode())):
        assert str(attain.Document.read(source)) == str(plan)
    with pytest.raises(FileNotFoundError):
        attain.Document.read(tmp_path / "other.json")
    with pytest.raises(TypeError):
        attain.Document.read(5)


def test_written_and_read_again(tmp_path, plan):
    assert str(attain.Document.read(str(plan))) == str(plan)
    plan.write(tmp_path / "plan.json")
    assert (tmp_path / "plan.json").read_text(encoding="utf-8") == str(plan) == plan.write()
    buffer = io.BytesIO()
    assert plan.write(buffer) is None and buffer.getvalue().decode() == str(plan)
    assert plan.to_dict()["pay"]["plans"][0]["id"] == "field"


def test_decimals_in_a_mapping_are_exact():
    goals = {"year": 2024, "target": Decimal("12345678901234.56"), "nodes": [{"id": "c", "level": "company"}]}
    document = attain.Document.read({"attain": 1, "goals": goals})
    assert document.goals.run()["target"][0] == 1234567890123456
    for value in (float("nan"), {1, 2}):
        with pytest.raises((ValueError, TypeError)):
            attain.Document.read({"attain": 1, "goals": {**goals, "target": value}})


def test_an_empty_document():
    document = attain.Document()
    assert (document.currency, document.decimals) == (None, 2)
    for section in ("calendar", "goals", "rfm", "segments", "abc", "pay"):
        assert getattr(document, section) is None
    assert document.to_dict() == {"attain": 1}
    assert attain.Document(currency="JPY", decimals=0).decimals == 0


def test_check(plan):
    assert plan.check().columns == ["finding", "rule", "segment", "detail"] and len(plan.check()) == 0
    assert len(attain.Document.read({"attain": 1}).check()) == 0
    rules = [{"segment": "all"}, {"segment": "best", "r": {"from": 5}}]
    found = attain.Document.read({"attain": 1, "segments": {"rules": rules}}).check()
    assert [(row["finding"], row["segment"]) for row in found] == [("dead-rule", "best")]
    document = attain.Document()
    document.add_goals().add("c", "company")
    with pytest.raises(attain.BadRule):  # no year
        document.check()


def changed(path, value):
    """The plan with one member changed, or left out."""
    plan = json.loads(json.dumps(PLAN))
    place = plan
    for step in path[:-1]:
        place = place[step]
    if value is None:
        del place[path[-1]]
    else:
        place[path[-1]] = value
    return plan


TIER = ("pay", "plans", 0, "components", 0, "tiers", 2)


@pytest.mark.parametrize(
    "path, value, kind, argument",
    [
        ((*TIER, "from"), 500000, attain.BadRule, "pay.plans[0].components[0].tiers[2].from"),
        ((*TIER, "from"), "1.005", attain.BadFormat, "pay.plans[0].components[0].tiers[2].from"),
        ((*TIER, "from"), "1" * 30, attain.Overflow, "pay.plans[0].components[0].tiers[2].from"),
        ((*TIER, "rate"), "2 %", attain.BadFormat, "pay.plans[0].components[0].tiers[2].rate"),
        ((*TIER, "rate"), None, attain.BadSchema, "pay.plans[0].components[0].tiers[2].rate"),
        ((*TIER, "upto"), 5, attain.BadSchema, "pay.plans[0].components[0].tiers[2].upto"),
        (("goals", "nodes", 1, "parent"), "south", attain.BadRule, None),
        (("currency", "code"), "yuan", attain.BadFormat, "currency.code"),
        (("calendar", "fiscal_start"), 13, None, "calendar.fiscal_start"),
        (("colour",), "red", attain.BadSchema, "colour"),
        (("attain",), None, attain.BadSchema, "attain"),
    ],
)
def test_errors_name_the_path(path, value, kind, argument):
    with pytest.raises(attain.Error) as caught:
        document = attain.Document.read(changed(path, value))
        document.check()
    error = caught.value
    assert kind is None or type(error) is kind
    if argument is not None:
        assert error.argument == argument
        assert str(error).startswith(argument)


@pytest.mark.parametrize("text", ["{", '{"attain": 1,}', '{"attain": 1} x', '{"attain": 01}', b"\xff", b""])
def test_what_is_no_json(text):
    with pytest.raises(attain.BadFormat):
        attain.Document.read(text)


def test_repeated_members():
    with pytest.raises(attain.BadSchema) as caught:
        attain.Document.read('{"attain": 1, "calendar": {"fiscal_start": 1, "fiscal_start": 2}}')
    assert caught.value.argument == "calendar.fiscal_start"


def test_bad_building():
    document = attain.Document()
    document.add_pay()
    with pytest.raises(attain.BadRule):
        document.add_pay()
    for options, kind in (
        ({"currency": "yuan"}, attain.BadFormat),
        ({"currency": "CNY", "decimals": 10}, attain.InvalidArgument),
        ({"decimals": -1}, attain.InvalidArgument),
    ):
        with pytest.raises(kind):
            attain.Document(**options)
    assert attain.Document.read(PLAN).pay.decimals == 2


def test_amounts_of_no_currency():
    points = attain.Document(decimals=0)
    points.add_goals().set_year(2024).set_target(100)
    assert points.currency is None and points.to_dict()["goals"]["target"] == "100"
    assert attain.Document.read(str(points)).decimals == 0
    bare = {"attain": 1, "goals": {"year": 2024, "target": "1.5", "nodes": []}}
    assert attain.Document.read(bare).goals.target == 150
    assert attain.Document.read(bare, decimals=3).goals.target == 1500
    assert attain.Document.read({**bare, "currency": {"code": "CNY"}}, decimals=3).goals.target == 150
    with pytest.raises(attain.BadFormat) as caught:
        attain.Document.read(bare, decimals=0)
    assert caught.value.argument == "goals.target"

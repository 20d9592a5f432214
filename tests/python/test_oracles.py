"""Public data against the results of other tools, where they are at hand: in ATTAIN_ORACLES_DIR, ATTAIN_DATA_DIR and
ATTAIN_CASES_DIR, or in shared/ beside the checkout."""

import csv
import json
import os
from decimal import Decimal
from pathlib import Path

import attain
import pytest

BESIDE = Path(__file__).resolve().parents[3] / "shared"


def folder(kind):
    path = Path(os.environ.get(f"ATTAIN_{kind.upper()}_DIR") or BESIDE / kind)
    if not path.is_dir():
        pytest.skip(f"ATTAIN_{kind.upper()}_DIR is not set and there is no {path}")
    return path


def rows(path):
    with open(path, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def orders():
    names = {"customer": "customer_id", "date": "order_date", "amount": "revenue"}
    return attain.read_csv(folder("data") / "rfm_orders" / "rfm_data_orders.csv", "orders", columns=names)


@pytest.fixture(scope="module")
def cdnow():
    lines = (folder("data") / "cdnow" / "CDNOW_sample.txt").read_text(encoding="utf-8").splitlines()
    cells = [line.split() for line in lines]
    return {
        "customer": [int(cell[1]) for cell in cells],
        "date": [cell[2] for cell in cells],
        "amount": attain.minor_units([cell[4] for cell in cells]),
    }


def same_scores(table, oracle):
    """Every number of every customer; R sums doubles, so its amounts are compared to 1e-9."""
    found = {str(row["customer"]): row for row in table}
    amounts = dict(zip(map(str, table["customer"]), table.decimal("monetary")))
    wanted = rows(oracle)
    assert len(found) == len(wanted) > 900
    for row in wanted:
        customer = row["customer_id"]
        got = [str(found[customer][name]) for name in ("recency", "frequency", "r", "f", "m")]
        names = "recency_days transaction_count recency_score frequency_score monetary_score"
        assert got == [row[name] for name in names.split()], customer
        assert abs(amounts[customer] - Decimal(row["amount"])) < Decimal("1e-9")
    return {row["customer_id"]: row for row in wanted}


@pytest.mark.parametrize("bins", [2, 3, 4, 5, 7, 9])
def test_scores_of_orders(orders, bins):
    oracle = folder("oracles") / "rfm_r" / f"orders_bins{bins}.csv"
    same_scores(attain.rfm(orders, "2006-12-31", bins=bins, preset="rfm-r"), oracle)


@pytest.mark.parametrize("name, column", [("rfm-r", "segment_A"), ("rfm-r-classic", "segment_B")])
def test_segments_of_both_rule_tables(orders, cdnow, name, column):
    oracles = folder("oracles") / "rfm_r"
    rules = attain.Segments.read_csv(oracles / f"segment_rules_{column[-1]}.csv")
    for data, day, oracle in ((orders, "2006-12-31", "orders"), (cdnow, "1998-07-01", "cdnow_sample")):
        for segments in (name, rules):
            table = attain.rfm(data, day, preset="rfm-r", segments=segments)
            wanted = same_scores(table, oracles / f"{oracle}_bins5.csv")
            for row in table:
                assert row["segment"] == wanted[str(row["customer"])][column]


def test_scores_by_fixed_cuts(orders):
    cuts = {
        "recency": [115, 181, 297, 482],
        "frequency": [4, 5, 6, 8],
        "monetary": [25600, 38200, 50600, 66600],
    }
    table = attain.rfm(orders, "2006-12-31", preset="rfm-r", cuts=cuts)
    wanted = same_scores(table, folder("oracles") / "rfm_r" / "orders_custom.csv")
    assert all(row["segment"] == wanted[row["customer"]]["segment_A"] for row in table)


def test_classes_by_every_rule(orders):
    wanted = {row["id"]: row for row in rows(folder("oracles") / "abc_rules" / "rfm_orders_customers.csv")}
    rules = {"le": "within", "lt": "below", "prev": "through", "mid": "midpoint", "ties": "ties"}
    columns = list(next(iter(wanted.values())))[2:]
    assert len(columns) == 20
    for column in columns:
        rule, *cuts = column.split("_")
        table = attain.abc(
            orders,
            cuts=[f"{cut}%" for cut in cuts],
            rule=rules[rule],
            columns={"item": "customer", "value": "amount"},
        )
        assert {row["item"]: row["class"] for row in table} == {key: row[column] for key, row in wanted.items()}


def test_published_splits():
    cases = json.loads((folder("cases") / "domain_cases.json").read_text(encoding="utf-8"))
    rules = {
        "allocation.largest_remainder": "remainder",
        "allocation.largest_ratio": "ratio",
        "allocation.even": "remainder",
    }
    cases = [case for case in cases if case["topic"] in rules]
    assert len(cases) > 10
    for case in cases:
        given = case["inputs"]
        weights = given.get("ratios") or [1] * given["n"]
        parts = attain.allocate(given["amount"], weights, rule=rules[case["topic"]])
        if case["id"] == "alloc-moneyphp-5":  # there -5 is [-3, -2]; here it is the mirror of 5
            assert parts == [-4, -1]
        else:
            assert parts == case["expected"]["shares"], case["id"]

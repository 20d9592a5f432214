"""Published cases of the field: each is reproduced, or DIFFERENT says why attain does otherwise on purpose."""

import datetime
import decimal
import fnmatch
import json
import pathlib

from attain_calls import command, rfm_with_cuts

# Topics that must be answered one by one; a pattern may stand for several.
TOPICS = ["allocation.*", "tier.marginal", "tier.whole_amount*", "tier.boundary", "refund.sign", "rfm.score", "abc.fixed"]

REFUSED = "refused"

# Case -> attain's own answer and why it is another one than the published.
DIFFERENT = {
    "alloc-moneyphp-5": ([-4, -1], "a negative total is the mirror of the positive one: 5 gives 4 and 1"),
    "lago-volume-1": ([2], "a tier of a rate table has a rate and no flat fee"),
    "lago-docs-volume-65000": ([39], "a tier of a rate table has a rate and no flat fee"),
    "oca-section-gaps": (REFUSED, "a rate table has no gaps in which sales silently earn nothing: it begins at 0"),
}


def run(folder, directory, tests):
    cases = json.loads(pathlib.Path(directory, "domain_cases.json").read_text(encoding="utf-8"))
    wanted = [case for case in cases if any(fnmatch.fnmatch(case["topic"], topic) for topic in TOPICS)]
    for case in wanted:
        tests.run(f"{case['topic']} {case['id']}", check, folder, case)
    tests.run("every case said to differ is among the cases", assert_equal,
              sorted(set(DIFFERENT) - {case["id"] for case in wanted}), [])


def check(folder, case):
    topic = next((name for name in ANSWERS if fnmatch.fnmatch(case["topic"], name)), None)
    if topic is None:
        raise AssertionError("a case of a topic that nothing answers")
    try:
        published, answer = ANSWERS[topic](folder, case["inputs"], case["expected"])
    except RuntimeError as refused:
        if case["id"] not in DIFFERENT:
            raise
        published, answer = None, REFUSED if "tiers[0].from" in str(refused) else str(refused)
    if case["id"] not in DIFFERENT:
        assert_equal(answer, published)
    else:
        assert_equal(answer, DIFFERENT[case["id"]][0])
        if answer == published:
            raise AssertionError("is listed as different and agrees")


def assert_equal(got, wanted):
    if got != wanted:
        raise AssertionError(f"{got} instead of {wanted}")


def number(value):
    return decimal.Decimal(str(value))


# ---- allocation ----

def allocation(folder, inputs, expected):
    weights = inputs.get("ratios") or [1] * inputs["n"]
    return expected["shares"], allocate(folder, inputs["amount"], weights, "--decimals", "0")


def allocation_by_ratio(folder, inputs, expected):
    return expected["shares"], allocate(folder, inputs["amount"], inputs["ratios"], "--decimals", "0", "--rule", "ratio")


def allocation_of_two(folder, inputs, expected):
    """One party has the rate, the other the rest."""
    weights = [inputs["rate_pct"], 100 - inputs["rate_pct"]]
    return [number(expected["admin"]), number(expected["vendor"])], allocate(folder, inputs["amount"], weights)


def allocate(folder, amount, weights, *options):
    rows = command("allocate", amount, "--weights", ",".join(map(str, weights)), *options, folder=folder)
    return [number(row["amount"]) for row in rows]


# ---- tiers ----

CENT = decimal.Decimal("0.01")


def rate_tiers(inputs):
    """The tiers of a case as attain's: where each begins and its rate in percent. A case states the upper ends (`to`), or
    the lower ones too, or ranges whose upper ends are inclusive, so that the next begins one minor unit above."""
    tiers, begin = [], decimal.Decimal(0)
    inclusive = "ranges" in inputs
    for tier in inputs.get("tiers") or inputs.get("ranges") or inputs["sections"]:
        if "from" in tier and not inclusive:
            begin = number(tier["from"])
        rate = number(tier["rate_pct"]) if "rate_pct" in tier else number(tier["per_unit"]) * 100
        tiers.append({"from": str(begin), "rate": f"{rate}%"})
        if tier.get("to") is not None:
            begin = number(tier["to"]) + (CENT if inclusive else 0)
    return tiers


def pay(folder, tiers, mode, amounts, by="period", accumulate="deal"):
    """Pays one payee whose deals are a month apart."""
    component = {"id": "c", "kind": "rates", "basis": {"column": "amount"}, "accumulate": accumulate, "mode": mode,
                 "tiers": tiers}
    plan = {"attain": 1, "pay": {"plans": [{"id": "p", "components": [component]}]}}
    pathlib.Path(folder, "plan.json").write_text(json.dumps(plan), encoding="utf-8")
    lines = [f"{index},li,2024-{index:02}-01,{amount}" for index, amount in enumerate(amounts, 1)]
    pathlib.Path(folder, "deals.csv").write_text("deal,payee,date,amount\n" + "\n".join(lines) + "\n", encoding="utf-8")
    return command("pay", "plan.json", "deals.csv", "--by", by, folder=folder)


def marginal(folder, inputs, expected):
    amount = inputs["amount"] if "amount" in inputs else inputs["units"]
    rows = pay(folder, rate_tiers(inputs), "marginal", [amount], by="tier")
    wanted = [number(expected["payout"] if "payout" in expected else expected["amount"])]
    got = [sum(number(row["amount"]) for row in rows)]
    if "parts" in expected:
        wanted += map(number, expected["parts"])
        got += [number(row["amount"]) for row in rows]
    return wanted, got


def whole(folder, inputs, expected):
    rows = pay(folder, rate_tiers(inputs), "whole", [inputs["units"]])
    return [number(expected["amount"])], [number(row["amount"]) for row in rows]


def whole_lookup(folder, inputs, expected):
    rows = pay(folder, rate_tiers(inputs), "whole", inputs["amounts"], by="tier")
    return ([number(value) for value in expected["rate_pct"] + expected["payout_derived"]],
            [number(row["rate"]) * 100 for row in rows] + [number(row["amount"]) for row in rows])


def whole_with_gaps(folder, inputs, expected):
    rows = pay(folder, rate_tiers(inputs), "whole", inputs["bases"])
    return [number(value) for value in expected["commission"]], [number(row["amount"]) for row in rows]


def boundary(folder, inputs, expected):
    rows = pay(folder, rate_tiers(inputs), "whole", [inputs["amount"]], by="tier")
    return [number(expected["rate_pct"])], [number(row["rate"]) * 100 for row in rows]


def refund(folder, inputs, expected):
    tiers = [{"from": 0, "rate": f"{inputs['rate_pct']}%"}]
    if "credit_notes" in inputs:
        rows = pay(folder, tiers, "marginal", [inputs["invoices"], -inputs["credit_notes"]], accumulate="year")
        return [number(expected["commission"])], [number(row["amount"]) for row in rows]
    rows = pay(folder, tiers, "marginal", [inputs["invoice"], -inputs["refund"]], accumulate="month")
    signs = ["+" if number(row["amount"]) > 0 else "-" for row in rows]
    return ([expected["first_settlement_sign"], expected["second_settlement_sign"], expected["joined_total"]],
            signs + [sum(number(row["amount"]) for row in rows)])


# ---- customers ----

def rfm_score(_folder, inputs, expected):
    """A customer for each value: its days since its one order, or its orders on the as-of day."""
    as_of, lines = "2024-12-31", []
    if "recency_days" in inputs:
        today = datetime.date.fromisoformat(as_of)
        for customer, recency in enumerate(inputs["recency_days"]):
            lines.append(f"{customer},{today - datetime.timedelta(days=recency)},1")
        cuts, column = [inputs["thresholds"], [1], [1]], "r"
    else:
        for customer, orders in enumerate(inputs["orders"]):
            lines += [f"{customer},{as_of},1"] * orders
        cuts, column = [[1], inputs["thresholds"], [1]], "f"
    rows = rfm_with_cuts("customer,date,amount\n" + "\n".join(lines) + "\n", as_of, cuts, "rfm-r")
    return expected["score"], [int(row[column]) for row in rows]


def abc_fixed(folder, inputs, expected):
    """The limit of class C is only known to lie in (2000, 3000]: both ends must give the published class."""
    pathlib.Path(folder, "items.csv").write_text(f"item,value\nx,{inputs['value']}\n", encoding="utf-8")
    classes = []
    for limit in ("2000.01", "3000"):
        rows = command("abc", "items.csv", "--limits", f"{inputs['levels']['A']},{inputs['levels']['B']},{limit}",
                       folder=folder)
        classes.append(rows[0]["class"])
    return [expected["class"]] * 2, classes


ANSWERS = {
    "allocation.largest_ratio": allocation_by_ratio,
    "allocation.two_party": allocation_of_two,
    "allocation.*": allocation,
    "tier.marginal": marginal,
    "tier.whole_amount": whole,
    "tier.whole_amount.rate_lookup": whole_lookup,
    "tier.whole_amount.gaps": whole_with_gaps,
    "tier.boundary": boundary,
    "refund.sign": refund,
    "rfm.score": rfm_score,
    "abc.fixed": abc_fixed,
}

"""attain pay: tiered commission on deals."""

import json
import random
from fractions import Fraction

from command import CommandTest

TIERS = [(0, Fraction(1, 100)), (1000000, Fraction(3, 200)), (2000000, Fraction(1, 50))]
DEALS = ("deal,payee,date,amount\n"
         "1,Li,2024-01-10,900000.00\n"
         "2,Li,2024-03-05,400000.00\n"
         "3,Li,2024-03-20,-100000.00\n"
         "4,Li,2024-11-02,1300000.00\n")
PERIOD = "plan,component,payee,period,basis,amount\n"


def plan(mode="marginal", accumulate="year", **more):
    component = {"id": "commission", "kind": "rates", "basis": {"column": "amount"}, "accumulate": accumulate,
                 "mode": mode,
                 "tiers": [{"from": 0, "rate": "1%"}, {"from": 1000000, "rate": "1.5%"}, {"from": 2000000, "rate": "2%"}]}
    return {"attain": 1, "currency": {"code": "CNY", "decimals": 2},
            "pay": {"plans": [{"id": "field", "components": [component]}]}, **more}


def marginal(amount):
    """Each tier's rate on the part of the amount inside the tier; mirrors."""
    size, earned = abs(amount), Fraction(0)
    for i, (low, rate) in enumerate(TIERS):
        high = TIERS[i + 1][0] if i + 1 < len(TIERS) else size
        earned += rate * max(0, min(size, high) - low)
    return earned if amount >= 0 else -earned


def cents(value):
    """Rounded to two decimals, half away from zero, as text."""
    scaled = abs(value) * 100
    whole = int(scaled + Fraction(1, 2))
    return f"{'-' if value < 0 and whole else ''}{whole // 100}.{whole % 100:02d}"


class Pay(CommandTest):
    def setUp(self):
        super().setUp()
        self.write("plan.json", json.dumps(plan()))
        self.write("deals.csv", DEALS)

    def test_the_contract_by_period(self):
        self.assertEqual(self.run_csv("pay", "plan.json", "deals.csv").out,
                         PERIOD + "field,commission,Li,2024,2500000.00,35000.00\n")

    def test_the_contract_by_deal(self):
        rows = self.run_csv("pay", "plan.json", "deals.csv", "--by", "deal")
        self.assertEqual(rows.out.splitlines()[0], "plan,component,deal,payee,date,basis,amount")
        self.assertEqual([row["amount"] for row in rows.rows()], ["9000.00", "5500.00", "-1500.00", "22000.00"])
        self.assertEqual([row["deal"] for row in rows.rows()], ["1", "2", "3", "4"])

    def test_by_tier_sums_to_the_period(self):
        rows = self.run_csv("pay", "plan.json", "deals.csv", "--by", "tier")
        self.assertEqual(rows.out.splitlines()[0], "plan,component,payee,period,tier,from,rate,basis,amount")
        self.assertEqual([row["amount"] for row in rows.rows()], ["10000.00", "15000.00", "10000.00"])

    def test_whole_amount(self):
        self.write("whole.json", json.dumps(plan("whole")))
        self.assertEqual(self.run_csv("pay", "whole.json", "deals.csv").out,
                         PERIOD + "field,commission,Li,2024,2500000.00,50000.00\n")

    def test_each_accumulation(self):
        # deal: 1 % of 900,000, of 400,000 and of -100,000, and 10,000 + 1.5 % of 300,000.
        # quarter: marginal(1,200,000) = 10,000 + 3,000 and 14,500; month: 9,000, marginal(300,000) = 3,000, 14,500.
        expected = {"deal": ["9000.00", "4000.00", "-1000.00", "14500.00"], "month": ["9000.00", "3000.00", "14500.00"],
                    "quarter": ["13000.00", "14500.00"], "year": ["35000.00"]}
        periods = {"deal": ["2024-01-10", "2024-03-05", "2024-03-20", "2024-11-02"],
                   "month": ["2024-01", "2024-03", "2024-11"], "quarter": ["2024-Q1", "2024-Q4"], "year": ["2024"]}
        for accumulate, amounts in expected.items():
            self.write("plan.json", json.dumps(plan(accumulate=accumulate)))
            rows = self.run_csv("pay", "plan.json", "deals.csv").rows()
            self.assertEqual([row["amount"] for row in rows], amounts, msg=accumulate)
            self.assertEqual([row["period"] for row in rows], periods[accumulate])

    def test_fiscal_years(self):
        self.write("plan.json", json.dumps(plan(calendar={"fiscal_start": 4})))
        rows = self.run_csv("pay", "plan.json", "deals.csv").rows()
        # January and March belong to 2023: marginal(1,200,000) = 13,000; November to 2024: marginal(1,300,000) = 14,500.
        self.assertEqual([(row["period"], row["amount"]) for row in rows], [("2023", "13000.00"), ("2024", "14500.00")])

    def test_many_deals_against_exact_fractions_in_any_order(self):
        source = random.Random(7)
        deals = [(number, source.choice(["Li", "Wang", "赵"]), f"2024-{source.randint(1, 12):02d}-{source.randint(1, 28):02d}",
                  Fraction(source.randint(-20000000, 60000000), 100)) for number in range(1, 121)]
        rows = [f"{number},{payee},{date},{cents(amount)}\n" for number, payee, date, amount in deals]
        self.write("deals.csv", "deal,payee,date,amount\n" + "".join(rows))
        result = self.run_csv("pay", "plan.json", "deals.csv", "--by", "deal")
        so_far, paid = {}, {}
        for number, payee, date, amount in sorted(deals, key=lambda deal: (deal[2], deal[0])):
            before = so_far.get(payee, Fraction(0))
            so_far[payee] = before + amount
            paid[str(number)] = Fraction(cents(marginal(so_far[payee]))) - Fraction(cents(marginal(before)))
        self.assertEqual({row["deal"]: Fraction(row["amount"]) for row in result.rows()}, paid)
        by_period = {row["payee"]: row["amount"] for row in self.run_csv("pay", "plan.json", "deals.csv").rows()}
        self.assertEqual(by_period, {payee: cents(marginal(total)) for payee, total in so_far.items()})
        source.shuffle(rows)
        self.write("shuffled.csv", "deal,payee,date,amount\n" + "".join(rows))
        self.assertEqual(self.run_csv("pay", "plan.json", "shuffled.csv", "--by", "deal").out, result.out)

    def test_columns_are_taken_by_name(self):
        self.write("deals.csv", "Umsatz;x,Tag,Wer\n900000.00,2024-01-10,Li\n".replace(";x", ""))
        result = self.run_csv("pay", "plan.json", "deals.csv", "--columns", "amount=Umsatz,date=Tag", "--columns=payee=Wer")
        self.assertEqual(result.out, PERIOD + "field,commission,Li,2024,900000.00,9000.00\n")

    def test_explain_sums_to_each_deal(self):
        self.run_ok("pay", "plan.json", "deals.csv", "--explain", "steps.csv")
        sums = {}
        for line in self.read("steps.csv").splitlines()[1:]:
            cells = line.split(",")
            sums[cells[4]] = sums.get(cells[4], 0) + Fraction(cells[-1])
        self.assertEqual(sums, {"1": 9000, "2": 5500, "3": -1500, "4": 22000})

    def test_decimals_of_plans_with_and_without_currency(self):
        self.assert_bad_usage("pay", "plan.json", "deals.csv", "--decimals", "3", says=["--decimals 3", "plan.json"])
        self.run_ok("pay", "plan.json", "deals.csv", "--decimals", "2")
        free = plan()
        del free["currency"]
        self.write("free.json", json.dumps(free))
        self.write("deals.csv", "payee,date,amount\nLi,2024-01-01,2500000\n")
        for decimals, amount in ((0, "35000"), (3, "35000.000")):
            rows = self.run_csv("pay", "free.json", "deals.csv", "--decimals", decimals).rows()
            self.assertEqual(rows[0]["amount"], amount)
        self.assertEqual(self.run_csv("pay", "free.json", "deals.csv").rows()[0]["amount"], "35000.00")
        free["pay"]["plans"][0]["components"][0]["tiers"][1]["from"] = "1000000.5"
        self.write("free.json", json.dumps(free))
        self.assert_bad_data("pay", "free.json", "deals.csv", "--decimals", "0",
                             says=["free.json", "pay.plans[0].components[0].tiers[1].from", "1000000.5"])
        self.run_ok("pay", "free.json", "deals.csv", "--decimals", "1")

    def test_empty_deals_give_the_header(self):
        for by in ("period", "deal", "tier"):
            for text in ("", "deal,payee,date,amount\n"):
                result = self.run_csv("pay", "plan.json", "-", "--by", by, stdin=text)
                self.assertEqual(len(result.out.splitlines()), 1, msg=(by, text))
                self.assertTrue(result.out.startswith("plan,component,"))

    def test_missing_things(self):
        self.assert_bad_data("pay", "plan.json", "none.csv", says=["none.csv", "No such file"])
        self.write("plain.json", '{"attain": 1}')
        self.assert_bad_data("pay", "plain.json", "deals.csv", says=["plain.json", "pay"])
        self.write("deals.csv", "payee,date,amount\nLi,2024-01-01,5\n")
        self.assert_bad_data("pay", "plan.json", "deals.csv", "--by", "deal", says=["deals.csv", "'deal'"])
        self.assertEqual(self.run_csv("pay", "plan.json", "deals.csv").rows()[0]["amount"], "0.05")

    def test_bad_usage(self):
        self.assert_bad_usage("pay", says="PLAN")
        self.assert_bad_usage("pay", "plan.json", says="DEALS")
        self.assert_bad_usage("pay", "-", "-", says="standard input")
        self.assert_bad_usage("pay", "plan.json", "deals.csv", "--by", "week", says=["period", "deal", "tier", "'week'"])

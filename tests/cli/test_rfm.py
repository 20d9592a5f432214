"""attain rfm: scores and segments of customers."""

import datetime
import json
import random
from fractions import Fraction

from command import CommandTest

HEADER = "customer,recency,frequency,monetary,r,f,m,segment\n"
AS_OF = datetime.date(2024, 12, 31)


def edges(values, bins):
    """Quantile edges of type 7, exact."""
    values, result = sorted(values), []
    for i in range(1, bins):
        place = Fraction((len(values) - 1) * i, bins)
        low = int(place)
        high = min(low + 1, len(values) - 1)
        result.append(values[low] + (place - low) * (values[high] - values[low]))
    return result


def score(orders, bins=5, shift=0, upper=False):
    """Scores of customers, one row a purchase: a value on an edge is in the lower bin, or in the upper."""
    customers = {}
    for customer, day, amount in orders:
        last, count, total = customers.get(customer, (day, 0, 0))
        customers[customer] = (max(last, day), count + 1, total + amount)
    facts = {name: ((AS_OF - last).days, count, total) for name, (last, count, total) in customers.items()}
    cut = [[edge + shift for edge in edges([fact[i] for fact in facts.values()], bins)] for i in range(3)]

    def bin_of(value, dimension):
        return 1 + sum(value >= edge if upper else value > edge for edge in cut[dimension])

    return {name: (str(fact[0]), str(fact[1]), f"{fact[2]}.00", str(bins + 1 - bin_of(fact[0], 0)), str(bin_of(fact[1], 1)),
                   str(bin_of(fact[2], 2))) for name, fact in facts.items()}


class Rfm(CommandTest):
    def setUp(self):
        super().setUp()
        source = random.Random(11)
        self.orders = [(f"c{source.randint(1, 60)}", AS_OF - datetime.timedelta(days=source.randint(0, 700)),
                        source.randint(1, 900)) for _ in range(400)]
        self.rows = [f"{customer},{day},{amount}.00\n" for customer, day, amount in self.orders]
        self.write("orders.csv", "customer,date,amount\n" + "".join(self.rows))

    def scores(self, *arguments):
        rows = self.run_csv("rfm", "orders.csv", "--as-of", AS_OF, *arguments).rows()
        return {row["customer"]: tuple(row[name] for name in ("recency", "frequency", "monetary", "r", "f", "m"))
                for row in rows}

    def test_by_hand(self):
        # Recency 0, 30, 366 days; frequency 1, 2, 1; money 10, 55, 200. With two bins the edges are the medians.
        self.write("few.csv", "customer,date,amount\n7,2024-12-31,10.00\n9,2024-12-01,25.00\n9,2024-06-01,30.00\n"
                              "10,2023-12-31,200.00\n")
        self.assertEqual(self.run_csv("rfm", "few.csv", "--as-of", AS_OF, "--bins", "2").out,
                         HEADER + "7,0,1,10.00,2,1,1,\n9,30,2,55.00,2,2,1,\n10,366,1,200.00,1,1,2,\n")

    def test_quantiles_against_exact_fractions(self):
        self.assertEqual(self.scores(), score(self.orders))
        self.assertEqual(self.scores("--bins", "3"), score(self.orders, 3))
        self.assertEqual(self.scores("--preset", "rfm-r"), score(self.orders, 5, 1, True))
        self.assertEqual(self.scores("--preset", "rfm-r", "--bins", "7"), score(self.orders, 7, 1, True))

    def test_shuffling_changes_nothing(self):
        wanted = self.run_csv("rfm", "orders.csv", "--as-of", AS_OF).out
        random.Random(2).shuffle(self.rows)
        self.write("orders.csv", "customer,date,amount\n" + "".join(self.rows))
        self.assertEqual(self.run_csv("rfm", "orders.csv", "--as-of", AS_OF).out, wanted)

    def test_bins_of_each_dimension(self):
        r, f, m = score(self.orders, 3), score(self.orders, 2), score(self.orders, 4)
        wanted = {name: r[name][:4] + (f[name][4], m[name][5]) for name in r}
        self.assertEqual(self.scores("--bins", "3,2,4"), wanted)

    def test_fixed_cuts(self):
        got = self.scores("--bins", "2", "--cuts", "recency=31,91,366", "--cuts", "monetary=1000.00,2500.5")
        for customer, (recency, _, monetary, r, f, m) in got.items():
            self.assertEqual(int(r), 4 - sum(int(recency) >= cut for cut in (31, 91, 366)), msg=customer)
            self.assertEqual(int(m), 1 + sum(Fraction(monetary) >= Fraction(cut) for cut in ("1000", "2500.5")))
            self.assertEqual(f, score(self.orders, 2)[customer][4])

    def test_columns_and_orders(self):
        # Order 1 has two rows: one purchase. The refund reduces money and is no purchase.
        self.write("few.csv", "Beleg,Kunde,Tag,Betrag\n1,a,2024-12-30,10\n1,a,2024-12-30,20\n2,a,2024-12-31,-5\n")
        result = self.run_csv("rfm", "few.csv", "--as-of", "20241231", "--columns",
                              "order=Beleg,customer=Kunde,date=Tag,amount=Betrag")
        self.assertTrue(result.out.splitlines()[1].startswith("a,1,1,25.00,"))

    def segments(self, *arguments):
        return [row["segment"] for row in self.run_csv("rfm", "orders.csv", "--as-of", AS_OF, *arguments).rows()]

    def test_default_segments_need_five_bins(self):
        scores = score(self.orders)

        def standard(r, f):
            """The shipped table: r and f of each of its ten segments."""
            table = {"Champions": ("5", "45"), "Loyal": ("34", "45"), "Potential Loyalists": ("45", "23"),
                     "New Customers": ("5", "1"), "Promising": ("4", "1"), "Need Attention": ("3", "3"),
                     "About To Sleep": ("3", "12"), "Can't Lose Them": ("12", "5"), "At Risk": ("12", "34"),
                     "Hibernating": ("12", "12")}
            return [name for name, (rs, fs) in table.items() if r in rs and f in fs]

        wanted = [standard(*scores[name][3:5]) for name in sorted(scores, key=str.encode)]
        self.assertEqual([[name] for name in self.segments()], wanted)
        self.assertEqual(self.segments("--segments", "standard"), self.segments())
        self.assertEqual(set(self.segments("--bins", "4")), {""})
        self.assertEqual(set(self.segments("--bins", "5,5,4")), {""})
        self.assertEqual(self.segments("--bins", "2", "--cuts", "recency=31,91,181,366", "--cuts", "frequency=2,3,4,5",
                                       "--cuts", "monetary=1,2,3,4").count(""), 0)
        self.assertEqual(self.segments("--preset", "rfm-r"), self.segments("--preset", "rfm-r", "--segments", "rfm-r"))
        self.assertNotIn("", self.segments("--bins", "4", "--segments", "standard"))

    def test_segments_from_csv(self):
        self.write("rules.csv", "segment,recency_lo,recency_hi,monetary_lo\nlate,366,,\nrich,,,2500.00\n")
        rows = self.run_csv("rfm", "orders.csv", "--as-of", AS_OF, "--segments", "rules.csv", "--columns",
                            "customer=customer").rows()
        for row in rows:
            wanted = "late" if int(row["recency"]) >= 366 else "rich" if Fraction(row["monetary"]) >= 2500 else "Others"
            self.assertEqual(row["segment"], wanted)

    def test_segments_from_a_plan(self):
        plan = {"attain": 1, "currency": {"code": "CNY", "decimals": 2}, "segments": {
            "rules": [{"segment": "late", "recency": {"from": 366}}, {"segment": "rich", "monetary": {"from": "2500.00"}}],
            "default": "rest"}}
        self.write("plan.json", "\ufeff \n" + json.dumps(plan))
        rows = self.run_csv("rfm", "orders.csv", "--as-of", AS_OF, "--segments", "plan.json").rows()
        for row in rows:
            wanted = "late" if int(row["recency"]) >= 366 else "rich" if Fraction(row["monetary"]) >= 2500 else "rest"
            self.assertEqual(row["segment"], wanted)
        plan["segments"]["rfm"] = {"bins": 3}
        self.write("plan.json", json.dumps(plan))
        self.assertEqual(self.scores("--segments", "plan.json"), score(self.orders, 3))
        self.assertEqual(self.scores("--segments", "plan.json", "--bins", "4"), score(self.orders, 4))
        self.assert_bad_usage("rfm", "orders.csv", "--as-of", AS_OF, "--segments", "plan.json", "--decimals", "3",
                              says="--decimals 3")

    def test_explain_has_the_edges(self):
        self.run_ok("rfm", "orders.csv", "--as-of", AS_OF, "--explain", "edges.csv")
        lines = self.read("edges.csv").splitlines()
        self.assertEqual(lines[0], "dimension,bin,low,high,low_inclusive,high_inclusive,customers")
        self.assertEqual(len(lines), 16)

    def test_empty_file(self):
        self.assertEqual(self.run_csv("rfm", "-", "--as-of", AS_OF).out, HEADER)
        self.assertEqual(self.run_csv("rfm", "-", "--as-of", AS_OF, stdin="customer,date,amount\n").out, HEADER)

    def test_bad_options(self):
        self.assert_bad_usage("rfm", "orders.csv", says="--as-of")
        self.assert_bad_data("rfm", "orders.csv", "--as-of", "2024-02-30", says=["--as-of", "2024-02-30"])
        self.assert_bad_data("rfm", "orders.csv", "--as-of", "31.12.2024", says=["--as-of", "31.12.2024"])
        for bins in ("0", "101", "x", "5,5", "5,,5", "1.5", ""):
            self.assert_bad_usage("rfm", "orders.csv", "--as-of", AS_OF, "--bins", bins, says="--bins")
        self.assert_bad_usage("rfm", "orders.csv", "--as-of", AS_OF, "--preset", "excel", says="'excel'")
        self.assert_bad_usage("rfm", "orders.csv", "--as-of", AS_OF, "--cuts", "30,90", says="--cuts")
        self.assert_bad_data("rfm", "orders.csv", "--as-of", AS_OF, "--cuts", "recency=90,30", says=["--cuts", "'30'"])
        self.assert_bad_data("rfm", "orders.csv", "--as-of", AS_OF, "--cuts", "recency=1.5", says=["--cuts", "'1.5'"])
        self.assert_bad_data("rfm", "orders.csv", "--as-of", AS_OF, "--segments", "nobody", says=["nobody", "No such"])
        self.assert_bad_usage("rfm", "-", "--as-of", AS_OF, "--segments", "-", says="standard input")

    def test_bad_rules(self):
        self.write("rules.csv", "segment,r_lo,r_hi\nodd,5,4\n")
        self.assert_bad_data("rfm", "orders.csv", "--as-of", AS_OF, "--segments", "rules.csv", says=["rules.csv", "line 2"])
        self.write("rules.csv", "name,r_lo,r_hi\nodd,4,5\n")
        self.assert_bad_data("rfm", "orders.csv", "--as-of", AS_OF, "--segments", "rules.csv", says=["rules.csv", "segment"])
        self.write("plan.json", '{"attain": 1}')
        self.assert_bad_data("rfm", "orders.csv", "--as-of", AS_OF, "--segments", "plan.json", says=["plan.json", "rules"])

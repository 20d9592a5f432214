"""attain abc: classes by share of the value."""

import random
from fractions import Fraction

from command import CommandTest

RULES = ("within", "below", "through", "midpoint", "ties")


def classify(values, cuts, rule):
    """Items by falling value, then by name; the first cut that is met gives the class. Exact."""
    ranked = sorted(values.items(), key=lambda item: (-item[1], item[0].encode()))
    total, before, result = sum(max(0, value) for value in values.values()), Fraction(0), {}
    for name, value in ranked:
        value = max(0, value)
        after = before + value
        last = sum(max(0, other) for other in values.values() if max(0, other) >= value)
        looked_at = {"within": after, "below": after, "through": before, "midpoint": before + Fraction(value) / 2,
                     "ties": last}[rule]
        met = (looked_at < cut * total if rule in ("below", "through") else looked_at <= cut * total for cut in cuts)
        result[name] = "ABCDEFGH"[next((i for i, is_met in enumerate(met) if is_met), len(cuts))]
        before = after
    return result


class Abc(CommandTest):
    def test_shares_and_classes(self):
        # 70, 20 and 10 of 100: up to 80 % is A, up to 95 % B.
        self.write("items.csv", "item,value\nb,10.00\na,70.00\nc,20.00\n")
        self.assertEqual(self.run_csv("abc", "items.csv").out,
                         "item,value,share,cumulative,class\na,70.00,0.7,0.7,A\nc,20.00,0.2,0.9,B\nb,10.00,0.1,1,C\n")

    def test_columns_cuts_and_rule(self):
        self.write("items.csv", "Umsatz,Artikel\n70,a\n20,c\n10,b\n")
        result = self.run_csv("abc", "items.csv", "--columns", "item=Artikel,value=Umsatz", "--cuts", "70%,89.9", "--rule",
                              "within")
        self.assertEqual([row["class"] for row in result.rows()], ["A", "C", "C"])

    def test_rows_of_one_item_are_summed_and_keys_are_numbers_or_text(self):
        self.write("items.csv", "item,value\n10,5\n9,5\n10,2\n9,2\n")
        self.assertEqual([row["item"] for row in self.run_csv("abc", "items.csv").rows()], ["9", "10"])
        self.write("items.csv", "item,value\n10,5\n9x,5\n10,2\n9x,2\n")
        self.assertEqual([row["item"] for row in self.run_csv("abc", "items.csv").rows()], ["10", "9x"])

    def test_every_rule_against_exact_fractions_in_any_order(self):
        source = random.Random(3)
        for case in range(8):
            values = {f"i{n}": source.choice([100, 250, 250, source.randint(0, 900)]) for n in range(source.randint(1, 30))}
            values["i0"] = max(1, values["i0"])
            rows = [f"{name},{value}.00\n" for name, value in values.items()]
            source.shuffle(rows)
            self.write("items.csv", "item,value\n" + "".join(rows))
            for rule in RULES:
                for cuts in ("80,95", "50,80,95", "33.3333333"):
                    got = self.run_csv("abc", "items.csv", "--rule", rule, "--cuts", cuts).rows()
                    wanted = classify(values, [Fraction(cut) / 100 for cut in cuts.split(",")], rule)
                    self.assertEqual({row["item"]: row["class"] for row in got}, wanted, msg=(case, rule, cuts, values))

    def test_limits_of_the_value_itself(self):
        self.write("items.csv", "item,value\na,10000.00\nb,9999.99\nc,5000\nd,-1\n")
        rows = self.run_csv("abc", "items.csv", "--limits", "10000,5000").rows()
        self.assertEqual([row["class"] for row in rows], ["A", "B", "B", "C"])

    def test_explain_has_a_row_for_each_class(self):
        self.write("items.csv", "item,value\na,70\nb,20\nc,10\n")
        self.run_ok("abc", "items.csv", "--explain", "classes.csv")
        self.assertEqual(self.read("classes.csv").splitlines()[0], "class,cut,limit,items,item_share,value,value_share")
        self.assertEqual(len(self.read("classes.csv").splitlines()), 4)

    def test_empty_file(self):
        self.assertEqual(self.run_csv("abc", "-").out, "item,value,share,cumulative,class\n")

    def test_bad_cuts_and_limits(self):
        self.write("items.csv", "item,value\na,70\n")
        self.assert_bad_data("abc", "items.csv", "--cuts", "95,80", says=["--cuts", "item 2", "'80'"])
        self.assert_bad_data("abc", "items.csv", "--cuts", "80,x", says=["--cuts", "item 2", "'x'"])
        self.assert_bad_data("abc", "items.csv", "--cuts", "80,101", says=["--cuts", "item 2"])
        self.assert_bad_data("abc", "items.csv", "--limits", "5,10", says=["--limits", "item 2", "'10'"])
        self.assert_bad_data("abc", "items.csv", "--limits", "5.001", says=["--limits", "5.001"])
        self.assert_bad_usage("abc", "items.csv", "--cuts", "80", "--limits", "5", says=["--limits", "--cuts"])
        self.assert_bad_usage("abc", "items.csv", "--rule", "ties", "--limits", "5", says=["--limits", "--rule"])
        self.assert_bad_usage("abc", "items.csv", "--rule", "best", says=list(RULES))

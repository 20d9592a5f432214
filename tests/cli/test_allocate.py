"""attain allocate: splitting a total by weights."""

import json
import random
from fractions import Fraction

from command import CommandTest


def hamilton(total, weights):
    """Largest remainders, ties to the lowest index; a negative total is the mirror. Exact."""
    size = abs(total)
    quotas = [Fraction(size) * weight / sum(weights) for weight in weights]
    parts = [quota.numerator // quota.denominator for quota in quotas]
    by_remainder = sorted(range(len(weights)), key=lambda i: (parts[i] - quotas[i], i))
    for i in by_remainder[: size - sum(parts)]:
        parts[i] += 1
    return [part if total >= 0 else -part for part in parts]


class Allocate(CommandTest):
    def amounts(self, *arguments):
        return [row["amount"] for row in self.run_csv("allocate", *arguments).rows()]

    def test_the_contract(self):
        result = self.run_csv("allocate", "100.00", "--weights", "1,1,1")
        self.assertEqual(result.out, "index,weight,amount\n0,1,33.34\n1,1,33.33\n2,1,33.33\n")

    def test_a_negative_total_is_an_argument_and_mirrors(self):
        self.assertEqual(self.amounts("-5", "--weights", "7,3", "--decimals", "0"), ["-4", "-1"])
        self.assertEqual(self.amounts("5", "--weights", "7,3", "--decimals", "0"), ["4", "1"])
        self.assertEqual(self.amounts("-5.00", "--weights", "7,3"), ["-3.50", "-1.50"])
        self.assertEqual(self.amounts("--weights", "7,3", "--", "-5"), ["-3.50", "-1.50"])
        self.assertEqual(self.amounts("--weights=7,3", "-5"), ["-3.50", "-1.50"])

    def test_weights_are_decimals_of_one_scale(self):
        rows = self.run_csv("allocate", "1.00", "--weights", "0.33,0.66").rows()
        self.assertEqual([(row["weight"], row["amount"]) for row in rows], [("0.33", "0.33"), ("0.66", "0.67")])
        self.assertEqual(self.amounts("30", "--weights", "1,0.5"), ["20.00", "10.00"])
        self.assertEqual(self.amounts("30", "--weights", " 1 , 0.50 "), ["20.00", "10.00"])

    def test_against_exact_fractions(self):
        source = random.Random(1)
        for _ in range(25):
            weights = [source.randint(0, 99) for _ in range(source.randint(1, 9))] + [1]
            total = source.randint(-100000, 100000)
            got = self.amounts(total, "--weights", ",".join(map(str, weights)), "--decimals", "0")
            self.assertEqual([int(amount) for amount in got], hamilton(total, weights), msg=(total, weights))

    def test_the_rule_ratio_gives_to_the_largest_weights(self):
        # Quotas 0.4, 0.6 and 9.0 of 10 by 2, 3, 45: remainders put the last unit second, weights third.
        self.assertEqual(self.amounts("10", "--weights", "2,3,45", "--decimals", "0"), ["0", "1", "9"])
        self.assertEqual(self.amounts("10", "--weights", "2,3,45", "--decimals", "0", "--rule", "ratio"), ["0", "0", "10"])

    def test_floors_and_caps_hold_and_may_be_left_empty(self):
        # 100 by 1, 2, 3 with 50 at least for the first and 10 at most for the third: 50, 40, 10.
        self.assertEqual(self.amounts("100", "--weights", "1,2,3", "--floors", "50,,", "--caps", ",,10"),
                         ["50.00", "40.00", "10.00"])

    def test_nothing_over_nothing_is_nothing(self):
        self.assertEqual(self.run_csv("allocate", "0", "--weights", "").out, "index,weight,amount\n")

    def test_decimals(self):
        self.assertEqual(self.amounts("1", "--weights", "1,1,1", "--decimals", "9"),
                         ["0.333333334", "0.333333333", "0.333333333"])

    def test_explain_replays_to_the_unit(self):
        self.run_ok("allocate", "100.00", "--weights", "1,1,1", "--explain", "steps.json")
        steps = json.loads(self.read("steps.json"))
        self.assertEqual([step["amount"] for step in steps], [33.34, 33.33, 33.33])
        for step in steps:
            exact = Fraction(10000) * step["weight"] / step["weights"] / 100
            self.assertLess(abs(Fraction(step["exact"]) - exact), Fraction(1, 10**10))

    def test_bad_totals_and_lists(self):
        self.assert_bad_data("allocate", "1.001", "--weights", "1", says=["TOTAL", "1.001"])
        self.assert_bad_data("allocate", "NaN", "--weights", "1", says=["TOTAL", "NaN"])
        self.assert_bad_data("allocate", "1e3", "--weights", "1", says=["TOTAL", "1e3"])
        self.assert_bad_data("allocate", "92233720368547758.08", "--weights", "1", says=["TOTAL", "64 bits"])
        self.assert_bad_data("allocate", "1", "--weights", "1,x", says=["--weights", "item 2", "'x'"])
        self.assert_bad_data("allocate", "1", "--weights", "1,,2", says=["--weights", "item 2"])
        self.assert_bad_data("allocate", "1", "--weights", "1,-0.5", says=["--weights", "item 2", "'-0.5'"])
        self.assert_bad_data("allocate", "1", "--weights", "0,0", says=["--weights", "zero"])
        self.assert_bad_data("allocate", "1", "--weights", "", says="--weights")
        self.assert_bad_data("allocate", "1", "--weights", "9223372036854775807,1", says=["--weights", "64 bits"])
        self.assert_bad_data("allocate", "1", "--weights", "0.1234567891,1", says=["--weights", "9 decimals"])
        self.assert_bad_data("allocate", "5", "--weights", "1,1", "--caps", "1,1", says="--caps")
        self.assert_bad_data("allocate", "5", "--weights", "1,1", "--floors", "3,3", says="--floors")
        self.assert_bad_data("allocate", "5", "--weights", "1,1", "--floors", "0,-1", says=["--floors", "item 2"])

    def test_bad_usage(self):
        self.assert_bad_usage("allocate", says="TOTAL")
        self.assert_bad_usage("allocate", "1", says="--weights")
        self.assert_bad_usage("allocate", "1", "2", "--weights", "1", says="'2'")
        self.assert_bad_usage("allocate", "1", "--weights", says="--weights needs a value")
        self.assert_bad_usage("allocate", "1", "--weights", "1,1", "--rule", "fair", says=["remainder", "ratio", "'fair'"])
        self.assert_bad_usage("allocate", "1", "--weights", "1,1", "--floors", "0", says="--floors has 1 items")
        self.assert_bad_usage("allocate", "1", "--weights", "1,1", "--columns", "a=b", says="--columns")

"""attain check: errors, dead rules and gaps of a plan."""

import json

from command import TOP, CommandTest

FINDINGS = "finding,rule,segment,detail\n"


class Check(CommandTest):
    def plan(self, **sections):
        return self.write("plan.json", json.dumps({"attain": 1, **sections}))

    def test_says_what_is_in_a_plan(self):
        self.write("plan.json", (TOP / "docs" / "examples" / "hengyuan.json").read_bytes())
        out = self.run_ok("check", "plan.json").out
        for text in ("CNY", "150000000.00", "5 teams", "12 persons", "4 rules", "field/commission", "payee, date, amount"):
            self.assertIn(text, out)
        self.assertTrue(out.endswith("plan.json: ok\n"))
        self.assertEqual(self.run_csv("check", "plan.json").out, FINDINGS)

    def test_an_empty_plan_is_in_order(self):
        self.plan()
        self.assertEqual(self.run_ok("check", "plan.json").out, "plan.json: ok\n")
        self.assertEqual(self.run_csv("check", "plan.json").out, FINDINGS)

    def test_every_part_of_a_plan_is_described(self):
        component = {"kind": "rates", "basis": {"column": "net"}, "accumulate": "month", "mode": "whole", "tiers": []}
        self.plan(currency={"decimals": 0}, calendar={"fiscal_start": 4},
                  goals={"year": 987, "target": "-5", "nodes": []},
                  segments={"rfm": {"bins": {"frequency": 3}}, "abc": {}},
                  pay={"plans": [{"id": "a", "components": [{"id": "x", **component}, {"id": "y", **component}]},
                                 {"id": "b", "components": []}, {"id": "c", "components": [{"id": "x", **component}]}]})
        self.assertEqual(self.run_ok("check", "plan.json").out,
                         "amounts   0 decimals\n"
                         "calendar  the year starts in month 4\n"
                         "goals     no nodes\n"
                         "rfm       5 recency, 3 frequency, 5 monetary bins\n"
                         "abc       classes by value\n"
                         "pay       a/x, a/y, c/x; deals have deal, payee, date, net\n"
                         "plan.json: ok\n")
        self.plan(pay={"plans": []})
        self.assertEqual(self.run_ok("check", "plan.json").out,
                         "pay       no components; deals have deal, payee, date\nplan.json: ok\n")

    def test_decimals_count_where_a_plan_does_not_say(self):
        self.plan(goals={"year": 2024, "target": "1.234", "nodes": [{"id": "a", "level": "company"}]})
        self.assert_bad_data("check", "plan.json", says=["goals.target", "2 decimals"])
        self.assertIn("2024: 1.234 over", self.run_ok("check", "plan.json", "--decimals", "3").out)
        self.plan(currency={"decimals": 3}, goals={"year": 2024, "target": "1.234", "nodes": []})
        self.run_ok("check", "plan.json", "--decimals", "3")
        self.assert_bad_usage("check", "plan.json", "--decimals", "4", says=["--decimals 4", "plan.json"])

    def test_dead_rules_and_uncovered_cells_are_warnings(self):
        # The second rule is within the first; r 1 is taken by none: with 2 bins that leaves its cells with each f and m.
        self.plan(segments={"rfm": {"bins": 2}, "rules": [{"segment": "top", "r": {"from": 2}},
                                                          {"segment": "never", "r": {"from": 2}, "f": {"from": 2}}]})
        rows = self.run_csv("check", "plan.json").rows()
        self.assertEqual([(row["finding"], row["rule"], row["segment"]) for row in rows if row["finding"] == "dead-rule"],
                         [("dead-rule", "1", "never")])
        self.assertTrue(any(row["finding"] == "uncovered" for row in rows))
        out = self.run_ok("check", "plan.json").out
        self.assertIn(f"{len(rows)} findings", out)
        self.assertIn("never", out)

    def test_errors_name_their_path(self):
        tiers = [{"from": 0, "rate": "1%"}, {"from": 10, "rate": "2%"}, {"from": 5, "rate": "3%"}]

        def pay(**component):
            return {"plans": [{"id": "p", "components": [{"id": "c", "kind": "rates", "basis": {"column": "amount"},
                                                          "accumulate": "year", "mode": "marginal", "tiers": tiers,
                                                          **component}]}]}

        cases = [
            ({"pay": pay()}, "pay.plans[0].components[0].tiers[2].from"),
            ({"pay": pay(tiers=[{"from": 0, "rate": "0.0000000001"}])}, "pay.plans[0].components[0].tiers[0].rate"),
            ({"pay": pay(tiers=tiers[:2], mode="half")}, "pay.plans[0].components[0].mode"),
            ({"pay": pay(tiers=tiers[:2], colour="red")}, "pay.plans[0].components[0].colour"),
            ({"goals": {"year": 2024, "target": "1.001", "nodes": []}}, "goals.target"),
            ({"goals": {"year": 2024, "target": "92233720368547758.08", "nodes": []}}, "goals.target"),
            ({"goals": {"year": "soon", "target": 1, "nodes": []}}, "goals.year"),
            ({"goals": {"year": 2024, "target": 1, "nodes": [{"id": "a", "level": "company"}],
                        "season": [1, 2]}}, "goals.season"),
            ({"currency": {"code": "yuan", "decimals": 2}}, "currency.code"),
            ({"sales": {}}, "sales"),
        ]
        for sections, path in cases:
            self.plan(**sections)
            for command in (("check", "plan.json"), ("check", "plan.json", "--format", "csv")):
                self.assert_bad_data(*command, says=["plan.json", path])

    def test_a_tree_that_cannot_be_run_is_an_error_in_every_format(self):
        self.plan(goals={"target": 1, "nodes": [{"id": "a", "level": "company"}]})
        for form in ("text", "csv"):
            self.assert_bad_data("check", "plan.json", "--format", form, says=["plan.json", "year"])
        self.plan(goals={"year": 2024, "target": "-92233720368547758.08", "nodes": [{"id": "a", "level": "company"}]})
        for form in ("text", "csv"):
            self.assert_bad_data("check", "plan.json", "--format", form, says=["plan.json", "target"])

    def test_text_that_is_no_json(self):
        for text in ("", "{", "[1]", '{"attain": 1,}', '{"attain": NaN}', '{"attain": 1} 2', '{"attain": 1, "attain": 1}',
                     b"\xff\xfe", '{"attain": "\ud800"}'.encode("utf-8", "surrogatepass"), "[" * 100000):
            self.write("plan.json", text)
            self.assert_bad_data("check", "plan.json", says="plan.json")
        self.write("plan.json", '{"attain": 1,\n "pay": }')
        self.assert_bad_data("check", "plan.json", says="line 2, column 9")

    def test_files_that_cannot_be_read(self):
        self.assert_bad_data("check", "plan.json", says=["plan.json", "No such file"])
        self.assert_bad_data("check", ".", says="directory")

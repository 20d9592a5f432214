"""attain goals: targets broken down."""

import json
from fractions import Fraction

from command import TOP, CommandTest

HEADER = "node,level,parent,period,target\n"


def plan(nodes=None, **goals):
    goals = {"year": 2024, "target": "100.00", "nodes": nodes if nodes is not None else NODES, **goals}
    return json.dumps({"attain": 1, "goals": {name: value for name, value in goals.items() if value is not None}})


NODES = [{"id": "firm", "level": "company"}, {"id": "south", "level": "team", "parent": "firm", "weight": 2},
         {"id": "north", "level": "team", "parent": "firm", "weight": 1},
         {"id": "li", "level": "person", "parent": "south", "weight": 1}]


class Goals(CommandTest):
    def test_years(self):
        # 100.00 by 2 and 1: 66.67 and 33.33.
        self.write("plan.json", plan())
        self.assertEqual(self.run_csv("goals", "plan.json", "--by", "year").out,
                         HEADER + "firm,company,,2024,100.00\nsouth,team,firm,2024,66.67\nli,person,south,2024,66.67\n"
                                  "north,team,firm,2024,33.33\n")

    def test_years_and_months_are_the_two_halves_of_all(self):
        self.write("plan.json", plan())
        everything = self.run_csv("goals", "plan.json").rows()
        years = self.run_csv("goals", "plan.json", "--by", "year").rows()
        months = self.run_csv("goals", "plan.json", "--by", "month").rows()
        self.assertEqual([len(everything), len(years), len(months)], [52, 4, 48])
        self.assertEqual([row for row in everything if len(row["period"]) == 4], years)
        self.assertEqual([row for row in everything if len(row["period"]) == 7], months)
        self.assertEqual([row["period"] for row in months[:12]], [f"2024-{month:02d}" for month in range(1, 13)])

    def test_months_sum_to_years_and_children_to_parents(self):
        self.write("plan.json", (TOP / "docs" / "examples" / "hengyuan.json").read_bytes())
        rows = self.run_csv("goals", "plan.json").rows()
        targets = {(row["node"], row["period"]): Fraction(row["target"]) for row in rows}
        nodes = {row["node"]: row["parent"] for row in rows}
        months = [f"2024-{month:02d}" for month in range(1, 13)]
        for node in nodes:
            self.assertEqual(sum(targets[node, month] for month in months), targets[node, "2024"])
            children = [child for child, parent in nodes.items() if parent == node]
            for period in months + ["2024"] if children else []:
                self.assertEqual(sum(targets[child, period] for child in children), targets[node, period])
        # The year's target is 150 million, its first quarter 22 % of it.
        self.assertEqual(targets["hengyuan", "2024"], 150000000)
        self.assertEqual(sum(targets["hengyuan", month] for month in months[:3]), 33000000)

    def test_season_and_fiscal_year(self):
        text = json.loads(plan(nodes=NODES[:1], season=[1] * 11 + [9]))
        text["calendar"] = {"fiscal_start": 4}
        self.write("plan.json", json.dumps(text))
        rows = self.run_csv("goals", "plan.json", "--by", "month").rows()
        self.assertEqual([rows[0]["period"], rows[11]["period"]], ["2024-04", "2025-03"])
        self.assertEqual([rows[0]["target"], rows[11]["target"]], ["5.00", "45.00"])

    def test_decimals(self):
        self.write("plan.json", plan(nodes=NODES[:3], target="100"))
        rows = self.run_csv("goals", "plan.json", "--by", "year", "--decimals", "0").rows()
        self.assertEqual([row["target"] for row in rows], ["100", "67", "33"])

    def test_explain(self):
        self.write("plan.json", plan())
        self.run_ok("goals", "plan.json", "--explain", "steps.csv")
        self.assertEqual(self.read("steps.csv").splitlines()[0], "node,period,of,weight,weights,exact,target")

    def test_standard_input_and_no_nodes(self):
        self.assertEqual(self.run_csv("goals", "-", stdin=plan(nodes=[])).out, HEADER)

    def test_trees_that_are_none(self):
        person = {"id": "li", "level": "person", "parent": "nobody", "weight": 1}
        circle = [NODES[0], {"id": "a", "level": "team", "parent": "b", "weight": 1},
                  {"id": "b", "level": "team", "parent": "a", "weight": 1}]
        for nodes, named in (([NODES[0], person], "li"), (circle, "a"), ([NODES[0], NODES[0]], "firm"),
                             ([NODES[0], dict(NODES[1], weight=0)], "firm"), ([NODES[0], dict(NODES[1], weight=-1)], "-1")):
            self.write("plan.json", plan(nodes=nodes))
            self.assert_bad_data("goals", "plan.json", says=["plan.json", "goals", named])

    def test_plans_that_lack_something(self):
        self.write("plan.json", '{"attain": 1}')
        self.assert_bad_data("goals", "plan.json", says=["plan.json", "goals"])
        self.write("plan.json", plan(year=None))
        self.assert_bad_data("goals", "plan.json", says=["plan.json", "year"])

    def test_bad_usage(self):
        self.write("plan.json", plan())
        self.assert_bad_usage("goals", says="PLAN")
        self.assert_bad_usage("goals", "plan.json", "--by", "week", says=["year", "month", "'week'"])

"""attain demo: it is the same everywhere, agrees with the commands it names, and its numbers add up."""

import csv
import html.parser
import re
import shlex
from fractions import Fraction

from command import TOP, CommandTest

FILES = ["deals-2023.csv", "deals.csv", "orders.csv", "plan.json", "report.html"]


def number(text):
    """A number as the report shows it: 1,234 or +12.3%."""
    return Fraction(text.replace(",", "").replace("%", "").replace("+", ""))


class Page(html.parser.HTMLParser):
    """The texts of a page's tables, whether every element is closed, and everything it would load."""

    def __init__(self):
        super().__init__()
        self.open, self.tables, self.loads, self.errors = [], [], [], []

    def handle_starttag(self, tag, attributes):
        self.loads += [value for name, value in attributes if name in ("src", "href", "xlink:href")]
        if tag in ("meta",):
            return
        self.open.append(tag)
        if tag == "table":
            self.tables.append([])
        elif tag == "tr":
            self.tables[-1].append([])
        elif tag in ("td", "th"):
            self.tables[-1][-1].append("")

    def handle_startendtag(self, tag, attributes):
        pass

    def handle_endtag(self, tag):
        if not self.open or self.open.pop() != tag:
            self.errors.append(tag)

    def handle_data(self, data):
        if self.open and self.open[-1] in ("td", "th"):
            self.tables[-1][-1][-1] += data


class Demo(CommandTest):
    def table(self, text, title):
        """The rows of a section's table: cells lie where the rule below the headings has its dashes."""
        section = text[text.index(title):].split("\n\n\n")[0]
        rule = re.search(r"(?m)^-[- ]+ -[- ]+$", section)
        spans = [dashes.span() for dashes in re.finditer("-+", rule.group())]
        lines = section[rule.end():].strip("\n").splitlines()
        return [[line[first:last].strip() for first, last in spans] for line in lines]

    def facts(self, name):
        with open(self.folder / "out" / name, encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file))

    def test_fits_a_terminal_and_is_reproducible(self):
        for language in ("en", "zh"):
            out = self.run_ok("demo", "--lang", language).out
            self.assertEqual(self.run_ok("demo", "--lang", language).out, out)
            for line in out.splitlines():
                width = sum(2 if "\u2e80" <= character else 1 for character in line)
                self.assertLessEqual(width, 100, msg=line)
                self.assertEqual(line, line.rstrip())
        self.assertEqual(self.files(), [])

    def test_the_plan_is_the_example_of_the_guide(self):
        self.run_ok("demo", "-o", "out")
        self.assertEqual((self.folder / "out" / "plan.json").read_bytes(),
                         (TOP / "docs" / "examples" / "hengyuan.json").read_bytes())

    def test_writes_its_files_and_nothing_else(self):
        self.run_ok("demo", "-o", "deep/er/out")
        self.assertEqual(sorted(path.name for path in (self.folder / "deep/er/out").iterdir()), FILES)
        self.run_ok("demo", "-o", "out")
        self.write("out/notes.txt", "mine")
        self.run_ok("demo", "-o", "out/")
        self.assertEqual(sorted(path.name for path in (self.folder / "out").iterdir()), sorted(FILES + ["notes.txt"]))
        self.write("file", "")
        self.assert_bad_data("demo", "-o", "file", says="file")

    def test_the_facts_are_those_of_the_story(self):
        self.run_ok("demo", "-o", "out")
        now, before, orders = self.facts("deals.csv"), self.facts("deals-2023.csv"), self.facts("orders.csv")
        self.assertEqual(sum(Fraction(deal["amount"]) for deal in before), 120000000)
        attained = sum(Fraction(deal["amount"]) for deal in now) / 150000000
        self.assertTrue(Fraction(97, 100) <= attained <= Fraction(103, 100), msg=float(attained))
        self.assertTrue(all(deal["date"].startswith("2024-") for deal in now))
        self.assertTrue(all(deal["date"].startswith("2023-") for deal in before))
        self.assertEqual([(row["order"], row["customer"], row["date"], row["amount"]) for row in orders],
                         [(row["deal"], row["customer"], row["date"], row["amount"]) for row in before + now])
        self.assertEqual(len({row["order"] for row in orders}), len(orders))
        self.assertTrue(150 <= len({row["customer"] for row in orders}) <= 250)
        self.assertEqual(len({row["payee"] for row in now}), 12)
        self.assertTrue(any(row["amount"].startswith("-") for row in now))

    def test_the_tables_agree_with_the_facts(self):
        text = self.run_ok("demo", "-o", "out").out
        now, before = self.facts("deals.csv"), self.facts("deals-2023.csv")
        total = sum(Fraction(deal["amount"]) for deal in now)
        teams = {row[0]: row for row in self.table(text, "Targets and actuals")}
        for name, payee in (("Li Wei", "li-wei"), ("Wu Jie", "wu-jie"), ("Sun Li", "sun-li")):
            sold = sum(Fraction(deal["amount"]) for deal in now if deal["payee"] == payee)
            sold_before = sum(Fraction(deal["amount"]) for deal in before if deal["payee"] == payee)
            self.assertLessEqual(abs(number(teams[name][2]) * 1000 - sold), 500)
            self.assertLessEqual(abs(number(teams[name][6]) * 1000 - sold_before), 500)
            self.assertLessEqual(abs(number(teams[name][7]) - (sold / sold_before - 1) * 100), Fraction(1, 20))
        self.assertLessEqual(abs(number(teams["Hengyuan"][2]) * 1000 - total), 500)
        self.assertLessEqual(abs(number(teams["Hengyuan"][3]) - total / 1500000), Fraction(1, 20))
        months = {row[0]: row for row in self.table(text, "Months and quarters")}
        for month, name in ((1, "Jan"), (6, "Jun"), (12, "Dec")):
            sold = sum(Fraction(deal["amount"]) for deal in now if deal["date"][5:7] == f"{month:02d}")
            self.assertLessEqual(abs(number(months[name][2]) * 1000 - sold), 500)
        self.assertEqual(number(months["Q1"][1]), 33000)
        core = next(row for row in self.table(text, "own rules") if row[0] == "Core")
        customers = {}
        for deal in now:
            count, value = customers.get(deal["customer"], (0, 0))
            amount = Fraction(deal["amount"])
            customers[deal["customer"]] = (count + (amount >= 0), value + amount)
        members = [value for count, value in customers.values() if count >= 3 and value >= 500000]
        self.assertEqual(int(core[1]), len(members))
        self.assertLessEqual(abs(number(core[4]) * 1000 - sum(members)), 500)
        largest = self.table(text, "The ten largest")
        self.assertLessEqual(abs(number(largest[0][3]) * 1000 - max(value for _, value in customers.values())), 500)
        self.assertEqual(len(largest), 10)

    def test_the_commands_it_names_work_and_agree(self):
        text = self.run_ok("demo", "-o", "an out").out
        commands = [shlex.split(line) for line in text.splitlines() if line.startswith("  attain ")]
        self.assertEqual([command[1] for command in commands], ["check", "goals", "rfm", "rfm", "abc", "pay", "pay"])
        results = [self.run_csv(command[1], *command[2:]) for command in commands]
        goals, ruled, scored, abc, paid, paid_before = [result.rows() for result in results[1:]]
        self.assertEqual(len(goals), 18 * 13)
        rules = {row[0]: row for row in self.table(text, "own rules")}
        for segment in ("core", "potential", "regular"):
            self.assertEqual(sum(row["segment"] == segment for row in ruled), int(rules[segment.capitalize()][1]))
        segments = {row[0]: row for row in self.table(text, "(RFM)")}
        for name in ("Champions", "At Risk", "Hibernating"):
            self.assertEqual(sum(row["segment"] == name for row in scored), int(segments[name][1]))
        classes = {row[0]: row for row in self.table(text, "ABC: ")}
        for name in "ABC":
            self.assertEqual(sum(row["class"] == name for row in abc), int(classes[name][1]))
        earned = {row[0]: row for row in self.table(text, "Commission by person")}
        for name, payee in (("Chen Jing", "chen-jing"), ("He Qiang", "he-qiang")):
            for rows, column in ((paid, 3), (paid_before, 5)):
                amount = next(row["amount"] for row in rows if row["payee"] == payee)
                self.assertEqual(number(earned[name][column]), Fraction(amount))
        self.assertEqual(number(earned["Together"][3]), sum(Fraction(row["amount"]) for row in paid))

    def test_the_page(self):
        for language, title in (("en", "Hengyuan"), ("zh", "恒远建材")):
            text = self.run_ok("demo", "-o", "out & <b>", "--lang", language).out
            page = self.read("out & <b>/report.html")
            self.assertIn(title, page)
            self.assertIn(f'<html lang="{"zh-CN" if language == "zh" else "en"}">', page)
            self.assertNotIn("<b>/", page)
            parsed = Page()
            parsed.feed(page)
            parsed.close()
            self.assertEqual((parsed.open, parsed.errors, parsed.loads), ([], [], []))
            self.assertNotIn("http", page)
            for table in parsed.tables:
                self.assertEqual({len(row) for row in table}, {len(table[0])})
                for cell in table[1]:
                    self.assertIn(cell.strip(), text)

    def test_bad_usage(self):
        self.assert_bad_usage("demo", "out", says="'out'")
        self.assert_bad_usage("demo", "--format", "csv", says="--format")

"""Formats, files and languages of results; what happens where they cannot be written."""

import json
import os
import pathlib
import subprocess
import unittest

from command import COMMAND, CommandTest

ITEMS = "item,value\nShanghai | Ost,1234567.50\nb,1.25\n"
CSV = ("item,value,share,cumulative,class\nShanghai | Ost,1234567.50,0.999998988,0.999998988,C\n"
       "b,1.25,0.000001012,1,C\n")


class Formats(CommandTest):
    """Shares: 1.25 / 1234568.75 = 0.0000010124994…, and the rest, 0.9999989875005…"""

    def setUp(self):
        super().setUp()
        self.write("items.csv", ITEMS)

    def test_csv(self):
        self.assertEqual(self.run_ok("abc", "items.csv", "--format=csv").out, CSV)

    def test_json(self):
        rows = json.loads(self.run_ok("abc", "items.csv", "--format", "json").out, parse_float=str)
        self.assertEqual([row["value"] for row in rows], ["1234567.50", "1.25"])
        self.assertEqual(list(rows[0]), ["item", "value", "share", "cumulative", "class"])

    def test_text_is_the_default_and_for_people(self):
        out = self.run_ok("abc", "items.csv").out
        self.assertEqual(out, self.run_ok("abc", "items.csv", "--format", "text").out)
        lines = out.splitlines()
        self.assertIn("Value", lines[0])
        self.assertIn("1,234,567.50", lines[2])
        self.assertEqual(lines[2].index("1,234,567.50") + 12, lines[3].index("1.25") + 4)

    def test_markdown(self):
        lines = self.run_ok("abc", "items.csv", "--format", "markdown").out.splitlines()
        self.assertTrue(lines[0].startswith("| ") and lines[1].startswith("| ---"))
        self.assertIn("Shanghai \\| Ost", lines[2])

    def test_chinese_headings_in_text_only(self):
        self.assertIn("占比", self.run_ok("abc", "items.csv", "--lang", "zh").out)
        self.assertIn("占比", self.run_ok("abc", "items.csv", "--lang", "zh", "--format", "markdown").out)
        self.assertEqual(self.run_csv("abc", "items.csv", "--lang", "zh").out, self.run_csv("abc", "items.csv").out)

    def test_progress_goes_to_standard_error(self):
        result = self.call("abc", "items.csv", "--progress", "--format", "csv")
        self.assertEqual((result.status, result.out), (0, self.run_csv("abc", "items.csv").out))
        self.assertIn("attain abc: ", result.error)


class Files(CommandTest):
    def setUp(self):
        super().setUp()
        self.write("items.csv", ITEMS)
        self.wanted = self.run_csv("abc", "items.csv").out

    def test_output_goes_to_the_file_alone(self):
        for option in (["-o", "out.csv"], ["-oout.csv"], ["--output", "out.csv"], ["--output=out.csv"]):
            self.assertEqual(self.run_csv("abc", "items.csv", *option).out, "")
            self.assertEqual(self.read("out.csv"), self.wanted)
            self.assertEqual(self.files(), ["items.csv", "out.csv"])
            (self.folder / "out.csv").write_text("longer than what is written before it is written\n" * 100)

    def test_dash_is_standard_output(self):
        self.assertEqual(self.run_csv("abc", "items.csv", "-o", "-").out, self.wanted)
        self.assertEqual(self.files(), ["items.csv"])

    def test_a_file_may_take_the_place_of_its_own_input(self):
        self.run_csv("abc", "items.csv", "-o", "items.csv")
        self.assertEqual(self.read("items.csv"), self.wanted)

    def test_explain_takes_its_format_from_the_name(self):
        for name, first in (("e.csv", "class,cut"), ("e.json", "["), ("e.md", "| "), ("e.txt", "Class"), ("e", "class,cut")):
            self.assertEqual(self.run_csv("abc", "items.csv", "--explain", name).out, self.wanted)
            self.assertTrue(self.read(name).startswith(first), msg=name)

    def test_what_cannot_be_written_leaves_nothing(self):
        self.write("out.csv", "before\n")
        self.assert_bad_data("abc", "items.csv", "-o", "none/out.csv", says="none/out.csv")
        self.assert_bad_data("abc", "items.csv", "--explain", "none/e.csv", says="none/e.csv")
        self.assert_bad_data("abc", "items.csv", "-o", "out.csv", "--explain", "none/e.csv", says="none/e.csv")
        self.assert_bad_data("abc", "items.csv", "-o", "none/out.csv", "--explain", "e.csv", says="none/out.csv")
        self.assertEqual(self.read("out.csv"), "before\n")
        self.assertEqual(self.files(), ["items.csv", "out.csv"])

    def test_bad_names(self):
        self.assert_bad_usage("abc", "items.csv", "-o", "same", "--explain", "same", says="same file")
        self.assert_bad_usage("abc", "items.csv", "-o", "", says="-o")
        self.assert_bad_usage("abc", "items.csv", "--explain", "-", says="--explain")

    @unittest.skipUnless(os.name == "posix", "needs links")
    def test_a_link_stays_a_link(self):
        self.write("real.csv", "before\n")
        os.symlink("real.csv", self.folder / "link.csv")
        self.run_csv("abc", "items.csv", "-o", "link.csv")
        self.assertTrue((self.folder / "link.csv").is_symlink())
        self.assertEqual(self.read("real.csv"), self.wanted)

    @unittest.skipUnless(os.path.exists("/dev/full"), "needs /dev/full")
    def test_a_full_device(self):
        with open("/dev/full", "wb") as full:
            result = self.call("abc", "items.csv", "--explain", "e.csv", stdout=full)
        self.assertEqual(result.status, 1)
        self.assertIn("No space left", result.error)
        self.assert_bad_data("abc", "items.csv", "-o", "/dev/full", says=["/dev/full", "No space left"])
        self.assertEqual(self.files(), ["items.csv"])
        self.assertFalse(pathlib.Path("/dev/full").is_file())

    @unittest.skipUnless(os.name == "posix", "needs pipes")
    def test_a_pipe_that_nobody_reads(self):
        rows = "".join(f"item{n},1.00\n" for n in range(50000))
        self.write("items.csv", "item,value\n" + rows)
        with subprocess.Popen([COMMAND, "abc", "items.csv"], cwd=self.folder, stdout=subprocess.PIPE,
                              stderr=subprocess.PIPE) as process:
            process.stdout.read(10)
            process.stdout.close()
            error = process.stderr.read()
        self.assertEqual((process.returncode, error), (1, b""))

"""How the command is called: help, version, options."""

import re

from command import TOP, CommandTest

COMMANDS = ("demo", "allocate", "goals", "rfm", "abc", "pay", "check")


class Usage(CommandTest):
    def test_help_lists_every_command(self):
        out = self.run_ok("help").out
        for command in COMMANDS:
            self.assertRegex(out, rf"(?m)^  {command}\b")
        self.assertEqual(self.run_ok("--help").out, out)
        self.assertEqual(self.run_ok("-h").out, out)

    def test_help_of_a_command(self):
        for command in COMMANDS:
            out = self.run_ok("help", command).out
            self.assertTrue(out.startswith(f"Usage: attain {command}"))
            self.assertIn("Example:\n  $ attain " + command, out)
            self.assertEqual(self.run_ok(command, "--help").out, out)
            self.assertEqual(self.run_ok(command, "-h").out, out)
            self.assertLess(max(len(line) for line in out.splitlines()), 100)

    def test_every_option_in_the_help_is_taken_and_no_other(self):
        every = {option for command in COMMANDS for option in re.findall(r"--[a-z-]+", self.run_ok("help", command).out)}
        for command in COMMANDS:
            helped = set(re.findall(r"(?m)^ +(?:-\w, )?(--[a-z-]+)", self.run_ok("help", command).out))
            for option in every - {"--help"}:
                error = self.call(command, option + "=").error
                (self.assertNotIn if option in helped else self.assertIn)("unknown option", error, msg=(command, option))

    def test_without_a_command(self):
        result = self.call()
        self.assertEqual((result.status, result.out), (2, ""))
        self.assertEqual(result.error, self.run_ok("help").out)

    def test_version(self):
        header = (TOP / "include" / "attain" / "base.h").read_text(encoding="utf-8")
        version = re.search(r'ATTAIN_VERSION_STRING "(.*?)"', header).group(1)
        self.assertEqual(self.run_ok("--version").out, f"attain {version}\n")

    def test_unknown_things(self):
        self.assert_bad_usage("alocate", says="'alocate'")
        self.assert_bad_usage("help", "alocate", says="'alocate'")
        self.assert_bad_usage("--verbose", says="'--verbose'")
        self.assert_bad_usage("abc", "x.csv", "--verbose", says="'--verbose'")
        self.assert_bad_usage("abc", "x.csv", "--verbose=5", says="'--verbose'")
        self.assert_bad_usage("abc", "x.csv", "-v", says="'-v'")
        self.assert_bad_usage("abc", "x.csv", "y.csv", says="'y.csv'")
        self.assert_bad_usage("abc", "x.csv", "--progress=yes", says="--progress takes no value")
        self.assert_bad_usage("abc", "x.csv", "--cuts", says="--cuts needs a value")
        self.assert_bad_usage("abc", "x.csv", "--cuts", "--rule", "ties", says="--cuts needs a value")

    def test_words_and_counts(self):
        self.assert_bad_usage("abc", "x.csv", "--format", "xml", says=["text", "csv", "json", "markdown", "'xml'"])
        self.assert_bad_usage("abc", "x.csv", "--lang", "fr", says=["en", "zh", "'fr'"])
        for decimals in ("-1", "10", "x", "", "2.0"):
            self.assert_bad_usage("abc", "x.csv", f"--decimals={decimals}", says="--decimals")

    def test_options_stand_anywhere_and_the_last_one_counts(self):
        self.write("x.csv", "item,value\na,5\n")
        wanted = self.run_csv("abc", "x.csv").out
        self.assertEqual(self.run_ok("abc", "--format", "csv", "x.csv").out, wanted)
        self.assertEqual(self.run_ok("abc", "--format=json", "x.csv", "--format=csv").out, wanted)
        self.write("-x.csv", "item,value\na,5\n")
        self.assertEqual(self.run_ok("abc", "--format=csv", "--", "-x.csv").out, wanted)

#!/usr/bin/env python3
"""The rules of docs/abi-policy.md on made-up interfaces: what breaks, what must be named, which SOVERSION follows."""

import sys
import tempfile
import unittest
from pathlib import Path

TOP = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(TOP / "docs" / "abi"))
from interface import Interface, Unknown  # noqa: E402
from manifest import (  # noqa: E402
    Changes, Manifest, interface_notes, probe, released, unexplained, wanted_soversion)

BASE = """\
release version = 1.2.0
release soversion = 3
constant ATTAIN_OK = 0, signed, 4 bytes
function attain_sum = attain_status (const attain_amount *, size_t)
function attain_x_guess = double (attain_rate)
struct attain_allocator = 16 bytes, aligned to 8: reallocate attain_reallocate_function at 0, user void * at 8
typedef attain_amount = signed, 8 bytes, aligned to 8
"""


def changes(*edits):
    """What differs when each old line of the base becomes a new one."""
    text = BASE
    for old, new in edits:
        assert old in text
        text = text.replace(old, new)
    return Changes(Manifest.parse(BASE), Manifest.parse(text))


SUM = "function attain_sum = attain_status (const attain_amount *, size_t)\n"
GUESS = "function attain_x_guess = double (attain_rate)\n"


class Comparing(unittest.TestCase):
    def test_a_manifest_reads_back_as_it_was_written(self):
        self.assertFalse(Changes(Manifest.parse(BASE), Manifest.parse(Manifest.parse(BASE).write())))

    def test_nothing_changed(self):
        self.assertFalse(changes())
        self.assertEqual(changes().breaks(), [])

    def test_another_version_is_no_change(self):
        self.assertFalse(changes(("1.2.0", "1.3.0")))

    def test_an_addition_is_compatible(self):
        found = changes((SUM, SUM + "function attain_mean = double (void)\n"))
        self.assertEqual((found.added, found.changed, found.removed), (["attain_mean"], [], []))
        self.assertEqual(found.breaks(), [])

    def test_a_removal_is_a_break(self):
        self.assertEqual(changes((SUM, "")).breaks(), ["attain_sum"])

    def test_what_a_program_carries_in_it_may_not_change(self):
        for edit, name in (
            (("= 0, signed", "= 1, signed"), "ATTAIN_OK"),
            (("OK = 0, signed, 4", "OK = 0, signed, 8"), "ATTAIN_OK"),
            (("signed, 8 bytes, aligned to 8", "signed, 4 bytes, aligned to 4"), "attain_amount"),
            (("signed, 8 bytes, aligned to 8", "unsigned, 8 bytes, aligned to 8"), "attain_amount"),
            (("user void * at 8", "user void * at 8, more int32_t at 16"), "attain_allocator"),
            (("struct attain_allocator = 16", "struct attain_allocator = 24"), "attain_allocator"),
            (("amount *, size_t)", "amount *, int32_t)"), "attain_sum"),
            (("attain_status (", "int64_t ("), "attain_sum"),
        ):
            with self.subTest(edit=edit):
                self.assertEqual(changes(edit).breaks(), [name])

    def test_a_thing_that_becomes_another_kind_of_thing_has_changed(self):
        self.assertEqual(changes(("typedef attain_amount", "handle attain_amount")).changed, ["attain_amount"])

    def test_an_experimental_thing_may_change_and_go(self):
        changed, gone = changes(("double (", "float (")), changes((GUESS, ""))
        self.assertEqual((changed.changed, changed.breaks()), (["attain_x_guess"], []))
        self.assertEqual((gone.removed, gone.breaks()), (["attain_x_guess"], []))

    def test_which_programs_a_break_concerns(self):
        narrower = changes(("signed, 8 bytes, aligned to 8", "signed, 4 bytes, aligned to 4"))
        self.assertEqual(narrower.broken_for("attain_amount total;"), ["attain_amount"])
        self.assertEqual(narrower.broken_for("attain_sum(NULL, 0);"), ["attain_amount"])
        self.assertEqual(narrower.broken_for("puts(version);"), [])


class Soversions(unittest.TestCase):
    last = Manifest.parse(BASE)
    early = Manifest.parse(BASE.replace("1.2.0", "0.9.0").replace("soversion = 3", "soversion = 0"))

    def test_it_stays_0_until_1_0(self):
        for last in (None, self.early):
            for breaks in ([], ["attain_sum"]):
                self.assertEqual(wanted_soversion(last, "0.10.0", breaks), 0)

    def test_1_0_begins_anew(self):
        for last in (None, self.early):
            for breaks in ([], ["attain_sum"]):
                self.assertEqual(wanted_soversion(last, "1.0.0", breaks), 1)

    def test_from_then_on_a_break_makes_it_one_more(self):
        self.assertEqual(wanted_soversion(self.last, "1.3.0", []), 3)
        self.assertEqual(wanted_soversion(self.last, "1.3.0", ["attain_sum"]), 4)
        self.assertEqual(wanted_soversion(self.last, "2.0.0", ["attain_sum", "ATTAIN_OK"]), 4)
        self.assertEqual(wanted_soversion(self.last, "2.0.0", []), 3)


CHANGELOG = """\
# Changelog

## [Unreleased]

### Added

- Something with `attain_sum()` in it, which is no note.

### Interface

- Added `attain_mean()`, `ATTAIN_MEAN`
  and `attain_more`.
- Changed `attain_sum()`: counts are `int32_t`.
- Removed `attain_old()`.

### Fixed

- Changed `attain_other()`.

## [1.2.0] - 2027-01-01

### Interface

- Removed `attain_ancient()`.
"""


class Changelogs(unittest.TestCase):
    def test_only_the_interface_of_what_is_unreleased_counts(self):
        notes = interface_notes(CHANGELOG)
        self.assertEqual(notes["Added"], {"attain_mean", "ATTAIN_MEAN", "attain_more"})
        self.assertLessEqual({"attain_sum"}, notes["Changed"])
        self.assertEqual(notes["Removed"], {"attain_old"})
        self.assertFalse({"attain_ancient", "attain_other"} & set().union(*notes.values()))

    def test_a_changelog_may_have_no_such_list(self):
        for text in ("", "## [Unreleased]\n", "## [Unreleased]\n\n### Added\n\n- `attain_sum()`.\n"):
            self.assertEqual(set().union(*interface_notes(text).values()), set())

    def test_what_is_released(self):
        self.assertTrue(released(CHANGELOG, "1.2"))
        for series in ("1.1", "1", "1.20", "Unreleased"):
            self.assertFalse(released(CHANGELOG, series))

    def test_every_change_must_be_named_for_what_it_is(self):
        found = changes((SUM, "function attain_mean = double (void)\n"), ("= 0, signed", "= 1, signed"))
        wanted = {"Added": {"attain_mean"}, "Changed": {"ATTAIN_OK"}, "Removed": {"attain_sum"}}
        self.assertEqual(list(found.unnamed(wanted)), [])
        for word in wanted:
            lacking = list(found.unnamed({**wanted, word: set()}))
            self.assertEqual(len(lacking), 1)
            self.assertTrue(lacking[0].startswith(f"- {word} `"))
        moved = {"Added": {"attain_sum"}, "Changed": {"ATTAIN_OK"}, "Removed": {"attain_mean"}}
        self.assertEqual(len(list(found.unnamed(moved))), 2)

    def test_experimental_things_must_be_named_too(self):
        none = {"Added": set(), "Changed": set(), "Removed": set()}
        self.assertEqual(list(changes((GUESS, "")).unnamed(none)), ["- Removed `attain_x_guess`."])


REPORT = """\
Functions changes summary: 0 Removed, 1 Changed, 1 Added functions

1 Added function:

  [A] 'function double attain_mean()'    {attain_mean}

1 function with some indirect sub-type change:

  [C] 'function attain_status attain_sum(const attain_amount*, size_t)' has some indirect sub-type changes:
    parameter 1 of type 'const attain_amount*' changed:
      typedef name changed from int64_t to int32_t
"""


class Reports(unittest.TestCase):
    def test_a_function_is_explained_by_its_name_or_that_of_a_type(self):
        self.assertEqual(unexplained(REPORT, {"attain_mean", "attain_sum"}), [])
        self.assertEqual(unexplained(REPORT, {"attain_mean", "attain_amount"}), [])
        self.assertEqual(len(unexplained(REPORT, {"attain_mean"})), 1)
        self.assertEqual(len(unexplained(REPORT, set())), 2)

    def test_nothing_changed(self):
        self.assertEqual(unexplained("", set()), [])

    def test_what_is_not_about_functions_explains_nothing(self):
        self.assertEqual(unexplained("ELF architecture changed\n", {"attain_sum"}), ["ELF architecture changed"])


def read_header(text):
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "attain.h").write_text(f"/** @file\n @brief x */\n{text}\n", encoding="utf-8")
        return Interface(Path(folder))


class Headers(unittest.TestCase):
    def test_what_has_no_place_in_the_interface(self):
        for text in (
            "enum attain_colour { ATTAIN_RED };",
            "union attain_either { int32_t a; double b; };",
            "extern int32_t attain_counter;",
            "typedef long attain_long;",
            "struct attain_list { int32_t items[4]; };",
            "struct attain_flags { int32_t one : 1; };",
            "int32_t attain_sum(const int64_t values[4]);",
        ):
            with self.subTest(text=text), self.assertRaises(Unknown):
                read_header(text)

    def test_what_has(self):
        found = read_header(
            "#define ATTAIN_TEN 10\n#define ATTAIN_TWICE(x) ((x)*2)\ntypedef int64_t attain_amount;\n"
            "typedef attain_amount attain_price;\ntypedef struct attain_thing attain_thing;\n"
            "typedef int32_t (*attain_hook)(const char *text, void *user);\n"
            "struct attain_pair { int32_t first; void *second; };\n"
            "int32_t attain_count(void);\nvoid attain_use(const attain_thing *thing, attain_hook hook);\n"
        )
        self.assertEqual(found.constants, {"ATTAIN_TEN": "10"})
        self.assertEqual(found.macros, {"ATTAIN_TWICE": (["x"], "((x)*2)")})
        self.assertEqual(found.aliases, {"attain_amount": "int64_t", "attain_price": "attain_amount"})
        self.assertEqual(found.handles, ["attain_thing"])
        self.assertEqual(found.callbacks, {"attain_hook": ("int32_t", ["const char *", "void *"])})
        self.assertEqual(found.structures, {"attain_pair": [("first", "int32_t"), ("second", "void *")]})
        self.assertEqual(found.functions, {"attain_count": ("int32_t", []),
                                           "attain_use": ("void", ["const attain_thing *", "attain_hook"])})
        self.assertIn("static void (*call_attain_use)(const attain_thing *, attain_hook) = attain_use;", probe(found))


if __name__ == "__main__":
    unittest.main()

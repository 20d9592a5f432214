#!/usr/bin/env python3
"""check_abi.py BUILD: the library in BUILD has the interface recorded in docs/abi/, or CHANGELOG.md names what differs.

Also: the SONAME is the one that the changes since the last release demand, and programs built with the headers of older
versions run. docs/abi-policy.md has the rules. With --record the recorded files are written anew. BUILD has the shared
library with debug information, as tests/run.sh makes it. The last line printed is "N passed, M failed".
"""

import argparse
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

TOP = Path(__file__).resolve().parents[2]
HEADERS = TOP / "include"
RECORDED = TOP / "docs" / "abi"
OLD = TOP / "tests" / "abi" / "old"

sys.path.insert(0, str(RECORDED))
from interface import Interface  # noqa: E402
from manifest import (  # noqa: E402
    Changes, Manifest, interface_notes, measure, released, run, unexplained, wanted_soversion)

ABIDW = ["abidw", "--headers-dir", str(HEADERS), "--drop-private-types", "--exported-interfaces-only",
         "--no-architecture", "--no-corpus-path", "--no-comp-dir-path", "--no-show-locs", "--no-elf-needed",
         "--no-parameter-names", "--no-write-default-sizes", "--type-id-style", "hash"]


def read(path):
    return path.read_text(encoding="utf-8")


def built_soversion(library):
    found = re.search(r"SONAME +libattain\.so\.(\d+)$", run(["objdump", "-p", str(library)]), flags=re.MULTILINE)
    if found is None:
        raise SystemExit(f"{library} has no SONAME libattain.so.N")
    return int(found.group(1))


def describe(library, functions):
    """libabigail's description of the library, without anything of the machine it was built on."""
    xml = run([*ABIDW, str(library)])
    if xml.count("<function-decl ") < len(functions):
        raise SystemExit(f"{library} has no debug information: build with -g, as tests/run.sh does")
    return re.sub(r"(?<= path=')[^']*(?=/src/)/", "", xml)


class Built:
    """What is measured of the library as it is now."""

    def __init__(self, build):
        library = build / "libattain.so"
        version = re.search(r'ATTAIN_VERSION_STRING "(.*)"', read(HEADERS / "attain" / "base.h")).group(1)
        self.build = build
        self.manifest = measure(Interface(HEADERS), HEADERS, build, version, built_soversion(library))
        self.series = version.rpartition(".")[0]
        self.xml = describe(library, self.manifest.functions())


# ---- recording ----

def record(built, changelog):
    """Writes what was measured, and keeps the headers for the programs of later days unless that version is out."""
    (RECORDED / "attain.exports").write_text("".join(f"{f}\n" for f in built.manifest.functions()), encoding="utf-8")
    (RECORDED / "attain.abi.txt").write_text(built.manifest.write(), encoding="utf-8")
    (RECORDED / "attain.abidw.xml").write_text(built.xml, encoding="utf-8")
    if released(changelog, built.series):
        print(f"{built.series} is released: what is kept of it stays as it is")
        return
    kept = OLD / built.series
    programs = [folder / "old_program.c" for folder in kept_versions() if folder != kept]
    shutil.rmtree(kept / "include", ignore_errors=True)
    shutil.copytree(HEADERS, kept / "include")
    (kept / "attain.abi.txt").write_text(built.manifest.write(), encoding="utf-8")
    if not (kept / "old_program.c").exists():
        shutil.copy(programs[-1], kept / "old_program.c")


def kept_versions():
    """Their folders, the oldest first."""
    folders = [path for path in OLD.iterdir() if path.is_dir()]
    return sorted(folders, key=lambda path: [int(number) for number in path.name.split(".")])


# ---- checking ----

class Checks:
    def __init__(self):
        self.passed = self.failed = 0

    def check(self, title, problems):
        """One test, passed when there is no problem."""
        problems = list(problems)
        if problems:
            print("\n    ".join([f"{title}:", *problems]))
        self.passed += not problems
        self.failed += bool(problems)


def lacking(changes, notes):
    """The problem that the changelog does not name changes, with all that differs."""
    missing = list(changes.unnamed(notes))
    if missing:
        yield from changes.lines()
        yield 'CHANGELOG.md lacks under "## [Unreleased]", "### Interface":'
        yield from missing


def check_recorded(checks, built, notes):
    recorded = Manifest.parse(read(RECORDED / "attain.abi.txt"))
    changes = Changes(recorded, built.manifest)
    checks.check("Not as docs/abi/attain.abi.txt has it", lacking(changes, notes))
    if changes and not list(changes.unnamed(notes)):
        print("note: CHANGELOG.md names what differs; record it: tests/abi/check_abi.py BUILD --record")
    exports = read(RECORDED / "attain.exports").split()
    checks.check("docs/abi/attain.exports is not the list of docs/abi/attain.abi.txt",
                 sorted(set(exports) ^ set(recorded.functions())))


def abidiff(recorded, now):
    """What libabigail says of the difference, and nothing where it finds none."""
    command = ["abidiff", "--ignore-soname", "--no-architecture", "--no-show-locs", str(recorded), str(now)]
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    if done.returncode & 3:  # the other bits say that there is a difference
        raise SystemExit(f"{' '.join(command)}\n{done.stdout}failed with exit status {done.returncode}")
    return done.stdout if done.returncode else ""


def check_description(checks, built, notes):
    """libabigail reads the binary itself, and so sees what headers and probe do not say."""
    with tempfile.TemporaryDirectory() as folder:
        now = Path(folder) / "now.xml"
        now.write_text(built.xml, encoding="utf-8")
        report = abidiff(RECORDED / "attain.abidw.xml", now)
    checks.check("abidiff finds what CHANGELOG.md does not name", unexplained(report, set().union(*notes.values())))
    for name in ("attain.abi.txt", "attain.abidw.xml"):
        checks.check(f"docs/abi/{name} tells of the machine it was made on",
                     re.findall(r"[^ '\"]*(?:/home|/root|/tmp|/usr|/work|/build)/[^ '\"]*", read(RECORDED / name)))


def check_soname(checks, built, changelog, notes):
    """Against the last release; before the first there is nothing to break."""
    kept = [folder for folder in kept_versions() if released(changelog, folder.name)]
    last = Manifest.parse(read(kept[-1] / "attain.abi.txt")) if kept else None
    breaks = []
    if last is not None:
        changes = Changes(last, built.manifest)
        breaks = changes.breaks()
        checks.check(f"Changed since {last.version}", lacking(changes, notes))
    wanted = wanted_soversion(last, built.manifest.version, breaks)
    if built.manifest.soversion != wanted:
        checks.check("SOVERSION of CMakeLists.txt", [f"is {built.manifest.soversion} and must be {wanted}", *breaks])
    else:
        checks.check("SOVERSION", [])


def check_old_program(checks, built, folder):
    """Builds the program with its old headers and runs it with today's library, unless what it uses has changed."""
    changes = Changes(Manifest.parse(read(folder / "attain.abi.txt")), built.manifest)
    broken = changes.broken_for(read(folder / "old_program.c"))
    if broken:
        print(f"note: the program of {folder.name} is not run, for it uses what changed since: {', '.join(broken)}")
        return
    with tempfile.TemporaryDirectory() as made:
        program = str(Path(made) / "old_program")
        run(["cc", "-std=c99", "-pedantic", "-Wall", "-Wextra", "-Werror", f"-I{folder / 'include'}",
             str(folder / "old_program.c"), "-o", program, f"-L{built.build}", "-lattain", f"-Wl,-rpath,{built.build}"])
        try:
            run([program])
            problems = []
        except SystemExit as failure:
            problems = str(failure).splitlines()
    checks.check(f"A program built with the headers of {folder.name}", problems)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("build", type=Path, help="folder with libattain.so")
    parser.add_argument("--record", action="store_true", help="write the recorded files anew")
    arguments = parser.parse_args()
    built = Built(arguments.build.resolve())
    changelog = read(TOP / "CHANGELOG.md")
    if arguments.record:
        record(built, changelog)
    notes = interface_notes(changelog)
    checks = Checks()
    check_recorded(checks, built, notes)
    check_description(checks, built, notes)
    check_soname(checks, built, changelog, notes)
    for folder in kept_versions():
        check_old_program(checks, built, folder)
    print(f"{checks.passed} passed, {checks.failed} failed")
    return 1 if checks.failed else 0


if __name__ == "__main__":
    sys.exit(main())

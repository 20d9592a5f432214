#!/usr/bin/env python3
"""Checks the house rules a compiler does not: which room may include what, the size of files, what lies at the top.

docs/architecture.md explains the rules. The last line printed is "N passed, M failed".
"""

import pathlib
import re
import sys

TOP = pathlib.Path(__file__).resolve().parents[2]
FLOORS = {"base": 1, "number": 2, "calendar": 2, "table": 3, "goal": 4, "segment": 4, "pay": 4, "document": 5, "cli": 6}
AT_THE_TOP = {"include", "src", "tests", "docs", "bindings", "pkgconfig", "CMakeLists.txt", "CHANGELOG.md", "README.md",
              "LICENSE", "build"}
EXACT_ROOMS = {"number", "goal", "pay"}  # where amounts live: no doubles
LONGEST = 500

INCLUDE = re.compile(r'^\s*#\s*include\s+["<]([^">]+)[">]', re.MULTILINE)
COMMENT = re.compile(r"/\*.*?\*/|//[^\n]*", re.DOTALL)
STRING = re.compile(r'"(?:\\.|[^"\\\n])*"')


def included_rooms(text):
    """(path, room) of each include of the project's own headers; the umbrella header has no room."""
    for path in INCLUDE.findall(text):
        parts = path.split("/")
        if path == "attain.h":
            yield path, None
        elif parts[0] == "attain":
            yield path, pathlib.PurePath(parts[1]).stem
        elif parts[0] in FLOORS:
            yield path, parts[0]


def check_includes(room, text):
    for path, other in included_rooms(text):
        public = path.startswith("attain")
        if room == "cli" and not public and other != "cli":
            yield f"the command uses public headers only, not {path}"
        elif other is None and room != "cli":
            yield "only the command and users include the umbrella header"
        elif other is not None and other != room and FLOORS[other] >= FLOORS[room]:
            yield f"{room} (floor {FLOORS[room]}) may not include {path} (floor {FLOORS[other]})"


def check_source(path, room):
    text = path.read_text(encoding="utf-8")
    yield from check_includes(room, text)
    if text.count("\n") > LONGEST:
        yield f"{text.count(chr(10))} lines, more than {LONGEST}: does it still do one thing?"
    if not text.startswith("/*"):
        yield "does not begin with a comment that says what it does"
    code = STRING.sub('""', COMMENT.sub("", text))
    if room in EXACT_ROOMS and re.search(r"\b(double|float)\b", code):
        yield "a double in a room where amounts live"
    if re.search(r"\b(TODO|FIXME)\b", text):
        yield "something left open"


def main():
    passed, problems = 0, []
    sources = [(path, path.parent.name) for path in sorted((TOP / "src").rglob("*.[ch]"))]
    sources += [(path, path.stem) for path in sorted((TOP / "include" / "attain").glob("*.h"))]
    for path, room in sources:
        if room not in FLOORS:
            found = [f"the room {room} is on no floor of this script"]
        else:
            found = list(check_source(path, room))
        problems += [f"{path.relative_to(TOP)}: {problem}" for problem in found]
        passed += not found
    extra = sorted(path.name for path in TOP.iterdir() if path.name not in AT_THE_TOP and not path.name.startswith("."))
    problems += [f"{name}: does not belong at the top of the project" for name in extra]
    passed += not extra
    for problem in problems:
        print(problem)
    print(f"{passed} passed, {len(problems)} failed")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())

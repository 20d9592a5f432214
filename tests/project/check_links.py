#!/usr/bin/env python3
"""Checks that every relative link of the Markdown pages leads to a file, and to a heading where it names one.

The last line printed is "N passed, M failed".
"""

import pathlib
import re
import sys

TOP = pathlib.Path(__file__).resolve().parents[2]
FOLDERS = ("docs", "tests", "bindings")
LINK = re.compile(r"(?<!!)\[[^\]]*\]\(([^)\s]+)\)")
CODE = re.compile(r"^```.*?^```$|`[^`\n]*`", re.MULTILINE | re.DOTALL)
HEADING = re.compile(r"^#+ +(.*?) *$", re.MULTILINE)


def headings(page):
    """The names under which GitHub lets a page's headings be linked to."""
    found = set()
    for title in HEADING.findall(re.sub(r"^```.*?^```$", "", page, flags=re.MULTILINE | re.DOTALL)):
        found.add(re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-"))
    return found


def main():
    pages = sorted(TOP.glob("*.md")) + sorted(page for folder in FOLDERS for page in (TOP / folder).rglob("*.md"))
    passed = failed = 0
    for page in pages:
        text = page.read_text(encoding="utf-8")
        for link in LINK.findall(CODE.sub("", text)):
            if re.match(r"[a-z]+:", link):
                continue
            name, _, heading = link.partition("#")
            target = (page.parent / name) if name else page
            if not target.exists():
                problem = "leads nowhere"
            elif heading and heading not in headings(target.read_text(encoding="utf-8")):
                problem = "names no heading of that page"
            else:
                passed += 1
                continue
            failed += 1
            print(f"{page.relative_to(TOP)}: the link to {link} {problem}")
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())

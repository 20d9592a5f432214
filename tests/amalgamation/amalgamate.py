#!/usr/bin/env python3
"""Joins the library into two files, attain.c and attain.h, to be dropped into another project.

    python3 tests/amalgamation/amalgamate.py FOLDER

The header is include/ in one piece. The source is src/ without the command, in the order of the list in CMakeLists.txt: each
internal header before the first file that needs it, the standard headers at the top. Functions that files share keep their
attain__ names and are hidden; what is local to a file stays static, and a local name that means something else in another file gets
its own file's name in front. Macros of a file end with it.
"""

import argparse
import pathlib
import re
import sys

TOP = pathlib.Path(__file__).resolve().parents[2]
TOKEN = r"""
    (?P<space> \s+ | /\*.*?\*/ | //[^\n]*)
  | (?P<text> "(?:\\.|[^"\\])*" | '(?:\\.|[^'\\])*')
  | (?P<name> [A-Za-z_]\w*)
  | (?P<number> \.?\d(?:[eE][+-]|[\w.])*)
  | (?P<sign> -> | .)"""
IN_LINE = re.compile(TOKEN, re.VERBOSE | re.DOTALL)
IN_FILE = re.compile(r"(?P<directive> \#(?:/\*.*?\*/ | \\. | [^\n\\])*) |" + TOKEN, re.VERBOSE | re.DOTALL)
INCLUDE = re.compile(r'#\s*include\s*(["<])([^">]+)[">]')
DEFINE = re.compile(r"#\s*define\s+(\w+)")
BANNER = "/* ---- {} ---- */\n"

HEADER_START = """\
/* attain {version}, the whole interface in one file. Made by tests/amalgamation/amalgamate.py; changes belong in include/. */
#ifndef ATTAIN_AMALGAMATION_H
#define ATTAIN_AMALGAMATION_H

/* The library is part of the program, unless the program makes a DLL of it and says so with ATTAIN_BUILD. */
#if !defined(ATTAIN_BUILD) && !defined(ATTAIN_STATIC)
#define ATTAIN_STATIC
#endif

"""
SOURCE_START = """\
/* attain {version}, the whole library in one file. Made by tests/amalgamation/amalgamate.py; changes belong in src/.
 *
 * C99, nothing but the standard library:  cc -std=c99 -O2 -ffp-contract=off -c attain.c
 * (without -ffp-contract=off the last bit of a statistic may depend on the processor; amounts never do). */
#include "attain.h"

"""
HIDE = """\
/* What files share is not for programs that link the library. */
#if defined(__GNUC__) && !defined(_WIN32)
#pragma GCC visibility push(hidden)
#endif

"""
UNHIDE = """\
#if defined(__GNUC__) && !defined(_WIN32)
#pragma GCC visibility pop
#endif
"""


class Failure(Exception):
    """The sources have something this script cannot join."""


def tokens(pattern, text):
    """(kind, text) of each token; joined they are the text."""
    return [(match.lastgroup, match.group()) for match in pattern.finditer(text)]


class File:
    """A header or source file: its tokens, what it includes, and the names and macros that are its own."""

    def __init__(self, path):
        self.path = path
        self.title = path.relative_to(TOP).as_posix()
        self.tokens = tokens(IN_FILE, path.read_text(encoding="utf-8"))
        directives = [text for kind, text in self.tokens if kind == "directive"]
        self.includes = [match.groups() for match in map(INCLUDE.match, directives) if match]
        self.macros = [match.group(1) for match in map(DEFINE.match, directives) if match]

    def names(self):
        """Every name the file uses, those within macros too."""
        found = set()
        for kind, text in self.tokens:
            if kind == "name":
                found.add(text)
            elif kind == "directive":
                found.update(each for inner, each in tokens(IN_LINE, text) if inner == "name")
        return found

    def local_names(self):
        """Names at file level that no other file can mean: static functions and objects, types, tags, enumeration constants."""
        found, declaration, depth = set(), [], 0
        for kind, text in self.tokens:
            if kind in ("space", "directive"):
                continue
            declaration.append((depth, kind, text))
            depth += {"{": 1, "}": -1}.get(text, 0)
            if depth == 0 and (text == ";" or (text == "}" and is_function(declaration))):
                found |= declared(declaration)
                declaration = []
        if declaration:
            raise Failure(f"{self.title}: ends within a declaration")
        return found

    def text(self, renamed):
        """The file without its includes, with names of its own changed."""
        result, braces, closing = [], [], None  # braces: what opened each, "struct" or "union" or None
        meaningful = [(i, text) for i, (kind, text) in enumerate(self.tokens) if kind not in ("space", "directive")]
        neighbours = {i: (meaningful[at - 1][1] if at else "", meaningful[at + 1][1] if at + 1 < len(meaningful) else "")
                      for at, (i, _) in enumerate(meaningful)}
        for i, (kind, text) in enumerate(self.tokens):
            if kind == "directive" and INCLUDE.match(text):
                continue
            if kind == "directive":
                text = "".join(renamed.get(each, each) if inner == "name" else each
                               for inner, each in tokens(IN_LINE, text))
            elif text in ("struct", "union"):
                closing = text
            elif text == "{":
                braces.append(closing)
                closing = None
            elif text == "}":
                braces.pop()
            elif text in (";", ")", "="):
                closing = None
            elif kind == "name" and text in renamed:
                before, after = neighbours[i]
                is_member = before in (".", "->") or (braces and braces[-1] and after in (";", ",", "[", ":", ")"))
                text = text if is_member else renamed[text]
            result.append(text)
        return "".join(result)


def is_function(declaration):
    """Whether a closed brace ends a function rather than a type or an initializer."""
    outside = [text for depth, _, text in declaration if depth == 0 and text != "}"]
    return outside[0] != "typedef" and "=" not in outside and ")" in outside and outside[outside.index("{") - 1] == ")"


def declared(declaration):
    """Names a declaration at file level adds that only its file knows."""
    outside = [(kind, text) for depth, kind, text in declaration if depth == 0]
    words = [text for _, text in outside]
    found = set()
    for at, word in enumerate(words):
        if word in ("struct", "union", "enum") and "{" in words[at + 1:at + 3]:
            found |= {text for kind, text in outside[at + 1:at + 2] if kind == "name"}
            if word == "enum":
                inside = [(kind, text) for depth, kind, text in declaration if depth == 1]
                found |= {text for before, (kind, text) in zip([","] + [text for _, text in inside], inside)
                          if kind == "name" and before == ","}
    if words[0] == "typedef":
        pointer = [words[at + 2] for at in range(len(words) - 2) if words[at:at + 2] == ["(", "*"]]
        found.add(pointer[0] if pointer else words[-2])
    elif words[0] == "static":
        end = next(at for at, word in enumerate(words) if word in ("(", "[", "=", ";"))
        found.add(words[end - 1])
    return {name for name in found if not name.startswith("attain_")}


def listed_sources():
    listing = re.search(r"set\(ATTAIN_SOURCES\s+(.*?)\)", (TOP / "CMakeLists.txt").read_text(encoding="utf-8"), re.DOTALL)
    return [File(TOP / path) for path in listing.group(1).split()]


def in_order(files, resolve, seen):
    """The headers that files include, each behind those it needs and once."""
    ordered = []
    for each in files:
        for include in each.includes:
            path = resolve(include)
            if path is not None and path not in seen:
                seen.add(path)
                header = File(path)
                ordered += in_order([header], resolve, seen) + [header]
    return ordered


def public_header(include):
    return TOP / "include" / include[1] if include[1].startswith("attain") else None


def internal_header(include):
    return TOP / "src" / include[1] if include[0] == '"' else None


def standard_headers(files):
    names = {name for each in files for bracket, name in each.includes if bracket == "<" and not name.startswith("attain")}
    return "".join(f"#include <{name}>\n" for name in sorted(names)) + "\n"


def find_renames(sources, headers):
    """For each source, its own names that another file uses too, and what they become."""
    used = {each: each.names() for each in sources + headers}
    taken = set().union(*used.values())
    result = {}
    for source in sources:
        elsewhere = set().union(*(names for each, names in used.items() if each is not source))
        result[source] = {}
        for name in sorted(source.local_names() & elsewhere):
            other = f"{source.path.stem}__{name}"
            if other in taken:
                raise Failure(f"{source.title}: {name} cannot become {other}, which is there already")
            taken.add(other)
            result[source][name] = other
    return result


def check_macros(sources, headers):
    """A file's macros end with the file, so none may be a header's."""
    shared = {macro for each in headers for macro in each.macros}
    for source in sources:
        for macro in source.macros:
            if macro in shared:
                raise Failure(f"{source.title}: defines {macro}, which a header defines")


def tidy(text):
    """A piece of a file: no blank lines at its ends, none doubled where an include was."""
    return re.sub(r"\n{3,}", "\n\n", text).strip("\n") + "\n\n"


def amalgamate():
    """The texts of attain.h and attain.c."""
    umbrella = File(TOP / "include" / "attain.h")
    public = in_order([umbrella], public_header, set())
    sources = listed_sources()
    internal = in_order(sources, internal_header, set())
    check_macros(sources, public + internal)
    renames = find_renames(sources, public + internal)
    version = re.search(r'ATTAIN_VERSION_STRING "([^"]+)"', public[0].path.read_text(encoding="utf-8")).group(1)

    header = HEADER_START.format(version=version) + standard_headers(public)
    for each in public:
        header += BANNER.format(each.title) + tidy(each.text({}))
    header += "#endif\n"

    source = SOURCE_START.format(version=version) + standard_headers(sources + internal) + HIDE
    for each in internal:
        source += BANNER.format(each.title) + tidy(each.text({}))
    for each in sources:
        source += BANNER.format(each.title) + tidy(each.text(renames[each]))
        source += "".join(f"#undef {macro}\n" for macro in dict.fromkeys(each.macros)) + ("\n" if each.macros else "")
    return header, source + UNHIDE


def main():
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("folder", type=pathlib.Path, help="where attain.c and attain.h go; made if need be")
    folder = arguments.parse_args().folder
    try:
        header, source = amalgamate()
    except Failure as failure:
        print(failure, file=sys.stderr)
        return 1
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "attain.h").write_text(header, encoding="utf-8")
    (folder / "attain.c").write_text(source, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())

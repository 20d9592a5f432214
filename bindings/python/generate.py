#!/usr/bin/env python3
"""Writes src/attain/_prototypes.py: what ctypes must know of libattain, taken from the headers.

docs/abi/interface.py reads the headers; this says what it found in the words of ctypes. Whatever it cannot say is an
error, so that nothing of the interface is left out in silence.

    python3 generate.py            write the file
    python3 generate.py --check    compare; print the difference and exit 1 when the file is not what would be written
"""

import argparse
import ast
import difflib
import operator
import re
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
TOP = HERE.parent.parent
HEADERS = TOP / "include"
TARGET = HERE / "src" / "attain" / "_prototypes.py"

sys.path.insert(0, str(TOP / "docs" / "abi"))
from interface import Interface, Unknown  # noqa: E402

CTYPES = {
    "int32_t": "c_int32",
    "int64_t": "c_int64",
    "uint8_t": "c_uint8",
    "uint64_t": "c_uint64",
    "size_t": "c_size_t",
    "double": "c_double",
    "char": "c_char",
}

HEAD = [
    '"""What ctypes must know of libattain: types, constants, prototypes.',
    "",
    "Written by generate.py from the headers; a test fails when it is not what the headers say. Do not edit.",
    '"""',
]
FROM_CTYPES = ["CFUNCTYPE", "POINTER", "Structure", *sorted(CTYPES.values()), "c_char_p", "c_void_p"]


class Prototypes(Interface):
    """The headers in the words of ctypes."""

    def __init__(self, headers):
        super().__init__(headers)
        self.scalars = {**CTYPES, **{name: name for name in self.aliases}}

    def ctype(self, text, place):
        """The ctypes expression for a C type; `place` is "argument", "result", "field" or "callback"."""
        plain = " ".join(re.sub(r"\bconst\b", " ", text).replace("*", " * ").split())
        base, stars = (
            re.fullmatch(r"(\w+)((?: \*)*)", plain).groups() if re.fullmatch(r"\w+(?: \*)*", plain) else ("", "")
        )
        stars = stars.count("*")
        if base == "void":
            known = {0: "None", 1: "c_void_p"}
        elif base == "char" and stars:
            # Bytes go in as they are; whatever comes out is an address, because ctypes would cut a c_char_p at a zero.
            known = {1: "c_char_p" if place == "argument" and "const" in text else "POINTER(c_char)"}
        elif base in self.scalars:
            known = {0: self.scalars[base], 1: f"POINTER({self.scalars[base]})"}
        elif base in self.callbacks:
            known = {0: base}
        elif base in self.handles:
            known = {1: base, 2: f"POINTER({base})"}
        elif base in self.structures:
            known = {1: f"POINTER({base})"}
        else:
            known = {}
        if stars not in known or (known[stars] == "None" and place != "result"):
            raise Unknown(f"{place} of type '{text}'")
        return known[stars]

    def values(self):
        """Names and values of all constants."""
        values = {}
        for name, text in self.constants.items():
            values[name] = self.evaluate(text, values, name)
        return values

    def evaluate(self, text, values, name):
        """The value of a constant expression of literals, earlier constants, casts and arithmetic."""
        cast = "|".join(map(re.escape, self.scalars))
        tree = ast.parse(re.sub(rf"\((?:{cast})\)", "", text), mode="eval")
        binary = {ast.Add: operator.add, ast.Sub: operator.sub, ast.Mult: operator.mul}

        def value(node):
            if isinstance(node, ast.Constant) and isinstance(node.value, (int, str)):
                return node.value
            if isinstance(node, ast.Name) and node.id in values:
                return values[node.id]
            if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
                return -value(node.operand)
            if isinstance(node, ast.BinOp) and type(node.op) in binary:
                return binary[type(node.op)](value(node.left), value(node.right))
            raise Unknown(f"constant {name} = {text}")

        return value(tree.body)

    def prototypes(self):
        """Name, result and argument types of every function."""
        for name, (result, types) in self.functions.items():
            yield name, self.ctype(result, "result"), [self.ctype(t, "argument") for t in types]


def generate(headers=HEADERS):
    """The text of the module."""
    interface = Prototypes(headers)
    lines = [f"{name} = {interface.scalars[kind]}" for name, kind in interface.aliases.items()]
    for name in interface.handles:
        lines += ["", "", f"class {name}(c_void_p):", "    pass"]
    lines += ["", ""]
    for name, (result, types) in interface.callbacks.items():
        signature = [interface.ctype(result, "result")] + [interface.ctype(t, "callback") for t in types]
        lines.append(f"{name} = CFUNCTYPE({', '.join(signature)})")
    for name, fields in interface.structures.items():
        lines += ["", "", f"class {name}(Structure):", "    _fields_ = ["]
        lines += [f'        ("{field}", {interface.ctype(kind, "field")}),' for field, kind in fields] + ["    ]"]
    lines += ["", ""] + [f"{name} = {literal(value)}" for name, value in interface.values().items()]
    lines += ["", "# Every function: its result, then its arguments.", "FUNCTIONS = {"]
    for name, result, arguments in interface.prototypes():
        lines += wrapped(f'"{name}": ({result}, [', arguments, "]),", "    ")
    body = "\n".join(lines + ["}", ""])
    used = [name for name in FROM_CTYPES if re.search(rf"\b{name}\b", body)]
    return "\n".join(HEAD + wrapped("from ctypes import (", used, ")", "") + ["", body])


def literal(value):
    return f'"{value}"' if isinstance(value, str) else str(value)


def wrapped(head, items, tail, indent):
    """head + items + tail in one line, or in several when that is too long."""
    line = indent + head + ", ".join(items) + tail
    if len(line) <= 120:
        return [line]
    rows, row = [], indent + "   "
    for item in items:
        if len(row) + len(item) + 2 > 120:
            rows.append(row)
            row = indent + "   "
        row += f" {item},"
    return [indent + head, *rows, row, indent + tail]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true", help="compare instead of write")
    arguments = parser.parse_args()
    try:
        wanted = generate()
    except FileNotFoundError:
        sys.exit("generate.py: doxygen is not installed")
    except Unknown as unknown:
        sys.exit(f"generate.py: cannot say in ctypes: {unknown}")
    if not arguments.check:
        TARGET.write_text(wanted, encoding="utf-8")
        return
    present = TARGET.read_text(encoding="utf-8") if TARGET.exists() else ""
    difference = difflib.unified_diff(
        present.splitlines(True), wanted.splitlines(True), "_prototypes.py", "what the headers say"
    )
    text = "".join(difference)
    if text:
        sys.stdout.write(text)
        sys.exit("generate.py: _prototypes.py is not what the headers say; run python3 bindings/python/generate.py")


if __name__ == "__main__":
    main()

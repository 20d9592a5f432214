"""The public headers as data: types, constants, macros and functions, from Doxygen's XML.

Everything that is made of the headers is made of this: the prototypes of the Python package, by
bindings/python/generate.py, and the recorded interface, by tests/abi/. What has no place in the interface, such as an
enumeration, a union, a variable or an array, is an error, so that nothing is left out in silence.
"""

import re
import subprocess
import tempfile
import xml.etree.ElementTree as ElementTree
from pathlib import Path

SCALARS = ("char", "double", "int32_t", "int64_t", "size_t", "uint8_t", "uint64_t")
NOT_CONSTANTS = {"ATTAIN_API"}  # macros without parameters that are no numbers or texts

DOXYFILE = """
INPUT = "{headers}"
OUTPUT_DIRECTORY = "{output}"
STRIP_FROM_PATH = "{headers}"
RECURSIVE = YES
OPTIMIZE_OUTPUT_FOR_C = YES
EXTRACT_ALL = YES
MACRO_EXPANSION = YES
EXPAND_ONLY_PREDEF = YES
PREDEFINED = ATTAIN_API=
GENERATE_XML = YES
XML_PROGRAMLISTING = NO
GENERATE_HTML = NO
GENERATE_LATEX = NO
QUIET = YES
WARNINGS = NO
"""


class Unknown(Exception):
    """Something in the headers that has no place in the interface."""


def run_doxygen(headers):
    """The `compounddef` elements of the headers: one for each file and structure."""
    with tempfile.TemporaryDirectory() as folder:
        doxyfile = Path(folder) / "Doxyfile"
        doxyfile.write_text(DOXYFILE.format(headers=headers, output=folder), encoding="utf-8")
        subprocess.run(["doxygen", str(doxyfile)], check=True, stdout=subprocess.DEVNULL)
        compounds = []
        for path in sorted((Path(folder) / "xml").glob("*.xml")):
            compounds += ElementTree.parse(path).getroot().findall("compounddef")
        return compounds


def text_of(element):
    return " ".join("".join(element.itertext()).split()) if element is not None else ""


def members(compounds, kind):
    """All members of one kind, in the order of files and lines."""
    found = [m for c in compounds if c.get("kind") == "file" for m in c.iter("memberdef") if m.get("kind") == kind]
    return sorted(found, key=lambda m: (m.find("location").get("file"), int(m.find("location").get("line"))))


class Interface:
    """The headers as named things. Types are C, as the headers write them."""

    def __init__(self, headers):
        compounds = run_doxygen(headers)
        self.aliases = {}  # attain_amount -> int64_t
        self.callbacks = {}  # name -> (type of the result, types of the parameters)
        self.handles = []  # names of structures nobody sees into
        self.structures = {}  # name -> [(field, type)]
        self.constants = {}  # name -> text of the definition
        self.macros = {}  # name -> (parameters, text of the definition)
        self.functions = {}  # name -> (type of the result, types of the arguments)
        for kind in ("enum", "variable"):
            if members(compounds, kind):
                raise Unknown(f"the interface has no {kind}: {members(compounds, kind)[0].findtext('name')}")
        self.read_structures(compounds)
        self.read_typedefs(members(compounds, "typedef"))
        self.read_macros(members(compounds, "define"))
        self.read_functions(members(compounds, "function"))

    def read_structures(self, compounds):
        for compound in compounds:
            if compound.get("kind") == "union":
                raise Unknown(f"union {compound.findtext('compoundname')}")
            if compound.get("kind") == "struct":
                fields = [m for m in compound.iter("memberdef") if m.get("kind") == "variable"]
                for field in fields:
                    if text_of(field.find("argsstring")) or field.find("bitfield") is not None:
                        raise Unknown(f"array or bit-field {field.findtext('definition')}")
                if fields:
                    self.structures[compound.findtext("compoundname")] = [
                        (m.findtext("name"), text_of(m.find("type"))) for m in fields
                    ]

    def read_typedefs(self, typedefs):
        for member in typedefs:
            name, kind = member.findtext("name"), text_of(member.find("type"))
            if kind.endswith("(*"):
                parameters = re.fullmatch(r"\)\s*\((.*)\)", member.findtext("argsstring")).group(1)
                types = [re.fullmatch(r"(.*?)(\w+)", p.strip()).group(1).strip() for p in parameters.split(",")]
                self.callbacks[name] = (kind[:-2].strip(), types)
            elif kind == f"struct {name}":
                if name not in self.structures:
                    self.handles.append(name)
            elif kind in SCALARS or kind in self.aliases:
                self.aliases[name] = kind
            else:
                raise Unknown(f"typedef {kind} {name}")

    def read_macros(self, defines):
        for member in defines:
            name, text = member.findtext("name"), text_of(member.find("initializer"))
            parameters = [text_of(p.find("defname")) for p in member.findall("param")]
            if parameters:
                self.macros[name] = (parameters, text)
            elif text and name not in NOT_CONSTANTS:
                self.constants[name] = text

    def read_functions(self, functions):
        for member in functions:
            name = member.findtext("name")
            for parameter in member.findall("param"):
                if parameter.find("array") is not None:
                    raise Unknown(f"array {parameter.findtext('declname')} of {name}()")
            types = [text_of(p.find("type")) for p in member.findall("param")]
            self.functions[name] = (text_of(member.find("type")), [] if types == ["void"] else types)

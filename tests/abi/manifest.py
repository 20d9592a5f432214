"""The interface as a measured manifest, what differs between two of them, and what follows from that.

A manifest has one line for each thing a program can use: `KIND NAME = what a compiler says of it`. What a compiler says
is found out by a C program made from the headers, which is compiled, linked to the library and run.
"""

import re
import subprocess
import tempfile
from pathlib import Path

HEAD = """\
# The interface as a compiler measured it, on a platform with 64-bit pointers: docs/abi-policy.md.
# Written by tests/abi/check_abi.py --record; do not edit.
"""
LINE = re.compile(r"(\w+) (\w+) = (.*)")
VERSION = re.compile(r"ATTAIN_VERSION_")  # differs in every release without changing anything
EXPERIMENTAL = re.compile(r"attain_x_", re.IGNORECASE)


class Manifest:
    """Things by name, and the release: version and SOVERSION."""

    def __init__(self, version, soversion, things):
        self.version = version
        self.soversion = soversion
        self.things = things  # name -> (kind, text)

    @classmethod
    def parse(cls, text):
        release, things = {}, {}
        for line in text.splitlines():
            if line and not line.startswith("#"):
                kind, name, what = LINE.fullmatch(line).groups()
                if kind == "release":
                    release[name] = what
                else:
                    things[name] = (kind, what)
        return cls(release["version"], int(release["soversion"]), things)

    def write(self):
        lines = [f"release version = {self.version}", f"release soversion = {self.soversion}"]
        order = sorted((kind, name, what) for name, (kind, what) in self.things.items())
        return HEAD + "".join(f"{line}\n" for line in lines + [f"{k} {n} = {w}" for k, n, w in order])

    def functions(self):
        return sorted(name for name, (kind, _) in self.things.items() if kind == "function")


# ---- measuring ----

PROBE = """\
#include <attain.h>
#include <stdio.h>
#define ALIGNMENT(type) offsetof(struct {{ char first; type second; }}, second)
#define SIGN(value) ((value) < 0 ? "signed" : "unsigned")
/* A signature on which the compiler does not agree does not compile; a function the library has not does not link. */
{signatures}
int main(void)
{{
    int present = 0;
{statements}
    return present == {count} ? 0 : 1;
}}
"""


def signature(result, types):
    return f"{result} ({', '.join(types) or 'void'})"


def probe(interface):
    """A C program that prints the lines of the manifest."""
    signatures, statements = [], []

    def say(form, *arguments):
        statements.append("printf(" + ", ".join([f'"{form}\\n"', *arguments]) + ");")

    for name in interface.aliases:
        measures = [f"SIGN(({name})-1)", f"(int)sizeof({name})", f"(int)ALIGNMENT({name})"]
        say(f"typedef {name} = %s, %d bytes, aligned to %d", *measures)
    for name, fields in interface.structures.items():
        places = ", ".join(f"{field} {kind} at %d" for field, kind in fields)
        measures = [f"(int)sizeof({name})", f"(int)ALIGNMENT({name})"]
        say(f"struct {name} = %d bytes, aligned to %d: {places}", *measures,
            *(f"(int)offsetof({name}, {field})" for field, _ in fields))
    for name in interface.handles:
        say(f"handle {name} = opaque")
    for name, (result, types) in interface.callbacks.items():
        say(f"callback {name} = {signature(result, types)}")
        signatures.append(f"static {name} *same_{name}; static {result} (**like_{name})({', '.join(types)});")
        statements.append(f"same_{name} = like_{name}; (void)same_{name};")
    for name, text in interface.constants.items():
        if VERSION.match(name):
            continue
        if text.startswith('"'):
            say(f"constant {name} = \\\"%s\\\"", name)
        else:
            say(f"constant {name} = %lld, %s, %d bytes", f"(long long)({name})", f"SIGN(({name}) * 0 - 1)",
                f"(int)sizeof({name})")
    for name, (parameters, text) in interface.macros.items():
        say(f"macro {name} = %s", '"' + f"({', '.join(parameters)}) {text}".replace('"', '\\"') + '"')
    for name, (result, types) in interface.functions.items():
        say(f"function {name} = {signature(result, types)}")
        signatures.append(f"static {result} (*call_{name})({', '.join(types) or 'void'}) = {name};")
        statements.append(f"present += call_{name} != NULL;")
    return PROBE.format(signatures="\n".join(signatures), statements="    " + "\n    ".join(statements),
                        count=len(interface.functions))


def measure(interface, headers, build, version, soversion):
    """The manifest of the headers, and of the library in `build`. Fails where the two do not fit together."""
    with tempfile.TemporaryDirectory() as folder:
        source, program = Path(folder) / "probe.c", Path(folder) / "probe"
        source.write_text(probe(interface), encoding="utf-8")
        run(["cc", "-std=c99", "-Wall", "-Werror", f"-I{headers}", str(source), "-o", str(program), f"-L{build}",
             "-lattain", f"-Wl,-rpath,{build}"])
        lines = run([str(program)])
    return Manifest.parse(f"release version = {version}\nrelease soversion = {soversion}\n{lines}")


def run(command):
    """What a command prints; an error with all it said when it fails."""
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    if done.returncode != 0:
        raise SystemExit(f"{' '.join(command)}\n{done.stdout}failed with exit status {done.returncode}")
    return done.stdout


# ---- comparing ----

class Changes:
    """Names that were added, changed and removed between two manifests."""

    def __init__(self, old, new):
        self.old, self.new = old.things, new.things
        self.added = sorted(self.new.keys() - self.old.keys())
        self.removed = sorted(self.old.keys() - self.new.keys())
        self.changed = sorted(n for n in self.old.keys() & self.new.keys() if self.old[n] != self.new[n])

    def __bool__(self):
        return bool(self.added or self.changed or self.removed)

    def breaks(self):
        """What a program built before may stumble over. Nobody was promised an experimental thing."""
        return [name for name in self.changed + self.removed if not EXPERIMENTAL.match(name)]

    def broken_for(self, program):
        """Breaks among what a C program names, and among the types of that."""
        named = set(re.findall(r"\w+", program))
        for name in named & self.old.keys():
            named |= set(re.findall(r"\w+", self.old[name][1]))
        return [name for name in self.breaks() if name in named]

    def lines(self):
        """For people: each change with what was and what is."""
        was = {name: " ".join(self.old[name]) for name in self.changed + self.removed}
        now = {name: " ".join(self.new[name]) for name in self.added + self.changed}
        for word, names in (("added", self.added), ("changed", self.changed), ("removed", self.removed)):
            for name in names:
                grade = "break" if name in self.breaks() else "compatible"
                yield f"{word} {name} ({grade})"
                if name in was:
                    yield f"    was {was[name]}"
                if name in now:
                    yield f"    is  {now[name]}"

    def unnamed(self, notes):
        """What the changelog does not say, as the lines it lacks."""
        for word, names in (("Added", self.added), ("Changed", self.changed), ("Removed", self.removed)):
            for name in names:
                if name not in notes[word]:
                    yield f"- {word} `{name}`."


def wanted_soversion(old, version, breaks):
    """The SOVERSION of what follows the release `old`: 0 before 1.0, 1 with it, from then on one more with a break."""
    major = int(version.split(".")[0])
    if major == 0:
        return 0
    if old is None or old.version.startswith("0."):
        return 1
    return old.soversion + (1 if breaks else 0)


# ---- the changelog ----

def sections(changelog):
    """Version -> text of its section; "Unreleased" is one."""
    parts = re.split(r"^## \[([^\]]+)\].*$", changelog, flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2]))


def released(changelog, series):
    """Whether a version of the series ("0.1") is out."""
    return any(version.rpartition(".")[0] == series for version in sections(changelog))


def interface_notes(changelog):
    """What "### Interface" of the unreleased section names: word -> names. `- Added `attain_foo()`, `ATTAIN_BAR`.`"""
    notes = {"Added": set(), "Changed": set(), "Removed": set()}
    unreleased = sections(changelog).get("Unreleased", "")
    found = re.search(r"^### Interface$(.*?)(?=^### |\Z)", unreleased, flags=re.MULTILINE | re.DOTALL)
    for item in re.split(r"^- ", found.group(1) if found else "", flags=re.MULTILINE)[1:]:
        word = re.match(r"\w*", item).group()
        if word in notes:
            notes[word] |= {name for name in re.findall(r"`(\w+)(?:\(\))?`", item)}
    return notes


# ---- libabigail's report ----

def unexplained(report, names):
    """The functions of an abidiff report that are not named, nor anything in what it says of them.

    A report of anything but functions is wholly unexplained.
    """
    blocks = re.split(r"^ *(?=\[[ACD]\] ')", report, flags=re.MULTILINE)[1:]
    if report and not blocks:
        return report.splitlines()
    return [block.splitlines()[0] for block in blocks if not names & set(re.findall(r"\w+", block))]

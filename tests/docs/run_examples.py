#!/usr/bin/env python3
"""Runs the examples of README.md and docs/*.md and compares what they print with what the page says.

Each page runs in a fresh folder, from top to bottom. What a fenced block is, its info string says:

    csv NAME, json NAME, text NAME   written to the file NAME
    console                          a line that starts with "$ " is a shell command (as long as it ends with a backslash,
                                     the next line goes on with it); the lines below are what it prints, errors included
    c                                a program, compiled as C99 against the library and run
    output                           right behind a C block: what the program prints
    pycon                            a doctest; variables live on to the end of the page

Blocks of other kinds must be in NOT_RUN. The last line printed is "N passed, M failed".
"""

import argparse
import difflib
import doctest
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

TOP = pathlib.Path(__file__).resolve().parents[2]
NOT_RUN = {"", "text", "sh", "cmake"} | {"cpp", "csharp", "go", "java", "php", "python"}  # the latter: run_embeddings.py
FENCE = re.compile(r"^```([^`]*)$")


class Block:
    """A fenced block: the words of its info string, its text, and the line its text begins on."""

    def __init__(self, info, line):
        self.info = info.split()
        self.kind = self.info[0] if self.info else ""
        self.line = line
        self.lines = []
        self.follows = None  # the block before, when nothing but blank lines is between them

    @property
    def text(self):
        return "".join(line + "\n" for line in self.lines)


def read_blocks(text):
    blocks, block, previous = [], None, None
    for number, line in enumerate(text.splitlines(), 1):
        fence = FENCE.match(line)
        if block is None:
            if fence:
                block = Block(fence.group(1), number + 1)
                block.follows = previous
            elif line.strip():
                previous = None
        elif line == "```":
            blocks.append(block)
            previous, block = block, None
        else:
            block.lines.append(line)
    if block is not None:
        raise SystemExit(f"line {block.line - 1}: a block that never ends")
    return blocks


class Page:
    """Runs the blocks of one page in a folder."""

    def __init__(self, path, folder, build):
        self.name = path.relative_to(TOP).as_posix()
        self.folder = folder
        self.build = build
        self.blocks = read_blocks(path.read_text(encoding="utf-8"))
        self.passed = self.failed = 0
        self.variables = {}

    def run(self):
        wanted_by = {id(block.follows): block for block in self.blocks if block.kind == "output"}
        for number, block in enumerate(self.blocks):
            if block.kind in ("csv", "json", "text") and len(block.info) == 2:
                (self.folder / block.info[1]).write_text(block.text, encoding="utf-8")
            elif block.kind == "console":
                self.run_console(block)
            elif block.kind == "c":
                self.run_c(block, number, wanted_by.get(id(block)))
            elif block.kind == "pycon":
                self.run_python(block)
            elif block.kind == "output":
                if block.follows is None or block.follows.kind != "c":
                    self.fail(block.line, "output without a C block right before it")
            elif block.kind not in NOT_RUN or len(block.info) > 1:
                self.fail(block.line, f"nobody knows how to run a block '{' '.join(block.info)}'")

    def fail(self, line, message):
        self.failed += 1
        print(f"{self.name}:{line}: {message}")

    def compare(self, line, what, wanted, got):
        if wanted == got:
            self.passed += 1
            return
        diff = difflib.unified_diff(wanted.splitlines(), got.splitlines(), "the page says", "it prints", lineterm="")
        self.fail(line, what + "\n" + "\n".join("    " + each for each in diff))

    def run_console(self, block):
        position = 0
        while position < len(block.lines):
            line, first = block.line + position, block.lines[position]
            if not first.startswith("$ "):
                self.fail(line, "a console block begins with '$ ' and a command")
                return
            command = [first[2:]]
            position += 1
            while command[-1].endswith("\\") and position < len(block.lines):
                command.append(block.lines[position])
                position += 1
            wanted = []
            while position < len(block.lines) and not block.lines[position].startswith("$ "):
                wanted.append(block.lines[position] + "\n")
                position += 1
            got = subprocess.run(["sh", "-c", "\n".join(command)], cwd=self.folder, stdout=subprocess.PIPE,
                                 stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL, timeout=120)
            self.compare(line, "$ " + " ".join(command), "".join(wanted).rstrip(),
                         got.stdout.decode("utf-8", "replace").rstrip())

    def run_c(self, block, number, output):
        source = self.folder / f"example_{number}.c"
        program = self.folder / f"example_{number}"
        source.write_text(f'#line {block.line} "{self.name}"\n{block.text}', encoding="utf-8")
        compiled = subprocess.run(
            [os.environ.get("CC", "cc"), "-std=c99", "-pedantic", "-Wall", "-Wextra", "-Werror", f"-I{TOP / 'include'}",
             str(source), "-o", str(program), str(self.build / "libattain.a")],
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        if compiled.returncode != 0:
            self.fail(block.line, "does not compile\n" + compiled.stdout)
            return
        got = subprocess.run([str(program)], cwd=self.folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
                             timeout=120)
        if got.returncode != 0:
            self.fail(block.line, f"ends with status {got.returncode}\n{got.stdout}")
        elif output is None:
            self.compare(block.line, "prints something, and no output block follows", "", got.stdout)
        else:
            self.compare(output.line, "the program prints something else", output.text, got.stdout)

    def run_python(self, block):
        test = doctest.DocTestParser().get_doctest(block.text, self.variables, self.name, self.name, block.line - 1)
        test.globs = self.variables  # not the copy a DocTest makes
        results = doctest.DocTestRunner(verbose=False).run(test, clear_globs=False)
        self.failed += results.failed
        self.passed += results.attempted - results.failed


def main():
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--build", type=pathlib.Path, required=True, help="folder with attain and libattain.a")
    arguments.add_argument("pages", nargs="*", type=pathlib.Path, help="pages to run instead of all")
    options = arguments.parse_args()
    build = options.build.resolve()
    pages = [page.resolve() for page in options.pages] or [TOP / "README.md", *sorted((TOP / "docs").glob("*.md"))]
    passed = failed = 0
    with tempfile.TemporaryDirectory() as scratch:
        commands = pathlib.Path(scratch, "bin")
        commands.mkdir()
        shutil.copy(build / "attain", commands / "attain")
        os.environ["PATH"] = f"{commands}{os.pathsep}{os.environ['PATH']}"
        for path in pages:
            folder = pathlib.Path(scratch, path.stem)
            folder.mkdir()
            os.chdir(folder)
            page = Page(path, folder, build)
            page.run()
            print(f"{page.name}: {page.passed} examples agree, {page.failed} do not")
            passed += page.passed
            failed += page.failed
        os.chdir(TOP)
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())

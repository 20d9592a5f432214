#!/usr/bin/env python3
"""Runs the program of docs/embedding.md in every language whose toolchain is here, and says which are not run.

The programs are docs/examples/embedding/preview.*. Each runs against an installed tree, once with a plan that is in order and
once with one that is not. What the page shows of a program must stand in the program word for word. The last line printed is
"N passed, M failed".
"""

import argparse
import glob
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

TOP = pathlib.Path(__file__).resolve().parents[2]
PAGE = TOP / "docs" / "embedding.md"
EXAMPLES = TOP / "docs" / "examples" / "embedding"
FILES = {"c": "preview.c", "cpp": "preview.cpp", "python": "preview.py", "csharp": "Preview.cs", "java": "Preview.java",
         "php": "preview.php", "go": "preview.go", "json": "plan.json"}
BLOCK = re.compile(r"^```(\w+)[^\n]*\n(.*?)^```$", re.MULTILINE | re.DOTALL)

# 1 % up to a million, 1.5 % up to two, 2 % above, added up over the year: 900,000 at 1 %; 100,000 at 1 % and 300,000 at
# 1.5 %; 100,000 of them taken back at 1.5 %; 800,000 at 1.5 % and 500,000 at 2 %.
EARNED = "101 earns 9000.00\n102 earns 5500.00\n103 earns -1500.00\n104 earns 22000.00\n"
REFUSED = "broken.json: pay.plans[0].components[0].tiers[2].from, value '500000': "


class Missing(Exception):
    """Something the example needs is not installed."""


class Runner:
    """Builds and runs programs in a scratch folder against an installed tree."""

    def __init__(self, build, scratch):
        self.scratch = scratch
        prefix = scratch / "installed"
        self.environment = dict(os.environ)
        self.environment["GOCACHE"] = str(self.scratch / "go-cache")  # a shared one remembers where an older library lay
        self.run(["cmake", "--install", str(build), "--prefix", str(prefix)])
        library = next(prefix.rglob("libattain.so"))
        self.environment.update(
            PKG_CONFIG_PATH=str(library.parent / "pkgconfig"), LD_LIBRARY_PATH=str(library.parent),
            ATTAIN_LIBRARY=str(library), PYTHONPATH=str(TOP / "bindings" / "python" / "src"), PYTHONDONTWRITEBYTECODE="1")
        for plan in ("plan.json", "broken.json"):
            shutil.copy(EXAMPLES / plan, scratch)

    def run(self, command, **more):
        return subprocess.run(command, env=self.environment, cwd=self.scratch, check=True, universal_newlines=True,
                              stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=600, **more).stdout

    def attain_flags(self):
        return self.run(["pkg-config", "--cflags", "--libs", "attain"]).split()

    def output(self, program):
        return str(self.scratch / program)


def need(program):
    found = shutil.which(program)
    if found is None:
        raise Missing(program)
    return found


def compile_c(runner):
    runner.run([os.environ.get("CC", "cc"), "-std=c99", "-pedantic", "-Wall", "-Wextra", "-Werror", str(EXAMPLES / "preview.c"),
                "-o", runner.output("c"), *runner.attain_flags()])
    return [runner.output("c")]


def compile_cpp(runner):
    runner.run([os.environ.get("CXX", "c++"), "-std=c++11", "-pedantic", "-Wall", "-Wextra", "-Werror",
                str(EXAMPLES / "preview.cpp"), "-o", runner.output("cpp"), *runner.attain_flags()])
    return [runner.output("cpp")]


def find_python(_):
    return [sys.executable, str(EXAMPLES / "preview.py")]


def compile_go(runner):
    go = need("go")
    version = re.search(r"go1\.(\d+)", runner.run([go, "version"]))
    if version is None or int(version.group(1)) < 21:
        raise Missing("Go 1.21")
    runner.run([go, "build", "-o", runner.output("go-program"), str(EXAMPLES / "preview.go")])
    return [runner.output("go-program")]


def find_jdk(runner):
    """The folder of java and javac of the first JDK from 22 on."""
    homes = [os.environ.get("JAVA_HOME"), *sorted(glob.glob("/usr/lib/jvm/*"), reverse=True)]
    folders = [pathlib.Path(home, "bin") for home in homes if home]
    folders += [pathlib.Path(shutil.which("javac")).parent] if shutil.which("javac") else []
    for folder in folders:
        if (folder / "javac").exists() and (folder / "java").exists():
            version = re.search(r"javac (\d+)", runner.run([str(folder / "javac"), "-version"]))
            if version and int(version.group(1)) >= 22:
                return folder
    raise Missing("a JDK from 22 on")


def compile_java(runner):
    folder = find_jdk(runner)
    runner.run([str(folder / "javac"), "-d", runner.output("classes"), str(EXAMPLES / "Preview.java")])
    return [str(folder / "java"), "--enable-native-access=ALL-UNNAMED", "-cp", runner.output("classes"), "Preview"]


def find_php(runner):
    php = need("php")
    if "FFI" not in runner.run([php, "-m"]).split():
        raise Missing("PHP's FFI")
    return [php, str(EXAMPLES / "preview.php")]


def compile_csharp(runner):
    if shutil.which("mcs") and shutil.which("mono"):
        runner.run(["mcs", "-out:" + runner.output("Preview.exe"), str(EXAMPLES / "Preview.cs")])
        return ["mono", runner.output("Preview.exe")]
    sdk = subprocess.run([need("dotnet"), "--version"], stdout=subprocess.PIPE, universal_newlines=True)
    if sdk.returncode != 0:
        raise Missing("the .NET SDK")
    folder = runner.scratch / "csharp"
    folder.mkdir()
    shutil.copy(EXAMPLES / "Preview.cs", folder)
    (folder / "Preview.csproj").write_text(
        '<Project Sdk="Microsoft.NET.Sdk"><PropertyGroup><OutputType>Exe</OutputType>'
        f"<TargetFramework>net{sdk.stdout.split('.')[0]}.0</TargetFramework></PropertyGroup></Project>\n", encoding="utf-8")
    runner.run(["dotnet", "build", str(folder), "-o", str(folder / "out")])
    return ["dotnet", str(folder / "out" / "Preview.dll")]


LANGUAGES = {"C": compile_c, "C++": compile_cpp, "Python": find_python, "C#": compile_csharp, "Java": compile_java,
             "PHP": find_php, "Go": compile_go}


def check_language(title, prepare, runner):
    """Messages of what is wrong, one for each of two tests; None where all is well."""
    command = prepare(runner)
    results = []
    for plan, status, output, complaint in (("plan.json", 0, EARNED, ""), ("broken.json", 1, "", REFUSED)):
        got = subprocess.run([*command, plan], env=runner.environment, cwd=runner.scratch, universal_newlines=True,
                             stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=120)
        wrong = got.returncode != status or got.stdout != output or not got.stderr.startswith(complaint) \
            or (complaint == "" and got.stderr != "")
        results.append(f"{title}, {plan}: status {got.returncode}\n{got.stdout}{got.stderr}" if wrong else None)
    return results


def check_page():
    """One result for each block of the page in a language of the examples."""
    page = PAGE.read_text(encoding="utf-8")
    for found in BLOCK.finditer(page):
        language, text = found.groups()
        if language in FILES:
            program = (EXAMPLES / FILES[language]).read_text(encoding="utf-8")
            line = page.count("\n", 0, found.start()) + 1
            yield None if text in program else f"docs/embedding.md:{line}: this does not stand in {FILES[language]}"


def main():
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--build", type=pathlib.Path, required=True, help="folder of a build with the shared library")
    build = arguments.parse_args().build.resolve()
    results, run = list(check_page()), []
    with tempfile.TemporaryDirectory() as scratch:
        runner = Runner(build, pathlib.Path(scratch))
        for title, prepare in LANGUAGES.items():
            try:
                results += check_language(title, prepare, runner)
                run.append(title)
            except Missing as missing:
                print(f"note: {missing} is not installed: the {title} example is not run")
            except subprocess.CalledProcessError as failure:
                results.append(f"{title}: {' '.join(failure.cmd)}\n{failure.stdout}")
    print(f"note: examples run: {', '.join(run)}")
    problems = [result for result in results if result is not None]
    for problem in problems:
        print(problem)
    print(f"{len(results) - len(problems)} passed, {len(problems)} failed")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())

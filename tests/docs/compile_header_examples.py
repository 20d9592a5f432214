#!/usr/bin/env python3
"""Compiles and links every @code example of the public headers. The last line printed is "N passed, M failed".

An example is the body of a function; what it takes for granted are the function's parameters.
"""

import argparse
import os
import pathlib
import re
import subprocess
import sys
import tempfile

TOP = pathlib.Path(__file__).resolve().parents[2]
FRAME = """#include <stdio.h>
#include <attain.h>

static int example(attain_context *cx, attain_day as_of, const attain_table *orders, const attain_table *deals,
                   const char *text, size_t length)
{{
    (void)cx, (void)as_of, (void)orders, (void)deals, (void)text, (void)length;
    {{
#line {line} "{name}"
{body}
    }}
    return 0;
}}

int main(void)
{{
    return example(NULL, 0, NULL, NULL, NULL, 0);
}}
"""


def examples(header):
    """(line, code) of each example: what is between @code and @endcode, without the comment's stars."""
    for found in re.finditer(r"@code\n(.*?)@endcode", header, re.DOTALL):
        code = re.sub(r"^ \* ?", "", found.group(1), flags=re.MULTILINE)
        yield header.count("\n", 0, found.start()) + 2, code


def main():
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--build", type=pathlib.Path, required=True, help="folder with libattain.a")
    library = arguments.parse_args().build.resolve() / "libattain.a"
    passed = failed = 0
    with tempfile.TemporaryDirectory() as scratch:
        for path in sorted((TOP / "include").rglob("*.h")):
            name = path.relative_to(TOP).as_posix()
            for line, code in examples(path.read_text(encoding="utf-8")):
                source = pathlib.Path(scratch, "example.c")
                source.write_text(FRAME.format(line=line, name=name, body=code), encoding="utf-8")
                result = subprocess.run(
                    [os.environ.get("CC", "cc"), "-std=c99", "-Wall", "-Wextra", "-Wno-unused-but-set-variable", "-Werror",
                     f"-I{TOP / 'include'}", str(source), str(library), "-o", str(source.with_suffix(""))],
                    stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
                if result.returncode == 0:
                    passed += 1
                else:
                    failed += 1
                    print(f"{name}:{line}: the example does not compile\n{result.stdout}")
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())

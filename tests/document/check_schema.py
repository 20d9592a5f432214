#!/usr/bin/env python3
"""Checks that docs/plan.schema.json says what the reader does (needs the package jsonschema).

Runs the plans of tests/document/plans, the examples of the guide pages and docs/examples through the schema: it must take
what the reader takes, and refuse what the reader refuses but for the plans marked "refused*", which a schema cannot judge.
The C tests run the same plans through the reader. The last line printed is "N passed, M failed".
"""

import json
import pathlib
import re
import sys

import jsonschema

TOP = pathlib.Path(__file__).resolve().parents[2]
HEAD = re.compile(r"^--- (.*)$", re.MULTILINE)
PLAN_IN_PAGE = re.compile(r"^```json (\S+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def collected():
    """(where, head, text) of every plan that tests and pages have."""
    for path in sorted((TOP / "tests/document/plans").glob("*.txt")):
        parts = HEAD.split(path.read_text(encoding="utf-8"))[1:]
        for number, (head, text) in enumerate(zip(parts[::2], parts[1::2])):
            yield f"{path.name} plan {number}", head, text
    for path in sorted((TOP / "docs/examples").glob("*.json")):
        yield path.name, "accepted", path.read_text(encoding="utf-8")
    for path in [TOP / "README.md", *sorted((TOP / "docs").glob("*.md"))]:
        page = path.read_text(encoding="utf-8") if path.exists() else ""
        for name, text in PLAN_IN_PAGE.findall(page):
            if '"attain"' in text and f"attain: {name}: " not in page:  # which would be the error about it
                yield f"{path.name}, {name}", "accepted", text


def takes(validator, text):
    try:
        return validator.is_valid(json.loads(text))
    except ValueError:
        return False


def undescribed(schema, where="#"):
    """Members of the document that the schema does not describe."""
    for name, member in schema.get("properties", {}).items():
        if not {"description", "$ref"} & set(member):
            yield f"{where}/{name}"
        yield from undescribed(member, f"{where}/{name}")
    for part in schema.get("oneOf", []) + ([schema["items"]] if "items" in schema else []):
        yield from undescribed(part, where)
    for name, part in schema.get("$defs", {}).items():
        yield from undescribed(part, f"{where}/$defs/{name}")


def main():
    schema = json.loads((TOP / "docs/plan.schema.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)
    passed, problems = 1, []
    for where, head, text in collected():
        verdict = takes(validator, text)
        if head.startswith("refused*"):
            passed += 1
        elif verdict == (head == "accepted"):
            passed += 1
        else:
            problems.append(f"{where}: the schema {'takes' if verdict else 'refuses'} it; wanted: {head}\n{text.strip()}")
    for where in undescribed(schema):
        problems.append(f"docs/plan.schema.json: no description at {where}")
    for problem in problems:
        print(problem)
    print(f"{passed} passed, {len(problems)} failed")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())

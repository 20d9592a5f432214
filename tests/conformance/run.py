#!/usr/bin/env python3
"""Compares attain with published cases and with the results of other tools.

Takes what is at hand: the cases in ATTAIN_CASES_DIR, the oracles in ATTAIN_ORACLES_DIR with the data they were made from
in ATTAIN_DATA_DIR. ATTAIN_COMMAND is the command. The last line printed is "N passed, M failed".
"""

import os
import sys
import tempfile

import cases
import oracles


class Tests:
    """Counts what passed and says what failed."""

    def __init__(self):
        self.passed = self.failed = 0

    def run(self, name, function, *arguments):
        try:
            function(*arguments)
            self.passed += 1
        except (AssertionError, RuntimeError, LookupError, ValueError, OSError) as error:
            self.failed += 1
            print(f"{name}: {type(error).__name__}: {error}")


def main():
    if not os.access(os.environ.get("ATTAIN_COMMAND", ""), os.X_OK):
        raise SystemExit("ATTAIN_COMMAND must be the path of the command")
    tests = Tests()
    directories = {kind: os.environ.get(f"ATTAIN_{kind}_DIR") for kind in ("CASES", "ORACLES", "DATA")}
    with tempfile.TemporaryDirectory() as folder:
        if directories["CASES"]:
            cases.run(folder, directories["CASES"], tests)
            for case, (_answer, reason) in cases.DIFFERENT.items():
                print(f"note: {case} differs on purpose: {reason}")
        if directories["ORACLES"] and directories["DATA"]:
            oracles.run(folder, directories["ORACLES"], directories["DATA"], tests)
    print(f"{tests.passed} passed, {tests.failed} failed")
    return 1 if tests.failed else 0


if __name__ == "__main__":
    sys.exit(main())

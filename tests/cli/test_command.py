#!/usr/bin/env python3
"""Runs all tests of the attain command: ATTAIN_COMMAND=build/attain python3 tests/cli/test_command.py"""

import pathlib
import sys
import unittest

if __name__ == "__main__":
    here = pathlib.Path(__file__).resolve().parent
    sys.dont_write_bytecode = True
    sys.path.insert(0, str(here))
    tests = unittest.defaultTestLoader.discover(str(here), pattern="test_*.py", top_level_dir=str(here))
    sys.exit(not unittest.TextTestRunner().run(tests).wasSuccessful())

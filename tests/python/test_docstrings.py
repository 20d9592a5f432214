"""The examples in the docstrings."""

import datetime
import doctest
import importlib
import pkgutil
from decimal import Decimal

import attain
import pytest

MODULES = ["attain"] + [f"attain.{module.name}" for module in pkgutil.iter_modules(attain.__path__)]
NAMES = {"attain": attain, "datetime": datetime, "Decimal": Decimal}


def examples():
    finder = doctest.DocTestFinder()
    found = [test for name in MODULES for test in finder.find(importlib.import_module(name), extraglobs=NAMES)]
    return [test for test in found if test.examples]


@pytest.mark.parametrize("test", examples(), ids=lambda test: test.name)
def test_example(test):
    report = []
    doctest.DocTestRunner(verbose=False).run(test, out=report.append)
    assert not report, "".join(report)


def test_every_public_thing_is_described():
    for name in attain.__all__:
        assert (getattr(attain, name).__doc__ or "").strip(), name

"""attain: sales performance management as a library.

Targets broken down exactly, RFM and ABC customer segments, tiered commission. Amounts are whole numbers of
minor units; every split sums to its total; the order of rows never matters.

>>> attain.allocate(10000, [1, 1, 1])
[3334, 3333, 3333]
"""

from ._abc import Abc, abc
from ._context import progress
from ._error import (
    BadFormat,
    BadRule,
    BadSchema,
    BadValue,
    Cancelled,
    Error,
    InvalidArgument,
    OutOfMemory,
    Overflow,
    WriteFailed,
)
from ._library import version
from ._rfm import Rfm, rfm
from .calendar import Calendar, period, period_days
from .column import Column
from .document import Document
from .goal import Goals
from .number import allocate, major_units, minor_units, rate
from .pay import Pay, Rates
from .schema import Schema, SchemaColumn
from .segment import Segments
from .table import Table, label, read_csv

__version__ = version()

__all__ = [
    "Abc",
    "BadFormat",
    "BadRule",
    "BadSchema",
    "BadValue",
    "Calendar",
    "Cancelled",
    "Column",
    "Document",
    "Error",
    "Goals",
    "InvalidArgument",
    "OutOfMemory",
    "Overflow",
    "Pay",
    "Rates",
    "Rfm",
    "Schema",
    "SchemaColumn",
    "Segments",
    "Table",
    "WriteFailed",
    "abc",
    "allocate",
    "label",
    "major_units",
    "minor_units",
    "period",
    "period_days",
    "progress",
    "rate",
    "read_csv",
    "rfm",
    "version",
]
for _name in __all__:  # what users see in messages and help is attain.Table, not attain.table.Table
    _thing = globals()[_name]
    if _thing.__module__.startswith("attain."):
        _thing.__module__ = "attain"
del _name, _thing

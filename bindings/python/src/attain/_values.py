"""Single values on their way into the library: checked here, because ctypes would cut off what does not fit."""

from __future__ import annotations

import datetime
import operator
import os
import re
from ctypes import byref
from decimal import Decimal
from fractions import Fraction
from typing import Any, Mapping, Optional, Union

from . import _prototypes as c
from ._context import call_as
from ._error import BadFormat, BadValue, InvalidArgument, Overflow, record
from ._library import lib

INT64_MIN, INT64_MAX = -(2**63), 2**63 - 1
EPOCH = datetime.date(1970, 1, 1).toordinal()
USE_MINOR_UNITS = "amounts are whole numbers of minor units; attain.minor_units(values, decimals=2) makes them exactly"

Day = Union[datetime.date, str]
Path = Union[str, "os.PathLike[str]"]

_DECIMAL = re.compile(r"[+-]?[0-9]+(\.[0-9]+)?")


def is_integer(value: Any) -> bool:
    """Whether this is a whole number and no truth value."""
    return hasattr(value, "__index__") and type(value).__name__ not in ("bool", "bool_")


def is_many(value: Any) -> bool:
    """Whether this holds values, as a list does, and is not one itself."""
    many = hasattr(value, "__iter__") or isinstance(value, memoryview)  # which has no __iter__ before Python 3.10
    return many and not isinstance(value, (str, bytes, bytearray))


def integer(value: Any, argument: str, row: Optional[int] = None) -> int:
    """A whole number of 64 bits."""
    if not is_integer(value):
        raise TypeError(f"{argument} must be a whole number, not {type(value).__name__}")
    number = operator.index(value)
    if not INT64_MIN <= number <= INT64_MAX:
        raise record(Overflow, argument, row, str(number), "does not fit in 64 bits")
    return number


def small(value: Any, argument: str) -> int:
    """A whole number of 32 bits; the library knows which of them are in range."""
    number = integer(value, argument)
    if not -(2**31) <= number < 2**31:
        raise record(InvalidArgument, argument, None, str(number), "is out of range")
    return number


def amount(value: Any, argument: str, row: Optional[int] = None) -> int:
    """An amount in minor units."""
    if not is_integer(value):
        raise record(BadValue, argument, row, value, USE_MINOR_UNITS)
    return integer(value, argument, row)


def text(value: Any, argument: str) -> tuple[bytes, int]:
    """The two arguments that text takes."""
    if not isinstance(value, str):
        raise TypeError(f"{argument} must be text, not {type(value).__name__}")
    try:
        data = value.encode("utf-8")
    except UnicodeEncodeError:
        raise record(BadFormat, argument, None, ascii(value), "is not UTF-8") from None
    return data, len(data)


def choice(value: Any, words: Mapping[str, int], argument: str) -> int:
    """The constant for a word."""
    if not isinstance(value, str) or value not in words:
        raise record(InvalidArgument, argument, None, value, f"must be one of {', '.join(words)}")
    return words[value]


def optional_choice(value: Any, words: Mapping[str, int], argument: str) -> Optional[int]:
    """The constant for a word, or None for none."""
    return None if value is None else choice(value, words, argument)


def index(name: Any, names: list[str], argument: str) -> int:
    """Where a name stands among those there are."""
    if name not in names:
        raise record(InvalidArgument, argument, None, name, f"is none of those there are: {', '.join(names)}")
    return names.index(name)


def word(constant: int, words: Mapping[str, int]) -> str:
    """The word for a constant."""
    return next(name for name, number in words.items() if number == constant)


def day(value: Any, argument: str) -> int:
    """A day number from a date, the date of a datetime, or ISO text."""
    if isinstance(value, str):
        out = c.attain_day()
        call_as(argument, lib.attain_day_parse, *text(value, argument), byref(out))
        return out.value
    if type(value).__name__ == "datetime64":
        value = value.astype("datetime64[D]").item()
    if not isinstance(value, datetime.date) or value != value:
        raise TypeError(f"{argument} must be a date or ISO text such as '2024-12-31', not {type(value).__name__}")
    return value.toordinal() - EPOCH


def to_date(number: int) -> datetime.date:
    """The date of a day number."""
    return datetime.date.fromordinal(number + EPOCH)


def exact(value: Any, argument: str, row: Optional[int] = None) -> Fraction:
    """The exact number: of a whole number, a Decimal, a Fraction, decimal or percent text, or what a float
    prints as."""
    if is_integer(value):
        return Fraction(operator.index(value))
    if isinstance(value, (Decimal, float)):
        number = value if isinstance(value, Decimal) else Decimal(repr(float(value)))
        if not number.is_finite():
            raise record(BadValue, argument, row, str(value), "is not a finite number")
        return Fraction(number)
    if isinstance(value, Fraction):
        return value
    if isinstance(value, str):
        digits, percent = (value[:-1], 100) if value.endswith("%") else (value, 1)
        if not _DECIMAL.fullmatch(digits):
            raise record(BadFormat, argument, row, value, "is not a decimal such as 12.5 or a percentage such as 7%")
        return Fraction(digits) / percent
    raise TypeError(f"{argument} must be a number, not {type(value).__name__}")


def decimal_of(number: int, decimals: int) -> Decimal:
    """number · 10^-decimals, exactly, whatever the decimal context."""
    return Decimal((int(number < 0), tuple(map(int, str(abs(number)))), -decimals))

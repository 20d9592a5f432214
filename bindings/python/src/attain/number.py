"""Amounts, rates, and splitting a total so that the parts sum to it."""

from __future__ import annotations

import sys
from ctypes import byref, c_int64, create_string_buffer
from decimal import Decimal
from fractions import Fraction
from math import lcm as _lcm
from typing import Any, Iterable, Literal, Optional, Sequence, Union, overload

from . import _prototypes as c
from . import _values
from ._buffer import missing_rows, numbers, pointer
from ._context import call
from ._error import BadFormat, BadValue, InvalidArgument, Overflow, moved, record
from ._facts import native
from ._library import lib
from .schema import SchemaColumn
from .table import Table, run

RULES = {"remainder": c.ATTAIN_ALLOCATE_REMAINDER, "ratio": c.ATTAIN_ALLOCATE_RATIO}
ROUNDINGS = {
    "half-even": c.ATTAIN_ROUND_HALF_EVEN,
    "half-up": c.ATTAIN_ROUND_HALF_UP,
    "down": c.ATTAIN_ROUND_DOWN,
    "up": c.ATTAIN_ROUND_UP,
    "floor": c.ATTAIN_ROUND_FLOOR,
    "ceiling": c.ATTAIN_ROUND_CEILING,
}

Number = Union[int, Decimal, Fraction, float, str]

_EXACT_DOUBLE = 10**15  # below it, no two decimals of a double's 15 digits share a double


def rate(value: Number) -> int:
    """A rate in parts per billion, exactly: of "1.5%" or "0.015", Decimal("0.015"), Fraction(3, 200), or 0.015,
    a float being what it prints as. Of whole numbers only 0 and 1 are taken: 80 could mean 80 % or eighty
    times.

    >>> attain.rate("1.5%"), attain.rate(Decimal("0.8"))
    (15000000, 800000000)
    """
    return as_rate(value, "rate")


def as_rate(value: Any, argument: str, row: Optional[int] = None) -> int:
    """As rate(); an error has that argument and row."""
    if isinstance(value, str):
        out = c.attain_rate()
        try:
            call(lib.attain_rate_parse, *_values.text(value, argument), byref(out))
        except (BadFormat, Overflow) as error:
            raise moved(error, argument, row) from None
        return out.value
    if _values.is_integer(value) and value not in (0, 1):
        raise record(
            BadValue, argument, row, str(value), "a rate is text such as '80%', or a number such as Decimal('0.8')"
        )
    parts = _values.exact(value, argument, row) * c.ATTAIN_RATE_ONE
    if parts.denominator != 1:
        raise record(BadFormat, argument, row, str(value), "has more than 9 decimals")
    return _values.integer(parts.numerator, argument, row)


def rate_text(parts: int) -> str:
    """A rate in parts per billion as the percentage that rate() reads to it."""
    out = create_string_buffer(c.ATTAIN_DECIMAL_CAPACITY)
    call(lib.attain_rate_format, parts, out, len(out), None)
    return out.value.decode("ascii")


# ---- minor and major units ----


@overload
def minor_units(values: Union[int, Decimal, Fraction, float, str], decimals: int = ...) -> int: ...
@overload
def minor_units(values: Iterable[Any], decimals: int = ...) -> Any: ...
def minor_units(values: Any, decimals: int = c.ATTAIN_DECIMALS_DEFAULT) -> Any:
    """Amounts in major units as whole numbers of minor units, exactly or not at all.

    Takes Decimal, text such as "1999.99", whole numbers, fractions, and floats by what they print as, so 19.99
    is 1999 and 0.1 + 0.2 is refused. More decimals than `decimals`, NaN and infinities are an error that has
    the row. None stays None. A list gives a list, a NumPy array or pandas Series a NumPy array.

    >>> attain.minor_units("1999.99")
    199999
    >>> attain.minor_units([Decimal("12.50"), 3, 19.99, None])
    [1250, 300, 1999, None]
    >>> attain.minor_units([1.0, 0.1 + 0.2])
    Traceback (most recent call last):
        ...
    attain.BadFormat: values, row 1, value '0.30000000000000004': has more than 2 decimals
    """
    places = _values.small(decimals, "decimals")
    if not 0 <= places <= c.ATTAIN_DECIMALS_MAX:
        raise record(InvalidArgument, "decimals", None, str(places), f"must be from 0 to {c.ATTAIN_DECIMALS_MAX}")
    if not _values.is_many(values):
        return _minor(values, places, None)
    if hasattr(values, "to_numpy"):
        values = values.to_numpy()
    if type(values).__module__.partition(".")[0] == "numpy":
        return _minor_array(values, places)
    return [None if value is None else _minor(value, places, row) for row, value in enumerate(values)]


def _minor(value: Any, decimals: int, row: Optional[int]) -> int:
    scale = 10**decimals
    if type(value) is float and abs(value) * scale < _EXACT_DOUBLE:
        whole = round(value * scale)
        if whole / scale == value:
            return whole
    if type(value).__name__ in ("bool", "bool_"):
        raise TypeError(f"an amount must be a number, not {type(value).__name__}")
    if isinstance(value, str):
        out = c_int64()
        try:
            call(lib.attain_decimal_parse, *_values.text(value, "values"), decimals, byref(out))
        except (BadFormat, Overflow) as error:
            raise moved(error, "values", row) from None
        return out.value
    minor = _values.exact(value, "values", row) * scale
    if minor.denominator != 1:
        raise record(BadFormat, "values", row, str(value), f"has more than {decimals} decimals")
    return _values.integer(minor.numerator, "values", row)


def _minor_array(values: Any, decimals: int) -> Any:
    """As _minor() for a NumPy array: in one go for those floats for which a double can tell, one by one for the
    rest."""
    np = sys.modules["numpy"]
    if values.ndim == 0:
        return _minor(values.item(), decimals, None)
    if values.dtype.kind != "f":
        return np.array([_minor(value, decimals, row) for row, value in enumerate(values.tolist())], dtype=np.int64)
    scale, plain = 10**decimals, values.astype(np.float64)
    with np.errstate(invalid="ignore", over="ignore"):
        whole = np.rint(plain * scale)
        good = (np.abs(whole) < _EXACT_DOUBLE) & (whole / scale == plain)
    minor = np.where(good, whole, 0).astype(np.int64)
    for row in np.flatnonzero(~good).tolist():
        minor[row] = _minor(float(plain[row]), decimals, row)
    return minor


def major_units(values: Any, decimals: int = c.ATTAIN_DECIMALS_DEFAULT) -> Any:
    """Whole numbers of minor units as exact decimals in major units; None stays None. One number gives one
    Decimal, more a list.

    >>> attain.major_units(3500000), attain.major_units([5, -120, None])
    (Decimal('35000.00'), [Decimal('0.05'), Decimal('-1.20'), None])
    """
    places = _values.small(decimals, "decimals")
    if not _values.is_many(values):
        return _values.decimal_of(_values.amount(values, "values"), places)
    return [
        None if value is None else _values.decimal_of(_values.amount(value, "values", row), places)
        for row, value in enumerate(values)
    ]


# ---- allocation ----


def common_scale(values: Iterable[Any], argument: str) -> tuple[list[int], int]:
    """Numbers as whole numbers in the same proportion, and how many decimals of them those are: 0 also where no
    number of decimals would do, as for a third."""
    exact = [_values.exact(value, argument, row) for row, value in enumerate(values)]
    for decimals in range(c.ATTAIN_DECIMALS_MAX + 1):
        if all(10**decimals % number.denominator == 0 for number in exact):
            scale = 10**decimals
            break
    else:
        decimals, scale = 0, _lcm(*(number.denominator for number in exact))
    scaled = [int(number * scale) for number in exact]
    return [_values.integer(number, argument, row) for row, number in enumerate(scaled)], decimals


_WHOLE = SchemaColumn("weights", "i64", "none", True)


def _weights(weights: Any) -> tuple[memoryview, int]:
    """Weights as 64-bit integers, where they lie when they are that already, and their decimals."""
    kind = getattr(getattr(weights, "dtype", None), "kind", getattr(weights, "typecode", ""))
    if kind in tuple("iuqlh"):
        column = native(weights, _WHOLE, "weights")
        for row in missing_rows(column.validity, column.rows)[:1]:
            raise record(BadValue, "weights", row, None, "is missing")
        return column.values, 0
    if not _values.is_many(weights):
        raise TypeError(f"weights must be a list of numbers, not {type(weights).__name__}")
    scaled, decimals = common_scale(weights, "weights")
    return numbers("q", scaled), decimals


def _bounds(bounds: Optional[Iterable[Any]], argument: str, count: int, none: int, decimals: int, exact: bool) -> Any:
    """Floors or caps in minor units; None in the list is `none`."""
    if bounds is None:
        return None
    values = list(bounds)
    if len(values) != count:
        raise record(InvalidArgument, argument, None, None, f"has {len(values)} bounds for {count} weights")
    whole = []
    for row, value in enumerate(values):
        if value is None:
            whole.append(none)
        elif exact:
            whole.append(_minor_of(value, decimals, argument, row))
        else:
            whole.append(_values.amount(value, argument, row))
    return numbers("q", whole)


def _minor_of(value: Any, decimals: int, argument: str, row: Optional[int]) -> int:
    number = _values.exact(value, argument, row) * Fraction(10) ** decimals
    if number.denominator != 1:
        raise record(BadFormat, argument, row, str(value), f"has more decimals than the total, {decimals}")
    return _values.integer(number.numerator, argument, row)


@overload
def allocate(
    total: Union[int, Decimal],
    weights: Sequence[Number],
    floors: Optional[Sequence[Any]] = ...,
    caps: Optional[Sequence[Any]] = ...,
    rule: str = ...,
    *,
    explain: Literal[False] = ...,
) -> list[Any]: ...
@overload
def allocate(
    total: Union[int, Decimal],
    weights: Sequence[Number],
    floors: Optional[Sequence[Any]] = ...,
    caps: Optional[Sequence[Any]] = ...,
    rule: str = ...,
    *,
    explain: Literal[True],
) -> tuple[list[Any], Table]: ...
def allocate(
    total: Union[int, Decimal],
    weights: Sequence[Number],
    floors: Optional[Sequence[Any]] = None,
    caps: Optional[Sequence[Any]] = None,
    rule: str = "remainder",
    *,
    explain: bool = False,
) -> Union[list[Any], tuple[list[Any], Table]]:
    """Splits a total by weights into parts that sum to it exactly.

    Every part is total · weight ÷ sum of weights rounded towards zero; the units that are left go to the
    largest remainders (rule "remainder") or to the largest weights ("ratio"), ties to the first. A negative
    total is the mirror of the positive one. `floors` and `caps` bound the size of each part, None where there
    is no bound.

    The total is in minor units, and so are the parts; a Decimal total is split into Decimals with as many
    decimals. Weights are whole numbers, Decimals, fractions, decimal text, or floats by what they print as.
    With explain=True the result is the parts and a table of how each came about.

    >>> attain.allocate(10000, [1, 1, 1])
    [3334, 3333, 3333]
    >>> attain.allocate(Decimal("-100.00"), ["0.5", "0.25", "0.25"], caps=[40, None, None])
    [Decimal('-40.00'), Decimal('-30.00'), Decimal('-30.00')]
    """
    exact, decimals = isinstance(total, Decimal), c.ATTAIN_DECIMALS_DEFAULT
    if exact:
        _values.exact(total, "total")  # refuses NaN and infinities
        decimals = max(0, -int(total.as_tuple().exponent))  # type: ignore[union-attr]
        amount = _minor_of(total, decimals, "total", None)
    else:
        amount = _values.amount(total, "total")
    split, weight_decimals = _weights(weights)
    count = len(split)
    chosen = _values.choice(rule, RULES, "rule")
    least = _bounds(floors, "floors", count, 0, decimals, exact)
    most = _bounds(caps, "caps", count, _values.INT64_MAX, decimals, exact)
    given = pointer(split, c_int64), pointer(least, c_int64), pointer(most, c_int64)
    parts = (c_int64 * count)()
    call(lib.attain_amount_allocate, amount, *given, count, chosen, parts)
    shares = [_values.decimal_of(part, decimals) for part in parts] if exact else list(parts)
    if not explain:
        return shares
    arguments = amount, decimals, given[0], weight_decimals, *given[1:], count, chosen
    return shares, run(lib.attain_allocation_run, *arguments, explain=True)[1]

"""Columns of a table as they are read."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from ctypes import byref, c_char, c_double, c_int32, c_int64, c_size_t, c_uint8, string_at
from decimal import Decimal
from typing import Any, Iterator, Optional

from . import _values
from ._buffer import lend, missing_rows
from ._context import Handle
from ._facts import Native, decode
from ._library import lib
from .schema import MEANINGS, TYPES

_RATE_DECIMALS = 9  # rates are parts per billion


class Column(Sequence[Any]):
    """One column of a table: a sequence of int, str, datetime.date or float, with None where a value is missing.

    It is a window on the table's memory, which stays as long as the column or a view of it is in use, also when
    the table is closed.

    >>> amount = attain.Table({"item": ["a", "b"], "value": [1250, None]})["value"]
    >>> list(amount), amount.meaning, amount.decimals
    ([1250, None], 'amount', 2)
    """

    __slots__ = ("name", "type", "meaning", "decimals", "_handle", "_rows", "_data", "_offsets", "_validity")

    #: Name of the column.
    name: str
    #: "i64", "i32" (days), "f64" or "text".
    type: str
    #: What the numbers are: "amount", "count", "rate", "number", "day", "code", "ratio" or "none".
    meaning: str
    #: How many decimals an amount or number has; 0 for the rest.
    decimals: int

    def __init__(self, handle: Handle, index: int):
        length = c_size_t()
        name = lib.attain_table_name(handle, index, byref(length))
        self.name = string_at(name, length.value).decode("utf-8")
        self.type = _values.word(lib.attain_table_type(handle, index), TYPES)
        self.meaning = _values.word(lib.attain_table_meaning(handle, index), MEANINGS)
        self.decimals = lib.attain_table_decimals(handle, index)
        self._handle = handle
        self._rows = rows = lib.attain_table_rows(handle)
        self._offsets: Optional[memoryview] = None
        self._validity: Optional[memoryview] = None
        if self.type == "i64":
            self._data = lend(lib.attain_table_i64(handle, index), c_int64, "q", rows, handle)
        elif self.type == "i32":
            self._data = lend(lib.attain_table_i32(handle, index), c_int32, "i", rows, handle)
        elif self.type == "f64":
            self._data = lend(lib.attain_table_f64(handle, index), c_double, "d", rows, handle)
        else:
            offsets = lib.attain_table_text_offsets(handle, index)
            self._offsets = lend(offsets, c_int64, "q", rows + 1, handle)
            end = self._offsets[rows]
            self._data = lend(lib.attain_table_text_bytes(handle, index), c_char, "B", end, handle)
        validity = lib.attain_table_validity(handle, index)
        if validity:
            self._validity = lend(validity, c_uint8, "B", (rows + 7) // 8, handle)

    def _as_native(self) -> Native:
        return Native(self.type, self._rows, self._data, self._offsets, self._validity, self.meaning, self.decimals)

    def tolist(self) -> list[Any]:
        """All values.

        >>> attain.Table({"customer": ["wang"], "date": ["2024-03-01"]})["date"].tolist()
        [datetime.date(2024, 3, 1)]
        """
        if self.type == "text":
            return decode(self._as_native())
        values: list[Any] = self._data.tolist()
        if self.meaning == "day":
            values = list(map(_values.to_date, values))
        for row in missing_rows(self._validity, self._rows):
            values[row] = None
        return values

    def to_decimal(self) -> list[Optional[Decimal]]:
        """Amounts in major units, rates as numbers (1.5 % is 0.015), numbers as they are: exact decimals.

        >>> attain.Table({"item": [1, 2], "value": [1250, 99]})["value"].to_decimal()
        [Decimal('12.50'), Decimal('0.99')]
        """
        if self.type != "i64":
            raise TypeError(f"column {self.name} holds {self.type}, not whole numbers")
        decimals = _RATE_DECIMALS if self.meaning == "rate" else self.decimals
        return [None if value is None else _values.decimal_of(value, decimals) for value in self.tolist()]

    def view(self) -> memoryview:
        """The numbers where they lie, read-only: days as days since 1970-01-01, any number where a value is
        missing."""
        if self.type == "text":
            raise TypeError(f"column {self.name} holds text, not numbers")
        return self._data

    @property
    def missing(self) -> list[int]:
        """The rows without a value.

        >>> attain.Table({"item": ["a", None]})["item"].missing
        [1]
        """
        return missing_rows(self._validity, self._rows)

    def numpy(self) -> Any:
        """The values as a NumPy array: whole numbers and floats without a copy and read-only, days as
        datetime64[D], text as an array of str. Where values are missing, whole numbers become a masked array,
        days NaT, floats NaN, text None.
        """
        np = _import("numpy", "a NumPy array")
        gone = self.missing
        if self.type == "text":
            values = np.empty(self._rows, dtype=object)
            values[:] = self.tolist()
            return values if gone else values.astype(str)
        values = np.frombuffer(self._data, dtype={"i64": np.int64, "i32": np.int32, "f64": np.float64}[self.type])
        if self.meaning == "day":
            values = values.astype("datetime64[D]")
            values[gone] = np.datetime64("NaT", "D")
        elif gone and self.type == "f64":
            values = values.copy()
            values[gone] = np.nan
        elif gone:
            mask = np.zeros(self._rows, dtype=bool)
            mask[gone] = True
            values = np.ma.masked_array(values, mask)
        return values

    def __array__(self, dtype: Any = None, copy: Optional[bool] = None) -> Any:
        np = _import("numpy", "a NumPy array")
        values = self.numpy()
        if np.ma.isMaskedArray(values):  # a plain array cannot say what is missing, but objects can
            values = np.array(self.tolist(), dtype=object)
        values = np.array(values, dtype=dtype) if copy else np.asarray(values, dtype=dtype)
        if copy is False and not np.may_share_memory(values, np.frombuffer(self._data, dtype=np.uint8)):
            raise ValueError(f"column {self.name} cannot become this array without a copy")
        return values

    def __buffer__(self, flags: int) -> memoryview:  # Python 3.12 and later
        if self.type == "text" or self.meaning == "day" or self._validity is not None:
            raise BufferError(f"column {self.name} is more than its numbers")
        return self._data

    def __len__(self) -> int:
        return self._rows

    def __iter__(self) -> Iterator[Any]:
        return iter(self.tolist())

    def __getitem__(self, index: Any) -> Any:
        if isinstance(index, slice):
            return [self[row] for row in range(self._rows)[index]]
        row = range(self._rows)[index]
        if self._validity is not None and not self._validity[row >> 3] >> (row & 7) & 1:
            return None
        if self._offsets is not None:
            return bytes(self._data[self._offsets[row] : self._offsets[row + 1]]).decode("utf-8")
        return _values.to_date(self._data[row]) if self.meaning == "day" else self._data[row]

    def __eq__(self, other: object) -> bool:
        if isinstance(other, Sequence) and not isinstance(other, (str, bytes)):
            return self.tolist() == list(other)
        return NotImplemented

    __hash__ = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        shown = ", ".join(repr(value) for value in self[:5])
        return f"<attain.Column {self.name}: [{shown}{', ...' if self._rows > 5 else ''}]>"


def _import(name: str, what: str) -> Any:
    """A package that only some callers have."""
    try:
        __import__(name)
    except ImportError as error:
        raise ImportError(f"{what} needs the package {name}, which is not installed") from error
    return sys.modules[name]

"""Exceptions: one class for each status of the library, each with the parts of its error record."""

from __future__ import annotations

from typing import Optional

from . import _prototypes as c


class Error(Exception):
    """Whatever the library refuses to do.

    ``status`` and ``status_name`` say what kind of failure it is, ``argument`` the argument ("weights"), table
    column ("orders.amount") or document path ("pay.plans[0].tiers[2].from") it is about, ``row`` the row of the
    table or index in the list, from 0, and ``value`` the offending value as text. What an error does not have
    is None.

    >>> try:
    ...     attain.allocate(100, [3, -1])
    ... except attain.Error as error:
    ...     error.status_name, error.argument, error.row, error.value
    ('value', 'weights', 1, '-1')
    """

    status: Optional[int] = None
    status_name = "unknown"

    def __init__(
        self,
        message: str,
        argument: Optional[str] = None,
        row: Optional[int] = None,
        value: Optional[str] = None,
        status: Optional[int] = None,
    ):
        super().__init__(message)
        self.argument = argument
        self.row = row
        self.value = value
        if status is not None:
            self.status = status

    def __reduce__(self) -> tuple[object, ...]:
        return type(self), (self.args[0], self.argument, self.row, self.value, self.status)


class InvalidArgument(Error, ValueError):
    """An argument is out of range or not a word this function knows."""

    status, status_name = c.ATTAIN_ERROR_ARGUMENT, "argument"


class OutOfMemory(Error, MemoryError):
    """There is no memory. The call left no trace and may be repeated."""

    status, status_name = c.ATTAIN_ERROR_MEMORY, "memory"


class Cancelled(Error):
    """The progress callback asked to stop. The call left no trace."""

    status, status_name = c.ATTAIN_ERROR_CANCELLED, "cancelled"


class WriteFailed(Error):
    """What should take the written bytes did not."""

    status, status_name = c.ATTAIN_ERROR_WRITE, "write"


class Overflow(Error, OverflowError):
    """A number does not fit in 64 bits."""

    status, status_name = c.ATTAIN_ERROR_OVERFLOW, "overflow"


class BadFormat(Error, ValueError):
    """Text is not what it should be: a number, a date, CSV, JSON, UTF-8."""

    status, status_name = c.ATTAIN_ERROR_FORMAT, "format"


class BadSchema(Error, ValueError):
    """A column is missing, unknown, there twice, of the wrong type or length."""

    status, status_name = c.ATTAIN_ERROR_SCHEMA, "schema"


class BadValue(Error, ValueError):
    """A value is well formed and not allowed here: a negative weight, a missing key."""

    status, status_name = c.ATTAIN_ERROR_VALUE, "value"


class BadRule(Error, ValueError):
    """Rules contradict each other: tiers out of order, a cycle in a goal tree."""

    status, status_name = c.ATTAIN_ERROR_RULE, "rule"


BY_STATUS = {kind.status: kind for kind in Error.__subclasses__()}


def record(kind: type[Error], argument: Optional[str], row: Optional[int], value: object, detail: str) -> Error:
    """An error found here before the library is called, worded as the library words its own."""
    shown = None if value is None else value if isinstance(value, str) else repr(value)
    if shown is not None and len(shown) > 90:
        shown = shown[:87] + "..."
    where = _where(argument, row, shown)
    return kind(f"{where}: {detail}" if where else detail, argument, row, shown)


def moved(error: Error, argument: Optional[str], row: Optional[int]) -> Error:
    """The same error about another argument and row: the library knew a single value, the caller gave many."""
    message, where = str(error), _where(error.argument, error.row, error.value)
    detail = message[len(where) + 2 :] if where and message.startswith(f"{where}: ") else message
    return record(type(error), argument, row, error.value, detail)


def _where(argument: Optional[str], row: Optional[int], value: Optional[str]) -> str:
    parts = argument, None if row is None else f"row {row}", None if value is None else f"value '{value}'"
    return ", ".join(part for part in parts if part)

"""Civil days and the periods they fall in."""

from __future__ import annotations

import datetime
from ctypes import byref, c_int32, create_string_buffer
from typing import Optional, Union

from . import _prototypes as c
from . import _values
from ._context import Handle, Owner, call, call_as, create
from ._library import lib
from ._values import Day

UNITS = {
    "day": c.ATTAIN_UNIT_DAY,
    "week": c.ATTAIN_UNIT_WEEK,
    "month": c.ATTAIN_UNIT_MONTH,
    "quarter": c.ATTAIN_UNIT_QUARTER,
    "half": c.ATTAIN_UNIT_HALF,
    "year": c.ATTAIN_UNIT_YEAR,
}


class Calendar(Owner):
    """How days fall into periods. A fiscal year that starts in April 2024 is the year 2024.

    >>> fiscal = attain.Calendar(fiscal_start=4)
    >>> fiscal.period("2025-02-15", "quarter")
    '2024-Q4'
    >>> fiscal.days("2024-Q4")
    (datetime.date(2025, 1, 1), datetime.date(2025, 3, 31))
    """

    __slots__ = ()

    def __init__(self, fiscal_start: int = 1):
        self._native = create(c.attain_calendar, lib.attain_calendar_create, destroy=lib.attain_calendar_destroy)
        self.set_fiscal_start(fiscal_start)

    @classmethod
    def _lent(cls, handle: Handle, plan: Optional[Handle] = None) -> Calendar:
        calendar = cls.__new__(cls)
        calendar._native = handle
        return calendar

    @property
    def fiscal_start(self) -> int:
        """The month in which years, halves and quarters start, 1 to 12."""
        return lib.attain_calendar_fiscal_start(self._handle)

    def set_fiscal_start(self, month: int) -> Calendar:
        """Sets the month in which years, halves and quarters start."""
        call(lib.attain_calendar_set_fiscal_start, self._handle, _values.small(month, "month"))
        return self

    def period(self, day: Day, unit: str) -> str:
        """The name of the period a day falls in; the unit is "day", "week", "month", "quarter", "half" or "year"."""
        number, which = _values.day(day, "day"), _values.choice(unit, UNITS, "unit")
        out, name = c.attain_period(), create_string_buffer(c.ATTAIN_PERIOD_CAPACITY)
        call(lib.attain_period_of_day, self._handle, which, number, byref(out))
        call(lib.attain_period_format, which, out.value, name, len(name), None)
        return name.value.decode("ascii")

    def days(self, period: str) -> tuple[datetime.date, datetime.date]:
        """The first and the last day of a period, by its name."""
        unit, number, first, last = c_int32(), c.attain_period(), c.attain_day(), c.attain_day()
        call_as("period", lib.attain_period_parse, *_values.text(period, "period"), byref(unit), byref(number))
        call(lib.attain_period_days, self._handle, unit.value, number.value, byref(first), byref(last))
        return _values.to_date(first.value), _values.to_date(last.value)

    def _shown(self) -> str:
        return f"fiscal_start={self.fiscal_start}"


def period(day: Day, unit: str, fiscal_start: int = 1) -> str:
    """The name of the period a day falls in.

    >>> attain.period("2024-02-15", "month"), attain.period("2024-12-30", "week")
    ('2024-02', '2025-W01')
    >>> attain.period(datetime.date(2024, 2, 15), "quarter", fiscal_start=4)
    '2023-Q4'
    """
    with Calendar(fiscal_start) as calendar:
        return calendar.period(day, unit)


def period_days(period: str, fiscal_start: int = 1) -> tuple[datetime.date, datetime.date]:
    """The first and the last day of a period.

    >>> attain.period_days("2024-02")
    (datetime.date(2024, 2, 1), datetime.date(2024, 2, 29))
    """
    with Calendar(fiscal_start) as calendar:
        return calendar.days(period)


AnyCalendar = Union[Calendar, int, None]


def calendar_handle(calendar: AnyCalendar, plan: Optional[Handle]) -> Optional[Handle]:
    """The handle of a calendar, or of the calendar whose year starts in a month; where none is given, of the
    calendar of the plan document, or NULL."""
    if calendar is None:
        pointer = plan and lib.attain_document_calendar(plan)
        return Handle(pointer, keep=plan) if pointer else None
    if isinstance(calendar, Calendar):
        return calendar._handle
    if _values.is_integer(calendar):
        return Calendar(calendar)._handle
    raise TypeError(f"calendar must be a Calendar or the month in which years start, not {type(calendar).__name__}")

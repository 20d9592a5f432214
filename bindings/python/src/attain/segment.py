"""Segment rules: ordered tables that say which customers are in which segment. Beside it: _rfm.py, _abc.py."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Iterable, Mapping, Optional, Sequence, Union

from . import _prototypes as c
from . import _values
from ._context import Handle, Owner, call, call_as, create
from ._error import BadValue, Error, InvalidArgument, moved, record
from ._library import lib, text
from .table import Columns, Table, facts, read_csv

if TYPE_CHECKING:
    from ._rfm import Rfm

DIMENSIONS = {
    "recency": c.ATTAIN_RFM_RECENCY,
    "frequency": c.ATTAIN_RFM_FREQUENCY,
    "monetary": c.ATTAIN_RFM_MONETARY,
}
FIELDS = {**DIMENSIONS, "r": c.ATTAIN_RFM_R, "f": c.ATTAIN_RFM_F, "m": c.ATTAIN_RFM_M}

Limits = Union[int, Sequence[Optional[int]]]


class Segments(Owner):
    """An ordered table of rules: a customer belongs to the first segment all of whose limits it meets, else to
    the default.

    Rules are mappings with the segment's name and limits of recency, frequency, monetary, r, f and m: a pair
    (low, high), both inclusive, None for no limit, or one number for exactly that. Monetary limits are in minor
    units.

    >>> segments = attain.Segments([
    ...     {"segment": "core", "frequency": (3, None), "monetary": (50000000, None)},
    ...     {"segment": "potential", "frequency": (1, 2)},
    ... ], default="other")
    >>> len(segments)
    2
    """

    __slots__ = ()

    def __init__(self, rules: Iterable[Mapping[str, Any]] = (), default: Optional[str] = None):
        self._native = create(c.attain_segments, lib.attain_segments_create, destroy=lib.attain_segments_destroy)
        if default is not None:
            self.set_default(default)
        for row, rule in enumerate(rules):
            limits = dict(rule)
            if "segment" not in limits:
                raise record(InvalidArgument, "rules", row, None, "has no 'segment'")
            try:
                self.add(limits.pop("segment"), **limits)
            except Error as error:
                raise moved(error, f"rules.{error.argument}" if error.argument else "rules", row) from None

    @classmethod
    def _lent(cls, handle: Handle, plan: Optional[Handle] = None) -> Segments:
        segments = cls.__new__(cls)
        segments._native = handle
        return segments

    @classmethod
    def preset(cls, name: str) -> Segments:
        """A copy of a shipped table: "standard", "rfm-r" or "rfm-r-classic".

        >>> len(attain.Segments.preset("standard"))
        10
        """
        named = _values.text(name, "name")
        function = lib.attain_segments_create_preset
        return cls._lent(create(c.attain_segments, function, *named, destroy=lib.attain_segments_destroy))

    @classmethod
    def from_table(cls, rules: Any) -> Segments:
        """From facts with the columns segment and, for each limited field, <field>_lo and <field>_hi; the default is
        "Others"."""
        table = facts(rules, "rules", "rules")
        function = lib.attain_segments_create_from_table
        return cls._lent(create(c.attain_segments, function, table, destroy=lib.attain_segments_destroy))

    @classmethod
    def read_csv(cls, source: Any, columns: Optional[Columns] = None) -> Segments:
        """From a CSV file with the columns from_table() takes."""
        return cls.from_table(read_csv(source, "rules", columns))

    def add(self, segment: str, **limits: Limits) -> Segments:
        """Adds a rule behind those there are: add("loyal", r=(4, 5), f=5). Without limits it takes every customer."""
        named = _values.text(segment, "segment")
        bounds = [(_values.choice(field, FIELDS, "field"), *_limits(value, field)) for field, value in limits.items()]
        call_as("segment", lib.attain_segments_add, self._handle, *named)
        for bound, field in zip(bounds, limits):
            call_as(field, lib.attain_segments_limit, self._handle, *bound)
        return self

    def set_default(self, name: str) -> Segments:
        """Names the segment of those whom no rule takes."""
        call(lib.attain_segments_set_default, self._handle, *_values.text(name, "name"))
        return self

    def lint(self, rfm: Optional[Rfm] = None) -> Table:
        """Rules that can never win, and cells of scores that no rule takes: columns finding, rule, segment, detail.

        rfm  the model that scores, and says how many scores each dimension has; without one there are five of each.

        >>> attain.Segments([{"segment": "all"}, {"segment": "best", "r": 5}]).lint()["finding"].tolist()
        ['dead-rule']
        """
        if rfm is not None and not isinstance(rfm, Owner):
            raise TypeError(f"rfm must be an Rfm, not {type(rfm).__name__}")
        return run_one(lib.attain_segments_lint, self._handle, None if rfm is None else rfm._handle)

    @property
    def default(self) -> str:
        """Name of the segment of those whom no rule takes."""
        return text(lib.attain_segments_default(self._handle, None))

    @property
    def rules(self) -> list[dict[str, Any]]:
        """The rules as Segments() takes them.

        >>> attain.Segments([{"segment": "core", "frequency": (3, None), "r": 5}]).rules
        [{'segment': 'core', 'frequency': (3, None), 'r': (5, 5)}]
        """
        handle = self._handle
        rules = []
        for number in range(len(self)):
            rule: dict[str, Any] = {"segment": text(lib.attain_segments_name(handle, number, None))}
            for name, field in FIELDS.items():
                low = lib.attain_segments_low(handle, number, field)
                high = lib.attain_segments_high(handle, number, field)
                limits = None if low == _values.INT64_MIN else low, None if high == _values.INT64_MAX else high
                if limits != (None, None):
                    rule[name] = limits
            rules.append(rule)
        return rules

    def __len__(self) -> int:
        return lib.attain_segments_count(self._handle)

    def _shown(self) -> str:
        return f"{len(self)} rules"


def run_one(function: Any, *arguments: Any) -> Table:
    """Calls a function whose last argument receives a table."""
    return Table._wrap(create(c.attain_table, function, *arguments, destroy=lib.attain_table_destroy))


def _limits(value: Any, field: str) -> tuple[int, int]:
    """Low and high of a limit."""
    if _values.is_integer(value):
        return _values.integer(value, field), _values.integer(value, field)
    if isinstance(value, (str, bytes)) or not hasattr(value, "__len__") or len(value) != 2:
        raise record(InvalidArgument, field, None, value, "must be a pair (low, high) or one number")
    low = _values.INT64_MIN if value[0] is None else _values.amount(value[0], field)
    high = _values.INT64_MAX if value[1] is None else _values.amount(value[1], field)
    if low > high:  # found here, before the rule is added without its limits
        raise record(BadValue, field, None, str(high), "must not be below the lower limit")
    return low, high


AnySegments = Union[None, bool, str, Segments, Iterable[Mapping[str, Any]]]

"""Customers scored by recency, frequency and monetary."""

from __future__ import annotations

from collections.abc import Mapping as MappingType
from ctypes import byref, c_int64, c_size_t
from typing import Any, Literal, Mapping, Optional, Sequence, Union, overload

from . import _prototypes as c
from . import _values
from ._buffer import numbers, pointer
from ._context import Handle, Owner, call, call_as, create
from ._error import InvalidArgument, record
from ._library import lib
from ._values import Day
from .schema import Schema, constant
from .segment import DIMENSIONS, AnySegments, Segments
from .table import Columns, Explained, Table, facts, run

REFUNDS = {"money": c.ATTAIN_RFM_REFUNDS_MONEY, "as-is": c.ATTAIN_RFM_REFUNDS_AS_IS}
LATER = {"ignore": c.ATTAIN_RFM_LATER_IGNORE, "error": c.ATTAIN_RFM_LATER_ERROR, "keep": c.ATTAIN_RFM_LATER_KEEP}
COUNTING = {"orders": c.ATTAIN_RFM_COUNTING_ORDERS, "rows": c.ATTAIN_RFM_COUNTING_ROWS}
EDGES = {"lower": c.ATTAIN_RFM_EDGE_LOWER, "upper": c.ATTAIN_RFM_EDGE_UPPER}

Bins = Union[int, Sequence[int], Mapping[str, int]]


class Rfm(Owner):
    """A recency, frequency, monetary model. `attain.rfm` makes one and runs it; this is for one that is used often.

    bins        scores of each dimension: one number, three (recency, frequency, monetary), or a mapping by
    dimension. preset      "rfm-r": as the R package rfm does it. cuts        fixed cuts in place of quantile
    edges, by dimension: {"recency": [30, 90]}, in days, purchases, minor units. refunds     "money" (they
    reduce monetary and are no purchase) or "as-is". later       rows after the as-of day: "ignore", "error" or
    "keep". counting    a purchase is a distinct order ("orders") or a row ("rows"). edge        a value on a
    quantile edge belongs to the "lower" or the "upper" bin. edge_offset whole units added to every quantile
    edge.
    """

    __slots__ = ("_plan", "_preset")
    _plan: Optional[Handle]  # the document it is a part of
    _preset: Optional[str]

    def __init__(
        self,
        *,
        bins: Optional[Bins] = None,
        preset: Optional[str] = None,
        cuts: Optional[Mapping[str, Sequence[int]]] = None,
        refunds: Optional[str] = None,
        later: Optional[str] = None,
        counting: Optional[str] = None,
        edge: Optional[str] = None,
        edge_offset: Optional[int] = None,
    ):
        self._native = create(c.attain_rfm, lib.attain_rfm_create, destroy=lib.attain_rfm_destroy)
        self._plan = self._preset = None
        if preset is not None:
            self.set_preset(preset)
        self.set(refunds=refunds, later=later, counting=counting, edge=edge, edge_offset=edge_offset)
        if bins is not None:
            self.set_bins(bins)
        for dimension, values in (cuts or {}).items():
            self.set_cuts(dimension, values)

    @classmethod
    def _lent(cls, handle: Handle, plan: Handle) -> Rfm:
        rfm = cls.__new__(cls)
        rfm._native, rfm._plan, rfm._preset = handle, plan, None
        return rfm

    def set_preset(self, name: str) -> Rfm:
        """Sets all options at once to what a known tool does; bins and cuts stay as they are."""
        call_as("preset", lib.attain_rfm_set_preset, self._handle, *_values.text(name, "preset"))
        self._preset = name
        return self

    def set(
        self,
        *,
        refunds: Optional[str] = None,
        later: Optional[str] = None,
        counting: Optional[str] = None,
        edge: Optional[str] = None,
        edge_offset: Optional[int] = None,
    ) -> Rfm:
        """Sets those options that are given."""
        chosen = {
            c.ATTAIN_RFM_REFUNDS: _values.optional_choice(refunds, REFUNDS, "refunds"),
            c.ATTAIN_RFM_LATER: _values.optional_choice(later, LATER, "later"),
            c.ATTAIN_RFM_COUNTING: _values.optional_choice(counting, COUNTING, "counting"),
            c.ATTAIN_RFM_EDGE: _values.optional_choice(edge, EDGES, "edge"),
        }
        if edge_offset is not None:  # the only one that can be out of range comes first
            offset = _values.integer(edge_offset, "edge_offset")
            call_as("edge_offset", lib.attain_rfm_set, self._handle, c.ATTAIN_RFM_EDGE_OFFSET, offset)
        for option, value in chosen.items():
            if value is not None:
                call(lib.attain_rfm_set, self._handle, option, value)
        return self

    def set_bins(self, bins: Bins) -> Rfm:
        """Cuts all three dimensions, or those of a mapping, at quantile edges."""
        if isinstance(bins, MappingType):
            chosen: dict[int, Any] = {_values.choice(name, DIMENSIONS, "bins"): count for name, count in bins.items()}
        elif _values.is_integer(bins):
            chosen = {c.ATTAIN_RFM_ALL: bins}
        elif isinstance(bins, Sequence) and not isinstance(bins, str) and len(bins) == 3:
            chosen = dict(zip(DIMENSIONS.values(), bins))
        else:
            raise record(InvalidArgument, "bins", None, bins, "must be one number, three, or a mapping by dimension")
        given = [(dimension, _values.small(count, "bins")) for dimension, count in chosen.items()]
        trial = create(c.attain_rfm, lib.attain_rfm_create, destroy=lib.attain_rfm_destroy)
        for model in (trial, self._handle):  # what the trial refuses leaves this one as it is
            for dimension_and_count in given:
                call(lib.attain_rfm_set_bins, model, *dimension_and_count)
        return self

    def set_cuts(self, dimension: str, cuts: Sequence[int]) -> Rfm:
        """Cuts a dimension at fixed values in rising order: days, purchases or minor units."""
        which = _values.choice(dimension, DIMENSIONS, "cuts")
        values = [_values.amount(cut, f"cuts.{dimension}", row) for row, cut in enumerate(cuts)]
        given = pointer(numbers("q", values), c_int64), len(values)
        call_as(f"cuts.{dimension}", lib.attain_rfm_set_cuts, self._handle, which, *given)
        return self

    def _word(self, option: int, words: Mapping[str, int]) -> str:
        return _values.word(lib.attain_rfm_get(self._handle, option), words)

    @property
    def refunds(self) -> str:
        """What rows with a negative amount do."""
        return self._word(c.ATTAIN_RFM_REFUNDS, REFUNDS)

    @property
    def later(self) -> str:
        """What rows after the as-of day do."""
        return self._word(c.ATTAIN_RFM_LATER, LATER)

    @property
    def counting(self) -> str:
        """What a purchase is."""
        return self._word(c.ATTAIN_RFM_COUNTING, COUNTING)

    @property
    def edge(self) -> str:
        """To which bin a value on a quantile edge belongs."""
        return self._word(c.ATTAIN_RFM_EDGE, EDGES)

    @property
    def edge_offset(self) -> int:
        """Whole units added to every quantile edge."""
        return lib.attain_rfm_get(self._handle, c.ATTAIN_RFM_EDGE_OFFSET)

    @property
    def cuts(self) -> dict[str, list[int]]:
        """The fixed cuts of those dimensions that have some.

        >>> attain.Rfm(cuts={"recency": [30, 90]}).cuts
        {'recency': [30, 90]}
        """
        count = c_size_t()
        found = {}
        for name, dimension in DIMENSIONS.items():
            first = lib.attain_rfm_cuts(self._handle, dimension, byref(count))
            if first:
                found[name] = first[: count.value]
        return found

    @property
    def bins(self) -> tuple[int, int, int]:
        """How many scores recency, frequency and monetary have."""
        r, f, m = (lib.attain_rfm_bins(self._handle, dimension) for dimension in DIMENSIONS.values())
        return r, f, m

    @staticmethod
    def input_schema() -> Schema:
        """The columns of orders."""
        return constant(lib.attain_rfm_input_schema)

    @staticmethod
    def output_schema() -> Schema:
        """The columns of the result."""
        return constant(lib.attain_rfm_output_schema)

    @overload
    def run(
        self,
        orders: Any,
        as_of: Day,
        *,
        segments: AnySegments = ...,
        columns: Optional[Columns] = ...,
        decimals: int = ...,
        explain: Literal[False] = ...,
    ) -> Table: ...
    @overload
    def run(
        self,
        orders: Any,
        as_of: Day,
        *,
        segments: AnySegments = ...,
        columns: Optional[Columns] = ...,
        decimals: int = ...,
        explain: Literal[True],
    ) -> Explained: ...
    def run(
        self,
        orders: Any,
        as_of: Day,
        *,
        segments: AnySegments = None,
        columns: Optional[Columns] = None,
        decimals: int = c.ATTAIN_DECIMALS_DEFAULT,
        explain: bool = False,
    ) -> Union[Table, Explained]:
        """Scores customers; see `attain.rfm`."""
        return self._run(orders, as_of, segments, columns, decimals, explain)

    def _run(
        self,
        orders: Any,
        as_of: Day,
        segments: AnySegments,
        columns: Optional[Columns],
        decimals: int,
        explain: bool,
    ) -> Union[Table, Explained]:
        day = _values.day(as_of, "as_of")
        chosen = self._segments(segments)
        table = facts(orders, self.input_schema(), "orders", columns, decimals)
        return run(lib.attain_rfm_run, self._handle, chosen, day, table, explain=explain)

    def _segments(self, segments: AnySegments) -> Optional[Handle]:
        """The handle of the rule table to use, or NULL for no segments."""
        if segments is None:
            ruled = self._plan and lib.attain_document_segments(self._plan)
            if ruled:
                return Handle(ruled, keep=self._plan)
            if self.bins != (5, 5, 5):
                return None
            return Segments.preset("rfm-r" if self._preset == "rfm-r" else "standard")._handle
        if segments is False:
            return None
        if isinstance(segments, Segments):
            return segments._handle
        if isinstance(segments, str):
            return Segments.preset(segments)._handle
        if segments is True or not _values.is_many(segments):
            raise TypeError("segments must be the name of a shipped table, attain.Segments, a list of rules, or False")
        return Segments(segments)._handle


@overload
def rfm(
    orders: Any,
    as_of: Day,
    *,
    bins: Optional[Bins] = ...,
    preset: Optional[str] = ...,
    cuts: Optional[Mapping[str, Sequence[int]]] = ...,
    segments: AnySegments = ...,
    columns: Optional[Columns] = ...,
    decimals: int = ...,
    refunds: Optional[str] = ...,
    later: Optional[str] = ...,
    counting: Optional[str] = ...,
    edge: Optional[str] = ...,
    edge_offset: Optional[int] = ...,
    explain: Literal[False] = ...,
) -> Table: ...
@overload
def rfm(
    orders: Any,
    as_of: Day,
    *,
    bins: Optional[Bins] = ...,
    preset: Optional[str] = ...,
    cuts: Optional[Mapping[str, Sequence[int]]] = ...,
    segments: AnySegments = ...,
    columns: Optional[Columns] = ...,
    decimals: int = ...,
    refunds: Optional[str] = ...,
    later: Optional[str] = ...,
    counting: Optional[str] = ...,
    edge: Optional[str] = ...,
    edge_offset: Optional[int] = ...,
    explain: Literal[True],
) -> Explained: ...
def rfm(
    orders: Any,
    as_of: Day,
    *,
    bins: Optional[Bins] = None,
    preset: Optional[str] = None,
    cuts: Optional[Mapping[str, Sequence[int]]] = None,
    segments: AnySegments = None,
    columns: Optional[Columns] = None,
    decimals: int = c.ATTAIN_DECIMALS_DEFAULT,
    refunds: Optional[str] = None,
    later: Optional[str] = None,
    counting: Optional[str] = None,
    edge: Optional[str] = None,
    edge_offset: Optional[int] = None,
    explain: bool = False,
) -> Union[Table, Explained]:
    """Scores customers by recency, frequency and monetary: columns customer, recency, frequency, monetary, r,
    f, m, segment.

    Orders have the columns customer, date, amount and may have order; `columns` says where they are called
    otherwise. Segments are a name ("standard", "rfm-r", "rfm-r-classic"), `attain.Segments`, a list of rules,
    or False for none; when nothing is said and every dimension has five scores, they are "rfm-r" for the preset
    of that name, else "standard". `decimals` is how many decimals amounts have that do not say so themselves.
    The other options are those of `attain.Rfm`. With explain=True the result is the table and one of the edges.

    >>> orders = {
    ...     "customer": ["li", "wang", "wang"],
    ...     "date": ["2024-06-01", "2024-11-30", "2024-12-21"],
    ...     "amount": [50000, 120000, 80000],
    ... }
    >>> scores = attain.rfm(orders, as_of="2024-12-31", bins=2, segments=False)
    >>> [(row["customer"], row["recency"], row["frequency"], row["monetary"], row["r"]) for row in scores]
    [('li', 213, 1, 50000, 1), ('wang', 10, 2, 200000, 2)]
    """
    options: dict[str, Any] = {
        "refunds": refunds,
        "later": later,
        "counting": counting,
        "edge": edge,
        "edge_offset": edge_offset,
    }
    model = Rfm(bins=bins, preset=preset, cuts=cuts, **options)
    return model._run(orders, as_of, segments, columns, decimals, explain)

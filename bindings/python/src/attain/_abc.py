"""Items classified by their share of all value, or by the value itself."""

from __future__ import annotations

from ctypes import byref, c_int64, c_size_t
from typing import Any, Literal, Optional, Sequence, Union, overload

from . import _prototypes as c
from . import _values
from ._buffer import numbers, pointer
from ._context import Handle, Owner, call, call_as, create
from ._error import InvalidArgument, record
from ._library import lib
from .number import Number, as_rate, rate_text
from .schema import Schema, constant
from .table import Columns, Explained, Table, facts, run

RULES = {
    "within": c.ATTAIN_ABC_WITHIN,
    "below": c.ATTAIN_ABC_BELOW,
    "through": c.ATTAIN_ABC_THROUGH,
    "midpoint": c.ATTAIN_ABC_MIDPOINT,
    "ties": c.ATTAIN_ABC_TIES,
}


class Abc(Owner):
    """An ABC model: classes by cumulative share (`cuts`) or by the value itself (`limits`, minor units, falling).

    `attain.abc` makes one and runs it; this is for one that is used often.
    """

    __slots__ = ()

    def __init__(
        self,
        *,
        cuts: Optional[Sequence[Number]] = None,
        limits: Optional[Sequence[int]] = None,
        rule: Optional[str] = None,
    ):
        self._native = create(c.attain_abc, lib.attain_abc_create, destroy=lib.attain_abc_destroy)
        if cuts is not None and limits is not None:
            raise record(InvalidArgument, "limits", None, None, "cannot be given together with cuts")
        if cuts is not None:
            self.set_cuts(cuts)
        if limits is not None:
            self.set_limits(limits)
        if rule is not None:
            self.set_rule(rule)

    @classmethod
    def _lent(cls, handle: Handle, plan: Optional[Handle] = None) -> Abc:
        abc = cls.__new__(cls)
        abc._native = handle
        return abc

    def set_cuts(self, cuts: Sequence[Number]) -> Abc:
        """Sets cuts of the cumulative share, rising: ["80%", "95%"]."""
        values = [as_rate(cut, "cuts", row) for row, cut in enumerate(cuts)]
        call_as("cuts", lib.attain_abc_set_cuts, self._handle, pointer(numbers("q", values), c_int64), len(values))
        return self

    def set_limits(self, limits: Sequence[int]) -> Abc:
        """Sets limits of the value itself, falling, in minor units."""
        values = [_values.amount(limit, "limits", row) for row, limit in enumerate(limits)]
        call_as("limits", lib.attain_abc_set_limits, self._handle, pointer(numbers("q", values), c_int64), len(values))
        return self

    def set_rule(self, rule: str) -> Abc:
        """Sets which cumulative share decides: "within", "below", "through", "midpoint" or "ties"."""
        call(lib.attain_abc_set_rule, self._handle, _values.choice(rule, RULES, "rule"))
        return self

    @property
    def cuts(self) -> Optional[list[str]]:
        """The cuts of the cumulative share, or None where limits decide.

        >>> attain.Abc().cuts
        ['80%', '95%']
        """
        count = c_size_t()
        first = lib.attain_abc_cuts(self._handle, byref(count))
        return [rate_text(cut) for cut in first[: count.value]] if first else None

    @property
    def limits(self) -> Optional[list[int]]:
        """The limits of the value in minor units, or None where cuts decide."""
        count = c_size_t()
        first = lib.attain_abc_limits(self._handle, byref(count))
        return first[: count.value] if first else None

    @property
    def rule(self) -> str:
        """Which cumulative share decides."""
        return _values.word(lib.attain_abc_rule(self._handle), RULES)

    @staticmethod
    def input_schema() -> Schema:
        """The columns of items."""
        return constant(lib.attain_abc_input_schema)

    @staticmethod
    def output_schema() -> Schema:
        """The columns of the result."""
        return constant(lib.attain_abc_output_schema)

    @overload
    def run(
        self,
        items: Any,
        *,
        columns: Optional[Columns] = ...,
        decimals: int = ...,
        explain: Literal[False] = ...,
    ) -> Table: ...
    @overload
    def run(
        self,
        items: Any,
        *,
        columns: Optional[Columns] = ...,
        decimals: int = ...,
        explain: Literal[True],
    ) -> Explained: ...
    def run(
        self,
        items: Any,
        *,
        columns: Optional[Columns] = None,
        decimals: int = c.ATTAIN_DECIMALS_DEFAULT,
        explain: bool = False,
    ) -> Union[Table, Explained]:
        """Classifies items; see `attain.abc`."""
        return self._run(items, columns, decimals, explain)

    def _run(self, items: Any, columns: Optional[Columns], decimals: int, explain: bool) -> Union[Table, Explained]:
        table = facts(items, self.input_schema(), "items", columns, decimals)
        return run(lib.attain_abc_run, self._handle, table, explain=explain)


@overload
def abc(
    items: Any,
    *,
    cuts: Optional[Sequence[Number]] = ...,
    limits: Optional[Sequence[int]] = ...,
    rule: Optional[str] = ...,
    columns: Optional[Columns] = ...,
    decimals: int = ...,
    explain: Literal[False] = ...,
) -> Table: ...
@overload
def abc(
    items: Any,
    *,
    cuts: Optional[Sequence[Number]] = ...,
    limits: Optional[Sequence[int]] = ...,
    rule: Optional[str] = ...,
    columns: Optional[Columns] = ...,
    decimals: int = ...,
    explain: Literal[True],
) -> Explained: ...
def abc(
    items: Any,
    *,
    cuts: Optional[Sequence[Number]] = None,
    limits: Optional[Sequence[int]] = None,
    rule: Optional[str] = None,
    columns: Optional[Columns] = None,
    decimals: int = c.ATTAIN_DECIMALS_DEFAULT,
    explain: bool = False,
) -> Union[Table, Explained]:
    """Classifies items by their share of all value: columns item, value, share, cumulative, class.

    Items have the columns item and value; `columns` says where they are called otherwise. Cuts are shares such
    as "80%", by default 80 % and 95 %; limits are values in minor units instead. `decimals` is how many
    decimals values have that do not say so themselves. With explain=True the result is the table and a summary
    of the classes.

    >>> items = {"item": ["cement", "sand", "tiles", "glue"], "value": [7000, 2000, 700, 300]}
    >>> classes = attain.abc(items, cuts=["80%", "95%"])
    >>> list(zip(classes["item"], classes["class"], classes.decimal("cumulative")))[:2]
    [('cement', 'A', Decimal('0.700000000')), ('sand', 'B', Decimal('0.900000000'))]
    """
    return Abc(cuts=cuts, limits=limits, rule=rule)._run(items, columns, decimals, explain)

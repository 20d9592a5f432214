"""Targets broken down: company to teams to persons by weight, a year to twelve months by season."""

from __future__ import annotations

from ctypes import c_int64
from fractions import Fraction
from typing import Any, Iterable, Literal, Mapping, Optional, Sequence, Union, overload

from . import _prototypes as c
from . import _values
from ._buffer import numbers, pointer
from ._context import Handle, Owner, call, call_as, create
from ._error import BadValue, Error, moved, record
from ._library import lib, text
from .calendar import AnyCalendar, calendar_handle
from .number import Number, common_scale
from .schema import Schema, constant
from .table import Explained, Table, run

LEVELS = {
    "company": c.ATTAIN_GOALS_COMPANY,
    "team": c.ATTAIN_GOALS_TEAM,
    "person": c.ATTAIN_GOALS_PERSON,
}


class Goals(Owner):
    """A goal tree: a year's target, its season, and the nodes that share it by weight.

    The target is in minor units. Nodes are mappings with id, level ("company", "team", "person"), parent and
    weight. Weights are whole numbers, or with `weight_decimals` also Decimals or text with up to that many
    decimals.

    >>> goals = attain.Goals(year=2024, target=10000, nodes=[
    ...     {"id": "hengyuan", "level": "company"},
    ...     {"id": "south", "level": "team", "parent": "hengyuan", "weight": 60},
    ...     {"id": "north", "level": "team", "parent": "hengyuan", "weight": 40},
    ... ])
    >>> [(row["node"], row["target"]) for row in goals.run() if row["period"] == "2024"]
    [('hengyuan', 10000), ('south', 6000), ('north', 4000)]
    """

    __slots__ = ("_plan",)
    _plan: Optional[Handle]  # the document it is a part of

    def __init__(
        self,
        year: Optional[int] = None,
        target: int = 0,
        decimals: int = c.ATTAIN_DECIMALS_DEFAULT,
        season: Optional[Sequence[Number]] = None,
        nodes: Iterable[Mapping[str, Any]] = (),
        weight_decimals: int = 0,
    ):
        self._native = create(c.attain_goals, lib.attain_goals_create, destroy=lib.attain_goals_destroy)
        self._plan = None
        self.set_weight_decimals(weight_decimals).set_decimals(decimals).set_target(target)
        if year is not None:
            self.set_year(year)
        if season is not None:
            self.set_season(season)
        for row, node in enumerate(nodes):
            try:
                self.add(**node)
            except Error as error:
                raise moved(error, f"nodes.{error.argument}" if error.argument else "nodes", row) from None

    @classmethod
    def _lent(cls, handle: Handle, plan: Handle) -> Goals:
        goals = cls.__new__(cls)
        goals._native, goals._plan = handle, plan
        return goals

    def set_year(self, year: int) -> Goals:
        """Sets the fiscal year the target is for."""
        call(lib.attain_goals_set_year, self._handle, _values.small(year, "year"))
        return self

    def set_target(self, target: int) -> Goals:
        """Sets the company's target for the year, in minor units."""
        call(lib.attain_goals_set_target, self._handle, _values.amount(target, "target"))
        return self

    def set_decimals(self, decimals: int) -> Goals:
        """Sets how many decimals the target has."""
        call(lib.attain_goals_set_decimals, self._handle, _values.small(decimals, "decimals"))
        return self

    def set_weight_decimals(self, decimals: int) -> Goals:
        """Sets how many decimals the nodes' weights have."""
        places = _values.small(decimals, "weight_decimals")
        call_as("weight_decimals", lib.attain_goals_set_weight_decimals, self._handle, places)
        return self

    def set_season(self, season: Sequence[Number]) -> Goals:
        """Sets the weights of the twelve months, the first for the first month of the fiscal year: ["7%", "6%",
        ...]."""
        scaled, _ = common_scale(season, "season")
        weights = pointer(numbers("q", scaled), c_int64), len(scaled)
        call_as("season", lib.attain_goals_set_season, self._handle, *weights)
        return self

    def add(self, id: str, level: str, parent: Optional[str] = None, weight: Number = 1) -> Goals:
        """Adds a node. A parent may be added after its children."""
        named = _values.text(id, "id")
        which = _values.choice(level, LEVELS, "level")
        above = (None, 0) if parent is None else _values.text(parent, "parent")
        call(lib.attain_goals_add, self._handle, *named, which, *above, self._weight(weight))
        return self

    def set_weight(self, id: str, weight: Number) -> Goals:
        """Gives a node another weight."""
        node = _values.index(id, [node["id"] for node in self.nodes], "id")
        call(lib.attain_goals_set_weight, self._handle, node, self._weight(weight))
        return self

    def _weight(self, weight: Number) -> int:
        """A weight on the scale of the tree."""
        scale = self.weight_decimals
        share = _values.exact(weight, "weight") * Fraction(10) ** scale
        if share.denominator != 1:
            detail = f"has more than {scale} decimals; set_weight_decimals() says how many weights may have"
            raise record(BadValue, "weight", None, str(weight), detail)
        return _values.integer(share.numerator, "weight")

    # ---- what it holds ----

    @property
    def year(self) -> Optional[int]:
        """The fiscal year the target is for, or None."""
        return lib.attain_goals_year(self._handle) or None

    @property
    def target(self) -> int:
        """The company's target for the year, in minor units."""
        return lib.attain_goals_target(self._handle)

    @property
    def decimals(self) -> int:
        """How many decimals the target has."""
        return lib.attain_goals_decimals(self._handle)

    @property
    def weight_decimals(self) -> int:
        """How many decimals the nodes' weights have; in a plan document as many as they need."""
        return lib.attain_goals_weight_decimals(self._handle)

    @property
    def season(self) -> list[int]:
        """The weights of the twelve months, as whole numbers."""
        return lib.attain_goals_season(self._handle)[:12]

    @property
    def nodes(self) -> list[dict[str, Any]]:
        """The nodes as add() takes them; weights are Decimals where they have decimals.

        >>> goals = attain.Goals(nodes=[{"id": "hengyuan", "level": "company"}], weight_decimals=1)
        >>> goals.add("south", "team", parent="hengyuan", weight="0.5").nodes[1]
        {'id': 'south', 'level': 'team', 'parent': 'hengyuan', 'weight': Decimal('0.5')}
        """
        handle, scale = self._handle, self.weight_decimals
        nodes = []
        for node in range(lib.attain_goals_count(handle)):
            weight = lib.attain_goals_weight(handle, node)
            nodes.append(
                {
                    "id": text(lib.attain_goals_id(handle, node, None)),
                    "level": _values.word(lib.attain_goals_level(handle, node), LEVELS),
                    "parent": text(lib.attain_goals_parent(handle, node, None)) or None,
                    "weight": _values.decimal_of(weight, scale) if scale else weight,
                }
            )
        return nodes

    def __len__(self) -> int:
        return lib.attain_goals_count(self._handle)

    def _shown(self) -> str:
        return f"{len(self)} nodes"

    def check(self) -> None:
        """Raises `attain.BadRule` when the nodes do not form one tree; the error has the node as its value."""
        call(lib.attain_goals_check, self._handle)

    @staticmethod
    def output_schema() -> Schema:
        """The columns of the result."""
        return constant(lib.attain_goals_output_schema)

    @overload
    def run(self, calendar: AnyCalendar = ..., *, explain: Literal[False] = ...) -> Table: ...
    @overload
    def run(self, calendar: AnyCalendar = ..., *, explain: Literal[True]) -> Explained: ...
    def run(self, calendar: AnyCalendar = None, *, explain: bool = False) -> Union[Table, Explained]:
        """Breaks the target down: columns node, level, parent, period, target; for each node its year and its months.

        The year starts in January, or where the calendar says, which may be given as the month. With
        explain=True the result is the table and one of how each target came about.
        """
        chosen = calendar_handle(calendar, self._plan)
        return run(lib.attain_goals_run, self._handle, chosen, explain=explain)

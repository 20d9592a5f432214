"""Tiered commission: rate tables, plans, and what each payee has earned."""

from __future__ import annotations

from ctypes import byref
from typing import TYPE_CHECKING, Any, Iterable, Literal, Optional, Sequence, Union, overload

from . import _prototypes as c
from . import _values
from ._context import Handle, Owner, call, create
from ._error import Error, InvalidArgument, moved, record
from ._library import lib, text
from .calendar import AnyCalendar, calendar_handle
from .number import ROUNDINGS, Number, as_rate, rate_text
from .schema import Schema, constant
from .table import Columns, Explained, Table, facts, run

if TYPE_CHECKING:
    from .document import Document

MODES = {"marginal": c.ATTAIN_RATES_MARGINAL, "whole": c.ATTAIN_RATES_WHOLE}
ACCUMULATE = {
    "deal": c.ATTAIN_PAY_EACH_DEAL,
    "month": c.ATTAIN_UNIT_MONTH,
    "quarter": c.ATTAIN_UNIT_QUARTER,
    "year": c.ATTAIN_UNIT_YEAR,
}
BY = {"period": c.ATTAIN_PAY_BY_PERIOD, "deal": c.ATTAIN_PAY_BY_DEAL, "tier": c.ATTAIN_PAY_BY_TIER}

Tiers = Iterable[Sequence[Any]]


class Rates(Owner):
    """A rate table: tiers, each a pair of where it begins, in minor units, and its rate; each ends where the
    next begins.

    Mode "marginal" pays each tier's rate on the part of the amount inside the tier, "whole" the reached tier's
    rate on the whole amount. The exact result is rounded once: "half-up", "half-even", "down" or "up".

    >>> rates = attain.Rates("marginal", [(0, "1%"), (100000000, "1.5%"), (200000000, "2%")])
    >>> rates.apply(250000000)
    3500000
    >>> rates.apply(50000000, prior=180000000)
    900000
    """

    __slots__ = ()

    def __init__(self, mode: str = "marginal", tiers: Tiers = (), rounding: str = "half-up"):
        chosen = _values.choice(mode, MODES, "mode")
        self._native = create(c.attain_rates, lib.attain_rates_create, chosen, destroy=lib.attain_rates_destroy)
        call(lib.attain_rates_set_rounding, self._handle, _values.choice(rounding, ROUNDINGS, "rounding"))
        for row, tier in enumerate(tiers):
            if isinstance(tier, (str, bytes)) or not hasattr(tier, "__len__") or len(tier) != 2:
                raise record(InvalidArgument, "tiers", row, tier, "must be a pair of where it begins and its rate")
            try:
                self.add(*tier)
            except Error as error:
                raise moved(error, f"tiers.{error.argument}" if error.argument else "tiers", row) from None

    def add(self, start: int, rate: Number) -> Rates:
        """Adds a tier above those there are."""
        call(lib.attain_rates_add, self._handle, _values.amount(start, "from"), as_rate(rate, "rate"))
        return self

    def apply(self, amount: int, prior: int = 0) -> int:
        """What an amount earns on top of what was there before, in minor units. A refund takes back what its
        sale gave."""
        earned = c.attain_amount()
        given = _values.amount(prior, "prior"), _values.amount(amount, "amount")
        call(lib.attain_rates_apply, self._handle, *given, byref(earned))
        return earned.value

    @property
    def mode(self) -> str:
        """ "marginal" or "whole"."""
        return _values.word(lib.attain_rates_mode(self._handle), MODES)

    @property
    def rounding(self) -> str:
        """How the exact result is rounded."""
        return _values.word(lib.attain_rates_rounding(self._handle), ROUNDINGS)

    @property
    def tiers(self) -> list[tuple[int, str]]:
        """Where each tier begins, in minor units, and its rate, as Rates() takes them.

        >>> attain.Rates("whole", [(0, "1%"), (100000000, Decimal("0.015"))]).tiers
        [(0, '1%'), (100000000, '1.5%')]
        """
        return _tiers(self._handle)

    def __len__(self) -> int:
        return lib.attain_rates_count(self._handle)

    def _shown(self) -> str:
        return f"{self.mode}, {len(self)} tiers"


def _tiers(handle: Any) -> list[tuple[int, str]]:
    return [
        (lib.attain_rates_from(handle, tier), rate_text(lib.attain_rates_rate(handle, tier)))
        for tier in range(lib.attain_rates_count(handle))
    ]


def _copy(lent: Any) -> Rates:
    """A rate table of its own: what plans lend goes with their next change."""
    mode = _values.word(lib.attain_rates_mode(lent), MODES)
    return Rates(mode, _tiers(lent), _values.word(lib.attain_rates_rounding(lent), ROUNDINGS))


def _rates(mode: str, tiers: Tiers, rounding: str, rates: Optional[Rates]) -> Handle:
    """The handle of a rate table that is given as such or in parts."""
    table = Rates(mode, tiers, rounding) if rates is None else rates
    if not isinstance(table, Rates):
        raise TypeError(f"rates must be attain.Rates, not {type(table).__name__}")
    return table._handle


class Pay(Owner):
    """Pay plans and their components.

    >>> pay = attain.Pay().add_plan("field").add_rates(
    ...     "commission", basis="amount", accumulate="year", mode="marginal",
    ...     tiers=[(0, "1%"), (100000000, "1.5%"), (200000000, "2%")])
    >>> deals = {
    ...     "deal": [1, 2, 3, 4],
    ...     "payee": ["li", "li", "li", "li"],
    ...     "date": ["2024-02-01", "2024-05-01", "2024-06-01", "2024-09-01"],
    ...     "amount": [90000000, 40000000, -10000000, 130000000],
    ... }
    >>> pay.run(deals).decimal("amount")
    [Decimal('35000.00')]
    >>> pay.run(deals, by="deal")["amount"].tolist()
    [900000, 550000, -150000, 2200000]
    """

    __slots__ = ("_plan",)
    _plan: Optional[Handle]  # the document it is a part of

    def __init__(self, decimals: int = c.ATTAIN_DECIMALS_DEFAULT):
        self._native = create(c.attain_pay, lib.attain_pay_create, destroy=lib.attain_pay_destroy)
        self._plan = None
        self.set_decimals(decimals)

    @classmethod
    def _lent(cls, handle: Handle, plan: Handle) -> Pay:
        pay = cls.__new__(cls)
        pay._native, pay._plan = handle, plan
        return pay

    @classmethod
    def from_document(cls, document: Union[Document, Any]) -> Pay:
        """The pay plans of a plan document, or of whatever `attain.Document.read` takes."""
        from .document import Document

        plan = document if isinstance(document, Document) else Document.read(document)
        if plan.pay is None:
            raise record(InvalidArgument, "document", None, None, "has no pay section")
        return plan.pay

    @property
    def decimals(self) -> int:
        """How many decimals amounts have."""
        return lib.attain_pay_decimals(self._handle)

    def set_decimals(self, decimals: int) -> Pay:
        """Sets how many decimals amounts have, in rate tables, deals and results."""
        call(lib.attain_pay_set_decimals, self._handle, _values.small(decimals, "decimals"))
        return self

    def add_plan(self, id: str) -> Pay:
        """Adds a plan. Every payee in the deals is paid by every plan."""
        call(lib.attain_pay_add_plan, self._handle, *_values.text(id, "id"))
        return self

    def add_rates(
        self,
        id: str,
        basis: str = "amount",
        accumulate: str = "year",
        mode: str = "marginal",
        tiers: Tiers = (),
        rounding: str = "half-up",
        rates: Optional[Rates] = None,
    ) -> Pay:
        """Adds a commission to the plan added last.

        `basis` is the column of the deals that earns. A payee's deals add up over the "month", "quarter" or
        "year" before the tiers are looked at, or each "deal" stands alone. The tiers are given with mode and
        rounding as `attain.Rates` takes them, or as `rates`.
        """
        table = _rates(mode, tiers, rounding, rates)
        period = _values.choice(accumulate, ACCUMULATE, "accumulate")
        names = *_values.text(id, "id"), *_values.text(basis, "basis")
        call(lib.attain_pay_add_rates, self._handle, *names, period, table)
        return self

    def set_rates(
        self,
        plan: str,
        component: str,
        mode: str = "marginal",
        tiers: Tiers = (),
        rounding: str = "half-up",
        rates: Optional[Rates] = None,
    ) -> Pay:
        """Gives a component another rate table, given as add_rates() takes it."""
        table = _rates(mode, tiers, rounding, rates)
        plans = self.plans
        which = _values.index(plan, [each["id"] for each in plans], "plan")
        components = [each["id"] for each in plans[which]["components"]]
        where = which, _values.index(component, components, "component")
        call(lib.attain_pay_set_rates, self._handle, *where, table)
        return self

    @property
    def plans(self) -> list[dict[str, Any]]:
        """The plans with their components, as add_plan() and add_rates() take them; each rate table is a copy.

        >>> pay = attain.Pay().add_plan("field").add_rates("commission", tiers=[(0, "1%"), (100000000, "1.5%")])
        >>> pay.plans[0]["components"][0]["rates"].tiers
        [(0, '1%'), (100000000, '1.5%')]
        """
        handle = self._handle
        return [
            {
                "id": text(lib.attain_pay_plan_id(handle, plan, None)),
                "components": [self._component(plan, each) for each in range(lib.attain_pay_components(handle, plan))],
            }
            for plan in range(lib.attain_pay_plans(handle))
        ]

    def _component(self, plan: int, component: int) -> dict[str, Any]:
        which = self._handle, plan, component
        return {
            "id": text(lib.attain_pay_component_id(*which, None)),
            "basis": text(lib.attain_pay_component_column(*which, None)),
            "accumulate": _values.word(lib.attain_pay_component_accumulate(*which), ACCUMULATE),
            "rates": _copy(lib.attain_pay_component_rates(*which)),
        }

    def input_schema(self) -> Schema:
        """The columns of the deals these plans need."""
        function = lib.attain_pay_input_schema
        return Schema._lent(create(c.attain_schema, function, self._handle, destroy=lib.attain_schema_destroy))

    @staticmethod
    def output_schema(by: str = "period") -> Schema:
        """The columns of the result."""
        return constant(lib.attain_pay_output_schema, _values.choice(by, BY, "by"))

    @overload
    def run(
        self,
        deals: Any,
        by: str = ...,
        *,
        calendar: AnyCalendar = ...,
        columns: Optional[Columns] = ...,
        explain: Literal[False] = ...,
    ) -> Table: ...
    @overload
    def run(
        self,
        deals: Any,
        by: str = ...,
        *,
        calendar: AnyCalendar = ...,
        columns: Optional[Columns] = ...,
        explain: Literal[True],
    ) -> Explained: ...
    def run(
        self,
        deals: Any,
        by: str = "period",
        *,
        calendar: AnyCalendar = None,
        columns: Optional[Columns] = None,
        explain: bool = False,
    ) -> Union[Table, Explained]:
        """Pays the deals, one row a payee and "period", a "deal", or a "tier".

        Deals have the columns payee, date, those the plans are based on, and deal where rows are told apart;
        `columns` says where they are called otherwise. Years start where the calendar says, which may be given
        as the month. With explain=True the result is the table and one of every step from deal to amount.
        """
        rows = _values.choice(by, BY, "by")
        chosen = calendar_handle(calendar, self._plan)
        table = facts(deals, self.input_schema(), "deals", columns, self.decimals)
        return run(lib.attain_pay_run, self._handle, chosen, table, rows, explain=explain)

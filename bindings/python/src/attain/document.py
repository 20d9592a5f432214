"""Plan documents: the rules of all rooms in one JSON text."""

from __future__ import annotations

import io
import json
from collections.abc import Mapping as MappingType
from ctypes import byref
from decimal import Decimal
from os import PathLike
from typing import Any, Callable, Optional, TypeVar

from . import _prototypes as c
from . import _values
from ._abc import Abc
from ._context import Handle, Owner, call, create
from ._library import lib, text
from ._rfm import Rfm
from .calendar import Calendar
from .goal import Goals
from .pay import Pay
from .segment import Segments, run_one
from .table import Table, writer

Section = TypeVar("Section")


class Document(Owner):
    """A plan document: currency, calendar, goals, segments and pay, read from JSON or built here.

    >>> plan = attain.Document.read({"attain": 1, "currency": {"code": "CNY", "decimals": 2}, "pay": {"plans": [
    ...     {"id": "field", "components": [{"id": "commission", "kind": "rates", "basis": {"column": "amount"},
    ...      "accumulate": "year", "mode": "marginal",
    ...      "tiers": [{"from": 0, "rate": "1%"}, {"from": 1000000, "rate": "1.5%"}]}]}]}})
    >>> plan.currency, plan.decimals
    ('CNY', 2)
    >>> plan.pay.run({"payee": ["li"], "date": ["2024-02-01"], "amount": [120000000]}).decimal("amount")
    [Decimal('13000.00')]
    """

    __slots__ = ()

    def __init__(self, currency: Optional[str] = None, decimals: int = c.ATTAIN_DECIMALS_DEFAULT):
        self._native = create(c.attain_document, lib.attain_document_create, destroy=lib.attain_document_destroy)
        code = (None, 0) if currency is None else _values.text(currency, "currency")
        call(lib.attain_document_set_currency, self._handle, *code, _values.small(decimals, "decimals"))

    @classmethod
    def read(cls, source: Any, decimals: int = c.ATTAIN_DECIMALS_DEFAULT) -> Document:
        """Reads a document: a path, JSON text (what begins with a brace), bytes, a binary file, or a mapping.

        Amounts have the decimals of its currency; `decimals` are those of a document that names none.

        Errors have the path in the document as their argument: "pay.plans[0].components[0].tiers[2].from".
        """
        data = _json(source)
        document = cls.__new__(cls)
        function, places = lib.attain_document_read_decimals, _values.small(decimals, "decimals")
        document._native = create(
            c.attain_document, function, data, len(data), places, destroy=lib.attain_document_destroy
        )
        return document

    def write(self, file: Any = None) -> Optional[str]:
        """Writes the document as JSON to a path or binary file, or returns it as text when there is none."""
        if file is None:
            buffer = io.BytesIO()
            self.write(buffer)
            return buffer.getvalue().decode("utf-8")
        if not hasattr(file, "write"):
            with open(file, "wb") as opened:
                self.write(opened)
            return None
        call(lib.attain_document_write, self._handle, writer(file.write), None)
        return None

    def __str__(self) -> str:
        return self.write() or ""

    def to_dict(self) -> dict[str, Any]:
        """The document as Python values; numbers that are not whole are Decimals."""
        return json.loads(str(self), parse_float=Decimal)

    @property
    def currency(self) -> Optional[str]:
        """The currency code, or None."""
        return text(lib.attain_document_currency(self._handle)) or None

    @property
    def decimals(self) -> int:
        """How many decimals amounts have."""
        return lib.attain_document_decimals(self._handle)

    # ---- sections: each belongs to the document and is None where the document has none ----

    def _lend(self, function: Any, make: Callable[[Handle, Handle], Section]) -> Optional[Section]:
        """The section a getter of the library lends, or None. It keeps the document alive."""
        document = self._handle
        pointer = function(document)
        return make(Handle(pointer, keep=document), document) if pointer else None

    def _add(self, kind: Any, function: Any, make: Callable[[Handle, Handle], Section]) -> Section:
        """The new section a function of the library lends."""
        document, pointer = self._handle, kind()
        call(function, document, byref(pointer))
        return make(Handle(pointer, keep=document), document)

    @property
    def calendar(self) -> Optional[Calendar]:
        """The calendar."""
        return self._lend(lib.attain_document_calendar, Calendar._lent)

    @property
    def goals(self) -> Optional[Goals]:
        """The goal tree, which uses the calendar of this document. Weights have the scale of those in the
        document."""
        return self._lend(lib.attain_document_goals, Goals._lent)

    @property
    def rfm(self) -> Optional[Rfm]:
        """The RFM model, which uses the segment rules of this document where it has some."""
        return self._lend(lib.attain_document_rfm, Rfm._lent)

    @property
    def segments(self) -> Optional[Segments]:
        """The segment rules."""
        return self._lend(lib.attain_document_segments, Segments._lent)

    @property
    def abc(self) -> Optional[Abc]:
        """The ABC model."""
        return self._lend(lib.attain_document_abc, Abc._lent)

    @property
    def pay(self) -> Optional[Pay]:
        """The pay plans, which use the calendar of this document."""
        return self._lend(lib.attain_document_pay, Pay._lent)

    def add_calendar(self) -> Calendar:
        """Adds a calendar, to be set."""
        return self._add(c.attain_calendar, lib.attain_document_add_calendar, Calendar._lent)

    def add_goals(self) -> Goals:
        """Adds an empty goal tree, to be filled."""
        return self._add(c.attain_goals, lib.attain_document_add_goals, Goals._lent)

    def add_rfm(self) -> Rfm:
        """Adds an RFM model, to be set."""
        return self._add(c.attain_rfm, lib.attain_document_add_rfm, Rfm._lent)

    def add_segments(self) -> Segments:
        """Adds segment rules, to be filled."""
        return self._add(c.attain_segments, lib.attain_document_add_segments, Segments._lent)

    def add_abc(self) -> Abc:
        """Adds an ABC model, to be set."""
        return self._add(c.attain_abc, lib.attain_document_add_abc, Abc._lent)

    def add_pay(self) -> Pay:
        """Adds pay plans, to be filled."""
        return self._add(c.attain_pay, lib.attain_document_add_pay, Pay._lent)

    def check(self) -> Table:
        """Looks for mistakes. What cannot be run, such as goals that are no tree, is an error; what is surely
        not meant comes as a table with the columns finding, rule, segment, detail: segment rules that can never
        win, scores no rule takes."""
        if self.goals is not None:
            self.goals.run()
        if self.pay is not None:
            self.pay.run({column.name: [] for column in self.pay.input_schema()})
        handle = self._handle
        sections = lib.attain_document_segments(handle), lib.attain_document_rfm(handle)
        return run_one(lib.attain_segments_lint, *sections)

    def _shown(self) -> str:
        sections = ("calendar", "goals", "rfm", "segments", "abc", "pay")
        return ", ".join(name for name in sections if getattr(self, name) is not None)


def _json(source: Any) -> bytes:
    """The JSON text of whatever a document is read from."""
    if isinstance(source, MappingType):
        return json.dumps(source, ensure_ascii=False, allow_nan=False, default=_exact).encode("utf-8")
    if isinstance(source, (bytes, bytearray, memoryview)):
        return bytes(source)
    if isinstance(source, str) and source.lstrip().startswith("{"):
        return _values.text(source, "source")[0]
    if isinstance(source, (str, PathLike)):
        with open(source, "rb") as file:
            return file.read()
    if not hasattr(source, "read"):
        raise TypeError(f"source must be a path, JSON text, bytes, a file or a mapping, not {type(source).__name__}")
    data = source.read()
    return data.encode("utf-8") if isinstance(data, str) else data


def _exact(value: Any) -> str:
    if isinstance(value, Decimal):
        return format(value, "f")
    raise TypeError(f"{type(value).__name__} has no place in a plan document")

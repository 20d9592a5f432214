"""Schemas: which columns facts must and may have, and what results have."""

from __future__ import annotations

from ctypes import byref, c_size_t, string_at
from typing import Any, Iterator, Mapping, NamedTuple, Optional, Union

from . import _prototypes as c
from . import _values
from ._context import Handle, Owner, call, create
from ._error import InvalidArgument, record
from ._library import lib

# Words for what a column holds: its type and what its numbers mean.
KINDS = {
    "key": (c.ATTAIN_TYPE_KEY, c.ATTAIN_MEANING_CODE),
    "day": (c.ATTAIN_TYPE_I32, c.ATTAIN_MEANING_DAY),
    "amount": (c.ATTAIN_TYPE_I64, c.ATTAIN_MEANING_AMOUNT),
    "count": (c.ATTAIN_TYPE_I64, c.ATTAIN_MEANING_COUNT),
    "rate": (c.ATTAIN_TYPE_I64, c.ATTAIN_MEANING_RATE),
    "number": (c.ATTAIN_TYPE_I64, c.ATTAIN_MEANING_NUMBER),
    "integer": (c.ATTAIN_TYPE_I64, c.ATTAIN_MEANING_NONE),
    "text": (c.ATTAIN_TYPE_TEXT, c.ATTAIN_MEANING_CODE),
    "ratio": (c.ATTAIN_TYPE_F64, c.ATTAIN_MEANING_RATIO),
}

TYPES = {
    "i64": c.ATTAIN_TYPE_I64,
    "i32": c.ATTAIN_TYPE_I32,
    "f64": c.ATTAIN_TYPE_F64,
    "text": c.ATTAIN_TYPE_TEXT,
    "key": c.ATTAIN_TYPE_KEY,
}

MEANINGS = {
    "none": c.ATTAIN_MEANING_NONE,
    "amount": c.ATTAIN_MEANING_AMOUNT,
    "count": c.ATTAIN_MEANING_COUNT,
    "rate": c.ATTAIN_MEANING_RATE,
    "number": c.ATTAIN_MEANING_NUMBER,
    "day": c.ATTAIN_MEANING_DAY,
    "code": c.ATTAIN_MEANING_CODE,
    "ratio": c.ATTAIN_MEANING_RATIO,
}


class SchemaColumn(NamedTuple):
    """One column of a schema: its name, type ("i64", "i32", "f64", "text", "key"), meaning and whether it must
    be there."""

    name: str
    type: str
    meaning: str
    required: bool


class Schema(Owner):
    """Which columns a table of facts must and may have.

    Made from names and kinds: "key" (whole numbers or text), "day", "amount", "count", "rate", "number",
    "integer", "text", "ratio"; a question mark behind the kind is for a column that may be absent.

    >>> schema = attain.Schema({"payee": "key", "date": "day", "margin": "amount", "deal": "key?"})
    >>> [column.name for column in schema if column.required]
    ['payee', 'date', 'margin']
    """

    __slots__ = ()

    def __init__(self, columns: Mapping[str, str]):
        self._native = create(c.attain_schema, lib.attain_schema_create, destroy=lib.attain_schema_destroy)
        for name, kind in columns.items():
            required = not (isinstance(kind, str) and kind.endswith("?"))
            word = kind if required else kind[:-1]
            if not isinstance(word, str) or word not in KINDS:
                raise record(InvalidArgument, f"schema.{name}", None, kind, f"must be one of {', '.join(KINDS)}")
            call(lib.attain_schema_add, self._handle, *_values.text(name, "schema"), *KINDS[word], int(required))

    @classmethod
    def _lent(cls, handle: Handle) -> Schema:
        schema = cls.__new__(cls)
        schema._native = handle
        return schema

    def __len__(self) -> int:
        return lib.attain_schema_columns(self._handle)

    def __iter__(self) -> Iterator[SchemaColumn]:
        return (self[index] for index in range(len(self)))

    def __getitem__(self, index: int) -> SchemaColumn:
        if not 0 <= index < len(self):
            raise IndexError(f"column {index} of {len(self)}")
        handle, length = self._handle, c_size_t()
        name = lib.attain_schema_name(handle, index, byref(length))
        return SchemaColumn(
            string_at(name, length.value).decode("utf-8"),
            _values.word(lib.attain_schema_type(handle, index), TYPES),
            _values.word(lib.attain_schema_meaning(handle, index), MEANINGS),
            bool(lib.attain_schema_required(handle, index)),
        )

    def _shown(self) -> str:
        return ", ".join(column.name + ("" if column.required else "?") for column in self)


AnySchema = Union[str, Schema, Mapping[str, str]]

_NAMED = {
    "orders": lib.attain_rfm_input_schema,
    "items": lib.attain_abc_input_schema,
    "rules": lib.attain_segments_input_schema,
}
_DEALS = {"payee": "key", "date": "day", "amount": "amount", "deal": "key?"}


def constant(function: Any, *arguments: int) -> Schema:
    """A schema that lives as long as the library."""
    return Schema._lent(Handle(function(*arguments)))


def resolve(schema: AnySchema) -> Schema:
    """The schema for a name ("orders", "items", "deals", "rules"), a mapping, or a schema itself."""
    if isinstance(schema, Schema):
        return schema
    if isinstance(schema, Mapping):
        return Schema(schema)
    if schema == "deals":
        return Schema(_DEALS)
    if isinstance(schema, str) and schema in _NAMED:
        return constant(_NAMED[schema])
    raise record(InvalidArgument, "schema", None, schema, "must be orders, items, deals, rules, a mapping or a Schema")


def well_known() -> dict[str, SchemaColumn]:
    """What the usual names of facts hold: those of the shipped schemas."""
    found: dict[str, SchemaColumn] = {}
    for name in ("orders", "items", "deals"):
        for column in resolve(name):
            found.setdefault(column.name, column)
    return found


def by_name(schema: Optional[AnySchema]) -> dict[str, SchemaColumn]:
    """The columns of a schema by name."""
    return {} if schema is None else {column.name: column for column in resolve(schema)}

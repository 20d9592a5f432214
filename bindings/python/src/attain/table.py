"""Tables: facts go in, results come out."""

from __future__ import annotations

import io
from collections.abc import Mapping as MappingType
from ctypes import byref, c_char_p, c_double, c_int32, c_int64, c_uint8, string_at
from decimal import Decimal
from os import fspath
from typing import Any, Iterable, Iterator, Mapping, Optional, Union

from . import _prototypes as c
from . import _values
from ._buffer import address, pointer
from ._context import Handle, Owner, call, create, keep_failure
from ._error import BadSchema, InvalidArgument, record
from ._facts import Native, meaning_of, native
from ._library import lib, text
from .column import Column, _import
from .schema import AnySchema, SchemaColumn, by_name, resolve, well_known

FORMATS = {
    "text": c.ATTAIN_FORMAT_TEXT,
    "csv": c.ATTAIN_FORMAT_CSV,
    "json": c.ATTAIN_FORMAT_JSON,
    "markdown": c.ATTAIN_FORMAT_MARKDOWN,
}
LANGUAGES = {"en": c.ATTAIN_LANGUAGE_ENGLISH, "zh": c.ATTAIN_LANGUAGE_CHINESE}

Columns = Mapping[str, str]


class Table(Owner):
    """Named columns of one length.

    Made from facts: a mapping from names to columns, a list of rows that are mappings, a pandas or polars
    DataFrame, a pyarrow Table, a NumPy structured array, or another table. A column is a list (int, str,
    datetime.date, None for a missing value), anything with the buffer protocol, a NumPy, pandas or pyarrow
    array. Arrays of 64-bit integers, of 32-bit days and of doubles and Arrow's large strings are used where
    they lie, without a copy; they must stay as they are while the table is used.

    Amounts are whole numbers of minor units with `decimals` decimals; `attain.minor_units` makes them from
    anything else. Which columns are amounts or days a `schema` says; without one the columns customer, date,
    amount, order, item, value, payee and deal have their usual meaning and all others are what their values
    are. With `columns` a column is taken from one of another name: {"customer": "CustomerID"}.

    >>> orders = attain.Table({
    ...     "customer": ["wang", "li", "wang"],
    ...     "date": ["2024-01-15", "2024-03-02", "2024-05-20"],
    ...     "amount": [120000, 45050, 30000],
    ... })
    >>> orders["amount"]
    <attain.Column amount: [120000, 45050, 30000]>
    >>> orders[1]
    {'customer': 'li', 'date': datetime.date(2024, 3, 2), 'amount': 45050}
    """

    __slots__ = ()

    def __init__(
        self,
        data: Any = None,
        *,
        schema: Optional[AnySchema] = None,
        columns: Optional[Columns] = None,
        decimals: int = c.ATTAIN_DECIMALS_DEFAULT,
    ):
        wanted = well_known() if schema is None else by_name(schema)
        self._native = build({} if data is None else data, wanted, columns, decimals, None, only_wanted=False)

    @classmethod
    def _wrap(cls, handle: Handle) -> Table:
        table = cls.__new__(cls)
        table._native = handle
        return table

    # ---- what it holds ----

    @property
    def columns(self) -> list[str]:
        """Names of the columns."""
        return [column.name for column in self._all()]

    def _all(self) -> list[Column]:
        handle = self._handle
        return [Column(handle, index) for index in range(lib.attain_table_columns(handle))]

    def _column(self, name: str) -> Column:
        handle = self._handle
        index = lib.attain_table_find(handle, *_values.text(name, "name")) if isinstance(name, str) else -1
        if index < 0:
            raise KeyError(f"no column {name!r}; the table has {', '.join(self.columns)}")
        return Column(handle, index)

    def __len__(self) -> int:
        return lib.attain_table_rows(self._handle)

    def __getitem__(self, key: Union[str, int]) -> Any:
        """A column by its name, a row as a dict by its number."""
        if isinstance(key, str):
            return self._column(key)
        row = range(len(self))[key]
        return {column.name: column[row] for column in self._all()}

    def __contains__(self, name: object) -> bool:
        return name in self.columns

    def rows(self) -> Iterator[dict[str, Any]]:
        """The rows as dicts.

        >>> [row["item"] for row in attain.Table({"item": ["a", "b"]}).rows()]
        ['a', 'b']
        """
        columns = self._all()
        names = [column.name for column in columns]
        return (dict(zip(names, values)) for values in zip(*(column.tolist() for column in columns)))

    __iter__ = rows

    def to_dict(self) -> dict[str, list[Any]]:
        """Lists of values by column name: days as datetime.date, amounts in minor units, None for a missing value.

        >>> attain.Table({"item": ["a"], "value": [1250]}).to_dict()
        {'item': ['a'], 'value': [1250]}
        """
        return {column.name: column.tolist() for column in self._all()}

    def decimals(self, name: str) -> int:
        """How many decimals the amounts or numbers of a column have."""
        return self._column(name).decimals

    def decimal(self, name: str) -> list[Optional[Decimal]]:
        """A column as exact decimals: amounts in major units, rates as numbers.

        >>> attain.Table({"item": ["a"], "value": [1250]}).decimal("value")
        [Decimal('12.50')]
        """
        return self._column(name).to_decimal()

    def to_numpy(self) -> dict[str, Any]:
        """NumPy arrays by column name, as `Column.numpy` makes them: whole numbers without a copy."""
        return {column.name: column.numpy() for column in self._all()}

    def to_pandas(self) -> Any:
        """A pandas DataFrame; whole numbers with missing values are of the type Int64."""
        pandas = _import("pandas", "a DataFrame")
        data = {}
        for column in self._all():
            if column.type == "i64" and column.missing:
                data[column.name] = pandas.array(column.tolist(), dtype="Int64")
            elif column.type == "text":
                data[column.name] = column.tolist()
            else:
                data[column.name] = column.numpy()
        return pandas.DataFrame(data, columns=self.columns)

    def copy(self) -> Table:
        """A copy that borrows nothing."""
        return Table._wrap(
            create(c.attain_table, lib.attain_table_copy, self._handle, destroy=lib.attain_table_destroy)
        )

    # ---- written ----

    def write(self, file: Any, format: str = "csv", lang: str = "en") -> None:
        """Writes to a path or a binary file in the format "csv", "json", "markdown" or "text"."""
        if hasattr(file, "write"):
            self._write(file.write, format, lang)
        else:
            with open(file, "wb") as opened:
                self._write(opened.write, format, lang)

    def _write(self, take: Any, format: str, lang: str) -> None:
        words = _values.choice(format, FORMATS, "format"), _values.choice(lang, LANGUAGES, "lang")
        call(lib.attain_table_write, self._handle, *words, writer(take), None)

    def _text(self, format: str, lang: str = "en") -> str:
        buffer = io.BytesIO()
        self._write(buffer.write, format, lang)
        return buffer.getvalue().decode("utf-8")

    def to_csv(self) -> str:
        """The table as CSV: column names, exact decimals, nothing for a missing value.

        >>> print(attain.Table({"item": ["a"], "value": [1250]}).to_csv(), end="")
        item,value
        a,12.50
        """
        return self._text("csv")

    def to_json(self) -> str:
        """The table as a JSON array of objects."""
        return self._text("json")

    def to_text(self, lang: str = "en") -> str:
        """The table in aligned columns for a person, in English ("en") or Chinese ("zh")."""
        return self._text("text", lang)

    def to_markdown(self, lang: str = "en") -> str:
        """The table as a Markdown pipe table."""
        return self._text("markdown", lang)

    def __str__(self) -> str:
        return self.to_text().rstrip("\n")

    def _shown(self) -> str:
        rows = len(self)
        return f"{rows} row{'' if rows == 1 else 's'}: {', '.join(self.columns)}"


def writer(take: Any) -> Any:
    """The write callback that hands bytes to a function; what the function raises comes out of the call."""

    @c.attain_write_function  # type: ignore[untyped-decorator]
    def write(data: Any, length: int, user: object) -> int:
        try:
            take(string_at(data, length))
            return 0
        except BaseException as failure:
            keep_failure(failure)
            return 1

    return write


# ---- from facts ----


def _named_columns(data: Any, wanted: Mapping[str, SchemaColumn], argument: Optional[str]) -> Mapping[str, Any]:
    """Columns by name of whatever holds a table; no rows at all have the columns they would need."""
    if isinstance(data, Table):
        return {column.name: column for column in data._all()}
    if isinstance(data, MappingType):
        return data
    if hasattr(data, "columns"):  # pandas, polars; a pyarrow table has its names beside
        names = list(getattr(data, "column_names", data.columns))
        for name in names:
            if names.count(name) > 1:
                raise record(BadSchema, f"{argument}.{name}" if argument else str(name), None, None, "is there twice")
        return {name: data[name] for name in names}
    if getattr(getattr(data, "dtype", None), "names", None):  # a NumPy structured array
        return {name: data[name] for name in data.dtype.names}
    if not _values.is_many(data):
        kind = type(data).__name__
        raise TypeError(f"{argument or 'data'} must be a table, a mapping of columns or a list of rows, not {kind}")
    return _from_rows(data, argument) or {name: [] for name, column in wanted.items() if column.required}


def _from_rows(rows: Iterable[Any], argument: Optional[str]) -> Mapping[str, list[Any]]:
    columns: dict[Any, list[Any]] = {}
    count = 0
    for row in rows:
        if not isinstance(row, MappingType):
            raise TypeError(f"row {count} of {argument or 'data'} must be a mapping, not {type(row).__name__}")
        for name, value in row.items():
            columns.setdefault(name, [None] * count).append(value)
        count += 1
        for values in columns.values():
            if len(values) < count:
                values.append(None)
    return columns


def _chosen(
    named: Mapping[str, Any],
    wanted: Mapping[str, SchemaColumn],
    columns: Optional[Columns],
    argument: Optional[str],
    only_wanted: bool,
) -> dict[str, Any]:
    """The columns to take, under the names they get."""
    renamed = dict(columns or {})
    for target, source in renamed.items():
        where = f"{argument}.{target}" if argument else target
        if only_wanted and target not in wanted:
            raise record(BadSchema, where, None, None, f"is no column that is asked for: {', '.join(wanted)}")
        if source not in named:
            raise record(
                BadSchema, where, None, source, f"there is no such column; there are {', '.join(map(str, named))}"
            )
    chosen = {}
    for name, values in named.items():
        targets = [target for target, source in renamed.items() if source == name]
        if not targets and name not in renamed:
            targets = [name]
        chosen.update({target: values for target in targets if target in wanted or not only_wanted})
    return chosen


def build(
    data: Any,
    wanted: Mapping[str, SchemaColumn],
    columns: Optional[Columns],
    decimals: int,
    argument: Optional[str],
    only_wanted: bool = True,
) -> Handle:
    """A table of the library over these facts. `argument` is its name in errors: "orders" makes "orders.amount"."""
    places = _values.small(decimals, "decimals")
    chosen = _chosen(
        _named_columns(data, wanted if only_wanted else {}, argument), wanted, columns, argument, only_wanted
    )
    borrowed: list[Native] = []
    table = create(c.attain_table, lib.attain_table_create, destroy=lib.attain_table_destroy, keep=borrowed)
    for index, (name, values) in enumerate(chosen.items()):
        where = f"{argument}.{name}" if argument else str(name)
        column = native(values, wanted.get(name), where)
        if borrowed and column.rows != borrowed[0].rows:
            raise record(
                BadSchema, where, None, None, f"has {column.rows} rows, and the columns before it {borrowed[0].rows}"
            )
        borrowed.append(column)
        _add(table, name, column)
        meaning, scale = meaning_of(column, wanted.get(name), places)
        call(lib.attain_table_describe, table, index, meaning, scale)
    return table


def facts(
    data: Any,
    schema: AnySchema,
    argument: str,
    columns: Optional[Columns] = None,
    decimals: int = c.ATTAIN_DECIMALS_DEFAULT,
) -> Handle:
    """The table a verb takes its facts from; one that is a table already is used as it is."""
    if isinstance(data, Table) and not columns:
        return data._handle if _ready(data, by_name(schema)) else build(data, by_name(schema), None, decimals, argument)
    return build(data, by_name(schema), columns, decimals, argument)


def _ready(table: Table, wanted: Mapping[str, SchemaColumn]) -> bool:
    """Whether every column the schema names has its type, and its decimals if it is an amount."""
    for column in table._all():
        want = wanted.get(column.name)
        if want is None:
            continue
        if column.type != want.type and not (want.type == "key" and column.type in ("i64", "text")):
            return False
        if want.meaning == "amount" and column.meaning == "none":
            return False
    return True


_ADD = {
    "i64": (lib.attain_table_add_i64, c_int64),
    "i32": (lib.attain_table_add_i32, c_int32),
    "f64": (lib.attain_table_add_f64, c_double),
}


def _add(table: Handle, name: str, column: Native) -> None:
    """Adds a borrowed column to a table of the library."""
    named, validity = _values.text(name, "column name"), pointer(column.validity, c_uint8)
    if column.offsets is not None:
        data = c_char_p(address(column.values))
        offsets = pointer(column.offsets, c_int64)
        call(lib.attain_table_add_text, table, *named, offsets, data, validity, column.rows)
    else:
        function, kind = _ADD[column.type]
        call(function, table, *named, pointer(column.values, kind), validity, column.rows)


# ---- CSV ----


def read_csv(
    source: Any,
    schema: AnySchema = "orders",
    columns: Optional[Columns] = None,
    decimals: int = c.ATTAIN_DECIMALS_DEFAULT,
    delimiter: str = ",",
) -> Table:
    """Reads a CSV file: a path, bytes, or a binary file.

    The schema is "orders" (customer, date, amount, order), "items" (item, value), "deals" (payee, date, amount,
    deal), "rules" (a segment table), a mapping from names to kinds as `attain.Schema` takes it, or a schema
    such as `attain.Pay.input_schema` gives. With `columns` a column is read from one of another name.

    >>> text = b"CustomerID,When,Net\\n17,2024-03-01,1999.90\\n"
    >>> names = {"customer": "CustomerID", "date": "When", "amount": "Net"}
    >>> attain.read_csv(text, "orders", columns=names).to_dict()
    {'customer': [17], 'date': [datetime.date(2024, 3, 1)], 'amount': [199990]}
    """
    if isinstance(source, (bytes, bytearray, memoryview)):
        data = bytes(source)
    elif hasattr(source, "read"):
        data = source.read()
    else:
        with open(fspath(source), "rb") as file:
            data = file.read()
    if not isinstance(data, bytes):
        raise TypeError(f"source must give bytes, not {type(data).__name__}: open the file in binary mode")
    reader = create(c.attain_csv, lib.attain_csv_create, destroy=lib.attain_csv_destroy)
    call(lib.attain_csv_set_decimals, reader, _values.small(decimals, "decimals"))
    if not isinstance(delimiter, str) or len(delimiter) != 1 or not delimiter.isascii():
        raise record(InvalidArgument, "delimiter", None, delimiter, "must be one ASCII character")
    call(lib.attain_csv_set_delimiter, reader, delimiter.encode())
    for target, header in (columns or {}).items():
        call(lib.attain_csv_map, reader, *_values.text(target, "column"), *_values.text(header, "header"))
    chosen = resolve(schema)
    return Table._wrap(
        create(
            c.attain_table,
            lib.attain_csv_read,
            reader,
            chosen._handle,
            data,
            len(data),
            destroy=lib.attain_table_destroy,
        )
    )


def label(name: str, lang: str = "en") -> Optional[str]:
    """The words for a column or value name in a language, or None for a name without words of its own."""
    pointer_ = lib.attain_label(_values.choice(lang, LANGUAGES, "lang"), *_values.text(name, "name"))
    return text(pointer_) if pointer_ else None


Explained = tuple[Table, Table]  # a result and how it came about


def run(function: Any, *arguments: Any, explain: bool) -> Union[Table, Explained]:
    """Calls a verb whose last two arguments receive its result and, when asked for, how it came about."""
    result, explanation = c.attain_table(), c.attain_table()
    call(function, *arguments, byref(result), byref(explanation) if explain else None)
    table = Table._wrap(Handle(result, lib.attain_table_destroy))
    return (table, Table._wrap(Handle(explanation, lib.attain_table_destroy))) if explain else table

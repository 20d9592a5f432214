"""Facts on their way in: whatever holds a column of values becomes memory the library reads, without a copy
where it can."""

from __future__ import annotations

import datetime
import sys
from array import array
from itertools import accumulate
from typing import Any, Callable, NamedTuple, NoReturn, Optional

from . import _values
from ._buffer import as_numbers, bitmap, missing_rows, numbers
from ._error import BadFormat, BadSchema, BadValue, Error, Overflow, moved, record
from .schema import MEANINGS, SchemaColumn


class Native(NamedTuple):
    """One column as the library takes it. For text `values` are the bytes."""

    type: str
    rows: int
    values: memoryview
    offsets: Optional[memoryview] = None
    validity: Optional[memoryview] = None
    meaning: str = "none"
    decimals: Optional[int] = None


def native(values: Any, want: Optional[SchemaColumn], where: str) -> Native:
    """The column of these values, of the type a schema wants, or else of the type they have themselves.

    `where` is what an error calls it: "orders.amount".
    """
    return _fit(_take(values, want, where), want, where)


def _take(values: Any, want: Optional[SchemaColumn], where: str) -> Native:
    """The column as it is."""
    if hasattr(values, "_as_native"):  # a column of ours
        return values._as_native()
    module = type(values).__module__.partition(".")[0]
    if module == "pyarrow" and hasattr(values, "null_count"):
        return _from_arrow(values, want, where)
    if module == "pandas" and hasattr(values, "isna"):
        return _from_pandas(values, want, where)
    if module == "numpy" and hasattr(values, "dtype"):
        return _from_numpy(values, want, where)
    if not _values.is_many(values):
        raise record(BadSchema, where, None, values, "is not a column of values")
    try:
        view = memoryview(values)
    except (TypeError, ValueError):
        return _from_list(list(values), want, where)
    return _from_view(view, want, where)


# ---- arrays of numbers ----

_VIEW_TYPES = {("i", 8): "i64", ("i", 4): "i32", ("f", 8): "f64"}
_NATIVE_ORDER = "@=<" if sys.byteorder == "little" else "@=>"


def _from_view(view: memoryview, want: Optional[SchemaColumn], where: str) -> Native:
    if view.ndim != 1:
        raise record(BadSchema, where, None, None, f"has {view.ndim} dimensions; a column has one")
    form = view.format[1:] if view.format[0] in _NATIVE_ORDER else view.format
    if form not in tuple("bBhHiIlLqQnNfd"):
        raise record(BadSchema, where, None, None, f"holds elements of format '{view.format}', not numbers")
    kind = _VIEW_TYPES.get(("f" if form in "fd" else "i" if form in "ilqn" else "", view.itemsize))
    if kind is None or not view.c_contiguous:
        return _from_list(view.tolist(), want, where)
    plain = as_numbers(view, {"i64": "q", "i32": "i", "f64": "d"}[kind]) if view.nbytes else numbers("q", ())
    return Native(kind, len(view), plain)


def _from_numpy(values: Any, want: Optional[SchemaColumn], where: str) -> Native:
    np = sys.modules["numpy"]
    if values.ndim != 1:
        raise record(BadSchema, where, None, None, f"has {values.ndim} dimensions; a column has one")
    kind, plain = values.dtype.kind, np.asarray(values)
    missing = np.ma.getmaskarray(values) if np.ma.isMaskedArray(values) else None
    if kind not in "iufM":
        return _from_list(_decoded(values.tolist(), where) if kind == "S" else values.tolist(), want, where)
    if kind == "M":
        plain = plain.astype("datetime64[D]")
        missing = np.isnat(plain) if missing is None else np.isnat(plain) | missing
        plain = plain.astype(np.int64)
    if missing is not None and missing.any():  # what lies under the mask means nothing
        plain = np.where(missing, plain.dtype.type(0), plain)
    else:
        missing = None
    if kind == "M":
        plain = _checked(plain, np.int32, BadValue, "is not a day from 0001-01-01 to 9999-12-31", values, where)
    elif kind == "f":
        plain = np.ascontiguousarray(plain, dtype=np.float64)
    elif plain.dtype != np.int32 or not (want is None or want.type == "i32"):
        plain = _checked(plain, np.int64, Overflow, "does not fit in 64 bits", values, where)
    column = _from_view(memoryview(np.ascontiguousarray(plain)), want, where)
    validity = None if missing is None else memoryview(np.packbits(~missing, bitorder="little").tobytes())
    return column._replace(validity=validity, meaning="day" if kind == "M" else "none")


def _checked(plain: Any, dtype: Any, error: type[Error], detail: str, values: Any, where: str) -> Any:
    """Whole numbers as another type of them; the first that does not fit is an error."""
    np = sys.modules["numpy"]
    fit = np.ascontiguousarray(plain, dtype=dtype)
    if plain.dtype.itemsize < fit.dtype.itemsize or plain.dtype == fit.dtype:
        return fit
    for row in np.flatnonzero((fit != plain) | ((fit < 0) & (plain > 0)))[:1].tolist():
        raise record(error, where, row, str(values[row]), detail)
    return fit


def _decoded(values: list[Any], where: str) -> list[Any]:
    """The texts of bytes."""
    for row, value in enumerate(values):
        try:
            values[row] = value if value is None else value.decode("utf-8")
        except UnicodeDecodeError:
            raise record(BadFormat, where, row, value, "is not UTF-8") from None
    return values


def _from_pandas(values: Any, want: Optional[SchemaColumn], where: str) -> Native:
    np = sys.modules["numpy"]
    if isinstance(values.dtype, np.dtype) and values.dtype.kind in "iufbM":
        return _from_numpy(values.to_numpy(), want, where)
    missing = np.asarray(values.isna())
    if getattr(values.dtype, "kind", "") in ("i", "u"):  # nullable integers
        plain = values.to_numpy(dtype="uint64" if values.dtype.kind == "u" else "int64", na_value=0)
        return _from_numpy(np.ma.masked_array(plain, missing) if missing.any() else plain, want, where)
    return _from_list([None if gone else value for value, gone in zip(values.tolist(), missing)], want, where)


def _from_arrow(values: Any, want: Optional[SchemaColumn], where: str) -> Native:
    pa = sys.modules["pyarrow"]
    values = _arrow_plain(values, want is None or want.type == "i32")
    is_text, is_day = pa.types.is_large_string(values.type), pa.types.is_date32(values.type)
    form = "i" if is_day else {"int64": "q", "int32": "i", "double": "d"}.get(str(values.type))
    rows, start = len(values), values.offset
    if not (is_text or form) or rows == 0 or (values.null_count and start % 8):
        return _from_list(values.to_pylist(), want, where)
    views: list[Any] = [None if buffer is None else memoryview(buffer).cast("B") for buffer in values.buffers()]
    validity = views[0][start // 8 :] if values.null_count else None
    if form is None:
        data = memoryview(b"") if views[2] is None else views[2]
        return Native("text", rows, data, as_numbers(views[1], "q")[start : start + rows + 1], validity)
    kind = {"q": "i64", "i": "i32", "d": "f64"}[form]
    data = as_numbers(views[1], form)[start : start + rows]
    return Native(kind, rows, data, None, validity, "day" if is_day else "none")


def _arrow_plain(values: Any, narrow: bool) -> Any:
    """One Arrow array of a type that is a column's, where there is one. With `narrow` 32 bits stay as they are."""
    pa = sys.modules["pyarrow"]
    if hasattr(values, "chunks"):
        one = values.num_chunks == 1
        values = values.chunk(0) if one else pa.concat_arrays([*values.chunks, pa.nulls(0, values.type)])
    kind = values.type
    if pa.types.is_dictionary(kind):
        return _arrow_plain(values.dictionary_decode(), narrow)
    if pa.types.is_string(kind):
        return values.cast(pa.large_string())
    if pa.types.is_timestamp(kind) or pa.types.is_date64(kind):
        return values.cast(pa.date32(), safe=False)
    if pa.types.is_float32(kind):
        return values.cast(pa.float64())
    if pa.types.is_integer(kind) and not pa.types.is_uint64(kind) and not (narrow and pa.types.is_int32(kind)):
        return values.cast(pa.int64())
    return values


# ---- lists ----


def _family(kind: type) -> str:
    """What a Python type is to a column; its own name when it is nothing."""
    name = kind.__name__
    if kind is type(None) or name in ("NAType", "NaTType", "MaskedConstant"):
        return "missing"
    if issubclass(kind, str):
        return "text"
    if issubclass(kind, datetime.date) or name == "datetime64":
        return "day"
    if issubclass(kind, float) or name in ("float16", "float32", "longdouble"):
        return "float"
    if hasattr(kind, "__index__") and name not in ("bool", "bool_"):
        return "int"
    return name


def _from_list(values: list[Any], want: Optional[SchemaColumn], where: str) -> Native:
    families = {kind: _family(kind) for kind in set(map(type, values))}
    present = set(families.values()) - {"missing"}
    validity = None
    if "missing" in families.values():
        validity = bitmap([families[type(value)] != "missing" for value in values])
    day_wanted = want is not None and want.type == "i32"
    if present <= {"int"}:
        build: Callable[..., Native] = _integers
    elif present == {"text"} and not day_wanted:
        build = _texts
    elif present == {"day"} or (day_wanted and present <= {"day", "text"}):
        build = _days
    elif present <= {"int", "float"} and (want is None or want.type == "f64"):
        build = _doubles
    else:
        _refuse_list(values, families, want, where)
    column = build(values, families, where)
    return column if validity is None else column._replace(validity=validity)


# The families of values that belong into a column of a type; for a key the first value decides.
_GOOD = {"i64": {"int"}, "f64": {"int", "float"}, "text": {"text"}, "i32": {"day", "text"}}
_KINDS = [{"int", "float"}, {"text"}, {"day"}]


def _refuse_list(values: list[Any], families: dict[type, str], want: Optional[SchemaColumn], where: str) -> NoReturn:
    """Raises an error that names the first value that is not of the right kind."""
    good = _GOOD.get(want.type) if want is not None else None
    for row, value in enumerate(values):
        family = families[type(value)]
        if family == "missing":
            continue
        if good is None:
            kinds = _KINDS if want is None else [{"int"}, {"text"}]
            good = next((kind for kind in kinds if family in kind), set())
        if family not in good:
            raise _refusal(want, where, row, value, type(value).__name__)
    raise AssertionError(f"{where}: nothing to refuse")


def _refusal(want: Optional[SchemaColumn], where: str, row: Optional[int], value: object, kind: str) -> Error:
    """The error for a value of a kind that does not belong into a column."""
    if want is None:
        detail = (
            f"{kind} is not a value of this column; a column holds whole numbers, text, dates or floats, all of a kind"
        )
        if kind == "Decimal":
            detail += f"; {_values.USE_MINOR_UNITS}"
    elif want.meaning == "amount":
        detail = _values.USE_MINOR_UNITS
    elif want.type == "key":
        detail = f"a key column holds whole numbers or text, all of a kind, not {kind}"
    elif want.type == "i32":
        detail = f"a day is a date or ISO text such as '2024-12-31', not {kind}"
    elif want.type == "text":
        detail = f"is {kind}, not text"
    else:
        detail = f"is {kind}, not a {'number' if want.type == 'f64' else 'whole number'}"
    return record(BadSchema, where, row, str(value) if kind != "str" else value, detail)


def _integers(values: list[Any], families: dict[type, str], where: str) -> Native:
    plain = [0 if families[type(value)] == "missing" else value for value in values] if len(families) > 1 else values
    if set(families.values()) == {"missing"}:
        plain = [0] * len(values)
    try:
        return Native("i64", len(values), numbers("q", plain))
    except OverflowError:
        for row, value in enumerate(plain):
            _values.integer(value, where, row)
        raise


def _doubles(values: list[Any], families: dict[type, str], where: str) -> Native:
    plain = (0.0 if families[type(value)] == "missing" else float(value) for value in values)
    return Native("f64", len(values), numbers("d", plain))


def _texts(values: list[Any], families: dict[type, str], where: str) -> Native:
    try:
        parts = [b"" if families[type(value)] == "missing" else value.encode("utf-8") for value in values]
    except UnicodeEncodeError:
        for row, value in enumerate(values):
            if isinstance(value, str) and value != value.encode("utf-8", "replace").decode("utf-8"):
                raise record(BadFormat, where, row, ascii(value), "is not UTF-8") from None
        raise
    offsets = numbers("q", accumulate(map(len, parts), initial=0))
    return Native("text", len(values), memoryview(b"".join(parts)), offsets)


def _days(values: list[Any], families: dict[type, str], where: str) -> Native:
    known: dict[Any, int] = {}  # sales fall on few distinct days
    days = array("i")
    for row, value in enumerate(values):
        if families[type(value)] == "missing":
            days.append(0)
            continue
        number = known.get(value)
        if number is None:
            try:
                number = known[value] = _values.day(value, where)
            except Error as error:
                raise moved(error, where, row) from None
            except TypeError:  # numpy.datetime64("NaT")
                raise record(BadValue, where, row, str(value), "is not a day; a missing one is None") from None
        days.append(number)
    return Native("i32", len(values), memoryview(days), meaning="day")


# ---- the type a schema wants ----


def _fit(column: Native, want: Optional[SchemaColumn], where: str) -> Native:
    """The same column in the type that is wanted."""
    if want is None:
        return column
    has, needs, is_day = column.type, want.type, column.meaning == "day"
    if has == needs or (needs == "key" and has in ("i64", "text")):
        return column
    if has == "i32" and not is_day and needs in ("i64", "key"):
        return column._replace(type="i64", values=numbers("q", column.values))
    if has in ("i64", "i32") and not is_day and needs == "f64":
        return column._replace(type="f64", values=numbers("d", column.values))
    if has == "text" and needs == "i32":
        return _from_list(decode(column), want, where)
    if has == "i64" and needs == "i32":
        return _narrow(column, where)
    missing = set(missing_rows(column.validity, column.rows))
    if len(missing) == column.rows:  # without a value there is nothing of the wrong type
        return _without_values(needs, column)
    row = next(row for row in range(column.rows) if row not in missing)
    value: Any = decode(column)[row] if has == "text" else column.values[row]
    kind = "day" if is_day else {"f64": "float", "text": "str"}.get(has, "int")
    raise _refusal(want, where, row, _values.to_date(value) if is_day else value, kind)


def _narrow(column: Native, where: str) -> Native:
    """Day numbers that were given as 64-bit integers."""
    try:
        return column._replace(type="i32", values=numbers("i", column.values))
    except OverflowError:
        row = next(row for row, number in enumerate(column.values) if not -(2**31) <= number < 2**31)
        raise record(BadValue, where, row, str(column.values[row]), "is not a day number") from None


def _without_values(needs: str, column: Native) -> Native:
    """A column of the type that is needed in which every value is missing."""
    if needs == "text":
        offsets = numbers("q", [0] * (column.rows + 1))
        return Native("text", column.rows, memoryview(b""), offsets, column.validity)
    kind, form = {"i32": ("i32", "i"), "f64": ("f64", "d")}.get(needs, ("i64", "q"))
    return Native(kind, column.rows, numbers(form, [0] * column.rows), None, column.validity)


def decode(column: Native) -> list[Optional[str]]:
    """The texts of a text column."""
    assert column.offsets is not None
    offsets, rows = column.offsets.tolist(), column.rows
    start = offsets[0] if rows else 0
    data = bytes(column.values[start : offsets[rows]]) if rows else b""
    ends = [offset - start for offset in offsets[1 : rows + 1]]
    texts: list[Optional[str]]
    if data.isascii():
        whole = data.decode("ascii")
        texts = [whole[a:b] for a, b in zip([0, *ends], ends)]
    else:
        texts = [data[a:b].decode("utf-8") for a, b in zip([0, *ends], ends)]
    for row in missing_rows(column.validity, rows):
        texts[row] = None
    return texts


def meaning_of(column: Native, want: Optional[SchemaColumn], decimals: int) -> tuple[int, int]:
    """Meaning and decimals to be stated of a column: what it states itself, else what the schema says."""
    meaning = column.meaning
    if meaning == "none" and want is not None:
        meaning = want.meaning
    scaled = meaning in ("amount", "number")
    stated = column.decimals if column.decimals is not None and column.meaning == meaning else decimals
    return MEANINGS[meaning], stated if scaled else 0

"""NumPy, pandas and pyarrow: what goes in without a copy, what is converted, what is refused, and the way back."""

import datetime
import sys
from decimal import Decimal

import attain
import numpy as np
import pandas as pd
import pytest
from attain._buffer import address

DAY = datetime.date


def where(array):
    return array.__array_interface__["data"][0]


def place(column):
    return address(column.view())


def refusal(data, **options):
    with pytest.raises(attain.Error) as caught:
        attain.Table(data, **options)
    return caught.value


# ---- NumPy ----


@pytest.mark.parametrize("dtype, kind", [(np.int64, "i64"), (np.int32, "i32"), (np.float64, "f64")])
def test_arrays_go_in_and_come_out_without_a_copy(dtype, kind):
    values = np.array([3, 1, 2], dtype=dtype)
    column = attain.Table({"other": values})["other"]
    assert column.type == kind
    assert place(column) == where(values) == where(column.numpy()) == where(np.asarray(column))
    assert column.numpy().dtype == dtype and column.numpy().tolist() == [3, 1, 2]
    assert not column.numpy().flags.writeable


def test_read_only_arrays_and_parts_of_arrays_are_borrowed():
    whole = np.arange(10, dtype=np.int64)
    part = whole[2:5]
    whole.flags.writeable = False
    assert place(attain.Table({"value": whole})["value"]) == where(whole)
    assert place(attain.Table({"value": part})["value"]) == where(part)


def test_a_verb_reads_the_array_itself():
    amounts = np.array([7000, 3000], dtype=np.int64)
    items = attain.Table({"item": np.array([1, 2]), "value": amounts})
    assert attain.abc(items)["value"].tolist() == [7000, 3000]
    amounts[0] = 1000  # the table looks at the same memory
    assert attain.abc(items)["value"].tolist() == [3000, 1000]


@pytest.mark.parametrize(
    "values",
    [
        np.arange(6, dtype=np.int64)[::2],
        np.array([0, 2, 4], dtype=np.int64)[::-1][::-1],
        np.array([0, 2, 4], dtype=np.int8),
        np.array([0, 2, 4], dtype=np.uint64),
        np.array([0, 2, 4], dtype=">i8"),
        np.array([0, 2, 4], dtype=object),
        np.array([[0, 2, 4], [1, 1, 1]]).T[:, 0],
        [np.int64(0), np.int32(2), np.uint8(4)],
    ],
    ids=["gaps", "turned", "int8", "uint64", "big-endian", "objects", "column", "scalars"],
)
def test_whole_numbers_of_every_layout(values):
    assert attain.Table({"value": values})["value"].tolist() == [0, 2, 4]


def test_dates():
    for unit in "Dhsn":
        values = np.array(["2024-02-29", "NaT", "0001-01-01" if unit == "D" else "1970-01-01"], dtype="datetime64[D]")
        table = attain.Table({"date": values.astype(f"datetime64[{unit if unit != 'n' else 'ns'}]")})
        first = DAY(1, 1, 1) if unit == "D" else DAY(1970, 1, 1)
        assert table["date"].tolist() == [DAY(2024, 2, 29), None, first]
        back = table["date"].numpy()
        assert back.dtype == np.dtype("datetime64[D]") and np.array_equal(back, values, equal_nan=True)
    evening = np.array(["1969-12-31T23:59"], dtype="datetime64[m]")
    assert attain.Table({"date": evening})["date"].tolist() == [DAY(1969, 12, 31)]
    assert attain.Table({"date": [np.datetime64("2024-02-29"), None]})["date"].tolist() == [DAY(2024, 2, 29), None]
    assert attain.Table({"date": np.array(["2024-02-29", "20240301"])})["date"].tolist() == [
        DAY(2024, 2, 29),
        DAY(2024, 3, 1),
    ]
    assert attain.period(np.datetime64("2024-02-29T12"), "day") == "2024-02-29"


def test_text():
    names = ["li", "王", ""]
    for values in (np.array(names), np.array(names, dtype=object), np.char.encode(names, "utf-8")):
        column = attain.Table({"item": values})["item"]
        assert column.tolist() == names
        assert column.numpy().tolist() == names and column.numpy().dtype.kind == "U"
    error = refusal({"item": np.array([b"a", b"\xff"])})
    assert (type(error), error.argument, error.row) == (attain.BadFormat, "item", 1)
    some = attain.Table({"item": np.array(["a", None], dtype=object)})["item"]
    assert some.numpy().tolist() == ["a", None] and some.numpy().dtype == object


def test_missing_values():
    values = np.ma.masked_array([1, 2, 3], mask=[False, True, False])
    column = attain.Table({"value": values})["value"]
    assert column.tolist() == [1, None, 3]
    hidden = np.ma.masked_array(np.array([1, 2**64 - 1], dtype=np.uint64), mask=[False, True])
    assert attain.Table({"value": hidden})["value"].tolist() == [1, None]
    assert np.ma.isMaskedArray(column.numpy()) and column.numpy().tolist() == [1, None, 3]
    assert np.asarray(column).tolist() == np.array(column).tolist() == [1, None, 3]  # a plain array has objects instead
    ratios = attain.Table({"other": [0.5, None]})["other"].numpy()
    assert ratios[0] == 0.5 and np.isnan(ratios[1])
    texts = np.ma.masked_array(["a", "b"], mask=[True, False])
    assert attain.Table({"item": texts})["item"].tolist() == [None, "b"]
    with pytest.raises(attain.BadValue) as caught:
        attain.allocate(10, values)
    assert (caught.value.argument, caught.value.row) == ("weights", 1)


def test_copies_only_when_allowed():
    table = attain.Table({"value": [1, 2], "date": [DAY(2024, 1, 1)] * 2})
    copy = np.array(table["value"])
    copy[0] = 9
    assert table["value"].tolist() == [1, 2]
    assert np.asarray(table["value"], dtype=float).tolist() == [1.0, 2.0]
    assert where(table["value"].__array__(copy=False)) == place(table["value"])
    for column, dtype in (("value", float), ("date", None)):
        with pytest.raises(ValueError, match="without a copy"):
            table[column].__array__(dtype, copy=False)


@pytest.mark.skipif(sys.version_info < (3, 12), reason="classes have a buffer since Python 3.12")
def test_a_column_has_a_buffer():
    column = attain.Table({"value": [1, 2]})["value"]
    assert memoryview(column).tolist() == [1, 2]
    for other in ({"value": [1, None]}, {"item": ["a"]}, {"date": [DAY(2024, 1, 1)]}):
        (name,) = other
        with pytest.raises(BufferError):  # its numbers alone would not be its values
            memoryview(attain.Table(other)[name])


@pytest.mark.parametrize(
    "values, row, kind",
    [
        (np.array([1.0, 2.5]), 0, attain.BadSchema),
        (np.array([np.nan]), 0, attain.BadSchema),
        (np.array([1, 2], dtype=np.float32), 0, attain.BadSchema),
        (np.array([True]), 0, attain.BadSchema),
        (np.array(["12"]), 0, attain.BadSchema),
        (np.array([1, 2.5, "x"], dtype=object), 1, attain.BadSchema),
        (np.array([1, 2**63], dtype=np.uint64), 1, attain.Overflow),
        (np.array([1, 2**64 - 1], dtype=np.uint64), 1, attain.Overflow),
        (np.array(["2024-01-01"], dtype="datetime64[D]"), 0, attain.BadSchema),
        (np.array([[1, 2], [3, 4]]), None, attain.BadSchema),
        (np.array([1j]), 0, attain.BadSchema),
        (np.array(5), None, attain.BadSchema),
    ],
)
def test_arrays_that_are_no_amounts(values, row, kind):
    error = refusal({"amount": values})
    assert (type(error), error.argument, error.row) == (kind, "amount", row)


def test_days_beyond_the_calendar():
    far = np.array(["2024-01-01", "9000000-01-01"], dtype="datetime64[D]")
    error = refusal({"date": far})
    assert (type(error), error.argument, error.row) == (attain.BadValue, "date", 1)
    later = np.array(["2024-01-01", "10000-01-01"], dtype="datetime64[D]")
    with pytest.raises(attain.BadValue) as caught:
        attain.rfm({"customer": [1, 1], "date": later, "amount": [1, 1]}, "2024-12-31")
    assert (caught.value.argument, caught.value.row) == ("orders.date", 1)


def test_structured_arrays_are_tables():
    rows = np.array([(1, 500), (2, 700)], dtype=[("item", "i8"), ("value", "i8")])
    assert attain.Table(rows).to_dict() == {"item": [1, 2], "value": [500, 700]}


def test_a_table_becomes_arrays():
    table = attain.abc({"item": ["a", "b"], "value": [70, 30]})
    arrays = table.to_numpy()
    assert list(arrays) == table.columns
    assert arrays["value"].tolist() == [70, 30] and where(arrays["value"]) == place(table["value"])
    assert arrays["class"].tolist() == ["A", "C"]


def test_minor_units_of_arrays():
    minor = attain.minor_units(np.array([19.99, -0.1, 1e13, 12345678901234.56]))
    assert isinstance(minor, np.ndarray) and minor.dtype == np.int64
    assert minor.tolist() == [1999, -10, 10**15, 1234567890123456]
    assert attain.minor_units(np.array([1, 2])).tolist() == [100, 200]
    assert attain.minor_units(np.array(["1.5", "2"])).tolist() == [150, 200]
    assert attain.minor_units(np.array([Decimal("1.5")], dtype=object)).tolist() == [150]
    assert attain.minor_units(np.float64(19.99)) == 1999
    for values, row, kind in (
        ([1.0, np.nan], 1, attain.BadValue),
        ([1.0, 2.0, np.inf], 2, attain.BadValue),
        ([1.005], 0, attain.BadFormat),
        ([1.0, 1e17], 1, attain.Overflow),
    ):
        with pytest.raises(kind) as caught:
            attain.minor_units(np.array(values))
        assert (caught.value.argument, caught.value.row) == ("values", row)


def test_minor_units_of_an_array_are_those_of_its_floats():
    values = np.random.default_rng(3).integers(-(10**16), 10**16, 20000) / 100
    assert attain.minor_units(values).tolist() == [int(Decimal(repr(value)) * 100) for value in values.tolist()]


# ---- pandas ----


@pytest.fixture
def frame():
    return pd.DataFrame(
        {
            "CustomerID": pd.array([7, 9, 7], dtype="int64"),
            "InvoiceDate": pd.to_datetime(["2024-11-01 10:30", "2024-12-01 00:00", "2024-12-30 23:59"]),
            "Amount": [100.10, 250.00, 19.99],
            "Country": ["DE", None, "FR"],
        }
    )


def test_a_frame_of_orders(frame):
    frame["Net"] = attain.minor_units(frame["Amount"])
    names = {"customer": "CustomerID", "date": "InvoiceDate", "amount": "Net"}
    scores = attain.rfm(frame, "2024-12-31", columns=names, segments=False)
    assert scores.to_dict() == {
        "customer": [7, 9],
        "recency": [1, 30],
        "frequency": [2, 1],
        "monetary": [12009, 25000],
        "r": [5, 1],
        "f": [5, 1],
        "m": [1, 5],
        "segment": [None, None],
    }
    with pytest.raises(attain.BadSchema) as caught:
        attain.rfm(frame, "2024-12-31", columns={**names, "amount": "Amount"})
    assert (caught.value.argument, caught.value.row) == ("orders.amount", 0)
    assert "minor_units" in str(caught.value)


def test_series_are_borrowed(frame):
    values = frame["CustomerID"]
    assert place(attain.Table({"customer": values})["customer"]) == where(values.to_numpy())


@pytest.mark.parametrize(
    "series, expected",
    [
        (pd.Series([1, None], dtype="Int64"), [1, None]),
        (pd.Series([1, 2], dtype="Int32"), [1, 2]),
        (pd.Series([1, None], dtype="UInt64"), [1, None]),
        (pd.Series(["a", None, "b"]), ["a", None, "b"]),
        (pd.Series(["a", None], dtype="string"), ["a", None]),
        (pd.Series(["a", "b", "a"], dtype="category"), ["a", "b", "a"]),
        (pd.Series([0.5, 1.5]), [0.5, 1.5]),
        (pd.Series([1, 2, 3])[::-1], [3, 2, 1]),
        (pd.Index([4, 5]), [4, 5]),
        (pd.Series([DAY(2024, 1, 1), None]), [DAY(2024, 1, 1), None]),
        (pd.Series(pd.to_datetime(["2024-01-01 23:00", None])), [DAY(2024, 1, 1), None]),
        (pd.Series(pd.to_datetime(["2024-01-01 23:00"])).dt.tz_localize("Asia/Shanghai"), [DAY(2024, 1, 1)]),
        (pd.Series([], dtype="object"), []),
    ],
    ids=str,
)
def test_series_of_every_kind(series, expected):
    assert attain.Table({"other": series}, schema={})["other"].tolist() == expected


def test_series_that_are_no_columns():
    assert refusal({"other": pd.Series([True])}).row == 0
    assert refusal({"amount": pd.Series([1.5, None])}).row == 0
    error = refusal({"customer": pd.Series([17.0, None])})  # numbers with holes that pandas made floats of
    assert type(error) is attain.BadSchema and "whole numbers or text" in str(error)
    error = refusal(pd.DataFrame([[1, 2]], columns=["a", "a"]))
    assert (type(error), error.argument) == (attain.BadSchema, "a")


def test_a_table_becomes_a_frame_and_back():
    data = {
        "item": ["a", None, "c"],
        "value": [1, None, 2**60],
        "count": [1, 2, 3],
        "date": [DAY(2024, 1, 1), None, DAY(1, 1, 1)],
        "ratio": [0.5, None, 1.5],
    }
    table = attain.Table(data)
    frame = table.to_pandas()
    assert list(frame.columns) == table.columns
    assert str(frame["value"].dtype) == "Int64" and frame["value"][2] == 2**60
    assert frame["count"].dtype == np.int64 and frame["date"].dtype.kind == "M"
    assert frame["item"].isna().tolist() == [False, True, False]
    back = attain.Table(frame).to_dict()
    assert back.pop("ratio")[::2] == [0.5, 1.5]
    assert back == {name: values for name, values in data.items() if name != "ratio"}
    assert len(attain.rfm([], "2024-12-31").to_pandas()) == 0


# ---- packages that are not there ----


@pytest.mark.parametrize("package, use", [("pandas", "to_pandas"), ("numpy", "to_numpy")])
def test_a_missing_package_is_named(monkeypatch, package, use):
    monkeypatch.setitem(sys.modules, package, None)
    with pytest.raises(ImportError, match=f"needs the package {package}, which is not installed"):
        getattr(attain.Table({"item": [1]}), use)()


def test_attain_itself_imports_none_of_them():
    import subprocess

    code = "import sys, attain; attain.allocate(5, [1]); print({'numpy', 'pandas', 'pyarrow'} & set(sys.modules))"
    answer = subprocess.run([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True, check=True)
    assert answer.stdout.strip() == "set()"


# ---- pyarrow ----


@pytest.fixture
def pa():
    return pytest.importorskip("pyarrow", reason="pyarrow is not installed")


def test_arrow_arrays_are_borrowed(pa):
    numbers = pa.array([1, 2, 3, 4, 5], pa.int64())
    texts = pa.array(["a", "王", "", "d", "e"], pa.large_string())
    days = pa.array([DAY(2024, 2, 29)] * 5, pa.date32())
    for start in (0, 2):
        part = [values.slice(start) for values in (numbers, texts, days)]
        table = attain.Table(dict(zip(("value", "item", "date"), part)))
        assert table.to_dict() == {name: values.to_pylist() for name, values in zip(("value", "item", "date"), part)}
        assert place(table["value"]) == numbers.buffers()[1].address + 8 * start
        assert place(table["date"]) == days.buffers()[1].address + 4 * start
        native = table["item"]._as_native()
        assert address(native.values) == texts.buffers()[2].address
        assert address(native.offsets) == texts.buffers()[1].address + 8 * start


@pytest.mark.parametrize("start", [0, 3, 8, 11])
def test_arrow_arrays_with_missing_values(pa, start):
    numbers = pa.array([1, None, 3] * 5, pa.int64()).slice(start)
    texts = pa.array(["a", None, "c"] * 5, pa.large_string()).slice(start)
    table = attain.Table({"value": numbers, "item": texts})
    assert table.to_dict() == {"value": numbers.to_pylist(), "item": texts.to_pylist()}


def test_arrow_arrays_of_other_types(pa):
    moment = datetime.datetime(2024, 5, 1, 23)
    for values, expected in (
        (pa.array(["a", None]), ["a", None]),
        (pa.array(["a", "b", "a"]).dictionary_encode(), ["a", "b", "a"]),
        (pa.array([1, 2], pa.int16()), [1, 2]),
        (pa.array([1, None], pa.uint64()), [1, None]),
        (pa.array([0.5], pa.float32()), [0.5]),
        (pa.array([moment], pa.timestamp("us")), [DAY(2024, 5, 1)]),
        (pa.array([moment], pa.date64()), [DAY(2024, 5, 1)]),
        (pa.chunked_array([[1, 2], [3]]), [1, 2, 3]),
        (pa.chunked_array([], pa.int64()), []),
        (pa.array([], pa.large_string()), []),
        (pa.array([None, None]), [None, None]),
    ):
        assert attain.Table({"other": values})["other"].tolist() == expected
    for values in (pa.array([True]), pa.array([Decimal("1.5")]), pa.array([[1]])):
        assert refusal({"other": values}).row == 0
    assert type(refusal({"amount": pa.array([2**63], pa.uint64())})) is attain.Overflow


def test_arrow_tables(pa):
    table = pa.table({"item": ["a", "b"], "value": [30, 70]})
    assert attain.abc(table)["item"].tolist() == ["b", "a"]
    assert attain.abc(table.to_batches()[0])["item"].tolist() == ["b", "a"]

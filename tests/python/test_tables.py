"""Tables from facts: what is taken, what is refused, what is borrowed without a copy; and tables as they are read."""

import datetime
import io
import json
import mmap
from array import array
from decimal import Decimal

import attain
import pytest
from attain._buffer import address

DAY = datetime.date


def where(values):
    """Address of the first element."""
    return address(memoryview(values))


def refusal(data, **options):
    with pytest.raises(attain.Error) as caught:
        attain.Table(data, **options)
    return caught.value


# ---- lists ----


def test_lists_of_every_kind():
    table = attain.Table(
        {
            "customer": [17, 4],
            "name": ["王", "Österreich"],
            "date": [DAY(2024, 2, 29), "2024-03-01"],
            "amount": [2**63 - 1, -(2**63)],
            "ratio": [0.5, 3],
            "when": [DAY(1, 1, 1), DAY(9999, 12, 31)],
        }
    )
    assert len(table) == 2
    assert table.columns == ["customer", "name", "date", "amount", "ratio", "when"]
    assert table.to_dict() == {
        "customer": [17, 4],
        "name": ["王", "Österreich"],
        "date": [DAY(2024, 2, 29), DAY(2024, 3, 1)],
        "amount": [2**63 - 1, -(2**63)],
        "ratio": [0.5, 3.0],
        "when": [DAY(1, 1, 1), DAY(9999, 12, 31)],
    }
    assert [(column.type, column.meaning, column.decimals) for column in map(table.__getitem__, table.columns)] == [
        ("i64", "code", 0),
        ("text", "none", 0),
        ("i32", "day", 0),
        ("i64", "amount", 2),
        ("f64", "none", 0),
        ("i32", "day", 0),
    ]


def test_missing_values_of_every_kind():
    columns = {
        "key": [1, None, 3] * 4,
        "text": [None, "", "x"] * 4,
        "when": [DAY(2024, 1, 1), None, None] * 4,
        "ratio": [None, 1.5, None] * 4,
        "nothing": [None] * 12,
    }
    table = attain.Table(columns)
    assert table.to_dict() == columns
    assert table["key"].missing == [1, 4, 7, 10]
    assert [table["text"][row] for row in range(3)] == [None, "", "x"]
    assert table.copy().to_dict() == columns


def test_empty_columns_and_tables():
    assert attain.Table().columns == [] and len(attain.Table()) == 0
    table = attain.Table({"customer": [], "date": [], "amount": []})
    assert len(table) == 0 and table.to_dict() == {"customer": [], "date": [], "amount": []}
    assert table.to_csv() == "customer,date,amount\n"
    assert table["amount"].view().tolist() == []
    assert attain.rfm([], "2024-12-31").columns == attain.rfm(table, "2024-12-31").columns
    assert len(attain.abc([])) == 0


def test_datetimes_give_their_date():
    berlin = datetime.timezone(datetime.timedelta(hours=2))
    moments = [datetime.datetime(2024, 5, 1, 23, 59), datetime.datetime(2024, 5, 2, 0, 30, tzinfo=berlin)]
    assert attain.Table({"date": moments})["date"].tolist() == [DAY(2024, 5, 1), DAY(2024, 5, 2)]


def test_dates_as_text_in_both_iso_forms():
    assert attain.Table({"date": ["2024-05-01", "20240502", "2024-05-01"]})["date"].tolist() == [
        DAY(2024, 5, 1),
        DAY(2024, 5, 2),
        DAY(2024, 5, 1),
    ]
    assert attain.Table({"other": ["2024-05-01"]})["other"].tolist() == ["2024-05-01"]  # nobody said it is a day


def test_rows_as_mappings():
    rows = [{"item": "a", "value": 5}, {"value": 7, "note": "x"}, {"item": "c"}]
    assert attain.Table(rows).to_dict() == {
        "item": ["a", None, "c"],
        "value": [5, 7, None],
        "note": [None, "x", None],
    }
    assert list(attain.abc(row for row in [{"item": 1, "value": 5}, {"item": 2, "value": 9}])["item"]) == [2, 1]


def test_iterables_and_sequences():
    table = attain.Table({"item": ("a", "b"), "value": range(2), "other": (n * n for n in range(2))})
    assert table.to_dict() == {"item": ["a", "b"], "value": [0, 1], "other": [0, 1]}


@pytest.mark.parametrize(
    "values, row, kind, words",
    [
        ([5, 1.5], 1, attain.BadSchema, "minor_units"),
        ([1.0, float("nan")], 0, attain.BadSchema, "minor_units"),
        ([5, None, True], 2, attain.BadSchema, "minor_units"),
        ([5, "12.50"], 1, attain.BadSchema, "minor_units"),
        (["12.50"], 0, attain.BadSchema, "minor_units"),
        ([Decimal("12.50")], 0, attain.BadSchema, "minor_units"),
        (array("d", [12.5]), 0, attain.BadSchema, "minor_units"),
        ([DAY(2024, 1, 1)], 0, attain.BadSchema, "minor_units"),
        ([0, 2**63], 1, attain.Overflow, "64 bits"),
        ([None, -(2**63) - 1], 1, attain.Overflow, "64 bits"),
        (array("Q", [1, 2**63]), 1, attain.Overflow, "64 bits"),
    ],
)
def test_what_is_no_amount_is_refused_with_its_row(values, row, kind, words):
    error = refusal({"amount": values})
    assert type(error) is kind and words in str(error)
    assert (error.argument, error.row) == ("amount", row)


@pytest.mark.parametrize(
    "name, values, row, kind",
    [
        ("customer", [1, "a"], 1, attain.BadSchema),
        ("customer", ["a", 1], 1, attain.BadSchema),
        ("customer", [1.0], 0, attain.BadSchema),
        ("customer", [True], 0, attain.BadSchema),
        ("customer", [None, b"a"], 1, attain.BadSchema),
        ("customer", [DAY(2024, 1, 1)], 0, attain.BadSchema),
        ("customer", ["a", "\ud800"], 1, attain.BadFormat),
        ("date", ["2024-01-01", "2024-02-30"], 1, attain.BadValue),
        ("date", ["2024-01-01", "1 May"], 1, attain.BadFormat),
        ("date", [DAY(2024, 1, 1), 5], 1, attain.BadSchema),
        ("date", [1.5], 0, attain.BadSchema),
        ("date", [2**31], 0, attain.BadValue),
        ("other", [1, "a"], 1, attain.BadSchema),
        ("other", ["a", 1.5], 1, attain.BadSchema),
        ("other", [1.5, "a"], 1, attain.BadSchema),
        ("other", [1, 1.5, DAY(2024, 1, 1)], 2, attain.BadSchema),
        ("other", [None, Decimal(1)], 1, attain.BadSchema),
        ("other", [object()], 0, attain.BadSchema),
        ("other", [[1]], 0, attain.BadSchema),
        ("other", [2**64], 0, attain.Overflow),
        ("other", "text", None, attain.BadSchema),
        ("other", b"text", None, attain.BadSchema),
        ("other", 5, None, attain.BadSchema),
        ("other", None, None, attain.BadSchema),
        ("other", memoryview(b"1234").cast("B", (2, 2)), None, attain.BadSchema),
        ("other", memoryview(b"12").cast("?"), None, attain.BadSchema),
    ],
)
def test_what_no_column_can_be_is_refused(name, values, row, kind):
    error = refusal({name: values})
    assert (type(error), error.argument, error.row) == (kind, name, row)


def test_errors_of_a_verb_name_its_table():
    orders = {"customer": [1, 2], "date": ["2024-01-01", "2024-01-02"], "amount": [100, 2.5]}
    with pytest.raises(attain.BadSchema) as caught:
        attain.rfm(orders, "2024-12-31")
    assert (caught.value.argument, caught.value.row, caught.value.value) == ("orders.amount", 1, "2.5")
    with pytest.raises(attain.BadValue) as caught:
        attain.rfm({**orders, "amount": [100, None]}, "2024-12-31")
    assert (caught.value.argument, caught.value.row) == ("orders.amount", 1)


def test_columns_must_have_one_length_and_good_names():
    error = refusal({"item": [1, 2], "value": [1]})
    assert (type(error), error.argument) == (attain.BadSchema, "value")
    with pytest.raises(TypeError):
        attain.Table({5: [1]})
    assert type(refusal({"": [1]})) is attain.InvalidArgument
    for data in ("orders.csv", 5, [1, 2], b"x"):
        with pytest.raises(TypeError):
            attain.Table(data)


# ---- memory that is used where it lies ----


@pytest.mark.parametrize("form, kind", [("q", "i64"), ("i", "i32"), ("d", "f64"), ("l", "i64")])
def test_arrays_are_borrowed(form, kind):
    values = array(form, [3, 1, 2])
    column = attain.Table({"other": values})["other"]
    assert column.type == kind
    assert address(column.view()) == where(values)
    values[1] = 9  # it is the same memory
    assert column.tolist() == [3, 9, 2]


@pytest.mark.parametrize(
    "view",
    [
        memoryview(array("q", [3, 1, 2]).tobytes()).cast("q"),
        memoryview(array("q", [3, 1, 2])).toreadonly(),
        memoryview(array("q", [0, 3, 1, 2, 0]))[1:4],
    ],
    ids=["bytes", "read-only", "part"],
)
def test_views_are_borrowed_also_when_they_cannot_be_written(view):
    table = attain.Table({"value": view})
    assert address(table["value"].view()) == address(view)
    assert table["value"].tolist() == [3, 1, 2]


def test_a_file_in_memory_is_borrowed(tmp_path):
    path = tmp_path / "amounts"
    path.write_bytes(array("q", range(1000)).tobytes())
    with open(path, "rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as mapped:
        view = memoryview(mapped).cast("q")
        table = attain.Table({"item": array("q", range(1000)), "value": view})
        assert address(table["value"].view()) == address(view)
        assert sum(attain.abc(table)["value"]) == 499500
        del table
        view.release()


def test_a_day_column_of_32_bits_is_borrowed():
    days = array("i", [19782, 19783])
    table = attain.Table({"customer": [1, 1], "date": days, "amount": [5, 6]})
    assert table["date"].tolist() == [DAY(2024, 2, 29), DAY(2024, 3, 1)]
    assert address(table["date"].view()) == where(days)


def test_columns_of_a_table_are_borrowed_by_another():
    first = attain.Table({"item": ["a", None, "ccc"], "value": [5, None, 7], "when": [DAY(2024, 1, 1)] * 3})
    second = attain.Table({"copy": first["item"], "value": first["value"], "day": first["when"]})
    assert second.to_dict() == {"copy": ["a", None, "ccc"], "value": [5, None, 7], "day": [DAY(2024, 1, 1)] * 3}
    assert address(second["value"].view()) == address(first["value"].view())
    assert second["value"].meaning == "amount" and second["day"].meaning == "day"
    third = attain.Table(first, columns={"label": "item"})
    first.close()
    assert third.columns == ["label", "value", "when"] and third["label"].tolist() == ["a", None, "ccc"]
    assert second["copy"].tolist() == ["a", None, "ccc"]


@pytest.mark.parametrize("form", "bBhHIL")
def test_arrays_of_other_widths_are_converted(form):
    assert attain.Table({"value": array(form, [3, 1, 2])})["value"].tolist() == [3, 1, 2]


def test_views_with_gaps_are_converted():
    assert attain.Table({"value": memoryview(array("q", range(6)))[::2]})["value"].tolist() == [0, 2, 4]
    assert attain.Table({"other": array("f", [0.5])})["other"].tolist() == [0.5]


def test_a_copy_borrows_nothing():
    values = array("q", [1, 2])
    copy = attain.Table({"value": values}).copy()
    assert address(copy["value"].view()) != where(values)
    values.append(3)
    assert copy["value"].tolist() == [1, 2] and copy["value"].meaning == "amount"


# ---- schemas, names, decimals ----


def test_a_schema_says_what_columns_are():
    table = attain.Table(
        {"margin": [1250], "when": ["2024-01-31"], "share": [500000000], "note": ["x"]},
        schema={"margin": "amount", "when": "day", "share": "rate"},
        decimals=3,
    )
    assert [table[name].meaning for name in table.columns] == ["amount", "day", "rate", "none"]
    assert table.decimals("margin") == 3 and table.decimals("share") == 0
    assert table.decimal("margin") == [Decimal("1.250")] and table.decimal("share") == [Decimal("0.5")]
    with pytest.raises(attain.BadSchema):
        attain.Table({"margin": [1.5]}, schema={"margin": "amount"})
    assert attain.Table({"value": [1.5]}, schema={})["value"].type == "f64"


def test_schemas_of_verbs():
    assert [tuple(column) for column in attain.Rfm.input_schema()] == [
        ("customer", "key", "code", True),
        ("date", "i32", "day", True),
        ("amount", "i64", "amount", True),
        ("order", "key", "code", False),
    ]
    assert [column.name for column in attain.Rfm.output_schema()] == attain.rfm([], "2024-12-31").columns
    assert [column.name for column in attain.Abc.output_schema()] == attain.abc([]).columns
    assert repr(attain.Abc.input_schema()) == "<attain.Schema item, value>"
    assert repr(attain.Schema({"a": "key", "b": "day?"})) == "<attain.Schema a, b?>"
    with pytest.raises(IndexError):
        attain.Abc.input_schema()[2]
    with pytest.raises(attain.InvalidArgument) as caught:
        attain.Schema({"a": "money"})
    assert (caught.value.argument, caught.value.value) == ("schema.a", "money")
    with pytest.raises(attain.InvalidArgument):
        attain.Table({}, schema="customers")


def test_columns_of_another_name():
    orders = {"CustomerID": [7, 9], "When": ["2024-11-01", "2024-12-01"], "Net": [100, 200], "customer": ["x", "y"]}
    names = {"customer": "CustomerID", "date": "When", "amount": "Net"}
    assert attain.rfm(orders, "2024-12-31", columns=names)["customer"].tolist() == [7, 9]
    table = attain.Table(orders, columns=names)
    assert table.columns == ["customer", "date", "amount"]
    assert attain.rfm(table, "2024-12-31")["customer"].tolist() == [7, 9]
    both = attain.rfm(attain.Table(orders, schema={}), "2024-12-31", columns={**names, "order": "CustomerID"})
    assert both["frequency"].tolist() == [1, 1]
    with pytest.raises(attain.BadSchema) as caught:
        attain.rfm(orders, "2024-12-31", columns={"customer": "Customer"})
    assert (caught.value.argument, caught.value.value) == ("orders.customer", "Customer")
    with pytest.raises(attain.BadSchema) as caught:
        attain.rfm(orders, "2024-12-31", columns={"custmer": "CustomerID"})
    assert caught.value.argument == "orders.custmer"


def test_a_table_of_plain_columns_gets_what_a_verb_needs():
    """Made without a word about what they are, a text column can still be the day and a number the amount."""
    table = attain.Table({"item": ["a", "b"], "value": array("q", [70, 30])}, schema={})
    assert attain.abc(table, decimals=0).decimals("value") == 0
    plain = attain.Table({"customer": ["a"], "date": ["2024-12-01"], "amount": [5]}, schema={})
    assert attain.rfm(plain, "2024-12-31", segments=False)["recency"].tolist() == [30]


def test_decimals_reach_the_result():
    items = {"item": ["a"], "value": [1250]}
    assert attain.abc(items).decimal("value") == [Decimal("12.50")]
    assert attain.abc(items, decimals=0).decimal("value") == [Decimal("1250")]
    assert attain.abc(attain.Table(items, decimals=3)).decimal("value") == [Decimal("1.250")]
    for decimals in (-1, 10, 2**40):
        with pytest.raises(attain.InvalidArgument) as caught:
            attain.Table(items, decimals=decimals)
        assert caught.value.argument == "decimals"


# ---- reading ----


@pytest.fixture
def classes():
    """70, 20 and 10 of 100: shares 70 %, 20 %, 10 %."""
    return attain.abc({"item": ["c", "a", "b"], "value": [1000, 7000, 2000]})


def test_rows_and_columns(classes):
    assert len(classes) == 3 and "value" in classes and "amount" not in classes
    assert classes[0] == {
        "item": "a",
        "value": 7000,
        "share": 700000000,
        "cumulative": 700000000,
        "class": "A",
    }
    assert classes[-1]["item"] == "c"
    assert [row["class"] for row in classes] == [row["class"] for row in classes.rows()] == ["A", "B", "C"]
    with pytest.raises(IndexError):
        classes[3]
    with pytest.raises(KeyError, match="no column 'amount'; the table has item, value"):
        classes["amount"]
    with pytest.raises(KeyError):
        classes.decimals("amount")


def test_a_column_is_a_sequence(classes):
    value = classes["value"]
    assert len(value) == 3 and value[0] == 7000 and value[-1] == 1000
    assert value[1:] == [2000, 1000] and value[::-1] == [1000, 2000, 7000]
    assert value == [7000, 2000, 1000] and value != [1] and value == (7000, 2000, 1000) and not value == "x"
    assert list(reversed(value)) == [1000, 2000, 7000] and value.index(2000) == 1 and 7000 in value
    with pytest.raises(IndexError):
        value[3]
    assert repr(value) == "<attain.Column value: [7000, 2000, 1000]>"
    many = attain.Table({"value": range(9)})["value"]
    assert repr(many) == "<attain.Column value: [0, 1, 2, 3, 4, ...]>"
    with pytest.raises(TypeError):
        hash(value)


def test_exact_decimals(classes):
    assert classes.decimal("value") == [Decimal("70.00"), Decimal("20.00"), Decimal("10.00")]
    assert classes.decimal("cumulative") == [Decimal("0.7"), Decimal("0.9"), Decimal("1")]
    low = attain.Table({"value": [-(2**63), None, 5]}, decimals=9)
    assert low.decimal("value") == [Decimal("-9223372036.854775808"), None, Decimal("0.000000005")]
    for name in ("item", "class"):
        with pytest.raises(TypeError):
            classes.decimal(name)


def test_views_are_read_only(classes):
    view = classes["value"].view()
    assert view.readonly and view.format == "q" and view.tolist() == [7000, 2000, 1000]
    with pytest.raises(TypeError):
        view[0] = 1
    with pytest.raises(TypeError, match="holds text"):
        classes["item"].view()


def test_text_that_is_long_and_not_ascii():
    names = ["恒远建材", "", "a" * 1000, "Ünïcödé", "\U0001f600", "zero\0byte"]
    table = attain.Table({"item": names})
    assert table["item"].tolist() == names
    assert [table["item"][row] for row in range(6)] == names
    assert table.copy()["item"].tolist() == names


# ---- written ----


def test_formats():
    table = attain.Table({"item": ["a", 'say "b"'], "value": [1250, None]})
    assert table.to_csv() == 'item,value\na,12.50\n"say ""b""",\n'
    assert json.loads(table.to_json(), parse_float=Decimal) == [
        {"item": "a", "value": Decimal("12.50")},
        {"item": 'say "b"', "value": None},
    ]
    assert table.to_markdown().startswith("| Item")
    assert str(table) == table.to_text().rstrip("\n")
    assert str(table).splitlines()[2].split() == ["a", "12.50"]
    assert repr(table) == "<attain.Table 2 rows: item, value>"
    assert repr(attain.Table({"item": [1]})) == "<attain.Table 1 row: item>"


def test_languages():
    scores = attain.rfm([], "2024-12-31")
    assert scores.to_text("zh") != scores.to_text("en")
    assert attain.label("monetary") == "Monetary" and attain.label("no such name") is None
    assert attain.label("monetary", "zh") in scores.to_text("zh")
    for use in (lambda: scores.to_text("de"), lambda: attain.label("x", "de")):
        with pytest.raises(attain.InvalidArgument) as caught:
            use()
        assert caught.value.argument == "lang"


def test_writing_to_files(tmp_path):
    table = attain.Table({"item": ["a"], "value": [1250]})
    table.write(tmp_path / "t.csv")
    assert (tmp_path / "t.csv").read_text() == "item,value\na,12.50\n"
    buffer = io.BytesIO()
    table.write(buffer, format="json")
    assert json.loads(buffer.getvalue()) == [{"item": "a", "value": 12.5}]
    with pytest.raises(TypeError):  # a text file takes no bytes
        table.write(io.StringIO())
    with pytest.raises(attain.InvalidArgument):
        table.write(buffer, format="xml")


# ---- CSV ----

CSV = b"customer,date,amount,note\n17,2024-02-29,1999.90,x\n4,2024-03-01,-5,y\n"


def test_csv_from_everywhere(tmp_path):
    path = tmp_path / "orders.csv"
    path.write_bytes(CSV)
    expected = {
        "customer": [17, 4],
        "date": [DAY(2024, 2, 29), DAY(2024, 3, 1)],
        "amount": [199990, -500],
    }
    for source in (path, str(path), CSV, bytearray(CSV), memoryview(CSV), io.BytesIO(CSV)):
        assert attain.read_csv(source).to_dict() == expected
    assert attain.read_csv(CSV, decimals=3)["amount"].tolist() == [1999900, -5000]
    assert attain.read_csv(CSV.replace(b",", b";"), delimiter=";").to_dict() == expected
    assert attain.read_csv(b"\xef\xbb\xbf" + CSV.replace(b"\n", b"\r\n")).to_dict() == expected
    with pytest.raises(TypeError):
        attain.read_csv(io.StringIO("customer"))
    with pytest.raises(FileNotFoundError):
        attain.read_csv(tmp_path / "missing.csv")


def test_csv_schemas():
    items = attain.read_csv(b"item,value\n007,5\n8,6\n", "items")
    assert items["item"].tolist() == ["007", "8"]  # not every value is a canonical integer
    deals = attain.read_csv(b"deal,payee,date,amount\n1,li,2024-01-01,5.5\n", "deals")
    assert deals.columns == ["payee", "date", "amount", "deal"]
    own = attain.read_csv(
        b"who,how much\nli,0.5\n", {"payee": "key", "share": "rate"}, columns={"payee": "who", "share": "how much"}
    )
    assert own.to_dict() == {"payee": ["li"], "share": [500000000]}
    pay = attain.Pay().add_plan("a").add_rates("c", basis="margin", tiers=[(0, "1%")])
    margins = attain.read_csv(b"payee,date,margin\nli,2024-01-01,200\n", pay.input_schema())
    assert pay.run(margins)["amount"].tolist() == [200]
    assert len(attain.read_csv(b"")) == 0


@pytest.mark.parametrize(
    "text, options, kind, argument, row",
    [
        (b"customer,date,amount\n1,2024-01-01,1.005\n", {}, attain.BadFormat, "amount", 0),
        (b"customer,date,amount\n1,2024-01-01,5\n1,2024-02-30,5\n", {}, attain.BadFormat, "date", 1),
        (b"customer,date,amount\n1,2024-01-01,92233720368547758.08\n", {}, attain.Overflow, "amount", 0),
        (b"customer,date,amount\n1,2024-01-01,x\n", {}, attain.BadFormat, "amount", 0),
        (b"customer,date\n1,2024-01-01\n", {}, attain.BadSchema, "amount", None),
        (b"customer,date,date,amount\n", {}, attain.BadSchema, "date", None),
        (b"a,date,amount\n", {"columns": {"customer": "b"}}, attain.BadSchema, "customer", None),
        (b"a,date,amount\n", {"columns": {"who": "a"}}, attain.BadSchema, "who", None),
        (CSV, {"delimiter": ";;"}, attain.InvalidArgument, "delimiter", None),
        (CSV, {"delimiter": "a"}, attain.InvalidArgument, "delimiter", None),
        (CSV, {"decimals": 10}, attain.InvalidArgument, "decimals", None),
    ],
)
def test_bad_csv(text, options, kind, argument, row):
    with pytest.raises(attain.Error) as caught:
        attain.read_csv(text, **options)
    assert (type(caught.value), caught.value.argument, caught.value.row) == (kind, argument, row)

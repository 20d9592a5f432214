"""Threads, progress, cancelling, and how long things live."""

import gc
import signal
import threading
import weakref
from array import array

import attain
import pytest
from attain import _context

MANY = 200_000  # rows enough for the library to report progress on the way


@pytest.fixture(scope="module")
def many_orders():
    customers = array("q", [row % 1000 for row in range(MANY)])
    days = array("i", [19000 + row % 700 for row in range(MANY)])
    amounts = array("q", [row % 977 for row in range(MANY)])
    return attain.Table({"customer": customers, "date": days, "amount": amounts})


PLAN = {
    "attain": 1,
    "pay": {
        "plans": [
            {
                "id": "field",
                "components": [
                    {
                        "id": "commission",
                        "kind": "rates",
                        "basis": {"column": "amount"},
                        "accumulate": "year",
                        "mode": "marginal",
                        "tiers": [{"from": 0, "rate": "1%"}, {"from": 1000, "rate": "2%"}],
                    }
                ],
            }
        ]
    },
}


def test_threads_share_a_document_and_a_table():
    plan = attain.Document.read(PLAN)
    deals = attain.Table(
        {
            "payee": [payee for payee in range(50) for _ in range(40)],
            "date": ["2024-02-01"] * 2000,
            "amount": [5000] * 2000,
        },
    )
    # 40 deals of 50.00 are 2000.00 a payee: 1 % of 1000.00 and 2 % of 1000.00 are 30.00.
    expected = {payee: 3000 for payee in range(50)}
    wrong, failures = [], []

    def work():
        try:
            for _ in range(5):
                paid = plan.pay.run(deals)
                if dict(zip(paid["payee"], paid["amount"])) != expected:
                    wrong.append(paid)
                with pytest.raises(attain.BadValue):  # errors do not mix up either
                    attain.allocate(10, [1, -1])
        except BaseException as failure:
            failures.append(failure)

    threads = [threading.Thread(target=work) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not failures and not wrong


def test_every_thread_has_its_own_context_and_it_goes_with_the_thread():
    seen = []

    def work():
        attain.allocate(10, [1, 1])
        seen.append(_context._thread.idle[0]._as_parameter_.value)
        gone.append(weakref.ref(_context._thread.idle[0]))

    gone = []
    attain.allocate(10, [1, 1])
    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    gc.collect()
    assert seen[0] != _context._thread.idle[0]._as_parameter_.value
    assert gone[0]() is None


def with_names(orders, customer, each):
    """The same rows, the customer under another name, and a name for each row."""
    names = list(range(len(orders)))
    return {customer: orders["customer"], "date": orders["date"], "amount": orders["amount"], each: names}


TWO_COMPONENTS = attain.Pay().add_plan("p").add_rates("a").add_rates("b", accumulate="deal")
LONG_CALLS = {
    "rfm": lambda orders: attain.rfm(orders, "2024-12-31"),
    "rfm of orders": lambda orders: attain.rfm(with_names(orders, "customer", "order"), "2024-12-31"),
    "abc": lambda orders: attain.abc(orders, columns={"item": "customer", "value": "amount"}),
    "pay": lambda orders: TWO_COMPONENTS.run(with_names(orders, "payee", "deal"), explain=True),
    "csv": lambda orders: attain.read_csv(attain.Table(orders).to_csv().encode(), "orders"),
    "text": lambda orders: attain.Table(orders).to_text(),
    "lint": lambda orders: attain.Segments([{"segment": "a", "r": 1, "f": 1, "m": (2, 3)}]).lint(attain.Rfm(bins=60)),
}


@pytest.mark.parametrize("verb", LONG_CALLS)
def test_progress_rises_to_the_whole(many_orders, verb):
    calls = []  # a list for each total: what one call was told

    def tell(done, total):
        if not calls or calls[-1][-1][1] != total:
            calls.append([])
        calls[-1].append((done, total))

    with attain.progress(tell):
        LONG_CALLS[verb](many_orders)
    assert 1 <= len(calls) <= 2  # the CSV is written and then read
    for told in calls:
        assert told == sorted(told) and all(0 <= done <= total for done, total in told)
    before = len(calls)
    LONG_CALLS[verb](many_orders)
    assert len(calls) == before  # only inside the block


def test_a_true_answer_cancels(many_orders):
    with attain.progress(lambda done, total: True):
        with pytest.raises(attain.Cancelled) as caught:
            attain.rfm(many_orders, "2024-12-31")
    assert caught.value.status_name == "cancelled"
    assert len(attain.rfm(many_orders, "2024-12-31")) == 1000


def test_what_the_callback_raises_comes_out(many_orders):
    class Stop(Exception):
        pass

    def stop(done, total):
        raise Stop(done)

    with attain.progress(stop), pytest.raises(Stop):
        attain.rfm(many_orders, "2024-12-31")


def test_control_c_ends_a_call(many_orders):
    def interrupt(done, total):
        signal.raise_signal(signal.SIGINT)

    # A process started in the background may ignore the signal.
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        with attain.progress(interrupt), pytest.raises(KeyboardInterrupt):
            attain.rfm(many_orders, "2024-12-31")
    finally:
        signal.signal(signal.SIGINT, before)


def test_a_callback_may_call_the_library(many_orders):
    parts = []

    def split(done, total):
        parts.append(attain.allocate(10000, [1, 1, 1]))
        with pytest.raises(attain.BadValue):
            attain.allocate(1, [-1])
        attain.rfm(many_orders, "2024-12-31")  # a long call of its own reports to nobody

    with attain.progress(split):
        attain.abc({"item": array("q", range(MANY)), "value": array("q", range(MANY))})
    assert parts and all(part == [3334, 3333, 3333] for part in parts)


def test_progress_blocks_nest(many_orders):
    outer, inner = [], []
    with attain.progress(lambda done, total: outer.append(done)):
        with attain.progress(lambda done, total: inner.append(done)):
            attain.rfm(many_orders, "2024-12-31")
        assert inner and not outer
        attain.rfm(many_orders, "2024-12-31")
    assert outer
    with pytest.raises(TypeError):
        with attain.progress("callback"):
            pass


# ---- how long things live ----


def test_closing():
    table = attain.Table({"item": ["a"], "value": [5]})
    assert not table.closed
    with table as same:
        assert same is table
    assert table.closed
    table.close()  # again
    for use in (len, lambda t: t["item"], lambda t: t.to_csv(), lambda t: t.columns, attain.abc, list):
        with pytest.raises(attain.InvalidArgument, match="this Table is closed"):
            use(table)
    with pytest.raises(attain.InvalidArgument):
        with table:
            pass
    assert repr(table) == "<attain.Table closed>"


@pytest.mark.parametrize(
    "make",
    [
        lambda: attain.Table({"item": [1]}),
        lambda: attain.Schema({"item": "key"}),
        attain.Calendar,
        attain.Goals,
        attain.Segments,
        attain.Rfm,
        attain.Abc,
        attain.Rates,
        attain.Pay,
        attain.Document,
    ],
)
def test_everything_is_closed_and_freed(make):
    thing = make()
    handle = weakref.ref(thing._handle)
    with thing:
        pass
    assert thing.closed and handle() is None
    assert repr(thing) == f"<attain.{type(thing).__name__} closed>"
    other = make()
    handle = weakref.ref(other._handle)
    del other
    gc.collect()
    assert handle() is None


def test_columns_and_views_outlive_their_table():
    table = attain.abc({"item": ["a", "b"], "value": [70, 30]})
    handle = weakref.ref(table._handle)
    column, view = table["value"], table["value"].view()
    text = table["item"]
    table.close()
    gc.collect()
    assert handle() is not None
    assert list(column) == [70, 30] and view.tolist() == [70, 30] and text[0] == "a"
    del column, text
    gc.collect()
    assert handle() is not None and view[1] == 30
    del view
    gc.collect()
    assert handle() is None


def test_a_section_keeps_its_document():
    pay = attain.Document.read(PLAN).pay
    gc.collect()
    paid = pay.run({"payee": [1], "date": ["2024-01-01"], "amount": [10000]})
    assert paid["amount"].tolist() == [100]


def test_borrowed_memory_stays_as_long_as_the_table():
    amounts = array("q", [5, 7])
    table = attain.Table({"item": [1, 2], "value": amounts})
    with pytest.raises(BufferError):  # the array cannot move away while it is lent
        amounts.append(9)
    del amounts
    gc.collect()
    assert table["value"].tolist() == [5, 7]

"""Exceptions: every status has its class, every class carries the record."""

import copy
import pickle
from ctypes import byref

import attain
import pytest
from attain import _context, _error, _library
from attain import _prototypes as c

CODES = {name: value for name, value in vars(c).items() if name.startswith("ATTAIN_ERROR_")}


def test_every_status_has_its_own_class():
    assert len(CODES) == 9
    assert set(_error.BY_STATUS) == set(CODES.values())
    for status in CODES.values():
        kind = _error.BY_STATUS[status]
        assert kind.status == status
        assert kind.status_name == _library.text(_library.lib.attain_status_name(status))
        assert getattr(attain, kind.__name__) is kind and kind.__name__ in attain.__all__
        assert issubclass(kind, attain.Error)


def test_no_name_hides_a_builtin():
    import builtins

    assert not [name for name in attain.__all__ if hasattr(builtins, name)]


@pytest.mark.parametrize(
    "kind, builtin",
    [
        (attain.InvalidArgument, ValueError),
        (attain.BadFormat, ValueError),
        (attain.BadSchema, ValueError),
        (attain.BadValue, ValueError),
        (attain.BadRule, ValueError),
        (attain.Overflow, OverflowError),
        (attain.OutOfMemory, MemoryError),
    ],
)
def test_errors_are_also_what_python_calls_them(kind, builtin):
    assert issubclass(kind, builtin)


def raised(function):
    with pytest.raises(attain.Error) as caught:
        function()
    return caught.value


@pytest.mark.parametrize(
    "function, kind, argument, row, value",
    [
        (lambda: attain.Rfm(bins=101), attain.InvalidArgument, "bins", None, "101"),
        (lambda: attain.allocate(10, [2**62, 2**62]), attain.Overflow, "weights", 1, str(2**62)),
        (lambda: attain.rate("1.5 %"), attain.BadFormat, "rate", None, "1.5 %"),
        (lambda: attain.rfm({"customer": [1]}, "2024-12-31"), attain.BadSchema, "orders.date", None, None),
        (lambda: attain.allocate(10, [1, 2, -3]), attain.BadValue, "weights", 2, "-3"),
        (lambda: attain.Rates("whole", [(0, "1%"), (0, "2%")]), attain.BadRule, "tiers.from", 1, "0"),
    ],
)
def test_the_record_of_the_library_is_on_the_exception(function, kind, argument, row, value):
    error = raised(function)
    assert type(error) is kind
    assert (error.argument, error.row, error.value) == (argument, row, value)
    assert error.status == kind.status
    assert argument in str(error)


def test_an_error_without_argument_row_or_value_has_none():
    table = attain.Table({"item": [1]})
    table.close()
    error = raised(lambda: len(table))
    assert (error.argument, error.row, error.value) == (None, None, None)
    with attain.progress(lambda done, total: True):
        many = range(200_000)
        error = raised(lambda: attain.abc({"item": list(many), "value": list(many)}))
    assert (type(error), error.argument, error.row, error.value) == (attain.Cancelled, None, None, None)


def test_errors_can_be_pickled_and_copied():
    error = raised(lambda: attain.allocate(10, [1, -3]))
    for other in (pickle.loads(pickle.dumps(error)), copy.copy(error)):
        assert type(other) is attain.BadValue
        assert str(other) == str(error)
        assert (other.status, other.argument, other.row, other.value) == (error.status, "weights", 1, "-3")


def test_an_unknown_status_is_a_plain_error():
    context = _context._new_context()
    error = _context._error(context, -999)
    assert type(error) is attain.Error
    assert (error.status, error.status_name) == (-999, "unknown")


def test_out_of_memory_is_an_exception_and_leaves_no_trace(monkeypatch):
    """The thread's context is replaced by one whose allocator can be told to give nothing."""
    libc = _library.ctypes.CDLL(None)
    libc.realloc.restype, libc.realloc.argtypes = c.c_void_p, [c.c_void_p, c.c_size_t]
    libc.free.argtypes = [c.c_void_p]
    left = [10**9]

    @c.attain_reallocate_function
    def reallocate(block, size, user):
        if size == 0:
            libc.free(block)
            return None
        left[0] -= 1
        return None if left[0] < 0 else libc.realloc(block, size)

    pointer = c.attain_context()
    allocator = c.attain_allocator(reallocate, None)
    assert _library.lib.attain_context_create(byref(allocator), byref(pointer)) == c.ATTAIN_OK
    context = _context.Handle(pointer, _library.lib.attain_context_destroy)
    monkeypatch.setattr(_context._thread, "idle", [context])

    orders = {"customer": ["li", "wang"], "date": ["2024-01-01", "2024-05-01"], "amount": [500, 700]}
    whole = None
    for allowed in range(2000):
        left[0] = allowed
        try:
            whole = attain.rfm(orders, "2024-12-31", bins=2, segments=False)["monetary"].tolist()
            break
        except attain.OutOfMemory as error:
            assert isinstance(error, MemoryError) and error.status_name == "memory"
        finally:
            left[0] = 10**9
    assert allowed > 10
    assert whole == [500, 700]
    monkeypatch.undo()
    del context  # its memory goes through the callback, which must still be there


def test_what_a_file_raises_comes_out_of_the_call():
    class Full:
        def write(self, data):
            raise OSError("disk full")

    for thing in (attain.Table({"item": [1]}), attain.Document()):
        with pytest.raises(OSError, match="disk full"):
            thing.write(Full())


def test_a_write_callback_that_refuses_is_an_error_of_its_own():
    @c.attain_write_function
    def refuse(data, length, user):
        return 1

    with attain.Table({"item": [1]}) as table, pytest.raises(attain.WriteFailed):
        _context.call(_library.lib.attain_table_write, table._handle, c.ATTAIN_FORMAT_CSV, 0, refuse, None)

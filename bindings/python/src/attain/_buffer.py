"""Memory the library reads where it lies. Every array on its way in or out is a memoryview, which keeps its
owner alive."""

from __future__ import annotations

import ctypes
from array import array
from typing import Any, Iterable, Optional

_python = ctypes.pythonapi


class _PyBuffer(ctypes.Structure):
    """Py_buffer of the stable interface of CPython."""

    _fields_ = [
        ("buf", ctypes.c_void_p),
        ("obj", ctypes.c_void_p),
        ("len", ctypes.c_ssize_t),
        ("itemsize", ctypes.c_ssize_t),
        ("readonly", ctypes.c_int),
        ("ndim", ctypes.c_int),
        ("format", ctypes.c_char_p),
        ("shape", ctypes.c_void_p),
        ("strides", ctypes.c_void_p),
        ("suboffsets", ctypes.c_void_p),
        ("internal", ctypes.c_void_p),
    ]


_python.PyObject_GetBuffer.argtypes = [ctypes.py_object, ctypes.POINTER(_PyBuffer), ctypes.c_int]
_python.PyBuffer_Release.argtypes = [ctypes.POINTER(_PyBuffer)]
_python.PyBuffer_Release.restype = None


def address(view: memoryview) -> int:
    """Where the bytes of a contiguous view are. ctypes itself tells only for those that may be written to."""
    buffer = _PyBuffer()
    _python.PyObject_GetBuffer(view, ctypes.byref(buffer), 0)
    try:
        return buffer.buf or 0
    finally:
        _python.PyBuffer_Release(ctypes.byref(buffer))


def pointer(view: Optional[memoryview], kind: Any) -> Any:
    """A typed pointer to the first element, which keeps the view alive; NULL for no view."""
    if view is None:
        return None
    first = ctypes.cast(address(view), ctypes.POINTER(kind))
    first.owner = view
    return first


def lend(first: Any, kind: Any, form: str, count: int, owner: object) -> memoryview:
    """A read-only view of `count` numbers at a pointer the library gave; the view keeps their owner alive."""
    if count == 0:
        return memoryview(array(form)).toreadonly()
    block = (kind * count).from_address(ctypes.cast(first, ctypes.c_void_p).value)
    block.owner = owner
    return as_numbers(memoryview(block), form).toreadonly()


def as_numbers(view: memoryview, form: str) -> memoryview:
    """The same memory as numbers of another format."""
    return view.cast("B").cast(form)  # type: ignore[call-overload]


def numbers(form: str, values: Iterable[Any]) -> memoryview:
    """A view of new memory that holds these numbers."""
    return memoryview(array(form, values))


def bitmap(present: Iterable[bool]) -> memoryview:
    """The validity bitmap: one bit a row, the first in the lowest bit of the first byte."""
    digits = "".join(["1" if there else "0" for there in present])
    return memoryview(int(digits[::-1] or "0", 2).to_bytes((len(digits) + 7) // 8, "little"))


def missing_rows(validity: Optional[memoryview], rows: int) -> list[int]:
    """The rows whose bit is not set."""
    if validity is None:
        return []
    return [row for row in range(rows) if not validity[row >> 3] >> (row & 7) & 1]

"""Calls into the library: a context for each thread, errors as exceptions, progress, and handles that free
themselves."""

from __future__ import annotations

import threading
import weakref
from contextlib import contextmanager
from ctypes import byref
from typing import Any, Callable, Iterator, Optional, TypeVar

from . import _prototypes as c
from ._error import BY_STATUS, Error, InvalidArgument, OutOfMemory, moved
from ._library import lib, text

Progress = Callable[[int, int], object]
Self = TypeVar("Self", bound="Owner")


class Handle:
    """A thing of the library, destroyed with the last reference to it.

    Columns and views refer to the handle of their table, and what a document lends to the handle of the document, so
    nothing that is still used goes away. `keep` holds what the thing borrows: arrays, or the handle it is a part of.
    """

    __slots__ = ("_as_parameter_", "keep", "__weakref__")

    def __init__(self, pointer: Any, destroy: Optional[Callable[[Any], None]] = None, keep: object = None):
        self._as_parameter_ = pointer
        self.keep = keep
        if destroy is not None:
            # At the end of the program the system takes the memory back; views may be alive until then.
            weakref.finalize(self, destroy, pointer).atexit = False


class Owner:
    """What has a handle: it is closed by close(), at the end of a `with` block, or when nobody refers to it."""

    __slots__ = ("_native", "__weakref__")
    _native: Optional[Handle]

    def close(self) -> None:
        """Gives the memory back, as soon as no column, view or part of this is in use. May be called again."""
        self._native = None

    @property
    def closed(self) -> bool:
        """Whether it was closed."""
        return self._native is None

    @property
    def _handle(self) -> Handle:
        handle = self._native
        if handle is None:
            raise InvalidArgument(f"this {type(self).__name__} is closed")
        return handle

    def __enter__(self: Self) -> Self:
        _ = self._handle  # of what is closed there is none
        return self

    def __exit__(self, *exception: object) -> None:
        self.close()

    def __repr__(self) -> str:
        shown = "closed" if self.closed else self._shown()
        return f"<attain.{type(self).__name__}{' ' if shown else ''}{shown}>"

    def _shown(self) -> str:
        """What repr() says of one that is open."""
        return ""


class _Thread(threading.local):
    """What each thread has of its own."""

    def __init__(self) -> None:
        self.idle: list[Handle] = []  # contexts that no call is using; a callback may make calls of its own
        self.progress: Optional[Progress] = None
        self.failure: Optional[BaseException] = None  # what a callback of the running call raised


_thread = _Thread()


@c.attain_progress_function  # type: ignore[untyped-decorator]
def _on_progress(done: int, total: int, user: object) -> int:
    # Also without a callback of the user's this lets Python handle signals, so that Ctrl-C ends a long call.
    thread = _thread
    try:
        progress, thread.progress = thread.progress, None  # what the callback calls does not report to it
        try:
            return 1 if progress is not None and progress(done, total) else 0
        finally:
            thread.progress = progress
    except BaseException as failure:
        thread.failure = failure
        return 1


def _new_context() -> Handle:
    pointer = c.attain_context()
    if lib.attain_context_create(None, byref(pointer)) != c.ATTAIN_OK:
        raise OutOfMemory("out of memory")
    context = Handle(pointer, lib.attain_context_destroy)
    lib.attain_context_set_progress(context, _on_progress, None)
    return context


def _error(context: Handle, status: int) -> Error:
    row = lib.attain_context_error_row(context)
    return BY_STATUS.get(status, Error)(
        text(lib.attain_context_error(context)),
        text(lib.attain_context_error_argument(context)) or None,
        None if row < 0 else row,
        text(lib.attain_context_error_value(context)) or None,
        status,
    )


def call(function: Any, *arguments: Any) -> None:
    """Calls a function that takes a context first and returns a status; raises what went wrong."""
    thread = _thread
    context = thread.idle.pop() if thread.idle else _new_context()
    outer, thread.failure = thread.failure, None
    try:
        status = function(context, *arguments)
        if status != c.ATTAIN_OK:
            if thread.failure is not None:
                raise thread.failure
            raise _error(context, status)
    finally:
        thread.failure = outer
        thread.idle.append(context)


def call_as(argument: str, function: Any, *arguments: Any) -> None:
    """As call(); an error names the argument by the name it has here."""
    try:
        call(function, *arguments)
    except Error as error:
        raise moved(error, argument, error.row) from None


def create(kind: Any, function: Any, *arguments: Any, destroy: Any, keep: object = None) -> Handle:
    """Calls a function whose last argument receives a new thing of that kind."""
    pointer = kind()
    call(function, *arguments, byref(pointer))
    return Handle(pointer, destroy, keep)


def keep_failure(failure: BaseException) -> None:
    """Called in a callback: the running call fails with this."""
    _thread.failure = failure


@contextmanager
def progress(callback: Progress) -> Iterator[None]:
    """While the block runs, long calls of this thread tell how far they have come.

    The callback is given the units of work done and the units in all. When it returns something true the call
    ends with `attain.Cancelled`; what it raises comes out of the call.

    >>> with attain.progress(lambda done, total: print(f"{done} of {total}")):
    ...     attain.allocate(10000, [1, 1, 1])
    [3334, 3333, 3333]
    """
    if not callable(callback):
        raise TypeError("the progress callback must be callable")
    outer, _thread.progress = _thread.progress, callback
    try:
        yield
    finally:
        _thread.progress = outer

"""Finds libattain, loads it, and tells ctypes how each of its functions is called.

The library is looked for in this order: the path in the environment variable ATTAIN_LIBRARY, the file bundled
with this package, the libraries of the system.
"""

from __future__ import annotations

import ctypes
import ctypes.util
import os
import sys
from pathlib import Path
from typing import Any

from . import _prototypes as c

FILE_NAMES = ("libattain.so", "libattain.dylib", "attain.dll", "libattain.dll")


def find() -> str:
    """The path or name of the library to load."""
    chosen = os.environ.get("ATTAIN_LIBRARY")
    if chosen:
        return chosen
    folders = [Path(folder) / "lib" for folder in sys.modules[__package__].__path__]
    for folder in folders:
        for name in FILE_NAMES:
            if (folder / name).is_file():
                return str(folder / name)
    found = ctypes.util.find_library("attain")
    if found:
        return found
    raise ImportError(
        "the attain library is not there: ATTAIN_LIBRARY is not set, "
        f"{', '.join(map(str, folders))} holds none of {', '.join(FILE_NAMES)}, and the system has no libattain"
    )


def load(path: str) -> Any:
    """The library with all prototypes set. Fails with ImportError when it is not the one they were made for."""
    try:
        library = ctypes.CDLL(path)
    except OSError as error:
        raise ImportError(f"cannot load the attain library: {error}") from error
    missing = [name for name in c.FUNCTIONS if not hasattr(library, name)]
    if "attain_version" in missing:
        raise ImportError(f"{path} is not the attain library")
    wanted = c.ATTAIN_VERSION_MAJOR, c.ATTAIN_VERSION_MINOR
    number = library.attain_version()
    if (number // 10000, number // 100 % 100) != wanted:
        raise ImportError(
            f"{path} is attain {number // 10000}.{number // 100 % 100}.{number % 100}, and this package is made for "
            f"{wanted[0]}.{wanted[1]}"
        )
    if missing:
        raise ImportError(f"{path} lacks {', '.join(missing)}")
    for name, (result, arguments) in c.FUNCTIONS.items():
        function = getattr(library, name)
        function.restype = result
        function.argtypes = arguments
    return library


lib = load(find())


def text(pointer: Any) -> str:
    """The terminated text the library returned; empty for NULL."""
    return ctypes.string_at(pointer).decode("utf-8") if pointer else ""


def version() -> str:
    """Version of the library that is loaded.

    >>> attain.version().count(".")
    2
    """
    return text(lib.attain_version_string())

"""How the conformance tests reach attain: the command, and for fixed RFM cuts, which no option of it sets, the library."""

import csv
import ctypes
import io
import os
import pathlib
import subprocess


def command(*arguments, folder):
    """Runs the attain command in a folder; the rows of its CSV, or a RuntimeError with what it said."""
    call = [os.environ["ATTAIN_COMMAND"], *map(str, arguments), "--format", "csv"]
    result = subprocess.run(call, cwd=folder, capture_output=True, encoding="utf-8", timeout=300)
    if result.returncode != 0:
        raise RuntimeError(f"exit status {result.returncode}: {result.stderr.strip()}")
    return list(csv.DictReader(io.StringIO(result.stdout, newline="")))


class _Library:
    """libattain beside the command."""

    def __init__(self):
        self.functions = ctypes.CDLL(str(pathlib.Path(os.environ["ATTAIN_COMMAND"]).with_name("libattain.so")))
        self.functions.attain_context_error.restype = ctypes.c_char_p
        self.functions.attain_context_error.argtypes = [ctypes.c_void_p]
        self.functions.attain_rfm_input_schema.restype = ctypes.c_void_p
        self.context = ctypes.c_void_p()
        self.functions.attain_context_create(None, ctypes.byref(self.context))

    def __call__(self, name, *arguments):
        function = getattr(self.functions, name)
        function.restype = ctypes.c_int32
        if function(self.context, *arguments) != 0:
            raise RuntimeError(self.functions.attain_context_error(self.context).decode())

    def make(self, name, *arguments):
        handle = ctypes.c_void_p()
        self(name, *arguments, ctypes.byref(handle))
        return handle

    def destroy(self, noun, handle):
        function = getattr(self.functions, f"attain_{noun}_destroy")
        function.restype = None
        function(handle)


def _text(value):
    data = value.encode()
    return ctypes.c_char_p(data), ctypes.c_size_t(len(data))


def rfm_with_cuts(orders, as_of, cuts, segments):
    """Scores customers with fixed cuts, whole units, as the preset rfm-r counts. `orders` is CSV text with the columns
    customer, date and amount in whole units; `cuts` has the cuts of recency, frequency and monetary."""
    library = _Library()
    day = ctypes.c_int32()
    library("attain_day_parse", *_text(as_of), ctypes.byref(day))
    reader = library.make("attain_csv_create")
    library("attain_csv_set_decimals", reader, ctypes.c_int32(0))
    schema = ctypes.c_void_p(library.functions.attain_rfm_input_schema())
    table = library.make("attain_csv_read", reader, schema, *_text(orders))
    model = library.make("attain_rfm_create")
    library("attain_rfm_set_preset", model, *_text("rfm-r"))
    for dimension, values in enumerate(cuts, 1):  # ATTAIN_RFM_RECENCY, ATTAIN_RFM_FREQUENCY, ATTAIN_RFM_MONETARY
        library("attain_rfm_set_cuts", model, ctypes.c_int32(dimension), (ctypes.c_int64 * len(values))(*values),
                ctypes.c_size_t(len(values)))
    rules = library.make("attain_segments_create_preset", *_text(segments))
    result = ctypes.c_void_p()
    library("attain_rfm_run", model, rules, day, table, ctypes.byref(result), None)
    chunks = []

    @ctypes.CFUNCTYPE(ctypes.c_int32, ctypes.c_void_p, ctypes.c_size_t, ctypes.c_void_p)
    def write(data, length, _user):
        chunks.append(ctypes.string_at(data, length))
        return 0

    library("attain_table_write", result, ctypes.c_int32(2), ctypes.c_int32(0), write, None)  # ATTAIN_FORMAT_CSV, English
    for noun, handle in (("table", result), ("segments", rules), ("rfm", model), ("table", table), ("csv", reader),
                         ("context", library.context)):
        library.destroy(noun, handle)
    return list(csv.DictReader(io.StringIO(b"".join(chunks).decode(), newline="")))

"""Finding, loading and checking the library, and the prototypes that were made from the headers."""

import ctypes
import os
import subprocess
import sys
from pathlib import Path

import attain
import pytest
from attain import _abc, _library, _rfm, calendar, goal, number, pay, schema, table
from attain import _prototypes as c

ROOT = Path(__file__).resolve().parents[2]
GENERATE = ROOT / "bindings" / "python" / "generate.py"


def run_python(code, **environment):
    return subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, **environment},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def compile_library(tmp_path, source):
    """A shared library of one C file."""
    path = tmp_path / "libother.so"
    (tmp_path / "other.c").write_text(source)
    subprocess.run(["cc", "-shared", "-fPIC", "-o", str(path), str(tmp_path / "other.c")], check=True)
    return str(path)


def test_version_is_that_of_the_prototypes():
    assert attain.version() == c.ATTAIN_VERSION_STRING == attain.__version__


def test_every_function_is_there_with_its_prototype():
    assert len(c.FUNCTIONS) > 100
    for name, (result, arguments) in c.FUNCTIONS.items():
        function = getattr(_library.lib, name)
        assert function.restype is result
        assert list(function.argtypes) == arguments


@pytest.mark.parametrize(
    "words, prefix, others",
    [
        (pay.MODES, "ATTAIN_RATES_", ()),
        (pay.BY, "ATTAIN_PAY_BY_", ()),
        (goal.LEVELS, "ATTAIN_GOALS_", ()),
        (number.RULES, "ATTAIN_ALLOCATE_", ()),
        (number.ROUNDINGS, "ATTAIN_ROUND_", ()),
        (_abc.RULES, "ATTAIN_ABC_", ()),
        (_rfm.REFUNDS, "ATTAIN_RFM_REFUNDS_", ()),
        (_rfm.LATER, "ATTAIN_RFM_LATER_", ()),
        (_rfm.COUNTING, "ATTAIN_RFM_COUNTING_", ()),
        (_rfm.EDGES, "ATTAIN_RFM_EDGE_", ("ATTAIN_RFM_EDGE_OFFSET",)),
        (calendar.UNITS, "ATTAIN_UNIT_", ()),
        (table.FORMATS, "ATTAIN_FORMAT_", ()),
        (table.LANGUAGES, "ATTAIN_LANGUAGE_", ()),
        (schema.MEANINGS, "ATTAIN_MEANING_", ()),
    ],
)
def test_every_constant_has_a_word(words, prefix, others):
    constants = {value for name, value in vars(c).items() if name.startswith(prefix) and name not in others}
    assert set(words.values()) == constants


def test_the_prototypes_are_what_the_headers_say():
    """Needs Doxygen: without it nobody knows whether they are, and this fails."""
    checked = subprocess.run(
        [sys.executable, str(GENERATE), "--check"], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    assert checked.returncode == 0, checked.stdout


def test_a_changed_header_is_noticed(tmp_path):
    copy = tmp_path / "bindings" / "python"
    (copy / "src" / "attain").mkdir(parents=True)
    (copy / "generate.py").write_text(GENERATE.read_text())
    (tmp_path / "docs" / "abi").mkdir(parents=True)
    (tmp_path / "docs/abi/interface.py").write_text((ROOT / "docs/abi/interface.py").read_text())
    prototypes = ROOT / "bindings/python/src/attain/_prototypes.py"
    (copy / "src/attain/_prototypes.py").write_text(prototypes.read_text())
    headers = tmp_path / "include" / "attain"
    headers.mkdir(parents=True)
    (tmp_path / "include" / "attain.h").write_text((ROOT / "include/attain.h").read_text())
    for header in (ROOT / "include/attain").glob("*.h"):
        (headers / header.name).write_text(header.read_text())

    def check():
        command = [sys.executable, str(copy / "generate.py"), "--check"]
        return subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)

    assert check().returncode == 0
    base = (headers / "base.h").read_text()
    (headers / "base.h").write_text(base.replace("int32_t attain_version(void)", "int64_t attain_version(void)"))
    changed = check()
    assert changed.returncode == 1
    assert '-    "attain_version": (c_int32, []),' in changed.stdout
    assert '+    "attain_version": (c_int64, []),' in changed.stdout
    (headers / "base.h").write_text(base.replace("int32_t attain_version(void)", "long attain_version(void)"))
    unknown = check()
    assert unknown.returncode == 1
    assert "cannot say in ctypes: result of type 'long'" in unknown.stdout


def test_handles_of_another_kind_are_refused():
    with attain.Table({"item": [1]}) as table:
        with pytest.raises(ctypes.ArgumentError, match="TypeError"):
            _library.lib.attain_rfm_bins(table._handle, 1)
        with pytest.raises(ctypes.ArgumentError, match="TypeError"):
            _library.lib.attain_table_rows(c.attain_rfm(1))


def test_wrong_objects_are_type_errors():
    orders = {"customer": [1], "date": ["2024-01-01"], "amount": [1]}
    for segments in (attain.Rates(), 3, True):
        with pytest.raises(TypeError):
            attain.rfm(orders, "2024-12-31", segments=segments)
    with pytest.raises(TypeError):
        attain.Pay().add_plan("a").add_rates("c", rates=attain.Calendar())
    with pytest.raises(TypeError):
        attain.Goals(year=2024).run(calendar=attain.Rates())
    with pytest.raises(TypeError):
        attain.rfm(attain.Rates(), "2024-12-31")


def test_the_environment_variable_comes_first(tmp_path):
    missing = str(tmp_path / "libattain.so")
    answer = run_python("import attain", ATTAIN_LIBRARY=missing)
    assert answer.returncode != 0
    assert f"cannot load the attain library: {missing}" in answer.stderr

    path = _library.lib._name
    answer = run_python("import attain; print(attain._library.lib._name)", ATTAIN_LIBRARY=path)
    assert answer.stdout.strip() == path


def test_the_bundled_library_comes_before_the_system(tmp_path, monkeypatch):
    monkeypatch.delenv("ATTAIN_LIBRARY", raising=False)
    monkeypatch.setattr(sys.modules["attain"], "__path__", [str(tmp_path)])
    monkeypatch.setattr(ctypes.util, "find_library", lambda name: f"system {name}")
    assert _library.find() == "system attain"
    (tmp_path / "lib").mkdir()
    (tmp_path / "lib" / "libattain.so").touch()
    assert _library.find() == str(tmp_path / "lib" / "libattain.so")


def test_no_library_at_all_is_an_import_error(tmp_path, monkeypatch):
    monkeypatch.delenv("ATTAIN_LIBRARY", raising=False)
    monkeypatch.setattr(sys.modules["attain"], "__path__", [str(tmp_path)])
    monkeypatch.setattr(ctypes.util, "find_library", lambda name: None)
    with pytest.raises(ImportError, match="the attain library is not there: ATTAIN_LIBRARY is not set"):
        _library.find()


def test_another_library_is_refused(tmp_path):
    path = compile_library(tmp_path, "int something_else(void) { return 1; }\n")
    with pytest.raises(ImportError, match="is not the attain library"):
        _library.load(path)


def test_another_version_is_refused(tmp_path):
    path = compile_library(tmp_path, "int attain_version(void) { return 20305; }\n")
    with pytest.raises(ImportError, match=r"is attain 2\.3\.5, and this package is made for 0\.1"):
        _library.load(path)


def test_a_library_without_all_functions_is_refused(tmp_path):
    number = c.ATTAIN_VERSION_MAJOR * 10000 + c.ATTAIN_VERSION_MINOR * 100
    path = compile_library(tmp_path, f"int attain_version(void) {{ return {number}; }}\n")
    with pytest.raises(ImportError, match="lacks attain_version_string, attain_status_name"):
        _library.load(path)

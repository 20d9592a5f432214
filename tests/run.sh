#!/bin/sh
# Installs what is missing, builds everything and runs every test. The last line is "N passed, M failed".
#
# Reference cases, oracles and data are used where they are at hand: in ATTAIN_CASES_DIR, ATTAIN_ORACLES_DIR and
# ATTAIN_DATA_DIR, or else in ../shared/ beside the checkout.
set -eu
cd "$(dirname "$0")/.."
. docs/install-packages.sh
. tests/support/steps.sh

# Any Python from 3.9 that can make a virtual environment, not only the first on the path.
find_python() {
    for python in python3 /usr/bin/python3; do
        if "$python" -c 'import ensurepip, sys, venv; sys.exit(sys.version_info < (3, 9))' 2>/dev/null; then
            echo "$python"
            return
        fi
    done
    return 1
}

want_build_tools
want g++ compiles c++ c++ string
want libcmocka-dev compiles cc c cmocka.h
want pkg-config command -v pkg-config
want doxygen command -v doxygen
want "python3 python3-venv" find_python
install_wanted

build=$PWD/build/tests
venv=$PWD/build/venv
jobs=$(nproc)

configure_and_build() {
    cmake -S . -B "$build" -DCMAKE_BUILD_TYPE=RelWithDebInfo -DATTAIN_BUILD_TESTS=ON -DATTAIN_AUDIT_SOURCES=ON
    cmake --build "$build" --parallel "$jobs"
}

make_venv() {
    "$venv/bin/python" -c '' 2>/dev/null || "$(find_python)" -m venv --clear "$venv"
    "$venv/bin/python" -m pip install --quiet ./bindings/python pytest numpy pandas jsonschema
}

for kind in CASES ORACLES DATA; do
    name=ATTAIN_${kind}_DIR
    default=../shared/$(echo "$kind" | tr '[:upper:]' '[:lower:]')
    eval "directory=\${$name:-\$default}"
    if [ -d "$directory" ]; then
        export "$name=$(cd "$directory" && pwd)"
    else
        printf '\n== %s: nothing at %s, what needs it is left out\n' "$name" "$directory"
        unset "$name"
    fi
done

check "Build" configure_and_build
[ "$failed" = 0 ] || total # nothing else could pass
suite "C tests" ctest --test-dir "$build" --verbose --parallel "$jobs" --timeout 300

export ATTAIN_COMMAND="$build/attain"
check "Python environment and package" make_venv
python=$venv/bin/python
suite "Command" "$python" tests/cli/test_command.py
suite "Python package" "$python" -m pytest -q -p no:cacheprovider tests/python
suite "Plan schema" "$python" tests/document/check_schema.py
suite "Examples of the guide pages" "$python" tests/docs/run_examples.py --build "$build"
suite "Examples of the headers" "$python" tests/docs/compile_header_examples.py --build "$build"
check "Documentation of every symbol" doxygen docs/Doxyfile
suite "Programs that use the library" sh tests/consumer/run.sh

if [ -n "${ATTAIN_CASES_DIR:-}" ] || { [ -n "${ATTAIN_ORACLES_DIR:-}" ] && [ -n "${ATTAIN_DATA_DIR:-}" ]; }; then
    suite "Published cases and oracles" "$python" tests/conformance/run.py
fi

total

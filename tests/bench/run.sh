#!/bin/sh
# run.sh [ROWS] [OPTION...]: builds the benchmarks, installs the peers that can be had into build/bench/venv, and runs all on
# ROWS rows of facts, a million unless given. Options are those of run.py: --workloads, --peers, --rounds.
#
# run.sh --smoke: ten thousand rows, against pandas/NumPy and SQLite only, so that nothing here rots. ATTAIN_BENCH_VENV names
# another virtual environment to take the peers from.
set -eu
cd "$(dirname "$0")/../.."
. docs/install-packages.sh

want_build_tools
want "python3 python3-venv" python3 -c "import ensurepip, venv"
install_wanted

build=$PWD/build/bench
mkdir -p "$build"
if ! { cmake -S . -B "$build" -DCMAKE_BUILD_TYPE=Release -DATTAIN_BUILD_BENCH=ON -DATTAIN_BUILD_SHARED=OFF \
    -DATTAIN_BUILD_COMMAND=OFF -DATTAIN_WERROR=ON && cmake --build "$build" --parallel "$(nproc)"; } >"$build/log" 2>&1; then
    cat "$build/log" >&2
    exit 1
fi

# peer MODULE...: installs what is missing of the modules, and goes on without what cannot be had
peer() {
    for module in "$@"; do
        "$venv/bin/python" -c "import $module" 2>/dev/null || "$venv/bin/python" -m pip install --quiet "$module" ||
            echo "note: $module cannot be installed"
    done
}

venv=${ATTAIN_BENCH_VENV:-$build/venv}
"$venv/bin/python" -c '' 2>/dev/null || python3 -m venv "$venv"
if [ "${1:-}" = --smoke ]; then
    shift
    set -- 10000 --peers pandas,sqlite --rounds 2 "$@"
    peer numpy pandas
else
    peer numpy pandas pyarrow duckdb polars chdb
fi
rows=1000000
case ${1:-} in
[0-9]*)
    rows=$1
    shift
    ;;
esac

# Data is kept from run to run, until what makes it has changed.
data=$build/data-$rows
if [ -n "$(find tests/bench/bench_data.c -newer "$data/made" 2>&1)" ]; then
    rm -rf "$data"
    mkdir -p "$data"
    touch "$data/made"
fi
exec "$venv/bin/python" tests/bench/run.py "$rows" --bench "$build/tests/bench/attain_bench" --data "$data" \
    --json "$build/results.json" "$@"

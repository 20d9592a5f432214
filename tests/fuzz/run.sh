#!/bin/bash
# run.sh [-t TARGET] [SECONDS]: builds the libFuzzer programs with address and undefined-behaviour sanitizers and runs each
# target, or the one named, for so many seconds (10), as many at once as there are processors. What is found is kept in
# build/fuzz/failures, what was learned in build/fuzz/corpus for the next run. The last line is "N passed, M failed".
set -eu
cd "$(dirname "$0")/../.."
. docs/install-packages.sh

only=
if [ "${1:-}" = -t ]; then
    only=$2
    shift 2
fi
seconds=${1:-10}
build=$PWD/build/fuzz
jobs=$(nproc)

# Succeeds when clang has its own libraries, which come in a package of their own that bears clang's version.
links_fuzzers() {
    printf '#include <stddef.h>\nint LLVMFuzzerTestOneInput(const char *d, size_t n) { (void)d; return n > 9; }\n' |
        clang -fsanitize=fuzzer,address,undefined -x c -o /dev/null -
}

want_build_tools
want clang command -v clang
install_wanted
want "libclang-rt-$(clang -dumpversion | cut -d. -f1)-dev" links_fuzzers
install_wanted

cmake -S . -B "$build" -DCMAKE_C_COMPILER=clang -DCMAKE_BUILD_TYPE=RelWithDebInfo -DATTAIN_BUILD_FUZZERS=ON \
    -DATTAIN_BUILD_SHARED=OFF -DATTAIN_BUILD_COMMAND=OFF -DATTAIN_WERROR=ON \
    -DCMAKE_C_FLAGS="-fsanitize=address,undefined,fuzzer-no-link -fno-sanitize-recover=all -fno-omit-frame-pointer"
cmake --build "$build" --parallel "$jobs"

export ASAN_OPTIONS=detect_leaks=1:abort_on_error=1 UBSAN_OPTIONS=halt_on_error=1:print_stacktrace=1
mkdir -p "$build/failures"
rm -f "$build"/*.log "$build"/*.passed

# fuzz NAME: leaves NAME.passed when nothing was found
fuzz() {
    local dictionary=()
    case $1 in
    csv) dictionary=(-dict=tests/fuzz/csv.dict) ;;
    document) dictionary=(-dict=tests/fuzz/json.dict) ;;
    date | decimal) dictionary=(-dict=tests/fuzz/text.dict) ;;
    esac
    mkdir -p "$build/corpus/$1"
    "$build/tests/fuzz/libfuzzer_$1" "${dictionary[@]}" -max_total_time="$seconds" -max_len=4096 -timeout=10 \
        -print_final_stats=1 -artifact_prefix="$build/failures/$1-" "$build/corpus/$1" "tests/fuzz/corpus/$1" \
        >"$build/$1.log" 2>&1 && touch "$build/$1.passed"
}

targets=()
for program in "$build"/tests/fuzz/libfuzzer_*; do
    name=${program##*libfuzzer_}
    [ -z "$only" ] || [ "$only" = "$name" ] || continue
    targets+=("$name")
    while [ "$(jobs -rp | wc -l)" -ge "$jobs" ]; do wait -n || true; done
    fuzz "$name" &
done
wait

passed=0
failed=0
for name in "${targets[@]}"; do
    if [ -e "$build/$name.passed" ]; then
        sed -n "s/^stat::number_of_executed_units: */$name: inputs: /p" "$build/$name.log"
        passed=$((passed + 1))
    else
        tail -n 60 "$build/$name.log"
        echo "$name failed; the input is in $build/failures"
        failed=$((failed + 1))
    fi
done
echo "$passed passed, $failed failed"
[ "$failed" = 0 ] && [ "$passed" != 0 ]

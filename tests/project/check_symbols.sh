#!/bin/sh
# check_symbols.sh BUILD: shared and static library have exactly the functions of docs/abi/attain.exports, and no other
# symbol that a user's could clash with. tests/abi/check_abi.py writes that list of what the headers declare, and says when
# it is not what they declare. The last line is "N passed, M failed".
set -eu
build=$1
cd "$(dirname "$0")/../.."
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
passed=0
failed=0

# result TITLE FILE: passed when the file is empty
result() {
    if [ -s "$2" ]; then
        echo "$1:"
        cat "$2"
        failed=$((failed + 1))
    else
        passed=$((passed + 1))
    fi
}

recorded=docs/abi/attain.exports
nm -D --defined-only "$build/libattain.so" | awk '{ print $NF }' | LC_ALL=C sort >"$work/exported"
nm -g --defined-only "$build/libattain.a" | awk 'NF == 3 && $3 ~ /^attain_[^_]/ { print $3 }' | LC_ALL=C sort >"$work/static"
LC_ALL=C comm -13 "$recorded" "$work/exported" >"$work/leaked"
LC_ALL=C comm -23 "$recorded" "$work/exported" >"$work/missing"
LC_ALL=C comm -3 "$recorded" "$work/static" >"$work/different"
nm -g --defined-only "$build/libattain.a" | awk 'NF == 3 && $3 !~ /^attain_/ { print $3 }' >"$work/clashing"
objdump -t "$build/libattain.a" | awk '$3 == "O" && $4 ~ /^(\.(data|bss|tdata|tbss)|\*COM\*)$/ { print $NF }' >"$work/variables"

result "Exported and not in $recorded" "$work/leaked"
result "In $recorded and not exported" "$work/missing"
result "In one of $recorded and the static library only" "$work/different"
result "In the static library without the prefix attain_" "$work/clashing"
result "Variables, which a library without globals has not" "$work/variables"
echo "$passed passed, $failed failed"
[ "$failed" = 0 ]

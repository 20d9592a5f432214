#!/bin/sh
# Joins the library into attain.c and attain.h and checks that the two are the library: they compile without a warning by
# gcc and clang, export what it exports, serve the users' programs and pass its C tests. The last line is "N passed, M failed".
set -eu
cd "$(dirname "$0")/../.."
. tests/support/steps.sh

top=$PWD
work=$steps_dir
strict="-std=c99 -pedantic -Wall -Wextra -Wconversion -Wshadow -Werror"

generated() {
    python3 tests/amalgamation/amalgamate.py "$work/attain"
    python3 tests/amalgamation/amalgamate.py "$work/again"
    cmp "$work/attain/attain.h" "$work/again/attain.h"
    cmp "$work/attain/attain.c" "$work/again/attain.c"
}

# compiles_with COMPILER OPTIMISATION
compiles_with() {
    # shellcheck disable=SC2086  # a list of words
    "$1" $strict "$2" -c "$work/attain/attain.c" -o "$work/$1.o"
}

header_alone() {
    for standard in c99 c11 c17 c++98 c++11 c++17 c++20; do
        case $standard in
        c++*) language=c++ compilers="${CXX:-c++} clang++" ;;
        *) language=c compilers="${CC:-cc} clang" ;;
        esac
        for compiler in $compilers; do
            echo '#include "attain.h"' | "$compiler" -x "$language" -std="$standard" -pedantic -Wall -Wextra -Wconversion \
                -Wshadow -Werror -I"$work/attain" -fsyntax-only -
        done
    done
}

# What files share stays hidden in the user's library even when its compiler is told nothing of visibility.
exports() {
    ${CC:-cc} -std=c99 -fPIC -shared "$work/attain/attain.c" -o "$work/libuser.so"
    nm -D --defined-only "$work/libuser.so" | awk '{ print $NF }' | LC_ALL=C sort >"$work/exported"
    tr '\n' ' ' <"$work/attain/attain.h" | grep -o 'ATTAIN_API [^;(]*(' | grep -o 'attain_[a-z0-9_]*($' | tr -d '(' |
        LC_ALL=C sort >"$work/declared"
    test -s "$work/declared"
    diff "$work/declared" "$work/exported"
}

users_programs() {
    ${CC:-cc} -std=c99 -I"$work/attain" tests/consumer/consumer.c "$work/attain/attain.c" -o "$work/program"
    "$work/program"
    ${CXX:-c++} -I"$work/attain" tests/consumer/consumer.cpp "$work/gcc.o" -o "$work/program"
    "$work/program"
}

# unit_tests: every program in the list of tests/CMakeLists.txt, with attain.h in the place of attain/*.h
unit_tests() {
    flags="-std=c99 -I$work/attain -I$top/include -I$top/src -I$top/tests -include attain.h"
    # shellcheck disable=SC2086
    ${CC:-cc} $flags -c tests/support/support.c -o "$work/support.o"
    cat >"$work/one" <<END
set -- \$1 # room, name and the names of more files
room=\$1 test=\$1_\$2 sources=$top/tests/\$1/test_\$2.c
shift 2
for more; do sources="\$sources $top/tests/\$room/\$more.c"; done
if ${CC:-cc} $flags -DATTAIN_SOURCE_DIR='"$top"' \$sources "$work/support.o" "$work/gcc.o" -lcmocka \
    -o "$work/test_\$test" && "$work/test_\$test" >"$work/log_\$test" 2>&1; then
    echo "passed \$test"
else
    cat "$work/log_\$test" 2>/dev/null || true # there is none when it did not compile
    echo "failed \$test"
fi
END
    sed -n 's/^attain_test(\([a-z0-9_ ]*\)).*/\1/p' tests/CMakeLists.txt | tr '\n' '\0' |
        xargs -0 -n 1 -P "$(nproc)" sh "$work/one" >"$work/tests" 2>&1
    cat "$work/tests"
    test "$(grep -c '^\(passed\|failed\) ' "$work/tests")" = "$(grep -c '^attain_test(' tests/CMakeLists.txt)"
    echo "$(grep -c '^passed ' "$work/tests") passed, $(grep -c '^failed ' "$work/tests") failed"
}

check "Joining gives the same twice" generated
check "gcc, warnings are errors" compiles_with gcc -O2
check "clang, warnings are errors" compiles_with clang -O1
check "Header alone, in each C and C++" header_alone
check "Exports what the header declares" exports
check "Programs that use it" users_programs
suite "C tests" unit_tests
total

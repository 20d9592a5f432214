#!/bin/sh
# Compiles every public header alone, as each C and C++ a user may have, with gcc and with clang. The last line is
# "N passed, M failed".
set -eu
cd "$(dirname "$0")/../.."
. docs/install-packages.sh

want g++ compiles g++ c++ string
want clang command -v clang++
install_wanted

passed=0
failed=0

# compile COMPILER LANGUAGE STANDARD HEADER
compile() {
    if printf '#include <%s>\n' "$4" | "$1" -x "$2" -std="$3" -pedantic -Wall -Wextra -Wconversion -Wshadow -Werror \
        -Iinclude -fsyntax-only -; then
        passed=$((passed + 1))
    else
        echo "$4 does not compile as $3 with $1"
        failed=$((failed + 1))
    fi
}

for header in attain.h $(cd include && echo attain/*.h); do
    for standard in c99 c11 c17; do
        compile gcc c "$standard" "$header"
        compile clang c "$standard" "$header"
    done
    for standard in c++98 c++11 c++14 c++17 c++20; do
        compile g++ c++ "$standard" "$header"
        compile clang++ c++ "$standard" "$header"
    done
done
echo "$passed passed, $failed failed"
[ "$failed" = 0 ]

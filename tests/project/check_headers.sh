#!/bin/sh
# Compiles every public header alone, as each C and C++ a user may have. The last line is "N passed, M failed".
set -eu
cd "$(dirname "$0")/../.."
passed=0
failed=0
for header in attain.h $(cd include && echo attain/*.h); do
    for standard in c99 c11 c17 c++98 c++11 c++17 c++20; do
        case $standard in
        c++*) compiler=${CXX:-c++} language=c++ ;;
        *) compiler=${CC:-cc} language=c ;;
        esac
        if printf '#include <%s>\n' "$header" | "$compiler" -x "$language" -std="$standard" -pedantic -Wall -Wextra \
            -Wconversion -Wshadow -Werror -Iinclude -fsyntax-only -; then
            passed=$((passed + 1))
        else
            echo "$header does not compile as $standard"
            failed=$((failed + 1))
        fi
    done
done
echo "$passed passed, $failed failed"
[ "$failed" = 0 ]

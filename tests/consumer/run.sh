#!/bin/sh
# Builds and runs programs that use attain in every way a user can get it: through pkg-config from an installed tree that
# was moved afterwards or has absolute directories, through find_package, add_subdirectory and FetchContent.
# The last line is "N passed, M failed".
set -eu
cd "$(dirname "$0")/../.."
. tests/support/steps.sh

top=$PWD
here=$top/tests/consumer
work=$steps_dir
cc=${CC:-cc}
cxx=${CXX:-c++}

# build_and_install BUILD OPTION...: a release in $work/BUILD
build_and_install() {
    tree=$work/$1
    shift
    cmake -S "$top" -B "$tree" -DCMAKE_BUILD_TYPE=Release "$@"
    cmake --build "$tree" --parallel "$(nproc)"
    cmake --install "$tree"
}

moved() {
    build_and_install plain -DCMAKE_INSTALL_PREFIX="$work/first" -DCMAKE_INSTALL_LIBDIR=lib
    mv "$work/first" "$work/moved"
    "$work/moved/bin/attain" allocate 100.00 --weights 1,1,1 --format csv | grep -x '0,1,33.34'
}

absolute() {
    build_and_install absolute -DATTAIN_BUILD_STATIC=OFF -DATTAIN_BUILD_COMMAND=OFF \
        -DCMAKE_INSTALL_PREFIX="$work/elsewhere" -DCMAKE_INSTALL_LIBDIR="$work/absolute-lib" \
        -DCMAKE_INSTALL_INCLUDEDIR="$work/absolute-include"
}

# in_components: the runtime has what a program needs to run, development the rest, and no file is in both
in_components() {
    cmake --install "$work/plain" --prefix "$work/runtime" --component Runtime
    cmake --install "$work/plain" --prefix "$work/development" --component Development
    (cd "$work/runtime" && find . ! -type d) | LC_ALL=C sort >"$work/runtime.txt"
    printf '%s\n' ./bin/attain ./lib/libattain.so.0 "./lib/libattain.so.$version" >"$work/runtime.wanted"
    diff "$work/runtime.wanted" "$work/runtime.txt"
    test -f "$work/development/include/attain/base.h"
    test -f "$work/development/lib/libattain.a"
    { (cd "$work/runtime" && find . ! -type d) && (cd "$work/development" && find . ! -type d); } |
        LC_ALL=C sort >"$work/both.txt"
    (cd "$work/moved" && find . ! -type d) | LC_ALL=C sort | diff - "$work/both.txt"
}

# with_pkg_config LIBDIR FLAG: compiles by what attain.pc in LIBDIR says, with -static or without, and runs
with_pkg_config() {
    libdir=$1
    static=$2
    export PKG_CONFIG_PATH="$libdir/pkgconfig"
    test "$(pkg-config --modversion attain)" = "$version"
    # shellcheck disable=SC2046,SC2086  # lists of words
    $cc -std=c99 $static $(pkg-config ${static:+--static} --cflags attain) "$here/consumer.c" -o "$work/program" \
        $(pkg-config ${static:+--static} --libs attain)
    if [ -n "$static" ]; then
        "$work/program"
    else
        LD_LIBRARY_PATH=$libdir "$work/program"
        if "$work/program" 2>/dev/null; then
            echo "the program does not need the shared library" >&2
            return 1
        fi
    fi
    # shellcheck disable=SC2046,SC2086
    $cxx $static $(pkg-config ${static:+--static} --cflags attain) "$here/consumer.cpp" -o "$work/program" \
        $(pkg-config ${static:+--static} --libs attain)
    LD_LIBRARY_PATH=$libdir "$work/program"
}

# with_cmake HOW OPTION...: the user's CMake project; as a subproject attain installs nothing
with_cmake() {
    how=$1
    shift
    tree=$work/cmake-$how
    cmake -S "$here" -B "$tree" -DATTAIN_FROM="$how" "$@"
    cmake --build "$tree" --parallel "$(nproc)"
    ctest --test-dir "$tree" --output-on-failure
    cmake --install "$tree" --prefix "$tree/installed"
    test -z "$(find "$tree/installed" -type f 2>/dev/null)"
}

# refused MESSAGE OPTION...: the user's CMake project is told what it lacks
refused() {
    message=$1
    shift
    if cmake -S "$here" -B "$work/cmake-refused" -DATTAIN_FROM=package "$@" >"$work/refusal" 2>&1; then
        echo "find_package found what is not there" >&2
        return 1
    fi
    cat "$work/refusal"
    tr -s ' \n' ' ' <"$work/refusal" | grep -q "$message"
    rm -rf "$work/cmake-refused"
}

version=$(sed -n 's/^#define ATTAIN_VERSION_STRING "\(.*\)".*/\1/p' include/attain/base.h)

check "Install, then move the tree" moved
check "Install into absolute directories" absolute
check "Install components" in_components
check "pkg-config, shared, moved tree" with_pkg_config "$work/moved/lib" ""
check "pkg-config, static, moved tree" with_pkg_config "$work/moved/lib" -static
check "pkg-config, shared, absolute directories" with_pkg_config "$work/absolute-lib" ""
check "find_package, moved tree" with_cmake package -DCMAKE_PREFIX_PATH="$work/moved"
check "find_package refuses a later version" refused 'requested version "99"' -DATTAIN_WANTED=99 \
    -DCMAKE_PREFIX_PATH="$work/moved"
check "find_package refuses a library that was not installed" refused 'attain::static was not installed with it' \
    -Dattain_DIR="$work/absolute-lib/cmake/attain"
check "add_subdirectory" with_cmake subdirectory -DATTAIN_SOURCE="$top"
check "FetchContent" with_cmake fetch -DATTAIN_SOURCE="$top"
total

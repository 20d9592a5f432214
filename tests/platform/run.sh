#!/bin/bash
# run.sh [PLATFORM...]: builds the library for each platform and runs its tests there; every verb must give the results that
# expected.txt has. README.md tells what is what. The last line is "N passed, M failed".
#
#   native   gcc and clang, without and with optimisation: results only
#   threads  many threads on one handle, under the thread sanitizer
#   i686     32 bits                        s390x    64 bits, big-endian, under qemu
#   musl     another C library              aarch64  64 bits, under qemu
#   mingw    Windows: the DLL, its exports, and the tests under wine
set -eu
cd "$(dirname "$0")/../.."
. docs/install-packages.sh
. tests/support/steps.sh

build=$PWD/build/platform
jobs=$(nproc)
mkdir -p "$build"
[ $# -gt 0 ] || set -- native threads i686 musl s390x aarch64 mingw

mapfile -t library < <(sed -n '/^set(ATTAIN_SOURCES/,/^)/p' CMakeLists.txt | grep -o 'src/.*\.c')
world=(tests/platform/world.c tests/platform/verbs_*.c)
strict=(-std=c99 -pedantic -Wall -Wextra -Wconversion -Wshadow -Werror)

# compile OUTPUT MAIN COMPILER FLAG...: the whole library and a program in one go
compile() {
    local output=$1 main=$2
    shift 2
    "$@" "${strict[@]}" -DATTAIN_STATIC -Iinclude -Isrc "${world[@]}" "tests/platform/$main.c" "${library[@]}" -o "$output" -lm
}

native() {
    local compiler level
    want clang command -v clang
    install_wanted
    suite "Every function is called" sh tests/platform/check_calls.sh
    for compiler in gcc clang; do
        for level in -O0 -O3; do
            check "$compiler $level: build" compile "$build/native" result_hash "$compiler" "$level"
            suite "$compiler $level: results" "$build/native" tests/platform/expected.txt
        done
    done
}

threads() {
    check "Threads: build" compile "$build/threads" threads gcc -g -O1 -fsanitize=thread -pthread -DWORLD_ROWS=300
    # The sanitizer needs addresses where it expects them, whatever the kernel likes to do at random.
    suite "Threads" setarch --addr-no-randomize env TSAN_OPTIONS=halt_on_error=1 "$build/threads"
}

# cmocka PLATFORM COMPILER AR: a static library of it in build/platform/PLATFORM
cmocka() {
    sh tests/platform/fetch_cmocka.sh "$build/cmocka" || return
    mkdir -p "$build/$1"
    "$2" -O2 -I"$build/cmocka/include" -DHAVE_SIGNAL_H -DHAVE_INTTYPES_H -DHAVE_MALLOC_H -DHAVE_STRINGS_H \
        -c "$build/cmocka/src/cmocka.c" -o "$build/$1/cmocka.o" &&
        "$3" rcs "$build/$1/libcmocka.a" "$build/$1/cmocka.o"
}

configure() {
    cmake -S . -B "$build/$1" -DCMAKE_BUILD_TYPE=Release -DATTAIN_BUILD_TESTS=ON -DATTAIN_WERROR=ON -DATTAIN_FUZZ_COUNT=100 \
        -DCMOCKA_INCLUDE="$build/cmocka/include" -DCMOCKA_LIBRARY_FILE="$build/$1/libcmocka.a" -DCMAKE_C_COMPILER="$2" "${@:3}"
}

# cross PLATFORM COMPILER AR OPTION...: everything that CTest runs
cross() {
    check "$1: CMocka" cmocka "$1" "$2" "$3"
    check "$1: configure" configure "$1" "$2" "${@:4}"
    check "$1: build" cmake --build "$build/$1" --parallel "$jobs"
    suite "$1: tests" ctest --test-dir "$build/$1" --verbose --parallel "$jobs" --timeout 900
}

# Statically linked programs need nothing of the foreign system but the emulator.
static=(-DATTAIN_BUILD_SHARED=OFF -DCMAKE_EXE_LINKER_FLAGS=-static)

i686() {
    want "gcc-i686-linux-gnu libc6-dev-i386-cross" command -v i686-linux-gnu-gcc
    install_wanted
    cross i686 i686-linux-gnu-gcc i686-linux-gnu-ar -DCMAKE_SYSTEM_NAME=Linux -DCMAKE_SYSTEM_PROCESSOR=i686 "${static[@]}"
}

musl() {
    want musl-tools command -v musl-gcc
    install_wanted
    cross musl musl-gcc ar "${static[@]}"
}

# emulated PLATFORM PREFIX ARCHITECTURE
emulated() {
    want "gcc-$2 libc6-dev-$3-cross" command -v "$2-gcc"
    want qemu-user command -v "qemu-$1"
    install_wanted
    cross "$1" "$2-gcc" "$2-ar" -DCMAKE_SYSTEM_NAME=Linux -DCMAKE_SYSTEM_PROCESSOR="$1" \
        -DCMAKE_CROSSCOMPILING_EMULATOR="qemu-$1" "${static[@]}"
}

s390x() { emulated s390x s390x-linux-gnu s390x; }
aarch64() { emulated aarch64 aarch64-linux-gnu arm64; }

# ---- Windows ----

dll_exports() {
    x86_64-w64-mingw32-objdump -p "$build/mingw/libattain.dll" |
        awk '/Ordinal\/Name Pointer/ { on = 1 } on && $1 == "[" { print $NF } on && /^\[ *[0-9]+\]/ { print $NF }' | LC_ALL=C sort
}

same_exports() {
    dll_exports | diff docs/abi/attain.exports -
}

# A program that takes the address of every export, through the header and the import library.
link_probe() {
    {
        printf '#include <attain.h>\ntypedef void (*function)(void);\nint main(void)\n{\n'
        printf '    volatile function all[] = {\n'
        sed 's/.*/        (function)&,/' docs/abi/attain.exports
        printf '    };\n    unsigned i;\n    for (i = 0; i < sizeof all / sizeof all[0]; i++)\n'
        printf '        if (all[i] == 0)\n            return 1;\n    return attain_version() == 0;\n}\n'
    } >"$build/mingw/probe.c"
    x86_64-w64-mingw32-gcc -std=c99 -Wall -Werror -Iinclude "$build/mingw/probe.c" -L"$build/mingw" -lattain -o "$build/mingw/probe.exe" &&
        "$wine" "$build/mingw/probe.exe"
}

mingw() {
    wine=/usr/lib/wine/wine64
    want gcc-mingw-w64-x86-64-posix command -v x86_64-w64-mingw32-gcc
    want wine64 test -x "$wine"
    install_wanted
    export WINEPREFIX=$build/wine WINEDEBUG=-all WINEPATH=$build/mingw
    cross mingw x86_64-w64-mingw32-gcc x86_64-w64-mingw32-ar -DCMAKE_SYSTEM_NAME=Windows -DCMAKE_EXE_LINKER_FLAGS=-static \
        -DCMAKE_SHARED_LINKER_FLAGS=-static-libgcc -DCMAKE_CROSSCOMPILING_EMULATOR="$wine"
    check "mingw: the DLL exports what the shared library does" same_exports
    check "mingw: link probe" link_probe
}

for platform in "$@"; do
    case $platform in
    native | threads | i686 | musl | s390x | aarch64 | mingw) "$platform" ;;
    *)
        echo "$platform is none of native, threads, i686, musl, s390x, aarch64, mingw" >&2
        exit 2
        ;;
    esac
done
total

# Sourced by scripts that need programs: installs Debian packages, and only those whose work nothing here does yet.
#
#   want "PACKAGE..." COMMAND...   notes the packages as missing unless the command succeeds
#   install_wanted                 installs what is missing, or says what to install and ends the script

missing_packages=

want() {
    wanted_packages=$1
    shift
    "$@" >/dev/null 2>&1 || missing_packages="$missing_packages $wanted_packages"
}

install_wanted() {
    [ -n "$missing_packages" ] || return 0
    as_root=
    [ "$(id -u)" = 0 ] || as_root=sudo
    if ! command -v apt-get >/dev/null || { [ -n "$as_root" ] && ! command -v sudo >/dev/null; }; then
        echo "Missing, and this script cannot install it here (that takes apt-get, and root or sudo)." >&2
        echo "Please install what these Debian packages hold:$missing_packages" >&2
        exit 1
    fi
    echo "Installing:$missing_packages"
    install_log=$(mktemp)
    # shellcheck disable=SC2086  # a list of words
    if ! { $as_root apt-get update -qq &&
        $as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing_packages; } \
        >"$install_log" 2>&1; then
        cat "$install_log" >&2
        rm -f "$install_log"
        echo "Could not install:$missing_packages" >&2
        exit 1
    fi
    rm -f "$install_log"
    missing_packages=
}

# compiles COMPILER LANGUAGE HEADER: succeeds when the compiler is there and finds the header.
compiles() {
    printf '#include <setjmp.h>\n#include <stdarg.h>\n#include <stddef.h>\n#include <stdint.h>\n#include <%s>\n' "$3" |
        "$1" -x "$2" -fsyntax-only -
}

want_build_tools() {
    want "gcc libc6-dev" compiles cc c stdio.h
    want make command -v make
    want cmake command -v cmake
}

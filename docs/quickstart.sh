#!/bin/sh
# From a fresh checkout on Debian or Ubuntu to the first report: installs what is missing, builds a release in
# build/release, and shows a sales year.
set -eu
cd "$(dirname "$0")/.."
. docs/install-packages.sh

want_build_tools
install_wanted

build=build/release
log=$build/quickstart.log
mkdir -p "$build"
echo "Building $build"
if ! { cmake -S . -B "$build" -DCMAKE_BUILD_TYPE=Release &&
    cmake --build "$build" --parallel "$(nproc)"; } >"$log" 2>&1; then
    cat "$log" >&2
    exit 1
fi
echo "The command is $build/attain; its first report:"
echo
"$build/attain" demo

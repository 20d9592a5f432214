#!/bin/sh
# fetch_cmocka.sh FOLDER: puts the sources of CMocka there, as Debian has them (apt checks their signatures), because there are no
# packages of it for foreign platforms. Nothing of the system's own list of packages is touched.
set -eu
mkdir -p "$1"
cd "$1"
[ ! -f src/cmocka.c ] || exit 0
mkdir -p apt/lists/partial apt/cache/archives/partial
apt-get indextargets --format '$(SITE) $(RELEASE) $(COMPONENT)' 'Created-By: Packages' 'Component: main' 'Origin: Debian' |
    sort -u | sed 's/^/deb-src /' >apt/sources.list
if [ ! -s apt/sources.list ]; then
    echo "apt knows no Debian archive to take the sources of CMocka from" >&2
    exit 1
fi
set -- -q -o Dir::Etc::SourceList="$PWD/apt/sources.list" -o Dir::Etc::SourceParts=/dev/null \
    -o Dir::State::Lists="$PWD/apt/lists" -o Dir::Cache="$PWD/apt/cache" -o APT::Sandbox::User=
apt-get "$@" update
(cd apt && apt-get "$@" source --download-only cmocka)
tar -xf "$(ls apt/cmocka_*.orig.tar.* | grep -v asc)" --strip-components=1
rm -rf apt

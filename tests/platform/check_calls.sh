#!/bin/sh
# Every exported function is called somewhere in the verbs, so that none escapes the comparison of platforms and threads. The last
# line is "N passed, M failed".
set -eu
cd "$(dirname "$0")/../.."
passed=0
failed=0
for name in $(cat docs/abi/attain.exports); do
    if cat tests/platform/*.c | grep -qw "$name"; then
        passed=$((passed + 1))
    else
        echo "No verb of tests/platform calls $name"
        failed=$((failed + 1))
    fi
done
echo "$passed passed, $failed failed"
[ "$failed" = 0 ]

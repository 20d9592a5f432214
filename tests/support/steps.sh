# Sourced by tests/run.sh and .ci/run: runs steps one by one and adds up what passed and failed.
#
#   suite TITLE COMMAND...   a program that counts its own tests: CTest with CMocka, pytest, unittest, or any whose last
#                            line is "N passed, M failed"
#   check TITLE COMMAND...   one test, passed when the command succeeds
#   total                    prints the sum as the last line and succeeds when nothing failed
#
# What a step prints is shown when it fails.

passed=0
failed=0
steps_dir=$(mktemp -d)
trap 'rm -rf "$steps_dir"' EXIT
trap 'exit 130' INT TERM

suite() {
    step_run "$@"
    # shellcheck disable=SC2046  # three numbers
    step_result $(awk -f tests/support/tally.awk "$steps_dir/log")
}

check() {
    step_run "$@"
    if [ "$step_status" = 0 ]; then step_result 1 0 0; else step_result 0 1 0; fi
}

step_run() {
    step_title=$1
    shift
    printf '\n== %s\n' "$step_title"
    set +e # and on again within, which the shell would ignore were this part of a condition
    (
        set -e
        "$@"
    ) >"$steps_dir/log" 2>&1
    step_status=$?
    set -e
}

# step_result PASSED FAILED SKIPPED: a suite that ended badly without naming a test, or ran none, failed too.
step_result() {
    step_passed=$1
    step_failed=$2
    if [ "$step_failed" = 0 ] && { [ "$step_status" != 0 ] || [ "$step_passed" = 0 ]; }; then
        step_failed=1
    fi
    passed=$((passed + step_passed))
    failed=$((failed + step_failed))
    if [ "$step_failed" != 0 ]; then
        cat "$steps_dir/log"
        echo "-- FAILED: $step_title ($step_failed of $((step_passed + step_failed)), exit status $step_status)"
    else
        sed -n 's/^note: /   note: /p' "$steps_dir/log"
        echo "   ok ($step_passed)$([ "$3" = 0 ] || echo ", $3 left out")"
    fi
}

total() {
    printf '\n%d passed, %d failed\n' "$passed" "$failed"
    [ "$failed" = 0 ]
}

# Reads what a test program printed and gives "PASSED FAILED SKIPPED". CTest must have run with --verbose.

/\[ RUN      \] /                  { cmocka_run++ }
/\[       OK \] /                  { cmocka_ok++ }
/tests passed, [0-9]+ tests? failed out of [0-9]+/ { ctest = 1; programs_failed = $4 }

/^Ran [0-9]+ tests? in /           { unittest = $2 }
/^(FAILED|OK) \(/                  { unittest_failed = number("failures=") + number("errors="); skipped = number("skipped=") }

/^(=+ )?[0-9]+ [a-z]+.* in [0-9.]+s/ { # pytest
    pytest = 1
    gsub(/[=,]/, "")
    for (i = 1; i < NF; i++) {
        if ($(i + 1) == "passed")
            passed = $i
        if ($(i + 1) ~ /^(failed|errors?)$/)
            failed += $i
        if ($(i + 1) == "skipped")
            skipped = $i
    }
}

/^[0-9]+ passed, [0-9]+ failed$/   { own = 1; own_passed = $1; own_failed = $3 }

function number(label) {
    return match($0, label "[0-9]+") ? substr($0, RSTART + length(label), RLENGTH - length(label)) + 0 : 0
}

END {
    if (ctest) {
        passed = cmocka_ok
        failed = cmocka_run - cmocka_ok
        if (failed < programs_failed) # a crash before or after the tests proper
            failed = programs_failed
    } else if (unittest) {
        failed = unittest_failed
        passed = unittest - failed - skipped
    } else if (own) {
        passed = own_passed
        failed = own_failed
    }
    print passed + 0, failed + 0, skipped + 0
}

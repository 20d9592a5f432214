/* Segment rules: the lint finds exactly the rules nobody can reach and the cells nobody takes, as trying every cell does; rules
 * from a table are the rules that were added one by one. */
#include <stdio.h>
#include <string.h>

#include "fuzz.h"

#define MOST   6
#define FIELDS 4 /* r, f, m and monetary */
#define VALUES (2 * MOST + 1)

typedef struct rules {
    size_t count;
    int64_t low[FIELDS][MOST], high[FIELDS][MOST]; /* INT64_MIN and INT64_MAX: no limit */
    int64_t bins[3];
} rules;

static const int32_t fields[FIELDS] = {ATTAIN_RFM_R, ATTAIN_RFM_F, ATTAIN_RFM_M, ATTAIN_RFM_MONETARY};

static rules read_rules(fuzz *f)
{
    rules r;
    size_t i, field;

    for (i = 0; i < 3; i++)
        r.bins[i] = fuzz_between(f, 1, 5);
    r.count = fuzz_pick(f, MOST + 1);
    for (i = 0; i < r.count; i++) {
        size_t limited = fuzz_pick(f, 16); /* a bit for each field */

        for (field = 0; field < FIELDS; field++) {
            int is_limited = (limited >> field & 1) != 0, is_score = field < 3;

            r.low[field][i] = INT64_MIN;
            r.high[field][i] = INT64_MAX;
            if (!is_limited)
                continue;
            r.low[field][i] = is_score ? fuzz_between(f, -1, 7) : fuzz_number(f);
            r.high[field][i] = fuzz_between(f, r.low[field][i], is_score ? 8 : INT64_MAX);
        }
    }
    return r;
}

static attain_segments *make_segments(fuzz *f, const rules *r)
{
    attain_segments *segments;
    size_t i, field;

    FUZZ_MAKE_OK(f, segments, attain_segments_create(f->context, &segments));
    FUZZ_OK(f, attain_segments_set_default(f->context, segments,
                                           ATTAIN_TEXT("Others"))); /* as rules from a table have it */
    FUZZ_CALL(f, attain_segments_limit(f->context, segments, ATTAIN_RFM_R, 1, 2));
    FUZZ_REQUIRE(f->status == ATTAIN_ERROR_RULE, "a limit without a rule gave '%s'", attain_status_name(f->status));
    for (i = 0; i < r->count; i++) {
        char name[] = {'s', (char)('0' + (char)i), '\0'};

        FUZZ_OK(f, attain_segments_add(f->context, segments, name, 2));
        for (field = 0; field < FIELDS; field++)
            FUZZ_OK(f, attain_segments_limit(f->context, segments, fields[field], r->low[field][i], r->high[field][i]));
    }
    FUZZ_REQUIRE(attain_segments_count(segments) == r->count, "%lu rules",
                 (unsigned long)attain_segments_count(segments));
    return segments;
}

/* ---- every cell ---- */

typedef struct verdict {
    int wins[MOST];
    size_t uncovered; /* cells of the fields that some rule limits */
} verdict;

static int used(const rules *r, size_t field)
{
    size_t i;

    for (i = 0; i < r->count; i++)
        if (r->low[field][i] != INT64_MIN || r->high[field][i] != INT64_MAX)
            return 1;
    return 0;
}

static size_t winner(const rules *r, const int64_t *values)
{
    size_t i, field;

    for (i = 0; i < r->count; i++) {
        int takes = 1;

        for (field = 0; field < FIELDS; field++)
            takes = takes && values[field] >= r->low[field][i] && values[field] <= r->high[field][i];
        if (takes)
            break;
    }
    return i;
}

/* Money has no cells: the least of it, and wherever a limit begins or ends, stand for all. */
static size_t money_values(const rules *r, int64_t *values)
{
    size_t count = 1, i;

    values[0] = INT64_MIN;
    for (i = 0; i < r->count; i++) {
        values[count++] = r->low[3][i];
        values[count++] = r->high[3][i] == INT64_MAX ? INT64_MAX : r->high[3][i] + 1;
    }
    return count;
}

static verdict try_every_cell(const rules *r)
{
    verdict v;
    int64_t money[VALUES], at[FIELDS], last[3];
    size_t count = money_values(r, money), i;

    memset(&v, 0, sizeof v);
    for (i = 0; i < 3; i++)
        last[i] = used(r, i) ? r->bins[i] : 1;
    for (at[0] = 1; at[0] <= last[0]; at[0]++)
        for (at[1] = 1; at[1] <= last[1]; at[1]++)
            for (at[2] = 1; at[2] <= last[2]; at[2]++)
                for (i = 0; i < count; i++) {
                    size_t who;

                    at[3] = money[i];
                    who = winner(r, at);
                    if (who < r->count)
                        v.wins[who] = 1;
                    else
                        v.uncovered += i == 0;
                }
    if (used(r, 3))
        v.uncovered = 0;
    return v;
}

static void check_findings(const rules *r, const attain_table *findings)
{
    verdict v = try_every_cell(r);
    size_t rows = attain_table_rows(findings), row, dead = 0, uncovered = 0, i;

    for (row = 0; row < rows; row++) {
        if (fuzz_cell_is(findings, "finding", row, "uncovered")) {
            uncovered++;
            continue;
        }
        i = (size_t)fuzz_i64(findings, "rule")[row];
        FUZZ_REQUIRE(i < r->count && !v.wins[i], "rule %lu is called dead and wins", (unsigned long)i);
        dead++;
    }
    for (i = 0; i < r->count; i++)
        dead -= !v.wins[i];
    FUZZ_REQUIRE(dead == 0, "%s", "a dead rule was not found");
    FUZZ_REQUIRE(uncovered == v.uncovered, "%lu cells are uncovered, %lu were found", (unsigned long)v.uncovered,
                 (unsigned long)uncovered);
}

/* ---- rules from a table ---- */

static void set_bit(uint8_t *validity, size_t at, int value)
{
    validity[at / 8] = (uint8_t)((validity[at / 8] & ~(1u << at % 8)) | (unsigned)value << at % 8);
}

static void check_table(fuzz *f, const rules *r, const attain_rfm *rfm, const attain_table *findings)
{
    static const char *const names[FIELDS][2] = {
        {"r_lo", "r_hi"}, {"f_lo", "f_hi"}, {"m_lo", "m_hi"}, {"monetary_lo", "monetary_hi"}};
    static const char bytes[] = "s0s1s2s3s4s5";
    int64_t offsets[MOST + 1];
    uint8_t validity[FIELDS][2] = {{0}};
    attain_table *table, *again;
    attain_segments *segments;
    size_t i, field;

    for (i = 0; i <= MOST; i++)
        offsets[i] = (int64_t)(2 * i);
    FUZZ_MAKE_OK(f, table, attain_table_create(f->context, &table));
    FUZZ_OK(f, attain_table_add_text(f->context, table, ATTAIN_TEXT("segment"), offsets, bytes, NULL, r->count));
    for (field = 0; field < FIELDS; field++) {
        for (i = 0; i < r->count; i++) {
            set_bit(&validity[field][0], i, r->low[field][i] != INT64_MIN);
            set_bit(&validity[field][1], i, r->high[field][i] != INT64_MAX);
        }
        FUZZ_OK(f, attain_table_add_i64(f->context, table, names[field][0], strlen(names[field][0]), r->low[field],
                                        &validity[field][0], r->count));
        FUZZ_OK(f, attain_table_add_i64(f->context, table, names[field][1], strlen(names[field][1]), r->high[field],
                                        &validity[field][1], r->count));
    }
    FUZZ_MAKE_OK(f, segments, attain_segments_create_from_table(f->context, table, &segments));
    FUZZ_MAKE_OK(f, again, attain_segments_lint(f->context, segments, rfm, &again));
    fuzz_require_same(f, findings, again, "rules from a table");
    attain_table_destroy(again);
    attain_segments_destroy(segments);
    attain_table_destroy(table);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    fuzz f;
    rules r;
    attain_segments *segments;
    attain_rfm *rfm;
    attain_table *findings;
    size_t i;

    fuzz_begin(&f, data, size);
    r = read_rules(&f);
    segments = make_segments(&f, &r);
    FUZZ_MAKE_OK(&f, rfm, attain_rfm_create(f.context, &rfm));
    for (i = 0; i < 3; i++)
        FUZZ_OK(&f, attain_rfm_set_bins(f.context, rfm, (int32_t)i + ATTAIN_RFM_RECENCY, (int32_t)r.bins[i]));
    FUZZ_MAKE_OK(&f, findings, attain_segments_lint(f.context, segments, rfm, &findings));
    check_findings(&r, findings);
    check_table(&f, &r, rfm, findings);
    attain_table_destroy(findings);
    attain_rfm_destroy(rfm);
    attain_segments_destroy(segments);
    return fuzz_end(&f);
}

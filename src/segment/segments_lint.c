/* Reads a rule table for rules that can never win and cells of scores that no rule takes.
 *
 * The limits of all rules cut each field into intervals within which no rule can tell two values apart. One value for
 * each interval stands for all of it, so that trying every combination of these decides exactly who wins what. */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "segment/segment_internal.h"

#define GRID_MAX        1000000u /* combinations that are tried; beyond it rules are compared in pairs */
#define DETAIL_CAPACITY 512

typedef struct axis {
    int64_t low, high; /* values that are possible */
    int64_t *values;   /* ascending: the first value of each interval; a field no rule limits has one */
    size_t count;
    int with_none; /* recency: customers without any are one more case, behind the values */
} axis;

typedef struct lint {
    attain_context *context;
    const attain_segments *segments;
    int used[ATTAIN__SEGMENT_FIELDS]; /* some rule limits the field */
    axis axes[ATTAIN__SEGMENT_FIELDS];
    uint8_t *wins; /* by rule: it takes something no rule above takes */
    attain__text_builder finding, segment, detail;
    int64_t *rules; /* by finding: the rule, or -1 */
    size_t count, capacity;
} lint;

static int is_score(int32_t field)
{
    return field >= ATTAIN_RFM_R;
}

static int uses(const lint *work, int32_t field)
{
    return work->used[field - 1];
}

/* ---- findings ---- */

static attain_status find(lint *work, const char *finding, size_t rule, const char *detail)
{
    attain_context *context = work->context;
    void *block = work->rules;
    size_t length;
    const char *segment = attain__segments_name(work->segments, rule, &length);
    attain_status status = attain__grow(context, work->count, &work->capacity, sizeof *work->rules, &block);

    work->rules = block;
    if (status == ATTAIN_OK)
        status = attain__text_append(context, &work->finding, finding, strlen(finding));
    if (status == ATTAIN_OK)
        status = attain__text_append(context, &work->segment, segment, length);
    if (status == ATTAIN_OK)
        status = attain__text_append(context, &work->detail, detail, strlen(detail));
    if (status == ATTAIN_OK)
        work->rules[work->count++] = rule < work->segments->count ? (int64_t)rule : -1;
    return status;
}

/* Writes a limit behind what is there: "r 3-4", "f 1", "recency from 30", "monetary to 500". */
static size_t describe_limit(const attain__segment_rule *rule, int32_t field, char *text, size_t length)
{
    int64_t low = rule->low[field - 1], high = rule->high[field - 1];
    const char *name = attain__segment_field_name(field), *comma = length == 0 ? "" : ", ";
    size_t room = DETAIL_CAPACITY - length;
    int written;

    if (low == high)
        written = snprintf(text + length, room, "%s%s %" PRId64, comma, name, low);
    else if (high == INT64_MAX)
        written = snprintf(text + length, room, "%s%s from %" PRId64, comma, name, low);
    else if (low == INT64_MIN)
        written = snprintf(text + length, room, "%s%s to %" PRId64, comma, name, high);
    else if (low < 0 || high < 0) /* a dash would read as a sign */
        written = snprintf(text + length, room, "%s%s %" PRId64 " to %" PRId64, comma, name, low, high);
    else
        written = snprintf(text + length, room, "%s%s %" PRId64 "-%" PRId64, comma, name, low, high);
    return length + (size_t)written;
}

/* The limits of a rule; nothing for a rule without. */
static void describe_rule(const attain__segment_rule *rule, char *text)
{
    size_t length = 0;
    int32_t field;

    text[0] = '\0';
    for (field = ATTAIN_RFM_RECENCY; field <= ATTAIN_RFM_M; field++)
        if (attain__segment_rule_limits(rule, field))
            length = describe_limit(rule, field, text, length);
}

/* ---- axes ---- */

/* Whether a field's possible values and a rule's limits have none in common. */
static int misses(const axis *range, const attain__segment_rule *rule, int32_t field)
{
    return rule->low[field - 1] > range->high || rule->high[field - 1] < range->low;
}

/* The first field in which a rule asks for what there is not, or 0. */
static int32_t impossible_field(const lint *work, const attain__segment_rule *rule)
{
    int32_t field;

    for (field = ATTAIN_RFM_RECENCY; field <= ATTAIN_RFM_M; field++)
        if (misses(&work->axes[field - 1], rule, field))
            return field;
    return 0;
}

/* Values at which something may change: where rules begin and behind where they end. */
static size_t collect_values(const lint *work, int32_t field, int64_t *values)
{
    const axis *range = &work->axes[field - 1];
    size_t i, count = 0;

    values[count++] = range->low;
    /* Customers without recency have frequency 0 and r 1, so that these must stand alone. */
    if (range->low < range->high && (field == ATTAIN_RFM_FREQUENCY || field == ATTAIN_RFM_R))
        values[count++] = range->low + 1;
    for (i = 0; i < work->segments->count; i++) {
        const attain__segment_rule *rule = &work->segments->rules[i];

        if (misses(range, rule, field))
            continue;
        if (rule->low[field - 1] > range->low)
            values[count++] = rule->low[field - 1];
        if (rule->high[field - 1] < range->high)
            values[count++] = rule->high[field - 1] + 1;
    }
    return count;
}

static attain_status make_axis(lint *work, int32_t field)
{
    axis *made = &work->axes[field - 1];
    size_t i, count;
    void *block;
    attain_status status = attain__allocate(work->context, 2 + 2 * work->segments->count, sizeof(int64_t), &block);

    if (status != ATTAIN_OK)
        return status;
    made->values = block;
    made->count = 1;
    made->values[0] = made->low;
    if (!uses(work, field))
        return ATTAIN_OK;
    count = collect_values(work, field, made->values);
    status = attain__sort_i64(work->context, made->values, count);
    for (i = 1; i < count && status == ATTAIN_OK; i++)
        if (made->values[i] != made->values[made->count - 1])
            made->values[made->count++] = made->values[i];
    made->with_none = field == ATTAIN_RFM_RECENCY;
    return status;
}

/* The bins of the dimension that a score is of. */
static int32_t best_score(const attain_rfm *rfm, int32_t field)
{
    return rfm == NULL ? 5 : rfm->bins[field - ATTAIN_RFM_R];
}

static attain_status make_axes(lint *work, const attain_rfm *rfm)
{
    size_t i;
    int32_t field;
    attain_status status = ATTAIN_OK;

    for (field = ATTAIN_RFM_RECENCY; field <= ATTAIN_RFM_M && status == ATTAIN_OK; field++) {
        axis *made = &work->axes[field - 1];

        made->low = is_score(field) ? 1 : field == ATTAIN_RFM_FREQUENCY ? 0 : INT64_MIN;
        made->high = is_score(field) ? best_score(rfm, field) : INT64_MAX;
        for (i = 0; i < work->segments->count; i++)
            if (attain__segment_rule_limits(&work->segments->rules[i], field))
                work->used[field - 1] = 1;
        status = make_axis(work, field);
    }
    return status;
}

/* Combinations of the axes, or 0 when they are more than GRID_MAX. */
static size_t grid_size(const lint *work)
{
    size_t size = 1;
    int i;

    for (i = 0; i < ATTAIN__SEGMENT_FIELDS; i++) {
        size_t count = work->axes[i].count + (size_t)work->axes[i].with_none;

        if (count > GRID_MAX / size)
            return 0;
        size *= count;
    }
    return size;
}

/* ---- dead rules ---- */

/* Sets the case of a combination. */
static void make_case(const lint *work, size_t combination, attain__segment_case *found)
{
    int i;

    found->no_recency = 0;
    for (i = 0; i < ATTAIN__SEGMENT_FIELDS; i++) {
        const axis *from = &work->axes[i];
        size_t count = from->count + (size_t)from->with_none, at = combination % count;

        combination /= count;
        if (at == from->count)
            found->no_recency = 1;
        found->values[i] = at == from->count ? 0 : from->values[at];
    }
}

/* Whether there can be such a customer: no purchase, no recency and frequency 0 are the same, and go with r 1. */
static int is_possible(const lint *work, const attain__segment_case *found)
{
    int no_purchase = found->no_recency;

    if (uses(work, ATTAIN_RFM_FREQUENCY)) {
        no_purchase = found->values[ATTAIN_RFM_FREQUENCY - 1] == 0;
        if (uses(work, ATTAIN_RFM_RECENCY) && no_purchase != found->no_recency)
            return 0;
    }
    return !no_purchase || !uses(work, ATTAIN_RFM_R) || found->values[ATTAIN_RFM_R - 1] == 1;
}

static attain_status try_grid(lint *work, size_t size)
{
    attain__segment_case found;
    size_t i;

    for (i = 0; i < size; i++) {
        attain_status status = i % ATTAIN__PROGRESS_ROWS == 0 ? attain__progress(work->context, i) : ATTAIN_OK;
        size_t winner;

        if (status != ATTAIN_OK)
            return status;
        make_case(work, i, &found);
        winner = is_possible(work, &found) ? attain__segments_match(work->segments, &found) : work->segments->count;
        if (winner < work->segments->count)
            work->wins[winner] = 1;
    }
    attain__progress_pass(work->context, size);
    return ATTAIN_OK;
}

/* Whether all that a rule can take, one rule above takes. */
static int contains(const lint *work, const attain__segment_rule *above, const attain__segment_rule *rule)
{
    int i;

    for (i = 0; i < ATTAIN__SEGMENT_FIELDS; i++) {
        const axis *range = &work->axes[i];
        int64_t low = rule->low[i] > range->low ? rule->low[i] : range->low;
        int64_t high = rule->high[i] < range->high ? rule->high[i] : range->high;

        if (above->low[i] > low || above->high[i] < high)
            return 0;
    }
    return 1;
}

static void compare_pairs(lint *work)
{
    const attain__segment_rule *rules = work->segments->rules;
    size_t i, above;

    for (i = 0; i < work->segments->count; i++) {
        work->wins[i] = impossible_field(work, &rules[i]) == 0;
        for (above = 0; above < i && work->wins[i]; above++)
            work->wins[i] = !contains(work, &rules[above], &rules[i]);
    }
}

/* Says why nobody reaches a rule. */
static void explain_dead_rule(const lint *work, const attain__segment_rule *rule, char *text, size_t capacity)
{
    char box[DETAIL_CAPACITY];
    int32_t impossible = impossible_field(work, rule);

    if (impossible != 0) {
        describe_limit(rule, impossible, box, 0);
        if (is_score(impossible))
            snprintf(text, capacity, "no customer can reach this rule: there is no %s, %s goes from 1 to %" PRId64, box,
                     attain__segment_field_name(impossible), work->axes[impossible - 1].high);
        else /* recency and monetary can be any number */
            snprintf(text, capacity, "no customer can reach this rule: there is no %s", box);
        return;
    }
    describe_rule(rule, box);
    if (box[0] == '\0')
        snprintf(text, capacity, "no customer can reach this rule: rules above take every customer");
    else
        snprintf(text, capacity, "no customer can reach this rule: rules above take all of %s", box);
}

static attain_status find_dead_rules(lint *work, size_t size)
{
    size_t i;
    attain_status status = ATTAIN_OK;

    if (size == 0)
        compare_pairs(work);
    else
        status = try_grid(work, size);
    for (i = 0; i < work->segments->count && status == ATTAIN_OK; i++) {
        char detail[DETAIL_CAPACITY + 96];

        if (work->wins[i])
            continue;
        explain_dead_rule(work, &work->segments->rules[i], detail, sizeof detail);
        status = find(work, "dead-rule", i, detail);
    }
    return status;
}

/* ---- uncovered cells ---- */

static attain_status find_uncovered_cell(lint *work, const attain__segment_case *found)
{
    char detail[DETAIL_CAPACITY] = "";
    size_t length = 0;
    int32_t field;

    if (attain__segments_match(work->segments, found) < work->segments->count)
        return ATTAIN_OK;
    for (field = ATTAIN_RFM_R; field <= ATTAIN_RFM_M; field++)
        if (uses(work, field))
            length += (size_t)snprintf(detail + length, sizeof detail - length, "%s%s=%" PRId64, length == 0 ? "" : " ",
                                       attain__segment_field_name(field), found->values[field - 1]);
    return find(work, "uncovered", work->segments->count, length == 0 ? "every customer" : detail);
}

/* Scores of a field that tell cells apart: 1 for a field that no rule looks at. */
static size_t scores_of(const lint *work, int32_t field)
{
    return uses(work, field) ? (size_t)work->axes[field - 1].high : 1;
}

/* Cells of scores; 0 where some rule looks at anything else. */
static size_t count_cells(const lint *work)
{
    size_t cells = 1;
    int32_t field;

    for (field = ATTAIN_RFM_RECENCY; field <= ATTAIN_RFM_M; field++) {
        if (uses(work, field) && !is_score(field))
            return 0;
        cells *= scores_of(work, field);
    }
    return cells;
}

/* Cells by r, then f, then m; a score that no rule looks at is left out of them. */
static attain_status find_uncovered(lint *work, size_t cells)
{
    attain__segment_case found;
    size_t cell;
    int32_t field;

    memset(&found, 0, sizeof found);
    for (cell = 0; cell < cells; cell++) {
        size_t rest = cell;
        attain_status status = ATTAIN_OK;

        if (cell % ATTAIN__PROGRESS_ROWS == 0)
            status = attain__progress(work->context, cell);
        for (field = ATTAIN_RFM_M; field >= ATTAIN_RFM_R; field--) {
            found.values[field - 1] = 1 + (int64_t)(rest % scores_of(work, field));
            rest /= scores_of(work, field);
        }
        if (status == ATTAIN_OK)
            status = find_uncovered_cell(work, &found);
        if (status != ATTAIN_OK)
            return status;
    }
    return ATTAIN_OK;
}

/* ---- the verb ---- */

static attain_status make_table(lint *work, attain_table **out)
{
    attain_context *context = work->context;
    attain_table *table = NULL;
    uint8_t *validity;
    int64_t *rules;
    size_t i;
    attain_status status = attain__result_create(context, work->count, &table);

    if (status == ATTAIN_OK)
        status = attain__result_text(context, table, "finding", ATTAIN_MEANING_CODE, &work->finding);
    if (status == ATTAIN_OK)
        status = attain__result_i64(context, table, "rule", ATTAIN_MEANING_CODE, 0, &rules);
    if (status == ATTAIN_OK)
        status = attain__result_validity(context, table, &validity);
    for (i = 0; i < work->count && status == ATTAIN_OK; i++) {
        if (work->rules[i] < 0)
            attain__validity_clear(validity, i);
        else
            rules[i] = work->rules[i];
    }
    if (status == ATTAIN_OK)
        status = attain__result_text(context, table, "segment", ATTAIN_MEANING_CODE, &work->segment);
    if (status == ATTAIN_OK)
        status = attain__result_text(context, table, "detail", ATTAIN_MEANING_NONE, &work->detail);
    if (status != ATTAIN_OK) {
        attain_table_destroy(table);
        return status;
    }
    *out = table;
    return ATTAIN_OK;
}

static void release(lint *work)
{
    const attain_allocator *allocator = &work->context->allocator;
    int i;

    for (i = 0; i < ATTAIN__SEGMENT_FIELDS; i++)
        attain__release(allocator, work->axes[i].values);
    attain__release(allocator, work->wins);
    attain__release(allocator, work->rules);
    attain__text_builder_release(work->context, &work->finding);
    attain__text_builder_release(work->context, &work->segment);
    attain__text_builder_release(work->context, &work->detail);
}

static attain_status lint_rules(lint *work, const attain_rfm *rfm)
{
    void *wins = NULL;
    size_t size, cells;
    attain_status status = attain__allocate_zeroed(work->context, work->segments->count, sizeof *work->wins, &wins);

    work->wins = wins;
    if (status == ATTAIN_OK)
        status = make_axes(work, rfm);
    if (status != ATTAIN_OK)
        return status;
    size = grid_size(work);
    cells = count_cells(work);
    attain__progress_start(work->context, (uint64_t)size + cells);
    status = find_dead_rules(work, size);
    return status == ATTAIN_OK ? find_uncovered(work, cells) : status;
}

attain_status attain_segments_lint(attain_context *context, const attain_segments *segments, const attain_rfm *rfm,
                                   attain_table **out)
{
    lint work;
    attain_status status = ATTAIN_OK;

    ATTAIN__ENTER(context);
    ATTAIN__CHECK(context, out != NULL, "out");
    memset(&work, 0, sizeof work);
    work.context = context;
    work.segments = segments;
    if (segments != NULL)
        status = lint_rules(&work, rfm);
    if (status == ATTAIN_OK)
        status = make_table(&work, out);
    release(&work);
    return status;
}

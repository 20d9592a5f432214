/* The verbs of goal, segment, pay and document over the world's facts. */
#include <string.h>

#include "world.h"

static int32_t write_to_hash(const char *bytes, size_t length, void *user)
{
    hash_bytes(user, bytes, length);
    return 0;
}

/* ---- goals ---- */

static void run_allocation(hash *h, attain_context *cx, const world *w)
{
    attain_table *shares = NULL, *explain = NULL;
    attain_status status;
    size_t count;
    int32_t rule;

    for (rule = ATTAIN_ALLOCATE_REMAINDER; rule <= ATTAIN_ALLOCATE_RATIO + 1; rule++)
        for (count = 0; count < 300; count += 37) {
            status = attain_allocation_run(cx, w->amount[count], 2, w->order, 3, count % 2 == 0 ? NULL : w->payee, NULL,
                                           count, rule, &shares, &explain);
            hash_result(h, cx, status, shares, explain);
        }
}

static attain_goals *own_goals(attain_context *cx, const world *w)
{
    static const char *const ids[] = {"co", "a", "b", "c", "a1", "a2", "b1", "b2", "b3"};
    static const int parents[] = {-1, 0, 0, 1, 1, 3, 2, 2, 2};
    attain_goals *goals;
    size_t i;

    WORLD_OK(cx, attain_goals_create(cx, &goals));
    WORLD_OK(cx, attain_goals_set_decimals(cx, goals, 3));
    WORLD_OK(cx, attain_goals_set_season(cx, goals, w->order, 12));
    for (i = 0; i < sizeof ids / sizeof ids[0]; i++)
        WORLD_OK(cx, attain_goals_add(cx, goals, ids[i], strlen(ids[i]),
                                      i == 0  ? ATTAIN_GOALS_COMPANY
                                      : i < 4 ? ATTAIN_GOALS_TEAM
                                              : ATTAIN_GOALS_PERSON,
                                      i == 0 ? NULL : ids[parents[i]], i == 0 ? 0 : strlen(ids[parents[i]]),
                                      w->order[i + 20]));
    return goals;
}

static void run_goals(hash *h, attain_context *cx, const world *w)
{
    attain_goals *goals = own_goals(cx, w);
    attain_table *targets = NULL, *explain = NULL;
    attain_status status;
    size_t i;

    hash_status(h, cx, attain_goals_check(cx, attain_document_goals(w->plan)));
    status =
        attain_goals_run(cx, attain_document_goals(w->plan), attain_document_calendar(w->plan), &targets, &explain);
    hash_result(h, cx, status, targets, explain);
    hash_status(h, cx, attain_goals_run(cx, goals, NULL, &targets, NULL)); /* no year */
    for (i = 0; i < WORLD_EDGES; i++) {
        WORLD_OK(cx, attain_goals_set_target(cx, goals, world_edges[i]));
        WORLD_OK(cx, attain_goals_set_year(cx, goals, 1 + (int32_t)i * 399));
        status = attain_goals_run(cx, goals, NULL, &targets, &explain);
        hash_result(h, cx, status, targets, explain);
    }
    hash_status(h, cx, attain_goals_add(cx, goals, ATTAIN_TEXT("co"), ATTAIN_GOALS_COMPANY, NULL, 0, 1));
    hash_status(h, cx, attain_goals_add(cx, goals, ATTAIN_TEXT("lost"), ATTAIN_GOALS_TEAM, ATTAIN_TEXT("nowhere"), 1));
    hash_status(h, cx, attain_goals_check(cx, goals));
    attain_goals_destroy(goals);
}

/* ---- segments ---- */

static void run_rfm_plan(hash *h, attain_context *cx, const world *w)
{
    attain_table *customers = NULL, *explain = NULL;
    attain_status status = attain_rfm_run(cx, attain_document_rfm(w->plan), attain_document_segments(w->plan), 19800,
                                          w->orders, &customers, &explain);

    hash_result(h, cx, status, customers, explain);
    status = attain_segments_lint(cx, attain_document_segments(w->plan), attain_document_rfm(w->plan), &explain);
    hash_result(h, cx, status, explain, NULL);
}

static void run_rfm_options(hash *h, attain_context *cx, const world *w)
{
    static const int64_t cuts[] = {30, 90, 365};
    attain_rfm *rfm;
    attain_table *customers = NULL, *explain = NULL;
    attain_status status;
    int64_t options;

    WORLD_OK(cx, attain_rfm_create(cx, &rfm));
    for (options = 0; options < 48; options++) {
        WORLD_OK(cx, attain_rfm_set(cx, rfm, ATTAIN_RFM_REFUNDS, options % 2));
        WORLD_OK(cx, attain_rfm_set(cx, rfm, ATTAIN_RFM_LATER, options / 2 % 3));
        WORLD_OK(cx, attain_rfm_set(cx, rfm, ATTAIN_RFM_COUNTING, options / 6 % 2));
        WORLD_OK(cx, attain_rfm_set(cx, rfm, ATTAIN_RFM_EDGE, options / 12 % 2));
        WORLD_OK(cx, attain_rfm_set(cx, rfm, ATTAIN_RFM_EDGE_OFFSET, options / 24));
        WORLD_OK(cx, attain_rfm_set_bins(cx, rfm, ATTAIN_RFM_ALL, 2 + (int32_t)options));
        if (options % 5 == 0)
            WORLD_OK(cx, attain_rfm_set_cuts(cx, rfm, ATTAIN_RFM_RECENCY, cuts, 3));
        hash_i64(h, attain_rfm_bins(rfm, ATTAIN_RFM_RECENCY));
        status = attain_rfm_run(cx, rfm, NULL, 19500, w->orders, &customers, &explain);
        hash_result(h, cx, status, customers, explain);
    }
    WORLD_OK(cx, attain_rfm_set_preset(cx, rfm, ATTAIN_TEXT("rfm-r")));
    status = attain_rfm_run(cx, rfm, NULL, 19500, w->orders, &customers, &explain);
    hash_result(h, cx, status, customers, explain);
    attain_rfm_destroy(rfm);
}

static void run_presets(hash *h, attain_context *cx, const world *w)
{
    static const char *const names[] = {"standard", "rfm-r", "rfm-r-classic", "no such"};
    attain_rfm *rfm;
    attain_table *table = NULL;
    attain_status status;
    size_t i;

    WORLD_OK(cx, attain_rfm_create(cx, &rfm));
    for (i = 0; i < sizeof names / sizeof names[0]; i++) {
        attain_segments *segments = NULL;

        if (!hash_status(h, cx, attain_segments_create_preset(cx, names[i], strlen(names[i]), &segments)))
            continue;
        hash_i64(h, (int64_t)attain_segments_count(segments));
        status = attain_rfm_run(cx, rfm, segments, 19800, w->orders, &table, NULL);
        hash_result(h, cx, status, table, NULL);
        status = attain_segments_lint(cx, segments, NULL, &table);
        hash_result(h, cx, status, table, NULL);
        attain_segments_destroy(segments);
    }
    attain_rfm_destroy(rfm);
}

static void run_segments(hash *h, attain_context *cx, const world *w)
{
    attain_segments *segments, *from_table = NULL;
    attain_table *table = NULL;
    attain_status status;
    size_t i;

    WORLD_OK(cx, attain_segments_create(cx, &segments));
    WORLD_OK(cx, attain_segments_set_default(cx, segments, ATTAIN_TEXT("\xE5\x85\xB6\xE4\xBB\x96")));
    hash_status(h, cx, attain_segments_limit(cx, segments, ATTAIN_RFM_R, 1, 2));
    for (i = 0; i < 12; i++) {
        WORLD_OK(cx, attain_segments_add(cx, segments, ATTAIN_TEXT("s")));
        hash_status(h, cx,
                    attain_segments_limit(cx, segments, ATTAIN_RFM_RECENCY + (int32_t)(i % 6), w->payee[i] - 9,
                                          w->payee[i + 1]));
        hash_status(
            h, cx,
            attain_segments_limit(cx, segments, ATTAIN_RFM_RECENCY + (int32_t)(i * 5 % 6), INT64_MIN, w->amount[i]));
    }
    status = attain_segments_lint(cx, segments, NULL, &table);
    hash_result(h, cx, status, table, NULL);
    attain_segments_destroy(segments);
    WORLD_OK(cx, attain_table_create(cx, &table));
    WORLD_OK(cx, attain_table_add_text(cx, table, ATTAIN_TEXT("segment"), w->offsets, w->names, NULL, 40));
    WORLD_OK(cx, attain_table_add_i64(cx, table, ATTAIN_TEXT("f_lo"), w->payee, w->validity, 40));
    hash_status(h, cx, attain_segments_create_from_table(cx, table, &from_table));
    if (from_table != NULL) {
        attain_table *findings = NULL;

        status = attain_segments_lint(cx, from_table, NULL, &findings);
        hash_result(h, cx, status, findings, NULL);
    }
    attain_segments_destroy(from_table);
    attain_table_destroy(table);
}

static void run_abc(hash *h, attain_context *cx, const world *w)
{
    static const attain_rate cuts[] = {ATTAIN_PERCENT(10), 333333333, ATTAIN_PERCENT(99)};
    static const attain_amount limits[] = {500000, 10000, 0, -100};
    attain_abc *abc;
    attain_table *classes = NULL, *explain = NULL;
    attain_status status;
    int32_t rule;

    status = attain_abc_run(cx, attain_document_abc(w->plan), w->items, &classes, &explain);
    hash_result(h, cx, status, classes, explain);
    WORLD_OK(cx, attain_abc_create(cx, &abc));
    WORLD_OK(cx, attain_abc_set_cuts(cx, abc, cuts, 3));
    for (rule = ATTAIN_ABC_WITHIN; rule <= ATTAIN_ABC_TIES + 1; rule++) {
        hash_status(h, cx, attain_abc_set_rule(cx, abc, rule));
        status = attain_abc_run(cx, abc, w->items, &classes, &explain);
        hash_result(h, cx, status, classes, explain);
    }
    WORLD_OK(cx, attain_abc_set_limits(cx, abc, limits, 4));
    status = attain_abc_run(cx, abc, w->items, &classes, &explain);
    hash_result(h, cx, status, classes, explain);
    status = attain_abc_run(cx, abc, w->deals, &classes, &explain); /* without an item */
    hash_result(h, cx, status, classes, explain);
    attain_abc_destroy(abc);
}

/* ---- pay ---- */

static void run_rates(hash *h, attain_context *cx, const world *w)
{
    attain_rates *rates;
    attain_amount earned;
    size_t a, b;

    for (a = 0; a < WORLD_EDGES; a++)
        for (b = 0; b < WORLD_EDGES; b++) {
            if (hash_status(h, cx, attain_rates_apply(cx, w->marginal, world_edges[a], world_edges[b], &earned)))
                hash_i64(h, earned);
            if (hash_status(h, cx, attain_rates_apply(cx, w->whole, world_edges[a], world_edges[b], &earned)))
                hash_i64(h, earned);
        }
    for (a = 0; a <= attain_rates_count(w->whole); a++) {
        hash_i64(h, attain_rates_from(w->whole, a));
        hash_i64(h, attain_rates_rate(w->whole, a));
    }
    hash_i64(h, attain_rates_mode(w->whole) * 10 + attain_rates_rounding(w->whole));
    WORLD_OK(cx, attain_rates_create(cx, ATTAIN_RATES_WHOLE, &rates));
    hash_status(h, cx, attain_rates_add(cx, rates, 5, 1));
    hash_status(h, cx, attain_rates_set_rounding(cx, rates, ATTAIN_ROUND_FLOOR));
    attain_rates_destroy(rates);
}

static void run_pay_plan(hash *h, attain_context *cx, const world *w)
{
    attain_table *result = NULL, *explain = NULL;
    attain_status status;
    int32_t by;

    for (by = ATTAIN_PAY_BY_PERIOD - 1; by <= ATTAIN_PAY_BY_TIER + 1; by++) {
        status = attain_pay_run(cx, attain_document_pay(w->plan), attain_document_calendar(w->plan), w->deals, by,
                                &result, &explain);
        hash_result(h, cx, status, result, explain);
    }
}

static void run_pay(hash *h, attain_context *cx, const world *w)
{
    static const int32_t periods[] = {ATTAIN_PAY_EACH_DEAL, ATTAIN_UNIT_MONTH, ATTAIN_UNIT_QUARTER, ATTAIN_UNIT_YEAR,
                                      ATTAIN_UNIT_WEEK};
    char id[] = "a";
    attain_pay *pay;
    attain_table *result = NULL, *explain = NULL;
    attain_status status;
    size_t i;
    int32_t by;

    WORLD_OK(cx, attain_pay_create(cx, &pay));
    WORLD_OK(cx, attain_pay_set_decimals(cx, pay, 2));
    hash_status(h, cx, attain_pay_add_rates(cx, pay, ATTAIN_TEXT("x"), ATTAIN_TEXT("amount"), 0, w->whole));
    WORLD_OK(cx, attain_pay_add_plan(cx, pay, ATTAIN_TEXT("\xE8\xAE\xA1\xE5\x88\x92")));
    for (i = 0; i < sizeof periods / sizeof periods[0]; i++, id[0]++)
        hash_status(h, cx,
                    attain_pay_add_rates(cx, pay, id, 1, ATTAIN_TEXT("margin"), periods[i],
                                         i % 2 == 0 ? w->marginal : w->whole));
    for (by = ATTAIN_PAY_BY_PERIOD; by <= ATTAIN_PAY_BY_TIER; by++) {
        status = attain_pay_run(cx, pay, NULL, w->deals, by, &result, &explain);
        hash_result(h, cx, status, result, explain);
    }
    status = attain_pay_run(cx, pay, NULL, w->orders, ATTAIN_PAY_BY_PERIOD, &result, &explain); /* without a payee */
    hash_result(h, cx, status, result, explain);
    attain_pay_destroy(pay);
}

/* ---- documents ---- */

static void run_document(hash *h, attain_context *cx, const world *w)
{
    attain_document *document;

    hash_text(h, attain_document_currency(w->plan));
    hash_i64(h, attain_document_decimals(w->plan));
    hash_status(h, cx, attain_document_write(cx, w->plan, write_to_hash, h));
    WORLD_OK(cx, attain_document_create(cx, &document));
    hash_status(h, cx, attain_document_set_currency(cx, document, ATTAIN_TEXT("jpy"), 0));
    hash_status(h, cx, attain_document_set_currency(cx, document, ATTAIN_TEXT("JPY"), 0));
    {
        attain_calendar *calendar = NULL;
        attain_goals *goals = NULL;
        attain_rfm *rfm = NULL;
        attain_segments *segments = NULL;
        attain_abc *abc = NULL;
        attain_pay *pay = NULL;

        hash_status(h, cx, attain_document_add_calendar(cx, document, &calendar));
        hash_status(h, cx, attain_document_add_rfm(cx, document, &rfm));
        hash_status(h, cx, attain_document_add_segments(cx, document, &segments));
        hash_status(h, cx, attain_document_add_abc(cx, document, &abc));
        hash_status(h, cx, attain_document_add_pay(cx, document, &pay));
        hash_status(h, cx, attain_document_write(cx, document, write_to_hash, h));
        hash_status(h, cx, attain_document_add_goals(cx, document, &goals));
        hash_status(h, cx, attain_document_add_goals(cx, document, &goals));
        hash_status(h, cx, attain_document_write(cx, document, write_to_hash, h)); /* goals without a year */
    }
    attain_document_destroy(document);
}

/* The plan cut short everywhere: what every reader says of what is not there any more. */
static void run_document_cut(hash *h, attain_context *cx, const world *w)
{
    attain_document *document = NULL;
    size_t length = strlen(world_plan);

    (void)w;
    while (world_plan[length - 1] != '}') /* blanks behind the end are nothing */
        length--;
    while (length-- > 0)
        hash_status(h, cx, attain_document_read(cx, world_plan, length, &document));
    hash_i64(h, document == NULL);
}

const verb verbs_of_rules[] = {{"allocation_run", run_allocation},
                               {"goals_run", run_goals},
                               {"rfm_run_plan", run_rfm_plan},
                               {"rfm_run_options", run_rfm_options},
                               {"segments_presets", run_presets},
                               {"segments_lint", run_segments},
                               {"abc_run", run_abc},
                               {"rates_apply", run_rates},
                               {"pay_run_plan", run_pay_plan},
                               {"pay_run", run_pay},
                               {"document_write", run_document},
                               {"document_read", run_document_cut},
                               {NULL, NULL}};

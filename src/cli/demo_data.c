/* The deals of the demo: made by rule from a fixed generator of integers, the same on every machine. */
#include <stdlib.h>
#include <string.h>

#include "cli/cli_internal.h"

#define UNIT 1000 /* amounts are whole tens of the currency: 1000 minor units */

static const attain_amount last_total = 12000000000; /* 120,000,000.00: what was sold in the year before */

/* ---- the generator (SplitMix64) ---- */

static uint64_t next(uint64_t *state)
{
    uint64_t z = *state += 0x9E3779B97F4A7C15u;

    z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9u;
    z = (z ^ z >> 27) * 0x94D049BB133111EBu;
    return z ^ z >> 31;
}

static int32_t between(uint64_t *state, int32_t low, int32_t high)
{
    return low + (int32_t)(next(state) % (uint64_t)(high - low + 1));
}

/* ---- how customers buy ---- */

#define WHOLE_YEAR          0xFFFu
#define MONTHS(first, last) ((0xFFFu >> (12 - (last))) & (0xFFFu << ((first)-1)))

typedef struct habit {
    int32_t least, most; /* deals a year */
    unsigned months;     /* in which it buys */
} habit;

typedef struct behaviour {
    int32_t size; /* of a deal, in relation to others */
    habit years[CLI_DEMO_YEARS];
} behaviour;

enum { KEY, MAJOR, LOYAL, REGULAR, SEASONAL, SMALL, NEW, LOST, FADING };

static const behaviour behaviours[] = {
    {620, {{26, 30, WHOLE_YEAR}, {24, 28, WHOLE_YEAR}}},                                /* key */
    {160, {{6, 11, WHOLE_YEAR}, {5, 10, WHOLE_YEAR}}},                                  /* major */
    {125, {{10, 15, WHOLE_YEAR}, {9, 14, WHOLE_YEAR}}},                                 /* loyal */
    {60, {{4, 8, WHOLE_YEAR}, {4, 8, WHOLE_YEAR}}},                                     /* regular */
    {80, {{3, 6, MONTHS(3, 5) | MONTHS(9, 11)}, {3, 6, MONTHS(3, 5) | MONTHS(9, 11)}}}, /* seasonal */
    {75, {{1, 3, WHOLE_YEAR}, {1, 3, WHOLE_YEAR}}},                                     /* small */
    {55, {{2, 6, MONTHS(2, 12)}, {0, 0, WHOLE_YEAR}}},                                  /* new */
    {55, {{0, 0, WHOLE_YEAR}, {2, 5, MONTHS(1, 9)}}},                                   /* lost */
    {70, {{1, 2, MONTHS(1, 3)}, {6, 9, WHOLE_YEAR}}},                                   /* fading */
};

/* The customers of a person, one after the other. A team that falls behind wins fewer and loses more; key accounts are few
 * and large. */
static const int8_t usual[] = {LOYAL, REGULAR, NEW, SMALL, LOYAL,    REGULAR, SEASONAL, LOST,  REGULAR,
                               SMALL, FADING,  NEW, LOYAL, SEASONAL, REGULAR, LOST,     SMALL, NEW};
static const int8_t behind[] = {LOYAL, REGULAR, LOST,   SMALL, LOYAL,    REGULAR, SEASONAL, LOST,  REGULAR,
                                SMALL, FADING,  FADING, LOYAL, SEASONAL, REGULAR, LOST,     SMALL, NEW};

static const int8_t large[] = {MAJOR, MAJOR, SEASONAL, MAJOR, LOYAL, NEW, LOYAL, REGULAR};

#define PATTERN       (sizeof usual / sizeof *usual)
#define LARGE_PATTERN (sizeof large / sizeof *large)
#define MOST_TEAMS    5
#define TEAM_BEHIND   1

/* How the months of the two years departed from the season, in per cent: this year began slowly. */
static const int32_t departures[CLI_DEMO_YEARS][12] = {{91, 85, 94, 103, 106, 99, 97, 104, 107, 102, 105, 99},
                                                       {101, 97, 102, 100, 98, 103, 99, 96, 102, 104, 98, 101}};

/* What persons sold of their target, in thousandths: by team, and by person on top. In the year before the same numbers say
 * how they shared the total, so that whoever is behind now was ahead then. */
static const int32_t team_results[CLI_DEMO_YEARS][MOST_TEAMS] = {{1012, 914, 1023, 984, 1046},
                                                                 {990, 1062, 985, 936, 1003}};
static const int32_t person_results[CLI_DEMO_YEARS][7] = {{38, -22, -41, 21, -35, -12, 24},
                                                          {10, 34, -28, 40, -15, 22, -31}};

/* ---- deals before they have amounts ---- */

typedef struct draft {
    cli_demo_deal deal;
    int64_t weight;
    int32_t refund_of; /* index of the sale it takes back from; -1 for a sale */
} draft;

typedef struct drafts {
    draft *draft;
    size_t count, capacity;
} drafts;

static int add_draft(drafts *all, const draft *one)
{
    if (all->count == all->capacity) {
        size_t capacity = all->capacity == 0 ? 1024 : all->capacity * 2;
        draft *larger = realloc(all->draft, capacity * sizeof *larger);

        if (larger == NULL)
            return 0;
        all->draft = larger;
        all->capacity = capacity;
    }
    all->draft[all->count++] = *one;
    return 1;
}

/* Draws one of the months a customer buys in, by season. */
static int32_t draw_month(uint64_t *state, const cli_demo *demo, int year, unsigned months)
{
    int64_t weights[12], total = 0, drawn;
    int32_t i;

    for (i = 0; i < 12; i++) {
        weights[i] = months >> i & 1 ? demo->nodes[0].target[i] / 10000 * departures[year][i] : 0;
        total += weights[i];
    }
    drawn = (int64_t)(next(state) % (uint64_t)(total > 0 ? total : 1));
    for (i = 0; i < 11 && drawn >= weights[i]; i++)
        drawn -= weights[i];
    return i;
}

/* What falls on a weekend is moved to the Friday before, or to the Monday behind where that is before `first`. */
static attain_day working_day(attain_day day, attain_day first)
{
    int32_t weekday = (day + 3) % 7; /* 0: Monday; 1970-01-01 was a Thursday */

    if (weekday > 4)
        day = day - (weekday - 4) >= first ? day - (weekday - 4) : day + 7 - weekday;
    return day;
}

/* Some weeks behind one sale in forty a part of it is given back. */
static int add_refund(uint64_t *state, const cli_demo *demo, int year, drafts *all)
{
    draft refund = all->draft[all->count - 1];
    attain_day sold = refund.deal.day;

    refund.refund_of = (int32_t)(all->count - 1);
    refund.weight = refund.weight * between(state, 10, 40) / 100;
    refund.deal.day += between(state, 7, 35);
    if (refund.deal.day > demo->last_day[year])
        refund.deal.day = demo->last_day[year];
    refund.deal.day = working_day(refund.deal.day, sold);
    return add_draft(all, &refund);
}

static int add_customer(uint64_t *state, const cli_demo *demo, int year, int32_t customer, int32_t person, int kind,
                        drafts *all)
{
    const behaviour *buys = &behaviours[kind];
    const habit *usually = &buys->years[year];
    uint64_t own = (uint64_t)customer;
    int32_t size = buys->size * between(&own, 45, 195); /* how large this one's deals are, in both years */
    int32_t count = between(state, usually->least, usually->most);

    for (; count > 0; count--) {
        draft sale;
        attain_day first, last;

        if (attain_period_days(demo->cli->context, attain_document_calendar(demo->plan), ATTAIN_UNIT_MONTH,
                               demo->first_month[year] + draw_month(state, demo, year, usually->months), &first,
                               &last) != ATTAIN_OK)
            return 0;
        sale.deal.number = 0;
        sale.deal.day = working_day(between(state, first, last), first);
        sale.deal.person = person;
        sale.deal.customer = customer;
        sale.deal.amount = 0;
        sale.weight = (int64_t)size * between(state, 60, 140);
        sale.refund_of = -1;
        if (!add_draft(all, &sale) || (next(state) % 40 == 0 && !add_refund(state, demo, year, all)))
            return 0;
    }
    return 1;
}

/* The teams before a node: of a team its number. */
static int32_t teams_before(const cli_demo *demo, int32_t node)
{
    int32_t teams = 0, i;

    for (i = 0; i < node; i++)
        teams += demo->nodes[i].level == ATTAIN_GOALS_TEAM;
    return teams;
}

static int32_t team_of(const cli_demo *demo, size_t person)
{
    return teams_before(demo, demo->nodes[demo->persons[person]].parent);
}

/* The last team has the key accounts, and its first person the one that is larger than all others. */
static int draw_customers_of(uint64_t *state, const cli_demo *demo, int year, size_t person, int32_t *customer,
                             drafts *all)
{
    int is_large = team_of(demo, person) == teams_before(demo, (int32_t)demo->node_count) - 1;
    int is_first = person == 0 || team_of(demo, person) != team_of(demo, person - 1);
    const int8_t *pattern = is_large ? large : team_of(demo, person) == TEAM_BEHIND ? behind : usual;
    size_t count = is_large ? LARGE_PATTERN : PATTERN, i;

    for (i = 0; i < count && *customer < CLI_DEMO_CUSTOMERS_MAX; i++) {
        int kind = is_large && is_first && i == 0 ? KEY : pattern[i];

        if (!add_customer(state, demo, year, (*customer)++, (int32_t)person, kind, all))
            return 0;
    }
    return 1;
}

static int draw_deals(uint64_t *state, const cli_demo *demo, int year, drafts *all)
{
    int32_t customer = 0;
    size_t person;

    for (person = 0; person < demo->person_count; person++)
        if (!draw_customers_of(state, demo, year, person, &customer, all))
            return 0;
    return 1;
}

/* ---- amounts ---- */

/* What each person sold in a year, in units. */
static attain_status share_total(const cli_demo *demo, int year, int64_t *totals)
{
    attain_context *context = demo->cli->context;
    int64_t weights[CLI_DEMO_CUSTOMERS_MAX];
    attain_status status = ATTAIN_OK;
    size_t i;

    for (i = 0; status == ATTAIN_OK && i < demo->person_count; i++) {
        int32_t result = team_results[year][team_of(demo, i) % MOST_TEAMS] + person_results[year][i % 7];

        status = attain_amount_scale(context, demo->nodes[demo->persons[i]].target[CLI_DEMO_YEAR], result, 1000 * UNIT,
                                     ATTAIN_ROUND_HALF_UP, &weights[i]);
        totals[i] = weights[i];
    }
    if (status == ATTAIN_OK && year == CLI_DEMO_LAST)
        status = attain_amount_allocate(context, last_total / UNIT, weights, NULL, NULL, demo->person_count,
                                        ATTAIN_ALLOCATE_REMAINDER, totals);
    return status;
}

/* Splits one total among the sales or the refunds of a person, by weight. */
static attain_status split_among(const cli_demo *demo, drafts *all, int32_t person, int refunds, int64_t total)
{
    int64_t *weights = malloc(2 * (all->count + 1) * sizeof *weights);
    int64_t *shares = weights == NULL ? NULL : weights + all->count + 1;
    attain_status status = ATTAIN_ERROR_MEMORY;
    size_t i;

    for (i = 0; weights != NULL && i < all->count; i++) {
        const draft *one = &all->draft[i];

        weights[i] = one->deal.person == person && (one->refund_of >= 0) == refunds ? one->weight : 0;
    }
    if (weights != NULL)
        status = attain_amount_allocate(demo->cli->context, total, weights, NULL, NULL, all->count,
                                        ATTAIN_ALLOCATE_REMAINDER, shares);
    for (i = 0; status == ATTAIN_OK && i < all->count; i++)
        if (weights[i] > 0)
            all->draft[i].deal.amount = shares[i] * UNIT;
    free(weights);
    return status;
}

/* What the season makes of a month, with some chance in it. */
static void draw_season(uint64_t *state, const cli_demo *demo, int year, int64_t *out)
{
    int32_t month;

    for (month = 0; month < 12; month++)
        out[month] = demo->nodes[0].target[month] / 100000 * departures[year][month] * between(state, 90, 110);
}

static int32_t month_of(const cli_demo *demo, int year, attain_day day)
{
    attain_period month = demo->first_month[year];

    (void)attain_period_of_day(demo->cli->context, attain_document_calendar(demo->plan), ATTAIN_UNIT_MONTH, day,
                               &month);
    return month - demo->first_month[year];
}

/* A person has few deals a month, so that chance alone would toss the months about. Every deal is therefore made larger or
 * smaller by a factor of its month, in thousandths, that brings the month two thirds of the way to its season. */
static void steady_months(uint64_t *state, const cli_demo *demo, int year, int32_t person, drafts *all)
{
    int64_t season[12], drawn[12] = {0}, seasons = 0, sum = 0, factor[12];
    int32_t month;
    size_t i;

    draw_season(state, demo, year, season);
    for (i = 0; i < all->count; i++)
        if (all->draft[i].deal.person == person && all->draft[i].refund_of < 0)
            drawn[month_of(demo, year, all->draft[i].deal.day)] += all->draft[i].weight;
    for (month = 0; month < 12; month++) {
        seasons += season[month];
        sum += drawn[month];
    }
    for (month = 0; month < 12; month++) {
        int64_t wanted = drawn[month] / 3 + 2 * (season[month] / 1000 * (sum / 1000) / (seasons / 1000000)) / 3;

        factor[month] = drawn[month] == 0 ? 1000 : wanted * 1000 / drawn[month];
        factor[month] = factor[month] < 400 ? 400 : factor[month] > 2500 ? 2500 : factor[month];
    }
    for (i = 0; i < all->count; i++) {
        draft *one = &all->draft[i];
        attain_day sold = one->refund_of >= 0 ? all->draft[one->refund_of].deal.day : one->deal.day;

        if (one->deal.person == person)
            one->weight = one->weight * factor[month_of(demo, year, sold)] / 1000;
    }
}

/* Gives the deals of a person amounts that sum to `total` units, refunds taken off. */
static attain_status give_amounts(const cli_demo *demo, drafts *all, int32_t person, int64_t total)
{
    int64_t sales = 0, refunds = 0, back;
    attain_status status;
    size_t i;

    for (i = 0; i < all->count; i++)
        if (all->draft[i].deal.person == person)
            *(all->draft[i].refund_of >= 0 ? &refunds : &sales) += all->draft[i].weight;
    if (sales <= refunds)
        return ATTAIN_OK;
    status = attain_amount_scale(demo->cli->context, total, refunds, sales - refunds, ATTAIN_ROUND_HALF_UP, &back);
    if (status == ATTAIN_OK)
        status = split_among(demo, all, person, 0, total + back);
    if (status == ATTAIN_OK && back > 0)
        status = split_among(demo, all, person, 1, -back);
    return status;
}

static attain_status make_amounts(uint64_t *state, const cli_demo *demo, int year, drafts *all)
{
    int64_t totals[CLI_DEMO_CUSTOMERS_MAX];
    attain_status status = share_total(demo, year, totals);
    size_t i;

    for (i = 0; status == ATTAIN_OK && i < demo->person_count; i++) {
        steady_months(state, demo, year, (int32_t)i, all);
        status = give_amounts(demo, all, (int32_t)i, totals[i]);
    }
    return status;
}

/* ---- a year ---- */

static int by_day(const void *a, const void *b)
{
    const cli_demo_deal *left = a, *right = b;

    if (left->day != right->day)
        return left->day < right->day ? -1 : 1;
    return left->number < right->number ? -1 : left->number > right->number;
}

/* Puts the deals in order of their days and numbers them. */
static int keep_deals(cli_demo *demo, int year, const drafts *all)
{
    cli_demo_deals *out = &demo->deals[year];
    size_t i;

    out->deal = malloc((all->count + 1) * sizeof *out->deal);
    if (out->deal == NULL)
        return 0;
    out->count = all->count;
    for (i = 0; i < all->count; i++) {
        out->deal[i] = all->draft[i].deal;
        out->deal[i].number = (int64_t)i;
    }
    qsort(out->deal, out->count, sizeof *out->deal, by_day);
    for (i = 0; i < out->count; i++)
        out->deal[i].number = (int64_t)(demo->year - year) * 10000 + (int64_t)i + 1;
    return 1;
}

attain_status cli_demo_make_deals(cli_demo *demo)
{
    uint64_t state = 2024;
    int year;

    for (year = 0; year < CLI_DEMO_YEARS; year++) {
        drafts all = {NULL, 0, 0};
        attain_status status = draw_deals(&state, demo, year, &all) ? ATTAIN_OK : ATTAIN_ERROR_MEMORY;

        if (status == ATTAIN_OK)
            status = make_amounts(&state, demo, year, &all);
        if (status == ATTAIN_OK && !keep_deals(demo, year, &all))
            status = ATTAIN_ERROR_MEMORY;
        free(all.draft);
        if (status != ATTAIN_OK)
            return status;
    }
    return ATTAIN_OK;
}

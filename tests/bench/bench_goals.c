/* Goals: a company's year over teams, persons and months. A row is a target; a tenth as many persons as rows get thirteen. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "bench.h"

static void open_goals(bench_state *state)
{
    size_t count, i;
    int64_t *team = bench_load(state->folder, "goals.team", sizeof *team, &count);
    int64_t *weight = bench_load(state->folder, "goals.weight", sizeof *weight, &count);
    int64_t teams = 0;
    char name[16], parent[16];

    BENCH_OK(state->cx, attain_goals_create(state->cx, &state->goals));
    BENCH_OK(state->cx, attain_goals_set_year(state->cx, state->goals, BENCH_YEAR));
    BENCH_OK(state->cx, attain_goals_set_target(state->cx, state->goals, BENCH_TARGET));
    BENCH_OK(state->cx, attain_goals_set_season(state->cx, state->goals, bench_season, 12));
    BENCH_OK(state->cx,
             attain_goals_add(state->cx, state->goals, ATTAIN_TEXT("company"), ATTAIN_GOALS_COMPANY, NULL, 0, 1));
    for (i = 0; i < count; i++)
        teams = team[i] >= teams ? team[i] + 1 : teams;
    for (i = 0; i < (size_t)teams; i++) {
        snprintf(name, sizeof name, "T%04d", (int)i);
        BENCH_OK(state->cx, attain_goals_add(state->cx, state->goals, name, strlen(name), ATTAIN_GOALS_TEAM,
                                             ATTAIN_TEXT("company"), (int64_t)(i % 7) + 1));
    }
    for (i = 0; i < count; i++) {
        snprintf(name, sizeof name, "P%08d", (int)i);
        snprintf(parent, sizeof parent, "T%04d", (int)team[i]);
        BENCH_OK(state->cx, attain_goals_add(state->cx, state->goals, name, strlen(name), ATTAIN_GOALS_PERSON, parent,
                                             strlen(parent), weight[i]));
    }
    state->rows = (1 + (size_t)teams + count) * 13;
    free(team);
    free(weight);
}

static void run_goals(bench_state *state)
{
    BENCH_OK(state->cx, attain_goals_run(state->cx, state->goals, NULL, &state->result, NULL));
}

/* Sums of targets, and of targets weighted by month, of persons. */
static void check_goals(bench_state *state)
{
    const int64_t *target = bench_numbers(state, "target");
    size_t level = (size_t)attain_table_find(state->result, ATTAIN_TEXT("level"));
    int64_t persons = 0, weighted = 0, odd = 0;
    size_t i;

    for (i = 0; i < attain_table_rows(state->result); i++) {
        if (attain_table_text(state->result, level, i, NULL)[0] != 'p')
            continue;
        persons++;
        weighted += (int64_t)(i % 13) * target[i];
        odd += target[i] & 1;
    }
    bench_check(state, persons);
    bench_check(state, weighted);
    bench_check(state, odd);
}

const bench_workload bench_goals[] = {
    {"goals", "goals", open_goals, run_goals, check_goals},
    {NULL, NULL, NULL, NULL, NULL},
};

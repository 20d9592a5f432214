/* What a goal tree holds, asked one by one. */
#include "goal/goal_internal.h"

int32_t attain_goals_year(const attain_goals *goals)
{
    return goals == NULL ? 0 : goals->year;
}

attain_amount attain_goals_target(const attain_goals *goals)
{
    return goals == NULL ? 0 : goals->target;
}

int32_t attain_goals_decimals(const attain_goals *goals)
{
    return goals == NULL ? ATTAIN_DECIMALS_DEFAULT : goals->decimals;
}

const int64_t *attain_goals_season(const attain_goals *goals)
{
    return goals == NULL ? NULL : goals->season;
}

int32_t attain_goals_weight_decimals(const attain_goals *goals)
{
    return goals == NULL ? 0 : goals->weight_decimals;
}

size_t attain_goals_count(const attain_goals *goals)
{
    return goals == NULL ? 0 : goals->count;
}

const char *attain_goals_id(const attain_goals *goals, size_t node, size_t *length)
{
    if (node >= attain_goals_count(goals))
        return NULL;
    return attain__lend_text(goals->nodes[node].id, goals->nodes[node].id_length, length);
}

int32_t attain_goals_level(const attain_goals *goals, size_t node)
{
    return node < attain_goals_count(goals) ? goals->nodes[node].level : 0;
}

const char *attain_goals_parent(const attain_goals *goals, size_t node, size_t *length)
{
    if (node >= attain_goals_count(goals))
        return NULL;
    return attain__lend_text(goals->nodes[node].parent, goals->nodes[node].parent_length, length);
}

int64_t attain_goals_weight(const attain_goals *goals, size_t node)
{
    return node < attain_goals_count(goals) ? goals->nodes[node].weight : 0;
}

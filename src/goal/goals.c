/* The goal tree as a handle: target, year, season, nodes found by name. */
#include <string.h>

#include "goal/goal_internal.h"

attain_status attain_goals_create(attain_context *context, attain_goals **out)
{
    attain_goals *goals;
    void *block;
    size_t month;
    attain_status status;

    ATTAIN__ENTER(context);
    ATTAIN__CHECK(context, out != NULL, "out");
    status = attain__allocate_zeroed(context, 1, sizeof *goals, &block);
    if (status != ATTAIN_OK)
        return status;
    goals = block;
    goals->allocator = context->allocator;
    goals->decimals = ATTAIN_DECIMALS_DEFAULT;
    for (month = 0; month < ATTAIN__MONTHS; month++)
        goals->season[month] = 1;
    *out = goals;
    return ATTAIN_OK;
}

void attain_goals_destroy(attain_goals *goals)
{
    attain_allocator allocator;
    size_t i;

    if (goals == NULL)
        return;
    allocator = goals->allocator;
    for (i = 0; i < goals->count; i++)
        attain__release(&allocator, goals->nodes[i].id);
    attain__release(&allocator, goals->nodes);
    attain__release(&allocator, goals->slots);
    attain__release(&allocator, goals);
}

attain_status attain_goals_set_target(attain_context *context, attain_goals *goals, attain_amount target)
{
    ATTAIN__ENTER(context);
    ATTAIN__CHECK_OWN(context, goals, "goals");
    goals->target = target;
    return ATTAIN_OK;
}

attain_status attain_goals_set_decimals(attain_context *context, attain_goals *goals, int32_t decimals)
{
    ATTAIN__ENTER(context);
    ATTAIN__CHECK_OWN(context, goals, "goals");
    ATTAIN__CHECK_RANGE(context, decimals, 0, ATTAIN_DECIMALS_MAX, "decimals");
    goals->decimals = decimals;
    return ATTAIN_OK;
}

attain_status attain_goals_set_year(attain_context *context, attain_goals *goals, int32_t year)
{
    ATTAIN__ENTER(context);
    ATTAIN__CHECK_OWN(context, goals, "goals");
    ATTAIN__CHECK_RANGE(context, year, 1, 9998, "year");
    goals->year = year;
    return ATTAIN_OK;
}

attain_status attain_goals_set_season(attain_context *context, attain_goals *goals, const int64_t *weights,
                                      size_t count)
{
    attain_status status;

    ATTAIN__ENTER(context);
    ATTAIN__CHECK_OWN(context, goals, "goals");
    ATTAIN__CHECK(context, weights != NULL, "weights");
    ATTAIN__CHECK_RANGE(context, count, ATTAIN__MONTHS, ATTAIN__MONTHS, "count");
    status = attain__weights_check(context, weights, count);
    if (status != ATTAIN_OK)
        return status;
    memcpy(goals->season, weights, sizeof goals->season);
    goals->has_season = 1;
    return ATTAIN_OK;
}

attain_status attain_goals_set_weight_decimals(attain_context *context, attain_goals *goals, int32_t decimals)
{
    ATTAIN__ENTER(context);
    ATTAIN__CHECK_OWN(context, goals, "goals");
    ATTAIN__CHECK_RANGE(context, decimals, 0, ATTAIN_DECIMALS_MAX, "decimals");
    goals->weight_decimals = decimals;
    return ATTAIN_OK;
}

/* ---- nodes by name ---- */

/* The slot of that name, or the free one where it would go. There is a free one. */
static size_t find_slot(const attain_goals *goals, const char *id, size_t length)
{
    size_t mask = goals->slot_count - 1;
    size_t at = (size_t)attain__text_hash(id, length, (uint64_t)(uintptr_t)goals) & mask;

    while (goals->slots[at] != 0) {
        const attain__goal_node *node = &goals->nodes[goals->slots[at] - 1];

        if (attain__text_equal(node->id, node->id_length, id, length))
            break;
        at = (at + 1) & mask;
    }
    return at;
}

size_t attain__goals_find(const attain_goals *goals, const char *id, size_t length)
{
    size_t found = goals->slot_count == 0 ? 0 : goals->slots[find_slot(goals, id, length)];

    return found == 0 ? SIZE_MAX : found - 1;
}

/* Makes room for one more name; the names there are move to the larger table. */
static attain_status reserve_slot(attain_context *context, attain_goals *goals)
{
    size_t wanted = goals->slot_count == 0 ? 16 : goals->slot_count * 2;
    void *block;
    size_t i;
    attain_status status;

    if (goals->count + 1 <= goals->slot_count / 2)
        return ATTAIN_OK;
    status = attain__allocate_zeroed(context, wanted, sizeof *goals->slots, &block);
    if (status != ATTAIN_OK)
        return status;
    attain__release(&goals->allocator, goals->slots);
    goals->slots = block;
    goals->slot_count = wanted;
    for (i = 0; i < goals->count; i++)
        goals->slots[find_slot(goals, goals->nodes[i].id, goals->nodes[i].id_length)] = i + 1;
    return ATTAIN_OK;
}

/* Both names in one block, each terminated. */
static attain_status copy_names(attain_context *context, const char *id, const char *parent, attain__goal_node *node)
{
    void *block;
    char *text;
    attain_status status;

    if (node->id_length > SIZE_MAX - 2 - node->parent_length)
        return attain__error_memory(context);
    status = attain__allocate(context, node->id_length + node->parent_length + 2, 1, &block);
    if (status != ATTAIN_OK)
        return status;
    text = block;
    memcpy(text, id, node->id_length);
    text[node->id_length] = '\0';
    node->id = text;
    text += node->id_length + 1;
    if (node->parent_length > 0)
        memcpy(text, parent, node->parent_length);
    text[node->parent_length] = '\0';
    node->parent = text;
    return ATTAIN_OK;
}

static attain_status append_node(attain_context *context, attain_goals *goals, const char *id, const char *parent,
                                 attain__goal_node *node)
{
    void *nodes = goals->nodes;
    attain_status status = attain__grow(context, goals->count, &goals->capacity, sizeof *goals->nodes, &nodes);

    goals->nodes = nodes;
    if (status == ATTAIN_OK)
        status = reserve_slot(context, goals);
    if (status == ATTAIN_OK)
        status = copy_names(context, id, parent, node);
    if (status != ATTAIN_OK)
        return status;
    goals->nodes[goals->count] = *node;
    goals->slots[find_slot(goals, node->id, node->id_length)] = goals->count + 1;
    goals->count++;
    return ATTAIN_OK;
}

static attain_status check_weight(attain_context *context, int64_t weight)
{
    if (weight < 0)
        return attain__error_i64(context, ATTAIN_ERROR_VALUE, "weight", ATTAIN__NO_ROW, weight, "must not be negative");
    return ATTAIN_OK;
}

attain_status attain_goals_add(attain_context *context, attain_goals *goals, const char *id, size_t id_length,
                               int32_t level, const char *parent, size_t parent_length, int64_t weight)
{
    attain__goal_node node = {0};
    attain_status status;

    ATTAIN__ENTER(context);
    ATTAIN__CHECK_OWN(context, goals, "goals");
    status = attain__check_name(context, id, id_length, "id");
    if (status != ATTAIN_OK)
        return status;
    if (attain__goals_find(goals, id, id_length) != SIZE_MAX)
        return attain__error_text(context, ATTAIN_ERROR_RULE, "id", ATTAIN__NO_ROW, id, id_length,
                                  "is already a node of this tree; every node needs a name of its own");
    ATTAIN__CHECK_RANGE(context, level, ATTAIN_GOALS_COMPANY, ATTAIN_GOALS_PERSON, "level");
    if (parent_length > 0)
        status = attain__check_name(context, parent, parent_length, "parent");
    if (status == ATTAIN_OK)
        status = check_weight(context, weight);
    if (status != ATTAIN_OK)
        return status;
    node.id_length = id_length;
    node.parent_length = parent_length;
    node.level = level;
    node.weight = weight;
    return append_node(context, goals, id, parent, &node);
}

attain_status attain_goals_set_weight(attain_context *context, attain_goals *goals, size_t node, int64_t weight)
{
    attain_status status;

    ATTAIN__ENTER(context);
    ATTAIN__CHECK_OWN(context, goals, "goals");
    ATTAIN__CHECK_INDEX(context, node, goals->count, "node");
    status = check_weight(context, weight);
    if (status == ATTAIN_OK)
        goals->nodes[node].weight = weight;
    return status;
}

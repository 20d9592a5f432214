/* Section "goals": year, target, season, nodes with their weights. */
#include <inttypes.h>
#include <stdio.h>

#include "document/document_internal.h"
#include "goal/goal_internal.h"

enum { YEAR, TARGET, SEASON, NODES, MEMBERS };
static const attain__json_name members[MEMBERS] = {{"year", 1}, {"target", 1}, {"season", 0}, {"nodes", 1}};

enum { ID, LEVEL, PARENT, WEIGHT, NODE_MEMBERS };
static const attain__json_name node_members[NODE_MEMBERS] = {{"id", 1}, {"level", 1}, {"parent", 0}, {"weight", 0}};

static const attain__json_name levels[] = {
    {"company", ATTAIN_GOALS_COMPANY}, {"team", ATTAIN_GOALS_TEAM}, {"person", ATTAIN_GOALS_PERSON}};

#define YEAR_MAX 9998

/* ---- reading ---- */

/* Weights that are looked at together come to one scale: *scale becomes the most decimals any of them needs. */
static attain_status widen(const attain__json *json, const attain__json_value *weight, int32_t *scale)
{
    int32_t decimals = 0;
    attain_status status = weight == NULL ? ATTAIN_OK : attain__json_weight_decimals(json, weight, &decimals);

    if (decimals > *scale)
        *scale = decimals;
    return status;
}

static attain_status read_season(const attain__json *json, const attain__json_value *value, attain_goals *goals)
{
    const attain__json_value *month, *first;
    int64_t weights[ATTAIN__MONTHS];
    int32_t scale = 0;
    attain_status status = attain__json_array(json, value);
    size_t i = 0;

    if (status != ATTAIN_OK)
        return status;
    if (value->count != ATTAIN__MONTHS)
        return attain__json_error(json, value, ATTAIN_ERROR_VALUE, "must have 12 elements, one for each month");
    first = attain__json_first(json, value);
    for (month = first; status == ATTAIN_OK && month != NULL; month = attain__json_next(json, month))
        status = widen(json, month, &scale);
    for (month = first; status == ATTAIN_OK && month != NULL; month = attain__json_next(json, month))
        status = attain__json_weight(json, month, scale, &weights[i++]);
    if (status != ATTAIN_OK)
        return status;
    status = attain_goals_set_season(json->context, goals, weights, ATTAIN__MONTHS);
    return status == ATTAIN_OK ? status : attain__json_refused(json, value, status);
}

/* 1 on the scale, which is what a node without a weight has. */
static int64_t one_of_scale(int32_t scale)
{
    int64_t one = 1;

    while (scale-- > 0)
        one *= 10;
    return one;
}

static attain_status read_node(const attain__json *json, const attain__json_value *value, int32_t scale,
                               attain_goals *goals)
{
    const attain__json_value *found[NODE_MEMBERS], *parent;
    int32_t level = 0;
    int64_t weight = 0;
    attain_status status = attain__json_members(json, value, node_members, NODE_MEMBERS, found);

    if (status == ATTAIN_OK)
        status = attain__json_text(json, found[ID]);
    if (status == ATTAIN_OK)
        status = attain__json_choose(json, found[LEVEL], levels, ATTAIN__JSON_COUNT(levels), &level);
    if (status == ATTAIN_OK && found[PARENT] != NULL)
        status = attain__json_text(json, found[PARENT]);
    if (status == ATTAIN_OK && found[WEIGHT] != NULL)
        status = attain__json_weight(json, found[WEIGHT], scale, &weight);
    if (status != ATTAIN_OK)
        return status;
    parent = found[PARENT];
    if (parent != NULL && parent->length == 0)
        return attain__json_error(json, parent, ATTAIN_ERROR_VALUE, "must not be empty");
    if (found[WEIGHT] == NULL)
        weight = one_of_scale(scale);
    status = attain_goals_add(json->context, goals, found[ID]->text, found[ID]->length, level,
                              parent == NULL ? NULL : parent->text, parent == NULL ? 0 : parent->length, weight);
    return status == ATTAIN_OK ? status : attain__json_refused(json, value, status);
}

static attain_status read_nodes(const attain__json *json, const attain__json_value *value, attain_goals *goals)
{
    const attain__json_value *node, *weight;
    int32_t scale = 0;
    attain_status status = attain__json_array(json, value);

    if (status != ATTAIN_OK)
        return status;
    for (node = attain__json_first(json, value); status == ATTAIN_OK && node != NULL;
         node = attain__json_next(json, node)) {
        weight = attain__json_member(json, node, node_members[WEIGHT].name);
        status = widen(json, weight, &scale);
    }
    if (status == ATTAIN_OK)
        status = attain_goals_set_weight_decimals(json->context, goals, scale);
    for (node = attain__json_first(json, value); status == ATTAIN_OK && node != NULL;
         node = attain__json_next(json, node))
        status = read_node(json, node, scale, goals);
    if (status != ATTAIN_OK)
        return status;
    status = attain_goals_check(json->context, goals);
    return status == ATTAIN_OK ? status : attain__json_refused(json, value, status);
}

attain_status attain__goals_read(const attain__json *json, const attain__json_value *value, attain_document *document)
{
    const attain__json_value *found[MEMBERS];
    attain_goals *goals;
    attain_amount target = 0;
    int64_t year = 0;
    attain_status status = attain__json_members(json, value, members, MEMBERS, found);

    if (status == ATTAIN_OK)
        status = attain__json_integer(json, found[YEAR], 1, YEAR_MAX, &year);
    if (status == ATTAIN_OK)
        status = attain__json_amount(json, found[TARGET], document->decimals, &target);
    if (status == ATTAIN_OK)
        status = attain_document_add_goals(json->context, document, &goals);
    if (status == ATTAIN_OK)
        status = attain_goals_set_year(json->context, goals, (int32_t)year);
    if (status == ATTAIN_OK)
        status = attain_goals_set_target(json->context, goals, target);
    if (status == ATTAIN_OK && found[SEASON] != NULL)
        status = read_season(json, found[SEASON], goals);
    return status == ATTAIN_OK ? read_nodes(json, found[NODES], goals) : status;
}

/* ---- writing ---- */

attain_status attain__goals_writable(attain_context *context, const attain_document *document)
{
    const attain_goals *goals = document->goals;
    attain__goal_tree tree;
    attain_status status;
    char where[48] = "goals.nodes";

    if (goals == NULL)
        return ATTAIN_OK;
    if (goals->decimals != document->decimals)
        return attain__error_i64(context, ATTAIN_ERROR_RULE, "goals", ATTAIN__NO_ROW, goals->decimals,
                                 "are not the decimals of the document's currency");
    if (goals->year == 0)
        return attain__error(context, ATTAIN_ERROR_RULE, "goals.year", ATTAIN__NO_ROW, "was never set");
    status = attain__goal_tree_build(context, goals, &tree);
    attain__goal_tree_release(context, &tree);
    if (status == ATTAIN_OK || status == ATTAIN_ERROR_MEMORY)
        return status;
    if (context->row != ATTAIN__NO_ROW)
        snprintf(where, sizeof where, "goals.nodes[%" PRId64 "]", context->row);
    attain__error_relocate(context, where);
    return status;
}

static void write_season(attain__json_writer *writer, const attain_goals *goals)
{
    int32_t i, uneven = 0;

    for (i = 0; i < ATTAIN__MONTHS; i++)
        uneven |= goals->season[i] != 1;
    if (!uneven)
        return;
    attain__json_open_inline(writer, members[SEASON].name, '[');
    for (i = 0; i < ATTAIN__MONTHS; i++)
        attain__json_put_integer(writer, NULL, goals->season[i]);
    attain__json_close(writer, ']');
}

void attain__goals_write(attain__json_writer *writer, const attain_document *document)
{
    const attain_goals *goals = document->goals;
    size_t i;

    if (goals == NULL)
        return;
    attain__json_open(writer, "goals", '{');
    attain__json_put_integer(writer, members[YEAR].name, goals->year);
    attain__json_put_amount(writer, members[TARGET].name, goals->target, document->decimals);
    write_season(writer, goals);
    attain__json_open(writer, members[NODES].name, '[');
    for (i = 0; i < goals->count; i++) {
        const attain__goal_node *node = &goals->nodes[i];

        attain__json_open_inline(writer, NULL, '{');
        attain__json_put_text(writer, node_members[ID].name, node->id, node->id_length);
        attain__json_put_word(writer, node_members[LEVEL].name,
                              attain__json_word(levels, ATTAIN__JSON_COUNT(levels), node->level));
        if (node->parent_length > 0)
            attain__json_put_text(writer, node_members[PARENT].name, node->parent, node->parent_length);
        if (node->weight != one_of_scale(goals->weight_decimals))
            attain__json_put_weight(writer, node_members[WEIGHT].name, node->weight, goals->weight_decimals);
        attain__json_close(writer, '}');
    }
    attain__json_close(writer, ']');
    attain__json_close(writer, '}');
}

/* Nodes linked by name into one tree, or the reason why they are not one. Nothing recurses, so a tree may be deep. */
#include <stdio.h>

#include "goal/goal_internal.h"

static attain_status node_error(attain_context *context, attain_status status, const attain_goals *goals, size_t node,
                                const char *message)
{
    return attain__error_text(context, status, "nodes", (int64_t)node, goals->nodes[node].id,
                              goals->nodes[node].id_length, message);
}

/* ---- checks ---- */

static attain_status check_company(attain_context *context, const attain_goals *goals)
{
    size_t i, company = SIZE_MAX;

    for (i = 0; i < goals->count; i++) {
        if (goals->nodes[i].level != ATTAIN_GOALS_COMPANY)
            continue;
        if (company != SIZE_MAX)
            return node_error(context, ATTAIN_ERROR_RULE, goals, i, "is a second company; a tree has exactly one");
        company = i;
    }
    if (company == SIZE_MAX)
        return attain__error(context, ATTAIN_ERROR_RULE, "nodes", ATTAIN__NO_ROW,
                             "have no company; a tree has exactly one node of the level company");
    return ATTAIN_OK;
}

static attain_status unknown_parent(attain_context *context, const attain_goals *goals, size_t node)
{
    const attain__goal_node *orphan = &goals->nodes[node];
    size_t shown = orphan->parent_length < 80 ? orphan->parent_length : 80;
    char message[160];

    shown = attain__utf8_check(orphan->parent, shown); /* not part of a character */
    snprintf(message, sizeof message, "its parent '%.*s' is not in the tree", (int)shown, orphan->parent);
    return node_error(context, ATTAIN_ERROR_RULE, goals, node, message);
}

/* Finds each node's parent, and checks that its level allows it. */
static attain_status find_parents(attain_context *context, const attain_goals *goals, size_t *parents)
{
    size_t i;

    for (i = 0; i < goals->count; i++) {
        const attain__goal_node *node = &goals->nodes[i];

        parents[i] = SIZE_MAX;
        if (node->level == ATTAIN_GOALS_COMPANY) {
            if (node->parent_length > 0)
                return node_error(context, ATTAIN_ERROR_RULE, goals, i, "is the company and must not have a parent");
            continue;
        }
        if (node->parent_length == 0)
            return node_error(context, ATTAIN_ERROR_RULE, goals, i,
                              "has no parent; only the company stands without one");
        parents[i] = attain__goals_find(goals, node->parent, node->parent_length);
        if (parents[i] == SIZE_MAX)
            return unknown_parent(context, goals, i);
        if (goals->nodes[parents[i]].level == ATTAIN_GOALS_PERSON)
            return node_error(context, ATTAIN_ERROR_RULE, goals, i,
                              "its parent is a person; a parent must be the company or a team");
    }
    return ATTAIN_OK;
}

/* Climbs from every node until a node that is known to hang on the company; `walk` (zeroed) says from which node, plus
 * 1, another was first met. Meeting one's own walk again is a cycle. */
static attain_status check_cycles(attain_context *context, const attain_goals *goals, const size_t *parents,
                                  size_t *walk)
{
    size_t i;

    for (i = 0; i < goals->count; i++) {
        size_t at = i;

        while (at != SIZE_MAX && walk[at] == 0) {
            walk[at] = i + 1;
            at = parents[at];
        }
        if (at != SIZE_MAX && walk[at] == i + 1)
            return node_error(context, ATTAIN_ERROR_RULE, goals, at, "is its own ancestor: its parents form a cycle");
    }
    return ATTAIN_OK;
}

static attain_status check_weights(attain_context *context, const attain_goals *goals, const attain__goal_tree *tree)
{
    size_t i, child;

    for (i = 0; i < goals->count; i++) {
        int64_t sum = 0;

        for (child = tree->first_child[i]; child != SIZE_MAX; child = tree->next_sibling[child]) {
            int64_t weight = goals->nodes[child].weight;

            if (weight > INT64_MAX - sum)
                return node_error(context, ATTAIN_ERROR_OVERFLOW, goals, child,
                                  "its weight and those of its siblings sum to more than 64 bits hold");
            sum += weight;
        }
        if (tree->first_child[i] != SIZE_MAX && sum == 0)
            return node_error(context, ATTAIN_ERROR_RULE, goals, i,
                              "the weights of its children are all zero; at least one must be positive");
    }
    return ATTAIN_OK;
}

/* ---- links ---- */

static void link_children(const attain_goals *goals, attain__goal_tree *tree)
{
    size_t i;

    for (i = 0; i < goals->count; i++)
        tree->first_child[i] = SIZE_MAX;
    for (i = goals->count; i-- > 0;) {
        size_t parent = tree->parent[i];

        tree->next_sibling[i] = SIZE_MAX;
        if (parent != SIZE_MAX) {
            tree->next_sibling[i] = tree->first_child[parent];
            tree->first_child[parent] = i;
        }
    }
}

/* Walks down to the first child, else on to the next sibling of the nearest ancestor that has one. */
static void put_in_order(const attain_goals *goals, attain__goal_tree *tree)
{
    size_t at = 0, count = 0;

    while (tree->parent[at] != SIZE_MAX)
        at++;
    while (count < goals->count) {
        tree->order[count] = at;
        tree->position[at] = count++;
        if (tree->first_child[at] != SIZE_MAX) {
            at = tree->first_child[at];
            continue;
        }
        while (at != SIZE_MAX && tree->next_sibling[at] == SIZE_MAX)
            at = tree->parent[at];
        if (at != SIZE_MAX)
            at = tree->next_sibling[at];
    }
}

static attain_status allocate_links(attain_context *context, size_t count, attain__goal_tree *tree)
{
    size_t **links[] = {&tree->parent, &tree->first_child, &tree->next_sibling, &tree->order, &tree->position};
    attain_status status = ATTAIN_OK;
    size_t i;

    for (i = 0; i < sizeof links / sizeof links[0] && status == ATTAIN_OK; i++) {
        void *block = NULL;

        status = attain__allocate_zeroed(context, count, sizeof(size_t), &block);
        *links[i] = block;
    }
    return status;
}

attain_status attain__goal_tree_build(attain_context *context, const attain_goals *goals, attain__goal_tree *tree)
{
    attain__goal_tree empty = {0};
    attain_status status;

    *tree = empty;
    if (goals->count == 0)
        return ATTAIN_OK;
    status = check_company(context, goals);
    if (status == ATTAIN_OK)
        status = allocate_links(context, goals->count, tree);
    if (status == ATTAIN_OK)
        status = find_parents(context, goals, tree->parent);
    if (status == ATTAIN_OK)
        status = check_cycles(context, goals, tree->parent, tree->position); /* zeroed, not yet used */
    if (status != ATTAIN_OK)
        return status;
    link_children(goals, tree);
    status = check_weights(context, goals, tree);
    if (status == ATTAIN_OK)
        put_in_order(goals, tree);
    return status;
}

void attain__goal_tree_release(attain_context *context, attain__goal_tree *tree)
{
    attain__release(&context->allocator, tree->parent);
    attain__release(&context->allocator, tree->first_child);
    attain__release(&context->allocator, tree->next_sibling);
    attain__release(&context->allocator, tree->order);
    attain__release(&context->allocator, tree->position);
}

attain_status attain_goals_check(attain_context *context, const attain_goals *goals)
{
    attain__goal_tree tree;
    attain_status status;

    ATTAIN__ENTER(context);
    ATTAIN__CHECK(context, goals != NULL, "goals");
    status = attain__goal_tree_build(context, goals, &tree);
    attain__goal_tree_release(context, &tree);
    return status;
}

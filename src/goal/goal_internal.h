/* The goal tree as its files and the plan document see it. */
#ifndef ATTAIN_GOAL_INTERNAL_H
#define ATTAIN_GOAL_INTERNAL_H

#include <attain/goal.h>

#include "calendar/calendar_internal.h"
#include "number/number_internal.h"
#include "table/table_internal.h"

#define ATTAIN__MONTHS 12

typedef struct attain__goal_node {
    char *id; /* terminated, owned; the parent's name lies behind it in the same block */
    size_t id_length;
    const char *parent; /* terminated; empty for none */
    size_t parent_length;
    int32_t level;
    int64_t weight;
} attain__goal_node;

struct attain_goals {
    attain_allocator allocator;
    attain_amount target;
    int32_t decimals;
    int32_t weight_decimals;        /* a weight w of a node stands for w · 10^-weight_decimals */
    int32_t year;                   /* 0 until it is set */
    int32_t has_season;             /* 0: even, and every number below is 1 */
    int64_t season[ATTAIN__MONTHS]; /* from the first month of the fiscal year */
    attain__goal_node *nodes;       /* in the order in which they were added */
    size_t count, capacity;
    size_t *slots; /* by the hash of the id: index of a node + 1, 0 for a free slot; kept at most half full */
    size_t slot_count;
};

/* Index of the node of that name, or SIZE_MAX. */
size_t attain__goals_find(const attain_goals *goals, const char *id, size_t length);

/* The nodes as one tree, by index of the node; SIZE_MAX is none. */
typedef struct attain__goal_tree {
    size_t *parent;
    size_t *first_child;
    size_t *next_sibling; /* in the order in which they were added */
    size_t *order;        /* parents before children, each child followed by its own */
    size_t *position;     /* of a node in `order` */
} attain__goal_tree;

/* Checks the nodes as attain_goals_check() does and links them; released in any case. */
attain_status attain__goal_tree_build(attain_context *context, const attain_goals *goals, attain__goal_tree *tree);
void attain__goal_tree_release(attain_context *context, attain__goal_tree *tree);

#define ATTAIN__EXACT_DECIMALS 9 /* further decimals of an exact share in an explain table */

/* Appends of * weight / weights, in units of 10^-decimals, as text with at most nine further decimals, the last rounded
 * half to even; 0 where the weights sum to 0. */
attain_status attain__exact_append(attain_context *context, attain__text_builder *builder, attain_amount of,
                                   int64_t weight, int64_t weights, int32_t decimals);

#endif

/**
 * @file
 * @brief Targets broken down exactly: company to teams to persons by weight, a year to twelve months by season; and the
 *        splitting of any one total.
 *
 * @code
 * attain_goals *goals;
 * attain_table *targets;
 * attain_goals_create(cx, &goals);
 * attain_goals_set_year(cx, goals, 2024);
 * attain_goals_set_target(cx, goals, 15000000000);
 * attain_goals_add(cx, goals, ATTAIN_TEXT("hengyuan"), ATTAIN_GOALS_COMPANY, NULL, 0, 1);
 * attain_goals_add(cx, goals, ATTAIN_TEXT("south"), ATTAIN_GOALS_TEAM, ATTAIN_TEXT("hengyuan"), 60);
 * attain_goals_add(cx, goals, ATTAIN_TEXT("north"), ATTAIN_GOALS_TEAM, ATTAIN_TEXT("hengyuan"), 40);
 * attain_goals_add(cx, goals, ATTAIN_TEXT("li"), ATTAIN_GOALS_PERSON, ATTAIN_TEXT("south"), 1);
 * attain_goals_run(cx, goals, NULL, &targets, NULL);
 * @endcode
 *
 * **Method.** The company's months are its target allocated by season. Each node's year is split among its children by
 * weight. Then each child, in the order in which they were added, takes its months from what its elder siblings left of
 * the parent's months, in proportion to what is left. So in every period the children sum to their parent, and for every
 * node the months sum to the year, to the minor unit. All splits are largest-remainder (attain_amount_allocate()).
 */
#ifndef ATTAIN_GOAL_H
#define ATTAIN_GOAL_H

#include <attain/table.h>

#ifdef __cplusplus
extern "C" {
#endif

/** @name Levels of a goal tree
 *  The root is the company; a team's parent is the company or a team; a person's parent is the company or a team, and a
 *  person has no children.
 *  @{ */
#define ATTAIN_GOALS_COMPANY 1 /**< 企业. */
#define ATTAIN_GOALS_TEAM    2 /**< 团队. */
#define ATTAIN_GOALS_PERSON  3 /**< 个人. */
/** @} */

/** @brief A goal tree: target, year, season, and the nodes with their weights. @since 0.1 */
typedef struct attain_goals attain_goals;

/** @brief Makes an empty tree with target 0, an even season, whole weights and no year.
 *  @param context the context. @param[out] out the tree; the caller destroys it. @return #ATTAIN_OK. @since 0.1 */
ATTAIN_API attain_status attain_goals_create(attain_context *context, attain_goals **out);

/** @brief Frees a goal tree. @param goals may be NULL. @since 0.1 */
ATTAIN_API void attain_goals_destroy(attain_goals *goals);

/** @brief Sets the company's target for the year.
 *  @param context the context. @param goals the tree. @param target minor units, any sign. @return #ATTAIN_OK. @since 0.1 */
ATTAIN_API attain_status attain_goals_set_target(attain_context *context, attain_goals *goals, attain_amount target);

/** @brief Sets how many decimals the target and so the result's amounts have; #ATTAIN_DECIMALS_DEFAULT until then.
 *  @param context the context. @param goals the tree. @param decimals 0 to #ATTAIN_DECIMALS_MAX. @return #ATTAIN_OK.
 *  @since 0.1 */
ATTAIN_API attain_status attain_goals_set_decimals(attain_context *context, attain_goals *goals, int32_t decimals);

/** @brief Sets the fiscal year the target is for.
 *  @param context the context. @param goals the tree. @param year 1 to 9998. @return #ATTAIN_OK. @since 0.1 */
ATTAIN_API attain_status attain_goals_set_year(attain_context *context, attain_goals *goals, int32_t year);

/** @brief Sets how the year falls into months.
 *  @param context the context. @param goals the tree.
 *  @param weights `count` numbers, the first for the first month of the fiscal year; none negative, not all zero
 *                 (#ATTAIN_ERROR_VALUE), on any common scale; copied.
 *  @param count   12.
 *  @return #ATTAIN_OK, #ATTAIN_ERROR_VALUE, or #ATTAIN_ERROR_OVERFLOW for a sum beyond 64 bits. @since 0.1 */
ATTAIN_API attain_status attain_goals_set_season(attain_context *context, attain_goals *goals, const int64_t *weights,
                                                 size_t count);

/** @brief Sets the scale of the nodes' weights: one of w stands for w · 10^-decimals. 0 until then; a plan document sets what its
 *         weights need. Targets do not depend on it; it is for those who add to a tree, show it or write it down.
 *  @param context the context. @param goals the tree; the weights it has already are not changed, but then stand for other
 *                 numbers.
 *  @param decimals 0 to #ATTAIN_DECIMALS_MAX.
 *  @return #ATTAIN_OK. @since 0.1 */
ATTAIN_API attain_status attain_goals_set_weight_decimals(attain_context *context, attain_goals *goals,
                                                          int32_t decimals);

/** @brief Adds a node. Parents may be added after their children; attain_goals_check() finds those that never came.
 *  @param context       the context. @param goals the tree.
 *  @param id            bytes of its name, UTF-8, not empty, new in this tree (#ATTAIN_ERROR_RULE). @param id_length how many.
 *  @param level         an `ATTAIN_GOALS_` level.
 *  @param parent        bytes of its parent's name; NULL for the company. @param parent_length how many; 0 for the company.
 *  @param weight        its share among its siblings, on the scale of the tree's weights; not negative
 *                       (#ATTAIN_ERROR_VALUE).
 *  @return #ATTAIN_OK, #ATTAIN_ERROR_VALUE, #ATTAIN_ERROR_RULE, #ATTAIN_ERROR_FORMAT. @since 0.1 */
ATTAIN_API attain_status attain_goals_add(attain_context *context, attain_goals *goals, const char *id,
                                          size_t id_length, int32_t level, const char *parent, size_t parent_length,
                                          int64_t weight);

/** @brief Gives a node another weight.
 *  @param context the context. @param goals the tree. @param node index of the node.
 *  @param weight  as attain_goals_add() takes it.
 *  @return #ATTAIN_OK or #ATTAIN_ERROR_VALUE. @since 0.1 */
ATTAIN_API attain_status attain_goals_set_weight(attain_context *context, attain_goals *goals, size_t node,
                                                 int64_t weight);

/** @name What a tree holds
 *  None of these can fail: nodes count from 0 in the order in which they were added, and one there is not has nothing. What is
 *  lent is valid until the tree is changed or destroyed. Safe from any thread while nobody changes the tree.
 *  @{ */

/** @brief The fiscal year. @param goals the tree. @return 1 to 9998, or 0 when none was set. @since 0.1 */
ATTAIN_API int32_t attain_goals_year(const attain_goals *goals);

/** @brief The company's target. @param goals the tree. @return minor units. @since 0.1 */
ATTAIN_API attain_amount attain_goals_target(const attain_goals *goals);

/** @brief Decimals of the target. @param goals the tree. @return 0 to 9. @since 0.1 */
ATTAIN_API int32_t attain_goals_decimals(const attain_goals *goals);

/** @brief Weights of the months, the first for the first month of the fiscal year; all alike for an even season.
 *  @param goals the tree. @return 12 numbers, lent; NULL for NULL. @since 0.1 */
ATTAIN_API const int64_t *attain_goals_season(const attain_goals *goals);

/** @brief Scale of the nodes' weights. @param goals the tree. @return 0 to 9. @since 0.1 */
ATTAIN_API int32_t attain_goals_weight_decimals(const attain_goals *goals);

/** @brief Nodes. @param goals the tree. @return how many. @since 0.1 */
ATTAIN_API size_t attain_goals_count(const attain_goals *goals);

/** @brief Name of a node.
 *  @param goals the tree. @param node its index. @param[out] length bytes of the name; may be NULL.
 *  @return terminated text, or NULL. @since 0.1 */
ATTAIN_API const char *attain_goals_id(const attain_goals *goals, size_t node, size_t *length);

/** @brief Level of a node. @param goals the tree. @param node its index. @return an `ATTAIN_GOALS_` level, or 0. @since 0.1 */
ATTAIN_API int32_t attain_goals_level(const attain_goals *goals, size_t node);

/** @brief Name of a node's parent, which need not be in the tree yet.
 *  @param goals the tree. @param node its index. @param[out] length bytes of the name; may be NULL.
 *  @return terminated text, empty for the company; NULL for no such node. @since 0.1 */
ATTAIN_API const char *attain_goals_parent(const attain_goals *goals, size_t node, size_t *length);

/** @brief Weight of a node. @param goals the tree. @param node its index. @return the weight, or 0. @since 0.1 */
ATTAIN_API int64_t attain_goals_weight(const attain_goals *goals, size_t node);
/** @} */

/** @brief Checks that the nodes form one tree: one company, every parent there, levels in order, no cycle, and weights that
 *         are not all zero among the children of a node.
 *  @param context the context. @param goals the tree; without nodes it is in order.
 *  @return #ATTAIN_OK; #ATTAIN_ERROR_RULE, or #ATTAIN_ERROR_OVERFLOW for siblings whose weights sum to more than 64
 *          bits, with "nodes" as the argument, the node's name as the value and its index as the row. @since 0.1 */
ATTAIN_API attain_status attain_goals_check(attain_context *context, const attain_goals *goals);

/** @brief Columns of the targets: node, level ("company", "team" or "person"), parent, period ("2024" or "2024-01"),
 *         target. @return a lent constant. @since 0.1 */
ATTAIN_API const attain_schema *attain_goals_output_schema(void);

/** @brief Breaks the target down. For each node, parents before children and siblings in the order in which they were
 *         added, one row for the year and one for each month; a tree without nodes gives no rows and needs no year.
 *  @param context  the context. @param goals the tree.
 *  @param calendar NULL for the civil calendar; its fiscal start is the first month.
 *  @param[out] targets the result; the caller destroys it.
 *  @param[out] explain NULL, or receives how each target came about: node, period, of (the amount that was split),
 *                      weight, weights (their sum), exact (of · weight ÷ weights, rounded to 9 further decimals; text),
 *                      target. The company's year is the target itself, weight 1 of 1; its months have the season's
 *                      weights; a node's year has the nodes' weights; a node's months have as weights the minor units
 *                      that were left of its parent's.
 *  @return #ATTAIN_OK; what attain_goals_check() gives; #ATTAIN_ERROR_RULE when no year was set; #ATTAIN_ERROR_OVERFLOW
 *          for a target of INT64_MIN, whose size does not fit in 64 bits; #ATTAIN_ERROR_CANCELLED. @since 0.1 */
ATTAIN_API attain_status attain_goals_run(attain_context *context, const attain_goals *goals,
                                          const attain_calendar *calendar, attain_table **targets,
                                          attain_table **explain);

/** @brief Columns of an allocation: index (from 0), weight, amount. @return a lent constant. @since 0.1 */
ATTAIN_API const attain_schema *attain_allocation_output_schema(void);

/** @brief Splits one total as attain_amount_allocate() does, with tables as results: one row a part.
 *  @param context         the context.
 *  @param total           what is split, any sign, in minor units. @param decimals 0 to #ATTAIN_DECIMALS_MAX.
 *  @param weights         `count` numbers of 10^-weight_decimals. @param weight_decimals 0 to #ATTAIN_DECIMALS_MAX.
 *  @param floors          the least size of each part; NULL for none. @param caps the greatest; NULL for none.
 *  @param count           how many parts.
 *  @param rule            an `ATTAIN_ALLOCATE_` rule.
 *  @param[out] shares     columns index, weight, amount; the caller destroys it.
 *  @param[out] explain    NULL, or receives: index, weight, weights (sum of those that share the rounding), shared (the
 *                         amount they share), exact (shared · weight ÷ weights rounded to 9 further decimals, as text;
 *                         missing for a part at a bound), bound ("floor", "cap" or missing), amount.
 *  @return as attain_amount_allocate(). @since 0.1 */
ATTAIN_API attain_status attain_allocation_run(attain_context *context, attain_amount total, int32_t decimals,
                                               const int64_t *weights, int32_t weight_decimals,
                                               const attain_amount *floors, const attain_amount *caps, size_t count,
                                               int32_t rule, attain_table **shares, attain_table **explain);

#ifdef __cplusplus
}
#endif

#endif

/**
 * @file
 * @brief Customer segmentation: RFM scores, ordered segment rules, ABC classes.
 *
 * @code
 * attain_rfm *rfm;
 * attain_segments *segments;
 * attain_table *customers;
 * attain_rfm_create(cx, &rfm);
 * attain_rfm_set_bins(cx, rfm, ATTAIN_RFM_ALL, 5);
 * attain_segments_create_preset(cx, ATTAIN_TEXT("standard"), &segments);
 * attain_rfm_run(cx, rfm, segments, as_of, orders, &customers, NULL);
 * @endcode
 */
#ifndef ATTAIN_SEGMENT_H
#define ATTAIN_SEGMENT_H

#include <attain/table.h>

#ifdef __cplusplus
extern "C" {
#endif

/* ---- segment rules ---- */

/** @name What a segment rule or an RFM dimension looks at
 *  @{ */
#define ATTAIN_RFM_RECENCY   1 /**< Days from the last purchase to the as-of day. */
#define ATTAIN_RFM_FREQUENCY 2 /**< Purchases. */
#define ATTAIN_RFM_MONETARY  3 /**< Net amount in minor units. */
#define ATTAIN_RFM_ALL       0 /**< As a dimension: all three. */
#define ATTAIN_RFM_R         4 /**< Score of recency, 1 worst. */
#define ATTAIN_RFM_F         5 /**< Score of frequency, 1 worst. */
#define ATTAIN_RFM_M         6 /**< Score of monetary, 1 worst. */
/** @} */

/** @brief An ordered table of rules: a customer belongs to the first segment all of whose limits it meets, else to the
 *         default segment. A customer without recency meets no limit on it. @since 0.1 */
typedef struct attain_segments attain_segments;

/** @brief Makes a table without rules whose default segment is "other".
 *  @param context the context. @param[out] out the table; the caller destroys it. @return #ATTAIN_OK. @since 0.1 */
ATTAIN_API attain_status attain_segments_create(attain_context *context, attain_segments **out);

/** @brief Makes a copy of a shipped table, to be used or changed.
 *  @param context the context.
 *  @param name    "standard": ten segments over r and f that cover all 25 cells of five bins;
 *                 "rfm-r": the ten-row table in the README of the R package rfm (default "Others");
 *                 "rfm-r-classic": the table of that package's older vignette and tests (default "Others").
 *  @param name_length bytes of it.
 *  @param[out] out the table; the caller destroys it.
 *  @return #ATTAIN_OK, or #ATTAIN_ERROR_VALUE for a name that is not shipped. @since 0.1 */
ATTAIN_API attain_status attain_segments_create_preset(attain_context *context, const char *name, size_t name_length,
                                                       attain_segments **out);

/** @brief Columns of a rule table in a file: `segment`, and for each of r, f, m, recency, frequency, monetary optionally
 *         `<field>_lo` and `<field>_hi`, both inclusive, missing where there is no limit; those of monetary are amounts, in
 *         a table minor units whatever decimals the column states. @return a lent constant. @since 0.1 */
ATTAIN_API const attain_schema *attain_segments_input_schema(void);

/** @brief Makes a rule table from the rows of a table, in their order; the default segment is "Others".
 *  @param context the context. @param rules columns as attain_segments_input_schema() says.
 *  @param[out] out the table; the caller destroys it.
 *  @return #ATTAIN_OK, #ATTAIN_ERROR_SCHEMA, or #ATTAIN_ERROR_VALUE for a row whose name is missing, empty or holds control
 *          characters, or whose lower limit is above the upper. @since 0.1 */
ATTAIN_API attain_status attain_segments_create_from_table(attain_context *context, const attain_table *rules,
                                                           attain_segments **out);

/** @brief Frees a rule table. @param segments may be NULL. @since 0.1 */
ATTAIN_API void attain_segments_destroy(attain_segments *segments);

/** @brief Adds a rule behind those there are. Without limits it takes every customer.
 *  @param context the context. @param segments the table.
 *  @param name    bytes of the segment's name, UTF-8, not empty; several rules may name the same segment.
 *  @param name_length how many.
 *  @return #ATTAIN_OK or #ATTAIN_ERROR_FORMAT. @since 0.1 */
ATTAIN_API attain_status attain_segments_add(attain_context *context, attain_segments *segments, const char *name,
                                             size_t name_length);

/** @brief Limits the last added rule in one field; a field limited twice has the later limits.
 *  @param context the context. @param segments the table; without a rule #ATTAIN_ERROR_RULE.
 *  @param field   #ATTAIN_RFM_RECENCY to #ATTAIN_RFM_M.
 *  @param low     the least value that belongs, INT64_MIN for no limit.
 *  @param high    the greatest value that belongs, INT64_MAX for no limit; not below `low` (#ATTAIN_ERROR_VALUE).
 *  @return #ATTAIN_OK, #ATTAIN_ERROR_RULE or #ATTAIN_ERROR_VALUE. @since 0.1 */
ATTAIN_API attain_status attain_segments_limit(attain_context *context, attain_segments *segments, int32_t field,
                                               int64_t low, int64_t high);

/** @brief Names the segment of those whom no rule takes.
 *  @param context the context. @param segments the table.
 *  @param name    bytes of the name, UTF-8, not empty. @param name_length how many.
 *  @return #ATTAIN_OK or #ATTAIN_ERROR_FORMAT. @since 0.1 */
ATTAIN_API attain_status attain_segments_set_default(attain_context *context, attain_segments *segments,
                                                     const char *name, size_t name_length);

/** @name What a rule table holds
 *  None of these can fail: rules count from 0 in their order, and one there is not has neither name nor limits. What is lent is
 *  valid until the table is changed or destroyed. Safe from any thread while nobody changes the table.
 *  @{ */

/** @brief Rules in the table. @param segments NULL has none. @return how many. @since 0.1 */
ATTAIN_API size_t attain_segments_count(const attain_segments *segments);

/** @brief Name of the segment of a rule.
 *  @param segments the table. @param rule its index. @param[out] length bytes of the name; may be NULL.
 *  @return terminated text, or NULL. @since 0.1 */
ATTAIN_API const char *attain_segments_name(const attain_segments *segments, size_t rule, size_t *length);

/** @brief Name of the default segment.
 *  @param segments the table. @param[out] length bytes of the name; may be NULL.
 *  @return terminated text; NULL for NULL. @since 0.1 */
ATTAIN_API const char *attain_segments_default(const attain_segments *segments, size_t *length);

/** @brief The least value of a field that belongs to a rule.
 *  @param segments the table. @param rule its index. @param field #ATTAIN_RFM_RECENCY to #ATTAIN_RFM_M.
 *  @return the value, or INT64_MIN where there is no limit. @since 0.1 */
ATTAIN_API int64_t attain_segments_low(const attain_segments *segments, size_t rule, int32_t field);

/** @brief The greatest value of a field that belongs to a rule.
 *  @param segments the table. @param rule its index. @param field #ATTAIN_RFM_RECENCY to #ATTAIN_RFM_M.
 *  @return the value, or INT64_MAX where there is no limit. @since 0.1 */
ATTAIN_API int64_t attain_segments_high(const attain_segments *segments, size_t rule, int32_t field);
/** @} */

/* ---- RFM ---- */

/** @brief A recency, frequency, monetary model, which makes the values and scores that segment rules look at.
 *
 *  Recency is the days from the last purchase to the as-of day, frequency the number of purchases, monetary the sum of
 *  amounts. Each gets a score from 1, worst, to the number of bins, best; for recency few days are best. A dimension is
 *  cut either at *quantile edges* (the default, five bins) or at *fixed cuts*.
 *
 *  Quantile edges are of type 7 (Hyndman and Fan 1996): edge i of k bins over the n sorted values x₀ … xₙ₋₁ is
 *  x[h] + (h' - h)(x[h+1] - x[h]) with h' = (n-1)·i/k and h its integer part, kept as an exact fraction. A value on an edge
 *  belongs to the lower bin, so the score counts the edges below the value; equal values always have equal scores.
 *  @since 0.1 */
typedef struct attain_rfm attain_rfm;

/** @name Options of a model: attain_rfm_set()
 *  @{ */
#define ATTAIN_RFM_REFUNDS         1 /**< Option: what rows with a negative amount do. */
#define ATTAIN_RFM_REFUNDS_MONEY   0 /**< They reduce monetary and are no purchase. The default. */
#define ATTAIN_RFM_REFUNDS_AS_IS   1 /**< They are rows like others. */
#define ATTAIN_RFM_LATER           2 /**< Option: what rows dated after the as-of day do. */
#define ATTAIN_RFM_LATER_IGNORE    0 /**< They are left out. The default. */
#define ATTAIN_RFM_LATER_ERROR     1 /**< They are an #ATTAIN_ERROR_VALUE. */
#define ATTAIN_RFM_LATER_KEEP      2 /**< They count, with negative recency. */
#define ATTAIN_RFM_COUNTING        3 /**< Option: what a purchase is. */
#define ATTAIN_RFM_COUNTING_ORDERS 0 /**< A distinct value of `order`; a row where there is none. The default. */
#define ATTAIN_RFM_COUNTING_ROWS   1 /**< A row. */
#define ATTAIN_RFM_EDGE            4 /**< Option: to which bin a value on a quantile edge belongs. */
#define ATTAIN_RFM_EDGE_LOWER      0 /**< To the lower: bins are (low, high]. The default. */
#define ATTAIN_RFM_EDGE_UPPER      1 /**< To the upper: bins are [low, high). */
#define ATTAIN_RFM_EDGE_OFFSET                                                                                         \
    5 /**< Option: whole units (days, purchases, major currency units) added to every
                                           quantile edge, 0 to 1,000,000; 0 by default. */
/** @} */

/** @brief Makes a model with five quantile bins in each dimension.
 *  @param context the context. @param[out] out the model; the caller destroys it. @return #ATTAIN_OK. @since 0.1 */
ATTAIN_API attain_status attain_rfm_create(attain_context *context, attain_rfm **out);

/** @brief Frees a model. @param rfm may be NULL. @since 0.1 */
ATTAIN_API void attain_rfm_destroy(attain_rfm *rfm);

/** @brief Sets all options at once to what a known tool does; bins and cuts stay as they are.
 *  @param context the context. @param rfm the model.
 *  @param name    "rfm-r": the R package rfm 0.3: frequency counts rows, refunds and later rows are rows like others, a
 *                 value on an edge belongs to the upper bin, and 1 unit is added to every quantile edge.
 *  @param name_length bytes of it.
 *  @return #ATTAIN_OK, or #ATTAIN_ERROR_VALUE for a name that is not known. @since 0.1 */
ATTAIN_API attain_status attain_rfm_set_preset(attain_context *context, attain_rfm *rfm, const char *name,
                                               size_t name_length);

/** @brief Sets one option.
 *  @param context the context. @param rfm the model. @param option an `ATTAIN_RFM_` option. @param value one of its values.
 *  @return #ATTAIN_OK. @since 0.1 */
ATTAIN_API attain_status attain_rfm_set(attain_context *context, attain_rfm *rfm, int32_t option, int64_t value);

/** @brief Cuts a dimension at quantile edges.
 *  @param context the context. @param rfm the model.
 *  @param dimension #ATTAIN_RFM_RECENCY, #ATTAIN_RFM_FREQUENCY, #ATTAIN_RFM_MONETARY or #ATTAIN_RFM_ALL.
 *  @param bins    1 to 100.
 *  @return #ATTAIN_OK. @since 0.1 */
ATTAIN_API attain_status attain_rfm_set_bins(attain_context *context, attain_rfm *rfm, int32_t dimension, int32_t bins);

/** @brief Cuts a dimension at fixed values: a value counts the cuts it has reached, so `count` cuts make `count + 1` bins.
 *         The score is 1 + that number, and `count` + 1 - that number for recency.
 *  @param context the context. @param rfm the model.
 *  @param dimension #ATTAIN_RFM_RECENCY, #ATTAIN_RFM_FREQUENCY or #ATTAIN_RFM_MONETARY.
 *  @param cuts    `count` values in rising order (#ATTAIN_ERROR_RULE), in days, purchases or minor units; copied.
 *  @param count   1 to 99.
 *  @return #ATTAIN_OK or #ATTAIN_ERROR_RULE. @since 0.1 */
ATTAIN_API attain_status attain_rfm_set_cuts(attain_context *context, attain_rfm *rfm, int32_t dimension,
                                             const int64_t *cuts, size_t count);

/** @name What a model holds
 *  None of these can fail. What is lent is valid until the model is changed or destroyed. Safe from any thread while nobody
 *  changes the model.
 *  @{ */

/** @brief Value of an option.
 *  @param rfm the model. @param option an `ATTAIN_RFM_` option.
 *  @return as attain_rfm_set() takes it; 0 for no such option and for NULL. @since 0.1 */
ATTAIN_API int64_t attain_rfm_get(const attain_rfm *rfm, int32_t option);

/** @brief Bins of a dimension.
 *  @param rfm the model. @param dimension #ATTAIN_RFM_RECENCY, #ATTAIN_RFM_FREQUENCY or #ATTAIN_RFM_MONETARY.
 *  @return how many scores it has, or 0 for no such dimension. @since 0.1 */
ATTAIN_API int32_t attain_rfm_bins(const attain_rfm *rfm, int32_t dimension);

/** @brief Fixed cuts of a dimension.
 *  @param rfm the model. @param dimension #ATTAIN_RFM_RECENCY, #ATTAIN_RFM_FREQUENCY or #ATTAIN_RFM_MONETARY.
 *  @param[out] count how many; may be NULL.
 *  @return the cuts, lent; NULL where it is cut at quantile edges, and for no such dimension. @since 0.1 */
ATTAIN_API const int64_t *attain_rfm_cuts(const attain_rfm *rfm, int32_t dimension, size_t *count);
/** @} */

/** @brief Columns of orders: customer (key), date (day), amount; optionally order (key). @return a lent constant. @since 0.1 */
ATTAIN_API const attain_schema *attain_rfm_input_schema(void);

/** @brief Columns of the result: customer, recency, frequency, monetary, r, f, m, segment.
 *  @return a lent constant. @since 0.1 */
ATTAIN_API const attain_schema *attain_rfm_output_schema(void);

/** @brief Scores customers. One row a customer, in the order of the key.
 *  @param context   the context. @param rfm the model.
 *  @param segments  names the segments; NULL leaves the column without values.
 *  @param as_of     the day recency is measured to, #ATTAIN_DAY_MIN to #ATTAIN_DAY_MAX.
 *  @param orders    facts as attain_rfm_input_schema() says, in any order. Missing values in required columns are an
 *                   #ATTAIN_ERROR_VALUE.
 *  @param[out] customers the result; the caller destroys it. A customer with refunds only has frequency 0, no recency
 *                   and r = 1, and counts for no recency edge.
 *  @param[out] explain NULL, or receives the edges, one row a bin: dimension ("recency", "frequency", "monetary"), bin
 *                   (score), and its exact bounds low and high as decimal text (rounded to 9 further decimals),
 *                   low_inclusive and high_inclusive (1 or 0), customers. The lowest values have no low and the highest
 *                   no high: these are missing. Customers without recency are counted with those of score 1.
 *  @return #ATTAIN_OK, #ATTAIN_ERROR_SCHEMA, #ATTAIN_ERROR_VALUE, #ATTAIN_ERROR_OVERFLOW, #ATTAIN_ERROR_CANCELLED.
 *  @since 0.1 */
ATTAIN_API attain_status attain_rfm_run(attain_context *context, const attain_rfm *rfm, const attain_segments *segments,
                                        attain_day as_of, const attain_table *orders, attain_table **customers,
                                        attain_table **explain);

/** @brief Reads segment rules for mistakes that are no errors: rules that can never win because those above take all of
 *         theirs, and cells of scores that no rule takes (only where all rules look at scores alone). Exact up to a million
 *         combinations of limits; beyond, only rules that one single rule above covers are found dead.
 *  @param context  the context. @param segments the rules; NULL for none, of which there is nothing to say.
 *  @param rfm      the model that scores: in each dimension scores from 1 to its bins are possible; NULL for five bins in
 *                  each.
 *  @param[out] out columns finding ("dead-rule" or "uncovered"), rule (its index from 0, missing for cells), segment,
 *                  detail (a sentence, or the cell: "r=2 f=5"); no rows when there is nothing to say. The caller destroys
 *                  it.
 *  @return #ATTAIN_OK or #ATTAIN_ERROR_CANCELLED. @since 0.1 */
ATTAIN_API attain_status attain_segments_lint(attain_context *context, const attain_segments *segments,
                                              const attain_rfm *rfm, attain_table **out);

/* ---- ABC ---- */

/** @brief An ABC model: classes A, B, C … by cumulative share of value, or by limits of the value itself. @since 0.1 */
typedef struct attain_abc attain_abc;

/** @name Which cumulative share decides an item's class: attain_abc_set_rule()
 *  Items are ranked by value, the greatest first, equal values by key. A cut is met when:
 *  @{ */
#define ATTAIN_ABC_WITHIN   0 /**< the share up to and with the item is at most the cut. The default. */
#define ATTAIN_ABC_BELOW    1 /**< the share up to and with the item is below the cut. */
#define ATTAIN_ABC_THROUGH  2 /**< the share before the item is below the cut, so the item that crosses is in. */
#define ATTAIN_ABC_MIDPOINT 3 /**< the share up to the middle of the item is at most the cut. */
#define ATTAIN_ABC_TIES     4 /**< as within, with the share up to the last of all items of equal value. */
/** @} */

/** @brief Makes a model with cuts at 80 % and 95 %.
 *  @param context the context. @param[out] out the model; the caller destroys it. @return #ATTAIN_OK. @since 0.1 */
ATTAIN_API attain_status attain_abc_create(attain_context *context, attain_abc **out);

/** @brief Frees a model. @param abc may be NULL. @since 0.1 */
ATTAIN_API void attain_abc_destroy(attain_abc *abc);

/** @brief Sets cuts of the cumulative share; takes the place of cuts or limits set before.
 *  @param context the context. @param abc the model.
 *  @param cuts    `count` rates above 0 and up to 100 %, rising (#ATTAIN_ERROR_RULE); copied. @param count 1 to 25.
 *  @return #ATTAIN_OK or #ATTAIN_ERROR_RULE. @since 0.1 */
ATTAIN_API attain_status attain_abc_set_cuts(attain_context *context, attain_abc *abc, const attain_rate *cuts,
                                             size_t count);

/** @brief Sets limits of the value itself: an item is of the first class whose limit its value reaches; takes the place of
 *         cuts or limits set before.
 *  @param context the context. @param abc the model.
 *  @param limits  `count` amounts, falling (#ATTAIN_ERROR_RULE); copied. @param count 1 to 25.
 *  @return #ATTAIN_OK or #ATTAIN_ERROR_RULE. @since 0.1 */
ATTAIN_API attain_status attain_abc_set_limits(attain_context *context, attain_abc *abc, const attain_amount *limits,
                                               size_t count);

/** @brief Sets the rule for cuts.
 *  @param context the context. @param abc the model. @param rule an `ATTAIN_ABC_` rule. @return #ATTAIN_OK. @since 0.1 */
ATTAIN_API attain_status attain_abc_set_rule(attain_context *context, attain_abc *abc, int32_t rule);

/** @name What an ABC model holds
 *  None of these can fail. What is lent is valid until the model is changed or destroyed. Safe from any thread while nobody
 *  changes the model.
 *  @{ */

/** @brief Cuts of the cumulative share.
 *  @param abc the model. @param[out] count how many; may be NULL.
 *  @return the cuts, lent; NULL where limits decide, and for NULL. @since 0.1 */
ATTAIN_API const attain_rate *attain_abc_cuts(const attain_abc *abc, size_t *count);

/** @brief Limits of the value.
 *  @param abc the model. @param[out] count how many; may be NULL.
 *  @return the limits, lent; NULL where cuts decide, and for NULL. @since 0.1 */
ATTAIN_API const attain_amount *attain_abc_limits(const attain_abc *abc, size_t *count);

/** @brief The rule for cuts. @param abc the model. @return an `ATTAIN_ABC_` rule. @since 0.1 */
ATTAIN_API int32_t attain_abc_rule(const attain_abc *abc);
/** @} */

/** @brief Columns of items: item (key), value (amount). @return a lent constant. @since 0.1 */
ATTAIN_API const attain_schema *attain_abc_input_schema(void);

/** @brief Columns of the result: item, value, share, cumulative, class. @return a lent constant. @since 0.1 */
ATTAIN_API const attain_schema *attain_abc_output_schema(void);

/** @brief Classifies items. One row an item, ranked. Rows of one item are summed first. An item of negative value counts as
 *         0: its share is 0 and, by cuts, it has the last class; by limits its value decides. Where no value is positive all
 *         shares are 0 and, by cuts, all items have the last class. Comparisons are exact; the shares shown are rounded half
 *         to even to parts per billion. The sum of the positive values has to fit in 64 bits.
 *  @param context the context. @param abc the model.
 *  @param items   facts as attain_abc_input_schema() says, in any order. Missing values are an #ATTAIN_ERROR_VALUE.
 *  @param[out] classes the result; the caller destroys it.
 *  @param[out] explain NULL, or receives one row a class: class, cut (the share, missing for the last class and for
 *                   limits), limit (the value, missing for cuts), items, item_share, value (negative ones count as 0),
 *                   value_share.
 *  @return #ATTAIN_OK, #ATTAIN_ERROR_SCHEMA, #ATTAIN_ERROR_VALUE, #ATTAIN_ERROR_OVERFLOW, #ATTAIN_ERROR_CANCELLED.
 *  @since 0.1 */
ATTAIN_API attain_status attain_abc_run(attain_context *context, const attain_abc *abc, const attain_table *items,
                                        attain_table **classes, attain_table **explain);

#ifdef __cplusplus
}
#endif

#endif

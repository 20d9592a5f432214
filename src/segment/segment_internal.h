/* Rule tables, models and exact quantile edges, shared by the files of the room and read by the rooms above. */
#ifndef ATTAIN_SEGMENT_INTERNAL_H
#define ATTAIN_SEGMENT_INTERNAL_H

#include <attain/segment.h>

#include "number/number_internal.h"
#include "table/table_internal.h"

/* ---- segment rules ---- */

#define ATTAIN__SEGMENT_FIELDS 6 /* ATTAIN_RFM_RECENCY to ATTAIN_RFM_M; field f is at index f - 1 */

typedef struct attain__segment_rule {
    char *name; /* owned, terminated */
    size_t name_length;
    int64_t low[ATTAIN__SEGMENT_FIELDS];  /* INT64_MIN: no limit */
    int64_t high[ATTAIN__SEGMENT_FIELDS]; /* INT64_MAX: no limit; both inclusive */
} attain__segment_rule;

struct attain_segments {
    attain_allocator allocator;
    size_t count, capacity;
    attain__segment_rule *rules;
    char *default_name; /* owned, terminated */
    size_t default_length;
};

/* What rules look at. */
typedef struct attain__segment_case {
    int64_t values[ATTAIN__SEGMENT_FIELDS];
    int no_recency; /* a customer without purchases: meets no limit on recency */
} attain__segment_case;

/* As the public functions on checked arguments, without clearing the record. The default name is terminated. */
attain_status attain__segments_make(attain_context *context, const char *default_name, attain_segments **out);
attain_status attain__segments_append(attain_context *context, attain_segments *segments, const char *name,
                                      size_t name_length);

/* "recency", "frequency", "monetary", "r", "f", "m". */
const char *attain__segment_field_name(int32_t field);

/* Whether a rule limits a field at all. */
int attain__segment_rule_limits(const attain__segment_rule *rule, int32_t field);

/* Index of the first rule that takes the case, or the number of rules when none does. */
size_t attain__segments_match(const attain_segments *segments, const attain__segment_case *found);

/* Name of the segment of a rule; of the default segment for the number of rules. */
const char *attain__segments_name(const attain_segments *segments, size_t rule, size_t *length);

/* ---- edges ---- */

#define ATTAIN__BINS_MAX 100

/* The edges between the bins of one dimension, ascending and exact: edge i is scaled[i] / divisor. Because values are
 * whole numbers, each edge comes down to the least value that lies above it, and scoring compares 64-bit numbers. */
typedef struct attain__edges {
    int32_t bins;
    int32_t count;     /* bins - 1; 0 when quantiles were asked of no values */
    int32_t reachable; /* edges that some 64-bit value can be above: the first so many */
    int upper;         /* a value on an edge belongs to the upper bin */
    int64_t divisor;   /* 1 to ATTAIN__BINS_MAX */
    attain__i128 scaled[ATTAIN__BINS_MAX - 1];
    int64_t least[ATTAIN__BINS_MAX - 1];
} attain__edges;

/* Type-7 quantiles i / bins of `count` ascending values, each moved up by `offset` (at most 10^15). */
void attain__edges_quantile(const int64_t *sorted, size_t count, int32_t bins, int64_t offset, int upper,
                            attain__edges *out);

/* Fixed cuts, bins - 1 of them; a value on one belongs to the upper bin. */
void attain__edges_fixed(const int64_t *cuts, int32_t bins, attain__edges *out);

/* How many edges a value is above, which is its bin from 0. */
int32_t attain__edges_bin(const attain__edges *edges, int64_t value);

/* Decimal text of an edge over values with `decimals`, rounded half to even to 9 further decimals, without trailing
 * zeros. Terminated; returns the bytes; the buffer has ATTAIN__I128_CAPACITY. */
size_t attain__edges_format(const attain__edges *edges, int32_t edge, int32_t decimals, char *buffer);

/* ---- RFM ---- */

#define ATTAIN__RFM_DIMENSIONS 3 /* ATTAIN_RFM_RECENCY to ATTAIN_RFM_MONETARY; dimension d is at index d - 1 */

struct attain_rfm {
    attain_allocator allocator;
    int32_t bins[ATTAIN__RFM_DIMENSIONS];
    int64_t *cuts[ATTAIN__RFM_DIMENSIONS]; /* owned, bins - 1; NULL: quantile edges */
    int32_t refunds;                       /* ATTAIN_RFM_REFUNDS_ */
    int32_t later;                         /* ATTAIN_RFM_LATER_ */
    int32_t counting;                      /* ATTAIN_RFM_COUNTING_ */
    int32_t edge;                          /* ATTAIN_RFM_EDGE_ */
    int64_t edge_offset;
};

/* Columns of attain_rfm_input_schema(). */
#define ATTAIN__ORDERS_CUSTOMER 0
#define ATTAIN__ORDERS_DATE     1
#define ATTAIN__ORDERS_AMOUNT   2
#define ATTAIN__ORDERS_ORDER    3
#define ATTAIN__ORDERS_COLUMNS  4

/* What the orders say of one customer. */
typedef struct attain__tally {
    attain__i128 money;
    int64_t purchases;
    attain_day last; /* day of the last purchase, where there is one */
    int32_t present; /* has a row that is not left out */
} attain__tally;

typedef struct attain__customers {
    attain__keys keys;      /* of all customers in the orders */
    attain__tally *tallies; /* by code; each sum of money fits in 64 bits */
    size_t count;           /* of those that are present */
} attain__customers;

/* Adds up `rows` orders by customer. */
attain_status attain__customers_collect(attain_context *context, const attain_rfm *rfm, attain_day as_of,
                                        const attain__column *const *columns, size_t rows, attain__customers *out);
void attain__customers_release(attain_context *context, attain__customers *customers);

/* ---- ABC ---- */

#define ATTAIN__ABC_CUTS_MAX 25 /* which makes the last class Z */

struct attain_abc {
    attain_allocator allocator;
    int32_t rule;  /* ATTAIN_ABC_ */
    int by_limits; /* values[] are limits, not cuts */
    size_t count;  /* 1 to ATTAIN__ABC_CUTS_MAX */
    int64_t values[ATTAIN__ABC_CUTS_MAX];
};

#endif

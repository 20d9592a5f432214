/* Rate tables and pay plans as their handles hold them, and what the files of a run share. */
#ifndef ATTAIN_PAY_INTERNAL_H
#define ATTAIN_PAY_INTERNAL_H

#include <attain/pay.h>

#include "base/base_internal.h"
#include "calendar/calendar_internal.h"
#include "number/number_internal.h"
#include "table/table_internal.h"

/* ---- rate tables ---- */

/* Exact commission is counted in billionths of a minor unit: an amount times a rate. */
typedef struct attain__tier {
    attain_amount from;
    attain_rate rate;
    attain__i128 below; /* what the tiers below it pay in marginal mode when they are full */
} attain__tier;

struct attain_rates {
    attain_allocator allocator;
    int32_t mode;
    int32_t rounding;
    size_t count, capacity;
    attain__tier *tiers; /* ascending, the first from 0 */
};

/* The tier that the size of an amount has reached; there is at least one. */
size_t attain__rates_reached(const attain_rates *rates, attain_amount amount);

/* Exact E(amount); it always fits. */
attain__i128 attain__rates_exact(const attain_rates *rates, attain_amount amount);

/* How much of an amount a tier's rate is for, with the amount's sign: what lies inside the tier, or in whole mode all of it in
 * the tier reached. E is the sum of part · rate over the tiers. */
attain_amount attain__rates_part(const attain_rates *rates, size_t tier, attain_amount amount);

/* round(exact), the only rounding of pay; 0, or 1 when it does not fit in 64 bits. */
int attain__rates_round(const attain_rates *rates, attain__i128 exact, attain_amount *out);

attain_status attain__rates_copy(attain_context *context, const attain_rates *rates, attain_rates **out);

/* a + b and a - b; 0, or 1 when the result does not fit. */
int attain__amount_add(attain_amount a, attain_amount b, attain_amount *out);
int attain__amount_subtract(attain_amount a, attain_amount b, attain_amount *out);

/* ---- plans ---- */

typedef struct attain__pay_component {
    char *id; /* owned and terminated, as are all texts here */
    size_t id_length;
    char *column; /* the deals column that earns */
    size_t column_length;
    int32_t accumulate;
    attain_rates *rates; /* owned */
} attain__pay_component;

typedef struct attain__pay_plan {
    char *id;
    size_t id_length;
    size_t count, capacity;
    attain__pay_component *components; /* in the order in which they were added */
} attain__pay_plan;

struct attain_pay {
    attain_allocator allocator;
    int32_t decimals;
    size_t count, capacity;
    attain__pay_plan *plans; /* in the order in which they were added */
};

/* Columns of the deals: these three, then each basis column once. `columns` has room for attain__pay_columns_most(). */
#define ATTAIN__PAY_DEAL  0
#define ATTAIN__PAY_PAYEE 1
#define ATTAIN__PAY_DATE  2
#define ATTAIN__PAY_BASIS 3

size_t attain__pay_columns_most(const attain_pay *pay);
size_t attain__pay_columns(const attain_pay *pay, int32_t deal_required, attain__schema_column *columns);

/* ---- a run ---- */

/* A deal's place in the order of a run. What tells groups apart lies beside the row, because looking it up in the columns,
 * row by row in no order, would take longer than all the rest. */
typedef struct attain__pay_place {
    size_t row;
    uint32_t payee; /* code */
    int32_t day;
} attain__pay_place;

/* The deals of one run, resolved and put in order, and how far the run has come. */
typedef struct attain__pay_run {
    attain_context *context;
    const attain_pay *pay;
    const attain_calendar *calendar;
    size_t rows;
    int apart;           /* deals are told apart by their key: the result or the explain table has a row a deal */
    size_t column_count; /* as attain__pay_columns() lists them */
    attain__schema_column *schema; /* names are the plans' */
    const attain__column **columns;
    attain__keys payees;
    attain__pay_place *order; /* by payee and day; where deals are told apart then by deal key and basis */
    size_t basis;             /* the column by which `order` broke its last ties; 0 for none yet */
    uint64_t done;            /* deals looked at */
} attain__pay_run;

/* Counts one deal and lets the host cancel from time to time. */
attain_status attain__pay_tick(attain__pay_run *run);

/* Fills run->order by payee and day. */
attain_status attain__pay_order(attain__pay_run *run);

/* Puts deals of one payee and day in the order of deal key and then of a basis column. */
attain_status attain__pay_order_ties(attain__pay_run *run, size_t basis);

/* One component over the ordered deals. */
typedef struct attain__pay_walk {
    attain__pay_run *run;
    const attain__pay_plan *plan;
    const attain__pay_component *component;
    const attain__column *column; /* the basis column */
    const int64_t *basis;         /* its values by place in the order */
    int32_t unit;                 /* of its periods; the day where each deal stands alone */
} attain__pay_walk;

/* The deals order[start] to order[end - 1] of one payee in one period. */
typedef struct attain__pay_group {
    size_t start, end;
    attain_period period;
} attain__pay_group;

/* Goes on to the next group, the first from a group of zeros; returns 0 when there is none. */
int attain__pay_next(const attain__pay_walk *walk, attain__pay_group *group);

/* A result does not fit in 64 bits; `row` is the deal at which that shows. */
attain_status attain__pay_overflow(const attain__pay_walk *walk, size_t row);

/* ---- a sheet: lines of a result while their number is not known ---- */

#define ATTAIN__SHEET_TEXTS   6
#define ATTAIN__SHEET_NUMBERS 5

/* The columns are a schema's: texts and 64-bit numbers stand here in its order, keys and days come from the deals. Every
 * schema begins with plan and component. */
typedef struct attain__pay_sheet {
    const attain_schema *schema;
    size_t text_count, number_count;
    size_t count, capacity;
    size_t *rows; /* the deals row of a line */
    int64_t *numbers[ATTAIN__SHEET_NUMBERS];
    attain__text_builder texts[ATTAIN__SHEET_TEXTS];
} attain__pay_sheet;

#define ATTAIN__SHEET_PERIOD 2 /* where a sheet has a period it is the text behind plan and component */

void attain__sheet_open(attain__pay_sheet *sheet, const attain_schema *schema);
attain_status attain__sheet_reserve(attain_context *context, attain__pay_sheet *sheet, size_t capacity);
attain_status attain__sheet_add(attain_context *context, attain__pay_sheet *sheet, size_t row, const int64_t *numbers);
attain_status attain__sheet_period(attain_context *context, attain__pay_sheet *sheet, int32_t unit,
                                   attain_period period);
/* Names plan and component on the lines that have none yet. */
attain_status attain__sheet_name(attain_context *context, attain__pay_sheet *sheet, const attain__pay_walk *walk);
attain_status attain__sheet_close(attain__pay_run *run, attain__pay_sheet *sheet, attain_table **out);
void attain__sheet_release(attain_context *context, attain__pay_sheet *sheet);

/* Add the lines of one component. */
attain_status attain__pay_by_period(const attain__pay_walk *walk, attain__pay_sheet *sheet);
attain_status attain__pay_by_deal(const attain__pay_walk *walk, attain__pay_sheet *sheet);
attain_status attain__pay_by_tier(const attain__pay_walk *walk, attain__pay_sheet *sheet);
attain_status attain__pay_explain(const attain__pay_walk *walk, attain__pay_sheet *sheet);

const attain_schema *attain__pay_explain_schema(void);

#endif

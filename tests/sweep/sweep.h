/* The out-of-memory sweep: handles of every kind, and one entry or more for every exported function. */
#ifndef ATTAIN_TESTS_SWEEP_H
#define ATTAIN_TESTS_SWEEP_H

#include "support/support.h"

/* One handle of each kind. */
typedef struct sweep_handles {
    attain_context *context;
    attain_calendar *calendar;
    attain_schema *schema;
    attain_csv *csv;
    attain_table *table;
    attain_table *explain;
    attain_rates *rates;
    attain_pay *pay;
    attain_goals *goals;
    attain_segments *segments;
    attain_rfm *rfm;
    attain_abc *abc;
    attain_document *document;
} sweep_handles;

/* Where calls write. Before a call all of it is SWEEP_UNTOUCHED. */
typedef struct sweep_outputs {
    sweep_handles made; /* owned by the sweep once a call wrote them */
    int64_t wide[12];
    int32_t narrow[4];
    size_t size;
    char text[64];
} sweep_outputs;

#define SWEEP_UNTOUCHED 0x5A /* every byte */

#define SWEEP_CROWD 540 /* rows of `crowd`: so many keys that their index must grow */

/* What calls work on. Each list that can grow is full to its capacity, so that one element more needs memory. */
typedef struct sweep {
    support_memory memory;
    attain_context *context;
    sweep_handles full;     /* goals, segments, pay, rfm, abc and calendar are those of the document */
    attain_document *plan;  /* small, with every section: what the verbs run by */
    attain_document *empty; /* without sections */
    sweep_handles spare;    /* for those who destroy; what is gone is NULL */
    attain_table *orders, *deals, *items, *rules;
    attain_table *undealt; /* deals without a key */
    attain_table *crowd;   /* columns of all of these with SWEEP_CROWD rows */
    sweep_outputs out;
} sweep;

/* Makes everything; no allocation fails. */
void sweep_open(sweep *s);

/* Destroys everything, and what calls made; asserts that no block is left. */
void sweep_close(sweep *s);

/* Everything that calls could change, as text: documents written, tables as CSV, rules asked one by one. */
support_text sweep_describe(sweep *s);

/* What a call made, as text: handles by what they give when they are used, the rest as it is. */
support_text sweep_describe_outputs(sweep *s);

extern const char *const sweep_plan; /* the document that `plan` is read from */

/* Makes the call that `function` names, with outputs in s->out. A call on another context than s->context leaves no
 * record in it: its entry has `silent`. */
typedef attain_status (*sweep_call)(sweep *s);

typedef struct sweep_entry {
    const char *function; /* as docs/abi/attain.exports has it */
    const char *what;     /* tells the entries of a function apart */
    sweep_call call;
    int allocates; /* 0: the call makes no allocation at all */
    int silent;
} sweep_entry;

/* CALL(name, expression) makes a function of a call that can fail, LOOK(name, expression) of one that cannot. */
#define CALL(name, expression)                                                                                         \
    static attain_status name(sweep *s)                                                                                \
    {                                                                                                                  \
        return expression;                                                                                             \
    }
#define LOOK(name, expression)                                                                                         \
    static attain_status name(sweep *s)                                                                                \
    {                                                                                                                  \
        (void)s;                                                                                                       \
        (void)expression;                                                                                              \
        return ATTAIN_OK;                                                                                              \
    }

/* Lists that end with a function NULL. */
extern const sweep_entry sweep_base_entries[];
extern const sweep_entry sweep_table_entries[];
extern const sweep_entry sweep_rules_entries[];
extern const sweep_entry sweep_document_entries[];

#endif

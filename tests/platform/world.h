/* Every verb of the library over the same facts, boiled down to a hash a verb: for comparing platforms with each other and
 * threads with each other. Public headers only. */
#ifndef ATTAIN_TESTS_PLATFORM_WORLD_H
#define ATTAIN_TESTS_PLATFORM_WORLD_H

#include <stddef.h>
#include <stdint.h>

#include <attain.h>

/* ---- hashes ---- */

/* FNV-1a of 64 bits, the same whatever the byte order. What errors say is kept apart, because its wording may change while the
 * results stay what they are. Starts with hash_start(). */
typedef struct hash {
    uint64_t value, messages;
} hash;

hash hash_start(void);
void hash_bytes(hash *h, const char *bytes, size_t length);
void hash_i64(hash *h, int64_t value);
void hash_text(hash *h, const char *text); /* terminated; NULL differs from empty */

/* What the context says of the call that gave this status. Returns whether that was ATTAIN_OK. */
int hash_status(hash *h, const attain_context *cx, attain_status status);

/* The table's CSV and JSON. */
void hash_table(hash *h, attain_context *cx, const attain_table *table);

/* The status; where it is ATTAIN_OK both tables as well, which are destroyed. `explain` may be NULL. */
void hash_result(hash *h, attain_context *cx, attain_status status, attain_table *result, attain_table *explain);

/* The columns a schema has. */
void hash_schema(hash *h, const attain_schema *schema);

/* ---- the world ---- */

#ifndef WORLD_ROWS
#define WORLD_ROWS 3000
#endif

/* Facts from a fixed generator, and a handle of each kind. What is made once is only read afterwards, by any number of
 * threads. */
typedef struct world {
    int64_t customer[WORLD_ROWS], order[WORLD_ROWS], amount[WORLD_ROWS], margin[WORLD_ROWS], payee[WORLD_ROWS];
    attain_day date[WORLD_ROWS];
    double ratio[WORLD_ROWS];
    int64_t offsets[WORLD_ROWS + 1]; /* of names: "c17", "客户 17" ... */
    char names[WORLD_ROWS * 16];
    uint8_t validity[(WORLD_ROWS + 7) / 8];
    attain_table *orders, *deals, *items, *every_type;
    attain_document *plan; /* with every section */
    attain_rates *marginal, *whole;
    attain_schema *schema; /* one column of each kind */
    attain_csv *csv;
} world;

/* Makes everything; ends the program when something fails. */
void world_open(world *w, attain_context *cx);
void world_close(world *w);

/* The plan as JSON. */
extern const char world_plan[];

/* Ends the program when a call that must succeed did not. */
#define WORLD_OK(cx, call) world_require((cx), (call), #call)
void world_require(const attain_context *cx, attain_status status, const char *call);

/* ---- the verbs ---- */

/* Reads the world, makes and destroys what it needs of its own. */
typedef struct verb {
    const char *name;
    void (*run)(hash *h, attain_context *cx, const world *w);
} verb;

/* Each ends with a verb without a name. */
extern const verb verbs_of_numbers[], verbs_of_tables[], verbs_of_rules[], verbs_of_handles[];

/* All of them: the one with an index, or NULL. */
const verb *world_verb(size_t index);

/* Numbers of which functions of numbers may think too little. */
#define WORLD_EDGES 26
extern const int64_t world_edges[WORLD_EDGES];

#endif

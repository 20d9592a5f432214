/* Keys as dense codes: numbers within a narrow range by direct index, all others by hashing; codes ascend with the keys. */
#include <string.h>

#include "table/table_internal.h"

#define CODES_MAX 0xFFFFFFFEu /* distinct keys a code can tell apart */
#define EMPTY     0xFFFFFFFFu

int attain__key_compare(const attain__column *column, size_t a, size_t b)
{
    const int64_t *values = column->values;
    const char *a_text, *b_text;
    size_t a_length, b_length;

    if (column->type != ATTAIN_TYPE_TEXT)
        return (values[a] > values[b]) - (values[a] < values[b]);
    a_text = attain__column_text(column, a, &a_length);
    b_text = attain__column_text(column, b, &b_length);
    return attain__text_compare(a_text, a_length, b_text, b_length);
}

void attain__keys_release(attain_context *context, attain__keys *keys)
{
    attain__release(&context->allocator, keys->codes);
    attain__release(&context->allocator, keys->first);
    memset(keys, 0, sizeof *keys);
}

static attain_status report(attain_context *context, size_t row)
{
    return row % ATTAIN__PROGRESS_ROWS == 0 ? attain__progress(context, row) : ATTAIN_OK;
}

static attain_status allocate_first(attain_context *context, size_t count, attain__keys *keys)
{
    void *block;
    attain_status status = attain__allocate(context, count, sizeof *keys->first, &block);

    if (status == ATTAIN_OK)
        keys->first = block;
    return status;
}

/* ---- numbers within a narrow range ---- */

/* Whether a table with a place for every number between the least and the greatest is worth its memory. */
static int is_dense(const int64_t *values, size_t rows, int64_t *least, uint64_t *span)
{
    int64_t low, high;
    size_t row;

    if (rows == 0)
        return 0;
    low = high = values[0];
    for (row = 1; row < rows; row++) {
        low = values[row] < low ? values[row] : low;
        high = values[row] > high ? values[row] : high;
    }
    *least = low;
    *span = (uint64_t)high - (uint64_t)low;
    return *span < (uint64_t)rows * 4 && *span < CODES_MAX;
}

static attain_status code_dense(attain_context *context, const int64_t *values, size_t rows, int64_t least,
                                uint64_t span, attain__keys *keys)
{
    uint32_t *places;
    uint64_t place;
    size_t row;
    void *block;
    attain_status status = attain__allocate_zeroed(context, (size_t)span + 1, sizeof *places, &block);

    if (status != ATTAIN_OK)
        return status;
    places = block;
    for (row = 0; row < rows; row++)
        places[(uint64_t)values[row] - (uint64_t)least] = 1;
    for (place = 0; place <= span; place++)
        places[place] = places[place] != 0 ? (uint32_t)keys->count++ : EMPTY;
    status = allocate_first(context, keys->count, keys);
    for (row = rows; row-- > 0 && status == ATTAIN_OK;) {
        keys->codes[row] = places[(uint64_t)values[row] - (uint64_t)least];
        keys->first[keys->codes[row]] = row;
        status = report(context, rows - row);
    }
    attain__release(&context->allocator, places);
    return status;
}

/* ---- hashing ---- */

#define PREFIX 8

/* A distinct key. */
typedef struct entry {
    uint64_t prefix;  /* of a text: PREFIX bytes behind what all texts begin with, as a number that orders as they do */
    const char *text; /* NULL for a number */
    size_t length;
    size_t row; /* the first that has it */
} entry;

typedef struct slot {
    uint64_t hash;
    uint32_t code;   /* of an entry; EMPTY for a free slot */
    uint32_t length; /* of the text, cut at 32 bits; 0 for a number */
} slot;

typedef struct key_index {
    const attain__column *column;
    slot *slots;
    size_t mask;    /* slots - 1, a power of two less 1 */
    entry *entries; /* in the order of appearance */
    size_t count, capacity;
} key_index;

static uint64_t read_key(const key_index *keys, size_t row, entry *key)
{
    const attain__column *column = keys->column;
    uint64_t seed = (uint64_t)(uintptr_t)keys; /* crafted keys cannot know it */

    key->row = row;
    key->prefix = 0;
    if (column->type == ATTAIN_TYPE_TEXT) {
        key->text = attain__column_text(column, row, &key->length);
        return attain__text_hash(key->text, key->length, seed);
    }
    key->text = NULL;
    key->length = 0;
    return attain__number_hash(seed ^ (uint64_t)((const int64_t *)column->values)[row]);
}

static slot *find_slot(const key_index *keys, uint64_t hash, const entry *key)
{
    size_t at = (size_t)hash & keys->mask;

    while (keys->slots[at].code != EMPTY) {
        const slot *found = &keys->slots[at];
        const entry *other;

        if (found->hash == hash && found->length == (uint32_t)key->length) {
            if (key->length <= ATTAIN__HASH_WORD)
                break;
            other = &keys->entries[found->code];
            if (attain__text_equal(other->text, other->length, key->text, key->length))
                break;
        }
        at = (at + 1) & keys->mask;
    }
    return &keys->slots[at];
}

/* Gives the index `size` slots, a power of two, and puts what it has into them. */
static attain_status set_slots(attain_context *context, key_index *keys, size_t size)
{
    slot *old = keys->slots;
    size_t old_size = old == NULL ? 0 : keys->mask + 1;
    size_t i;
    void *block;
    attain_status status = attain__allocate(context, size, sizeof *old, &block);

    if (status != ATTAIN_OK)
        return status;
    keys->slots = block;
    keys->mask = size - 1;
    for (i = 0; i < size; i++)
        keys->slots[i].code = EMPTY;
    for (i = 0; i < old_size; i++) {
        size_t at = (size_t)old[i].hash & keys->mask;

        if (old[i].code == EMPTY)
            continue;
        while (keys->slots[at].code != EMPTY)
            at = (at + 1) & keys->mask;
        keys->slots[at] = old[i];
    }
    attain__release(&context->allocator, old);
    return ATTAIN_OK;
}

static attain_status add_key(attain_context *context, key_index *keys, slot *free_slot, uint64_t hash, const entry *key)
{
    void *block = keys->entries;
    attain_status status;

    if (keys->count >= CODES_MAX)
        return attain__error(context, ATTAIN_ERROR_OVERFLOW, keys->column->name, (int64_t)key->row,
                             "there are more distinct keys than 32 bits can number");
    status = attain__grow(context, keys->count, &keys->capacity, sizeof *keys->entries, &block);
    keys->entries = block;
    if (status != ATTAIN_OK)
        return status;
    free_slot->hash = hash;
    free_slot->code = (uint32_t)keys->count;
    free_slot->length = (uint32_t)key->length;
    keys->entries[keys->count++] = *key;
    if (keys->count <= keys->mask / 2)
        return ATTAIN_OK;
    if (keys->mask > SIZE_MAX / 4)
        return attain__error_memory(context);
    return set_slots(context, keys, (keys->mask + 1) * 4);
}

/* ---- codes in the order of the keys ---- */

/* Bytes that all texts begin with: "CUST-00" says nothing about their order. */
static size_t common_beginning(const key_index *keys)
{
    const entry *first = keys->entries;
    size_t common = keys->count == 0 ? 0 : first->length;
    size_t i;

    for (i = 1; i < keys->count && common > 0; i++) {
        const entry *other = &keys->entries[i];
        size_t same = 0;

        while (same < common && same < other->length && first->text[same] == other->text[same])
            same++;
        common = same;
    }
    return common;
}

static void set_prefixes(const key_index *keys)
{
    size_t common = common_beginning(keys);
    size_t i, j;

    for (i = 0; i < keys->count; i++) {
        entry *key = &keys->entries[i];

        key->prefix = 0;
        for (j = common; j < common + PREFIX; j++)
            key->prefix = key->prefix << 8 | (j < key->length ? (unsigned char)key->text[j] : 0);
    }
}

static int compare_entries(const void *user, size_t a, size_t b)
{
    const entry *left = (const entry *)user + a;
    const entry *right = (const entry *)user + b;

    if (left->prefix != right->prefix)
        return left->prefix < right->prefix ? -1 : 1;
    return attain__text_compare(left->text, left->length, right->text, right->length);
}

static attain_status rank_numbers(attain_context *context, const key_index *keys, uint32_t *rank)
{
    int64_t *pairs;
    size_t i;
    void *block;
    attain_status status = attain__allocate(context, keys->count, 2 * sizeof *pairs, &block);

    if (status != ATTAIN_OK)
        return status;
    pairs = block;
    for (i = 0; i < keys->count; i++) {
        pairs[2 * i] = ((const int64_t *)keys->column->values)[keys->entries[i].row];
        pairs[2 * i + 1] = (int64_t)i;
    }
    status = attain__sort_pairs(context, pairs, keys->count);
    for (i = 0; i < keys->count && status == ATTAIN_OK; i++)
        rank[pairs[2 * i + 1]] = (uint32_t)i;
    attain__release(&context->allocator, pairs);
    return status;
}

static attain_status rank_texts(attain_context *context, const key_index *keys, uint32_t *rank)
{
    size_t *order;
    size_t i;
    void *block;
    attain_status status = attain__allocate(context, keys->count, sizeof *order, &block);

    if (status != ATTAIN_OK)
        return status;
    order = block;
    set_prefixes(keys);
    for (i = 0; i < keys->count; i++)
        order[i] = i;
    status = attain__sort(context, order, keys->count, compare_entries, keys->entries);
    for (i = 0; i < keys->count && status == ATTAIN_OK; i++)
        rank[order[i]] = (uint32_t)i;
    attain__release(&context->allocator, order);
    return status;
}

static attain_status renumber(attain_context *context, const key_index *keys, size_t rows, attain__keys *out)
{
    uint32_t *rank;
    size_t i;
    void *block;
    attain_status status = attain__allocate(context, keys->count, sizeof *rank, &block);

    if (status != ATTAIN_OK)
        return status;
    rank = block;
    if (keys->column->type == ATTAIN_TYPE_TEXT)
        status = rank_texts(context, keys, rank);
    else
        status = rank_numbers(context, keys, rank);
    if (status == ATTAIN_OK)
        status = allocate_first(context, keys->count, out);
    if (status == ATTAIN_OK) {
        out->count = keys->count;
        for (i = 0; i < keys->count; i++)
            out->first[rank[i]] = keys->entries[i].row;
        for (i = 0; i < rows; i++)
            out->codes[i] = rank[out->codes[i]];
    }
    attain__release(&context->allocator, rank);
    return status;
}

static attain_status code_hashed(attain_context *context, const attain__column *column, size_t rows, attain__keys *out)
{
    key_index keys = {0};
    size_t row;
    attain_status status;

    keys.column = column;
    status = set_slots(context, &keys, 1024);
    for (row = 0; row < rows && status == ATTAIN_OK; row++) {
        entry key;
        uint64_t hash = read_key(&keys, row, &key);
        slot *found = find_slot(&keys, hash, &key);

        if (found->code == EMPTY) {
            out->codes[row] = (uint32_t)keys.count;
            status = add_key(context, &keys, found, hash, &key);
        } else {
            out->codes[row] = found->code;
        }
        if (status == ATTAIN_OK)
            status = report(context, row);
    }
    if (status == ATTAIN_OK)
        status = renumber(context, &keys, rows, out);
    attain__release(&context->allocator, keys.slots);
    attain__release(&context->allocator, keys.entries);
    return status;
}

attain_status attain__keys_code(attain_context *context, const attain__column *column, size_t rows, attain__keys *out)
{
    attain__keys keys = {0};
    int64_t least = 0;
    uint64_t span = 0;
    void *block;
    attain_status status = attain__allocate(context, rows, sizeof *keys.codes, &block);

    if (status != ATTAIN_OK)
        return status;
    keys.codes = block;
    if (column->type == ATTAIN_TYPE_I64 && is_dense(column->values, rows, &least, &span))
        status = code_dense(context, column->values, rows, least, span, &keys);
    else
        status = code_hashed(context, column, rows, &keys);
    attain__progress_pass(context, rows);
    if (status == ATTAIN_OK)
        *out = keys;
    else
        attain__keys_release(context, &keys);
    return status;
}

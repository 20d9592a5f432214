/* The RFM model in section "segments": bins and cuts of each dimension, and its options. */
#include "document/document_internal.h"
#include "segment/segment_internal.h"

enum { PRESET, BINS, CUTS, REFUNDS, LATER, COUNTING, EDGE, EDGE_OFFSET, MEMBERS };
static const attain__json_name members[MEMBERS] = {{"preset", 0}, {"bins", 0},     {"cuts", 0}, {"refunds", 0},
                                                   {"later", 0},  {"counting", 0}, {"edge", 0}, {"edge_offset", 0}};

/* In the order of their constants from 1. */
static const attain__json_name dimensions[ATTAIN__RFM_DIMENSIONS] = {{"recency", 0}, {"frequency", 0}, {"monetary", 0}};

static const attain__json_name refunds_words[] = {{"money", ATTAIN_RFM_REFUNDS_MONEY},
                                                  {"as-is", ATTAIN_RFM_REFUNDS_AS_IS}};
static const attain__json_name later_words[] = {
    {"ignore", ATTAIN_RFM_LATER_IGNORE}, {"error", ATTAIN_RFM_LATER_ERROR}, {"keep", ATTAIN_RFM_LATER_KEEP}};
static const attain__json_name counting_words[] = {{"orders", ATTAIN_RFM_COUNTING_ORDERS},
                                                   {"rows", ATTAIN_RFM_COUNTING_ROWS}};
static const attain__json_name edge_words[] = {{"lower", ATTAIN_RFM_EDGE_LOWER}, {"upper", ATTAIN_RFM_EDGE_UPPER}};

/* Options whose value is a word, the first the default. */
#define WORD_OPTIONS 4
static const struct word_option {
    int member;
    int32_t option;
    const attain__json_name *words;
    size_t count;
} word_options[WORD_OPTIONS] = {
    {REFUNDS, ATTAIN_RFM_REFUNDS, refunds_words, ATTAIN__JSON_COUNT(refunds_words)},
    {LATER, ATTAIN_RFM_LATER, later_words, ATTAIN__JSON_COUNT(later_words)},
    {COUNTING, ATTAIN_RFM_COUNTING, counting_words, ATTAIN__JSON_COUNT(counting_words)},
    {EDGE, ATTAIN_RFM_EDGE, edge_words, ATTAIN__JSON_COUNT(edge_words)},
};

#define BINS_DEFAULT    5
#define EDGE_OFFSET_MAX 1000000

/* ---- quantities ---- */

attain_status attain__rfm_quantity_read(const attain__json *json, const attain__json_value *value, int32_t field,
                                        int32_t decimals, int64_t *out)
{
    if (field == ATTAIN_RFM_MONETARY)
        return attain__json_amount(json, value, decimals, out);
    return attain__json_integer(json, value, INT64_MIN, INT64_MAX, out);
}

void attain__rfm_quantity_write(attain__json_writer *writer, const char *name, int64_t value, int32_t field,
                                int32_t decimals)
{
    if (field == ATTAIN_RFM_MONETARY)
        attain__json_put_amount(writer, name, value, decimals);
    else
        attain__json_put_integer(writer, name, value);
}

/* ---- reading ---- */

static attain_status read_bins(const attain__json *json, const attain__json_value *value, int32_t dimension,
                               attain_rfm *rfm)
{
    int64_t bins;
    attain_status status = attain__json_integer(json, value, 1, ATTAIN__BINS_MAX, &bins);

    return status == ATTAIN_OK ? attain_rfm_set_bins(json->context, rfm, dimension, (int32_t)bins) : status;
}

/* One number for all dimensions, or a number for each. */
static attain_status read_all_bins(const attain__json *json, const attain__json_value *value, attain_rfm *rfm)
{
    const attain__json_value *found[ATTAIN__RFM_DIMENSIONS];
    attain_status status;
    int32_t i;

    if (value->kind == ATTAIN__JSON_NUMBER)
        return read_bins(json, value, ATTAIN_RFM_ALL, rfm);
    if (value->kind != ATTAIN__JSON_OBJECT)
        return attain__json_error(json, value, ATTAIN_ERROR_SCHEMA,
                                  "must be a number of bins, or an object with one for each dimension");
    status = attain__json_members(json, value, dimensions, ATTAIN__RFM_DIMENSIONS, found);
    for (i = 0; status == ATTAIN_OK && i < ATTAIN__RFM_DIMENSIONS; i++)
        if (found[i] != NULL)
            status = read_bins(json, found[i], i + 1, rfm);
    return status;
}

static attain_status read_cuts(const attain__json *json, const attain__json_value *value, int32_t dimension,
                               int32_t decimals, attain_rfm *rfm)
{
    int64_t cuts[ATTAIN__BINS_MAX - 1];
    const attain__json_value *element;
    attain_status status = attain__json_list(json, value, ATTAIN__BINS_MAX - 1);
    size_t count = 0;

    element = status == ATTAIN_OK ? attain__json_first(json, value) : NULL;
    for (; status == ATTAIN_OK && element != NULL; element = attain__json_next(json, element))
        status = attain__rfm_quantity_read(json, element, dimension, decimals, &cuts[count++]);
    if (status != ATTAIN_OK)
        return status;
    status = attain_rfm_set_cuts(json->context, rfm, dimension, cuts, count);
    return status == ATTAIN_OK ? status : attain__json_refused(json, value, status);
}

/* Cuts of some dimensions, none of which may have bins too. */
static attain_status read_all_cuts(const attain__json *json, const attain__json_value *value,
                                   const attain__json_value *bins, int32_t decimals, attain_rfm *rfm)
{
    const attain__json_value *found[ATTAIN__RFM_DIMENSIONS];
    attain_status status = attain__json_members(json, value, dimensions, ATTAIN__RFM_DIMENSIONS, found);
    int32_t i;

    for (i = 0; status == ATTAIN_OK && i < ATTAIN__RFM_DIMENSIONS; i++) {
        if (found[i] == NULL)
            continue;
        if (bins != NULL && (bins->kind == ATTAIN__JSON_NUMBER || attain__json_member(json, bins, dimensions[i].name)))
            return attain__json_error(json, found[i], ATTAIN_ERROR_RULE,
                                      "has bins already: give either bins or cuts for a dimension, and bins as an "
                                      "object where only some have them");
        status = read_cuts(json, found[i], i + 1, decimals, rfm);
    }
    return status;
}

static attain_status read_options(const attain__json *json, const attain__json_value *const *found, attain_rfm *rfm)
{
    attain_status status = ATTAIN_OK;
    size_t i;

    for (i = 0; status == ATTAIN_OK && i < WORD_OPTIONS; i++) {
        const struct word_option *option = &word_options[i];
        int32_t value;

        if (found[option->member] == NULL)
            continue;
        status = attain__json_choose(json, found[option->member], option->words, option->count, &value);
        if (status == ATTAIN_OK)
            status = attain_rfm_set(json->context, rfm, option->option, value);
    }
    if (status == ATTAIN_OK && found[EDGE_OFFSET] != NULL) {
        int64_t offset;

        status = attain__json_integer(json, found[EDGE_OFFSET], 0, EDGE_OFFSET_MAX, &offset);
        if (status == ATTAIN_OK)
            status = attain_rfm_set(json->context, rfm, ATTAIN_RFM_EDGE_OFFSET, offset);
    }
    return status;
}

attain_status attain__rfm_read(const attain__json *json, const attain__json_value *value, attain_document *document)
{
    const attain__json_value *found[MEMBERS];
    attain_rfm *rfm;
    attain_status status = attain__json_members(json, value, members, MEMBERS, found);

    if (status == ATTAIN_OK)
        status = attain_document_add_rfm(json->context, document, &rfm);
    if (status == ATTAIN_OK && found[PRESET] != NULL) {
        status = attain__json_text(json, found[PRESET]);
        if (status != ATTAIN_OK)
            return status;
        status = attain_rfm_set_preset(json->context, rfm, found[PRESET]->text, found[PRESET]->length);
        if (status != ATTAIN_OK)
            return attain__json_refused(json, found[PRESET], status);
    }
    if (status == ATTAIN_OK && found[BINS] != NULL)
        status = read_all_bins(json, found[BINS], rfm);
    if (status == ATTAIN_OK && found[CUTS] != NULL)
        status = read_all_cuts(json, found[CUTS], found[BINS], document->decimals, rfm);
    return status == ATTAIN_OK ? read_options(json, found, rfm) : status;
}

/* ---- writing ---- */

/* Bins of dimensions with quantile edges: one number where all three have the same, else those that are not the default. */
static void write_bins(attain__json_writer *writer, const attain_rfm *rfm)
{
    int32_t i, quantile = 0, equal = 0, changed = 0;

    for (i = 0; i < ATTAIN__RFM_DIMENSIONS; i++) {
        quantile += rfm->cuts[i] == NULL;
        equal += rfm->bins[i] == rfm->bins[0];
        changed += rfm->cuts[i] == NULL && rfm->bins[i] != BINS_DEFAULT;
    }
    if (changed == 0)
        return;
    if (quantile == ATTAIN__RFM_DIMENSIONS && equal == ATTAIN__RFM_DIMENSIONS) {
        attain__json_put_integer(writer, members[BINS].name, rfm->bins[0]);
        return;
    }
    attain__json_open_inline(writer, members[BINS].name, '{');
    for (i = 0; i < ATTAIN__RFM_DIMENSIONS; i++)
        if (rfm->cuts[i] == NULL && rfm->bins[i] != BINS_DEFAULT)
            attain__json_put_integer(writer, dimensions[i].name, rfm->bins[i]);
    attain__json_close(writer, '}');
}

static void write_cuts(attain__json_writer *writer, const attain_rfm *rfm, int32_t decimals)
{
    int32_t i, j;

    if (rfm->cuts[0] == NULL && rfm->cuts[1] == NULL && rfm->cuts[2] == NULL)
        return;
    attain__json_open(writer, members[CUTS].name, '{');
    for (i = 0; i < ATTAIN__RFM_DIMENSIONS; i++) {
        if (rfm->cuts[i] == NULL)
            continue;
        attain__json_open_inline(writer, dimensions[i].name, '[');
        for (j = 0; j + 1 < rfm->bins[i]; j++)
            attain__rfm_quantity_write(writer, NULL, rfm->cuts[i][j], i + 1, decimals);
        attain__json_close(writer, ']');
    }
    attain__json_close(writer, '}');
}

void attain__rfm_write(attain__json_writer *writer, const char *name, const attain_document *document)
{
    const attain_rfm *rfm = document->rfm;
    int32_t values[WORD_OPTIONS];
    size_t i;

    if (rfm == NULL)
        return;
    values[0] = rfm->refunds;
    values[1] = rfm->later;
    values[2] = rfm->counting;
    values[3] = rfm->edge;
    attain__json_open(writer, name, '{');
    write_bins(writer, rfm);
    write_cuts(writer, rfm, document->decimals);
    for (i = 0; i < WORD_OPTIONS; i++)
        if (values[i] != word_options[i].words[0].number)
            attain__json_put_word(writer, members[word_options[i].member].name,
                                  attain__json_word(word_options[i].words, word_options[i].count, values[i]));
    if (rfm->edge_offset != 0)
        attain__json_put_integer(writer, members[EDGE_OFFSET].name, rfm->edge_offset);
    attain__json_close(writer, '}');
}

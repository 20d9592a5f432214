/* Section "segments": the rules that name segments, the ABC model; its RFM model has a file of its own. */
#include "document/document_internal.h"
#include "segment/segment_internal.h"

enum { RFM, RULES, DEFAULT, ABC, MEMBERS };
static const attain__json_name members[MEMBERS] = {{"rfm", 0}, {"rules", 0}, {"default", 0}, {"abc", 0}};

/* The name, then the fields in the order of their constants from 1. */
enum { SEGMENT, RULE_MEMBERS = 1 + ATTAIN__SEGMENT_FIELDS };
static const attain__json_name rule_members[RULE_MEMBERS] = {
    {"segment", 1}, {"recency", 0}, {"frequency", 0}, {"monetary", 0}, {"r", 0}, {"f", 0}, {"m", 0}};

enum { FROM, TO, LIMIT_MEMBERS };
static const attain__json_name limit_members[LIMIT_MEMBERS] = {{"from", 0}, {"to", 0}};

enum { CUTS, LIMITS, RULE, ABC_MEMBERS };
static const attain__json_name abc_members[ABC_MEMBERS] = {{"cuts", 0}, {"limits", 0}, {"rule", 0}};
static const attain__json_name abc_rules[] = {{"within", ATTAIN_ABC_WITHIN},
                                              {"below", ATTAIN_ABC_BELOW},
                                              {"through", ATTAIN_ABC_THROUGH},
                                              {"midpoint", ATTAIN_ABC_MIDPOINT},
                                              {"ties", ATTAIN_ABC_TIES}};

#define DEFAULT_SEGMENT "other" /* of a table that was made without one */

/* ---- reading rules ---- */

/* Limits the rule added last. */
static attain_status read_limit(const attain__json *json, const attain__json_value *value, int32_t field,
                                attain_document *document)
{
    const attain__json_value *found[LIMIT_MEMBERS];
    int64_t low = INT64_MIN, high = INT64_MAX;
    attain_status status = attain__json_members(json, value, limit_members, LIMIT_MEMBERS, found);

    if (status == ATTAIN_OK && found[FROM] == NULL && found[TO] == NULL)
        return attain__json_error(json, value, ATTAIN_ERROR_SCHEMA, "needs from or to or both");
    if (status == ATTAIN_OK && found[FROM] != NULL)
        status = attain__rfm_quantity_read(json, found[FROM], field, document->decimals, &low);
    if (status == ATTAIN_OK && found[TO] != NULL)
        status = attain__rfm_quantity_read(json, found[TO], field, document->decimals, &high);
    if (status != ATTAIN_OK)
        return status;
    status = attain_segments_limit(json->context, document->segments, field, low, high);
    return status == ATTAIN_OK ? status : attain__json_refused(json, found[TO], status);
}

static attain_status read_rule(const attain__json *json, const attain__json_value *value, attain_document *document)
{
    const attain__json_value *found[RULE_MEMBERS];
    int32_t field;
    attain_status status = attain__json_members(json, value, rule_members, RULE_MEMBERS, found);

    if (status == ATTAIN_OK)
        status = attain__json_text(json, found[SEGMENT]);
    if (status != ATTAIN_OK)
        return status;
    status = attain_segments_add(json->context, document->segments, found[SEGMENT]->text, found[SEGMENT]->length);
    if (status != ATTAIN_OK)
        return attain__json_refused(json, found[SEGMENT], status);
    for (field = ATTAIN_RFM_RECENCY; status == ATTAIN_OK && field <= ATTAIN_RFM_M; field++)
        if (found[field] != NULL)
            status = read_limit(json, found[field], field, document);
    return status;
}

/* An array of rules, or the name of a table that is shipped. */
static attain_status read_rules(const attain__json *json, const attain__json_value *value, attain_document *document)
{
    const attain__json_value *rule;
    attain_segments *segments;
    attain_status status;

    if (value->kind == ATTAIN__JSON_TEXT) {
        status = attain_segments_create_preset(json->context, value->text, value->length, &document->segments);
        return status == ATTAIN_OK ? status : attain__json_refused(json, value, status);
    }
    if (value->kind != ATTAIN__JSON_ARRAY)
        return attain__json_error(json, value, ATTAIN_ERROR_SCHEMA,
                                  "must be an array of rules or the name of a shipped table");
    status = attain_document_add_segments(json->context, document, &segments);
    rule = attain__json_first(json, value);
    for (; status == ATTAIN_OK && rule != NULL; rule = attain__json_next(json, rule))
        status = read_rule(json, rule, document);
    return status;
}

static attain_status read_default(const attain__json *json, const attain__json_value *value, attain_document *document)
{
    attain_status status = attain__json_text(json, value);

    if (status != ATTAIN_OK)
        return status;
    if (document->segments == NULL)
        return attain__json_error(json, value, ATTAIN_ERROR_RULE,
                                  "names the segment of those whom no rule takes: it "
                                  "needs rules beside it");
    status = attain_segments_set_default(json->context, document->segments, value->text, value->length);
    return status == ATTAIN_OK ? status : attain__json_refused(json, value, status);
}

/* ---- reading ABC ---- */

static attain_status read_cuts(const attain__json *json, const attain__json_value *value, attain_abc *abc)
{
    attain_rate cuts[ATTAIN__ABC_CUTS_MAX];
    const attain__json_value *element;
    attain_status status = attain__json_list(json, value, ATTAIN__ABC_CUTS_MAX);
    size_t count = 0;

    element = status == ATTAIN_OK ? attain__json_first(json, value) : NULL;
    for (; status == ATTAIN_OK && element != NULL; element = attain__json_next(json, element))
        status = attain__json_rate(json, element, &cuts[count++]);
    if (status != ATTAIN_OK)
        return status;
    status = attain_abc_set_cuts(json->context, abc, cuts, count);
    return status == ATTAIN_OK ? status : attain__json_refused(json, value, status);
}

static attain_status read_limits(const attain__json *json, const attain__json_value *value, int32_t decimals,
                                 attain_abc *abc)
{
    attain_amount limits[ATTAIN__ABC_CUTS_MAX];
    const attain__json_value *element;
    attain_status status = attain__json_list(json, value, ATTAIN__ABC_CUTS_MAX);
    size_t count = 0;

    element = status == ATTAIN_OK ? attain__json_first(json, value) : NULL;
    for (; status == ATTAIN_OK && element != NULL; element = attain__json_next(json, element))
        status = attain__json_amount(json, element, decimals, &limits[count++]);
    if (status != ATTAIN_OK)
        return status;
    status = attain_abc_set_limits(json->context, abc, limits, count);
    return status == ATTAIN_OK ? status : attain__json_refused(json, value, status);
}

static attain_status read_abc(const attain__json *json, const attain__json_value *value, attain_document *document)
{
    const attain__json_value *found[ABC_MEMBERS];
    attain_abc *abc;
    int32_t rule;
    attain_status status = attain__json_members(json, value, abc_members, ABC_MEMBERS, found);

    if (status == ATTAIN_OK && found[CUTS] != NULL && found[LIMITS] != NULL)
        return attain__json_error(json, found[LIMITS], ATTAIN_ERROR_RULE,
                                  "must not stand beside cuts: classes are by share or by value");
    if (status == ATTAIN_OK)
        status = attain_document_add_abc(json->context, document, &abc);
    if (status == ATTAIN_OK && found[CUTS] != NULL)
        status = read_cuts(json, found[CUTS], abc);
    if (status == ATTAIN_OK && found[LIMITS] != NULL)
        status = read_limits(json, found[LIMITS], document->decimals, abc);
    if (status != ATTAIN_OK || found[RULE] == NULL)
        return status;
    status = attain__json_choose(json, found[RULE], abc_rules, ATTAIN__JSON_COUNT(abc_rules), &rule);
    return status == ATTAIN_OK ? attain_abc_set_rule(json->context, abc, rule) : status;
}

attain_status attain__segments_read(const attain__json *json, const attain__json_value *value,
                                    attain_document *document)
{
    const attain__json_value *found[MEMBERS];
    attain_status status = attain__json_members(json, value, members, MEMBERS, found);

    if (status == ATTAIN_OK && found[RFM] != NULL)
        status = attain__rfm_read(json, found[RFM], document);
    if (status == ATTAIN_OK && found[RULES] != NULL)
        status = read_rules(json, found[RULES], document);
    if (status == ATTAIN_OK && found[DEFAULT] != NULL)
        status = read_default(json, found[DEFAULT], document);
    if (status == ATTAIN_OK && found[ABC] != NULL)
        status = read_abc(json, found[ABC], document);
    return status;
}

/* ---- writing ---- */

static void write_rule(attain__json_writer *writer, const attain__segment_rule *rule, int32_t decimals)
{
    int32_t field;

    attain__json_open_inline(writer, NULL, '{');
    attain__json_put_text(writer, rule_members[SEGMENT].name, rule->name, rule->name_length);
    for (field = ATTAIN_RFM_RECENCY; field <= ATTAIN_RFM_M; field++) {
        if (!attain__segment_rule_limits(rule, field))
            continue;
        attain__json_open(writer, rule_members[field].name, '{');
        if (rule->low[field - 1] != INT64_MIN)
            attain__rfm_quantity_write(writer, limit_members[FROM].name, rule->low[field - 1], field, decimals);
        if (rule->high[field - 1] != INT64_MAX)
            attain__rfm_quantity_write(writer, limit_members[TO].name, rule->high[field - 1], field, decimals);
        attain__json_close(writer, '}');
    }
    attain__json_close(writer, '}');
}

static void write_rules(attain__json_writer *writer, const attain_segments *segments, int32_t decimals)
{
    size_t i;

    attain__json_open(writer, members[RULES].name, '[');
    for (i = 0; i < segments->count; i++)
        write_rule(writer, &segments->rules[i], decimals);
    attain__json_close(writer, ']');
    if (!attain__text_equal(segments->default_name, segments->default_length, ATTAIN_TEXT(DEFAULT_SEGMENT)))
        attain__json_put_text(writer, members[DEFAULT].name, segments->default_name, segments->default_length);
}

static int has_default_cuts(const attain_abc *abc)
{
    return !abc->by_limits && abc->count == 2 && abc->values[0] == ATTAIN_PERCENT(80) &&
           abc->values[1] == ATTAIN_PERCENT(95);
}

static void write_abc(attain__json_writer *writer, const attain_abc *abc, int32_t decimals)
{
    size_t i;

    attain__json_open(writer, members[ABC].name, '{');
    if (!has_default_cuts(abc)) {
        attain__json_open_inline(writer, abc_members[abc->by_limits ? LIMITS : CUTS].name, '[');
        for (i = 0; i < abc->count; i++) {
            if (abc->by_limits)
                attain__json_put_amount(writer, NULL, abc->values[i], decimals);
            else
                attain__json_put_rate(writer, NULL, abc->values[i]);
        }
        attain__json_close(writer, ']');
    }
    if (abc->rule != ATTAIN_ABC_WITHIN)
        attain__json_put_word(writer, abc_members[RULE].name,
                              attain__json_word(abc_rules, ATTAIN__JSON_COUNT(abc_rules), abc->rule));
    attain__json_close(writer, '}');
}

void attain__segments_write(attain__json_writer *writer, const attain_document *document)
{
    if (document->rfm == NULL && document->segments == NULL && document->abc == NULL)
        return;
    attain__json_open(writer, "segments", '{');
    attain__rfm_write(writer, members[RFM].name, document);
    if (document->segments != NULL)
        write_rules(writer, document->segments, document->decimals);
    if (document->abc != NULL)
        write_abc(writer, document->abc, document->decimals);
    attain__json_close(writer, '}');
}

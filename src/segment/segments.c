/* Ordered tables of segment rules: built by setters or from a table's rows, and asked for the first rule that fits. */
#include <string.h>

#include "segment/segment_internal.h"

#define SCHEMA_COLUMNS (1 + 2 * ATTAIN__SEGMENT_FIELDS)

/* The order in which a rule file names the fields. */
static const int32_t file_fields[ATTAIN__SEGMENT_FIELDS] = {
    ATTAIN_RFM_R, ATTAIN_RFM_F, ATTAIN_RFM_M, ATTAIN_RFM_RECENCY, ATTAIN_RFM_FREQUENCY, ATTAIN_RFM_MONETARY};

/* The name, then for each of file_fields its lower and upper limit. */
static const attain__schema_column rule_columns[SCHEMA_COLUMNS] = {
    ATTAIN__SCHEMA_COLUMN("segment", ATTAIN_TYPE_TEXT, ATTAIN_MEANING_CODE, 1),
    ATTAIN__SCHEMA_COLUMN("r_lo", ATTAIN_TYPE_I64, ATTAIN_MEANING_COUNT, 0),
    ATTAIN__SCHEMA_COLUMN("r_hi", ATTAIN_TYPE_I64, ATTAIN_MEANING_COUNT, 0),
    ATTAIN__SCHEMA_COLUMN("f_lo", ATTAIN_TYPE_I64, ATTAIN_MEANING_COUNT, 0),
    ATTAIN__SCHEMA_COLUMN("f_hi", ATTAIN_TYPE_I64, ATTAIN_MEANING_COUNT, 0),
    ATTAIN__SCHEMA_COLUMN("m_lo", ATTAIN_TYPE_I64, ATTAIN_MEANING_COUNT, 0),
    ATTAIN__SCHEMA_COLUMN("m_hi", ATTAIN_TYPE_I64, ATTAIN_MEANING_COUNT, 0),
    ATTAIN__SCHEMA_COLUMN("recency_lo", ATTAIN_TYPE_I64, ATTAIN_MEANING_COUNT, 0),
    ATTAIN__SCHEMA_COLUMN("recency_hi", ATTAIN_TYPE_I64, ATTAIN_MEANING_COUNT, 0),
    ATTAIN__SCHEMA_COLUMN("frequency_lo", ATTAIN_TYPE_I64, ATTAIN_MEANING_COUNT, 0),
    ATTAIN__SCHEMA_COLUMN("frequency_hi", ATTAIN_TYPE_I64, ATTAIN_MEANING_COUNT, 0),
    ATTAIN__SCHEMA_COLUMN("monetary_lo", ATTAIN_TYPE_I64, ATTAIN_MEANING_AMOUNT, 0),
    ATTAIN__SCHEMA_COLUMN("monetary_hi", ATTAIN_TYPE_I64, ATTAIN_MEANING_AMOUNT, 0),
};

static const attain_schema rule_schema = ATTAIN__SCHEMA(rule_columns);

const attain_schema *attain_segments_input_schema(void)
{
    return &rule_schema;
}

const char *attain__segment_field_name(int32_t field)
{
    static const char *const names[ATTAIN__SEGMENT_FIELDS] = {"recency", "frequency", "monetary", "r", "f", "m"};

    return names[field - 1];
}

/* ---- making ---- */

attain_status attain__segments_make(attain_context *context, const char *default_name, attain_segments **out)
{
    void *block;
    attain_segments *segments;
    attain_status status = attain__allocate_zeroed(context, 1, sizeof *segments, &block);

    if (status != ATTAIN_OK)
        return status;
    segments = block;
    segments->allocator = context->allocator;
    segments->default_length = strlen(default_name);
    status = attain__text_copy(context, default_name, segments->default_length, &segments->default_name);
    if (status != ATTAIN_OK) {
        attain_segments_destroy(segments);
        return status;
    }
    *out = segments;
    return ATTAIN_OK;
}

attain_status attain_segments_create(attain_context *context, attain_segments **out)
{
    ATTAIN__ENTER(context);
    ATTAIN__CHECK(context, out != NULL, "out");
    return attain__segments_make(context, "other", out);
}

void attain_segments_destroy(attain_segments *segments)
{
    attain_allocator allocator;
    size_t i;

    if (segments == NULL)
        return;
    allocator = segments->allocator;
    for (i = 0; i < segments->count; i++)
        attain__release(&allocator, segments->rules[i].name);
    attain__release(&allocator, segments->rules);
    attain__release(&allocator, segments->default_name);
    attain__release(&allocator, segments);
}

attain_status attain__segments_append(attain_context *context, attain_segments *segments, const char *name,
                                      size_t name_length)
{
    void *rules = segments->rules;
    attain_status status = attain__grow(context, segments->count, &segments->capacity, sizeof *segments->rules, &rules);
    attain__segment_rule *rule;
    int i;

    segments->rules = rules;
    if (status != ATTAIN_OK)
        return status;
    rule = &segments->rules[segments->count];
    status = attain__text_copy(context, name, name_length, &rule->name);
    if (status != ATTAIN_OK)
        return status;
    rule->name_length = name_length;
    for (i = 0; i < ATTAIN__SEGMENT_FIELDS; i++) {
        rule->low[i] = INT64_MIN;
        rule->high[i] = INT64_MAX;
    }
    segments->count++;
    return ATTAIN_OK;
}

attain_status attain_segments_add(attain_context *context, attain_segments *segments, const char *name,
                                  size_t name_length)
{
    attain_status status;

    ATTAIN__ENTER(context);
    ATTAIN__CHECK_OWN(context, segments, "segments");
    status = attain__check_name(context, name, name_length, "name");
    if (status != ATTAIN_OK)
        return status;
    return attain__segments_append(context, segments, name, name_length);
}

attain_status attain_segments_limit(attain_context *context, attain_segments *segments, int32_t field, int64_t low,
                                    int64_t high)
{
    attain__segment_rule *rule;

    ATTAIN__ENTER(context);
    ATTAIN__CHECK_OWN(context, segments, "segments");
    ATTAIN__CHECK_RANGE(context, field, ATTAIN_RFM_RECENCY, ATTAIN_RFM_M, "field");
    if (segments->count == 0)
        return attain__error(context, ATTAIN_ERROR_RULE, "segments", ATTAIN__NO_ROW,
                             "has no rule to limit: add one first");
    if (high < low)
        return attain__error_i64(context, ATTAIN_ERROR_VALUE, "high", ATTAIN__NO_ROW, high,
                                 "must not be below the lower limit");
    rule = &segments->rules[segments->count - 1];
    rule->low[field - 1] = low;
    rule->high[field - 1] = high;
    return ATTAIN_OK;
}

attain_status attain_segments_set_default(attain_context *context, attain_segments *segments, const char *name,
                                          size_t name_length)
{
    char *copy;
    attain_status status;

    ATTAIN__ENTER(context);
    ATTAIN__CHECK_OWN(context, segments, "segments");
    status = attain__check_name(context, name, name_length, "name");
    if (status == ATTAIN_OK)
        status = attain__text_copy(context, name, name_length, &copy);
    if (status != ATTAIN_OK)
        return status;
    attain__release(&segments->allocator, segments->default_name);
    segments->default_name = copy;
    segments->default_length = name_length;
    return ATTAIN_OK;
}

/* ---- from a table ---- */

/* Adds the rule of one row. */
static attain_status append_row(attain_context *context, attain_segments *segments,
                                const attain__column *const *columns, size_t row)
{
    const attain__column *names = columns[0];
    attain__segment_rule *rule;
    size_t i, length;
    const char *name = attain__column_text(names, row, &length);
    attain_status status = attain__check_name(context, name, length, "segment");

    if (status != ATTAIN_OK)
        return attain__error_cell(context, ATTAIN_ERROR_VALUE, "rules", names, row,
                                  "is no name: it must not be empty nor hold control characters");
    status = attain__segments_append(context, segments, name, length);
    if (status != ATTAIN_OK)
        return status;
    rule = &segments->rules[segments->count - 1];
    for (i = 0; i < ATTAIN__SEGMENT_FIELDS; i++) {
        const attain__column *low = columns[1 + 2 * i], *high = columns[2 + 2 * i];
        int32_t field = file_fields[i];

        if (low != NULL && attain__column_valid(low, row))
            rule->low[field - 1] = ((const int64_t *)low->values)[row];
        if (high != NULL && attain__column_valid(high, row))
            rule->high[field - 1] = ((const int64_t *)high->values)[row];
        if (rule->high[field - 1] < rule->low[field - 1])
            return attain__error_cell(context, ATTAIN_ERROR_VALUE, "rules", high, row,
                                      "must not be below the lower limit of the same row");
    }
    return ATTAIN_OK;
}

attain_status attain_segments_create_from_table(attain_context *context, const attain_table *rules,
                                                attain_segments **out)
{
    const attain__column *columns[SCHEMA_COLUMNS];
    attain_segments *segments = NULL;
    attain_status status;
    size_t row;

    ATTAIN__ENTER(context);
    ATTAIN__CHECK(context, rules != NULL, "rules");
    ATTAIN__CHECK(context, out != NULL, "out");
    status = attain__facts_resolve(context, rules, &rule_schema, "rules", columns);
    if (status == ATTAIN_OK)
        status = attain__segments_make(context, "Others", &segments);
    for (row = 0; status == ATTAIN_OK && row < rules->rows; row++)
        status = append_row(context, segments, columns, row);
    if (status != ATTAIN_OK) {
        attain_segments_destroy(segments);
        return status;
    }
    *out = segments;
    return ATTAIN_OK;
}

/* ---- asking ---- */

int attain__segment_rule_limits(const attain__segment_rule *rule, int32_t field)
{
    return rule->low[field - 1] != INT64_MIN || rule->high[field - 1] != INT64_MAX;
}

static int takes(const attain__segment_rule *rule, const attain__segment_case *found)
{
    int i;

    if (found->no_recency && attain__segment_rule_limits(rule, ATTAIN_RFM_RECENCY))
        return 0;
    for (i = 0; i < ATTAIN__SEGMENT_FIELDS; i++)
        if (found->values[i] < rule->low[i] || found->values[i] > rule->high[i])
            return 0;
    return 1;
}

size_t attain__segments_match(const attain_segments *segments, const attain__segment_case *found)
{
    size_t i = 0;

    while (i < segments->count && !takes(&segments->rules[i], found))
        i++;
    return i;
}

const char *attain__segments_name(const attain_segments *segments, size_t rule, size_t *length)
{
    if (rule < segments->count) {
        *length = segments->rules[rule].name_length;
        return segments->rules[rule].name;
    }
    *length = segments->default_length;
    return segments->default_name;
}

/* The rule tables that are shipped. */
#include <string.h>

#include "segment/segment_internal.h"

/* Limits of r, f and m, inclusive; 0 and 0 for none. */
typedef struct preset_rule {
    const char *name;
    int8_t r_low, r_high, f_low, f_high, m_low, m_high;
} preset_rule;

/* clang-format off */
/* Every cell of r and f belongs to exactly one rule, so that the order of these does not matter. */
static const preset_rule standard_rules[] = {
    {"Champions",           5, 5, 4, 5, 0, 0},
    {"Loyal",               3, 4, 4, 5, 0, 0},
    {"Potential Loyalists", 4, 5, 2, 3, 0, 0},
    {"New Customers",       5, 5, 1, 1, 0, 0},
    {"Promising",           4, 4, 1, 1, 0, 0},
    {"Need Attention",      3, 3, 3, 3, 0, 0},
    {"About To Sleep",      3, 3, 1, 2, 0, 0},
    {"Can't Lose Them",     1, 2, 5, 5, 0, 0},
    {"At Risk",             1, 2, 3, 4, 0, 0},
    {"Hibernating",         1, 2, 1, 2, 0, 0},
};

/* README of the R package rfm 0.3. */
static const preset_rule rfm_r_rules[] = {
    {"Champions",          5, 5, 5, 5, 5, 5},
    {"Potential Loyalist", 3, 5, 3, 5, 2, 5},
    {"Loyal Customers",    2, 4, 2, 4, 2, 4},
    {"Promising",          3, 4, 1, 3, 3, 5},
    {"New Customers",      4, 5, 1, 3, 1, 5},
    {"Can't Lose Them",    1, 2, 3, 4, 4, 5},
    {"At Risk",            1, 2, 2, 5, 4, 5},
    {"Need Attention",     1, 3, 3, 5, 3, 5},
    {"About To Sleep",     2, 3, 1, 3, 1, 4},
    {"Lost",               1, 1, 1, 5, 1, 5},
};

/* Tests and older vignette of the same package. */
static const preset_rule rfm_r_classic_rules[] = {
    {"Champions",          4, 5, 4, 5, 4, 5},
    {"Loyal Customers",    2, 5, 3, 5, 3, 5},
    {"Potential Loyalist", 3, 5, 1, 3, 1, 3},
    {"New Customers",      4, 5, 1, 1, 1, 1},
    {"Promising",          3, 4, 1, 1, 1, 1},
    {"Need Attention",     2, 3, 2, 3, 2, 3},
    {"About To Sleep",     2, 3, 1, 2, 1, 2},
    {"At Risk",            1, 2, 2, 5, 2, 5},
    {"Can't Lose Them",    1, 1, 4, 5, 4, 5},
    {"Lost",               1, 2, 1, 2, 1, 2},
};
/* clang-format on */

#define RULES(rules) rules, sizeof(rules) / sizeof(rules)[0]

static const struct preset {
    const char *name;
    const char *default_name;
    const preset_rule *rules;
    size_t count;
} presets[] = {
    {"standard", "other", RULES(standard_rules)},
    {"rfm-r", "Others", RULES(rfm_r_rules)},
    {"rfm-r-classic", "Others", RULES(rfm_r_classic_rules)},
};

static void limit(attain__segment_rule *rule, int32_t field, int8_t low, int8_t high)
{
    if (high != 0) {
        rule->low[field - 1] = low;
        rule->high[field - 1] = high;
    }
}

static attain_status fill(attain_context *context, attain_segments *segments, const struct preset *preset)
{
    size_t i;

    for (i = 0; i < preset->count; i++) {
        const preset_rule *from = &preset->rules[i];
        attain_status status = attain__segments_append(context, segments, from->name, strlen(from->name));
        attain__segment_rule *rule;

        if (status != ATTAIN_OK)
            return status;
        rule = &segments->rules[i];
        limit(rule, ATTAIN_RFM_R, from->r_low, from->r_high);
        limit(rule, ATTAIN_RFM_F, from->f_low, from->f_high);
        limit(rule, ATTAIN_RFM_M, from->m_low, from->m_high);
    }
    return ATTAIN_OK;
}

attain_status attain_segments_create_preset(attain_context *context, const char *name, size_t name_length,
                                            attain_segments **out)
{
    const size_t count = sizeof presets / sizeof presets[0];
    attain_segments *segments = NULL;
    attain_status status;
    size_t i = 0;

    ATTAIN__ENTER(context);
    ATTAIN__CHECK(context, name != NULL, "name");
    ATTAIN__CHECK(context, out != NULL, "out");
    while (i < count && !attain__text_equal(name, name_length, presets[i].name, strlen(presets[i].name)))
        i++;
    if (i == count)
        return attain__error_text(context, ATTAIN_ERROR_VALUE, "name", ATTAIN__NO_ROW, name, name_length,
                                  "is not a shipped rule table: those are standard, rfm-r and rfm-r-classic");
    status = attain__segments_make(context, presets[i].default_name, &segments);
    if (status == ATTAIN_OK)
        status = fill(context, segments, &presets[i]);
    if (status != ATTAIN_OK) {
        attain_segments_destroy(segments);
        return status;
    }
    *out = segments;
    return ATTAIN_OK;
}

/* The sweep's calls: contexts, numbers, calendars. */
#include "sweep/sweep.h"

#define MANY 300 /* parts of an allocation that do not fit on the library's stack */

/* ---- contexts ---- */

static attain_status context_create(sweep *s)
{
    attain_allocator allocator = support_allocator(&s->memory);

    return attain_context_create(&allocator, &s->out.made.context);
}

static attain_status context_destroy(sweep *s)
{
    attain_context_destroy(s->spare.context);
    s->spare.context = NULL;
    return ATTAIN_OK;
}

CALL(context_set_progress, attain_context_set_progress(s->context, NULL, NULL))
LOOK(context_error, attain_context_error(s->context))
LOOK(context_error_argument, attain_context_error_argument(s->context))
LOOK(context_error_row, attain_context_error_row(s->context))
LOOK(context_error_status, attain_context_error_status(s->context))
LOOK(context_error_value, attain_context_error_value(s->context))
LOOK(status_name, attain_status_name(ATTAIN_ERROR_MEMORY))
LOOK(version, attain_version())
LOOK(version_string, attain_version_string())

/* ---- numbers ---- */

static const int64_t weights[] = {3, 5, 0, 8};
static const attain_amount floors[] = {1, 0, 2, 0}, caps[] = {90, 90, 90, 90};

CALL(amount_sum, attain_amount_sum(s->context, caps, 4, s->out.wide))
CALL(amount_scale, attain_amount_scale(s->context, 7, 2, 3, ATTAIN_ROUND_HALF_UP, s->out.wide))
CALL(rate_apply, attain_rate_apply(s->context, ATTAIN_PERCENT(3), 50, ATTAIN_ROUND_UP, s->out.wide))
CALL(rate_of, attain_rate_of(s->context, 1, 3, ATTAIN_ROUND_DOWN, s->out.wide))
CALL(rate_parse, attain_rate_parse(s->context, ATTAIN_TEXT("1.5%"), s->out.wide))
CALL(rate_format, attain_rate_format(s->context, 15000000, s->out.text, sizeof s->out.text, &s->out.size))
CALL(decimal_parse, attain_decimal_parse(s->context, ATTAIN_TEXT("-12.34"), 2, s->out.wide))
CALL(decimal_format, attain_decimal_format(s->context, -1234, 2, s->out.text, sizeof s->out.text, &s->out.size))
CALL(allocate, attain_amount_allocate(s->context, -100, weights, NULL, NULL, 4, ATTAIN_ALLOCATE_RATIO, s->out.wide))
CALL(allocate_bounded,
     attain_amount_allocate(s->context, 100, weights, floors, caps, 4, ATTAIN_ALLOCATE_REMAINDER, s->out.wide))

/* The shares are summed up, so that the outputs show them. */
static attain_status allocate_many(sweep *s)
{
    static int64_t ones[MANY];
    attain_amount shares[MANY], untouched[MANY];
    attain_status status;
    size_t i;

    for (i = 0; i < MANY; i++)
        ones[i] = 1;
    memset(shares, SWEEP_UNTOUCHED, sizeof shares);
    memset(untouched, SWEEP_UNTOUCHED, sizeof untouched);
    status = attain_amount_allocate(s->context, 1000, ones, NULL, NULL, MANY, ATTAIN_ALLOCATE_REMAINDER, shares);
    if (status != ATTAIN_OK) {
        assert_memory_equal(shares, untouched, sizeof shares);
        return status;
    }
    s->out.wide[0] = 0;
    for (i = 0; i < MANY; i++)
        s->out.wide[0] += shares[i];
    assert_int_equal(s->out.wide[0], 1000);
    return ATTAIN_OK;
}

/* ---- calendars ---- */

CALL(calendar_create, attain_calendar_create(s->context, &s->out.made.calendar))
CALL(calendar_set, attain_calendar_set_fiscal_start(s->context, s->full.calendar, 7))
LOOK(calendar_start, attain_calendar_fiscal_start(s->full.calendar))
CALL(day_from_civil, attain_day_from_civil(s->context, 2024, 2, 29, s->out.narrow))
CALL(day_to_civil, attain_day_to_civil(s->context, 19723, s->out.narrow, s->out.narrow + 1, s->out.narrow + 2))
CALL(day_parse, attain_day_parse(s->context, ATTAIN_TEXT("2024-02-29"), s->out.narrow))
CALL(day_format, attain_day_format(s->context, 19723, s->out.text, sizeof s->out.text, &s->out.size))
CALL(period_of_day, attain_period_of_day(s->context, NULL, ATTAIN_UNIT_WEEK, 19723, s->out.narrow))
CALL(period_days,
     attain_period_days(s->context, s->full.calendar, ATTAIN_UNIT_YEAR, 2024, s->out.narrow, s->out.narrow + 1))
CALL(period_format,
     attain_period_format(s->context, ATTAIN_UNIT_QUARTER, 8096, s->out.text, sizeof s->out.text, &s->out.size))
CALL(period_parse, attain_period_parse(s->context, ATTAIN_TEXT("2024-W05"), s->out.narrow, s->out.narrow + 1))

static attain_status calendar_destroy(sweep *s)
{
    attain_calendar_destroy(s->spare.calendar);
    s->spare.calendar = NULL;
    return ATTAIN_OK;
}

const sweep_entry sweep_base_entries[] = {
    {"attain_context_create", "", context_create, 1, 1},
    {"attain_context_destroy", "", context_destroy, 0, 0},
    {"attain_context_set_progress", "", context_set_progress, 0, 0},
    {"attain_context_error", "", context_error, 0, 0},
    {"attain_context_error_argument", "", context_error_argument, 0, 0},
    {"attain_context_error_row", "", context_error_row, 0, 0},
    {"attain_context_error_status", "", context_error_status, 0, 0},
    {"attain_context_error_value", "", context_error_value, 0, 0},
    {"attain_status_name", "", status_name, 0, 0},
    {"attain_version", "", version, 0, 0},
    {"attain_version_string", "", version_string, 0, 0},
    {"attain_amount_sum", "", amount_sum, 0, 0},
    {"attain_amount_scale", "", amount_scale, 0, 0},
    {"attain_rate_apply", "", rate_apply, 0, 0},
    {"attain_rate_of", "", rate_of, 0, 0},
    {"attain_rate_parse", "", rate_parse, 0, 0},
    {"attain_rate_format", "", rate_format, 0, 0},
    {"attain_decimal_parse", "", decimal_parse, 0, 0},
    {"attain_decimal_format", "", decimal_format, 0, 0},
    {"attain_amount_allocate", "few parts", allocate, 0, 0},
    {"attain_amount_allocate", "bounded", allocate_bounded, 1, 0},
    {"attain_amount_allocate", "many parts", allocate_many, 1, 0},
    {"attain_calendar_create", "", calendar_create, 1, 0},
    {"attain_calendar_destroy", "", calendar_destroy, 0, 0},
    {"attain_calendar_set_fiscal_start", "", calendar_set, 0, 0},
    {"attain_calendar_fiscal_start", "", calendar_start, 0, 0},
    {"attain_day_from_civil", "", day_from_civil, 0, 0},
    {"attain_day_to_civil", "", day_to_civil, 0, 0},
    {"attain_day_parse", "", day_parse, 0, 0},
    {"attain_day_format", "", day_format, 0, 0},
    {"attain_period_of_day", "", period_of_day, 0, 0},
    {"attain_period_days", "", period_days, 0, 0},
    {"attain_period_format", "", period_format, 0, 0},
    {"attain_period_parse", "", period_parse, 0, 0},
    {NULL, NULL, NULL, 0, 0},
};

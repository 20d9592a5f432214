"""What ctypes must know of libattain: types, constants, prototypes.

Written by generate.py from the headers; a test fails when it is not what the headers say. Do not edit.
"""
from ctypes import (
    CFUNCTYPE, POINTER, Structure, c_char, c_double, c_int32, c_int64, c_size_t, c_uint64, c_uint8, c_char_p, c_void_p,
)

attain_status = c_int32
attain_day = c_int32
attain_period = c_int32
attain_amount = c_int64
attain_rate = c_int64


class attain_context(c_void_p):
    pass


class attain_calendar(c_void_p):
    pass


class attain_document(c_void_p):
    pass


class attain_goals(c_void_p):
    pass


class attain_rates(c_void_p):
    pass


class attain_pay(c_void_p):
    pass


class attain_segments(c_void_p):
    pass


class attain_rfm(c_void_p):
    pass


class attain_abc(c_void_p):
    pass


class attain_table(c_void_p):
    pass


class attain_schema(c_void_p):
    pass


class attain_csv(c_void_p):
    pass


attain_reallocate_function = CFUNCTYPE(c_void_p, c_void_p, c_size_t, c_void_p)
attain_progress_function = CFUNCTYPE(c_int32, c_uint64, c_uint64, c_void_p)
attain_write_function = CFUNCTYPE(c_int32, POINTER(c_char), c_size_t, c_void_p)


class attain_allocator(Structure):
    _fields_ = [
        ("reallocate", attain_reallocate_function),
        ("user", c_void_p),
    ]


ATTAIN_VERSION_MAJOR = 0
ATTAIN_VERSION_MINOR = 1
ATTAIN_VERSION_PATCH = 0
ATTAIN_VERSION_STRING = "0.1.0"
ATTAIN_OK = 0
ATTAIN_ERROR_ARGUMENT = -10
ATTAIN_ERROR_MEMORY = -20
ATTAIN_ERROR_CANCELLED = -30
ATTAIN_ERROR_WRITE = -31
ATTAIN_ERROR_OVERFLOW = -40
ATTAIN_ERROR_FORMAT = -50
ATTAIN_ERROR_SCHEMA = -60
ATTAIN_ERROR_VALUE = -70
ATTAIN_ERROR_RULE = -80
ATTAIN_DAY_MIN = -719162
ATTAIN_DAY_MAX = 2932896
ATTAIN_DAY_CAPACITY = 12
ATTAIN_PERIOD_CAPACITY = 16
ATTAIN_UNIT_DAY = 1
ATTAIN_UNIT_WEEK = 2
ATTAIN_UNIT_MONTH = 3
ATTAIN_UNIT_QUARTER = 4
ATTAIN_UNIT_HALF = 5
ATTAIN_UNIT_YEAR = 6
ATTAIN_GOALS_COMPANY = 1
ATTAIN_GOALS_TEAM = 2
ATTAIN_GOALS_PERSON = 3
ATTAIN_RATE_ONE = 1000000000
ATTAIN_ROUND_HALF_EVEN = 0
ATTAIN_ROUND_HALF_UP = 1
ATTAIN_ROUND_DOWN = 2
ATTAIN_ROUND_UP = 3
ATTAIN_ROUND_FLOOR = 4
ATTAIN_ROUND_CEILING = 5
ATTAIN_DECIMALS_MAX = 9
ATTAIN_DECIMALS_DEFAULT = 2
ATTAIN_DECIMAL_CAPACITY = 24
ATTAIN_ALLOCATE_REMAINDER = 0
ATTAIN_ALLOCATE_RATIO = 1
ATTAIN_RATES_MARGINAL = 0
ATTAIN_RATES_WHOLE = 1
ATTAIN_PAY_EACH_DEAL = 0
ATTAIN_PAY_BY_PERIOD = 0
ATTAIN_PAY_BY_DEAL = 1
ATTAIN_PAY_BY_TIER = 2
ATTAIN_PAY_KIND_RATES = 1
ATTAIN_RFM_RECENCY = 1
ATTAIN_RFM_FREQUENCY = 2
ATTAIN_RFM_MONETARY = 3
ATTAIN_RFM_ALL = 0
ATTAIN_RFM_R = 4
ATTAIN_RFM_F = 5
ATTAIN_RFM_M = 6
ATTAIN_RFM_REFUNDS = 1
ATTAIN_RFM_REFUNDS_MONEY = 0
ATTAIN_RFM_REFUNDS_AS_IS = 1
ATTAIN_RFM_LATER = 2
ATTAIN_RFM_LATER_IGNORE = 0
ATTAIN_RFM_LATER_ERROR = 1
ATTAIN_RFM_LATER_KEEP = 2
ATTAIN_RFM_COUNTING = 3
ATTAIN_RFM_COUNTING_ORDERS = 0
ATTAIN_RFM_COUNTING_ROWS = 1
ATTAIN_RFM_EDGE = 4
ATTAIN_RFM_EDGE_LOWER = 0
ATTAIN_RFM_EDGE_UPPER = 1
ATTAIN_RFM_EDGE_OFFSET = 5
ATTAIN_ABC_WITHIN = 0
ATTAIN_ABC_BELOW = 1
ATTAIN_ABC_THROUGH = 2
ATTAIN_ABC_MIDPOINT = 3
ATTAIN_ABC_TIES = 4
ATTAIN_TYPE_I64 = 1
ATTAIN_TYPE_I32 = 2
ATTAIN_TYPE_F64 = 3
ATTAIN_TYPE_TEXT = 4
ATTAIN_TYPE_KEY = 5
ATTAIN_MEANING_NONE = 0
ATTAIN_MEANING_AMOUNT = 1
ATTAIN_MEANING_COUNT = 2
ATTAIN_MEANING_RATE = 3
ATTAIN_MEANING_NUMBER = 4
ATTAIN_MEANING_DAY = 5
ATTAIN_MEANING_CODE = 6
ATTAIN_MEANING_RATIO = 7
ATTAIN_FORMAT_TEXT = 1
ATTAIN_FORMAT_CSV = 2
ATTAIN_FORMAT_JSON = 3
ATTAIN_FORMAT_MARKDOWN = 4
ATTAIN_LANGUAGE_ENGLISH = 0
ATTAIN_LANGUAGE_CHINESE = 1

# Every function: its result, then its arguments.
FUNCTIONS = {
    "attain_version": (c_int32, []),
    "attain_version_string": (POINTER(c_char), []),
    "attain_status_name": (POINTER(c_char), [attain_status]),
    "attain_context_create": (attain_status, [POINTER(attain_allocator), POINTER(attain_context)]),
    "attain_context_destroy": (None, [attain_context]),
    "attain_context_set_progress": (attain_status, [attain_context, attain_progress_function, c_void_p]),
    "attain_context_error": (POINTER(c_char), [attain_context]),
    "attain_context_error_status": (attain_status, [attain_context]),
    "attain_context_error_argument": (POINTER(c_char), [attain_context]),
    "attain_context_error_row": (c_int64, [attain_context]),
    "attain_context_error_value": (POINTER(c_char), [attain_context]),
    "attain_calendar_create": (attain_status, [attain_context, POINTER(attain_calendar)]),
    "attain_calendar_destroy": (None, [attain_calendar]),
    "attain_calendar_set_fiscal_start": (attain_status, [attain_context, attain_calendar, c_int32]),
    "attain_calendar_fiscal_start": (c_int32, [attain_calendar]),
    "attain_day_from_civil": (attain_status, [attain_context, c_int32, c_int32, c_int32, POINTER(attain_day)]),
    "attain_day_to_civil": (attain_status, [
        attain_context, attain_day, POINTER(c_int32), POINTER(c_int32), POINTER(c_int32),
    ]),
    "attain_day_parse": (attain_status, [attain_context, c_char_p, c_size_t, POINTER(attain_day)]),
    "attain_day_format": (attain_status, [attain_context, attain_day, POINTER(c_char), c_size_t, POINTER(c_size_t)]),
    "attain_period_of_day": (attain_status, [
        attain_context, attain_calendar, c_int32, attain_day, POINTER(attain_period),
    ]),
    "attain_period_days": (attain_status, [
        attain_context, attain_calendar, c_int32, attain_period, POINTER(attain_day), POINTER(attain_day),
    ]),
    "attain_period_format": (attain_status, [
        attain_context, c_int32, attain_period, POINTER(c_char), c_size_t, POINTER(c_size_t),
    ]),
    "attain_period_parse": (attain_status, [
        attain_context, c_char_p, c_size_t, POINTER(c_int32), POINTER(attain_period),
    ]),
    "attain_document_create": (attain_status, [attain_context, POINTER(attain_document)]),
    "attain_document_destroy": (None, [attain_document]),
    "attain_document_read": (attain_status, [attain_context, c_char_p, c_size_t, POINTER(attain_document)]),
    "attain_document_read_decimals": (attain_status, [
        attain_context, c_char_p, c_size_t, c_int32, POINTER(attain_document),
    ]),
    "attain_document_write": (attain_status, [attain_context, attain_document, attain_write_function, c_void_p]),
    "attain_document_set_currency": (attain_status, [attain_context, attain_document, c_char_p, c_size_t, c_int32]),
    "attain_document_currency": (POINTER(c_char), [attain_document]),
    "attain_document_decimals": (c_int32, [attain_document]),
    "attain_document_add_calendar": (attain_status, [attain_context, attain_document, POINTER(attain_calendar)]),
    "attain_document_add_goals": (attain_status, [attain_context, attain_document, POINTER(attain_goals)]),
    "attain_document_add_rfm": (attain_status, [attain_context, attain_document, POINTER(attain_rfm)]),
    "attain_document_add_segments": (attain_status, [attain_context, attain_document, POINTER(attain_segments)]),
    "attain_document_add_abc": (attain_status, [attain_context, attain_document, POINTER(attain_abc)]),
    "attain_document_add_pay": (attain_status, [attain_context, attain_document, POINTER(attain_pay)]),
    "attain_document_calendar": (attain_calendar, [attain_document]),
    "attain_document_goals": (attain_goals, [attain_document]),
    "attain_document_rfm": (attain_rfm, [attain_document]),
    "attain_document_segments": (attain_segments, [attain_document]),
    "attain_document_abc": (attain_abc, [attain_document]),
    "attain_document_pay": (attain_pay, [attain_document]),
    "attain_goals_create": (attain_status, [attain_context, POINTER(attain_goals)]),
    "attain_goals_destroy": (None, [attain_goals]),
    "attain_goals_set_target": (attain_status, [attain_context, attain_goals, attain_amount]),
    "attain_goals_set_decimals": (attain_status, [attain_context, attain_goals, c_int32]),
    "attain_goals_set_year": (attain_status, [attain_context, attain_goals, c_int32]),
    "attain_goals_set_season": (attain_status, [attain_context, attain_goals, POINTER(c_int64), c_size_t]),
    "attain_goals_set_weight_decimals": (attain_status, [attain_context, attain_goals, c_int32]),
    "attain_goals_add": (attain_status, [
        attain_context, attain_goals, c_char_p, c_size_t, c_int32, c_char_p, c_size_t, c_int64,
    ]),
    "attain_goals_set_weight": (attain_status, [attain_context, attain_goals, c_size_t, c_int64]),
    "attain_goals_year": (c_int32, [attain_goals]),
    "attain_goals_target": (attain_amount, [attain_goals]),
    "attain_goals_decimals": (c_int32, [attain_goals]),
    "attain_goals_season": (POINTER(c_int64), [attain_goals]),
    "attain_goals_weight_decimals": (c_int32, [attain_goals]),
    "attain_goals_count": (c_size_t, [attain_goals]),
    "attain_goals_id": (POINTER(c_char), [attain_goals, c_size_t, POINTER(c_size_t)]),
    "attain_goals_level": (c_int32, [attain_goals, c_size_t]),
    "attain_goals_parent": (POINTER(c_char), [attain_goals, c_size_t, POINTER(c_size_t)]),
    "attain_goals_weight": (c_int64, [attain_goals, c_size_t]),
    "attain_goals_check": (attain_status, [attain_context, attain_goals]),
    "attain_goals_output_schema": (attain_schema, []),
    "attain_goals_run": (attain_status, [
        attain_context, attain_goals, attain_calendar, POINTER(attain_table), POINTER(attain_table),
    ]),
    "attain_allocation_output_schema": (attain_schema, []),
    "attain_allocation_run": (attain_status, [
        attain_context, attain_amount, c_int32, POINTER(c_int64), c_int32, POINTER(attain_amount),
        POINTER(attain_amount), c_size_t, c_int32, POINTER(attain_table), POINTER(attain_table),
    ]),
    "attain_amount_sum": (attain_status, [attain_context, POINTER(attain_amount), c_size_t, POINTER(attain_amount)]),
    "attain_amount_scale": (attain_status, [
        attain_context, attain_amount, c_int64, c_int64, c_int32, POINTER(attain_amount),
    ]),
    "attain_rate_apply": (attain_status, [attain_context, attain_rate, attain_amount, c_int32, POINTER(attain_amount)]),
    "attain_rate_of": (attain_status, [attain_context, attain_amount, attain_amount, c_int32, POINTER(attain_rate)]),
    "attain_decimal_parse": (attain_status, [attain_context, c_char_p, c_size_t, c_int32, POINTER(c_int64)]),
    "attain_decimal_format": (attain_status, [
        attain_context, c_int64, c_int32, POINTER(c_char), c_size_t, POINTER(c_size_t),
    ]),
    "attain_rate_parse": (attain_status, [attain_context, c_char_p, c_size_t, POINTER(attain_rate)]),
    "attain_rate_format": (attain_status, [attain_context, attain_rate, POINTER(c_char), c_size_t, POINTER(c_size_t)]),
    "attain_amount_allocate": (attain_status, [
        attain_context, attain_amount, POINTER(c_int64), POINTER(attain_amount), POINTER(attain_amount), c_size_t,
        c_int32, POINTER(attain_amount),
    ]),
    "attain_rates_create": (attain_status, [attain_context, c_int32, POINTER(attain_rates)]),
    "attain_rates_destroy": (None, [attain_rates]),
    "attain_rates_add": (attain_status, [attain_context, attain_rates, attain_amount, attain_rate]),
    "attain_rates_set_rounding": (attain_status, [attain_context, attain_rates, c_int32]),
    "attain_rates_apply": (attain_status, [
        attain_context, attain_rates, attain_amount, attain_amount, POINTER(attain_amount),
    ]),
    "attain_rates_mode": (c_int32, [attain_rates]),
    "attain_rates_rounding": (c_int32, [attain_rates]),
    "attain_rates_count": (c_size_t, [attain_rates]),
    "attain_rates_from": (attain_amount, [attain_rates, c_size_t]),
    "attain_rates_rate": (attain_rate, [attain_rates, c_size_t]),
    "attain_pay_create": (attain_status, [attain_context, POINTER(attain_pay)]),
    "attain_pay_destroy": (None, [attain_pay]),
    "attain_pay_set_decimals": (attain_status, [attain_context, attain_pay, c_int32]),
    "attain_pay_add_plan": (attain_status, [attain_context, attain_pay, c_char_p, c_size_t]),
    "attain_pay_add_rates": (attain_status, [
        attain_context, attain_pay, c_char_p, c_size_t, c_char_p, c_size_t, c_int32, attain_rates,
    ]),
    "attain_pay_set_rates": (attain_status, [attain_context, attain_pay, c_size_t, c_size_t, attain_rates]),
    "attain_pay_decimals": (c_int32, [attain_pay]),
    "attain_pay_plans": (c_size_t, [attain_pay]),
    "attain_pay_plan_id": (POINTER(c_char), [attain_pay, c_size_t, POINTER(c_size_t)]),
    "attain_pay_components": (c_size_t, [attain_pay, c_size_t]),
    "attain_pay_component_id": (POINTER(c_char), [attain_pay, c_size_t, c_size_t, POINTER(c_size_t)]),
    "attain_pay_component_kind": (c_int32, [attain_pay, c_size_t, c_size_t]),
    "attain_pay_component_column": (POINTER(c_char), [attain_pay, c_size_t, c_size_t, POINTER(c_size_t)]),
    "attain_pay_component_accumulate": (c_int32, [attain_pay, c_size_t, c_size_t]),
    "attain_pay_component_rates": (attain_rates, [attain_pay, c_size_t, c_size_t]),
    "attain_pay_input_schema": (attain_status, [attain_context, attain_pay, POINTER(attain_schema)]),
    "attain_pay_output_schema": (attain_schema, [c_int32]),
    "attain_pay_run": (attain_status, [
        attain_context, attain_pay, attain_calendar, attain_table, c_int32, POINTER(attain_table),
        POINTER(attain_table),
    ]),
    "attain_segments_create": (attain_status, [attain_context, POINTER(attain_segments)]),
    "attain_segments_create_preset": (attain_status, [attain_context, c_char_p, c_size_t, POINTER(attain_segments)]),
    "attain_segments_input_schema": (attain_schema, []),
    "attain_segments_create_from_table": (attain_status, [attain_context, attain_table, POINTER(attain_segments)]),
    "attain_segments_destroy": (None, [attain_segments]),
    "attain_segments_add": (attain_status, [attain_context, attain_segments, c_char_p, c_size_t]),
    "attain_segments_limit": (attain_status, [attain_context, attain_segments, c_int32, c_int64, c_int64]),
    "attain_segments_set_default": (attain_status, [attain_context, attain_segments, c_char_p, c_size_t]),
    "attain_segments_count": (c_size_t, [attain_segments]),
    "attain_segments_name": (POINTER(c_char), [attain_segments, c_size_t, POINTER(c_size_t)]),
    "attain_segments_default": (POINTER(c_char), [attain_segments, POINTER(c_size_t)]),
    "attain_segments_low": (c_int64, [attain_segments, c_size_t, c_int32]),
    "attain_segments_high": (c_int64, [attain_segments, c_size_t, c_int32]),
    "attain_rfm_create": (attain_status, [attain_context, POINTER(attain_rfm)]),
    "attain_rfm_destroy": (None, [attain_rfm]),
    "attain_rfm_set_preset": (attain_status, [attain_context, attain_rfm, c_char_p, c_size_t]),
    "attain_rfm_set": (attain_status, [attain_context, attain_rfm, c_int32, c_int64]),
    "attain_rfm_set_bins": (attain_status, [attain_context, attain_rfm, c_int32, c_int32]),
    "attain_rfm_set_cuts": (attain_status, [attain_context, attain_rfm, c_int32, POINTER(c_int64), c_size_t]),
    "attain_rfm_get": (c_int64, [attain_rfm, c_int32]),
    "attain_rfm_bins": (c_int32, [attain_rfm, c_int32]),
    "attain_rfm_cuts": (POINTER(c_int64), [attain_rfm, c_int32, POINTER(c_size_t)]),
    "attain_rfm_input_schema": (attain_schema, []),
    "attain_rfm_output_schema": (attain_schema, []),
    "attain_rfm_run": (attain_status, [
        attain_context, attain_rfm, attain_segments, attain_day, attain_table, POINTER(attain_table),
        POINTER(attain_table),
    ]),
    "attain_segments_lint": (attain_status, [attain_context, attain_segments, attain_rfm, POINTER(attain_table)]),
    "attain_abc_create": (attain_status, [attain_context, POINTER(attain_abc)]),
    "attain_abc_destroy": (None, [attain_abc]),
    "attain_abc_set_cuts": (attain_status, [attain_context, attain_abc, POINTER(attain_rate), c_size_t]),
    "attain_abc_set_limits": (attain_status, [attain_context, attain_abc, POINTER(attain_amount), c_size_t]),
    "attain_abc_set_rule": (attain_status, [attain_context, attain_abc, c_int32]),
    "attain_abc_cuts": (POINTER(attain_rate), [attain_abc, POINTER(c_size_t)]),
    "attain_abc_limits": (POINTER(attain_amount), [attain_abc, POINTER(c_size_t)]),
    "attain_abc_rule": (c_int32, [attain_abc]),
    "attain_abc_input_schema": (attain_schema, []),
    "attain_abc_output_schema": (attain_schema, []),
    "attain_abc_run": (attain_status, [
        attain_context, attain_abc, attain_table, POINTER(attain_table), POINTER(attain_table),
    ]),
    "attain_table_create": (attain_status, [attain_context, POINTER(attain_table)]),
    "attain_table_destroy": (None, [attain_table]),
    "attain_table_add_i64": (attain_status, [
        attain_context, attain_table, c_char_p, c_size_t, POINTER(c_int64), POINTER(c_uint8), c_size_t,
    ]),
    "attain_table_add_i32": (attain_status, [
        attain_context, attain_table, c_char_p, c_size_t, POINTER(c_int32), POINTER(c_uint8), c_size_t,
    ]),
    "attain_table_add_f64": (attain_status, [
        attain_context, attain_table, c_char_p, c_size_t, POINTER(c_double), POINTER(c_uint8), c_size_t,
    ]),
    "attain_table_add_text": (attain_status, [
        attain_context, attain_table, c_char_p, c_size_t, POINTER(c_int64), c_char_p, POINTER(c_uint8), c_size_t,
    ]),
    "attain_table_describe": (attain_status, [attain_context, attain_table, c_size_t, c_int32, c_int32]),
    "attain_table_copy": (attain_status, [attain_context, attain_table, POINTER(attain_table)]),
    "attain_table_rows": (c_size_t, [attain_table]),
    "attain_table_columns": (c_size_t, [attain_table]),
    "attain_table_find": (c_int64, [attain_table, c_char_p, c_size_t]),
    "attain_table_name": (POINTER(c_char), [attain_table, c_size_t, POINTER(c_size_t)]),
    "attain_table_type": (c_int32, [attain_table, c_size_t]),
    "attain_table_meaning": (c_int32, [attain_table, c_size_t]),
    "attain_table_decimals": (c_int32, [attain_table, c_size_t]),
    "attain_table_i64": (POINTER(c_int64), [attain_table, c_size_t]),
    "attain_table_i32": (POINTER(c_int32), [attain_table, c_size_t]),
    "attain_table_f64": (POINTER(c_double), [attain_table, c_size_t]),
    "attain_table_text_offsets": (POINTER(c_int64), [attain_table, c_size_t]),
    "attain_table_text_bytes": (POINTER(c_char), [attain_table, c_size_t]),
    "attain_table_validity": (POINTER(c_uint8), [attain_table, c_size_t]),
    "attain_table_text": (POINTER(c_char), [attain_table, c_size_t, c_size_t, POINTER(c_size_t)]),
    "attain_table_write": (attain_status, [
        attain_context, attain_table, c_int32, c_int32, attain_write_function, c_void_p,
    ]),
    "attain_label": (POINTER(c_char), [c_int32, c_char_p, c_size_t]),
    "attain_schema_create": (attain_status, [attain_context, POINTER(attain_schema)]),
    "attain_schema_destroy": (None, [attain_schema]),
    "attain_schema_add": (attain_status, [
        attain_context, attain_schema, c_char_p, c_size_t, c_int32, c_int32, c_int32,
    ]),
    "attain_schema_columns": (c_size_t, [attain_schema]),
    "attain_schema_name": (POINTER(c_char), [attain_schema, c_size_t, POINTER(c_size_t)]),
    "attain_schema_type": (c_int32, [attain_schema, c_size_t]),
    "attain_schema_meaning": (c_int32, [attain_schema, c_size_t]),
    "attain_schema_required": (c_int32, [attain_schema, c_size_t]),
    "attain_csv_create": (attain_status, [attain_context, POINTER(attain_csv)]),
    "attain_csv_destroy": (None, [attain_csv]),
    "attain_csv_map": (attain_status, [attain_context, attain_csv, c_char_p, c_size_t, c_char_p, c_size_t]),
    "attain_csv_set_decimals": (attain_status, [attain_context, attain_csv, c_int32]),
    "attain_csv_set_delimiter": (attain_status, [attain_context, attain_csv, c_char]),
    "attain_csv_read": (attain_status, [
        attain_context, attain_csv, attain_schema, c_char_p, c_size_t, POINTER(attain_table),
    ]),
}

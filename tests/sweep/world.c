/* What the sweep's calls work on: made, described, destroyed. */
#include "sweep/sweep.h"

#include <stdio.h>

const char *const sweep_plan =
    "{\"attain\": 1, \"currency\": {\"code\": \"CNY\"}, \"calendar\": {\"fiscal_start\": 4},"
    " \"goals\": {\"year\": 2024, \"target\": \"1000.01\", \"season\": [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12],"
    "  \"nodes\": [{\"id\": \"hengyuan\", \"level\": \"company\"},"
    "   {\"id\": \"south\", \"level\": \"team\", \"parent\": \"hengyuan\", \"weight\": 60},"
    "   {\"id\": \"north\", \"level\": \"team\", \"parent\": \"hengyuan\", \"weight\": 40},"
    "   {\"id\": \"li\", \"level\": \"person\", \"parent\": \"south\", \"weight\": 1}]},"
    " \"segments\": {\"rfm\": {\"bins\": 3}, \"default\": \"rest\", \"abc\": {\"cuts\": [\"80%\", \"95%\"]},"
    "  \"rules\": [{\"segment\": \"\\u6838\\u5fc3\", \"r\": {\"from\": 2}, \"monetary\": {\"from\": \"10.00\"}},"
    "   {\"segment\": \"lost\", \"r\": {\"to\": 1}}]},"
    " \"pay\": {\"plans\": [{\"id\": \"field\", \"components\": ["
    "   {\"id\": \"monthly\", \"kind\": \"rates\", \"basis\": {\"column\": \"amount\"}, \"accumulate\": \"month\","
    "    \"mode\": \"marginal\", \"tiers\": [{\"from\": 0, \"rate\": \"1%\"}, {\"from\": 5, \"rate\": \"1.5%\"}]},"
    "   {\"id\": \"each\", \"kind\": \"rates\", \"basis\": {\"column\": \"amount\"}, \"accumulate\": \"deal\","
    "    \"mode\": \"whole\", \"tiers\": [{\"from\": 0, \"rate\": \"2%\"}, {\"from\": 7, \"rate\": \"3%\"}]}]}]}}";

#define FULL 8 /* elements that fill a list */

/* "c0", "c1" ...: the nth name of a list. */
static const char *name_of(char letter, int number)
{
    static char name[3];

    name[0] = letter;
    name[1] = (char)('0' + number);
    name[2] = '\0';
    return name;
}

/* ---- full lists ---- */

static void fill_tables(sweep *s)
{
    static const int64_t values[] = {7, -9};
    int i;

    ASSERT_OK(s->context, attain_table_create(s->context, &s->full.table));
    ASSERT_OK(s->context, attain_schema_create(s->context, &s->full.schema));
    ASSERT_OK(s->context, attain_csv_create(s->context, &s->full.csv));
    for (i = 0; i < FULL; i++) {
        char header[3];

        strcpy(header, name_of('h', i));
        ASSERT_OK(s->context, attain_table_add_i64(s->context, s->full.table, name_of('c', i), 2, values, NULL, 2));
        ASSERT_OK(s->context, attain_schema_add(s->context, s->full.schema, name_of('c', i), 2, ATTAIN_TYPE_TEXT,
                                                ATTAIN_MEANING_NONE, i == 0));
        ASSERT_OK(s->context, attain_csv_map(s->context, s->full.csv, name_of('c', i), 2, header, 2));
    }
}

static void fill_rules(sweep *s)
{
    int i;

    ASSERT_OK(s->context, attain_rates_create(s->context, ATTAIN_RATES_WHOLE, &s->full.rates));
    for (i = 0; i < FULL; i++) {
        ASSERT_OK(s->context, attain_rates_add(s->context, s->full.rates, i * 100, ATTAIN_PERCENT(1 + i)));
        ASSERT_OK(s->context, attain_segments_add(s->context, s->full.segments, name_of('s', i), 2));
    }
    ASSERT_OK(s->context, attain_segments_limit(s->context, s->full.segments, ATTAIN_RFM_R, 1, 3));
    ASSERT_OK(s->context, attain_goals_set_year(s->context, s->full.goals, 2024));
    ASSERT_OK(s->context, attain_goals_add(s->context, s->full.goals, "n0", 2, ATTAIN_GOALS_COMPANY, NULL, 0, 1));
    for (i = 1; i < FULL; i++)
        ASSERT_OK(s->context,
                  attain_goals_add(s->context, s->full.goals, name_of('n', i), 2, ATTAIN_GOALS_TEAM, "n0", 2, i));
    for (i = 0; i < FULL; i++) {
        ASSERT_OK(s->context, attain_pay_add_plan(s->context, s->full.pay, name_of('p', i), 2));
        ASSERT_OK(s->context,
                  attain_pay_add_rates(s->context, s->full.pay, "k0", 2, "amount", 6, ATTAIN_UNIT_YEAR, s->full.rates));
    }
    for (i = 1; i < FULL; i++)
        ASSERT_OK(s->context, attain_pay_add_rates(s->context, s->full.pay, name_of('k', i), 2, "units", 5,
                                                   ATTAIN_PAY_EACH_DEAL, s->full.rates));
}

static void open_full(sweep *s)
{
    attain_document *document;

    ASSERT_OK(s->context, attain_document_create(s->context, &document));
    s->full.document = document;
    ASSERT_OK(s->context, attain_document_add_calendar(s->context, document, &s->full.calendar));
    ASSERT_OK(s->context, attain_document_add_goals(s->context, document, &s->full.goals));
    ASSERT_OK(s->context, attain_document_add_rfm(s->context, document, &s->full.rfm));
    ASSERT_OK(s->context, attain_document_add_segments(s->context, document, &s->full.segments));
    ASSERT_OK(s->context, attain_document_add_abc(s->context, document, &s->full.abc));
    ASSERT_OK(s->context, attain_document_add_pay(s->context, document, &s->full.pay));
    fill_tables(s);
    fill_rules(s);
}

static void open_spare(sweep *s)
{
    attain_context *context = s->context;
    attain_allocator allocator = support_allocator(&s->memory);

    ASSERT_OK(context, attain_context_create(&allocator, &s->spare.context));
    ASSERT_OK(context, attain_calendar_create(context, &s->spare.calendar));
    ASSERT_OK(context, attain_schema_create(context, &s->spare.schema));
    ASSERT_OK(context, attain_csv_create(context, &s->spare.csv));
    ASSERT_OK(context, attain_table_create(context, &s->spare.table));
    ASSERT_OK(context, attain_rates_create(context, ATTAIN_RATES_MARGINAL, &s->spare.rates));
    ASSERT_OK(context, attain_pay_create(context, &s->spare.pay));
    ASSERT_OK(context, attain_goals_create(context, &s->spare.goals));
    ASSERT_OK(context, attain_segments_create(context, &s->spare.segments));
    ASSERT_OK(context, attain_rfm_create(context, &s->spare.rfm));
    ASSERT_OK(context, attain_abc_create(context, &s->spare.abc));
    ASSERT_OK(context, attain_document_create(context, &s->spare.document));
}

/* ---- facts ---- */

static void open_facts(sweep *s)
{
    attain_schema *deals;

    s->orders = support_read(s->context, attain_rfm_input_schema(),
                             "customer,date,amount,order\n\"a\"\"b\",2024-01-05,12.50,9\nzed,2024-02-01,3.00,\n"
                             "zed,2024-03-01,-1.00,7\nmo,2024-03-02,40.00,8\n");
    ASSERT_OK(s->context, attain_pay_input_schema(s->context, attain_document_pay(s->plan), &deals));
    s->deals = support_read(s->context, deals,
                            "deal,payee,date,amount\n3,li,2024-01-05,4.00\n1,wang,2024-01-05,9.00\n"
                            "2,li,2024-01-04,2.50\n4,li,2024-02-01,-1.00\n");
    s->undealt = support_read(s->context, deals, "payee,date,amount\nli,2024-01-05,4.00\nli,2024-01-04,8.50\n");
    attain_schema_destroy(deals);
    s->items = support_read(s->context, attain_abc_input_schema(), "item,value\nx,10.00\ny,1.00\nx,5.00\nz,-2.00\n");
    s->rules = support_read(s->context, attain_segments_input_schema(),
                            "segment,r_lo,r_hi,monetary_lo\nbest,4,5,100\nrest,1,3,\n");
}

/* Keys far apart, in no order; deals of few payees on few days. */
static void open_crowd(sweep *s)
{
    static int64_t customer[SWEEP_CROWD], payee[SWEEP_CROWD], amount[SWEEP_CROWD], order[SWEEP_CROWD];
    static int64_t offsets[SWEEP_CROWD + 1];
    static attain_day date[SWEEP_CROWD];
    static char bytes[SWEEP_CROWD * 4 + 1];
    attain_context *context = s->context;
    size_t rows = SWEEP_CROWD, i;

    for (i = 0; i < rows; i++) {
        size_t mixed = i * 7 % rows; /* rows and 7 have no common divisor */

        customer[i] = (int64_t)mixed * 1000003;
        payee[i] = (int64_t)mixed % 3 * 1000;
        amount[i] = (int64_t)(mixed * mixed % 997) - 100;
        order[i] = (int64_t)mixed % 50; /* of several customers */
        date[i] = 19723 + (attain_day)mixed % 2;
        offsets[i] = (int64_t)i * 4;
        snprintf(bytes + i * 4, 5, "%04u", (unsigned)mixed);
    }
    offsets[rows] = (int64_t)rows * 4;
    ASSERT_OK(context, attain_table_create(context, &s->crowd));
    ASSERT_OK(context, attain_table_add_i64(context, s->crowd, ATTAIN_TEXT("customer"), customer, NULL, rows));
    ASSERT_OK(context, attain_table_add_i64(context, s->crowd, ATTAIN_TEXT("payee"), payee, NULL, rows));
    ASSERT_OK(context, attain_table_add_i64(context, s->crowd, ATTAIN_TEXT("amount"), amount, NULL, rows));
    ASSERT_OK(context, attain_table_add_i64(context, s->crowd, ATTAIN_TEXT("value"), amount, NULL, rows));
    ASSERT_OK(context, attain_table_add_i32(context, s->crowd, ATTAIN_TEXT("date"), date, NULL, rows));
    ASSERT_OK(context, attain_table_add_text(context, s->crowd, ATTAIN_TEXT("deal"), offsets, bytes, NULL, rows));
    ASSERT_OK(context, attain_table_add_i64(context, s->crowd, ATTAIN_TEXT("order"), order, NULL, rows));
    ASSERT_OK(context, attain_table_add_text(context, s->crowd, ATTAIN_TEXT("item"), offsets, bytes, NULL, rows));
}

void sweep_open(sweep *s)
{
    const support_memory fresh = SUPPORT_MEMORY;

    memset(s, 0, sizeof *s);
    s->memory = fresh;
    s->context = support_context(&s->memory);
    ASSERT_OK(s->context, attain_document_read(s->context, sweep_plan, strlen(sweep_plan), &s->plan));
    ASSERT_OK(s->context, attain_document_create(s->context, &s->empty));
    open_full(s);
    open_spare(s);
    open_facts(s);
    open_crowd(s);
    memset(&s->out, SWEEP_UNTOUCHED, sizeof s->out);
}

/* ---- destroying ---- */

static void close_handles(const sweep_handles *handles)
{
    attain_calendar_destroy(handles->calendar);
    attain_schema_destroy(handles->schema);
    attain_csv_destroy(handles->csv);
    attain_table_destroy(handles->table);
    attain_table_destroy(handles->explain);
    attain_rates_destroy(handles->rates);
    attain_pay_destroy(handles->pay);
    attain_goals_destroy(handles->goals);
    attain_segments_destroy(handles->segments);
    attain_rfm_destroy(handles->rfm);
    attain_abc_destroy(handles->abc);
    attain_document_destroy(handles->document);
    attain_context_destroy(handles->context);
}

/* What calls made; NULL where they made nothing. */
static sweep_handles made_handles(const sweep *s)
{
    sweep_handles untouched, made = s->out.made;

    memset(&untouched, SWEEP_UNTOUCHED, sizeof untouched);
#define FORGET_UNTOUCHED(kind)                                                                                         \
    do {                                                                                                               \
        if (made.kind == untouched.kind)                                                                               \
            made.kind = NULL;                                                                                          \
    } while (0)
    FORGET_UNTOUCHED(context);
    FORGET_UNTOUCHED(calendar);
    FORGET_UNTOUCHED(schema);
    FORGET_UNTOUCHED(csv);
    FORGET_UNTOUCHED(table);
    FORGET_UNTOUCHED(explain);
    FORGET_UNTOUCHED(rates);
    FORGET_UNTOUCHED(pay);
    FORGET_UNTOUCHED(goals);
    FORGET_UNTOUCHED(segments);
    FORGET_UNTOUCHED(rfm);
    FORGET_UNTOUCHED(abc);
    FORGET_UNTOUCHED(document);
#undef FORGET_UNTOUCHED
    return made;
}

void sweep_close(sweep *s)
{
    sweep_handles made = made_handles(s);

    /* The document owns these. */
    s->full.calendar = NULL;
    s->full.goals = NULL;
    s->full.rfm = NULL;
    s->full.segments = NULL;
    s->full.abc = NULL;
    s->full.pay = NULL;
    close_handles(&made);
    close_handles(&s->full);
    close_handles(&s->spare);
    attain_document_destroy(s->plan);
    attain_document_destroy(s->empty);
    attain_table_destroy(s->orders);
    attain_table_destroy(s->deals);
    attain_table_destroy(s->undealt);
    attain_table_destroy(s->items);
    attain_table_destroy(s->rules);
    attain_table_destroy(s->crowd);
    attain_context_destroy(s->context);
    assert_int_equal(s->memory.live, 0);
}

/* ---- describing ---- */

static void put(support_text *text, const char *what)
{
    support_write(what, strlen(what), text);
}

static void put_number(support_text *text, int64_t number)
{
    char buffer[32];

    snprintf(buffer, sizeof buffer, "%lld ", (long long)number);
    put(text, buffer);
}

/* The status and message of a call that was to describe something, where it failed. */
static int worked(support_text *text, const sweep *s, attain_status status)
{
    if (status != ATTAIN_OK)
        put(text, attain_context_error(s->context));
    return status == ATTAIN_OK;
}

static void put_table(support_text *text, const sweep *s, const attain_table *table)
{
    size_t column;

    if (table == NULL)
        return;
    for (column = 0; column < attain_table_columns(table); column++) {
        put_number(text, attain_table_type(table, column));
        put_number(text, attain_table_meaning(table, column));
        put_number(text, attain_table_decimals(table, column));
    }
    worked(text, s,
           attain_table_write(s->context, table, ATTAIN_FORMAT_CSV, ATTAIN_LANGUAGE_ENGLISH, support_write, text));
    put(text, "\n");
}

static void put_schema(support_text *text, const attain_schema *schema)
{
    size_t column;

    for (column = 0; column < attain_schema_columns(schema); column++) {
        put(text, attain_schema_name(schema, column, NULL));
        put_number(text, attain_schema_type(schema, column));
        put_number(text, attain_schema_meaning(schema, column));
        put_number(text, attain_schema_required(schema, column));
    }
}

static void put_rates(support_text *text, const attain_rates *rates)
{
    size_t tier;

    if (rates == NULL)
        return;
    put_number(text, attain_rates_mode(rates));
    put_number(text, attain_rates_rounding(rates));
    for (tier = 0; tier < attain_rates_count(rates); tier++) {
        put_number(text, attain_rates_from(rates, tier));
        put_number(text, attain_rates_rate(rates, tier));
    }
}

/* A table that a verb gave to describe the rules it ran by. */
static void put_result(support_text *text, const sweep *s, attain_status status, attain_table **table)
{
    if (worked(text, s, status))
        put_table(text, s, *table);
    attain_table_destroy(*table);
    *table = NULL;
}

/* Reads a file whose columns are "c0" to "c9" where nothing maps them, and "h0" to "h9" where something does. */
static void put_csv(support_text *text, const sweep *s, const attain_csv *csv)
{
    static const char file[] = "c0,c1,c2,c3,c4,c5,c6,c7,c8,c9,h0,h1,h2,h3,h4,h5,h6,h7,h8,h9\n"
                               "1.5,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20\n";
    attain_schema *schema = NULL;
    attain_table *table = NULL;
    int i;

    if (csv == NULL)
        return;
    ASSERT_OK(s->context, attain_schema_create(s->context, &schema));
    for (i = 0; i < 10; i++)
        ASSERT_OK(s->context,
                  attain_schema_add(s->context, schema, name_of('c', i), 2, ATTAIN_TYPE_I64, ATTAIN_MEANING_AMOUNT, 1));
    put_result(text, s, attain_csv_read(s->context, csv, schema, file, sizeof file - 1, &table), &table);
    attain_schema_destroy(schema);
}

static void put_document(support_text *text, const sweep *s, const attain_document *document)
{
    if (document != NULL)
        worked(text, s, attain_document_write(s->context, document, support_write, text));
}

support_text sweep_describe(sweep *s)
{
    support_text text = {NULL, 0, 0};

    put_document(&text, s, s->full.document);
    put_document(&text, s, s->plan);
    put_document(&text, s, s->empty);
    put_table(&text, s, s->full.table);
    put_schema(&text, s->full.schema);
    put_csv(&text, s, s->full.csv);
    put_rates(&text, s->full.rates);
    put_table(&text, s, s->orders);
    put_table(&text, s, s->deals);
    put_table(&text, s, s->items);
    put_table(&text, s, s->rules);
    return text;
}

/* Rules that are not in a document say what they are by what they give. */
static void put_run(support_text *text, const sweep *s, const sweep_handles *made)
{
    attain_document *plan = s->plan;
    attain_table *table = NULL;

    if (made->goals != NULL)
        put_result(text, s, attain_goals_run(s->context, made->goals, NULL, &table, NULL), &table);
    if (made->pay != NULL)
        put_result(text, s, attain_pay_run(s->context, made->pay, NULL, s->deals, 0, &table, NULL), &table);
    if (made->rfm != NULL)
        put_result(text, s, attain_rfm_run(s->context, made->rfm, NULL, 19900, s->orders, &table, NULL), &table);
    if (made->segments != NULL)
        put_result(
            text, s,
            attain_rfm_run(s->context, attain_document_rfm(plan), made->segments, 19900, s->orders, &table, NULL),
            &table);
    if (made->abc != NULL)
        put_result(text, s, attain_abc_run(s->context, made->abc, s->items, &table, NULL), &table);
}

support_text sweep_describe_outputs(sweep *s)
{
    support_text text = {NULL, 0, 0};
    sweep_handles made = made_handles(s);
    size_t i;

    for (i = 0; i < sizeof s->out.wide / sizeof s->out.wide[0]; i++)
        put_number(&text, s->out.wide[i]);
    for (i = 0; i < sizeof s->out.narrow / sizeof s->out.narrow[0]; i++)
        put_number(&text, s->out.narrow[i]);
    put_number(&text, (int64_t)s->out.size);
    support_write(s->out.text, sizeof s->out.text, &text);
    put_table(&text, s, made.table);
    put_table(&text, s, made.explain);
    put_schema(&text, made.schema);
    put_csv(&text, s, made.csv);
    put_rates(&text, made.rates);
    put_number(&text, attain_calendar_fiscal_start(made.calendar));
    put_document(&text, s, made.document);
    put_run(&text, s, &made);
    return text;
}

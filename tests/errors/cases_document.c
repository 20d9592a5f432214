/* Failing calls: plan documents. */
#include "errors/errors.h"

/* ---- setting and adding ---- */

#define FAILS_TO_ADD(kind)                                                                                             \
    do {                                                                                                               \
        attain_##kind *kind = NULL;                                                                                    \
                                                                                                                       \
        FAILS_WITHOUT_CONTEXT(attain_document_add_##kind(NULL, document, &kind));                                      \
        FAILS(attain_document_add_##kind(context, NULL, &kind), ARGUMENT, "document", NO_ROW, "");                     \
        FAILS(attain_document_add_##kind(context, document, NULL), ARGUMENT, "out", NO_ROW, "");                       \
        ASSERT_OK(context, attain_document_add_##kind(context, document, &kind));                                      \
        FAILS(attain_document_add_##kind(context, document, &kind), RULE, "document", NO_ROW, "");                     \
    } while (0)

static void errors_of_written_rules(attain_context *context)
{
    support_text text = {NULL, 0, 0};
    attain_document *document;
    attain_goals *goals;
    attain_pay *pay;

    ASSERT_OK(context, attain_document_create(context, &document));
    ASSERT_OK(context, attain_document_add_goals(context, document, &goals));
    FAILS(attain_document_write(context, document, support_write, &text), RULE, "goals.year", NO_ROW, "");
    ASSERT_OK(context, attain_goals_set_year(context, goals, 2024));
    ASSERT_OK(context, attain_goals_add(context, goals, "a", 1, ATTAIN_GOALS_COMPANY, NULL, 0, 1));
    ASSERT_OK(context, attain_goals_add(context, goals, "t", 1, ATTAIN_GOALS_TEAM, "x", 1, 1));
    FAILS(attain_document_write(context, document, support_write, &text), RULE, "goals.nodes[1]", NO_ROW, "t");
    ASSERT_OK(context, attain_goals_add(context, goals, "x", 1, ATTAIN_GOALS_TEAM, "a", 1, INT64_MAX));
    ASSERT_OK(context, attain_goals_add(context, goals, "y", 1, ATTAIN_GOALS_TEAM, "a", 1, 1));
    FAILS(attain_document_write(context, document, support_write, &text), OVERFLOW, "goals.nodes[3]", NO_ROW, "y");
    ASSERT_OK(context, attain_goals_set_decimals(context, goals, 4));
    FAILS(attain_document_write(context, document, support_write, &text), RULE, "goals", NO_ROW, "4");
    attain_document_destroy(document);
    ASSERT_OK(context, attain_document_create(context, &document));
    ASSERT_OK(context, attain_document_add_pay(context, document, &pay));
    ASSERT_OK(context, attain_pay_set_decimals(context, pay, 0));
    FAILS(attain_document_write(context, document, support_write, &text), RULE, "pay", NO_ROW, "0");
    attain_document_destroy(document);
    assert_null(text.bytes);
}

void errors_of_documents(void **state)
{
    attain_context *context = *state;
    attain_document *document;
    support_text text = {NULL, 0, 0};

    FAILS_WITHOUT_CONTEXT(attain_document_create(NULL, &document));
    FAILS(attain_document_create(context, NULL), ARGUMENT, "out", NO_ROW, "");
    ASSERT_OK(context, attain_document_create(context, &document));
    FAILS_WITHOUT_CONTEXT(attain_document_set_currency(NULL, document, ATTAIN_TEXT("CNY"), 2));
    FAILS(attain_document_set_currency(context, NULL, ATTAIN_TEXT("CNY"), 2), ARGUMENT, "document", NO_ROW, "");
    FAILS(attain_document_set_currency(context, document, NULL, 3, 2), ARGUMENT, "code", NO_ROW, "");
    FAILS(attain_document_set_currency(context, document, ATTAIN_TEXT("cny"), 2), FORMAT, "code", NO_ROW, "cny");
    FAILS(attain_document_set_currency(context, document, ATTAIN_TEXT("CNYX"), 2), FORMAT, "code", NO_ROW, "CNYX");
    FAILS(attain_document_set_currency(context, document, ATTAIN_TEXT("CNY"), 10), ARGUMENT, "decimals", NO_ROW, "10");
    FAILS_WITHOUT_CONTEXT(attain_document_write(NULL, document, support_write, &text));
    FAILS(attain_document_write(context, NULL, support_write, &text), ARGUMENT, "document", NO_ROW, "");
    FAILS(attain_document_write(context, document, NULL, NULL), ARGUMENT, "write", NO_ROW, "");
    FAILS(attain_document_write(context, document, errors_refuse, NULL), WRITE, "write", NO_ROW, "");
    FAILS_TO_ADD(calendar);
    FAILS(attain_document_set_currency(context, document, ATTAIN_TEXT("CNY"), 2), RULE, "document", NO_ROW, "");
    FAILS_TO_ADD(goals);
    FAILS_TO_ADD(rfm);
    FAILS_TO_ADD(segments);
    FAILS_TO_ADD(abc);
    FAILS_TO_ADD(pay);
    attain_document_destroy(document);
    errors_of_written_rules(context);
    assert_null(text.bytes);
}

/* ---- reading ---- */

/* Text that is no document. */
#define FAILS_TO_READ(json, status, path, value)                                                                       \
    FAILS(attain_document_read(context, ATTAIN_TEXT(json), &document), status, path, NO_ROW, value)

#define DEEP "[[[[[[[[[[[[[["

void errors_of_document_texts(void **state)
{
    attain_context *context = *state;
    attain_document *document = NULL;

    FAILS_WITHOUT_CONTEXT(attain_document_read(NULL, ATTAIN_TEXT("{}"), &document));
    FAILS(attain_document_read(context, NULL, 2, &document), ARGUMENT, "text", NO_ROW, "");
    FAILS(attain_document_read(context, ATTAIN_TEXT("{}"), NULL), ARGUMENT, "out", NO_ROW, "");
    FAILS_TO_READ("", FORMAT, "text", "");
    FAILS_TO_READ("{", FORMAT, "text", "");
    FAILS_TO_READ("{} x", FORMAT, "text", "x");
    FAILS_TO_READ("{\"a\" 1}", FORMAT, "text", "1");
    FAILS_TO_READ("{\"a\": 1,}", FORMAT, "text", "}");
    FAILS_TO_READ("{\"a\": [1 2]}", FORMAT, "text", "2");
    FAILS_TO_READ("{\"a\": 1 \"b\"}", FORMAT, "text", "\"");
    FAILS_TO_READ("{\"a\": 01}", FORMAT, "text", "01");
    FAILS_TO_READ("{\"a\": 1.}", FORMAT, "text", "1.");
    FAILS_TO_READ("{\"a\": 1e}", FORMAT, "text", "1e");
    FAILS_TO_READ("{\"a\": nil}", FORMAT, "text", "nil");
    FAILS_TO_READ("{\"a\": \"x", FORMAT, "text", "");
    FAILS_TO_READ("{\"a\": \"\\q\"}", FORMAT, "text", "\\");
    FAILS_TO_READ("{\"a\": \"\\uD800\"}", FORMAT, "text", "\\");
    FAILS_TO_READ("{\"a\": \"\\u12x4\"}", FORMAT, "text", "\\");
    FAILS_TO_READ(DEEP DEEP DEEP DEEP DEEP, FORMAT, "text", "[");
    FAILS_TO_READ("{\"a\": \"\n\"}", FORMAT, "text", " ");
    FAILS_TO_READ("{\"a\": \"\xFF\"}", FORMAT, "text", "");
    FAILS_TO_READ("[]", SCHEMA, "text", "");
    FAILS_TO_READ("{}", SCHEMA, "attain", "");
    FAILS_TO_READ("{\"attain\": 2}", VALUE, "attain", "2");
    FAILS_TO_READ("{\"attain\": \"1\"}", SCHEMA, "attain", "1");
    FAILS_TO_READ("{\"attain\": 1.0}", FORMAT, "attain", "1.0");
    FAILS_TO_READ("{\"attain\": 99999999999999999999}", OVERFLOW, "attain", "99999999999999999999");
    FAILS_TO_READ("{\"attain\": 1, \"attain\": 1}", SCHEMA, "attain", "1");
    FAILS_TO_READ("{\"attain\": 1, \"goal\": {}}", SCHEMA, "goal", "");
    FAILS_TO_READ("{\"attain\": 1, \"calendar\": []}", SCHEMA, "calendar", "");
    assert_null(document);
}

/* ---- sections ---- */

#define SECTION(json) "{\"attain\": 1, " json "}"

static void errors_of_currency_and_calendar(attain_context *context)
{
    attain_document *document = NULL;

    FAILS_TO_READ(SECTION("\"currency\": {}"), SCHEMA, "currency", "");
    FAILS_TO_READ(SECTION("\"currency\": {\"code\": 1}"), SCHEMA, "currency.code", "1");
    FAILS_TO_READ(SECTION("\"currency\": {\"code\": \"yuan\"}"), FORMAT, "currency.code", "yuan");
    FAILS_TO_READ(SECTION("\"currency\": {\"code\": \"CNY\", \"decimals\": 10}"), VALUE, "currency.decimals", "10");
    FAILS_TO_READ(SECTION("\"calendar\": {\"fiscal_start\": 13}"), VALUE, "calendar.fiscal_start", "13");
    FAILS_TO_READ(SECTION("\"calendar\": {\"start\": 4}"), SCHEMA, "calendar.start", "4");
    assert_null(document);
}

#define GOALS(nodes) SECTION("\"goals\": {\"year\": 2024, \"target\": 1, \"nodes\": [" nodes "]}")
#define COMPANY      "{\"id\": \"a\", \"level\": \"company\"}"

static void errors_of_goals_section(attain_context *context)
{
    attain_document *document = NULL;

    FAILS_TO_READ(SECTION("\"goals\": {\"year\": 0, \"target\": 1, \"nodes\": []}"), VALUE, "goals.year", "0");
    FAILS_TO_READ(SECTION("\"goals\": {\"year\": 1, \"target\": 1.234, \"nodes\": []}"), FORMAT, "goals.target",
                  "1.234");
    FAILS_TO_READ(SECTION("\"goals\": {\"year\": 1, \"target\": true, \"nodes\": []}"), SCHEMA, "goals.target", "true");
    FAILS_TO_READ(SECTION("\"goals\": {\"year\": 1, \"target\": \"1e9\", \"nodes\": []}"), FORMAT, "goals.target",
                  "1e9");
    FAILS_TO_READ(SECTION("\"goals\": {\"year\": 1, \"target\": 1e30, \"nodes\": []}"), OVERFLOW, "goals.target",
                  "1e30");
    FAILS_TO_READ(SECTION("\"goals\": {\"year\": 1, \"target\": 1}"), SCHEMA, "goals.nodes", "");
    FAILS_TO_READ(SECTION("\"goals\": {\"year\": 1, \"target\": 1, \"season\": [1], \"nodes\": []}"), VALUE,
                  "goals.season", "");
    FAILS_TO_READ(
        SECTION("\"goals\": {\"year\": 1, \"target\": 1, \"season\": [1,1,-5,1,1,1,1,1,1,1,1,1], \"nodes\": []}"),
        VALUE, "goals.season[2]", "-5");
    FAILS_TO_READ(
        SECTION("\"goals\": {\"year\": 1, \"target\": 1, \"season\": [0,0,0,0,0,0,0,0,0,0,0,0], \"nodes\": []}"), VALUE,
        "goals.season", "");
    FAILS_TO_READ(GOALS("{\"level\": \"company\"}"), SCHEMA, "goals.nodes[0].id", "");
    FAILS_TO_READ(GOALS("{\"id\": \"\", \"level\": \"company\"}"), VALUE, "goals.nodes[0].id", "");
    FAILS_TO_READ(GOALS("{\"id\": \"a\", \"level\": \"firm\"}"), VALUE, "goals.nodes[0].level", "firm");
    FAILS_TO_READ(GOALS(COMPANY ", " COMPANY), RULE, "goals.nodes[1].id", "a");
    FAILS_TO_READ(GOALS(COMPANY ", {\"id\": \"t\", \"level\": \"team\", \"parent\": \"\"}"), VALUE,
                  "goals.nodes[1].parent", "");
    FAILS_TO_READ(GOALS(COMPANY ", {\"id\": \"t\", \"level\": \"team\", \"parent\": \"b\"}"), RULE, "goals.nodes[1]",
                  "t");
    FAILS_TO_READ(GOALS(COMPANY ", {\"id\": \"t\", \"level\": \"team\", \"parent\": \"a\", \"weight\": -1}"), VALUE,
                  "goals.nodes[1].weight", "-1");
    FAILS_TO_READ(GOALS(COMPANY ", {\"id\": \"t\", \"level\": \"team\", \"parent\": \"a\", \"weight\": \"1/2\"}"),
                  FORMAT, "goals.nodes[1].weight", "1/2");
    FAILS_TO_READ(GOALS(COMPANY ", {\"id\": \"t\", \"level\": \"team\", \"parent\": \"a\", \"weight\": []}"), SCHEMA,
                  "goals.nodes[1].weight", "");
    FAILS_TO_READ(GOALS(COMPANY ", {\"id\": \"t\", \"level\": \"team\", \"parent\": \"a\", \"weight\": 1e20}"),
                  OVERFLOW, "goals.nodes[1].weight", "1e20");
    FAILS_TO_READ(GOALS("{\"id\": \"t\", \"level\": \"team\", \"parent\": \"a\"}"), RULE, "goals.nodes", "");
    assert_null(document);
}

#define RFM(json)   SECTION("\"segments\": {\"rfm\": {" json "}}")
#define RULES(json) SECTION("\"segments\": {\"rules\": " json "}")
#define ABC(json)   SECTION("\"segments\": {\"abc\": {" json "}}")

static void errors_of_segments_section(attain_context *context)
{
    attain_document *document = NULL;

    FAILS_TO_READ(RFM("\"preset\": \"R\""), VALUE, "segments.rfm.preset", "R");
    FAILS_TO_READ(RFM("\"bins\": 0"), VALUE, "segments.rfm.bins", "0");
    FAILS_TO_READ(RFM("\"bins\": \"5\""), SCHEMA, "segments.rfm.bins", "5");
    FAILS_TO_READ(RFM("\"bins\": {\"recency\": 101}"), VALUE, "segments.rfm.bins.recency", "101");
    FAILS_TO_READ(RFM("\"cuts\": {\"recency\": []}"), VALUE, "segments.rfm.cuts.recency", "");
    FAILS_TO_READ(RFM("\"cuts\": {\"recency\": [30, 30]}"), RULE, "segments.rfm.cuts.recency[1]", "30");
    FAILS_TO_READ(RFM("\"bins\": 5, \"cuts\": {\"recency\": [30]}"), RULE, "segments.rfm.cuts.recency", "");
    FAILS_TO_READ(RFM("\"later\": \"drop\""), VALUE, "segments.rfm.later", "drop");
    FAILS_TO_READ(RFM("\"edge_offset\": -1"), VALUE, "segments.rfm.edge_offset", "-1");
    FAILS_TO_READ(RULES("\"best\""), VALUE, "segments.rules", "best");
    FAILS_TO_READ(RULES("7"), SCHEMA, "segments.rules", "7");
    FAILS_TO_READ(RULES("[{\"r\": {\"from\": 1}}]"), SCHEMA, "segments.rules[0].segment", "");
    FAILS_TO_READ(RULES("[{\"segment\": \"\"}]"), VALUE, "segments.rules[0].segment", "");
    FAILS_TO_READ(RULES("[{\"segment\": \"a\\nb\"}]"), FORMAT, "segments.rules[0].segment", "a b");
    FAILS_TO_READ(RULES("[{\"segment\": \"a\", \"r\": {}}]"), SCHEMA, "segments.rules[0].r", "");
    FAILS_TO_READ(RULES("[{\"segment\": \"a\", \"r\": {\"from\": 3, \"to\": 2}}]"), VALUE, "segments.rules[0].r.to",
                  "2");
    FAILS_TO_READ(RULES("[{\"segment\": \"a\", \"monetary\": {\"to\": \"0.001\"}}]"), FORMAT,
                  "segments.rules[0].monetary.to", "0.001");
    FAILS_TO_READ(RULES("[], \"default\": \"\""), VALUE, "segments.default", "");
    FAILS_TO_READ(RULES("[], \"default\": 5"), SCHEMA, "segments.default", "5");
    FAILS_TO_READ(SECTION("\"segments\": {\"default\": \"rest\"}"), RULE, "segments.default", "rest");
    FAILS_TO_READ(ABC("\"cuts\": [\"80%\", \"70%\"]"), RULE, "segments.abc.cuts[1]", "70%");
    FAILS_TO_READ(ABC("\"limits\": [1, 2]"), RULE, "segments.abc.limits[1]", "2");
    FAILS_TO_READ(ABC("\"cuts\": [0.8], \"limits\": [1]"), RULE, "segments.abc.limits", "");
    FAILS_TO_READ(ABC("\"rule\": \"over\""), VALUE, "segments.abc.rule", "over");
    assert_null(document);
}

#define PLAN(components) SECTION("\"pay\": {\"plans\": [{\"id\": \"p\", \"components\": [" components "]}]}")
#define COMPONENT(id, column, tiers)                                                                                   \
    "{\"id\": \"" id "\", \"kind\": \"rates\", \"basis\": {\"column\": \"" column                                      \
    "\"}, \"accumulate\": \"month\", \"mode\": \"whole\", \"tiers\": [" tiers "]}"

static void errors_of_pay_section(attain_context *context)
{
    attain_document *document = NULL;

    FAILS_TO_READ(SECTION("\"pay\": {\"plans\": {}}"), SCHEMA, "pay.plans", "");
    FAILS_TO_READ(
        SECTION("\"pay\": {\"plans\": [{\"id\": \"p\", \"components\": []}, {\"id\": \"p\", \"components\": []}]}"),
        RULE, "pay.plans[1].id", "p");
    FAILS_TO_READ(PLAN("{\"kind\": \"bonus\"}"), VALUE, "pay.plans[0].components[0].kind", "bonus");
    FAILS_TO_READ(PLAN("{\"kind\": \"rates\"}"), SCHEMA, "pay.plans[0].components[0].id", "");
    FAILS_TO_READ(PLAN(COMPONENT("c", "payee", "")), RULE, "pay.plans[0].components[0].basis.column", "payee");
    FAILS_TO_READ(PLAN(COMPONENT("c", "amount", "") ", " COMPONENT("c", "amount", "")), RULE,
                  "pay.plans[0].components[1].id", "c");
    FAILS_TO_READ(PLAN(COMPONENT("c", "amount", "{\"from\": 5, \"rate\": 0}")), RULE,
                  "pay.plans[0].components[0].tiers[0].from", "5");
    FAILS_TO_READ(PLAN(COMPONENT("c", "amount", "{\"from\": 0, \"rate\": 0}, {\"from\": \"0.00\", \"rate\": 0}")), RULE,
                  "pay.plans[0].components[0].tiers[1].from", "0.00");
    FAILS_TO_READ(PLAN(COMPONENT("c", "amount", "{\"from\": 0}")), SCHEMA, "pay.plans[0].components[0].tiers[0].rate",
                  "");
    FAILS_TO_READ(PLAN(COMPONENT("c", "amount", "{\"from\": 0, \"rate\": \"ten\"}")), FORMAT,
                  "pay.plans[0].components[0].tiers[0].rate", "ten");
    FAILS_TO_READ(PLAN(COMPONENT("c", "amount", "{\"from\": 0, \"rate\": null}")), SCHEMA,
                  "pay.plans[0].components[0].tiers[0].rate", "null");
    assert_null(document);
}

/* As all of the above, with decimals for a document that does not say how many. */
static void errors_of_given_decimals(attain_context *context)
{
    static const char fine[] = SECTION("\"calendar\": {}");
    attain_document *document = NULL;

#define FAILS_WITH_DECIMALS(json, status, path, value)                                                                 \
    FAILS(attain_document_read_decimals(context, ATTAIN_TEXT(json), 1, &document), status, path, NO_ROW, value)
    FAILS_WITHOUT_CONTEXT(attain_document_read_decimals(NULL, ATTAIN_TEXT(fine), 1, &document));
    FAILS(attain_document_read_decimals(context, NULL, 1, 1, &document), ARGUMENT, "text", NO_ROW, "");
    FAILS(attain_document_read_decimals(context, ATTAIN_TEXT(fine), 10, &document), ARGUMENT, "decimals", NO_ROW, "10");
    FAILS(attain_document_read_decimals(context, ATTAIN_TEXT(fine), 1, NULL), ARGUMENT, "out", NO_ROW, "");
    FAILS_WITH_DECIMALS("{]", FORMAT, "text", "]");
    FAILS_WITH_DECIMALS(SECTION("\"goals\": {\"year\": 1, \"target\": 1.25, \"nodes\": []}"), FORMAT, "goals.target",
                        "1.25");
    FAILS_WITH_DECIMALS(SECTION("\"goals\": {\"year\": 1, \"target\": 1e18, \"nodes\": []}"), OVERFLOW, "goals.target",
                        "1e18");
    FAILS_WITH_DECIMALS("{}", SCHEMA, "attain", "");
    FAILS_WITH_DECIMALS("{\"attain\": 3}", VALUE, "attain", "3");
    FAILS_WITH_DECIMALS(GOALS(COMPANY ", " COMPANY), RULE, "goals.nodes[1].id", "a");
#undef FAILS_WITH_DECIMALS
    assert_null(document);
}

void errors_of_document_sections(void **state)
{
    attain_context *context = *state;

    errors_of_currency_and_calendar(context);
    errors_of_goals_section(context);
    errors_of_segments_section(context);
    errors_of_pay_section(context);
    errors_of_given_decimals(context);
}

/* What the files of the attain command share. The command uses only the public interface of the library. */
#ifndef ATTAIN_CLI_INTERNAL_H
#define ATTAIN_CLI_INTERNAL_H

#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <attain.h>

/* ---- exit codes ---- */

#define CLI_OK    0
#define CLI_DATA  1 /* bad data, a bad plan, a file that cannot be read or written, no memory */
#define CLI_USAGE 2 /* an unknown command, option or word, a missing argument */

/* ---- options ---- */

enum {
    CLI_FORMAT,
    CLI_OUTPUT,
    CLI_EXPLAIN,
    CLI_COLUMNS,
    CLI_DECIMALS,
    CLI_LANG,
    CLI_PROGRESS,
    CLI_HELP,
    CLI_WEIGHTS,
    CLI_FLOORS,
    CLI_CAPS,
    CLI_RULE,
    CLI_BY,
    CLI_AS_OF,
    CLI_PRESET,
    CLI_BINS,
    CLI_SEGMENTS,
    CLI_CUTS,
    CLI_LIMITS,
    CLI_OPTION_COUNT
};

#define CLI_BIT(option) (1ul << (option))

/* What every command takes that writes one table. */
#define CLI_COMMON (CLI_BIT(CLI_FORMAT) | CLI_BIT(CLI_OUTPUT) | CLI_BIT(CLI_DECIMALS) | CLI_BIT(CLI_PROGRESS))

/* An option that was given, in the order of the command line. */
typedef struct cli_given {
    int option;
    const char *value; /* NULL where the option takes none */
} cli_given;

typedef struct cli_call cli_call;

/* One command: how it is called, what it says of itself, what it does. */
typedef struct cli_command {
    const char *name;
    const char *arguments; /* names of what must follow: "PLAN DEALS" */
    size_t argument_count;
    unsigned long options;     /* CLI_BITs; --help and --lang are taken by all */
    const char *summary;       /* one line */
    const char *help;          /* its own options and columns */
    const char *example;       /* ends with a newline */
    int (*run)(cli_call *cli); /* returns an exit code */
} cli_command;

extern const cli_command cli_command_demo, cli_command_allocate, cli_command_goals, cli_command_rfm, cli_command_abc,
    cli_command_pay, cli_command_check;

/* One call of the command. */
struct cli_call {
    attain_context *context;
    const cli_command *command;
    const char **arguments; /* command->argument_count of them */
    size_t argument_count;
    cli_given *given;
    size_t given_count;
    int32_t format;   /* ATTAIN_FORMAT_ */
    int32_t language; /* ATTAIN_LANGUAGE_ */
    int32_t decimals; /* -1 where --decimals was not given */
};

/* Takes the arguments behind the command's name. The caller releases what was taken, whatever is returned. */
int cli_options_parse(cli_call *cli, int count, char **values);
void cli_options_release(cli_call *cli);

/* The value given last for an option; NULL when it was not given. */
const char *cli_option(const cli_call *cli, int option);
int cli_option_given(const cli_call *cli, int option);
const char *cli_option_name(int option); /* "--as-of" */

/* A word of a fixed set. */
typedef struct cli_word {
    const char *word;
    int32_t value;
} cli_word;

/* Reads an option that takes one of `count` words; *out stays as it is when the option was not given. */
int cli_option_word(const cli_call *cli, int option, const cli_word *words, size_t count, int32_t *out);

/* Decimals of amounts where no plan says otherwise. */
int32_t cli_decimals(const cli_call *cli);

/* ---- values ---- */

/* A text cut at commas, blanks around the items dropped; an empty text has no items. */
typedef struct cli_list {
    const char **item; /* not terminated */
    size_t *length;
    size_t count;
} cli_list;

int cli_list_split(const char *text, cli_list *out);
void cli_list_release(cli_list *list);

/* Reads the items as numbers of 10^-decimals into an array the caller frees; an empty item is `missing`, or an error when
 * `missing` is NULL. `where` names the list in messages: "--weights". */
int cli_list_numbers(const cli_call *cli, const char *where, const cli_list *list, int32_t decimals,
                     const int64_t *missing, int64_t **out);

/* The library's last error, about a list that was handed to it: names the item as it was given. */
int cli_list_error(const cli_call *cli, const char *where, const cli_list *list);

/* The most digits any item has behind its point, at most ATTAIN_DECIMALS_MAX. */
int32_t cli_list_scale(const cli_list *list);

/* ---- failures: each says so on standard error and returns the exit code ---- */

/* "attain: message" and where to find help. */
int cli_usage_error(const cli_call *cli, const char *format, ...);

/* "attain: source: message"; without a source "attain: message". */
int cli_data_error(const char *source, const char *format, ...);

/* The library's last error, about `source`. */
int cli_library_error(const cli_call *cli, const char *source);

/* The same for a call that may have run out of memory outside the library. */
int cli_status_error(const cli_call *cli, attain_status status, const char *source);

int cli_memory_error(void);

/* What the library's last error says behind argument, row and value. */
const char *cli_error_detail(const cli_call *cli);

/* ---- input ---- */

typedef struct cli_text {
    char *bytes;
    size_t length;
} cli_text;

/* Reads a whole file, "-" for standard input. */
int cli_text_read(const char *path, cli_text *out);
void cli_text_release(cli_text *text);

/* What a path is called in messages. */
const char *cli_source(const char *path);

/* Facts from a CSV file. The text stays so that errors can name lines. */
typedef struct cli_facts {
    const char *path;
    cli_text text;
    attain_table *table;
} cli_facts;

/* Reads a CSV file with --columns. The caller releases the facts, whatever is returned. */
int cli_facts_read(const cli_call *cli, const char *path, const attain_schema *schema, int32_t decimals,
                   cli_facts *out);
void cli_facts_release(cli_facts *facts);

/* As cli_facts_read() for facts whose text is already read; `mapped` says whether --columns is about them. */
int cli_facts_parse(const cli_call *cli, const attain_schema *schema, int32_t decimals, int mapped, cli_facts *facts);

/* The library's last error, about these facts: with the file's own column name and line. */
int cli_facts_error(const cli_call *cli, const cli_facts *facts);

/* Reads a plan document. Amounts have the decimals of its currency, else those of --decimals, else 2; --decimals that
 * contradict the currency are bad usage. The caller destroys the document. */
int cli_plan_read(const cli_call *cli, const char *path, attain_document **out);

/* Reads the plan that is the first argument, and uses it. */
typedef int (*cli_plan_function)(const cli_call *cli, const attain_document *plan, int32_t by);
int cli_plan_use(const cli_call *cli, int32_t by, cli_plan_function use);

/* As cli_plan_read() for text that is already read; `path` is for messages. */
int cli_plan_parse(const cli_call *cli, const char *path, const cli_text *text, attain_document **out);

/* ---- output ---- */

/* Bytes that are collected before anything is written. */
typedef struct cli_buffer {
    char *bytes; /* terminated once anything was added */
    size_t length, capacity;
    int failed; /* no memory: the buffer takes nothing more */
} cli_buffer;

/* An attain_write_function whose user is a cli_buffer. */
int32_t cli_buffer_write(const char *bytes, size_t length, void *user);
void cli_buffer_text(cli_buffer *buffer, const char *text);
void cli_buffer_format(cli_buffer *buffer, const char *format, ...);
void cli_buffer_format_list(cli_buffer *buffer, const char *format, va_list values);
void cli_buffer_release(cli_buffer *buffer);

/* Writes bytes to standard output. */
int cli_write_standard(const cli_buffer *buffer);

/* Writes a file by way of a temporary file beside it, so that it is there whole or not at all. */
int cli_write_file(const char *path, const cli_buffer *buffer);

/* Adds a table to a buffer. */
int cli_render(const cli_call *cli, const attain_table *table, int32_t format, cli_buffer *out);

/* Writes a verb's result to -o or standard output in --format, and its explain table, where there is one, to --explain.
 * Nothing is written unless both can be. */
int cli_emit(const cli_call *cli, const attain_table *result, const attain_table *explain);

/* As cli_emit() for text that is already made. */
int cli_emit_buffer(const cli_call *cli, const cli_buffer *text, const attain_table *explain);

/* ---- help ---- */

void cli_help(cli_buffer *out, const cli_command *const *commands, size_t count);
void cli_help_command(cli_buffer *out, const cli_command *command);

/* ---- tables ---- */

/* A new table of the chosen rows of a table. */
attain_status cli_table_select(attain_context *context, const attain_table *table, const size_t *rows, size_t count,
                               attain_table **out);

/* Whether a text cell is this text. */
int cli_table_is(const attain_table *table, int64_t column, size_t row, const char *text);

/* ---- the demo: a year of a supplier of building materials ---- */

enum { CLI_DEMO_THIS, CLI_DEMO_LAST, CLI_DEMO_YEARS }; /* the plan's year and the one before */

#define CLI_DEMO_YEAR          12 /* behind the twelve months of a node: the whole year */
#define CLI_DEMO_CUSTOMERS_MAX 240
#define CLI_DEMO_NAME_CAPACITY 48

/* A node of the goal tree with what was sold below it. */
typedef struct cli_demo_node {
    char id[CLI_DEMO_NAME_CAPACITY];
    int32_t level;  /* ATTAIN_GOALS_ */
    int32_t parent; /* index of a node; -1 for the company */
    int32_t person; /* number among the persons; -1 for none */
    attain_amount target[CLI_DEMO_YEAR + 1];
    attain_amount actual[CLI_DEMO_YEARS][CLI_DEMO_YEAR + 1];
} cli_demo_node;

typedef struct cli_demo_deal {
    int64_t number; /* year and running number: 20240001 */
    attain_day day;
    int32_t person;
    int32_t customer;
    attain_amount amount;
} cli_demo_deal;

typedef struct cli_demo_deals {
    cli_demo_deal *deal; /* by day */
    size_t count;
} cli_demo_deals;

/* What the demo is about: the plan, the deals made for it, and what the library says of them. */
typedef struct cli_demo {
    const cli_call *cli;
    attain_document *plan;
    int32_t year;
    attain_period first_month[CLI_DEMO_YEARS];
    attain_day last_day[CLI_DEMO_YEARS];
    cli_demo_node *nodes; /* parents before children; the first is the company */
    size_t node_count;
    size_t *persons; /* their nodes */
    size_t person_count;
    cli_demo_deals deals[CLI_DEMO_YEARS];
    attain_amount bought[CLI_DEMO_YEARS][CLI_DEMO_CUSTOMERS_MAX]; /* by customer, net */
    int32_t served_by[CLI_DEMO_CUSTOMERS_MAX];                    /* a person */
    attain_table *facts[CLI_DEMO_YEARS];                          /* deal, payee, customer, date, amount */
    attain_table *orders;                                         /* order, customer, date, amount of both years */
    attain_table *ruled[CLI_DEMO_YEARS];                          /* customers of a year by the plan's own rules */
    attain_table *ruled_ever;                                     /* customers of both years by the plan's own rules */
    attain_table *scored;                                         /* customers of both years in the standard segments */
    attain_table *ranked[CLI_DEMO_YEARS];                         /* customers by value with their class */
    attain_table *classes[CLI_DEMO_YEARS];                        /* the classes themselves */
    attain_table *paid[CLI_DEMO_YEARS];                           /* commission of each person */
} cli_demo;

/* Makes everything, says so when it cannot. The caller releases the demo, whatever is returned. */
int cli_demo_run(cli_demo *demo);
void cli_demo_release(cli_demo *demo);

attain_status cli_demo_make_deals(cli_demo *demo); /* deals */
attain_status cli_demo_make_facts(cli_demo *demo); /* facts, orders */

/* What all plans and components paid a payee in a year; everybody for NULL. */
attain_amount cli_demo_paid(const cli_demo *demo, int year, const char *payee);

/* The key of a customer, "C001", and back. `out` has CLI_DEMO_NAME_CAPACITY. */
void cli_demo_customer_key(int32_t customer, char *out);
int32_t cli_demo_customer_of(const char *key, size_t length);

/* The plan, docs/examples/hengyuan.json: a C file made of it when the command is built. */
extern const unsigned char cli_demo_plan[];
extern const size_t cli_demo_plan_length;

/* ---- the demo's report ---- */

/* A report is a sequence of items that is made once and written for a terminal or as a page. */
enum {
    CLI_REPORT_TITLE,
    CLI_REPORT_SUBTITLE,
    CLI_REPORT_CARD,  /* a figure of the headline: its name; two items follow */
    CLI_REPORT_VALUE, /* the figure */
    CLI_REPORT_NOTE,  /* what it compares with */
    CLI_REPORT_SECTION,
    CLI_REPORT_SENTENCE,
    CLI_REPORT_CHART,   /* columns of target, actual and last year; points follow */
    CLI_REPORT_POINT,   /* numbers: target, actual, last year */
    CLI_REPORT_TABLE,   /* headings and then rows follow */
    CLI_REPORT_HEADING, /* flag: numbers, aligned to the right */
    CLI_REPORT_ROW,     /* flag: a total; cells follow, as many as there are headings */
    CLI_REPORT_CELL,
    CLI_REPORT_BAR,  /* a cell that shows numbers[0], a rate, as a bar */
    CLI_REPORT_HEAT, /* a cell whose colour shows numbers[0], a rate */
    CLI_REPORT_COMMAND
};

typedef struct cli_report_item {
    int kind;
    int flag;
    size_t text; /* where its text begins in `texts` */
    int64_t numbers[3];
} cli_report_item;

#define CLI_REPORT_SCRATCH 24

typedef struct cli_report {
    const cli_demo *demo;
    int32_t language;
    cli_report_item *items;
    size_t count, capacity;
    cli_buffer texts;                     /* terminated, one behind the other */
    int failed;                           /* no memory */
    cli_report_item nowhere;              /* where items go then */
    char scratch[CLI_REPORT_SCRATCH][40]; /* numbers on their way into texts, in turn */
    size_t scratch_at;
} cli_report;

cli_report_item *cli_report_add(cli_report *report, int kind, int flag, const char *format, ...);
const char *cli_report_text(const cli_report *report, size_t item);
void cli_report_begin(cli_report *report, int kind, int flag); /* an item without text */
void cli_report_section(cli_report *report, const char *english, const char *chinese);
void cli_report_heading(cli_report *report, const char *text, int right);
void cli_report_label(cli_report *report, const char *name, int right); /* a heading in the library's own word */
void cli_report_cell(cli_report *report, const char *text);
void cli_report_release(cli_report *report);

/* One of two texts, by language. */
const char *cli_report_in(const cli_report *report, const char *english, const char *chinese);

/* Texts of numbers; good until CLI_REPORT_SCRATCH more were made. Money is shown in thousands, in Chinese in ten thousands
 * with one decimal. What cannot be computed is a dash. */
const char *cli_report_money(cli_report *report, attain_amount amount, int with_sign);
const char *cli_report_cents(cli_report *report, attain_amount amount); /* all of it */
const char *cli_report_count(cli_report *report, int64_t count);
const char *cli_report_percent(cli_report *report, attain_amount part, attain_amount whole);
const char *cli_report_growth(cli_report *report, attain_amount now, attain_amount before);
const char *cli_report_bare_percent(cli_report *report, attain_amount part,
                                    attain_amount whole); /* "98", rounded down: 100 is reached */
const char *cli_report_fine_percent(cli_report *report, attain_amount part, attain_amount whole); /* two decimals */
attain_rate cli_report_rate(const cli_report *report, attain_amount part, attain_amount whole); /* 0 for a whole of 0 */

/* Names as the reader knows them. */
const char *cli_demo_name(int32_t language, const char *id); /* of a node or segment; `id` where there is none */
void cli_demo_customer_name(int32_t language, int32_t customer, char *out); /* CLI_DEMO_NAME_CAPACITY */

/* With -o: the commands that lead to the figures, and the files they need. */
void cli_demo_add_commands(cli_report *report, const char *directory);
int cli_demo_write_files(const cli_report *report, const char *directory);

/* The sections of the report. */
void cli_demo_write(cli_report *report);           /* all of it: the headline and the others */
void cli_demo_write_targets(cli_report *report);   /* teams and persons, months, persons by month */
void cli_demo_write_customers(cli_report *report); /* segments */
void cli_demo_write_abc(cli_report *report);       /* ABC, the ten largest */
void cli_demo_write_pay(cli_report *report);       /* commission */

/* The report as text of at most 100 columns, and as one HTML page. */
void cli_report_as_text(const cli_report *report, cli_buffer *out);
void cli_report_as_html(const cli_report *report, cli_buffer *out);

/* ---- the system ---- */

void cli_system_start(void);                              /* binary standard streams, no death by SIGPIPE */
int cli_system_make_directory(const char *path);          /* and those above it; 0 also where it is there */
int cli_system_replace(const char *from, const char *to); /* rename over what is there; 0 when done */

const char *cli_system_reason(void); /* what errno says */

/* What a path leads to through symbolic links; the caller frees it. NULL: no memory. */
char *cli_system_resolve(const char *path);

/* Whether a file must be written in place, because it is a device or pipe and no file that could be replaced. */
int cli_system_is_special(const char *path);

#endif

/* The facts of the demo as tables, as they would come from CSV files. */
#include <stdlib.h>
#include <string.h>

#include "cli/cli_internal.h"

/* Columns of some deals while a table is made of them. */
typedef struct columns {
    size_t count;
    int64_t *number, *amount;
    int64_t *payee_at, *customer_at; /* offsets */
    char *payee, *customer;
    attain_day *day;
} columns;

static void release(columns *c)
{
    free(c->number);
    free(c->amount);
    free(c->payee_at);
    free(c->customer_at);
    free(c->payee);
    free(c->customer);
    free(c->day);
}

static int reserve(columns *c, size_t count)
{
    c->number = malloc((count + 1) * sizeof *c->number);
    c->amount = malloc((count + 1) * sizeof *c->amount);
    c->payee_at = calloc(count + 1, sizeof *c->payee_at);
    c->customer_at = calloc(count + 1, sizeof *c->customer_at);
    c->payee = malloc((count + 1) * CLI_DEMO_NAME_CAPACITY);
    c->customer = malloc((count + 1) * CLI_DEMO_NAME_CAPACITY);
    c->day = malloc((count + 1) * sizeof *c->day);
    return c->number != NULL && c->amount != NULL && c->payee_at != NULL && c->customer_at != NULL &&
           c->payee != NULL && c->customer != NULL && c->day != NULL;
}

void cli_demo_customer_key(int32_t customer, char *out)
{
    snprintf(out, CLI_DEMO_NAME_CAPACITY, "C%03d", (int)customer + 1);
}

int32_t cli_demo_customer_of(const char *key, size_t length)
{
    int32_t number = 0;
    size_t i;

    for (i = 1; i < length; i++)
        number = number * 10 + (key[i] - '0');
    return number - 1;
}

static int64_t append(char *bytes, int64_t at, const char *text)
{
    size_t length = strlen(text);

    memcpy(bytes + at, text, length);
    return at + (int64_t)length;
}

static void fill(const cli_demo *demo, const cli_demo_deals *deals, columns *c)
{
    size_t i;

    for (i = 0; i < deals->count; i++) {
        const cli_demo_deal *deal = &deals->deal[i];
        char key[CLI_DEMO_NAME_CAPACITY];
        size_t at = c->count++;

        cli_demo_customer_key(deal->customer, key);
        c->number[at] = deal->number;
        c->amount[at] = deal->amount;
        c->day[at] = deal->day;
        c->payee_at[at + 1] = append(c->payee, c->payee_at[at], demo->nodes[demo->persons[deal->person]].id);
        c->customer_at[at + 1] = append(c->customer, c->customer_at[at], key);
    }
}

/* A table of the columns, that of the numbers called `key`, with or without payees. */
static attain_status make_table(const cli_demo *demo, const columns *c, const char *key, int payees, attain_table **out)
{
    attain_context *context = demo->cli->context;
    attain_table *table = NULL;
    attain_status status = attain_table_create(context, &table);

    if (status == ATTAIN_OK)
        status = attain_table_add_i64(context, table, key, strlen(key), c->number, NULL, c->count);
    if (status == ATTAIN_OK && payees)
        status = attain_table_add_text(context, table, ATTAIN_TEXT("payee"), c->payee_at, c->payee, NULL, c->count);
    if (status == ATTAIN_OK)
        status =
            attain_table_add_text(context, table, ATTAIN_TEXT("customer"), c->customer_at, c->customer, NULL, c->count);
    if (status == ATTAIN_OK)
        status = attain_table_add_i32(context, table, ATTAIN_TEXT("date"), c->day, NULL, c->count);
    if (status == ATTAIN_OK)
        status = attain_table_add_i64(context, table, ATTAIN_TEXT("amount"), c->amount, NULL, c->count);
    if (status == ATTAIN_OK)
        status = attain_table_describe(context, table, payees ? 4 : 3, ATTAIN_MEANING_AMOUNT,
                                       attain_document_decimals(demo->plan));
    if (status == ATTAIN_OK)
        status = attain_table_copy(context, table, out);
    attain_table_destroy(table);
    return status;
}

static attain_status make_deals(cli_demo *demo, int year)
{
    columns c = {0, NULL, NULL, NULL, NULL, NULL, NULL, NULL};
    attain_status status = ATTAIN_ERROR_MEMORY;

    if (reserve(&c, demo->deals[year].count)) {
        fill(demo, &demo->deals[year], &c);
        status = make_table(demo, &c, "deal", 1, &demo->facts[year]);
    }
    release(&c);
    return status;
}

static attain_status make_orders(cli_demo *demo)
{
    columns c = {0, NULL, NULL, NULL, NULL, NULL, NULL, NULL};
    attain_status status = ATTAIN_ERROR_MEMORY;

    if (reserve(&c, demo->deals[CLI_DEMO_LAST].count + demo->deals[CLI_DEMO_THIS].count)) {
        fill(demo, &demo->deals[CLI_DEMO_LAST], &c);
        fill(demo, &demo->deals[CLI_DEMO_THIS], &c);
        status = make_table(demo, &c, "order", 0, &demo->orders);
    }
    release(&c);
    return status;
}

attain_status cli_demo_make_facts(cli_demo *demo)
{
    attain_status status = make_deals(demo, CLI_DEMO_THIS);

    if (status == ATTAIN_OK)
        status = make_deals(demo, CLI_DEMO_LAST);
    if (status == ATTAIN_OK)
        status = make_orders(demo);
    return status;
}

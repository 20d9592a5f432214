/* Commission preview: what each deal on the screen earns under a plan. */
#include <attain.h>
#include <stdio.h>
#include <string.h>

#define DEALS 4

/* A line of the screen, as it was typed. */
typedef struct line {
    int64_t deal, payee;
    const char *date, *amount;
} line;

/* The columns of the deals, which the table only borrows: they live as long as the table. */
typedef struct columns {
    int64_t deal[DEALS], payee[DEALS];
    attain_day date[DEALS];
    attain_amount amount[DEALS];
} columns;

static attain_status read_screen(attain_context *cx, const line *screen, int32_t decimals, columns *deals)
{
    attain_status status = ATTAIN_OK;
    size_t i;

    for (i = 0; i < DEALS && status == ATTAIN_OK; i++) {
        const char *date = screen[i].date, *amount = screen[i].amount;

        deals->deal[i] = screen[i].deal;
        deals->payee[i] = screen[i].payee;
        status = attain_day_parse(cx, date, strlen(date), &deals->date[i]);
        if (status == ATTAIN_OK)
            status = attain_decimal_parse(cx, amount, strlen(amount), decimals, &deals->amount[i]);
    }
    return status;
}

static attain_status make_table(attain_context *cx, const columns *deals, attain_table **out)
{
    attain_table *table;
    attain_status status = attain_table_create(cx, &table);

    if (status != ATTAIN_OK)
        return status;
    status = attain_table_add_i64(cx, table, ATTAIN_TEXT("deal"), deals->deal, NULL, DEALS);
    if (status == ATTAIN_OK)
        status = attain_table_add_i64(cx, table, ATTAIN_TEXT("payee"), deals->payee, NULL, DEALS);
    if (status == ATTAIN_OK)
        status = attain_table_add_i32(cx, table, ATTAIN_TEXT("date"), deals->date, NULL, DEALS);
    if (status == ATTAIN_OK)
        status = attain_table_add_i64(cx, table, ATTAIN_TEXT("amount"), deals->amount, NULL, DEALS);
    if (status == ATTAIN_OK)
        *out = table;
    else
        attain_table_destroy(table);
    return status;
}

static attain_status print_earned(attain_context *cx, const attain_table *result, int32_t decimals)
{
    const int64_t *deal = attain_table_i64(result, (size_t)attain_table_find(result, ATTAIN_TEXT("deal")));
    const int64_t *amount = attain_table_i64(result, (size_t)attain_table_find(result, ATTAIN_TEXT("amount")));
    char text[ATTAIN_DECIMAL_CAPACITY];
    attain_status status = ATTAIN_OK;
    size_t row;

    for (row = 0; row < attain_table_rows(result) && status == ATTAIN_OK; row++) {
        status = attain_decimal_format(cx, amount[row], decimals, text, sizeof text, NULL);
        if (status == ATTAIN_OK)
            printf("%d earns %s\n", (int)deal[row], text);
    }
    return status;
}

static attain_status preview(attain_context *cx, const char *json, size_t length, const line *screen)
{
    attain_document *plan = NULL;
    attain_table *deals = NULL, *result = NULL;
    columns values;
    attain_status status = attain_document_read(cx, json, length, &plan);

    if (status == ATTAIN_OK)
        status = read_screen(cx, screen, attain_document_decimals(plan), &values);
    if (status == ATTAIN_OK)
        status = make_table(cx, &values, &deals);
    if (status == ATTAIN_OK)
        status = attain_pay_run(cx, attain_document_pay(plan), attain_document_calendar(plan), deals,
                                ATTAIN_PAY_BY_DEAL, &result, NULL);
    if (status == ATTAIN_OK)
        status = print_earned(cx, result, attain_document_decimals(plan));
    attain_table_destroy(result);
    attain_table_destroy(deals);
    attain_document_destroy(plan);
    return status;
}

int main(int count, char **arguments)
{
    static const line screen[DEALS] = {
        {101, 7, "2024-02-05", "900000.00"},
        {102, 7, "2024-05-20", "400000.00"},
        {103, 7, "2024-06-03", "-100000.00"},
        {104, 7, "2024-11-30", "1300000.00"},
    };
    static char json[65536];
    const char *path = count > 1 ? arguments[1] : "plan.json";
    FILE *file = fopen(path, "rb");
    attain_context *cx = NULL;
    attain_status status;
    size_t length;

    if (file == NULL) {
        perror(path);
        return 1;
    }
    length = fread(json, 1, sizeof json, file);
    fclose(file);
    if (attain_context_create(NULL, &cx) != ATTAIN_OK)
        return 1;
    status = preview(cx, json, length, screen);
    if (status != ATTAIN_OK)
        fprintf(stderr, "%s: %s\n", path, attain_context_error(cx));
    attain_context_destroy(cx);
    return status == ATTAIN_OK ? 0 : 1;
}

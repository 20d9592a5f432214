/* What a host built with the headers of 0.1 does: its own allocator, a plan read and paid, customers scored, an error read.
 * tests/abi/check_abi.py builds it with the headers beside it and runs it with the library of today. */
#include <attain.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Sizes and values that this program carries within it. */
typedef char size_of_status[sizeof(attain_status) == 4 ? 1 : -1];
typedef char size_of_amount[sizeof(attain_amount) == 8 ? 1 : -1];
typedef char size_of_day[sizeof(attain_day) == 4 ? 1 : -1];
typedef char size_of_allocator[sizeof(attain_allocator) == 2 * sizeof(void *) ? 1 : -1];

#define EXPECT(condition)                                                                                              \
    do {                                                                                                               \
        if (!(condition)) {                                                                                            \
            printf("line %d: %s does not hold\n", __LINE__, #condition);                                               \
            failures++;                                                                                                \
        }                                                                                                              \
    } while (0)

static int failures;

static void *reallocate(void *block, size_t size, void *user)
{
    long *live = user;

    if (size == 0) {
        *live -= block != NULL;
        free(block);
        return NULL;
    }
    *live += block == NULL;
    return realloc(block, size);
}

static int32_t count_progress(uint64_t done, uint64_t total, void *user)
{
    EXPECT(done <= total);
    ++*(int *)user;
    return 0;
}

static int32_t collect(const char *bytes, size_t length, void *user)
{
    strncat(user, bytes, length);
    return 0;
}

static void pay(attain_context *context)
{
    static const char plan[] =
        "{\"attain\": 1, \"pay\": {\"plans\": [{\"id\": \"field\", \"components\": [{\"id\": \"commission\","
        "\"kind\": \"rates\", \"basis\": {\"column\": \"amount\"}, \"accumulate\": \"month\", \"mode\": \"marginal\", "
        "\"tiers\":"
        "[{\"from\": 0, \"rate\": \"1%\"}, {\"from\": 1000000, \"rate\": \"1.5%\"}]}]}]}}";
    static const int64_t payee[] = {7, 7}, amount[] = {60000000, 60000000};
    static const attain_day date[] = {19723, 19730}; /* 2024-01-01 and 08 */
    attain_document *document = NULL;
    attain_table *deals = NULL, *paid = NULL;
    char csv[256] = "";
    int calls = 0;

    EXPECT(attain_document_read(context, plan, sizeof plan - 1, &document) == ATTAIN_OK);
    EXPECT(attain_table_create(context, &deals) == ATTAIN_OK);
    EXPECT(attain_table_add_i64(context, deals, ATTAIN_TEXT("payee"), payee, NULL, 2) == ATTAIN_OK);
    EXPECT(attain_table_add_i32(context, deals, ATTAIN_TEXT("date"), date, NULL, 2) == ATTAIN_OK);
    EXPECT(attain_table_add_i64(context, deals, ATTAIN_TEXT("amount"), amount, NULL, 2) == ATTAIN_OK);
    EXPECT(attain_context_set_progress(context, count_progress, &calls) == ATTAIN_OK);
    EXPECT(attain_pay_run(context, attain_document_pay(document), NULL, deals, ATTAIN_PAY_BY_PERIOD, &paid, NULL) ==
           ATTAIN_OK);
    EXPECT(calls > 0);
    EXPECT(attain_table_write(context, paid, ATTAIN_FORMAT_CSV, ATTAIN_LANGUAGE_ENGLISH, collect, csv) == ATTAIN_OK);
    /* 1 % of 1,000,000 and 1.5 % of 200,000 */
    EXPECT(strcmp(csv, "plan,component,payee,period,basis,amount\n"
                       "field,commission,7,2024-01,1200000.00,13000.00\n") == 0);
    attain_table_destroy(paid);
    attain_table_destroy(deals);
    attain_document_destroy(document);
}

static void allocate(attain_context *context)
{
    static const int64_t weights[] = {1, 1, 1};
    attain_amount shares[3] = {0, 0, 0}, tax = 0;

    EXPECT(attain_amount_allocate(context, 100, weights, NULL, NULL, 3, ATTAIN_ALLOCATE_REMAINDER, shares) ==
           ATTAIN_OK);
    EXPECT(shares[0] == 34 && shares[1] == 33 && shares[2] == 33);
    EXPECT(attain_rate_apply(context, ATTAIN_PERCENT(3), 50, ATTAIN_ROUND_HALF_EVEN, &tax) == ATTAIN_OK && tax == 2);
}

static void fail(attain_context *context)
{
    static const int64_t weights[] = {1, -5};
    attain_amount shares[2] = {8, 9};

    EXPECT(attain_amount_allocate(context, 100, weights, NULL, NULL, 2, ATTAIN_ALLOCATE_RATIO, shares) ==
           ATTAIN_ERROR_VALUE);
    EXPECT(shares[0] == 8 && shares[1] == 9);
    EXPECT(attain_context_error_status(context) == ATTAIN_ERROR_VALUE);
    EXPECT(strcmp(attain_context_error_argument(context), "weights") == 0);
    EXPECT(attain_context_error_row(context) == 1);
    EXPECT(strcmp(attain_context_error_value(context), "-5") == 0);
}

int main(void)
{
    long live = 0;
    attain_allocator allocator;
    attain_context *context = NULL;

    allocator.reallocate = reallocate;
    allocator.user = &live;
    EXPECT(attain_version() >= ATTAIN_VERSION_MAJOR * 10000 + ATTAIN_VERSION_MINOR * 100);
    EXPECT(attain_context_create(&allocator, &context) == ATTAIN_OK);
    pay(context);
    allocate(context);
    fail(context);
    attain_context_destroy(context);
    EXPECT(live == 0);
    return failures == 0 ? 0 : 1;
}

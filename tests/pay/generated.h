/* Deals from a fixed generator, in any order, for the properties that every run must have. */
#ifndef ATTAIN_TESTS_PAY_GENERATED_H
#define ATTAIN_TESTS_PAY_GENERATED_H

#include "support/support.h"

#define GENERATED_ROWS 200

typedef struct generated {
    int64_t deal[GENERATED_ROWS], payee[GENERATED_ROWS], amount[GENERATED_ROWS];
    int32_t date[GENERATED_ROWS];
    int32_t month[GENERATED_ROWS]; /* months since 2023-01 */
} generated;

static inline uint32_t generated_number(uint64_t *state, uint32_t below)
{
    *state = *state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (uint32_t)(*state >> 33) % below;
}

/* Deals of `payees` payees in the first half of 2023 and 2024, a third of them refunds. With `apart` every deal has a key
 * of its own, else many share key, payee and day. */
static inline void generated_fill(attain_context *cx, generated *deals, uint32_t payees, int apart)
{
    uint64_t state = 2024;
    int i;

    for (i = 0; i < GENERATED_ROWS; i++) {
        int32_t year = (int32_t)generated_number(&state, 2), month = (int32_t)generated_number(&state, 6);
        int32_t day = 1 + (int32_t)generated_number(&state, apart ? 28 : 2);

        ASSERT_OK(cx, attain_day_from_civil(cx, 2023 + year, 1 + month, day, &deals->date[i]));
        deals->month[i] = year * 12 + month;
        deals->deal[i] = apart ? 7919 * (i + 1) % 1009 : (int64_t)generated_number(&state, 4);
        deals->payee[i] = 5 + (int64_t)generated_number(&state, payees);
        deals->amount[i] = (int64_t)generated_number(&state, 900);
        if (generated_number(&state, 3) == 0)
            deals->amount[i] = -deals->amount[i];
    }
}

static inline void generated_swap(generated *deals, int a, int b)
{
    generated old = *deals;

    deals->deal[a] = old.deal[b], deals->deal[b] = old.deal[a];
    deals->payee[a] = old.payee[b], deals->payee[b] = old.payee[a];
    deals->amount[a] = old.amount[b], deals->amount[b] = old.amount[a];
    deals->date[a] = old.date[b], deals->date[b] = old.date[a];
    deals->month[a] = old.month[b], deals->month[b] = old.month[a];
}

static inline void generated_shuffle(generated *deals, uint64_t seed)
{
    int i;

    for (i = GENERATED_ROWS - 1; i > 0; i--)
        generated_swap(deals, i, (int)generated_number(&seed, (uint32_t)i + 1));
}

static inline attain_table *generated_table(attain_context *cx, const generated *deals)
{
    attain_table *table = NULL;

    ASSERT_OK(cx, attain_table_create(cx, &table));
    ASSERT_OK(cx, attain_table_add_i64(cx, table, ATTAIN_TEXT("deal"), deals->deal, NULL, GENERATED_ROWS));
    ASSERT_OK(cx, attain_table_add_i64(cx, table, ATTAIN_TEXT("payee"), deals->payee, NULL, GENERATED_ROWS));
    ASSERT_OK(cx, attain_table_add_i32(cx, table, ATTAIN_TEXT("date"), deals->date, NULL, GENERATED_ROWS));
    ASSERT_OK(cx, attain_table_add_i64(cx, table, ATTAIN_TEXT("amount"), deals->amount, NULL, GENERATED_ROWS));
    return table;
}

/* Tiers that such deals cross in both directions, at rates that leave residues. */
static const plans_tier generated_tiers[] = {
    {0, 12345678}, {500, 33333333}, {1500, 666666666}, {1501, -50000000}, {2500, 98765432}};

#endif

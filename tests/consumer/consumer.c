/* A program of a user: the first example of the design, and whether header and library are of one version. */
#include <attain.h>
#include <stdio.h>
#include <string.h>

int main(void)
{
    attain_context *cx = NULL;
    attain_rates *tiers = NULL;
    attain_amount earned = 0;

    if (attain_context_create(NULL, &cx) != ATTAIN_OK)
        return 1;
    if (attain_rates_create(cx, ATTAIN_RATES_MARGINAL, &tiers) != ATTAIN_OK ||
        attain_rates_add(cx, tiers, 0, ATTAIN_BASIS_POINTS(100)) != ATTAIN_OK ||
        attain_rates_add(cx, tiers, 100000000, ATTAIN_BASIS_POINTS(150)) != ATTAIN_OK ||
        attain_rates_add(cx, tiers, 200000000, ATTAIN_BASIS_POINTS(200)) != ATTAIN_OK ||
        attain_rates_apply(cx, tiers, 0, 250000000, &earned) != ATTAIN_OK)
        fprintf(stderr, "%s\n", attain_context_error(cx));
    attain_rates_destroy(tiers);
    attain_context_destroy(cx);
    if (earned != 3500000 || strcmp(attain_version_string(), ATTAIN_VERSION_STRING) != 0)
        return 1;
    printf("attain %s\n", attain_version_string());
    return 0;
}

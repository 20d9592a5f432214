// The header from C++: it compiles, links without name mangling, and gives the right number.
#include <attain.h>

int main()
{
    attain_context *cx = 0;
    const int64_t weights[] = {1, 1, 1};
    attain_amount shares[3] = {0, 0, 0};

    if (attain_context_create(0, &cx) != ATTAIN_OK)
        return 1;
    attain_status status = attain_amount_allocate(cx, 10000, weights, 0, 0, 3, ATTAIN_ALLOCATE_REMAINDER, shares);
    attain_context_destroy(cx);
    return status == ATTAIN_OK && shares[0] == 3334 && shares[1] == 3333 && shares[2] == 3333 ? 0 : 1;
}

/* Version and names of status codes. */
#include "base/base_internal.h"

int32_t attain_version(void)
{
    return ATTAIN_VERSION_MAJOR * 10000 + ATTAIN_VERSION_MINOR * 100 + ATTAIN_VERSION_PATCH;
}

const char *attain_version_string(void)
{
    return ATTAIN_VERSION_STRING;
}

const char *attain_status_name(attain_status status)
{
    switch (status) {
    case ATTAIN_OK:
        return "ok";
    case ATTAIN_ERROR_ARGUMENT:
        return "argument";
    case ATTAIN_ERROR_MEMORY:
        return "memory";
    case ATTAIN_ERROR_CANCELLED:
        return "cancelled";
    case ATTAIN_ERROR_WRITE:
        return "write";
    case ATTAIN_ERROR_OVERFLOW:
        return "overflow";
    case ATTAIN_ERROR_FORMAT:
        return "format";
    case ATTAIN_ERROR_SCHEMA:
        return "schema";
    case ATTAIN_ERROR_VALUE:
        return "value";
    case ATTAIN_ERROR_RULE:
        return "rule";
    default:
        return "unknown";
    }
}

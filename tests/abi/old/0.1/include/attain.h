/**
 * @file
 * @brief The whole interface of attain, a library for sales performance management.
 */
#ifndef ATTAIN_H
#define ATTAIN_H

#include <attain/base.h>
#include <attain/calendar.h>
#include <attain/document.h>
#include <attain/goal.h>
#include <attain/number.h>
#include <attain/pay.h>
#include <attain/segment.h>
#include <attain/table.h>

#endif

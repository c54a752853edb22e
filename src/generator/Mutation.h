#pragma once

#include "generator/SplitMix.h"

#include <QByteArray>

#include <string_view>

namespace orderdesk {

/// What was done to a message: the code it must be refused with, and whether its order_uid can still be named.
struct Mutation
{
    std::string_view violatedCode;
    bool keepsOrderUid = true;
};

/// Breaks exactly one rule of an order's canonical document, chosen by `random`. The document stays one line.
Mutation breakOneRule(QByteArray& json, SplitMix& random);

} // namespace orderdesk

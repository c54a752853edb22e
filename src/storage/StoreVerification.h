#pragma once

#include "database/DatabaseSettings.h"
#include "words/Result.h"

#include <QString>

#include <cstdint>
#include <functional>
#include <string>

namespace orderdesk {

struct VerificationReport
{
    std::int64_t checked = 0;
    std::int64_t different = 0;
    std::int64_t repaired = 0;
};

/// Compares orders.document with the four tables' columns, order by order, in keyset pages; with `repair` the document
/// is rendered anew from the columns, which are the truth. `onDifference` gets each order's number and what differs.
Result<VerificationReport>
verifyStore(const DatabaseSettings& settings, bool repair,
            const std::function<void(const std::string& orderUid, const QString& what)>& onDifference);

} // namespace orderdesk

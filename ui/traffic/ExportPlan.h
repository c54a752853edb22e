#pragma once

#include "domain/IngestEvent.h"
#include "storage/OrderBrowser.h"
#include "ui/traffic/ExportRecord.h"

#include <functional>
#include <memory>
#include <optional>
#include <stop_token>

namespace orderdesk {

/// Gives records a few hundred at a time until there are none; called on one thread only.
using ExportSource = std::function<Result<std::optional<std::vector<ExportRecord>>>()>;

/// What is exported. A value that crosses threads.
struct ExportPlan
{
    enum class Kind { Orders, DeadLetters };

    Kind kind = Kind::Orders;
    QString what;                       ///< for people: "Live orders as they are filtered"
    std::optional<std::int64_t> orders; ///< how many of its kind there will be, when that is known
    std::vector<std::string> columns;   ///< of CSV
    /// Called on the thread that reads. A source that waits gives up when `stop` is asked for.
    std::function<ExportSource(const ExportOptions& options, const std::stop_token& stop)> open;
};

ExportPlan liveExport(const QList<IngestEvent>& events);
ExportPlan foundExport(const std::vector<OrderSummary>& orders);
/// All stored orders that match, as they are at one moment, with their whole documents.
ExportPlan storedExport(std::function<std::unique_ptr<OrderBrowser>()> makeBrowser, const OrderFilter& filter,
                        const std::optional<OrderCount>& count);

} // namespace orderdesk

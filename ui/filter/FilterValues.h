#pragma once

#include "domain/IngestEvent.h"
#include "ui/filter/FilterCondition.h"

#include <QStringList>

#include <cstdint>
#include <functional>
#include <map>
#include <string>

namespace orderdesk {

/// The currencies, cities and delivery services of the orders that this window has shown, for completion: of each those
/// seen last, in memory only. No personal data. Main thread only.
class FilterValues final
{
public:
    static constexpr std::size_t mostValues = 300; ///< of each
    static constexpr qsizetype mostNoted = 200;    ///< of the events given at once, the newest

    void note(const OrderSummary& order);
    void note(const QList<IngestEvent>& events); ///< cheap for any number
    /// Sorted, each once without regard to case; empty for other fields.
    QStringList of(FilterField field) const;

private:
    using Seen = std::map<std::string, std::uint64_t, std::less<>>; ///< when each was seen last

    void note(Seen& seen, const std::string& value);

    Seen m_currencies;
    Seen m_cities;
    Seen m_services;
    std::uint64_t m_now = 0;
};

} // namespace orderdesk

#pragma once

#include "http/routes/RouteTable.h"
#include "lookup/OrderLookup.h"

#include <cstdint>
#include <optional>

namespace orderdesk {

/// An id as it stands in addresses and cursors; none when it is not a positive number.
std::optional<std::int64_t> parseDeadLetterId(const QByteArray& text);

/// The API's dead letters: the list and one, whole. Lives on one HTTP thread with its lookup.
class DeadLetterRoutes final
{
public:
    static constexpr qsizetype mostValueBytes = 1024LL * 1024; ///< of a message shown; the rest is cut and said so

    explicit DeadLetterRoutes(OrderLookup& lookup)
        : m_lookup(lookup)
    {
    }

    void addTo(RouteTable& table);

    HttpReply deadLetters(const HttpRequest& request); ///< ?after=&limit=
    HttpReply deadLetter(const HttpRequest& request);

private:
    OrderLookup& m_lookup;
};

} // namespace orderdesk

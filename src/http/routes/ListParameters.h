#pragma once

#include "http/HttpRequest.h"
#include "storage/OrderReader.h"
#include "words/Result.h"

#include <QByteArray>

namespace orderdesk {

/// The parameters that all lists have. Errors: InvalidInput, whose message names the parameter.
struct ListParameters
{
    static constexpr int defaultLimit = 50;
    static constexpr int mostRows = 200;
    static constexpr qsizetype longestText = 256;

    int limit = defaultLimit; ///< 1 to mostRows
    QString after;            ///< where the list goes on; empty: from the start
    QString text;             ///< q; no control characters

    static Result<ListParameters> of(const HttpRequest& request);
};

/// An OrderCursor as the opaque `next` of the API, and back. None: it is not one of ours.
QByteArray encodeCursor(const OrderCursor& cursor);
std::optional<OrderCursor> decodeCursor(const QString& text);

} // namespace orderdesk

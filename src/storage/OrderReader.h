#pragma once

#include "domain/StoredOrder.h"
#include "letters/DeadLetterReader.h"
#include "words/Result.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace orderdesk {

/// A place in a list that runs newest first; rows after it are older. Opaque to users (`next` of the API).
struct OrderCursor
{
    Timestamp storedAt{};
    std::string orderUid;

    friend bool operator==(const OrderCursor&, const OrderCursor&) = default;
};

struct OrderPage
{
    std::vector<OrderSummary> orders;
    std::optional<OrderCursor> next; ///< none: that was all
};

struct StoredOrderPage
{
    std::vector<StoredOrder> orders;
    std::optional<OrderCursor> next;
};

/// Reads what is stored: orders and, over the same connection, dead letters. Changes nothing. One owner thread;
/// connects on first use and again by itself after a loss. Every call is bounded in time and fails as Unavailable or
/// AccessRefused.
class OrderReader : public DeadLetterReader
{
public:
    virtual Result<std::optional<StoredOrder>> order(std::string_view orderUid) = 0;
    /// What this order was before: its replaced revisions that are kept, newest first. Without the current one.
    virtual Result<std::vector<StoredOrder>> revisions(std::string_view orderUid, int limit) = 0;
    /// `text` empty: all orders. Else those that domain/OrderTextMatcher::matches().
    virtual Result<OrderPage> orders(const QString& text, const std::optional<OrderCursor>& after, int limit) = 0;
    /// Whole documents, newest first: for warm-up.
    virtual Result<StoredOrderPage> documents(const std::optional<OrderCursor>& after, int limit) = 0;

    virtual Result<void> ping() = 0;
};

} // namespace orderdesk

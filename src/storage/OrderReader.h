#pragma once

#include "domain/DeadLetter.h"
#include "domain/DeadLetterChange.h"
#include "domain/StoredOrder.h"
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

struct DeadLetterPage
{
    std::vector<DeadLetter> deadLetters; ///< newest first; message.value cut to 64 KiB
    std::optional<std::int64_t> next;    ///< pass as `before`
};

/// Reads what is stored and changes dead letters. One owner thread; connects on first use and again by itself after a
/// loss. Every call is bounded in time and fails as Unavailable or AccessRefused.
class OrderReader
{
public:
    virtual ~OrderReader() = default;

    virtual Result<std::optional<StoredOrder>> order(std::string_view orderUid) = 0;
    /// What this order was before: its replaced revisions that are kept, newest first. Without the current one.
    virtual Result<std::vector<StoredOrder>> revisions(std::string_view orderUid, int limit) = 0;
    /// `text` empty: all orders. Else those that domain/OrderTextMatcher::matches().
    virtual Result<OrderPage> orders(const QString& text, const std::optional<OrderCursor>& after, int limit) = 0;
    /// Whole documents, newest first: for warm-up.
    virtual Result<StoredOrderPage> documents(const std::optional<OrderCursor>& after, int limit) = 0;

    virtual Result<DeadLetterPage> deadLetters(std::optional<std::int64_t> before, int limit) = 0;
    virtual Result<std::optional<DeadLetter>> deadLetter(std::int64_t id) = 0;
    /// Whose order number, as far as it could be read, or whose key this is.
    virtual Result<std::vector<DeadLetter>> deadLettersOf(std::string_view orderUid, int limit) = 0;
    /// Marks as redriven, or deletes, those of `letters` that are there, each with its line of the audit in the same
    /// statement. `by`: see DeadLetterChange. Returns the ids that were there, in ascending order.
    virtual Result<std::vector<std::int64_t>>
    changeDeadLetters(LetterAction action, const std::vector<LetterNote>& letters, const std::string& by) = 0;

    virtual Result<void> ping() = 0;
};

} // namespace orderdesk

#include "InMemoryOrderReader.h"

#include "domain/OrderDecoder.h"

namespace orderdesk {

namespace {

tl::unexpected<Error> away()
{
    return failure(ErrorCode::Unavailable, QStringLiteral("connection refused"));
}

} // namespace

Result<std::optional<StoredOrder>> InMemoryOrderReader::order(std::string_view orderUid)
{
    const std::lock_guard lock(m_orders->mutex);
    if (m_orders->away)
        return away();
    const auto found = m_orders->orders.find(orderUid);
    return found == m_orders->orders.end() ? std::nullopt : std::optional(found->second);
}

Result<OrderPage> InMemoryOrderReader::orders(const QString& text, const std::optional<OrderCursor>&, int limit)
{
    const std::lock_guard lock(m_orders->mutex);
    if (m_orders->away)
        return away();
    OrderPage page;
    OrderDecoder decoder;
    for (const auto& [uid, stored] : m_orders->orders) {
        const std::optional<Order> order = decoder.decode(stored.document, currentTimestamp()).order;
        const std::string asked = text.toStdString();
        if (!order || static_cast<int>(page.orders.size()) == limit)
            continue;
        if (!text.isEmpty() && order->orderUid != asked && order->trackNumber != asked &&
            order->delivery.phone != asked && order->customerId != asked)
            continue;
        OrderSummary summary = summarize(*order);
        summary.revision = stored.revision;
        summary.storedAt = stored.storedAt;
        summary.position = stored.position;
        summary.warningCount = static_cast<std::int32_t>(stored.warnings.size());
        page.orders.push_back(summary);
    }
    return page;
}

Result<StoredOrderPage> InMemoryOrderReader::documents(const std::optional<OrderCursor>&, int)
{
    return StoredOrderPage{};
}

Result<DeadLetterPage> InMemoryOrderReader::deadLetters(std::optional<std::int64_t> before, int limit)
{
    const std::lock_guard lock(m_orders->mutex);
    if (m_orders->away)
        return away();
    DeadLetterPage page;
    for (auto it = m_orders->deadLetters.rbegin(); it != m_orders->deadLetters.rend(); ++it) {
        if (before && it->first >= *before)
            continue;
        if (static_cast<int>(page.deadLetters.size()) == limit) {
            page.next = page.deadLetters.back().id;
            break;
        }
        page.deadLetters.push_back(it->second);
    }
    return page;
}

Result<std::optional<DeadLetter>> InMemoryOrderReader::deadLetter(std::int64_t id)
{
    const std::lock_guard lock(m_orders->mutex);
    if (m_orders->away)
        return away();
    const auto found = m_orders->deadLetters.find(id);
    return found == m_orders->deadLetters.end() ? std::nullopt : std::optional(found->second);
}

Result<std::vector<DeadLetter>> InMemoryOrderReader::deadLettersOf(std::string_view orderUid, int limit)
{
    const std::lock_guard lock(m_orders->mutex);
    if (m_orders->away)
        return away();
    std::vector<DeadLetter> letters;
    for (const auto& [id, letter] : m_orders->deadLetters) {
        if (letter.orderUid == orderUid && static_cast<int>(letters.size()) < limit)
            letters.push_back(letter);
    }
    return letters;
}

Result<void> InMemoryOrderReader::markRedriven(std::int64_t id)
{
    const std::lock_guard lock(m_orders->mutex);
    const auto found = m_orders->deadLetters.find(id);
    if (found == m_orders->deadLetters.end())
        return failure(ErrorCode::NotFound, QStringLiteral("no such dead letter"));
    ++found->second.redriveCount;
    found->second.redrivenAt = currentTimestamp();
    return {};
}

Result<void> InMemoryOrderReader::discard(std::int64_t id)
{
    const std::lock_guard lock(m_orders->mutex);
    if (m_orders->deadLetters.erase(id) == 0)
        return failure(ErrorCode::NotFound, QStringLiteral("no such dead letter"));
    return {};
}

Result<void> InMemoryOrderReader::ping()
{
    const std::lock_guard lock(m_orders->mutex);
    if (m_orders->away)
        return away();
    return {};
}

} // namespace orderdesk

#pragma once

#include "storage/OrderReader.h"

#include <map>

namespace orderdesk::test {

/// Dead letters in memory; knows no orders. `failure`, when set, is the answer to everything.
class FakeOrderReader final : public OrderReader
{
public:
    struct Content
    {
        std::map<std::int64_t, DeadLetter> deadLetters;
        std::optional<Error> failure;
        bool markingFails = false;
    };

    explicit FakeOrderReader(Content& content)
        : m_content(content)
    {
    }

    Result<std::optional<StoredOrder>> order(std::string_view) override { return std::nullopt; }
    Result<std::vector<StoredOrder>> revisions(std::string_view, int) override { return std::vector<StoredOrder>(); }
    Result<OrderPage> orders(const QString&, const std::optional<OrderCursor>&, int) override { return OrderPage(); }
    Result<StoredOrderPage> documents(const std::optional<OrderCursor>&, int) override { return StoredOrderPage(); }
    Result<std::vector<DeadLetter>> deadLettersOf(std::string_view, int) override { return std::vector<DeadLetter>(); }
    Result<void> ping() override { return {}; }

    Result<DeadLetterPage> deadLetters(std::optional<std::int64_t> before, int limit) override
    {
        if (m_content.failure)
            return tl::unexpected(*m_content.failure);
        DeadLetterPage page;
        auto it = before ? m_content.deadLetters.lower_bound(*before) : m_content.deadLetters.end();
        while (it != m_content.deadLetters.begin() && page.deadLetters.size() < static_cast<std::size_t>(limit))
            page.deadLetters.push_back((--it)->second);
        if (it != m_content.deadLetters.begin())
            page.next = it->first;
        return page;
    }
    Result<std::optional<DeadLetter>> deadLetter(std::int64_t id) override
    {
        if (m_content.failure)
            return tl::unexpected(*m_content.failure);
        const auto found = m_content.deadLetters.find(id);
        return found == m_content.deadLetters.end() ? std::nullopt : std::optional(found->second);
    }
    Result<void> markRedriven(std::int64_t id) override
    {
        if (m_content.markingFails)
            return failure(ErrorCode::Unavailable, QStringLiteral("the database is away"));
        DeadLetter& deadLetter = m_content.deadLetters.at(id);
        ++deadLetter.redriveCount;
        deadLetter.redrivenAt = currentTimestamp();
        return {};
    }
    Result<void> discard(std::int64_t id) override
    {
        if (m_content.failure)
            return tl::unexpected(*m_content.failure);
        if (m_content.deadLetters.erase(id) == 0)
            return failure(ErrorCode::NotFound, QStringLiteral("there is no such dead letter"));
        return {};
    }

private:
    Content& m_content;
};

} // namespace orderdesk::test

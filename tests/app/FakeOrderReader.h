#pragma once

#include "letters/DeadLetterStore.h"
#include "storage/OrderReader.h"

#include <algorithm>
#include <map>

namespace orderdesk::test {

/// Dead letters in memory; knows no orders. `failure`, when set, is the answer to everything.
class FakeOrderReader final : public OrderReader, public DeadLetterStore
{
public:
    struct Content
    {
        std::map<std::int64_t, DeadLetter> deadLetters;
        std::map<std::string, StoredPlace> places; ///< of orders that are stored
        std::optional<Error> failure;
        bool markingFails = false;
        std::vector<std::string> audit; ///< "BY: ACTION ID DETAIL"
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
    Result<std::optional<StoredPlace>> storedPlace(const std::string& orderUid) override
    {
        const auto found = m_content.places.find(orderUid);
        return found == m_content.places.end() ? std::nullopt : std::optional(found->second);
    }
    Result<std::vector<std::int64_t>> changeDeadLetters(LetterAction action, const std::vector<LetterNote>& letters,
                                                        const std::string& by) override
    {
        if (m_content.failure)
            return tl::unexpected(*m_content.failure);
        if (m_content.markingFails)
            return failure(ErrorCode::Unavailable, Sentence::tr("the database is away"));
        std::vector<std::int64_t> changed;
        for (const LetterNote& letter : letters) {
            const auto found = m_content.deadLetters.find(letter.id);
            if (found == m_content.deadLetters.end())
                continue;
            changed.push_back(letter.id);
            m_content.audit.push_back(by + ": " + std::string(nameOf(action)) + ' ' + std::to_string(letter.id) + ' ' +
                                      letter.detail);
            if (action == LetterAction::Discarded) {
                m_content.deadLetters.erase(found);
            } else {
                ++found->second.redriveCount;
                found->second.redrivenAt = currentTimestamp();
            }
        }
        std::sort(changed.begin(), changed.end());
        return changed;
    }

private:
    Content& m_content;
};

} // namespace orderdesk::test

#pragma once

#include "letters/DeadLetterBrowser.h"
#include "support/InMemoryOrders.h"

#include <memory>

namespace orderdesk::test {

/// A DeadLetterBrowser over InMemoryOrders.
class InMemoryDeadLetterBrowser final : public DeadLetterBrowser
{
public:
    explicit InMemoryDeadLetterBrowser(std::shared_ptr<InMemoryOrders> data)
        : m_data(std::move(data))
    {
    }

    Result<DeadLetterPage> page(const DeadLetterFilter& filter, std::optional<std::int64_t> before, int limit) override
    {
        return read([&] {
            DeadLetterPage page;
            for (const DeadLetter& letter : m_data->deadLetters) {
                if ((before && letter.id >= *before) || !matches(filter, letter)) {
                    continue;
                }
                if (static_cast<int>(page.deadLetters.size()) == limit) {
                    page.next = page.deadLetters.back().id;
                    break;
                }
                page.deadLetters.push_back(letter);
            }
            return page;
        });
    }

    void setStopToken(std::stop_token stop) override { m_stop = std::move(stop); }

    Result<DeadLetterPage> wholeLetters(const DeadLetterFilter& filter, std::optional<std::int64_t> before,
                                        int limit) override
    {
        return page(filter, before, limit);
    }

    Result<std::vector<std::int64_t>> ids(const DeadLetterFilter& filter, std::int64_t after, int limit) override
    {
        return read([&] {
            std::vector<std::int64_t> found;
            for (auto letter = m_data->deadLetters.rbegin(); letter != m_data->deadLetters.rend(); ++letter) {
                if (letter->id > after && matches(filter, *letter) && static_cast<int>(found.size()) < limit) {
                    found.push_back(letter->id);
                }
            }
            return found;
        });
    }

    Result<std::vector<ReasonCount>> countByReason() override
    {
        return read([&] {
            std::map<std::string, std::int64_t> counts;
            for (const DeadLetter& letter : m_data->deadLetters) {
                ++counts[reasonOf(letter)];
            }
            std::vector<ReasonCount> reasons;
            for (const auto& [reason, count] : counts) {
                reasons.push_back({reason, count});
            }
            std::stable_sort(reasons.begin(), reasons.end(),
                             [](const ReasonCount& a, const ReasonCount& b) { return a.letters > b.letters; });
            return reasons;
        });
    }

    Result<DeadLetterChangePage> changes(std::optional<std::int64_t> deadLetterId, std::optional<std::int64_t> before,
                                         int limit) override
    {
        return read([&] {
            DeadLetterChangePage page;
            for (const DeadLetterChange& change : m_data->changes) {
                if ((before && change.id >= *before) || (deadLetterId && change.deadLetterId != *deadLetterId)) {
                    continue;
                }
                if (static_cast<int>(page.changes.size()) == limit) {
                    page.next = page.changes.back().id;
                    break;
                }
                page.changes.push_back(change);
            }
            return page;
        });
    }

private:
    static std::string reasonOf(const DeadLetter& letter)
    {
        return letter.violations.empty() ? std::string() : letter.violations.front().code;
    }

    static bool matches(const DeadLetterFilter& filter, const DeadLetter& letter)
    {
        return (filter.reason.empty() || reasonOf(letter) == filter.reason) &&
               (filter.text.isEmpty() || letter.orderUid.starts_with(filter.text.toStdString()) ||
                (letter.message.key && letter.message.key->startsWith(filter.text.toUtf8()))) &&
               (!filter.notRedriven || !letter.redrivenAt);
    }

    template <typename Call>
    auto read(Call&& call) -> Result<decltype(call())>
    {
        std::unique_lock lock(m_data->mutex);
        m_data->released.wait(lock, m_stop, [this] { return !m_data->hangs; });
        if (m_stop.stop_requested()) {
            return failure(ErrorCode::Cancelled, Sentence::tr("cancelled"));
        }
        if (m_data->failure) {
            return tl::unexpected<Error>(*m_data->failure);
        }
        return call();
    }

    std::shared_ptr<InMemoryOrders> m_data;
    std::stop_token m_stop;
};

} // namespace orderdesk::test

#pragma once

#include "letters/DeadLetterStore.h"
#include "support/InMemoryOrders.h"

#include <algorithm>
#include <memory>
#include <optional>

namespace orderdesk::test {

/// An OrderReader and a DeadLetterStore over InMemoryOrders.
class InMemoryOrderReader final : public OrderReader, public DeadLetterStore
{
public:
    explicit InMemoryOrderReader(std::shared_ptr<InMemoryOrders> data)
        : m_data(std::move(data))
    {
    }

    Result<std::optional<StoredOrder>> order(std::string_view orderUid) override
    {
        return read([&]() -> std::optional<StoredOrder> {
            const auto found = m_data->orders.find(orderUid);
            return found == m_data->orders.end() ? std::nullopt : std::optional(found->second);
        });
    }

    Result<std::optional<StoredPlace>> storedPlace(const std::string& orderUid) override
    {
        return read([&] {
            const auto found = m_data->orders.find(orderUid);
            return found == m_data->orders.end()
                       ? std::optional<StoredPlace>()
                       : StoredPlace{{found->second.position, found->second.position.timestamp},
                                     found->second.storedAt};
        });
    }

    Result<std::vector<StoredOrder>> revisions(std::string_view orderUid, int limit) override
    {
        return read([&] {
            std::vector<StoredOrder> found;
            const auto [first, last] = m_data->replaced.equal_range(orderUid);
            for (auto revision = first; revision != last; ++revision) {
                found.push_back(revision->second);
            }
            std::sort(found.begin(), found.end(),
                      [](const StoredOrder& a, const StoredOrder& b) { return a.revision > b.revision; });
            found.resize(std::min(found.size(), static_cast<std::size_t>(limit)));
            return found;
        });
    }

    /// `text`: part of the order or track number, or a whole text of the document.
    Result<OrderPage> orders(const QString& text, const std::optional<OrderCursor>& after, int limit) override
    {
        return read([&] {
            OrderPage page;
            bool isPast = !after;
            const std::string part = text.toStdString();
            const QByteArray quoted = '"' + text.toUtf8() + '"';
            for (const OrderSummary& order : m_data->summaries) {
                const auto stored = m_data->orders.find(order.orderUid);
                const bool matches = order.orderUid.find(part) != std::string::npos ||
                                     order.trackNumber.find(part) != std::string::npos ||
                                     (stored != m_data->orders.end() && stored->second.document.contains(quoted));
                if (isPast && matches) {
                    if (static_cast<int>(page.orders.size()) == limit) {
                        page.next = OrderCursor{page.orders.back().storedAt, page.orders.back().orderUid};
                        break;
                    }
                    page.orders.push_back(order);
                }
                isPast = isPast || order.orderUid == after->orderUid;
            }
            return page;
        });
    }

    Result<StoredOrderPage> documents(const std::optional<OrderCursor>&, int) override
    {
        return read([&] {
            StoredOrderPage page;
            for (const auto& [uid, order] : m_data->orders) {
                page.orders.push_back(order);
            }
            return page;
        });
    }

    Result<DeadLetterPage> deadLetters(std::optional<std::int64_t> before, int limit) override
    {
        return read([&] {
            DeadLetterPage page;
            for (const DeadLetter& deadLetter : m_data->deadLetters) {
                if (before && deadLetter.id >= *before) {
                    continue;
                }
                if (static_cast<int>(page.deadLetters.size()) == limit) {
                    page.next = page.deadLetters.back().id;
                    break;
                }
                page.deadLetters.push_back(deadLetter);
            }
            return page;
        });
    }

    Result<std::optional<DeadLetter>> deadLetter(std::int64_t id) override
    {
        return read([&]() -> std::optional<DeadLetter> {
            const auto found = m_data->findDeadLetter(id);
            return found == m_data->deadLetters.end() ? std::nullopt : std::optional(*found);
        });
    }

    Result<std::vector<DeadLetter>> deadLettersOf(std::string_view orderUid, int limit) override
    {
        return read([&] {
            std::vector<DeadLetter> found;
            for (const DeadLetter& deadLetter : m_data->deadLetters) {
                if ((deadLetter.orderUid == orderUid ||
                     deadLetter.message.key == QByteArray::fromStdString(std::string(orderUid))) &&
                    static_cast<int>(found.size()) < limit) {
                    found.push_back(deadLetter);
                }
            }
            return found;
        });
    }

    Result<std::vector<std::int64_t>> changeDeadLetters(LetterAction action, const std::vector<LetterNote>& letters,
                                                        const std::string& by) override
    {
        return read([&]() -> Result<std::vector<std::int64_t>> {
            if (m_data->markingFails) {
                return failure(ErrorCode::Unavailable, Sentence::tr("the database is away"));
            }
            std::vector<std::int64_t> changed;
            for (const LetterNote& letter : letters) {
                const auto found = m_data->findDeadLetter(letter.id);
                if (found == m_data->deadLetters.end()) {
                    continue;
                }
                DeadLetterChange change;
                change.id = static_cast<std::int64_t>(m_data->changes.size()) + 1;
                change.changedAt = currentTimestamp();
                change.changedBy = by;
                change.action = nameOf(action);
                change.deadLetterId = letter.id;
                change.position = found->message.position;
                change.detail = letter.detail;
                m_data->changes.insert(m_data->changes.begin(), change);
                changed.push_back(letter.id);
                if (action == LetterAction::Discarded) {
                    m_data->deadLetters.erase(found);
                } else {
                    ++found->redriveCount;
                    found->redrivenAt = currentTimestamp();
                }
            }
            std::sort(changed.begin(), changed.end());
            return changed;
        });
    }

    Result<void> ping() override
    {
        const std::scoped_lock lock(m_data->mutex);
        if (m_data->failure) {
            return tl::unexpected<Error>(*m_data->failure);
        }
        return {};
    }

private:
    template <typename T>
    struct AnswerOf
    {
        using Type = Result<T>;
    };
    template <typename T>
    struct AnswerOf<Result<T>>
    {
        using Type = Result<T>;
    };

    template <typename Call>
    auto read(Call&& call) -> typename AnswerOf<decltype(call())>::Type
    {
        const std::scoped_lock lock(m_data->mutex);
        ++m_data->calls;
        if (m_data->failure) {
            return tl::unexpected<Error>(*m_data->failure);
        }
        return call();
    }

    std::shared_ptr<InMemoryOrders> m_data;
};

} // namespace orderdesk::test

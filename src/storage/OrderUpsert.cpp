#include "storage/OrderUpsert.h"

#include <QCryptographicHash>

#include <algorithm>

namespace orderdesk {
namespace {

// The third is needed only where somebody deletes an order between our statements.
constexpr int mostRounds = 3;

QByteArray hashOf(const QByteArray& document)
{
    return QCryptographicHash::hash(document, QCryptographicHash::Sha256);
}

/// The versions of one order, and what becomes of them.
struct Versions
{
    std::size_t first = 0; ///< of the batch's orders
    std::size_t count = 0;
    std::optional<OrderChange> change; ///< none: nothing is newer than the row
};

class Upsert
{
public:
    Upsert(BatchStatements& statements, std::span<const IncomingOrder> orders)
        : m_statements(statements)
        , m_orders(orders)
        , m_written(orders.size())
    {
    }

    Result<std::vector<WrittenOrder>> run();

private:
    using Pending = std::vector<Versions*>;

    void group();
    Result<void> decide(const Pending& pending);
    void decide(Versions& versions, const OrderRow* row);
    Result<Pending> write(const Pending& pending);
    std::string_view orderUid(const Versions& versions) const { return m_orders[versions.first].order.orderUid; }

    BatchStatements& m_statements;
    const std::span<const IncomingOrder> m_orders;
    const Timestamp m_now = currentTimestamp();
    std::vector<Versions> m_groups;
    std::vector<WrittenOrder> m_written;
};

void Upsert::group()
{
    for (std::size_t i = 0; i < m_orders.size(); ++i) {
        if (i > 0 && m_orders[i].order.orderUid == m_orders[i - 1].order.orderUid) {
            ++m_groups.back().count;
        } else {
            m_groups.push_back({i, 1, {}});
        }
    }
}

Result<void> Upsert::decide(const Pending& pending)
{
    std::vector<std::string_view> asked;
    asked.reserve(pending.size());
    for (const Versions* versions : pending) {
        asked.push_back(orderUid(*versions));
    }
    const Result<std::vector<OrderRow>> rows = m_statements.readRows(asked);
    if (!rows) {
        return tl::unexpected(rows.error());
    }
    auto row = rows->begin(); // both are sorted
    for (Versions* versions : pending) {
        row = std::find_if(row, rows->end(), [&](const OrderRow& at) { return at.orderUid >= orderUid(*versions); });
        decide(*versions, row != rows->end() && row->orderUid == orderUid(*versions) ? &*row : nullptr);
    }
    return {};
}

void Upsert::decide(Versions& versions, const OrderRow* row)
{
    std::vector<MessagePosition> messages;
    for (std::size_t i = 0; i < versions.count; ++i) {
        messages.push_back(m_orders[versions.first + i].position);
    }
    const VersionChoice choice =
        chooseVersion(row != nullptr ? std::optional(row->place) : std::nullopt, messages, m_now);
    const auto equalsRow = [&](std::size_t i) {
        return row != nullptr && hashOf(m_orders[versions.first + i].document) == row->contentHash;
    };
    const bool changesContent = choice.newest && !equalsRow(*choice.newest);
    versions.change.reset();
    const std::int64_t revision = (row != nullptr ? row->revision : 0) + (changesContent ? 1 : 0);
    if (choice.newest) {
        versions.change = OrderChange{&m_orders[versions.first + *choice.newest], choice.place, revision,
                                      (row != nullptr ? row->rowVersion : 0) + 1};
    }
    for (std::size_t i = 0; i < versions.count; ++i) {
        WrittenOrder& written = m_written[versions.first + i];
        written.revision = revision;
        written.storedAt = row != nullptr ? row->storedAt : Timestamp{};
        if (choice.newest == i) {
            written.outcome = changesContent ? WriteOutcome::Stored : WriteOutcome::Unchanged;
        } else {
            const bool isEqual = !changesContent && equalsRow(i);
            written.outcome = isEqual ? WriteOutcome::Unchanged : WriteOutcome::Superseded;
        }
    }
}

/// Those that another writer was faster with.
Result<Upsert::Pending> Upsert::write(const Pending& pending)
{
    std::vector<OrderChange> changes;
    for (const Versions* versions : pending) {
        if (versions->change) {
            changes.push_back(*versions->change);
        }
    }
    Result<std::vector<StoredChange>> stored = m_statements.upsertOrders(changes);
    if (!stored) {
        return tl::unexpected(stored.error());
    }
    std::sort(stored->begin(), stored->end(),
              [](const StoredChange& a, const StoredChange& b) { return a.orderUid < b.orderUid; });
    Pending untouched;
    auto done = stored->begin();
    for (Versions* versions : pending) {
        if (!versions->change) {
            continue;
        }
        done = std::find_if(done, stored->end(),
                            [&](const StoredChange& at) { return at.orderUid >= orderUid(*versions); });
        if (done == stored->end() || done->orderUid != orderUid(*versions)) {
            untouched.push_back(versions);
            continue;
        }
        for (std::size_t i = 0; i < versions->count; ++i) {
            m_written[versions->first + i].storedAt = done->storedAt;
        }
        if (done->isInserted) { // also where the row was there when it was read: its parts are gone with it
            m_written[static_cast<std::size_t>(versions->change->incoming - m_orders.data())].outcome =
                WriteOutcome::Stored;
        }
    }
    return untouched;
}

Result<std::vector<WrittenOrder>> Upsert::run()
{
    group();
    Pending pending;
    for (Versions& versions : m_groups) {
        pending.push_back(&versions);
    }
    for (int round = 0; round < mostRounds && !pending.empty(); ++round) {
        const Result<void> decided = decide(pending);
        if (!decided) {
            return tl::unexpected(decided.error());
        }
        Result<Pending> untouched = write(pending);
        if (!untouched) {
            return tl::unexpected(untouched.error());
        }
        pending = std::move(*untouched);
    }
    if (!pending.empty()) {
        return tl::unexpected(rowsDropped(Sentence::tr("cannot store orders")).error());
    }
    return std::move(m_written);
}

} // namespace

Result<std::vector<WrittenOrder>> upsertNewest(BatchStatements& statements, std::span<const IncomingOrder> orders)
{
    Upsert upsert(statements, orders);
    return upsert.run().and_then([&](std::vector<WrittenOrder> written) {
        return statements.writeParts(orders, written).map([&] { return std::move(written); });
    });
}

} // namespace orderdesk

#pragma once

#include "storage/OrderStore.h"

#include <deque>
#include <functional>
#include <map>
#include <mutex>
#include <set>

namespace orderdesk::test {

/// The tables in memory, with the rules of the upsert, and faults on demand. Shared by FakeOrderStores; any
/// thread.
class FakeDatabase final
{
public:
    struct Row
    {
        QByteArray document;
        std::int64_t revision = 0;
        MessagePosition position;
        Timestamp greatestTime{};
    };

    std::map<std::string, Row> orders() const;
    std::vector<DeadLetter> deadLetters() const;
    int transactions() const; ///< tried, also the failed ones

    /// While set, every write fails with this error and changes nothing.
    void setOutage(std::optional<Error> error);
    /// An order of this kind makes the whole batch fail as `code`.
    void setRejects(std::function<bool(const IncomingOrder&)> rejects, ErrorCode code = ErrorCode::DataRejected);
    /// The same for a dead letter.
    void setRejectsLetters(std::function<bool(const DeadLetter&)> rejects, ErrorCode code = ErrorCode::DataRejected);
    /// The next write is committed, but its reply is lost.
    void loseNextReply();
    /// Goes back to what it held when remember() was called, as after a failover to a standby that was behind.
    void remember();
    void fallBack();
    std::map<std::pair<QString, std::int32_t>, LogPosition> positions() const;

private:
    friend class FakeOrderStore;

    mutable std::mutex m_mutex;
    static void writeVersions(Row& row, std::span<const IncomingOrder> versions, std::vector<WrittenOrder>& written);

    struct Tables
    {
        std::map<std::string, Row> orders;
        std::vector<DeadLetter> deadLetters;
        std::map<std::pair<QString, std::int32_t>, LogPosition> positions;
    };

    // Guarded by m_mutex.
    Tables m_tables;
    Tables m_remembered;
    std::optional<Error> m_outage;
    std::function<bool(const IncomingOrder&)> m_rejects;
    std::function<bool(const DeadLetter&)> m_rejectsLetters;
    ErrorCode m_rejection = ErrorCode::DataRejected;
    bool m_loseReply = false;
    int m_transactions = 0;
};

class FakeOrderStore final : public OrderStore
{
public:
    explicit FakeOrderStore(FakeDatabase& database);

    Result<std::vector<WrittenOrder>> write(std::span<const IncomingOrder> orders,
                                            std::span<const DeadLetter> deadLetters,
                                            std::span<LogPosition> positions = {}) override;
    Result<KnownLogs> knownLogs(const QList<TopicPartition>& partitions) override;

private:
    FakeDatabase& m_database;
};

} // namespace orderdesk::test

#pragma once

#include "database/DatabaseConnection.h"
#include "letters/DeadLetterStore.h"

namespace orderdesk {

/// DeadLetterStore on PostgreSQL. The connection belongs to the thread that first calls it; destroy it there.
class PostgresDeadLetterStore final : public DeadLetterStore
{
public:
    explicit PostgresDeadLetterStore(const DatabaseSettings& settings);

    Result<std::optional<DeadLetter>> deadLetter(std::int64_t id) override;
    Result<std::optional<StoredPlace>> storedPlace(const std::string& orderUid) override;
    Result<std::vector<std::int64_t>> changeDeadLetters(LetterAction action, const std::vector<LetterNote>& letters,
                                                        const std::string& by) override;

private:
    const std::chrono::milliseconds m_patience;
    DatabaseConnection m_connection;
};

} // namespace orderdesk

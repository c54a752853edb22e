#pragma once

#include "database/DatabaseSettings.h"
#include "letters/DeadLetterBrowser.h"

#include <memory>

namespace orderdesk {

/// DeadLetterBrowser on PostgreSQL. The connection belongs to the thread that first calls it; destroy it there.
class PostgresDeadLetterBrowser final : public DeadLetterBrowser
{
public:
    /// `settings` brings the time limits.
    explicit PostgresDeadLetterBrowser(DatabaseSettings settings);
    ~PostgresDeadLetterBrowser() override;

    void setStopToken(std::stop_token stop) override;
    Result<DeadLetterPage> page(const DeadLetterFilter& filter, std::optional<std::int64_t> before, int limit) override;
    Result<DeadLetterPage> wholeLetters(const DeadLetterFilter& filter, std::optional<std::int64_t> before,
                                        int limit) override;
    Result<std::vector<std::int64_t>> ids(const DeadLetterFilter& filter, std::int64_t after, int limit) override;
    Result<std::vector<ReasonCount>> countByReason() override;
    Result<DeadLetterChangePage> changes(std::optional<std::int64_t> deadLetterId, std::optional<std::int64_t> before,
                                         int limit) override;

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace orderdesk

#pragma once

#include "database/DatabaseSettings.h"
#include "storage/OrderReader.h"

#include <memory>

namespace orderdesk {

/// OrderReader on PostgreSQL. The connection belongs to the thread that first calls it; destroy it there.
class PostgresOrderReader final : public OrderReader
{
public:
    explicit PostgresOrderReader(DatabaseSettings settings);
    ~PostgresOrderReader() override;

    Result<std::optional<StoredOrder>> order(std::string_view orderUid) override;
    Result<std::vector<StoredOrder>> revisions(std::string_view orderUid, int limit) override;
    Result<OrderPage> orders(const QString& text, const std::optional<OrderCursor>& after, int limit) override;
    Result<StoredOrderPage> documents(const std::optional<OrderCursor>& after, int limit) override;
    Result<DeadLetterPage> deadLetters(std::optional<std::int64_t> before, int limit) override;
    Result<std::optional<DeadLetter>> deadLetter(std::int64_t id) override;
    Result<std::vector<DeadLetter>> deadLettersOf(std::string_view orderUid, int limit) override;
    Result<void> ping() override;

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace orderdesk

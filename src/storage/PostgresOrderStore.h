#pragma once

#include "database/DatabaseSettings.h"
#include "storage/OrderStore.h"

#include <memory>

namespace orderdesk {

/// OrderStore on PostgreSQL: a fixed, small number of set-based statements a batch inside one QSqlDatabase transaction.
/// The connection is opened, used and removed on the thread that calls write(); destroy it there too.
class PostgresOrderStore final : public OrderStore
{
public:
    explicit PostgresOrderStore(DatabaseSettings settings);
    ~PostgresOrderStore() override;

    Result<std::vector<WrittenOrder>> write(std::span<const IncomingOrder> orders,
                                            std::span<const DeadLetter> deadLetters) override;

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace orderdesk

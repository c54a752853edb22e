#pragma once

#include "database/DatabaseSettings.h"
#include "storage/OrderChanges.h"

#include <memory>

namespace orderdesk {

/// OrderChanges on PostgreSQL, also on a standby. Each look is one repeatable-read transaction. What is new is told by
/// the writing transaction's number and the snapshot of the last look, so that a transaction that committed late is
/// found although its stored_at lies behind; after a reconnect by stored_at alone, and the visitor drops what it knows.
class PostgresOrderChanges final : public OrderChanges
{
public:
    explicit PostgresOrderChanges(DatabaseSettings settings);
    ~PostgresOrderChanges() override;

    Result<ChangesSinceLastLook> next(const Visitor& visit, int limit) override;

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace orderdesk

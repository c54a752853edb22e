#pragma once

#include "database/DatabaseSettings.h"
#include "storage/OrderBrowser.h"

#include <memory>

namespace orderdesk {

/// OrderBrowser on PostgreSQL. settings.statementTimeout is how long one page may take. The connection belongs to the
/// thread that first calls it; destroy it there.
class PostgresOrderBrowser final : public OrderBrowser
{
public:
    explicit PostgresOrderBrowser(DatabaseSettings settings);
    ~PostgresOrderBrowser() override;

    void setStopToken(std::stop_token stop) override;
    Result<OrderPage> page(const OrderFilter& filter, const std::optional<OrderCursor>& after, int limit) override;
    Result<StoredOrderPage> documents(const OrderFilter& filter, const std::optional<OrderCursor>& after,
                                      int limit) override;
    Result<OrderCount> count(const OrderFilter& filter) override;

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace orderdesk

#pragma once

#include "domain/StoredOrder.h"
#include "ui/widgets/ColumnModel.h"

#include <deque>

namespace orderdesk {

/// Stored orders, newest first: what a search found, or the loaded part of a longer list. Personal data masked. Main
/// thread only.
class FoundOrdersModel final : public ColumnModel
{
    Q_OBJECT

public:
    enum Column {
        Number,
        TrackNumber,
        Customer,
        City,
        Items,
        Amount,
        DeliveryService,
        Created,
        StoredAt,
        Revision,
        Provider,
        Position,
        ColumnCount
    };

    using ColumnModel::ColumnModel;

    void setOrders(std::vector<OrderSummary> orders);
    void append(const std::vector<OrderSummary>& older);
    void prepend(const std::vector<OrderSummary>& newer);
    void removeFirst(int count);
    void removeLast(int count);
    const OrderSummary& orderAt(int row) const { return m_orders[static_cast<std::size_t>(row)]; }

private:
    std::size_t rows() const override { return m_orders.size(); }
    int columns() const override { return ColumnCount; }
    QString title(int column) const override;
    bool isNumeric(int column) const override;
    QVariant cell(int row, int column, int role) const override;

    std::deque<OrderSummary> m_orders;
};

} // namespace orderdesk

#pragma once

#include "domain/StoredOrder.h"

#include <QAbstractTableModel>

namespace orderdesk {

/// The orders a search found, newest first. Personal data masked. Main thread only.
class FoundOrdersModel final : public QAbstractTableModel
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
        ColumnCount
    };

    using QAbstractTableModel::QAbstractTableModel;

    void setOrders(std::vector<OrderSummary> orders);
    const OrderSummary& orderAt(int row) const { return m_orders[static_cast<std::size_t>(row)]; }

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    std::vector<OrderSummary> m_orders;
};

} // namespace orderdesk

#pragma once

#include "domain/Order.h"

#include <QAbstractTableModel>

namespace orderdesk {

/// The items of one order. Main thread only.
class ItemsModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Name, Brand, Size, Price, Sale, Total, Status, NmId, ChrtId, Rid, TrackNumber, ColumnCount };

    using QAbstractTableModel::QAbstractTableModel;

    void setItems(std::vector<Item> items);

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    std::vector<Item> m_items;
};

} // namespace orderdesk

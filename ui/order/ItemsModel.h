#pragma once

#include "domain/Order.h"
#include "ui/widgets/ColumnModel.h"

namespace orderdesk {

/// The items of one order. Main thread only.
class ItemsModel final : public ColumnModel
{
    Q_OBJECT

public:
    enum Column { Name, Brand, Size, Price, Sale, Total, Status, NmId, ChrtId, Rid, TrackNumber, ColumnCount };

    using ColumnModel::ColumnModel;

    void setItems(std::vector<Item> items);

private:
    std::size_t rows() const override { return m_items.size(); }
    int columns() const override { return ColumnCount; }
    QString title(int column) const override;
    bool isNumeric(int column) const override;
    QVariant cell(int row, int column, int role) const override;

    std::vector<Item> m_items;
};

} // namespace orderdesk

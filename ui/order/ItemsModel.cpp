#include "ui/order/ItemsModel.h"

#include "ui/widgets/TableRoles.h"
#include "ui/widgets/Theme.h"
#include "ui/words/DisplayText.h"

#include <array>

namespace orderdesk {

namespace {

QString display(const Item& item, int column)
{
    switch (column) {
    case ItemsModel::Name:
        return text::fromUtf8(item.name);
    case ItemsModel::Brand:
        return text::fromUtf8(item.brand);
    case ItemsModel::Size:
        return text::fromUtf8(item.size);
    case ItemsModel::Price:
        return text::number(item.price);
    case ItemsModel::Sale:
        return text::percent(static_cast<int>(item.sale));
    case ItemsModel::Total:
        return text::number(item.totalPrice);
    case ItemsModel::Status:
        return QString::number(item.status);
    case ItemsModel::NmId:
        return QString::number(item.nmId);
    case ItemsModel::ChrtId:
        return QString::number(item.chrtId);
    case ItemsModel::Rid:
        return text::fromUtf8(item.rid);
    case ItemsModel::TrackNumber:
        return text::fromUtf8(item.trackNumber);
    default:
        return {};
    }
}

/// Of the numbers; what is text sorts as it is shown.
QVariant sortValue(const Item& item, int column)
{
    const auto number = [](std::int64_t value) { return QVariant::fromValue<qint64>(value); };
    switch (column) {
    case ItemsModel::Price:
        return number(item.price);
    case ItemsModel::Sale:
        return number(item.sale);
    case ItemsModel::Total:
        return number(item.totalPrice);
    case ItemsModel::Status:
        return number(item.status);
    case ItemsModel::NmId:
        return number(item.nmId);
    case ItemsModel::ChrtId:
        return number(item.chrtId);
    default:
        return {};
    }
}

} // namespace

void ItemsModel::setItems(std::vector<Item> items)
{
    beginResetModel();
    m_items = std::move(items);
    endResetModel();
}

bool ItemsModel::isNumeric(int column) const
{
    switch (column) {
    case Price:
    case Sale:
    case Total:
    case Status:
    case NmId:
    case ChrtId:
        return true;
    default:
        return false;
    }
}

QVariant ItemsModel::cell(int row, int column, int role) const
{
    const Item& item = m_items[static_cast<std::size_t>(row)];
    if (role == Qt::DisplayRole || role == Qt::ToolTipRole)
        return display(item, column);
    if (role == SortRole)
        return sortValue(item, column);
    if (role == Qt::FontRole && isNumeric(column))
        return theme::monospaced();
    return {};
}

QString ItemsModel::title(int column) const
{
    static constexpr std::array titles{
        QT_TR_NOOP("Item"),    QT_TR_NOOP("Brand"), QT_TR_NOOP("Size"),         QT_TR_NOOP("Price"),
        QT_TR_NOOP("Sale"),    QT_TR_NOOP("Total"), QT_TR_NOOP("Status"),       QT_TR_NOOP("nm_id"),
        QT_TR_NOOP("chrt_id"), QT_TR_NOOP("rid"),   QT_TR_NOOP("Track number"),
    };
    static_assert(titles.size() == ColumnCount);
    return tr(titles.at(static_cast<std::size_t>(column)));
}

} // namespace orderdesk

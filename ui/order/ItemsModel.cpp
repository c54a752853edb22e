#include "ui/order/ItemsModel.h"

#include "ui/text/DisplayText.h"
#include "ui/theme/Theme.h"

namespace orderdesk {

namespace {

bool isNumeric(int column)
{
    switch (column) {
    case ItemsModel::Price:
    case ItemsModel::Sale:
    case ItemsModel::Total:
    case ItemsModel::Status:
    case ItemsModel::NmId:
    case ItemsModel::ChrtId:
        return true;
    default:
        return false;
    }
}

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
        return QStringLiteral("%1 %").arg(item.sale);
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

} // namespace

void ItemsModel::setItems(std::vector<Item> items)
{
    beginResetModel();
    m_items = std::move(items);
    endResetModel();
}

int ItemsModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_items.size());
}

int ItemsModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant ItemsModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const Item& item = m_items[static_cast<std::size_t>(index.row())];
    const int column = index.column();
    if (role == Qt::DisplayRole || role == Qt::ToolTipRole)
        return display(item, column);
    if (role == Qt::TextAlignmentRole)
        return QVariant::fromValue(Qt::AlignVCenter | (isNumeric(column) ? Qt::AlignRight : Qt::AlignLeft));
    if (role == Qt::FontRole && isNumeric(column))
        return theme::monospaced();
    return {};
}

QVariant ItemsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return QVariant::fromValue(Qt::AlignVCenter | (isNumeric(section) ? Qt::AlignRight : Qt::AlignLeft));
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Name:
        return tr("Item");
    case Brand:
        return tr("Brand");
    case Size:
        return tr("Size");
    case Price:
        return tr("Price");
    case Sale:
        return tr("Sale");
    case Total:
        return tr("Total");
    case Status:
        return tr("Status");
    case NmId:
        return tr("nm_id");
    case ChrtId:
        return tr("chrt_id");
    case Rid:
        return tr("rid");
    case TrackNumber:
        return tr("Track number");
    default:
        return {};
    }
}

} // namespace orderdesk

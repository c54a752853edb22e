#include "ui/search/FoundOrdersModel.h"

#include "ui/table/TableRoles.h"
#include "ui/text/DisplayText.h"
#include "ui/theme/Theme.h"
#include "ui/theme/Tone.h"

namespace orderdesk {

namespace {

bool isNumeric(int column)
{
    return column == FoundOrdersModel::Items || column == FoundOrdersModel::Amount;
}

QString display(const OrderSummary& order, int column)
{
    switch (column) {
    case FoundOrdersModel::Number:
        return text::fromUtf8(order.orderUid);
    case FoundOrdersModel::TrackNumber:
        return text::fromUtf8(order.trackNumber);
    case FoundOrdersModel::Customer:
        return text::masked(text::fromUtf8(order.customerId));
    case FoundOrdersModel::City:
        return text::fromUtf8(order.city);
    case FoundOrdersModel::Items:
        return text::number(order.itemCount);
    case FoundOrdersModel::Amount:
        return text::amount(order.amount, order.currency);
    case FoundOrdersModel::DeliveryService:
        return text::fromUtf8(order.deliveryService);
    case FoundOrdersModel::Created:
        return text::shortDateTime(order.dateCreated);
    case FoundOrdersModel::StoredAt:
        return text::shortDateTime(order.storedAt);
    case FoundOrdersModel::Revision:
        return order.warningCount > 0
                   ? FoundOrdersModel::tr("revision %1, warnings: %2").arg(order.revision).arg(order.warningCount)
                   : FoundOrdersModel::tr("revision %1").arg(order.revision);
    default:
        return {};
    }
}

} // namespace

void FoundOrdersModel::setOrders(std::vector<OrderSummary> orders)
{
    beginResetModel();
    m_orders = std::move(orders);
    endResetModel();
}

int FoundOrdersModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_orders.size());
}

int FoundOrdersModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant FoundOrdersModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const OrderSummary& order = orderAt(index.row());
    const int column = index.column();
    switch (role) {
    case Qt::DisplayRole:
        return display(order, column);
    case Qt::ToolTipRole:
        return column == StoredAt ? text::dateTime(order.storedAt) : QString();
    case Qt::TextAlignmentRole:
        return QVariant::fromValue(Qt::AlignVCenter | (isNumeric(column) ? Qt::AlignRight : Qt::AlignLeft));
    case Qt::FontRole:
        if (column == Number || column == TrackNumber || isNumeric(column))
            return theme::monospaced();
        return {};
    case BadgeRole:
        if (column != Revision)
            return {};
        return QVariant::fromValue(order.warningCount > 0
                                       ? BadgeContent{Tone::Warning, QStringLiteral("warning"), display(order, column)}
                                       : BadgeContent{Tone::Good, QStringLiteral("check"), display(order, column)});
    case OrderUidRole:
        return text::fromUtf8(order.orderUid);
    default:
        return {};
    }
}

QVariant FoundOrdersModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return QVariant::fromValue(Qt::AlignVCenter | (isNumeric(section) ? Qt::AlignRight : Qt::AlignLeft));
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Number:
        return tr("Order number");
    case TrackNumber:
        return tr("Track number");
    case Customer:
        return tr("Customer");
    case City:
        return tr("City");
    case Items:
        return tr("Items");
    case Amount:
        return tr("Amount");
    case DeliveryService:
        return tr("Delivery");
    case Created:
        return tr("Created");
    case StoredAt:
        return tr("Stored");
    case Revision:
        return tr("State");
    default:
        return {};
    }
}

} // namespace orderdesk

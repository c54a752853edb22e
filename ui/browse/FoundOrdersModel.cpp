#include "ui/browse/FoundOrdersModel.h"

#include "ui/widgets/TableRoles.h"
#include "ui/widgets/Theme.h"
#include "ui/widgets/Tone.h"
#include "ui/words/DisplayText.h"

#include <array>

namespace orderdesk {

namespace {

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
    case FoundOrdersModel::Provider:
        return text::fromUtf8(order.provider);
    case FoundOrdersModel::Position:
        return text::partitionAndOffset(order.position);
    default:
        return {};
    }
}

} // namespace

void FoundOrdersModel::setOrders(std::vector<OrderSummary> orders)
{
    beginResetModel();
    m_orders.assign(std::make_move_iterator(orders.begin()), std::make_move_iterator(orders.end()));
    endResetModel();
}

void FoundOrdersModel::append(const std::vector<OrderSummary>& older)
{
    if (older.empty())
        return;
    const int first = rowCount();
    beginInsertRows({}, first, first + static_cast<int>(older.size()) - 1);
    m_orders.insert(m_orders.end(), older.begin(), older.end());
    endInsertRows();
}

void FoundOrdersModel::prepend(const std::vector<OrderSummary>& newer)
{
    if (newer.empty())
        return;
    beginInsertRows({}, 0, static_cast<int>(newer.size()) - 1);
    m_orders.insert(m_orders.begin(), newer.begin(), newer.end());
    endInsertRows();
}

void FoundOrdersModel::removeFirst(int count)
{
    if (count <= 0)
        return;
    beginRemoveRows({}, 0, count - 1);
    m_orders.erase(m_orders.begin(), m_orders.begin() + count);
    endRemoveRows();
}

void FoundOrdersModel::removeLast(int count)
{
    if (count <= 0)
        return;
    beginRemoveRows({}, rowCount() - count, rowCount() - 1);
    m_orders.erase(m_orders.end() - count, m_orders.end());
    endRemoveRows();
}

bool FoundOrdersModel::isNumeric(int column) const
{
    return column == Items || column == Amount;
}

QVariant FoundOrdersModel::cell(int row, int column, int role) const
{
    const OrderSummary& order = orderAt(row);
    switch (role) {
    case Qt::DisplayRole:
        return display(order, column);
    case Qt::ToolTipRole:
        if (column == Created)
            return text::timeToolTip(order.dateCreated);
        if (column == Position)
            return text::wholePosition(order.position);
        return column == StoredAt ? text::timeToolTip(order.storedAt) : QString();
    case Qt::FontRole:
        if (column == Number || column == TrackNumber || column == Position || isNumeric(column))
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

QString FoundOrdersModel::title(int column) const
{
    static constexpr std::array titles{
        QT_TR_NOOP("Order number"), QT_TR_NOOP("Track number"), QT_TR_NOOP("Customer"), QT_TR_NOOP("City"),
        QT_TR_NOOP("Items"),        QT_TR_NOOP("Amount"),       QT_TR_NOOP("Delivery"), QT_TR_NOOP("Created"),
        QT_TR_NOOP("Stored"),       QT_TR_NOOP("State"),        QT_TR_NOOP("Provider"), QT_TR_NOOP("Partition:offset"),
    };
    static_assert(titles.size() == ColumnCount);
    return tr(titles.at(static_cast<std::size_t>(column)));
}

} // namespace orderdesk

#include "ui/search/FoundOrdersModel.h"

#include "ui/table/TableRoles.h"
#include "ui/text/DisplayText.h"
#include "ui/theme/Theme.h"
#include "ui/theme/Tone.h"

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
        return column == StoredAt ? text::timeToolTip(order.storedAt) : QString();
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

QString FoundOrdersModel::title(int column) const
{
    static constexpr std::array titles{
        QT_TR_NOOP("Order number"), QT_TR_NOOP("Track number"), QT_TR_NOOP("Customer"), QT_TR_NOOP("City"),
        QT_TR_NOOP("Items"),        QT_TR_NOOP("Amount"),       QT_TR_NOOP("Delivery"), QT_TR_NOOP("Created"),
        QT_TR_NOOP("Stored"),       QT_TR_NOOP("State"),
    };
    static_assert(titles.size() == ColumnCount);
    return tr(titles.at(static_cast<std::size_t>(column)));
}

} // namespace orderdesk

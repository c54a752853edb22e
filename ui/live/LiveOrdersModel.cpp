#include "ui/live/LiveOrdersModel.h"

#include "ui/live/EventState.h"
#include "ui/widgets/TableRoles.h"
#include "ui/widgets/Theme.h"
#include "ui/words/DisplayText.h"
#include "ui/words/Sentences.h"

#include <algorithm>
#include <array>
#include <utility>

namespace orderdesk {

namespace {

bool isOrder(const IngestEvent& event)
{
    return event.kind != IngestEvent::Kind::DeadLettered;
}

QString display(const IngestEvent& event, int column)
{
    const OrderSummary& order = event.order;
    switch (column) {
    case LiveOrdersModel::Received:
        return text::timeOfDay(event.receivedAt);
    case LiveOrdersModel::Number:
        return order.orderUid.empty() ? LiveOrdersModel::tr("(unreadable)") : text::fromUtf8(order.orderUid);
    case LiveOrdersModel::Customer:
        return text::masked(text::fromUtf8(order.customerId));
    case LiveOrdersModel::City:
        return text::fromUtf8(order.city);
    case LiveOrdersModel::Items:
        return isOrder(event) ? text::number(order.itemCount) : QString();
    case LiveOrdersModel::Amount:
        return isOrder(event) ? text::amount(order.amount, order.currency) : QString();
    case LiveOrdersModel::Provider:
        return text::fromUtf8(order.provider);
    case LiveOrdersModel::DeliveryService:
        return text::fromUtf8(order.deliveryService);
    case LiveOrdersModel::State:
        return eventState(event).text;
    case LiveOrdersModel::Position:
        return text::partitionAndOffset(order.position);
    default:
        return {};
    }
}

QString toolTip(const IngestEvent& event, int column)
{
    if (column == LiveOrdersModel::Received)
        return text::timeToolTip(event.receivedAt);
    if (column == LiveOrdersModel::Position)
        return text::wholePosition(event.order.position);
    if (event.violations.empty() || (column != LiveOrdersModel::State && isOrder(event)))
        return {};
    QStringList lines;
    for (const Violation& violation : event.violations)
        lines += text::fromUtf8(violation.pointer) + QStringLiteral("  ") + text::violation(violation);
    return lines.join(QLatin1Char('\n'));
}

} // namespace

LiveOrdersModel::LiveOrdersModel(int capacity, QObject* parent)
    : ColumnModel(parent)
    , m_capacity(std::max(1, capacity))
{
}

void LiveOrdersModel::add(std::span<const IngestEvent> events)
{
    const auto capacity = static_cast<std::size_t>(m_capacity);
    if (events.size() > capacity)
        events = events.last(capacity);
    if (events.empty())
        return;
    // Out before in, so that the model never holds more than it may.
    removeOldest(capacity - events.size());
    if (!m_isResetting)
        beginInsertRows({}, 0, static_cast<int>(events.size()) - 1);
    for (const IngestEvent& event : events)
        m_events.push_front(event);
    m_newest += events.size();
    if (!m_isResetting)
        endInsertRows();
}

void LiveOrdersModel::beginBurst()
{
    m_isResetting = m_resetsInBursts;
    if (m_isResetting)
        beginResetModel();
}

void LiveOrdersModel::endBurst()
{
    if (std::exchange(m_isResetting, false))
        endResetModel();
}

void LiveOrdersModel::clear()
{
    removeOldest(0);
}

void LiveOrdersModel::setCapacity(int capacity)
{
    m_capacity = std::max(1, capacity);
    removeOldest(static_cast<std::size_t>(m_capacity));
}

void LiveOrdersModel::removeOldest(std::size_t keep)
{
    if (m_events.size() <= keep)
        return;
    if (!m_isResetting)
        beginRemoveRows({}, static_cast<int>(keep), static_cast<int>(m_events.size()) - 1);
    m_events.erase(m_events.begin() + static_cast<std::ptrdiff_t>(keep), m_events.end());
    if (!m_isResetting)
        endRemoveRows();
}

bool LiveOrdersModel::isNumeric(int column) const
{
    return column == Items || column == Amount;
}

QVariant LiveOrdersModel::cell(int row, int column, int role) const
{
    const IngestEvent& event = eventAt(row);
    switch (role) {
    case Qt::DisplayRole:
        return display(event, column);
    case Qt::ToolTipRole:
        return toolTip(event, column);
    case Qt::FontRole:
        if (column == Received || column == Number || column == Position || isNumeric(column))
            return theme::monospaced();
        return {};
    case BadgeRole:
        return column == State ? QVariant::fromValue(eventState(event)) : QVariant();
    case OrderUidRole:
        return text::fromUtf8(event.order.orderUid);
    default:
        return {};
    }
}

Qt::SortOrder LiveOrdersModel::firstOrder(int column) const
{
    return column == Received ? Qt::DescendingOrder : Qt::AscendingOrder;
}

QString LiveOrdersModel::title(int column) const
{
    static constexpr std::array titles{
        QT_TR_NOOP("Received"),         QT_TR_NOOP("Order number"), QT_TR_NOOP("State"),
        QT_TR_NOOP("Customer"),         QT_TR_NOOP("City"),         QT_TR_NOOP("Items"),
        QT_TR_NOOP("Amount"),           QT_TR_NOOP("Provider"),     QT_TR_NOOP("Delivery"),
        QT_TR_NOOP("Partition:offset"),
    };
    static_assert(titles.size() == ColumnCount);
    return tr(titles.at(static_cast<std::size_t>(column)));
}

} // namespace orderdesk

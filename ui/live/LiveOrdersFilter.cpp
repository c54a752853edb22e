#include "ui/live/LiveOrdersFilter.h"

#include "ui/live/LiveOrdersModel.h"

#include <algorithm>
#include <compare>
#include <functional>
#include <iterator>
#include <utility>

namespace orderdesk {

namespace {

char folded(char letter)
{
    return letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter - 'A' + 'a') : letter;
}

/// In the order of the code points, but for the case of ASCII letters.
std::weak_ordering compareTexts(const std::string& a, const std::string& b)
{
    return std::lexicographical_compare_three_way(a.begin(), a.end(), b.begin(), b.end(), [](char left, char right) {
        return std::weak_ordering(static_cast<unsigned char>(folded(left)) <=>
                                  static_cast<unsigned char>(folded(right)));
    });
}

std::weak_ordering compareEvents(const IngestEvent& a, const IngestEvent& b, int column)
{
    switch (column) {
    case LiveOrdersModel::Received:
        return a.receivedAt <=> b.receivedAt;
    case LiveOrdersModel::Number:
        return compareTexts(a.order.orderUid, b.order.orderUid);
    case LiveOrdersModel::State:
        return std::pair(a.kind, a.violations.size()) <=> std::pair(b.kind, b.violations.size());
    case LiveOrdersModel::Customer:
        return compareTexts(a.order.customerId, b.order.customerId);
    case LiveOrdersModel::City:
        return compareTexts(a.order.city, b.order.city);
    case LiveOrdersModel::Items:
        return a.order.itemCount <=> b.order.itemCount;
    case LiveOrdersModel::Amount:
        return a.order.amount <=> b.order.amount;
    case LiveOrdersModel::Provider:
        return compareTexts(a.order.provider, b.order.provider);
    case LiveOrdersModel::DeliveryService:
        return compareTexts(a.order.deliveryService, b.order.deliveryService);
    case LiveOrdersModel::Position:
        return a.order.position.offset <=> b.order.position.offset;
    default:
        return std::weak_ordering::equivalent;
    }
}

} // namespace

LiveOrdersFilter::LiveOrdersFilter(LiveOrdersModel& source, QObject* parent)
    : QAbstractTableModel(parent)
    , m_source(source)
    , m_column(LiveOrdersModel::Received)
{
    showAll();
    connect(&source, &QAbstractItemModel::rowsInserted, this, &LiveOrdersFilter::onInserted);
    connect(&source, &QAbstractItemModel::rowsAboutToBeRemoved, this,
            [this](const QModelIndex&, int first) { onAboutToBeRemoved(first); });
    connect(&source, &QAbstractItemModel::rowsRemoved, this, &LiveOrdersFilter::onRemoved);
    connect(&source, &QAbstractItemModel::modelAboutToBeReset, this, [this] { beginResetModel(); });
    connect(&source, &QAbstractItemModel::modelReset, this, &LiveOrdersFilter::onReset);
}

void LiveOrdersFilter::setFilter(const OrderFilter& filter)
{
    if (m_matcher.filter() == filter)
        return;
    beginResetModel();
    m_matcher = EventMatcher(filter);
    m_isFiltering = !filter.isEmpty();
    showAll();
    endResetModel();
}

const IngestEvent& LiveOrdersFilter::eventAt(const QModelIndex& index) const
{
    Q_ASSERT(index.isValid() && index.model() == this);
    return m_source.eventOf(sequenceAt(index.row()));
}

QModelIndex LiveOrdersFilter::indexOf(Sequence sequence) const
{
    if (sequence < m_source.oldestSequence() || sequence > m_seen)
        return {};
    const auto at =
        std::lower_bound(m_shown.begin(), m_shown.end(), sequence, std::bind_front(&LiveOrdersFilter::isBefore, this));
    if (at == m_shown.end() || *at != sequence)
        return {};
    return index(static_cast<int>(at - m_shown.begin()), 0);
}

int LiveOrdersFilter::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_shown.size());
}

int LiveOrdersFilter::columnCount(const QModelIndex& parent) const
{
    return m_source.columnCount(parent);
}

QVariant LiveOrdersFilter::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const int row = m_source.rowOf(sequenceAt(index.row()));
    return m_source.data(m_source.index(row, index.column()), role);
}

QVariant LiveOrdersFilter::headerData(int section, Qt::Orientation orientation, int role) const
{
    return m_source.headerData(section, orientation, role);
}

void LiveOrdersFilter::sort(int column, Qt::SortOrder order)
{
    if (column < 0 || column >= columnCount() || (column == m_column && order == m_order))
        return;
    Q_EMIT layoutAboutToBeChanged({}, VerticalSortHint);
    const QModelIndexList before = persistentIndexList();
    std::vector<Sequence> kept;
    for (const QModelIndex& index : before)
        kept.push_back(sequenceAt(index.row()));

    m_column = column;
    m_order = order;
    m_source.setResetInBursts(!isNewestFirst());
    std::sort(m_shown.begin(), m_shown.end(), std::bind_front(&LiveOrdersFilter::isBefore, this));

    QModelIndexList after;
    for (qsizetype i = 0; i < before.size(); ++i)
        after += indexOf(kept[static_cast<std::size_t>(i)]).siblingAtColumn(before.at(i).column());
    changePersistentIndexList(before, after);
    Q_EMIT layoutChanged({}, VerticalSortHint);
}

/// The source's own order: nothing is compared.
bool LiveOrdersFilter::isNewestFirst() const
{
    return m_column == LiveOrdersModel::Received && m_order == Qt::DescendingOrder;
}

bool LiveOrdersFilter::isBefore(Sequence left, Sequence right) const
{
    if (!isNewestFirst()) {
        const auto order = compareEvents(m_source.eventOf(left), m_source.eventOf(right), m_column);
        if (std::is_neq(order))
            return m_order == Qt::AscendingOrder ? std::is_lt(order) : std::is_gt(order);
    }
    return left > right;
}

/// What came since the last time and passes the filter, newest first.
std::vector<LiveOrdersFilter::Sequence> LiveOrdersFilter::takeNew()
{
    const Sequence first = std::max(m_seen + 1, m_source.oldestSequence());
    m_seen = m_source.newestSequence();
    std::vector<Sequence> fresh;
    for (Sequence sequence = m_seen; sequence >= first; --sequence) {
        if (!m_isFiltering || m_matcher.matches(m_source.eventOf(sequence)))
            fresh.push_back(sequence);
    }
    return fresh;
}

void LiveOrdersFilter::showAll()
{
    m_shown.clear();
    m_seen = 0;
    merge(takeNew());
}

void LiveOrdersFilter::merge(std::vector<Sequence> fresh)
{
    if (isNewestFirst()) {
        m_shown.insert(m_shown.begin(), fresh.begin(), fresh.end());
        return;
    }
    // Few go into many: searching each one's place compares far less than going along both would.
    const auto before = std::bind_front(&LiveOrdersFilter::isBefore, this);
    std::sort(fresh.begin(), fresh.end(), before);
    std::vector<Sequence> merged;
    merged.reserve(m_shown.size() + fresh.size());
    auto from = m_shown.begin();
    for (const Sequence sequence : fresh) {
        const auto place = std::lower_bound(from, m_shown.end(), sequence, before);
        merged.insert(merged.end(), from, place);
        merged.push_back(sequence);
        from = place;
    }
    merged.insert(merged.end(), from, m_shown.end());
    m_shown = std::move(merged);
}

void LiveOrdersFilter::forgetGone()
{
    const Sequence oldest = m_source.oldestSequence();
    std::erase_if(m_shown, [oldest](Sequence sequence) { return sequence < oldest; });
}

void LiveOrdersFilter::onInserted()
{
    std::vector<Sequence> fresh = takeNew();
    if (fresh.empty())
        return;
    if (isNewestFirst())
        beginInsertRows({}, 0, static_cast<int>(fresh.size()) - 1);
    else
        beginResetModel();
    merge(std::move(fresh));
    if (isNewestFirst())
        endInsertRows();
    else
        endResetModel();
}

void LiveOrdersFilter::onAboutToBeRemoved(int firstRow)
{
    const Sequence newestGone = m_source.sequenceAt(firstRow);
    const auto gone = [newestGone](Sequence sequence) { return sequence <= newestGone; };
    if (isNewestFirst()) {
        const auto first = std::partition_point(m_shown.begin(), m_shown.end(), std::not_fn(gone));
        m_isRemoving = first != m_shown.end();
        if (m_isRemoving)
            beginRemoveRows({}, static_cast<int>(first - m_shown.begin()), rowCount() - 1);
    } else {
        m_isRemoving = std::any_of(m_shown.begin(), m_shown.end(), gone);
        if (m_isRemoving)
            beginResetModel();
    }
}

void LiveOrdersFilter::onRemoved()
{
    if (!std::exchange(m_isRemoving, false))
        return;
    forgetGone();
    if (isNewestFirst())
        endRemoveRows();
    else
        endResetModel();
}

void LiveOrdersFilter::onReset()
{
    forgetGone();
    merge(takeNew());
    endResetModel();
}

} // namespace orderdesk

#include "ui/letters/DeadLettersModel.h"

#include "domain/MessagePlace.h"
#include "ui/widgets/TableRoles.h"
#include "ui/widgets/Theme.h"
#include "ui/widgets/Tone.h"
#include "ui/widgets/ViolationsText.h"
#include "ui/words/DisplayText.h"
#include "ui/words/Sentences.h"

#include <algorithm>
#include <array>

namespace orderdesk {

namespace {

// What is not the order's number may be anything: a phone number, say.
QString keyText(const DeadLetter& letter)
{
    const QString key = letter.message.key ? text::plain(QString::fromUtf8(letter.message.key->left(200))) : QString();
    return key == text::fromUtf8(letter.orderUid) ? key : text::masked(key);
}

QString redrivenText(const DeadLetter& letter)
{
    return letter.redriveCount > 0 ? DeadLettersModel::tr("%1×").arg(letter.redriveCount) : QString();
}

/// The first error is the headline; errors come before warnings.
QString pathText(const Violations& violations)
{
    if (violations.empty())
        return {};
    return violations.front().pointer.empty() ? DeadLettersModel::tr("whole message")
                                              : text::fromUtf8(violations.front().pointer);
}

QString reasonText(const Violations& violations)
{
    if (violations.empty())
        return DeadLettersModel::tr("no reason was kept");
    const QString first = text::violation(violations.front());
    const auto more = static_cast<int>(violations.size()) - 1;
    return more == 0 ? first : DeadLettersModel::tr("%1 (and %n more)", nullptr, more).arg(first);
}

QString display(const DeadLetter& letter, int column)
{
    switch (column) {
    case DeadLettersModel::ReceivedAt:
        return text::shortDateTime(letter.receivedAt);
    case DeadLettersModel::Number:
        return letter.orderUid.empty() ? DeadLettersModel::tr("(unreadable)") : text::fromUtf8(letter.orderUid);
    case DeadLettersModel::Path:
        return pathText(letter.violations);
    case DeadLettersModel::Reason:
        return reasonText(letter.violations);
    case DeadLettersModel::Key:
        return keyText(letter);
    case DeadLettersModel::Position:
        return text::partitionAndOffset(letter.message.position);
    case DeadLettersModel::Redriven:
        return redrivenText(letter);
    default:
        return {};
    }
}

QString toolTip(const DeadLetter& letter, int column)
{
    if (column == DeadLettersModel::ReceivedAt)
        return text::timeToolTip(letter.receivedAt);
    if (column == DeadLettersModel::Position)
        return text::wholePosition(letter.message.position);
    if (column == DeadLettersModel::Redriven && letter.redrivenAt)
        return text::timeToolTip(*letter.redrivenAt);
    return column == DeadLettersModel::Reason || column == DeadLettersModel::Path ? display(letter, column) : QString();
}

/// Of times and numbers; what is text sorts as it is shown. Two numbers compare as one: a topic has fewer than 2^15
/// partitions, and offsets stay below 2^48.
QVariant sortValue(const DeadLetter& letter, int column)
{
    const MessagePosition& position = letter.message.position;
    switch (column) {
    case DeadLettersModel::ReceivedAt:
        return QVariant::fromValue<qint64>(letter.receivedAt.time_since_epoch().count());
    case DeadLettersModel::Position:
        return QVariant::fromValue<qint64>((qint64{position.partition} << 48) + position.offset);
    case DeadLettersModel::Redriven:
        return letter.redriveCount;
    default:
        return {};
    }
}

bool sameRow(const DeadLetter& a, const DeadLetter& b)
{
    return a.id == b.id && a.redriveCount == b.redriveCount && a.redrivenAt == b.redrivenAt;
}

} // namespace

void DeadLettersModel::mergeNewest(const DeadLetterPage& page)
{
    const std::vector<DeadLetter>& fresh = page.deadLetters;
    const std::int64_t oldest = page.next && !fresh.empty() ? fresh.back().id : 0;
    std::size_t row = 0;
    for (const DeadLetter& letter : fresh) {
        while (row < m_rows.size() && m_rows[row].id > letter.id)
            removeRow(row);
        if (row == m_rows.size() || m_rows[row].id != letter.id) {
            insertAt(row, letter);
        } else if (!sameRow(m_rows[row], letter)) {
            m_rows[row] = letter;
            Q_EMIT dataChanged(index(static_cast<int>(row), 0), index(static_cast<int>(row), ColumnCount - 1));
        }
        ++row;
    }
    while (row < m_rows.size() && m_rows[row].id >= oldest)
        removeRow(row);
    // Rows below the page were loaded before and continue it; what follows them is still unknown.
    if (row == m_rows.size()) {
        m_next = page.next;
        m_asked = false;
    }
    while (m_rows.size() > maxRows)
        removeRow(m_rows.size() - 1);
}

void DeadLettersModel::append(const DeadLetterPage& page)
{
    m_next = m_rows.size() + page.deadLetters.size() < maxRows ? page.next : std::nullopt;
    m_asked = false;
    const std::int64_t last = m_rows.empty() ? INT64_MAX : m_rows.back().id;
    std::vector<DeadLetter> older;
    std::copy_if(page.deadLetters.begin(), page.deadLetters.end(), std::back_inserter(older),
                 [last](const DeadLetter& letter) { return letter.id < last; });
    if (older.empty())
        return;
    const int first = rowCount();
    beginInsertRows({}, first, first + static_cast<int>(older.size()) - 1);
    m_rows.insert(m_rows.end(), older.begin(), older.end());
    endInsertRows();
}

void DeadLettersModel::setDeadLetters(const std::vector<DeadLetter>& deadLetters)
{
    beginResetModel();
    m_rows = deadLetters;
    m_next.reset();
    endResetModel();
}

void DeadLettersModel::clear()
{
    beginResetModel();
    m_rows.clear();
    m_next.reset();
    m_asked = false;
    endResetModel();
}

void DeadLettersModel::remove(qint64 id)
{
    if (const int row = rowOf(id); row >= 0)
        removeRow(static_cast<std::size_t>(row));
}

void DeadLettersModel::removeRow(std::size_t row)
{
    beginRemoveRows({}, static_cast<int>(row), static_cast<int>(row));
    m_rows.erase(m_rows.begin() + static_cast<std::ptrdiff_t>(row));
    endRemoveRows();
}

void DeadLettersModel::insertAt(std::size_t row, const DeadLetter& deadLetter)
{
    beginInsertRows({}, static_cast<int>(row), static_cast<int>(row));
    m_rows.insert(m_rows.begin() + static_cast<std::ptrdiff_t>(row), deadLetter);
    endInsertRows();
}

int DeadLettersModel::rowOf(qint64 id) const
{
    const auto found = std::find_if(m_rows.begin(), m_rows.end(), [id](const auto& letter) { return letter.id == id; });
    return found == m_rows.end() ? -1 : static_cast<int>(found - m_rows.begin());
}

int DeadLettersModel::rowOf(const MessagePosition& position) const
{
    const auto found = std::find_if(m_rows.begin(), m_rows.end(), [&position](const DeadLetter& letter) {
        return isSamePlace(letter.message.position, position);
    });
    return found == m_rows.end() ? -1 : static_cast<int>(found - m_rows.begin());
}

bool DeadLettersModel::canFetchMore(const QModelIndex& parent) const
{
    return !parent.isValid() && m_next && !m_asked;
}

void DeadLettersModel::fetchMore(const QModelIndex& parent)
{
    if (!canFetchMore(parent))
        return;
    m_asked = true;
    Q_EMIT moreWanted(*m_next);
}

QVariant DeadLettersModel::cell(int row, int column, int role) const
{
    const DeadLetter& letter = deadLetterAt(row);
    switch (role) {
    case Qt::DisplayRole:
        return display(letter, column);
    case Qt::ToolTipRole:
        return toolTip(letter, column);
    case Qt::FontRole:
        if (column != Reason && column != Redriven)
            return theme::monospaced();
        return {};
    case BadgeRole:
        if (column == Redriven && letter.redriveCount > 0)
            return QVariant::fromValue(BadgeContent{Tone::Info, QStringLiteral("redrive"), redrivenText(letter)});
        return {};
    case SortRole:
        return sortValue(letter, column);
    case OrderUidRole:
        return text::fromUtf8(letter.orderUid);
    default:
        return {};
    }
}

Qt::SortOrder DeadLettersModel::firstOrder(int column) const
{
    return column == ReceivedAt ? Qt::DescendingOrder : Qt::AscendingOrder;
}

QString DeadLettersModel::title(int column) const
{
    static constexpr std::array titles{
        QT_TR_NOOP("Time"), QT_TR_NOOP("Order number"),     QT_TR_NOOP("Reason"),   QT_TR_NOOP("JSON path"),
        QT_TR_NOOP("Key"),  QT_TR_NOOP("Partition:offset"), QT_TR_NOOP("Redriven"),
    };
    static_assert(titles.size() == ColumnCount);
    return tr(titles.at(static_cast<std::size_t>(column)));
}

} // namespace orderdesk

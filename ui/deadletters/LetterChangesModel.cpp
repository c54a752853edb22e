#include "ui/deadletters/LetterChangesModel.h"

#include "ui/text/DisplayText.h"

#include <array>

namespace orderdesk {

QString LetterChangesModel::actionText(const DeadLetterChange& change)
{
    if (change.action == nameOf(LetterAction::Redriven))
        return tr("sent again");
    if (change.action == nameOf(LetterAction::Corrected))
        return tr("corrected and sent again");
    return change.action == nameOf(LetterAction::Discarded) ? tr("discarded") : text::fromUtf8(change.action);
}

void LetterChangesModel::append(const DeadLetterChangePage& page)
{
    m_next = page.next;
    if (page.changes.empty())
        return;
    const int first = rowCount();
    beginInsertRows({}, first, first + static_cast<int>(page.changes.size()) - 1);
    m_rows.insert(m_rows.end(), page.changes.begin(), page.changes.end());
    endInsertRows();
}

bool LetterChangesModel::canFetchMore(const QModelIndex& parent) const
{
    return !parent.isValid() && m_next.has_value();
}

void LetterChangesModel::fetchMore(const QModelIndex& parent)
{
    if (!canFetchMore(parent))
        return;
    const std::int64_t before = *m_next;
    m_next.reset();
    Q_EMIT moreWanted(before);
}

QVariant LetterChangesModel::cell(int row, int column, int role) const
{
    const DeadLetterChange& change = m_rows[static_cast<std::size_t>(row)];
    if (role == Qt::ToolTipRole && column == ChangedAt)
        return text::dateTime(change.changedAt);
    if (role != Qt::DisplayRole && role != Qt::ToolTipRole)
        return {};
    switch (column) {
    case ChangedAt:
        return text::shortDateTime(change.changedAt);
    case ChangedBy:
        return text::fromUtf8(change.changedBy);
    case Action:
        return actionText(change);
    case Position:
        return text::wholePosition(change.position);
    case Detail:
        return text::fromUtf8(change.detail);
    default:
        return {};
    }
}

QString LetterChangesModel::title(int column) const
{
    static constexpr std::array titles{QT_TR_NOOP("Time"), QT_TR_NOOP("By"), QT_TR_NOOP("Change"),
                                       QT_TR_NOOP("Dead letter"), QT_TR_NOOP("Detail")};
    static_assert(titles.size() == ColumnCount);
    return tr(titles.at(static_cast<std::size_t>(column)));
}

} // namespace orderdesk

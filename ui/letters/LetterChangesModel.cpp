#include "ui/letters/LetterChangesModel.h"

#include "ui/words/DisplayText.h"

#include <QRegularExpression>

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

QString LetterChangesModel::detailText(const DeadLetterChange& change)
{
    static const QRegularExpression noted(QStringLiteral("^to (\\S+/\\d+@\\d+)(?:; changed: (.+))?$"),
                                          QRegularExpression::DotMatchesEverythingOption);
    QString detail = text::fromUtf8(change.detail);
    const QRegularExpressionMatch match = noted.match(detail);
    if (!match.hasMatch())
        return detail;
    QString members = match.captured(2);
    if (members.isEmpty())
        return tr("to %1", "a place in Kafka").arg(match.captured(1));
    if (members == QLatin1String("no member"))
        return tr("to %1; nothing was changed").arg(match.captured(1));
    if (members == QLatin1String("the whole text: it was no JSON") || members == QLatin1String("the whole document"))
        members = tr("the whole text");
    return tr("to %1; changed: %2").arg(match.captured(1), members);
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
        return detailText(change);
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

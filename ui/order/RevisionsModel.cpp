#include "ui/order/RevisionsModel.h"

#include "ui/widgets/TableRoles.h"
#include "ui/widgets/Theme.h"
#include "ui/widgets/Tone.h"
#include "ui/words/DisplayText.h"

#include <array>

namespace orderdesk {

void RevisionsModel::setRevisions(std::vector<StoredOrder> revisions)
{
    beginResetModel();
    m_revisions = std::move(revisions);
    endResetModel();
}

const StoredOrder* RevisionsModel::before(int row) const
{
    const auto next = static_cast<std::size_t>(row) + 1;
    return next < m_revisions.size() && m_revisions[next].revision == m_revisions[next - 1].revision - 1
               ? &m_revisions[next]
               : nullptr;
}

QVariant RevisionsModel::cell(int row, int column, int role) const
{
    const StoredOrder& revision = revisionAt(row);
    if (role == BadgeRole && column == State)
        return QVariant::fromValue(row == 0
                                       ? BadgeContent{Tone::Good, QStringLiteral("check"), tr("Current")}
                                       : BadgeContent{Tone::Neutral, QStringLiteral("superseded"), tr("Replaced")});
    if (role == Qt::FontRole && (column == Revision || column == Position))
        return theme::monospaced();
    if (role == Qt::ToolTipRole && column == StoredAt)
        return text::timeToolTip(revision.storedAt);
    if (role != Qt::DisplayRole && role != Qt::ToolTipRole)
        return {};
    switch (column) {
    case Revision:
        return text::number(revision.revision);
    case State:
        return row == 0 ? tr("Current") : tr("Replaced");
    case StoredAt:
        return text::shortDateTime(revision.storedAt);
    case Position:
        return role == Qt::ToolTipRole ? text::wholePosition(revision.position)
                                       : text::partitionAndOffset(revision.position);
    case Warnings:
        return revision.warnings.empty() ? tr("none")
                                         : tr("%n warning(s)", nullptr, static_cast<int>(revision.warnings.size()));
    default:
        return {};
    }
}

QString RevisionsModel::title(int column) const
{
    static constexpr std::array titles{QT_TR_NOOP("Revision"), QT_TR_NOOP("State"), QT_TR_NOOP("Stored"),
                                       QT_TR_NOOP("From Kafka"), QT_TR_NOOP("Warnings")};
    static_assert(titles.size() == ColumnCount);
    return tr(titles.at(static_cast<std::size_t>(column)));
}

} // namespace orderdesk

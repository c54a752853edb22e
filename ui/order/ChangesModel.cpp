#include "ui/order/ChangesModel.h"

#include "ui/widgets/TableRoles.h"
#include "ui/widgets/Theme.h"
#include "ui/widgets/Tone.h"
#include "ui/words/DisplayText.h"

#include <array>

namespace orderdesk {

namespace {

using Kind = DocumentChange::Kind;

BadgeContent badgeOf(Kind kind)
{
    switch (kind) {
    case Kind::Added:
        return {Tone::Good, QStringLiteral("new"), ChangesModel::tr("Added")};
    case Kind::Removed:
        return {Tone::Bad, QStringLiteral("cross"), ChangesModel::tr("Removed")};
    case Kind::Moved:
        return {Tone::Neutral, QStringLiteral("redrive"), ChangesModel::tr("Moved")};
    case Kind::Changed:
        break;
    }
    return {Tone::Info, QStringLiteral("updated"), ChangesModel::tr("Changed")};
}

/// "delivery.city" reads better than "/delivery/city"; an item is named beside its number.
QString memberOf(const DocumentChange& change)
{
    const QString pointer = text::fromUtf8(change.pointer);
    return change.element.empty() ? pointer : ChangesModel::tr("%1  (%2)").arg(pointer, text::fromUtf8(change.element));
}

} // namespace

void ChangesModel::setChanges(std::vector<DocumentChange> changes)
{
    beginResetModel();
    m_changes = std::move(changes);
    endResetModel();
}

QVariant ChangesModel::cell(int row, int column, int role) const
{
    const DocumentChange& change = m_changes[static_cast<std::size_t>(row)];
    if (role == BadgeRole && column == What)
        return QVariant::fromValue(badgeOf(change.kind));
    if (role == Qt::FontRole && column != What)
        return theme::monospaced();
    if (role != Qt::DisplayRole && role != Qt::ToolTipRole)
        return {};
    const bool moved = change.kind == Kind::Moved;
    switch (column) {
    case What:
        return badgeOf(change.kind).text;
    case Member:
        return memberOf(change);
    case Before:
        return moved ? tr("place %1").arg(text::fromUtf8(change.before)) : text::fromUtf8(change.before);
    case After:
        return moved ? tr("place %1").arg(text::fromUtf8(change.after)) : text::fromUtf8(change.after);
    default:
        return {};
    }
}

QString ChangesModel::title(int column) const
{
    static constexpr std::array titles{QT_TR_NOOP("What"), QT_TR_NOOP("Member"), QT_TR_NOOP("Before"),
                                       QT_TR_NOOP("After")};
    static_assert(titles.size() == ColumnCount);
    return tr(titles.at(static_cast<std::size_t>(column)));
}

} // namespace orderdesk

#include "ui/widgets/ColumnModel.h"

namespace orderdesk {

namespace {

QVariant alignment(bool numeric)
{
    return QVariant::fromValue(Qt::AlignVCenter | (numeric ? Qt::AlignRight : Qt::AlignLeft));
}

} // namespace

int ColumnModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(rows());
}

int ColumnModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : columns();
}

QVariant ColumnModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    if (role == Qt::TextAlignmentRole)
        return alignment(isNumeric(index.column()));
    if (role == Qt::AccessibleTextRole)
        return accessibleText(index.row(), index.column());
    if (role == Qt::AccessibleDescriptionRole)
        return rowInWords(index.row());
    return cell(index.row(), index.column(), role);
}

QString ColumnModel::accessibleText(int row, int column) const
{
    QString own = cell(row, column, Qt::AccessibleTextRole).toString();
    if (!own.isEmpty())
        return own;
    const QString shown = cell(row, column, Qt::DisplayRole).toString();
    return shown.isEmpty() ? tr("empty") : shown;
}

QString ColumnModel::rowInWords(int row) const
{
    QStringList parts;
    for (int column = 0; column < columns(); ++column) {
        const QString own = cell(row, column, Qt::AccessibleTextRole).toString();
        const QString words = own.isEmpty() ? cell(row, column, Qt::DisplayRole).toString() : own;
        if (!words.isEmpty())
            parts += QStringLiteral("%1: %2").arg(title(column), words);
    }
    return parts.join(QStringLiteral(", "));
}

QVariant ColumnModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= columns())
        return {};
    if (role == Qt::TextAlignmentRole)
        return alignment(isNumeric(section));
    if (role == Qt::InitialSortOrderRole)
        return static_cast<int>(firstOrder(section));
    return role == Qt::DisplayRole ? title(section) : QVariant();
}

} // namespace orderdesk

#include "ui/table/ColumnModel.h"

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
    return role == Qt::TextAlignmentRole ? alignment(isNumeric(index.column()))
                                         : cell(index.row(), index.column(), role);
}

QVariant ColumnModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= columns())
        return {};
    if (role == Qt::TextAlignmentRole)
        return alignment(isNumeric(section));
    return role == Qt::DisplayRole ? title(section) : QVariant();
}

} // namespace orderdesk

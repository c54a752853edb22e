#pragma once

#include <QAbstractTableModel>

namespace orderdesk {

/// Rows with the same columns, one level deep: a table's model but for its cells. Numbers stand right. A screen reader
/// is told each cell in words (AccessibleTextRole, where a model answers it, else what is shown) and, as a cell's
/// description, its whole row. Main thread only.
class ColumnModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    using QAbstractTableModel::QAbstractTableModel;

    int rowCount(const QModelIndex& parent = {}) const final;
    int columnCount(const QModelIndex& parent = {}) const final;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const final;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const final;

protected:
    virtual std::size_t rows() const = 0;
    virtual int columns() const = 0;
    virtual QString title(int column) const = 0; ///< in the language of the moment
    virtual bool isNumeric(int) const { return false; }
    /// How the first click on a column's title sorts: of times what is newest comes first.
    virtual Qt::SortOrder firstOrder(int) const { return Qt::AscendingOrder; }
    /// Any role but the alignment, of a cell that exists.
    virtual QVariant cell(int row, int column, int role) const = 0;

private:
    QString accessibleText(int row, int column) const;
    QString rowInWords(int row) const;
};

} // namespace orderdesk

#pragma once

#include "domain/StoredOrder.h"
#include "ui/widgets/ColumnModel.h"

#include <optional>
#include <vector>

namespace orderdesk {

/// The revisions of one order, newest first: the current one and those that were replaced. Main thread only.
class RevisionsModel final : public ColumnModel
{
    Q_OBJECT

public:
    enum Column { Revision, State, StoredAt, Position, Warnings, ColumnCount };

    using ColumnModel::ColumnModel;

    /// `revisions` newest first; the first is the current one.
    void setRevisions(std::vector<StoredOrder> revisions);
    const StoredOrder& revisionAt(int row) const { return m_revisions[static_cast<std::size_t>(row)]; }
    /// The revision that this one replaced, when it is kept.
    const StoredOrder* before(int row) const;

private:
    std::size_t rows() const override { return m_revisions.size(); }
    int columns() const override { return ColumnCount; }
    QString title(int column) const override;
    bool isNumeric(int column) const override { return column == Revision; }
    QVariant cell(int row, int column, int role) const override;

    std::vector<StoredOrder> m_revisions;
};

} // namespace orderdesk

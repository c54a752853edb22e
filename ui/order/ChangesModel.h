#pragma once

#include "ui/widgets/ColumnModel.h"
#include "json/DocumentDifference.h"

#include <vector>

namespace orderdesk {

/// What changed between two revisions, one member a row. Values as JSON, exact; shows personal data, as the detail it
/// is a part of. Main thread only.
class ChangesModel final : public ColumnModel
{
    Q_OBJECT

public:
    enum Column { What, Member, Before, After, ColumnCount };

    using ColumnModel::ColumnModel;

    void setChanges(std::vector<DocumentChange> changes);

private:
    std::size_t rows() const override { return m_changes.size(); }
    int columns() const override { return ColumnCount; }
    QString title(int column) const override;
    QVariant cell(int row, int column, int role) const override;

    std::vector<DocumentChange> m_changes;
};

} // namespace orderdesk

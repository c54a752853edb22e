#pragma once

#include "letters/DeadLetterBrowser.h"
#include "ui/widgets/ColumnModel.h"

namespace orderdesk {

/// The audit of dead letters, newest first, page by page. Main thread only.
class LetterChangesModel final : public ColumnModel
{
    Q_OBJECT

public:
    enum Column { ChangedAt, ChangedBy, Action, Position, Detail, ColumnCount };

    using ColumnModel::ColumnModel;

    void append(const DeadLetterChangePage& page);
    bool canFetchMore(const QModelIndex& parent) const override;
    void fetchMore(const QModelIndex& parent) override;

    static QString actionText(const DeadLetterChange& change); ///< in the language of the moment
    static QString detailText(const DeadLetterChange& change); ///< too; what it does not know stays as it was noted

Q_SIGNALS:
    void moreWanted(qint64 before);

private:
    std::size_t rows() const override { return m_rows.size(); }
    int columns() const override { return ColumnCount; }
    QString title(int column) const override;
    QVariant cell(int row, int column, int role) const override;

    std::vector<DeadLetterChange> m_rows;
    std::optional<std::int64_t> m_next;
};

} // namespace orderdesk

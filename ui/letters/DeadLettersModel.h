#pragma once

#include "storage/OrderReader.h"
#include "ui/widgets/ColumnModel.h"

#include <optional>

namespace orderdesk {

/// Dead letters, newest first, filled page by page and brought up to date by merging, so that the row a person is on
/// stays. At most `maxRows`. Main thread only.
class DeadLettersModel final : public ColumnModel
{
    Q_OBJECT

public:
    enum Column { ReceivedAt, Number, Reason, Path, Key, Position, Redriven, ColumnCount };

    static constexpr int maxRows = 5'000;

    using ColumnModel::ColumnModel;

    /// The newest page: rows of its range that it lacks are removed, new ones inserted, changed ones updated.
    void mergeNewest(const DeadLetterPage& page);
    /// The page after the last row (asked for by moreWanted()).
    void append(const DeadLetterPage& page);
    /// A whole short list; nothing more follows.
    void setDeadLetters(const std::vector<DeadLetter>& deadLetters);
    void remove(qint64 id);
    void clear();

    const DeadLetter& deadLetterAt(int row) const { return m_rows[static_cast<std::size_t>(row)]; }
    int rowOf(qint64 id) const;
    int rowOf(const MessagePosition& position) const;
    bool hasMore() const { return m_next.has_value(); }

    bool canFetchMore(const QModelIndex& parent) const override;
    void fetchMore(const QModelIndex& parent) override;

Q_SIGNALS:
    void moreWanted(qint64 before);

private:
    std::size_t rows() const override { return m_rows.size(); }
    int columns() const override { return ColumnCount; }
    QString title(int column) const override;
    Qt::SortOrder firstOrder(int column) const override;
    QVariant cell(int row, int column, int role) const override;

    void removeRow(std::size_t row);
    void insertAt(std::size_t row, const DeadLetter& deadLetter);

    std::vector<DeadLetter> m_rows;
    std::optional<std::int64_t> m_next;
    bool m_asked = false; ///< for the page at m_next
};

} // namespace orderdesk

#pragma once

#include <QAbstractItemModel>
#include <QList>
#include <QPointer>
#include <QTimer>

#include <optional>
#include <vector>

namespace orderdesk {

/// Finds text in the rows of a model, without a widget: as shown (so what is masked is not found), without regard to
/// case. Finding answers at once; counting all matches goes on in slices of a few milliseconds and starts anew a moment
/// after rows or texts have changed. Main thread only.
class TableFinder final : public QObject
{
    Q_OBJECT

public:
    enum class Direction { Forward, Backward };

    struct Found
    {
        int row = 0;
        int column = 0;       ///< the first of `columns` that holds the text
        bool wrapped = false; ///< passed the end, or the beginning, of the table
    };

    explicit TableFinder(QObject* parent = nullptr);

    /// `columns`: those to look in, in the order they are shown. `model` may be null and may go away.
    void setTable(QAbstractItemModel* model, const QList<int>& columns);
    void setText(const QString& text);
    const QString& text() const { return m_text; }

    /// The next row after `row` (-1: from the beginning) that holds the text; `row` itself comes last. None: no row.
    std::optional<Found> find(int row, Direction direction) const;
    /// `row` itself first: for typing on.
    std::optional<Found> findFrom(int row) const;

    int count() const { return static_cast<int>(m_rows.size()); } ///< so far
    bool isCounting() const { return m_counting.isActive() || m_recount.isActive(); }
    int position(int row) const; ///< 1 for the first match; 0 when it is none

Q_SIGNALS:
    void countChanged();

private:
    std::optional<int> matchIn(int row) const;
    void restart();
    void countSome();

    QPointer<QAbstractItemModel> m_model;
    QList<int> m_columns;
    QString m_text;
    std::vector<int> m_rows; ///< that match, ascending
    int m_next = 0;          ///< the row to count next
    QTimer m_counting;
    QTimer m_recount;
};

} // namespace orderdesk

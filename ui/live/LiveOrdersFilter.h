#pragma once

#include "domain/IngestEvent.h"
#include "ui/filter/EventMatcher.h"

#include <QAbstractTableModel>

#include <span>
#include <vector>

namespace orderdesk {

class LiveOrdersModel;

/// The rows of a LiveOrdersModel, which outlives this, that an OrderFilter lets through, in the order of a column;
/// equal ones newest first, both ways. Newest first, the order to begin with, shows a burst as an insertion; in any
/// other order what is new is sorted and merged into what is there, and a burst is one reset. Main thread only.
class LiveOrdersFilter final : public QAbstractTableModel
{
    Q_OBJECT

public:
    using Sequence = quint64; ///< LiveOrdersModel::sequenceAt()

    explicit LiveOrdersFilter(LiveOrdersModel& source, QObject* parent = nullptr);

    void setFilter(const OrderFilter& filter); ///< resets the model
    const OrderFilter& filter() const { return m_matcher.filter(); }
    bool isFiltering() const { return m_isFiltering; }

    const IngestEvent& eventAt(const QModelIndex& index) const;
    /// The same message has the same sequence as long as it is in the source, wherever its row is.
    Sequence sequenceAt(int row) const { return m_shown[static_cast<std::size_t>(row)]; }
    QModelIndex indexOf(Sequence sequence) const; ///< of its first column; invalid: it is not shown

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;
    void sort(int column, Qt::SortOrder order = Qt::AscendingOrder) override;

private:
    bool isNewestFirst() const;
    bool isBefore(Sequence left, Sequence right) const;
    std::vector<Sequence> takeNew();
    void showAll();
    void merge(std::vector<Sequence> fresh);
    void forgetGone();

    void onInserted();
    void onAboutToBeRemoved(int firstRow);
    void onRemoved();
    void onReset();

    LiveOrdersModel& m_source;
    EventMatcher m_matcher;
    bool m_isFiltering = false;
    int m_column;
    Qt::SortOrder m_order = Qt::DescendingOrder;
    std::vector<Sequence> m_shown; ///< in the order shown
    Sequence m_seen = 0;           ///< the newest that went through the filter
    bool m_isRemoving = false;
};

} // namespace orderdesk

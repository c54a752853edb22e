#pragma once

#include "ingest/IngestEvent.h"

#include <QAbstractTableModel>

#include <deque>
#include <span>

namespace orderdesk {

/// The newest messages and what became of each, newest on top, at most `capacity` rows. A burst goes in as one
/// insertion; what no longer fits leaves at the bottom. Main thread only.
class LiveOrdersModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column {
        Received,
        Number,
        State,
        Customer,
        City,
        Items,
        Amount,
        Provider,
        DeliveryService,
        Position,
        ColumnCount,
    };

    explicit LiveOrdersModel(int capacity = 10'000, QObject* parent = nullptr);

    /// `events` in the order they happened. Of more than fits, the newest stay.
    void add(std::span<const IngestEvent> events);
    void clear();
    int capacity() const { return m_capacity; }
    void setCapacity(int capacity);

    const IngestEvent& eventAt(int row) const { return m_events[static_cast<std::size_t>(row)]; }

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    void removeOldest(std::size_t keep);

    int m_capacity;
    std::deque<IngestEvent> m_events; ///< newest first
};

} // namespace orderdesk

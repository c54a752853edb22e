#pragma once

#include "domain/IngestEvent.h"
#include "ui/widgets/ColumnModel.h"

#include <deque>
#include <span>

namespace orderdesk {

/// The newest messages and what became of each, newest on top, at most `capacity` rows. A burst goes in as one
/// insertion; what no longer fits leaves at the bottom. Main thread only.
class LiveOrdersModel final : public ColumnModel
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
    /// Around several calls of add() that belong together. In a model whose view is sorted they are one reset instead
    /// of an insertion and a removal for every row: whoever sorts asks for that.
    void beginBurst();
    void endBurst();
    void setResetInBursts(bool reset) { m_resetsInBursts = reset; }
    void clear();
    int capacity() const { return m_capacity; }
    void setCapacity(int capacity);

    const IngestEvent& eventAt(int row) const { return m_events[static_cast<std::size_t>(row)]; }

    /// Messages are counted as they come in, from 1: a message keeps its sequence while rows come above it and leave
    /// below. Of no rows, the oldest is one past the newest.
    quint64 newestSequence() const { return m_newest; }
    quint64 oldestSequence() const { return m_newest - m_events.size() + 1; }
    quint64 sequenceAt(int row) const { return m_newest - static_cast<quint64>(row); }
    int rowOf(quint64 sequence) const { return static_cast<int>(m_newest - sequence); }
    const IngestEvent& eventOf(quint64 sequence) const { return m_events[m_newest - sequence]; }

private:
    std::size_t rows() const override { return m_events.size(); }
    int columns() const override { return ColumnCount; }
    QString title(int column) const override;
    Qt::SortOrder firstOrder(int column) const override;
    bool isNumeric(int column) const override;
    QVariant cell(int row, int column, int role) const override;

    void removeOldest(std::size_t keep);

    int m_capacity;
    bool m_resetsInBursts = false;
    bool m_isResetting = false;
    std::deque<IngestEvent> m_events; ///< newest first
    quint64 m_newest = 0;             ///< sequence of the first row
};

} // namespace orderdesk

#pragma once

#include "domain/IngestEvent.h"

#include <QSortFilterProxyModel>

#include <optional>

namespace orderdesk {

/// The live table's filter: a text over number, track number, customer and city, and a state; both combined with AND.
/// Newest first is the model's own order, so that sort costs nothing. Its source must be a LiveOrdersModel.
class LiveOrdersFilter final : public QSortFilterProxyModel
{
    Q_OBJECT

public:
    /// Any: all. WithWarnings and the rest as the state column says.
    enum class StateFilter { Any, New, Updated, Unchanged, Superseded, WithWarnings, DeadLettered };

    explicit LiveOrdersFilter(QObject* parent = nullptr);

    void setText(const QString& text);
    void setState(StateFilter state);
    bool isFiltering() const;
    const IngestEvent& eventAt(const QModelIndex& index) const; ///< of this model

    void sort(int column, Qt::SortOrder order = Qt::AscendingOrder) override;

protected:
    bool filterAcceptsRow(int sourceRow, const QModelIndex& sourceParent) const override;

private:
    QString m_text;
    StateFilter m_state = StateFilter::Any;
};

} // namespace orderdesk

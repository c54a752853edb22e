#pragma once

#include "domain/IngestEvent.h"
#include "ui/filter/EventMatcher.h"

#include <QSortFilterProxyModel>

namespace orderdesk {

/// The live table's rows that an OrderFilter lets through. Newest first is the model's own order, so that sort costs
/// nothing. Its source must be a LiveOrdersModel.
class LiveOrdersFilter final : public QSortFilterProxyModel
{
    Q_OBJECT

public:
    explicit LiveOrdersFilter(QObject* parent = nullptr);

    void setFilter(const OrderFilter& filter);
    const OrderFilter& filter() const { return m_matcher.filter(); }
    bool isFiltering() const { return m_isFiltering; }
    const IngestEvent& eventAt(const QModelIndex& index) const; ///< of this model

    void sort(int column, Qt::SortOrder order = Qt::AscendingOrder) override;

protected:
    bool filterAcceptsRow(int sourceRow, const QModelIndex& sourceParent) const override;
    bool lessThan(const QModelIndex& left, const QModelIndex& right) const override;

private:
    EventMatcher m_matcher;
    bool m_isFiltering = false;
};

} // namespace orderdesk

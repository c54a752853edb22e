#pragma once

#include "lookup/OrderLookup.h"
#include "ui/order/ItemsModel.h"
#include "ui/widgets/SelectionWalk.h"

#include <QWidget>

#include <memory>

namespace Ui {
class OrderDetail;
}

namespace orderdesk {

class DeadLettersModel;
class HistoryView;
class JsonView;
class OrderActions;
class TableColumns;
class WindowState;

/// Everything about one order: where it is (Kafka, store, cache, dead letters), items, payment with its sums checked,
/// delivery, raw JSON, revisions. Shows personal data: this is the place for it. Main thread only.
class OrderDetail final : public QWidget
{
    Q_OBJECT

public:
    OrderDetail(OrderActions& actions, WindowState& state, QWidget* parent = nullptr);
    ~OrderDetail() override;

    void showTrace(const QString& orderUid, const OrderTrace& trace);
    void showSearching(const QString& orderUid);
    void showFailure(const QString& orderUid, const Error& error);
    HistoryView& history() { return *m_history; }
    JsonView& json() { return *m_json; }
    /// Where it stands in the list it was opened from.
    void showPlace(const SelectionWalk::Place& place);
    void showMainTab(); ///< instead of the JSON or the history that was looked at last
    const QString& orderUid() const { return m_orderUid; }

Q_SIGNALS:
    void closeWanted();
    void retryWanted(const QString& orderUid);
    void deadLetterChosen(qint64 id);
    void stepWanted(int by); ///< in the list it was opened from

protected:
    bool event(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void setUpTabs(WindowState& state);
    void setUpTables(WindowState& state);
    void connectCopies();
    void showDocument(const StoredOrder& stored);
    void showOrder(const Order& order);
    void showSections(bool stored);
    void updateTabs();
    void showNotice(const QString& words, bool retry);
    void followFont();
    void fitItems();
    void paintIcons();

    std::unique_ptr<Ui::OrderDetail> m_ui;
    OrderActions& m_actions;
    ItemsModel m_items;
    DeadLettersModel* m_deadLetters;
    TableColumns* m_itemColumns = nullptr;
    QString m_orderUid;
    QString m_address; ///< as Copy address takes it
    JsonView* m_json = nullptr;
    HistoryView* m_history = nullptr;
    std::optional<OrderTrace> m_trace;
    std::optional<Error> m_failure; ///< shown in place of a trace
    bool m_isSearching = false;     ///< there is nothing to show yet
};

} // namespace orderdesk

#pragma once

#include "lookup/OrderLookup.h"
#include "ui/order/ItemsModel.h"

#include <QWidget>

#include <memory>

namespace Ui {
class OrderDetail;
}

namespace orderdesk {

class DeadLettersModel;
class OrderActions;

/// Everything about one order: where it is (Kafka, store, cache, dead letters), items, payment with its sums checked,
/// delivery, raw JSON. Shows personal data: this is the place for it. Main thread only.
class OrderDetail final : public QWidget
{
    Q_OBJECT

public:
    explicit OrderDetail(OrderActions& actions, QWidget* parent = nullptr);
    ~OrderDetail() override;

    void showTrace(const QString& orderUid, const OrderTrace& trace);
    void showSearching(const QString& orderUid);
    void showFailure(const QString& orderUid, const Error& error);
    const QString& orderUid() const { return m_orderUid; }

Q_SIGNALS:
    void closeWanted();
    void retryWanted(const QString& orderUid);
    void deadLetterChosen(qint64 id);

protected:
    void changeEvent(QEvent* event) override;

private:
    void setUpItems();
    void connectCopies();
    void showDocument(const StoredOrder& stored);
    void showSections(bool stored);
    void showNotice(const QString& words, bool retry);
    void fitItems();
    void paintIcons();

    std::unique_ptr<Ui::OrderDetail> m_ui;
    OrderActions& m_actions;
    ItemsModel m_items;
    DeadLettersModel* m_deadLetters;
    QString m_orderUid;
    QByteArray m_document;
    std::optional<OrderTrace> m_trace;
};

} // namespace orderdesk

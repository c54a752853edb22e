#pragma once

#include "domain/IngestEvent.h"
#include "ui/live/LiveFeed.h"
#include "ui/live/LiveOrdersFilter.h"
#include "ui/live/LiveOrdersModel.h"

#include <QWidget>

#include <memory>

namespace Ui {
class LiveOrdersPage;
}

namespace orderdesk {

class OrderActions;
class TableColumns;
class WindowState;

/// The live table with its filter line. Scrolling away from the top, a selection or Space hold it still; the button
/// "N new" lets it go on. Main thread only.
class LiveOrdersPage final : public QWidget
{
    Q_OBJECT

public:
    LiveOrdersPage(OrderActions& orders, WindowState& state, QWidget* parent = nullptr);
    ~LiveOrdersPage() override;

    void addEvents(const QList<IngestEvent>& events) { m_feed.add(events); }
    /// For the text shown while nothing has come. No brokers: a viewer.
    void setSource(const QString& brokers, const QString& topic);
    void goLive(); ///< clears the selection, shows the newest and goes on
    void clearSelection();
    void togglePause();
    void clearFilter();

    TableColumns& columns() const { return *m_columns; }
    LiveOrdersModel& model() { return m_model; }
    LiveFeed& feed() { return m_feed; }

Q_SIGNALS:
    void eventChosen(const orderdesk::IngestEvent& event); ///< the row the person is on

protected:
    void changeEvent(QEvent* event) override;

private:
    void setUpView();
    void setUpFilter();
    void updateHolds();
    void updateNewButton();
    void updateWords();
    void showEmptyOrTable();
    void paintIcons();

    std::unique_ptr<Ui::LiveOrdersPage> m_ui;
    LiveOrdersModel m_model;
    LiveOrdersFilter m_filter;
    LiveFeed m_feed;
    TableColumns* m_columns = nullptr;
    QString m_brokers;
    QString m_topic;
};

} // namespace orderdesk

#pragma once

#include "domain/IngestEvent.h"
#include "ingest/IngestSnapshot.h"
#include "ui/filter/FilterCondition.h"
#include "ui/live/LiveFeed.h"
#include "ui/live/LiveOrdersFilter.h"
#include "ui/live/LiveOrdersModel.h"

#include <QTimer>
#include <QWidget>

#include <memory>
#include <optional>
#include <vector>

class QAction;
class QMenu;

namespace Ui {
class LiveOrdersPage;
}

namespace orderdesk {

class FilterValues;
class OrderActions;
class WindowState;

/// The live table with its filter bar. Scrolling away from the top, a selection or Space hold it still; the button
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
    /// Why nothing can come in at the moment, for the same text; none in a viewer.
    void setIngest(const std::optional<IngestSnapshot>& ingest);
    /// While one side is away: what opens the settings that may be the cause. Outlives this.
    void offerPreferences(QAction* preferences);
    void goLive();    ///< clears the selection, shows the newest and goes on
    void takeFocus(); ///< the table; the filter line while there is none
    void clearSelection();
    void togglePause();
    void setCanBrowse(bool canBrowse);                ///< whether browseWanted() leads anywhere
    void setFilterValues(const FilterValues* values); ///< what the filter line completes to; outlives this
    bool clearFilter();                               ///< false: there was none
    QList<FilterCondition> conditions() const;
    QList<IngestEvent> shownEvents() const; ///< all rows the filter lets through, as they stand

    /// How many messages are kept at most, 1,000 to 100,000; remembered, and taken over when it is changed there.
    void setCapacity(int rows);
    int capacity() const { return m_model.capacity(); }

    LiveOrdersModel& model() { return m_model; }
    LiveFeed& feed() { return m_feed; }

Q_SIGNALS:
    void eventChosen(const orderdesk::IngestEvent& event); ///< the row the person is on
    void browseWanted();                                   ///< the same filter, in the whole database

protected:
    void changeEvent(QEvent* event) override;

private:
    void setUpView();
    void setUpFilter();
    void takeCapacity();
    void offerFilterByCell(QMenu* menu);
    void rememberSelection();
    void restoreSelection();
    void updateHolds();
    void updateNewButton();
    void updateWords();
    void updateEmptyWords();
    void showEmptyOrTable();
    void paintIcons();

    std::unique_ptr<Ui::LiveOrdersPage> m_ui;
    WindowState& m_state;
    LiveOrdersModel m_model;
    LiveOrdersFilter m_filter;
    LiveFeed m_feed;
    std::vector<LiveOrdersFilter::Sequence> m_selected; ///< while the filter is reset or hides them
    std::optional<LiveOrdersFilter::Sequence> m_current;
    int m_currentColumn = 0;
    bool m_isRestoring = false;
    QTimer m_newSoon; ///< the button counts a few times a second, not for each batch
    QTimer m_minute;  ///< "today" and "last hour" go on with the clock
    QString m_brokers;
    QString m_topic;
    QString m_troubleTitle; ///< why nothing can come; empty: it can
    QString m_trouble;
    bool m_canBrowse = true;
    bool m_offersPreferences = false;
    bool m_isAway = false; ///< the trouble is that one side does not answer
};

} // namespace orderdesk

#pragma once

#include "lookup/AsyncLookup.h"
#include "ui/browse/FoundOrdersModel.h"
#include "ui/browse/OrderPager.h"
#include "ui/browse/WaitClock.h"
#include "ui/filter/FilterCondition.h"
#include "ui/widgets/SelectionWalk.h"

#include <QWidget>

#include <memory>

namespace Ui {
class BrowsePage;
}

namespace orderdesk {

class FilterValues;
class OrderActions;
class WindowState;

/// All stored orders, newest first, with the same filter as the live table; more come as one scrolls. Reads nothing
/// before it is shown; what is asked when it is left is given up and asked again when it is back. Says how long it has
/// been reading, and can be told to stop. Main thread only, never waits.
class BrowsePage final : public QWidget
{
    Q_OBJECT

public:
    using BrowserFactory = std::function<std::unique_ptr<OrderBrowser>()>;

    /// `makeBrowser` is called on a thread of the page's own.
    BrowsePage(BrowserFactory makeBrowser, OrderActions& orders, WindowState& state, QWidget* parent = nullptr);
    ~BrowsePage() override;

    /// What the filter line completes to; what is read here is added. Outlives this.
    void setFilterValues(FilterValues* values);
    void readAgain(); ///< what the database could not answer; nothing where it did
    void refresh();   ///< from the newest, with the time of now
    void setConditions(const QList<FilterCondition>& conditions);
    bool clearFilter(); ///< false: there was none
    void clearSelection();
    const OrderFilter& filter() const;
    const std::optional<OrderCount>& count() const { return m_pager.count(); }
    SelectionWalk::Extent extent() const; ///< where the rows of the table are in the list, which may be longer

Q_SIGNALS:
    void extentChanged();
    void orderChosen(const QString& orderUid);

protected:
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void setUpTable(OrderActions& orders, WindowState& state);
    void loadWhatIsInSight();
    void keepPlace(int rows);
    void connectControls();
    void showState();
    void showFoot();
    QString footText() const;
    QString countText() const;
    void paintIcons();

    std::unique_ptr<Ui::BrowsePage> m_ui;
    AsyncBrowser m_browser;
    FoundOrdersModel m_orders;
    OrderPager m_pager;
    WaitClock m_clock;
    int m_before = 0; ///< rows that were let go above those of the table
    bool m_wasAsked = false;
    bool m_wasLeft = false; ///< while something was asked
};

} // namespace orderdesk

#pragma once

#include "lookup/AsyncBrowser.h"
#include "ui/search/FoundOrdersModel.h"

#include <QObject>

#include <deque>
#include <optional>

namespace orderdesk {

/// Fills a model with stored orders page by page, older ones when the end comes into sight, and keeps at most
/// `mostPages` of them: what was scrolled by far is let go at the other end and read again on the way back. One
/// question at a time; a new start makes the older one's answer void. Main thread only, never waits.
class OrderPager final : public QObject
{
    Q_OBJECT

public:
    static constexpr int pageRows = 200;
    static constexpr int mostPages = 25;

    OrderPager(AsyncBrowser& browser, FoundOrdersModel& model, QObject* parent = nullptr);

    void start(const OrderFilter& filter); ///< from the newest; what is shown stays until the answer comes
    void loadOlder();                      ///< nothing when there are none or something is being read
    void loadNewer();
    void retry(); ///< after an error, what failed

    const OrderFilter& filter() const { return m_filter; }
    bool isLoading() const { return m_isLoading; }
    bool hasStarted() const { return m_hasStarted; } ///< the model shows what filter() finds
    bool hasOlder() const { return m_last + 1 < m_starts.size(); }
    bool hasNewer() const { return m_first > 0; }
    const std::optional<Error>& error() const { return m_error; }
    /// None: not counted yet, or it failed.
    const std::optional<OrderCount>& count() const { return m_count; }
    bool isCountUnknown() const { return m_isCountUnknown; }

Q_SIGNALS:
    void changed();
    /// So many rows came (or went, when negative) above those that are there.
    void shifted(int rows);

private:
    enum class Wish { Start, Older, Newer };

    void ask(Wish wish);
    void answered(Wish wish, Result<OrderPage> page);
    void takeFirst(OrderPage page);
    void takeOlder(OrderPage page);
    void takeNewer(OrderPage page);
    void askCount();

    AsyncBrowser& m_browser;
    FoundOrdersModel& m_model;
    OrderFilter m_filter;
    quint64 m_question = 0; ///< answers to older ones are void
    bool m_isLoading = false;
    bool m_hasStarted = false;
    bool m_isStartWanted = false; ///< when the answer that is awaited has come
    Wish m_lastWish = Wish::Start;
    std::optional<Error> m_error;
    std::optional<OrderCount> m_count;
    bool m_isCountUnknown = false;

    std::vector<std::optional<OrderCursor>> m_starts; ///< where each page known so far begins
    std::deque<int> m_rows;                           ///< of the pages that are loaded
    std::size_t m_first = 0;                          ///< the first and last page that are loaded
    std::size_t m_last = 0;
};

} // namespace orderdesk

#pragma once

#include "lookup/AsyncLookup.h"
#include "ui/browse/FoundOrdersModel.h"

#include <QObject>

#include <deque>
#include <optional>
#include <stop_token>

namespace orderdesk {

/// Fills a model with stored orders page by page, older ones when the end comes into sight, and keeps at most
/// `mostPages` of them: what was scrolled by far is let go at the other end and read again on the way back. One
/// question at a time; a new start gives up the older one, on the server too. Main thread only, never waits.
class OrderPager final : public QObject
{
    Q_OBJECT

public:
    static constexpr int pageRows = 200;
    static constexpr int mostPages = 25;

    OrderPager(AsyncBrowser& browser, FoundOrdersModel& model, QObject* parent = nullptr);
    ~OrderPager() override; ///< gives up what is asked

    /// From the newest; what is shown stays until the answer comes, and where it is of the same filter after a failure.
    void start(const OrderFilter& filter);
    void loadOlder(); ///< nothing when there are none or something is being read
    void loadNewer();
    void cancel(); ///< gives up what is being read or counted; that is no error
    void retry();  ///< what failed or was given up

    const OrderFilter& filter() const { return m_filter; }
    bool isLoading() const { return m_isLoading && (!m_isGivenUp || m_next); }
    bool isCounting() const { return m_isCounting; }
    bool isGivenUp() const { return m_isGivenUp && !m_next; } ///< what was to be read
    bool hasStarted() const { return m_hasStarted; }          ///< the model shows what filter() finds
    bool hasOlder() const { return m_last + 1 < m_starts.size(); }
    bool hasNewer() const { return m_first > 0; }
    const std::optional<Error>& error() const { return m_error; }
    /// What the model shows was read before error(), which kept it from being read anew.
    bool isStale() const { return m_error && m_hasStarted && m_lastRequest == Request::Start; }
    /// None: not counted yet. Where counting failed or was given up: more than were read.
    const std::optional<OrderCount>& count() const { return m_count; }

Q_SIGNALS:
    void changed();
    /// So many rows came (or went, when negative) above those that are there.
    void shifted(int rows);

private:
    enum class Request { Start, Older, Newer };

    void ask(Request request);
    void answered(Request request, Result<OrderPage> page);
    void takeFirst(OrderPage page);
    void takeOlder(const OrderPage& page);
    void takeNewer(OrderPage page);
    void askCount();
    void stopCounting();

    AsyncBrowser& m_browser;
    FoundOrdersModel& m_model;
    OrderFilter m_filter;
    bool m_isLoading = false;
    bool m_hasStarted = false;
    bool m_isGivenUp = false;
    std::optional<Request> m_next; ///< when the answer that is awaited, and void, has come
    Request m_lastRequest = Request::Start;
    std::stop_source m_pageStop; ///< of what is being read
    std::optional<Error> m_error;

    quint64 m_counting = 0; ///< answers to older ones are void
    bool m_isCounting = false;
    bool m_isCountGivenUp = false;
    std::stop_source m_countStop;
    std::optional<OrderCount> m_count;

    std::vector<std::optional<OrderCursor>> m_starts; ///< where each page known so far begins
    std::deque<int> m_rows;                           ///< of the pages that are loaded
    std::size_t m_first = 0;                          ///< the first and last page that are loaded
    std::size_t m_last = 0;
};

} // namespace orderdesk

#include "ui/browse/OrderPager.h"

#include <tuple>
#include <utility>

namespace orderdesk {

namespace {

constexpr int largestPage = 1000;

/// A place just before an order: a page from there begins with it.
OrderCursor before(const OrderSummary& order)
{
    return {order.storedAt + std::chrono::microseconds(1), {}};
}

bool isNewer(const OrderSummary& a, const OrderSummary& b)
{
    return std::tie(a.storedAt, a.orderUid) > std::tie(b.storedAt, b.orderUid);
}

} // namespace

OrderPager::OrderPager(AsyncBrowser& browser, FoundOrdersModel& model, QObject* parent)
    : QObject(parent)
    , m_browser(browser)
    , m_model(model)
{
}

OrderPager::~OrderPager()
{
    m_pageStop.request_stop();
    m_countStop.request_stop();
}

void OrderPager::start(const OrderFilter& filter)
{
    m_hasStarted = m_hasStarted && filter == m_filter;
    m_filter = filter;
    m_isGivenUp = false;
    m_error.reset();
    m_count.reset();
    stopCounting();
    m_lastRequest = Request::Start;
    // The browser answers one question after another: those of a person who is still typing would queue up.
    if (m_isLoading) {
        m_next = Request::Start;
        m_pageStop.request_stop();
        Q_EMIT changed();
        return;
    }
    ask(Request::Start);
}

void OrderPager::loadOlder()
{
    if (!m_isLoading && m_hasStarted && !m_error && !m_isGivenUp && hasOlder())
        ask(Request::Older);
}

void OrderPager::loadNewer()
{
    if (!m_isLoading && m_hasStarted && !m_error && !m_isGivenUp && hasNewer())
        ask(Request::Newer);
}

void OrderPager::cancel()
{
    if (isLoading()) {
        m_isGivenUp = true;
        m_next.reset();
        m_pageStop.request_stop();
        // What is there was found by another filter.
        if (!m_hasStarted)
            m_model.setOrders({});
    } else if (m_isCounting) {
        stopCounting();
        m_isCountGivenUp = true;
        m_count = OrderCount{m_model.rowCount(), OrderCount::Kind::AtLeast};
    } else {
        return;
    }
    Q_EMIT changed();
}

void OrderPager::retry()
{
    if (isGivenUp() && m_isLoading) {
        m_next = m_lastRequest; // its answer is still on the way
        Q_EMIT changed();
    } else if (!m_isLoading && (m_error || m_isGivenUp)) {
        m_error.reset();
        ask(m_lastRequest);
    } else if (m_isCountGivenUp) {
        m_count.reset();
        askCount();
        Q_EMIT changed();
    }
}

void OrderPager::ask(Request request)
{
    m_isLoading = true;
    m_isGivenUp = false;
    m_lastRequest = request;
    m_pageStop = std::stop_source();
    if (m_isCounting)
        stopCounting(); // a person waits for the rows, not for their number
    std::optional<OrderCursor> after;
    int rows = pageRows;
    if (request == Request::Older) {
        after = m_starts[m_last + 1];
    } else if (request == Request::Newer) {
        // More than were there: an order that was stored at that time may have become visible only now.
        after = m_starts[m_first - 1];
        rows = largestPage;
    }
    m_browser.ask(
        [filter = m_filter, after, rows, stop = m_pageStop.get_token()](OrderBrowser& browser) {
            browser.setStopToken(stop);
            return browser.page(filter, after, rows);
        },
        this, [this, request](Result<OrderPage> page) { answered(request, std::move(page)); });
    Q_EMIT changed();
}

void OrderPager::answered(Request request, Result<OrderPage> page)
{
    m_isLoading = false;
    if (const auto next = std::exchange(m_next, std::nullopt)) {
        ask(*next);
        return;
    }
    if (m_isGivenUp)
        return;
    if (!page) {
        m_error = page.error();
        Q_EMIT changed();
        return;
    }
    if (request == Request::Start)
        takeFirst(std::move(*page));
    else if (request == Request::Older)
        takeOlder(*page);
    else
        takeNewer(std::move(*page));
    if (!m_count)
        askCount();
    Q_EMIT changed();
}

void OrderPager::takeFirst(OrderPage page)
{
    m_hasStarted = true;
    m_first = 0;
    m_last = 0;
    m_rows = {static_cast<int>(page.orders.size())};
    m_starts.clear();
    // On the way back the first page begins where it began, or newer orders would leave a gap.
    m_starts.emplace_back(page.orders.empty() ? std::nullopt : std::optional(before(page.orders.front())));
    if (page.next)
        m_starts.emplace_back(page.next);
    m_model.setOrders(std::move(page.orders));
}

void OrderPager::takeOlder(const OrderPage& page)
{
    ++m_last;
    m_rows.push_back(static_cast<int>(page.orders.size()));
    if (m_last + 1 == m_starts.size() && page.next)
        m_starts.emplace_back(page.next);
    m_model.append(page.orders);
    if (m_rows.size() > mostPages) {
        const int rows = m_rows.front();
        m_rows.pop_front();
        ++m_first;
        m_model.removeFirst(rows);
        Q_EMIT shifted(-rows);
    }
}

void OrderPager::takeNewer(OrderPage page)
{
    if (m_model.rowCount() > 0) {
        const OrderSummary& first = m_model.orderAt(0);
        std::erase_if(page.orders, [&first](const OrderSummary& order) { return !isNewer(order, first); });
    }
    --m_first;
    const int rows = static_cast<int>(page.orders.size());
    m_rows.push_front(rows);
    m_model.prepend(page.orders);
    Q_EMIT shifted(rows);
    if (m_rows.size() > mostPages) {
        m_model.removeLast(m_rows.back());
        m_rows.pop_back();
        --m_last;
    }
}

void OrderPager::askCount()
{
    if (!hasOlder() && !hasNewer()) {
        m_count = OrderCount{m_model.rowCount(), OrderCount::Kind::Exact};
        return;
    }
    stopCounting();
    m_isCounting = true;
    m_countStop = std::stop_source();
    m_browser.ask(
        [filter = m_filter, stop = m_countStop.get_token()](OrderBrowser& browser) {
            browser.setStopToken(stop);
            return browser.count(filter);
        },
        this,
        [this, counting = m_counting](const Result<OrderCount>& count) {
            if (counting != m_counting)
                return;
            m_isCounting = false;
            m_count = count.value_or(OrderCount{m_model.rowCount(), OrderCount::Kind::AtLeast});
            Q_EMIT changed();
        });
}

void OrderPager::stopCounting()
{
    ++m_counting;
    m_isCounting = false;
    m_isCountGivenUp = false;
    m_countStop.request_stop();
}

} // namespace orderdesk

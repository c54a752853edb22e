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

void OrderPager::start(const OrderFilter& filter)
{
    m_filter = filter;
    m_hasStarted = false;
    m_error.reset();
    m_count.reset();
    m_isCountUnknown = false;
    ++m_question;
    // The browser answers one question after another: those of a person who is still typing would queue up.
    if (m_isLoading) {
        m_isStartWanted = true;
        return;
    }
    ask(Wish::Start);
}

void OrderPager::loadOlder()
{
    if (!m_isLoading && m_hasStarted && !m_error && hasOlder())
        ask(Wish::Older);
}

void OrderPager::loadNewer()
{
    if (!m_isLoading && m_hasStarted && !m_error && hasNewer())
        ask(Wish::Newer);
}

void OrderPager::retry()
{
    if (!m_error || m_isLoading)
        return;
    m_error.reset();
    ask(m_lastWish);
}

void OrderPager::ask(Wish wish)
{
    m_isLoading = true;
    m_lastWish = wish;
    std::optional<OrderCursor> after;
    int rows = pageRows;
    if (wish == Wish::Older) {
        after = m_starts[m_last + 1];
    } else if (wish == Wish::Newer) {
        // More than were there: an order that was stored at that time may have become visible only now.
        after = m_starts[m_first - 1];
        rows = largestPage;
    }
    m_browser.ask([filter = m_filter, after, rows](OrderBrowser& browser) { return browser.page(filter, after, rows); },
                  this, [this, wish](Result<OrderPage> page) { answered(wish, std::move(page)); });
    Q_EMIT changed();
}

void OrderPager::answered(Wish wish, Result<OrderPage> page)
{
    m_isLoading = false;
    if (std::exchange(m_isStartWanted, false)) {
        ask(Wish::Start);
        return;
    }
    if (!page) {
        m_error = page.error();
        Q_EMIT changed();
        return;
    }
    if (wish == Wish::Start)
        takeFirst(std::move(*page));
    else if (wish == Wish::Older)
        takeOlder(std::move(*page));
    else
        takeNewer(std::move(*page));
    Q_EMIT changed();
    if (wish == Wish::Start)
        askCount();
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

void OrderPager::takeOlder(OrderPage page)
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
    if (!hasOlder()) {
        m_count = OrderCount{m_model.rowCount(), OrderCount::Kind::Exact};
        Q_EMIT changed();
        return;
    }
    const quint64 question = ++m_question;
    m_browser.ask([filter = m_filter](OrderBrowser& browser) { return browser.count(filter); }, this,
                  [this, question](const Result<OrderCount>& count) {
                      if (question != m_question)
                          return;
                      if (count)
                          m_count = *count;
                      m_isCountUnknown = !count;
                      Q_EMIT changed();
                  });
}

} // namespace orderdesk

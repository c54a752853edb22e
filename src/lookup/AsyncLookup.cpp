#include "lookup/AsyncLookup.h"

#include <QPointer>

namespace orderdesk {

AsyncLookup::AsyncLookup(LookupFactory factory, QObject* parent)
    : QObject(parent)
    , m_worker(new QObject)
    , m_factory(std::move(factory))
{
    m_thread.setObjectName(QStringLiteral("lookup"));
    m_worker->moveToThread(&m_thread);
    connect(&m_thread, &QThread::finished, m_worker, &QObject::deleteLater);
    connect(
        m_worker, &QObject::destroyed, m_worker, [this] { m_lookup.reset(); }, Qt::DirectConnection);
    m_thread.start();
}

AsyncLookup::~AsyncLookup()
{
    m_thread.quit();
    m_thread.wait();
}

template <typename Question, typename Answer>
void AsyncLookup::ask(Question question, QObject* context, Answer done)
{
    // The guard is created here, in the context's thread; the lookup thread only hands it back.
    const auto guard = std::make_shared<QPointer<QObject>>(context);
    QMetaObject::invokeMethod(m_worker,
                              [this, question = std::move(question), guard, done = std::move(done)]() mutable {
                                  if (!m_lookup) {
                                      m_lookup = m_factory();
                                  }
                                  auto answer = std::make_shared<decltype(question(*m_lookup))>(question(*m_lookup));
                                  // `this` lives in the asking thread, so the liveness of `context` is looked at where
                                  // it can't change meanwhile.
                                  QMetaObject::invokeMethod(
                                      this,
                                      [guard, answer = std::move(answer), done = std::move(done)]() mutable {
                                          if (!guard->isNull()) {
                                              done(std::move(*answer));
                                          }
                                      },
                                      Qt::QueuedConnection);
                              });
}

namespace {

SearchAnswer searchEverywhere(OrderLookup& lookup, const QString& text)
{
    constexpr int mostHits = 200;
    SearchAnswer answer;
    answer.text = text;
    const std::string orderUid = text.toStdString();
    if (auto found = lookup.order(orderUid)) {
        answer.order = *found;
    } else if (found.error().code != ErrorCode::NotFound) {
        answer.error = found.error();
        return answer;
    }
    auto page = lookup.orders(text, {}, mostHits);
    if (!page) {
        answer.error = page.error();
        return answer;
    }
    answer.databaseAsked = true;
    answer.orders = std::move(page->orders);
    if (auto deadLetters = lookup.deadLettersOf(orderUid)) {
        answer.deadLetters = std::move(*deadLetters);
    } else {
        answer.error = deadLetters.error();
    }
    return answer;
}

} // namespace

void AsyncLookup::search(const QString& text, QObject* context, std::function<void(SearchAnswer)> done)
{
    ask([text](OrderLookup& lookup) { return searchEverywhere(lookup, text); }, context, std::move(done));
}

void AsyncLookup::trace(const std::string& orderUid, QObject* context, std::function<void(Result<OrderTrace>)> done)
{
    ask([orderUid](OrderLookup& lookup) { return lookup.trace(orderUid); }, context, std::move(done));
}

void AsyncLookup::orders(const QString& text, const std::optional<OrderCursor>& after, int limit, QObject* context,
                         std::function<void(Result<OrderPage>)> done)
{
    ask([=](OrderLookup& lookup) { return lookup.orders(text, after, limit); }, context, std::move(done));
}

void AsyncLookup::deadLetters(std::optional<std::int64_t> before, int limit, QObject* context,
                              std::function<void(Result<DeadLetterPage>)> done)
{
    ask([=](OrderLookup& lookup) { return lookup.deadLetters(before, limit); }, context, std::move(done));
}

void AsyncLookup::deadLetter(std::int64_t id, QObject* context, std::function<void(Result<DeadLetter>)> done)
{
    ask([id](OrderLookup& lookup) { return lookup.deadLetter(id); }, context, std::move(done));
}

void AsyncLookup::discardDeadLetter(std::int64_t id, QObject* context, std::function<void(Result<void>)> done)
{
    ask([id](OrderLookup& lookup) { return lookup.discardDeadLetter(id); }, context, std::move(done));
}

} // namespace orderdesk

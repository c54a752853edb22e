#include "http/routes/Front.h"

#include "http/Negotiation.h"
#include "http/routes/Replies.h"

namespace orderdesk {

Front::Front(OrderLookup& lookup, const HttpBackend& backend, HttpStatistics& statistics,
             const ConnectionBudget& budget)
    : m_orders(lookup)
    , m_deadLetters(lookup)
    , m_deadLetterChanges(*backend.letterDesk)
    , m_status(backend)
    , m_metrics(backend, statistics, budget)
    , m_pages(lookup, m_renderer)
{
    m_orders.addTo(m_table); // first: each earlier route costs the later ones a regular expression
    m_pages.addTo(m_table);
    m_staticFiles.addTo(m_table);
    m_status.addTo(m_table);
    m_metrics.addTo(m_table);
    m_deadLetters.addTo(m_table);
    m_deadLetterChanges.addTo(m_table);
}

QtHttpServerBinding::Errors Front::errors()
{
    const auto either = [this](Problem problem, const HttpRequest& request) {
        return prefersHtml(request.accept) ? m_pages.error(problem, request) : problemReply(problem);
    };
    return {
        [either](const HttpRequest& request) { return either(Problem::RouteNotFound, request); },
        [either](const HttpRequest& request, const QByteArray& allowed) {
            HttpReply reply = either(Problem::MethodNotAllowed, request);
            reply.headers.emplace_back("Allow", allowed);
            return reply;
        },
        [either](const HttpRequest& request) { return either(Problem::TokenRequired, request); },
        [either](const HttpRequest& request, std::chrono::seconds retryAfter) {
            HttpReply reply = either(Problem::TooManyFailures, request);
            reply.headers.emplace_back("Retry-After", QByteArray::number(static_cast<qint64>(retryAfter.count())));
            return reply;
        },
        [this](const HttpRequest& request, const QByteArray& fault) {
            return prefersHtml(request.accept) ? m_pages.error(Problem::MalformedParameter, request)
                                               : problemReply(Problem::MalformedParameter, fault);
        },
        // Not as a page: rendering may be what failed.
        [](const HttpRequest&) { return problemReply(Problem::InternalError); },
    };
}

QByteArray Front::guardErrorPage(int status, const QByteArray& acceptLanguage)
{
    return m_pages.errorPage(guardProblem(status).problem, preferredLanguage(acceptLanguage));
}

} // namespace orderdesk

#include "http/QtHttpServerBinding.h"

#include <QHttpServer>
#include <QHttpServerRequest>
#include <QHttpServerResponder>
#include <QHttpServerResponse>
#include <QLoggingCategory>
#include <QTcpServer>
#include <QUrl>

#if QT_VERSION >= QT_VERSION_CHECK(6, 8, 0)
#include <QHttpHeaders>
#endif

#include <chrono>
#include <exception>
#include <utility>

namespace orderdesk {

namespace {

Q_LOGGING_CATEGORY(logHttp, "orderdesk.http")

QByteArray methodName(QHttpServerRequest::Method method)
{
    switch (method) {
    case QHttpServerRequest::Method::Get:
        return QByteArrayLiteral("GET");
    case QHttpServerRequest::Method::Put:
        return QByteArrayLiteral("PUT");
    case QHttpServerRequest::Method::Delete:
        return QByteArrayLiteral("DELETE");
    case QHttpServerRequest::Method::Post:
        return QByteArrayLiteral("POST");
    case QHttpServerRequest::Method::Options:
        return QByteArrayLiteral("OPTIONS");
    case QHttpServerRequest::Method::Patch:
        return QByteArrayLiteral("PATCH");
    default:
        return {};
    }
}

QHttpServerRequest::Method methodOf(const QByteArray& name)
{
    if (name == "POST")
        return QHttpServerRequest::Method::Post;
    if (name == "DELETE")
        return QHttpServerRequest::Method::Delete;
    return QHttpServerRequest::Method::Get;
}

/// Of QHttpServerRequest only what is the same in all versions: no headers().
HttpRequest requestOf(const QHttpServerRequest& request, const QString& argument)
{
    HttpRequest result;
    const QUrl url = request.url();
    result.method = methodName(request.method());
    result.path = url.path(QUrl::FullyDecoded);
    result.argument = argument.toUtf8();
    result.query = url.query(QUrl::FullyEncoded).toLatin1();
    result.body = request.body();
    result.accept = request.value("accept");
    result.acceptLanguage = request.value("accept-language");
    result.authorization = request.value("authorization");
    result.ifNoneMatch = request.value("if-none-match");
    result.contentType = request.value("content-type");
    result.peer = request.value("peer");
    result.isBodyWithheld = request.value("body") == "withheld";
    return result;
}

QHttpServerResponse responseOf(const HttpReply& reply)
{
    const auto status = static_cast<QHttpServerResponse::StatusCode>(reply.status);
    // A type must be given always: without one QHttpServerResponse looks at the bytes, at five times the cost.
    const QByteArray type = reply.contentType.isEmpty() ? QByteArrayLiteral("text/plain") : reply.contentType;
    QHttpServerResponse response(type, reply.body, status);
#if QT_VERSION >= QT_VERSION_CHECK(6, 8, 0)
    QHttpHeaders headers = response.headers();
    for (const auto& [name, value] : reply.headers)
        headers.append(name, value);
    response.setHeaders(std::move(headers));
#else
    for (const auto& [name, value] : reply.headers)
        response.addHeader(name, value);
#endif
    return response;
}

} // namespace

struct QtHttpServerBinding::Private
{
    Private(const RouteTable& theTable, const TokenGate& theGate, HttpStatistics& theStatistics, Errors theErrors)
        : table(theTable)
        , gate(theGate)
        , statistics(theStatistics)
        , errors(std::move(theErrors))
    {
    }

    const RouteTable& table;
    const TokenGate& gate;
    HttpStatistics& statistics;
    Errors errors;
    mutable std::optional<DeferredAnswer> deferred; ///< until the guard takes it, within the same exchange
    QHttpServer server;

    void addRoute(const Route& route);
    HttpReply answer(const Route& route, const HttpRequest& request) const;
    HttpReply answerMissing(const HttpRequest& request) const;
    template <typename Call>
    HttpReply counted(HttpStatistics::Route& counters, const HttpRequest& request, Call&& call) const;
};

/// Exceptions end here: they must not reach the event loop.
template <typename Call>
HttpReply QtHttpServerBinding::Private::counted(HttpStatistics::Route& counters, const HttpRequest& request,
                                                Call&& call) const
{
    const auto begin = std::chrono::steady_clock::now();
    HttpReply reply;
    try {
        reply = call();
    } catch (const std::exception&) {
        qCCritical(logHttp, "a route failed with an exception; answered 500");
        reply = errors.internalError(request);
    }
    if (reply.later) {
        deferred =
            DeferredAnswer{reply.later, [this, &counters, begin](int status) {
                               statistics.countAnswer(counters, status, std::chrono::steady_clock::now() - begin);
                           }};
        return reply;
    }
    statistics.countAnswer(counters, static_cast<int>(reply.status), std::chrono::steady_clock::now() - begin);
    return reply;
}

HttpReply QtHttpServerBinding::Private::answer(const Route& route, const HttpRequest& request) const
{
    const TokenGate::Decision decision = gate.decide(route.access, request);
    switch (decision.verdict) {
    case TokenGate::Verdict::Admitted:
        if (request.isBodyWithheld) // its pause ended just now
            return errors.tooManyFailures(request, std::chrono::seconds(1));
        if (const auto fault = route.method == "GET" ? request.queryFault(route.parameters) : std::nullopt)
            return errors.malformedQuery(request, *fault);
        return route.answer(request);
    case TokenGate::Verdict::TooManyFailures:
        statistics.countLimitedToken();
        return errors.tooManyFailures(request, decision.retryAfter);
    case TokenGate::Verdict::TokenWrong:
        statistics.countWrongToken();
        break;
    case TokenGate::Verdict::TokenMissing:
        break;
    }
    return errors.tokenRequired(request);
}

HttpReply QtHttpServerBinding::Private::answerMissing(const HttpRequest& request) const
{
    const QByteArray allowed = table.allowedMethods(request.path.toUtf8());
    if (allowed.isEmpty())
        return errors.routeNotFound(request);
    if (request.method != "OPTIONS")
        return errors.methodNotAllowed(request, allowed);
    HttpReply reply;
    reply.status = HttpStatus::NoContent;
    reply.headers.emplace_back("Allow", allowed);
    return reply;
}

void QtHttpServerBinding::Private::addRoute(const Route& route)
{
    // Handlers return at once: on Qt 6.4 one that answers later crashes when the client leaves. Where the answer is not
    // there yet QHttpServer gets an empty one, and the guard waits for the other.
    const auto handle = [this, &route,
                         &counters = statistics.route(route.method + ' ' + route.pattern)](const HttpRequest& request) {
        return responseOf(counted(counters, request, [&] { return answer(route, request); }));
    };
    const QString pattern = QString::fromLatin1(route.pattern);
    const auto method = methodOf(route.method);
    if (route.pattern.contains("<arg>")) {
        server.route(pattern, method, [handle](const QString& argument, const QHttpServerRequest& request) {
            return handle(requestOf(request, argument));
        });
    } else {
        server.route(pattern, method,
                     [handle](const QHttpServerRequest& request) { return handle(requestOf(request, {})); });
    }
}

QtHttpServerBinding::QtHttpServerBinding(const RouteTable& table, const TokenGate& gate, HttpStatistics& statistics,
                                         Errors errors)
    : d(new Private(table, gate, statistics, std::move(errors)))
{
    for (const Route& route : table.routes())
        d->addRoute(route);

    const auto missing = [this,
                          &counters = statistics.route(QByteArrayLiteral("other"))](const QHttpServerRequest& request) {
        const HttpRequest asked = requestOf(request, {});
        return responseOf(d->counted(counters, asked, [&] { return d->answerMissing(asked); }));
    };
#if QT_VERSION >= QT_VERSION_CHECK(6, 8, 0)
    d->server.setMissingHandler(&d->server,
                                [missing](const QHttpServerRequest& request, QHttpServerResponder& responder) {
                                    responder.sendResponse(missing(request));
                                });
#else
    d->server.setMissingHandler([missing](const QHttpServerRequest& request, QHttpServerResponder&& responder) {
#if QT_VERSION >= QT_VERSION_CHECK(6, 5, 0)
        responder.sendResponse(missing(request));
#else
        missing(request).write(std::move(responder));
#endif
    });
#endif
}

QtHttpServerBinding::~QtHttpServerBinding() = default;

std::optional<DeferredAnswer> QtHttpServerBinding::takeDeferred()
{
    return std::exchange(d->deferred, std::nullopt);
}

bool QtHttpServerBinding::bind(std::unique_ptr<QTcpServer> server)
{
    if (!server->isListening())
        return false;
#if QT_VERSION >= QT_VERSION_CHECK(6, 8, 0)
    if (!d->server.bind(server.get()))
        return false;
#else
    d->server.bind(server.get());
#endif
    server.release(); // NOLINT(bugprone-unused-return-value): QHttpServer is its parent now
    return true;
}

} // namespace orderdesk

#include "http/HttpServer.h"

#include "http/HttpWorker.h"

#include <QLoggingCategory>
#include <QNetworkProxy>
#include <QTcpServer>
#include <QTimer>

#include <fcntl.h>

#include <algorithm>
#include <vector>

namespace orderdesk {

namespace {

Q_LOGGING_CATEGORY(logHttp, "orderdesk.http")

constexpr int backlog = 512; ///< connections that the kernel keeps for us while all threads are busy
constexpr std::chrono::milliseconds betweenTries{3000};

QString placeOf(const HttpSettings& settings)
{
    return settings.address.protocol() == QAbstractSocket::IPv6Protocol
               ? QStringLiteral("[%1]:%2").arg(settings.address.toString()).arg(settings.port)
               : QStringLiteral("%1:%2").arg(settings.address.toString()).arg(settings.port);
}

} // namespace

struct HttpServer::Private
{
    Private(HttpSettings settings, HttpBackend backend)
        : shared(std::move(settings), std::move(backend))
    {
    }

    Result<void> listen();
    Result<void> serve();
    Result<void> giveUp(const Sentence& cause);

    HttpShared shared;
    QTimer retry;
    QTcpServer listener; ///< only binds and listens; the workers accept
    ComponentState state;
    std::vector<std::unique_ptr<HttpWorker>> workers;
};

HttpServer::HttpServer(HttpSettings settings, HttpBackend backend)
    : d(new Private(std::move(settings), std::move(backend)))
{
    d->state.since = currentTimestamp();
}

HttpServer::~HttpServer()
{
    d->listener.close();
    for (const auto& worker : d->workers)
        worker->quit(); // all at once, then wait for each
}

Result<void> HttpServer::start()
{
    return d->listen().and_then([this] { return d->serve(); });
}

void HttpServer::startOrRetry()
{
    const auto started = start();
    if (started)
        return;
    qCWarning(logHttp, "%s; trying again until it can be had", qPrintable(started.error().message.english()));
    QObject::connect(&d->retry, &QTimer::timeout, &d->retry, [this] {
        if (start())
            d->retry.stop();
        else
            d->state.nextTry = currentTimestamp() + betweenTries;
    });
    d->retry.start(betweenTries);
    d->state.nextTry = currentTimestamp() + betweenTries;
}

Result<void> HttpServer::Private::listen()
{
    const HttpSettings& settings = shared.settings;
    listener.setListenBacklogSize(backlog);
    listener.setProxy(QNetworkProxy::NoProxy); // else Qt asks the desktop for one
    if (state.level != ComponentState::Level::Down)
        state.since = currentTimestamp();
    if (listener.listen(settings.address, settings.port))
        return {};
    const bool isTaken = listener.serverError() == QAbstractSocket::AddressInUseError;
    state.level = ComponentState::Level::Down;
    state.cause =
        isTaken
            ? Sentence::tr("port %1 of %2 is taken by another program")
                  .arg(settings.port)
                  .arg(settings.address.toString())
            : Sentence::tr("cannot listen on %1: %2").arg(placeOf(settings), Sentence::quoted(listener.errorString()));
    state.hint =
        isTaken ? Sentence::advice(
                      "end that program, or give this one another port with --http-listen",
                      Sentence::tr("end that program, or give this one another port in Preferences ▸ HTTP ▸ Listen on"))
                : Sentence::advice(
                      "is --http-listen an address of this computer, and a port above 1023?",
                      Sentence::tr(
                          "is Preferences ▸ HTTP ▸ Listen on an address of this computer, and a port above 1023?"));
    return failure(isTaken ? ErrorCode::Conflict : ErrorCode::InvalidInput, state.cause);
}

Result<void> HttpServer::Private::serve()
{
    listener.pauseAccepting();
    for (int i = 1; i <= std::max(1, shared.settings.threads); ++i) {
        // All accept from one queue: a thread that is busy leaves new clients to the others. (With SO_REUSEPORT a
        // second Orderdesk could listen on the same port unnoticed.)
        const int descriptor = ::fcntl(static_cast<int>(listener.socketDescriptor()), F_DUPFD_CLOEXEC, 0);
        if (descriptor < 0) {
            return giveUp(Sentence::tr("there is no descriptor left to listen on"));
        }
        workers.push_back(std::make_unique<HttpWorker>(shared, descriptor, i));
        workers.back()->start();
    }
    bool allListen = true;
    for (const auto& worker : workers)
        allListen = worker->waitUntilListening() && allListen;
    if (!allListen)
        return giveUp(Sentence::tr("an HTTP thread cannot listen"));
    state = {ComponentState::Level::Ok, {}, currentTimestamp(), {}};
    qCInfo(logHttp, "serving on port %d with %d thread(s)", int(listener.serverPort()), int(workers.size()));
    return {};
}

Result<void> HttpServer::Private::giveUp(const Sentence& cause)
{
    workers.clear();
    listener.close();
    state.level = ComponentState::Level::Down;
    state.cause = cause;
    state.hint = {};
    return failure(ErrorCode::Internal, cause);
}

quint16 HttpServer::port() const
{
    return d->listener.isListening() ? d->listener.serverPort() : d->shared.settings.port;
}

ComponentState HttpServer::state() const
{
    return d->state;
}

} // namespace orderdesk

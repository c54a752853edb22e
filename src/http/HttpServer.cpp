#include "http/HttpServer.h"

#include "http/HttpWorker.h"

#include <QLoggingCategory>
#include <QNetworkProxy>
#include <QTcpServer>

#include <fcntl.h>

#include <algorithm>
#include <vector>

namespace orderdesk {

namespace {

Q_LOGGING_CATEGORY(logHttp, "orderdesk.http")

constexpr int backlog = 512; ///< connections that the kernel keeps for us while all threads are busy

} // namespace

struct HttpServer::Private
{
    Private(HttpSettings settings, HttpBackend backend)
        : shared(std::move(settings), std::move(backend))
    {
    }

    HttpShared shared;
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
    const HttpSettings& settings = d->shared.settings;
    const QString place = settings.address.protocol() == QAbstractSocket::IPv6Protocol
                              ? QStringLiteral("[%1]:%2").arg(settings.address.toString()).arg(settings.port)
                              : QStringLiteral("%1:%2").arg(settings.address.toString()).arg(settings.port);
    d->listener.setListenBacklogSize(backlog);
    d->listener.setProxy(QNetworkProxy::NoProxy); // else Qt asks the desktop for one
    d->state.since = currentTimestamp();
    if (!d->listener.listen(settings.address, settings.port)) {
        d->state.level = ComponentState::Level::Down;
        d->state.cause = QStringLiteral("cannot listen on %1: %2").arg(place, d->listener.errorString());
        const bool isTaken = d->listener.serverError() == QAbstractSocket::AddressInUseError;
        return failure(isTaken ? ErrorCode::Conflict : ErrorCode::InvalidInput,
                       isTaken ? QStringLiteral("port %1 of %2 is taken by another program")
                                     .arg(settings.port)
                                     .arg(settings.address.toString())
                               : d->state.cause);
    }
    d->listener.pauseAccepting();
    for (int i = 1; i <= std::max(1, settings.threads); ++i) {
        // All accept from one queue: a thread that is busy leaves new clients to the others. (With SO_REUSEPORT a
        // second Orderdesk could listen on the same port unnoticed.)
        const int descriptor = ::fcntl(static_cast<int>(d->listener.socketDescriptor()), F_DUPFD_CLOEXEC, 0);
        if (descriptor < 0)
            return failure(ErrorCode::Internal, QStringLiteral("there is no descriptor left to listen on"));
        d->workers.push_back(std::make_unique<HttpWorker>(d->shared, descriptor, i));
        d->workers.back()->start();
    }
    d->state.level = ComponentState::Level::Ok;
    qCInfo(logHttp, "serving on port %d with %d thread(s)", int(port()), int(d->workers.size()));
    return {};
}

quint16 HttpServer::port() const
{
    return d->listener.serverPort();
}

ComponentState HttpServer::state() const
{
    return d->state;
}

} // namespace orderdesk

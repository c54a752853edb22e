#include "http/guard/GuardedServer.h"

#include <QLoggingCategory>
#include <QNetworkProxy>

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>

namespace orderdesk {

namespace {

Q_LOGGING_CATEGORY(logHttp, "orderdesk.http")

constexpr std::size_t mostRefusedConnections = 64; ///< beyond, a connection is closed as soon as it is answered
/// Of one answer in the kernel and not yet on its way; the rest waits in its connection. So what a slow reader takes is
/// seen, and does not pile up where no limit of ours counts it.
constexpr int mostUnsentInKernel = 64 * 1024;
constexpr std::chrono::milliseconds acceptPause{200};
constexpr std::chrono::minutes hostReportInterval{1};

/// Fine enough for the shortest time limit, and once in half a second at least.
std::chrono::milliseconds tickInterval(const HttpLimits& limits)
{
    const auto shortest =
        std::min({limits.headTimeout, limits.bodyTimeout, limits.idleTimeout, limits.stalledReaderTimeout});
    return std::clamp(shortest / 4, std::chrono::milliseconds(10), std::chrono::milliseconds(500));
}

} // namespace

GuardedServer::GuardedServer(GuardContext context)
    : m_context(std::move(context))
{
    setProxy(QNetworkProxy::NoProxy);
    m_ticker.setInterval(tickInterval(m_context.limits));
    m_ticker.callOnTimeout(this, [this] { tick(); });
    // Out of descriptors: QTcpServer stops accepting for ever unless it is told to go on.
    connect(this, &QTcpServer::acceptError, this,
            [this] { QTimer::singleShot(acceptPause, this, &QTcpServer::resumeAccepting); });
}

GuardedServer::~GuardedServer() = default;

bool GuardedServer::listenOn(int listeningDescriptor)
{
    // Connections inherit it.
    ::setsockopt(listeningDescriptor, IPPROTO_TCP, TCP_NOTSENT_LOWAT, &mostUnsentInKernel, sizeof mostUnsentInKernel);
    if (!setSocketDescriptor(listeningDescriptor)) {
        ::close(listeningDescriptor);
        return false;
    }
    m_ticker.start();
    return true;
}

QByteArrayView GuardedServer::exchange(const QByteArray& request)
{
    if (!m_bridge || m_bridge->isBroken()) {
        m_bridge = new BridgeSocket(this);
        addPendingConnection(m_bridge);
    }
    return m_bridge->exchange(request);
}

void GuardedServer::shutDown(std::chrono::milliseconds limit)
{
    close();
    m_ticker.stop();
    const auto until = GuardedConnection::Clock::now() + limit;
    for (auto& [connection, owner] : m_connections) {
        connection->drain(until);
        m_context.budget.release(connection->peer());
    }
    m_connections.clear();
    m_refused.clear();
    m_ended.clear();
}

void GuardedServer::reportRefusedHost(const QByteArray& authority)
{
    const auto now = GuardedConnection::Clock::now();
    if (now < m_hostReportDue)
        return;
    m_hostReportDue = now + hostReportInterval;
    qCWarning(logHttp,
              "refused a request for the host \"%s\" (421); if that is a name of this server, start it with "
              "--http-allowed-host (ORDERDESK_HTTP_ALLOWED_HOSTS)",
              authority.constData());
}

void GuardedServer::incomingConnection(qintptr descriptor)
{
    auto connection = std::make_unique<GuardedConnection>(*this, descriptor);
    if (!connection->isOpen())
        return;
    connect(connection.get(), &GuardedConnection::ended, this, &GuardedServer::end);
    auto* const key = connection.get();
    if (m_context.budget.acquire(key->peer())) {
        m_context.statistics.countConnection();
        m_connections.emplace(key, std::move(connection));
        key->start();
        return;
    }
    if (m_refused.size() < mostRefusedConnections)
        m_refused.emplace(key, std::move(connection));
    key->refuseTooMany();
}

void GuardedServer::end(GuardedConnection* connection)
{
    auto node = m_connections.extract(connection);
    if (!node.empty())
        m_context.budget.release(connection->peer());
    else
        node = m_refused.extract(connection);
    if (node.empty())
        return;
    if (m_ended.empty())
        QMetaObject::invokeMethod(
            this, [this] { m_ended.clear(); }, Qt::QueuedConnection);
    m_ended.push_back(std::move(node.mapped()));
}

void GuardedServer::tick()
{
    const auto now = GuardedConnection::Clock::now();
    std::vector<GuardedConnection*> all; // a connection may end during its tick
    all.reserve(m_connections.size() + m_refused.size());
    for (const auto& [connection, owner] : m_connections)
        all.push_back(connection);
    for (const auto& [connection, owner] : m_refused)
        all.push_back(connection);
    for (GuardedConnection* connection : all)
        connection->tick(now);
}

} // namespace orderdesk

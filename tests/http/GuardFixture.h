#pragma once

#include "http/HttpFixture.h"

#include "http/HttpWorker.h"
#include "http/QtHttpServerBinding.h"
#include "http/guard/GuardedServer.h"
#include "http/routes/Front.h"
#include "http/routes/Replies.h"

#include <QTcpServer>
#include <QThread>

#include <fcntl.h>

#include <future>

namespace orderdesk::test {

/// The front on one thread, with routes of the test's beside its own: for what no route of ours does yet.
class GuardFixture final : private QThread
{
public:
    GuardFixture(HttpSettings settings, std::vector<Route> routes)
        : m_data(settings)
        , m_shared(settings, m_data.backend())
        , m_routes(std::move(routes))
    {
        m_listener.setProxy(QNetworkProxy::NoProxy);
        m_listener.setListenBacklogSize(512);
        m_listener.listen(QHostAddress::LocalHost);
        m_listener.pauseAccepting();
        start();
        m_serves.get_future().wait();
    }

    ~GuardFixture() override
    {
        quit();
        wait();
    }

    quint16 port() const { return m_listener.serverPort(); }
    HttpFixture& data() { return m_data; } ///< its server is not started
    ConnectionBudget& budget() { return m_shared.budget; }
    const HttpStatistics& statistics() const { return m_shared.statistics; }

private:
    void run() override
    {
        const auto lookup = m_shared.backend.makeLookup();
        Front front(*lookup, m_shared.backend, m_shared.statistics, m_shared.budget);
        RouteTable table = front.table();
        for (const Route& route : m_routes) {
            table.add(route);
        }
        const TokenGate gate(m_shared.settings.token, m_shared.settings.publicReads, m_shared.tokenFailures);
        QtHttpServerBinding binding(table, gate, m_shared.statistics, front.errors());
        auto server = std::make_unique<GuardedServer>(GuardContext{
            m_shared.settings.limits, HostPolicy(QHostAddress::LocalHost, {}), m_shared.budget, m_shared.statistics,
            [&table](const RequestHead& head) { return table.bodyLimit(head.method, head.path); },
            [&table, &gate](const RequestHead& head, const QHostAddress& peer) {
                const Route* const route = table.find(head.method, head.path);
                return route && gate.admits(route->access, head.authorization, peer);
            },
            [&front](int status, const RequestHead& head) { return front.guardErrorPage(status, head.acceptLanguage); },
            [&binding] { return binding.takeDeferred(); }});
        GuardedServer* const guard = server.get();
        const bool listens =
            guard->listenOn(::fcntl(static_cast<int>(m_listener.socketDescriptor()), F_DUPFD_CLOEXEC, 0));
        binding.bind(std::move(server));
        m_serves.set_value(listens);
        exec();
        guard->shutDown(std::chrono::milliseconds(100));
    }

    HttpFixture m_data;
    HttpShared m_shared;
    std::vector<Route> m_routes;
    QTcpServer m_listener;
    std::promise<bool> m_serves;
};

/// POST /upload: takes a body of at most `bytes` and answers how long it was.
inline Route uploadRoute(qint64 bytes)
{
    return {"POST", "/upload", Route::Access::Open,
            [](const HttpRequest& request) { return textReply(QByteArray::number(request.body.size())); }, bytes};
}

} // namespace orderdesk::test

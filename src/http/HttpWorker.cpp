#include "http/HttpWorker.h"

#include "http/QtHttpServerBinding.h"
#include "http/guard/GuardedServer.h"
#include "http/routes/Front.h"

#include <QLoggingCategory>

namespace orderdesk {

namespace {

Q_LOGGING_CATEGORY(logHttp, "orderdesk.http")

constexpr std::chrono::milliseconds drainTime{500};

} // namespace

HttpWorker::HttpWorker(HttpShared& shared, int listeningDescriptor, int number)
    : m_shared(shared)
    , m_listeningDescriptor(listeningDescriptor)
{
    setObjectName(QStringLiteral("http %1").arg(number));
}

HttpWorker::~HttpWorker()
{
    quit();
    wait(); // bounded: a route never waits longer than its reader's time limit
    static_cast<void>(m_isOver.load(std::memory_order_acquire));
}

bool HttpWorker::waitUntilListening()
{
    return m_listening.get_future().get();
}

void HttpWorker::run()
{
    serve();
    m_isOver.store(true, std::memory_order_release);
}

void HttpWorker::serve()
{
    const std::unique_ptr<OrderLookup> lookup = m_shared.backend.makeLookup();
    Front front(*lookup, m_shared.backend, m_shared.statistics, m_shared.budget);
    const TokenGate gate(m_shared.settings.token, m_shared.settings.publicReads, m_shared.tokenFailures);
    QtHttpServerBinding binding(front.table(), gate, m_shared.statistics, front.errors());

    auto server = std::make_unique<GuardedServer>(GuardContext{
        m_shared.settings.limits, HostPolicy(m_shared.settings.address, m_shared.settings.allowedHosts),
        m_shared.budget, m_shared.statistics,
        [&front](const RequestHead& head) {
            return front.table().bodyLimit(head.method, QByteArray::fromPercentEncoding(head.path));
        },
        [&front, &gate](const RequestHead& head, const QHostAddress& peer) {
            const Route* const route = front.table().find(head.method, QByteArray::fromPercentEncoding(head.path));
            return route && gate.admits(route->access, head.authorization, peer);
        },
        [&front](int status, const RequestHead& head) { return front.guardErrorPage(status, head.acceptLanguage); },
        [&binding] { return binding.takeDeferred(); }});
    GuardedServer* const guard = server.get();
    if (!guard->listenOn(m_listeningDescriptor) || !binding.bind(std::move(server))) {
        qCCritical(logHttp, "an HTTP thread cannot listen");
        m_listening.set_value(false);
        return;
    }
    m_listening.set_value(true);
    exec();
    guard->shutDown(drainTime);
}

} // namespace orderdesk

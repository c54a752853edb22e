#pragma once

#include "http/HttpServer.h"
#include "http/HttpStatistics.h"
#include "http/guard/ConnectionBudget.h"
#include "http/routes/TokenFailures.h"

#include <QThread>

#include <atomic>
#include <future>

namespace orderdesk {

/// What the HTTP threads share. Outlives them.
struct HttpShared
{
    HttpShared(HttpSettings theSettings, HttpBackend theBackend)
        : settings(std::move(theSettings))
        , backend(std::move(theBackend))
        , budget(settings.limits.connections, settings.limits.connectionsPerAddress)
    {
    }

    const HttpSettings settings;
    const HttpBackend backend;
    ConnectionBudget budget;
    TokenFailures tokenFailures;
    HttpStatistics statistics;
};

/// One HTTP thread: listens on a copy of the common socket, with a QHttpServer, routes and a lookup of its own, all
/// made and destroyed in run(). Owned by HttpServer, in the main thread; the destructor ends and awaits it.
class HttpWorker final : public QThread
{
public:
    /// Takes `listeningDescriptor` over.
    HttpWorker(HttpShared& shared, int listeningDescriptor, int number);
    ~HttpWorker() override;

    /// Waits until the started thread accepts clients, or has given up: false.
    bool waitUntilListening();

protected:
    void run() override;

private:
    void serve();

    HttpShared& m_shared;
    const int m_listeningDescriptor;
    std::promise<bool> m_listening;
    std::atomic<bool> m_isOver =
        false; ///< set last: says to ThreadSanitizer, which cannot see into QThread, what wait() says
};

} // namespace orderdesk

#pragma once

#include "http/HttpSettings.h"
#include "ingest/IngestSnapshot.h"
#include "letters/LetterDesk.h"
#include "lookup/OrderLookup.h"
#include "words/Result.h"

#include <functional>
#include <memory>

namespace orderdesk {

/// What the routes ask the rest of the program. Called on the HTTP threads; must not block.
struct HttpBackend
{
    std::function<std::unique_ptr<OrderLookup>()> makeLookup; ///< called once on each HTTP thread, which then owns it
    std::function<IngestSnapshot()> ingest;                   ///< empty in a viewer
    std::function<ComponentState()> database;                 ///< as the readers see it
    std::function<CacheStatistics()> cache;
    std::function<ComponentState()> warmUp; ///< Ok once it is through
    LetterDesk* letterDesk = nullptr;       ///< never null once it serves; outlives the server
};

/// Front 1: the page and the API on their own threads, each with a QHttpServer behind a guard and a reader of its own.
/// Owned by the main thread.
class HttpServer final
{
public:
    HttpServer(HttpSettings settings, HttpBackend backend);
    ~HttpServer(); ///< stops accepting, ends open connections, waits for the threads (bounded)

    /// Listens, and waits until its threads accept. Conflict: the port is taken (the message says which); InvalidInput:
    /// it cannot listen there; Internal: a thread cannot accept, then none does.
    Result<void> start();
    /// As start(), but where it cannot listen state() says why and what to do, and it tries again by itself, from the
    /// event loop, until it can.
    void startOrRetry();
    quint16 port() const; ///< that of the settings while it does not listen
    ComponentState state() const;

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace orderdesk

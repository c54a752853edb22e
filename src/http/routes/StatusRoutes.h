#pragma once

#include "http/HttpServer.h"
#include "http/routes/RouteTable.h"

namespace orderdesk {

/// Liveness and readiness. Lives on one HTTP thread; the backend outlives it.
class StatusRoutes final
{
public:
    explicit StatusRoutes(const HttpBackend& backend)
        : m_backend(backend)
    {
    }

    void addTo(RouteTable& table);

    HttpReply live() const; ///< the process answers: touches nothing
    /// 200 when every check is ok or off, else 503; each check by its name, with its cause.
    HttpReply ready() const;

private:
    const HttpBackend& m_backend;
};

} // namespace orderdesk

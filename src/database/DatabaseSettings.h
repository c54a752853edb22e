#pragma once

#include <QString>

#include <chrono>
#include <memory>

namespace orderdesk {

class ConnectionInterrupt;

/// How to reach PostgreSQL and how long to wait for it. `url` may hold a password: never logged.
struct DatabaseSettings
{
    QString url = QStringLiteral("postgresql:///orderdesk"); ///< any libpq URI or keyword string
    QString applicationName = QStringLiteral("orderdesk");
    int keptRevisions = 10; ///< replaced revisions of an order that its next change leaves, 0 to 1,000
    std::chrono::milliseconds connectTimeout{3000};
    std::chrono::milliseconds statementTimeout{10000};
    std::chrono::milliseconds lockTimeout{3000};
    std::chrono::milliseconds watchdogTimeout{
        15000}; ///< then the socket of a call that hangs is shut (SIGSTOP, black hole)
    std::shared_ptr<ConnectionInterrupt> interrupt; ///< ends all calls of those that share it; null: nobody does
};

} // namespace orderdesk

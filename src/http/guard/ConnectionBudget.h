#pragma once

#include <QHash>
#include <QHostAddress>

#include <mutex>

namespace orderdesk {

/// How many connections are open, in all and from each address (see clientAccount()). Shared by the HTTP threads; any
/// thread.
class ConnectionBudget final
{
public:
    ConnectionBudget(int limit, int limitPerAddress)
        : m_limit(limit)
        , m_limitPerAddress(limitPerAddress)
    {
    }

    /// False: that would be one too many. True: release() it with the same address.
    bool acquire(const QHostAddress& peer);
    void release(const QHostAddress& peer);
    int open() const;

private:
    const int m_limit;
    const int m_limitPerAddress;
    mutable std::mutex m_mutex;
    int m_open = 0;                    ///< guarded by m_mutex
    QHash<QHostAddress, int> m_byPeer; ///< guarded by m_mutex
};

} // namespace orderdesk

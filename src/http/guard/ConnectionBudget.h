#pragma once

#include "concurrency/Mutex.h"

#include <QHash>
#include <QHostAddress>

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
    mutable Mutex m_mutex;
    int m_open ORDERDESK_GUARDED_BY(m_mutex) = 0;
    QHash<QHostAddress, int> m_byPeer ORDERDESK_GUARDED_BY(m_mutex);
};

} // namespace orderdesk

#include "http/guard/ConnectionBudget.h"

#include "http/guard/ClientAccount.h"

namespace orderdesk {

bool ConnectionBudget::acquire(const QHostAddress& peer)
{
    const MutexLock lock(m_mutex);
    if (m_open >= m_limit)
        return false;
    int& count = m_byPeer[clientAccount(peer)];
    if (count >= m_limitPerAddress)
        return false;
    ++count;
    ++m_open;
    return true;
}

void ConnectionBudget::release(const QHostAddress& peer)
{
    const MutexLock lock(m_mutex);
    --m_open;
    const auto found = m_byPeer.find(clientAccount(peer));
    if (found != m_byPeer.end() && --*found <= 0)
        m_byPeer.erase(found);
}

int ConnectionBudget::open() const
{
    const MutexLock lock(m_mutex);
    return m_open;
}

} // namespace orderdesk

#include "concurrency/LoopThread.h"

#include <pthread.h>

namespace orderdesk {

LoopThread::LoopThread(const char* name)
    : m_name(name)
{
}

LoopThread::~LoopThread()
{
    {
        const MutexLock lock(m_mutex);
        m_stop = true;
    }
    m_changed.notifyAll();
    if (m_thread.joinable()) {
        m_thread.join();
    }
}

void LoopThread::start(std::function<void()> loop)
{
    m_thread = std::thread(std::move(loop));
    pthread_setname_np(m_thread.native_handle(), m_name);
}

void LoopThread::poke()
{
    {
        const MutexLock lock(m_mutex);
        m_poked = true;
    }
    m_changed.notifyAll();
}

bool LoopThread::pauseUntil(Clock::time_point time)
{
    MutexLock lock(m_mutex);
    while (!m_stop && !m_poked && m_changed.waitUntil(lock, time)) {
    }
    m_poked = false;
    return !m_stop;
}

} // namespace orderdesk

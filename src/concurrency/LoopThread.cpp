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
        const std::scoped_lock lock(m_mutex);
        m_stop = true;
    }
    m_changed.notify_all();
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
        const std::scoped_lock lock(m_mutex);
        m_poked = true;
    }
    m_changed.notify_all();
}

bool LoopThread::pauseUntil(Clock::time_point time)
{
    std::unique_lock lock(m_mutex);
    m_changed.wait_until(lock, time, [this] { return m_stop || m_poked; });
    m_poked = false;
    return !m_stop;
}

} // namespace orderdesk

#include "concurrency/AnsweringThread.h"

#include <utility>

#include <pthread.h>

namespace orderdesk {

TaskThread::TaskThread(const QString& name)
    : m_thread([this] { work(); })
{
    pthread_setname_np(m_thread.native_handle(), name.left(15).toLatin1().constData()); // what Linux keeps of it
}

TaskThread::~TaskThread()
{
    {
        const MutexLock lock(m_mutex);
        m_stop = true;
    }
    m_changed.notifyAll();
    m_thread.join();
}

void TaskThread::run(std::function<void()> task)
{
    {
        const MutexLock lock(m_mutex);
        m_tasks.push_back(std::move(task));
    }
    m_changed.notifyAll();
}

void TaskThread::setLast(std::function<void()> last)
{
    const MutexLock lock(m_mutex);
    m_last = std::move(last);
}

void TaskThread::work()
{
    MutexLock lock(m_mutex);
    while (true) {
        while (!m_stop && m_tasks.empty()) {
            m_changed.wait(lock);
        }
        if (m_stop) {
            break;
        }
        std::function<void()> task = std::exchange(m_tasks.front(), nullptr);
        m_tasks.pop_front();
        lock.unlock();
        task();
        task = nullptr; // what it holds is let go outside the lock
        lock.lock();
    }
    const std::function<void()> last = std::exchange(m_last, nullptr);
    lock.unlock();
    if (last) {
        last();
    }
}

} // namespace orderdesk

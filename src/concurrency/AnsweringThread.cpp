#include "concurrency/AnsweringThread.h"

namespace orderdesk {

TaskThread::TaskThread(const QString& name)
    : m_worker(new QObject)
{
    m_thread.setObjectName(name);
    m_worker->moveToThread(&m_thread);
    QObject::connect(&m_thread, &QThread::finished, m_worker, &QObject::deleteLater);
    QObject::connect(
        m_worker, &QObject::destroyed, m_worker,
        [this] {
            if (m_last) {
                m_last();
            }
        },
        Qt::DirectConnection);
    m_thread.start();
}

TaskThread::~TaskThread()
{
    m_thread.quit();
    m_thread.wait();
}

void TaskThread::run(std::function<void()> task)
{
    QMetaObject::invokeMethod(m_worker, std::move(task), Qt::QueuedConnection);
}

void TaskThread::reply(std::function<void()> reply)
{
    QMetaObject::invokeMethod(&m_asker, std::move(reply), Qt::QueuedConnection);
}

void TaskThread::setLast(std::function<void()> last)
{
    m_last = std::move(last);
}

} // namespace orderdesk

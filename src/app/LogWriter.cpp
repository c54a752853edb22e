#include "app/LogWriter.h"

#include "concurrency/Mutex.h"

#include <utility>
#include <vector>

#include <csignal>
#include <pthread.h>

namespace orderdesk {

struct LogWriter::State
{
    Write write;
    LostLine lostLine;
    Mutex mutex;
    ConditionVariable added;
    ConditionVariable written;
    std::vector<QByteArray> lines ORDERDESK_GUARDED_BY(mutex);
    qsizetype bytes ORDERDESK_GUARDED_BY(mutex) = 0;
    std::uint64_t lost ORDERDESK_GUARDED_BY(mutex) = 0; ///< after `lines`
    bool isWriting ORDERDESK_GUARDED_BY(mutex) = false;
    bool stop ORDERDESK_GUARDED_BY(mutex) = false;

    bool isEmpty() const ORDERDESK_REQUIRES(mutex) { return lines.empty() && lost == 0; }
};

LogWriter::LogWriter(Write write, LostLine lostLine)
    : m_state(std::make_shared<State>())
{
    m_state->write = std::move(write);
    m_state->lostLine = std::move(lostLine);
    // It begins before the program says which thread takes its signals: never this one.
    sigset_t all;
    sigset_t before;
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before);
    m_thread = std::thread([state = m_state] { run(*state); });
    pthread_sigmask(SIG_SETMASK, &before, nullptr);
    pthread_setname_np(m_thread.native_handle(), "log");
}

LogWriter::~LogWriter()
{
    {
        const MutexLock lock(m_state->mutex);
        m_state->stop = true;
    }
    m_state->added.notifyAll();
    if (flush(endGrace)) {
        m_thread.join();
    } else {
        m_thread.detach();
    }
}

void LogWriter::add(const QByteArray& line)
{
    {
        const MutexLock lock(m_state->mutex);
        if (m_state->lost > 0 || m_state->lines.size() >= mostLines || m_state->bytes + line.size() > mostBytes) {
            ++m_state->lost;
            return;
        }
        m_state->lines.push_back(line);
        m_state->bytes += line.size();
    }
    m_state->added.notifyOne();
}

bool LogWriter::flush(std::chrono::milliseconds longest)
{
    const auto end = ConditionVariable::Clock::now() + longest;
    MutexLock lock(m_state->mutex);
    while ((!m_state->isEmpty() || m_state->isWriting) && m_state->written.waitUntil(lock, end)) {
    }
    return m_state->isEmpty() && !m_state->isWriting;
}

void LogWriter::run(State& state)
{
    MutexLock lock(state.mutex);
    while (true) {
        while (!state.stop && state.isEmpty()) {
            state.added.wait(lock);
        }
        if (state.isEmpty()) {
            return;
        }
        const std::vector<QByteArray> lines = std::exchange(state.lines, {});
        const std::uint64_t lost = std::exchange(state.lost, 0);
        state.bytes = 0;
        state.isWriting = true;
        lock.unlock();
        for (const QByteArray& line : lines) {
            state.write(line);
        }
        if (lost > 0) {
            state.write(state.lostLine(lost));
        }
        lock.lock();
        state.isWriting = false;
        state.written.notifyAll();
    }
}

} // namespace orderdesk

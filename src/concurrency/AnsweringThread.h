#pragma once

#include "concurrency/CallQueue.h"
#include "concurrency/Mutex.h"

#include <QPointer>
#include <QString>

#include <deque>
#include <functional>
#include <memory>
#include <thread>
#include <type_traits>

namespace orderdesk {

/// The thread behind AnsweringThread: runs what it is given one after another. Made and destroyed in the asking thread,
/// which everything but the tasks themselves belongs to. Tasks have no event loop.
class TaskThread final
{
public:
    explicit TaskThread(const QString& name);
    /// Waits for the running task; those not begun are dropped. `last` runs on the thread at its end.
    ~TaskThread();

    void run(std::function<void()> task);
    /// To be called by a task: runs `reply` in the asking thread, unless this object is gone by then.
    void reply(std::function<void()> reply) { m_replies.call(std::move(reply)); }
    void setLast(std::function<void()> last);

private:
    void work();

    Mutex m_mutex;
    ConditionVariable m_changed;
    std::deque<std::function<void()>> m_tasks ORDERDESK_GUARDED_BY(m_mutex);
    std::function<void()> m_last ORDERDESK_GUARDED_BY(m_mutex);
    bool m_stop ORDERDESK_GUARDED_BY(m_mutex) = false;
    CallQueue m_replies;
    std::thread m_thread; ///< begins last
};

/// A tool that waits (a database reader, a publisher) for a thread that must never wait (the window's): questions run
/// one after another on a thread of their own, the answers come back as calls in the asking thread, and never after
/// `context` is gone. The tool is made on that thread at the first question, used and destroyed there.
template <typename Tool>
class AnsweringThread final
{
public:
    using Factory = std::function<std::unique_ptr<Tool>()>;

    AnsweringThread(const QString& name, Factory factory)
        : m_factory(std::move(factory))
        , m_thread(name)
    {
        m_thread.setLast([this] { m_tool.reset(); });
    }

    /// `question` is called as question(Tool&) on the thread, `done` with what it returned.
    template <typename Question, typename Done>
    void ask(Question question, QObject* context, Done done)
    {
        using Answer = std::invoke_result_t<Question&, Tool&>;
        // The guard is created here, in the context's thread; the other thread only hands it back.
        const auto guard = std::make_shared<QPointer<QObject>>(context);
        const auto call = std::make_shared<Done>(std::move(done));
        m_thread.run([this, question = std::move(question), guard, call]() mutable {
            const auto answer = std::make_shared<Answer>(question(tool()));
            m_thread.reply([guard, call, answer] {
                if (!guard->isNull()) {
                    (*call)(std::move(*answer));
                }
            });
        });
    }

    /// For callers on any threads: `work` is called as work(Tool&) on the thread; what it has to say, it says there.
    /// Never, when this object ends before its turn.
    template <typename Work>
    void run(Work work)
    {
        m_thread.run([this, work = std::move(work)]() mutable { work(tool()); });
    }

private:
    Tool& tool()
    {
        if (!m_tool) {
            m_tool = m_factory();
        }
        return *m_tool;
    }

    const Factory m_factory;
    std::unique_ptr<Tool> m_tool; ///< of the thread
    TaskThread m_thread;          ///< ends first
};

} // namespace orderdesk

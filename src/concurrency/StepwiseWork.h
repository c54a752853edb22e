#pragma once

#include "concurrency/AnsweringThread.h"

#include <QPointer>

#include <utility>

namespace orderdesk {

/// Stops a StepwiseWork before its next step. Asking thread only.
class WorkHandle final
{
public:
    void cancel() { m_isCancelled = true; }
    bool isCancelled() const { return m_isCancelled; }

private:
    bool m_isCancelled = false;
};

/// A long piece of work on an AnsweringThread, one step a question: other questions get their turn, progress shows, and
/// it can be stopped between two steps. See workInSteps().
template <typename Tool, typename Step, typename Report>
class StepwiseWork final : public std::enable_shared_from_this<StepwiseWork<Tool, Step, Report>>
{
public:
    StepwiseWork(AnsweringThread<Tool>& thread, Step step, QObject* context, Report report)
        : m_thread(thread)
        , m_step(std::move(step))
        , m_context(context)
        , m_report(std::move(report))
    {
    }

    void next()
    {
        const auto self = this->shared_from_this();
        m_thread.ask([self](Tool& tool) { return self->m_step(tool); }, m_context.data(),
                     [self](auto progress) {
                         if (self->m_handle->isCancelled()) {
                             progress.isCancelled = !progress.isLast;
                             progress.isLast = true;
                         }
                         const bool goOn = !progress.isLast;
                         self->m_report(std::move(progress));
                         if (goOn && self->m_context) { // who was told may be gone now
                             self->next();
                         }
                     });
    }

    std::shared_ptr<WorkHandle> handle() const { return m_handle; }

private:
    AnsweringThread<Tool>& m_thread;
    Step m_step;                       ///< used on the thread
    const QPointer<QObject> m_context; ///< looked at in the asking thread only
    Report m_report;
    const std::shared_ptr<WorkHandle> m_handle = std::make_shared<WorkHandle>();
};

/// Calls step(Tool&) on the thread again and again until what it returns has `isLast`; hands each to report() in the
/// asking thread, and never after `context` is gone, with which the work ends too. What a cancelled work reports last
/// has `isCancelled`. The thread outlives the context.
template <typename Tool, typename Step, typename Report>
std::shared_ptr<WorkHandle> workInSteps(AnsweringThread<Tool>& thread, Step step, QObject* context, Report report)
{
    const auto work =
        std::make_shared<StepwiseWork<Tool, Step, Report>>(thread, std::move(step), context, std::move(report));
    work->next();
    return work->handle();
}

} // namespace orderdesk

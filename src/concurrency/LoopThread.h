#pragma once

#include "concurrency/Mutex.h"

#include <chrono>
#include <functional>
#include <thread>

namespace orderdesk {

/// A thread that goes round in a loop until it is told to stop, and pauses between two rounds; a stop or a poke() ends
/// the pause. Its owner makes, starts and destroys it in one thread, and has it as the last member: what the
/// loop uses outlives it then. Not a QThread: its end is a join, which ThreadSanitizer sees; it has no event loop.
class LoopThread final
{
public:
    using Clock = std::chrono::steady_clock;

    explicit LoopThread(const char* name); ///< as debuggers show it, at most 15 characters; a literal
    ~LoopThread();                         ///< tells the loop to stop and waits for its end
    LoopThread(const LoopThread&) = delete;
    LoopThread& operator=(const LoopThread&) = delete;

    void start(std::function<void()> loop); ///< once
    void poke();                            ///< ends the pause of now, or else the next one. Any thread

    /// For the loop: waits that long, or until it is poked or told to stop; false: told to stop.
    bool pause(Clock::duration time) { return pauseUntil(Clock::now() + time); }
    bool pauseUntil(Clock::time_point time);

private:
    const char* const m_name;
    Mutex m_mutex;
    ConditionVariable m_changed;
    bool m_poked ORDERDESK_GUARDED_BY(m_mutex) = false;
    bool m_stop ORDERDESK_GUARDED_BY(m_mutex) = false;
    std::thread m_thread;
};

} // namespace orderdesk

#pragma once

#include <chrono>
#include <condition_variable>
#include <mutex>
#include <shared_mutex>

// Locks that the compiler checks: where m_mutex is not locked, clang refuses a member with
// ORDERDESK_GUARDED_BY(m_mutex) and a call of a function with ORDERDESK_REQUIRES(m_mutex) (-Wthread-safety;
// tests/lint/Locks.cmake runs it). A lambda is a function of its own, which knows nothing of the locks around it. For
// gcc they are the classes of std.
#if defined(__clang__)
#define ORDERDESK_THREAD_SAFETY(attribute) __attribute__((attribute))
#else
#define ORDERDESK_THREAD_SAFETY(attribute)
#endif
#define ORDERDESK_GUARDED_BY(mutex) ORDERDESK_THREAD_SAFETY(guarded_by(mutex))
#define ORDERDESK_REQUIRES(mutex) ORDERDESK_THREAD_SAFETY(requires_capability(mutex))
#define ORDERDESK_LOCKS(mutex) ORDERDESK_THREAD_SAFETY(acquire_capability(mutex))
#define ORDERDESK_LOCKS_SHARED(mutex) ORDERDESK_THREAD_SAFETY(acquire_shared_capability(mutex))
#define ORDERDESK_RELOCKS ORDERDESK_THREAD_SAFETY(acquire_capability())
#define ORDERDESK_UNLOCKS ORDERDESK_THREAD_SAFETY(release_capability())

namespace orderdesk {

/// A std::mutex. Locked by MutexLock alone.
class ORDERDESK_THREAD_SAFETY(capability("mutex")) Mutex final
{
private:
    friend class MutexLock;
    std::mutex m_mutex;
};

/// Holds a Mutex for its life, but for what is between unlock() and lock().
class ORDERDESK_THREAD_SAFETY(scoped_lockable) MutexLock final
{
public:
    explicit MutexLock(Mutex& mutex) ORDERDESK_LOCKS(mutex)
        : m_lock(mutex.m_mutex)
    {
    }
    ~MutexLock() ORDERDESK_UNLOCKS = default;
    MutexLock(const MutexLock&) = delete;
    MutexLock& operator=(const MutexLock&) = delete;

    void unlock() ORDERDESK_UNLOCKS { m_lock.unlock(); }
    void lock() ORDERDESK_RELOCKS { m_lock.lock(); }

private:
    friend class ConditionVariable;
    std::unique_lock<std::mutex> m_lock;
};

/// A std::condition_variable. Waits may end without a reason: whoever waits looks at what is waited for in a loop.
class ConditionVariable final
{
public:
    using Clock = std::chrono::steady_clock;

    void notifyOne() { m_condition.notify_one(); }
    void notifyAll() { m_condition.notify_all(); }
    void wait(MutexLock& lock) { m_condition.wait(lock.m_lock); }
    /// False: the time has come.
    bool waitUntil(MutexLock& lock, Clock::time_point time)
    {
        return m_condition.wait_until(lock.m_lock, time) == std::cv_status::no_timeout;
    }

private:
    std::condition_variable m_condition;
};

/// A std::shared_mutex: one ExclusiveLock or any number of SharedLocks.
class ORDERDESK_THREAD_SAFETY(capability("shared mutex")) SharedMutex final
{
private:
    friend class ExclusiveLock;
    friend class SharedLock;
    std::shared_mutex m_mutex;
};

class ORDERDESK_THREAD_SAFETY(scoped_lockable) ExclusiveLock final
{
public:
    explicit ExclusiveLock(SharedMutex& mutex) ORDERDESK_LOCKS(mutex)
        : m_lock(mutex.m_mutex)
    {
    }
    ~ExclusiveLock() ORDERDESK_UNLOCKS = default;
    ExclusiveLock(const ExclusiveLock&) = delete;
    ExclusiveLock& operator=(const ExclusiveLock&) = delete;

private:
    std::unique_lock<std::shared_mutex> m_lock;
};

/// What is guarded may be read under it, not changed.
class ORDERDESK_THREAD_SAFETY(scoped_lockable) SharedLock final
{
public:
    explicit SharedLock(SharedMutex& mutex) ORDERDESK_LOCKS_SHARED(mutex)
        : m_lock(mutex.m_mutex)
    {
    }
    ~SharedLock() ORDERDESK_UNLOCKS = default;
    SharedLock(const SharedLock&) = delete;
    SharedLock& operator=(const SharedLock&) = delete;

private:
    std::shared_lock<std::shared_mutex> m_lock;
};

} // namespace orderdesk

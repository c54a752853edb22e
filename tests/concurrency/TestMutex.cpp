#include "concurrency/Mutex.h"
#include "support/TestRegistration.h"

#include <QSemaphore>
#include <QTest>

#include <atomic>
#include <thread>
#include <vector>

using namespace orderdesk;
using namespace std::chrono_literals;

namespace {

constexpr int rounds = 2000;
constexpr int threads = 4;

template <typename Work>
void onThreads(Work work)
{
    std::vector<std::jthread> running;
    for (int i = 0; i < threads; ++i) {
        running.emplace_back(work);
    }
}

} // namespace

/// What clang makes of it is tested by tests/lint/LocksCatches.cmake; that there is no race, by ThreadSanitizer.
class TestMutex : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void oneAtATimeHoldsIt()
    {
        Mutex mutex;
        int count = 0;
        onThreads([&] {
            for (int i = 0; i < rounds; ++i) {
                const MutexLock lock(mutex);
                ++count;
            }
        });
        QCOMPARE(count, rounds * threads);
    }

    void isFreeBetweenUnlockAndLock()
    {
        Mutex mutex;
        int count = 0;
        MutexLock lock(mutex);
        lock.unlock();
        std::thread([&] {
            const MutexLock other(mutex);
            ++count;
        }).join();
        lock.lock();
        QCOMPARE(count, 1);
    }

    void aNotificationEndsAWait()
    {
        Mutex mutex;
        ConditionVariable changed;
        int turn = 0;
        std::atomic<int> taken = 0;
        onThreads([&] {
            MutexLock lock(mutex);
            const int mine = taken++;
            while (turn != mine) {
                changed.wait(lock);
            }
            ++turn;
            changed.notifyAll();
        });
        QCOMPARE(turn, threads);
    }

    void aWaitEndsWithItsTime()
    {
        Mutex mutex;
        ConditionVariable never;
        const auto end = ConditionVariable::Clock::now() + 5ms;
        MutexLock lock(mutex);
        while (never.waitUntil(lock, end)) {
        }
        QVERIFY(ConditionVariable::Clock::now() >= end);
    }

    void readersShareAndWritersDoNot()
    {
        SharedMutex mutex;
        int count = 0;
        QSemaphore inside;
        QSemaphore both;
        const auto read = [&] {
            const SharedLock lock(mutex);
            inside.release();
            both.acquire(); // never released while the other one waits for the lock
        };
        {
            const std::jthread one(read);
            const std::jthread two(read);
            inside.acquire(2);
            both.release(2);
        }
        onThreads([&] {
            for (int i = 0; i < rounds; ++i) {
                const ExclusiveLock lock(mutex);
                ++count;
            }
        });
        QCOMPARE(count, rounds * threads);
    }
};

ORDERDESK_TEST(TestMutex)
#include "TestMutex.moc"

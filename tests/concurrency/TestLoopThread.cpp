#include "concurrency/LoopThread.h"
#include "support/TestRegistration.h"

#include <QSemaphore>
#include <QTest>

#include <array>
#include <atomic>
#include <string>

#include <pthread.h>

using namespace orderdesk;
using namespace std::chrono_literals;

class TestLoopThread : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void goesRoundUntilItsEnd()
    {
        std::atomic<int> rounds = 0;
        bool hasEnded = false; // seen after the join only
        {
            LoopThread thread("test");
            thread.start([&] {
                while (thread.pause(1ms)) {
                    ++rounds;
                }
                hasEnded = true;
            });
            QTRY_VERIFY(rounds > 3);
        }
        QVERIFY(hasEnded);
    }

    /// Else this test takes an hour.
    void anEndDoesNotAwaitAPause()
    {
        QSemaphore begun;
        bool wentOn = true;
        {
            LoopThread thread("test");
            thread.start([&] {
                begun.release();
                wentOn = thread.pause(1h);
            });
            begun.acquire();
        }
        QVERIFY(!wentOn);
    }

    void aRoundThatRunsIsAwaited()
    {
        QSemaphore begun;
        std::atomic<bool> isOver = false;
        bool wentOn = true;
        auto thread = std::make_unique<LoopThread>("test");
        thread->start([&, loop = thread.get()] {
            begun.release();
            while (loop->pause({})) {
            }
            wentOn = loop->pause(1h);
            isOver = true;
        });
        begun.acquire();
        thread.reset();
        QVERIFY(isOver);
        QVERIFY(!wentOn);
    }

    /// Also one that comes between two pauses.
    void aPokeEndsAPause()
    {
        QSemaphore begun;
        QSemaphore poked;
        QSemaphore passed;
        LoopThread thread("test");
        thread.start([&] {
            begun.release();
            poked.acquire();
            for (int i = 0; i < 2 && thread.pause(1h); ++i) {
                passed.release();
            }
        });
        begun.acquire();
        thread.poke();
        poked.release();
        passed.acquire();
        thread.poke();
        passed.acquire();
    }

    void carriesItsName()
    {
        QSemaphore named;
        std::string name;
        {
            LoopThread thread("test-of-a-name");
            thread.start([&] {
                named.acquire(); // it is given by who started it
                std::array<char, 16> is{};
                pthread_getname_np(pthread_self(), is.data(), is.size());
                name = is.data();
            });
            named.release();
        }
        QCOMPARE(name, std::string("test-of-a-name"));
    }

    void needsNoStart()
    {
        LoopThread thread("test");
        QVERIFY(thread.pause({}));
    }
};

ORDERDESK_TEST(TestLoopThread)
#include "TestLoopThread.moc"

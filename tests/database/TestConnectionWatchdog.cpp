#include "database/ConnectionWatchdog.h"
#include "support/TestRegistration.h"

#include "database/SocketSnapshot.h"

#include <QDir>
#include <QFile>
#include <QTest>

#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <memory>
#include <vector>

using namespace orderdesk;
using std::chrono::milliseconds;

namespace {

/// Of this process.
int threadsNamed(const QByteArray& name)
{
    const QString tasks = QStringLiteral("/proc/self/task/");
    const QStringList ids = QDir(tasks).entryList(QDir::Dirs | QDir::NoDotAndDotDot);
    return static_cast<int>(std::count_if(ids.begin(), ids.end(), [&](const QString& id) {
        QFile file(tasks + id + QStringLiteral("/comm"));
        return file.open(QIODevice::ReadOnly) && file.readAll().trimmed() == name;
    }));
}

} // namespace

class TestConnectionWatchdog final : public QObject
{
    Q_OBJECT

private:
    int m_sockets[2] = {-1, -1};

    /// Blocks until the other end writes or the socket is shut; true when it was shut.
    bool readEnds() const
    {
        char byte = 0;
        return recv(m_sockets[0], &byte, 1, 0) == 0;
    }

    bool isOpen() const
    {
        char byte = 0;
        return recv(m_sockets[0], &byte, 1, MSG_DONTWAIT) < 0;
    }

private Q_SLOTS:
    void init() { QCOMPARE(socketpair(AF_UNIX, SOCK_STREAM, 0, m_sockets), 0); }

    void cleanup()
    {
        close(m_sockets[0]);
        close(m_sockets[1]);
    }

    void shutsASocketWatchedTooLong()
    {
        ConnectionWatchdog watchdog(milliseconds(20));
        watchdog.attach(m_sockets[0]);
        const auto watching = watchdog.watch();
        QVERIFY(readEnds());
    }

    void leavesAQuickCallAlone()
    {
        ConnectionWatchdog watchdog(milliseconds(1));
        watchdog.attach(m_sockets[0]);
        ConnectionWatchdog other(milliseconds(1));
        {
            const auto watching = watchdog.watch(milliseconds(60000), {});
        }
        // Another watch, and its thread, outlive many of the first one's limits.
        std::atomic<bool> fired = false;
        const auto waiting = other.watch(milliseconds(50), [&] { fired = true; });
        QTRY_VERIFY(fired);
        QVERIFY(isOpen());
    }

    void keepsTheOuterOfTwoWatches()
    {
        ConnectionWatchdog watchdog(milliseconds(60000));
        watchdog.attach(m_sockets[0]);
        std::atomic<bool> fired = false;
        const auto outer = watchdog.watch(milliseconds(20), [&] { fired = true; });
        {
            const auto inner = watchdog.watch();
        }
        QTRY_VERIFY(fired);
        QVERIFY(isOpen());
    }

    void firesInTimeAfterALongerWatch()
    {
        ConnectionWatchdog watchdog(milliseconds(20));
        watchdog.attach(m_sockets[0]);
        {
            const auto longer = watchdog.watch(milliseconds(600000), {});
        }
        const auto watching = watchdog.watch();
        QVERIFY(readEnds());
    }

    void neverTouchesAReusedNumber()
    {
        ConnectionWatchdog watchdog(milliseconds(1));
        watchdog.attach(m_sockets[0]);
        int fresh[2];
        const int number = m_sockets[0];
        close(m_sockets[0]);
        QCOMPARE(socketpair(AF_UNIX, SOCK_STREAM, 0, fresh), 0);
        QCOMPARE(fresh[0], number);
        m_sockets[0] = fresh[0];
        const auto watching = watchdog.watch();
        char byte = 0;
        QCOMPARE(recv(m_sockets[1], &byte, 1, 0), 0); // the old one's other end: it was shut
        QVERIFY(isOpen());
        close(fresh[1]);
    }

    void hasNothingToShutOnceDetached()
    {
        ConnectionWatchdog watchdog(milliseconds(1));
        watchdog.attach(m_sockets[0]);
        watchdog.detach();
        std::atomic<bool> fired = false;
        ConnectionWatchdog clock(milliseconds(1));
        const auto watching = watchdog.watch();
        const auto waiting = clock.watch(milliseconds(50), [&] { fired = true; });
        QTRY_VERIFY(fired);
        QVERIFY(isOpen());
    }

    void cutsAllThatHangAtOnce()
    {
        constexpr std::size_t count = 40;
        std::vector<std::unique_ptr<ConnectionWatchdog>> watchdogs;
        std::vector<ConnectionWatchdog::Watch> watching;
        std::vector<std::array<int, 2>> ends(count);
        for (std::array<int, 2>& pair : ends) {
            QCOMPARE(socketpair(AF_UNIX, SOCK_STREAM, 0, pair.data()), 0);
            watchdogs.push_back(std::make_unique<ConnectionWatchdog>(milliseconds(20)));
            watchdogs.back()->attach(pair[0]);
            watching.push_back(watchdogs.back()->watch());
        }
        for (const std::array<int, 2>& pair : ends) {
            char byte = 0;
            QCOMPARE(recv(pair[0], &byte, 1, 0), 0);
            close(pair[0]);
            close(pair[1]);
        }
    }

    void oneThreadIsForAllAsLongAsThereIsOne()
    {
        QTRY_COMPARE(threadsNamed("watchdog"), 0);
        {
            const ConnectionWatchdog first(milliseconds(1));
            const ConnectionWatchdog second(milliseconds(1));
            QCOMPARE(threadsNamed("watchdog"), 1);
        }
        QTRY_COMPARE(threadsNamed("watchdog"), 0);
        const ConnectionWatchdog again(milliseconds(1));
        QCOMPARE(threadsNamed("watchdog"), 1);
    }

    // While one thread's open() hangs, another's connection that was opened since is amid its work.
    void aSnapshotLeavesOpenConnectionsAlone()
    {
        const int listener = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
        sockaddr_in place = {};
        place.sin_family = AF_INET;
        place.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        socklen_t size = sizeof place;
        auto* const address = reinterpret_cast<sockaddr*>(&place);
        QCOMPARE(bind(listener, address, size), 0);
        QCOMPARE(listen(listener, 2), 0);
        QCOMPARE(getsockname(listener, address, &size), 0);

        const SocketSnapshot before;
        const int hanging = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
        const int healthy = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
        QCOMPARE(::connect(hanging, address, size), 0);
        QCOMPARE(::connect(healthy, address, size), 0);
        {
            const OpenSocket open(healthy);
            before.shutNewConnections({ntohs(place.sin_port)});
            char byte = 0;
            QCOMPARE(recv(hanging, &byte, 1, MSG_DONTWAIT), 0);
            QCOMPARE(recv(healthy, &byte, 1, MSG_DONTWAIT), -1);
        }
        before.shutNewConnections({ntohs(place.sin_port)});
        char byte = 0;
        QCOMPARE(recv(healthy, &byte, 1, MSG_DONTWAIT), 0);
        close(healthy);
        close(hanging);
        close(listener);
    }
};

ORDERDESK_TEST(TestConnectionWatchdog)
#include "TestConnectionWatchdog.moc"

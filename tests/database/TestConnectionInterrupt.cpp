#include "database/ConnectionInterrupt.h"

#include "database/ConnectionWatchdog.h"
#include "database/DatabaseConnection.h"
#include "support/TestRegistration.h"

#include <QTest>

#include <sys/socket.h>
#include <unistd.h>

#include <array>

using namespace orderdesk;
using std::chrono::milliseconds;

namespace {

constexpr milliseconds never{600'000};

/// Two ends of a connection of which the other one never says anything.
class SilentConnection
{
public:
    SilentConnection() { socketpair(AF_UNIX, SOCK_STREAM, 0, m_ends.data()); }
    ~SilentConnection()
    {
        close(m_ends[0]);
        close(m_ends[1]);
    }
    SilentConnection(const SilentConnection&) = delete;
    SilentConnection& operator=(const SilentConnection&) = delete;

    int socket() const { return m_ends[0]; }
    /// Blocks until the socket is shut.
    bool readEnds() const
    {
        char byte = 0;
        return recv(m_ends[0], &byte, 1, 0) == 0;
    }

private:
    std::array<int, 2> m_ends{-1, -1};
};

} // namespace

class TestConnectionInterrupt final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void endsCallsOfAllWhoShareIt()
    {
        const auto interrupt = std::make_shared<ConnectionInterrupt>();
        const SilentConnection one;
        const SilentConnection two;
        ConnectionWatchdog first(never, interrupt);
        ConnectionWatchdog second(never, interrupt);
        first.attach(one.socket());
        second.attach(two.socket());
        const auto watchingOne = first.watch();
        const auto watchingTwo = second.watch();
        interrupt->cutAfter(milliseconds(10));
        QVERIFY(one.readEnds());
        QVERIFY(two.readEnds());
    }

    void endsLaterCallsToo()
    {
        const auto interrupt = std::make_shared<ConnectionInterrupt>();
        const SilentConnection one;
        const SilentConnection two;
        ConnectionWatchdog before(never, interrupt);
        QVERIFY(!interrupt->isOver());
        interrupt->cutAfter(milliseconds(0));
        QVERIFY(interrupt->isOver());
        ConnectionWatchdog after(never, interrupt);
        before.attach(one.socket());
        after.attach(two.socket());
        const auto watchingOne = before.watch();
        const auto watchingTwo = after.watch();
        QVERIFY(one.readEnds());
        QVERIFY(two.readEnds());
    }

    void aSecondCallOnlyShortensIt()
    {
        ConnectionInterrupt interrupt;
        interrupt.cutAfter(milliseconds(0));
        interrupt.cutAfter(never);
        QVERIFY(interrupt.isOver());
    }

    void leavesOthersAlone()
    {
        const auto interrupt = std::make_shared<ConnectionInterrupt>();
        const SilentConnection connection;
        ConnectionWatchdog other(never);
        other.attach(connection.socket());
        const auto watching = other.watch();
        {
            const SilentConnection cut;
            ConnectionWatchdog sharing(never, interrupt);
            sharing.attach(cut.socket());
            const auto watchingCut = sharing.watch();
            interrupt->cutAfter(milliseconds(0));
            QVERIFY(cut.readEnds());
        }
        char byte = 0;
        QVERIFY(recv(connection.socket(), &byte, 1, MSG_DONTWAIT) < 0);
    }

    void opensNothingAfterwards()
    {
        DatabaseSettings settings;
        settings.interrupt = std::make_shared<ConnectionInterrupt>();
        settings.interrupt->cutAfter(milliseconds(0));
        DatabaseConnection connection(settings);
        const Result<void> opened = connection.ensureOpen();
        QVERIFY(!opened);
        QCOMPARE(opened.error().code, ErrorCode::Cancelled);
    }
};

ORDERDESK_TEST(TestConnectionInterrupt)
#include "TestConnectionInterrupt.moc"

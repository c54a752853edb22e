#include "http/RawSocket.h"
#include "support/OrderdeskProcess.h"
#include "support/TestRegistration.h"

#include <QFile>
#include <QTest>

#include <thread>
#include <vector>

using namespace orderdesk::test;
using std::chrono::milliseconds;

namespace {

constexpr qint64 mostGrowthKiB = 4 * 1024;
constexpr int bombsAtATime = 8; ///< of each kind

/// A line of /proc/PID/status in KiB; -1: it is not there.
qint64 memoryKiB(qint64 process, const QByteArray& name)
{
    QFile status(QStringLiteral("/proc/%1/status").arg(process));
    if (!status.open(QIODevice::ReadOnly)) {
        return -1;
    }
    for (const QByteArray& line : status.readAll().split('\n')) {
        if (line.startsWith(QByteArray(name + ':'))) {
            return line.mid(name.size() + 1).simplified().split(' ').front().toLongLong();
        }
    }
    return -1;
}

/// VmHWM begins anew at what is resident now: proc(5), clear_refs.
bool resetPeak(qint64 process)
{
    QFile file(QStringLiteral("/proc/%1/clear_refs").arg(process));
    return file.open(QIODevice::WriteOnly) && file.write("5") == 1;
}

struct Bomb
{
    const char* name;
    QByteArray head;
    QByteArray piece; ///< sent again and again after the head
    qint64 bytes;     ///< of all pieces
    QByteArray status;
};

std::vector<Bomb> bombs()
{
    const QByteArray start = "GET /order/a HTTP/1.1\r\nHost: localhost\r\n";
    const QByteArray livez = "GET /livez HTTP/1.1\r\nHost: localhost\r\n\r\n";
    return {
        {"an address of 1 MB", "GET /order/", QByteArray(10'000, 'a'), 1'000'000, "414"},
        {"100,000 fields", start, QByteArray("X-Field: value\r\n").repeated(1000), 100 * 16'000, "431"},
        {"one field of 10 MB", start + "X-Field: ", QByteArray(10'000, 'a'), 10'000'000, "431"},
        {"a body of 300 MB", "POST /order/a HTTP/1.1\r\nHost: localhost\r\nContent-Length: 300000000\r\n\r\n",
         QByteArray(1'000'000, 'b'), 300'000'000, "405"},
        {"a body of 300 MB for a GET", start + "Content-Length: 300000000\r\n\r\n", QByteArray(1'000'000, 'b'),
         300'000'000, "413"},
        {"chunks without end", "POST /order/a HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n",
         "fffff\r\n" + QByteArray(0xfffff, 'c') + "\r\n", 300'000'000, "411"},
        {"requests without end, no answer read", {}, livez.repeated(1000), 100'000'000, "200"},
    };
}

struct Result
{
    QByteArray answer;
    qint64 sent = 0;
};

/// Goes on sending whatever is answered, until all is sent, the server has ended the connection, or 5 s are over.
Result explode(quint16 port, const Bomb& bomb)
{
    Result result;
    RawSocket client(port);
    client.write(bomb.head);
    const bool reads = bomb.status != "200";
    QElapsedTimer timer;
    timer.start();
    QByteArray rest = bomb.piece;
    while (result.sent < bomb.bytes && !client.isOver() && !timer.hasExpired(5000)) {
        client.wait(POLLOUT, milliseconds(100));
        const qint64 size = client.write(rest);
        if (size < 0) {
            break;
        }
        result.sent += size;
        rest = size == rest.size() ? bomb.piece : rest.mid(size);
        if (reads && client.wait(POLLIN, milliseconds(0))) {
            result.answer += client.read();
        }
    }
    client.wait(POLLIN, milliseconds(5000));
    result.answer += client.read();
    return result;
}

} // namespace

/// What is sent costs the server a head and a socket buffer a connection, however much it is. The server is a process
/// of its own, so that its memory is known.
class TestSizeBombs : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void costLittleMemory_data();
    void costLittleMemory();

private:
    void throwThem(const Bomb& bomb, int count);

    // Neither a database nor a broker is there, and none is needed.
    OrderdeskProcess m_server{
        {QStringLiteral("postgresql://127.0.0.1:1/none"),
         QStringLiteral("127.0.0.1:1"),
         QStringLiteral("orders"),
         QStringLiteral("orderdesk"),
         {QStringLiteral("--ingest"), QStringLiteral("off"), QStringLiteral("--http-threads"), QStringLiteral("1")}}};
    quint16 m_port = 0;
    qint64 m_sent = 0;
};

void TestSizeBombs::throwThem(const Bomb& bomb, int count)
{
    std::vector<Result> results(static_cast<std::size_t>(count));
    std::vector<std::thread> clients;
    for (Result& result : results) {
        clients.emplace_back([this, &result, &bomb] { result = explode(m_port, bomb); });
    }
    for (std::thread& client : clients) {
        client.join();
    }
    for (const Result& result : results) {
        QVERIFY2(result.answer.startsWith(QByteArray("HTTP/1.1 " + bomb.status)), result.answer.left(100).constData());
        QVERIFY(bomb.status == "200" || result.answer.count("HTTP/1.1 ") == 1);
        m_sent += result.sent;
    }
    // An address has a limited number of connections, and those that were thrown away are not all closed yet.
    QTRY_VERIFY(m_server.metric("orderdesk_http_connections").value_or(bombsAtATime + 1) <= bombsAtATime);
}

void TestSizeBombs::initTestCase()
{
    const QString problem = m_server.start();
    QVERIFY2(problem.isEmpty(), qPrintable(problem));
    m_port = m_server.port();
    // What the first of everything takes, it keeps.
    for (int round = 0; round < 2; ++round) {
        for (const Bomb& bomb : bombs()) {
            Bomb small = bomb;
            small.bytes = std::min<qint64>(bomb.bytes, 200'000);
            throwThem(small, bombsAtATime);
        }
    }
}

void TestSizeBombs::costLittleMemory_data()
{
    QTest::addColumn<int>("number");
    int number = 0;
    for (const Bomb& bomb : bombs()) {
        QTest::newRow(bomb.name) << number++;
    }
}

void TestSizeBombs::costLittleMemory()
{
    QFETCH(int, number);
    const Bomb bomb = bombs()[static_cast<std::size_t>(number)];
    m_sent = 0;
    QVERIFY(resetPeak(m_server.processId()));
    const qint64 before = memoryKiB(m_server.processId(), "VmRSS");
    throwThem(bomb, bombsAtATime);
    const qint64 growth = memoryKiB(m_server.processId(), "VmHWM") - before;
    QCOMPARE(m_server.get(QStringLiteral("/livez")).status, 200);
    qInfo("%d × %s: %.1f MB sent, %lld KiB resident before, %lld KiB more at most", bombsAtATime, bomb.name,
          static_cast<double>(m_sent) / 1e6, static_cast<long long>(before), static_cast<long long>(growth));
    QVERIFY(before > 0);
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
    QSKIP("memory is not measured under a sanitizer, which keeps freed memory aside");
#endif
    QVERIFY2(growth <= mostGrowthKiB, QByteArray::number(growth).constData());
}

ORDERDESK_TEST(TestSizeBombs)
#include "TestSizeBombs.moc"

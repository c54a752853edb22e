#include "http/GuardFixture.h"
#include "http/RawSocket.h"
#include "support/TestRegistration.h"

#include <QTest>

using namespace orderdesk;
using namespace orderdesk::test;
using std::chrono::milliseconds;

namespace {

constexpr qint64 mostUploaded = 1024LL * 1024;
constexpr milliseconds pace{10};

HttpSettings withLimits(qint64 leastBytesPerSecond)
{
    HttpSettings settings;
    settings.limits.bodyTimeout = milliseconds(300);
    settings.limits.stalledReaderTimeout = milliseconds(300);
    settings.limits.leastBytesPerSecond = leastBytesPerSecond;
    return settings;
}

Route largeAnswer(qsizetype bytes)
{
    return {"GET", "/large", Route::Access::Open,
            [bytes](const HttpRequest&) { return textReply(QByteArray(bytes, 'x')); }};
}

QByteArray upload(const QByteArray& fields)
{
    return "POST /upload HTTP/1.1\r\nHost: localhost\r\n" + fields + "\r\n";
}

const QByteArray getLarge = "GET /large HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";

} // namespace

/// Bodies and answers: sizes, and time limits that a byte now and then does not lift.
class TestTransferLimits : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void takesABodyUpToTheRoutesLimit();
    void asksForABodyThatWaitsToBeAskedFor();
    void takesABodyAsSlowAsItMayBe();
    void endsATricklingBody();
    void servesAReaderAsSlowAsItMayBe();
    void endsATricklingReader();
    void answersEveryoneWhomItRefuses();
};

void TestTransferLimits::takesABodyUpToTheRoutesLimit()
{
    const GuardFixture fixture({}, {uploadRoute(mostUploaded)});
    RawClient client(fixture.port());
    for (const qsizetype size : {qsizetype(1), qsizetype(100'000), qsizetype(mostUploaded)}) {
        const Answer answer =
            client.ask(upload("Content-Length: " + QByteArray::number(size) + "\r\n") + QByteArray(size, 'b'));
        QCOMPARE(answer.status, 200);
        QCOMPARE(answer.body, QByteArray::number(size));
    }
    const Answer tooLarge = client.ask(upload("Content-Length: " + QByteArray::number(mostUploaded + 1) + "\r\n"));
    QCOMPARE(tooLarge.status, 413);
    QVERIFY(client.isClosedByServer());
}

void TestTransferLimits::asksForABodyThatWaitsToBeAskedFor()
{
    const GuardFixture fixture({}, {uploadRoute(mostUploaded)});
    RawClient client(fixture.port());
    const Answer interim = client.ask(upload("Content-Length: 5\r\nExpect: 100-continue\r\n"), false);
    QCOMPARE(interim.status, 100);
    const Answer answer = client.ask("12345");
    QCOMPARE(answer.status, 200);
    QCOMPARE(answer.body, QByteArray("5"));
    // RFC 9110, 10.1.1: a body that came along needs no 100, an HTTP/1.0 client does not know it.
    QCOMPARE(client.ask(upload("Content-Length: 5\r\nExpect: 100-continue\r\n") + "12345").status, 200);
    RawClient old(fixture.port());
    old.send("POST /upload HTTP/1.0\r\nContent-Length: 5\r\nExpect: 100-continue\r\n\r\n");
    QCOMPARE(old.ask("12345").status, 200);
    RawClient tooLarge(fixture.port());
    QCOMPARE(tooLarge.ask(upload("Content-Length: 99999999\r\nExpect: 100-continue\r\n")).status, 413);
}

void TestTransferLimits::takesABodyAsSlowAsItMayBe()
{
    const GuardFixture fixture(withLimits(64LL * 1024), {uploadRoute(mostUploaded)});
    RawSocket client(fixture.port());
    constexpr qsizetype size = 200'000;
    client.write(upload("Connection: close\r\nContent-Length: " + QByteArray::number(size) + "\r\n"));
    const QElapsedTimer timer = [] {
        QElapsedTimer started;
        started.start();
        return started;
    }();
    for (qsizetype sent = 0; sent < size; sent += 4000) {
        QVERIFY(!client.wait(POLLIN, pace)); // no answer before it is all there
        QCOMPARE(client.write(QByteArray(4000, 'b')), 4000);
    }
    QVERIFY(timer.hasExpired(300)); // else nothing is shown
    QVERIFY(client.readToEnd().endsWith("\r\n\r\n200000"));
}

void TestTransferLimits::endsATricklingBody()
{
    const GuardFixture fixture(withLimits(1024LL * 1024), {uploadRoute(mostUploaded)});
    RawSocket client(fixture.port());
    client.write(upload("Content-Length: 100000\r\n"));
    QElapsedTimer timer;
    timer.start();
    while (!client.wait(POLLIN, pace) && !timer.hasExpired(20'000)) {
        client.write("b");
    }
    QVERIFY(client.readToEnd().startsWith("HTTP/1.1 408 "));
    QVERIFY(!timer.hasExpired(20'000));
}

/// Longer than the time limit of a stalled reader: what it takes is seen although the kernel would hold all of it.
void TestTransferLimits::servesAReaderAsSlowAsItMayBe()
{
    constexpr qsizetype size = 4'000'000;
    const GuardFixture fixture(withLimits(64LL * 1024), {largeAnswer(size)});
    RawSocket client(fixture.port(), {.receiveBuffer = 16 * 1024});
    client.write(getLarge);
    QElapsedTimer timer;
    timer.start();
    qsizetype received = 0;
    while (!client.isOver() && !timer.hasExpired(60'000)) {
        QVERIFY(client.wait(POLLIN, milliseconds(10'000)));
        received += client.read(10'000).size();
        client.wait(0, pace);
    }
    QVERIFY(timer.hasExpired(600));
    QVERIFY2(received > size, QByteArray::number(received).constData()); // with its head
}

void TestTransferLimits::endsATricklingReader()
{
    constexpr qsizetype size = 15'000'000;
    HttpSettings settings = withLimits(64LL * 1024 * 1024);
    settings.limits.stalledReaderTimeout = milliseconds(1000);
    GuardFixture fixture(settings, {largeAnswer(size)});
    RawSocket client(fixture.port(), {.receiveBuffer = 64 * 1024});
    client.write(getLarge);
    QVERIFY(client.wait(POLLIN, milliseconds(10'000)));
    QElapsedTimer timer;
    timer.start();
    qsizetype received = 0;
    while (fixture.budget().open() > 0 && !timer.hasExpired(20'000)) {
        received += client.read(64 * 1024).size(); // enough to look alive in every second
        client.wait(0, pace);
    }
    QCOMPARE(fixture.budget().open(), 0);
    QVERIFY2(received < size, "it read all: nothing is shown");
}

void TestTransferLimits::answersEveryoneWhomItRefuses()
{
    HttpSettings settings;
    settings.limits.connections = 1;
    const GuardFixture fixture(settings, {});
    RawClient good(fixture.port());
    QCOMPARE(good.get("/livez").status, 200);
    std::vector<RawSocket> refused;
    for (int i = 0; i < 200; ++i) {
        refused.emplace_back(fixture.port());
        QVERIFY(refused.back().isConnected());
    }
    for (RawSocket& client : refused) {
        const QByteArray answer = client.readToEnd();
        QVERIFY2(answer.startsWith("HTTP/1.1 503 "), answer.constData());
        QVERIFY(answer.contains("\r\nRetry-After: 1\r\n"));
    }
    QCOMPARE(good.get("/livez").status, 200);
}

ORDERDESK_TEST(TestTransferLimits)
#include "TestTransferLimits.moc"

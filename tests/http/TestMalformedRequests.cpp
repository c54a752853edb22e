#include "http/HttpFixture.h"
#include "http/MalformedHeads.h"
#include "http/RawSocket.h"
#include "support/TestRegistration.h"

#include <QTest>

using namespace orderdesk;
using namespace orderdesk::test;

namespace {

const QByteArray good = "GET /livez HTTP/1.1\r\nHost: localhost\r\n\r\n";
constexpr qsizetype mostSentByteByByte = 10'000;

/// The answers that `bytes` are, by their framing (none is to HEAD); a rest that is none is an answer with status 0.
std::vector<Answer> answersIn(QByteArray bytes)
{
    std::vector<Answer> answers;
    while (!bytes.isEmpty()) {
        Answer& answer = answers.emplace_back();
        const qsizetype end = bytes.indexOf("\r\n\r\n");
        if (!bytes.startsWith("HTTP/1.1 ") || end < 0) {
            return answers;
        }
        answer.head = bytes.left(end + 2);
        answer.status = bytes.mid(9, 3).toInt();
        bytes.remove(0, end + 4);
        const qsizetype length = answer.field("Content-Length").toLongLong();
        answer.body = bytes.left(length);
        bytes.remove(0, length);
    }
    return answers;
}

/// Sends what the server still takes, `piece` bytes at a time, and reads to the end of the connection.
std::vector<Answer> exchange(RawSocket& client, const QByteArray& bytes, qsizetype piece)
{
    const int noDelay = 1;
    ::setsockopt(client.descriptor(), IPPROTO_TCP, 1 /* TCP_NODELAY */, &noDelay, sizeof noDelay);
    QByteArray received;
    for (qsizetype sent = 0; sent < bytes.size() && !client.isOver();) {
        const qint64 size = client.write(bytes.mid(sent, piece));
        if (size < 0) {
            break;
        }
        sent += size;
        received += client.read();
        if (size == 0) {
            client.wait(POLLIN | POLLOUT, std::chrono::milliseconds(1000));
        }
    }
    return answersIn(received + client.readToEnd());
}

} // namespace

/// Every malformed head over a real connection, in several ways: one answer, an error, and the end, so that nothing
/// that follows is taken for a request (RFC 9112, 9.6 and 11.2).
class TestMalformedRequests : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void answersOnceAndCloses_data();
    void answersOnceAndCloses();
    void answersBehindAGoodRequest_data() { answersOnceAndCloses_data(); }
    void answersBehindAGoodRequest();
    void servesOnAfterThemAll();

private:
    static void verifyRefusal(const std::vector<Answer>& answers, std::size_t at, int status);

    std::unique_ptr<HttpFixture> m_fixture;
};

void TestMalformedRequests::initTestCase()
{
    QVERIFY(malformedHeads().size() >= 75);
    HttpSettings settings;
    settings.limits.connectionsPerAddress = settings.limits.connections;
    m_fixture = std::make_unique<HttpFixture>(settings);
    QVERIFY(m_fixture->server->start());
}

void TestMalformedRequests::verifyRefusal(const std::vector<Answer>& answers, std::size_t at, int status)
{
    QCOMPARE(answers.size(), at + 1);
    QCOMPARE(answers[at].status, status);
    QCOMPARE(answers[at].field("Connection"), QByteArray("close"));
    QCOMPARE(answers[at].field("Content-Type"), QByteArray("application/problem+json"));
}

void TestMalformedRequests::answersOnceAndCloses_data()
{
    QTest::addColumn<QByteArray>("head");
    QTest::addColumn<int>("status");
    for (const MalformedHead& head : malformedHeads()) {
        QTest::newRow(head.name) << head.bytes << head.status;
    }
}

void TestMalformedRequests::answersOnceAndCloses()
{
    QFETCH(QByteArray, head);
    QFETCH(int, status);
    for (const QByteArray& bytes : {head, QByteArray(head + good), QByteArray(head + "0\r\n\r\n" + good + good)}) {
        for (const qsizetype piece : {bytes.size(), qsizetype(1)}) {
            if (bytes.size() / piece > mostSentByteByByte) {
                continue;
            }
            RawSocket client(m_fixture->server->port());
            QVERIFY(client.isConnected());
            verifyRefusal(exchange(client, bytes, piece), 0, status);
            QVERIFY2(client.isOver(), "the server ends the connection");
        }
    }
}

void TestMalformedRequests::answersBehindAGoodRequest()
{
    QFETCH(QByteArray, head);
    QFETCH(int, status);
    RawSocket client(m_fixture->server->port());
    const QByteArray bytes = good + head + good;
    const auto answers = exchange(client, bytes, bytes.size());
    verifyRefusal(answers, 1, status);
    QCOMPARE(answers[0].status, 200);
    QVERIFY(client.isOver());
}

void TestMalformedRequests::servesOnAfterThemAll()
{
    RawClient client(m_fixture->server->port());
    QCOMPARE(client.ask(good).status, 200);
    QCOMPARE(client.ask(good).body, QByteArray("alive\n"));
}

ORDERDESK_TEST(TestMalformedRequests)
#include "TestMalformedRequests.moc"

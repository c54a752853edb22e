#include "app/InstanceLink.h"
#include "support/TestRegistration.h"

#include <QLocalSocket>
#include <QSignalSpy>
#include <QTest>
#include <QUuid>

#include <atomic>
#include <memory>
#include <thread>

using namespace orderdesk;

namespace {

QString text(const char* utf8)
{
    return QString::fromUtf8(utf8);
}

QString freeName()
{
    return QStringLiteral("orderdesk-test-") + QUuid::createUuid().toString(QUuid::WithoutBraces);
}

/// A second start, on a thread of its own as it would be a process of its own.
bool handOverFromElsewhere(const QString& name, const InstanceRequest& request)
{
    std::atomic<bool> ended = false;
    bool handedOver = false;
    std::thread thread([&] {
        handedOver = InstanceLink::handOver(name, request);
        ended = true;
    });
    const bool inTime = QTest::qWaitFor([&] { return ended.load(); }, 10'000);
    thread.join();
    return inTime && handedOver;
}

CommandLine parsed(const QStringList& arguments, Environment environment = {})
{
    environment.insert(text("XDG_CONFIG_HOME"), text("/nowhere"));
    const auto line = parseCommandLine(arguments, {}, environment);
    if (!line)
        qFatal("%s", qPrintable(line.error().message.english()));
    return *line;
}

} // namespace

class TestInstanceLink final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void requestsComeThrough();
    void manyFilesComeThrough();
    void nobodyIsThere();
    void theNameIsFreeAfterTheEnd();
    void onlyOneHasTheName();
    void someoneWhoDoesNotAnswer();
    void rubbishIsRefused();
    void encodesWhatItDecodes();
    void namesTellInstancesApart();
};

void TestInstanceLink::requestsComeThrough()
{
    const QString name = freeName();
    InstanceLink link;
    QVERIFY(link.listen(name));
    QSignalSpy requested(&link, &InstanceLink::requested);
    const InstanceRequest request{text("b563feb7b2b84b6test"), {text("/tmp/a.json"), text("/tmp/заказ.json")}};
    QVERIFY(handOverFromElsewhere(name, request));
    QCOMPARE(requested.count(), 1);
    QCOMPARE(requested.first().first().value<InstanceRequest>(), request);
    QVERIFY(handOverFromElsewhere(name, {}));
    QCOMPARE(requested.count(), 2);
}

void TestInstanceLink::manyFilesComeThrough()
{
    const QString name = freeName();
    InstanceLink link;
    QVERIFY(link.listen(name));
    QSignalSpy requested(&link, &InstanceLink::requested);
    InstanceRequest request;
    for (int i = 0; i < 20'000; ++i) // about as many as a command line holds
        request.files += text("/home/anna/a folder with a rather long name and more/order-%1.json").arg(i, 12);
    QVERIFY(handOverFromElsewhere(name, request));
    QCOMPARE(requested.count(), 1);
    QCOMPARE(requested.first().first().value<InstanceRequest>(), request);
}

void TestInstanceLink::nobodyIsThere()
{
    QVERIFY(!InstanceLink::handOver(freeName(), {}));
}

void TestInstanceLink::theNameIsFreeAfterTheEnd()
{
    const QString name = freeName();
    auto first = std::make_unique<InstanceLink>();
    QVERIFY(first->listen(name));
    first.reset();
    QVERIFY(!InstanceLink::handOver(name, {}));
    InstanceLink second;
    QVERIFY(second.listen(name));
}

void TestInstanceLink::onlyOneHasTheName()
{
    const QString name = freeName();
    InstanceLink first;
    InstanceLink second;
    QVERIFY(first.listen(name));
    QVERIFY(!second.listen(name));
}

void TestInstanceLink::someoneWhoDoesNotAnswer()
{
    const QString name = freeName();
    QLocalServer silent;
    silent.setSocketOptions(QLocalServer::AbstractNamespaceOption);
    QVERIFY(silent.listen(name));
    QVERIFY(!InstanceLink::handOver(name, {}));
}

void TestInstanceLink::rubbishIsRefused()
{
    const QString name = freeName();
    InstanceLink link;
    QVERIFY(link.listen(name));
    QSignalSpy requested(&link, &InstanceLink::requested);
    for (const QByteArray& rubbish : {QByteArray("hello\n"), QByteArray("[1]\n"), QByteArray(9'000'000, 'x')}) {
        QLocalSocket socket;
        socket.setSocketOptions(QLocalSocket::AbstractNamespaceOption);
        socket.connectToServer(name);
        QVERIFY(socket.waitForConnected());
        socket.write(rubbish);
        socket.flush();
        QTRY_COMPARE(socket.state(), QLocalSocket::UnconnectedState);
    }
    QCOMPARE(requested.count(), 0);
}

void TestInstanceLink::encodesWhatItDecodes()
{
    const InstanceRequest request{text("a \"quoted\"\nline"), {text("/a\nb.json")}};
    QCOMPARE(encodeInstanceRequest(request).count('\n'), 1);
    QCOMPARE(decodeInstanceRequest(encodeInstanceRequest(request)), std::optional(request));
    QVERIFY(!decodeInstanceRequest("null"));
    // What an earlier version sends.
    QCOMPARE(decodeInstanceRequest("{\"find\":\"x\"}\n"), std::optional(InstanceRequest{text("x"), {}}));
}

void TestInstanceLink::namesTellInstancesApart()
{
    const QString plain = instanceName(parsed({}));
    QCOMPARE(instanceName(parsed({})), plain);
    // What is looked for, or how much is logged, makes no other instance.
    QCOMPARE(instanceName(parsed({text("--log-level"), text("debug")})), plain);
    QCOMPARE(instanceName(parsed({text("--find"), text("x")})), plain);
    QVERIFY(instanceName(parsed({text("--http-listen"), text("127.0.0.1:9000")})) != plain);
    QVERIFY(instanceName(parsed({text("--kafka-group"), text("other")})) != plain);
    QVERIFY(instanceName(parsed({}, {{text("ORDERDESK_DATABASE_URL"), text("postgresql:///x")}})) != plain);
    QVERIFY(instanceName(parsed({text("--ingest"), text("off")})) != plain);
}

ORDERDESK_TEST(TestInstanceLink)
#include "TestInstanceLink.moc"

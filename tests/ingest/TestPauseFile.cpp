#include "ingest/PauseFile.h"
#include "support/TestRegistration.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace orderdesk;

class TestPauseFile : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void keepsAPauseUntilItEnds()
    {
        const QTemporaryDir home;
        const PauseFile file(home.filePath(QStringLiteral("a/b")), QStringLiteral("group"), QStringLiteral("orders"));
        QVERIFY(file.read());
        QCOMPARE(*file.read(), std::nullopt);
        const IngestPause pause{Timestamp(std::chrono::microseconds(1'764'000'000'123'456)), QStringLiteral("Åse")};
        QVERIFY(file.write(pause));
        const PauseFile again(home.filePath(QStringLiteral("a/b")), QStringLiteral("group"), QStringLiteral("orders"));
        QCOMPARE(*again.read(), pause);
        QVERIFY(again.write({}));
        QCOMPARE(*file.read(), std::nullopt);
        QVERIFY(file.write({})); // there is nothing to remove, and that is well
        QVERIFY(QDir(home.filePath(QStringLiteral("a/b"))).isEmpty());
    }

    void eachGroupAndTopicHasItsOwn()
    {
        const QTemporaryDir home;
        const auto at = [&](const char* group, const char* topic) {
            return PauseFile(home.path(), QLatin1String(group), QLatin1String(topic));
        };
        QVERIFY(at("a-b", "c").write(IngestPause{Timestamp(std::chrono::seconds(1)), {}}));
        QVERIFY(*at("a-b", "c").read());
        QVERIFY(!*at("a", "b-c").read());
        QVERIFY(!*at("a-b", "d").read());
        QVERIFY(at("../../x", QByteArray(249, 't').constData()).write(IngestPause{}));
        QCOMPARE(QDir(home.path()).entryList(QDir::Files).size(), 2);
    }

    void saysWhatItCannotRead_data()
    {
        QTest::addColumn<QByteArray>("content");
        QTest::newRow("empty") << QByteArray();
        QTest::newRow("not JSON") << QByteArray("paused");
        QTest::newRow("cut off") << QByteArray("{\"paused_since\": \"2026-11-2");
        QTest::newRow("no time") << QByteArray("{\"paused_by\": \"anna\"}");
        QTest::newRow("no moment") << QByteArray("{\"paused_since\": \"yesterday\"}");
    }

    void saysWhatItCannotRead()
    {
        QFETCH(QByteArray, content);
        const QTemporaryDir home;
        const PauseFile file(home.path(), QStringLiteral("g"), QStringLiteral("t"));
        QFile broken(file.path());
        QVERIFY(broken.open(QIODevice::WriteOnly));
        broken.write(content);
        broken.close();
        const auto read = file.read();
        QVERIFY(!read);
        QVERIFY(read.error().message.english().contains(file.path()));
        QVERIFY(file.write(IngestPause{currentTimestamp(), {}}));
        QVERIFY(file.read());
    }

    void withoutAHomeItSaysSo()
    {
        const PauseFile nowhere(QString(), QStringLiteral("g"), QStringLiteral("t"));
        QVERIFY(nowhere.read());
        QVERIFY(!*nowhere.read());
        const auto refused = nowhere.write(IngestPause{});
        QVERIFY(!refused);
        QVERIFY(refused.error().hint.english().contains(QLatin1String("XDG_STATE_HOME")));
        QVERIFY(nowhere.write({}));

        // A file where a folder should be: also for root, who may write everywhere.
        const QTemporaryDir home;
        QFile blocked(home.filePath(QStringLiteral("blocked")));
        QVERIFY(blocked.open(QIODevice::WriteOnly));
        QVERIFY(!PauseFile(blocked.fileName(), QStringLiteral("g"), QStringLiteral("t")).write(IngestPause{}));
    }

    void followsTheXdgSpecification()
    {
        const QByteArray state = qgetenv("XDG_STATE_HOME");
        const QByteArray home = qgetenv("HOME");
        qputenv("HOME", "/home/anna");
        qputenv("XDG_STATE_HOME", "/var/state");
        QCOMPARE(PauseFile::userDirectory(), QStringLiteral("/var/state/orderdesk"));
        qputenv("XDG_STATE_HOME", "relative");
        QCOMPARE(PauseFile::userDirectory(), QStringLiteral("/home/anna/.local/state/orderdesk"));
        qunsetenv("XDG_STATE_HOME");
        QCOMPARE(PauseFile::userDirectory(), QStringLiteral("/home/anna/.local/state/orderdesk"));
        qunsetenv("HOME");
        QCOMPARE(PauseFile::userDirectory(), QString());
        qputenv("HOME", home);
        if (!state.isNull()) {
            qputenv("XDG_STATE_HOME", state);
        }
    }
};

ORDERDESK_TEST(TestPauseFile)
#include "TestPauseFile.moc"

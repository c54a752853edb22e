#include "ingest/IngestSwitch.h"
#include "support/TestRegistration.h"

#include "support/FakeMessageSource.h"
#include "support/FakeOrderStore.h"

#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

using namespace orderdesk;
using namespace orderdesk::test;

namespace {

struct Bench
{
    std::unique_ptr<IngestPipeline> pipeline()
    {
        WriterParts parts;
        parts.makeStore = [this] { return std::make_unique<FakeOrderStore>(database); };
        parts.cache = &cache;
        parts.recent = &recent;
        return std::make_unique<IngestPipeline>(
            IngestSettings{}, [this] { return std::make_unique<FakeMessageSource>(topic); }, parts, false);
    }
    PauseFile file() const { return {home.path(), QStringLiteral("group"), QStringLiteral("orders")}; }

    QTemporaryDir home;
    FakeTopic topic;
    FakeDatabase database;
    OrderCache cache{1 << 20};
    RecentOrders recent{10};
};

} // namespace

class TestIngestSwitch : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aPauseSurvivesARestart()
    {
        Bench bench;
        std::optional<IngestPause> before;
        {
            const auto pipeline = bench.pipeline();
            IngestSwitch lever(*pipeline, bench.file());
            lever.restore();
            pipeline->start();
            QVERIFY(!pipeline->snapshot().pause);
            QVERIFY(lever.setPaused(true));
            before = pipeline->snapshot().pause;
            QVERIFY(before);
            QVERIFY(!before->by.isEmpty());
            QTRY_VERIFY(bench.topic.isPaused());
        }
        {
            const auto pipeline = bench.pipeline();
            IngestSwitch lever(*pipeline, bench.file());
            QTest::ignoreMessage(QtWarningMsg, QRegularExpression(QStringLiteral("ingest is paused since .* by .*")));
            lever.restore();
            QCOMPARE(pipeline->snapshot().pause, before);
            QVERIFY(lever.setPaused(false));
        }
        const auto pipeline = bench.pipeline();
        IngestSwitch lever(*pipeline, bench.file());
        lever.restore();
        QVERIFY(!pipeline->snapshot().pause);
    }

    void withoutAHomeItPausesAllTheSame()
    {
        Bench bench;
        const auto pipeline = bench.pipeline();
        IngestSwitch lever(*pipeline, PauseFile({}, QStringLiteral("group"), QStringLiteral("orders")));
        lever.restore();
        QTest::ignoreMessage(QtWarningMsg,
                             QRegularExpression(QStringLiteral("XDG_STATE_HOME.*a restart forgets this")));
        const auto kept = lever.setPaused(true);
        QVERIFY(!kept);
        QVERIFY(pipeline->snapshot().pause);
        QVERIFY(lever.setPaused(false));
        QVERIFY(!pipeline->snapshot().pause);
    }

    void aBrokenFilePausesNothing()
    {
        Bench bench;
        QFile file(bench.file().path());
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("{");
        file.close();
        const auto pipeline = bench.pipeline();
        IngestSwitch lever(*pipeline, bench.file());
        QTest::ignoreMessage(QtWarningMsg, QRegularExpression(QStringLiteral("ingest is not paused")));
        lever.restore();
        QVERIFY(!pipeline->snapshot().pause);
    }
};

ORDERDESK_TEST(TestIngestSwitch)
#include "TestIngestSwitch.moc"

#include "app/LogTail.h"
#include "support/TestRegistration.h"

#include <QTest>

#include <thread>

using namespace orderdesk;

namespace {

LogRecord record(int number)
{
    return {currentTimestamp(), QtInfoMsg, "orderdesk.app", QString::number(number)};
}

} // namespace

class TestLogTail : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void keepsTheNewest()
    {
        LogTail tail(10);
        for (int i = 0; i < 25; ++i)
            tail.add(record(i));
        const auto taken = tail.take();
        QCOMPARE(taken.size(), 10U);
        QCOMPARE(taken.front().text, QStringLiteral("15"));
        QVERIFY(tail.take().empty());
    }

    void wakesOnceABatch()
    {
        LogTail tail;
        tail.add(record(0));
        int wakes = 0;
        tail.setWake([&] { ++wakes; });
        QCOMPARE(wakes, 1); // for what was there before
        tail.add(record(1));
        QCOMPARE(wakes, 1);
        QCOMPARE(tail.take().size(), 2U);
        tail.add(record(2));
        tail.add(record(3));
        QCOMPARE(wakes, 2);
        tail.setWake({});
        tail.take();
        tail.add(record(4));
        QCOMPARE(wakes, 2);
    }

    void getsWhatIsLogged()
    {
        const auto tail = std::make_shared<LogTail>();
        const Logging logging(LogLevel::Info, LogFormat::Text, [](const QByteArray&) {});
        Logging::copyTo(tail);
        tail->setWake([] { qInfo("a line about a line"); }); // logging while being told must not hang
        qWarning("careful");
        qDebug("below the level");
        std::thread([] { qInfo("from elsewhere"); }).join();
        const auto taken = tail->take();
        QCOMPARE(taken.size(), 2U); // what is said while a line is being handled, Qt prints itself
        QCOMPARE(taken[0].text, QStringLiteral("careful"));
        QCOMPARE(taken[0].type, QtWarningMsg);
        QCOMPARE(taken[1].text, QStringLiteral("from elsewhere"));
        Logging::copyTo({});
        qWarning("nobody listens");
        QVERIFY(tail->take().empty());
    }
};

ORDERDESK_TEST(TestLogTail)
#include "TestLogTail.moc"

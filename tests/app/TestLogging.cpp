#include "app/Logging.h"
#include "support/TestRegistration.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QLoggingCategory>
#include <QSemaphore>
#include <QTest>

#include <thread>
#include <vector>

using namespace orderdesk;

namespace {

Q_LOGGING_CATEGORY(logBroker, "orderdesk.broker")
Q_LOGGING_CATEGORY(logQt, "qt.network.something")

LogRecord record(QtMsgType type, const QString& text)
{
    return {*parseRfc3339("2026-11-23T01:02:03.456789Z"), type, "orderdesk.broker", text};
}

/// What is logged by `act` while a Logging of this level lives.
QList<QByteArray> logged(LogLevel level, const std::function<void()>& act)
{
    QList<QByteArray> lines;
    {
        const Logging logging(level, LogFormat::Text, [&lines](const QByteArray& line) { lines.append(line); });
        act();
    }
    return lines;
}

} // namespace

class TestLogging final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void writesText();
    void writesJson();
    void alwaysWritesOneLine_data();
    void alwaysWritesOneLine();
    void obeysTheLevel_data();
    void obeysTheLevel();
    void leavesQtsDebugOut();
    void givesThePreviousHandlerBack();
    void linesOfThreadsDoNotMix();
    void aStuckReaderStopsNobody();
    void anEndDoesNotWaitForAStuckReader();
};

void TestLogging::writesText()
{
    QCOMPARE(formatLogLine(record(QtInfoMsg, QStringLiteral("text")), LogFormat::Text),
             QByteArray("2026-11-23T01:02:03.456Z info    broker   text\n"));
    LogRecord other = record(QtCriticalMsg, QString::fromUtf8("Привет"));
    other.category = "default";
    QCOMPARE(formatLogLine(other, LogFormat::Text), QByteArray("2026-11-23T01:02:03.456Z error   orderdesk Привет\n"));
}

void TestLogging::writesJson()
{
    const QString text = QString::fromUtf8("a \"quoted\" \\ back\nslash \x1b[31m Привет");
    const QByteArray line = formatLogLine(record(QtWarningMsg, text), LogFormat::Json);
    QCOMPARE(line.count('\n'), 1);
    const QJsonObject object = QJsonDocument::fromJson(line).object();
    QCOMPARE(object.value(QStringLiteral("time")).toString(), QStringLiteral("2026-11-23T01:02:03.456Z"));
    QCOMPARE(object.value(QStringLiteral("level")).toString(), QStringLiteral("warning"));
    QCOMPARE(object.value(QStringLiteral("category")).toString(), QStringLiteral("broker"));
    QCOMPARE(object.value(QStringLiteral("message")).toString(), text);
    QCOMPARE(object.size(), 4);
}

void TestLogging::alwaysWritesOneLine_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QByteArray>("shown");
    QTest::newRow("line feed") << QStringLiteral("a\nb") << QByteArray("a\\nb");
    QTest::newRow("carriage return") << QStringLiteral("a\r\nb") << QByteArray("a\\r\\nb");
    QTest::newRow("escape sequence") << QStringLiteral("\x1b[2J") << QByteArray("\\u001b[2J");
    QTest::newRow("C1 control") << QString(QChar(0x9b)) << QByteArray("\\u009b");
    QTest::newRow("line separator") << QString(QChar(0x2028)) << QByteArray("\\u2028");
    QTest::newRow("right-to-left override") << QString(QChar(0x202e)) << QByteArray("\\u202e");
    QTest::newRow("NUL") << QString(QChar(0)) << QByteArray("\\u0000");
}

void TestLogging::alwaysWritesOneLine()
{
    QFETCH(QString, text);
    QFETCH(QByteArray, shown);
    const QByteArray line = formatLogLine(record(QtInfoMsg, text), LogFormat::Text);
    QCOMPARE(line, "2026-11-23T01:02:03.456Z info    broker   " + shown + '\n');
    const QByteArray json = formatLogLine(record(QtInfoMsg, text), LogFormat::Json);
    QCOMPARE(QJsonDocument::fromJson(json).object().value(QStringLiteral("message")).toString(), text);
}

void TestLogging::obeysTheLevel_data()
{
    QTest::addColumn<int>("level");
    QTest::addColumn<int>("lines");
    QTest::newRow("debug") << static_cast<int>(LogLevel::Debug) << 8;
    QTest::newRow("info") << static_cast<int>(LogLevel::Info) << 6;
    QTest::newRow("warning") << static_cast<int>(LogLevel::Warning) << 4;
    QTest::newRow("error") << static_cast<int>(LogLevel::Error) << 2;
}

void TestLogging::obeysTheLevel()
{
    QFETCH(int, level);
    QFETCH(int, lines);
    const QList<QByteArray> seen = logged(static_cast<LogLevel>(level), [] {
        qCDebug(logBroker, "1");
        qDebug("2");
        qCInfo(logBroker, "3");
        qInfo("4");
        qCWarning(logBroker, "5");
        qWarning("6");
        qCCritical(logBroker, "7");
        qCritical("8");
    });
    QCOMPARE(seen.size(), lines);
    QVERIFY(seen.last().endsWith("error   orderdesk 8\n"));
}

void TestLogging::leavesQtsDebugOut()
{
    const QList<QByteArray> seen = logged(LogLevel::Debug, [] {
        qCDebug(logQt, "noise");
        qCInfo(logQt, "every repaint");
        qCWarning(logQt, "news");
    });
    QCOMPARE(seen.size(), 1);
    QVERIFY(seen.first().endsWith("warning qt.network.something news\n"));
}

void TestLogging::givesThePreviousHandlerBack()
{
    const QtMessageHandler before = qInstallMessageHandler(nullptr);
    qInstallMessageHandler(before);
    logged(LogLevel::Info, [] {});
    const QtMessageHandler after = qInstallMessageHandler(nullptr);
    qInstallMessageHandler(after);
    QVERIFY(before == after);
}

void TestLogging::linesOfThreadsDoNotMix()
{
    constexpr int threadCount = 4;
    constexpr int lineCount = 500;
    const QList<QByteArray> seen = logged(LogLevel::Info, [] {
        std::vector<std::thread> threads;
        for (int i = 0; i < threadCount; ++i) {
            threads.emplace_back([i] {
                for (int line = 0; line < lineCount; ++line)
                    qCInfo(logBroker, "thread %d line %d", i, line);
            });
        }
        for (std::thread& thread : threads)
            thread.join();
    });
    QCOMPARE(seen.size(), threadCount * lineCount);
    for (const QByteArray& line : seen)
        QVERIFY2(line.endsWith('\n') && line.contains(" info    broker   thread "), line.constData());
}

/// Standard error is often a pipe: who does not read it must not stop the program.
void TestLogging::aStuckReaderStopsNobody()
{
    constexpr int most = LogWriter::mostLines;
    QList<QByteArray> lines;
    QSemaphore stuck;
    QSemaphore reader;
    {
        const Logging logging(LogLevel::Info, LogFormat::Json, [&](const QByteArray& line) {
            stuck.release();
            reader.acquire();
            lines.append(line);
        });
        qCInfo(logBroker, "first");
        stuck.acquire(); // the writer has it and waits for the reader
        for (int line = 0; line < most + 7; ++line)
            qCInfo(logBroker, "line %d", line);
        reader.release(3 * most);
        Logging::flush();
        qCInfo(logBroker, "last");
    }
    QCOMPARE(lines.size(), most + 3);
    QVERIFY(lines.at(most).contains("\"line 9999\""));
    const QJsonObject lost = QJsonDocument::fromJson(lines.at(most + 1)).object();
    QCOMPARE(lost.value(QLatin1String("message")).toString(),
             QStringLiteral("7 lines of the log are missing here: they were not read in time"));
    QVERIFY(lines.last().contains("\"last\""));
}

void TestLogging::anEndDoesNotWaitForAStuckReader()
{
    struct Reader
    {
        QSemaphore go;
        QSemaphore gone;
    };
    const auto reader = std::make_shared<Reader>();
    {
        const Logging logging(LogLevel::Info, LogFormat::Text, [reader](const QByteArray&) {
            reader->go.acquire();
            reader->gone.release();
        });
        qCInfo(logBroker, "never read");
    }
    QCOMPARE(reader->gone.available(), 0);
    reader->go.release();
    reader->gone.acquire();
}

ORDERDESK_TEST(TestLogging)
#include "TestLogging.moc"

#include "domain/Timestamp.h"
#include "support/TestRegistration.h"

#include <QTest>

#include <limits>

using namespace orderdesk;

class TestTimestamp final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsAndWrites_data();
    void readsAndWrites();
    void refuses_data();
    void refuses();
    void knowsWhichMillisecondsAreATime();
    void writesWhatHasNoYearOfFourDigits();
    void knowsNow();
};

void TestTimestamp::readsAndWrites_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("utc");
    const auto row = [](const char* name, const char* text, const char* utc) {
        QTest::newRow(name) << QByteArray(text) << QByteArray(utc);
    };
    row("utc", "2021-11-26T06:22:19Z", "2021-11-26T06:22:19Z");
    row("lower case", "2021-11-26t06:22:19z", "2021-11-26T06:22:19Z");
    row("east", "2021-11-26T06:22:19+03:00", "2021-11-26T03:22:19Z");
    row("east without a colon", "2021-11-26T06:22:19+0330", "2021-11-26T02:52:19Z");
    row("west, over midnight", "2021-12-31T23:30:00-02:30", "2022-01-01T02:00:00Z");
    row("unknown local offset", "2021-11-26T06:22:19-00:00", "2021-11-26T06:22:19Z");
    row("widest zone", "2021-11-26T00:00:00+23:59", "2021-11-25T00:01:00Z");
    row("leap day", "2024-02-29T12:00:00Z", "2024-02-29T12:00:00Z");
    row("leap day of a century", "2000-02-29T12:00:00Z", "2000-02-29T12:00:00Z");
    row("one digit", "2021-11-26T06:22:19.5Z", "2021-11-26T06:22:19.5Z");
    row("six digits", "2021-11-26T06:22:19.000001Z", "2021-11-26T06:22:19.000001Z");
    row("nine digits are cut", "2021-11-26T06:22:19.123456999Z", "2021-11-26T06:22:19.123456Z");
    row("zeros are dropped", "2021-11-26T06:22:19.120000Z", "2021-11-26T06:22:19.12Z");
    row("before 1970", "1969-12-31T23:59:59.25Z", "1969-12-31T23:59:59.25Z");
    row("leap second", "2016-12-31T23:59:60Z", "2017-01-01T00:00:00Z");
    row("leap second elsewhere", "2017-01-01T02:59:60.5+03:00", "2017-01-01T00:00:00.5Z");
    row("first moment", "0001-01-01T00:00:00Z", "0001-01-01T00:00:00Z");
    row("last moment", "9999-12-31T23:59:59.999999Z", "9999-12-31T23:59:59.999999Z");
}

void TestTimestamp::readsAndWrites()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, utc);
    const std::optional<Timestamp> time = parseRfc3339(text.toStdString());
    QVERIFY(time.has_value());
    QCOMPARE(formatRfc3339(*time), utc);
    QVERIFY(parseRfc3339(utc.toStdString()) == time);
}

void TestTimestamp::refuses_data()
{
    QTest::addColumn<QByteArray>("text");
    for (const char* text : {"",
                             "2021-11-26",
                             "2021-11-26T06:22:19",
                             "2021-11-26 06:22:19Z",
                             "2021-11-26T06:22Z",
                             "2021-11-26T06:22:19.Z",
                             "2021-11-26T06:22:19.1234567890Z",
                             "2021-11-26T06:22:19+03:0",
                             "2021-11-26T06:22:19+030",
                             "2021-11-26T06:22:19+03",
                             "21-11-26T06:22:19Z",
                             "2021-11-26T06:22:19Z ",
                             " 2021-11-26T06:22:19Z",
                             "2021-11-26T06:22:19ZZ",
                             "2021-02-29T00:00:00Z",
                             "1900-02-29T00:00:00Z",
                             "2021-04-31T00:00:00Z",
                             "2021-00-10T00:00:00Z",
                             "2021-13-10T00:00:00Z",
                             "2021-10-00T00:00:00Z",
                             "2021-11-26T24:00:00Z",
                             "2021-11-26T23:60:00Z",
                             "2021-11-26T23:59:61Z",
                             "2021-11-26T23:59:60Z",
                             "2021-12-31T22:59:60Z",
                             "2021-11-26T06:22:19+24:00",
                             "2021-11-26T06:22:19+03:60",
                             "0000-12-31T00:00:00Z",
                             "0001-01-01T00:00:00+00:01",
                             "9999-12-31T23:59:59-00:01",
                             "10000-01-01T00:00:00Z",
                             "-001-01-01T00:00:00Z",
                             "2021-1a-26T06:22:19Z",
                             "2021-11-26T06:22:19,5Z",
                             "20211126T062219Z"}) {
        QTest::newRow(text) << QByteArray(text);
    }
}

void TestTimestamp::refuses()
{
    QFETCH(QByteArray, text);
    QVERIFY(!parseRfc3339(text.toStdString()).has_value());
}

void TestTimestamp::knowsWhichMillisecondsAreATime()
{
    QCOMPARE(timestampOfMilliseconds(0), std::optional(Timestamp{}));
    QCOMPARE(timestampOfMilliseconds(1637907739123), parseRfc3339("2021-11-26T06:22:19.123Z"));
    QCOMPARE(timestampOfMilliseconds(253402300799999), parseRfc3339("9999-12-31T23:59:59.999Z"));
    QVERIFY(!timestampOfMilliseconds(253402300800000));
    QVERIFY(!timestampOfMilliseconds(-1));
    QVERIFY(!timestampOfMilliseconds(1788749714394000));    // a producer that counts microseconds
    QVERIFY(!timestampOfMilliseconds(1788749714394000000)); // nanoseconds
    QVERIFY(!timestampOfMilliseconds(std::numeric_limits<std::int64_t>::max()));
    QVERIFY(!timestampOfMilliseconds(std::numeric_limits<std::int64_t>::min()));
}

void TestTimestamp::writesWhatHasNoYearOfFourDigits()
{
    QCOMPARE(formatRfc3339(Timestamp::max()), QByteArray("9999-12-31T23:59:59.999999Z"));
    QCOMPARE(formatRfc3339(Timestamp::min()), QByteArray("0001-01-01T00:00:00Z"));
}

void TestTimestamp::knowsNow()
{
    const Timestamp before = std::chrono::floor<std::chrono::microseconds>(std::chrono::system_clock::now());
    const Timestamp now = currentTimestamp();
    QVERIFY(now >= before);
    QVERIFY(now - before < std::chrono::hours{1});
}

ORDERDESK_TEST(TestTimestamp)
#include "TestTimestamp.moc"

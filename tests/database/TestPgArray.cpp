#include "database/PgArray.h"
#include "support/TestRegistration.h"

#include <QTest>

#include <limits>

using namespace orderdesk;

class TestPgArray final : public QObject
{
    Q_OBJECT

private:
    static QByteArray hex(const PgArray& array) { return QByteArray::fromStdString(array.bytes()).toHex(); }

private Q_SLOTS:
    void writesTheWireFormat()
    {
        PgArray texts(PgArray::ElementType::Text);
        texts.appendBytes("ab");
        texts.appendNull();
        QCOMPARE(hex(texts), QByteArray("00000001"
                                        "00000001"
                                        "00000019"
                                        "00000002"
                                        "00000001"
                                        "00000002"
                                        "6162"
                                        "ffffffff"));

        PgArray numbers(PgArray::ElementType::Int8);
        numbers.appendInt8(-2);
        QCOMPARE(hex(numbers), QByteArray("00000001"
                                          "00000000"
                                          "00000014"
                                          "00000001"
                                          "00000001"
                                          "00000008"
                                          "fffffffffffffffe"));

        PgArray small(PgArray::ElementType::Int4);
        small.appendInt4(258);
        QCOMPARE(hex(small), QByteArray("00000001"
                                        "00000000"
                                        "00000017"
                                        "00000001"
                                        "00000001"
                                        "00000004"
                                        "00000102"));
    }

    /// PostgreSQL's times end in the year 294276, ours some weeks earlier; infinity is later than both.
    void whatIsLaterThanAnyTimeIsTheLatest()
    {
        QCOMPARE(fromPgMicroseconds(std::numeric_limits<std::int64_t>::max()), Timestamp::max());
        QCOMPARE(fromPgMicroseconds(9223371331199999999), Timestamp::max());
        QCOMPARE(fromPgMicroseconds(toPgMicroseconds(Timestamp::max())), Timestamp::max());
        QVERIFY(fromPgMicroseconds(std::numeric_limits<std::int64_t>::min()) < Timestamp{}); // -infinity
    }

    void keepsMicroseconds_data()
    {
        QTest::addColumn<qint64>("unixMicroseconds");
        QTest::newRow("epoch") << qint64(0);
        QTest::newRow("year 1") << qint64(-62135596800000000LL);
        QTest::newRow("year 9999") << qint64(253402300799999999LL);
        QTest::newRow("odd") << qint64(1637907739123457LL);
    }

    void keepsMicroseconds()
    {
        QFETCH(const qint64, unixMicroseconds);
        const Timestamp time{std::chrono::microseconds(unixMicroseconds)};
        QVERIFY(fromPgMicroseconds(toPgMicroseconds(time)) == time);
        QCOMPARE(toPgMicroseconds(time), unixMicroseconds - 946684800000000LL);
    }
};

ORDERDESK_TEST(TestPgArray)
#include "TestPgArray.moc"

#include "domain/PhoneDigits.h"
#include "support/TestRegistration.h"

#include <QTest>

using namespace orderdesk;

class TestPhoneDigits final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsWhatPeopleWrite_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QStringList>("ways");
        const auto add = [](const QString& text, const QStringList& ways) {
            QTest::newRow(qPrintable(text)) << text << ways;
        };
        add(QStringLiteral("+9720000000"), {QStringLiteral("9720000000")});
        add(QStringLiteral("+7 (900) 100-00-01"), {QStringLiteral("79001000001")});
        add(QStringLiteral("+7[900]100.00.01"), {QStringLiteral("79001000001")});
        add(QStringLiteral("8 900 100 00 01"), {QStringLiteral("89001000001"), QStringLiteral("79001000001")});
        add(QStringLiteral("0049 30 1234567"), {QStringLiteral("0049301234567"), QStringLiteral("49301234567")});
        add(QStringLiteral("030/1234567"), {QStringLiteral("0301234567")});
        add(QStringLiteral("+49\u00a030\u20131234567"), {QStringLiteral("49301234567")});
        add(QStringLiteral("12345"), {QStringLiteral("12345")});
        add(QStringLiteral("1234"), {});
        add(QString(33, QLatin1Char('1')), {});
        add(QStringLiteral("0012345"), {QStringLiteral("0012345"), QStringLiteral("12345")});
        add(QStringLiteral("b563feb7b2b84b6test"), {});
        add(QStringLiteral("12345x"), {});
        add(QStringLiteral("١٢٣٤٥٦"), {}); // other digits are no digits of a phone
        add(QString(), {});
    }

    void readsWhatPeopleWrite()
    {
        QFETCH(QString, text);
        QFETCH(QStringList, ways);
        QStringList found;
        for (const std::string& way : phoneDigits(text))
            found += QString::fromStdString(way);
        QCOMPARE(found, ways);
    }
};

ORDERDESK_TEST(TestPhoneDigits)
#include "TestPhoneDigits.moc"

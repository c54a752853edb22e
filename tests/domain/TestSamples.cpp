#include "domain/ExampleOrder.h"
#include "domain/OrderEncoder.h"
#include "domain/ViolationCodes.h"
#include "support/Paths.h"
#include "support/TestRegistration.h"

#include <QDir>
#include <QTest>

#include <algorithm>

using namespace orderdesk;

/// data/samples/KIND/CODE.WHAT.json: each file breaks exactly the rule it is named after.
class TestSamples final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void exampleBreaksNoRule();
    void invalidIsRefusedForItsReason_data();
    void invalidIsRefusedForItsReason();
    void warningIsAcceptedAndMarked_data();
    void warningIsAcceptedAndMarked();
    void validBreaksNoRule_data();
    void validBreaksNoRule();
    void everyCodeHasASample();
};

namespace {

QDir samples(const QString& kind)
{
    return QDir(test::sourcePath(QStringLiteral("data/samples/")) + kind);
}

void addRows(const QString& kind)
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QString>("code");
    for (const QString& name : samples(kind).entryList({QStringLiteral("*.json")}, QDir::Files)) {
        QTest::newRow(qPrintable(name)) << readSourceFile(QStringLiteral("data/samples/") + kind + QLatin1Char('/') +
                                                          name)
                                        << name.section(QLatin1Char('.'), 0, 0);
    }
}

void verifyOnly(const DecodeResult& result, const QString& code, Severity severity)
{
    QCOMPARE(result.violations.size(), std::size_t{1});
    QCOMPARE(QString::fromStdString(result.violations.front().code), code);
    QVERIFY(result.violations.front().severity == severity);
}

} // namespace

void TestSamples::exampleBreaksNoRule()
{
    for (const OrderDecoder::Mode mode : {OrderDecoder::Mode::Normal, OrderDecoder::Mode::Strict}) {
        OrderDecoder decoder(mode);
        const DecodeResult result =
            decoder.decode(readSourceFile(QStringLiteral("data/model.json")), currentTimestamp());
        QCOMPARE(describe(result.violations), QStringList());
        QVERIFY(result.order.has_value());
    }
}

void TestSamples::invalidIsRefusedForItsReason_data()
{
    addRows(QStringLiteral("invalid"));
}

void TestSamples::invalidIsRefusedForItsReason()
{
    QFETCH(QByteArray, json);
    QFETCH(QString, code);
    OrderDecoder decoder;
    const DecodeResult result = decoder.decode(json, kTestNow);
    verifyOnly(result, code, Severity::Error);
    QVERIFY(!result.order.has_value());
}

void TestSamples::warningIsAcceptedAndMarked_data()
{
    addRows(QStringLiteral("warning"));
}

void TestSamples::warningIsAcceptedAndMarked()
{
    QFETCH(QByteArray, json);
    QFETCH(QString, code);
    OrderDecoder decoder;
    const DecodeResult result = decoder.decode(json, kTestNow);
    verifyOnly(result, code, Severity::Warning);
    QVERIFY(result.order.has_value());
    OrderDecoder strict(OrderDecoder::Mode::Strict);
    verifyOnly(strict.decode(json, kTestNow), code, Severity::Error);
}

void TestSamples::validBreaksNoRule_data()
{
    addRows(QStringLiteral("valid"));
}

void TestSamples::validBreaksNoRule()
{
    QFETCH(QByteArray, json);
    OrderDecoder decoder(OrderDecoder::Mode::Strict);
    const DecodeResult result = decoder.decode(json, kTestNow);
    QCOMPARE(describe(result.violations), QStringList());
    QVERIFY(result.order.has_value());
    QVERIFY(decoder.decode(encodeOrder(*result.order), kTestNow).order == result.order);
}

void TestSamples::everyCodeHasASample()
{
    // Megabytes each, so TestOrderDecoder makes them: boundsSize, boundsItems, boundsViolations.
    const QStringList made{QStringLiteral("too_large"), QStringLiteral("too_many_items"),
                           QStringLiteral("too_many_violations")};
    const auto verify = [&](const auto& codes, const QString& kind) {
        for (const std::string_view each : codes) {
            const QString code = QString::fromUtf8(each.data(), static_cast<qsizetype>(each.size()));
            const bool found = !samples(kind).entryList({code + QStringLiteral(".*.json")}, QDir::Files).isEmpty();
            QVERIFY2(found != made.contains(code), qPrintable(code));
        }
    };
    verify(kErrorCodes, QStringLiteral("invalid"));
    verify(kWarningCodes, QStringLiteral("warning"));
}

ORDERDESK_TEST(TestSamples)
#include "TestSamples.moc"

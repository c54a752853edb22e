#include "letters/DeadLetterMessage.h"
#include "support/TestRegistration.h"

#include <QHash>
#include <QTest>

using namespace orderdesk;

class TestDeadLetterMessage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void carriesTheMessageWholeAndTheReasonInHeaders()
    {
        DeadLetter deadLetter;
        deadLetter.message.position = {QStringLiteral("orders"), 3, 1234, {}};
        deadLetter.message.key = QByteArrayLiteral("k");
        deadLetter.message.value = QByteArray("\0\xff", 2);
        deadLetter.message.headers = {{QByteArrayLiteral("trace"), QByteArrayLiteral("1")},
                                      {QByteArrayLiteral("null"), std::nullopt}};
        deadLetter.violations = {{"/payment/amount", "wrong_type", "is an integer", Severity::Error}};

        const OutgoingMessage message = deadLetterMessage(deadLetter, QStringLiteral("dead"));
        QCOMPARE(message.topic, QStringLiteral("dead"));
        QCOMPARE(message.key, deadLetter.message.key);
        QCOMPARE(message.value, deadLetter.message.value);
        QCOMPARE(message.headers.first().first, QByteArrayLiteral("trace"));
        QCOMPARE(message.headers[1].second, std::nullopt);
        QHash<QByteArray, QByteArray> headers;
        for (const auto& [name, value] : message.headers) {
            headers.insert(name, value.value_or(QByteArray()));
        }
        QCOMPARE(headers.value("__connect.errors.topic"), QByteArrayLiteral("orders"));
        QCOMPARE(headers.value("__connect.errors.partition"), QByteArrayLiteral("3"));
        QCOMPARE(headers.value("__connect.errors.offset"), QByteArrayLiteral("1234"));
        QCOMPARE(headers.value("__connect.errors.exception.class.name"), QByteArrayLiteral("wrong_type"));
        QCOMPARE(headers.value("__connect.errors.exception.message"),
                 QByteArrayLiteral("/payment/amount: is an integer"));
    }

    void describesAPosition()
    {
        QCOMPARE(describe({QStringLiteral("orders"), 3, 1234, {}}), QStringLiteral("orders/3@1234"));
    }
};

ORDERDESK_TEST(TestDeadLetterMessage)
#include "TestDeadLetterMessage.moc"

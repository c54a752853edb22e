#include "storage/PostgresOrderReader.h"
#include "storage/PostgresOrderStore.h"
#include "storage/StoreVerification.h"
#include "support/PostgresFixture.h"
#include "support/TestOrders.h"
#include "support/TestRegistration.h"

#include <QTest>

#include <map>

using namespace orderdesk;

class TestStoreVerification final : public QObject
{
    Q_OBJECT

private:
    Result<VerificationReport> verify(bool repair)
    {
        m_differences.clear();
        return verifyStore(m_postgres.settings(), repair,
                           [this](const std::string& uid, const QString& what) { m_differences[uid] = what; });
    }

    PostgresFixture m_postgres;
    std::map<std::string, QString> m_differences;

private Q_SLOTS:
    void initTestCase()
    {
        if (const QString why = m_postgres.start(); !why.isEmpty()) {
            QSKIP(qPrintable(why));
        }
    }

    void cleanupTestCase() { m_postgres.stop(); }

    void init()
    {
        m_postgres.empty();
        PostgresOrderStore store(m_postgres.settings());
        std::vector<IncomingOrder> batch = makeBatch(0, 1203);
        // Texts that a careless reader would change: a byte order mark, a non-character, quotes, an astral character.
        batch[5].order.delivery.name = "\xEF\xBB\xBF\xEF\xBF\xBF \" \\ \xF0\x9F\x98\x80";
        batch[5].order.items.clear();
        batch[5] = makeIncoming(batch[5].order, 5);
        QVERIFY(store.write(batch, {}));
    }

    void findsColumnsAndDocumentsEqual()
    {
        const auto report = verify(false);
        QVERIFY(report);
        QCOMPARE(report->checked, 1203);
        QCOMPARE(report->different, 0);
        QVERIFY(m_differences.empty());
    }

    void reportsAndMendsDamage()
    {
        m_postgres.query(
            QStringLiteral("update payments set amount = 5, bank = 'other' where order_uid = 'order-000001'"));
        m_postgres.query(QStringLiteral(
            "update orders set document = replace(document, 'Kiryat', 'K') where order_uid = 'order-000700'"));
        m_postgres.query(QStringLiteral("delete from items where order_uid = 'order-000701' and position = 1"));
        m_postgres.query(QStringLiteral("update orders set document = 'no json' where order_uid = 'order-001202'"));
        m_postgres.query(
            QStringLiteral("update orders set document = document || ' ' where order_uid = 'order-000002'"));
        m_postgres.query(QStringLiteral("delete from deliveries where order_uid = 'order-000003'"));
        const std::map<std::string, QString> expected{
            {"order-000001", QStringLiteral("payment.amount, payment.bank")},
            {"order-000002", QStringLiteral("the document is written differently")},
            {"order-000003", QStringLiteral("the delivery is missing")},
            {"order-000700", QStringLiteral("delivery.city")},
            {"order-000701", QStringLiteral("items")},
            {"order-001202", QStringLiteral("the document is not JSON")}};

        const auto found = verify(false);
        QVERIFY(found);
        QCOMPARE(found->different, 6);
        QCOMPARE(found->repaired, 0);
        QVERIFY(m_differences == expected);

        const auto mended = verify(true);
        QVERIFY(mended);
        QCOMPARE(mended->different, 6);
        QCOMPARE(mended->repaired, 5);

        const auto after = verify(false);
        QVERIFY(after);
        QCOMPARE(after->different, 1);
        PostgresOrderReader reader(m_postgres.settings());
        const auto order = reader.order("order-000001");
        QVERIFY(order && *order);
        QCOMPARE((*order)->revision, 2);
        QVERIFY((*order)->document.contains("\"amount\":5,"));
    }
};

ORDERDESK_TEST(TestStoreVerification)
#include "TestStoreVerification.moc"

#include "database/DatabaseConnection.h"
#include "domain/OrderEncoder.h"
#include "storage/PostgresOrderReader.h"
#include "storage/PostgresOrderStore.h"
#include "storage/StoreVerification.h"
#include "support/PostgresFixture.h"
#include "support/TestOrders.h"
#include "support/TestRegistration.h"

#include <QTest>

#include <atomic>
#include <thread>

using namespace orderdesk;

namespace {

Order orderOf(int number, std::int64_t amount)
{
    Order order = makeOrder(number);
    order.payment.amount = amount;
    return order;
}

} // namespace

/// What an order was before: the trigger of migration 2, written by the store and read by the reader.
class TestOrderRevisions final : public QObject
{
    Q_OBJECT

private:
    DatabaseSettings settings(int kept) const
    {
        DatabaseSettings settings = m_postgres.settings();
        settings.keptRevisions = kept;
        return settings;
    }

    /// One batch with `count` orders from number 0, each with this amount.
    static void write(PostgresOrderStore& store, int count, std::int64_t amount)
    {
        std::vector<IncomingOrder> batch;
        for (int number = 0; number < count; ++number) {
            batch.push_back(makeIncoming(orderOf(number, amount), amount));
        }
        if (const auto written = store.write(batch, {}); !written) {
            qFatal("%s", qPrintable(written.error().message.english()));
        }
    }

    std::vector<StoredOrder> revisionsOf(int number, int limit = 1000)
    {
        auto found = PostgresOrderReader(m_postgres.settings()).revisions(makeOrder(number).orderUid, limit);
        if (!found) {
            qFatal("%s", qPrintable(found.error().message.english()));
        }
        return std::move(*found);
    }

    QList<qint64> numbersOf(int number)
    {
        QList<qint64> numbers;
        for (const StoredOrder& revision : revisionsOf(number)) {
            numbers += revision.revision;
        }
        return numbers;
    }

    PostgresFixture m_postgres;

private Q_SLOTS:
    void initTestCase()
    {
        if (const QString why = m_postgres.start(); !why.isEmpty()) {
            QSKIP(qPrintable(why));
        }
    }

    void cleanupTestCase() { m_postgres.stop(); }
    void init() { m_postgres.empty(); }

    void keepsWhatIsReplaced()
    {
        PostgresOrderStore store(settings(10));
        IncomingOrder first = makeIncoming(orderOf(1, 100), 7);
        first.warnings = {{"/payment/amount", "sum_mismatch", "is not the sum", Severity::Warning}};
        const auto written = store.write(std::vector{first}, {});
        QVERIFY(written);
        QVERIFY(revisionsOf(1).empty());
        QVERIFY(store.write(std::vector{makeIncoming(orderOf(1, 200), 8)}, {}));
        QVERIFY(store.write(std::vector{makeIncoming(orderOf(1, 300), 9)}, {}));

        const std::vector<StoredOrder> replaced = revisionsOf(1);
        QCOMPARE(replaced.size(), 2U);
        QCOMPARE(replaced[0].revision, 2);
        QCOMPARE(replaced[0].document, encodeOrder(orderOf(1, 200)));
        QVERIFY(replaced[0].warnings.empty());
        QCOMPARE(replaced[1].orderUid, first.order.orderUid);
        QCOMPARE(replaced[1].revision, 1);
        QCOMPARE(replaced[1].document, first.document);
        QCOMPARE(replaced[1].storedAt, written->front().storedAt);
        QVERIFY(replaced[1].position == first.position);
        QVERIFY(replaced[1].warnings == first.warnings);
        QCOMPARE(revisionsOf(1, 1).size(), 1U);
        QCOMPARE(revisionsOf(1, 1)[0].revision, 2);
        QVERIFY(revisionsOf(2).empty());
    }

    void addsNothingWhenNothingIsReplaced()
    {
        PostgresOrderStore store(settings(10));
        write(store, 3, 100);
        write(store, 3, 200);
        const QString rows = QStringLiteral("select count(*) from order_revisions");
        QCOMPARE(m_postgres.value(rows), QStringLiteral("3"));
        write(store, 3, 200);                                                      // unchanged
        QVERIFY(store.write(std::vector{makeIncoming(orderOf(1, 150), 150)}, {})); // superseded
        // A, B, A inside one batch: only the place moves on.
        QVERIFY(store.write(std::vector{makeIncoming(orderOf(1, 150), 899), makeIncoming(orderOf(1, 200), 900)}, {}));
        QCOMPARE(m_postgres.value(QStringLiteral("select kafka_offset from orders where order_uid = 'order-000001'")),
                 QStringLiteral("900"));
        QVERIFY(store.write({}, std::vector{makeDeadLetter(1)}));
        QCOMPARE(m_postgres.value(rows), QStringLiteral("3"));
        QCOMPARE(m_postgres.value(QStringLiteral("select sum(revision) from orders")), QStringLiteral("6"));
    }

    void keepsAsManyAsItIsTold_data()
    {
        QTest::addColumn<int>("kept");
        QTest::addColumn<QList<qint64>>("revisions");
        QTest::newRow("none") << 0 << QList<qint64>{};
        QTest::newRow("one") << 1 << QList<qint64>{5};
        QTest::newRow("three") << 3 << QList<qint64>{5, 4, 3};
        QTest::newRow("all there are") << 5 << QList<qint64>{5, 4, 3, 2, 1};
        QTest::newRow("the most") << 1000 << QList<qint64>{5, 4, 3, 2, 1};
    }

    void keepsAsManyAsItIsTold()
    {
        QFETCH(const int, kept);
        QFETCH(const QList<qint64>, revisions);
        PostgresOrderStore store(settings(kept));
        for (int revision = 1; revision <= 6; ++revision) {
            write(store, 4, revision * 100);
        }
        for (int number = 0; number < 4; ++number) {
            QCOMPARE(numbersOf(number), revisions);
        }
    }

    void dropsMoreWhenToldToKeepFewer()
    {
        {
            PostgresOrderStore store(settings(10));
            for (int revision = 1; revision <= 6; ++revision) {
                write(store, 3, revision * 100);
            }
        }
        {
            PostgresOrderStore store(settings(2));
            write(store, 1, 700); // only the first order changes
        }
        QCOMPARE(numbersOf(0), (QList<qint64>{6, 5}));
        QCOMPARE(numbersOf(1), (QList<qint64>{5, 4, 3, 2, 1}));
        PostgresOrderStore none(settings(0));
        write(none, 3, 800);
        QVERIFY(numbersOf(0).isEmpty() && numbersOf(1).isEmpty() && numbersOf(2).isEmpty());
        PostgresOrderStore again(settings(10));
        write(again, 2, 900);
        QCOMPARE(numbersOf(0), (QList<qint64>{8}));
        QCOMPARE(numbersOf(1), (QList<qint64>{7}));
        QVERIFY(numbersOf(2).isEmpty());
    }

    void keepsTenForASessionThatSaysNothing()
    {
        PostgresOrderStore store(settings(10));
        write(store, 1, 1);
        const QString change = QStringLiteral("reset orderdesk.kept_revisions;"
                                              " update orders set document = document || ' ', revision = revision + 1");
        for (int i = 0; i < 12; ++i) {
            m_postgres.query(change);
        }
        QCOMPARE(numbersOf(0), (QList<qint64>{12, 11, 10, 9, 8, 7, 6, 5, 4, 3}));
    }

    void forgetsThemWithTheOrder()
    {
        PostgresOrderStore store(settings(10));
        write(store, 3, 100);
        write(store, 3, 200);
        m_postgres.query(QStringLiteral("delete from orders where order_uid = 'order-000001'"));
        QCOMPARE(numbersOf(0), (QList<qint64>{1}));
        QVERIFY(numbersOf(1).isEmpty());
        QCOMPARE(numbersOf(2), (QList<qint64>{1}));
    }

    void writersTogetherKeepEachRevisionOnce()
    {
        constexpr int writers = 3;
        constexpr int rounds = 20;
        constexpr int orders = 40;
        std::atomic<std::int64_t> offsets = 0; // a later one may be written first: then the other is superseded
        std::vector<std::thread> threads;
        for (int writer = 0; writer < writers; ++writer) {
            threads.emplace_back([this, writer, &offsets] {
                PostgresOrderStore store(settings(5));
                for (int round = 0; round < rounds; ++round) {
                    std::vector<IncomingOrder> batch;
                    const std::int64_t offset = ++offsets;
                    for (int number = 0; number < orders; ++number) {
                        batch.push_back(makeIncoming(orderOf(number, 1000 * writer + round), offset));
                    }
                    if (const auto written = store.write(batch, {}); !written) {
                        qFatal("%s", qPrintable(written.error().message.english()));
                    }
                }
            });
        }
        for (std::thread& thread : threads) {
            thread.join();
        }
        for (int number = 0; number < orders; ++number) {
            const auto current = PostgresOrderReader(m_postgres.settings()).order(makeOrder(number).orderUid);
            QVERIFY(current && *current);
            const std::int64_t newest = (*current)->revision;
            QVERIFY(newest >= rounds && newest <= writers * rounds);
            QList<qint64> expected;
            for (qint64 revision = newest - 1; revision >= newest - 5; --revision) {
                expected += revision;
            }
            QCOMPARE(numbersOf(number), expected);
        }
    }

    void keepsADocumentThatIsMended()
    {
        PostgresOrderStore store(settings(10));
        write(store, 2, 100);
        m_postgres.query(QStringLiteral("set orderdesk.kept_revisions = 0;"
                                        " update orders set document = replace(document, 'Kiryat', 'K')"
                                        " where order_uid = 'order-000001'"));
        const auto report = verifyStore(settings(10), true, [](const std::string&, const QString&) {});
        QVERIFY(report);
        QCOMPARE(report->repaired, 1);
        const auto replaced = revisionsOf(1);
        QCOMPARE(replaced.size(), 1U);
        QVERIFY(replaced[0].document.contains("K Mozkin"));
        QVERIFY(numbersOf(0).isEmpty());
        const auto again = verifyStore(settings(10), true, [](const std::string&, const QString&) {});
        QVERIFY(again && again->different == 0);
    }

    void findsNothingForAnImpossibleNumber()
    {
        PostgresOrderReader reader(m_postgres.settings());
        for (const std::string& uid : {std::string(), std::string("a\0b", 3), std::string("\xff\xfe")}) {
            const auto found = reader.revisions(uid, 10);
            QVERIFY(found && found->empty());
        }
    }
};

ORDERDESK_TEST(TestOrderRevisions)
#include "TestOrderRevisions.moc"

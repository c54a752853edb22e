#include "database/ConnectionInterrupt.h"
#include "database/DatabaseConnection.h"
#include "storage/PostgresOrderReader.h"
#include "storage/PostgresOrderStore.h"
#include "support/PostgresFixture.h"
#include "support/TcpProxy.h"
#include "support/TestOrders.h"
#include "support/TestRegistration.h"

#include <QTest>

#include <algorithm>
#include <random>
#include <thread>

using namespace orderdesk;

namespace {

const QString countOrders = QStringLiteral("select count(*) from orders");

} // namespace

class TestPostgresOrderStore final : public QObject
{
    Q_OBJECT

private:
    WrittenOrder writeOne(const IncomingOrder& incoming)
    {
        const auto written = m_store->write(std::vector{incoming}, {});
        if (!written) {
            qFatal("%s", qPrintable(written.error().message.english()));
        }
        return written->front();
    }

    PostgresFixture m_postgres;
    std::unique_ptr<PostgresOrderStore> m_store;

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
        m_store = std::make_unique<PostgresOrderStore>(m_postgres.settings());
    }

    void cleanup() { m_store.reset(); }

    void storesANewOrderInAllTables()
    {
        Order order = makeOrder(1, 3);
        order.delivery.name = "O'Нил \\ \"quoted\" {a,b} \U0001F600";
        const WrittenOrder written = writeOne(makeIncoming(order, 7));
        QCOMPARE(written.outcome, WriteOutcome::Stored);
        QCOMPARE(written.revision, 1);
        QVERIFY(written.storedAt > Timestamp{});
        QCOMPARE(m_postgres.value(QStringLiteral("select name from deliveries")).toStdString(), order.delivery.name);
        QCOMPARE(m_postgres.value(QStringLiteral("select amount from payments")), QStringLiteral("1818"));
        QCOMPARE(m_postgres.value(
                     QStringLiteral("select string_agg(position || ':' || rid, ',' order by position) from items")),
                 QStringLiteral("0:rid-1-0,1:rid-1-1,2:rid-1-2"));
        QCOMPARE(m_postgres.value(QStringLiteral("select date_created::text from orders")),
                 QStringLiteral("2021-11-26 06:22:19.123456+00"));
        QCOMPARE(m_postgres.value(
                     QStringLiteral("select concat_ws(' ', kafka_topic, kafka_partition, kafka_offset) from orders")),
                 QStringLiteral("orders 0 7"));
    }

    void countsRevisions()
    {
        Order order = makeOrder(1);
        const WrittenOrder first = writeOne(makeIncoming(order, 1));
        order.payment.amount = std::numeric_limits<std::int64_t>::max();
        order.delivery.city = "Haifa";
        const WrittenOrder second = writeOne(makeIncoming(order, 2));
        QCOMPARE(second.outcome, WriteOutcome::Stored);
        QCOMPARE(second.revision, 2);
        QVERIFY(second.storedAt > first.storedAt);
        QCOMPARE(m_postgres.value(QStringLiteral("select amount from payments")),
                 QStringLiteral("9223372036854775807"));
        QCOMPARE(m_postgres.value(QStringLiteral("select city from deliveries")), QStringLiteral("Haifa"));
    }

    void touchesNothingForWhatIsNotNewer()
    {
        const Order order = makeOrder(1);
        Order other = order;
        other.entry = "OTHER";
        const WrittenOrder first = writeOne(makeIncoming(order, 5));
        const QString row = QStringLiteral("select concat_ws(' ', xmin, xmax, ctid) from orders");
        const QString before = m_postgres.value(row);
        const auto written = m_store->write(std::vector{makeIncoming(order, 5), makeIncoming(other, 4),
                                                        makeIncoming(order, 1), makeIncoming(other, 7, 0, 1)},
                                            {});
        QVERIFY(written);
        const std::vector expected{WriteOutcome::Unchanged, WriteOutcome::Superseded, WriteOutcome::Unchanged,
                                   WriteOutcome::Superseded};
        for (std::size_t i = 0; i < expected.size(); ++i) {
            QCOMPARE((*written)[i].outcome, expected[i]);
            QCOMPARE((*written)[i].revision, 1);
            QCOMPARE((*written)[i].storedAt, first.storedAt);
        }
        QCOMPARE(m_postgres.value(row), before);
    }

    void movesThePlaceOnForEqualContentAndNothingElse()
    {
        const Order order = makeOrder(1);
        IncomingOrder first = makeIncoming(order, 5);
        const WrittenOrder stored = writeOne(first);
        const QString rest =
            QStringLiteral("select concat_ws(' ', revision, stored_at, warnings, document) from orders");
        const QString before = m_postgres.value(rest);
        IncomingOrder again = makeIncoming(order, 9, 1'600'000'000'000);
        again.warnings = {{"/order_uid", "key_differs", "the message's key is the order's number", Severity::Warning}};
        const WrittenOrder moved = writeOne(again);
        QCOMPARE(moved.outcome, WriteOutcome::Unchanged);
        QCOMPARE(moved.storedAt, stored.storedAt);
        QCOMPARE(m_postgres.value(rest), before);
        // The greatest time is that of the first one, so that nothing of another partition between them is newer.
        QCOMPARE(
            m_postgres.value(QStringLiteral("select concat_ws(' ', kafka_offset, extract(epoch from kafka_timestamp)"
                                            "::bigint, extract(epoch from kafka_greatest_timestamp)::bigint)"
                                            " from orders")),
            QStringLiteral("9 1600000000 1700000000"));
    }

    void keepsWhatIsNewer_data()
    {
        QTest::addColumn<QString>("topic");
        QTest::addColumn<int>("partition");
        QTest::addColumn<int>("incarnation");
        QTest::addColumn<int>("offset");
        QTest::addColumn<int>("millisecondsLater");
        QTest::addColumn<bool>("stored");
        QTest::newRow("replay") << "orders" << 0 << 1 << 9 << -5 << false;
        QTest::newRow("replay, later time") << "orders" << 0 << 1 << 9 << 5 << false;
        QTest::newRow("same offset") << "orders" << 0 << 1 << 10 << 5 << false;
        QTest::newRow("higher offset, older time") << "orders" << 0 << 1 << 11 << -5 << true;
        QTest::newRow("topic made anew, older time") << "orders" << 0 << 2 << 11 << -5 << false;
        QTest::newRow("topic made anew, later time") << "orders" << 0 << 2 << 0 << 1 << true;
        QTest::newRow("other partition, older time") << "orders" << 1 << 1 << 99 << -5 << false;
        QTest::newRow("other partition, same time") << "orders" << 1 << 1 << 99 << 0 << false;
        QTest::newRow("other partition, later time") << "orders" << 1 << 1 << 0 << 1 << true;
        QTest::newRow("other topic, later time") << "others" << 0 << 1 << 0 << 1 << true;
    }

    void keepsWhatIsNewer()
    {
        QFETCH(const QString, topic);
        QFETCH(const int, partition);
        QFETCH(const int, incarnation);
        QFETCH(const int, offset);
        QFETCH(const int, millisecondsLater);
        QFETCH(const bool, stored);
        Order order = makeOrder(1);
        const IncomingOrder newer = makeIncoming(order, 10);
        writeOne(newer);
        order.entry = "OTHER";
        IncomingOrder incoming = makeIncoming(order, offset, 0, partition);
        incoming.position.topic = topic;
        incoming.position.incarnation = incarnation;
        incoming.position.timestamp = newer.position.timestamp + std::chrono::milliseconds(millisecondsLater);
        const WrittenOrder written = writeOne(incoming);
        QCOMPARE(written.outcome, stored ? WriteOutcome::Stored : WriteOutcome::Superseded);
        QCOMPARE(written.revision, stored ? 2 : 1);
        QCOMPARE(m_postgres.value(QStringLiteral("select entry from orders")),
                 stored ? QStringLiteral("OTHER") : QStringLiteral("WBIL"));
    }

    /// A, then B and A in one batch: B is never written, but a replay in other batches must find it older than the row.
    void countsVersionsThatGaveWayAsOlder()
    {
        const Order a = makeOrder(1);
        Order b = a;
        b.entry = "other";
        writeOne(makeIncoming(a, 10));
        const std::vector both{makeIncoming(b, 11), makeIncoming(a, 12)};
        const auto written = m_store->write(both, {});
        QVERIFY(written);
        QCOMPARE((*written)[0].outcome, WriteOutcome::Superseded);
        QCOMPARE((*written)[1].outcome, WriteOutcome::Unchanged);
        QCOMPARE(writeOne(makeIncoming(a, 10)).outcome, WriteOutcome::Unchanged);
        QCOMPARE(writeOne(makeIncoming(b, 11)).outcome, WriteOutcome::Superseded);
        QCOMPARE(writeOne(makeIncoming(a, 12)).outcome, WriteOutcome::Unchanged);
        QCOMPARE(m_postgres.value(QStringLiteral("select revision || ' ' || kafka_offset from orders")),
                 QStringLiteral("1 12"));
    }

    /// Four logs whose clocks disagree, read in any interleaving and in batches of any size; then again and again, from
    /// anywhere. (tests/domain/TestOrderVersion holds the rule itself against more.)
    void noReplayChangesARow()
    {
        const QString rows =
            QStringLiteral("select string_agg(concat_ws(' ', order_uid, revision, stored_at, document),"
                           " ' ' order by order_uid) from orders");
        for (unsigned seed = 0; seed < 5; ++seed) {
            m_postgres.empty();
            std::mt19937 random(seed);
            const auto upTo = [&](int most) { return std::uniform_int_distribution<int>(0, most)(random); };
            std::vector<std::vector<IncomingOrder>> logs(4);
            for (int log = 0; log < 4; ++log) {
                for (int offset = 0; offset < 150; ++offset) {
                    Order order = makeOrder(upTo(39));
                    order.entry = std::to_string(upTo(3));
                    IncomingOrder incoming = makeIncoming(order, offset, 0, log % 2);
                    incoming.position.incarnation = 1 + log / 2;
                    if (const int time = upTo(9); time > 0) {
                        incoming.position.timestamp = Timestamp(std::chrono::seconds(1'700'000'000 + time));
                    }
                    logs[static_cast<std::size_t>(log)].push_back(incoming);
                }
            }
            QString before;
            for (int pass = 0; pass < 4; ++pass) {
                std::vector<std::size_t> next(4);
                for (std::size_t log = 0; log < 4 && pass > 0; ++log) {
                    next[log] = static_cast<std::size_t>(upTo(149));
                }
                for (std::vector<IncomingOrder> batch; true; batch.clear()) {
                    for (int size = upTo(60); size >= 0; --size) {
                        const auto log = static_cast<std::size_t>(upTo(3));
                        if (next[log] < logs[log].size()) {
                            batch.push_back(logs[log][next[log]++]);
                        }
                    }
                    std::stable_sort(batch.begin(), batch.end(), [](const IncomingOrder& a, const IncomingOrder& b) {
                        return a.order.orderUid < b.order.orderUid;
                    });
                    QVERIFY(m_store->write(batch, {}));
                    if (next == std::vector<std::size_t>(4, 150)) {
                        break;
                    }
                }
                const QString after = m_postgres.value(rows);
                QVERIFY2(pass == 0 || after == before,
                         qPrintable(QStringLiteral("seed %1, replay %2").arg(seed).arg(pass)));
                before = after;
            }
        }
    }

    /// Rows that were there before it do not know their greatest time.
    void takesTheTimeOfAnOldRowForItsGreatest()
    {
        Order order = makeOrder(1);
        writeOne(makeIncoming(order, 10));
        m_postgres.query(QStringLiteral("update orders set kafka_greatest_timestamp = null"));
        order.entry = "OTHER";
        QCOMPARE(writeOne(makeIncoming(order, 3, 1'700'000'000'000, 1)).outcome, WriteOutcome::Superseded);
        QCOMPARE(writeOne(makeIncoming(order, 3, 1'700'000'000'001, 1)).outcome, WriteOutcome::Stored);
    }

    void notesPositionsWithTheMessages()
    {
        PostgresOrderStore store(m_postgres.settings(), QStringLiteral("group"));
        const TopicPartition one{QStringLiteral("orders"), 1};
        LogPosition at{one, 1, 8, 1, 7, Timestamp(std::chrono::milliseconds(1'700'000'000'123)), "print"};
        QVERIFY(store.write(makeBatch(1, 1), {}, std::span(&at, 1)));
        auto known = store.knownLogs({one, {QStringLiteral("orders"), 2}});
        QVERIFY(known);
        QCOMPARE(known->logs.size(), 1);
        QCOMPARE(*known->logs.value(one).ours, at);
        QCOMPARE(*known->logs.value(one).newest, at);
        QVERIFY(!known->database.isEmpty());
        // Another group of the same database, which has read on in a later life of the topic.
        PostgresOrderStore other(m_postgres.settings(), QStringLiteral("other"));
        LogPosition later = at;
        later.incarnation = 2;
        later.next = 3;
        QVERIFY(other.write({}, {}, std::span(&later, 1)));
        known = store.knownLogs({one});
        QCOMPARE(*known->logs.value(one).ours, at);
        QCOMPARE(*known->logs.value(one).newest, later);
        // A transaction that is refused notes nothing.
        std::vector<IncomingOrder> bad = makeBatch(2, 1);
        bad[0].order.delivery.name = std::string(1, '\0');
        at.next = 9;
        at.batches = 2;
        QVERIFY(!store.write(bad, {}, std::span(&at, 1)));
        QCOMPARE(store.knownLogs({one})->logs.value(one).ours->next, 8);
    }

    void noticesLostTransactions()
    {
        PostgresOrderStore store(m_postgres.settings(), QStringLiteral("group"));
        const TopicPartition one{QStringLiteral("orders"), 1};
        LogPosition at{one, 1, 8, 1, 7, {}, "print"};
        QVERIFY(store.write({}, {}, std::span(&at, 1)));
        at.batches = 2;
        QVERIFY(store.write({}, {}, std::span(&at, 1)));
        QCOMPARE(at.batches, 2);
        QVERIFY(store.write({}, {}, std::span(&at, 1))); // its reply was lost: again
        QCOMPARE(at.batches, 3); // what the database counts, or the loss of one transaction would go unnoticed
        at.batches = 4;
        QVERIFY(store.write({}, {}, std::span(&at, 1)));
        QCOMPARE(at.batches, 4);
        m_postgres.query(QStringLiteral("update kafka_positions set batches = 2"));
        at.batches = 5;
        auto lost = store.write(makeBatch(1, 1), {}, std::span(&at, 1));
        QVERIFY(!lost);
        QCOMPARE(lost.error().code, ErrorCode::Conflict);
        m_postgres.query(QStringLiteral("delete from kafka_positions"));
        lost = store.write(makeBatch(1, 1), {}, std::span(&at, 1));
        QVERIFY(!lost);
        QCOMPARE(lost.error().code, ErrorCode::Conflict);
        QCOMPARE(m_postgres.value(countOrders), QStringLiteral("0"));
        QCOMPARE(m_postgres.value(QStringLiteral("select count(*) from kafka_positions")), QStringLiteral("0"));
    }

    void rewritesItemsOfChangedOrdersOnly()
    {
        writeOne(makeIncoming(makeOrder(1, 3), 1));
        writeOne(makeIncoming(makeOrder(2, 2), 2));
        const QString other =
            QStringLiteral("select string_agg(ctid::text, ',') from items where order_uid = 'order-000002'");
        const QString before = m_postgres.value(other);
        std::int64_t offset = 10;
        for (const int count : {1, 5, 2}) {
            const std::vector batch{makeIncoming(makeOrder(1, count), ++offset), makeIncoming(makeOrder(2, 2), 2)};
            const auto written = m_store->write(batch, {});
            QVERIFY(written);
            QCOMPARE((*written)[0].outcome, WriteOutcome::Stored);
            QCOMPARE((*written)[1].outcome, WriteOutcome::Unchanged);
            QCOMPARE(m_postgres.value(QStringLiteral("select count(*) || ' to ' || max(position) from items"
                                                     " where order_uid = 'order-000001'")),
                     QStringLiteral("%1 to %2").arg(count).arg(count - 1));
        }
        QCOMPARE(m_postgres.value(other), before);
    }

    void tellsTheOutcomesOfAMixedBatch()
    {
        std::vector<IncomingOrder> batch = makeBatch(1, 300);
        QVERIFY(m_store->write(batch, {}));
        for (int i = 0; i < 300; ++i) {
            IncomingOrder& incoming = batch[static_cast<std::size_t>(i)];
            if (i % 3 == 0) {
                incoming.order.entry = "NEW";
                incoming = makeIncoming(incoming.order, i + 1000);
            } else if (i % 3 == 1) {
                incoming.order.entry = "OLD";
                incoming = makeIncoming(incoming.order, i - 1000);
            }
        }
        std::vector<IncomingOrder> more = makeBatch(301, 2);
        batch.insert(batch.end(), more.begin(), more.end());
        const auto written = m_store->write(batch, {});
        QVERIFY(written);
        QCOMPARE(written->size(), batch.size());
        for (std::size_t i = 0; i < 300; ++i) {
            const WriteOutcome expected = i % 3 == 0   ? WriteOutcome::Stored
                                          : i % 3 == 1 ? WriteOutcome::Superseded
                                                       : WriteOutcome::Unchanged;
            QCOMPARE((*written)[i].outcome, expected);
            QCOMPARE((*written)[i].revision, i % 3 == 0 ? 2 : 1);
        }
        QCOMPARE(written->back().revision, 1);
    }

    void keepsDeadLettersOnce()
    {
        const std::vector dead{makeDeadLetter(2), makeDeadLetter(1)};
        QVERIFY(m_store->write({}, dead));
        QVERIFY(m_store->write(makeBatch(1, 1), dead));
        QCOMPARE(m_postgres.value(QStringLiteral("select count(*) from dead_letters")), QStringLiteral("2"));
        QCOMPARE(m_postgres.value(countOrders), QStringLiteral("1"));
        DeadLetter anew = makeDeadLetter(1, "anew"); // of a topic that was made again
        anew.message.position.incarnation = 2;
        QVERIFY(m_store->write({}, std::vector{anew, dead[1]}));
        QCOMPARE(m_postgres.value(QStringLiteral("select string_agg(order_uid, ' ' order by id) from dead_letters")),
                 QStringLiteral("dead dead anew"));
    }

    void findsAPlaceForAnyDeadLetter()
    {
        DeadLetter dead = makeDeadLetter(1, std::string("bad\0\xff", 5) + std::string(100000, 'x'));
        dead.message.key.reset();
        dead.message.value.reset();
        dead.message.headers.append({QByteArray("\xff"), QByteArray(1, '\0')});
        dead.violations.push_back({std::string("/\xff", 2), "unknown_member", "is not known", Severity::Warning});
        QVERIFY(m_store->write({}, std::vector{dead}));
        PostgresOrderReader reader(m_postgres.settings());
        const auto page = reader.deadLetters({}, 10);
        QVERIFY(page);
        QVERIFY(!page->deadLetters[0].message.key && !page->deadLetters[0].message.value);
        QCOMPARE(page->deadLetters[0].message.headers, dead.message.headers);
        QCOMPARE(QString::fromStdString(page->deadLetters[0].orderUid).size(), 128);
    }

    void rejectsABatchWithABadRowWhole_data()
    {
        QTest::addColumn<QByteArray>("badName");
        QTest::newRow("U+0000") << QByteArray("a\0b", 3);
        QTest::newRow("not UTF-8") << QByteArray("a\xff");
        QTest::newRow("lone surrogate") << QByteArray("\xED\xA0\x80");
    }

    void rejectsABatchWithABadRowWhole()
    {
        QFETCH(const QByteArray, badName);
        std::vector<IncomingOrder> batch = makeBatch(1, 10);
        batch[7].order.delivery.name = badName.toStdString();
        const auto written = m_store->write(batch, std::vector{makeDeadLetter(1)});
        QVERIFY(!written);
        QCOMPARE(written.error().code, ErrorCode::DataRejected);
        QVERIFY(!written.error().message.english().contains(QStringLiteral("Ploshad")));
        QCOMPARE(m_postgres.value(countOrders), QStringLiteral("0"));
        QCOMPARE(m_postgres.value(QStringLiteral("select count(*) from dead_letters")), QStringLiteral("0"));
        QVERIFY(m_store->write(makeBatch(1, 7), {}));
    }

    /// What a trigger of somebody's, or a policy, does to rows is never taken for the order's fault, nor for success.
    void waitsWhereTheDatabaseDropsOrRefusesRows_data()
    {
        QTest::addColumn<QString>("table");
        QTest::addColumn<QString>("body");
        QTest::addColumn<QByteArray>("sqlState");
        for (const char* table : {"orders", "deliveries", "payments", "items", "dead_letters"}) {
            QTest::addRow("%s drops", table)
                << QString::fromLatin1(table) << QStringLiteral("return null;") << QByteArray();
            QTest::addRow("%s refuses", table)
                << QString::fromLatin1(table) << QStringLiteral("raise exception 'not on Sundays';")
                << QByteArray("P0001");
        }
    }

    void waitsWhereTheDatabaseDropsOrRefusesRows()
    {
        QFETCH(const QString, table);
        QFETCH(const QString, body);
        m_postgres.query(QStringLiteral("create function meddle() returns trigger language plpgsql as $$ begin ") +
                         body + QStringLiteral(" end $$"));
        m_postgres.query(QStringLiteral("create trigger meddle before insert on ") + table +
                         QStringLiteral(" for each row execute function meddle()"));
        const auto written = m_store->write(makeBatch(1, 3), std::vector{makeDeadLetter(1)});
        m_postgres.query(QStringLiteral("drop function meddle() cascade"));
        QVERIFY(!written);
        QCOMPARE(written.error().code, ErrorCode::AccessRefused);
        QTEST(written.error().sqlState, "sqlState");
        QVERIFY(written.error().hint.english().contains(QLatin1String("trigger")));
        QCOMPARE(m_postgres.value(countOrders), QStringLiteral("0"));
        QVERIFY(m_store->write(makeBatch(1, 3), std::vector{makeDeadLetter(1)}));
        QCOMPARE(m_postgres.value(QStringLiteral("select count(*) from dead_letters")), QStringLiteral("1"));
    }

    void waitsWhereTheDatabaseDropsChanges_data()
    {
        QTest::addColumn<QString>("table");
        QTest::addColumn<QString>("event");
        QTest::newRow("orders, at the insert") << QStringLiteral("orders") << QStringLiteral("insert");
        QTest::newRow("orders, at the update") << QStringLiteral("orders") << QStringLiteral("update");
        QTest::newRow("deliveries of the new ones") << QStringLiteral("deliveries") << QStringLiteral("insert");
        QTest::newRow("payments of the new ones") << QStringLiteral("payments") << QStringLiteral("insert");
        QTest::newRow("items that stay") << QStringLiteral("items") << QStringLiteral("delete");
    }

    /// Orders that are there already, changed, beside new ones: neither counts for the other.
    void waitsWhereTheDatabaseDropsChanges()
    {
        QFETCH(const QString, table);
        QFETCH(const QString, event);
        QVERIFY(m_store->write(makeBatch(1, 3), {}));
        std::vector<IncomingOrder> batch = makeBatch(1, 5);
        for (IncomingOrder& incoming : batch) {
            incoming.order.delivery.name += " anew";
            incoming.order.payment.bank = "another";
            incoming.document = encodeOrder(incoming.order);
            incoming.position.offset += 100;
        }
        m_postgres.query(QStringLiteral("create function meddle() returns trigger language plpgsql as"
                                        " $$ begin return null; end $$"));
        m_postgres.query(QStringLiteral("create trigger meddle before ") + event + QStringLiteral(" on ") + table +
                         QStringLiteral(" for each row execute function meddle()"));
        const auto written = m_store->write(batch, {});
        m_postgres.query(QStringLiteral("drop function meddle() cascade"));
        QVERIFY(!written);
        QCOMPARE(written.error().code, ErrorCode::AccessRefused);
        QCOMPARE(m_postgres.value(countOrders), QStringLiteral("3"));
        const auto after = m_store->write(batch, {});
        QVERIFY(after);
        QCOMPARE(after->front().outcome, WriteOutcome::Stored);
        QCOMPARE(after->front().revision, 2);
    }

    void waitsForAColumnThatSomebodyAdded()
    {
        QVERIFY(m_store->write({}, std::vector{makeDeadLetter(1)}));
        for (const char* table : {"orders", "payments", "dead_letters"}) {
            const QString alter = QStringLiteral("alter table ") + QLatin1String(table);
            m_postgres.query(QStringLiteral("delete from ") + QLatin1String(table));
            m_postgres.query(alter + QStringLiteral(" add branch text not null"));
            const auto written = m_store->write(makeBatch(1, 3), std::vector{makeDeadLetter(1)});
            m_postgres.query(alter + QStringLiteral(" drop branch"));
            QVERIFY2(!written, table);
            QCOMPARE(written.error().code, ErrorCode::AccessRefused);
            QCOMPARE(written.error().sqlState, QByteArray("23502"));
            QVERIFY(written.error().hint.english().contains(QLatin1String("default")));
        }
        QVERIFY(m_store->write(makeBatch(1, 3), std::vector{makeDeadLetter(1)}));
    }

    /// Others were in the way: nobody has to hear of it, unless it does not end.
    void triesAgainAfterAConflict()
    {
        m_postgres.query(QStringLiteral("create sequence conflicts"));
        m_postgres.query(
            QStringLiteral("create function conflict() returns trigger language plpgsql as $$ begin"
                           " if nextval('conflicts') <= 3 then raise exception using errcode = '40P01'; end if;"
                           " return null; end $$"));
        m_postgres.query(QStringLiteral("create trigger conflict after insert on orders"
                                        " for each statement execute function conflict()"));
        QVERIFY(m_store->write(makeBatch(1, 3), {}));
        QCOMPARE(m_postgres.value(QStringLiteral("select last_value from conflicts")), QStringLiteral("4"));
        m_postgres.query(QStringLiteral("select setval('conflicts', 1, false)"));
        m_postgres.query(QStringLiteral("create or replace function conflict() returns trigger language plpgsql as $$"
                                        " begin raise exception using errcode = '40001'; end $$"));
        const auto written = m_store->write(makeBatch(4, 1), {});
        m_postgres.query(QStringLiteral("drop function conflict() cascade; drop sequence conflicts"));
        QVERIFY(!written);
        QCOMPARE(written.error().code, ErrorCode::Unavailable);
        QCOMPARE(written.error().sqlState, QByteArray("40001"));
    }

    void storesTheLongestTexts()
    {
        std::string longest;
        for (int i = 0; i < 1024; ++i) {
            const char32_t c = 0x1F300 + static_cast<char32_t>((i * 37) % 700);
            longest += QString::fromUcs4(&c, 1).toStdString();
        }
        Order order = makeOrder(1);
        order.trackNumber = order.customerId = order.payment.transaction = order.delivery.name = order.delivery.email =
            longest;
        QCOMPARE(writeOne(makeIncoming(order, 1)).outcome, WriteOutcome::Stored);
        PostgresOrderReader reader(m_postgres.settings());
        const auto page = reader.orders(QString::fromStdString(longest), {}, 5);
        QVERIFY(page);
        QCOMPARE(page->orders.size(), 1U);
    }

    void refusesAnUnsortedBatch()
    {
        std::vector<IncomingOrder> batch = makeBatch(1, 2);
        std::swap(batch[0], batch[1]);
        QCOMPARE(m_store->write(batch, {}).error().code, ErrorCode::Internal);
    }

    void doesNotDeadlockWithASecondWriter()
    {
        constexpr int rounds = 40;
        std::atomic<int> failures = 0;
        const auto writer = [&](int partition) {
            PostgresOrderStore store(m_postgres.settings());
            for (int round = 0; round < rounds; ++round) {
                std::vector<IncomingOrder> batch = makeBatch(1, 200);
                for (IncomingOrder& incoming : batch) {
                    incoming.order.entry = std::to_string(round * 10 + partition);
                    incoming = makeIncoming(incoming.order, round, round, partition);
                }
                failures += store.write(batch, std::vector{makeDeadLetter(round)}) ? 0 : 1;
            }
        };
        std::thread one([&] { writer(0); });
        std::thread two([&] { writer(1); });
        one.join();
        two.join();
        QCOMPARE(failures.load(), 0);
        QCOMPARE(m_postgres.value(QStringLiteral("select count(*) from items")), QStringLiteral("400"));
        QVERIFY(m_postgres.value(QStringLiteral("select min(revision) from orders")).toInt() >= rounds);
        QCOMPARE(m_postgres.value(QStringLiteral("select deadlocks from pg_stat_database where datname = "
                                                 "current_database()")),
                 QStringLiteral("0"));
    }

    void reconnectsAfterTheServerEndedTheConnection()
    {
        writeOne(makeIncoming(makeOrder(1), 1));
        m_postgres.query(QStringLiteral("select pg_terminate_backend(pid, 5000) from pg_stat_activity"
                                        " where datname = current_database() and pid <> pg_backend_pid()"));
        const auto first = m_store->write(makeBatch(2, 1), {});
        QVERIFY(first || first.error().code == ErrorCode::Unavailable);
        const auto second = m_store->write(makeBatch(2, 1), {});
        QVERIFY(second);
        QCOMPARE(m_postgres.value(countOrders), QStringLiteral("2"));
    }

    void survivesALostReplyToCommit()
    {
        TcpProxy proxy(m_postgres.serverHost(), m_postgres.serverPort());
        PostgresOrderStore store(m_postgres.settingsVia(QStringLiteral("127.0.0.1"), proxy.port()));
        QVERIFY(store.write(makeBatch(1, 1), {}));
        proxy.cutAnswerTo("COMMIT");
        const auto lost = store.write(makeBatch(2, 5), std::vector{makeDeadLetter(1)});
        QVERIFY(!lost);
        QCOMPARE(lost.error().code, ErrorCode::Unavailable);
        QCOMPARE(proxy.cuts(), 1);
        const auto again = store.write(makeBatch(2, 5), std::vector{makeDeadLetter(1)});
        QVERIFY(again);
        QCOMPARE(again->front().outcome, WriteOutcome::Unchanged);
        QCOMPARE(again->front().revision, 1);
        QCOMPARE(m_postgres.value(countOrders), QStringLiteral("6"));
        QCOMPARE(m_postgres.value(QStringLiteral("select count(*) from dead_letters")), QStringLiteral("1"));
    }

    void endsAHungCall()
    {
        TcpProxy proxy(m_postgres.serverHost(), m_postgres.serverPort());
        DatabaseSettings settings = m_postgres.settingsVia(QStringLiteral("127.0.0.1"), proxy.port());
        settings.watchdogTimeout = std::chrono::milliseconds(500);
        PostgresOrderStore store(settings);
        QVERIFY(store.write(makeBatch(1, 1), {}));
        proxy.setMode(TcpProxy::Mode::BlackHole);
        const auto hung = store.write(makeBatch(2, 5), {});
        QVERIFY(!hung);
        QCOMPARE(hung.error().code, ErrorCode::Unavailable);
        proxy.setMode(TcpProxy::Mode::Pass);
        QVERIFY(store.write(makeBatch(2, 5), {}));
        QCOMPARE(m_postgres.value(countOrders), QStringLiteral("6"));
    }

    void isInterruptedInTheMiddle()
    {
        TcpProxy proxy(m_postgres.serverHost(), m_postgres.serverPort());
        DatabaseSettings settings = m_postgres.settingsVia(QStringLiteral("127.0.0.1"), proxy.port());
        settings.interrupt = std::make_shared<ConnectionInterrupt>();
        PostgresOrderStore store(settings);
        QVERIFY(store.write(makeBatch(1, 1), {}));
        proxy.setMode(TcpProxy::Mode::BlackHole);
        settings.interrupt->cutAfter(std::chrono::milliseconds(50));
        const auto hung = store.write(makeBatch(2, 5), {});
        QVERIFY(!hung);
        const auto later = store.write(makeBatch(2, 5), {});
        QVERIFY(!later);
        QCOMPARE(later.error().code, ErrorCode::Cancelled);
        QCOMPARE(m_postgres.value(countOrders), QStringLiteral("1"));
    }

    void saysWhenATableIsMissing()
    {
        m_postgres.query(QStringLiteral("alter table payments rename to hidden"));
        const auto refused = m_store->write(makeBatch(1, 3), {});
        m_postgres.query(QStringLiteral("alter table hidden rename to payments"));
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, ErrorCode::AccessRefused);
        QVERIFY(refused.error().message.english().contains(QStringLiteral("42P01")));
        QVERIFY(m_store->write(makeBatch(1, 3), {}));
    }
};

ORDERDESK_TEST(TestPostgresOrderStore)
#include "TestPostgresOrderStore.moc"

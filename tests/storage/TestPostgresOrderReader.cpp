#include "letters/PostgresDeadLetterStore.h"
#include "storage/PostgresOrderReader.h"
#include "storage/PostgresOrderStore.h"
#include "support/PostgresFixture.h"
#include "support/TcpProxy.h"
#include "support/TestOrders.h"
#include "support/TestRegistration.h"

#include <QTest>

#include <set>

using namespace orderdesk;

class TestPostgresOrderReader final : public QObject
{
    Q_OBJECT

private:
    PostgresFixture m_postgres;
    std::unique_ptr<PostgresOrderReader> m_reader;
    std::unique_ptr<PostgresDeadLetterStore> m_store;

private Q_SLOTS:
    void initTestCase()
    {
        if (const QString why = m_postgres.start(); !why.isEmpty()) {
            QSKIP(qPrintable(why));
        }
        PostgresOrderStore store(m_postgres.settings());
        for (int first = 0; first < 300; first += 50) {
            std::vector<IncomingOrder> batch = makeBatch(first, 50);
            batch[0].warnings = {{"/payment/amount", "sum_mismatch", "is not the sum", Severity::Warning}};
            QVERIFY(store.write(batch, {}));
        }
        QVERIFY(store.write({}, std::vector{makeDeadLetter(1), makeDeadLetter(2, "other"), makeDeadLetter(3)}));
    }

    void cleanupTestCase() { m_postgres.stop(); }
    void init()
    {
        m_reader = std::make_unique<PostgresOrderReader>(m_postgres.settings());
        m_store = std::make_unique<PostgresDeadLetterStore>(m_postgres.settings());
    }
    void cleanup()
    {
        m_reader.reset();
        m_store.reset();
    }

    void findsOneOrder()
    {
        const auto found = m_reader->order("order-000050");
        QVERIFY(found && *found);
        const StoredOrder& stored = **found;
        QCOMPARE(stored.orderUid, "order-000050");
        QCOMPARE(stored.document, encodeOrder(makeOrder(50)));
        QCOMPARE(stored.revision, 1);
        QVERIFY(stored.position == makeIncoming(makeOrder(50), 50).position);
        QCOMPARE(stored.warnings.size(), 1U);
        QCOMPARE(stored.warnings[0].code, "sum_mismatch");
        QCOMPARE(m_postgres
                     .value(QStringLiteral("select (extract(epoch from stored_at) * 1000000)::bigint from orders"
                                           " where order_uid = 'order-000050'"))
                     .toLongLong(),
                 stored.storedAt.time_since_epoch().count());
    }

    void findsNothingForAnImpossibleNumber()
    {
        for (const std::string& uid : {std::string(), std::string("a\0b", 3), std::string("'; drop table orders; --"),
                                       std::string("\xff\xfe"), std::string(100000, 'x'), std::string("\\")}) {
            const auto found = m_reader->order(uid);
            QVERIFY(found && !*found);
            const auto letters = m_reader->deadLettersOf(uid, 10);
            QVERIFY(letters && letters->empty());
            QVERIFY(m_reader->orders(QString::fromStdString(uid), {}, 10));
        }
    }

    void searchesByEachField_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<int>("found");
        QTest::newRow("number") << "order-000123" << 1;
        QTest::newRow("number's beginning") << "order-00012" << 10;
        QTest::newRow("track number") << "TRACK123" << 1;
        QTest::newRow("track number's beginning") << "TRACK12" << 11;
        QTest::newRow("phone as written") << "+7 (900) 1000123" << 1;
        QTest::newRow("phone otherwise") << "7-900-100-01-23" << 1;
        QTest::newRow("phone from abroad") << "007 900 100-01-23" << 1;
        QTest::newRow("phone as Russians dial it") << "8 (900) 100-01-23" << 1;
        QTest::newRow("phone with other blanks and dashes")
            << QStringLiteral("+7\u00a0900\u2009100\u201301\u201323") << 1;
        QTest::newRow("phone's part") << "100-01-23" << 0;
        QTest::newRow("e-mail") << "uSER123@example.COM" << 1;
        QTest::newRow("customer") << "customer-123" << 1;
        QTest::newRow("customer's beginning") << "customer-" << 0;
        QTest::newRow("name") << "iВАН tEST123" << 1;
        QTest::newRow("transaction") << "tx-123" << 1;
        QTest::newRow("article") << "2389335" << 1;
        QTest::newRow("blanks around") << "  tx-123 " << 1;
        QTest::newRow("pattern characters") << "order%" << 0;
        QTest::newRow("quote") << "o'rder" << 0;
        QTest::newRow("nothing") << "nosuch" << 0;
        QTest::newRow("number beyond 64 bits") << "99999999999999999999" << 0;
    }

    void searchesByEachField()
    {
        QFETCH(const QString, text);
        QFETCH(const int, found);
        const auto page = m_reader->orders(text, {}, 50);
        QVERIFY2(page, page ? "" : qPrintable(page.error().message.english()));
        QCOMPARE(static_cast<int>(page->orders.size()), found);
        QVERIFY(!page->next);
    }

    void summarizesAsTheOrderItself()
    {
        const auto page = m_reader->orders(QStringLiteral("order-000100"), {}, 50);
        QVERIFY(page);
        OrderSummary expected = summarize(makeOrder(100));
        const auto stored = m_reader->order("order-000100");
        expected.warningCount = 1;
        expected.storedAt = (*stored)->storedAt;
        expected.revision = 1;
        expected.position = (*stored)->position;
        QVERIFY(page->orders.at(0) == expected);
    }

    void pagesAreCompleteWithoutDoubles_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<int>("limit");
        QTest::addColumn<int>("total");
        QTest::newRow("all, 7") << QString() << 7 << 300;
        QTest::newRow("all, 50: page ends where a batch ends") << QString() << 50 << 300;
        QTest::newRow("all, 300") << QString() << 300 << 300;
        QTest::newRow("all, 1") << QString() << 1 << 300;
        QTest::newRow("searched, 7") << QStringLiteral("TRACK1") << 7 << 111;
        QTest::newRow("searched in two branches") << QStringLiteral("order-0002") << 9 << 100;
    }

    void pagesAreCompleteWithoutDoubles()
    {
        QFETCH(const QString, text);
        QFETCH(const int, limit);
        QFETCH(const int, total);
        std::vector<std::pair<Timestamp, std::string>> seen;
        std::optional<OrderCursor> after;
        do {
            const auto page = m_reader->orders(text, after, limit);
            QVERIFY(page);
            QVERIFY(static_cast<int>(page->orders.size()) <= limit && !page->orders.empty());
            for (const OrderSummary& order : page->orders) {
                seen.emplace_back(order.storedAt, order.orderUid);
            }
            after = page->next;
        } while (after);
        QCOMPARE(static_cast<int>(seen.size()), total);
        QCOMPARE(static_cast<int>(std::set(seen.begin(), seen.end()).size()), total);
        QVERIFY(std::is_sorted(seen.rbegin(), seen.rend()));
    }

    void readsAllDocumentsInPages()
    {
        for (const int limit : {1, 7, 100, 10000}) {
            std::set<std::string> seen;
            std::optional<OrderCursor> after;
            do {
                const auto page = m_reader->documents(after, limit);
                QVERIFY(page);
                for (const StoredOrder& stored : page->orders) {
                    QVERIFY(seen.insert(stored.orderUid).second);
                    QVERIFY(stored.document.contains(QByteArray::fromStdString(stored.orderUid)));
                }
                after = page->next;
            } while (after);
            QCOMPARE(seen.size(), 300U);
        }
    }

    void handlesDeadLetters()
    {
        const auto page = m_reader->deadLetters({}, 2);
        QVERIFY(page);
        QCOMPARE(page->deadLetters.size(), 2U);
        QCOMPARE(page->deadLetters[0].message.position.offset, 3);
        QVERIFY(page->next);
        const auto rest = m_reader->deadLetters(page->next, 2);
        QVERIFY(rest && !rest->next);
        QCOMPARE(rest->deadLetters.size(), 1U);

        const DeadLetter& first = rest->deadLetters[0];
        DeadLetter expected = makeDeadLetter(1);
        expected.id = first.id;
        QVERIFY(first == expected);
        const auto of = m_reader->deadLettersOf("dead", 10);
        QVERIFY(of);
        QCOMPARE(of->size(), 2U);
        const auto byKey = m_reader->deadLettersOf("key", 10);
        QVERIFY(byKey);
        QCOMPARE(byKey->size(), 3U); // one of them has no readable number
        QCOMPARE(m_reader->deadLettersOf("ke", 10)->size(), 0U);

        using Ids = std::vector<std::int64_t>;
        QCOMPARE(*m_store->changeDeadLetters(LetterAction::Redriven, {{first.id, "to orders/0@7"}, {9'999, ""}}, "me"),
                 Ids{first.id});
        const auto marked = m_reader->deadLetter(first.id);
        QVERIFY(marked && *marked);
        QCOMPARE((*marked)->redriveCount, 1);
        QVERIFY((*marked)->redrivenAt);
        QCOMPARE(*m_store->changeDeadLetters(LetterAction::Discarded, {{first.id, {}}}, "me"), Ids{first.id});
        QCOMPARE(*m_store->changeDeadLetters(LetterAction::Discarded, {{first.id, {}}}, "me"), Ids{});
        QCOMPARE(*m_store->changeDeadLetters(LetterAction::Corrected, {{first.id, {}}}, "me"), Ids{});
        const auto gone = m_reader->deadLetter(first.id);
        QVERIFY(gone && !*gone);
    }

    void cutsLargeValuesInLists()
    {
        PostgresOrderStore store(m_postgres.settings());
        DeadLetter large = makeDeadLetter(99, "large");
        large.message.value = QByteArray(3'000'000, '\0');
        QVERIFY(store.write({}, std::vector{large}));
        const auto page = m_reader->deadLetters({}, 1);
        QVERIFY(page);
        QCOMPARE(page->deadLetters[0].message.value->size(), 65536);
        const auto whole = m_reader->deadLetter(page->deadLetters[0].id);
        QVERIFY(whole && *whole);
        QCOMPARE((*whole)->message.value, large.message.value);
        QVERIFY(m_store->changeDeadLetters(LetterAction::Discarded, {{page->deadLetters[0].id, {}}}, "me"));
    }

    void readsOnAfterTheServerEndedTheConnection()
    {
        QVERIFY(m_reader->order("order-000001"));
        m_postgres.query(QStringLiteral("select pg_terminate_backend(pid, 5000) from pg_stat_activity"
                                        " where datname = current_database() and pid <> pg_backend_pid()"));
        const auto found = m_reader->order("order-000001");
        QVERIFY(found && *found);
        QVERIFY(m_reader->documents({}, 5));
    }

    void readsOnAfterAnAnswerWasLost()
    {
        TcpProxy proxy(m_postgres.serverHost(), m_postgres.serverPort());
        PostgresOrderReader reader(m_postgres.settingsVia(QStringLiteral("127.0.0.1"), proxy.port()));
        QVERIFY(reader.order("order-000001"));
        proxy.setMode(TcpProxy::Mode::Refuse);
        proxy.cutAnswerTo("where order_uid = $1");
        const auto away = reader.order("order-000001");
        QVERIFY(!away);
        QCOMPARE(away.error().code, ErrorCode::Unavailable);
        proxy.setMode(TcpProxy::Mode::Pass);
        const auto found = reader.order("order-000001");
        QVERIFY(found && *found);
    }

    void givesUpInTime()
    {
        DatabaseSettings settings = m_postgres.settings();
        settings.statementTimeout = std::chrono::milliseconds(100);
        PostgresOrderReader reader(settings);
        QVERIFY(reader.ping());
        m_postgres.query(QStringLiteral("begin"));
        m_postgres.query(QStringLiteral("lock table orders in access exclusive mode"));
        const auto stuck = reader.order("order-000001");
        m_postgres.query(QStringLiteral("rollback"));
        QVERIFY(!stuck);
        QCOMPARE(stuck.error().code, ErrorCode::Unavailable);
        QVERIFY(reader.order("order-000001"));
    }

    void endsAHungRead()
    {
        TcpProxy proxy(m_postgres.serverHost(), m_postgres.serverPort());
        DatabaseSettings settings = m_postgres.settingsVia(QStringLiteral("127.0.0.1"), proxy.port());
        settings.watchdogTimeout = std::chrono::milliseconds(300);
        settings.statementTimeout = std::chrono::milliseconds(200);
        PostgresOrderReader reader(settings);
        QVERIFY(reader.ping());
        proxy.setMode(TcpProxy::Mode::BlackHole);
        const auto hung = reader.order("order-000001");
        QVERIFY(!hung);
        QCOMPARE(hung.error().code, ErrorCode::Unavailable);
        proxy.setMode(TcpProxy::Mode::Pass);
        QVERIFY(reader.order("order-000001"));
    }

    void hasAnIndexForEveryLookup_data()
    {
        QTest::addColumn<QString>("query");
        const auto add = [](const char* index, const char* query) {
            QTest::newRow(index) << QString::fromLatin1(query);
        };
        add("orders_newest", "select * from orders where (stored_at, order_uid) < (now(), 'x') order by stored_at "
                             "desc, order_uid desc limit 9");
        add("orders_pkey", "select * from orders where order_uid >= 'x' and order_uid < 'y'");
        add("orders_track_number",
            "select * from orders where left(track_number, 128) >= left('x', 128) collate \"C\"");
        add("orders_customer", "select * from orders where left(customer_id, 128) = left('x', 128) collate \"C\"");
        add("deliveries_phone",
            "select * from deliveries where left(translate(phone, '+-()[]. ', ''), 32) = '1' collate \"C\"");
        add("deliveries_email",
            "select * from deliveries where left(lower(email), 128) = left(lower('X'), 128) collate \"C\"");
        add("deliveries_name",
            "select * from deliveries where left(lower(name), 128) = left(lower('X'), 128) collate \"C\"");
        add("payments_transaction", "select * from payments where left(transaction, 128) = left('x', 128) collate "
                                    "\"C\" and transaction <> order_uid");
        add("items_nm_id", "select * from items where nm_id = 7");
        add("items_pkey", "delete from items where order_uid = any('{a,b}')");
        add("deliveries_phone ",
            "select * from deliveries where left(translate(phone, '+-()[]. ', ''), 32) collate \"C\""
            " = any('{1,2}'::text[])");
        add("dead_letters_key", "select * from dead_letters where substring(key from 1 for 128) = 'x'::bytea");
        add("dead_letters_order_uid",
            "select * from dead_letters where order_uid = 'x' and order_uid <> '' order by id desc limit 5");
    }

    void hasAnIndexForEveryLookup()
    {
        QFETCH(const QString, query);
        m_postgres.query(QStringLiteral("set enable_seqscan = off"));
        QString plan;
        for (const QStringList& line : m_postgres.query(QStringLiteral("explain ") + query)) {
            plan += line.first() + QLatin1Char('\n');
        }
        m_postgres.query(QStringLiteral("reset enable_seqscan"));
        QVERIFY2(plan.contains(QLatin1String(QTest::currentDataTag())), qPrintable(plan));
    }
};

ORDERDESK_TEST(TestPostgresOrderReader)
#include "TestPostgresOrderReader.moc"

#include "database/ConnectionOptions.h"
#include "database/DatabaseConnection.h"
#include "letters/PostgresDeadLetterStore.h"
#include "storage/PostgresOrderChanges.h"
#include "storage/PostgresOrderStore.h"
#include "support/PostgresFixture.h"
#include "support/TestOrders.h"
#include "support/TestRegistration.h"

#include <QSqlDatabase>
#include <QSqlError>
#include <QSqlQuery>
#include <QTest>

using namespace orderdesk;
using namespace std::chrono_literals;

namespace {

/// A connection whose transactions end when the test says so.
class Session final
{
public:
    explicit Session(const DatabaseSettings& settings)
        : m_connection(settings)
    {
        if (const auto opened = m_connection.ensureOpen(); !opened) {
            qFatal("%s", qPrintable(opened.error().message.english()));
        }
    }

    void run(const QString& sql)
    {
        QSqlQuery query(m_connection.database());
        if (!query.exec(sql)) {
            qFatal("%s: %s", qPrintable(sql), qPrintable(query.lastError().text()));
        }
    }

    /// As a writer does, but stored `secondsAgo` by its own account.
    void insert(const QString& orderUid, int secondsAgo)
    {
        run(QStringLiteral("insert into orders select '%1', 'track', 'entry', 'en', '', 'customer', 'meest', '9', 99,"
                           " now(), '1', '{}', 1, now() - interval '%2 s', 'orders', 0, 1, now(), '[]'")
                .arg(orderUid)
                .arg(secondsAgo));
    }

private:
    DatabaseConnection m_connection;
};

} // namespace

class TestPostgresOrderChanges final : public QObject
{
    Q_OBJECT

private:
    /// "uid revision" of what a look tells, in its order.
    QStringList look(PostgresOrderChanges& changes, int limit = 1'000)
    {
        m_visited.clear();
        const auto found = changes.next(
            [this](const OrderRevision& revision) {
                m_visited += QString::fromStdString(revision.orderUid);
                return true;
            },
            limit);
        if (!found) {
            qFatal("%s", qPrintable(found.error().message.english()));
        }
        m_last = *found;
        QStringList told;
        for (const OrderChange& change : found->orders) {
            told +=
                QStringLiteral("%1 %2").arg(QString::fromStdString(change.order.orderUid)).arg(change.order.revision);
        }
        return told;
    }

    void write(const std::vector<IncomingOrder>& orders, const std::vector<DeadLetter>& letters = {})
    {
        const auto written = m_store->write(orders, letters);
        if (!written) {
            qFatal("%s", qPrintable(written.error().message.english()));
        }
    }

    static IncomingOrder changed(int number, std::int64_t offset, const std::string& city)
    {
        Order order = makeOrder(number);
        order.delivery.city = city;
        return makeIncoming(order, offset);
    }

    /// Connections that begin with this setting.
    DatabaseSettings with(const QString& name, const QString& value) const
    {
        DatabaseSettings settings = m_postgres.settings();
        ConnectionOptions options = *ConnectionOptions::parse(settings.url);
        options.set("options", QStringLiteral("-c %1=%2").arg(name, value).toUtf8());
        settings.url = options.connectionString();
        return settings;
    }

    PostgresFixture m_postgres;
    std::unique_ptr<PostgresOrderStore> m_store;
    ChangesSinceLastLook m_last;
    QStringList m_visited;

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

    void aFirstLookTellsNothingButVisitsWhatIsNew()
    {
        write(makeBatch(1, 3), {makeDeadLetter(1)});
        Session(m_postgres.settings()).insert(QStringLiteral("long ago"), 3'600);
        PostgresOrderChanges changes(m_postgres.settings());
        QCOMPARE(look(changes), QStringList());
        QCOMPARE(m_visited.size(), 3);
        QVERIFY(m_last.deadLetters.empty());
        QCOMPARE(look(changes), QStringList());
        QVERIFY(m_last.deadLetters.empty());
    }

    void tellsNewAndChangedOrdersWithTheirSummary()
    {
        PostgresOrderChanges changes(m_postgres.settings());
        QCOMPARE(look(changes), QStringList());
        IncomingOrder marked = makeIncoming(makeOrder(1, 3), 11);
        marked.warnings = {{"/payment/amount", "sum_mismatch", "is another sum", Severity::Warning}};
        write({marked});
        QCOMPARE(look(changes), QStringList(QStringLiteral("order-000001 1")));
        const OrderChange& told = m_last.orders.front();
        QCOMPARE(told.warnings, marked.warnings);
        QCOMPARE(told.order.warningCount, 1);
        QCOMPARE(told.order.city, "Kiryat Mozkin");
        QCOMPARE(told.order.itemCount, 3);
        QCOMPARE(told.order.amount, 1818);
        QCOMPARE(told.order.position.offset, 11);
        QVERIFY(told.order.storedAt > Timestamp{});

        write({changed(1, 12, "Haifa"), makeIncoming(makeOrder(2), 13)});
        QCOMPARE(look(changes), QStringList({QStringLiteral("order-000001 2"), QStringLiteral("order-000002 1")}));
        write({changed(1, 12, "Haifa")}); // unchanged
        QCOMPARE(look(changes), QStringList());
    }

    void tellsDeadLettersOnce()
    {
        PostgresOrderChanges changes(m_postgres.settings());
        look(changes);
        write({}, {makeDeadLetter(1, "first"), makeDeadLetter(2, "second")});
        look(changes);
        QCOMPARE(m_last.deadLetters.size(), 2);
        QCOMPARE(m_last.deadLetters.at(0).orderUid, "first");
        QCOMPARE(m_last.deadLetters.at(0).message.position, makeDeadLetter(1).message.position);
        QCOMPARE(m_last.deadLetters.at(0).violations, makeDeadLetter(1).violations);
        QCOMPARE(m_last.deadLetters.at(0).receivedAt, makeDeadLetter(1).receivedAt);
        const std::int64_t id = m_last.deadLetters.at(0).id;
        PostgresDeadLetterStore store(m_postgres.settings());
        QVERIFY(store.changeDeadLetters(LetterAction::Redriven, {{id, "to orders/0@1"}}, "command (test)"));
        look(changes);
        QVERIFY(m_last.deadLetters.empty());
    }

    void findsATransactionThatCommitsLate()
    {
        Session slow(m_postgres.settings());
        Session quick(m_postgres.settings());
        PostgresOrderChanges changes(m_postgres.settings());
        quick.insert(QStringLiteral("before"), 3'000);
        look(changes);
        slow.run(QStringLiteral("begin"));
        slow.insert(QStringLiteral("late"), 2'990);
        slow.run(QStringLiteral("insert into dead_letters (topic, partition, \"offset\", kafka_timestamp, headers,"
                                " order_uid, violations, received_at) values ('orders', 0, 7, now(), '[]', 'late',"
                                " '[]', now())"));
        for (int i = 0; i < 40; ++i) {
            const QString uid = QStringLiteral("quick%1").arg(i);
            quick.insert(uid, 2'900 - i);
            write({}, {makeDeadLetter(100 + i)});
            QCOMPARE(look(changes), QStringList(uid + QStringLiteral(" 1")));
            QCOMPARE(m_last.deadLetters.size(), 1);
        }
        slow.run(QStringLiteral("commit"));
        QCOMPARE(look(changes), QStringList(QStringLiteral("late 1")));
        QCOMPARE(m_last.deadLetters.size(), 1);
        QCOMPARE(m_last.deadLetters.front().orderUid, "late");
        QCOMPARE(look(changes), QStringList());
        QVERIFY(m_last.deadLetters.empty());
    }

    void findsTransactionsThatCommitInTheOppositeOrder()
    {
        Session first(m_postgres.settings());
        Session second(m_postgres.settings());
        Session third(m_postgres.settings());
        PostgresOrderChanges changes(m_postgres.settings());
        Session(m_postgres.settings()).insert(QStringLiteral("before"), 3'000);
        look(changes);
        for (Session* session : {&first, &second, &third}) {
            session->run(QStringLiteral("begin"));
        }
        first.insert(QStringLiteral("a"), 2'900);
        second.insert(QStringLiteral("b"), 2'800);
        third.insert(QStringLiteral("c"), 2'700);
        third.run(QStringLiteral("commit"));
        QCOMPARE(look(changes), QStringList(QStringLiteral("c 1")));
        second.run(QStringLiteral("rollback"));
        QCOMPARE(look(changes), QStringList());
        second.insert(QStringLiteral("d"), 2'600);
        QCOMPARE(look(changes), QStringList(QStringLiteral("d 1")));
        first.run(QStringLiteral("commit"));
        QCOMPARE(look(changes), QStringList(QStringLiteral("a 1")));
        QCOMPARE(look(changes), QStringList());
    }

    void toldIsWhatIsNewestWhenThereIsTooMuch()
    {
        PostgresOrderChanges changes(m_postgres.settings());
        look(changes);
        std::vector<DeadLetter> letters;
        for (int i = 0; i < 30; ++i) {
            letters.push_back(makeDeadLetter(i));
        }
        write(makeBatch(1, 100), letters);
        m_postgres.query(QStringLiteral("update orders set stored_at = now() + (kafka_offset || ' ms')::interval"));
        const QStringList told = look(changes, 10);
        QCOMPARE(told.size(), 10);
        QCOMPARE(told.first(), QStringLiteral("order-000091 1"));
        QCOMPARE(told.last(), QStringLiteral("order-000100 1"));
        QCOMPARE(m_visited.size(), 100);
        QCOMPARE(m_last.deadLetters.size(), 10);
        QCOMPARE(m_last.deadLetters.back().message.position.offset, 29);
        QCOMPARE(m_last.skipped, 90 + 20);
        QCOMPARE(look(changes, 10), QStringList());
    }

    void visitsMoreThanOnePage()
    {
        PostgresOrderChanges changes(m_postgres.settings());
        look(changes);
        m_postgres.query(
            QStringLiteral("insert into orders select 'order' || n, 'track', 'entry', 'en', '', 'customer', 'meest',"
                           " '9', 99, now(), '1', '{}', 1, now() + ((n / 3000) || ' ms')::interval, 'orders', 0, n,"
                           " now(), '[]' from generate_series(1, 25000) n"));
        QCOMPARE(look(changes, 100).size(), 100);
        QCOMPARE(m_visited.size(), 25'000);
        QCOMPARE(QSet<QString>(m_visited.begin(), m_visited.end()).size(), 25'000);
        QCOMPARE(m_last.skipped, 24'900);
    }

    void goesOnAfterItsConnectionWasLost()
    {
        PostgresOrderChanges changes(m_postgres.settings());
        write({makeIncoming(makeOrder(1), 1)});
        look(changes);
        write({makeIncoming(makeOrder(2), 2)}, {makeDeadLetter(1)});
        look(changes);
        write({makeIncoming(makeOrder(3), 3)}, {makeDeadLetter(2)});
        m_postgres.query(QStringLiteral("select pg_terminate_backend(pid) from pg_stat_activity where datname ="
                                        " current_database() and pid <> pg_backend_pid()"));
        QVERIFY(!changes.next([](const OrderRevision&) { return true; }, 10));
        // By time now: what was told just before is visited again, and the visitor knows it.
        QVERIFY(look(changes).contains(QStringLiteral("order-000003 1")));
        QCOMPARE(m_last.deadLetters.size(), 1);
        QCOMPARE(m_last.deadLetters.front().message.position.offset, 2);
        QCOMPARE(look(changes), QStringList());
    }

    void isUnavailableWhileThereIsNoServer()
    {
        PostgresOrderChanges changes(m_postgres.settingsVia(QStringLiteral("127.0.0.1"), 1));
        const auto found = changes.next([](const OrderRevision&) { return true; }, 10);
        QVERIFY(!found);
        QCOMPARE(found.error().code, ErrorCode::Unavailable);
    }

    void aRoleThatOwnsTheTablesMayChangeThem()
    {
        PostgresOrderChanges changes(m_postgres.settings());
        look(changes);
        QVERIFY(m_last.rights.mayRedrive);
        QVERIFY(m_last.rights.mayDiscard);
        QVERIFY(!m_last.rights.isReadOnly());
        QCOMPARE(m_last.rights.limit, DatabaseRights::Limit::None);
        QCOMPARE(m_last.rights.role, m_postgres.value(QStringLiteral("select current_user")));
    }

    void aRolesTransactionsMayOnlyRead()
    {
        PostgresOrderChanges changes(with(QStringLiteral("default_transaction_read_only"), QStringLiteral("on")));
        look(changes);
        QVERIFY(m_last.rights.isReadOnly());
        QCOMPARE(m_last.rights.limit, DatabaseRights::Limit::Role);
    }

    void aRoleMayOnlyRead()
    {
        const QString role = QStringLiteral("viewer_") + m_postgres.value(QStringLiteral("select current_database()"));
        Session admin(m_postgres.settings());
        admin.run(QStringLiteral("create role ") + role);
        admin.run(QStringLiteral("grant usage on schema public to ") + role);
        admin.run(QStringLiteral("grant select on orders, deliveries, payments, items, dead_letters to ") + role);
        {
            PostgresOrderChanges changes(with(QStringLiteral("role"), role));
            look(changes);
            write({makeIncoming(makeOrder(1), 1)}, {makeDeadLetter(1)});
            QCOMPARE(look(changes), QStringList(QStringLiteral("order-000001 1")));
            QCOMPARE(m_last.deadLetters.size(), 1);
            QVERIFY(m_last.rights.isReadOnly());
            QCOMPARE(m_last.rights.limit, DatabaseRights::Limit::Role);
            QCOMPARE(m_last.rights.role, role);
            admin.run(QStringLiteral("grant update (redrive_count, redriven_at) on dead_letters to ") + role);
            admin.run(QStringLiteral("grant insert on dead_letter_changes to ") + role);
            look(changes);
            QVERIFY(m_last.rights.mayRedrive);
            QVERIFY(!m_last.rights.mayDiscard);
        }
        admin.run(QStringLiteral("drop owned by ") + role);
        admin.run(QStringLiteral("drop role ") + role);
    }
};

ORDERDESK_TEST(TestPostgresOrderChanges)
#include "TestPostgresOrderChanges.moc"

#include "domain/OrderTextMatcher.h"
#include "generator/OrderComposer.h"
#include "storage/OrderSelection.h"
#include "storage/PostgresOrderBrowser.h"
#include "storage/PostgresOrderStore.h"
#include "support/PostgresFixture.h"
#include "support/TcpProxy.h"
#include "support/TestOrders.h"
#include "support/TestRegistration.h"

#include <QTest>

#include <map>
#include <random>
#include <set>

using namespace orderdesk;

namespace {

constexpr int orderCount = 420;
constexpr int batchSize = 60;

/// What the model knows of one stored order.
struct Known
{
    Order order;
    std::int64_t revision = 1;
    bool hasWarnings = false;
    Timestamp storedAt{};
};

using Key = std::pair<Timestamp, std::string>;

QString text(const std::string& utf8)
{
    return QString::fromStdString(utf8);
}

bool equals(const std::string& value, const QString& wanted)
{
    return text(value).compare(wanted, Qt::CaseInsensitive) == 0;
}

bool matches(const Known& known, const OrderFilter& filter)
{
    const Order& order = known.order;
    const auto is = [](const std::string& value, const QString& wanted) {
        return wanted.isEmpty() || equals(value, wanted);
    };
    const bool isState = !filter.state || (known.revision == 1) == (*filter.state == OrderFilter::State::New);
    return OrderTextMatcher(filter.text).matches(order) && isState && (!filter.withWarnings || known.hasWarnings) &&
           is(order.payment.currency, filter.currency) && is(order.delivery.city, filter.city) &&
           is(order.deliveryService, filter.deliveryService) && order.payment.amount >= filter.amountMin.value_or(0) &&
           order.payment.amount <= filter.amountMax.value_or(std::numeric_limits<std::int64_t>::max()) &&
           (!filter.storedFrom || known.storedAt >= *filter.storedFrom) &&
           (!filter.storedUntil || known.storedAt < *filter.storedUntil);
}

} // namespace

class TestPostgresOrderBrowser final : public QObject
{
    Q_OBJECT

private:
    PostgresFixture m_postgres;
    std::unique_ptr<PostgresOrderBrowser> m_browser;
    std::map<std::string, Known> m_model;

    void store(int first, int count, std::uint32_t version)
    {
        PostgresOrderStore store(m_postgres.settings());
        std::map<std::string, IncomingOrder> batch; // in the order the store demands
        for (int i = first; i < first + count; ++i) {
            Known known;
            known.order = composeOrder(7, static_cast<std::uint64_t>(i), version);
            known.revision = version + 1;
            known.hasWarnings = i % 9 == 0;
            IncomingOrder incoming = makeIncoming(known.order, i + 1000LL * version);
            if (known.hasWarnings) {
                incoming.warnings = {{"/payment/amount", "sum_mismatch", "is not the sum", Severity::Warning}};
            }
            batch[known.order.orderUid] = incoming;
            m_model[known.order.orderUid] = known;
        }
        std::vector<IncomingOrder> orders;
        for (auto& [uid, incoming] : batch) {
            orders.push_back(incoming);
        }
        QVERIFY(store.write(orders, {}));
    }

    void learnTimes()
    {
        for (const QStringList& row :
             m_postgres.query(QStringLiteral("select order_uid, (extract(epoch from stored_at) * 1000000)::bigint,"
                                             " revision from orders"))) {
            Known& known = m_model.at(row[0].toStdString());
            known.storedAt = Timestamp(std::chrono::microseconds(row[1].toLongLong()));
            QCOMPARE(row[2].toLongLong(), known.revision);
        }
    }

    std::set<Key> expected(const OrderFilter& filter) const
    {
        std::set<Key> keys;
        for (const auto& [uid, known] : m_model) {
            if (matches(known, filter)) {
                keys.emplace(known.storedAt, uid);
            }
        }
        return keys;
    }

    template <typename Read>
    std::vector<Key> walk(Read read, int limit, bool& sound)
    {
        std::vector<Key> seen;
        std::optional<OrderCursor> after;
        do {
            const auto page = read(after, limit);
            sound = page && static_cast<int>(page->orders.size()) <= limit && (!page->next || !page->orders.empty());
            if (!sound) {
                return seen;
            }
            for (const auto& order : page->orders) {
                seen.emplace_back(order.storedAt, order.orderUid);
            }
            after = page->next;
        } while (after);
        return seen;
    }

    /// Pages and documents of several sizes hold exactly what the model says, newest first, and count() agrees.
    QString difference(const OrderFilter& filter, int limit)
    {
        const std::set<Key> wanted = expected(filter);
        const std::vector<Key> newestFirst(wanted.rbegin(), wanted.rend());
        bool sound = false;
        const auto pages =
            walk([&](auto& after, int most) { return m_browser->page(filter, after, most); }, limit, sound);
        if (!sound || pages != newestFirst) {
            return QStringLiteral("pages: %1 instead of %2").arg(pages.size()).arg(newestFirst.size());
        }
        const auto documents =
            walk([&](auto& after, int most) { return m_browser->documents(filter, after, most); }, limit, sound);
        if (!sound || documents != newestFirst) {
            return QStringLiteral("documents: %1 instead of %2").arg(documents.size()).arg(newestFirst.size());
        }
        const auto counted = m_browser->count(filter);
        if (!counted || *counted != OrderCount{static_cast<std::int64_t>(wanted.size()), OrderCount::Kind::Exact}) {
            return QStringLiteral("count: %1 instead of %2").arg(counted ? counted->orders : -1).arg(wanted.size());
        }
        return {};
    }

    const Known& anyKnown(std::mt19937& random) const
    {
        auto found = m_model.begin();
        std::advance(found, random() % m_model.size());
        return found->second;
    }

private Q_SLOTS:
    void initTestCase()
    {
        if (const QString why = m_postgres.start(); !why.isEmpty()) {
            QSKIP(qPrintable(why));
        }
        for (int first = 0; first < orderCount; first += batchSize) {
            store(first, batchSize, 0);
        }
        store(30, 50, 1);
        store(300, 20, 1);
        learnTimes();
    }

    void cleanupTestCase() { m_postgres.stop(); }
    void init() { m_browser = std::make_unique<PostgresOrderBrowser>(m_postgres.settings()); }
    void cleanup() { m_browser.reset(); }

    void everyFilterAlone_data()
    {
        QTest::addColumn<OrderFilter>("filter");
        const Known& sample = m_model.at(composeOrder(7, 77, 0).orderUid);
        const auto add = [](const char* name, auto change) {
            OrderFilter filter;
            change(filter);
            QTest::newRow(name) << filter;
        };
        add("none", [](OrderFilter&) {});
        add("new", [](OrderFilter& f) { f.state = OrderFilter::State::New; });
        add("updated", [](OrderFilter& f) { f.state = OrderFilter::State::Updated; });
        add("with warnings", [](OrderFilter& f) { f.withWarnings = true; });
        add("currency", [&](OrderFilter& f) { f.currency = text(sample.order.payment.currency).toLower(); });
        add("city", [&](OrderFilter& f) { f.city = text(sample.order.delivery.city); });
        add("delivery service",
            [&](OrderFilter& f) { f.deliveryService = text(sample.order.deliveryService).toUpper(); });
        add("amount from", [&](OrderFilter& f) { f.amountMin = sample.order.payment.amount; });
        add("amount until", [&](OrderFilter& f) { f.amountMax = sample.order.payment.amount; });
        add("exactly one amount", [&](OrderFilter& f) { f.amountMin = f.amountMax = sample.order.payment.amount; });
        add("stored from", [&](OrderFilter& f) { f.storedFrom = sample.storedAt; });
        add("stored until", [&](OrderFilter& f) { f.storedUntil = sample.storedAt; });
        add("number", [&](OrderFilter& f) { f.text = text(sample.order.orderUid); });
        add("number's beginning", [&](OrderFilter& f) { f.text = text(sample.order.orderUid.substr(0, 1)); });
        add("track number's beginning", [&](OrderFilter& f) { f.text = text(sample.order.trackNumber.substr(0, 4)); });
        add("phone", [&](OrderFilter& f) { f.text = text(sample.order.delivery.phone); });
        add("e-mail", [&](OrderFilter& f) { f.text = text(sample.order.delivery.email).toUpper(); });
        add("name", [&](OrderFilter& f) { f.text = text(sample.order.delivery.name); });
        add("city as text", [&](OrderFilter& f) { f.text = text(sample.order.delivery.city).toUpper(); });
        add("customer", [&](OrderFilter& f) { f.text = text(sample.order.customerId); });
        add("article", [&](OrderFilter& f) { f.text = QString::number(sample.order.items.front().nmId); });
        add("nothing has it", [](OrderFilter& f) { f.city = QStringLiteral("Nowhere'; drop table orders; --"); });
        add("a text PostgreSQL cannot hold", [](OrderFilter& f) { f.city = QString(3, QChar::Null); });
        add("half a surrogate pair", [](OrderFilter& f) { f.text = QString(QChar(0xd800)); });
    }

    void everyFilterAlone()
    {
        QFETCH(const OrderFilter, filter);
        for (const int limit : {7, 60, 1000}) {
            const QString wrong = difference(filter, limit);
            QVERIFY2(wrong.isEmpty(), qPrintable(wrong));
        }
    }

    void randomCombinations()
    {
        std::mt19937 random(20'261'124);
        int notEmpty = 0;
        for (int round = 0; round < 250; ++round) {
            const Known& a = anyKnown(random);
            const Known& b = random() % 2 ? a : anyKnown(random);
            OrderFilter filter;
            const auto sometimes = [&](auto set) {
                if (random() % 4 == 0) {
                    set();
                }
            };
            sometimes([&] { filter.state = a.revision == 1 ? OrderFilter::State::New : OrderFilter::State::Updated; });
            sometimes([&] { filter.withWarnings = true; });
            sometimes([&] { filter.currency = text(a.order.payment.currency); });
            sometimes([&] { filter.city = text(a.order.delivery.city); });
            sometimes([&] { filter.deliveryService = text(a.order.deliveryService); });
            sometimes([&] { filter.amountMin = std::min(a.order.payment.amount, b.order.payment.amount); });
            sometimes([&] { filter.amountMax = std::max(a.order.payment.amount, b.order.payment.amount); });
            sometimes([&] { filter.storedFrom = std::min(a.storedAt, b.storedAt); });
            sometimes([&] { filter.storedUntil = std::max(a.storedAt, b.storedAt); });
            sometimes([&] { filter.text = text(a.order.orderUid.substr(0, random() % 3)); });
            const QString wrong = difference(filter, 1 + static_cast<int>(random() % 90));
            QVERIFY2(wrong.isEmpty(), qPrintable(QStringLiteral("round %1, %2").arg(round).arg(wrong)));
            notEmpty += expected(filter).empty() ? 0 : 1;
        }
        QVERIFY2(notEmpty > 100, qPrintable(QString::number(notEmpty))); // else the rounds prove nothing
    }

    /// Whole fields, their beginnings, ends and middles, in small and capital letters, with spaces around.
    void aTextFindsWhatItMatchesInMemory()
    {
        std::mt19937 random(7);
        int whole = 0;
        int none = 0;
        for (int round = 0; round < 300; ++round) {
            const Order& order = anyKnown(random).order;
            const std::string number = std::to_string(order.items.front().nmId);
            const std::string* fields[] = {&order.orderUid,
                                           &order.trackNumber,
                                           &order.customerId,
                                           &order.payment.transaction,
                                           &order.delivery.email,
                                           &order.delivery.name,
                                           &order.delivery.city,
                                           &order.delivery.phone,
                                           &number,
                                           &order.delivery.address};
            const QString field = text(*fields[random() % std::size(fields)]);
            const auto size = static_cast<unsigned>(field.size());
            const unsigned from = random() % 3 == 0 ? random() % size : 0;
            OrderFilter filter;
            filter.text = field.mid(from, random() % 3 == 0 ? 1 + random() % size : size);
            const unsigned letters = random() % 4;
            filter.text = letters == 0 ? filter.text.toUpper() : letters == 1 ? filter.text.toLower() : filter.text;
            if (random() % 8 == 0) {
                filter.text = u' ' + filter.text + u' ';
            }
            const QString wrong = difference(filter, 60);
            QVERIFY2(wrong.isEmpty(), qPrintable(QStringLiteral("round %1, %2").arg(round).arg(wrong)));
            (expected(filter).empty() ? none : whole) += 1;
        }
        QVERIFY2(whole > 80 && none > 50, qPrintable(QStringLiteral("%1 %2").arg(whole).arg(none)));
    }

    void documentsAreExactlyWhatIsStored()
    {
        OrderFilter filter;
        filter.withWarnings = true;
        const auto page = m_browser->documents(filter, {}, 1000);
        QVERIFY(page && !page->next);
        for (const StoredOrder& stored : page->orders) {
            QCOMPARE(stored.document, encodeOrder(m_model.at(stored.orderUid).order));
            QCOMPARE(stored.warnings.size(), 1U);
            QCOMPARE(stored.position.topic, QStringLiteral("orders"));
            QCOMPARE(stored.revision, m_model.at(stored.orderUid).revision);
        }
    }

    void aWalkSeesTheOrdersAsTheyWereWhenItBegan()
    {
        const auto first = m_browser->documents({}, {}, 100);
        QVERIFY(first && first->next);
        std::map<std::string, std::int64_t> seen;
        for (const StoredOrder& stored : first->orders) {
            seen[stored.orderUid] = stored.revision;
        }
        // One changes that was not reached yet, and one comes.
        const std::size_t known = m_model.size();
        store(0, 1, 5);
        store(5000, 1, 0);
        std::optional<OrderCursor> after = first->next;
        while (after) {
            const auto page = m_browser->documents({}, after, 100);
            QVERIFY(page);
            for (const StoredOrder& stored : page->orders) {
                QVERIFY(seen.emplace(stored.orderUid, stored.revision).second);
            }
            after = page->next;
        }
        QCOMPARE(seen.size(), known);
        QCOMPARE(seen.at(composeOrder(7, 0, 0).orderUid), 1);
        // A new walk sees both.
        const auto again = m_browser->count({});
        QVERIFY(again);
        QCOMPARE(again->orders, static_cast<std::int64_t>(known) + 1);
        m_postgres.query(
            QStringLiteral("delete from orders where order_uid = '%1'").arg(text(composeOrder(7, 5000, 0).orderUid)));
        m_model.erase(composeOrder(7, 5000, 0).orderUid);
        m_model.at(composeOrder(7, 0, 0).orderUid).revision = 2;
        learnTimes();
    }

    void aWalkThatWasGivenUpSaysSo()
    {
        const auto first = m_browser->documents({}, {}, 10);
        QVERIFY(first && first->next);
        QVERIFY(m_browser->count({}));
        const auto second = m_browser->documents({}, first->next, 10);
        QVERIFY(!second);
        QCOMPARE(second.error().code, ErrorCode::Unavailable);
        const auto idle = QStringLiteral("select count(*) from pg_stat_activity where datname = current_database()"
                                         " and state like 'idle in transaction%'");
        QCOMPARE(m_postgres.value(idle), QStringLiteral("0"));
    }

    void refusesStatesOfLiveMessages()
    {
        for (const auto state :
             {OrderFilter::State::Unchanged, OrderFilter::State::Superseded, OrderFilter::State::DeadLettered}) {
            OrderFilter filter;
            filter.state = state;
            QCOMPARE(m_browser->page(filter, {}, 10).error().code, ErrorCode::InvalidInput);
            QCOMPARE(m_browser->documents(filter, {}, 10).error().code, ErrorCode::InvalidInput);
            QCOMPARE(m_browser->count(filter).error().code, ErrorCode::InvalidInput);
        }
    }

    void saysWhenItTookTooLong()
    {
        DatabaseSettings settings = m_postgres.settings();
        settings.statementTimeout = std::chrono::milliseconds(100);
        PostgresOrderBrowser browser(settings);
        QVERIFY(browser.page({}, {}, 1));
        // No lock is waited for: the limit of locks is another one.
        m_postgres.query(QStringLiteral("alter table orders rename to slow_orders"));
        m_postgres.query(
            QStringLiteral("create view orders as select * from slow_orders where pg_sleep(0.02)::text = ''"));
        const auto page = browser.page({}, {}, 1000);
        const auto documents = browser.documents({}, {}, 1000);
        const auto count = browser.count({});
        m_postgres.query(QStringLiteral("drop view orders"));
        m_postgres.query(QStringLiteral("alter table slow_orders rename to orders"));
        for (const Error& error : {page.error(), documents.error()}) {
            QCOMPARE(error.code, ErrorCode::Unavailable);
            QVERIFY2(error.message.english().contains(QStringLiteral("narrow the filter")),
                     qPrintable(error.message.english()));
        }
        QCOMPARE(count.error().code, ErrorCode::Unavailable);
        QCOMPARE(count.error().message.english(), QStringLiteral("counting took too long"));
        QVERIFY(browser.page({}, {}, 1000));
    }

    void goesOnAfterTheServerEndedTheConnection()
    {
        const auto first = m_browser->documents({}, {}, 10);
        QVERIFY(first && first->next);
        m_postgres.query(QStringLiteral("select pg_terminate_backend(pid, 5000) from pg_stat_activity"
                                        " where datname = current_database() and pid <> pg_backend_pid()"));
        // The walk's view of the orders is gone with the connection: going on would mix two.
        QVERIFY(!m_browser->documents({}, first->next, 10));
        QVERIFY(m_browser->page({}, {}, 10));
        QVERIFY(m_browser->documents({}, {}, 10));
    }

    void givesUpOnAHungServer()
    {
        TcpProxy proxy(m_postgres.serverHost(), m_postgres.serverPort());
        DatabaseSettings settings = m_postgres.settingsVia(QStringLiteral("127.0.0.1"), proxy.port());
        settings.watchdogTimeout = std::chrono::milliseconds(300);
        settings.statementTimeout = std::chrono::milliseconds(200);
        PostgresOrderBrowser browser(settings);
        QVERIFY(browser.page({}, {}, 1));
        proxy.setMode(TcpProxy::Mode::BlackHole);
        const auto hung = browser.page({}, {}, 1);
        QVERIFY(!hung);
        QCOMPARE(hung.error().code, ErrorCode::Unavailable);
        proxy.setMode(TcpProxy::Mode::Pass);
        QVERIFY(browser.page({}, {}, 1));
    }

    void pagesUseTheirIndexes_data()
    {
        QTest::addColumn<OrderFilter>("filter");
        QTest::addColumn<QString>("value");
        QTest::addColumn<QString>("index");
        QTest::addColumn<bool>("sorts");
        const auto add = [](const char* name, const char* value, const char* index, bool sorts, auto change) {
            OrderFilter filter;
            change(filter);
            QTest::newRow(name) << filter << QString::fromLatin1(value) << QString::fromLatin1(index) << sorts;
        };
        const auto recent = currentTimestamp() - std::chrono::hours(1);
        add("all", "", "orders_newest", false, [](OrderFilter&) {});
        add("recent", "(now() - interval '1 hour')", "orders_newest", false,
            [&](OrderFilter& f) { f.storedFrom = recent; });
        add("with warnings", "", "orders_with_warnings", false, [](OrderFilter& f) { f.withWarnings = true; });
        add("recent with warnings", "(now() - interval '1 hour')", "orders_with_warnings", false, [&](OrderFilter& f) {
            f.storedFrom = recent;
            f.withWarnings = true;
        });
        add("a rare service", "'Pigeon'", "orders_delivery_service", true,
            [](OrderFilter& f) { f.deliveryService = QStringLiteral("Pigeon"); });
        add("a rare city", "'Nowhere'", "deliveries_city", true,
            [](OrderFilter& f) { f.city = QStringLiteral("Nowhere"); });
    }

    // As the server would do it for a large table: with these values, and without forbidding any plan.
    void pagesUseTheirIndexes()
    {
        QFETCH(const OrderFilter, filter);
        QFETCH(const QString, value);
        QFETCH(const QString, index);
        QFETCH(const bool, sorts);
        m_postgres.query(
            QStringLiteral("insert into orders select 'bulk-' || lpad(n::text, 8, '0'), 'T' || n, 'WBIL', 'en', '', "
                           "'customer', 'meest',"
                           " '1', 1, now(), '1', '{}', 1, now() - n * interval '1 s', 'orders', 0, n, now(), '[]'"
                           " from generate_series(1, 30000) n on conflict do nothing"));
        m_postgres.query(
            QStringLiteral("insert into deliveries select order_uid, '', '', '', 'Oslo', '', '', '' from orders"
                           " on conflict do nothing"));
        m_postgres.query(QStringLiteral("analyze orders, deliveries"));
        const OrderSelection selection(filter, {}, 201);
        QString sql = QString::fromStdString(selection.newest());
        sql.replace(QStringLiteral("$1"), QStringLiteral("'infinity'"));
        sql.replace(QStringLiteral("$2"), QStringLiteral("''"));
        sql.replace(QStringLiteral("$3"), QStringLiteral("201"));
        sql.replace(QStringLiteral("$4"), value);
        QString plan;
        for (const QStringList& line : m_postgres.query(QStringLiteral("explain ") + sql)) {
            plan += line.first() + QLatin1Char('\n');
        }
        QVERIFY2(plan.contains(index), qPrintable(plan));
        QCOMPARE(plan.contains(QStringLiteral("Sort")), sorts);
        m_postgres.query(QStringLiteral("delete from orders where order_uid like 'bulk-%'"));
    }

    void countsALargeTableOnlySoFar()
    {
        m_postgres.query(QStringLiteral(
            "insert into orders select 'bulk-' || lpad(n::text, 8, '0'), 'T' || n, 'WBIL', 'en', '', 'customer', "
            "'bulk',"
            " '1', 1, now(), '1', '{}', 1, now(), 'orders', 0, n, now(), '[]' from generate_series(1, 130000) n"));
        m_postgres.query(QStringLiteral("analyze orders"));
        OrderFilter bulk;
        bulk.deliveryService = QStringLiteral("bulk");
        const auto some = m_browser->count(bulk);
        QVERIFY(some);
        QCOMPARE(some->kind, OrderCount::Kind::AtLeast);
        QCOMPARE(some->orders, 100'000);
        const auto all = m_browser->count({});
        QVERIFY(all);
        QCOMPARE(all->kind, OrderCount::Kind::About);
        QVERIFY2(all->orders > 125'000 && all->orders < 136'000, qPrintable(QString::number(all->orders)));
        m_postgres.query(QStringLiteral("delete from orders where order_uid like 'bulk-%'"));
    }
};

ORDERDESK_TEST(TestPostgresOrderBrowser)
#include "TestPostgresOrderBrowser.moc"

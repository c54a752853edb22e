#include "lookup/AsyncLookup.h"
#include "support/TestRegistration.h"

#include "support/InMemoryOrderReader.h"
#include "support/SampleOrders.h"
#include "support/TestOrders.h"

#include <QTest>

using namespace orderdesk;
using namespace orderdesk::test;

namespace {

struct Bench
{
    std::shared_ptr<InMemoryOrders> database = std::make_shared<InMemoryOrders>();
    LookupContext context{1024 * 1024};
    AsyncLookup lookup{
        [this] { return std::make_unique<OrderLookup>(context, std::make_unique<InMemoryOrderReader>(database)); }};
    QObject receiver;

    SearchAnswer search(const QString& text)
    {
        std::optional<SearchAnswer> answer;
        lookup.search(text, &receiver, [&](SearchAnswer given) { answer = std::move(given); });
        const bool answered = QTest::qWaitFor([&] { return answer.has_value(); });
        return answered ? *answer : SearchAnswer{};
    }
};

} // namespace

class TestAsyncLookup : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void findsByNumberAndSaysWhereItLooked()
    {
        Bench bench;
        bench.database->orders["a"] = *storedOrder("a");
        DeadLetter deadLetter;
        deadLetter.orderUid = "a";
        bench.database->deadLetters.push_back(deadLetter);
        const SearchAnswer answer = bench.search(QStringLiteral("a"));
        QCOMPARE(answer.text, QStringLiteral("a"));
        QVERIFY(answer.order);
        QVERIFY(answer.databaseAsked);
        QVERIFY(!answer.error);
        QCOMPARE(answer.deadLetters.size(), 1);
    }

    void readsTheReplacedRevisions()
    {
        Bench bench;
        for (const std::int64_t revision : {1, 3, 2}) {
            StoredOrder replaced = *storedOrder("a");
            replaced.revision = revision;
            bench.database->replaced.emplace("a", replaced);
        }
        std::optional<Result<std::vector<StoredOrder>>> answer;
        const auto ask = [&] {
            answer.reset();
            bench.lookup.revisions("a", &bench.receiver, [&](auto given) { answer = std::move(given); });
            return QTest::qWaitFor([&] { return answer.has_value(); });
        };
        QVERIFY(ask() && *answer);
        QCOMPARE((*answer)->size(), 3U);
        QCOMPARE((**answer)[0].revision, 3);
        bench.database->failure = Error{ErrorCode::Unavailable, Sentence::tr("away")};
        QVERIFY(ask() && !*answer);
        QCOMPARE(answer->error().code, ErrorCode::Unavailable);
    }

    void nothingFoundIsNoError()
    {
        Bench bench;
        const SearchAnswer answer = bench.search(QStringLiteral("none"));
        QVERIFY(!answer.order);
        QVERIFY(answer.databaseAsked);
        QVERIFY(!answer.error);
        QCOMPARE(bench.database->calls, 3); // order, orders, dead letters: nothing is read twice
    }

    void saysThatTheDatabaseIsAway()
    {
        Bench bench;
        bench.context.cache.insert(storedOrder("cached"));
        bench.database->failure = Error{ErrorCode::Unavailable, Sentence::tr("away")};
        const SearchAnswer cached = bench.search(QStringLiteral("cached"));
        QVERIFY(cached.order);
        QVERIFY(cached.error);
        const SearchAnswer unknown = bench.search(QStringLiteral("unknown"));
        QVERIFY(!unknown.order);
        QVERIFY(!unknown.databaseAsked);
        QCOMPARE(unknown.error->code, ErrorCode::Unavailable);
    }

    void whatIsPastedIsUnderstood()
    {
        Bench bench;
        bench.database->orders["a-1"] = *storedOrder("a-1");
        const SearchAnswer answer = bench.search(QStringLiteral(" \"order_uid\": \"a-1\",\n"));
        QCOMPARE(answer.text, QStringLiteral("a-1"));
        QVERIFY(answer.order);
    }

    void whatIsNoOrderNumberIsNotAskedForAsOne()
    {
        Bench bench;
        QVERIFY(!bench.search(QStringLiteral("someone@example.com")).order);
        QCOMPARE(bench.database->calls, 1); // orders only
    }

    void theCacheIsSearchedWhileTheDatabaseIsAway()
    {
        Bench bench;
        for (int number : {1, 2, 3}) {
            const Order order = makeOrder(number);
            bench.context.cache.insert(std::make_shared<const StoredOrder>(
                StoredOrder{order.orderUid, encodeOrder(order), 1, Timestamp(std::chrono::seconds(number)), {}, {}}));
        }
        bench.database->failure = Error{ErrorCode::Unavailable, Sentence::tr("away")};
        const SearchAnswer byPhone = bench.search(QStringLiteral("8 900 1000002"));
        QVERIFY(!byPhone.databaseAsked);
        QCOMPARE(byPhone.orders.size(), 1U);
        QCOMPARE(byPhone.orders.front().orderUid, "order-000002");
        QCOMPARE(bench.search(QStringLiteral("order-00000")).orders.size(), 3U);
    }

    void answersInOrderInTheAskersThread()
    {
        Bench bench;
        QList<int> answers;
        bool sameThread = true;
        for (int i = 0; i < 20; ++i) {
            bench.lookup.trace("x", &bench.receiver, [&, i](const Result<OrderTrace>&) {
                answers.push_back(i);
                sameThread = sameThread && QThread::currentThread() == bench.receiver.thread();
            });
        }
        QTRY_COMPARE(answers.size(), 20);
        QVERIFY(std::is_sorted(answers.begin(), answers.end()));
        QVERIFY(sameThread);
    }

    void neverAnswersAfterItsContextIsGone()
    {
        Bench bench;
        bool answered = false;
        auto context = std::make_unique<QObject>();
        bench.lookup.trace("x", context.get(), [&](const Result<OrderTrace>&) { answered = true; });
        context.reset();
        QVERIFY(bench.search(QStringLiteral("later")).databaseAsked); // the earlier question is through
        QVERIFY(!answered);
    }
};

ORDERDESK_TEST(TestAsyncLookup)
#include "TestAsyncLookup.moc"

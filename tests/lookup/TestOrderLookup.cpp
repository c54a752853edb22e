#include "lookup/OrderLookup.h"
#include "support/TestRegistration.h"

#include "support/InMemoryOrderReader.h"
#include "support/SampleOrders.h"

#include <QTest>

using namespace orderdesk;
using namespace orderdesk::test;

namespace {

struct Bench
{
    std::shared_ptr<InMemoryOrders> database = std::make_shared<InMemoryOrders>();
    LookupContext context{1024 * 1024};
    OrderLookup lookup{context, std::make_unique<InMemoryOrderReader>(database)};

    void store(const std::string& orderUid)
    {
        database->orders[orderUid] = *storedOrder(orderUid);
        OrderSummary summary;
        summary.orderUid = orderUid;
        summary.revision = 1;
        database->summaries.insert(database->summaries.begin(), summary);
    }
};

const Error away{ErrorCode::Unavailable, Sentence::tr("the database is away")};

} // namespace

class TestOrderLookup : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aMissIsReadOnceThenCached()
    {
        Bench bench;
        bench.store("a");
        const auto first = bench.lookup.order("a");
        QVERIFY(first);
        QCOMPARE(first->source, AnswerSource::Database);
        const int calls = bench.database->calls;
        const auto second = bench.lookup.order("a");
        QCOMPARE(second->source, AnswerSource::Cache);
        QCOMPARE(second->order, first->order);
        QCOMPARE(bench.database->calls, calls);
    }

    void theCacheAnswersWhileTheDatabaseIsAway()
    {
        Bench bench;
        bench.store("a");
        bench.store("b");
        QVERIFY(bench.lookup.order("a"));
        bench.database->failure = away;
        QVERIFY(bench.lookup.order("a"));
        QCOMPARE(bench.lookup.order("b").error().code, ErrorCode::Unavailable);
    }

    void theBreakerSparesTheDatabase()
    {
        Bench bench;
        bench.database->failure = away;
        QCOMPARE(bench.lookup.order("a").error().code, ErrorCode::Unavailable);
        const int calls = bench.database->calls;
        for (int i = 0; i < 20; ++i) {
            QCOMPARE(bench.lookup.order("a").error().code, ErrorCode::Unavailable);
        }
        QCOMPARE(bench.database->calls, calls);
        bench.database->failure.reset();
        bench.store("a");
        QTRY_VERIFY(bench.lookup.order("a"));
    }

    void anUnknownOrderIsNotFound()
    {
        Bench bench;
        QCOMPARE(bench.lookup.order("none").error().code, ErrorCode::NotFound);
        QCOMPARE(bench.context.breaker.state().level, ComponentState::Level::Ok);
    }

    void theLatestComeFromMemoryOnceKnown()
    {
        Bench bench;
        bench.store("a");
        bench.store("b");
        QCOMPARE(bench.lookup.latest(10)->size(), 2);
        bench.database->failure = away;
        QCOMPARE(bench.lookup.latest(10)->size(), 2);
        QCOMPARE(bench.lookup.latest(1)->size(), 1);
    }

    void aTraceHasTheDeadLettersEvenOfAnUnknownOrder()
    {
        Bench bench;
        DeadLetter deadLetter;
        deadLetter.id = 7;
        deadLetter.orderUid = "broken";
        bench.database->deadLetters.push_back(deadLetter);
        const auto trace = bench.lookup.trace("broken");
        QVERIFY(trace);
        QVERIFY(!trace->order);
        QCOMPARE(trace->deadLetters.size(), 1);
        QCOMPARE(bench.lookup.deadLetter(7)->id, 7);
        QCOMPARE(bench.lookup.deadLetter(8).error().code, ErrorCode::NotFound);
    }
};

ORDERDESK_TEST(TestOrderLookup)
#include "TestOrderLookup.moc"

#include "SampleOrders.h"
#include "support/TestRegistration.h"
#include "ui/letters/ReturnWatch.h"

#include <QSignalSpy>
#include <QTest>

using namespace orderdesk;

namespace {

MessagePosition placeOf(std::int64_t offset)
{
    return eventOf(modelOrder(), offset).order.position;
}

} // namespace

class TestReturnWatch final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void tellsWhatComesAtThePosition();
    void tellsWhatCameBeforeThePositionWasKnown();
    void watchesOneMessageAtATime();
    void doesNotTellWithoutASending();
};

void TestReturnWatch::tellsWhatComesAtThePosition()
{
    ReturnWatch watch;
    QSignalSpy came(&watch, &ReturnWatch::came);
    watch.begin();
    watch.sent(placeOf(5));
    watch.noteEvents({eventOf(sampleOrder(1), 4), eventOf(sampleOrder(2), 5, IngestEvent::Kind::Updated)});
    QCOMPARE(came.count(), 1);
    QCOMPARE(came.at(0).at(0).value<IngestEvent>().order.orderUid, sampleOrder(2).orderUid);
    watch.noteEvents({eventOf(sampleOrder(2), 5, IngestEvent::Kind::Unchanged)}); // delivered twice
    QCOMPARE(came.count(), 1);
}

void TestReturnWatch::tellsWhatCameBeforeThePositionWasKnown()
{
    ReturnWatch watch;
    QSignalSpy came(&watch, &ReturnWatch::came);
    watch.begin();
    watch.noteEvents({eventOf(sampleOrder(1), 7)});
    QCOMPARE(came.count(), 0);
    watch.sent(placeOf(7));
    QCOMPARE(came.count(), 1);
}

void TestReturnWatch::watchesOneMessageAtATime()
{
    ReturnWatch watch;
    QSignalSpy came(&watch, &ReturnWatch::came);
    watch.begin();
    watch.sent(placeOf(1));
    watch.begin();
    watch.sent(placeOf(2));
    MessagePosition elsewhere = placeOf(2);
    IngestEvent other = eventOf(sampleOrder(1), 2);
    other.order.position.partition = elsewhere.partition + 1;
    watch.noteEvents({eventOf(sampleOrder(1), 1), other});
    QCOMPARE(came.count(), 0);
    watch.noteEvents({eventOf(sampleOrder(1), 2)});
    QCOMPARE(came.count(), 1);
}

void TestReturnWatch::doesNotTellWithoutASending()
{
    ReturnWatch watch;
    QSignalSpy came(&watch, &ReturnWatch::came);
    watch.noteEvents({eventOf(sampleOrder(1), 1)});
    watch.sent(placeOf(1));
    watch.begin();
    watch.noteEvents({eventOf(sampleOrder(1), 1)});
    watch.end(); // it was not sent
    watch.sent(placeOf(1));
    QCOMPARE(came.count(), 0);
}

ORDERDESK_TEST(TestReturnWatch)
#include "TestReturnWatch.moc"

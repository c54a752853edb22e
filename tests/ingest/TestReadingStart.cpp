#include "ingest/ReadingStart.h"
#include "support/TestRegistration.h"

#include <QTest>

using namespace orderdesk;

namespace {

const TopicPartition partition{QStringLiteral("orders"), 3};
const QByteArray database = "d41d8";

LogPosition position(std::int32_t incarnation, std::int64_t next, std::int64_t batches)
{
    return {partition, incarnation, next, batches, next - 1, {}, "print"};
}

QByteArray note(std::int32_t incarnation, std::int64_t batches, const QByteArray& of = database)
{
    return noteOf(of, position(incarnation, 0, batches));
}

KnownLog known(const LogPosition& ours)
{
    return {ours, ours};
}

HeldPartition held(std::int64_t committed, const QByteArray& note, std::int64_t low = 0, std::int64_t end = 1000)
{
    return {partition, committed, note, low, end};
}

} // namespace

class TestReadingStart final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsItsOwnNotesOnly()
    {
        const PositionNote expected{database, 2, 17};
        QCOMPARE(*parseNote(note(2, 17)), expected);
        for (const char* other :
             {"", "orderdesk", "orderdesk 1 a b 3", "orderdesk 2 a 1 3", "orderdesk 1 a 1 3 4", "somebody 1 a 1 3"}) {
            QVERIFY2(!parseNote(other), other);
        }
    }

    void beginsWhereKafkaSays_data()
    {
        QTest::addColumn<qint64>("committed");
        QTest::addColumn<QByteArray>("noted");
        QTest::newRow("as the database") << qint64(500) << note(1, 9);
        QTest::newRow("killed before the commit") << qint64(400) << note(1, 7);
        QTest::newRow("sought forward by a person") << qint64(900) << note(1, 9);
        QTest::newRow("sought back by a person") << qint64(10) << note(1, 9);
        QTest::newRow("reset forward by an administrator") << qint64(900) << QByteArray();
        QTest::newRow("reset back by an administrator") << qint64(10) << QByteArray();
        QTest::newRow("committed for another database") << qint64(900) << note(1, 99, "other");
        QTest::newRow("reset to the end") << qint64(1000) << QByteArray();
        QTest::newRow("the group was deleted") << qint64(-1) << QByteArray();
    }

    void beginsWhereKafkaSays()
    {
        QFETCH(const qint64, committed);
        QFETCH(const QByteArray, noted);
        const auto start =
            decideStart(held(committed, noted), known(position(1, 500, 9)), database, Evidence::SameMessage);
        QCOMPARE(start.point.offset, committed);
        QCOMPARE(start.point.incarnation, 1);
        QCOMPARE(start.point.note, note(1, 9));
        QVERIFY(!start.hasLostCommits);
        QVERIFY(!start.isMadeAnew);
    }

    void goesBackToWhatTheDatabaseHas()
    {
        auto start = decideStart(held(700, note(1, 12)), known(position(1, 500, 9)), database, Evidence::None);
        QVERIFY(start.hasLostCommits);
        QVERIFY(start.point.commits); // before anything is read, or a crash would leave it as it was
        QCOMPARE(start.point.offset, 500);
        QCOMPARE(start.lost, 200);
        QCOMPARE(start.point.note, note(1, 9)); // else the next start would find the same loss again
        // Its last messages were replayed ones: nothing before them is lost.
        start = decideStart(held(300, note(1, 12)), known(position(1, 500, 9)), database, Evidence::None);
        QVERIFY(start.hasLostCommits);
        QCOMPARE(start.point.offset, 300);
        QCOMPARE(start.lost, 0);
        // All of its positions are gone, and Kafka has the messages from 100 on.
        start = decideStart(held(700, note(1, 12), 100), {}, database, Evidence::None);
        QVERIFY(start.hasLostCommits);
        QCOMPARE(start.point.offset, 100);
        QCOMPARE(start.point.note, note(1, 0));
    }

    void tellsANewLogByEvidence()
    {
        // Kafka drops a topic's committed offsets with it.
        const KnownLog log = known(position(1, 500, 9));
        QVERIFY(evidenceFor(held(-1, {}), log, database));
        auto start = decideStart(held(-1, {}), log, database, Evidence::AnotherMessage);
        QVERIFY(start.isMadeAnew);
        QCOMPARE(start.point.offset, -1);
        QCOMPARE(start.point.incarnation, 2);
        QCOMPARE(start.point.note, note(2, 0));
        start = decideStart(held(-1, {}), log, database, Evidence::None);
        QVERIFY(!start.isMadeAnew);

        // Beyond the end: nothing needs to be looked at.
        QVERIFY(!evidenceFor(held(-1, {}, 0, 20), log, database));
        start = decideStart(held(-1, {}, 0, 20), log, database, Evidence::None);
        QVERIFY(start.isMadeAnew);
        QCOMPARE(start.point.incarnation, 2);
        // Under a running instance: what it had committed is of the log before.
        start = decideStart(held(500, note(1, 9), 0, 20), log, database, Evidence::None);
        QVERIFY(start.isMadeAnew);
        QCOMPARE(start.point.offset, 0);
        QVERIFY(start.point.commits);
        // What an administrator set in the new log is obeyed.
        start = decideStart(held(5, {}, 0, 20), log, database, Evidence::None);
        QVERIFY(start.isMadeAnew);
        QCOMPARE(start.point.offset, 5);
        QVERIFY(!start.point.commits);
        // A commit of the log before that came late, after a crash of whoever read the new one.
        start = decideStart(held(500, note(1, 9)), known(position(2, 300, 4)), database, Evidence::SameMessage);
        QVERIFY(!start.isMadeAnew);
        QCOMPARE(start.point.offset, 300);
        QCOMPARE(start.point.incarnation, 2);
        QVERIFY(start.point.commits);
    }

    /// Else the log would begin elsewhere, again and again.
    void neverBeginsBeyondTheEnd()
    {
        auto start = decideStart(held(500, {}, 7, 20), {}, database, Evidence::None);
        QCOMPARE(start.point.offset, 7);
        QVERIFY(start.point.commits);
        start = decideStart(held(500, note(1, 3, "other"), 0, 20), known(position(1, 10, 9)), database, Evidence::None);
        QCOMPARE(start.point.offset, 10);
    }

    void notesTheFirstPositionOfALog()
    {
        auto start = decideStart(held(-1, {}, 7), {}, database, Evidence::None);
        QCOMPARE(start.first->next, 7);
        QCOMPARE(start.first->lastOffset, -1);
        QCOMPARE(start.first->incarnation, 1);
        QVERIFY(!decideStart(held(5, {}), known(position(1, 10, 9)), database, Evidence::None).first);
        start = decideStart(held(-1, {}), known(position(1, 10, 9)), database, Evidence::AnotherMessage);
        QCOMPARE(start.first->incarnation, 2);
    }

    void itsOwnNoteOfTheSameLifeIsProof()
    {
        const KnownLog log = known(position(2, 500, 9));
        QVERIFY(!evidenceFor(held(500, note(2, 9)), log, database));
        QVERIFY(evidenceFor(held(500, note(1, 9)), log, database));
        QVERIFY(evidenceFor(held(500, note(2, 9, "other")), log, database));
        QVERIFY(!evidenceFor(held(500, {}, 500), log, database)); // the message is gone
    }

    void anotherGroupsPositionsAreEvidenceToo()
    {
        const KnownLog others{std::nullopt, position(3, 500, 40)};
        auto start = decideStart(held(-1, {}), others, database, Evidence::SameMessage);
        QCOMPARE(start.point.incarnation, 3);
        QCOMPARE(start.point.note, note(3, 0));
        start = decideStart(held(-1, {}), others, database, Evidence::AnotherMessage);
        QCOMPARE(start.point.incarnation, 4);
    }

    void aLifeThatTheDatabaseHasLostIsKnownByTheNote()
    {
        const auto start =
            decideStart(held(50, note(2, 3)), known(position(1, 500, 9)), database, Evidence::AnotherMessage);
        QVERIFY(start.hasLostCommits);
        QCOMPARE(start.point.incarnation, 2);
        QCOMPARE(start.point.offset, 0);
        QCOMPARE(start.lost, 50);
    }
};

ORDERDESK_TEST(TestReadingStart)
#include "TestReadingStart.moc"

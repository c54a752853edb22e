#include "support/TestRegistration.h"
#include "ui/backend/WindowState.h"
#include "ui/window/TrayIcon.h"
#include "ui/window/TroubleWatch.h"
#include "ui/words/Language.h"

#include <QTest>

using namespace orderdesk;
using namespace std::chrono_literals;
using Level = ComponentState::Level;
using Notice = TroubleWatch::Notice;

namespace {

StatusLine::Values well()
{
    StatusLine::Values values;
    values.ingest = IngestSnapshot{};
    values.ingest->kafka.level = Level::Ok;
    values.ingest->ingest.level = Level::Ok;
    values.database.level = Level::Ok;
    values.http.level = Level::Ok;
    return values;
}

const TroubleWatch::Moment start{std::chrono::hours(1)};

} // namespace

/// With a clock of its own.
class TestTroubleWatch : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { m_language.choose(Language::Choice::English); }

    void aShortOutageIsNoNews()
    {
        TroubleWatch watch;
        StatusLine::Values values = well();
        QVERIFY(watch.look(values, start).isEmpty());
        values.database = {Level::Down, Sentence::tr("refused"), {}, {}};
        QVERIFY(watch.look(values, start + 1s).isEmpty());
        QVERIFY(watch.look(values, start + 10s).isEmpty());
        QVERIFY(watch.look(well(), start + 10900ms).isEmpty());
        QVERIFY(watch.look(values, start + 11s).isEmpty()); // from the beginning
        QVERIFY(watch.look(values, start + 20s).isEmpty());
    }

    void troubleAndRecoveryAreSaidOnce()
    {
        TroubleWatch watch;
        StatusLine::Values values = well();
        values.database = {Level::Down, Sentence::tr("refused"), {}, {}};
        values.ingest->ingest = {Level::Stuck, Sentence::tr("stuck"), {}, {}};
        QVERIFY(watch.look(values, start).isEmpty());
        const auto told = watch.look(values, start + 10s);
        QCOMPARE(told,
                 (QList<Notice>{{Notice::Kind::Trouble, QStringLiteral("ingest"), Sentence::tr("stuck"), 0},
                                {Notice::Kind::Trouble, QStringLiteral("database"), Sentence::tr("refused"), 0}}));
        QCOMPARE(TrayIcon::wordsOf(told), QStringLiteral("Ingest: stuck\nDatabase: refused"));
        QVERIFY(watch.look(values, start + 1h).isEmpty());
        values.database.level = Level::Ok;
        const auto better = watch.look(values, start + 2h);
        QCOMPARE(better, (QList<Notice>{{Notice::Kind::Recovery, QStringLiteral("database"), {}, 0}}));
        QCOMPARE(TrayIcon::wordsOf(better), QStringLiteral("Database is well again"));
        QVERIFY(watch.look(values, start + 3h).isEmpty());
    }

    void pausedAndDegradedAreNoTrouble()
    {
        TroubleWatch watch;
        StatusLine::Values values = well();
        values.ingest->ingest.level = Level::Paused;
        values.ingest->kafka.level = Level::Degraded;
        QVERIFY(watch.look(values, start).isEmpty());
        QVERIFY(watch.look(values, start + 1h).isEmpty());
    }

    void deadLettersAtMostOnceAMinute()
    {
        TroubleWatch watch;
        StatusLine::Values values = well();
        values.ingest->counters.deadLettered = 40; // before anybody looked
        QVERIFY(watch.look(values, start).isEmpty());
        values.ingest->counters.deadLettered = 43;
        QCOMPARE(watch.look(values, start + 1s), (QList<Notice>{{Notice::Kind::DeadLetters, {}, {}, 3}}));
        for (int second = 2; second < 61; ++second) {
            ++values.ingest->counters.deadLettered;
            QVERIFY(watch.look(values, start + second * 1s).isEmpty());
        }
        const auto later = watch.look(values, start + 61s);
        QCOMPARE(later, (QList<Notice>{{Notice::Kind::DeadLetters, {}, {}, 59}}));
        QVERIFY(watch.look(values, start + 200s).isEmpty());
    }

    void theWorstStateIsShown()
    {
        StatusLine::Values values = well();
        QCOMPARE(TroubleWatch::worst(values), Level::Ok);
        values.http.level = Level::Off;
        QCOMPARE(TroubleWatch::worst(values), Level::Ok);
        values.ingest->ingest.level = Level::Paused;
        QCOMPARE(TroubleWatch::worst(values), Level::Paused);
        values.ingest->kafka.level = Level::Stuck;
        QCOMPARE(TroubleWatch::worst(values), Level::Stuck);
        values.database.level = Level::Down;
        QCOMPARE(TroubleWatch::worst(values), Level::Down);
        values.ingest.reset();
        QVERIFY(TroubleWatch().look(values, start).isEmpty());
    }

private:
    WindowState m_state{QString()};
    Language m_language{m_state}; ///< for the plurals
};

ORDERDESK_GUI_TEST(TestTroubleWatch)
#include "TestTroubleWatch.moc"

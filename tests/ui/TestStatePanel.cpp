#include "SampleOrders.h"
#include "support/TestRegistration.h"
#include "ui/backend/WindowState.h"
#include "ui/status/StatePanel.h"
#include "ui/status/TrendCurve.h"
#include "ui/words/Language.h"

#include <QTest>

using namespace orderdesk;
using namespace std::chrono_literals;
using Level = ComponentState::Level;

class TestStatePanel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { m_language.choose(Language::Choice::English); }

    void saysEverything()
    {
        SampleBackend backend;
        StatePanel panel;
        StatusLine::Values values;
        values.ingest = backend.snapshot;
        values.ingest->lagTime = 90s;
        values.ingest->history = {{Timestamp(1s), 12'000, 5min, 10}, {Timestamp(2s), {}, {}, 0}};
        values.ingest->ingest = {
            Level::Stuck, Sentence::tr("nothing moves"), currentTimestamp() - 40s, {}, Sentence::tr("look at the log")};
        values.database.level = Level::Ok;
        values.http.level = Level::Ok;
        panel.showValues(values);
        const auto text = [&](const char* name) { return panel.findChild<QLabel*>(QLatin1String(name))->text(); };
        QCOMPARE(text("stateIngestLabel"), QStringLiteral("Ingest: stuck"));
        QVERIFY(text("stateIngestDetails").startsWith(QStringLiteral("nothing moves\nlook at the log\nsince ")));
        QCOMPARE(text("lagValue"), QStringLiteral("128"));
        QCOMPARE(text("lagTimeValue"), QStringLiteral("90 seconds"));
        QCOMPARE(text("consumedCountLabel"), QStringLiteral("12,480"));
        const auto* curve = panel.findChild<TrendCurve*>(QStringLiteral("lagCurve"));
        QCOMPARE(curve->accessibleDescription(),
                 QStringLiteral("Messages waiting in the last ten minutes: now 128, at most 12,000"));
        QVERIFY(!panel.grab().isNull());
        values.ingest.reset();
        panel.showValues(values);
        QCOMPARE(text("stateKafkaLabel"), QStringLiteral("Kafka: off"));
        QVERIFY(!curve->parentWidget()->isVisibleTo(&panel));
    }

    void theCurveDrawsGapsAndNothing()
    {
        TrendCurve curve;
        curve.resize(200, 40);
        curve.setPoints({}, 600);
        const QImage empty = curve.grab().toImage();
        curve.setPoints({1.0, std::nullopt, 5.0, 2.0}, 4);
        const QImage drawn = curve.grab().toImage();
        QVERIFY(drawn != empty);
        curve.setPoints({std::nullopt, std::nullopt}, 4);
        QCOMPARE(curve.grab().toImage(), empty);
    }

private:
    WindowState m_state{QString()};
    Language m_language{m_state}; ///< for the plurals
};

ORDERDESK_GUI_TEST(TestStatePanel)
#include "TestStatePanel.moc"

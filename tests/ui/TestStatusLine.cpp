#include "support/TestRegistration.h"
#include "ui/backend/WindowState.h"
#include "ui/status/StatusLamp.h"
#include "ui/status/StatusLine.h"
#include "ui/words/Language.h"

#include <QLabel>
#include <QStatusBar>
#include <QTest>

using namespace orderdesk;
using Level = ComponentState::Level;

class TestStatusLine : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { m_language.choose(Language::Choice::English); }

    void whatWasSaidYieldsToTrouble()
    {
        QStatusBar bar;
        StatusLine line(&bar);
        const auto said = [&bar] { return bar.findChild<QLabel*>(QStringLiteral("messageLabel"))->text(); };
        StatusLine::Values values;
        values.database.level = Level::Ok;
        values.http.level = Level::Ok;
        line.show(values);
        line.say(QStringLiteral("Exported 12 orders"));
        line.show(values);
        QCOMPARE(said(), QStringLiteral("Exported 12 orders"));
        values.database = {Level::Down, Sentence::tr("connection refused"), currentTimestamp(), {}};
        line.show(values);
        QCOMPARE(said(), QString());
        // What is said meanwhile is about now.
        line.say(QStringLiteral("Copied"));
        line.show(values);
        QCOMPARE(said(), QStringLiteral("Copied"));
        values.http.level = Level::Degraded;
        line.show(values);
        QCOMPARE(said(), QString());
        line.say(QStringLiteral("Copied"));
        values.database.level = Level::Ok;
        values.http.level = Level::Ok;
        line.show(values);
        QCOMPARE(said(), QStringLiteral("Copied"));
    }

    void aPauseIsNoTrouble()
    {
        QStatusBar bar;
        StatusLine line(&bar);
        StatusLine::Values values;
        values.ingest.emplace();
        values.ingest->ingest.level = Level::Ok;
        line.show(values);
        line.say(QStringLiteral("Ingest paused: messages wait in Kafka"));
        values.ingest->ingest.level = Level::Paused;
        line.show(values);
        QVERIFY(!bar.findChild<QLabel*>(QStringLiteral("messageLabel"))->text().isEmpty());
    }

    /// Name and state, then the names, then icons; always one of them for all lamps, and never a part of a word.
    void theLampsSayLessWhereRoomIsShort()
    {
        QStatusBar bar;
        StatusLine line(&bar);
        StatusLine::Values values;
        values.database.level = Level::Down;
        values.http.level = Level::Ok;
        line.show(values);
        line.say(QStringLiteral("Copied"));
        bar.show();
        const auto lamps = bar.findChildren<StatusLamp*>();
        QCOMPARE(lamps.size(), 4);
        QStringList seen;
        for (int width = 1'200; width >= bar.minimumSizeHint().width(); width -= 10) {
            bar.resize(width, bar.sizeHint().height());
            QCoreApplication::processEvents();
            QStringList words;
            for (const StatusLamp* lamp : lamps) {
                words += lamp->text();
                QVERIFY(lamp->width() >= lamp->sizeHint().width());
                QVERIFY(bar.rect().contains(QRect(lamp->mapTo(&bar, QPoint()), lamp->size())));
                QCOMPARE(lamp->accessibleName(), lamp->words());
                QCOMPARE(lamp->sizeIn(StatusLamp::Form::Whole).width() > lamp->width(), lamp->text() != lamp->words());
            }
            if (!seen.contains(words.join(QLatin1Char('|'))))
                seen += words.join(QLatin1Char('|'));
        }
        QCOMPARE(seen, QStringList({QStringLiteral("Kafka: off|Ingest: off|Database: down|HTTP: ok"),
                                    QStringLiteral("Kafka|Ingest|Database|HTTP"), QStringLiteral("|||")}));
        // What happens meanwhile is heard.
        values.database.level = Level::Ok;
        line.show(values);
        QCOMPARE(bar.findChild<StatusLamp*>(QStringLiteral("databaseLamp"))->accessibleName(),
                 QStringLiteral("Database: ok"));
    }

private:
    WindowState m_state{QString()};
    Language m_language{m_state};
};

ORDERDESK_GUI_TEST(TestStatusLine)
#include "TestStatusLine.moc"

#include "ui/status/StatusLine.h"

#include "ui/backend/WindowBackend.h"
#include "ui/status/Announcement.h"
#include "ui/status/LampRow.h"
#include "ui/status/StatusLamp.h"
#include "ui/status/StatusPanel.h"
#include "ui/widgets/ElidedLabel.h"
#include "ui/words/DisplayText.h"

#include <QStatusBar>
#include <QTimer>

namespace orderdesk {

StatusLine::Values StatusLine::valuesOf(const WindowBackend& backend)
{
    Values values;
    if (backend.ingest)
        values.ingest = backend.ingest();
    if (backend.database)
        values.database = backend.database();
    if (backend.http)
        values.http = backend.http();
    else
        values.http.level = ComponentState::Level::Off;
    if (backend.cache)
        values.cache = backend.cache();
    return values;
}

StatusLine::StatusLine(QStatusBar* bar)
    : QObject(bar)
    , m_kafka(new StatusLamp(bar))
    , m_ingest(new StatusLamp(bar))
    , m_database(new StatusLamp(bar))
    , m_http(new StatusLamp(bar))
    , m_panel(new StatusPanel({m_kafka, m_ingest, m_database, m_http}, bar))
    , m_message(new ElidedLabel(bar))
    , m_figures(new ElidedLabel(bar))
{
    m_kafka->setObjectName(QStringLiteral("kafkaLamp"));
    m_ingest->setObjectName(QStringLiteral("ingestLamp"));
    m_database->setObjectName(QStringLiteral("databaseLamp"));
    m_http->setObjectName(QStringLiteral("httpLamp"));
    const QList<StatusLamp*> lamps{m_kafka, m_ingest, m_database, m_http};
    for (StatusLamp* lamp : lamps)
        connect(lamp, &StatusLamp::clicked, this, [this, lamp] { m_panel->popUpAbove(lamp); });
    bar->addWidget(new LampRow(lamps, bar));
    m_message->setObjectName(QStringLiteral("messageLabel"));
    m_message->setTextFormat(Qt::PlainText);
    m_message->setProperty("muted", true);
    m_figures->setObjectName(QStringLiteral("figuresLabel"));
    m_figures->setProperty("muted", true);
    m_figures->setContentsMargins(0, 0, 8, 0);
    bar->addWidget(m_message, 1);
    bar->addPermanentWidget(m_figures);
    bar->setSizeGripEnabled(false);
    bar->setContentsMargins(6, 2, 6, 2);
    retranslate();
}

void StatusLine::show(const Values& values)
{
    // A viewer consumes nothing: both parts are off by choice.
    const ComponentState off{
        ComponentState::Level::Off, Sentence::tr("this window only watches (--ingest=off)"), {}, {}};
    m_kafka->setState(values.ingest ? values.ingest->kafka : off);
    m_ingest->setState(values.ingest ? values.ingest->ingest : off);
    m_database->setState(values.database);
    m_http->setState(values.http);
    yieldToTrouble();
    if (m_panel->isVisible())
        m_panel->refresh();
    showFigures(values);
}

/// "Exported" beside a lamp that has just turned red would read as if all were well.
void StatusLine::yieldToTrouble()
{
    const auto level = [](const StatusLamp* lamp) { return static_cast<int>(lamp->state().level); };
    const std::array<int, 4> levels{level(m_kafka), level(m_ingest), level(m_database), level(m_http)};
    constexpr int trouble = static_cast<int>(ComponentState::Level::Degraded);
    bool begins = false;
    for (std::size_t i = 0; i < levels.size(); ++i)
        begins = begins || (levels.at(i) >= trouble && levels.at(i) > m_levels.at(i));
    m_levels = levels;
    if (begins)
        m_message->clear();
}

void StatusLine::showFigures(const Values& values)
{
    QStringList figures;
    QStringList explained;
    if (values.ingest) {
        const IngestSnapshot& ingest = *values.ingest;
        figures += ingest.lag ? tr("lag %1").arg(text::number(*ingest.lag)) : tr("lag unknown");
        figures += tr("%1/s").arg(
            text::locale().toString(ingest.messagesPerSecond, 'f', ingest.messagesPerSecond < 10 ? 1 : 0));
        const IngestCounters& counters = ingest.counters;
        explained += tr("Consumed %1 = stored %2 + unchanged %3 + superseded %4 + dead letters %5 + in flight %6")
                         .arg(text::number(counters.consumed), text::number(counters.stored),
                              text::number(counters.unchanged), text::number(counters.superseded),
                              text::number(counters.deadLettered), text::number(counters.inFlight));
    }
    if (values.cache && values.cache->capacity > 0) {
        const CacheStatistics& cache = *values.cache;
        const auto percent =
            static_cast<int>(100.0 * static_cast<double>(cache.bytes) / static_cast<double>(cache.capacity));
        figures += tr("cache %1").arg(text::percent(percent));
        explained += tr("Cache: %1 orders, %2 of %3, %4 hits, %5 misses")
                         .arg(text::number(cache.entries), text::bytes(cache.bytes), text::bytes(cache.capacity),
                              text::number(cache.hits), text::number(cache.misses));
    }
    m_figures->setText(figures.join(QStringLiteral("   ·   ")));
    explained.prepend(m_figures->text()); // it is elided where room is short
    m_figures->setToolTip(explained.join(QLatin1Char('\n')));
}

void StatusLine::say(const QString& message)
{
    m_message->setText(message);
    announce(m_message, message);
    const quint64 number = ++m_messageNumber;
    QTimer::singleShot(std::chrono::seconds(6), this, [this, number] {
        if (number == m_messageNumber)
            m_message->clear();
    });
}

void StatusLine::tellNewDeadLetters(int count)
{
    constexpr qint64 quiet = 5'000;
    if (count == 0)
        m_toldDeadLetters = 0;
    if (count <= m_toldDeadLetters || (m_sinceTold.isValid() && m_sinceTold.elapsed() < quiet))
        return;
    m_toldDeadLetters = count;
    m_sinceTold.start();
    say(tr("%n new dead letter(s)", nullptr, count));
}

void StatusLine::retranslate()
{
    // Said in another language, and gone in a moment anyway.
    m_message->clear();
    m_kafka->setName(tr("Kafka"));
    m_ingest->setName(tr("Ingest"));
    m_database->setName(tr("Database"));
    m_http->setName(tr("HTTP"));
}

} // namespace orderdesk

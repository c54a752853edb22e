#include "ui/status/StatePanel.h"

#include "ui/status/StateWords.h"
#include "ui/status/TrendCurve.h"
#include "ui/widgets/Theme.h"
#include "ui/words/DisplayText.h"

#include <QGridLayout>
#include <QProgressBar>
#include <QScrollBar>
#include <QVBoxLayout>

#include <algorithm>

namespace orderdesk {

namespace {

constexpr qsizetype secondsShown = 600;

void setBold(QLabel* label)
{
    QFont font = label->font();
    font.setBold(true);
    label->setFont(font);
}

QString lengthOf(std::chrono::milliseconds time)
{
    const auto seconds = std::chrono::floor<std::chrono::seconds>(time).count();
    if (seconds < 120)
        return StatePanel::tr("%n second(s)", nullptr, static_cast<int>(seconds));
    if (seconds < 2LL * 3600)
        return StatePanel::tr("%n minute(s)", nullptr, static_cast<int>(seconds / 60));
    if (seconds < 2LL * 86400)
        return StatePanel::tr("%n hour(s)", nullptr, static_cast<int>(seconds / 3600));
    return StatePanel::tr("%n day(s)", nullptr, static_cast<int>(std::min<std::int64_t>(seconds / 86400, 1'000'000)));
}

} // namespace

StatePanel::StatePanel(QWidget* parent)
    : QScrollArea(parent)
{
    setObjectName(QStringLiteral("statePanel"));
    setWidgetResizable(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto* sheet = new QWidget(this);
    sheet->setObjectName(QStringLiteral("sheet"));
    auto* column = new QVBoxLayout(sheet);
    column->setContentsMargins(14, 12, 14, 12);
    column->setSpacing(12);
    m_grid = new QGridLayout;
    m_grid->setHorizontalSpacing(10);
    m_grid->setVerticalSpacing(2);
    m_grid->setColumnStretch(1, 1);
    column->addLayout(m_grid);
    m_kafka = addPart("stateKafka");
    m_ingest = addPart("stateIngest");
    m_database = addPart("stateDatabase");
    m_http = addPart("stateHttp");

    m_ingestSheet = new QWidget(sheet);
    m_ingestGrid = new QGridLayout(m_ingestSheet);
    m_ingestGrid->setContentsMargins(0, 0, 0, 0);
    m_ingestGrid->setColumnStretch(0, 1);
    m_ingestGrid->setVerticalSpacing(3);
    m_lag = addTrend("lag");
    m_lagTime = addTrend("lagTime");
    m_rate = addTrend("rate");
    m_rate.curve->setTone(Tone::Good);
    const char* const names[] = {"consumed",     "stored",   "unchanged",    "superseded",
                                 "deadLettered", "inFlight", "withWarnings", "offsetGaps"};
    for (const char* name : names) {
        const int row = m_ingestGrid->rowCount();
        const QString objectName = QLatin1String(name);
        auto* value = addLabel(name, row, 1);
        value->setObjectName(objectName + QStringLiteral("CountLabel"));
        m_counters.append(std::pair(addLabel(name, row, 0), value));
    }
    setBold(m_counters.first().first);
    setBold(m_counters.first().second);
    column->addWidget(m_ingestSheet);

    m_cacheTitle = new QLabel(sheet);
    m_cacheBar = new QProgressBar(sheet);
    m_cacheBar->setObjectName(QStringLiteral("cacheFillBar"));
    m_cacheBar->setRange(0, 100);
    m_cacheBar->setTextVisible(false);
    m_cacheBar->setMaximumHeight(fontMetrics().height() / 2);
    m_cacheDetails = new QLabel(sheet);
    m_cacheDetails->setWordWrap(true);
    m_cacheDetails->setProperty("muted", true);
    setBold(m_cacheTitle);
    column->addWidget(m_cacheTitle);
    column->addWidget(m_cacheBar);
    column->addWidget(m_cacheDetails);
    column->addStretch(1);
    setWidget(sheet);
    retranslate();
}

StatePanel::Part StatePanel::addPart(const char* name)
{
    const int row = m_grid->rowCount();
    const Part part{new QLabel, new QLabel, new QLabel};
    const QString objectName = QLatin1String(name);
    part.title->setObjectName(objectName + QStringLiteral("Label"));
    part.details->setObjectName(objectName + QStringLiteral("Details"));
    setBold(part.title);
    part.details->setProperty("muted", true);
    part.details->setTextFormat(Qt::PlainText);
    part.details->setWordWrap(true);
    // A long name of a database must not push what stands beside it out of sight.
    part.details->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    part.details->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_grid->addWidget(part.icon, row, 0);
    m_grid->addWidget(part.title, row, 1);
    m_grid->addWidget(part.details, row + 1, 1);
    m_grid->setRowMinimumHeight(row + 2, 8);
    return part;
}

QLabel* StatePanel::addLabel(const char* name, int row, int column, int span)
{
    auto* label = new QLabel(m_ingestSheet);
    label->setObjectName(QLatin1String(name) + QStringLiteral("Label"));
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(column == 0);
    m_ingestGrid->addWidget(label, row, column, 1, span, column == 1 ? Qt::AlignRight : Qt::Alignment());
    return label;
}

StatePanel::Trend StatePanel::addTrend(const char* name)
{
    const int row = m_ingestGrid->rowCount();
    const QString objectName = QLatin1String(name);
    const Trend trend{addLabel(name, row, 0), addLabel(name, row, 1), new TrendCurve(m_ingestSheet)};
    trend.value->setObjectName(objectName + QStringLiteral("Value"));
    trend.curve->setObjectName(objectName + QStringLiteral("Curve"));
    setBold(trend.value);
    m_ingestGrid->addWidget(trend.curve, row + 1, 0, 1, 2);
    m_ingestGrid->setRowMinimumHeight(row + 2, 6);
    return trend;
}

void StatePanel::showValues(const StatusLine::Values& values)
{
    m_last = values;
    const ComponentState off{
        ComponentState::Level::Off, Sentence::tr("this window only watches (--ingest=off)"), {}, {}};
    showPart(m_kafka, tr("Kafka"), values.ingest ? values.ingest->kafka : off);
    showPart(m_ingest, tr("Ingest"), values.ingest ? values.ingest->ingest : off);
    showPart(m_database, tr("Database"), values.database);
    showPart(m_http, tr("HTTP"), values.http);
    m_ingestSheet->setVisible(values.ingest.has_value());
    if (values.ingest) {
        showTrends(*values.ingest);
        showCounters(values.ingest->counters);
    }
    showCache(values.cache);
    fitWidth();
}

void StatePanel::showPart(const Part& part, const QString& name, const ComponentState& state) const
{
    const BadgeContent words = stateWords(state);
    part.icon->setPixmap(theme::pixmap(words.icon, theme::toneText(words.tone), 18, devicePixelRatioF()));
    part.title->setText(tr("%1: %2").arg(name, words.text));
    const QString details = stateDetails(state, currentTimestamp());
    if (details != part.details->text()) // else a selection in it would be lost each second
        part.details->setText(details);
    part.details->setVisible(!details.isEmpty());
}

void StatePanel::showTrends(const IngestSnapshot& ingest)
{
    QList<std::optional<double>> lag;
    QList<std::optional<double>> lagTime;
    QList<std::optional<double>> rate;
    for (const IngestHistoryPoint& point : ingest.history) {
        lag.append(point.lag ? std::optional<double>(static_cast<double>(*point.lag)) : std::nullopt);
        lagTime.append(point.lagTime ? std::optional<double>(static_cast<double>(point.lagTime->count()))
                                     : std::nullopt);
        rate.append(point.messagesPerSecond);
    }
    m_lag.value->setText(ingest.lag ? text::number(*ingest.lag) : tr("unknown"));
    m_lagTime.value->setText(ingest.lagTime ? lengthOf(*ingest.lagTime) : tr("unknown"));
    m_rate.value->setText(tr("%1/s").arg(text::locale().toString(ingest.messagesPerSecond, 'f', 1)));
    const std::pair<const Trend*, const QList<std::optional<double>>*> trends[] = {
        {&m_lag, &lag}, {&m_lagTime, &lagTime}, {&m_rate, &rate}};
    for (const auto& [trend, points] : trends) {
        trend->curve->setPoints(*points, secondsShown);
        double most = 0;
        for (const auto& point : *points)
            most = std::max(most, point.value_or(0));
        const QString highest = trend == &m_lagTime
                                    ? lengthOf(std::chrono::milliseconds(static_cast<std::int64_t>(most)))
                                    : text::number(static_cast<std::int64_t>(most));
        const QString words = tr("%1 in the last ten minutes: now %2, at most %3")
                                  .arg(trend->title->text(), trend->value->text(), highest);
        trend->curve->setAccessibleDescription(words);
        trend->curve->setToolTip(words);
    }
    const bool waits = ingest.lag.value_or(0) > 0 && ingest.ingest.level != ComponentState::Level::Ok;
    m_lag.curve->setTone(waits ? Tone::Warning : Tone::Info);
    m_lagTime.curve->setTone(waits ? Tone::Warning : Tone::Info);
}

void StatePanel::showCounters(const IngestCounters& counters)
{
    const std::int64_t values[] = {counters.consumed,     counters.stored,       counters.unchanged,
                                   counters.superseded,   counters.deadLettered, counters.inFlight,
                                   counters.withWarnings, counters.offsetGaps};
    for (qsizetype i = 0; i < m_counters.size(); ++i)
        m_counters[i].second->setText(text::number(values[i]));
}

void StatePanel::showCache(const std::optional<CacheStatistics>& cache)
{
    const bool known = cache && cache->capacity > 0;
    for (QWidget* widget : QList<QWidget*>{m_cacheTitle, m_cacheBar, m_cacheDetails})
        widget->setVisible(known);
    if (!known)
        return;
    const auto percent =
        static_cast<int>(100.0 * static_cast<double>(cache->bytes) / static_cast<double>(cache->capacity));
    m_cacheBar->setValue(percent);
    m_cacheTitle->setText(tr("Cache: %1 full").arg(text::percent(percent)));
    m_cacheDetails->setText(tr("%1 orders, %2 of %3, %4 hits, %5 misses")
                                .arg(text::number(cache->entries), text::bytes(cache->bytes),
                                     text::bytes(cache->capacity), text::number(cache->hits),
                                     text::number(cache->misses)));
    m_cacheBar->setAccessibleDescription(m_cacheDetails->text());
}

void StatePanel::retranslate()
{
    setAccessibleName(tr("State of all parts"));
    m_lag.title->setText(tr("Messages waiting"));
    m_lagTime.title->setText(tr("The oldest waits, at most"));
    m_rate.title->setText(tr("Messages done"));
    for (const Trend* trend : {&m_lag, &m_lagTime, &m_rate})
        trend->curve->setAccessibleName(trend->title->text());
    const QString titles[] = {tr("Consumed since the start"),
                              tr("= stored"),
                              tr("+ unchanged"),
                              tr("+ superseded"),
                              tr("+ dead letters"),
                              tr("+ in flight"),
                              tr("Stored with warnings"),
                              tr("Deleted by Kafka before they were read")};
    for (qsizetype i = 0; i < m_counters.size(); ++i)
        m_counters[i].first->setText(titles[i]);
    m_cacheBar->setAccessibleName(tr("Cache fill"));
    showValues(m_last);
}

void StatePanel::fitWidth()
{
    // Nothing is cut off, whatever the language and the size of the font.
    setMinimumWidth(widthFor(34));
}

int StatePanel::widthFor(int characters) const
{
    return std::max(widget()->minimumSizeHint().width(), fontMetrics().averageCharWidth() * characters) +
           verticalScrollBar()->sizeHint().width();
}

QSize StatePanel::sizeHint() const
{
    return {widthFor(50), QScrollArea::sizeHint().height()};
}

} // namespace orderdesk

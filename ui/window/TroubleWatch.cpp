#include "ui/window/TroubleWatch.h"

#include <algorithm>

namespace orderdesk {

namespace {

using Level = ComponentState::Level;

} // namespace

void TroubleWatch::lookAt(Part& part, const ComponentState& state, Moment now, QList<Notice>& notices)
{
    const QString name = QLatin1String(part.name);
    if (state.level != Level::Down && state.level != Level::Stuck) {
        if (part.told && state.level != Level::Starting)
            notices.append({Notice::Kind::Recovery, name, {}, 0});
        if (state.level != Level::Starting || !part.told) {
            part.told = false;
            part.badSince.reset();
        }
        return;
    }
    if (!part.badSince)
        part.badSince = now;
    if (!part.told && now - *part.badSince >= patience) {
        part.told = true;
        notices.append({Notice::Kind::Trouble, name, state.cause, 0});
    }
}

QList<TroubleWatch::Notice> TroubleWatch::look(const StatusLine::Values& values, Moment now)
{
    QList<Notice> notices;
    if (values.ingest) {
        lookAt(m_kafka, values.ingest->kafka, now, notices);
        lookAt(m_ingest, values.ingest->ingest, now, notices);
    }
    lookAt(m_database, values.database, now, notices);
    lookAt(m_http, values.http, now, notices);
    if (!values.ingest)
        return notices;
    const std::int64_t deadLetters = values.ingest->counters.deadLettered;
    if (!m_deadLettersTold)
        m_deadLettersTold = deadLetters;
    const bool quiet = m_deadLettersAt && now - *m_deadLettersAt < betweenDeadLetters;
    if (deadLetters > *m_deadLettersTold && !quiet) {
        notices.append({Notice::Kind::DeadLetters, {}, {}, deadLetters - *m_deadLettersTold});
        m_deadLettersTold = deadLetters;
        m_deadLettersAt = now;
    }
    return notices;
}

ComponentState::Level TroubleWatch::worst(const StatusLine::Values& values)
{
    // In the order of the enumeration each is worse than the one before, but for "off" and "starting".
    Level worst = std::max(values.database.level, values.http.level);
    if (values.ingest)
        worst = std::max({worst, values.ingest->kafka.level, values.ingest->ingest.level});
    return worst;
}

} // namespace orderdesk

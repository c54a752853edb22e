#include "ui/live/EventState.h"

#include "ui/words/Sentences.h"

#include <QCoreApplication>

namespace orderdesk {

namespace {

QString translated(const char* source)
{
    return QCoreApplication::translate("EventState", source);
}

BadgeContent stateOfKind(IngestEvent::Kind kind)
{
    switch (kind) {
    case IngestEvent::Kind::New:
        return {Tone::Good, QStringLiteral("new"), translated(QT_TRANSLATE_NOOP("EventState", "New"))};
    case IngestEvent::Kind::Updated:
        return {Tone::Info, QStringLiteral("updated"), translated(QT_TRANSLATE_NOOP("EventState", "Updated"))};
    case IngestEvent::Kind::Unchanged:
        return {Tone::Neutral, QStringLiteral("unchanged"), translated(QT_TRANSLATE_NOOP("EventState", "Unchanged"))};
    case IngestEvent::Kind::Superseded:
        return {Tone::Neutral, QStringLiteral("superseded"), translated(QT_TRANSLATE_NOOP("EventState", "Superseded"))};
    case IngestEvent::Kind::DeadLettered:
        return {Tone::Bad, QStringLiteral("cross"), translated(QT_TRANSLATE_NOOP("EventState", "Dead letter"))};
    }
    return {};
}

} // namespace

BadgeContent eventState(const IngestEvent& event)
{
    BadgeContent state = stateOfKind(event.kind);
    if (event.violations.empty())
        return state;
    if (event.kind == IngestEvent::Kind::DeadLettered) { // the rule alone: rules name no values
        state.text += QStringLiteral(" · ") + text::violation(event.violations.front());
        return state;
    }
    // lupdate does not find a plural whose number is a cast.
    const int count = static_cast<int>(event.violations.size());
    const QString warnings = QCoreApplication::translate("EventState", "%n warning(s)", nullptr, count);
    return {Tone::Warning, QStringLiteral("warning"), state.text + QStringLiteral(" · ") + warnings};
}

} // namespace orderdesk

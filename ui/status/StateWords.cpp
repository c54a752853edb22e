#include "ui/status/StateWords.h"

#include "ui/words/DisplayText.h"
#include "ui/words/Sentences.h"

#include <QCoreApplication>

namespace orderdesk {

namespace {

QString translated(const char* source)
{
    return QCoreApplication::translate("StateWords", source);
}

} // namespace

BadgeContent stateWords(const ComponentState& state)
{
    switch (state.level) {
    case ComponentState::Level::Off:
        return {Tone::Neutral, QStringLiteral("lamp-off"), translated(QT_TRANSLATE_NOOP("StateWords", "off"))};
    case ComponentState::Level::Starting:
        return {Tone::Info, QStringLiteral("lamp-starting"), translated(QT_TRANSLATE_NOOP("StateWords", "starting"))};
    case ComponentState::Level::Ok:
        return {Tone::Good, QStringLiteral("lamp-ok"), translated(QT_TRANSLATE_NOOP("StateWords", "ok"))};
    case ComponentState::Level::Paused:
        return {Tone::Info, QStringLiteral("lamp-paused"), translated(QT_TRANSLATE_NOOP("StateWords", "paused"))};
    case ComponentState::Level::Stuck:
        return {Tone::Bad, QStringLiteral("lamp-stuck"), translated(QT_TRANSLATE_NOOP("StateWords", "stuck"))};
    case ComponentState::Level::Degraded:
        return {Tone::Warning, QStringLiteral("lamp-degraded"),
                translated(QT_TRANSLATE_NOOP("StateWords", "degraded"))};
    case ComponentState::Level::Down:
        return {Tone::Bad, QStringLiteral("lamp-down"), translated(QT_TRANSLATE_NOOP("StateWords", "down"))};
    }
    return {};
}

QString stateDetails(const ComponentState& state, Timestamp now)
{
    QStringList lines;
    if (!state.cause.isEmpty())
        lines += text::sentence(state.cause);
    if (!state.hint.isEmpty())
        lines += text::sentence(state.hint);
    if (state.since != Timestamp{})
        lines += translated(QT_TRANSLATE_NOOP("StateWords", "since %1 (%2)"))
                     .arg(text::dateTime(state.since), text::relative(state.since, now));
    if (state.nextTry)
        lines += translated(QT_TRANSLATE_NOOP("StateWords", "next try %1")).arg(text::relative(*state.nextTry, now));
    return lines.join(QLatin1Char('\n'));
}

} // namespace orderdesk

#include "ui/status/StatusLamp.h"

#include "ui/status/Announcement.h"
#include "ui/status/StateWords.h"
#include "ui/theme/Theme.h"

#include <QEvent>

namespace orderdesk {

StatusLamp::StatusLamp(QWidget* parent)
    : QToolButton(parent)
{
    setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    setFocusPolicy(Qt::TabFocus);
    setIconSize({16, 16});
}

void StatusLamp::setName(const QString& name)
{
    m_name = name;
    updateWords();
}

void StatusLamp::setState(const ComponentState& state)
{
    // What is said first is how it starts, and no news.
    const bool news = m_known && state.level != m_state.level && state.level != ComponentState::Level::Starting;
    m_known = true;
    m_state = state;
    updateWords();
    if (news)
        announce(this, text());
}

void StatusLamp::updateWords()
{
    const BadgeContent words = stateWords(m_state);
    const QString line = tr("%1: %2").arg(m_name, words.text);
    const QString details = stateDetails(m_state, currentTimestamp());
    setToolTip(details.isEmpty() ? line : line + QLatin1Char('\n') + details);
    setAccessibleDescription(details);
    if (text() == line)
        return;
    setText(line);
    setAccessibleName(line);
    setIcon(theme::icon(words.icon, theme::toneText(words.tone)));
}

void StatusLamp::changeEvent(QEvent* event)
{
    QToolButton::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::LanguageChange) {
        setText(QString());
        updateWords();
    }
}

} // namespace orderdesk

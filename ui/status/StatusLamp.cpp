#include "ui/status/StatusLamp.h"

#include "ui/status/Announcement.h"
#include "ui/status/StateWords.h"
#include "ui/widgets/Theme.h"

#include <QEvent>
#include <QStyle>
#include <QStyleOptionToolButton>

#include <algorithm>

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
        announce(this, m_words);
}

void StatusLamp::setForm(Form form)
{
    if (form == m_form)
        return;
    m_form = form;
    setText(textIn(form));
    setToolButtonStyle(form == Form::Icon ? Qt::ToolButtonIconOnly : Qt::ToolButtonTextBesideIcon);
}

QString StatusLamp::textIn(Form form) const
{
    switch (form) {
    case Form::Icon:
        return {};
    case Form::Name:
        return m_name;
    case Form::Whole:
        break;
    }
    return m_words;
}

/// As QToolButton reckons it for the form it has.
QSize StatusLamp::sizeIn(Form form) const
{
    ensurePolished();
    QStyleOptionToolButton option;
    initStyleOption(&option);
    option.text = textIn(form);
    option.toolButtonStyle = form == Form::Icon ? Qt::ToolButtonIconOnly : Qt::ToolButtonTextBesideIcon;
    QSize content = option.iconSize;
    if (form != Form::Icon) {
        const QSize words = fontMetrics().size(Qt::TextShowMnemonic, option.text);
        content.rwidth() += 4 + words.width() + 2 * fontMetrics().horizontalAdvance(QLatin1Char(' '));
        content.setHeight(std::max(content.height(), words.height()));
    }
    return style()->sizeFromContents(QStyle::CT_ToolButton, &option, content, this);
}

void StatusLamp::updateWords()
{
    const BadgeContent words = stateWords(m_state);
    const QString line = tr("%1: %2").arg(m_name, words.text);
    const QString details = stateDetails(m_state, currentTimestamp());
    setToolTip(details.isEmpty() ? line : line + QLatin1Char('\n') + details);
    setAccessibleDescription(details);
    if (m_words == line)
        return;
    m_words = line;
    setText(textIn(m_form));
    setAccessibleName(line);
    setIcon(theme::icon(words.icon, theme::toneText(words.tone)));
}

void StatusLamp::changeEvent(QEvent* event)
{
    QToolButton::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::LanguageChange) {
        m_words.clear();
        updateWords();
    }
}

} // namespace orderdesk

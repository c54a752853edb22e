#include "ui/words/LanguageMenu.h"

#include "ui/backend/WindowSettings.h"
#include "ui/backend/WindowState.h"
#include "ui/words/DisplayText.h"
#include "ui/words/Language.h"

#include <QActionGroup>
#include <QApplication>
#include <QEvent>
#include <QMenu>
#include <QWidget>

namespace orderdesk {

namespace {

} // namespace

LanguageMenu::LanguageMenu(QMenu* menu, Language& language, WindowState& state)
    : QObject(menu)
    , m_language(language)
    , m_state(state)
    , m_languages(new QMenu(menu))
    , m_choices(new QActionGroup(this))
    , m_utc(new QAction(menu))
{
    m_languages->setObjectName(QStringLiteral("languageMenu"));
    addChoice(static_cast<int>(Language::Choice::System), "systemLanguageAction");
    addChoice(static_cast<int>(Language::Choice::English), "englishAction");
    addChoice(static_cast<int>(Language::Choice::Russian), "russianAction");
    connect(m_choices, &QActionGroup::triggered, this, [this](const QAction* action) {
        m_language.choose(static_cast<Language::Choice>(action->data().toInt()));
    });
    m_utc->setObjectName(QStringLiteral("utcTimesAction"));
    m_utc->setCheckable(true);
    const bool utc = state.text(windowsettings::utcTimes) == QLatin1String("true");
    m_utc->setChecked(utc);
    text::setUtc(utc);
    connect(m_utc, &QAction::toggled, this, &LanguageMenu::setUtc);
    menu->addSeparator();
    menu->addMenu(m_languages);
    menu->addAction(m_utc);
    retranslate();
}

void LanguageMenu::addChoice(int choice, const char* name)
{
    QAction* action = m_languages->addAction(QString());
    action->setObjectName(QLatin1String(name));
    action->setData(choice);
    action->setCheckable(true);
    action->setChecked(choice == static_cast<int>(m_language.choice()));
    m_choices->addAction(action);
}

void LanguageMenu::setUtc(bool utc)
{
    text::setUtc(utc);
    m_state.setText(windowsettings::utcTimes, utc ? QStringLiteral("true") : QStringLiteral("false"));
    // Whoever writes times writes them again when the language changes.
    const QWidgetList windows = QApplication::topLevelWidgets();
    for (QWidget* window : windows)
        QCoreApplication::postEvent(window, new QEvent(QEvent::LanguageChange));
}

void LanguageMenu::retranslate()
{
    m_languages->setTitle(tr("Lan&guage"));
    m_choices->actions().at(0)->setText(tr("&System"));
    // In their own language, so that each person finds theirs.
    m_choices->actions().at(1)->setText(QStringLiteral("&English"));
    m_choices->actions().at(2)->setText(QStringLiteral("&Русский"));
    m_utc->setText(tr("Times in &UTC"));
    m_utc->setToolTip(tr("Show times in UTC instead of this computer's zone"));
}

bool LanguageMenu::event(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    return QObject::event(event);
}

} // namespace orderdesk

#include "ui/words/Language.h"

#include "ui/backend/WindowSettings.h"
#include "ui/backend/WindowState.h"

#include <QApplication>
#include <QLibraryInfo>
#include <QLocale>
#include <QLoggingCategory>
#include <QWidget>

// As with the icons: a resource of a static library is left out by the linker unless somebody names it.
static void keepTranslations()
{
    Q_INIT_RESOURCE(translations);
}

namespace orderdesk {

namespace {

Q_LOGGING_CATEGORY(logLanguage, "orderdesk.language")

QString codeOf(Language::Choice choice)
{
    switch (choice) {
    case Language::Choice::System:
        break;
    case Language::Choice::English:
        return QStringLiteral("en");
    case Language::Choice::Russian:
        return QStringLiteral("ru");
    }
    const QStringList wanted = QLocale::system().uiLanguages();
    for (const QString& language : wanted) {
        for (const QString& known : {QStringLiteral("en"), QStringLiteral("ru")}) {
            if (language.section(QLatin1Char('-'), 0, 0) == known)
                return known;
        }
    }
    return QStringLiteral("en");
}

Language::Choice choiceOf(const QString& code)
{
    if (code == QLatin1String("en"))
        return Language::Choice::English;
    return code == QLatin1String("ru") ? Language::Choice::Russian : Language::Choice::System;
}

/// The desktop's own locale wherever it speaks that language: its region says how dates are written.
QLocale localeOf(Language::Choice choice, const QString& code)
{
    const QLocale system = QLocale::system();
    if (choice == Language::Choice::System)
        return system;
    if (system.language() == QLocale(code).language())
        return system;
    return code == QLatin1String("ru") ? QLocale(QLocale::Russian, QLocale::Russia)
                                       : QLocale(QLocale::English, QLocale::UnitedStates);
}

} // namespace

Language::Language(WindowState& state, QObject* parent)
    : QObject(parent)
    , m_state(state)
    , m_choice(choiceOf(state.text(windowsettings::language)))
{
    keepTranslations();
    apply();
}

Language::~Language()
{
    QCoreApplication::removeTranslator(&m_own);
    QCoreApplication::removeTranslator(&m_qt);
}

void Language::choose(Choice choice)
{
    if (choice == m_choice)
        return;
    m_choice = choice;
    m_state.setText(windowsettings::language, choice == Choice::System ? QString() : codeOf(choice));
    apply();
    // New widgets take the default; those that are there must be told.
    const QWidgetList windows = QApplication::topLevelWidgets();
    for (QWidget* window : windows)
        window->setLocale(QLocale());
}

void Language::apply()
{
    m_code = codeOf(m_choice);
    // The locale first: what the widgets write when they hear of the new language follows it.
    QLocale::setDefault(localeOf(m_choice, m_code));
    QCoreApplication::removeTranslator(&m_qt);
    QCoreApplication::removeTranslator(&m_own);
    // Qt's words (Cancel, Yes, …) may not be installed: then they stay English.
    if (m_qt.load(QStringLiteral("qtbase_") + m_code, QLibraryInfo::path(QLibraryInfo::TranslationsPath)))
        QCoreApplication::installTranslator(&m_qt);
    if (m_own.load(QStringLiteral(":/orderdesk/translations/orderdesk_%1.qm").arg(m_code)))
        QCoreApplication::installTranslator(&m_own);
    else
        qCWarning(logLanguage, "the program has no translation for %s", qPrintable(m_code));
}

} // namespace orderdesk

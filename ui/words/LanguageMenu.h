#pragma once

#include <QObject>

class QAction;
class QActionGroup;
class QMenu;

namespace orderdesk {

class Language;
class WindowState;

/// What the View menu has for words and times: Language ▸ System, English, Русский, and "Times in UTC". Lives with the
/// menu. Main thread only.
class LanguageMenu final : public QObject
{
    Q_OBJECT

public:
    /// Adds its entries at the end of `menu`. Times in UTC come from and go to `state` ("times/utc").
    LanguageMenu(QMenu* menu, Language& language, WindowState& state);

protected:
    bool event(QEvent* event) override;

private:
    void addChoice(int choice, const char* name);
    void setUtc(bool utc);
    void retranslate();

    Language& m_language;
    WindowState& m_state;
    QMenu* m_languages;
    QActionGroup* m_choices;
    QAction* m_utc;
};

} // namespace orderdesk

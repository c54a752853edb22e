#pragma once

#include <QObject>
#include <QTranslator>

namespace orderdesk {

class WindowState;

/// The language of the window: holds the translators of Orderdesk and of Qt, and sets the locale that numbers and dates
/// follow (QLocale's default). It may change while the window is open: Qt then sends LanguageChange to every widget.
/// Remembered in the window's state under "language". One at a time; main thread only.
class Language final : public QObject
{
    Q_OBJECT

public:
    enum class Choice { System, English, Russian };
    Q_ENUM(Choice)

    /// Takes the remembered choice into force, before any widget has said a word. `state` outlives this.
    explicit Language(WindowState& state, QObject* parent = nullptr);
    ~Language() override;

    Choice choice() const { return m_choice; }
    void choose(Choice choice);
    /// "en" or "ru": what System means depends on the desktop.
    QString code() const { return m_code; }

private:
    void apply();

    WindowState& m_state;
    Choice m_choice = Choice::System;
    QString m_code;
    QTranslator m_own;
    QTranslator m_qt;
};

} // namespace orderdesk

#pragma once

#include <QObject>

namespace orderdesk {

class SettingsEditor;
class WindowState;

/// Decides whether a person meets Orderdesk for the first time and needs help: nothing is set, the assistant was never
/// offered, and Kafka or the database does not answer where they are by default. Offered but never answered is no
/// answer either. Without widgets. Main thread only; never blocks.
class FirstRun final : public QObject
{
    Q_OBJECT

public:
    /// Both outlive this. `editor` may be null: then nothing is ever offered.
    FirstRun(SettingsEditor* editor, WindowState& state, QObject* parent = nullptr);

    /// Tries the defaults out; then one of the signals follows, once, perhaps at once.
    void check();

Q_SIGNALS:
    void setupWanted();
    void unanswered(); ///< the assistant was left without an answer, in an earlier run
    void settled();    ///< there is nothing to ask

private:
    void takeAnswer(bool works);

    SettingsEditor* m_editor;
    WindowState& m_state;
    int m_awaited = 2;
    bool m_decided = false;
};

} // namespace orderdesk

#include "ui/preferences/FirstRun.h"

#include "settings/SettingsEditor.h"
#include "ui/backend/WindowSettings.h"
#include "ui/backend/WindowState.h"

namespace orderdesk {

FirstRun::FirstRun(SettingsEditor* editor, WindowState& state, QObject* parent)
    : QObject(parent)
    , m_editor(editor)
    , m_state(state)
{
}

void FirstRun::check()
{
    if (!m_editor || !m_editor->isFirstRun()) {
        Q_EMIT settled();
        return;
    }
    if (m_state.flag(windowsettings::setupOffered, false)) {
        Q_EMIT unanswered();
        return;
    }
    m_editor->testKafka({}, this, [this](const Result<KafkaFinding>& answer) { takeAnswer(answer.has_value()); });
    m_editor->testDatabase({}, this, [this](const Result<DatabaseFinding>& answer) { takeAnswer(answer.has_value()); });
}

void FirstRun::takeAnswer(bool works)
{
    if (m_decided)
        return;
    if (works) {
        if (--m_awaited == 0)
            Q_EMIT settled();
        return;
    }
    m_decided = true;
    // Before it is shown: whoever closes the program instead of answering is not asked again either.
    m_state.setFlag(windowsettings::setupOffered, true);
    Q_EMIT setupWanted();
}

} // namespace orderdesk

#include "ui/preferences/PreferencesDialog.h"

#include "ui/WindowState.h"
#include "ui/preferences/SettingControl.h"
#include "ui/theme/ThemeChoice.h"
#include "ui_PreferencesDialog.h"

#include <QAction>
#include <QEvent>
#include <QStyle>

namespace orderdesk {

namespace {

constexpr int defaultLiveRows = 10'000;
const QString liveRowsKey = QStringLiteral("live/rows");
const QString themeKey = QStringLiteral("window/theme");

QString labelOf(const QString& name)
{
    QString label = name;
    label.replace(QLatin1Char('-'), QLatin1Char(' '));
    return label.left(1).toUpper() + label.mid(1);
}

/// Where the line below a control's row goes.
void addNote(QLabel* note, QWidget* control)
{
    for (QWidget* parent = control->parentWidget(); parent; parent = parent->parentWidget()) {
        for (QFormLayout* form : parent->findChildren<QFormLayout*>()) {
            int row = -1;
            QFormLayout::ItemRole role{};
            form->getWidgetPosition(control, &row, &role);
            if (row >= 0) {
                form->insertRow(row + 1, static_cast<QWidget*>(nullptr), note);
                return;
            }
        }
    }
}

} // namespace

PreferencesDialog::PreferencesDialog(SettingsEditor* editor, WindowState& state, QWidget* parent)
    : QDialog(parent)
    , m_ui(std::make_unique<Ui::PreferencesDialog>())
    , m_editor(editor)
    , m_state(state)
{
    m_ui->setupUi(this);
    connect(m_ui->pagesListWidget, &QListWidget::currentRowChanged, m_ui->pagesStackedWidget,
            &QStackedWidget::setCurrentIndex);
    connect(m_ui->saveButton, &QPushButton::clicked, this, &PreferencesDialog::save);
    connect(m_ui->closeButton, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_ui->restartButton, &QPushButton::clicked, this, [this] {
        if (!m_editor->restart())
            say(tr("It cannot be restarted from here: quit and start it again."), true);
    });
    const auto typed = [this] { return values(); };
    m_ui->kafkaTest->setUp(editor, ConnectionTest::Target::Kafka, typed);
    m_ui->databaseTest->setUp(editor, ConnectionTest::Target::Database, typed);
    setUpWindowPage();
    say({}, false);
    load();
    showPage(editor ? Page::Kafka : Page::Window);
}

PreferencesDialog::~PreferencesDialog() = default;

void PreferencesDialog::showPage(Page page)
{
    m_ui->pagesListWidget->setCurrentRow(static_cast<int>(page));
}

void PreferencesDialog::setUpWindowPage()
{
    m_ui->liveRowsSpinBox->setValue(m_state.number(liveRowsKey, defaultLiveRows));
    m_ui->themeComboBox->setCurrentIndex(static_cast<int>(theme::choiceFromName(m_state.text(themeKey))));
    // Both have an action in the window already, which does all that belongs to it.
    for (const auto& [box, name] :
         {std::pair(m_ui->utcCheckBox, "utcTimesAction"), std::pair(m_ui->trayCheckBox, "trayAction")}) {
        const auto* action = parentWidget() ? parentWidget()->findChild<QAction*>(QLatin1String(name)) : nullptr;
        box->setVisible(action);
        box->setChecked(action && action->isChecked());
    }
}

void PreferencesDialog::addMissingEditors(const QList<EditableSetting>& settings)
{
    for (QWidget* control : m_ui->pagesStackedWidget->findChildren<QWidget*>()) {
        const QString name = control->property("setting").toString();
        if (!name.isEmpty())
            m_editors.insert(name, control);
    }
    for (const EditableSetting& setting : settings) {
        // Here a window is what one is in.
        if (m_editors.contains(setting.name) || setting.name == QLatin1String("no-gui"))
            continue;
        auto* line = new QLineEdit(m_ui->ingestPage);
        line->setObjectName(setting.name + QLatin1String("LineEdit"));
        m_ui->ingestPageForm->addRow(labelOf(setting.name), line);
        m_editors.insert(setting.name, line);
    }
    for (auto it = m_editors.begin(); it != m_editors.end(); ++it) {
        auto* note = new QLabel(it.value()->parentWidget());
        note->setObjectName(it.key() + QLatin1String("Note"));
        note->setTextFormat(Qt::PlainText);
        note->setWordWrap(true);
        note->setProperty("muted", true);
        addNote(note, it.value());
        m_notes.insert(it.key(), note);
        const QString name = it.key();
        if (auto* secret = qobject_cast<SecretEdit*>(it.value()))
            connect(secret, &SecretEdit::changed, this, [this, name] { noteChange(name); });
        else
            control::onChange(*it.value(), this, [this, name] { noteChange(name); });
    }
}

void PreferencesDialog::load()
{
    const auto settings = m_editor ? m_editor->settings() : QList<EditableSetting>();
    if (!m_editor || !settings) {
        for (const auto page : {Page::General, Page::Kafka, Page::Database, Page::Http, Page::Ingest})
            m_ui->pagesListWidget->item(static_cast<int>(page))->setHidden(true);
        m_ui->fileLabel->setVisible(false);
        if (m_editor)
            say(tr("The settings cannot be read: %1").arg(settings.error().message), true);
        updateRestart();
        return;
    }
    if (m_editors.isEmpty())
        addMissingEditors(*settings);
    for (const EditableSetting& setting : *settings)
        showSetting(setting);
    m_ui->fileLabel->setText(tr("Settings file: %1").arg(m_editor->file()));
    updateRestart();
}

void PreferencesDialog::showSetting(const EditableSetting& setting)
{
    QWidget* editor = m_editors.value(setting.name);
    if (!editor)
        return;
    m_settings.insert(setting.name, setting);
    m_problems.remove(setting.name);
    const QSignalBlocker quiet(editor);
    if (auto* secret = qobject_cast<SecretEdit*>(editor))
        secret->setSetting(setting);
    else
        control::setValue(*editor, setting.value);
    m_shown.insert(setting.name, control::value(*editor));
    editor->setEnabled(setting.isEditable());
    editor->setToolTip(setting.help);
    editor->setAccessibleDescription(setting.help);
    showSource(setting, {});
}

void PreferencesDialog::showSource(const EditableSetting& setting, const QString& problem)
{
    QLabel* note = m_notes.value(setting.name);
    QString words;
    if (!problem.isEmpty())
        words = tr("Not allowed: this %1", "a predicate follows, as: is not a number").arg(problem);
    else if (setting.source == EditableSetting::Source::Variable)
        words = tr("Comes from %1 and cannot be changed here").arg(setting.place);
    else if (setting.source == EditableSetting::Source::Option)
        words = tr("Comes from the command line (%1) and cannot be changed here").arg(setting.place);
    else if (setting.source == EditableSetting::Source::File)
        words = tr("From %1").arg(setting.place);
    else if (setting.fallback.isEmpty() || setting.secret)
        words = tr("Default");
    else
        words = tr("Default: %1").arg(setting.fallback);
    note->setText(words);
    note->setProperty("muted", problem.isEmpty());
    note->setProperty("problem", !problem.isEmpty());
    note->style()->unpolish(note);
    note->style()->polish(note);
}

void PreferencesDialog::noteChange(const QString& name)
{
    const QWidget* editor = m_editors.value(name);
    const EditableSetting setting = m_settings.value(name);
    const QString problem =
        qobject_cast<const SecretEdit*>(editor) ? QString() : m_editor->problem(name, control::value(*editor));
    if (problem.isEmpty())
        m_problems.remove(name);
    else
        m_problems.insert(name, problem);
    showSource(setting, problem);
    if (name.startsWith(QLatin1String("kafka")))
        m_ui->kafkaTest->forget();
    if (name.startsWith(QLatin1String("database")))
        m_ui->databaseTest->forget();
    m_ui->saveButton->setEnabled(m_problems.isEmpty());
    say({}, false);
}

SettingsEditor::Values PreferencesDialog::values() const
{
    SettingsEditor::Values values;
    for (auto it = m_editors.begin(); it != m_editors.end(); ++it) {
        if (const auto* secret = qobject_cast<const SecretEdit*>(it.value()))
            secret->addTo(values);
        else if (m_shown.contains(it.key()) && control::value(*it.value()) != m_shown.value(it.key()))
            values.insert(it.key(), control::value(*it.value()));
    }
    return values;
}

void PreferencesDialog::save()
{
    saveWindow();
    if (!m_editor || m_editors.isEmpty()) {
        say(tr("Saved"), false);
        return;
    }
    const auto saved = values().isEmpty() ? Result<void>() : m_editor->save(values());
    if (!saved) {
        say(tr("Not saved: %1").arg(saved.error().message), true);
        return;
    }
    load();
    m_ui->saveButton->setEnabled(true);
    const QStringList waiting = m_editor->waitingForRestart();
    say(waiting.isEmpty() ? tr("Saved")
                          : tr("Saved. In force after a restart: %1").arg(waiting.join(QStringLiteral(", "))),
        false);
}

void PreferencesDialog::saveWindow()
{
    m_state.setNumber(liveRowsKey, m_ui->liveRowsSpinBox->value());
    m_state.setText(themeKey, theme::choiceName(static_cast<theme::Choice>(m_ui->themeComboBox->currentIndex())));
    for (const auto& [box, name] :
         {std::pair(m_ui->utcCheckBox, "utcTimesAction"), std::pair(m_ui->trayCheckBox, "trayAction")}) {
        if (auto* action = parentWidget() ? parentWidget()->findChild<QAction*>(QLatin1String(name)) : nullptr)
            action->setChecked(box->isChecked());
    }
}

void PreferencesDialog::say(const QString& words, bool isProblem)
{
    m_ui->outcomeLabel->setText(words);
    m_ui->outcomeLabel->setVisible(!words.isEmpty());
    m_ui->outcomeLabel->setProperty("problem", isProblem);
    m_ui->outcomeLabel->style()->unpolish(m_ui->outcomeLabel);
    m_ui->outcomeLabel->style()->polish(m_ui->outcomeLabel);
}

void PreferencesDialog::updateRestart()
{
    m_ui->restartButton->setVisible(m_editor && !m_editor->waitingForRestart().isEmpty());
}

void PreferencesDialog::changeEvent(QEvent* event)
{
    QDialog::changeEvent(event);
    if (event->type() != QEvent::LanguageChange)
        return;
    m_ui->retranslateUi(this);
    for (const EditableSetting& setting : m_settings)
        showSource(setting, m_problems.value(setting.name));
}

} // namespace orderdesk

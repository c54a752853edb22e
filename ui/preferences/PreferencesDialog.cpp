#include "ui/preferences/PreferencesDialog.h"

#include "ui/backend/WindowSettings.h"
#include "ui/backend/WindowState.h"
#include "ui/preferences/SettingControl.h"
#include "ui/widgets/Theme.h"
#include "ui/widgets/ThemeChoice.h"
#include "ui/widgets/WrappedLabel.h"
#include "ui/words/Sentences.h"
#include "ui_PreferencesDialog.h"

#include <QAction>
#include <QEvent>
#include <QFormLayout>
#include <QScrollArea>
#include <QScrollBar>
#include <QStyle>
#include <QSystemTrayIcon>
#include <QVBoxLayout>

#include <algorithm>

namespace orderdesk {

namespace {

QString labelOf(const QString& name)
{
    QString label = name;
    label.replace(QLatin1Char('-'), QLatin1Char(' '));
    return label.left(1).toUpper() + label.mid(1);
}

/// Puts a note close below a control of a form.
void addNote(QLabel* note, QWidget* control)
{
    for (QWidget* parent = control->parentWidget(); parent; parent = parent->parentWidget()) {
        for (QFormLayout* form : parent->findChildren<QFormLayout*>()) {
            int row = -1;
            QFormLayout::ItemRole role{};
            form->getWidgetPosition(control, &row, &role);
            if (row < 0)
                continue;
            const bool grows = control->sizePolicy().expandingDirections() & Qt::Horizontal;
            auto* cell = new QVBoxLayout;
            cell->setSpacing(3);
            form->removeWidget(control);
            cell->addWidget(control, 0, grows ? Qt::Alignment() : Qt::AlignLeft);
            cell->addWidget(note);
            form->setLayout(row, role, cell);
            return;
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
    resize(size().expandedTo({fontMetrics().averageCharWidth() * 76, fontMetrics().height() * 26}));
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
    followFont();
    paintIcons();
    say({}, false);
    load();
    showPage(m_settings.isEmpty() ? Page::Window : Page::General);
}

PreferencesDialog::~PreferencesDialog() = default;

void PreferencesDialog::showPage(Page page)
{
    m_ui->pagesListWidget->setCurrentRow(static_cast<int>(page));
}

void PreferencesDialog::setUpWindowPage()
{
    m_ui->liveRowsSpinBox->setRange(windowsettings::fewestLiveRows, windowsettings::mostLiveRows);
    showWindow();
    const bool hasTray = QSystemTrayIcon::isSystemTrayAvailable();
    m_ui->trayCheckBox->setEnabled(hasTray);
    m_ui->trayNoteLabel->setVisible(!hasTray);
    m_ui->utcCheckBox->setVisible(utcAction() != nullptr);
    connect(m_ui->liveRowsSpinBox, &QSpinBox::valueChanged, this, &PreferencesDialog::updateButtons);
    connect(m_ui->themeComboBox, &QComboBox::currentIndexChanged, this, &PreferencesDialog::updateButtons);
    connect(m_ui->utcCheckBox, &QCheckBox::toggled, this, &PreferencesDialog::updateButtons);
    connect(m_ui->trayCheckBox, &QCheckBox::toggled, this, &PreferencesDialog::updateButtons);
    // Both are in the window's menus too.
    connect(&m_state, &WindowState::changed, this, [this](const QString& key) {
        if (key != windowsettings::theme)
            return;
        m_window.theme = static_cast<int>(theme::choiceFromName(m_state.text(windowsettings::theme)));
        m_ui->themeComboBox->setCurrentIndex(m_window.theme);
    });
    if (const QAction* utc = utcAction())
        connect(utc, &QAction::toggled, this, [this](bool isUtc) {
            m_window.utc = isUtc;
            m_ui->utcCheckBox->setChecked(isUtc);
        });
}

void PreferencesDialog::showWindow()
{
    m_window = {m_state.number(windowsettings::liveRows, windowsettings::usualLiveRows),
                static_cast<int>(theme::choiceFromName(m_state.text(windowsettings::theme))),
                utcAction() != nullptr && utcAction()->isChecked(), m_state.flag(windowsettings::trayEnabled, false)};
    m_ui->liveRowsSpinBox->setValue(m_window.liveRows);
    m_window.liveRows = m_ui->liveRowsSpinBox->value();
    m_ui->themeComboBox->setCurrentIndex(m_window.theme);
    m_ui->utcCheckBox->setChecked(m_window.utc);
    m_ui->trayCheckBox->setChecked(m_window.tray);
    updateButtons();
}

/// It belongs to the window, which does all that times in UTC need.
QAction* PreferencesDialog::utcAction() const
{
    return parentWidget() ? parentWidget()->findChild<QAction*>(QStringLiteral("utcTimesAction")) : nullptr;
}

PreferencesDialog::WindowValues PreferencesDialog::windowValues() const
{
    return {m_ui->liveRowsSpinBox->value(), m_ui->themeComboBox->currentIndex(), m_ui->utcCheckBox->isChecked(),
            m_ui->trayCheckBox->isChecked()};
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
        auto* note = new WrappedLabel(it.value()->parentWidget());
        note->setObjectName(it.key() + QLatin1String("Note"));
        note->setTextFormat(Qt::PlainText);
        note->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
        note->setProperty("muted", true);
        note->hide();
        addNote(note, it.value());
        m_notes.insert(it.key(), note);
        const QString& name = it.key();
        if (auto* secret = qobject_cast<SecretEdit*>(it.value()))
            connect(secret, &SecretEdit::changed, this, [this, name] { noteChange(name); });
        else
            control::onChange(*it.value(), this, [this, name] { noteChange(name); });
    }
}

void PreferencesDialog::load()
{
    m_ui->restartButton->setVisible(m_editor && !m_editor->waitingForRestart().isEmpty());
    const auto settings = m_editor ? m_editor->settings() : QList<EditableSetting>();
    if (!m_editor || !settings) {
        for (const auto page : {Page::General, Page::Kafka, Page::Database, Page::Http, Page::Ingest})
            m_ui->pagesListWidget->item(static_cast<int>(page))->setHidden(true);
        m_ui->fileLabel->setVisible(false);
        if (m_editor)
            say(tr("The settings cannot be read: %1").arg(text::sentence(settings.error().message)), true);
        updateButtons();
        return;
    }
    if (m_editors.isEmpty())
        addMissingEditors(*settings);
    for (const EditableSetting& setting : *settings)
        showSetting(setting);
    m_ui->fileLabel->setText(tr("Settings file: %1").arg(m_editor->file()));
    updateButtons();
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
    showHelp(setting);
    showSource(setting, {});
}

void PreferencesDialog::showHelp(const EditableSetting& setting)
{
    QWidget* editor = m_editors.value(setting.name);
    editor->setToolTip(setting.help);
    editor->setAccessibleDescription(setting.help);
}

void PreferencesDialog::showSource(const EditableSetting& setting, const Sentence& problem)
{
    QLabel* note = m_notes.value(setting.name);
    QString words;
    if (!problem.isEmpty())
        words = tr("Not allowed: this %1", "a predicate follows, as: is not a number").arg(text::sentence(problem));
    else if (setting.source == EditableSetting::Source::Variable)
        words = tr("Comes from %1 and cannot be changed here").arg(setting.place);
    else if (setting.source == EditableSetting::Source::Option)
        words = tr("Comes from the command line (%1) and cannot be changed here").arg(setting.place);
    else if (setting.source == EditableSetting::Source::File)
        words = tr("From %1").arg(setting.place);
    else if (setting.fallback.isEmpty() || setting.secret)
        words = tr("Default");
    else
        words = tr("Default: %1")
                    .arg(setting.fallback == QLatin1String("on")    ? tr("on", "a setting")
                         : setting.fallback == QLatin1String("off") ? tr("off", "a setting")
                                                                    : setting.fallback);
    note->setText(words);
    note->show();
    note->setProperty("muted", problem.isEmpty());
    note->setProperty("problem", !problem.isEmpty());
    note->style()->unpolish(note);
    note->style()->polish(note);
}

void PreferencesDialog::noteChange(const QString& name)
{
    const QWidget* editor = m_editors.value(name);
    const EditableSetting setting = m_settings.value(name);
    const Sentence problem =
        qobject_cast<const SecretEdit*>(editor) ? Sentence() : m_editor->problem(name, control::value(*editor));
    if (problem.isEmpty())
        m_problems.remove(name);
    else
        m_problems.insert(name, problem);
    showSource(setting, problem);
    if (name.startsWith(QLatin1String("kafka")))
        m_ui->kafkaTest->forget();
    if (name.startsWith(QLatin1String("database")))
        m_ui->databaseTest->forget();
    updateButtons();
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
    const SettingsEditor::Values changed = values();
    const auto saved = changed.isEmpty() ? Result<void>() : m_editor->save(changed);
    if (!saved) {
        say(tr("Not saved: %1").arg(text::sentence(saved.error().message)), true);
        return;
    }
    saveWindow();
    if (!m_settings.isEmpty())
        load();
    updateButtons();
    const QStringList waiting = m_editor ? m_editor->waitingForRestart() : QStringList();
    say(waiting.isEmpty() ? tr("Saved")
                          : tr("Saved. In force after a restart: %1").arg(waiting.join(QStringLiteral(", "))),
        false);
}

void PreferencesDialog::saveWindow()
{
    const WindowValues wanted = windowValues();
    const WindowValues before = std::exchange(m_window, wanted);
    if (wanted.liveRows != before.liveRows)
        m_state.setNumber(windowsettings::liveRows, wanted.liveRows);
    if (wanted.theme != before.theme)
        m_state.setText(windowsettings::theme, theme::choiceName(static_cast<theme::Choice>(wanted.theme)));
    if (wanted.tray != before.tray)
        m_state.setFlag(windowsettings::trayEnabled, wanted.tray);
    if (QAction* utc = utcAction(); utc && wanted.utc != before.utc)
        utc->setChecked(wanted.utc);
}

void PreferencesDialog::say(const QString& words, bool isProblem)
{
    m_ui->outcomeLabel->setText(words);
    m_ui->outcomeLabel->setVisible(!words.isEmpty());
    m_ui->outcomeLabel->setProperty("problem", isProblem);
    m_ui->outcomeLabel->style()->unpolish(m_ui->outcomeLabel);
    m_ui->outcomeLabel->style()->polish(m_ui->outcomeLabel);
}

void PreferencesDialog::updateButtons()
{
    const bool isChanged = !values().isEmpty() || windowValues() != m_window;
    m_ui->saveButton->setEnabled(m_problems.isEmpty());
    m_ui->closeButton->setText(isChanged ? tr("Cancel") : tr("Close"));
    // What is typed and not saved would be lost.
    m_ui->restartButton->setEnabled(!isChanged);
}

void PreferencesDialog::followFont()
{
    m_ui->propertiesTextEdit->setMaximumHeight(fontMetrics().height() * 6);
    const int side = fontMetrics().height() + 2;
    m_ui->pagesListWidget->setIconSize({side, side});
}

void PreferencesDialog::paintIcons()
{
    static const std::pair<Page, const char*> icons[] = {
        {Page::General, "settings"}, {Page::Kafka, "kafka"},  {Page::Database, "database"},
        {Page::Http, "globe"},       {Page::Ingest, "inbox"}, {Page::Window, "window"},
    };
    for (const auto& [page, name] : icons)
        m_ui->pagesListWidget->item(static_cast<int>(page))
            ->setIcon(theme::icon(QLatin1String(name), theme::mutedText(), theme::toneText(Tone::Info)));
}

/// As wide as the widest page, so that none scrolls sideways.
void PreferencesDialog::showEvent(QShowEvent* event)
{
    QDialog::showEvent(event);
    int missing = 0;
    for (const QScrollArea* page : m_ui->pagesStackedWidget->findChildren<QScrollArea*>())
        missing =
            std::max(missing, page->widget()->minimumSizeHint().width() +
                                  page->verticalScrollBar()->sizeHint().width() - m_ui->pagesStackedWidget->width());
    if (missing > 0)
        resize(width() + missing, height());
}

void PreferencesDialog::changeEvent(QEvent* event)
{
    QDialog::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        paintIcons();
    if (event->type() == QEvent::FontChange)
        followFont();
    if (event->type() != QEvent::LanguageChange)
        return;
    m_ui->retranslateUi(this);
    say({}, false); // it was said in another language
    const auto again = m_editor ? m_editor->settings() : QList<EditableSetting>();
    for (const EditableSetting& setting : again.value_or(QList<EditableSetting>())) {
        if (!m_editors.contains(setting.name))
            continue;
        m_settings[setting.name].help = setting.help;
        showHelp(setting);
        showSource(m_settings.value(setting.name), m_problems.value(setting.name));
    }
    if (m_editor)
        m_ui->fileLabel->setText(tr("Settings file: %1").arg(m_editor->file()));
    updateButtons();
}

} // namespace orderdesk

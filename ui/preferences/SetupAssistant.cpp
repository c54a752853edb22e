#include "ui/preferences/SetupAssistant.h"

#include "ui/words/Sentences.h"
#include "ui_SetupAssistant.h"

#include <QEvent>
#include <QPushButton>

namespace orderdesk {

namespace {

const QString brokersName = QStringLiteral("kafka-brokers");
const QString topicName = QStringLiteral("kafka-topic");
const QString databaseName = QStringLiteral("database-url");

} // namespace

SetupAssistant::SetupAssistant(SettingsEditor* editor, QWidget* parent)
    : QWizard(parent)
    , m_ui(std::make_unique<Ui::SetupAssistant>())
    , m_editor(editor)
{
    m_ui->setupUi(this);
    setAttribute(Qt::WA_DeleteOnClose);
    m_ui->setupDatabaseSecret->setPlain();
    if (auto* back = qobject_cast<QPushButton*>(button(BackButton)))
        back->setAutoDefault(false); // Enter goes on, or finishes
    const auto typed = [this] { return values(); };
    m_ui->setupKafkaTest->setUp(editor, ConnectionTest::Target::Kafka, typed);
    m_ui->setupDatabaseTest->setUp(editor, ConnectionTest::Target::Database, typed);
    for (QLineEdit* line : {m_ui->setupBrokersLineEdit, m_ui->setupTopicLineEdit})
        connect(line, &QLineEdit::textEdited, m_ui->setupKafkaTest, &ConnectionTest::forget);
    connect(m_ui->setupDatabaseSecret, &SecretEdit::changed, m_ui->setupDatabaseTest, &ConnectionTest::forget);
    connect(this, &QWizard::currentIdChanged, this, &SetupAssistant::focusFirst);
    // An answer may come when one has gone on already.
    for (const ConnectionTest* test : {m_ui->setupKafkaTest, m_ui->setupDatabaseTest})
        connect(test, &ConnectionTest::finished, this, [this] {
            if (currentPage() == m_ui->donePage)
                showSummary();
        });
    load();
}

SetupAssistant::~SetupAssistant() = default;

void SetupAssistant::load()
{
    const auto settings = m_editor->settings();
    if (!settings) {
        m_problem = settings.error();
        showWords();
        return;
    }
    for (const EditableSetting& setting : *settings) {
        if (setting.name == databaseName)
            m_ui->setupDatabaseSecret->setSetting(setting);
        else if (QLineEdit* line = lineOf(setting.name)) {
            line->setText(setting.value);
            line->setEnabled(setting.isEditable());
            m_shown.insert(setting.name, setting.value);
        } else {
            continue;
        }
        m_settings.insert(setting.name, setting);
    }
    showWords();
}

QLineEdit* SetupAssistant::lineOf(const QString& name) const
{
    return name == brokersName ? m_ui->setupBrokersLineEdit : name == topicName ? m_ui->setupTopicLineEdit : nullptr;
}

/// What the form does not say by itself.
void SetupAssistant::showWords()
{
    if (m_problem)
        m_ui->setupIntroLabel->setText(tr("The settings cannot be read: %1").arg(text::sentence(m_problem->message)));
    for (const auto& [name, note] :
         {std::pair(brokersName, m_ui->setupBrokersNote), std::pair(topicName, m_ui->setupTopicNote),
          std::pair(databaseName, m_ui->setupDatabaseNote)}) {
        const EditableSetting setting = m_settings.value(name);
        note->setVisible(!setting.isEditable());
        note->setText(setting.isEditable() ? QString()
                                           : tr("Comes from %1 and cannot be changed here").arg(setting.place));
    }
}

SettingsEditor::Values SetupAssistant::values() const
{
    SettingsEditor::Values values;
    for (const QString& name : {brokersName, topicName}) {
        const QLineEdit* line = lineOf(name);
        if (m_settings.value(name).isEditable() && line->text() != m_shown.value(name))
            values.insert(name, line->text());
    }
    m_ui->setupDatabaseSecret->addTo(values);
    return values;
}

void SetupAssistant::initializePage(int id)
{
    QWizard::initializePage(id);
    if (page(id) == m_ui->donePage)
        showSummary();
}

/// It would stay in the page that was left, where what is typed goes unseen.
void SetupAssistant::focusFirst()
{
    QWidget* first = currentPage() == m_ui->kafkaSetupPage      ? m_ui->setupBrokersLineEdit
                     : currentPage() == m_ui->databaseSetupPage ? m_ui->setupDatabaseSecret->focusProxy()
                                                                : nullptr;
    if (!first || !first->isEnabled())
        first = button(nextId() < 0 ? FinishButton : NextButton);
    first->setFocus();
}

void SetupAssistant::showSummary()
{
    const auto state = [this](const ConnectionTest& test) {
        switch (test.outcome()) {
        case ConnectionTest::Outcome::Good:
            return tr("tested, works");
        case ConnectionTest::Outcome::Half:
            return tr("tested, works in part");
        case ConnectionTest::Outcome::Bad:
            return tr("tested, does not work yet");
        case ConnectionTest::Outcome::None:
        case ConnectionTest::Outcome::Running:
            break;
        }
        return tr("not tested");
    };
    m_ui->summaryTextLabel->setText(
        tr("Kafka: %1\nDatabase: %2").arg(state(*m_ui->setupKafkaTest), state(*m_ui->setupDatabaseTest)));
    m_ui->writtenLabel->setText(
        values().isEmpty()
            ? tr("Nothing was changed, so nothing will be written.")
            : tr("Your settings will be written to %1 and are in force after a restart.").arg(m_editor->file()));
    m_ui->restartCheckBox->setVisible(!values().isEmpty());
    m_ui->problemLabel->clear();
}

bool SetupAssistant::validateCurrentPage()
{
    if (currentPage() != m_ui->donePage || values().isEmpty())
        return QWizard::validateCurrentPage();
    if (const auto saved = m_editor->save(values()); !saved) {
        m_ui->problemLabel->setText(tr("Not saved: %1").arg(text::sentence(saved.error().message)));
        return false;
    }
    if (m_ui->restartCheckBox->isChecked() && !m_editor->restart()) {
        m_ui->problemLabel->setText(tr("Saved, but it cannot be restarted from here: quit and start it again."));
        m_ui->restartCheckBox->setChecked(false);
        return false;
    }
    return true;
}

void SetupAssistant::changeEvent(QEvent* event)
{
    QWizard::changeEvent(event);
    if (event->type() == QEvent::LanguageChange) {
        m_ui->retranslateUi(this);
        showWords();
        if (currentPage() == m_ui->donePage)
            showSummary();
    }
}

} // namespace orderdesk

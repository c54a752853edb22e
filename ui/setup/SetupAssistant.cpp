#include "ui/setup/SetupAssistant.h"

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
    const auto typed = [this] { return values(); };
    m_ui->setupKafkaTest->setUp(editor, ConnectionTest::Target::Kafka, typed);
    m_ui->setupDatabaseTest->setUp(editor, ConnectionTest::Target::Database, typed);
    for (QLineEdit* line : {m_ui->setupBrokersLineEdit, m_ui->setupTopicLineEdit})
        connect(line, &QLineEdit::textEdited, m_ui->setupKafkaTest, &ConnectionTest::forget);
    connect(m_ui->setupDatabaseSecret, &SecretEdit::changed, m_ui->setupDatabaseTest, &ConnectionTest::forget);
    load();
}

SetupAssistant::~SetupAssistant() = default;

void SetupAssistant::load()
{
    const auto settings = m_editor->settings();
    if (!settings) {
        m_ui->setupIntroLabel->setText(tr("The settings cannot be read: %1").arg(settings.error().message));
        return;
    }
    const auto showIn = [this](QLineEdit* line, const EditableSetting& setting) {
        line->setText(setting.value);
        line->setEnabled(setting.isEditable());
        line->setToolTip(setting.isEditable() ? setting.help
                                              : tr("Comes from %1 and cannot be changed here").arg(setting.place));
        m_shown.insert(setting.name, setting.value);
    };
    for (const EditableSetting& setting : *settings) {
        if (setting.name == brokersName)
            showIn(m_ui->setupBrokersLineEdit, setting);
        else if (setting.name == topicName)
            showIn(m_ui->setupTopicLineEdit, setting);
        else if (setting.name == databaseName)
            m_ui->setupDatabaseSecret->setSetting(setting);
    }
}

SettingsEditor::Values SetupAssistant::values() const
{
    SettingsEditor::Values values;
    for (const auto& [name, line] :
         {std::pair(brokersName, m_ui->setupBrokersLineEdit), std::pair(topicName, m_ui->setupTopicLineEdit)}) {
        if (line->isEnabled() && line->text() != m_shown.value(name))
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
        m_ui->problemLabel->setText(tr("Not saved: %1").arg(saved.error().message));
        return false;
    }
    if (m_ui->restartCheckBox->isChecked())
        m_editor->restart();
    return true;
}

void SetupAssistant::changeEvent(QEvent* event)
{
    QWizard::changeEvent(event);
    if (event->type() == QEvent::LanguageChange) {
        m_ui->retranslateUi(this);
        if (currentPage() == m_ui->donePage)
            showSummary();
    }
}

} // namespace orderdesk

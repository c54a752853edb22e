#include "ui/preferences/AboutDialog.h"

#include "ui/widgets/FactList.h"
#include "ui/widgets/Theme.h"
#include "ui/words/DisplayText.h"
#include "ui/words/Sentences.h"
#include "ui_AboutDialog.h"

#include <QClipboard>
#include <QCoreApplication>
#include <QEvent>
#include <QGuiApplication>
#include <QSysInfo>

namespace orderdesk {

AboutDialog::AboutDialog(const WindowBackend& backend, QWidget* parent)
    : QDialog(parent)
    , m_ui(std::make_unique<Ui::AboutDialog>())
    , m_backend(backend)
{
    m_ui->setupUi(this);
    m_ui->aboutIconLabel->setPixmap(theme::pixmap(QStringLiteral("orderdesk"), Qt::black, 64, devicePixelRatioF()));
    const auto copy = [](const QString& words) { QGuiApplication::clipboard()->setText(words); };
    connect(m_ui->versionFacts, &FactList::copyWanted, this, copy);
    connect(m_ui->copyVersionsButton, &QPushButton::clicked, this, [this, copy] { copy(text()); });
    connect(m_ui->closeAboutButton, &QPushButton::clicked, this, &QDialog::reject);
    ask();
    showFacts();
    resize(size().expandedTo({fontMetrics().averageCharWidth() * 64, fontMetrics().height() * 26}));
}

AboutDialog::~AboutDialog() = default;

void AboutDialog::ask()
{
    if (m_backend.askDatabase)
        m_backend.askDatabase(this, [this](const Result<DatabaseFinding>& found) {
            m_database = found;
            showFacts();
        });
    if (m_backend.askKafka)
        m_backend.askKafka(this, [this](const Result<KafkaFinding>& found) {
            m_kafka = found;
            showFacts();
        });
}

QString AboutDialog::databaseWords() const
{
    if (!m_database)
        return tr("asking…");
    if (!*m_database)
        return tr("not connected: %1").arg(text::sentence(m_database->error().message));
    const DatabaseFinding& found = **m_database;
    return found.schemaVersion == 0
               ? found.server
               : tr("%1, tables of version %2").arg(found.server, text::number(found.schemaVersion));
}

QString AboutDialog::kafkaWords() const
{
    if (!m_kafka)
        return tr("asking…");
    if (!*m_kafka)
        return tr("not connected: %1").arg(text::sentence(m_kafka->error().message));
    const KafkaFinding& found = **m_kafka;
    return found.clusterId.isEmpty()
               ? tr("%n broker(s), which do not tell their version", nullptr, found.brokers)
               : tr("cluster %1, %n broker(s), which do not tell their version", nullptr, found.brokers)
                     .arg(found.clusterId);
}

QList<Fact> AboutDialog::facts() const
{
    QList<Fact> facts{
        {QStringLiteral("aboutProgram"), QStringLiteral("Orderdesk"), QCoreApplication::applicationVersion()},
        {QStringLiteral("aboutQt"), QStringLiteral("Qt"), QLatin1String(qVersion())}};
    for (const QString& library : m_backend.libraries)
        facts += Fact{QStringLiteral("about-") + library.section(QLatin1Char(' '), 0, 0),
                      library.section(QLatin1Char(' '), 0, 0), library.section(QLatin1Char(' '), 1)};
    if (m_backend.askDatabase)
        facts += Fact{QStringLiteral("aboutDatabase"), QStringLiteral("PostgreSQL"), databaseWords()};
    if (m_backend.askKafka)
        facts += Fact{QStringLiteral("aboutKafka"), QStringLiteral("Kafka"), kafkaWords()};
    facts += Fact{QStringLiteral("aboutSystem"), tr("System"), QSysInfo::prettyProductName()};
    return facts;
}

void AboutDialog::showFacts()
{
    m_ui->versionFacts->setFacts(facts());
}

QString AboutDialog::text() const
{
    QStringList lines;
    for (const Fact& fact : facts())
        lines += fact.label + QStringLiteral(": ") + fact.value;
    return lines.join(QLatin1Char('\n'));
}

void AboutDialog::changeEvent(QEvent* event)
{
    QDialog::changeEvent(event);
    if (event->type() == QEvent::LanguageChange) {
        m_ui->retranslateUi(this);
        showFacts();
    }
}

} // namespace orderdesk

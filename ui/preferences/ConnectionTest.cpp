#include "ui/preferences/ConnectionTest.h"

#include "ui/widgets/Theme.h"
#include "ui/words/Sentences.h"
#include "ui_ConnectionTest.h"

#include <QEvent>

namespace orderdesk {

ConnectionTest::ConnectionTest(QWidget* parent)
    : QWidget(parent)
    , m_ui(std::make_unique<Ui::ConnectionTest>())
{
    m_ui->setupUi(this);
    connect(m_ui->testButton, &QPushButton::clicked, this, &ConnectionTest::run);
    connect(m_ui->createTopicButton, &QPushButton::clicked, this, &ConnectionTest::createTopic);
    begin([this] { show(Outcome::None, {}); });
}

ConnectionTest::~ConnectionTest() = default;

void ConnectionTest::setUp(SettingsEditor* editor, Target target, Values values)
{
    m_editor = editor;
    m_target = target;
    m_values = std::move(values);
}

void ConnectionTest::run()
{
    if (!m_editor || m_outcome == Outcome::Running)
        return;
    const quint64 request = begin([this] { show(Outcome::Running, tr("Connecting…")); });
    if (m_target == Target::Kafka)
        m_editor->testKafka(m_values(), this,
                            [this, request](const Result<KafkaFinding>& answer) { takeKafka(request, answer); });
    else
        m_editor->testDatabase(m_values(), this, [this, request](const Result<DatabaseFinding>& answer) {
            if (request == m_request)
                end([this, answer] { showDatabase(answer); });
        });
}

void ConnectionTest::createTopic()
{
    const quint64 request = begin([this] { show(Outcome::Running, tr("Creating the topic…")); });
    m_editor->createTopic(m_values(), this,
                          [this, request](const Result<KafkaFinding>& answer) { takeKafka(request, answer); });
}

void ConnectionTest::takeKafka(quint64 request, const Result<KafkaFinding>& answer)
{
    if (request == m_request)
        end([this, answer] { showKafka(answer); });
}

quint64 ConnectionTest::begin(std::function<void()> words)
{
    m_words = std::move(words);
    m_words();
    return ++m_request;
}

void ConnectionTest::end(std::function<void()> words)
{
    m_words = std::move(words);
    m_words();
    Q_EMIT finished();
}

void ConnectionTest::forget()
{
    if (m_outcome == Outcome::None)
        return;
    begin([this] { show(Outcome::None, {}); });
}

void ConnectionTest::showKafka(const Result<KafkaFinding>& answer)
{
    if (!answer) {
        showFailure(answer.error());
    } else if (!answer->partitions) {
        show(Outcome::Half, tr("Kafka answers, but the topic “%1” does not exist yet. Create it here, or let whoever "
                               "sends the orders do so.")
                                .arg(answer->topic));
        m_ui->createTopicButton->show();
    } else {
        show(Outcome::Good, tr("Kafka answers: %1, and the topic “%2” has %3.")
                                .arg(tr("%n broker(s)", nullptr, answer->brokers), answer->topic,
                                     tr("%n partition(s)", nullptr, *answer->partitions)));
    }
}

void ConnectionTest::showDatabase(const Result<DatabaseFinding>& answer)
{
    if (!answer) {
        showFailure(answer.error());
    } else if (answer->schemaVersion == 0 && (answer->readOnly || !answer->mayCreate)) {
        show(Outcome::Half,
             tr("PostgreSQL %1 answers, but this role may not create the tables: give it the right, or let "
                "another instance make them.")
                 .arg(answer->server));
    } else if (answer->readOnly) {
        show(Outcome::Half, tr("PostgreSQL %1 answers, but only for reading: good for a window that only watches.")
                                .arg(answer->server));
    } else if (answer->schemaVersion == 0) {
        show(Outcome::Good,
             tr("PostgreSQL %1 answers. The tables will be created at the next start.").arg(answer->server));
    } else {
        show(Outcome::Good, tr("PostgreSQL %1 answers, and its tables are there.").arg(answer->server));
    }
}

void ConnectionTest::showFailure(const Error& error)
{
    const QString words = text::sentence(error.message);
    show(Outcome::Bad,
         error.hint.isEmpty() ? words : QStringList{words, text::sentence(error.hint)}.join(QLatin1Char('\n')));
}

void ConnectionTest::show(Outcome outcome, const QString& words)
{
    m_outcome = outcome;
    // The test button is never disabled: it would give the focus away to what comes next, as a wizard's Back.
    if (m_ui->createTopicButton->hasFocus())
        m_ui->testButton->setFocus();
    m_ui->createTopicButton->hide();
    m_ui->answerLabel->setText(words);
    m_ui->answerLabel->setVisible(!words.isEmpty());
    m_ui->answerIcon->setVisible(!words.isEmpty());
    paintIcon();
}

void ConnectionTest::paintIcon()
{
    const auto draw = [this](const char* name, Tone tone, const QString& words) {
        const int side = fontMetrics().height();
        m_ui->answerIcon->setPixmap(
            theme::pixmap(QLatin1String(name), theme::toneText(tone), side, devicePixelRatioF()));
        m_ui->answerIcon->setAccessibleName(words);
    };
    switch (m_outcome) {
    case Outcome::None:
    case Outcome::Running:
        draw("lamp-starting", Tone::Neutral, tr("waiting"));
        break;
    case Outcome::Good:
        draw("lamp-ok", Tone::Good, tr("works"));
        break;
    case Outcome::Half:
        draw("lamp-degraded", Tone::Warning, tr("works in part"));
        break;
    case Outcome::Bad:
        draw("lamp-down", Tone::Bad, tr("does not work"));
        break;
    }
}

void ConnectionTest::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange) {
        m_ui->retranslateUi(this);
        m_words();
    }
    if (event->type() == QEvent::PaletteChange)
        paintIcon();
}

} // namespace orderdesk

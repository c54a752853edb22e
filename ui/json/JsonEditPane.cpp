#include "ui/json/JsonEditPane.h"

#include "ui/json/JsonEditor.h"
#include "ui/json/PrettyJson.h"
#include "ui/widgets/Theme.h"

#include <QEvent>
#include <QLabel>
#include <QListWidget>
#include <QVBoxLayout>

namespace orderdesk {

namespace {

constexpr std::chrono::milliseconds pause{150};
constexpr std::chrono::milliseconds longPause{600}; // a large text is not read after every key
constexpr qsizetype largeText = 200'000;
constexpr int mostListed = 500;

} // namespace

JsonEditPane::JsonEditPane(QWidget* parent)
    : QWidget(parent)
    , m_editor(new JsonEditor(this))
    , m_summaryLabel(new QLabel(this))
    , m_findingsList(new QListWidget(this))
    , m_validator(std::make_unique<MessageValidator>(ValidationSettings{}))
{
    m_editor->setObjectName(QStringLiteral("jsonEditor"));
    m_summaryLabel->setObjectName(QStringLiteral("reviewLabel"));
    m_summaryLabel->setTextFormat(Qt::PlainText);
    m_summaryLabel->setWordWrap(true);
    m_summaryLabel->setContentsMargins(12, 6, 12, 4);
    m_findingsList->setObjectName(QStringLiteral("findingsListWidget"));
    m_findingsList->setFrameShape(QFrame::NoFrame);
    m_findingsList->setWordWrap(true);
    followFont();
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_editor, 1);
    layout->addWidget(m_summaryLabel);
    layout->addWidget(m_findingsList);
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &JsonEditPane::reviewNow);
    connect(m_editor, &QPlainTextEdit::textChanged, this, [this] {
        m_timer.start(m_editor->document()->characterCount() > largeText ? longPause : pause);
        Q_EMIT edited();
    });
    const auto jump = [this](QListWidgetItem* item) {
        const JsonFinding& finding = m_review.findings.at(m_findingsList->row(item));
        m_editor->jumpTo(finding.line, finding.column);
    };
    connect(m_findingsList, &QListWidget::itemActivated, this, jump);
    connect(m_findingsList, &QListWidget::itemClicked, this, jump);
    setFocusProxy(m_editor);
    showFindings();
}

void JsonEditPane::setValidation(ValidationSettings settings)
{
    m_validator = std::make_unique<MessageValidator>(settings);
}

void JsonEditPane::setContent(const EditableText& content)
{
    m_content = content;
    m_editor->setPlainText(content.shown());
    reviewNow();
}

void JsonEditPane::replaceText(const QString& shown)
{
    m_editor->replaceText(shown);
    reviewNow();
}

QString JsonEditPane::shownText() const
{
    return m_editor->exactText();
}

QByteArray JsonEditPane::bytes() const
{
    return m_content.bytesOf(m_editor->exactText());
}

void JsonEditPane::indent()
{
    replaceText(QString::fromUtf8(prettyJson(shownText().toUtf8())));
}

void JsonEditPane::setReviewShown(bool shown)
{
    if (shown == m_reviewShown)
        return;
    m_reviewShown = shown;
    showFindings();
}

void JsonEditPane::reviewNow()
{
    m_timer.stop();
    m_review = reviewJson(bytes(), *m_validator);
    showFindings();
    Q_EMIT reviewed();
}

void JsonEditPane::jumpTo(int line, int column)
{
    m_editor->jumpTo(line, column);
}

void JsonEditPane::showFindings()
{
    m_editor->setAccessibleName(tr("JSON text"));
    m_findingsList->setAccessibleName(tr("What is wrong with the text"));
    int errors = 0;
    m_findingsList->clear();
    for (const JsonFinding& finding : std::as_const(m_review.findings)) {
        const bool isError = finding.severity == Severity::Error;
        errors += isError ? 1 : 0;
        if (m_findingsList->count() >= mostListed)
            continue;
        const QString what =
            finding.pointer.isEmpty() ? finding.message : tr("%1: %2").arg(finding.pointer, finding.message);
        auto* item = new QListWidgetItem(tr("Line %1, column %2: %3").arg(finding.line).arg(finding.column).arg(what),
                                         m_findingsList);
        item->setIcon(theme::icon(isError ? QStringLiteral("cross") : QStringLiteral("warning"),
                                  theme::toneText(isError ? Tone::Bad : Tone::Warning)));
    }
    const int warnings = static_cast<int>(m_review.findings.size()) - errors;
    m_summaryLabel->setText(errors > 0     ? tr("%n error(s): it would be refused", nullptr, errors)
                            : warnings > 0 ? tr("Valid, with %n warning(s)", nullptr, warnings)
                                           : tr("Valid: it would be accepted"));
    m_summaryLabel->setVisible(m_reviewShown);
    m_findingsList->setVisible(m_reviewShown && !m_review.findings.isEmpty());
    m_editor->mark(m_reviewShown ? m_review.findings : QList<JsonFinding>());
}

void JsonEditPane::followFont()
{
    m_editor->setFont(theme::monospaced());
    m_findingsList->setMaximumHeight(fontMetrics().height() * 7);
}

void JsonEditPane::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::FontChange)
        followFont();
    if (event->type() == QEvent::LanguageChange)
        reviewNow();
    else if (event->type() == QEvent::PaletteChange)
        showFindings();
}

} // namespace orderdesk

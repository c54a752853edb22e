#include "ui/letters/LetterEditor.h"

#include "ui/json/JsonEditor.h"
#include "ui/json/PrettyJson.h"
#include "ui/widgets/FlowLayout.h"
#include "ui/widgets/Theme.h"
#include "ui/words/DisplayText.h"
#include "ui/words/Sentences.h"
#include "ui_LetterEditor.h"
#include "json/DocumentDifference.h"
#include "json/JsonPlace.h"
#include "json/JsonTree.h"

#include <QEvent>

#include <algorithm>

namespace orderdesk {

namespace {

constexpr int mostChanges = 200;
constexpr qsizetype longestValue = 60;
constexpr qsizetype longLine = 120;

std::string_view viewOf(const QByteArray& bytes)
{
    return {bytes.constData(), static_cast<std::size_t>(bytes.size())};
}

QString shortened(const std::string& json)
{
    QString text = text::fromUtf8(json).simplified();
    if (text.size() > longestValue)
        text = text.left(longestValue - 1) + QChar(0x2026);
    return text;
}

/// A document on one line is nothing to read; more than spaces is not changed by indenting what is JSON.
bool needsIndent(const QByteArray& json)
{
    return json.size() > longLine && json.count('\n') < 2 && JsonTree::parse(json).has_value();
}

} // namespace

LetterEditor::LetterEditor(QWidget* parent)
    : QWidget(parent)
    , m_ui(std::make_unique<Ui::LetterEditor>())
{
    m_ui->setupUi(this);
    m_ui->editButtons->setContentsMargins(12, 8, 12, 8);
    auto* buttons = new FlowLayout(m_ui->editButtons);
    buttons->setSpacing(8);
    for (QWidget* button : {m_ui->indentButton, m_ui->asReceivedButton, m_ui->redriveCorrectedButton})
        buttons->insertWidget(buttons->count(), button);
    buttons->setLastAtRight();
    connect(m_ui->indentButton, &QPushButton::clicked, m_ui->editPane, &JsonEditPane::indent);
    connect(m_ui->asReceivedButton, &QPushButton::clicked, this, &LetterEditor::showAsReceived);
    connect(m_ui->editPane, &JsonEditPane::edited, this, [this] { m_ui->redriveCorrectedButton->setEnabled(false); });
    connect(m_ui->editPane, &JsonEditPane::reviewed, this, &LetterEditor::showReview);
    connect(m_ui->redriveCorrectedButton, &QPushButton::clicked, this,
            [this] { Q_EMIT redriveCorrectedWanted(m_letter.id, bytes()); });
    connect(m_ui->changesListWidget, &QListWidget::itemActivated, this, [this](QListWidgetItem* item) {
        m_ui->editPane->jumpTo(item->data(Qt::UserRole).toInt(), item->data(Qt::UserRole + 1).toInt());
    });
    followFont();
}

LetterEditor::~LetterEditor() = default;

void LetterEditor::setValidation(ValidationSettings settings)
{
    m_ui->editPane->setValidation(settings);
}

QByteArray LetterEditor::bytes() const
{
    return m_ui->editPane->bytes();
}

void LetterEditor::keepDraft()
{
    if (!m_isEditable || m_ui->editPane->shownText() == m_first)
        m_drafts.remove(m_letter.id);
    else if (m_drafts.size() < mostDrafts)
        m_drafts.insert(m_letter.id, m_ui->editPane->shownText());
}

void LetterEditor::forget(qint64 id)
{
    m_drafts.remove(id);
    if (id == m_letter.id)
        m_letter = {};
}

void LetterEditor::noteSent(qint64 id, const QByteArray& value)
{
    m_sentId = id;
    m_sent = value;
    if (id == m_letter.id && m_isEditable)
        showReview();
}

void LetterEditor::showDeadLetter(const DeadLetter& deadLetter)
{
    const bool isTheSame = deadLetter.id == m_letter.id && deadLetter.message.value == m_letter.message.value;
    if (!isTheSame)
        keepDraft();
    m_letter = deadLetter;
    if (isTheSame)
        return;
    const Result<EditableText> content =
        deadLetter.message.value ? EditableText::of(*deadLetter.message.value) : Result<EditableText>(EditableText());
    m_isEditable = content.has_value();
    m_ui->letterEditorStack->setCurrentWidget(m_isEditable ? m_ui->editPage : m_ui->notEditablePage);
    if (!m_isEditable) {
        m_ui->notEditableLabel->setText(text::sentence(content.error().message));
        return;
    }
    m_ui->editPane->setContent(*content);
    if (needsIndent(bytes()))
        m_ui->editPane->indent();
    m_first = m_ui->editPane->shownText();
    const auto draft = m_drafts.constFind(deadLetter.id);
    if (draft != m_drafts.constEnd())
        m_ui->editPane->replaceText(*draft);
}

void LetterEditor::showAsReceived()
{
    m_ui->editPane->replaceText(
        EditableText::of(m_letter.message.value.value_or(QByteArray())).value_or(EditableText()).shown());
}

void LetterEditor::showReview()
{
    const JsonReview& review = m_ui->editPane->review();
    const bool wasSent = m_sentId == m_letter.id && m_sent == bytes();
    m_ui->redriveCorrectedButton->setEnabled(review.isValid && !wasSent);
    m_ui->redriveCorrectedButton->setToolTip(wasSent          ? tr("This text has been sent already")
                                             : review.isValid ? tr("Send this text in the place of what came")
                                                              : tr("It would be refused again; see the errors"));
    showChanges();
}

void LetterEditor::addChange(const DocumentChange& change, const QByteArray& json)
{
    const QString pointer = change.pointer.empty() ? tr("whole document") : text::fromUtf8(change.pointer);
    const QString was = shortened(change.before);
    const QString is = shortened(change.after);
    QString words;
    switch (change.kind) {
    case DocumentChange::Kind::Added:
        words = tr("%1 added: %2").arg(pointer, is);
        break;
    case DocumentChange::Kind::Removed:
        words = tr("%1 removed; it was %2").arg(pointer, was);
        break;
    case DocumentChange::Kind::Changed:
        words = tr("%1: %2 → %3").arg(pointer, was, is);
        break;
    case DocumentChange::Kind::Moved:
        words = tr("%1 moved from place %2 to %3").arg(pointer, was, is);
        break;
    }
    const QByteArrayView upTo = QByteArrayView(json).first(offsetOfPointer(json, change.pointer));
    auto* item = new QListWidgetItem(words, m_ui->changesListWidget);
    item->setData(Qt::UserRole, static_cast<int>(upTo.count('\n')) + 1);
    item->setData(Qt::UserRole + 1,
                  static_cast<int>(QString::fromUtf8(upTo.sliced(upTo.lastIndexOf('\n') + 1)).size()) + 1);
}

void LetterEditor::showChanges()
{
    m_ui->changesListWidget->clear();
    const QByteArray before = m_letter.message.value.value_or(QByteArray());
    const QByteArray after = bytes();
    const bool isTheSame = before == after;
    const auto changes =
        isTheSame ? Result<std::vector<DocumentChange>>() : compareDocuments(viewOf(before), viewOf(after));
    if (!changes) {
        m_ui->changesHeading->setText(JsonTree::parse(before) ? tr("Changed; the text is no JSON now")
                                                              : tr("Changed; what came is no JSON, so not member by "
                                                                   "member"));
        m_ui->changesListWidget->hide();
        return;
    }
    const auto count = static_cast<int>(changes->size());
    for (int i = 0; i < std::min(count, mostChanges); ++i)
        addChange(changes->at(static_cast<std::size_t>(i)), after);
    m_ui->changesHeading->setText(isTheSame    ? tr("Nothing changed")
                                  : count == 0 ? tr("Only spaces changed")
                                               : tr("%n change(s)", nullptr, count));
    m_ui->changesListWidget->setVisible(count > 0);
}

void LetterEditor::followFont()
{
    m_ui->changesListWidget->setMaximumHeight(fontMetrics().height() * 6);
}

void LetterEditor::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::FontChange)
        followFont();
    if (event->type() != QEvent::LanguageChange)
        return;
    m_ui->retranslateUi(this);
    if (m_isEditable)
        showReview();
}

} // namespace orderdesk

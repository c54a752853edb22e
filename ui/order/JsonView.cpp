#include "ui/order/JsonView.h"

#include "ui/json/JsonHighlighter.h"
#include "ui/json/PrettyJson.h"
#include "ui/widgets/OrderActions.h"
#include "ui/widgets/TextFinder.h"
#include "ui/widgets/Theme.h"
#include "ui/words/DisplayText.h"
#include "ui/words/Sentences.h"
#include "ui_JsonView.h"

#include <QKeyEvent>

namespace orderdesk {

namespace {

/// How much of it can be laid out without stopping the window.
qsizetype mostShownOf(const QByteArray& bytes)
{
    qsizetype lineStart = 0;
    while (bytes.size() - lineStart > JsonView::mostInALine) {
        const qsizetype end = bytes.indexOf('\n', lineStart);
        if ((end < 0 ? bytes.size() : end) - lineStart > JsonView::mostInALine)
            return JsonView::mostInALine;
        lineStart = end + 1;
    }
    return JsonView::mostShown;
}

/// Cut between characters.
QString shownText(const QByteArray& bytes, qsizetype most)
{
    qsizetype size = std::min(bytes.size(), most);
    while (size > 0 && size < bytes.size() && (static_cast<unsigned char>(bytes[size]) & 0xC0U) == 0x80U)
        --size;
    return text::plain(QString::fromUtf8(bytes.left(size)));
}

} // namespace

JsonView::JsonView(OrderActions& actions, QWidget* parent)
    : QWidget(parent)
    , m_ui(std::make_unique<Ui::JsonView>())
    , m_actions(actions)
{
    m_ui->setupUi(this);
    followFont();
    new JsonHighlighter(m_ui->jsonTextEdit->document());
    m_finder = new TextFinder(m_ui->jsonTextEdit);
    connect(m_ui->jsonFormComboBox, &QComboBox::currentIndexChanged, this, &JsonView::showForm);
    connect(m_ui->copyJsonButton, &QPushButton::clicked, this,
            [this] { m_actions.copy(QString::fromUtf8(shownBytes()), tr("JSON")); });
    connect(m_ui->jsonRetryButton, &QPushButton::clicked, this, [this] {
        m_asked = false;
        m_received.reset();
        showForm();
    });
    connectFind();
    paintIcons();
    showForm();
}

JsonView::~JsonView() = default;

void JsonView::connectFind()
{
    connect(m_ui->jsonFindLineEdit, &QLineEdit::textChanged, m_finder, &TextFinder::setNeedle);
    connect(m_ui->jsonFindLineEdit, &QLineEdit::returnPressed, this, [this] { m_finder->step(1); });
    connect(m_ui->jsonFindNextButton, &QToolButton::clicked, this, [this] { m_finder->step(1); });
    connect(m_ui->jsonFindPreviousButton, &QToolButton::clicked, this, [this] { m_finder->step(-1); });
    connect(m_finder, &TextFinder::changed, this, &JsonView::updateFind);
    updateFind();
}

JsonView::Form JsonView::form() const
{
    return static_cast<Form>(m_ui->jsonFormComboBox->currentIndex());
}

void JsonView::setFetchable(bool fetchable)
{
    if (!fetchable && m_ui->jsonFormComboBox->count() > Received)
        m_ui->jsonFormComboBox->removeItem(Received);
}

void JsonView::setOrder(const std::optional<StoredOrder>& order)
{
    if (order && m_order && *order == *m_order)
        return;
    m_order = order;
    m_received.reset();
    m_asked = false;
    showForm();
}

QByteArray JsonView::shownBytes() const
{
    switch (form()) {
    case Indented:
        return m_order ? prettyJson(m_order->document) : QByteArray();
    case Stored:
        return m_order ? m_order->document : QByteArray();
    case Received:
        break;
    }
    return m_received && *m_received ? (*m_received)->value.value_or(QByteArray()) : QByteArray();
}

void JsonView::showForm()
{
    showNote({}, false);
    if (form() != Received) {
        showText(shownBytes());
        return;
    }
    if (!m_received) {
        showText({});
        askKafka();
    } else if (!*m_received) {
        showText({});
        showNote(text::sentence(m_received->error().message), true);
    } else {
        showText(shownBytes());
        showNote(receivedNote(**m_received), false);
    }
}

void JsonView::askKafka()
{
    if (!m_order)
        return;
    showNote(tr("Asking Kafka for %1…").arg(text::wholePosition(m_order->position)), false);
    if (m_asked || !isVisible())
        return;
    m_asked = true;
    Q_EMIT rawWanted(m_order->position);
}

void JsonView::showReceived(const MessagePosition& position, const Result<Message>& message)
{
    if (!m_order || m_order->position != position)
        return;
    m_received = message;
    if (form() == Received)
        showForm();
}

QString JsonView::receivedNote(const Message& message) const
{
    // Kafka counts in milliseconds; another time means that another message has this place now.
    if (message.position.timestamp != m_order->position.timestamp)
        return tr("At this place Kafka has another message by now, sent at %1: the topic was made anew. What was "
                  "received for this order is gone.")
            .arg(text::dateTime(message.position.timestamp));
    if (!message.value)
        return tr("A message without a value (tombstone).");
    const QString key = message.key ? text::plain(QString::fromUtf8(*message.key)) : tr("none");
    return tr("%1 from %2 · key: %3 · headers: %4")
        .arg(text::bytes(message.value->size()), text::wholePosition(m_order->position), key,
             text::number(message.headers.size()));
}

void JsonView::showText(const QByteArray& bytes)
{
    const qsizetype most = mostShownOf(bytes);
    const bool isCut = bytes.size() > most;
    m_ui->jsonTextEdit->setLineWrapMode(form() == Indented ? QPlainTextEdit::NoWrap : QPlainTextEdit::WidgetWidth);
    m_ui->jsonTextEdit->setPlainText(shownText(bytes, most));
    m_ui->copyJsonButton->setEnabled(!bytes.isEmpty());
    m_ui->jsonCutLabel->setVisible(isCut);
    m_ui->jsonCutLabel->setText(
        isCut ? tr("The first %1 of %2 are shown; Copy takes all.").arg(text::bytes(most), text::bytes(bytes.size()))
              : QString());
}

void JsonView::showNote(const QString& words, bool retry)
{
    m_ui->jsonNoteLabel->setText(words);
    m_ui->jsonRetryButton->setVisible(retry);
    m_ui->jsonNote->setVisible(!words.isEmpty());
}

void JsonView::updateFind()
{
    const bool asked = !m_ui->jsonFindLineEdit->text().isEmpty();
    const QString count = text::number(m_finder->count()) + (m_finder->isCutOff() ? QStringLiteral("+") : QString());
    m_ui->jsonFindCountLabel->setText(!asked ? QString()
                                      : m_finder->count() == 0
                                          ? tr("not found")
                                          : tr("%1 of %2").arg(text::number(m_finder->current()), count));
    m_ui->jsonFindNextButton->setEnabled(m_finder->count() > 0);
    m_ui->jsonFindPreviousButton->setEnabled(m_finder->count() > 0);
}

void JsonView::paintIcons()
{
    const QColor ink = theme::mutedText();
    m_ui->jsonFindPreviousButton->setIcon(theme::icon(QStringLiteral("previous"), ink));
    m_ui->jsonFindNextButton->setIcon(theme::icon(QStringLiteral("next"), ink));
}

// The window has these keys for its tables; in here they mean the text.
bool JsonView::event(QEvent* event)
{
    if (event->type() == QEvent::ShortcutOverride) {
        const auto* key = static_cast<QKeyEvent*>(event);
        if (isFindKey(*key) || (key->key() == Qt::Key_Escape && m_ui->jsonFindLineEdit->hasFocus())) {
            event->accept();
            return true;
        }
    }
    return QWidget::event(event);
}

bool JsonView::isFindKey(const QKeyEvent& key)
{
    return key.matches(QKeySequence::Find) || key.matches(QKeySequence::FindNext) ||
           key.matches(QKeySequence::FindPrevious);
}

bool JsonView::takeFindKey(const QKeyEvent& key)
{
    if (key.matches(QKeySequence::Find)) {
        m_ui->jsonFindLineEdit->setFocus(Qt::ShortcutFocusReason);
        m_ui->jsonFindLineEdit->selectAll();
    } else if (key.matches(QKeySequence::FindNext)) {
        m_finder->step(1);
    } else if (key.matches(QKeySequence::FindPrevious)) {
        m_finder->step(-1);
    } else {
        return false;
    }
    return true;
}

void JsonView::keyPressEvent(QKeyEvent* event)
{
    if (takeFindKey(*event))
        return;
    if (event->key() == Qt::Key_Escape && m_ui->jsonFindLineEdit->hasFocus()) {
        m_ui->jsonFindLineEdit->clear();
        m_ui->jsonTextEdit->setFocus();
    } else {
        QWidget::keyPressEvent(event);
    }
}

void JsonView::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    if (form() == Received && !m_received)
        askKafka();
}

void JsonView::followFont()
{
    m_ui->jsonTextEdit->setFont(theme::monospaced());
}

void JsonView::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::FontChange)
        followFont();
    if (event->type() == QEvent::LanguageChange) {
        m_ui->retranslateUi(this);
        showForm();
        updateFind();
    }
    if (event->type() == QEvent::PaletteChange)
        paintIcons();
}

} // namespace orderdesk

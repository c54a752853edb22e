#include "ui/browse/LookupBox.h"

#include "lookup/LookupText.h"
#include "ui/widgets/CompletionLook.h"
#include "ui/widgets/Theme.h"
#include "ui/words/DisplayText.h"

#include <QAbstractItemView>
#include <QCompleter>
#include <QEvent>
#include <QKeyEvent>
#include <QSet>

#include <algorithm>

namespace orderdesk {

LookupBox::LookupBox(QWidget* parent)
    : QLineEdit(parent)
    , m_icon(addAction(QIcon(), QLineEdit::LeadingPosition))
{
    setMaxLength(1'024);
    setClearButtonEnabled(true);
    auto* completer = new QCompleter(&m_offered, this);
    completer->setCaseSensitivity(Qt::CaseInsensitive);
    completer->setFilterMode(Qt::MatchContains);
    completer->setMaxVisibleItems(10);
    setCompleter(completer);
    completer->popup()->setObjectName(QStringLiteral("lookupCompletion"));
    completer->popup()->installEventFilter(this);
    theme::dressCompletion(*completer);
    // Queued: the completer puts the row's text into the box first. Enter on a row arrives as returnPressed().
    connect(completer->popup(), &QAbstractItemView::clicked, this, &LookupBox::submit, Qt::QueuedConnection);
    connect(this, &QLineEdit::returnPressed, this, &LookupBox::submit);
    connect(this, &QLineEdit::textEdited, this, &LookupBox::refreshCompletion);
    paintIcons();
}

void LookupBox::takeOver()
{
    setFocus(Qt::ShortcutFocusReason);
    selectAll();
}

void LookupBox::noteEvents(const QList<IngestEvent>& events)
{
    const qsizetype first = std::max<qsizetype>(0, events.size() - rememberedOrders);
    for (qsizetype i = first; i < events.size(); ++i)
        m_numbers.push_front({events.at(i).order.orderUid, events.at(i).order.trackNumber});
    if (m_numbers.size() > rememberedOrders)
        m_numbers.resize(rememberedOrders);
    m_isStale = true;
}

void LookupBox::refreshCompletion()
{
    // Not while it is being walked through.
    if (!m_isStale || completer()->popup()->isVisible())
        return;
    m_isStale = false;
    QStringList offered = m_recent;
    QSet<QString> known(offered.begin(), offered.end());
    const auto offer = [&](const std::string& number) {
        const QString text = text::fromUtf8(number);
        if (!text.isEmpty() && !known.contains(text)) {
            known.insert(text);
            offered += text;
        }
    };
    for (const Numbers& numbers : m_numbers)
        offer(numbers.orderUid);
    for (const Numbers& numbers : m_numbers)
        offer(numbers.trackNumber);
    m_offered.setStringList(offered);
}

void LookupBox::submit()
{
    const QString asked = lookupText(text());
    if (asked.isEmpty())
        return;
    completer()->popup()->hide();
    m_recent.removeAll(asked);
    m_recent.prepend(asked);
    m_recent = m_recent.mid(0, rememberedLookups);
    m_isStale = true;
    Q_EMIT lookupWanted(asked);
}

// While the completion is open Escape closes it. Qt lets shortcuts of the window win even then.
bool LookupBox::keepsEscape(QEvent* event) const
{
    if (event->type() != QEvent::ShortcutOverride || !completer() || !completer()->popup()->isVisible() ||
        static_cast<QKeyEvent*>(event)->key() != Qt::Key_Escape)
        return false;
    event->accept();
    return true;
}

bool LookupBox::event(QEvent* event)
{
    return keepsEscape(event) || QLineEdit::event(event);
}

bool LookupBox::eventFilter(QObject* watched, QEvent* event)
{
    return keepsEscape(event) || QLineEdit::eventFilter(watched, event);
}

void LookupBox::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Down && event->modifiers() == Qt::NoModifier && !completer()->popup()->isVisible()) {
        refreshCompletion();
        completer()->setCompletionPrefix(text());
        completer()->complete();
        event->accept();
        return;
    }
    QLineEdit::keyPressEvent(event);
}

void LookupBox::paintIcons()
{
    m_icon->setIcon(theme::icon(QStringLiteral("search"), theme::mutedText()));
}

void LookupBox::changeEvent(QEvent* event)
{
    QLineEdit::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        paintIcons();
}

} // namespace orderdesk

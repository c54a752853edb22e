#include "ui/search/LookupBox.h"

#include "ui/theme/Theme.h"

#include <QCompleter>
#include <QEvent>

namespace orderdesk {

LookupBox::LookupBox(QWidget* parent)
    : QLineEdit(parent)
    , m_icon(addAction(QIcon(), QLineEdit::LeadingPosition))
{
    setMaxLength(1'024);
    setClearButtonEnabled(true);
    auto* completer = new QCompleter(&m_recent, this);
    completer->setCaseSensitivity(Qt::CaseInsensitive);
    completer->setFilterMode(Qt::MatchContains);
    setCompleter(completer);
    connect(this, &QLineEdit::returnPressed, this, &LookupBox::submit);
    paintIcons();
}

void LookupBox::takeOver()
{
    setFocus(Qt::ShortcutFocusReason);
    selectAll();
}

void LookupBox::submit()
{
    const QString asked = text().trimmed();
    if (asked.isEmpty())
        return;
    QStringList recent = m_recent.stringList();
    recent.removeAll(asked);
    recent.prepend(asked);
    m_recent.setStringList(recent.mid(0, rememberedLookups));
    Q_EMIT lookupWanted(asked);
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

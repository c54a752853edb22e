#include "ui/widgets/CopyFocus.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QMenuBar>
#include <QPlainTextEdit>

namespace orderdesk {

CopyFocus::CopyFocus()
{
    connect(qApp, &QApplication::focusChanged, this, [this](QWidget*, QWidget* now) {
        if (now && !qobject_cast<QMenuBar*>(now) && !qobject_cast<QMenu*>(now))
            m_focus = now;
    });
}

void CopyFocus::copy() const
{
    if (const auto* edit = qobject_cast<const QLineEdit*>(m_focus))
        edit->copy();
    else if (auto* area = qobject_cast<QPlainTextEdit*>(m_focus))
        area->copy();
    else if (const auto* label = qobject_cast<const QLabel*>(m_focus))
        QGuiApplication::clipboard()->setText(label->hasSelectedText() ? label->selectedText() : label->text());
    else if (m_focus) {
        if (auto* action = m_focus->findChild<QAction*>(QStringLiteral("copyRowsAction"), Qt::FindDirectChildrenOnly))
            action->trigger();
    }
}

} // namespace orderdesk

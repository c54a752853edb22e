#include "ui/window/PageMenu.h"

#include <QAction>
#include <QMenu>
#include <QTabWidget>

#include <utility>

namespace orderdesk {

PageMenu::PageMenu(QTabWidget* tabs, QMenu* menu)
    : QObject(tabs)
    , m_tabs(tabs)
    , m_menu(new QMenu(menu))
{
    m_menu->setObjectName(QStringLiteral("pageMenu"));
    for (int i = 0; i < tabs->count(); ++i) {
        if (!tabs->isTabVisible(i))
            continue;
        QWidget* page = tabs->widget(i);
        QAction* action = m_menu->addAction(QString());
        action->setData(QVariant::fromValue(page));
        action->setShortcut(QKeySequence(Qt::CTRL | static_cast<Qt::Key>(Qt::Key_1 + m_pages.size())));
        connect(action, &QAction::triggered, tabs, [tabs, page] { tabs->setCurrentWidget(page); });
        m_pages += action;
    }
    m_menu->addSeparator();
    m_next = m_menu->addAction(QString());
    m_previous = m_menu->addAction(QString());
    connect(m_next, &QAction::triggered, this, [this] { step(1); });
    connect(m_previous, &QAction::triggered, this, [this] { step(-1); });
    QAction* first = menu->actions().value(0);
    menu->insertMenu(first, m_menu);
    menu->insertSeparator(first);
    retranslate();
}

void PageMenu::step(int by)
{
    const int count = m_tabs->count();
    for (int i = 1; i < count; ++i) {
        const int page = (m_tabs->currentIndex() + by * i + count) % count;
        if (!m_tabs->isTabVisible(page))
            continue;
        m_tabs->setCurrentIndex(page);
        return;
    }
}

void PageMenu::retranslate()
{
    m_menu->setTitle(tr("Pag&e"));
    for (QAction* action : std::as_const(m_pages))
        action->setText(action->data().value<QWidget*>()->windowTitle());
    // The tabs have these keys themselves, and so have those of the detail: wherever the focus is.
    m_next->setText(tr("&Next page\tCtrl+Tab"));
    m_previous->setText(tr("&Previous page\tCtrl+Shift+Tab"));
}

} // namespace orderdesk

#include "ui/send/SendOrders.h"

#include "ui/send/DroppedOrders.h"
#include "ui/send/SendDialog.h"

#include <QAction>
#include <QEvent>
#include <QMainWindow>
#include <QMenu>

namespace orderdesk {

SendOrders::SendOrders(QMainWindow* window, QMenu* menu, const WindowBackend& backend, OrderActions& orders)
    : QObject(window)
    , m_window(window)
    , m_backend(backend)
    , m_orders(orders)
{
    if (backend.sender == nullptr || !backend.newOrder)
        return;
    m_action = new QAction(this);
    m_action->setObjectName(QStringLiteral("sendAction"));
    m_action->setShortcut(QKeySequence::New);
    connect(m_action, &QAction::triggered, this, [this] { open(); });
    QAction* first = menu->actions().value(0);
    menu->insertAction(first, m_action);
    menu->insertSeparator(first);
    connect(new DroppedOrders(window), &DroppedOrders::dropped, this,
            [this](const QStringList& files) { open().setFiles(files); });
    window->installEventFilter(this);
    retranslate();
}

SendDialog& SendOrders::open()
{
    if (!m_dialog) {
        m_dialog = new SendDialog(m_backend, m_orders, m_window);
        m_dialog->setAttribute(Qt::WA_DeleteOnClose);
    }
    m_dialog->show();
    m_dialog->raise();
    m_dialog->activateWindow();
    return *m_dialog;
}

void SendOrders::retranslate()
{
    m_action->setText(tr("&Send an order…"));
}

bool SendOrders::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    return QObject::eventFilter(watched, event);
}

} // namespace orderdesk

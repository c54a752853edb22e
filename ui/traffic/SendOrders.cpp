#include "ui/traffic/SendOrders.h"

#include "ui/traffic/DroppedOrders.h"
#include "ui/traffic/SendDialog.h"
#include "ui/words/DisplayText.h"

#include <QAction>
#include <QEvent>
#include <QMainWindow>
#include <QMenu>
#include <QMessageBox>

namespace orderdesk {

SendOrders::SendOrders(QMainWindow* window, QMenu* menu, const WindowBackend& backend, OrderActions& orders,
                       WindowState& state)
    : QObject(window)
    , m_window(window)
    , m_backend(backend)
    , m_orders(orders)
    , m_state(state)
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
    m_dropped = new DroppedOrders(window);
    connect(m_dropped, &DroppedOrders::dropped, this, &SendOrders::send);
    window->installEventFilter(this);
    retranslate();
}

SendDialog& SendOrders::open()
{
    if (!m_dialog) {
        m_dialog = new SendDialog(m_backend, m_orders, m_state, m_window);
        m_dialog->setAttribute(Qt::WA_DeleteOnClose);
    }
    m_dialog->show();
    m_dialog->raise();
    m_dialog->activateWindow();
    return *m_dialog;
}

void SendOrders::send(const QStringList& files)
{
    const QString reason = refusal();
    if (reason.isEmpty()) {
        if (m_dialog && m_dialog->work().stage() == SendWork::Stage::Sending)
            m_dialog = nullptr;
        open().setFiles(files);
        return;
    }
    auto* box = new QMessageBox(QMessageBox::Information, tr("Nothing can be sent from here"),
                                tr("%n file(s) were not taken for sending.", nullptr, static_cast<int>(files.size())),
                                QMessageBox::Close, m_window);
    box->setObjectName(QStringLiteral("sendRefusedBox"));
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setInformativeText(reason);
    box->open();
}

void SendOrders::setRights(const DatabaseRights& rights)
{
    m_rights = rights;
    if (m_action == nullptr)
        return;
    m_action->setVisible(!rights.isReadOnly());
    m_dropped->setAccepting(!rights.isReadOnly());
}

/// Why nothing may be sent; empty when it may.
QString SendOrders::refusal() const
{
    if (m_action == nullptr)
        return tr(
            "This window is a viewer (--ingest=off): it shows orders and sends none. Send them from a window that "
            "takes orders in, or by the command orderdesk send.");
    return m_rights ? text::readOnlyReason(*m_rights) : QString();
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

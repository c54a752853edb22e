#pragma once

#include "ui/WindowBackend.h"

#include <QObject>
#include <QPointer>

class QAction;
class QMainWindow;
class QMenu;

namespace orderdesk {

class OrderActions;
class SendDialog;

/// Gives the window "Send an order…" (Ctrl+N) at the head of a menu, and takes files of orders that are dropped on it.
/// Where nothing may be sent it gives nothing. Lives with the window.
class SendOrders final : public QObject
{
    Q_OBJECT

public:
    SendOrders(QMainWindow* window, QMenu* menu, const WindowBackend& backend, OrderActions& orders);

    /// The one dialog, opened if it is not.
    SendDialog& open();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void retranslate();

    QMainWindow* m_window;
    const WindowBackend& m_backend;
    OrderActions& m_orders;
    QAction* m_action = nullptr; ///< null: nothing may be sent
    QPointer<SendDialog> m_dialog;
};

} // namespace orderdesk

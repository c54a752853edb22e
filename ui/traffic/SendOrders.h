#pragma once

#include "ui/backend/WindowBackend.h"

#include <QObject>
#include <QPointer>

class QAction;
class QMainWindow;
class QMenu;

namespace orderdesk {

class DroppedOrders;
class OrderActions;
class SendDialog;
class WindowState;

/// Gives the window "Send an order…" (Ctrl+N) at the head of a menu, and takes files of orders that are dropped on it
/// or handed over. Where nothing may be sent, in a viewer or by a role that only reads, it gives nothing. Lives with
/// the window.
class SendOrders final : public QObject
{
    Q_OBJECT

public:
    SendOrders(QMainWindow* window, QMenu* menu, const WindowBackend& backend, OrderActions& orders,
               WindowState& state);

    /// The one dialog, opened if it is not.
    SendDialog& open();
    /// Opens the dialog with these files; a dialog that is sending goes on beside it. Else says why nothing is sent.
    void send(const QStringList& files);
    void setRights(const orderdesk::DatabaseRights& rights);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    QString refusal() const;
    void retranslate();

    QMainWindow* m_window;
    const WindowBackend& m_backend;
    OrderActions& m_orders;
    WindowState& m_state;
    QAction* m_action = nullptr; ///< null: a viewer
    DroppedOrders* m_dropped = nullptr;
    std::optional<DatabaseRights> m_rights;
    QPointer<SendDialog> m_dialog;
};

} // namespace orderdesk

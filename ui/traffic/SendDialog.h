#pragma once

#include "ui/backend/WindowBackend.h"
#include "ui/traffic/SendWork.h"

#include <QDialog>

#include <memory>

namespace Ui {
class SendDialog;
}

namespace orderdesk {

class OrderActions;
class WindowState;

/// Sends orders: a new one from the template, the clipboard's text, files. Checks while one edits, says of each what is
/// wrong, sends only what is valid and says where each went. Main thread only.
class SendDialog final : public QDialog
{
    Q_OBJECT

public:
    /// The backend has a sender and a template.
    SendDialog(const WindowBackend& backend, OrderActions& orders, WindowState& state, QWidget* parent = nullptr);
    ~SendDialog() override;

    void setFiles(const QStringList& files);
    void setText(const QByteArray& text, const QString& name);
    SendWork& work() { return m_work; }

public Q_SLOTS:
    void reject() override;

protected:
    void changeEvent(QEvent* event) override;

private:
    void beginNewOrder();
    void pasteClipboard();
    void chooseFiles();
    void checkWhatIsShown();
    void showState();
    void showCounts();
    bool showsFiles() const;
    bool mayDiscardText();

    std::unique_ptr<Ui::SendDialog> m_ui;
    const WindowBackend& m_backend;
    SendWork m_work;
    QStringList m_files;
    QString m_textName;
};

} // namespace orderdesk

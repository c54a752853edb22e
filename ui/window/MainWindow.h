#pragma once

#include "domain/IngestEvent.h"
#include "ui/backend/WindowBackend.h"

#include <QMainWindow>

#include <memory>

namespace orderdesk {

/// Front 2: the operator's window. Main thread only. Feed it with addEvents(), by a queued connection.
class MainWindow final : public QMainWindow
{
    Q_OBJECT

public:
    explicit MainWindow(WindowBackend backend, QWidget* parent = nullptr);
    ~MainWindow() override;

    /// In the order they happened. Never blocks: any number is taken at once and shown bit by bit.
    void addEvents(const QList<orderdesk::IngestEvent>& events);
    /// So many more happened than addEvents() was given.
    void noteSkipped(qint64 count);
    /// Comes to the front, looks `find` up, unless it is empty, and offers to send `files`, or says why it cannot.
    void present(const QString& find, const QStringList& files = {});

protected:
    void closeEvent(QCloseEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void addPages();
    void namePages();
    void connectPages();
    void connectActions();
    void addIngest();
    void restoreState();
    void refreshStatus();
    void readAgain();
    void fillColumnsMenu();
    void exportPage();
    void stepBack();
    void returnToLive();
    void closeDetail();
    void showNewDeadLetters(int count);

    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace orderdesk

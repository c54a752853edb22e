#pragma once

#include "domain/IngestEvent.h"
#include "ui/backend/WindowBackend.h"
#include "ui/widgets/LowScrollArea.h"

#include <QTimer>

#include <functional>

class QStackedWidget;

namespace orderdesk {

class DeadLetterDetail;
class LetterActions;
class OrderActions;
class OrderDetail;
class SelectionWalk;
class WindowState;

/// The right side of the window: one order or one dead letter, read through AsyncLookup. Hidden while it has nothing to
/// show. Where it is lower than its contents need it scrolls. A newer request makes the older one's answer void.
/// Redrive and discard ask before they act. Main thread only.
class DetailPane final : public LowScrollArea
{
    Q_OBJECT

public:
    DetailPane(const WindowBackend& backend, OrderActions& actions, WindowState& state, QWidget* parent = nullptr);

    void showOrder(const QString& orderUid);
    void showDeadLetter(const DeadLetter& deadLetter); ///< as a list has it; the whole one is read
    void showMessage(const IngestEvent& event);        ///< a row of the live view
    void setRights(const DatabaseRights& rights);      ///< as long as they are not known, all is offered
    void refreshDeadLetter();                          ///< it may have changed, or be gone
    void showMainTab();                                ///< where an order is, whatever was looked at last
    /// What is shown may be among them: it is read again, a moment later, however many there are.
    void noteEvents(const QList<IngestEvent>& events);
    void refreshOrder(); ///< the same, where it is not known what has happened
    void readAgain();    ///< what the database could not answer; nothing where it did
    void clear();
    /// What previous and next (Alt+Up, Alt+Down) step through; outlives this.
    void setWalk(SelectionWalk* walk);

Q_SIGNALS:
    void said(const QString& message);
    void closed();
    void deadLetterGone(qint64 id);
    void deadLettersChanged();

protected:
    void changeEvent(QEvent* event) override;

private:
    void connectOrder();
    void nameActions();
    void step(int by);
    void readRevisions(const QString& orderUid);
    void fetchReceived(const MessagePosition& position);
    void updatePlace();
    void readDeadLetter(qint64 id);
    void findDeadLetter(const MessagePosition& position);
    void readChanges(qint64 id);
    void connectLetterActions();

    const WindowBackend& m_backend;
    QStackedWidget* m_pages;
    OrderDetail* m_order;
    DeadLetterDetail* m_deadLetter;
    LetterActions* m_letterActions;
    QTimer m_refreshSoon;
    std::function<void()> m_unanswered; ///< asks once more
    SelectionWalk* m_walk = nullptr;
    quint64 m_request = 0;
};

} // namespace orderdesk

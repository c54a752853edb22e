#pragma once

#include "database/DatabaseRights.h"
#include "domain/DeadLetter.h"
#include "domain/DeadLetterChange.h"
#include "domain/IngestEvent.h"
#include "ui/widgets/SelectionWalk.h"
#include "words/Result.h"

#include <QWidget>

#include <memory>
#include <optional>

namespace Ui {
class DeadLetterDetail;
}

namespace orderdesk {

class LetterEditor;
class OrderActions;

/// One dead letter whole: every reason, position, key, headers, the bytes as text and as hex, an editor; and what can
/// be done with it, each asked for twice by whoever connects redriveWanted() and discardWanted(). Main thread only.
class DeadLetterDetail final : public QWidget
{
    Q_OBJECT

public:
    DeadLetterDetail(OrderActions& actions, bool mayRedrive, QWidget* parent = nullptr);
    ~DeadLetterDetail() override;

    /// `whole`: all bytes are here; else they are still on their way (a row of a list or of the live view).
    void showDeadLetter(const DeadLetter& deadLetter, bool whole);
    void showFailure(const Error& error);
    void setRights(const DatabaseRights& rights);
    /// Where it stands in the list it was opened from.
    void showPlace(const SelectionWalk::Place& place);
    /// What was done to it, newest first.
    void showChanges(const std::vector<DeadLetterChange>& changes);
    /// It was sent again, to there; forgotten with the next dead letter that is shown.
    void showSent(const MessagePosition& position, bool isMarked);
    void showReturn(const IngestEvent& event); ///< what became of what was sent
    qint64 id() const { return m_deadLetter.id; }
    LetterEditor* editor() const { return m_editor; } ///< null: nothing may be changed

Q_SIGNALS:
    void closeWanted();
    void redriveWanted(qint64 id);
    void discardWanted(qint64 id);
    void messageWanted(const orderdesk::IngestEvent& event); ///< that showReturn() was about
    void stepWanted(int by);                                 ///< in the list it was opened from

protected:
    void changeEvent(QEvent* event) override;

private:
    void followFont();
    void showPosition();
    void showBadge();
    void showSentNotice();
    void showBytes();
    void offerActions();
    void paintIcons();

    std::unique_ptr<Ui::DeadLetterDetail> m_ui;
    OrderActions& m_actions;
    const bool m_mayRedrive;
    std::optional<DatabaseRights> m_rights; ///< none: not known, nothing is forbidden
    LetterEditor* m_editor = nullptr;
    DeadLetter m_deadLetter;
    std::vector<DeadLetterChange> m_changes;
    bool m_whole = false;
    std::optional<MessagePosition> m_sentTo;
    bool m_isMarked = true; ///< the dead letter says that it was sent
    std::optional<IngestEvent> m_return;
    std::optional<Error> m_failure; ///< why the whole is not here
};

} // namespace orderdesk

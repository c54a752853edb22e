#pragma once

#include "letters/DeadLetterBrowser.h"
#include "letters/LetterDesk.h"

#include <QObject>
#include <QString>

#include <map>

namespace orderdesk {

/// A redrive or discard of many dead letters, from what was chosen to what became of each: finds them (of a filter),
/// tries a redrive without sending, waits for proceed(), works, can be cancelled. Free of widgets. Main thread only;
/// its end is the end of the work.
class LetterWork final : public QObject
{
    Q_OBJECT

public:
    enum class Action { Redrive, Discard };
    enum class Stage {
        Finding,  ///< which belong to the filter
        Checking, ///< what would become of them
        Ready,    ///< waits for proceed()
        Working,
        Done,
    };
    /// What several had in common.
    struct Group
    {
        QString text;
        std::size_t letters = 0;
    };

    static constexpr std::size_t mostLetters = 100'000; ///< at once

    LetterWork(Action action, LetterDesk& desk, AsyncDeadLetterBrowser* browser, std::string by,
               QObject* parent = nullptr);

    void start(LetterDesk::Ids ids);
    void start(const DeadLetterFilter& filter);
    /// From Ready: works on all, also on those that replace a newer order, or only on those that would be accepted and
    /// do not.
    void proceed(bool onlyAccepted);
    /// Ends what is running after the step it is in; from Checking it is Done without having changed anything.
    void cancel();

    Action action() const { return m_action; }
    Stage stage() const { return m_stage; }
    std::size_t total() const { return m_ids.size(); } ///< to be worked on
    bool hasMore() const { return m_hasMore; }         ///< the filter has more than mostLetters
    std::size_t done() const { return m_done; }        ///< of total(), in this stage
    std::size_t accepted() const { return m_accepted.size(); }
    std::size_t refused() const { return m_refused; }     ///< would come back
    std::size_t replacing() const { return m_replacing; } ///< would replace an order that is newer
    std::size_t gone() const { return m_gone; }           ///< are no longer there
    std::size_t succeeded() const { return m_succeeded; }
    std::size_t failed() const { return m_failed; }
    std::size_t unmarked() const { return m_unmarked; } ///< of those that succeeded: sent, but that is not noted
    bool isCancelled() const { return m_isCancelled; }
    const std::optional<Error>& error() const { return m_error; } ///< why it ended before all were done
    /// Why they would come back (Ready), failed or are not marked (Done), most frequent first.
    QList<Group> groups() const;

Q_SIGNALS:
    void changed();

private:
    void findMore(std::int64_t after);
    void check();
    void takeChecked(const LetterProgress& progress);
    void takeWorked(const LetterProgress& progress);
    void finish(const std::optional<Error>& error);
    void setStage(Stage stage);

    const Action m_action;
    LetterDesk& m_desk;
    AsyncDeadLetterBrowser* m_browser;
    const std::string m_by; ///< for the audit
    DeadLetterFilter m_filter;
    Stage m_stage = Stage::Finding;
    LetterDesk::Ids m_ids;
    LetterDesk::Ids m_accepted;
    bool m_hasMore = false;
    std::size_t m_done = 0;
    std::size_t m_refused = 0;
    std::size_t m_replacing = 0;
    bool m_replacesNewer = false;
    std::size_t m_gone = 0;
    std::size_t m_succeeded = 0;
    std::size_t m_failed = 0;
    std::size_t m_unmarked = 0;
    bool m_isCancelled = false;
    std::optional<Error> m_error;
    std::map<QString, std::size_t> m_groups;
    std::shared_ptr<WorkHandle> m_handle;
};

} // namespace orderdesk

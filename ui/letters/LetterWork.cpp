#include "ui/letters/LetterWork.h"

#include "ui/widgets/ViolationsText.h"
#include "ui/words/Sentences.h"

#include <algorithm>

namespace orderdesk {

namespace {

constexpr int idsAtOnce = 5'000;
constexpr std::size_t mostGroups = 1'000; // texts are bounded by the rules, numbers of places are not

} // namespace

LetterWork::LetterWork(Action action, LetterDesk& desk, AsyncDeadLetterBrowser* browser, std::string by,
                       QObject* parent)
    : QObject(parent)
    , m_action(action)
    , m_desk(desk)
    , m_browser(browser)
    , m_by(std::move(by))
{
}

void LetterWork::start(LetterDesk::Ids ids)
{
    m_ids = std::move(ids);
    check();
}

void LetterWork::start(const DeadLetterFilter& filter)
{
    m_filter = filter;
    setStage(Stage::Finding);
    findMore(0);
}

void LetterWork::findMore(std::int64_t after)
{
    m_browser->ask(
        [filter = m_filter, after](DeadLetterBrowser& browser) { return browser.ids(filter, after, idsAtOnce); }, this,
        [this](const Result<std::vector<std::int64_t>>& found) {
            if (m_stage != Stage::Finding)
                return;
            if (!found) {
                finish(found.error());
                return;
            }
            m_ids.insert(m_ids.end(), found->begin(), found->end());
            m_done = m_ids.size();
            m_hasMore = m_ids.size() > mostLetters;
            if (m_hasMore)
                m_ids.resize(mostLetters);
            if (m_hasMore || found->size() < static_cast<std::size_t>(idsAtOnce)) {
                check();
                return;
            }
            Q_EMIT changed();
            findMore(m_ids.back());
        });
}

void LetterWork::check()
{
    m_done = 0;
    if (m_action == Action::Discard || m_ids.empty()) {
        m_accepted = m_ids;
        setStage(Stage::Ready);
        return;
    }
    setStage(Stage::Checking);
    m_handle = m_desk.check(m_ids, this, [this](const LetterProgress& progress) { takeChecked(progress); });
}

void LetterWork::takeChecked(const LetterProgress& progress)
{
    if (m_stage != Stage::Checking)
        return;
    for (const LetterOutcome& outcome : progress.outcomes) {
        if (outcome.error) {
            ++m_gone;
        } else if (outcome.newerStoredAt) {
            ++m_replacing;
        } else if (outcome.reasons.empty()) {
            m_accepted.push_back(outcome.id);
        } else {
            ++m_refused;
            if (m_groups.size() < mostGroups)
                ++m_groups[violationHeadline(outcome.reasons)];
        }
    }
    m_done = progress.done;
    if (progress.error || progress.isCancelled) {
        m_isCancelled = progress.isCancelled;
        finish(progress.error);
    } else if (progress.isLast) {
        setStage(Stage::Ready);
    } else {
        Q_EMIT changed();
    }
}

void LetterWork::proceed(bool onlyAccepted)
{
    if (m_stage != Stage::Ready)
        return;
    if (onlyAccepted)
        m_ids = m_accepted;
    m_replacesNewer = !onlyAccepted && m_replacing > 0;
    m_done = 0;
    m_gone = 0;
    m_groups.clear();
    if (m_ids.empty()) {
        finish({});
        return;
    }
    setStage(Stage::Working);
    const auto report = [this](const LetterProgress& progress) { takeWorked(progress); };
    m_handle = m_action == Action::Redrive ? m_desk.redrive(m_ids, m_by, m_replacesNewer, this, report)
                                           : m_desk.discard(m_ids, m_by, this, report);
}

void LetterWork::takeWorked(const LetterProgress& progress)
{
    for (const LetterOutcome& outcome : progress.outcomes) {
        if (!outcome.error) {
            ++m_succeeded;
            continue;
        }
        ++(outcome.isUnmarked() ? m_unmarked : m_failed);
        m_succeeded += outcome.isUnmarked() ? 1 : 0;
        if (m_groups.size() >= mostGroups)
            continue;
        const QString why = text::sentence(outcome.error->message);
        ++m_groups[outcome.isUnmarked() ? tr("Sent, but not noted at the dead letter: %1").arg(why) : why];
    }
    m_done = progress.done;
    m_isCancelled = progress.isCancelled;
    if (progress.isLast)
        finish(progress.error);
    else
        Q_EMIT changed();
}

void LetterWork::cancel()
{
    if (m_stage == Stage::Finding) {
        m_isCancelled = true;
        finish({});
    } else if (m_handle && m_stage != Stage::Ready && m_stage != Stage::Done) {
        m_handle->cancel();
    }
}

void LetterWork::finish(const std::optional<Error>& error)
{
    m_error = error;
    setStage(Stage::Done);
}

void LetterWork::setStage(Stage stage)
{
    m_stage = stage;
    Q_EMIT changed();
}

QList<LetterWork::Group> LetterWork::groups() const
{
    QList<Group> groups;
    for (const auto& [text, letters] : m_groups)
        groups += Group{text, letters};
    std::stable_sort(groups.begin(), groups.end(),
                     [](const Group& a, const Group& b) { return a.letters > b.letters; });
    return groups;
}

} // namespace orderdesk

#include "ingest/Consumer.h"

#include <QLoggingCategory>

#include <algorithm>

namespace orderdesk {

namespace {

Q_LOGGING_CATEGORY(logIngest, "orderdesk.ingest")

using Clock = std::chrono::steady_clock;
using std::chrono::milliseconds;

constexpr milliseconds longestBlock{200};
constexpr milliseconds idlePoll{100};
constexpr milliseconds heldPoll{10}; // the database usually answers within this time
// Pausing and resuming costs 0.75 s (librdkafka refetches), so a writer that is only slow must not cause it.
constexpr milliseconds pauseAfter{1000};
constexpr milliseconds revokeGrace{20000};
constexpr milliseconds stopGrace{3000};
constexpr milliseconds snapshotInterval{500};
constexpr milliseconds betweenTopicTries{5000};

tl::unexpected<Error> noSource()
{
    return failure(ErrorCode::Unavailable, Sentence::tr("there is no connection to Kafka"));
}

tl::unexpected<Error> notReadYet()
{
    return failure(ErrorCode::Unavailable, Sentence::tr("it is being found out where reading begins"));
}

} // namespace

Consumer::Consumer(IngestSettings settings, SourceFactory factory, BatchWriter& writer, IngestStatistics& statistics)
    : m_settings(std::move(settings))
    , m_factory(std::move(factory))
    , m_writer(writer)
    , m_statistics(statistics)
    , m_builder(m_settings)
{
    setObjectName(QStringLiteral("consumer"));
}

Consumer::~Consumer()
{
    requestStop();
    wait();
}

void Consumer::start()
{
    QThread::start();
}

void Consumer::requestStop()
{
    m_stop = true;
}

void Consumer::setPaused(std::optional<IngestPause> pause)
{
    m_pausedByPerson = pause.has_value();
    const MutexLock lock(m_mutex);
    m_snapshot.pause = std::move(pause);
    m_snapshot.behindSince.reset();
}

void Consumer::planSeek(const SeekTarget& target, SeekAnswer answer)
{
    enqueue({target, std::move(answer)});
}

void Consumer::seek(const SeekPlan& plan, SeekAnswer answer)
{
    enqueue({plan, std::move(answer)});
}

void Consumer::enqueue(Command command)
{
    const MutexLock lock(m_mutex);
    m_commands.push_back(std::move(command));
    m_hasCommands = true;
}

ConsumerSnapshot Consumer::snapshot() const
{
    const MutexLock lock(m_mutex);
    return m_snapshot;
}

void Consumer::run()
{
    while (!m_stop) {
        runCommands();
        if (!m_source) {
            openSource();
        } else {
            step();
        }
        keepSnapshot();
    }
    finish();
}

void Consumer::openSource()
{
    m_source = m_factory();
    m_sourcePaused = false;
    if (auto opened = m_source->open(*this); !opened) {
        abandonSource(opened.error());
    }
}

void Consumer::abandonSource(const Error& error)
{
    qCCritical(logIngest, "the Kafka consumer failed: %s; making a new one", qPrintable(error.message.english()));
    partitionsRevoked({}, true);
    m_source->close();
    m_source.reset();
    {
        const MutexLock lock(m_mutex);
        m_snapshot.source.state = {ComponentState::Level::Down, error.message, currentTimestamp(), {}, error.hint};
        m_snapshot.source.assignedPartitions = 0;
    }
    const auto until = Clock::now() + m_backoff.next();
    while (!m_stop && Clock::now() < until) {
        msleep(20);
    }
}

void Consumer::step()
{
    storeOffsets(m_writer.takeCompleted(m_generation));
    if (m_writer.hasLostCommits() && !m_assigned.isEmpty()) {
        // What was done may be lost too: nothing of it is committed.
        bringToEnd(true);
        m_source->hold();
    }
    if (m_source->isHeld()) {
        beginHeld();
    } else if (m_assigned.isEmpty() && m_source->isTopicMissing()) {
        createFirstTopic();
    }
    const auto due = m_builder.dueAt();
    if (due && (m_builder.isFull() || Clock::now() >= *due) && m_writer.hasRoom()) {
        m_writer.submit(m_builder.take(m_generation));
    }
    if (m_builder.isFull() && !m_writer.hasRoom()) {
        waitForWriter();
        return;
    }
    m_stalledSince.reset();
    applyPause();
    if (m_builder.dueAt() && !m_writer.hasRoom()) {
        gatherWhileWriterIsBusy();
    } else {
        take(m_source->poll(pollTimeout()));
    }
}

// Whether a message came.
bool Consumer::take(Result<std::optional<Message>> polled)
{
    if (!polled) {
        abandonSource(polled.error());
        return false;
    }
    if (!*polled) {
        return false;
    }
    m_backoff.reset();
    m_statistics.consumed(1);
    m_builder.add(std::move(**polled));
    return true;
}

// What comes can't be handed over before the writer has room: that is waited for. Then what came meanwhile goes into
// the batch that it takes.
void Consumer::gatherWhileWriterIsBusy()
{
    if (take(m_source->poll(milliseconds(0))) || !m_source || !m_writer.waitForRoom(idlePoll)) {
        return;
    }
    while (!m_builder.isFull() && take(m_source->poll(milliseconds(0)))) {
    }
}

milliseconds Consumer::pollTimeout() const
{
    if (m_source->isHeld()) {
        return heldPoll;
    }
    const auto due = m_builder.dueAt();
    if (!due) {
        return idlePoll;
    }
    return std::clamp(std::chrono::ceil<milliseconds>(*due - Clock::now()), milliseconds(0), idlePoll);
}

void Consumer::waitForWriter()
{
    const auto now = Clock::now();
    if (!m_stalledSince) {
        m_stalledSince = now;
    }
    if (m_writer.waitForRoom(longestBlock)) {
        return;
    }
    if (Clock::now() - *m_stalledSince >= pauseAfter) {
        applyPause();
        take(m_source->poll(milliseconds(0)));
    }
}

void Consumer::runCommands()
{
    if (!m_hasCommands) {
        return;
    }
    std::deque<Command> commands;
    {
        const MutexLock lock(m_mutex);
        commands.swap(m_commands);
        m_hasCommands = false;
    }
    for (const Command& command : commands) {
        if (m_stop) {
            command.answer(failure(ErrorCode::Cancelled, Sentence::tr("ingest is being stopped")));
        } else {
            command.answer(std::visit([this](const auto& what) { return execute(what); }, command.what));
        }
    }
}

Result<SeekPlan> Consumer::execute(const SeekTarget& target)
{
    if (!m_source) {
        return noSource();
    }
    if (m_source->isHeld()) {
        return notReadYet();
    }
    return m_source->planSeek(target).map([this](SeekPlan plan) {
        plan.generation = m_generation;
        return plan;
    });
}

Result<SeekPlan> Consumer::execute(const SeekPlan& plan)
{
    if (!m_source) {
        return noSource();
    }
    if (plan.generation != m_generation) {
        return failure(ErrorCode::Conflict, Sentence::tr("the partitions were shared out anew meanwhile"));
    }
    if (m_source->isHeld()) {
        return notReadYet();
    }
    storeOffsets(bringToEnd(false));
    auto done = m_source->seek(plan);
    if (done) {
        if (Batch places = placesOf(*done, m_generation); !places.moved.isEmpty()) {
            m_writer.submit(std::move(places));
        }
        qCInfo(logIngest, "sought: of %d partitions %lld messages are read again and %lld skipped", done->moved(),
               static_cast<long long>(done->readAgain()), static_cast<long long>(done->skipped()));
    } else {
        qCWarning(logIngest, "cannot seek: %s; reading goes on where it was", qPrintable(explained(done.error())));
    }
    m_stalledSince.reset();
    return done;
}

void Consumer::applyPause()
{
    const bool pause = m_pausedByPerson || m_stalledSince.has_value();
    if (pause == m_sourcePaused) {
        return;
    }
    m_sourcePaused = pause;
    if (pause) {
        m_source->pause();
    } else {
        m_source->resume();
    }
}

void Consumer::keepSnapshot()
{
    const auto now = Clock::now();
    if (now < m_nextSnapshot || !m_source) {
        return;
    }
    m_nextSnapshot = now + snapshotInterval;
    SourceSnapshot source = m_source->snapshot();
    const Timestamp moment = currentTimestamp();
    if (m_history.isDue(moment)) {
        m_history.add({moment, source.lag, lagTimeOf(source, moment), m_statistics.messagesPerSecond()});
    }
    if (source.lag == 0) {
        m_losses.clear(); // what came last may have been removed since
    }
    const MutexLock lock(m_mutex);
    m_snapshot.loss = m_losses.current();
    // Lag under a pause or an outage is expected, and says nothing about the time after it.
    const bool behind =
        source.lag.value_or(0) > 0 && !m_snapshot.pause && source.state.level != ComponentState::Level::Down;
    if (!behind) {
        m_snapshot.behindSince.reset();
    } else if (!m_snapshot.behindSince) {
        m_snapshot.behindSince = moment;
    }
    m_snapshot.source = std::move(source);
    m_snapshot.history = m_history.points();
}

void Consumer::finish()
{
    if (m_source) {
        m_source->close();
        m_source.reset();
    }
    runCommands(); // that is, refuse them
}

void Consumer::partitionsAssigned(const QList<TopicPartition>& partitions)
{
    m_assigned = partitions;
    m_askedUnder.reset();
    if (!partitions.isEmpty()) {
        m_source->hold();
    }
    qCInfo(logIngest, "%lld partitions assigned", static_cast<long long>(partitions.size()));
}

// Assignment is eager: every revocation takes all partitions, so everything gathered is given back.
void Consumer::partitionsRevoked(const QList<TopicPartition>& partitions, bool lost)
{
    const CompletedOffsets completed = bringToEnd(lost);
    if (!lost && m_source) {
        storeOffsets(completed);
    }
    m_assigned.clear();
    m_losses.clear(); // whoever reads them now knows
    if (!partitions.isEmpty()) {
        qCInfo(logIngest, "%lld partitions %s", static_cast<long long>(partitions.size()),
               lost ? "lost" : "given back");
    }
}

void Consumer::storeOffsets(const CompletedOffsets& completed)
{
    m_source->storeOffsets(completed.offsets, completed.notes);
    m_losses.heal(completed.offsets);
}

// None: the writer has no answer yet.
std::optional<KnownLogs> Consumer::askedFor(const QList<TopicPartition>& partitions)
{
    if (m_askedUnder != m_generation) {
        bringToEnd(true); // where the source held by itself, what was read before is of another log
        m_known.reset();
        m_evidence.clear();
        m_writer.askKnownLogs(partitions, m_generation);
        m_askedUnder = m_generation;
    }
    if (!m_known) {
        m_known = m_writer.takeKnownLogs(m_generation);
    }
    return m_known;
}

// Nothing is read before the database has said what it has, see ReadingStart. What the brokers do not answer is asked
// again with the next step.
void Consumer::beginHeld()
{
    const std::optional<KnownLogs> known = askedFor(m_assigned);
    if (!known || Clock::now() < m_nextStart) {
        return;
    }
    const auto starts = findStarts(*m_source, *known, m_evidence);
    if (starts && !*starts) {
        return; // there is more to look at
    }
    const Result<void> begun = starts ? begin(**starts) : tl::unexpected(starts.error());
    if (!begun) {
        m_nextStart = Clock::now() + m_backoff.next();
        qCWarning(logIngest, "it is not known yet where reading begins: %s", qPrintable(explained(begun.error())));
    }
}

Result<void> Consumer::begin(const QList<ReadingStart>& starts)
{
    QList<StartingPoint> points;
    for (const ReadingStart& start : starts) {
        points.append(start.point);
    }
    Result<void> begun = m_source->begin(points);
    if (!begun) {
        return begun;
    }
    for (const ReadingStart& start : starts) {
        m_losses.note(start);
        m_statistics.lostByDatabase(start.lost);
    }
    m_askedUnder.reset();
    if (Batch first = firstPositions(starts, m_generation); !first.positions.empty()) {
        m_writer.submit(std::move(first));
    }
    return {};
}

// Only a first start makes the topic: one that the database knows was deleted by somebody.
void Consumer::createFirstTopic()
{
    const std::optional<KnownLogs> known = askedFor({{m_settings.topic, -1}});
    if (known && known->logs.isEmpty() && Clock::now() >= m_nextTopicTry) {
        m_source->createTopic();
        m_nextTopicTry = Clock::now() + betweenTopicTries;
    }
}

// Generations of an assignment.
//
// A message is read under an assignment of partitions, and its offset may be committed only while that assignment
// holds. Between the two lies the writer, a thread of its own that may be amid a transaction when Kafka takes the
// partitions away or a person seeks. If its offsets were stored after that, they would be committed for a partition
// that another instance reads by now, or behind the place somebody has just gone to: messages in between would be
// skipped, and nobody would know.
//
// So each assignment has a number. A batch carries the number under which it was gathered, the writer keeps the offsets
// of finished batches together with theirs, and whoever asks for them says which number holds (takeCompleted()):
// offsets of an earlier one are dropped. Their messages are in the database already; whoever reads them again finds
// them unchanged or superseded. A plan of a seek carries the number too, since it names partitions.
//
// Here one number ends and the next begins: what is only gathered is given back, what is being written is waited for,
// so that its offsets can still go out under the number that holds; when it is held up, or the partitions are lost
// already, the writer gives it back, and commits nothing. Leaves nothing gathered or being written. Returns the offsets
// of what was finished.
CompletedOffsets Consumer::bringToEnd(bool lost)
{
    m_statistics.givenBack(m_builder.drop());
    if (lost) {
        m_writer.abandon();
    }
    const auto deadline = Clock::now() + (m_stop ? stopGrace : revokeGrace);
    bool abandoned = lost;
    while (!m_writer.waitUntilIdle(idlePoll)) {
        const bool late = Clock::now() >= deadline;
        if (abandoned && late) {
            break;
        }
        if (!abandoned && (late || m_writer.stalledBy())) {
            m_writer.abandon();
            abandoned = true;
        }
    }
    CompletedOffsets completed = m_writer.takeCompleted(m_generation);
    ++m_generation;
    return completed;
}

} // namespace orderdesk

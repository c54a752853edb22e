#include "ingest/BatchWriter.h"

#include "ingest/BatchEvents.h"
#include "ingest/Refusal.h"
#include "letters/DeadLetterMessage.h"

#include <QLoggingCategory>

#include <algorithm>
#include <utility>

namespace orderdesk {

namespace {

Q_LOGGING_CATEGORY(logIngest, "orderdesk.ingest")

constexpr std::size_t queueCapacity = 1; // a second batch would only wait: it can't be written sooner
constexpr std::chrono::seconds betweenLooks{5};
constexpr std::chrono::seconds usualAnswer{1};
constexpr std::chrono::seconds publishTimeout{5}; // bounds a stop while the dead-letter topic is down

} // namespace

BatchWriter::BatchWriter(IngestSettings settings, WriterParts parts)
    : m_settings(std::move(settings))
    , m_parts(std::move(parts))
{
    setObjectName(QStringLiteral("writer"));
}

BatchWriter::~BatchWriter()
{
    {
        const MutexLock lock(m_mutex);
        m_stop = true;
    }
    m_changed.notifyAll();
    wait();
    // The thread let go of it last: ThreadSanitizer, which does not see wait(), sees that.
    const MutexLock lock(m_mutex);
}

void BatchWriter::start()
{
    QThread::start();
}

bool BatchWriter::hasRoom() const
{
    const MutexLock lock(m_mutex);
    return m_queue.size() < queueCapacity;
}

void BatchWriter::submit(Batch batch)
{
    {
        const MutexLock lock(m_mutex);
        m_lastSubmitted = batch.generation;
        m_queue.push_back(std::move(batch));
    }
    m_changed.notifyAll();
}

bool BatchWriter::waitForRoom(std::chrono::milliseconds time)
{
    const auto end = ConditionVariable::Clock::now() + time;
    MutexLock lock(m_mutex);
    while (m_queue.size() >= queueCapacity && m_changed.waitUntil(lock, end)) {
    }
    return m_queue.size() < queueCapacity;
}

bool BatchWriter::waitUntilIdle(std::chrono::milliseconds time)
{
    const auto end = ConditionVariable::Clock::now() + time;
    MutexLock lock(m_mutex);
    while ((!m_queue.empty() || m_busy) && m_changed.waitUntil(lock, end)) {
    }
    return m_queue.empty() && !m_busy;
}

void BatchWriter::abandon()
{
    {
        const MutexLock lock(m_mutex);
        m_abandoned = m_lastSubmitted;
    }
    m_changed.notifyAll();
}

CompletedOffsets BatchWriter::takeCompleted(std::uint64_t generation)
{
    const MutexLock lock(m_mutex);
    CompletedOffsets completed = std::exchange(m_completed, {});
    return m_completedGeneration == generation ? completed : CompletedOffsets{};
}

void BatchWriter::askKnownLogs(const QList<TopicPartition>& partitions, std::uint64_t generation)
{
    {
        const MutexLock lock(m_mutex);
        m_question = Question{partitions, generation, std::chrono::steady_clock::now()};
        m_answer.reset();
        m_lostCommits = false;
    }
    m_changed.notifyAll();
}

std::optional<KnownLogs> BatchWriter::takeKnownLogs(std::uint64_t generation)
{
    const MutexLock lock(m_mutex);
    if (!m_answer || m_answer->generation != generation) {
        return {};
    }
    return std::exchange(m_answer, {})->known;
}

bool BatchWriter::hasLostCommits() const
{
    const MutexLock lock(m_mutex);
    return m_lostCommits;
}

void BatchWriter::run()
{
    m_store = m_parts.makeStore();
    if (m_parts.makePublisher) {
        m_deadLetterTopic = std::make_unique<DeadLetterTopic>(m_parts.makePublisher(), m_settings.deadLetterTopic);
    }
    MutexLock lock(m_mutex);
    auto nextLook = ConditionVariable::Clock::now() + betweenLooks;
    while (true) {
        bool isTimeToLook = false;
        while (mayWait() && !isTimeToLook) {
            isTimeToLook = !m_changed.waitUntil(lock, nextLook);
        }
        if (m_stop && m_queue.empty()) {
            break;
        }
        std::optional<Batch> batch;
        if (!m_queue.empty()) {
            batch = std::move(m_queue.front());
            m_queue.pop_front();
            m_busy = true;
        }
        lock.unlock();
        m_changed.notifyAll();
        if (batch) {
            process(std::move(*batch));
        } else if (isTimeToLook) {
            lookForLostCommits();
        } else {
            answerQuestion();
        }
        nextLook = ConditionVariable::Clock::now() + betweenLooks;
        lock.lock();
        m_busy = false;
        m_changed.notifyAll();
    }
    lock.unlock();
    m_deadLetterTopic.reset();
    m_store.reset();
}

bool BatchWriter::mayWait() const
{
    return !m_stop && m_queue.empty() && !m_question;
}

// Tried again for ever: nothing is read before it is answered, so nothing else waits for this thread.
void BatchWriter::answerQuestion()
{
    Question question;
    {
        const MutexLock lock(m_mutex);
        question = *std::exchange(m_question, {});
    }
    Result<KnownLogs> known = m_store->knownLogs(question.partitions);
    if (!known) {
        m_parts.statistics->databaseRetry();
        // At a start the schema may be on its way: nobody has to hear of it.
        if (std::chrono::steady_clock::now() - question.askedAt > usualAnswer) {
            m_health.stalled(known.error(), true);
        }
        const bool goesOn = waitBeforeRetry(question.generation);
        const MutexLock lock(m_mutex);
        if (goesOn && !m_question) {
            m_question = std::move(question);
        }
        return;
    }
    reportProgress(true);
    m_positions.take(*known);
    const MutexLock lock(m_mutex);
    m_answer = Answer{std::move(*known), question.generation};
}

// A database that is away says nothing about what it has lost: that is seen when it is back, which is said here too
// when nothing is to be written.
void BatchWriter::lookForLostCommits()
{
    if (m_positions.isEmpty() && !stalledBy()) {
        return;
    }
    const Result<KnownLogs> known = m_store->knownLogs(m_positions.partitions());
    if (!known) {
        return;
    }
    reportProgress(true);
    if (m_positions.isAheadOf(*known)) {
        reportLostCommits(lostCommits());
    }
}

void BatchWriter::reportLostCommits(const Error& error)
{
    qCCritical(logIngest, "%s", qPrintable(explained(error)));
    m_positions.clear();
    const MutexLock lock(m_mutex);
    m_lostCommits = true;
}

void BatchWriter::process(Batch batch)
{
    const std::vector<LogPosition> moved = m_positions.movedTo(batch.moved);
    batch.positions.insert(batch.positions.end(), moved.begin(), moved.end());
    std::int64_t undecided = batch.messageCount;
    QList<IngestEvent> events;
    std::vector<Unit> units{{0, batch.orders.size(), 0, batch.deadLetters.size()}};
    while (!units.empty()) {
        const Unit unit = units.back();
        units.pop_back();
        const auto written = writeUnit(batch, unit, units.empty());
        if (written && !*written) {
            const std::vector<Unit> parts = split(batch, unit, written->error());
            units.insert(units.end(), parts.begin(), parts.end());
            continue;
        }
        if (!written) {
            return giveBack(undecided, events);
        }
        if (m_parts.committed) {
            m_parts.committed(std::span(batch.orders).subspan(unit.firstOrder, unit.orders), **written,
                              std::span(batch.deadLetters).subspan(unit.firstDeadLetter, unit.deadLetters));
        }
        // Committed is committed: no reader waits for the dead-letter topic, only counters and offsets do.
        const Decided decided = applyOutcomes(std::span(batch.orders).subspan(unit.firstOrder, unit.orders), **written,
                                              unit.deadLetters, *m_parts.cache);
        keepEvents(batch, unit, **written, events);
        if (!publishDeadLetters(batch, unit, events)) {
            return giveBack(undecided, events);
        }
        m_parts.statistics->decided(decided);
        undecided -= decided.total();
    }
    notify(events);
    complete(batch);
}

void BatchWriter::giveBack(std::int64_t undecided, QList<IngestEvent>& events)
{
    m_parts.statistics->givenBack(undecided);
    notify(events);
}

void BatchWriter::complete(const Batch& batch)
{
    const MutexLock lock(m_mutex);
    if (m_completedGeneration != batch.generation) {
        m_completed = {};
        m_completedGeneration = batch.generation;
    }
    for (const LogPosition& position : batch.positions) {
        m_completed.offsets.insert(position.partition, position.next);
        m_completed.notes.insert(position.partition, m_positions.note(position.partition));
    }
}

// None: abandoned. An Error: this unit is refused, see isRefusal(). The positions go with the last unit: before it is
// written, not all of the batch is.
std::optional<Result<std::vector<WrittenOrder>>> BatchWriter::writeUnit(const Batch& batch, const Unit& unit,
                                                                        bool isLast)
{
    std::vector<LogPosition> positions = isLast ? m_positions.countedOn(batch.positions) : std::vector<LogPosition>();
    while (!isAbandoned(batch.generation)) {
        auto written =
            m_store->write(std::span(batch.orders).subspan(unit.firstOrder, unit.orders),
                           std::span(batch.deadLetters).subspan(unit.firstDeadLetter, unit.deadLetters), positions);
        if (written) {
            m_positions.note(positions);
            reportProgress(true);
            return written;
        }
        if (isRefusal(written.error())) {
            return written;
        }
        if (written.error().code == ErrorCode::Conflict) {
            reportLostCommits(written.error());
            break;
        }
        m_parts.statistics->databaseRetry();
        m_health.stalled(written.error(), true);
        if (!waitBeforeRetry(batch.generation)) {
            break;
        }
    }
    return {};
}

// Halving a batch.
//
// A batch is one transaction of many orders, and a transaction is refused as a whole: one order that the database does
// not take would hold up all of them, for ever. PostgreSQL does not say which row it was (of an upsert of
// arrays it cannot), so the culprit is found as one finds a word in a dictionary: the refused unit is cut in two and
// each half is a transaction of its own. A half that is taken is done; the one that is refused is cut again, until it
// is one order. That one becomes a dead letter with the database's reason. The tree has log2(n) levels with two
// transactions each, of which one is refused: at most 2·log2(n)+1 transactions for a culprit, 21 for a thousand orders
// (tests/faults/TestPoison counts them), and a batch without one costs what it did before.
//
// Units are a stack, taken from the back: the first half is written first, and an order's dead letter directly after
// its refusal. A half is sorted by order number, because it is a range of a sorted batch; that keeps two writers from
// waiting for each other. Dead letters of the batch go with the first half and are separated from the orders only at
// the end.
//
// A dead letter may be refused too (a constraint that somebody added): headers and reasons are what somebody may have
// put around the bytes, so it is tried once without them, and after that it is in the way: that is said, and it is
// tried whole again and again, since nothing may be lost. A defect of ours (Internal) is treated like refused data: the
// smallest part that meets it is kept as a dead letter, and no message is skipped or held up by another one's.
//
// Returns the parts, to be written in turn from the back.
std::vector<BatchWriter::Unit> BatchWriter::split(Batch& batch, const Unit& unit, const Error& error)
{
    if (error.code == ErrorCode::Internal && isLineDue(m_nextDefectLine)) {
        qCCritical(logIngest, "a defect of Orderdesk, please report it: %s; what meets it becomes a dead letter",
                   qPrintable(error.message.english()));
    }
    if (unit.orders > 1) {
        const std::size_t half = unit.orders / 2;
        return {{unit.firstOrder + half, unit.orders - half, 0, 0},
                {unit.firstOrder, half, unit.firstDeadLetter, unit.deadLetters}};
    }
    if (unit.orders == 1 && unit.deadLetters > 0) {
        return {{0, 0, unit.firstDeadLetter, unit.deadLetters}, {unit.firstOrder, 1, 0, 0}};
    }
    if (unit.orders == 1) {
        DeadLetter deadLetter = refusedOrder(batch.orders[unit.firstOrder], batch.messages[unit.firstOrder], error);
        reportCulprit(deadLetter.message.position, error);
        batch.deadLetters.push_back(std::move(deadLetter));
        return {{0, 0, batch.deadLetters.size() - 1, 1}};
    }
    if (unit.deadLetters > 1) {
        const std::size_t half = unit.deadLetters / 2;
        return {{0, 0, unit.firstDeadLetter + half, unit.deadLetters - half}, {0, 0, unit.firstDeadLetter, half}};
    }
    DeadLetter& deadLetter = batch.deadLetters[unit.firstDeadLetter];
    if (unit.isBare) {
        m_parts.statistics->databaseRetry();
        m_health.stalled(letterInTheWay(error), error.code != ErrorCode::Internal);
        waitBeforeRetry(batch.generation); // who abandons it is heard before the next write
        deadLetter = std::exchange(m_wholeLetter, {});
        return {{0, 0, unit.firstDeadLetter, 1}};
    }
    m_wholeLetter = std::exchange(deadLetter, bareLetter(deadLetter, error));
    return {{0, 0, unit.firstDeadLetter, 1, true}};
}

// False: abandoned before all were acknowledged. What is stored is told before that is awaited.
bool BatchWriter::publishDeadLetters(const Batch& batch, const Unit& unit, QList<IngestEvent>& events)
{
    if (!m_deadLetterTopic || unit.deadLetters == 0) {
        return true;
    }
    notify(events);
    m_deadLetterTopic->begin(std::span(batch.deadLetters).subspan(unit.firstDeadLetter, unit.deadLetters));
    while (true) {
        const auto published = m_deadLetterTopic->publish(publishTimeout);
        if (published) {
            reportProgress(false);
            return true;
        }
        Error error = published.error();
        error.message = Sentence::tr("dead-letter topic: %1").arg(error.message);
        m_health.stalled(error, false);
        if (!waitBeforeRetry(batch.generation)) {
            return false;
        }
    }
}

// Adds what was stored last to the recent orders, and everything to `events` when somebody watches.
void BatchWriter::keepEvents(const Batch& batch, const Unit& unit, const std::vector<WrittenOrder>& written,
                             QList<IngestEvent>& events) const
{
    constexpr std::size_t shownAsRecent = 100;
    for (std::size_t i = 0; i < written.size(); ++i) {
        const bool recent = written[i].outcome == WriteOutcome::Stored && written.size() - i <= shownAsRecent;
        if (!recent && !m_parts.notify) {
            continue;
        }
        IngestEvent event = eventOf(batch.orders[unit.firstOrder + i], written[i]);
        if (recent) {
            m_parts.recent->add(event.order);
        }
        if (m_parts.notify) {
            events.push_back(std::move(event));
        }
    }
    for (std::size_t i = 0; m_parts.notify && i < unit.deadLetters; ++i) {
        events.push_back(eventOf(batch.deadLetters[unit.firstDeadLetter + i]));
    }
}

void BatchWriter::notify(QList<IngestEvent>& events) const
{
    if (m_parts.notify && !events.isEmpty()) {
        sortByArrival(events);
        m_parts.notify(events);
        events.clear();
    }
}

// A topic full of them must not fill the log.
void BatchWriter::reportCulprit(const MessagePosition& position, const Error& error)
{
    ++m_culprits;
    if (!isLineDue(m_nextCulpritLine)) {
        return;
    }
    qCWarning(logIngest, "the order at %s cannot be stored: %s; that makes %lld so far", qPrintable(describe(position)),
              qPrintable(error.message.english()), static_cast<long long>(m_culprits));
}

void BatchWriter::reportProgress(bool database)
{
    m_backoff.reset();
    m_health.progressed(database);
}

// False: abandoned or stopping.
bool BatchWriter::waitBeforeRetry(std::uint64_t generation)
{
    const auto time = m_backoff.next();
    const auto end = ConditionVariable::Clock::now() + time;
    m_health.setNextTry(currentTimestamp() + time);
    bool isGivenBack = false;
    {
        MutexLock lock(m_mutex);
        while (!isGivenUp(generation) && m_changed.waitUntil(lock, end)) {
        }
        isGivenBack = isGivenUp(generation);
    }
    m_health.setNextTry({});
    return !isGivenBack;
}

bool BatchWriter::isAbandoned(std::uint64_t generation) const
{
    const MutexLock lock(m_mutex);
    return isGivenUp(generation);
}

bool BatchWriter::isGivenUp(std::uint64_t generation) const
{
    return m_stop || m_lostCommits || (m_abandoned && generation <= *m_abandoned);
}

} // namespace orderdesk

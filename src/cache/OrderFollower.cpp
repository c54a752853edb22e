#include "cache/OrderFollower.h"

#include <QLoggingCategory>

#include <algorithm>

namespace orderdesk {

namespace {

Q_LOGGING_CATEGORY(logFollow, "orderdesk.lookup.follow")

// What is looked at twice: five seconds' worth of any rate that one database takes.
constexpr std::size_t rememberedRevisions = 65'536;

IngestEvent eventOf(OrderChange&& change)
{
    IngestEvent event;
    event.kind = change.order.revision == 1 ? IngestEvent::Kind::New : IngestEvent::Kind::Updated;
    event.order = std::move(change.order);
    event.receivedAt = event.order.storedAt;
    event.violations = std::move(change.warnings);
    return event;
}

IngestEvent eventOf(DeadLetter&& letter)
{
    IngestEvent event;
    event.kind = IngestEvent::Kind::DeadLettered;
    event.order.orderUid = std::move(letter.orderUid);
    event.order.position = std::move(letter.message.position);
    event.receivedAt = letter.receivedAt;
    event.violations = std::move(letter.violations);
    return event;
}

std::uint64_t keyOf(const MessagePosition& position)
{
    return SeenRevisions::keyOf(position.topic.toStdString(), position.partition, position.offset);
}

std::uint64_t keyOf(const IngestEvent& event)
{
    return event.kind == IngestEvent::Kind::DeadLettered
               ? keyOf(event.order.position)
               : SeenRevisions::keyOf(event.order.orderUid, event.order.revision);
}

} // namespace

OrderFollower::OrderFollower(OrderCache& cache, RecentOrders& recent, ChangesFactory factory, Options options)
    : m_cache(cache)
    , m_recent(recent)
    , m_factory(std::move(factory))
    , m_options(options)
    , m_seen(rememberedRevisions)
    , m_own(rememberedRevisions)
{
}

void OrderFollower::start()
{
    m_thread.start([this] { run(); });
}

void OrderFollower::noteOwn(std::span<const IncomingOrder> orders, std::span<const WrittenOrder> written,
                            std::span<const DeadLetter> deadLetters)
{
    const MutexLock lock(m_mutex);
    for (std::size_t i = 0; i < orders.size(); ++i) {
        if (written[i].outcome == WriteOutcome::Stored) {
            m_own.add(SeenRevisions::keyOf(orders[i].order.orderUid, written[i].revision));
        }
    }
    for (const DeadLetter& letter : deadLetters) {
        m_own.add(keyOf(letter.message.position));
    }
}

std::optional<DatabaseRights> OrderFollower::rights() const
{
    const MutexLock lock(m_mutex);
    return m_rights;
}

void OrderFollower::run()
{
    const std::unique_ptr<OrderChanges> changes = m_factory();
    do {
        if (!m_options.mayLook || m_options.mayLook()) {
            look(*changes);
        }
    } while (m_thread.pause(m_options.interval));
}

void OrderFollower::look(OrderChanges& changes)
{
    release();
    std::vector<std::uint64_t> visited;
    auto found =
        changes.next([&](const OrderRevision& revision) { return visit(revision, visited); }, m_options.mostEvents);
    noteOutcome(found ? nullptr : &found.error());
    if (!found) {
        return;
    }
    for (const std::uint64_t key : visited) {
        m_seen.add(key);
    }
    {
        const MutexLock lock(m_mutex);
        m_rights = found->rights;
    }
    tell(std::move(*found));
}

bool OrderFollower::visit(const OrderRevision& revision, std::vector<std::uint64_t>& visited)
{
    m_cache.removeOlder(revision.orderUid, revision.revision);
    const std::uint64_t key = SeenRevisions::keyOf(revision.orderUid, revision.revision);
    if (m_seen.contains(key)) {
        return false;
    }
    // Of a long catch-up the last are enough: the next look begins behind them.
    if (visited.size() == 2 * rememberedRevisions) {
        visited.erase(visited.begin(), visited.begin() + rememberedRevisions);
    }
    visited.push_back(key);
    const MutexLock lock(m_mutex);
    return !m_own.contains(key);
}

void OrderFollower::tell(ChangesSinceLastLook&& changes)
{
    QList<IngestEvent> events;
    events.reserve(static_cast<qsizetype>(changes.orders.size() + changes.deadLetters.size()));
    for (OrderChange& change : changes.orders) {
        m_recent.add(change.order);
        events.push_back(eventOf(std::move(change)));
    }
    for (DeadLetter& letter : changes.deadLetters) {
        events.push_back(eventOf(std::move(letter)));
    }
    std::stable_sort(events.begin(), events.end(),
                     [](const IngestEvent& a, const IngestEvent& b) { return a.receivedAt < b.receivedAt; });
    if (changes.skipped > 0) {
        qCInfo(logFollow, "%lld more were stored than can be shown", static_cast<long long>(changes.skipped));
        Q_EMIT skipped(changes.skipped);
    }
    m_held = std::move(events);
    if (!m_options.alsoIngests) {
        release();
    }
}

// The writer says what is its own right after it was committed, so a look later it has said so.
void OrderFollower::release()
{
    if (m_options.alsoIngests) {
        m_held.removeIf([this](const IngestEvent& event) { return isOwn(event); });
    }
    if (!m_held.isEmpty()) {
        Q_EMIT eventsHappened(std::exchange(m_held, {}));
    }
}

bool OrderFollower::isOwn(const IngestEvent& event) const
{
    const MutexLock lock(m_mutex);
    return m_own.contains(keyOf(event));
}

void OrderFollower::noteOutcome(const Error* error)
{
    if (error != nullptr && !m_hasFailed) {
        qCWarning(logFollow, "%s; trying again", qPrintable(error->message.english()));
    } else if (error == nullptr && m_hasFailed) {
        qCInfo(logFollow, "following what is stored again");
    }
    m_hasFailed = error != nullptr;
}

} // namespace orderdesk

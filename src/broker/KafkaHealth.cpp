#include "broker/KafkaHealth.h"

#include "broker/KafkaLog.h"

#include <algorithm>
#include <chrono>

namespace orderdesk {

namespace {

using Level = ComponentState::Level;
using Kind = KafkaProblem::Kind;

constexpr int patience = 3; // a rebalance takes a moment; statistics come once a second

Timestamp now()
{
    return std::chrono::time_point_cast<Timestamp::duration>(std::chrono::system_clock::now());
}

bool endsWithConnection(Kind kind)
{
    return kind == Kind::Unreachable || kind == Kind::Advertised || kind == Kind::Security || kind == Kind::Other;
}

} // namespace

KafkaHealth::KafkaHealth(QString brokers, QString topic)
    : m_brokers(std::move(brokers))
    , m_topic(std::move(topic))
    , m_state{Level::Starting, {}, now(), {}}
{
}

void KafkaHealth::errorReported(rd_kafka_resp_err_t error, const QByteArray& reason)
{
    if (error == RD_KAFKA_RESP_ERR__PARTITION_EOF)
        return;
    auto problem = describeKafkaProblem(error, reason, m_brokers, m_topic);
    const bool allDown = error == RD_KAFKA_RESP_ERR__ALL_BROKERS_DOWN;
    if (allDown)
        m_brokersUp = false;
    // The general finding must not hide the particular one that came with it.
    const bool sharper = m_problem && endsWithConnection(m_problem->kind) &&
                         (allDown || (m_problem->kind != Kind::Unreachable && problem.kind == Kind::Unreachable));
    if (!sharper)
        m_problem = std::move(problem);
    if (allDown || m_problem->kind == Kind::Security || m_problem->kind == Kind::TopicMissing ||
        m_problem->kind == Kind::NotAuthorized)
        enter(Level::Down, *m_problem);
}

void KafkaHealth::statisticsReceived(const KafkaStatistics& statistics, bool hasPartitions)
{
    m_brokersUp = statistics.brokersUp > 0;
    if (!m_brokersUp) {
        if (m_problem)
            enter(Level::Down, *m_problem);
        return;
    }
    const bool leadersUp = std::all_of(statistics.partitions.begin(), statistics.partitions.end(),
                                       [](const auto& partition) { return partition.leaderUp; });
    m_unsettled = statistics.groupSteady ? 0 : m_unsettled + 1;
    if (statistics.groupSteady && (leadersUp || !hasPartitions)) {
        // A missing or forbidden topic leaves an idle group behind that looks well.
        if (hasPartitions || !m_problem || endsWithConnection(m_problem->kind))
            provenWell();
        return;
    }
    if (m_problem)
        enter(m_state.level == Level::Ok || m_state.level == Level::Degraded ? Level::Degraded : Level::Down,
              *m_problem);
    else if (m_unsettled >= patience && m_state.level == Level::Ok)
        enter(Level::Degraded, Sentence::tr("waiting for the consumer group to share out the partitions"));
}

void KafkaHealth::provenWell()
{
    m_problem.reset();
    m_brokersUp = true;
    enter(Level::Ok, Sentence());
}

void KafkaHealth::enter(ComponentState::Level level, const KafkaProblem& problem)
{
    enter(level, problem.cause, problem.hint);
}

void KafkaHealth::enter(ComponentState::Level level, const Sentence& cause, const Sentence& hint)
{
    if (m_state.level == level && m_state.cause == cause && m_state.hint == hint)
        return;
    const auto since = m_state.level == level ? m_state.since : now();
    m_state = {level, cause, since, {}, hint};
}

void logChange(const ComponentState& before, const ComponentState& now)
{
    if (before.level == now.level && before.cause == now.cause)
        return;
    if (now.level == Level::Ok)
        qCInfo(brokerLog, "Kafka is well");
    else
        qCWarning(brokerLog, "%s", qUtf8Printable(explained({ErrorCode::Unavailable, now.cause, now.hint})));
}

} // namespace orderdesk

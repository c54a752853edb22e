#pragma once

#include "broker/KafkaProblem.h"
#include "broker/KafkaStatistics.h"
#include "domain/ComponentState.h"

#include <optional>

namespace orderdesk {

/// Turns what librdkafka reports into one state with a cause. librdkafka tells the same error once in 30 s at most, so
/// an outage is known from the brokers' states in the statistics, and only its cause from errors. Consumer thread only.
class KafkaHealth final
{
public:
    KafkaHealth(QString brokers, QString topic);

    void errorReported(rd_kafka_resp_err_t error, const QByteArray& reason);
    void statisticsReceived(const KafkaStatistics& statistics, bool hasPartitions);
    /// Partitions came or a message did: broker and group work.
    void provenWell();

    const ComponentState& state() const { return m_state; }
    bool brokersUp() const { return m_brokersUp; }
    bool isTopicMissing() const { return m_problem && m_problem->kind == KafkaProblem::Kind::TopicMissing; }

private:
    void enter(ComponentState::Level level, const Sentence& cause, const Sentence& hint = {});
    void enter(ComponentState::Level level, const KafkaProblem& problem);

    const QString m_brokers;
    const QString m_topic;
    ComponentState m_state;
    std::optional<KafkaProblem> m_problem; ///< the last one reported since all was well
    bool m_brokersUp = false;
    int m_unsettled = 0; ///< statistics in a row without a settled group
};

/// A line in the log, unless both say the same.
void logChange(const ComponentState& before, const ComponentState& now);

} // namespace orderdesk

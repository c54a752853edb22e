#include "broker/KafkaStatistics.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QSet>

namespace orderdesk {

namespace {

KafkaStatistics::Partition partitionOf(const QJsonObject& object, const QSet<qint64>& nodesUp)
{
    KafkaStatistics::Partition result;
    result.low = object.value(QLatin1String("lo_offset")).toInteger(-1);
    result.end = object.value(QLatin1String("hi_offset")).toInteger(-1);
    result.stable = object.value(QLatin1String("ls_offset")).toInteger(-1);
    if (result.stable < 0)
        result.stable = result.end;
    result.next = object.value(QLatin1String("next_offset")).toInteger(-1);
    result.queued = object.value(QLatin1String("fetchq_cnt")).toInteger(0);
    result.leaderUp = nodesUp.contains(object.value(QLatin1String("leader")).toInteger(-1));
    return result;
}

} // namespace

KafkaStatistics parseKafkaStatistics(const QByteArray& json)
{
    KafkaStatistics result;
    const QJsonObject root = QJsonDocument::fromJson(json).object();

    QSet<qint64> nodesUp;
    const QJsonObject brokers = root.value(QLatin1String("brokers")).toObject();
    for (const auto& value : brokers) {
        const QJsonObject broker = value.toObject();
        if (broker.value(QLatin1String("state")).toString() != QLatin1String("UP"))
            continue;
        ++result.brokersUp;
        nodesUp.insert(broker.value(QLatin1String("nodeid")).toInteger(-1));
    }

    const QJsonObject group = root.value(QLatin1String("cgrp")).toObject();
    result.groupSteady = group.value(QLatin1String("state")).toString() == QLatin1String("up") &&
                         group.value(QLatin1String("join_state")).toString() == QLatin1String("steady");

    const QJsonObject topics = root.value(QLatin1String("topics")).toObject();
    for (auto topic = topics.begin(); topic != topics.end(); ++topic) {
        const QJsonObject partitions = topic.value().toObject().value(QLatin1String("partitions")).toObject();
        for (const auto& value : partitions) {
            const QJsonObject partition = value.toObject();
            const auto id = partition.value(QLatin1String("partition")).toInteger(-1);
            // Partitions of other members are listed too; nothing is fetched and no connection is held for them.
            if (id >= 0 && partition.value(QLatin1String("desired")).toBool())
                result.partitions.insert({topic.key(), static_cast<std::int32_t>(id)}, partitionOf(partition, nodesUp));
        }
    }
    return result;
}

} // namespace orderdesk

#pragma once

#include <QByteArray>
#include <QList>
#include <QString>

#include <utility>

namespace orderdesk {

using KafkaProperties = QList<std::pair<QByteArray, QByteArray>>;

/// Where Kafka is and how to speak with it. Read once from the settings, handed down by value.
struct BrokerSettings
{
    QString brokers = QStringLiteral("localhost:9092");
    QString topic = QStringLiteral("orders");
    QString group = QStringLiteral("orderdesk");
    QString clientId = QStringLiteral("orderdesk");
    KafkaProperties properties; ///< handed to librdkafka last, so they win; may hold secrets
};

} // namespace orderdesk

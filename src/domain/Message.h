#pragma once

#include "domain/Timestamp.h"

#include <QByteArray>
#include <QList>
#include <QMetaType>
#include <QString>

#include <cstdint>
#include <optional>
#include <utility>

namespace orderdesk {

/// Where a message stands in Kafka.
struct MessagePosition
{
    QString topic;
    std::int32_t partition = 0;
    std::int64_t offset = 0;
    Timestamp timestamp{}; ///< Kafka's message timestamp (milliseconds); the epoch when the message has none
    /// Which life of the topic, from 1: one that was deleted and made again begins its offsets anew (see LogPosition).
    /// 0: not known, of rows that were stored before anybody counted.
    std::int32_t incarnation = 1;

    friend bool operator==(const MessagePosition&, const MessagePosition&) = default;
};

/// In order; names may repeat. A value that is none is Kafka's null, which is not the empty one.
using MessageHeaders = QList<std::pair<QByteArray, std::optional<QByteArray>>>;

/// One message as it came: raw bytes, not yet looked at.
struct Message
{
    MessagePosition position;
    std::optional<QByteArray> key;
    std::optional<QByteArray> value; ///< none: a tombstone (Kafka's null value)
    MessageHeaders headers;
    /// Kafka's number where it is no time, see timestampOfMilliseconds(): the position then has none.
    std::optional<std::int64_t> oddTimestamp{};

    friend bool operator==(const Message&, const Message&) = default;
};

} // namespace orderdesk

Q_DECLARE_METATYPE(orderdesk::Message)

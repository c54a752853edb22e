#pragma once

#include <QString>

#include <chrono>

namespace orderdesk {

/// How messages are gathered and what is refused before it is looked at.
struct IngestSettings
{
    QString topic = QStringLiteral("orders");
    int batchOrders = 1000;                  ///< a batch closes at this many messages, 1 to 10,000
    std::chrono::milliseconds batchDelay{5}; ///< or when its first message has waited this long and the writer is free
    qsizetype batchBytes = 16 * 1024 * 1024; ///< or at this many bytes: what bounds memory
    qsizetype maxMessageSize = 1024 * 1024;
    bool strict = false;                         ///< warnings dead-letter
    QString deadLetterTopic;                     ///< empty: dead letters are kept in the database only
    std::chrono::milliseconds stuckAfter{10000}; ///< lag and no progress for this long is "stuck"
};

} // namespace orderdesk

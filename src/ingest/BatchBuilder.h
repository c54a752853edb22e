#pragma once

#include "domain/MessageValidator.h"
#include "ingest/Batch.h"
#include "ingest/IngestSettings.h"

#include <chrono>
#include <optional>

namespace orderdesk {

/// Decodes messages and gathers them into a batch. Consumer thread only.
class BatchBuilder final
{
public:
    explicit BatchBuilder(const IngestSettings& settings);

    void add(Message message);

    bool isEmpty() const;
    bool isFull() const;
    /// When the first message has waited long enough; none while empty.
    std::optional<std::chrono::steady_clock::time_point> dueAt() const;
    std::int64_t messageCount() const;

    /// The batch so far, sorted; begins a new one.
    Batch take(std::uint64_t generation);
    /// Forgets everything gathered, which is given back to Kafka. Returns how many messages that were.
    std::int64_t drop();

private:
    void addOrder(Message message, DecodeResult decoded, Timestamp now);
    void addDeadLetter(Message message, DecodeResult decoded, Timestamp now);
    void notePositions();
    void sortByNumber();

    const IngestSettings m_settings;
    MessageValidator m_validator;
    Batch m_batch;
    qsizetype m_bytes = 0;
    std::chrono::steady_clock::time_point m_firstAt{};
};

} // namespace orderdesk

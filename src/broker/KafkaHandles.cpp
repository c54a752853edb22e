#include "broker/KafkaHandles.h"

#include "broker/KafkaLog.h"

#include <chrono>
#include <future>
#include <thread>

namespace orderdesk {

namespace {

constexpr std::chrono::seconds longestDestroy{1};

} // namespace

void KafkaClientDeleter::operator()(rd_kafka_t* client) const noexcept
{
    std::promise<void> done;
    auto ended = done.get_future();
    std::thread worker([client, done = std::move(done)]() mutable {
        rd_kafka_destroy_flags(client, RD_KAFKA_DESTROY_F_NO_CONSUMER_CLOSE);
        done.set_value();
    });
    if (ended.wait_for(longestDestroy) == std::future_status::ready) {
        worker.join();
        return;
    }
    qCWarning(brokerLog, "librdkafka is slow to let go of its connections; it ends in the background");
    worker.detach();
}

std::int64_t millisecondsOf(const rd_kafka_message_t& message)
{
    rd_kafka_timestamp_type_t type = RD_KAFKA_TIMESTAMP_NOT_AVAILABLE;
    const std::int64_t milliseconds = rd_kafka_message_timestamp(&message, &type);
    return type == RD_KAFKA_TIMESTAMP_NOT_AVAILABLE ? noMilliseconds : milliseconds;
}

} // namespace orderdesk

#include "broker/EmbeddedBroker.h"
#include "broker/KafkaMessagePublisher.h"
#include "broker/KafkaMessageSource.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <thread>

using namespace orderdesk;
using namespace std::chrono_literals;
using Clock = std::chrono::steady_clock;

namespace {

class NoListener final : public RebalanceListener
{
    void partitionsAssigned(const QList<TopicPartition>&) override {}
    void partitionsRevoked(const QList<TopicPartition>&, bool) override {}
};

double seconds(Clock::duration time)
{
    return std::chrono::duration<double>(time).count();
}

} // namespace

/// bench_broker [MESSAGES [BYTES [PARTITIONS]]]: messages a second through publish() and poll(), at the same time.
int main(int argc, char** argv)
{
    const int count = argc > 1 ? std::atoi(argv[1]) : 100'000;
    const int size = argc > 2 ? std::atoi(argv[2]) : 1000;
    const int partitions = argc > 3 ? std::atoi(argv[3]) : 40;
    auto broker = EmbeddedBroker::start(QStringLiteral("orders"), partitions);
    if (!broker)
        return 1;
    BrokerSettings settings;
    settings.brokers = (*broker)->bootstrapServers();

    std::vector<OutgoingMessage> messages;
    messages.reserve(static_cast<size_t>(count));
    for (int i = 0; i < count; ++i)
        messages.push_back({settings.topic, QByteArray::number(i), QByteArray(size, 'x'), {}});
    KafkaMessagePublisher publisher(settings);
    const auto begin = Clock::now();
    const auto results = publisher.publish(messages, 120s);
    const auto delivered =
        std::count_if(results.begin(), results.end(), [](const auto& result) { return result.has_value(); });
    std::printf("publish: %.0f messages/s (%ld of %d delivered)\n", count / seconds(Clock::now() - begin),
                static_cast<long>(delivered), count);

    KafkaMessageSource source(settings);
    NoListener listener;
    if (!source.open(listener))
        return 1;
    long polled = 0;
    PartitionOffsets done;
    Clock::time_point first;
    Clock::time_point last = Clock::now();
    while (polled < delivered && (polled == 0 || Clock::now() - last < 2s)) {
        const auto message = source.poll(100ms);
        if (!message || !*message)
            continue;
        last = Clock::now();
        if (polled++ == 0)
            first = last;
        done[{(*message)->position.topic, (*message)->position.partition}] = (*message)->position.offset + 1;
        if (polled % 1000 == 0)
            source.storeOffsets(done);
    }
    std::printf("poll:    %.0f messages/s (%ld messages)\n", static_cast<double>(polled) / seconds(last - first),
                polled);

    // Both at once: a second of fresh messages while they are consumed.
    std::thread writer([&] {
        KafkaMessagePublisher concurrent(settings);
        concurrent.publish(messages, 120s);
    });
    const auto start = Clock::now();
    polled = 0;
    last = start;
    while (polled < count && Clock::now() - last < 3s) {
        const auto message = source.poll(100ms);
        if (message && *message) {
            last = Clock::now();
            ++polled;
        }
    }
    writer.join();
    std::printf("both:    %.0f messages/s (%ld messages)\n", static_cast<double>(polled) / seconds(last - start),
                polled);
    return 0;
}

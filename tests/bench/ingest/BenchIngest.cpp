// Ingest of the built program on the real stack: orders a second with batches of 1000 against --batch-orders 1,
// alternately. Usage: bench_ingest [rounds] [seconds]; addresses from ORDERDESK_KAFKA_BROKERS and
// ORDERDESK_DATABASE_URL (./dev.sh bench).

#include "broker/KafkaMessagePublisher.h"
#include "generator/OrderGenerator.h"
#include "support/OrderdeskProcess.h"
#include "support/PostgresFixture.h"

#include <QCoreApplication>
#include <QElapsedTimer>

#include <algorithm>
#include <cstdio>
#include <vector>

using namespace orderdesk;
using namespace orderdesk::test;
using namespace std::chrono_literals;

namespace {

constexpr int messages = 200'000;
constexpr int publishedAtOnce = 5000;

bool produce(const QString& brokers, const QString& topic)
{
    BrokerSettings settings;
    settings.brokers = brokers;
    KafkaMessagePublisher publisher(settings);
    OrderGenerator generator({.seed = 1, .invalidPercent = 0, .updatesPercent = 10});
    for (int sent = 0; sent < messages; sent += publishedAtOnce) {
        std::vector<OutgoingMessage> outgoing;
        for (int i = 0; i < publishedAtOnce; ++i) {
            GeneratedMessage message = generator.next();
            outgoing.push_back({topic, message.key, message.json, {}});
        }
        for (const auto& result : publisher.publish(outgoing, 60s)) {
            if (!result) {
                std::fprintf(stderr, "cannot produce: %s\n", qPrintable(result.error().message.english()));
                return false;
            }
        }
    }
    return true;
}

double decided(const OrderdeskProcess& orderdesk)
{
    return orderdesk.metric("orderdesk_messages_stored_total").value_or(0) +
           orderdesk.metric("orderdesk_messages_unchanged_total").value_or(0) +
           orderdesk.metric("orderdesk_messages_superseded_total").value_or(0);
}

// Messages brought to their end a second, from the first one on, over `seconds` at most; 0 when nothing came.
double rate(const QString& brokers, const QString& topic, const QString& batchOrders, int seconds)
{
    PostgresFixture postgres;
    if (const QString why = postgres.start(false); !why.isEmpty()) {
        std::fprintf(stderr, "%s\n", qPrintable(why));
        return 0;
    }
    OrderdeskProcess orderdesk({postgres.settings().url,
                                brokers,
                                topic,
                                uniqueName(QStringLiteral("bench")),
                                {QStringLiteral("--batch-orders"), batchOrders}});
    if (const QString problem = orderdesk.start(); !problem.isEmpty()) {
        std::fprintf(stderr, "%s\n", qPrintable(problem));
        return 0;
    }
    if (!waitUntil([&] { return decided(orderdesk) > 0; }, 60s)) {
        return 0;
    }
    QElapsedTimer timer;
    const double first = decided(orderdesk);
    timer.start();
    double last = first;
    double elapsed = 0;
    waitUntil(
        [&] {
            last = decided(orderdesk);
            elapsed = static_cast<double>(timer.nsecsElapsed()) / 1e9;
            return last >= messages;
        },
        std::chrono::seconds(seconds));
    return (last - first) / elapsed;
}

double median(std::vector<double> values)
{
    std::sort(values.begin(), values.end());
    return values[values.size() / 2];
}

} // namespace

int main(int argc, char** argv)
{
    QCoreApplication application(argc, argv);
    const int rounds = argc > 1 ? std::max(1, std::atoi(argv[1])) : 3;
    const int seconds = argc > 2 ? std::max(1, std::atoi(argv[2])) : 8;
    const QString brokers = qEnvironmentVariable("ORDERDESK_KAFKA_BROKERS");
    const QString topic = uniqueName(QStringLiteral("bench"));
    if (brokers.isEmpty() || !produce(brokers, topic)) {
        std::fprintf(stderr, "needs a real Kafka: run it through ./dev.sh bench\n");
        return 69;
    }
    std::vector<double> many;
    std::vector<double> one;
    std::vector<double> ratios;
    for (int round = 1; round <= rounds; ++round) {
        many.push_back(rate(brokers, topic, QStringLiteral("1000"), seconds));
        one.push_back(rate(brokers, topic, QStringLiteral("1"), seconds));
        ratios.push_back(many.back() / std::max(one.back(), 1.0));
        std::printf("round %d: batch 1000 %8.0f orders/s, batch 1 %8.0f orders/s, ratio %5.1f\n", round, many.back(),
                    one.back(), ratios.back());
        std::fflush(stdout);
    }
    std::printf("median:  batch 1000 %8.0f orders/s, batch 1 %8.0f orders/s, ratio %5.1f\n", median(many), median(one),
                median(ratios));
    return 0;
}

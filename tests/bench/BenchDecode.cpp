#include "domain/OrderDecoder.h"
#include "domain/OrderEncoder.h"
#include "generator/OrderGenerator.h"

#include <algorithm>
#include <cstdio>
#include <ctime>
#include <vector>

using namespace orderdesk;

namespace {

constexpr int kOrders = 2000;
constexpr int kRounds = 15;

/// The median of the rounds, in nanoseconds of processor time an order.
template <typename Step>
double measure(Step step)
{
    std::vector<double> rounds;
    for (int round = 0; round < kRounds; ++round) {
        const std::clock_t start = std::clock();
        for (std::size_t i = 0; i < kOrders; ++i) {
            step(i);
        }
        const auto ticks = static_cast<double>(std::clock() - start);
        rounds.push_back(ticks * 1e9 / CLOCKS_PER_SEC / kOrders);
    }
    std::nth_element(rounds.begin(), rounds.begin() + kRounds / 2, rounds.end());
    return rounds[kRounds / 2];
}

} // namespace

/// Prints how long it takes to decode and to encode a generated order, on one core. No test: machines differ.
int main()
{
    OrderGenerator generator({1, 0, 0});
    OrderDecoder decoder;
    const Timestamp now = currentTimestamp();
    std::vector<QByteArray> documents;
    std::vector<Order> orders;
    qsizetype bytes = 0;
    for (int i = 0; i < kOrders; ++i) {
        const GeneratedMessage message = generator.next();
        documents.push_back(message.json);
        orders.push_back(message.order);
        bytes += message.json.size();
    }

    qsizetype kept = 0;
    const double decodeTime = measure([&](std::size_t i) { kept += decoder.decode(documents[i], now).order ? 1 : 0; });
    const double encodeTime = measure([&](std::size_t i) { kept += encodeOrder(orders[i]).size(); });
    const double bothTime =
        measure([&](std::size_t i) { kept += encodeOrder(*decoder.decode(documents[i], now).order).size(); });
    std::printf("order             %6.0f bytes on average\n", static_cast<double>(bytes) / kOrders);
    std::printf("decode            %6.0f ns/order\n", decodeTime);
    std::printf("encode            %6.0f ns/order\n", encodeTime);
    std::printf("decode and encode %6.0f ns/order\n", bothTime);
    return kept > 0 ? 0 : 1;
}

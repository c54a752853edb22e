#include "generator/OrderGenerator.h"

#include "domain/OrderEncoder.h"
#include "generator/Mutation.h"
#include "generator/OrderComposer.h"
#include "generator/SplitMix.h"

#include <algorithm>
#include <cmath>
#include <vector>

namespace orderdesk {

namespace {

constexpr std::uint64_t kRemembered = 100'000;
constexpr std::uint64_t kMillion = 1'000'000;

// Invalid messages have order numbers of their own, so that none of them names an order that exists.
constexpr std::uint64_t kFirstInvalid = std::uint64_t{1} << 62U;

std::uint64_t perMillion(double percent)
{
    return static_cast<std::uint64_t>(std::llround(std::clamp(percent, 0.0, 100.0) * 10'000));
}

QByteArray bytes(const std::string& text)
{
    return {text.data(), static_cast<qsizetype>(text.size())};
}

} // namespace

struct OrderGenerator::Private
{
    GeneratorSettings settings;
    SplitMix random;
    std::uint64_t orders = 0;
    std::uint64_t invalids = 0;
    std::vector<std::uint32_t> versions; ///< of the last kRemembered orders, by index % kRemembered

    GeneratedMessage valid(std::uint64_t index, std::uint32_t version) const
    {
        GeneratedMessage message;
        message.order = composeOrder(settings.seed, index, version);
        message.key = bytes(message.order.orderUid);
        message.json = encodeOrder(message.order);
        return message;
    }

    GeneratedMessage newOrder()
    {
        const std::uint64_t index = orders++;
        if (versions.size() < kRemembered) {
            versions.push_back(0);
        } else {
            versions[index % kRemembered] = 0;
        }
        return valid(index, 0);
    }

    GeneratedMessage update()
    {
        const std::uint64_t index = orders - 1 - random.below(versions.size());
        return valid(index, ++versions[index % kRemembered]);
    }

    GeneratedMessage invalid()
    {
        GeneratedMessage message = valid(kFirstInvalid + invalids++, 0);
        const Mutation mutation = breakOneRule(message.json, random);
        if (!mutation.keepsOrderUid) {
            message.key.clear();
        }
        message.valid = false;
        message.order = {};
        message.violatedCode = mutation.violatedCode;
        return message;
    }
};

OrderGenerator::OrderGenerator(GeneratorSettings settings)
    : d(new Private{settings, SplitMix(settings.seed), 0, 0, {}})
{
}

OrderGenerator::~OrderGenerator() = default;

GeneratedMessage OrderGenerator::next()
{
    const std::uint64_t invalid = perMillion(d->settings.invalidPercent);
    const std::uint64_t draw = d->random.below(kMillion);
    if (draw < invalid) {
        return d->invalid();
    }
    if (draw < invalid + perMillion(d->settings.updatesPercent) && d->orders > 0) {
        return d->update();
    }
    return d->newOrder();
}

} // namespace orderdesk

#pragma once

#include "domain/Order.h"

#include <QByteArray>

#include <cstdint>
#include <memory>
#include <string>

namespace orderdesk {

struct GeneratorSettings
{
    std::uint64_t seed = 1;
    double invalidPercent = 0; ///< messages that break a rule
    double updatesPercent = 0; ///< messages that change an order already generated
};

struct GeneratedMessage
{
    QByteArray key;  ///< order_uid, also of an invalid message where it has one
    QByteArray json; ///< one line, without the line feed
    bool valid = true;
    Order order;              ///< what a valid message means
    std::string violatedCode; ///< of an invalid one: the code it must be refused with
};

/// Endless realistic orders. The same settings give the same bytes on every machine and library version (own PRNG and
/// distributions, no clock). Not thread-safe; a value to own.
class OrderGenerator final
{
public:
    explicit OrderGenerator(GeneratorSettings settings);
    ~OrderGenerator();

    GeneratedMessage next();

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace orderdesk

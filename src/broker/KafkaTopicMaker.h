#pragma once

#include "broker/BrokerSettings.h"

#include <chrono>

namespace orderdesk {

/// Has the brokers make the topic of `settings` as they make topics by themselves (auto.create.topics.enable), by a
/// client of its own: a consumer must never have a topic made that somebody deletes. Waits `timeout` at most; false: no
/// answer.
bool makeKafkaTopic(const BrokerSettings& settings, std::chrono::milliseconds timeout);

} // namespace orderdesk

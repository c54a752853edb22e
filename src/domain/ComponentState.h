#pragma once

#include "domain/Timestamp.h"
#include "words/Sentence.h"

#include <QMetaType>

#include <optional>

namespace orderdesk {

/// How a part (Kafka, database, HTTP, ingest) is doing, as the lamps, /readyz and the log say it. A plain value.
struct ComponentState
{
    enum class Level {
        Off,      ///< switched off by a setting
        Starting, ///< not connected yet, nothing wrong so far
        Ok,
        Paused,   ///< a person stopped it; it waits to be told to go on
        Degraded, ///< works, but not as it should
        Stuck,    ///< connected, work is waiting, and yet nothing moves
        Down,     ///< does not work; `cause` says why
    };

    Level level = Level::Starting;
    Sentence cause; ///< one line for people, empty when all is well; no secrets, no personal data
    Timestamp since{};
    std::optional<Timestamp> nextTry; ///< when it tries again by itself
    Sentence hint{}; ///< what a person can do about it, one line; empty where waiting is all there is to do

    friend bool operator==(const ComponentState&, const ComponentState&) = default;
};

} // namespace orderdesk

Q_DECLARE_METATYPE(orderdesk::ComponentState)

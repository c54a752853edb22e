#pragma once

#include "domain/Message.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace orderdesk {

/// What people do to dead letters.
enum class LetterAction {
    Redriven,  ///< sent again as it came
    Corrected, ///< sent again with other bytes; the dead letter itself stays as it came
    Discarded, ///< deleted
};

/// As it stands in the audit.
constexpr std::string_view nameOf(LetterAction action)
{
    switch (action) {
    case LetterAction::Redriven:
        return "redriven";
    case LetterAction::Corrected:
        return "corrected";
    case LetterAction::Discarded:
        break;
    }
    return "discarded";
}

/// One dead letter that is to be changed, and what the audit says about it: where it went, which members were changed;
/// never a value of the message.
struct LetterNote
{
    std::int64_t id = 0;
    std::string detail;
};

/// One line of the audit of dead letters. It outlives the dead letter.
struct DeadLetterChange
{
    std::int64_t id = 0;
    Timestamp changedAt{};
    std::string changedBy; ///< "window (alice)", "command (alice)", "http (10.0.0.7)"
    std::string action;    ///< nameOf()
    std::int64_t deadLetterId = 0;
    MessagePosition position; ///< of the dead letter; without a time
    std::string detail;

    friend bool operator==(const DeadLetterChange&, const DeadLetterChange&) = default;
};

} // namespace orderdesk

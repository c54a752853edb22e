#pragma once

#include "domain/DeadLetter.h"
#include "words/Result.h"

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace orderdesk {

struct DeadLetterPage
{
    std::vector<DeadLetter> deadLetters; ///< newest first; message.value cut to 64 KiB
    std::optional<std::int64_t> next;    ///< pass as `before`
};

/// Reads dead letters. One owner thread; connects on first use and again by itself after a loss. Every call is bounded
/// in time and fails as Unavailable or AccessRefused.
class DeadLetterReader
{
public:
    virtual ~DeadLetterReader() = default;

    /// `limit` 1 to 200.
    virtual Result<DeadLetterPage> deadLetters(std::optional<std::int64_t> before, int limit) = 0;
    virtual Result<std::optional<DeadLetter>> deadLetter(std::int64_t id) = 0; ///< with its whole value
    /// Whose order number, as far as it could be read, or whose key this is. `limit` 1 to 200.
    virtual Result<std::vector<DeadLetter>> deadLettersOf(std::string_view orderUid, int limit) = 0;
};

} // namespace orderdesk

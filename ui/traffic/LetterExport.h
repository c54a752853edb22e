#pragma once

#include "letters/DeadLetterBrowser.h"
#include "ui/traffic/ExportPlan.h"

namespace orderdesk {

/// One dead letter. A message that was refused may hold personal data anywhere, so unless that is asked for value and
/// headers are left out, and the key is masked when it is not the order's number. Names as in `orderdesk dead-letters
/// show --json`: bytes that are no text come as base64, in a field of their own.
ExportRecord exportRecord(const DeadLetter& letter, const ExportOptions& options);

/// All dead letters that match, as they are at one moment, with their whole values.
ExportPlan letterExport(std::function<std::unique_ptr<DeadLetterBrowser>()> makeBrowser, const DeadLetterFilter& filter,
                        std::optional<std::int64_t> letters);

} // namespace orderdesk

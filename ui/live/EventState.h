#pragma once

#include "domain/IngestEvent.h"
#include "ui/widgets/Tone.h"

namespace orderdesk {

/// What became of a message, as icon, words and tone: "New", "Updated · 2 warnings", "Dead letter".
BadgeContent eventState(const IngestEvent& event);

} // namespace orderdesk

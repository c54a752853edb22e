#pragma once

#include "domain/ComponentState.h"
#include "ui/widgets/Tone.h"

namespace orderdesk {

/// A component's state as icon, one word and tone.
BadgeContent stateWords(const ComponentState& state);

/// Cause, what to do, since when, next try: one line each, without those unknown. `now` gives "12 s ago".
QString stateDetails(const ComponentState& state, Timestamp now);

} // namespace orderdesk

#pragma once

#include "domain/Violation.h"
#include "ui/widgets/FactList.h"

namespace orderdesk {

/// Violations as facts: the pointer as label, message and code as value.
QList<Fact> violationFacts(const Violations& violations);

/// The headline of a dead letter: its first error. Holds no value of the message.
QString violationHeadline(const Violations& violations);

} // namespace orderdesk

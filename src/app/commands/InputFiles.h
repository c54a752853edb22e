#pragma once

#include "app/commands/Command.h"

#include <functional>
#include <optional>

namespace orderdesk {

/// Opens each of the arguments in turn, or `io.in` for "-" and for no arguments, and hands it on with its name. `use`
/// returns false to stop. A file that cannot be read is said and skipped; returns false when there was one.
bool forEachInput(const QStringList& arguments, CommandIo& io,
                  const std::function<bool(std::istream& input, const QString& name)>& use);

} // namespace orderdesk

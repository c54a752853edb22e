#pragma once

#include "app/commands/Command.h"
#include "app/commands/CommandServices.h"

#include <memory>
#include <vector>

namespace orderdesk {

/// All commands, in the order of --help.
std::vector<std::unique_ptr<Command>> makeCommands(const CommandServices& services);

} // namespace orderdesk

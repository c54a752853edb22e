#pragma once

#include "app/commands/Command.h"

namespace orderdesk {

/// `health`: asks the instance that listens where the settings say whether it is ready (GET /readyz, 3 s). For
/// containers, which know only 0 and 1: whatever is wrong gives Failed.
class HealthCommand final : public Command
{
public:
    CommandInfo info() const override;
    ExitCode run(const CommandLine& line, CommandIo& io) override;
};

} // namespace orderdesk

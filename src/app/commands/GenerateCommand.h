#pragma once

#include "app/commands/Command.h"

namespace orderdesk {

/// `generate --count N …`: realistic orders as one JSON a line; the same seed gives the same bytes.
class GenerateCommand final : public Command
{
public:
    CommandInfo info() const override;
    ExitCode run(const CommandLine& line, CommandIo& io) override;
};

} // namespace orderdesk

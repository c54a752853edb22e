#pragma once

#include "app/commands/Command.h"

namespace orderdesk {

/// `check [FILE...|-]`: validates offline and prints each violation as `FILE:LINE: severity: /json/pointer: code:
/// message`.
class CheckCommand final : public Command
{
public:
    CommandInfo info() const override;
    ExitCode run(const CommandLine& line, CommandIo& io) override;
};

} // namespace orderdesk

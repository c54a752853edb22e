#pragma once

#include "app/commands/Command.h"
#include "app/commands/CommandServices.h"

namespace orderdesk {

/// `dead-letters list|show ID|redrive ID...|redrive --all|discard ID...|changes [ID]`: what could not become an order,
/// what to do about it, and what was done.
class DeadLettersCommand final : public Command
{
public:
    explicit DeadLettersCommand(CommandServices services);

    CommandInfo info() const override;
    ExitCode run(const CommandLine& line, CommandIo& io) override;

private:
    const CommandServices m_services;
};

} // namespace orderdesk

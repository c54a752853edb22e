#pragma once

#include "app/commands/Command.h"
#include "app/commands/CommandServices.h"

namespace orderdesk {

/// `dead-letters list|show ID|redrive ID...|redrive --all|discard ID...`: what could not become an order, and what to
/// do about it.
class DeadLettersCommand final : public Command
{
public:
    DeadLettersCommand(ReaderFactory makeReader, PublisherFactory makePublisher);

    CommandInfo info() const override;
    ExitCode run(const CommandLine& line, CommandIo& io) override;

private:
    ReaderFactory m_makeReader;
    PublisherFactory m_makePublisher;
};

} // namespace orderdesk

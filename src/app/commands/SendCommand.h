#pragma once

#include "app/commands/Command.h"
#include "app/commands/CommandServices.h"

namespace orderdesk {

/// `send [FILE...|-]`: publishes a JSON document or one JSON a line to the orders topic, with the order's number as key
/// where it can be read, and waits for the acknowledgements. What is no order goes too, with a warning: that is how one
/// tries the refusal.
class SendCommand final : public Command
{
public:
    explicit SendCommand(PublisherFactory makePublisher);

    CommandInfo info() const override;
    ExitCode run(const CommandLine& line, CommandIo& io) override;

private:
    PublisherFactory m_makePublisher;
};

} // namespace orderdesk

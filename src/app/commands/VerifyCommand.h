#pragma once

#include "app/commands/Command.h"
#include "app/commands/CommandServices.h"

namespace orderdesk {

/// `verify [--repair]`: compares each stored document with the tables' columns and, asked to, renders it anew.
class VerifyCommand final : public Command
{
public:
    explicit VerifyCommand(VerifyStore verify);

    CommandInfo info() const override;
    ExitCode run(const CommandLine& line, CommandIo& io) override;

private:
    VerifyStore m_verify;
};

} // namespace orderdesk

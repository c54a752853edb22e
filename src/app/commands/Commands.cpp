#include "app/commands/Commands.h"

#include "app/commands/CheckCommand.h"
#include "app/commands/DeadLettersCommand.h"
#include "app/commands/GenerateCommand.h"
#include "app/commands/HealthCommand.h"
#include "app/commands/SendCommand.h"
#include "app/commands/VerifyCommand.h"

namespace orderdesk {

std::vector<std::unique_ptr<Command>> makeCommands(const CommandServices& services)
{
    std::vector<std::unique_ptr<Command>> commands;
    commands.push_back(std::make_unique<SendCommand>(services.makePublisher));
    commands.push_back(std::make_unique<CheckCommand>());
    commands.push_back(std::make_unique<GenerateCommand>());
    commands.push_back(std::make_unique<DeadLettersCommand>(services));
    commands.push_back(std::make_unique<VerifyCommand>(services.verify));
    commands.push_back(std::make_unique<HealthCommand>());
    return commands;
}

} // namespace orderdesk

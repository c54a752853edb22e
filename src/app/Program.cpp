#include "app/Program.h"

#include "app/Application.h"
#include "app/ChangedBy.h"
#include "app/DesktopWindow.h"
#include "app/FilesToSend.h"
#include "app/HelpText.h"
#include "app/Logging.h"
#include "app/commands/Commands.h"
#include "broker/KafkaMessagePublisher.h"
#include "letters/PostgresDeadLetterBrowser.h"
#include "letters/PostgresDeadLetterStore.h"
#include "storage/PostgresOrderReader.h"

#include <QCoreApplication>
#include <QProcessEnvironment>

#include <csignal>
#include <exception>
#include <iostream>

namespace orderdesk {

namespace {

CommandServices realServices()
{
    return {[](const BrokerSettings& settings) { return std::make_unique<KafkaMessagePublisher>(settings); },
            [](const DatabaseSettings& settings) { return std::make_unique<PostgresOrderReader>(settings); },
            [](const DatabaseSettings& settings) { return std::make_unique<PostgresDeadLetterStore>(settings); },
            [](const DatabaseSettings& settings) { return std::make_unique<PostgresDeadLetterBrowser>(settings); },
            verifyStore,
            changedBy("command")};
}

Environment systemEnvironment()
{
    Environment environment;
    const QProcessEnvironment variables = QProcessEnvironment::systemEnvironment();
    for (const QString& name : variables.keys())
        environment.insert(name, variables.value(name));
    return environment;
}

ExitCode print(const QString& text, CommandIo& io)
{
    io.out << text.toStdString();
    return io.out.flush() ? ExitCode::Done : outputFailure(io, ExitCode::Done);
}

ExitCode run(int& argc, char** argv, CommandIo& io)
{
    const std::vector<std::unique_ptr<Command>> commands = makeCommands(realServices());
    QList<CommandInfo> infos;
    for (const auto& command : commands)
        infos.append(command->info());
    QStringList arguments;
    for (int i = 1; i < argc; ++i)
        arguments.append(QString::fromLocal8Bit(argv[i]));

    const Environment environment = systemEnvironment();
    Result<CommandLine> line = parseCommandLine(arguments, infos, environment);
    if (!line) {
        const ExitCode code = usageError(io, line.error().message.english());
        io.err.flush();
        if (asksForWindow(arguments, infos, environment))
            sayWhyNoWindow(argc, argv, line.error().message, code);
        return code;
    }
    switch (line->request) {
    case CommandLine::Request::Help:
        return print(helpText(infos, line->command), io);
    case CommandLine::Request::Version:
        return print(versionText(), io);
    case CommandLine::Request::PrintSettings:
        return print(settingsText(line->origins), io);
    case CommandLine::Request::Run:
        break;
    }
    const Logging logging(line->settings.logLevel, line->settings.logFormat, Logging::toStandardError());
    for (const auto& command : commands) {
        if (command->info().name != line->command)
            continue;
        const QCoreApplication application(argc, argv);
        return command->run(*line, io);
    }
    Result<QStringList> files = filesToSend(line->files);
    if (!files) {
        const ExitCode code = commandFailure(io, files.error());
        io.err.flush();
        if (!line->settings.noGui)
            sayWhyNoWindow(argc, argv, files.error().message, code);
        return code;
    }
    line->files = std::move(*files);
    return runApplication(argc, argv, *line);
}

} // namespace

ExitCode runProgram(int& argc, char** argv)
{
    // A closed pipe or connection is an error of the write that meets it, not the end of the program.
    std::signal(SIGPIPE, SIG_IGN);
    std::ios::sync_with_stdio(false);
    std::cin.tie(nullptr);
    CommandIo io{std::cin, std::cout, std::cerr};
    try {
        return run(argc, argv, io);
    } catch (const std::exception& exception) {
        io.err << "orderdesk: " << exception.what() << '\n';
    } catch (...) {
        io.err << "orderdesk: an unknown failure\n";
    }
    return ExitCode::Failed;
}

} // namespace orderdesk

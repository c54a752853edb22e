#include "app/commands/GenerateCommand.h"

#include "app/commands/OptionValue.h"
#include "generator/OrderGenerator.h"

#include <limits>
#include <ostream>

namespace orderdesk {

namespace {

struct Request
{
    std::uint64_t count = 0;
    GeneratorSettings generator;
};

Result<Request> readRequest(const CommandLine& line)
{
    constexpr std::uint64_t most = std::numeric_limits<std::int64_t>::max();
    const auto count = wholeNumber(line, QStringLiteral("count"), 0, most);
    const auto seed = wholeNumber(line, QStringLiteral("seed"), 0, std::numeric_limits<std::uint64_t>::max());
    const auto invalid = percentage(line, QStringLiteral("invalid"));
    const auto updates = percentage(line, QStringLiteral("updates"));
    if (!count)
        return tl::unexpected(count.error());
    if (!seed)
        return tl::unexpected(seed.error());
    if (!invalid)
        return tl::unexpected(invalid.error());
    if (!updates)
        return tl::unexpected(updates.error());
    if (!count->has_value() || !line.arguments.isEmpty())
        return failure(ErrorCode::InvalidInput,
                       Sentence::tr("generate takes --count N, and no arguments; see orderdesk generate --help"));
    Request request;
    request.count = **count;
    request.generator.seed = seed->value_or(request.generator.seed);
    request.generator.invalidPercent = *invalid;
    request.generator.updatesPercent = *updates;
    return request;
}

} // namespace

CommandInfo GenerateCommand::info() const
{
    return {
        QLatin1String("generate"),
        QLatin1String("--count N [--seed S] [--invalid PERCENT] [--updates PERCENT]"),
        QLatin1String("Write realistic orders to standard output, one JSON a line."),
        {{QLatin1String("count"), QLatin1String("N"), QLatin1String("How many.")},
         {QLatin1String("seed"), QLatin1String("S"), QLatin1String("The same seed gives the same bytes. Default: 1.")},
         {QLatin1String("invalid"), QLatin1String("PERCENT"), QLatin1String("Of them break a rule. Default: 0.")},
         {QLatin1String("updates"), QLatin1String("PERCENT"),
          QLatin1String("Of them change an order generated before. Default: 0.")}}};
}

ExitCode GenerateCommand::run(const CommandLine& line, CommandIo& io)
{
    const Result<Request> request = readRequest(line);
    if (!request)
        return usageError(io, request.error().message.english());
    OrderGenerator generator(request->generator);
    constexpr qsizetype chunkBytes = 256 * 1024;
    QByteArray chunk;
    chunk.reserve(chunkBytes + chunkBytes / 4);
    for (std::uint64_t i = 0; i < request->count; ++i) {
        chunk += generator.next().json + '\n';
        if (chunk.size() < chunkBytes && i + 1 < request->count)
            continue;
        if (!io.out.write(chunk.constData(), chunk.size()))
            return outputFailure(io, ExitCode::Done);
        chunk.clear();
        chunk.reserve(chunkBytes + chunkBytes / 4);
    }
    return io.out.flush() ? ExitCode::Done : outputFailure(io, ExitCode::Done);
}

} // namespace orderdesk

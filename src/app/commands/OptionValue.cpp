#include "app/commands/OptionValue.h"

#include "settings/SettingValues.h"
#include "words/EscapeText.h"

namespace orderdesk {

namespace {

tl::unexpected<Error> notAllowed(const QString& option, const QString& value, const Sentence& problem)
{
    return failure(ErrorCode::InvalidInput, Sentence::tr("--%1: %2 %3").arg(option, quoteText(value), problem));
}

} // namespace

Result<std::optional<std::uint64_t>> wholeNumber(const CommandLine& line, const QString& option, std::uint64_t least,
                                                 std::uint64_t most)
{
    const auto found = line.options.constFind(option);
    if (found == line.options.constEnd())
        return std::nullopt;
    bool isNumber = false;
    const qulonglong value = found->toULongLong(&isNumber);
    if (!isNumber || !found->front().isDigit() || value < least || value > most)
        return notAllowed(option, *found, Sentence::tr("is not a whole number from %1 to %2").arg(least).arg(most));
    return value;
}

Result<double> percentage(const CommandLine& line, const QString& option)
{
    const QString text = line.options.value(option, QStringLiteral("0"));
    bool isNumber = false;
    const double value = text.toDouble(&isNumber);
    if (!isNumber || !(value >= 0 && value <= 100))
        return notAllowed(option, text, Sentence::tr("is not a percentage from 0 to 100"));
    return value;
}

Result<bool> flag(const CommandLine& line, const QString& option)
{
    const QString text = line.options.value(option, QStringLiteral("off"));
    Result<bool> value = parseSwitch(text);
    if (!value)
        return notAllowed(option, text, value.error().message);
    return value;
}

} // namespace orderdesk

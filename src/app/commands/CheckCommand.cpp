#include "app/commands/CheckCommand.h"

#include "app/commands/InputFiles.h"
#include "domain/OrderDecoder.h"
#include "words/EscapeText.h"
#include "json/JsonPlace.h"
#include "json/JsonRecordReader.h"

#include <ostream>

namespace orderdesk {

namespace {

/// Goes through inputs and counts what it finds.
class Checker final
{
public:
    Checker(const Settings& settings, std::ostream& out)
        : m_out(out)
        , m_decoder(settings.strict ? OrderDecoder::Mode::Strict : OrderDecoder::Mode::Normal)
        , m_maxMessageSize(settings.maxMessageSize)
    {
    }

    /// False when the output could not be written.
    bool check(std::istream& input, const QString& name)
    {
        JsonRecordReader reader(input, m_maxMessageSize);
        const std::string file = escapeText(name).toStdString();
        const qint64 before = m_checked;
        while (std::optional<JsonRecordReader::Record> record = reader.next()) {
            checkRecord(*record, file);
            if (!m_out)
                return false;
        }
        // Nothing is a possible stream but no document: an empty file is a mistake of whoever wrote it.
        if (m_checked == before && name != QLatin1String("-") && !input.bad()) {
            JsonRecordReader::Record empty;
            checkRecord(empty, file);
        }
        return bool(m_out);
    }

    std::string summary() const
    {
        const qint64 valid = m_checked - m_invalid;
        return "checked " + std::to_string(m_checked) + (m_checked == 1 ? " order: " : " orders: ") +
               std::to_string(valid) + " valid (" + std::to_string(m_withWarnings) + " with warnings), " +
               std::to_string(m_invalid) + " invalid\n";
    }

    ExitCode exitCode() const { return m_invalid > 0 ? ExitCode::InvalidData : ExitCode::Done; }

private:
    void checkRecord(const JsonRecordReader::Record& record, const std::string& file)
    {
        Violations violations;
        if (record.tooLarge) {
            violations.push_back(
                {"", "message_too_large",
                 "a message has at most " + std::to_string(m_maxMessageSize) + " bytes (--max-message-size)",
                 Severity::Error});
        } else {
            violations = m_decoder.decode(record.bytes, currentTimestamp()).violations;
        }
        for (const Violation& violation : violations) {
            m_out << file << ':' << record.line + lineOfPointer(record.bytes, violation.pointer)
                  << (violation.severity == Severity::Error ? ": error: " : ": warning: ")
                  << escapeText(QString::fromStdString(violation.pointer)).toStdString() << ": " << violation.code
                  << ": " << violation.message << '\n';
        }
        ++m_checked;
        const bool invalid = hasErrors(violations);
        m_invalid += invalid ? 1 : 0;
        m_withWarnings += !invalid && !violations.empty() ? 1 : 0;
    }

    std::ostream& m_out;
    OrderDecoder m_decoder;
    const qint64 m_maxMessageSize;
    qint64 m_checked = 0;
    qint64 m_withWarnings = 0;
    qint64 m_invalid = 0;
};

} // namespace

CommandInfo CheckCommand::info() const
{
    return {
        QLatin1String("check"),
        QLatin1String("[FILE...|-]"),
        QLatin1String("Check orders without a server, a JSON document or one JSON a line, and print every violation."),
        {}};
}

ExitCode CheckCommand::run(const CommandLine& line, CommandIo& io)
{
    Checker checker(line.settings, io.out);
    bool written = true;
    const bool allRead = forEachInput(line.arguments, io, [&](std::istream& input, const QString& name) {
        written = checker.check(input, name);
        return written;
    });
    if (!written || !io.out.flush())
        return outputFailure(io, checker.exitCode());
    io.err << checker.summary();
    return allRead ? checker.exitCode() : ExitCode::Failed;
}

} // namespace orderdesk

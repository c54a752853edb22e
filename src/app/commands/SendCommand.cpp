#include "app/commands/SendCommand.h"

#include "app/commands/InputFiles.h"
#include "domain/OrderDecoder.h"
#include "letters/DeadLetterMessage.h"
#include "words/EscapeText.h"
#include "json/JsonRecordReader.h"

#include <algorithm>
#include <ostream>

namespace orderdesk {

namespace {

constexpr std::size_t batchMessages = 1000;
constexpr qsizetype batchBytes = 4 * 1024 * 1024;
constexpr qsizetype largestRecord = 64 * 1024 * 1024; ///< beyond any broker's limit; what memory is worth
constexpr qint64 saidProblems = 10;
constexpr std::chrono::seconds acknowledgementTimeout{10};

/// Collects messages, publishes them in batches and counts.
class Sender final
{
public:
    Sender(MessagePublisher& publisher, const QString& topic, CommandIo& io)
        : m_publisher(publisher)
        , m_topic(topic)
        , m_io(io)
    {
    }

    /// False when Kafka cannot be reached: there is no point in going on.
    bool send(std::istream& input, const QString& name)
    {
        m_file = escapeText(name).toStdString();
        JsonRecordReader reader(input, largestRecord);
        while (std::optional<JsonRecordReader::Record> record = reader.next()) {
            add(*std::move(record));
            // A slow writer at the other end of a pipe sees each of its orders arrive.
            const bool full = m_batch.size() >= batchMessages || m_batchBytes >= batchBytes;
            if ((full || !reader.hasMoreAtHand()) && !flush())
                return false;
        }
        return flush();
    }

    ExitCode report()
    {
        m_io.out << "delivered " << m_delivered << ", failed " << m_failed;
        if (m_delivered == 1 && m_failed == 0)
            m_io.out << " (" << describe(m_lastPosition).toStdString() << ')';
        m_io.out << '\n';
        m_io.out.flush();
        if (m_problems > saidProblems)
            m_io.err << "orderdesk: and " << m_problems - saidProblems << " more\n";
        if (m_failed == 0)
            return ExitCode::Done;
        return m_unreachable && m_delivered == 0 ? ExitCode::Unavailable : ExitCode::Failed;
    }

private:
    void add(JsonRecordReader::Record record)
    {
        if (record.tooLarge) {
            ++m_failed;
            say(record.line, QStringLiteral("not sent: longer than 64 MiB"));
            return;
        }
        OutgoingMessage message;
        message.topic = m_topic;
        message.value = std::move(record.bytes);
        const DecodeResult decoded = m_decoder.decode(*message.value, currentTimestamp());
        if (!decoded.orderUid.empty())
            message.key = QByteArray::fromStdString(decoded.orderUid);
        const auto error = std::find_if(decoded.violations.begin(), decoded.violations.end(),
                                        [](const Violation& each) { return each.severity == Severity::Error; });
        if (error != decoded.violations.end())
            say(record.line, QLatin1String("sent as it is, but it is no valid order: ") +
                                 QString::fromStdString(error->pointer + ": " + error->code + ": " + error->message));
        m_batchBytes += message.value->size();
        m_batch.push_back(std::move(message));
        m_lines.push_back(record.line);
    }

    bool flush()
    {
        if (m_batch.empty())
            return true;
        const std::vector<Result<MessagePosition>> results = m_publisher.publish(m_batch, acknowledgementTimeout);
        bool reached = false;
        for (std::size_t i = 0; i < results.size(); ++i) {
            if (results[i]) {
                ++m_delivered;
                m_lastPosition = *results[i];
                reached = true;
                continue;
            }
            ++m_failed;
            reached = reached || results[i].error().code != ErrorCode::Unavailable;
            say(m_lines[i], QLatin1String("not delivered: ") + explained(results[i].error()));
        }
        m_unreachable = !reached;
        m_batch.clear();
        m_lines.clear();
        m_batchBytes = 0;
        return reached;
    }

    /// The first few problems; the rest are counted.
    void say(qint64 line, const QString& problem)
    {
        if (m_problems++ < saidProblems)
            m_io.err << m_file << ':' << line << ": " << escapeText(problem).toStdString() << '\n';
    }

    MessagePublisher& m_publisher;
    const QString m_topic;
    CommandIo& m_io;
    OrderDecoder m_decoder;
    std::string m_file;
    std::vector<OutgoingMessage> m_batch;
    std::vector<qint64> m_lines; ///< of the batch's messages
    qsizetype m_batchBytes = 0;
    qint64 m_delivered = 0;
    qint64 m_failed = 0;
    qint64 m_problems = 0;
    bool m_unreachable = false;
    MessagePosition m_lastPosition;
};

} // namespace

SendCommand::SendCommand(PublisherFactory makePublisher)
    : m_makePublisher(std::move(makePublisher))
{
}

CommandInfo SendCommand::info() const
{
    return {
        QLatin1String("send"),
        QLatin1String("[FILE...|-]"),
        QLatin1String("Publish orders to Kafka, a JSON document or one JSON a line, and wait until they are there."),
        {}};
}

ExitCode SendCommand::run(const CommandLine& line, CommandIo& io)
{
    if (usesEmbeddedBroker(line.settings))
        return usageError(io, QStringLiteral("--kafka-brokers: embedded lives inside the program that was started with "
                                             "it; name the address that program shows"));
    const std::unique_ptr<MessagePublisher> publisher = m_makePublisher(line.settings.broker);
    Sender sender(*publisher, line.settings.broker.topic, io);
    const bool allRead = forEachInput(
        line.arguments, io, [&sender](std::istream& input, const QString& name) { return sender.send(input, name); });
    const ExitCode sent = sender.report();
    return sent == ExitCode::Done && !allRead ? ExitCode::Failed : sent;
}

} // namespace orderdesk

#include "outgoing/OrderSender.h"

#include "json/JsonRecordReader.h"

#include <QFile>
#include <QFileInfo>

#include <fstream>
#include <sstream>

namespace orderdesk {

namespace {

constexpr std::chrono::seconds publishTimeout{5};       // a program that stops waits for it
constexpr qsizetype largestRecord = 16LL * 1024 * 1024; // no order is larger

/// Reads one source after another, record by record. Of the sender's thread.
class SourceReading final
{
public:
    explicit SourceReading(std::vector<SendSource> sources)
        : m_sources(std::move(sources))
    {
        for (const SendSource& source : m_sources) {
            m_bytesTotal += source.file.isEmpty() ? source.text.size() : QFileInfo(source.file).size();
        }
    }

    struct Read
    {
        SendRecord record;
        QByteArray value;
        bool tooLarge = false;
    };

    /// None at the end of the last source. A source that cannot be read is a record with an error.
    std::optional<Read> next()
    {
        while (m_source < m_sources.size()) {
            if (!m_input) {
                if (auto failed = open()) {
                    ++m_source;
                    return Read{*std::move(failed), {}, false};
                }
            }
            if (std::optional<JsonRecordReader::Record> record = m_reader->next()) {
                Read read;
                read.record.source = m_source;
                read.record.line = record->line;
                read.value = std::move(record->bytes);
                read.tooLarge = record->tooLarge;
                return read;
            }
            const bool broken = m_input->bad();
            m_bytesBefore += m_size;
            m_reader.reset();
            m_input.reset();
            ++m_source;
            if (broken) {
                return Read{unreadable(m_source - 1), {}, false};
            }
        }
        return std::nullopt;
    }

    qint64 bytesDone() const
    {
        const auto at = !m_input ? 0 : m_input->good() ? static_cast<qint64>(m_input->tellg()) : m_size;
        return std::min(m_bytesBefore + std::max<qint64>(at, 0), m_bytesTotal);
    }
    qint64 bytesTotal() const { return m_bytesTotal; }

private:
    std::optional<SendRecord> open()
    {
        const SendSource& source = m_sources[m_source];
        if (source.file.isEmpty()) {
            m_size = source.text.size();
            m_input = std::make_unique<std::istringstream>(source.text.toStdString());
        } else {
            const QFileInfo file(source.file);
            auto input = std::make_unique<std::ifstream>(QFile::encodeName(source.file).constData(),
                                                         std::ios::in | std::ios::binary);
            // A directory opens; only reading it fails.
            if (!*input || file.isDir()) {
                return unreadable(m_source);
            }
            m_size = file.size();
            m_input = std::move(input);
        }
        m_reader = std::make_unique<JsonRecordReader>(*m_input, largestRecord);
        return std::nullopt;
    }

    SendRecord unreadable(std::size_t index) const
    {
        SendRecord record;
        record.source = index;
        record.error =
            Error{ErrorCode::InvalidInput,
                  Sentence::tr("the file cannot be read: %1").arg(QFileInfo(m_sources[index].file).fileName())};
        return record;
    }

    const std::vector<SendSource> m_sources;
    std::size_t m_source = 0;
    std::unique_ptr<std::istream> m_input; ///< of m_source; null: not open yet
    std::unique_ptr<JsonRecordReader> m_reader;
    qint64 m_size = 0;
    qint64 m_bytesBefore = 0;
    qint64 m_bytesTotal = 0;
};

/// One check or sending. Of the sender's thread.
class SendJob final
{
public:
    SendJob(std::vector<SendSource> sources, std::optional<QString> topic)
        : m_reading(std::move(sources))
        , m_topic(std::move(topic))
    {
    }

    SendProgress step(MessageValidator& validator, MessagePublisher* publisher)
    {
        m_progress.records.clear();
        std::vector<OutgoingMessage> outgoing;
        std::vector<std::size_t> places; // of their records
        qsizetype bytes = 0;
        while (m_progress.records.size() < OrderSender::stepRecords && bytes < OrderSender::stepBytes) {
            std::optional<SourceReading::Read> read = m_reading.next();
            if (!read) {
                m_progress.isLast = true;
                break;
            }
            bytes += read->value.size();
            take(*read, validator);
            if (m_topic && m_progress.records.back().isValid) {
                places.push_back(m_progress.records.size() - 1);
                outgoing.push_back({*m_topic,
                                    QByteArray::fromStdString(m_progress.records.back().orderUid),
                                    std::move(read->value),
                                    {}});
            }
        }
        if (!outgoing.empty()) {
            publish(outgoing, places, *publisher);
        }
        m_progress.bytesDone = m_progress.isLast ? m_reading.bytesTotal() : m_reading.bytesDone();
        m_progress.bytesTotal = m_reading.bytesTotal();
        return m_progress;
    }

private:
    void take(const SourceReading::Read& read, MessageValidator& validator)
    {
        SendRecord& record = m_progress.records.emplace_back(read.record);
        if (read.tooLarge) {
            record.violations = {{{},
                                  "too_large",
                                  Sentence::tr("the document must be at most 16 MiB").english().toStdString(),
                                  Severity::Error}};
        } else if (!record.error) {
            DecodeResult decoded = validator.validate(read.value, currentTimestamp());
            record.isValid = decoded.order.has_value();
            record.orderUid = std::move(decoded.orderUid);
            record.violations = std::move(decoded.violations);
        }
        ++(record.isValid ? m_progress.valid : m_progress.invalid);
    }

    void publish(const std::vector<OutgoingMessage>& outgoing, const std::vector<std::size_t>& places,
                 MessagePublisher& publisher)
    {
        const std::vector<Result<MessagePosition>> results = publisher.publish(outgoing, publishTimeout);
        bool reached = false;
        for (std::size_t i = 0; i < results.size(); ++i) {
            SendRecord& record = m_progress.records[places[i]];
            if (results[i]) {
                record.position = *results[i];
                ++m_progress.sent;
            } else {
                record.error = results[i].error();
                ++m_progress.failed;
            }
            reached = reached || results[i] || results[i].error().code != ErrorCode::Unavailable;
        }
        if (!reached) {
            m_progress.error = results.front().error();
            m_progress.isLast = true;
        }
    }

    SourceReading m_reading;
    const std::optional<QString> m_topic; ///< none: only checks
    SendProgress m_progress;
};

} // namespace

OrderSender::OrderSender(Parts parts)
    : m_topic(parts.topic)
    , m_validator(parts.validator)
    , m_thread(QStringLiteral("sender"), [parts] {
        return std::unique_ptr<Tools>(new Tools{parts.makePublisher(), MessageValidator(parts.validator)});
    })
{
}

std::shared_ptr<WorkHandle> OrderSender::check(std::vector<SendSource> sources, QObject* context, Report report)
{
    return work(std::move(sources), false, context, std::move(report));
}

std::shared_ptr<WorkHandle> OrderSender::send(std::vector<SendSource> sources, QObject* context, Report report)
{
    return work(std::move(sources), true, context, std::move(report));
}

std::shared_ptr<WorkHandle> OrderSender::work(std::vector<SendSource> sources, bool sends, QObject* context,
                                              Report report)
{
    const auto job = std::make_shared<SendJob>(std::move(sources), sends ? std::optional(m_topic) : std::nullopt);
    return workInSteps(
        m_thread, [job](Tools& tools) { return job->step(tools.validator, tools.publisher.get()); }, context,
        std::move(report));
}

} // namespace orderdesk

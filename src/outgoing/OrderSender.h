#pragma once

#include "broker/MessagePublisher.h"
#include "concurrency/StepwiseWork.h"
#include "domain/MessageValidator.h"

#include <functional>
#include <memory>

namespace orderdesk {

/// Orders as JSON: a document or one a line.
struct SendSource
{
    QString name;    ///< for people
    QString file;    ///< to be read; empty: `text` it is
    QByteArray text; ///< small enough to be held
};

/// One order of a source, and what became of it.
struct SendRecord
{
    std::size_t source = 0; ///< which of the sources
    qint64 line = 0;        ///< where it begins, from 1; 0: the source as a whole could not be read
    std::string orderUid;   ///< as far as it could be read
    Violations violations;
    bool isValid = false;                    ///< no violation is an error
    std::optional<MessagePosition> position; ///< where it was published
    std::optional<Error> error;              ///< why it was not, although it is valid; why the source was not read
};

/// How far a check or a sending is. Counts are of all reports so far.
struct SendProgress
{
    qint64 valid = 0;
    qint64 invalid = 0; ///< also sources that could not be read
    qint64 sent = 0;
    qint64 failed = 0;
    qint64 bytesDone = 0;
    qint64 bytesTotal = 0;           ///< as the sources were at the beginning
    std::vector<SendRecord> records; ///< since the last report
    bool isLast = false;
    bool isCancelled = false;   ///< the last, and not all are done
    std::optional<Error> error; ///< the last, because Kafka is away: not all are done
};

/// Checks orders and sends them to Kafka, key = order number, for a thread that must never wait: bit by bit on a thread
/// of its own, holding a few MiB of a file of any size; the answers come back as calls in this object's thread, and
/// never after `context` is gone, with which the work ends. Only what is valid is sent.
class OrderSender final
{
public:
    static constexpr std::size_t stepRecords = 500;
    static constexpr qsizetype stepBytes = 4 * 1024 * 1024;

    using Report = std::function<void(SendProgress)>;

    struct Parts
    {
        QString topic;
        std::function<std::unique_ptr<MessagePublisher>()> makePublisher; ///< called on the sender's thread
        ValidationSettings validator;                                     ///< as ingest has them
    };

    explicit OrderSender(Parts parts);

    std::shared_ptr<WorkHandle> check(std::vector<SendSource> sources, QObject* context, Report report);
    std::shared_ptr<WorkHandle> send(std::vector<SendSource> sources, QObject* context, Report report);
    const QString& topic() const { return m_topic; }
    ValidationSettings validationSettings() const { return m_validator; }

private:
    struct Tools
    {
        std::unique_ptr<MessagePublisher> publisher;
        MessageValidator validator;
    };

    std::shared_ptr<WorkHandle> work(std::vector<SendSource> sources, bool sends, QObject* context, Report report);

    const QString m_topic;
    const ValidationSettings m_validator;
    AnsweringThread<Tools> m_thread;
};

} // namespace orderdesk

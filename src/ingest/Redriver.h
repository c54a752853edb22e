#pragma once

#include "broker/MessagePublisher.h"
#include "concurrency/AnsweringThread.h"
#include "domain/DeadLetter.h"
#include "storage/OrderReader.h"

#include <functional>
#include <memory>

namespace orderdesk {

/// Publishes a dead letter (as it came) to the orders topic again and notes that. In the thread of `publisher` and
/// `reader`. Returns where it went. NotFound: there is no such dead letter.
Result<MessagePosition> redrive(std::int64_t deadLetterId, const QString& topic, MessagePublisher& publisher,
                                OrderReader& reader);

/// redrive() for a thread that must never wait: one after another on a thread of its own; the answer comes back as a
/// call in this object's thread, and never after `context` is gone.
class Redriver final
{
public:
    struct Parts
    {
        QString topic;
        std::function<std::unique_ptr<MessagePublisher>()> makePublisher; ///< called on the redriver's thread
        std::function<std::unique_ptr<OrderReader>()> makeReader;         ///< called on the redriver's thread
    };

    explicit Redriver(Parts parts);

    void redrive(std::int64_t deadLetterId, QObject* context, std::function<void(Result<void>)> done);

private:
    struct Tools
    {
        std::unique_ptr<MessagePublisher> publisher;
        std::unique_ptr<OrderReader> reader;
    };

    const QString m_topic;
    AnsweringThread<Tools> m_thread;
};

} // namespace orderdesk

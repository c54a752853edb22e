#pragma once

#include "broker/KafkaProbe.h"
#include "concurrency/AnsweringThread.h"
#include "database/ConnectionInterrupt.h"
#include "database/DatabaseProbe.h"

#include <atomic>
#include <functional>
#include <memory>

namespace orderdesk {

/// Asks servers who they are by short connections of its own, to try settings out or to say what is connected. Runs on
/// two threads of its own, made for the first question; destroying this ends them at once. Main thread; nothing blocks,
/// answers come within seconds, unless `context` is gone by then.
class ServerProbes final
{
public:
    template <typename Answer>
    using Done = std::function<void(Result<Answer>)>;

    /// The threads are called NAME-kafka and NAME-database.
    explicit ServerProbes(const QString& name);
    ~ServerProbes();

    /// `create`: first makes the topic, which must not be there.
    void askKafka(const BrokerSettings& settings, bool create, QObject* context, Done<KafkaFinding> done);
    void askDatabase(DatabaseSettings settings, QObject* context, Done<DatabaseFinding> done);

private:
    struct Nothing
    {
    };
    using Worker = AnsweringThread<Nothing>;

    Worker& worker(std::unique_ptr<Worker>& thread, const char* server);

    const QString m_name;
    std::atomic<bool> m_stop{false};
    const std::shared_ptr<ConnectionInterrupt> m_interrupt = std::make_shared<ConnectionInterrupt>();
    std::unique_ptr<Worker> m_kafka; ///< end first
    std::unique_ptr<Worker> m_database;
};

} // namespace orderdesk

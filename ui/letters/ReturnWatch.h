#pragma once

#include "domain/IngestEvent.h"
#include "domain/Message.h"

#include <QObject>

#include <deque>
#include <optional>

namespace orderdesk {

/// What became of a message that was just sent to Kafka: waits for the event with its position, which may come before
/// the publisher has told the position. One message at a time; a new one takes the place of the older. Main thread
/// only.
class ReturnWatch final : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    void begin();                               ///< it is about to be sent: events count from now on
    void sent(const MessagePosition& position); ///< where it went
    void end();                                 ///< it was not sent, or nobody asks any more
    void noteEvents(const QList<IngestEvent>& events);

Q_SIGNALS:
    void came(const orderdesk::IngestEvent& event);

private:
    static constexpr std::size_t mostKept = 5'000; ///< of the events that come before the position is known

    void look(const IngestEvent& event);

    bool m_isWatching = false;
    std::optional<MessagePosition> m_position;
    std::deque<IngestEvent> m_kept;
};

} // namespace orderdesk

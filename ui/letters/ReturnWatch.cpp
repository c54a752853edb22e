#include "ui/letters/ReturnWatch.h"

#include "domain/MessagePlace.h"

#include <utility>

namespace orderdesk {

void ReturnWatch::begin()
{
    m_isWatching = true;
    m_position.reset();
    m_kept.clear();
}

void ReturnWatch::sent(const MessagePosition& position)
{
    if (!m_isWatching)
        return;
    m_position = position;
    for (const IngestEvent& event : std::exchange(m_kept, {}))
        look(event);
}

void ReturnWatch::end()
{
    m_isWatching = false;
    m_position.reset();
    m_kept.clear();
}

void ReturnWatch::noteEvents(const QList<IngestEvent>& events)
{
    if (!m_isWatching)
        return;
    for (const IngestEvent& event : events) {
        if (m_position)
            look(event);
        else
            m_kept.push_back(event);
    }
    while (m_kept.size() > mostKept)
        m_kept.pop_front();
}

void ReturnWatch::look(const IngestEvent& event)
{
    if (!m_isWatching)
        return;
    MessagePosition sent = *m_position;
    sent.incarnation = event.order.position.incarnation; // who sends does not know which life of the topic it is
    if (!isSamePlace(event.order.position, sent))
        return;
    end();
    Q_EMIT came(event);
}

} // namespace orderdesk

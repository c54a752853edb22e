#include "lookup/SingleFlight.h"

namespace orderdesk {

SingleFlight::Answer SingleFlight::read(std::string_view orderUid, std::chrono::milliseconds patience,
                                        const std::function<Answer()>& read)
{
    const auto end = ConditionVariable::Clock::now() + patience;
    MutexLock lock(m_mutex);
    if (const auto flying = m_flights.find(orderUid); flying != m_flights.end()) {
        const std::shared_ptr<Flight> flight = flying->second;
        while (!flight->answer && flight->landed.waitUntil(lock, end)) {
        }
        if (!flight->answer) {
            return failure(ErrorCode::Unavailable, Sentence::tr("the database did not answer in time"));
        }
        return *flight->answer;
    }
    const auto flight = std::make_shared<Flight>();
    const auto place = m_flights.emplace(std::string(orderUid), flight).first;
    lock.unlock();
    Answer answer = read();
    lock.lock();
    m_flights.erase(place);
    flight->answer = answer;
    flight->landed.notifyAll();
    return answer;
}

} // namespace orderdesk

#pragma once

#include <chrono>
#include <random>

namespace orderdesk {

/// How long to wait before the next try: doubles from 100 ms to 2 s, each ±25 % so that many instances do not come back
/// in step. The cap keeps the resumption after an outage under 5 s. One owner thread.
class Backoff final
{
public:
    std::chrono::milliseconds next();
    void reset() { m_step = first; }

private:
    static constexpr std::chrono::milliseconds first{100};
    static constexpr std::chrono::milliseconds most{2000};

    std::chrono::milliseconds m_step = first;
    std::minstd_rand m_random{std::random_device{}()};
};

} // namespace orderdesk

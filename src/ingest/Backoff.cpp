#include "ingest/Backoff.h"

#include <algorithm>

namespace orderdesk {

std::chrono::milliseconds Backoff::next()
{
    std::uniform_real_distribution<double> jitter(0.75, 1.25);
    const auto wait =
        std::chrono::milliseconds(static_cast<std::int64_t>(static_cast<double>(m_step.count()) * jitter(m_random)));
    m_step = std::min(m_step * 2, most);
    return wait;
}

} // namespace orderdesk

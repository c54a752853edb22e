#include "cache/SeenRevisions.h"

#include <QHashFunctions>

#include <utility>

namespace orderdesk {

namespace {

std::uint64_t hashOf(std::string_view text)
{
    return qHashBits(text.data(), text.size());
}

} // namespace

SeenRevisions::SeenRevisions(std::size_t capacity)
    : m_capacity(capacity)
{
}

std::uint64_t SeenRevisions::keyOf(std::string_view orderUid, std::int64_t revision)
{
    return qHashMulti(1, hashOf(orderUid), revision);
}

std::uint64_t SeenRevisions::keyOf(std::string_view topic, std::int32_t partition, std::int64_t offset)
{
    return qHashMulti(2, hashOf(topic), partition, offset);
}

void SeenRevisions::add(std::uint64_t key)
{
    if (contains(key)) {
        return;
    }
    if (m_newer.size() == m_capacity) {
        m_older = std::exchange(m_newer, {});
    }
    m_newer.insert(key);
}

bool SeenRevisions::contains(std::uint64_t key) const
{
    return m_newer.contains(key) || m_older.contains(key);
}

} // namespace orderdesk

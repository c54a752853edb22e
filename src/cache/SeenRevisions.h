#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <unordered_set>

namespace orderdesk {

/// Remembers the last of what was seen: between `capacity` and twice as many revisions, as 64-bit hashes. One thread.
class SeenRevisions final
{
public:
    explicit SeenRevisions(std::size_t capacity);

    static std::uint64_t keyOf(std::string_view orderUid, std::int64_t revision);
    /// Of a dead letter.
    static std::uint64_t keyOf(std::string_view topic, std::int32_t partition, std::int64_t offset);

    void add(std::uint64_t key);
    bool contains(std::uint64_t key) const;

private:
    const std::size_t m_capacity;
    std::unordered_set<std::uint64_t> m_newer;
    std::unordered_set<std::uint64_t> m_older;
};

} // namespace orderdesk

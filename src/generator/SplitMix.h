#pragma once

#include <array>
#include <cstdint>

namespace orderdesk {

/// SplitMix64 (Steele, Lea, Flood 2014): small, quick, and the same numbers everywhere, which the distributions of the
/// standard library do not promise.
class SplitMix final
{
public:
    explicit SplitMix(std::uint64_t seed)
        : m_state(seed)
    {
    }

    /// A bijection that leaves no trace of the order of its inputs: different inputs, different outputs.
    static constexpr std::uint64_t mix(std::uint64_t value)
    {
        value = (value ^ (value >> 30U)) * 0xBF58476D1CE4E5B9U;
        value = (value ^ (value >> 27U)) * 0x94D049BB133111EBU;
        return value ^ (value >> 31U);
    }

    std::uint64_t next()
    {
        m_state += 0x9E3779B97F4A7C15U;
        return mix(m_state);
    }

    /// 0 to bound - 1; the bias of the remainder is far below what a generated order shows.
    std::uint64_t below(std::uint64_t bound) { return next() % bound; }

    /// Both ends included.
    std::int64_t between(std::int64_t low, std::int64_t high)
    {
        return low + static_cast<std::int64_t>(below(static_cast<std::uint64_t>(high - low) + 1));
    }

    bool percent(std::uint64_t chance) { return below(100) < chance; }

    template <typename T, std::size_t N>
    const T& pick(const std::array<T, N>& from)
    {
        return from[below(N)];
    }

private:
    std::uint64_t m_state;
};

} // namespace orderdesk

#include "database/PgArray.h"

#include <QtEndian>

#include <algorithm>

namespace orderdesk {
namespace {

// Dimensions, "holds nulls", element type, then length and lower bound of the one dimension.
constexpr std::size_t holdsNullsAt = 4;
constexpr std::size_t countAt = 12;
constexpr std::size_t headerSize = 20;

constexpr std::uint32_t nullLength = 0xFFFFFFFFU;
constexpr std::chrono::microseconds postgresEpoch = std::chrono::seconds(946684800);

void putBigEndian(std::string& bytes, std::size_t at, std::uint32_t value)
{
    qToBigEndian(value, bytes.data() + at);
}

} // namespace

void appendBigEndian(std::string& bytes, std::uint32_t value)
{
    const std::size_t at = bytes.size();
    bytes.resize(at + sizeof value);
    qToBigEndian(value, bytes.data() + at);
}

void appendBigEndian(std::string& bytes, std::uint64_t value)
{
    const std::size_t at = bytes.size();
    bytes.resize(at + sizeof value);
    qToBigEndian(value, bytes.data() + at);
}

std::int64_t toPgMicroseconds(Timestamp time)
{
    return (time.time_since_epoch() - postgresEpoch).count();
}

Timestamp fromPgMicroseconds(std::int64_t microseconds)
{
    constexpr std::chrono::microseconds latest = Timestamp::max().time_since_epoch() - postgresEpoch;
    return Timestamp(std::min(std::chrono::microseconds(microseconds), latest) + postgresEpoch);
}

PgArray::PgArray(ElementType type)
    : m_bytes(headerSize, '\0')
{
    constexpr std::uint32_t dimensions = 1;
    constexpr std::uint32_t lowerBound = 1;
    putBigEndian(m_bytes, 0, dimensions);
    putBigEndian(m_bytes, 8, static_cast<std::uint32_t>(type));
    putBigEndian(m_bytes, 16, lowerBound);
}

void PgArray::startElement(std::uint32_t length)
{
    putBigEndian(m_bytes, countAt, ++m_count);
    appendBigEndian(m_bytes, length);
}

void PgArray::appendBytes(std::string_view bytes)
{
    startElement(static_cast<std::uint32_t>(bytes.size()));
    m_bytes.append(bytes);
}

void PgArray::appendInt8(std::int64_t value)
{
    startElement(sizeof value);
    appendBigEndian(m_bytes, static_cast<std::uint64_t>(value));
}

void PgArray::appendInt4(std::int32_t value)
{
    startElement(sizeof value);
    appendBigEndian(m_bytes, static_cast<std::uint32_t>(value));
}

void PgArray::appendTimestamp(Timestamp time)
{
    appendInt8(toPgMicroseconds(time));
}

void PgArray::appendNull()
{
    startElement(nullLength);
    putBigEndian(m_bytes, holdsNullsAt, 1);
}

} // namespace orderdesk

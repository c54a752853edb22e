#pragma once

#include "domain/Timestamp.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace orderdesk {

/// A one-dimensional array in PostgreSQL's binary wire format (array_recv), to be handed to unnest() as one parameter.
/// Append as many elements of the type as wanted, then take bytes(). A value, any thread.
class PgArray final
{
public:
    enum class ElementType : std::uint32_t { Bytea = 17, Int8 = 20, Int4 = 23, Text = 25, TimestampTz = 1184 };

    explicit PgArray(ElementType type);

    void appendBytes(std::string_view bytes); ///< of Text (UTF-8) or Bytea
    void appendInt8(std::int64_t value);
    void appendInt4(std::int32_t value);
    void appendTimestamp(Timestamp time); ///< exact to the microsecond
    void appendNull();

    const std::string& bytes() const { return m_bytes; }

private:
    void startElement(std::uint32_t length);

    std::string m_bytes;
    std::uint32_t m_count = 0;
};

/// Microseconds since 2000-01-01, the wire format of timestamptz, and back. PostgreSQL has times that are later than
/// any Timestamp (the year 294276, infinity): they become the latest.
std::int64_t toPgMicroseconds(Timestamp time);
Timestamp fromPgMicroseconds(std::int64_t microseconds);

/// Network byte order.
void appendBigEndian(std::string& bytes, std::uint32_t value);
void appendBigEndian(std::string& bytes, std::uint64_t value);

} // namespace orderdesk

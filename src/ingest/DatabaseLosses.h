#pragma once

#include "ingest/ReadingStart.h"

namespace orderdesk {

/// The database had lost what it had committed, and its messages are read again.
struct DatabaseLoss
{
    Timestamp at{};
    std::int64_t messages = 0;
};

/// Where reading began anew, said in the log; and what the database had lost, until all of it is read again. Consumer
/// thread only.
class DatabaseLosses final
{
public:
    void note(const ReadingStart& start);
    /// Takes in how far messages are at their end.
    void heal(const PartitionOffsets& done);
    void clear();
    const std::optional<DatabaseLoss>& current() const { return m_current; } ///< none: all is read again

private:
    PartitionOffsets m_ends; ///< of what was lost, in partitions that are not there yet
    std::optional<DatabaseLoss> m_current;
};

} // namespace orderdesk

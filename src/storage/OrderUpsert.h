#pragma once

#include "storage/BatchStatements.h"

namespace orderdesk {

/// Writes the orders of one batch, of each the newest version (domain/OrderVersion), and their parts. Inside one
/// transaction, on the connection's thread.
///
/// The rows are read first, without a lock, and the messages are held against them in memory: what is not newer writes
/// nothing. The rest is one upsert, which leaves a row alone that another writer has written meanwhile, but locks it:
/// such rows are read and decided again, for good.
Result<std::vector<WrittenOrder>> upsertNewest(BatchStatements& statements, std::span<const IncomingOrder> orders);

} // namespace orderdesk

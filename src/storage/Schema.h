#pragma once

#include "database/DatabaseSettings.h"
#include "words/Result.h"

namespace orderdesk {

/// Brings the database to this program's schema with the numbered migrations of resources/sql, under an advisory lock,
/// each in a transaction. Any thread; opens and closes a connection of its own. Returns the schema's version. Fails as
/// Unavailable, AccessRefused, or Conflict when the schema is newer than this program knows.
Result<int> migrateSchema(const DatabaseSettings& settings);

} // namespace orderdesk

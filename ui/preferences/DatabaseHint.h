#pragma once

#include "domain/Result.h"

#include <QString>

namespace orderdesk {

/// What a person can do about a connection to PostgreSQL that failed; empty when nothing better than the message is
/// known.
QString databaseHint(const Error& error);

} // namespace orderdesk

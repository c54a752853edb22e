#pragma once

#include "database/DatabaseConnection.h"

#include <chrono>

namespace orderdesk {

/// Opens the connection if need be and calls `call`, which returns a Result, under its watch.
template <typename Call>
auto callOnce(DatabaseConnection& connection, Call&& call) -> decltype(call())
{
    const Result<void> opened = connection.ensureOpen();
    if (!opened) {
        return tl::unexpected(opened.error());
    }
    const auto watching = connection.watch();
    return call();
}

/// For calls that change nothing: a connection that died while nobody used it is no reason to fail. The second try
/// starts within `patience` of the first.
template <typename Call>
auto readAgain(DatabaseConnection& connection, std::chrono::milliseconds patience, Call&& call) -> decltype(call())
{
    const auto started = std::chrono::steady_clock::now();
    const bool wasOpen = connection.isOpen();
    auto result = callOnce(connection, call);
    if (!result && wasOpen && !connection.isOpen() && std::chrono::steady_clock::now() - started < patience) {
        result = callOnce(connection, call);
    }
    return result;
}

} // namespace orderdesk

#pragma once

#include <QByteArray>

#include <string>
#include <string_view>
#include <vector>

namespace orderdesk {

enum class Severity {
    Error,   ///< the message is dead-lettered
    Warning, ///< the order is accepted and marked
};

/// One broken rule of OrderRules.
struct Violation
{
    std::string pointer; ///< JSON Pointer (RFC 6901) of the place; empty: the whole document
    std::string code;    ///< stable, lower case with underscores: missing_member, wrong_type, out_of_range, …
    std::string message; ///< the rule in English; never the offending value (it may be personal data)
    Severity severity = Severity::Error;

    friend bool operator==(const Violation&, const Violation&) = default;
};

using Violations = std::vector<Violation>;

bool hasErrors(const Violations& violations);

/// JSON array of {"pointer","code","message","severity"}: how warnings and reasons are kept in PostgreSQL and shown by
/// the API.
QByteArray encodeViolations(const Violations& violations);

/// The inverse of encodeViolations(). Text that it did not write gives an empty list.
Violations decodeViolations(std::string_view json);

} // namespace orderdesk

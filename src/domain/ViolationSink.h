#pragma once

#include "domain/Violation.h"
#include "words/Sentence.h"

#include <cstddef>
#include <string>
#include <string_view>

namespace orderdesk {

/// Where the decoder stands in a document: a chain on the stack, turned into a JSON Pointer only when something is
/// wrong there.
class Place final
{
public:
    Place() = default; ///< the whole document
    Place(const Place& parent, std::string_view member)
        : m_parent(&parent)
        , m_member(member)
    {
    }
    Place(const Place& parent, std::size_t index)
        : m_parent(&parent)
        , m_index(index)
        , m_isIndex(true)
    {
    }

    /// RFC 6901. Member names are cut after 64 bytes and their control characters become U+FFFD: a pointer is kept in
    /// the database and shown to people, the name may come from anywhere.
    std::string pointer() const;

private:
    const Place* m_parent = nullptr;
    std::string_view m_member;
    std::size_t m_index = 0;
    bool m_isIndex = false;
};

/// Gathers the violations of one message, bounded: at most 100 errors and 100 warnings, then one too_many_violations.
class ViolationSink final
{
public:
    explicit ViolationSink(bool strict)
        : m_strict(strict)
    {
    }

    void error(const Place& place, std::string_view code, const Sentence& rule);
    void warning(const Place& place, std::string_view code, const Sentence& rule);

    bool hasErrors() const { return m_errors > 0; }
    /// Errors before warnings, each in the order they were reported.
    Violations take();

private:
    static constexpr std::size_t kLimit = 100;

    Violations m_violations;
    std::size_t m_errors = 0;
    std::size_t m_warnings = 0;
    bool m_strict;
};

} // namespace orderdesk
